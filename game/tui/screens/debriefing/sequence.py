"""Which pages a debrief has, in which order: first what happened, then what is asked, and the score only after that."""

from __future__ import annotations

from game.tui.paint.debriefing.sheet import Line, told
from game.tui.screens.debriefing.book import Book
from game.tui.screens.debriefing.causes import CausesPage
from game.tui.screens.debriefing.fixes import FixesPage
from game.tui.screens.debriefing.moments import MomentPage
from game.tui.screens.debriefing.page import DebriefPage, Desk, SheetPage
from game.tui.screens.debriefing.pages import CustomersPage, ScorePage, SectorsPage, TimelinePage
from game.tui.screens.debriefing.yours import YoursPage
from game.tui.theme import Manner

_NOTHING = {
    MomentPage.part: "No moment of this night stands out.",
    CausesPage.part: "There is no chain of causes in this night.",
    FixesPage.part: "There is nothing to build after this night.",
}


class NothingPage(SheetPage):
    """Where nothing is asked: it is not known yet, it cannot be known, or there is nothing to ask."""

    def __init__(self, book: Book, desk: Desk, part: str) -> None:
        super().__init__(book, desk)
        self.part = part

    def lines(self, width: int, manner: Manner) -> list[Line]:  # noqa: ARG002 - there is one field, one look
        """Why nothing is asked."""
        if self.book.trouble:
            lines = told("What is asked here could not be worked out; all other pages are as ever.", width, "strong")
            return [*lines, *told(self.book.trouble, width, "muted")]
        if self.book.review is None:
            return told("Working out what to ask.. The night is run again beside the screen.", width, "muted")
        return told(_NOTHING[self.part], width, "fg")


def pages_of(book: Book, desk: Desk) -> list[DebriefPage]:
    """All pages."""
    review = book.review
    pages: list[DebriefPage] = [CustomersPage(book, desk), SectorsPage(book, desk), TimelinePage(book, desk)]
    moments = review.moments if review is not None else ()
    pages += [MomentPage(book, desk, moment) for moment in moments]
    if not moments:
        pages.append(NothingPage(book, desk, MomentPage.part))
    if review is not None and review.pieces:
        pages.append(CausesPage(book, desk, review))
    else:
        pages.append(NothingPage(book, desk, CausesPage.part))
    if review is not None and review.fixes:
        pages.append(FixesPage(book, desk, review))
    else:
        pages.append(NothingPage(book, desk, FixesPage.part))
    return [*pages, ScorePage(book, desk), YoursPage(book, desk)]
