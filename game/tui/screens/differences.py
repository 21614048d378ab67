"""A night beside the one that it was taken over from."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from game.session.view.what_if import Differences
from game.tui.canvas import Canvas
from game.tui.keysets.differences import PLACE
from game.tui.paint.differences import list_room, lists, paint_differences, paint_waiting
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.everywhere import Everywhere
from game.tui.screens.house import house
from game.tui.widgets.page import Page
from game.tui.widgets.zone import Zone


class DifferencesScreen(Everywhere):
    """Both nights are run again in a thread; then they stand side by side."""

    AUTO_FOCUS = ""
    where = "differences"
    wheel = ("scroll_by(-3)", "scroll_by(3)")
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings(), *EVERYWHERE.bindings()]

    def __init__(self, journal: str) -> None:
        super().__init__()
        self.journal = journal
        self.found: Differences | None = None
        self.trouble = ""
        self.top = 0

    def compose(self) -> ComposeResult:
        """One page."""
        yield Page(self._paint)

    def on_mount(self) -> None:
        """Begin to run them."""
        self.run_worker(self._work_out, thread=True)

    def _work_out(self) -> None:
        try:
            found, trouble = house(self).compare(self.journal), ""
        except Exception as error:
            found, trouble = None, f"They cannot be compared: {error}"
        self.app.call_from_thread(self._ready, found, trouble)

    def _ready(self, found: Differences | None, trouble: str) -> None:
        self.found, self.trouble = found, trouble
        self.query_one(Page).repaint()

    def _paint(self, width: int, height: int) -> Canvas:
        manner = house(self).manner
        if self.found is None:
            return paint_waiting(width, height, manner, self.trouble)
        return paint_differences(width, height, manner, self.found, self._top(height, width))

    def _top(self, height: int, width: int) -> int:
        if self.found is None:
            return 0
        most = len(lists(self.found)) - list_room(height, self.found, width)
        return max(0, min(most, self.top))

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on a key of the last line is that key."""
        await self.run_action(message.command)

    def action_scroll_by(self, rows: int) -> None:
        """Scroll what was done and told."""
        width, height = self.size
        self.top = self._top(height, width) + rows
        self.query_one(Page).repaint()

    def action_back(self) -> None:
        """Back to the screen below."""
        self.app.pop_screen()
