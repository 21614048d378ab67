"""What a terminal shows that is smaller than the game."""

from __future__ import annotations

from game.tui.canvas import Canvas
from game.tui.widgets.page import too_small_words
from game.tui.widgets.zone import Zone


class TooSmall(Zone):
    """Stands in for a whole screen."""

    def paint(self, width: int, height: int) -> Canvas:
        """One line in the middle: what is needed, what there is, and that no clock runs."""
        canvas = Canvas(width, height)
        text = too_small_words((width, height), width, running=True)
        if text and height:
            canvas.put((width - len(text)) // 2, height // 2, text, "bold strong")
        return canvas
