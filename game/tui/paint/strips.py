"""Strips of dots: every run is one, so that a distribution is seen and no mean can be taken for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from math import log

from game.session.judging.rubric import GRADES
from game.session.view.nights import PastRun
from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs

_STEPS_S = (15, 30, 60, 120, 300, 600, 1200, 3600, 7200, 18000, 36000, 72000)
_NAMES = ("15s", "30s", "1m", "2m", "5m", "10m", "20m", "1h", "2h", "5h", "10h", "20h")


class Dot(Enum):
    """What kind of run a dot stands for."""

    ALONE = "by yourself"
    HELPED = "with help"
    TAKEN = "taken over"

    def sign(self, glyphs: Glyphs) -> str:
        """How it is drawn."""
        return {Dot.ALONE: glyphs.bullet, Dot.HELPED: glyphs.recovering, Dot.TAKEN: glyphs.ok}[self]

    @property
    def look(self) -> str:
        """In which ink."""
        return "bold strong" if self is Dot.ALONE else "fg" if self is Dot.HELPED else "muted"


def dot_of(run: PastRun) -> Dot:
    """The kind of a run. Help is a colleague or a coach beside the player, or hints that were asked for."""
    if run.practice:
        return Dot.TAKEN
    return Dot.HELPED if run.guidance.coached or run.hints else Dot.ALONE


def paint_dots(canvas: Canvas, x: int, y: int, dots: Sequence[tuple[int, Dot]], glyphs: Glyphs) -> None:
    """Dots at their columns, counted from x; where several fall on one cell it says how many."""
    by_column: dict[int, list[Dot]] = {}
    for column, dot in dots:
        by_column.setdefault(column, []).append(dot)
    for column, here in by_column.items():
        first = min(here, key=list(Dot).index)
        sign = first.sign(glyphs) if len(here) == 1 else str(len(here)) if len(here) < 10 else "+"
        canvas.put(x + column, y, sign, first.look, over=True)


def paint_legend(canvas: Canvas, x: int, y: int, end: int, glyphs: Glyphs) -> None:
    """What the signs mean; those that do not fit are left out whole."""
    for sign, look, words in [
        *[(dot.sign(glyphs), dot.look, dot.value) for dot in Dot],
        ("2", "bold strong", "two runs in one place"),
    ]:
        if x + 2 + len(words) > end:
            return
        canvas.put(x, y, sign, look)
        x = canvas.put(x + 2, y, words, "muted") + 3


# Points.


def points_column(total: int, width: int) -> int:
    """The column of so many points of a hundred."""
    return max(0, min(width - 1, total * (width - 1) // 100))


def paint_grades(canvas: Canvas, x: int, y: int, width: int) -> None:
    """The letter of each grade, where its points begin."""
    free = x + width + 1
    for least, grade in GRADES:
        column = x + points_column(least, width)
        if column + len(grade) <= free:
            canvas.put(column, y, grade, "muted")
            free = column - 1


def paint_borders(canvas: Canvas, x: int, y: int, width: int, glyphs: Glyphs) -> None:
    """A quiet line where each grade begins."""
    for least, _ in GRADES:
        canvas.put(x + points_column(least, width), y, glyphs.hits, "rule")


# Times.


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Simulated seconds over `width` columns, twice as long being always as far: from one round time to another."""

    first_s: int
    last_s: int
    width: int

    @staticmethod
    def over(values: Sequence[int], width: int) -> TimeScale:
        """The narrowest scale between round times that holds all values."""
        low, high = min(values, default=60), max(values, default=3600)
        first = max([step for step in _STEPS_S if step <= low], default=_STEPS_S[0])
        last = min([step for step in _STEPS_S if step >= high and step > first], default=_STEPS_S[-1])
        return TimeScale(first, last, width)

    def column(self, seconds: int) -> int:
        """Where a time stands; the ends are ends."""
        held = max(self.first_s, min(self.last_s, seconds))
        return round(log(held / self.first_s) / log(self.last_s / self.first_s) * (self.width - 1))

    def paint(self, canvas: Canvas, x: int, y: int) -> None:
        """The round times, as many as stand free."""
        ticks = [
            (x + self.column(step), name)
            for step, name in zip(_STEPS_S, _NAMES, strict=True)
            if self.first_s <= step <= self.last_s
        ]
        end = x + self.width
        column, name = ticks[-1]
        free = canvas.right(end, y, name, "muted") - 1
        shown = [tick for tick in ticks[:-1] if tick[0] + len(tick[1]) < free]
        kept = [shown[0]] if shown else []
        for _, tick in pairwise(shown):
            if tick[0] > kept[-1][0] + len(kept[-1][1]) + 1:
                kept.append(tick)
        for column, name in kept:
            canvas.put(column, y, name, "muted")
