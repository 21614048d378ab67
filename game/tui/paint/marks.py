"""Letters on a time axis for what was done, and below it what each of them was, whole or counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from game.session.view.board import LevelFacts
from game.session.view.chart import ChartMark
from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs
from game.tui.paint.text import Box, clock, fitting, shorten
from game.tui.paint.window import Window

YOU = "you"
PAGE = "page"
_LETTERS = ascii_lowercase + ascii_uppercase
_MANY = "+"
_LEAST = 34
"""Cells below which a column of the legend says too little."""
_WIDE = 58


@dataclass(frozen=True, slots=True)
class Lettered:
    """A mark with its letter. Marks that fall into one column of the chart share it; `first` is the one that is drawn."""

    letter: str
    column: int
    mark: ChartMark
    first: bool


def lettered(marks: Sequence[ChartMark], window: Window) -> list[Lettered]:
    """Marks with letters in their order. What began before the window stands at its edge."""
    found: list[Lettered] = []
    for mark in marks:
        column = max(window.x, min(window.end - 1, window.column(mark.second)))
        if found and found[-1].column == column:
            found.append(Lettered(found[-1].letter, column, mark, first=False))
        else:
            used = len({it.column for it in found})
            found.append(Lettered(_LETTERS[used] if used < len(_LETTERS) else _MANY, column, mark, first=True))
    return found


def look_of(mark: ChartMark) -> str:
    """The player's hand has its hue; others have none."""
    return "bold you" if mark.who == YOU else "bold fg"


def paint_letters(canvas: Canvas, y: int, found: Sequence[Lettered], window: Window, glyphs: Glyphs) -> None:
    """The letters in one line, each with a thread to where its effect came."""
    taken = {it.column for it in found}
    for it in found:
        done_s = it.mark.done_s
        if done_s is None or done_s <= it.mark.second:
            continue
        end = min(window.end - 1, window.column(done_s))
        for column in range(it.column + 1, end + 1):
            if column in taken:
                break
            taken.add(column)
            last = column == end and done_s < window.until_s
            canvas.put(column, y, glyphs.corner if last else glyphs.across, "you" if it.mark.who == YOU else "muted")
    for it in found:
        if it.first:
            canvas.put(it.column, y, it.letter, look_of(it.mark))
            canvas.aim(it.column, y, 1, 1, f"go({it.mark.second})")


def legend_lines(count: int, width: int) -> int:
    """How many lines all marks would take."""
    return -(-count // _columns(width))


def _columns(width: int) -> int:
    return max(1, width // _WIDE)


@dataclass(frozen=True, slots=True)
class Times:
    """What the words of a legend depend on: the wall clock, the second of the run, the second of the cursor.

    `more` says how to come to those that are left out.
    """

    level: LevelFacts
    now: int
    cursor: int | None = None
    more: str = ""


def paint_legend(canvas: Canvas, box: Box, found: Sequence[Lettered], times: Times) -> None:
    """What each letter was, in columns. Where not all have room, those near the cursor (or the newest) are told."""
    columns = _columns(box.width)
    room = box.height * columns
    if not found or room <= 0:
        return
    shown, earlier, later = _chosen(found, room, times.cursor)
    left = " and ".join([f"{count} {word}" for count, word in ((earlier, "earlier"), (later, "later")) if count])
    cells: list[Lettered | str] = [*([f"{left}: {times.more}" if times.more else left] if left else []), *shown]
    width = (box.width - 2 * (columns - 1)) // columns
    for place, cell in enumerate(cells):
        x = box.x + place // box.height * (width + 2)
        y = box.y + place % box.height
        if isinstance(cell, str):
            canvas.put(x + 2, y, shorten(cell, width - 2), "faint")
        else:
            _entry(canvas, Box(x, y, width, y + 1), cell, times)


def _chosen(found: Sequence[Lettered], room: int, cursor: int | None) -> tuple[Sequence[Lettered], int, int]:
    """Those that are told, and how many are left out before and behind them."""
    if len(found) <= room:
        return found, 0, 0
    room = max(1, room - 1)
    last = len(found)
    if cursor is not None:
        nearest = min(range(len(found)), key=lambda place: abs(found[place].mark.second - cursor))
        last = max(room, min(len(found), nearest + 1 + room // 2))
    first = last - room
    return found[first:last], first, len(found) - last


def _entry(canvas: Canvas, box: Box, it: Lettered, times: Times) -> None:
    mark, level, now = it.mark, times.level, times.now
    x = canvas.put(box.x, box.y, it.letter, look_of(mark)) + 1
    x = canvas.put(x, box.y, clock(level, mark.second), "muted") + 1
    who = "" if mark.who == PAGE else f"{mark.who}: "
    done = ""
    if mark.done_s is not None and mark.done_s > mark.second:
        done = f", {'done' if mark.done_s <= now else 'due'} {clock(level, mark.done_s)}"
    room = box.right - x
    text = fitting(room, (f"{who}{mark.text}{done}", f"{who}{mark.text}", mark.text)) or shorten(mark.text, room)
    if who and text.startswith(who):
        canvas.put(x, box.y, text[: len(who)], "you" if mark.who == YOU else "fg")
        canvas.put(x + len(who), box.y, text[len(who) :], "fg")
    else:
        canvas.put(x, box.y, text, "you" if mark.who == YOU else "fg")
    canvas.aim(box.x, box.y, box.width, 1, f"go({mark.second})")
