"""Fixes to choose, and the night run again with them."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.view.review import FixedNight, Review
from game.tui.canvas import Canvas
from game.tui.keysets.debrief import PLACE
from game.tui.paint.debriefing.fixes import (
    Running,
    choosing_lines,
    fix_lines,
    heading,
    night_words,
    paint_strips,
    progress_lines,
    try_lines,
    weeks_of,
)
from game.tui.paint.debriefing.sheet import BLANK, Line, put
from game.tui.paint.keys import Legend, Pair
from game.tui.paint.text import Box
from game.tui.screens.debriefing.book import Book
from game.tui.screens.debriefing.page import Desk, SheetPage
from game.tui.theme import Manner

_BESIDE = 116
"""Columns from which on the nights that were run stand beside the fixes."""
_LEFT = 56


class FixesPage(SheetPage):
    """Choosing and comparing: beside each other on a wide screen, one after the other on a narrow one."""

    part = "fixes"

    def __init__(self, book: Book, desk: Desk, review: Review) -> None:
        super().__init__(book, desk)
        self.review = review
        known = [fix.id for fix in review.fixes]
        self.ticked = [name for name in book.answers.fixes or () if name in known]
        self.chosen = 0
        self.shown = -1
        self.remains: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._comparing = False
        self._beside = False
        self._told_top = 0

    # What is shown.

    @property
    def _results(self) -> bool:
        """Whether the only thing in sight is what was run."""
        return self._comparing and not self._beside

    def items(self) -> int:
        """The fixes, and behind them the nights that were run."""
        return len(self.review.fixes) + len(self.book.tries)

    def paint(self, canvas: Canvas, box: Box, manner: Manner) -> None:
        """Draw what there is room for."""
        self._beside = box.width >= _BESIDE
        if self._beside:
            left = Box(box.x, box.y, _LEFT, box.end)
            self.paint_lines(canvas, left, manner, self._choosing(_LEFT, manner))
            self._paint_results(canvas, Box(left.right + 3, box.y, box.right - left.right - 3, box.end), manner)
        elif self._results:
            self._paint_results(canvas, box, manner)
        else:
            foot = self._foot(box.width, manner)
            self.paint_lines(
                canvas, Box(box.x, box.y, box.width, box.end - len(foot)), manner, self._choosing(box.width, manner)
            )
            for y, line in enumerate(foot, box.end - len(foot)):
                for x, text, look in line.cells:
                    canvas.put(box.x + x, y, text, look)

    def _choosing(self, width: int, manner: Manner) -> list[Line]:
        lines = fix_lines(self.review, self.ticked, self.chosen, width)
        if self._beside:
            lines += choosing_lines(width, self.book.tries, self._running(manner))
        return lines

    def _foot(self, width: int, manner: Manner) -> list[Line]:
        """Below the fixes on a narrow screen: what is being run, or what comes next."""
        running = self._running(manner)
        lines = progress_lines(running, width, manner) if running is not None else []
        return [BLANK, *lines] if lines else choosing_lines(width, self.book.tries, running)

    def _running(self, manner: Manner) -> Running | None:
        now = self.desk.running
        if now is None:
            return None
        return Running(now[0], now[1], Legend(PLACE, manner.keys).named("stop"))

    def _paint_results(self, canvas: Canvas, box: Box, manner: Manner) -> None:
        """The three nights, what is told of the shown one, and all that were run."""
        running = self._running(manner)
        lines: list[Line] = progress_lines(running, box.width, manner) if running is not None else []
        night = self._night()
        if night is None or self.book.debrief is None:
            self._paint_below(canvas, box, manner, lines)
            return
        first = len(self.review.fixes)
        if len(self.book.tries) > 1:
            lines += [*([BLANK] if lines else []), put("ALL THAT YOU TRIED", "muted")]
            lines += try_lines(self.book.tries, self._shown(), self.review, first, box.width)
        words = night_words(night, self.remains.get(night.fixes, ()), box.width, manner)
        lines = [*words, *([BLANK] if lines else []), *lines]
        canvas.put(box.x, box.y, heading(box, night, self.review), "muted")
        strips_end = max(box.y + 5, min(box.y + 30, box.end - len(lines) - 1))
        paint_strips(canvas, Box(box.x, box.y + 1, box.width, strips_end), manner, self.book.debrief, night)
        self._paint_below(canvas, Box(box.x, strips_end + 1, box.width, box.end), manner, lines)

    def _paint_below(self, canvas: Canvas, box: Box, manner: Manner, lines: list[Line]) -> None:
        """The lines below the curves; on a narrow screen they are what up and down scroll."""
        if self._results:
            self.paint_lines(canvas, box, manner, lines)
            return
        kept = self.top, self._room, self._count, self._free
        self.top, self._free = self._told_top, self.chosen < len(self.review.fixes)
        self.paint_lines(canvas, box, manner, lines)
        self._told_top = self.top
        self.top, self._room, self._count, self._free = kept

    def _shown(self) -> int:
        return self.shown if 0 <= self.shown < len(self.book.tries) else len(self.book.tries) - 1

    def _night(self) -> FixedNight | None:
        return self.book.tries[self._shown()] if self.book.tries else None

    # Keys.

    def pairs(self, legend: Legend) -> Sequence[Pair]:
        """To tick, to run, to stop, to compare."""
        pairs = []
        if self._results:
            pairs.append(legend.pair("mark", "choose others"))
        else:
            pairs.append(legend.pair("mark", "tick"))
            if self.book.tries and not self._beside:
                pairs.append(legend.pair("show", "what was run"))
        if self.desk.running is not None:
            pairs.append(legend.pair("stop"))
        elif self._tried() is None:
            pairs.append(legend.pair("run_again"))
        elif self._wanted() not in self.remains:
            pairs.append(legend.pair("run_again", "what would remain"))
        return pairs

    @property
    def next_word(self) -> str:
        """Run it, once something is ticked that was not run yet."""
        begun = bool(self.book.tries) or self.desk.running is not None
        return "run again" if self._wants_run else "go on" if begun else "skip"

    @property
    def _wants_run(self) -> bool:
        return bool(self.ticked) and self._tried() is None and self.desk.running is None and not self._results

    def _wanted(self) -> tuple[str, ...]:
        """What is ticked, in the order of the level."""
        return tuple([fix.id for fix in self.review.fixes if fix.id in self.ticked])

    def _tried(self) -> FixedNight | None:
        return next((night for night in self.book.tries if set(night.fixes) == set(self.ticked)), None)

    @property
    def reads_on(self) -> bool:
        """Not where enter runs the night."""
        return super().reads_on and not self._wants_run

    def enter(self) -> bool:
        """Run it again with what is ticked; if that was done, go on."""
        if not self._wants_run:
            return False
        self.run()
        return True

    def run(self) -> None:
        """Run it again; what was run already tells what would remain."""
        fixes = self._wanted()
        if self.desk.running is not None:
            return
        if self._tried() is None:
            self.desk.run_again(fixes, self._ran)
        elif fixes not in self.remains:
            self.desk.ask_what_remains(fixes, lambda told: self._remaining(fixes, told))

    def show(self) -> None:
        """What was run, on a narrow screen."""
        if self.book.tries:
            self._compare()

    def _compare(self) -> None:
        self._comparing, self._free = True, True
        self.begin_anew()
        if not self._beside:
            self.chosen = len(self.review.fixes) + self._shown()
        self.desk.redraw()

    def mark(self) -> None:
        """Tick the marked fix, or leave it out; on a night that was run, look at that."""
        if self._results:
            self._comparing, self.chosen = False, 0
            self.begin_anew()
            self.desk.redraw()
        else:
            self.pick(self.chosen)

    def number(self, number: int) -> None:
        """Tick a fix by its number."""
        if number < len(self.review.fixes) and not self._results:
            self.pick(number)

    def pick(self, item: int) -> None:
        """Tick a fix if there are weeks left for it, or leave it out; look at a night that was run."""
        self.chosen, self._free = item, False
        if item >= len(self.review.fixes):
            self._look_at(item - len(self.review.fixes))
            return
        fix = self.review.fixes[item]
        if fix.id in self.ticked:
            self.ticked.remove(fix.id)
        elif (needed := weeks_of(self.review, [*self.ticked, fix.id])) > self.review.weeks:
            self.desk.tell(
                f"That would be {needed} weeks, and there are {self.review.weeks}. Leave another one out first."
            )
            return
        else:
            self.ticked.append(fix.id)
        self.book.answer(fixes=self._wanted())
        self.desk.redraw()

    def _look_at(self, place: int) -> None:
        if place < len(self.book.tries):
            self.shown = place
            self.ticked = list(self.book.tries[place].fixes)
            self.book.answer(fixes=self._wanted())
            self.desk.redraw()

    def move(self, by: int) -> None:
        """Through the fixes, and behind them through the nights that were run, which are shown."""
        first = len(self.review.fixes)
        if self._results and (len(self.book.tries) < 2 or abs(by) != 1):
            self._scroll(by)
            self.desk.redraw()
            return
        if self._results:
            self.chosen = max(first, self.chosen + by)
            self.chosen, self._free = min(self.items() - 1, self.chosen), False
        elif self._beside or self.chosen + by < first:
            super().move(by)
        if self.chosen >= first:
            self._look_at(self.chosen - first)

    # What comes back from a run.

    def _ran(self, night: FixedNight) -> None:
        """A night was run: show it, beside those before it."""
        self.book.tries.append(night)
        self.shown = len(self.book.tries) - 1
        self._told_top = 0
        self._compare()

    def _remaining(self, fixes: tuple[str, ...], told: tuple[str, ...]) -> None:
        """What would remain with these fixes."""
        self.remains[fixes] = told
        self.desk.redraw()
