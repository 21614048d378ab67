"""The debrief of a run that has ended."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from game.session.view.aftermath import Debrief
from game.tui.canvas import Canvas
from game.tui.keysets.debrief import PLACE
from game.tui.paint.debrief import PAGES, TIMELINE, VERDICT, DebriefPicture, paint_debrief, verdict_box
from game.tui.paint.timeline import timeline_rows
from game.tui.paint.verdict import paint_verdict
from game.tui.port import Port
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.everywhere import Everywhere
from game.tui.screens.house import go_home, house
from game.tui.widgets.page import Page
from game.tui.widgets.zone import Zone


class DebriefScreen(Everywhere):
    """Walks through the pages. The debrief is worked out in a thread: it may run the whole night again."""

    AUTO_FOCUS = ""
    where = "debrief"
    wheel = ("scroll_by(-3)", "scroll_by(3)")
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings(), *EVERYWHERE.bindings()]

    def __init__(self, port: Port) -> None:
        super().__init__()
        self.port = port
        self.debrief: Debrief | None = None
        self.page = 0
        self.top = 0
        self.trouble = ""

    def compose(self) -> ComposeResult:
        """One page, drawn by `paint_debrief`."""
        yield Page(self._paint)

    def on_mount(self) -> None:
        """Begin to work it out."""
        self.run_worker(self._work_out, thread=True)

    def _work_out(self) -> None:
        debrief = self.port.debrief()
        self.app.call_from_thread(self._ready, debrief)

    def _ready(self, debrief: Debrief) -> None:
        self.debrief = debrief
        self._repaint()

    def _repaint(self) -> None:
        for page in self.query(Page):
            page.repaint()

    def _paint(self, width: int, height: int) -> Canvas:
        title = self.port.snapshot.level.title
        return paint_debrief(
            width,
            height,
            house(self).manner,
            DebriefPicture(title, self.debrief, self.page, self.top, bool(self.port.journal()), self.trouble),
        )

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on a key of the last line is that key."""
        await self.run_action(message.command)

    def action_walk(self, by: int) -> None:
        """To a neighbouring page; the ends are ends."""
        self.action_page(self.page + by)

    def action_page(self, page: int) -> None:
        """To a page."""
        if self.debrief is not None and 0 <= page < len(PAGES) and page != self.page:
            self.page, self.top = page, 0
            self._repaint()

    def action_next(self) -> None:
        """The next page; behind the last one, another night."""
        if self.debrief is None:
            return
        if self.page < len(PAGES) - 1:
            self.action_walk(1)
        else:
            go_home(self, choose=True)

    def action_scroll_by(self, lines: int) -> None:
        """Scroll a page that is longer than the screen."""
        if self.debrief is None or self.page not in (VERDICT, TIMELINE):
            return
        width, height = self.size
        if self.page == TIMELINE:
            most = len(timeline_rows(self.debrief, width - 2)) - (height - 6)
        else:
            box = verdict_box(width, height)
            count, room = paint_verdict(Canvas(width, height), box, house(self).manner, self.debrief)
            most = count - room
        self.top = max(0, min(most, self.top + lines))
        self._repaint()

    def action_watch(self) -> None:
        """Watch this night again, on the board."""
        if journal := self.port.journal():
            house(self).open_recording(journal, None, self._not_watched)

    def _not_watched(self, error: Exception) -> None:
        """Say why it cannot be watched."""
        self.trouble = f"It cannot be watched: {error}"
        self._repaint()

    def action_compare(self) -> None:
        """This night beside the one that it was taken over from."""
        from game.tui.screens.differences import DifferencesScreen

        if journal := self.port.journal():
            self.app.push_screen(DifferencesScreen(journal))

    def action_leave(self) -> None:
        """Back to the title."""
        go_home(self)
