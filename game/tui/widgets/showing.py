"""A zone that shows a part of the board's state, and repaints only when that part changed."""

from __future__ import annotations

from game.tui.widgets.board_view import BoardView
from game.tui.widgets.zone import Zone


class ShowingZone(Zone):
    """Base of the board screen's zones: `facts` names what is looked at, `paint` draws `self.view`."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.view: BoardView | None = None
        self._facts: tuple[object, ...] | None = None

    def facts(self, view: BoardView) -> tuple[object, ...]:
        """Everything that `paint` reads; unchanged parts of a snapshot are the same objects, so this compares fast."""
        return (view,)

    def show(self, view: BoardView) -> None:
        """Take the newest state; paint if this zone looks different in it."""
        facts = self.facts(view)
        self.view = view
        if facts != self._facts:
            self._facts = facts
            self.repaint()
