"""NOERROR, an on-call incident game for the terminal."""

__version__ = "0.1.0"
