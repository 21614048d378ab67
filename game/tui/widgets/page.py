"""A zone that fills its screen, or a band of it, and is painted by the screen."""

from __future__ import annotations

from collections.abc import Callable

from game.tui.canvas import Canvas
from game.tui.paint.text import fitting
from game.tui.screens.least import LEAST, too_small
from game.tui.widgets.zone import Zone


def too_small_words(size: tuple[int, int], room: int, *, running: bool) -> str:
    """What a screen needs and what there is, in at most `room` cells; a run that is open stands still meanwhile."""
    needs, here = f"needs {LEAST[0]}x{LEAST[1]}", f"this is {size[0]}x{size[1]}"
    paused = "; paused" if running else ""
    return fitting(room, (f"{needs}, {here}{paused}", f"{needs}, {here}", f"{needs}{paused}", needs, needs[6:]))


class Page(Zone):
    """Everything of a screen that is drawn; the screen hands in how. On a terminal that is too small it says so."""

    def __init__(self, painter: Callable[[int, int], Canvas], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._painter = painter

    def paint(self, width: int, height: int) -> Canvas:
        """Let the screen draw."""
        size = self.screen.size
        if not too_small(size):
            return self._painter(width, height)
        canvas = Canvas(width, height)
        text = too_small_words(size, width, running=hasattr(self.screen, "port"))
        if text and height > 2:
            canvas.put((width - len(text)) // 2, height // 2, text, "bold strong")
        return canvas
