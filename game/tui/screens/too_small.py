"""What a terminal shows that is smaller than the game."""

from __future__ import annotations

from game.tui.canvas import Canvas
from game.tui.paint.text import fitting
from game.tui.widgets.zone import Zone


def paint_too_small(width: int, height: int) -> Canvas:
    """One line in the middle: what is needed and what there is."""
    canvas = Canvas(width, height)
    needs, here = "needs 80x24", f"this is {width}x{height}"
    text = fitting(width, (f"{needs}, {here}; paused", f"{needs}, {here}", f"{needs}; paused", needs, "80x24"))
    if text and height:
        canvas.put((width - len(text)) // 2, height // 2, text, "bold strong")
    return canvas


class TooSmall(Zone):
    """Stands in for a whole screen."""

    def paint(self, width: int, height: int) -> Canvas:
        """The one line."""
        return paint_too_small(width, height)
