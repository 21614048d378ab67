"""What is around every page of a debrief: where one is, what the game has to say, and the keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.tui.canvas import Canvas
from game.tui.paint.keys import Pair, paint_keys
from game.tui.paint.text import Box, shorten, wrap
from game.tui.theme import Manner

ROOMY = 32
"""Lines from which on there is air between the parts."""


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the debrief in the row of parts: its name, the first of its pages, and whether one is in it."""

    name: str
    page: int
    here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page. `notice` is what the game has to say."""

    title: str
    steps: Sequence[Step]
    notice: str = ""


def paint_frame(canvas: Canvas, manner: Manner, frame: Frame) -> Box:
    """Draw head and row of parts, and give back the room for the page."""
    width, height = canvas.width, canvas.height
    roomy = height >= ROOMY
    y = 1 if roomy else 0
    behind = canvas.put(1, y, "DEBRIEF", "bold strong") + 2
    end = canvas.right(width - 1, y, "drill", "muted")
    canvas.put(behind, y, shorten(frame.title, end - 2 - behind), "fg")
    y += 2 if roomy else 1
    _steps(canvas, y, manner, frame.steps)
    y += 1
    for line in wrap(frame.notice, width - 2):
        canvas.put(1, y, line, "bold strong")
        y += 1
    return Box(1, y if frame.notice else y + 1, width - 2, height - 2 if roomy else height - 1)


def _steps(canvas: Canvas, y: int, manner: Manner, steps: Sequence[Step]) -> None:
    """The parts in order; a click goes there."""
    look = "bold strong on sel" if manner.theme.shades else "reverse bold strong"
    x = 0
    for step in steps:
        text = f" {step.name} "
        canvas.aim(x, y, len(text), 1, f"page({step.page})")
        x = canvas.put(x, y, text, look if step.here else "muted")


_COUNT = 14
"""Columns of "101-120 of 153", and a little air."""


def room_above(canvas: Canvas, box: Box) -> bool:
    """Whether it can be said above a page, at the right, which of its lines are in sight."""
    return not canvas.text_line(box.y - 1)[max(0, box.right - _COUNT - 1) : box.right].strip()


def paint_count(canvas: Canvas, y: int, box: Box, top: int, count: int) -> None:
    """Which of so many lines are in sight, at the right of line `y`; nothing if all are."""
    if count > box.height:
        canvas.right(box.right, y, f"{top + 1}-{min(count, top + box.height)} of {count}", "faint")


def paint_footer(canvas: Canvas, pairs: Sequence[Pair], pinned: Pair | None = None) -> None:
    """The keys, in the last line."""
    paint_keys(canvas, canvas.height - 1, pairs, pinned)
