"""Sections of text in columns of about the same height, like a newspaper that scrolls as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Piece = tuple[int, str, str]
"""Column, text, look."""
Row = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A head with a few words about it, and units below it: each a few rows that stay together."""

    head: str
    about: str
    units: tuple[tuple[Row, ...], ...]

    def heading(self, *, again: bool = False) -> Row:
        """The head; `again` where the section goes on in another column."""
        about = "goes on" if again else self.about
        words: Row = ((1, self.head, "muted"),)
        return (*words, (len(self.head) + 3, about, "faint")) if about else words


def flow(sections: Sequence[Section], columns: int, step: int) -> list[Row]:
    """The rows of all sections in columns that begin every `step` cells, as low as they can be."""
    broken = _lowest(sections, columns)
    whole = _lowest([Section(it.head, it.about, (sum(it.units, ()),)) for it in sections], columns)
    higher = max(map(len, whole), default=0) - max(map(len, broken), default=0)
    return beside(whole if higher <= _WORTH else broken, step)


_WORTH = 6
"""So many rows more are worth it that no section is broken."""


def _lowest(sections: Sequence[Section], columns: int) -> list[list[Row]]:
    """The columns with the fewest rows."""
    height = max(1, -(-_height(sections) // columns))
    while len(parts := _cut(sections, height)) > columns:
        height += 1
    return parts


def beside(parts: Sequence[Sequence[Row]], step: int) -> list[Row]:
    """Columns that begin every `step` cells, as rows."""
    return [
        tuple(
            (x + step * at, text, look) for at, part in enumerate(parts) if y < len(part) for x, text, look in part[y]
        )
        for y in range(max((len(part) for part in parts), default=0))
    ]


def _height(sections: Sequence[Section]) -> int:
    return sum(2 + sum(len(unit) for unit in section.units) for section in sections) - 1


def _cut(sections: Sequence[Section], height: int) -> list[list[Row]]:
    """Columns of at most `height` rows. A section that does not fit goes on in the next one, under its head."""
    parts: list[list[Row]] = [[]]
    for section in sections:
        for number, unit in enumerate(section.units):
            part = parts[-1]
            begins = number == 0
            needed = len(unit) + (1 + bool(part) if begins else 0)
            if part and len(part) + needed > height:
                part = []
                parts.append(part)
            elif begins and part:
                part.append(())
            if begins or not part:
                part.append(section.heading(again=not begins))
            part.extend(unit)
    return parts
