"""How a tile shows that it has just changed: over what is painted already, so that nothing of it is ever late."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.view.board import Tile
from game.tui.canvas import Canvas
from game.tui.theme import Manner
from game.tui.widgets.motion import STEPS, Change, Step

_SYMBOL = 2  # cells of the symbol and what stands between it and the name


@dataclass(frozen=True, slots=True)
class Body:
    """The cells of a tile behind its gap column, and the column behind its name."""

    x: int
    y: int
    width: int
    height: int
    name_end: int


def emphasise(canvas: Canvas, tile: Tile, step: Step, body: Body, manner: Manner, *, ground: str) -> None:
    """Lay one step of a change over a painted tile; `ground` is what lies below it where nothing is filled.

    What fell fills from its symbol outwards. What got worse has its chip over the whole name first and draws back to the
    symbol. What got better has a mark that runs once from the symbol over the name.
    """
    if step.change is Change.BETTER:
        look = "bold strong on page" if manner.theme.shades else "reverse bold strong"
        _restyle(canvas, *_run(step, body), body.y, look)
    elif tile.new and step.change is Change.FELL:
        reached = body.width * (step.at + 1) // (STEPS + 1)
        for y in range(body.y, body.y + body.height):
            _restyle(canvas, body.x + reached, body.x + body.width, y, f"bold down on {ground}")
    else:
        behind = body.x + _SYMBOL
        end = body.name_end - (body.name_end - behind) * step.at // STEPS
        if tile.new:
            _restyle(canvas, body.x, end, body.y, "bold degrfg on degrbg")
        else:
            fell = step.change is Change.FELL
            _restyle(canvas, behind, end, body.y, f"underline bold {'down' if fell else 'strong'}")


def _run(step: Step, body: Body) -> tuple[int, int]:
    """Where the mark is: on the symbol, on the first half of the name, on the second one."""
    name = body.x + _SYMBOL
    middle = name + (body.name_end - name + 1) // 2
    return ((body.x, name), (name, middle), (middle, body.name_end))[step.at]


def _restyle(canvas: Canvas, begin: int, end: int, y: int, look: str) -> None:
    """Give cells another look and keep what stands in them."""
    if end > begin:
        canvas.put(begin, y, canvas.text_line(y)[begin:end], look, over=True)
