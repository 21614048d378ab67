"""A zone that fills its screen, or a band of it, and is painted by the screen."""

from __future__ import annotations

from collections.abc import Callable

from game.tui.canvas import Canvas
from game.tui.screens.places import LEAST
from game.tui.widgets.zone import Zone


class Page(Zone):
    """Everything of a screen that is drawn; the screen hands in how. On a terminal that is too small it says so."""

    def __init__(self, painter: Callable[[int, int], Canvas], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._painter = painter

    def paint(self, width: int, height: int) -> Canvas:
        """Let the screen draw."""
        across, down = self.screen.size
        if across >= LEAST[0] and down >= LEAST[1]:
            return self._painter(width, height)
        canvas = Canvas(width, height)
        text = f"needs {LEAST[0]}x{LEAST[1]}, this is {across}x{down}"
        if len(text) <= width and height > 2:
            canvas.put((width - len(text)) // 2, height // 2, text, "bold strong")
        return canvas
