"""The last page: one thing to keep and one to change, and how to go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.tui.canvas import Canvas
from game.tui.keysets.debrief import PLACE
from game.tui.paint.debriefing.sheet import Line
from game.tui.paint.debriefing.yours import FIELDS, Way, YoursPicture, yours_lines
from game.tui.paint.keys import Legend, Pair
from game.tui.paint.text import Box, clock
from game.tui.screens.debriefing.book import Book
from game.tui.screens.debriefing.page import Desk, SheetPage
from game.tui.theme import Manner

_WIDEST = 118


class YoursPage(SheetPage):
    """Enter goes from the first sentence to the second, and from there to another night."""

    part = "your words"

    def __init__(self, book: Book, desk: Desk) -> None:
        super().__init__(book, desk)
        self.chosen = 0
        self._fields: dict[str, Box] = {}

    def _ways(self, legend: Legend | None = None) -> list[tuple[Way, Callable[[], None]]]:
        """Every way on with what it does: first the way back if there is one, else another night; enter leads there."""
        desk = self.desk
        ways = [
            (Way("", desk.way_back or "another night"), desk.go_on),
            (Way("", "the same night from its begin"), desk.play_anew),
        ]
        review = self.book.review
        for moment in review.moments if review is not None else ():
            if self.book.can_take_over(moment.second):
                words = f"from {clock(self.book.level, moment.second)} on: {moment.title}"
                ways.append((Way("", words), lambda second=moment.second: desk.play_on(second)))  # type: ignore[misc]
        if self.book.journal:
            key = legend.named("watch") if legend is not None else ""
            ways.append((Way(key, "watch it, and take over at any moment"), lambda: desk.watch_from(None)))
        return ways

    def items(self) -> int:
        """Both sentences and all ways on."""
        return len(FIELDS) + len(self._ways())

    def paint(self, canvas: Canvas, box: Box, manner: Manner) -> None:
        """Draw it, no wider than one likes to read."""
        width = min(box.width, _WIDEST)
        lines = self.lines(width, manner)
        box = Box(box.x, box.y, width, box.end)
        self.paint_lines(canvas, box, manner, lines)
        self._fields = {}
        for at, line in enumerate(lines):
            if 0 <= line.item < len(FIELDS) and self.top <= at < self.top + box.height:
                y = box.y + at - self.top
                self._fields.setdefault(FIELDS[line.item][0], Box(box.x + 2, y, width - 2, y + 1))

    def lines(self, width: int, manner: Manner) -> list[Line]:
        """Sentences, ways on, lessons."""
        answers, debrief = self.book.answers, self.book.debrief
        ways = [way for way, _ in self._ways(Legend(PLACE, manner.keys))]
        lessons = debrief.lessons if debrief is not None else ()
        return yours_lines(YoursPicture(lessons, answers.keep, answers.change, ways, self.book.journal), width, manner)

    def pairs(self, legend: Legend) -> Sequence[Pair]:
        """To type."""
        return (legend.pair("words"),)

    @property
    def next_word(self) -> str:
        """What enter does with what is marked."""
        if self.chosen < len(FIELDS):
            return "write"
        return "go on" if self.chosen == len(FIELDS) else "go there"

    @property
    def reads_on(self) -> bool:
        """Before one leaves by the first way; not where enter writes a sentence or takes a way that was gone to."""
        return super().reads_on and self.chosen == len(FIELDS)

    def enter(self) -> bool:
        """Type the marked sentence, or take the marked way on."""
        self.pick(self.chosen)
        return True

    def pick(self, item: int) -> None:
        """Type a sentence, or take a way on."""
        self.chosen, self._free = max(0, item), False
        if self.chosen < len(FIELDS):
            self.desk.redraw()
            self._begin(FIELDS[self.chosen][0])
            return
        ways = self._ways()
        if self.chosen - len(FIELDS) < len(ways):
            ways[self.chosen - len(FIELDS)][1]()

    # Words.

    def begin_words(self) -> None:
        """Type the marked sentence, else the first."""
        self.pick(self.chosen if self.chosen < len(FIELDS) else 0)

    def _begin(self, field: str) -> None:
        self.desk.write(field, getattr(self.book.answers, field))

    def field_box(self, field: str) -> Box | None:
        """Where a sentence stands."""
        return self._fields.get(field)

    def wrote(self, field: str, text: str) -> None:
        """Keep a sentence."""
        self.book.answer(**{field: text})
        self.desk.redraw()

    def after_field(self, field: str) -> None:
        """From the first sentence to the second, from there to the way on."""
        fields = [name for name, _ in FIELDS]
        self.chosen = fields.index(field) + 1
        if self.chosen < len(fields):
            self.pick(self.chosen)
        else:
            self.desk.redraw()
