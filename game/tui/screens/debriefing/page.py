"""A page of the debrief: what it draws, and what the keys of the debrief mean on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from game.session.view.review import FixedNight
from game.tui.canvas import Canvas
from game.tui.paint.debriefing.frame import paint_count, room_above
from game.tui.paint.debriefing.sheet import Line, Sheet, paint_sheet, top_for
from game.tui.paint.keys import Legend, Pair
from game.tui.paint.text import Box
from game.tui.screens.debriefing.book import Book
from game.tui.theme import Manner


class Desk(Protocol):
    """The screen, as its pages know it."""

    def tell(self, notice: str) -> None:
        """Say something above the page, until the next key."""

    def write(self, field: str, text: str) -> None:
        """Let the player type into a field of the page; the page gets it by `wrote`."""

    def redraw(self) -> None:
        """Draw again."""

    def run_again(self, fixes: tuple[str, ...], done: Callable[[FixedNight], None]) -> None:
        """Run the night again with these fixes, beside the screen."""

    def ask_what_remains(self, fixes: tuple[str, ...], done: Callable[[tuple[str, ...]], None]) -> None:
        """Find out which other fix would take away most of what these leave, beside the screen."""

    @property
    def running(self) -> tuple[str, float] | None:
        """What is being run and how much of it is done, 0 to 1; None if nothing is."""

    @property
    def way_back(self) -> str:
        """Where leaving comes back to, in words; "" where it leads home."""

    def play_on(self, second: int) -> None:
        """Take over at a second: the night goes on from there as a new run."""

    def watch_from(self, second: int | None) -> None:
        """Watch the night from a second on."""

    def play_anew(self) -> None:
        """Play the same night from its begin."""

    def go_on(self) -> None:
        """To the page behind this one."""


class DebriefPage:
    """Base of all pages. Whatever a page does not override does nothing on it. `part` is the name of its part."""

    part = ""

    def __init__(self, book: Book, desk: Desk) -> None:
        self.book = book
        self.desk = desk
        self.top = 0

    def paint(self, canvas: Canvas, box: Box, manner: Manner) -> None:
        """Draw it."""

    def pairs(self, legend: Legend) -> Sequence[Pair]:  # noqa: ARG002 - for whoever overrides it
        """Keys of its own, for the last line."""
        return ()

    @property
    def next_word(self) -> str:
        """What enter does here."""
        return "go on"

    @property
    def reads_on(self) -> bool:
        """Whether enter shows the rest first: there are lines below that were not in sight yet."""
        return False

    def enter(self) -> bool:
        """Do what is next on this page; False if that is the next page."""
        return False

    def move(self, by: int) -> None:
        """Up and down."""

    def turn(self, by: int) -> None:
        """A page up or down."""

    def number(self, number: int) -> None:
        """A digit, from 0."""

    def pick(self, item: int) -> None:
        """A click on something that can be chosen."""

    def mark(self) -> None:
        """Space."""

    def show(self) -> None:
        """Tell what is told after an answer, without one."""

    def run(self) -> None:
        """Run the night again."""

    def begin_words(self) -> None:
        """Let the player type."""

    def field_box(self, field: str) -> Box | None:  # noqa: ARG002
        """Where a field that is typed into stood when the page was last drawn."""
        return None

    def wrote(self, field: str, text: str) -> None:
        """What was typed into a field, and left there."""

    def after_field(self, field: str) -> None:
        """Enter in a field: go on from there."""

    @property
    def second(self) -> int | None:
        """The moment that this page is about."""
        return None

    @property
    def scrolls(self) -> bool:
        """Whether up and down bring something else into sight."""
        return False

    @property
    def chooses(self) -> bool:
        """Whether up and down go from one thing to another here."""
        return False


class SheetPage(DebriefPage):
    """A page of lines. `chosen` is the thing that is marked, -1 on a page that only scrolls."""

    def __init__(self, book: Book, desk: Desk) -> None:
        super().__init__(book, desk)
        self.chosen = -1
        self._room = 1
        self._count = 0
        self._seen = 0  # lines down to here were in sight
        self._free = False  # whether it was scrolled away from what is chosen

    def lines(self, width: int, manner: Manner) -> list[Line]:  # noqa: ARG002
        """What it says, for so many columns."""
        return []

    def items(self) -> int:
        """How many things can be chosen."""
        return 0

    def paint(self, canvas: Canvas, box: Box, manner: Manner) -> None:
        """Draw the lines in sight."""
        self.paint_lines(canvas, box, manner, self.lines(box.width, manner))

    def paint_lines(self, canvas: Canvas, box: Box, manner: Manner, lines: list[Line]) -> None:
        """Draw lines, with what is chosen in sight, and say which they are."""
        above = room_above(canvas, box)
        if len(lines) > box.height and not above:  # which lines these are is said below them instead
            box = Box(box.x, box.y, box.width, box.end - 1)
        self._room, self._count = max(1, box.height), len(lines)
        self.top = top_for(lines, self._room, self.top, -1 if self._free else self.chosen)
        self._seen = max(self._seen, self.top + self._room)
        paint_sheet(canvas, box, manner, Sheet(lines, self.top, self.chosen))
        paint_count(canvas, box.y - 1 if above else box.end, box, self.top, len(lines))

    @property
    def scrolls(self) -> bool:
        """Whether something is out of sight."""
        return self._count > self._room

    @property
    def reads_on(self) -> bool:
        """Whether lines below were never in sight."""
        return self._seen < self._count

    def begin_anew(self) -> None:
        """Other lines stand here now: they are read from the first on."""
        self.top = self._seen = 0

    @property
    def chooses(self) -> bool:
        """Whether there is more than one thing."""
        return self.items() > 1

    def move(self, by: int) -> None:
        """The thing below or above; where there is none, a line."""
        if self.items() and abs(by) == 1:
            self._free = False
            self.chosen = max(0, min(self.items() - 1, self.chosen + by))
        else:
            self._scroll(by)
        self.desk.redraw()

    def turn(self, by: int) -> None:
        """A page of lines."""
        self._scroll(by * max(1, self._room - 1))
        self.desk.redraw()

    def _scroll(self, by: int) -> None:
        self._free = True
        self.top = max(0, min(self._count - self._room, self.top + by))
