"""FIRST OUT as a whole page: how far back it reaches, the rows, one line about the chosen one, and the keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.engine.readings import State
from game.session.view.board import Inspection
from game.session.view.cascade import Cascade, CascadeRow, Reach
from game.tui.canvas import Canvas
from game.tui.paint.cascade import FirstOut, after_text, paint_first_out
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.text import Box, clock, fitting, length
from game.tui.theme import Manner
from game.tui.widgets.tiles import SYMBOLS, WORDS, Relation

BELOW = 2
"""Lines below the rows: about the chosen one, and the keys."""

_PAIRS = ("up", "enter", "closer", "back", "timeline", "chart", "status", "dns", "pause", "faster")


@dataclass(frozen=True, slots=True)
class CascadePicture:
    """What the page shows: who failed, the chosen one and what is known about it, the marks, the first row in sight."""

    view: Cascade
    chosen: str
    inspection: Inspection | None
    relations: Mapping[str, Relation]
    top: int


def rows_box(width: int, height: int) -> Box:
    """Where heading, clock and rows stand."""
    return Box(0, 0, width - 1, height - BELOW)


def paint_cascade(width: int, height: int, manner: Manner, picture: CascadePicture, legend: Legend) -> Canvas:
    """The whole page."""
    canvas = Canvas(width, height)
    view = picture.view
    shown = FirstOut(view, picture.chosen, picture.relations, picture.top, more="page_down")
    paint_first_out(canvas, rows_box(width, height), manner, shown)
    _reaches(canvas, view.reach, manner)
    row = next((row for row in view.rows if row.tile.component == picture.chosen), None)
    if row is not None:
        end = _marks(canvas, height - 2, picture.inspection, manner)
        _about(canvas, Box(1, height - 2, end - 2, height - 1), manner, view, row)
    pairs = [legend.pair(name) for name in _PAIRS if view.rows or name not in ("up", "enter", "chart")]
    paint_keys(canvas, height - 1, pairs, legend.pair("help"))
    return canvas


def _reaches(canvas: Canvas, chosen: Reach, manner: Manner) -> None:
    """How far back one can look, at the right end of the heading; a click takes one."""
    shown = "bold strong on sel" if manner.theme.shades else "reverse bold strong"
    x = canvas.width - 1
    for reach in reversed(Reach):
        text = f" {reach.value} "
        x = canvas.right(x, 0, text, shown if reach is chosen else "muted")
        canvas.aim(x, 0, len(text), 1, f"look_back('{reach.name}')")


def _about(canvas: Canvas, box: Box, manner: Manner, view: Cascade, row: CascadeRow) -> None:
    """The chosen one in words: since when it is as it is, when it failed first, and how long after the first of all."""
    tile, first = row.tile, view.rows[0]
    x = canvas.put(box.x, box.y, manner.glyphs.state(tile.state), SYMBOLS[tile.state]) + 1
    x = canvas.put(x, box.y, tile.name, "bold strong") + 2
    word = "well" if tile.state is State.OK else WORDS[tile.state]
    state = f"{word} since {clock(view.level, tile.since_s, seconds=True)}"
    lasts = f"{state}, {length(max(0, view.to_s - tile.since_s))}"
    failed = f"failed at {clock(view.level, row.first_s, seconds=True)}"
    after = (
        "the first of all" if row is first else f"{after_text(row.first_s - first.first_s)[1:]} after {first.tile.name}"
    )
    if row.first_s == first.first_s and row is not first:
        after = f"together with {first.tile.name}"
    forms = (f"{lasts}; {failed}, {after}", f"{state}; {failed}, {after}", f"{failed}, {after}", failed)
    canvas.put(x, box.y, fitting(box.right - x, forms), "fg")


def _marks(canvas: Canvas, y: int, inspection: Inspection | None, manner: Manner) -> int:
    """What the marks before the rows mean, at the right end. Returns the column where it begins."""
    end = canvas.width - 1
    if inspection is None:
        return end
    pairs = []
    if inspection.hits:
        pairs.append((manner.glyphs.hits, f"hits {len(inspection.hits)}", "fg"))
    if inspection.needs:
        pairs.append((manner.glyphs.needs, f"needs {len(inspection.needs)}", "bold strong"))
    for sign, text, look in pairs:
        begin = canvas.right(end, y, text, "muted")
        end = canvas.right(begin - 1, y, sign, look) - 2
    return end
