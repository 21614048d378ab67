"""The lines of a console: kept as they came, and folded to the width that there is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from game.session.view.console import Line, Span
from game.tui.canvas import tame

KEPT = 2000  # lines; a night of typing is a few hundred


@dataclass(frozen=True, slots=True)
class Row:
    """A line, or a part of one, as wide as the console at most. `number` counts the whole lines, from the first ever added."""

    number: int
    line: Line

    @property
    def text(self) -> str:
        """Without looks."""
        return words(self.line)


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole line. `about` is the component that it tells of, or ""."""

    number: int
    line: Line
    about: str


def words(line: Line) -> str:
    """A line without looks."""
    return "".join(span.text for span in line)


def fold(line: Line, width: int) -> list[Line]:
    """A line as lines of at most `width` cells, broken between words where there are some."""
    if sum(len(span.text) for span in line) <= width or width <= 0:
        return [line]
    text = words(line)
    indent = min(len(text) - len(text.lstrip(" ")), width // 2)
    folded: list[Line] = []
    current: list[Span] = []
    used = 0
    for span in line:
        rest = tame(span.text)
        while len(rest) > width - used:
            cut = rest.rfind(" ", 0, width - used + 1)
            if cut <= 0 and used > indent:
                cut = 0
            elif cut <= 0:
                cut = width - used
            if rest[:cut]:
                current.append(Span(rest[:cut], span.tone, span.underline))
            folded.append(tuple(current))
            current, used = ([Span(" " * indent)] if indent else []), indent
            rest = rest[cut:].lstrip(" ") if cut < len(rest) else ""
        if rest:
            current.append(Span(rest, span.tone, span.underline))
            used += len(rest)
    if used > indent or not folded:
        folded.append(tuple(current))
    return folded


class Rows:
    """What a console holds."""

    def __init__(self) -> None:
        self.kept: deque[Kept] = deque(maxlen=KEPT)
        self.folded: list[Row] = []
        self._width = 0
        self._next = 0

    def add(self, lines: Iterable[Line], about: Iterable[str]) -> int:
        """Append lines; returns how many folded ones that makes."""
        before = len(self.folded)
        for line, component in zip(lines, about, strict=True):
            self.kept.append(Kept(self._next, line, component))
            if self._width:
                self.folded.extend(Row(self._next, part) for part in fold(line, self._width))
            self._next += 1
        added = len(self.folded) - before
        del self.folded[: max(0, len(self.folded) - 2 * KEPT)]
        return added

    def clear(self) -> None:
        """Forget everything."""
        self.kept.clear()
        self.folded.clear()

    def fit(self, width: int) -> None:
        """Fold for a width, if it is another one."""
        if width != self._width:
            self._width = width
            self.folded = [Row(it.number, part) for it in self.kept for part in fold(it.line, width)]

    def get(self, number: int) -> Kept | None:
        """A line by its number, if it is still kept."""
        place = number - self.kept[0].number if self.kept else -1
        return self.kept[place] if 0 <= place < len(self.kept) else None

    def beside(self, number: int, step: int) -> int:
        """The number of the line so many steps away, or of the nearest that is kept."""
        return max(self.kept[0].number, min(self.kept[-1].number, number + step)) if self.kept else number

    def first_row(self, number: int) -> int:
        """Where the line begins among the folded ones; behind all if it is not there."""
        return next((place for place, row in enumerate(self.folded) if row.number >= number), len(self.folded))

    def rows_of(self, number: int) -> int:
        """Into how many rows a line is folded."""
        return sum(1 for row in self.folded if row.number == number)
