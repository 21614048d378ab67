"""A handover note as a page: what to do with it, the words of whoever wrote it, and its sections in columns."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.handover.handover_text import heading, words_of
from game.session.view.board import LevelFacts
from game.session.view.handover import Note, NoteLine
from game.tui.canvas import Canvas
from game.tui.paint.columns import Piece, Row, Section, flow
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.text import clock, fitting, wrap
from game.tui.theme import Manner
from game.tui.widgets.tiles import SYMBOLS

_COLUMN = 56
"""Cells that a column needs at least."""
_MOST_COLUMNS = 3
_GAP = 4
_HANGS = 3
_LONGEST = 100
"""Cells of a line that one still likes to read."""
_FEW = 1
"""Notes from which on one can turn to another."""


@dataclass(frozen=True, slots=True)
class HandoverPicture:
    """What is shown: the note that is read and how many there are, the first row in sight, and whether nobody sits there."""

    level: LevelFacts
    note: Note
    notes: int
    top: int
    vacant: bool


def rows_of(note: Note, width: int, manner: Manner) -> list[Row]:
    """All rows below the heading, for this many cells."""
    words = wrap(words_of(note), min(width - 2, _LONGEST))
    look = "bold strong" if note.words else "fg"
    rows: list[Row] = [((1, line, look),) for line in words]
    columns = max(1, min(_MOST_COLUMNS, (width - 2 + _GAP) // (_COLUMN + _GAP)))
    wide = (width - 2 - _GAP * (columns - 1)) // columns
    sections = [
        Section(it.title, "", tuple([_unit(line, min(wide, _LONGEST), manner) for line in it.lines]))
        for it in note.sections
    ]
    return [*rows, (), *flow(sections, columns, wide + _GAP)]


def _unit(line: NoteLine, width: int, manner: Manner) -> tuple[Row, ...]:
    """One line of the note, hanging beside its sign."""
    sign: Piece = (1, manner.glyphs.bullet, "faint")
    if line.state is not None:
        sign = (1, manner.glyphs.state(line.state), SYMBOLS[line.state])
    lines = wrap(line.text, width - _HANGS) or [""]
    return tuple([((sign,) if at == 0 else ()) + ((_HANGS, text, "fg"),) for at, text in enumerate(lines)])


def room_for(height: int) -> int:
    """Rows in sight at this height."""
    return max(1, height - 5)


def paint_handover(width: int, height: int, manner: Manner, picture: HandoverPicture, legend: Legend) -> Canvas:
    """The whole page."""
    canvas = Canvas(width, height)
    note, level = picture.note, picture.level
    rows, room = rows_of(note, width, manner), room_for(height)
    top = max(0, min(picture.top, len(rows) - room))
    x = canvas.put(1, 0, "HANDOVER", "muted")
    end = width - 1
    if len(rows) > room:
        end = canvas.right(end, 0, f"{top + 1}-{min(len(rows), top + room)} of {len(rows)}", "faint") - 2
    told = heading(note, clock(level, note.second))
    canvas.put(x + 2, 0, fitting(end - x - 2, (f"{told} {level.zone}. {level.title}", told, told.split(",")[0])), "fg")
    if picture.vacant:
        key = legend.named("take")
        canvas.put(1, 1, f"Hand the keyboard over: the next player presses {key}.", "bold strong")
        canvas.put(1, 2, "All is paused. Whoever takes it knows the board and this note.", "muted")
    else:
        about = "What was left for you when the seat passed on." if picture.notes == note.number else "An earlier note."
        canvas.put(1, 1, about, "muted")
    for y, row in enumerate(rows[top : top + room], 4):
        for x, text, look in row:
            canvas.put(x, y, text, look)
    _keys(canvas, height - 1, picture, legend, scrolls=len(rows) > room)
    return canvas


def _keys(canvas: Canvas, y: int, picture: HandoverPicture, legend: Legend, *, scrolls: bool) -> None:
    pairs = [legend.pair("take")] if picture.vacant else [legend.pair("back")]
    if scrolls:
        pairs += [legend.pair("up"), legend.pair("page_up")]
    if picture.notes > _FEW:
        pairs.append(legend.pair("earlier"))
    if picture.vacant:
        pairs.append(legend.pair("quit"))
    paint_keys(canvas, y, pairs, legend.pair("help"))
