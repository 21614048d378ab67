"""Text that people typed, made safe to be printed: what cannot be seen, or turns the writing round, is spelled out."""

from __future__ import annotations

from unicodedata import category

_LEFT_ALONE = "\u200c\u200d"
"""They join letters in some scripts, and turn nothing round."""


def clean(text: str) -> str:
    """The text on one line, with control characters, direction marks and halves of characters as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join([_clean(char) for char in text])


def _clean(char: str) -> str:
    if char in "\n\t\r\v\f\u2028\u2029\u0085":
        return " "
    if category(char).startswith("C") and char not in _LEFT_ALONE:
        return f"\\u{ord(char):04x}"
    return char
