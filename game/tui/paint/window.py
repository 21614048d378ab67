"""A stretch of the clock laid over columns, and a line of labels that never run into each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from game.session.view.board import LevelFacts
from game.tui.canvas import Canvas
from game.tui.paint.text import clock

SPANS_S = (60, 180, 600, 1800, 3600, 14400, 57600)
"""What a chart can show at once, in seconds: one minute to sixteen hours."""

STEPS_S = (1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800)
"""Distances between the times written above a chart, in seconds."""


@dataclass(frozen=True, slots=True)
class Window:
    """Simulated seconds from `from_s` on, `span_s` of them, over `width` columns beginning at column `x`."""

    from_s: int
    span_s: int
    x: int
    width: int

    @property
    def until_s(self) -> int:
        """The second behind the last one shown."""
        return self.from_s + self.span_s

    @property
    def end(self) -> int:
        """The column behind the last one."""
        return self.x + self.width

    def column(self, second: int) -> int:
        """The column in which a second falls; it may lie outside."""
        return self.x + (second - self.from_s) * self.width // self.span_s

    def seconds(self, column: int) -> tuple[int, int]:
        """The first second that falls into a column and the one behind its last.

        Where a second is wider than a column, columns behind its first one show the same second.
        """
        cell = column - self.x
        last = ((cell + 1) * self.span_s - 1) // self.width
        first = min(last, -(-cell * self.span_s // self.width))
        return self.from_s + first, self.from_s + last + 1

    def shows(self, second: int) -> bool:
        """Whether a second lies inside."""
        return self.from_s <= second < self.until_s


def step_for(window: Window) -> int:
    """Seconds between two times on the axis, so that they have air between them."""
    for step in STEPS_S:
        if step * window.width // window.span_s >= (8 if _with_seconds(window, step) else 5) + 6:
            return step
    return STEPS_S[-1]


def _with_seconds(window: Window, step: int) -> bool:
    return step % 60 != 0 or window.span_s <= 180


def ticks(window: Window, level: LevelFacts) -> Iterator[tuple[int, str]]:
    """Round wall-clock times inside the window, each with its column."""
    step = step_for(window)
    zero = level.wall(0)
    into_day = zero.hour * 3600 + zero.minute * 60 + zero.second
    second = window.from_s + -(window.from_s + into_day) % step
    while second < window.until_s:
        yield window.column(second), clock(level, second, seconds=_with_seconds(window, step))
        second += step


def paint_axis(canvas: Canvas, y: int, window: Window, level: LevelFacts, now: int | None = None) -> None:
    """Write the times above (or below) a chart, and "now" where the run stands."""
    row = LabelRow(canvas, y, window.x, window.end)
    if now is not None and window.shows(now):
        column = window.column(now)
        row.put(max(window.x, min(column, window.end - 3)), ("now",), "muted", gap=2)
    for column, text in ticks(window, level):
        row.put(column, (text,), "faint", gap=2)


class LabelRow:
    """One line of a chart. A label is written only where it stands free, in the longest form that does."""

    def __init__(self, canvas: Canvas, y: int, first: int, end: int) -> None:
        self.canvas = canvas
        self.y = y
        self.first = max(0, first)
        self.end = min(end, canvas.width)
        self._taken = [False] * (self.end + 1)

    def free(self, x: int, cells: int, gap: int = 1) -> bool:
        """Whether `cells` cells from `x` on are free, with `gap` free cells on both sides."""
        if x < self.first or x + cells > self.end:
            return False
        return not any(self._taken[max(self.first, x - gap) : min(self.end, x + cells + gap)])

    def room(self, x: int, step: int, gap: int = 1) -> int:
        """How many cells are free from `x` on, walking right (`step` 1) or left (-1), less the gap before what follows."""
        cells = 0
        while self.first <= x < self.end and not self._taken[x]:
            cells += 1
            x += step
        return cells if not self.first <= x < self.end else max(0, cells - gap)

    def take(self, x: int, text: str, look: str) -> None:
        """Write `text` here whatever stands beside it, and keep its cells."""
        self.canvas.put(x, self.y, text, look)
        for cell in range(max(self.first, x), min(self.end, x + len(text))):
            self._taken[cell] = True

    def put(self, x: int, forms: Sequence[str], look: str, *, gap: int = 1) -> str:
        """Write the first form that stands free from `x` on; return it, or "" if none does."""
        for form in forms:
            if form and self.free(x, len(form), gap):
                self.take(x, form, look)
                return form
        return ""

    def put_left(self, end: int, forms: Sequence[str], look: str, *, gap: int = 1) -> str:
        """Like `put`, with the text ending before column `end`."""
        for form in forms:
            if form and self.free(end - len(form), len(form), gap):
                self.take(end - len(form), form, look)
                return form
        return ""

    def line_left(self, end: int, most: int, across: str, look: str) -> None:
        """Draw a line that runs into column `end` from the left, as far as it is free, at most `most` cells."""
        cells = min(self.room(end - 1, -1), most)
        if cells > 0:
            self.take(end - cells, across * cells, look)

    def dots(self, end: int, dot: str, look: str = "rule") -> None:
        """Fill what is left, up to column `end`, with a quiet dotted line: time passes and nothing happens."""
        for cell in range(self.first, min(self.end, end)):
            if (cell - self.first) % 2 == 0 and self.free(cell, 1):
                self.canvas.put(cell, self.y, dot, look)
