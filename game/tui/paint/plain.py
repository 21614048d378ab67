"""Text that leaves the game, for files and the clipboard."""

from __future__ import annotations

from unicodedata import category


def harmless(text: str) -> str:
    """Text without anything that a terminal or a page would obey: controls, direction marks, unassigned and private signs.

    Letters of all scripts and wide ones stay, and so do marks above letters; a tab becomes a blank.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(char for char in text.replace("\t", " ") if not category(char).startswith("C"))
