"""Who failed first, over the board: one component a row, on one clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from game.session.view.board import Inspection
from game.session.view.cascade import Cascade, Reach
from game.tui.canvas import Canvas
from game.tui.keysets.cascade import PLACE
from game.tui.paint.cascade import top_for
from game.tui.paint.cascade_page import CascadePicture, paint_cascade, rows_box
from game.tui.paint.keys import Legend
from game.tui.port import Port
from game.tui.screens.house import house
from game.tui.screens.run_screen import Hear, RunScreen
from game.tui.widgets.board_view import BoardView
from game.tui.widgets.strata import relations
from game.tui.widgets.zone import Zone

Select = Callable[[str], object]
"""What selects a component on the board."""

_REACHES = tuple(Reach)


class CascadeScreen(RunScreen):
    """Shows `port.cascade(...)` and follows the run. The chosen row stays chosen, wherever it moves to."""

    where = "cascade"
    wheel = ("choose(-1)", "choose(1)")
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, port: Port, select: Select, chosen: str = "", hear: Hear | None = None) -> None:
        super().__init__(port, hear)
        self.select = select
        self.reach = Reach.WAVE
        self.view: Cascade = port.cascade(self.reach)
        self.chosen = chosen
        self.top = 0
        self._inspection: Inspection | None = None
        self._read()

    def _read(self) -> None:
        """What failed, and about the chosen one; if that is not among it, the first one is chosen."""
        self.view = self.port.cascade(self.reach)
        names = self._names()
        if names and self.chosen not in names:
            self.chosen = names[0]
        self._inspection = self.port.inspect(self.chosen) if names else None

    def _names(self) -> list[str]:
        return [row.tile.component for row in self.view.rows]

    def changed(self) -> None:
        """Read it again."""
        self._read()
        self.repaint()

    def paint(self, width: int, height: int) -> Canvas:
        """Draw the page; the chosen row is always in sight."""
        home = house(self)
        names = self._names()
        place = names.index(self.chosen) if self.chosen in names else 0
        self.top = top_for(rows_box(width, height).height, len(names), self.top, place)
        board = BoardView(self.port.snapshot, self.chosen, self._inspection)
        marks = relations(board, home.manner)
        picture = CascadePicture(self.view, self.chosen, self._inspection, marks, self.top)
        return paint_cascade(width, height, home.manner, picture, Legend(PLACE, home.keymap_of))

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on a row chooses it, a second one goes there; on anything else it is its key."""
        word, _, component = message.command.partition(" ")
        if word != "select":
            await super().on_zone_pressed(message)
        elif component == self.chosen:
            self.action_go_there()
        else:
            self.chosen = component
            self.changed()

    def action_choose(self, by: int) -> None:
        """Another row, as far as there are any."""
        names = self._names()
        if names:
            self.chosen = names[max(0, min(len(names) - 1, names.index(self.chosen) + by))]
            self.changed()

    def action_page_down(self) -> None:
        """To what is out of sight; from the end back to the top."""
        at_end = self.chosen == self._names()[-1]
        self.action_choose(-len(self.view.rows) if at_end else 10)

    def action_go_there(self) -> None:
        """Inspect the chosen one on the board."""
        if self.chosen in self._names():
            self.select(self.chosen)
            self.app.pop_screen()

    def action_reach(self, step: int) -> None:
        """Look less or further back."""
        place = _REACHES.index(self.reach) + step
        self.action_look_back(_REACHES[max(0, min(len(_REACHES) - 1, place))].name)

    def action_look_back(self, reach: str) -> None:
        """Look so far back; `reach` is the name of one."""
        self.reach = Reach[reach]
        self.changed()

    def action_open_timeline(self) -> None:
        """What happened so far, in the place of this."""
        from game.tui.screens.timeline import TimelineScreen

        self.app.switch_screen(TimelineScreen(self.port, self.select, self.hear))

    def action_open_chart(self) -> None:
        """A full-size chart of what the chosen one's tile shows."""
        from game.tui.screens.chart import ChartScreen

        if self.chosen in self._names():
            self.app.push_screen(ChartScreen(self.port, ((self.chosen, ""),), self.hear))

    def action_open_status(self) -> None:
        """The public status page."""
        from game.tui.screens.composer import ComposerScreen

        self.app.push_screen(ComposerScreen(self.port, self.hear))

    def action_open_dns(self) -> None:
        """The DNS inspector."""
        from game.tui.screens.dns import DnsScreen

        self.app.push_screen(DnsScreen(self.port, self.hear))
