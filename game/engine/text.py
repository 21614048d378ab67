"""Cleaning of foreign text: names, notes, level texts, whatever somebody typed or sent.

A terminal obeys what it is sent, so nothing that is not plain visible text may pass: no escape or other control codes, no
marks that turn the writing direction, no characters that hide. The board draws one character in one cell, so a character
that is wider becomes a question mark.
"""

from __future__ import annotations

from unicodedata import category, east_asian_width, normalize

MARKS_IN_A_ROW = 2
REPLACEMENT = "?"

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKS = frozenset({"Mn", "Me", "Mc"})
_SPACES = frozenset("\t\n\v\f\r")

# Characters that take no cell, or another number of cells than their category says.
_HIDDEN_MARKS = frozenset(
    [0x034F, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
)
_HIDDEN_LETTERS = frozenset([*range(0x1160, 0x1200), *range(0xD7B0, 0xD800), 0xFFA0])


def clean(text: str, max_cells: int) -> str:
    """The text as it may be shown: composed (NFC), without codes, every blank a space, at most `max_cells` cells wide."""
    if text.isascii() and text.isprintable():
        return text[:max_cells]
    # A text that is far too long need not be composed as a whole; a composed character has no more than a few parts.
    shortened = text[: max_cells * 8 + 64]
    kept: list[str] = []
    cells = 0
    marks = 0
    for char in normalize("NFC", shortened):
        kind = category(char)
        if kind in _MARKS:
            marks += 1
            if kept and marks <= MARKS_IN_A_ROW and ord(char) not in _HIDDEN_MARKS:
                kept.append(char)
            continue
        if char in _SPACES or kind[0] == "Z":
            shown = " "
        elif kind in _DROPPED:
            continue
        else:
            wide = east_asian_width(char) in ("W", "F") or ord(char) in _HIDDEN_LETTERS
            shown = REPLACEMENT if wide else char
        if cells == max_cells:
            break
        kept.append(shown)
        cells += 1
        marks = 0
    return "".join(kept)


def is_clean(text: str) -> bool:
    """Whether cleaning leaves a text as it is, but for its blanks and line ends."""
    if text.isascii() and text.isprintable():
        return True
    spaced = "".join([" " if char in _SPACES or category(char)[0] == "Z" else char for char in text])
    return clean(spaced, len(spaced)) == spaced
