"""The pages of a debrief that only show: customers, sectors, timeline, score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.tui.canvas import Canvas
from game.tui.keysets.debrief import PLACE
from game.tui.paint.debriefing.customers import paint_customers, paint_sectors
from game.tui.paint.debriefing.frame import paint_count, room_above
from game.tui.paint.debriefing.score import score_lines
from game.tui.paint.debriefing.sheet import Line
from game.tui.paint.keys import Legend, Pair
from game.tui.paint.night import lettered
from game.tui.paint.text import Box
from game.tui.paint.timeline import paint_timeline, row_of, timeline_rows
from game.tui.screens.debriefing.book import CHAIN
from game.tui.screens.debriefing.page import DebriefPage, SheetPage
from game.tui.theme import Manner


class CustomersPage(DebriefPage):
    """The night as a curve."""

    part = "customers"

    def paint(self, canvas: Canvas, box: Box, manner: Manner) -> None:
        """Draw it."""
        if self.book.debrief is not None:
            paint_customers(canvas, box, manner, self.book.debrief)


class SectorsPage(DebriefPage):
    """The same, sector by sector."""

    part = "customers"

    def paint(self, canvas: Canvas, box: Box, manner: Manner) -> None:
        """Draw it."""
        if self.book.debrief is not None:
            paint_sectors(canvas, box, manner, self.book.debrief)


class TimelinePage(DebriefPage):
    """What the player did beside what was published of the real night; and what was true, once the causes were placed."""

    part = "timeline"
    _count = 0
    _room = 1
    _width = 78
    _seen = 0

    def paint(self, canvas: Canvas, box: Box, manner: Manner) -> None:
        """Draw the lines in sight."""
        debrief = self.book.debrief
        if debrief is None:
            return
        if not self.book.tells_chain:
            key = Legend(PLACE, manner.keys).named("show")
            note = f"What was true in the region is told after the causes. {key} shows it now."
            canvas.put(box.x, box.end - 1, note, "faint")
            debrief = replace(debrief, truth=())
            box = Box(box.x, box.y, box.width, box.end - 2)
        self._width = box.width
        self._count, self._room = paint_timeline(canvas, box, debrief, self.top)
        self.top = max(0, min(self.top, self._count - self._room))
        self._seen = max(self._seen, self.top + self._room)
        if room_above(canvas, box):
            paint_count(canvas, box.y - 1, Box(box.x, box.y, box.width, box.y + self._room), self.top, self._count)

    def pairs(self, legend: Legend) -> Sequence[Pair]:
        """The truth can be asked for."""
        return () if self.book.tells_chain else (legend.pair("show"),)

    @property
    def scrolls(self) -> bool:
        """A long night."""
        return self._count > self._room

    @property
    def reads_on(self) -> bool:
        """Whether acts below were never in sight."""
        return self._seen < self._count

    def move(self, by: int) -> None:
        """Scroll."""
        self.top = max(0, min(self._count - self._room, self.top + by))
        self.desk.redraw()

    def turn(self, by: int) -> None:
        """A page."""
        self.move(by * max(1, self._room - 1))

    def show(self) -> None:
        """Show what was true beside the rest."""
        self.book.asked.add(CHAIN)
        self._seen = 0
        self.desk.redraw()

    def go_to_act(self, index: int) -> None:
        """Bring an act with a letter into sight."""
        debrief = self.book.debrief
        acts = lettered(debrief.acts) if debrief is not None else ()
        if debrief is not None and 0 <= index < len(acts):
            shown = debrief if self.book.tells_chain else replace(debrief, truth=())
            self.top = row_of(timeline_rows(shown, self._width), acts[index][0])


class ScorePage(SheetPage):
    """Both axes, the parts with their reasons, the times."""

    part = "score"

    def lines(self, width: int, manner: Manner) -> list[Line]:
        """What it says."""
        if self.book.debrief is None:
            return []
        return score_lines(self.book.debrief, width, manner, Legend(PLACE, manner.keys).named("rubric"))

    def pairs(self, legend: Legend) -> Sequence[Pair]:
        """The published rules."""
        return (legend.pair("rubric"),)
