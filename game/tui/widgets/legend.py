"""The board's last line: its marks in words."""

from __future__ import annotations

from game.engine.readings import State
from game.tui.canvas import Canvas
from game.tui.panels import Panel, shows
from game.tui.theme import Manner
from game.tui.widgets.board_view import BoardView, Mode
from game.tui.widgets.tiles import hand

Piece = tuple[str, str, str, str]
"""A mark and its look, words and theirs."""


def paint_legend(canvas: Canvas, y: int, view: BoardView, manner: Manner) -> None:
    """What is selected, needs, hits, the player's hand, and what a fill means; shorter words where room is scarce."""
    name = next((tile.name for tile in view.snapshot.tiles if tile.component == view.selected), "")
    ways = [_pieces(view, manner, name, briefly=briefly) for briefly in (False, True)]
    pieces = next((way for way in ways if _width(way) <= canvas.width), ways[-1])
    x = 0
    for mark, look, words, words_look in pieces:
        x = canvas.put(x, y, mark, look) + 1
        x = canvas.put(x, y, words, words_look) + 3


def _width(pieces: list[Piece]) -> int:
    return sum(len(mark) + len(words) + 4 for mark, _, words, _ in pieces) - 3


def _pieces(view: BoardView, manner: Manner, name: str, *, briefly: bool) -> list[Piece]:
    glyphs, it, tiles = manner.glyphs, view.inspection, view.snapshot.tiles
    selected = "muted" if view.mode is Mode.TYPING else "bold strong"
    pieces = [(glyphs.selected, selected, name, "fg")] if name else []
    if not shows(view.snapshot, Panel.RELATIONS):
        it = None
    if it is not None and it.needs:
        pieces.append((glyphs.needs, "bold strong", f"needs {len(it.needs)}", "muted"))
    if it is not None and it.hits:
        direct, total = len(it.hits), it.hits_total
        text = f"hits {direct}, {total} in all" if briefly else f"hits {direct} directly, {total} in all"
        pieces.append((glyphs.hits, "fg", text, "muted"))
    if any(hand(tile) for tile in tiles):
        pieces.append((glyphs.held, "bold you", "hand" if briefly else "your hand", "muted"))
    return [*pieces, *new_piece(view, manner)]


def new_piece(view: BoardView, manner: Manner) -> list[Piece]:
    """What the loudest chip on the board means; nothing while all is acknowledged."""
    glyphs, loudest = manner.glyphs, loudest_new(view)
    if loudest is State.DOWN:
        return [(f"{glyphs.down}!", "bold downfg on downbg", "not acknowledged", "muted")]
    if loudest is State.DEGRADED:
        return [(f"{glyphs.degraded}!", "bold degrfg on degrbg", "not acknowledged", "muted")]
    return []


def loudest_new(view: BoardView) -> State | None:
    """DOWN if a tile that is DOWN is not acknowledged, else degraded if such a one is not."""
    new = {tile.state for tile in view.snapshot.tiles if tile.new}
    return next((state for state in (State.DOWN, State.DEGRADED) if state in new), None)
