"""The full-size chart over the board: one or two readings, the time cursor, and what was done."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from game.session.view.chart import Chart
from game.tui.canvas import Canvas
from game.tui.keysets.chart import PLACE
from game.tui.paint.big_chart import SPANS, ChartPicture, paint_chart, window_of
from game.tui.paint.keys import Legend
from game.tui.port import Port
from game.tui.screens.house import house
from game.tui.screens.run_screen import Hear, RunScreen

Wanted = tuple[tuple[str, str], ...]
"""Readings, each a component and a metric ("" for the one of its tile)."""

_HOUR = 1


class ChartScreen(RunScreen):
    """Shows `port.chart(...)`. It follows the clock until the player walks back in time."""

    where = "chart"
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, port: Port, wanted: Wanted, hear: Hear | None = None) -> None:
        super().__init__(port, hear)
        self.wanted = wanted
        self.span = _HOUR
        self.cursor: int | None = None
        self.until_s: int | None = None
        self.chart: Chart = self._read()

    def _read(self) -> Chart:
        return self.port.chart(self.wanted, SPANS[self.span][0], self.until_s)

    def changed(self) -> None:
        """Read what the instruments show by now."""
        self.chart = self._read()
        self.repaint()

    def paint(self, width: int, height: int) -> Canvas:
        """Draw the page."""
        home = house(self)
        snapshot = self.port.snapshot
        picture = ChartPicture(
            snapshot.level, snapshot.second, self.chart, self.span, self.cursor, self.until_s is None
        )
        return paint_chart(width, height, home.manner, picture, Legend(PLACE, home.keymap_of))

    # Time.

    def action_walk(self, columns: int) -> None:
        """Move the cursor by columns; at the left edge the window moves as well, and right of now the cursor goes."""
        window = window_of(self.chart, self.size.width)
        at = window.end if self.cursor is None else window.column(self.cursor)
        target = at + columns
        if target >= window.x + window.width:
            self._go(self.chart.to_s + (target - window.end + 1) * max(1, window.span_s // window.width))
        else:
            self._go(
                window.from_s + (target - window.x) * window.span_s // window.width + window.span_s // window.width // 2
            )

    def action_go(self, second: int) -> None:
        """Put the cursor on a second."""
        self._go(second)

    def _go(self, second: int) -> None:
        now = self.port.snapshot.second
        span_s = SPANS[self.span][0]
        begin_s = self.port.snapshot.level.start_s
        if second >= now:
            self.action_now()
            return
        self.cursor = max(min(begin_s, self.chart.from_s), second)
        if span_s and self.cursor < self.chart.from_s:
            self.until_s = min(now, self.cursor + span_s)
        elif span_s and self.cursor > self.chart.to_s:
            self.until_s = self.cursor
        if self.until_s is not None and self.until_s >= now:
            self.until_s = None
        self.changed()

    def action_begin(self) -> None:
        """To the beginning of what was read."""
        self._go(min(self.port.snapshot.level.start_s, self.chart.from_s))

    def action_now(self) -> None:
        """Follow the clock again."""
        self.cursor = self.until_s = None
        self.changed()

    def action_span(self, step: int) -> None:
        """A shorter or a longer stretch, around the cursor."""
        self.action_show_span(max(0, min(len(SPANS) - 1, self.span + step)))

    def action_show_span(self, place: int) -> None:
        """One of the stretches that a chart can show."""
        self.span = place
        span_s, now = SPANS[place][0], self.port.snapshot.second
        self.until_s = None
        if span_s and self.cursor is not None and self.cursor + span_s // 2 < now:
            self.until_s = self.cursor + span_s // 2
        self.changed()

    # Readings.

    def action_metric(self, place: int) -> None:
        """The next reading of a component that is shown."""
        if place >= len(self.chart.series):
            return
        shown = self.chart.series[place]
        words = [choice.word for choice in self.port.complete(f"graph {shown.component} ").choices]
        if shown.metric not in words:
            return
        following = words[(words.index(shown.metric) + 1) % len(words)]
        pairs = [(series.component, series.metric) for series in self.chart.series]
        pairs[place] = (shown.component, following)
        self.wanted = tuple(pairs)
        self.changed()

    def action_choose(self) -> None:
        """Choose what stands below."""
        from game.tui.screens.readings import ReadingsScreen

        self.app.push_screen(ReadingsScreen(self.port, self._has_second()), self._chosen)

    def _has_second(self) -> bool:
        return len(self.chart.series) > 1

    def _chosen(self, pair: tuple[str, str] | None) -> None:
        """A reading to stand below; one without a component takes the second one away."""
        if pair is not None:
            first = [(series.component, series.metric) for series in self.chart.series[:1]]
            self.wanted = (*first, pair) if pair[0] else tuple(first)
            self.changed()

    # Doors.

    def action_open_queue(self) -> None:
        """What waits at the first of the components that are shown."""
        if self.chart.series:
            from game.tui.screens.queue import QueueScreen

            self.app.push_screen(QueueScreen(self.port, self.chart.series[0].component, self.hear))

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
