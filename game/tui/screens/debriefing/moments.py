"""The moments of a night: each with the board as it was and a question; what was true comes after the answer."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.view.review import ReviewMoment
from game.tui.canvas import Canvas
from game.tui.keysets.debrief import PLACE
from game.tui.paint.debriefing.moment import WORDS, MomentPicture, boxes, moment_lines, paint_then, title_lines
from game.tui.paint.debriefing.sheet import Line, Sheet, paint_sheet
from game.tui.paint.keys import Legend, Pair
from game.tui.paint.text import Box
from game.tui.screens.debriefing.book import Book
from game.tui.screens.debriefing.page import Desk, SheetPage
from game.tui.theme import Manner


class MomentPage(SheetPage):
    """One moment."""

    part = "moments"

    def __init__(self, book: Book, desk: Desk, moment: ReviewMoment) -> None:
        super().__init__(book, desk)
        self.moment = moment
        self._field: Box | None = None

    def paint(self, canvas: Canvas, box: Box, manner: Manner) -> None:
        """Draw the board as it was, and the words."""
        legend = Legend(PLACE, manner.keys)
        picture = MomentPicture(
            self.book.level,
            self.moment,
            self.book.answered(self.moment.id),
            self.book.tells_moment(self.moment.id),
            legend.named("show"),
            legend.named("words"),
        )
        title = title_lines(picture, box.width)
        board, words = boxes(box, self.moment.board.level, len(title))
        paint_then(canvas, board, self.moment, manner)
        stacked = words.y > box.y
        if stacked:
            paint_sheet(canvas, box, manner, Sheet(title))
        lines = moment_lines(picture, words.width, manner, stacked=stacked)
        if stacked and len(lines) < words.height:  # a line of air between them, if there is room
            words = Box(words.x, words.y + 1, words.width, words.end)
        self.paint_lines(canvas, words, manner, lines)
        self._field = self._place(lines, words)

    def _place(self, lines: Sequence[Line], words: Box) -> Box | None:
        at = next((at for at, line in enumerate(lines) if line.command == "words"), None)
        if at is None or not self.top <= at < self.top + words.height:
            return None
        y = words.y + at - self.top
        return Box(words.x + 2, y, words.width - 2, y + 1)

    def paint_lines(self, canvas: Canvas, box: Box, manner: Manner, lines: list[Line]) -> None:
        """Nothing is marked here: an answer has its digit."""
        self.chosen = -1
        super().paint_lines(canvas, box, manner, lines)

    def pairs(self, legend: Legend) -> Sequence[Pair]:
        """To answer, to have it told, to watch and to play on from here."""
        many = len(self.moment.options)
        pairs = [legend.pair("take_over")] if self.book.can_take_over(self.moment.second) else []
        if self.book.journal:
            pairs.append(legend.pair("watch"))
        if many:
            pairs.append(legend.some([f"number{n}" for n in range(1, many + 1)]))
        pairs.append(legend.pair("words"))
        if not self.book.tells_moment(self.moment.id):
            pairs.append(legend.pair("show"))
        return pairs

    @property
    def next_word(self) -> str:
        """A question may stay open."""
        return "go on" if self.book.tells_moment(self.moment.id) else "skip"

    def number(self, number: int) -> None:
        """Answer with an option."""
        if number < len(self.moment.options):
            words = (self.book.answered(self.moment.id) or (None, ""))[1]
            self.book.answer_moment(self.moment.id, number, words)
            self.begin_anew()
            self.desk.redraw()

    def show(self) -> None:
        """Tell it without an answer."""
        self.book.asked.add(self.moment.id)
        self.begin_anew()
        self.desk.redraw()

    @property
    def second(self) -> int | None:
        """When it was."""
        return self.moment.second

    # Words.

    def begin_words(self) -> None:
        """Type an answer of one's own."""
        if self._field is None:
            self.top = 0
            self.desk.redraw()
        self.desk.write(WORDS, (self.book.answered(self.moment.id) or (None, ""))[1])

    def field_box(self, field: str) -> Box | None:  # noqa: ARG002 - there is one field, one look
        """The line of the own words."""
        return self._field

    def wrote(self, field: str, text: str) -> None:  # noqa: ARG002 - there is one field, one look
        """Keep the words beside the option, if one was chosen."""
        option = (self.book.answered(self.moment.id) or (None, ""))[0]
        self.book.answer_moment(self.moment.id, option, text)
        self.desk.redraw()
