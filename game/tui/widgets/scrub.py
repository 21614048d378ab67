"""The line in the prompt's place while a recording is watched, and the board whose keys move in time."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from game.tui.canvas import Canvas
from game.tui.keysets.watching import PLACE
from game.tui.paint.scrub import ScrubPicture, paint_scrub
from game.tui.widgets.board import Board
from game.tui.widgets.zone import Zone


class WatchedBoard(Board):
    """The tiles, with the keys of a recording beside the board's own."""

    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]


class Scrub(Zone):
    """Where a recording stands. A click on its curve goes there."""

    def __init__(self, picture: ScrubPicture, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._picture = picture

    def show(self, picture: ScrubPicture) -> None:
        """Take the newest state."""
        if picture != self._picture:
            self._picture = picture
            self.repaint()

    def paint(self, width: int, height: int) -> Canvas:
        """One line."""
        return paint_scrub(width, height, self.manner, self._picture)
