"""Base of the screens that lie over the board and follow the same run."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from game.session.view.console import Reply
from game.tui.all_places import place
from game.tui.canvas import Canvas
from game.tui.paint.talk import Row
from game.tui.panels import NOT_HERE, taken_away
from game.tui.port import Port
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.everywhere import Everywhere
from game.tui.screens.house import house
from game.tui.widgets.header import paint_header
from game.tui.widgets.page import Page
from game.tui.widgets.zone import Zone

LOOK_EVERY_S = 0.25
TOLD_S = 5.0
"""How long it is said that something is not here, on the player's own clock."""
SPEEDS = (1, 10, 60, 240)


Hear = Callable[[str, Reply], None]
"""What wants to know of a console line that was said here, and of its answer: the console of the board."""


def _nobody(line: str, reply: Reply) -> None:
    """Where nobody listens."""


class RunScreen(Everywhere):
    """Follows a port: lets it catch up with the clock and paints again when its snapshot is a new one."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = "RunScreen > #header { height: 2; } RunScreen > #talk { height: 0; }"
    BINDINGS: ClassVar[list[BindingType]] = [*EVERYWHERE.bindings()]

    def __init__(self, port: Port, hear: Hear | None = None) -> None:
        super().__init__()
        self.port = port
        self.hear = hear or _nobody
        self.headed = True
        self._version = port.snapshot.version
        self._told = ""
        self._told_until = 0.0

    def compose(self) -> ComposeResult:
        """The header of the run, unless it is over, who talks to the player, and the page below it."""
        if self.headed:
            yield Page(self._paint_header, id="header")
            yield Page(self._paint_talk, id="talk")
        yield Page(self.paint, id="page")

    def _paint_header(self, width: int, height: int) -> Canvas:  # noqa: ARG002 - always two lines
        return paint_header(self.port.snapshot, width, house(self).manner, pause_key=self.pause_name())

    def _talk_rows(self, width: int) -> list[Row]:
        """What somebody says, in the few rows that a screen over the board can spare."""
        snapshot = self.port.snapshot
        if self._told:
            return [((3, self._told, "bold strong", ""),)]
        if not self.headed or snapshot.talk is None:
            return []
        from game.tui.widgets.talk import rows_over_board

        return rows_over_board(snapshot, width, self.size.height, house(self).manner, self._way_back())

    def _way_back(self) -> str:
        here = place(self.where)
        keys = here.keys if here is not None else ()
        return next((house(self).keymap_of.first(key) for key in keys if key.action == "back"), "")

    def _paint_talk(self, width: int, height: int) -> Canvas:
        from game.tui.paint.talk import paint_rows

        canvas = Canvas(width, height, "fg on sel" if house(self).manner.theme.shades else "fg on panel")
        paint_rows(canvas, self._talk_rows(width), house(self).manner)
        return canvas

    def _heed_talk(self) -> None:
        """Give who talks the rows that it takes now."""
        if self.headed:
            talk = self.query_one("#talk", Page)
            rows = len(self._talk_rows(self.size.width))
            if talk.styles.height is None or talk.styles.height.value != rows:
                talk.styles.height = rows
                self.talk_moved()
            talk.repaint()

    @property
    def room(self) -> tuple[int, int, int]:
        """Columns and lines of the page, and the line of the screen that it begins in."""
        width, height = self.size
        above = (2 + len(self._talk_rows(width))) if self.headed else 0
        return width, height - above, above

    def not_here(self, action: str) -> bool:
        """Whether the panel that an action opens was taken away; if so, say so for a while, where somebody would talk."""
        gone = action in taken_away(self.port.snapshot)
        if gone:
            self._told, self._told_until = NOT_HERE, monotonic() + TOLD_S
            self._heed_talk()
        return gone

    def talk_moved(self) -> None:
        """The page has more or fewer lines now, because somebody talks above it or has ceased to."""

    def on_mount(self) -> None:
        """Begin to look at the run."""
        self._heed_talk()
        self.set_interval(LOOK_EVERY_S, self.look)

    def on_resize(self) -> None:
        """The words take other rows in another width."""
        self._heed_talk()

    def look(self) -> None:
        """Catch up with the run; nothing is drawn if nothing changed."""
        if not self.is_current:
            return
        self.port.advance(monotonic())
        if self._told and monotonic() >= self._told_until:
            self._told = ""
            self._heed_talk()
        if self.port.snapshot.version != self._version:
            self._version = self.port.snapshot.version
            self._heed_talk()
            self.changed()

    def changed(self) -> None:
        """The run has a new state: read it and paint again. A subclass reads what it shows first."""
        self.repaint()

    def repaint(self) -> None:
        """Paint the page again."""
        for page in self.query(Page):
            page.repaint()

    def paint(self, width: int, height: int) -> Canvas:
        """Draw the page; a subclass overrides this."""
        return Canvas(width, height)

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on something with a key is that key."""
        await self.run_action(message.command)

    def action_pause(self) -> None:
        """Stop or start the clock."""
        self.port.pause(not self.port.snapshot.paused)
        self.look()

    def action_speed(self, step: int) -> None:
        """Faster or slower by one step."""
        speed = self.port.snapshot.speed
        nearest = min(range(len(SPEEDS)), key=lambda index: abs(SPEEDS[index] - speed))
        self.port.set_speed(SPEEDS[max(0, min(len(SPEEDS) - 1, nearest + step))])
        self.look()

    def action_type(self) -> None:
        """Back to the board with the console open, so that what is typed next is a line and no keys."""
        from game.tui.screens.board import BoardScreen

        board = next((screen for screen in reversed(self.app.screen_stack) if isinstance(screen, BoardScreen)), None)
        if board is None or self.port.snapshot.ended or self.port.snapshot.recording:
            return
        while self.app.screen is not board:
            self.app.pop_screen()
        board.action_type()

    def action_back(self) -> None:
        """Back to the screen below."""
        self.app.pop_screen()
