"""What happened so far, over the board: what one needs to hand over."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from game.session.view.cascade import Happening
from game.tui.canvas import Canvas
from game.tui.keysets.timeline import PLACE
from game.tui.paint.keys import Legend
from game.tui.paint.so_far import Show, SoFar, drawn_lines, list_box, paint_so_far, top_for
from game.tui.panels import left_of
from game.tui.port import Port
from game.tui.screens.house import house
from game.tui.screens.run_screen import Hear, RunScreen

_SHOWS = tuple(Show)


class TimelineScreen(RunScreen):
    """Shows `port.happenings()`. While the newest line is chosen, the list follows the run."""

    where = "timeline"
    wheel = ("choose(-1)", "choose(1)")
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, port: Port, select: Callable[[str], object], hear: Hear | None = None) -> None:
        super().__init__(port, hear)
        self.select = select
        self.show = Show.ALL
        self.happened: tuple[Happening, ...] = port.happenings()
        self.listed: list[Happening] = list(self.happened)
        self.chosen = len(self.listed) - 1
        self.top = 0

    def _list(self, at: Happening | None) -> None:
        """List what is shown of it, with this or the line nearest to it in time chosen; without one the newest."""
        self.listed = [one for one in self.happened if self.show.takes(one)]
        self.chosen = len(self.listed) - 1
        if at is not None and self.listed:
            places = range(len(self.listed))
            self.chosen = min(
                places, key=lambda place: (abs(self.listed[place].second - at.second), self.listed[place] != at)
            )
        self.repaint()

    def _kept(self) -> Happening | None:
        """The chosen line, unless it is the newest one: then what comes is followed."""
        return self.listed[self.chosen] if 0 <= self.chosen < len(self.listed) - 1 else None

    def changed(self) -> None:
        """Read it again."""
        kept = self._kept()
        self.happened = self.port.happenings()
        self._list(kept)

    def paint(self, width: int, height: int) -> Canvas:
        """Draw the page; the chosen line is always in sight."""
        home, snapshot = house(self), self.port.snapshot
        box = list_box(width, height)
        lines = drawn_lines(self.listed, self.show, box.width)
        self.top = top_for(lines, box.height, self.top, self.chosen)
        picture = SoFar(snapshot.level, snapshot.second, self.listed, self.show, self.chosen, self.top)
        return paint_so_far(width, height, home.manner, picture, Legend(left_of(PLACE, snapshot), home.keymap_of))

    def action_choose(self, by: int) -> None:
        """Another line, as far as there are any."""
        self.chosen = max(0, min(len(self.listed) - 1, self.chosen + by))
        self.repaint()

    def action_pick(self, place: int) -> None:
        """A click chooses a line; a second one goes to what it is about."""
        if place == self.chosen:
            self.action_go_there()
        elif 0 <= place < len(self.listed):
            self.chosen = place
            self.repaint()

    def action_go_there(self) -> None:
        """Inspect on the board what the chosen line is about, if it is about one thing."""
        component = self.listed[self.chosen].component if 0 <= self.chosen < len(self.listed) else ""
        if component:
            self.select(component)
            self.app.pop_screen()

    def action_turn(self, step: int) -> None:
        """List more or less of it."""
        self.action_show(_SHOWS[(_SHOWS.index(self.show) + step) % len(_SHOWS)].name)

    def action_show(self, show: str) -> None:
        """List this part of it; `show` is its name."""
        kept = self._kept()
        self.show = Show[show]
        self._list(kept)

    def action_open_cascade(self) -> None:
        """Who failed first, in the place of this."""
        if self.not_here("open_cascade"):
            return
        from game.tui.screens.cascade import CascadeScreen

        component = self.listed[self.chosen].component if self.listed else ""
        self.app.switch_screen(CascadeScreen(self.port, self.select, component, self.hear))

    def action_open_status(self) -> None:
        """The public status page."""
        from game.tui.screens.composer import ComposerScreen

        self.app.push_screen(ComposerScreen(self.port, self.hear))

    def action_open_dns(self) -> None:
        """The DNS inspector."""
        if self.not_here("open_dns"):
            return
        from game.tui.screens.dns import DnsScreen

        self.app.push_screen(DnsScreen(self.port, self.hear))
