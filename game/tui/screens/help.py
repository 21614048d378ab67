"""Help, for where one is."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from game.tui.canvas import Canvas
from game.tui.paint.help import HelpPicture, help_rows, paint_help, room_for
from game.tui.port import Port
from game.tui.screens.house import house
from game.tui.screens.run_screen import RunScreen


class HelpScreen(RunScreen):
    """Keys, signs and words. `where` is "board", "dns", "composer" or "debrief"."""

    PAUSE_KEY: ClassVar = "f2"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_by(-1)", "scroll"),
        Binding("down", "scroll_by(1)", "scroll"),
        Binding("pageup", "scroll_page(-1)", "a page up"),
        Binding("pagedown,space", "scroll_page(1)", "a page down"),
        Binding("home", "scroll_by(-100000)", "to the top"),
        Binding("end", "scroll_by(100000)", "to the end"),
        Binding("escape,q,question_mark,f1", "back", "back"),
    ]

    def __init__(self, port: Port, where: str) -> None:
        super().__init__(port)
        self.where = where
        self.headed = where != "debrief"
        self.topics = port.topics()
        self.top = 0

    def changed(self) -> None:
        """Only the header knows of the run."""
        self.repaint()

    def _picture(self) -> HelpPicture:
        return HelpPicture(self.where, self.topics, self.top)

    def paint(self, width: int, height: int) -> Canvas:
        """Draw what is in sight."""
        return paint_help(width, height, house(self).manner, self._picture())

    def _room(self) -> int:
        return room_for(self.size.height - (2 if self.headed else 0))

    def action_scroll_by(self, rows: int) -> None:
        """Up or down."""
        width = self.size.width
        count = len(help_rows(width, self._picture(), house(self).manner.glyphs))
        self.top = max(0, min(count - self._room(), self.top + rows))
        self.repaint()

    def action_scroll_page(self, pages: int) -> None:
        """A page up or down."""
        self.action_scroll_by(pages * max(1, self._room() - 1))
