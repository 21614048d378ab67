"""The chain of causes, to be put in order."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.view.review import Review
from game.tui.paint.debriefing.causes import placed_lines, placing_lines
from game.tui.paint.debriefing.sheet import Line
from game.tui.paint.keys import Legend, Pair
from game.tui.screens.debriefing.book import CHAIN, Book
from game.tui.screens.debriefing.page import Desk, SheetPage
from game.tui.theme import Manner


class CausesPage(SheetPage):
    """Pieces are taken up and put down, or sent to a place by its digit; enter says that it is done."""

    part = "causes"

    def __init__(self, book: Book, desk: Desk, review: Review) -> None:
        super().__init__(book, desk)
        self.review = review
        self.order = [piece.id for piece in review.pieces]
        self.held = False
        self.moved = False
        self.chosen = 0

    @property
    def _placing(self) -> bool:
        return not self.book.tells_chain

    def items(self) -> int:
        """The pieces, until they are placed."""
        return len(self.order) if self._placing else 0

    def lines(self, width: int, manner: Manner) -> list[Line]:
        """The pieces as they stand, or the true order."""
        if self._placing:
            return placing_lines(self.review, self.order, self.chosen if self.held else -1, width, manner)
        self.chosen = -1
        return placed_lines(self.review, self.book.answers.order, self.book.level, width, manner)

    def pairs(self, legend: Legend) -> Sequence[Pair]:
        """To move pieces, and to see the order without placing them."""
        if not self._placing:
            return ()
        digits = [f"number{n}" for n in range(1, min(9, len(self.order)) + 1)]
        return (
            legend.pair("mark", "put down" if self.held else "take up"),
            legend.some(digits, "to its place"),
            legend.pair("show"),
        )

    @property
    def next_word(self) -> str:
        """Done, once something was moved."""
        return "go on" if not self._placing else "done" if self.moved else "skip"

    @property
    def reads_on(self) -> bool:
        """Not where enter says that it is done."""
        return super().reads_on and not (self._placing and self.moved)

    def enter(self) -> bool:
        """Say that it is done."""
        if not (self._placing and self.moved):
            return False
        self.held = False
        self.begin_anew()
        self.book.answer(order=tuple(self.order))
        self.desk.redraw()
        return True

    def move(self, by: int) -> None:
        """The mark, or the piece that is held."""
        if self._placing and self.held:
            self._put(max(0, min(len(self.order) - 1, self.chosen + by)))
        else:
            super().move(by)

    def _put(self, place: int) -> None:
        """Put the marked piece at a place; the others close up."""
        piece = self.order.pop(self.chosen)
        self.order.insert(place, piece)
        self.moved = True
        self.chosen = place
        self._free = False
        self.desk.redraw()

    def mark(self) -> None:
        """Take the marked piece up, or put it down where it is."""
        if self._placing:
            self.moved = self.moved or self.held  # somebody who leaves it where it was has placed it, too
            self.held = not self.held
            self.desk.redraw()

    def number(self, number: int) -> None:
        """Send the marked piece to a place."""
        if self._placing and number < len(self.order):
            self.held = False
            self._put(number)

    def pick(self, item: int) -> None:
        """A click takes a piece up; the next one puts it where one points."""
        if not self._placing:
            return
        if self.held:
            self._put(item)
            self.held = False
        else:
            self.chosen, self.held = item, True
        self.desk.redraw()

    def show(self) -> None:
        """See the order without placing anything."""
        self.book.asked.add(CHAIN)
        self.begin_anew()
        self.desk.redraw()
