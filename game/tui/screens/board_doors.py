"""The doors of the board: what opens another screen over it, or a layer on it. Each is imported when it is first opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.session.view.board import Offer
from game.tui.panels import NOT_HERE, Panel, shows, taken_away
from game.tui.screens.board_briefing import BoardBriefing
from game.tui.widgets.board_view import BoardView

if TYPE_CHECKING:
    from game.session.view.cascade import Cascade

Wanted = tuple[tuple[str, str], ...]
"""Readings, each a component and a metric ("" for the one of its tile)."""

_GRAPH = "graph"


class BoardDoors(BoardBriefing):
    """Opens what lies beside the board, and says what was chosen from the palette."""

    answers = True
    _graphed: Wanted = ()
    _told_pace = False

    def _tell_change(self, before: BoardView, fed: int) -> None:
        """Say beside the first page for which time fell back that it did."""
        super()._tell_change(before, fed)
        now, was, hint = self.now.snapshot, before.snapshot, self._prompt.hint
        if now.speed >= was.speed or now.paused or self._told_pace:
            return
        self._told_pace = True
        told = f"back to x{now.speed}, {hint}"
        if hint and not hint.startswith("back to") and len(told) <= self._hint_room():
            called = self.now.called
            self._prompt.hint = told
            self.view = replace(self.now, called=called)

    def offers_here(self) -> tuple[Offer, ...]:
        """The numbered actions of the selected service, or of the question whom to page."""
        return self.now.offers[:9]

    def chosen_words(self) -> str:
        """What the inspector says of the selected component."""
        it = self.now.inspection
        if it is None:
            return ""
        near = [relation.name for relation in (*it.needs, *it.hits)]
        labels = [f"{metric.label} {metric.text}" for metric in it.metrics]
        phrase = it.phrase if shows(self.port.snapshot, Panel.PHRASES) else ""
        return "\n".join([it.name, it.word, phrase, *labels, *near, *[offer.title for offer in it.offers]])

    def speak(self, line: str) -> None:
        """Say a line that was chosen from the palette."""
        self.leave_question()
        self.say(line, who="you")

    def action_open_status(self) -> None:
        """The public status page."""
        from game.tui.screens.composer import ComposerScreen

        self.app.push_screen(ComposerScreen(self.port, self.hear))

    def _cascade(self) -> Cascade | None:
        """What failed first, unless that was taken away."""
        return super()._cascade() if shows(self.port.snapshot, Panel.CASCADE) else None

    def _not_here(self, action: str) -> bool:
        """Whether the panel that an action opens was taken away; if so, say so."""
        gone = action in taken_away(self.port.snapshot)
        if gone:
            self._prompt.hint = NOT_HERE
        return gone

    def action_open_dns(self) -> None:
        """The DNS inspector."""
        if self._not_here("open_dns"):
            return
        from game.tui.screens.dns import DnsScreen

        self.app.push_screen(DnsScreen(self.port, self.hear))

    def action_open_cascade(self) -> None:
        """What failed first, on one clock."""
        if self._not_here("open_cascade"):
            return
        from game.tui.screens.cascade import CascadeScreen

        self.app.push_screen(CascadeScreen(self.port, self.select, self.now.selected, self.hear))

    def action_open_timeline(self) -> None:
        """What happened so far."""
        from game.tui.screens.timeline import TimelineScreen

        self.app.push_screen(TimelineScreen(self.port, self.select, self.hear))

    def say(self, line: str, *, who: str = "", confirmed: bool = False, key: str = "") -> None:
        """Run a line; what a `graph` of the console drew small, the chart's key draws large right after it."""
        super().say(line, who=who, confirmed=confirmed, key=key)
        word, *names = line.casefold().split() or [""]
        if word != _GRAPH or not names:
            self._graphed = ()
            return
        drawn = self.port.chart(((names[0], names[1] if len(names) > 1 else ""),), 0).series
        self._graphed = (*self._graphed[-1:], *[(series.component, series.metric) for series in drawn])
        if drawn:
            self._prompt.hint = f"{self.named('chart')} draws it large"

    def select(self, component: str) -> None:
        """The player chooses a component: a chart is about that one again."""
        self._graphed = ()
        super().select(component)

    def action_open_chart(self) -> None:
        """A full-size chart of what was graphed last, one reading or two; else of the selected component."""
        self.open_chart(tuple(dict.fromkeys(self._graphed)) or ((self.now.selected, ""),))

    def open_chart(self, wanted: Wanted) -> None:
        """A chart of one or two readings."""
        from game.tui.screens.chart import ChartScreen

        self.app.push_screen(ChartScreen(self.port, wanted, self.hear))

    def action_open_queue(self) -> None:
        """What waits at the selected component."""
        from game.tui.screens.queue import QueueScreen

        self.app.push_screen(QueueScreen(self.port, self.now.selected, self.hear))
