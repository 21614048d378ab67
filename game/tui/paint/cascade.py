"""FIRST OUT: who failed first, one component a row, on one clock. As a block beside the board, or as a whole page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from game.engine.readings import State
from game.session.view.board import Tile
from game.session.view.cascade import Cascade, CascadeRow, Reach
from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs
from game.tui.paint.text import Box, clock, fitting, shorten
from game.tui.paint.window import LabelRow, Window, ticks
from game.tui.theme import Manner
from game.tui.widgets import values
from game.tui.widgets.tiles import SYMBOLS, WORDS, Relation

HEAD = 2
"""Lines above the first row: the heading, and the clock."""

_CELLS_S = (
    5,
    10,
    15,
    20,
    30,
    40,
    60,
    75,
    90,
    120,
    150,
    180,
    240,
    300,
    360,
    480,
    600,
    720,
    900,
    1200,
    1500,
    1800,
    2400,
    3600,
)
"""What a cell of a strip can last, in seconds: round, so that a strip stands still until a cell is full."""

_WORST = {State.OK: 0, State.STALE: 1, State.RECOVERING: 2, State.DEGRADED: 3, State.DOWN: 4}
_NAMES = {
    State.DOWN: "bold down",
    State.DEGRADED: "bold strong",
    State.RECOVERING: "fg",
    State.STALE: "italic fg",
    State.OK: "fg",
}
_STRIPS = {
    State.DOWN: ("down2", "down"),
    State.DEGRADED: ("degr2", "degr"),
    State.RECOVERING: ("rec2", "rec"),
    State.STALE: ("muted", "fg"),
    State.OK: ("rule", "rule"),
}
"""The look of a state's cells: of the past, and of the newest one."""

_NAME, _PHRASE, _AFTER, _AT = 10, 24, 10, 8
_VALUE, _LONG_VALUE = 5, 8
_LINE = 120  # cells of a line of names that an eye still follows

_CALM = {
    Reach.WAVE: "Nothing has failed.",
    Reach.HOUR: "Nothing has failed in the last hour.",
    Reach.NIGHT: "Nothing has failed tonight.",
}
_WITH_AFTER, _WITH_PHRASE = 100, 150


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of a row stand. `phrase`, `after` and `at` are None where there is no room for them."""

    x: int
    phrase: int | None
    strip: Window
    value: int
    after: int | None
    at: int | None


def rows_in_sight(height: int, count: int) -> int:
    """How many of `count` rows are seen in a box of so many lines; one line tells of the others if not all are."""
    room = max(0, height - HEAD)
    return count if count <= room else max(0, room - 1)


def top_for(height: int, count: int, top: int, chosen: int) -> int:
    """The first row in sight, nearest to `top`, so that the chosen one is seen."""
    seen = max(1, rows_in_sight(height, count))
    return max(0, min(max(min(top, chosen), chosen - seen + 1), count - seen))


@dataclass(frozen=True, slots=True)
class FirstOut:
    """What the picture shows: who failed, which component is selected, the marks by component, the first row in sight.

    `more` is what a click on the line that tells of rows out of sight gives.
    """

    view: Cascade
    selected: str = ""
    relations: Mapping[str, Relation] = field(default_factory=dict)
    top: int = 0
    more: str = ""


def paint_first_out(canvas: Canvas, box: Box, manner: Manner, picture: FirstOut) -> None:
    """Draw heading, clock and rows into a box of at least 60 cells and 4 lines; a calm one says that nothing failed.

    The marks of the relations stand in its first column. A click on a row gives "select COMPONENT".
    """
    view = picture.view
    head = canvas.put(box.x + 1, box.y, "FIRST OUT", "muted")
    canvas.put(head + 2, box.y, "who failed first, on one clock", "faint")
    if not view.rows:
        canvas.put(box.x + 1, box.y + 1, _CALM[view.reach], "fg")
        canvas.put(box.x + 1, box.y + 2, "What fails will stand here, the first on top.", "faint")
        return
    columns = _columns(box, view)
    grid = _clock(canvas, box.y + 1, columns, view)
    seen = rows_in_sight(box.height, len(view.rows))
    top = max(0, min(picture.top, len(view.rows) - seen))
    first_s = min(row.first_s for row in view.rows)
    for y, row in enumerate(view.rows[top : top + seen], box.y + HEAD):
        painter = _Row(canvas, Box(box.x, y, box.width, y + 1), manner, picture, row)
        painter.name(columns)
        painter.strip(columns.strip, grid)
        painter.numbers(columns, first_s)
    _rest(canvas, box, picture.more, above=top, below=len(view.rows) - top - seen)
    _others(canvas, Box(box.x + 3, box.y + HEAD + len(view.rows) + 1, min(box.width - 3, _LINE), box.end), view)


def _columns(box: Box, view: Cascade) -> _Columns:
    left = box.x + 3 + _NAME
    phrase = left + 1 if box.width >= _WITH_PHRASE else None
    left = left + 2 if phrase is None else phrase + _PHRASE + 2
    end, after, at = box.right, None, None
    if box.width >= _WITH_PHRASE:
        at = end
        end -= _AT + 2
    if box.width >= _WITH_AFTER:
        after = end
        end -= _AFTER + 2
    width = end - (_VALUE if after is None else _LONG_VALUE) - 2 - left
    return _Columns(box.x, phrase, strip_window(view, left, width), end, after, at)


def strip_window(view: Cascade, x: int, width: int) -> Window:
    """The stretch of time over so many columns. Cells are of a round length, and the last one has the present in it."""
    wanted = view.to_s + 1 - view.from_s
    cell = next((cell for cell in _CELLS_S if cell * (width - 1) >= wanted), -(-wanted // max(1, width - 1)))
    zero = view.level.wall(0)
    into_day = zero.hour * 3600 + zero.minute * 60 + zero.second
    until = (view.to_s + into_day) // cell * cell + cell - into_day
    return Window(until - cell * width, cell * width, x, width)


def _clock(canvas: Canvas, y: int, columns: _Columns, view: Cascade) -> frozenset[int]:
    """Round times on the wall above the strips, and what the columns beside them are. Returns the columns of the times."""
    strip = columns.strip
    row = LabelRow(canvas, y, strip.x, strip.end)
    grid = []
    for column, text in ticks(strip, view.level):
        if row.put(column, (text,), "faint", gap=2):
            grid.append(column)
    canvas.right(columns.value, y, "now", "faint")
    if columns.after is not None:
        canvas.right(columns.after, y, "after", "faint")
    if columns.at is not None:
        canvas.right(columns.at, y, "first at", "faint")
    return frozenset(grid)


def _rest(canvas: Canvas, box: Box, more: str, *, above: int, below: int) -> None:
    """How many rows are out of sight; nothing if none is."""
    told = [f"{count} more {where}" for count, where in ((above, "above"), (below, "below")) if count > 0]
    if told:
        canvas.put(box.x + 3, box.end - 1, ", ".join(told), "muted")
        if more:
            canvas.aim(box.x, box.end - 1, box.width, 1, more)


def _others(canvas: Canvas, box: Box, view: Cascade) -> None:
    """Below the rows, where there is room: who failed long before and is well, and who showed no trouble. That tells as much."""
    over, well = "Well again for an hour or more:", "No trouble shown by:"
    lines = [*_names(over, view.over, box.width), *_names(well, view.well, box.width)]
    if len(lines) <= box.height:
        for y, line in enumerate(lines, box.y):
            canvas.put(box.x, y, line, "faint")


def _names(head: str, names: tuple[str, ...], width: int) -> list[str]:
    """A heading and names, broken only between names; nothing without names."""
    lines = [head] if names else []
    for place, name in enumerate(names):
        word = name if place + 1 == len(names) else f"{name},"
        if len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def after_text(seconds: int) -> str:
    """How long after the first one: "first", "+40 s", "+1 min 20", "+51 min", "+2 h 05"."""
    if seconds <= 0:
        return "first"
    if seconds < 60:
        return f"+{seconds} s"
    minutes, rest = divmod(seconds, 60)
    if minutes < 10 and rest:
        return f"+{minutes} min {rest:02d}"
    return f"+{minutes} min" if minutes < 60 else f"+{minutes // 60} h {minutes % 60:02d}"


def cells(row: CascadeRow, view: Cascade, window: Window) -> list[State | None]:
    """The worst state in each cell of a strip; None where nothing is known, before the first reading or in the future."""
    shown: list[State | None] = []
    stretches = row.stretches
    place = 0
    for column in range(window.x, window.end):
        first, behind = window.seconds(column)
        if behind <= view.begins_s or first > view.to_s:
            shown.append(None)
            continue
        while place + 1 < len(stretches) and stretches[place + 1].from_s <= first:
            place += 1
        worst, at = stretches[place].state, place + 1
        while at < len(stretches) and stretches[at].from_s < behind:
            worst = max(worst, stretches[at].state, key=_WORST.__getitem__)
            at += 1
        shown.append(worst)
    return shown


class _Row:
    """One component: mark, symbol, name, what goes on there, strip, value, and how long after the first one."""

    def __init__(self, canvas: Canvas, box: Box, manner: Manner, picture: FirstOut, row: CascadeRow) -> None:
        self.canvas, self.x, self.y, self.manner, self.row = canvas, box.x, box.y, manner, row
        self.view, self.tile = picture.view, row.tile
        self.chosen = picture.selected == row.tile.component
        self.quiet = "fg" if self.chosen else "muted"
        if self.chosen and manner.theme.shades:
            canvas.fill(box.x, box.y, box.width, 1, "sel")
        canvas.aim(box.x, box.y, box.width, 1, f"select {row.tile.component}")
        mark = picture.relations.get(row.tile.component, Relation())
        canvas.put(box.x, box.y, mark.mark, mark.look)

    def name(self, columns: _Columns) -> None:
        """Symbol and name, filled where nobody has acknowledged it, and what goes on there."""
        canvas, tile, x, y = self.canvas, self.tile, self.x, self.y
        state = tile.state
        filled = tile.new and state is State.DOWN
        if filled:
            canvas.fill(x + 1, y, 2 + _NAME, 1, "downbg")
        chip = tile.new and state in (State.DEGRADED, State.DOWN)
        symbol = self.manner.glyphs.state(state)
        look = "bold downfg on downbg" if filled else "bold degrfg on degrbg" if chip else SYMBOLS[state]
        canvas.put(x + 1, y, f"{symbol}!" if chip else symbol, look)
        look = "bold downfg" if filled else _NAMES[state]
        if self.chosen and not self.manner.theme.shades:
            look = f"underline {look}"
        canvas.put(x + 3, y, shorten(tile.name, _NAME), look)
        if columns.phrase is not None:
            canvas.put(columns.phrase, y, shorten(tile.phrase, _PHRASE), self.quiet)

    def strip(self, window: Window, grid: frozenset[int]) -> None:
        """Its states. Calm cells below a time of the clock are a little brighter, so that an eye can follow it down."""
        drawn = _symbols(self.manner.glyphs)
        shown = cells(self.row, self.view, window)
        newest = max((cell for cell, state in enumerate(shown) if state is not None), default=0)
        x = window.x
        for state, run in groupby(shown):
            length = len(list(run))
            if state is not None:
                self.canvas.put(x, self.y, drawn[state] * length, _STRIPS[state][0])
                if state is State.OK:
                    for column in grid & set(range(x, x + length)):
                        self.canvas.put(column, self.y, drawn[state], self.quiet, over=True)
                if x <= window.x + newest < x + length:
                    self.canvas.put(window.x + newest, self.y, drawn[state], _STRIPS[state][1], over=True)
            x += length

    def numbers(self, columns: _Columns, first_s: int) -> None:
        """What it reads now, how long after the first one it failed, and when."""
        canvas, y, tile = self.canvas, self.y, self.tile
        loud = tile.state in (State.DOWN, State.DEGRADED)
        room = _VALUE if columns.after is None else _LONG_VALUE
        canvas.right(columns.value, y, reading(tile, room), "bold strong" if loud else self.quiet)
        if columns.after is not None:
            canvas.right(columns.after, y, after_text(self.row.first_s - first_s), self.quiet)
        if columns.at is not None:
            canvas.right(columns.at, y, clock(self.view.level, self.row.first_s, seconds=True), self.quiet)


def _symbols(glyphs: Glyphs) -> dict[State, str]:
    return {
        State.OK: glyphs.ok,
        State.RECOVERING: glyphs.sparks[1],
        State.DEGRADED: glyphs.sparks[3],
        State.DOWN: glyphs.sparks[7],
        State.STALE: glyphs.stale,
    }


def reading(tile: Tile, room: int) -> str:
    """What a tile reads, in at most so many cells: its age where it is stale, a coarser form or a word where it must be."""
    if tile.state is State.STALE:
        return values.age(tile.age_s)
    written = values.in_cells(tile.value, tile.unit, tile.text, room)
    if tile.text and not written:
        written = values.in_cells(tile.value, tile.unit, "", room).removeprefix("?")
    return written or fitting(
        room, (WORDS[tile.state], {State.OK: "ok", State.RECOVERING: "back"}.get(tile.state, "bad"))
    )
