"""Where the zones of the board stand, at every size: a pure function, and the layout that tells Textual."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from game.session.view.board import LevelFacts
from game.tui.screens.least import too_small
from game.tui.widgets.board_view import WIDE, Tab
from game.tui.widgets.strata import FULL_BOARD, full_height, large_height, small_height

TALL = 36
LARGE = (200, 55)
BOARD_WIDTH = 80


def is_large(size: tuple[int, int]) -> bool:
    """Whether the board has three lines a row, and the side room for what failed first."""
    return size[0] >= LARGE[0] and size[1] >= LARGE[1]


def board_width(size: tuple[int, int]) -> int:
    """Columns of the board, and of the console and the prompt below it."""
    if size[0] < WIDE:
        return size[0]
    return FULL_BOARD if is_large(size) else BOARD_WIDTH


@dataclass(frozen=True, slots=True)
class Places:
    """Regions by the zone's id; a zone without one is not shown."""

    regions: dict[str, Region]


def places(
    size: tuple[int, int], level: LevelFacts, tab: Tab, ask: int, talk: Callable[[int, int], int] | None = None
) -> Places:
    """The arrangement for a size in cells. `ask` is how many lines a question takes in the prompt's place; `talk` says how
    many somebody who talks takes above it, given the width and the lines of the pane or the console there.

    Below 120 columns one pane below the board shows inspector, pager or console. From 120 on the side stands beside the
    board and the console below it; the board has one line a row until there are 36 lines, and three from 200 columns and
    55 lines on. What is left over in height goes to the pane or the console, in width to the side.
    """
    width, height = size
    if too_small(size):
        return Places({"too-small": Region(0, 0, width, height)})
    regions = {"header": Region(0, 0, width, 2), "footer": Region(0, height - 1, width, 1)}
    beside = width >= WIDE
    column = board_width(size)
    top, lines = _board(size, level)
    board = regions["board"] = Region(0, top, column, lines)
    bottom = height - 1 - max(1, ask)
    regions["ask" if ask else "prompt"] = Region(0, bottom, column, max(1, ask))
    below = board.bottom if beside else board.bottom + 1
    if talk is not None and (lines := talk(column, max(0, bottom - below))):
        bottom -= lines
        regions["talk"] = Region(0, bottom, column, lines)
    if beside:
        start = 3 if is_large(size) else 2
        regions["side"] = Region(column, start, width - column, height - 1 - start)
        regions["log"] = Region(0, below, column, max(0, bottom - below))
    else:
        regions["tabs"] = Region(0, board.bottom, width, 1)
        pane = "log" if tab is Tab.CONSOLE else "side"
        regions[pane] = Region(0, below, width, max(0, bottom - below))
    return Places(regions)


def _board(size: tuple[int, int], level: LevelFacts) -> tuple[int, int]:
    """The board's first line and its height."""
    if is_large(size):
        return 3, full_height(level)
    if size[0] >= WIDE and size[1] >= TALL:
        return 2, large_height(level)
    return 3, small_height(level)


class BoardLayout(Layout):
    """Puts every child with an id where `find` says, and hides the others."""

    name = "board"

    def __init__(self, find: Callable[[Size], Places]) -> None:
        self._find = find

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:  # noqa: ARG002
        """Textual's question."""
        regions = self._find(size).regions
        return [
            WidgetPlacement(region, NULL_OFFSET, NULL_SPACING, child)
            for child in children
            if child.id is not None and (region := regions.get(child.id)) is not None
        ]
