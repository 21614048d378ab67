"""A zone that fills its screen and is painted by it."""

from __future__ import annotations

from collections.abc import Callable

from game.tui.canvas import Canvas
from game.tui.widgets.zone import Zone


class Page(Zone):
    """Everything of a screen that is drawn; the screen hands in how."""

    def __init__(self, painter: Callable[[int, int], Canvas], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._painter = painter

    def paint(self, width: int, height: int) -> Canvas:
        """Let the screen draw."""
        return self._painter(width, height)
