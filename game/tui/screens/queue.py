"""The queue view over the board: what waits at a component, in its own terms."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from game.session.view.chart import QueueView
from game.tui.canvas import Canvas
from game.tui.keysets.queue import PLACE
from game.tui.paint.big_chart import SPANS
from game.tui.paint.keys import Legend
from game.tui.paint.queue import QueuePicture, paint_queue
from game.tui.port import Port
from game.tui.screens.house import house
from game.tui.screens.run_screen import Hear, RunScreen

_THREE_HOURS = 2


class QueueScreen(RunScreen):
    """Shows `port.queue(...)`, of one component after the other."""

    where = "queue"
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, port: Port, component: str, hear: Hear | None = None) -> None:
        super().__init__(port, hear)
        self.component = component
        self.span = _THREE_HOURS
        self.chosen = 0
        self._known = [choice.word for choice in port.complete("queue ").choices]
        self._looked: set[str] = set()
        self.view: QueueView = self._read()

    def on_mount(self) -> None:
        """Ask for the first queue as one would on the console: what is read here counts as read."""
        super().on_mount()
        self._ask()

    def _read(self) -> QueueView:
        return self.port.queue(self.component, SPANS[self.span][0])

    def _ask(self) -> None:
        """Say the console's line once for each queue that is looked at."""
        if self.component in self._looked or self.component not in self._known:
            return
        self._looked.add(self.component)
        line = f"queue {self.component}"
        self.hear(line, self.port.say(line))

    def changed(self) -> None:
        """Ask its hosts again."""
        self.view = self._read()
        self.chosen = max(0, min(self.chosen, len(self.view.before) - 1))
        self.repaint()

    def paint(self, width: int, height: int) -> Canvas:
        """Draw the page."""
        home = house(self)
        snapshot = self.port.snapshot
        picture = QueuePicture(snapshot.level, snapshot.second, self.view, self.span, self.chosen)
        return paint_queue(width, height, home.manner, picture, Legend(PLACE, home.keymap_of))

    def _show(self, component: str) -> None:
        self.component, self.chosen = component, 0
        self._ask()
        self.changed()

    def action_turn(self, step: int) -> None:
        """The queue before or behind this one."""
        if not self._known:
            return
        here = self._known.index(self.component) if self.component in self._known else (-1 if step > 0 else 0)
        self._show(self._known[(here + step) % len(self._known)])

    def action_mark(self, step: int) -> None:
        """Choose another one of the queues before it."""
        self.chosen = max(0, min(len(self.view.before) - 1, self.chosen + step))
        self.repaint()

    def action_go_there(self) -> None:
        """To the queue that is chosen."""
        self.action_go_to(self.chosen)

    def action_go_to(self, place: int) -> None:
        """To one of the queues before it."""
        if 0 <= place < len(self.view.before):
            self._show(self.view.before[place].component)

    def action_span(self) -> None:
        """A longer stretch of time, and from the longest one the shortest."""
        self.span = (self.span + 1) % len(SPANS)
        self.changed()

    def action_open_chart(self) -> None:
        """A full-size chart of how much waits, or of what the tile shows."""
        from game.tui.screens.chart import ChartScreen

        series = self.view.chart.series
        self.app.push_screen(ChartScreen(self.port, ((self.component, series[0].metric if series else ""),), self.hear))

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
