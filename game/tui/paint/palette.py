"""The command palette over the lower part of a screen: what was typed, what fits, and what the marked row means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.actions import Risk
from game.session.view.console import Line
from game.tui.canvas import Canvas
from game.tui.finder import Found
from game.tui.paint.keys import Pair, paint_keys
from game.tui.paint.text import fitting, short_length, shorten, wrap
from game.tui.theme import Manner, tone_look

_WIDEST = 150
_KEY = 9
_COST = 15
_TITLE = 10
"""Cells that a title keeps beside a long target."""


@dataclass(frozen=True, slots=True)
class PalettePicture:
    """What is shown: the line so far, what is typed behind it, the rows, and which of them is marked.

    `place` names what is to be chosen now. An `answer` stands instead of the rows; with `asking` it waits for a yes.
    """

    begun: str
    typed: str
    place: str
    rows: Sequence[Found]
    marked: int
    top: int
    answer: tuple[Line, ...] | None = None
    asking: bool = False


def palette_height(height: int) -> int:
    """Lines of the palette on a screen of this height: it leaves the header and the upper part in sight."""
    return max(12, min(30, height * 3 // 5))


def rows_in_sight(height: int) -> int:
    """Rows that fit into a palette of this height."""
    return max(1, height - 6)


def paint_palette(width: int, height: int, manner: Manner, picture: PalettePicture) -> Canvas:
    """Draw the palette at this size."""
    canvas = Canvas(width, height, "fg on panel")
    canvas.put(0, 0, manner.glyphs.across * width, "rule")
    if picture.answer is not None:
        _answer(canvas, picture)
        return canvas
    _heads(canvas)
    _typed(canvas, manner, picture)
    room = rows_in_sight(height)
    shown = picture.rows[picture.top : picture.top + room]
    if not shown:
        canvas.put(3, 2, _nothing(picture), "muted")
    columns = _columns(width, picture.rows)
    for offset, row in enumerate(shown):
        index = picture.top + offset
        _row(canvas, 2 + offset, row, columns, manner, marked=index == picture.marked)
        canvas.aim(0, 2 + offset, width, 1, f"pick({index})")
    if picture.rows:
        _about(canvas, picture.rows[picture.marked], columns[1])
    steps = bool(picture.rows and picture.rows[picture.marked].step)
    pairs: list[Pair] = [("enter", "go on" if steps else "do it", "take"), ("up down", "choose", "")]
    if picture.begun:
        pairs.append(("backspace", "one step back", "erase"))
    paint_keys(canvas, height - 1, pairs, ("esc", "close", "back"))
    return canvas


def _nothing(picture: PalettePicture) -> str:
    if picture.typed:
        return "Nothing here holds these letters. backspace takes one back."
    return "Type what is to stand here."


def _typed(canvas: Canvas, manner: Manner, picture: PalettePicture) -> None:
    """The line so far and the letters, with the cursor; at the right how many rows there are."""
    count = f"{len(picture.rows)} found" if picture.typed else f"{picture.place or 'all actions'}, {len(picture.rows)}"
    end = canvas.right(canvas.width - 2, 1, count, "faint") - 2
    canvas.put(1, 1, ">", "bold you")
    x = canvas.put(3, 1, picture.begun, "bold strong")
    room = max(1, end - x - 1)
    typed = picture.typed[-room:]
    x = canvas.put(x, 1, typed, "strong")
    canvas.put(x, 1, " ", "reverse fg on panel" if manner.theme.shades else "reverse fg on bg")
    if not picture.typed:
        hint = ("type letters of what you look for, or go down the list", "type letters, or go down")
        canvas.put(x + 2, 1, fitting(end - x - 2, hint) if not picture.begun else "", "faint")


def _heads(canvas: Canvas) -> None:
    """What the columns at the right are, in the hairline."""
    x = min(canvas.width, _WIDEST) - _KEY - _COST
    canvas.put(x - 1, 0, " who time risk ", "faint", over=True)
    canvas.right(min(canvas.width, _WIDEST) - 1, 0, " key ", "faint", over=True)


def _about(canvas: Canvas, row: Found, room: int) -> None:
    """What the marked row means; its whole line, where that found no room in the row."""
    y, width = canvas.height - 3, canvas.width - 4
    if len(row.line) > room:
        canvas.put(3, y, shorten(row.line, width), "fg")
        canvas.put(3, y + 1, shorten(row.about, width), "muted")
        return
    for offset, line in enumerate(wrap(row.about, width, 2)):
        canvas.put(3, y + offset, line, "muted")


def _columns(width: int, rows: Sequence[Found]) -> tuple[int, int]:
    """Cells of a title with the air behind it, and of a line, which gets what titles leave."""
    room = min(width, _WIDEST) - _KEY - _COST - 6
    longest = max((len(row.title) for row in rows if row.line), default=0)
    title = min(room * 11 // 20, longest + 2)
    return title, room - title


def _row(canvas: Canvas, y: int, row: Found, columns: tuple[int, int], manner: Manner, *, marked: bool) -> None:
    """Title, line, who, time and risk, and the key."""
    width = min(canvas.width, _WIDEST)
    if marked:
        canvas.put(0, y, manner.glyphs.selected, "bold strong")
        canvas.fill(0, y, canvas.width, 1, "sel")
    title, line = _shared(columns, row)
    room = title - 1 if row.line else width - 5 - max(_KEY, len(row.key))
    canvas.put(3, y, shorten(row.title, room), "bold strong" if marked else "fg")
    canvas.put(3 + title, y, _in(row, line), "fg" if marked else "muted")
    _cost(canvas, width - _KEY - _COST, y, row, marked=marked)
    canvas.right(width - 2, y, row.key, "bold strong")


def _shared(columns: tuple[int, int], row: Found) -> tuple[int, int]:
    """Cells of this title and of its line: a target that finds no room in the column of the lines takes some of the title's."""
    title, line = columns
    if len(row.line) <= line or len(row.target) <= line:
        return columns
    kept = max(_TITLE, title + line - len(row.target))
    return kept, title + line - kept


def _in(row: Found, width: int) -> str:
    """A console line that fits: whole, or only what it is about, or without its last places."""
    if len(row.line) <= width:
        return row.line
    if row.target:
        return f".. {row.target}" if len(row.target) + 3 <= width else shorten(row.target, width)
    words = row.line.split()
    while len(" ".join(words)) > width and len(words) > 1:
        words.pop()
    text = " ".join(words)
    if len(words) < len(row.line.split()):
        text = f"{text} .." if len(text) + 3 <= width else text
    return shorten(text, width)


def _cost(canvas: Canvas, x: int, y: int, row: Found, *, marked: bool) -> None:
    """How many people for how long, and the risk as a word; nothing where it costs nothing."""
    if row.hands:
        canvas.right(x + 3, y, str(row.hands), "fg")
    if row.duration_s:
        canvas.right(x + 8, y, short_length(row.duration_s), "fg" if marked else "muted")
    if row.risk is not Risk.NONE:
        high = row.risk is Risk.HIGH
        canvas.put(x + 9, y, row.risk.value, "bold strong" if high else "fg" if marked else "muted")


def _answer(canvas: Canvas, picture: PalettePicture) -> None:
    """What came of the line, or the question before it."""
    canvas.put(1, 1, ">", "bold you")
    canvas.put(3, 1, shorten(picture.begun, canvas.width - 4), "bold strong")
    lines = folded(picture.answer or (), canvas.width - 4)
    room = rows_in_sight(canvas.height)
    for offset, line in enumerate(lines[picture.top : picture.top + room]):
        x = 3
        for span in line:
            look = tone_look(span.tone)
            x = canvas.put(x, 3 + offset, span.text, f"underline {look}" if span.underline else look)
    if picture.asking:
        paint_keys(canvas, canvas.height - 1, [("enter", "do it", "take")], ("esc", "leave it", "back"))
        return
    pairs: list[Pair] = [("up down", "scroll", "")] if len(lines) > room else []
    paint_keys(canvas, canvas.height - 1, pairs, ("esc", "close", "back"))


def folded(lines: tuple[Line, ...], width: int) -> list[Line]:
    """Lines of an answer in this width."""
    from game.tui.widgets.log import fold

    return [part for line in lines for part in fold(line, width)]
