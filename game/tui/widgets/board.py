"""The board: all tiles in their layers, customers on top, causes at the bottom, and what belongs to the selected one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from game.engine.readings import State
from game.session.view.board import LayerHead, LevelFacts, Tile
from game.tui.canvas import Canvas
from game.tui.keys import Key, Place
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


_MOVE, _ACT = "arrows", "1-9"


def _key(name: str, keys: str, action: str, does: str, **more: Any) -> Key:
    return Key(f"board.{name}", keys, f"screen.{action}", does, **more)


PLACE = Place(
    "board",
    "THE BOARD",
    (
        *(
            _key(
                f"act{digit}",
                str(digit),
                f"act({digit})",
                "take the numbered action of the chosen service",
                word="act",
                group=_ACT,
            )
            for digit in range(1, 10)
        ),
        _key("next", "n", "fault(1)", "the next fault, the worst first", word="next", longer="next fault"),
        _key("previous", "N,shift+n", "fault(-1)", "the fault before it"),
        _key("ack", "a", "acknowledge", "take the top line of the pager", word="ack", verbs=("ack",)),
        _key("ack_all", "A,shift+a", "acknowledge_selected", "take all alarms of the chosen service", verbs=("ack",)),
        _key("page", "p", "page_team", "call a team", word="page", longer="page team", verbs=("page",)),
        _key(
            "status",
            "s",
            "open_status",
            "write on the public status page",
            word="status",
            longer="status page",
            verbs=("post",),
        ),
        _key("dns", "d", "open_dns", "see who writes the DNS record", word="dns"),
        _key("console", "slash,colon", "type", "type on the console; esc comes back", word="type", longer="console"),
        _key("cascade", "v", "open_cascade", "see what failed first", word="cascade", longer="first out"),
        _key("pause", "space", "pause", "stop or start every clock", word="pause"),
        _key("faster", "plus,equals_sign", "speed(1)", "let time run faster or slower", word="speed", group="+ -"),
        _key("slower", "minus", "speed(-1)", "let time run faster or slower", word="speed", group="+ -"),
        _key("left", "left", "move(-1, 0)", "move over the services", word="move", group=_MOVE),
        _key("right", "right", "move(1, 0)", "move over the services", word="move", group=_MOVE),
        _key("up", "up", "move(0, -1)", "move over the services", word="move", group=_MOVE),
        _key("down", "down", "move(0, 1)", "move over the services", word="move", group=_MOVE),
        _key("jump", "j", "jump", "put a letter on everything that can be chosen, and go there", word="jump"),
        _key("chart", "g", "open_chart", "a full-size chart of the chosen service", word="graph", verbs=("graph",)),
        _key("queue", "w", "open_queue", "what waits at the chosen service", word="queue", verbs=("queue",)),
        _key("timeline", "t", "open_timeline", "what happened so far", word="timeline"),
        _key("inspect", "i", "tab('inspect')", "what the chosen service is doing", word="inspect"),
        _key("pager", "l", "tab('pager')", "all alarms", word="pager"),
        _key("alarms", "enter", "open_alarms", "list all alarms of the chosen service", verbs=("alarms",)),
        _key("explain", "x", "open_glossary", "what a word on the screen means", word="explain"),
        _key("end", "e", "resolve", "end the night: it asks if that seems early", verbs=("resolve",)),
        _key("page_up", "pageup", "scroll(-1)", "scroll", group="page up, page down"),
        _key("page_down", "pagedown", "scroll(1)", "scroll", group="page up, page down"),
        _key("help", "question_mark", "open_help", "this page"),
        _key("back", "escape", "back", "back to the inspector"),
        _key("quit", "q,ctrl+c", "leave", "leave; what you did is kept", word="quit"),
    ),
)


class Board(ShowingZone, can_focus=True):
    """The tiles. It has the focus while letters act, so its bindings are the board's keys."""

    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

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
