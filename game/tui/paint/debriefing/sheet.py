"""A page of lines that scrolls, with things in it that can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from game.tui.canvas import Canvas
from game.tui.paint.text import Box, wrap
from game.tui.theme import Manner

Cell = tuple[int, str, str]
"""Column, text, look."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet. `item` is the number of the thing that it belongs to, -1 for none; `command` is what a click means."""

    cells: tuple[Cell, ...] = ()
    item: int = -1
    command: str = ""


BLANK = Line()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines, the first of them in sight, and the thing that is chosen (-1: nothing)."""

    lines: Sequence[Line]
    top: int = 0
    chosen: int = -1


def put(text: str, look: str = "fg", x: int = 0) -> Line:
    """A line of one text."""
    return Line(((x, text, look),))


def told(text: str, width: int, look: str = "fg", x: int = 0) -> list[Line]:
    """A text over as many lines as it takes."""
    return [put(line, look, x) for line in wrap(text, width - x)]


def hanging(sign: Cell, text: str, width: int, look: str = "fg", x: int = 2) -> list[Line]:
    """A sign, and a text that hangs beside it."""
    lines = told(text, width, look, x) or [BLANK]
    return [replace(lines[0], cells=(sign, *lines[0].cells)), *lines[1:]]


def belonging(lines: Sequence[Line], item: int, command: str) -> list[Line]:
    """The lines of a thing that can be chosen."""
    return [replace(line, item=item, command=command) for line in lines]


def top_for(lines: Sequence[Line], room: int, top: int, chosen: int) -> int:
    """The first line in sight, nearest to `top`, so that the chosen thing is seen."""
    own = [at for at, line in enumerate(lines) if line.item == chosen] if chosen >= 0 else []
    if own:
        first = 0 if own[0] <= 2 else own[0]  # what stands over the first thing is its heading
        top = max(min(top, first), min(own[0], own[-1] + 1 - room))
    return max(0, min(top, len(lines) - room))


def paint_sheet(canvas: Canvas, box: Box, manner: Manner, sheet: Sheet) -> None:
    """Draw the lines in sight; the chosen thing has a mark before it, and the ground of the selection."""
    shades = manner.theme.shades
    for y, line in enumerate(sheet.lines[sheet.top : sheet.top + box.height], box.y):
        here = line.item >= 0 and line.item == sheet.chosen
        if here:
            if shades:
                canvas.fill(box.x, y, box.width, 1, "sel")
            canvas.put(box.x - 1, y, manner.glyphs.selected, "bold strong")
        if line.command:
            canvas.aim(box.x - 1, y, box.width + 1, 1, line.command)
        for x, text, look in line.cells:
            canvas.put(
                box.x + x, y, text, f"underline {look}" if here and not shades and "reverse" not in look else look
            )
