"""The published rubric: how a night is judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from game.session.view.aftermath import MarkView
from game.tui.canvas import Canvas
from game.tui.keysets.rubric import PLACE
from game.tui.paint.rubric import RubricPicture, paint_rubric, room_for, rubric_rows
from game.tui.port import Port
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.house import house
from game.tui.screens.waiting_night import WaitingNight
from game.tui.widgets.page import Page


class RubricScreen(WaitingNight):
    """Every rule, and beside it what a run's own `marks` came to; `held` is the ceiling that held that run down.

    A `night` that goes on waits meanwhile.
    """

    where = "rubric"
    wheel = ("scroll_by(-3)", "scroll_by(3)")
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings(), *EVERYWHERE.bindings()]

    def __init__(
        self, night: Port | None = None, marks: Sequence[MarkView] = (), held: tuple[int, str] | None = None
    ) -> None:
        super().__init__(night)
        self.marks = tuple(marks)
        self.held = held
        self.top = 0

    def compose(self) -> ComposeResult:
        """One page."""
        yield Page(self._paint)

    def _picture(self) -> RubricPicture:
        return RubricPicture(self.marks, self.held, self.top)

    def _paint(self, width: int, height: int) -> Canvas:
        return paint_rubric(width, height, house(self).manner, self._picture())

    def action_scroll_by(self, rows: int) -> None:
        """Up or down."""
        count = len(rubric_rows(self.size.width, self._picture()))
        self.top = max(0, min(count - room_for(self.size.height), self.top + rows))
        self.query_one(Page).repaint()

    def action_scroll_page(self, pages: int) -> None:
        """A page up or down."""
        self.action_scroll_by(pages * max(1, room_for(self.size.height) - 1))

    def action_open_rubric(self) -> None:
        """What opened it closes it."""
        self.app.pop_screen()

    def action_back(self) -> None:
        """Back to where it was opened."""
        self.app.pop_screen()
