"""People: who can be called, what they do and report, and who calls."""
