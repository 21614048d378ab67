"""The board's pictures: one, two or three lines a row, and the same cell for the same service in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from game.engine.mechanism import OFF_BY_HAND
from game.engine.readings import State, Unit
from game.session.view.board import LayerHead, LevelFacts, Tile
from game.tui.canvas import Canvas
from game.tui.paint.text import shorten
from game.tui.panels import Panel, shows
from game.tui.theme import Manner
from game.tui.widgets.board_view import BoardView, Mode
from game.tui.widgets.full_tile import FULL_LINES, FULL_WIDTH, FullTile
from game.tui.widgets.legend import paint_legend
from game.tui.widgets.tiles import LARGE_WIDTH, SMALL_WIDTH, SYMBOLS, Relation, TilePainter, is_off

FULL_BOARD = 131
"""Columns of the board of three lines a row."""

_MARKED_HITS = 8
_NOT_NOTHING = 0.01  # the share from which a layer without a fault is not called all ok
_LABEL = 4  # the cells of a layer's short name at 80 columns


def small_height(level: LevelFacts) -> int:
    """Lines of the board at 80 columns."""
    return sum(len(layer.rows) for layer in level.layers)


def large_height(level: LevelFacts) -> int:
    """Lines of the board at 120 columns: layer heads, two lines a row, the legend."""
    return len(level.layers) + 2 * small_height(level) + 1


def full_height(level: LevelFacts) -> int:
    """Lines of the board at 200 columns: layer heads with air between layers, three lines a row, the legend."""
    return 2 * len(level.layers) - 1 + FULL_LINES * small_height(level) + 1


def relations(view: BoardView, manner: Manner) -> dict[str, Relation]:
    """The mark of each component that has one, and what has just changed. First hop only: the rest is said in words."""
    glyphs = manner.glyphs
    marks: dict[str, Relation] = {}
    near = shows(view.snapshot, Panel.RELATIONS)
    if near and view.inspection is not None and view.inspection.component == view.selected:
        marks.update((component, Relation(glyphs.hits)) for component in nearest_hits(view))
        marks.update((need.component, Relation(glyphs.needs, "bold strong")) for need in view.inspection.needs)
    look = "muted" if view.mode is Mode.TYPING else "bold strong"
    marks[view.selected] = Relation(glyphs.selected, look, selected=True)
    for component, step in view.moving.tiles:
        marks[component] = replace(marks.get(component, Relation()), step=step)
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
    for y, (layer, row, tiles) in enumerate(_rows(view)):
        if row == layer.rows[0]:
            canvas.put(0, y, shorten(layer.short, _LABEL), "faint")
        for tile in tiles:
            relation = marks.get(tile.component, Relation())
            TilePainter(canvas, tile, relation, manner).small(_LABEL + SMALL_WIDTH * tile.column, y)
    return canvas


def paint_large_board(view: BoardView, width: int, height: int, manner: Manner) -> Canvas:
    """The board of two lines a row, with a head on each layer and the legend in the last line."""
    canvas = Canvas(width, height)
    marks = relations(view, manner)
    y = 0
    for layer, row, tiles in _rows(view):
        if row == layer.rows[0]:
            _head(canvas, y, layer, _of_layer(view, layer), manner)
            y += 1
        for tile in tiles:
            relation = marks.get(tile.component, Relation())
            TilePainter(canvas, tile, relation, manner).large(LARGE_WIDTH * tile.column, y)
        y += 2
    paint_legend(canvas, y, view, manner)
    return canvas


def paint_full_board(view: BoardView, width: int, height: int, manner: Manner) -> Canvas:
    """The board of three lines a row, with a head on each layer, air above it, and the legend in the last line."""
    canvas = Canvas(width, height)
    marks = relations(view, manner)
    worded = shows(view.snapshot, Panel.PHRASES)
    y = 0
    for layer, row, tiles in _rows(view):
        if row == layer.rows[0]:
            y += y > 0
            _head(canvas, y, layer, _of_layer(view, layer), manner)
            y += 1
        for tile in tiles:
            relation = marks.get(tile.component, Relation())
            shown = tile if worded else replace(tile, phrase="")
            FullTile(canvas, shown, relation, manner).full(FULL_WIDTH * tile.column, y)
        y += FULL_LINES
    paint_legend(canvas, y, view, manner)
    return canvas


def _rows(view: BoardView) -> Iterator[tuple[LayerHead, int, list[Tile]]]:
    """Layer, row and tiles from the top down."""
    by_row: dict[int, list[Tile]] = {}
    for tile in view.snapshot.tiles:
        by_row.setdefault(tile.row, []).append(tile)
    for layer in view.snapshot.level.layers:
        for row in layer.rows:
            yield layer, row, by_row.get(row, [])


def _of_layer(view: BoardView, layer: LayerHead) -> list[Tile]:
    return [tile for tile in view.snapshot.tiles if tile.row in layer.rows]


def _head(canvas: Canvas, y: int, layer: LayerHead, tiles: Sequence[Tile], manner: Manner) -> None:
    """A layer's name and how many of it are in trouble; what people switched off is neither that nor well."""
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
    off = len([tile for tile in tiles if is_off(tile)])
    if calm and len(tiles) > off:
        some = any(tile.unit is Unit.SHARE and (tile.value or 0.0) >= _NOT_NOTHING for tile in tiles)
        well = f"{len(tiles) - off} ok" if off else "all ok"
        x = canvas.put(x, y, "none degraded" if some else well, "faint") + 2
    text = f"{manner.glyphs.held} {off} {OFF_BY_HAND}"
    if off and x + len(text) <= canvas.width:
        canvas.put(x, y, text, "you")
