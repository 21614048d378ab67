"""The line of a recording: its night as a small curve, where one stands in it, and what happened there."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from game.session.view.board import LevelFacts
from game.session.view.what_if import Moment, Reel
from game.tui.canvas import Canvas
from game.tui.paint.chart import resample, top_of
from game.tui.paint.text import clock, fitting, shorten
from game.tui.theme import Manner

NARROWEST, WIDEST = 24, 72
"""Cells of the curve."""
_CLOCK = 5
_MANY = re.compile("^([^,:]+)(?:,[^:]*)? and [^:]* are ")
"""The names in a moment at which several services changed their state."""


@dataclass(frozen=True, slots=True)
class ScrubPicture:
    """What is shown: the recording, the second at which it stands, and the one that it is on its way to (None: it is there).

    `ways_on` says at the end which keys lead on.
    """

    level: LevelFacts
    reel: Reel
    second: int
    heading_s: int | None
    ways_on: str = ""


def moment_at(reel: Reel, second: int) -> Moment | None:
    """The newest moment at or before a second."""
    place = bisect_right(reel.moments, second, key=lambda moment: moment.second)
    return reel.moments[place - 1] if place else None


def moment_beside(reel: Reel, second: int, way: int) -> int | None:
    """The second of the next moment (way 1) or of the one before (-1); None if there is none."""
    seconds = [moment.second for moment in reel.moments]
    if way > 0:
        return next((other for other in seconds if other > second), None)
    return next((other for other in reversed(seconds) if other < second), None)


def column_of(reel: Reel, second: int, width: int) -> int:
    """The cell of a curve of `width` cells in which a second lies."""
    whole = max(1, reel.end_s - reel.begin_s)
    return max(0, min(width - 1, (second - reel.begin_s) * width // whole))


def second_of(reel: Reel, column: int, width: int) -> int:
    """The second that a click on a cell of the curve means: the middle of the cell, but for the two at the ends."""
    if column <= 0:
        return reel.begin_s
    if column >= width - 1:
        return reel.end_s
    return reel.begin_s + (reel.end_s - reel.begin_s) * (2 * column + 1) // (2 * width)


def paint_scrub(width: int, height: int, manner: Manner, picture: ScrubPicture) -> Canvas:
    """One line: clock of the begin, the curve with a mark where one stands, clock of the end, what happened last."""
    canvas = Canvas(width, height)
    reel, level = picture.reel, picture.level
    if not height:
        return canvas
    room = max(NARROWEST, min(WIDEST, (width - 2 * _CLOCK) // 3))
    x = canvas.put(1, 0, clock(level, reel.begin_s), "muted") + 1
    _curve(canvas, x, room, manner, picture)
    x = canvas.put(x + room + 1, 0, clock(level, reel.end_s), "muted") + 3
    end = width - 1
    if picture.heading_s is not None:
        here, there = clock(level, picture.second), clock(level, picture.heading_s)
        words = (f"on the way to {there}: {here} is computed", f"computing, {here} of {there}", f"{here} of {there}")
        canvas.put(x, 0, fitting(end - x, words), "fg")
        return canvas
    if picture.ways_on and picture.second >= reel.end_s:
        canvas.put(x, 0, fitting(end - x, (picture.ways_on, "the end")), "fg")
        return canvas
    if (moment := moment_at(reel, picture.second)) is not None:
        at, few = clock(level, moment.second), _MANY.sub(r"\1 and more are ", moment.text)
        whole = f"{at} {moment.text}"
        canvas.put(x, 0, fitting(end - x, (whole, f"{at} {few}")) or shorten(whole, end - x), "fg")
    return canvas


def _curve(canvas: Canvas, x: int, width: int, manner: Manner, picture: ScrubPicture) -> None:
    """What was is bright, what comes is dim; the cell where one stands is reversed."""
    reel, sparks = picture.reel, manner.glyphs.sparks
    here = column_of(reel, picture.second, width)
    top = top_of(reel.curve)
    values = resample(reel.curve, width) or [0.0] * width
    for column, value in enumerate(values):
        glyph = sparks[max(1 if value > 0 else 0, min(7, round(value / top * 7)))]
        look = "reverse bold strong" if column == here else "fg" if column < here else "faint"
        canvas.put(x + column, 0, glyph, look)
        canvas.aim(x + column, 0, 1, 1, f"do screen.to_second({second_of(reel, column, width)})")
