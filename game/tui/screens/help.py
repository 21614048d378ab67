"""Help, for where one is."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from game.tui.canvas import Canvas
from game.tui.keysets.help import PLACE
from game.tui.paint.help import HelpPicture, help_rows, paint_help, room_for
from game.tui.port import Port
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.everywhere import Everywhere
from game.tui.screens.house import house
from game.tui.screens.run_screen import LOOK_EVERY_S
from game.tui.widgets.header import paint_header
from game.tui.widgets.page import Page
from game.tui.widgets.zone import Zone

_OVER = ("debrief",)
"""Places where the night is over, so that nothing of it has to be watched."""


class HelpScreen(Everywhere):
    """Keys, signs and words. `asked_from` is the id of the place where it was opened; without a port no night goes on."""

    AUTO_FOCUS = ""
    where = "help"
    wheel = ("scroll_by(-3)", "scroll_by(3)")
    DEFAULT_CSS = "HelpScreen > #header { height: 2; }"
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings(), *EVERYWHERE.bindings()]

    def __init__(self, port: Port | None, asked_from: str) -> None:
        super().__init__()
        self.asked_from = asked_from
        self.topics = port.topics() if port is not None else ()
        self.top = 0
        self.watched = port if asked_from not in _OVER else None
        if port is not None:
            self.port = port
        self._version = port.snapshot.version if port is not None else 0

    def compose(self) -> ComposeResult:
        """The header of the night that goes on, and the page below it."""
        if self.watched is not None:
            yield Page(self._paint_header, id="header")
        yield Page(self._paint, id="page")

    def on_mount(self) -> None:
        """The clock goes on while one reads."""
        if self.watched is not None:
            self.set_interval(LOOK_EVERY_S, self._look)

    def _look(self) -> None:
        port = self.watched
        if port is None or not self.is_current:
            return
        port.advance(monotonic())
        if port.snapshot.version != self._version:
            self._version = port.snapshot.version
            self.query_one("#header", Page).repaint()

    def _paint_header(self, width: int, height: int) -> Canvas:  # noqa: ARG002 - always two lines
        assert self.watched is not None
        return paint_header(self.watched.snapshot, width, house(self).manner, pause_key=self.pause_name())

    def _paint(self, width: int, height: int) -> Canvas:
        return paint_help(width, height, house(self).manner, self._picture())

    def _picture(self) -> HelpPicture:
        night = self.watched.snapshot if self.watched is not None else None
        return HelpPicture(self.asked_from, self.topics, self.top, running=night is not None, snapshot=night)

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on a key of the last line is that key."""
        await self.run_action(message.command)

    def _room(self) -> int:
        return room_for(self.size.height - (2 if self.watched is not None else 0))

    def action_scroll_by(self, rows: int) -> None:
        """Up or down."""
        count = len(help_rows(self.size.width, self._picture(), house(self).manner))
        self.top = max(0, min(count - self._room(), self.top + rows))
        self.query_one("#page", Page).repaint()

    def action_scroll_page(self, pages: int) -> None:
        """A page up or down."""
        self.action_scroll_by(pages * max(1, self._room() - 1))

    def action_pause(self) -> None:
        """Stop or start the clock."""
        if self.watched is not None:
            self.watched.pause(not self.watched.snapshot.paused)
            self._look()

    def action_back(self) -> None:
        """Back to where help was opened."""
        self.app.pop_screen()
