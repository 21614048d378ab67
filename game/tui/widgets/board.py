"""The board: all tiles in their layers, customers on top, causes at the bottom, and what belongs to the selected one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from game.engine.readings import State
from game.session.view.board import LayerHead, LevelFacts, Tile
from game.tui.canvas import Canvas
from game.tui.paint.text import shorten
from game.tui.theme import Manner
from game.tui.widgets.board_view import BoardView, Mode
from game.tui.widgets.showing import ShowingZone
from game.tui.widgets.tiles import LARGE_WIDTH, SMALL_WIDTH, SYMBOLS, Relation, TilePainter, hand

_MARKED_HITS = 8
_LABEL = 4  # the cells of a layer's short name at 80 columns


def small_height(level: LevelFacts) -> int:
    """Lines of the board at 80 columns."""
    return sum(len(layer.rows) for layer in level.layers)


def large_height(level: LevelFacts) -> int:
    """Lines of the board at 120 columns: layer heads, two lines a row, the legend."""
    return len(level.layers) + 2 * small_height(level) + 1


def relations(view: BoardView, manner: Manner) -> dict[str, Relation]:
    """The mark of each component that has one. First hop only: the rest is said in words."""
    glyphs = manner.glyphs
    marks: dict[str, Relation] = {}
    if view.inspection is not None and view.inspection.component == view.selected:
        marks.update((component, Relation(glyphs.hits)) for component in nearest_hits(view))
        marks.update((need.component, Relation(glyphs.needs, "bold strong")) for need in view.inspection.needs)
    look = "muted" if view.mode is Mode.TYPING else "bold strong"
    marks[view.selected] = Relation(glyphs.selected, look, selected=True)
    return marks


def nearest_hits(view: BoardView) -> list[str]:
    """The direct hits that are marked: the nearest rows first, few enough that the marks do not become boxes."""
    assert view.inspection is not None
    rows = {tile.component: tile.row for tile in view.snapshot.tiles}
    here = rows.get(view.selected, 0)
    hits = [hit.component for hit in view.inspection.hits if hit.component in rows]
    return sorted(hits, key=lambda component: abs(rows[component] - here))[:_MARKED_HITS]


def paint_small_board(view: BoardView, width: int, height: int, manner: Manner) -> Canvas:
    """The board of one line a row."""
    canvas = Canvas(width, height)
    marks = relations(view, manner)
    by_row = _rows(view.snapshot.tiles)
    y = 0
    for layer in view.snapshot.level.layers:
        canvas.put(0, y, shorten(layer.short, _LABEL), "faint")
        for row in layer.rows:
            for tile in by_row.get(row, ()):
                relation = marks.get(tile.component, Relation())
                TilePainter(canvas, tile, relation, manner).small(_LABEL + SMALL_WIDTH * tile.column, y)
            y += 1
    return canvas


def paint_large_board(view: BoardView, width: int, height: int, manner: Manner) -> Canvas:
    """The board of two lines a row, with a head on each layer and the legend in the last line."""
    canvas = Canvas(width, height)
    marks = relations(view, manner)
    by_row = _rows(view.snapshot.tiles)
    y = 0
    for layer in view.snapshot.level.layers:
        tiles = [tile for row in layer.rows for tile in by_row.get(row, ())]
        _head(canvas, y, layer, tiles, manner)
        y += 1
        for row in layer.rows:
            for tile in by_row.get(row, ()):
                relation = marks.get(tile.component, Relation())
                TilePainter(canvas, tile, relation, manner).large(LARGE_WIDTH * tile.column, y)
            y += 2
    _legend(canvas, y, view, manner)
    return canvas


def _rows(tiles: Sequence[Tile]) -> dict[int, list[Tile]]:
    rows: dict[int, list[Tile]] = {}
    for tile in tiles:
        rows.setdefault(tile.row, []).append(tile)
    return rows


def _head(canvas: Canvas, y: int, layer: LayerHead, tiles: Sequence[Tile], manner: Manner) -> None:
    """A layer's name and how many of it are in trouble."""
    x = canvas.put(1, y, layer.name, "muted") + 2
    calm = True
    for state, word in (
        (State.DOWN, "down"),
        (State.DEGRADED, "degraded"),
        (State.RECOVERING, "recovering"),
        (State.STALE, "stale"),
    ):
        if count := len([tile for tile in tiles if tile.state is state]):
            text = f"{manner.glyphs.state(state)} {count} {word}"
            look = "fg" if state is State.STALE else SYMBOLS[state].removeprefix("bold ")
            x = canvas.put(x, y, text, look) + 2
            calm = False
    if calm and tiles:
        canvas.put(x, y, "all ok", "faint")


def _legend(canvas: Canvas, y: int, view: BoardView, manner: Manner) -> None:
    """The marks in words: what is selected, what it needs, what it hits."""
    glyphs = manner.glyphs
    inspection = view.inspection
    canvas.put(0, y, glyphs.selected, "muted" if view.mode is Mode.TYPING else "bold strong")
    name = next((tile.name for tile in view.snapshot.tiles if tile.component == view.selected), "")
    x = canvas.put(2, y, name, "fg") + 3
    if inspection is not None and inspection.needs:
        x = canvas.put(x, y, glyphs.needs, "bold strong") + 1
        x = canvas.put(x, y, f"needs {len(inspection.needs)}", "muted") + 3
    if inspection is not None and inspection.hits:
        x = canvas.put(x, y, glyphs.hits, "fg") + 1
        text = f"hits {len(inspection.hits)} directly, {inspection.hits_total} in all"
        x = canvas.put(x, y, text, "muted") + 3
    if any(hand(tile) for tile in view.snapshot.tiles) and x + 11 <= canvas.width:
        x = canvas.put(x, y, glyphs.held, "bold you") + 1
        canvas.put(x, y, "your hand", "muted")


def _key(key: str, action: str, about: str, name: str) -> Binding:
    return Binding(key, f"screen.{action}", about, id=f"board.{name}")


class Board(ShowingZone, can_focus=True):
    """The tiles. It has the focus while letters act, so its bindings are the board's keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("left", "move(-1, 0)", "move", "left"),
        _key("right", "move(1, 0)", "move", "right"),
        _key("up", "move(0, -1)", "move", "up"),
        _key("down", "move(0, 1)", "move", "down"),
        *(_key(str(digit), f"act({digit})", "act", f"act{digit}") for digit in range(1, 10)),
        _key("n", "fault(1)", "next fault", "next"),
        _key("N,shift+n", "fault(-1)", "previous fault", "previous"),
        _key("a", "acknowledge", "acknowledge the top alarm", "ack"),
        _key("enter", "open_alarms", "all alarms of the selected", "alarms"),
        _key("A,shift+a", "acknowledge_selected", "acknowledge all of the selected", "ack_all"),
        _key("p", "page_team", "page a team", "page"),
        _key("e", "resolve", "end the night", "end"),
        _key("s", "open_status", "status page", "status"),
        _key("d", "open_dns", "DNS inspector", "dns"),
        _key("i", "tab('inspect')", "inspect", "inspect"),
        _key("l", "tab('pager')", "pager", "pager"),
        _key("slash,colon", "type", "console", "console"),
        _key("space", "pause", "pause", "pause"),
        _key("plus,equals_sign", "speed(1)", "faster", "faster"),
        _key("minus", "speed(-1)", "slower", "slower"),
        _key("question_mark", "open_help", "help", "help"),
        _key("q,ctrl+c", "leave", "quit", "quit"),
        _key("escape", "back", "back", "back"),
        _key("pageup", "scroll(-1)", "scroll up", "page_up"),
        _key("pagedown", "scroll(1)", "scroll down", "page_down"),
    ]

    def facts(self, view: BoardView) -> tuple[object, ...]:
        """Tiles, selection and its neighbours."""
        inspection = view.inspection
        near = (inspection.needs, inspection.hits, inspection.hits_total) if inspection is not None else ()
        return (view.snapshot.tiles, view.selected, view.mode is Mode.TYPING, near)

    def paint(self, width: int, height: int) -> Canvas:
        """Two lines a row where there is room, else one."""
        if self.view is None:
            return Canvas(width, height)
        large = height >= large_height(self.view.snapshot.level)
        return (paint_large_board if large else paint_small_board)(self.view, width, height, self.manner)
