"""The debrief of a run that has ended: pages that one walks through, from what customers went through to one's own words."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from game.session.view.aftermath import Debrief
from game.session.view.review import Answers, FixedNight, Review
from game.tui.canvas import Canvas
from game.tui.keys import spoken
from game.tui.keysets.debrief import PLACE
from game.tui.paint.debriefing.frame import Frame, Step, paint_footer, paint_frame
from game.tui.paint.keys import Legend
from game.tui.port import Port
from game.tui.screens.debriefing.book import LONGEST, Book
from game.tui.screens.debriefing.doors import DebriefDoors
from game.tui.screens.debriefing.page import DebriefPage
from game.tui.screens.debriefing.pages import TimelinePage
from game.tui.screens.debriefing.runs import Runs
from game.tui.screens.debriefing.sequence import pages_of
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.house import go_home, house
from game.tui.widgets.page import Page
from game.tui.widgets.words import PLACE as WORDS
from game.tui.widgets.words import Words
from game.tui.widgets.zone import Zone


class DebriefScreen(DebriefDoors):
    """Walks through the pages. What takes long is worked out in threads: the debrief and what it asks, and nights run again."""

    AUTO_FOCUS = ""
    where = "debrief"
    wheel = ("wheel(-3)", "wheel(3)")
    DEFAULT_CSS = """
    DebriefScreen { layers: base over; }
    DebriefScreen Words { layer: over; position: absolute; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings(), *EVERYWHERE.bindings()]

    def __init__(self, port: Port) -> None:
        super().__init__()
        self.port = port
        self.book = Book(port.snapshot.level, port.journal(), self._keep)
        self.pages: list[DebriefPage] = pages_of(self.book, self)
        self.page = 0
        self.notice = ""
        self._field = ""
        self._typed: str | None = None
        self._field_page: DebriefPage = self.pages[0]
        self._runs = Runs(self, self.redraw)

    def compose(self) -> ComposeResult:
        """One page, and a line to type on over it."""
        yield Page(self._paint, id="page")
        yield Words(LONGEST, id="words")

    @property
    def debrief(self) -> Debrief | None:
        """What happened; None while it is worked out."""
        return self.book.debrief

    @property
    def ready(self) -> bool:
        """Whether all is worked out that will be."""
        return self.book.debrief is not None and (self.book.review is not None or bool(self.book.trouble))

    @property
    def here(self) -> DebriefPage:
        """The page that is shown."""
        return self.pages[self.page]

    # Working out.

    def on_mount(self) -> None:
        """Begin to work it out."""
        self.run_worker(self._work_out, thread=True)

    def _work_out(self) -> None:
        self.app.call_from_thread(self._ready, self.port.debrief())
        try:
            review = self.port.review()
        except Exception as error:  # whatever it is, the rest of the debrief stays
            self.app.call_from_thread(self._not_reviewed, error)
        else:
            self.app.call_from_thread(self._reviewed, review)

    def _ready(self, debrief: Debrief) -> None:
        self.book.debrief = debrief
        self.redraw()

    def _reviewed(self, review: Review) -> None:
        self.book.review = review
        self.book.answers = review.answers
        self.notice = review.trouble
        self._turn_pages()

    def _not_reviewed(self, error: Exception) -> None:
        self.book.trouble = str(error) or type(error).__name__
        self._turn_pages()

    def _turn_pages(self) -> None:
        """Now that it is known what is asked there are other pages; one stays in the same part."""
        part = self.here.part
        behind = self.page - next(at for at, page in enumerate(self.pages) if page.part == part)
        self.pages = pages_of(self.book, self)
        parts = [at for at, page in enumerate(self.pages) if page.part == part]
        self.page = parts[min(behind, len(parts) - 1)]
        self.redraw()

    # Drawing.

    def redraw(self) -> None:
        """Draw again."""
        for page in self.query(Page):
            page.repaint()

    def _paint(self, width: int, height: int) -> Canvas:
        canvas = Canvas(width, height)
        manner = house(self).manner
        legend = Legend(PLACE, manner.keys)
        if self.book.debrief is None:
            canvas.put(1, 0, "DEBRIEF", "bold strong")
            canvas.right(width - 1, 0, "drill", "muted")
            canvas.put(1, 3, "Working out what happened..", "fg")
            canvas.put(1, 4, "The night is run again to see what was true at each moment.", "muted")
            paint_footer(canvas, [legend.pair("leave")])
            return canvas
        box = paint_frame(canvas, manner, Frame(self.book.level.title, self._steps(), self.notice))
        self.here.paint(canvas, box, manner)
        if self._typing:
            legend = Legend(WORDS, manner.keys)
            paint_footer(canvas, [legend.pair("done"), legend.pair("leave")])
            return canvas
        last = [legend.pair("watch")] if self.book.journal and self.here.second is None else []
        leave = legend.pair("leave", "back" if self.way_back else "")
        enter = "read on" if self.here.reads_on else self.here.next_word
        pairs = [legend.pair("next", enter), legend.pair("before"), leave]
        if self.here.scrolls and not self.here.chooses:
            pairs.append(legend.pair("up", "scroll"))
        pairs += self.here.pairs(legend)
        if self.here.chooses:
            pairs.append(legend.pair("up"))
        paint_footer(canvas, [*pairs, *last], legend.pair("help"))
        return canvas

    def _steps(self) -> list[Step]:
        """The parts, the one that one is in with the number of its page."""
        steps = []
        for part in dict.fromkeys(page.part for page in self.pages):
            own = [at for at, page in enumerate(self.pages) if page.part == part]
            here = self.page in own
            count = f" {own.index(self.page) + 1}/{len(own)}" if here and len(own) > 1 else ""
            steps.append(Step(part + count, own[0], here))
        return steps

    @property
    def way_back(self) -> str:
        """Where leaving comes back to, in words; "" where it leads home."""
        if self.port.snapshot.recording:
            return "back to where this was opened"
        return "back to where you took over" if house(self).comes_back else ""

    def tell(self, notice: str) -> None:
        """Say something above the page."""
        self.notice = notice
        self.redraw()

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on a key or on something that can be chosen."""
        self._stop_typing()
        await self.run_action(message.command)

    # Answers.

    def _keep(self, answers: Answers) -> None:
        self.notice = self.port.answer(answers)

    def write(self, field: str, text: str) -> None:
        """Let the player type into a field of this page."""
        self._field, self._field_page = field, self.here
        self.redraw()
        self._place()
        if self.here.field_box(field) is not None:
            self.query_one(Words).begin(text)
            self.redraw()

    @property
    def _typing(self) -> bool:
        return any(words.display for words in self.query(Words))

    def _place(self) -> None:
        """Lay the line over its field."""
        box = self._field_page.field_box(self._field)
        if box is not None:
            words = self.query_one(Words)
            words.styles.offset = (box.x, box.y)
            words.styles.width = box.width

    def on_words_left(self, message: Words.Left) -> None:
        """Keep what was typed."""
        page = self._field_page
        self._typed = None
        page.wrote(self._field, message.text)
        if message.on and page is self.here:
            page.after_field(self._field)  # which may begin another field
        if not self._typing:
            self.set_focus(None)
        self.redraw()

    def _stop_typing(self) -> None:
        """Somebody does something else: what was typed is kept first."""
        for words in self.query(Words):
            if words.display:
                self._typed = None
                self._field_page.wrote(self._field, words.take())
                self.set_focus(None)
                self.redraw()

    def on_click(self, event: events.Click) -> None:
        """A click beside the line ends typing."""
        if not isinstance(event.widget, Words):
            self._stop_typing()

    def on_screen_suspend(self) -> None:
        """Another screen lies over this one."""
        self._stop_typing()

    def on_resize(self) -> None:
        """The line that is typed on moves with the page."""
        self.call_after_refresh(self._place)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Remember every letter, for a game that is left in the middle of a word."""
        event.stop()
        self._typed = self.query_one(Words).words

    def on_unmount(self) -> None:
        """However the debrief is left, what was typed is kept."""
        if self._typed is not None:
            self._field_page.wrote(self._field, self._typed)

    # Walking.

    def action_walk(self, by: int) -> None:
        """To a neighbouring page; the ends are ends."""
        self.action_page(self.page + by)

    def action_part(self, by: int) -> None:
        """To the first page of a neighbouring part."""
        firsts = [step.page for step in self._steps()]
        own = next(at for at, step in enumerate(self._steps()) if step.here)
        self.action_page(firsts[max(0, min(len(firsts) - 1, own + by))])

    def action_page(self, page: int) -> None:
        """To a page."""
        if self.book.debrief is not None and 0 <= page < len(self.pages) and page != self.page:
            self.page, self.notice = page, ""
            self.redraw()

    def action_act(self, index: int) -> None:
        """To an act on the timeline."""
        at = next(at for at, page in enumerate(self.pages) if isinstance(page, TimelinePage))
        page = self.pages[at]
        assert isinstance(page, TimelinePage)
        page.go_to_act(index)
        self.action_page(at)

    def action_next(self) -> None:
        """The rest of this page, what is next on it, or the next page."""
        if self.book.debrief is not None:
            self.notice = ""
            if self.here.reads_on:
                self.here.turn(1)
            elif not self.here.enter():
                self.go_on()

    def go_on(self) -> None:
        """The page behind this one; behind the last one back to where one came from, else another night."""
        if self.page < len(self.pages) - 1:
            self.action_walk(1)
        elif self.way_back:
            self.action_leave()
        else:
            go_home(self, choose=True)

    # What keys mean is the page's.

    def _on_page(self, act: Callable[[DebriefPage], None]) -> None:
        if self.book.debrief is not None:
            self.notice = ""
            act(self.here)

    def action_move(self, by: int) -> None:
        """Up and down."""
        self._on_page(lambda page: page.move(by))

    def action_wheel(self, by: int) -> None:
        """The wheel scrolls."""
        self.action_move(by)

    def action_turn(self, by: int) -> None:
        """A page up or down."""
        self._on_page(lambda page: page.turn(by))

    def action_number(self, number: int) -> None:
        """A digit."""
        self._on_page(lambda page: page.number(number))

    def action_pick(self, item: int) -> None:
        """A click on something."""
        self._on_page(lambda page: page.pick(item))

    def action_mark(self) -> None:
        """Space."""
        self._on_page(lambda page: page.mark())

    def action_show(self) -> None:
        """Tell it without an answer."""
        self._on_page(lambda page: page.show())

    def action_words(self) -> None:
        """Type."""
        self._on_page(lambda page: page.begin_words())

    def action_run_again(self) -> None:
        """Run the night again with the fixes."""
        self._on_page(lambda page: page.run())

    def action_stop(self) -> None:
        """Give up what is being run."""
        if self._runs.stop():
            self.tell("Stopped. Nothing of it is kept.")

    # Nights that are run again.

    @property
    def running(self) -> tuple[str, float] | None:
        """What is being run, and how much of it is done."""
        return self._runs.now

    def run_again(self, fixes: tuple[str, ...], done: Callable[[FixedNight], None]) -> None:
        """Run the night with these fixes."""
        self._runs.begin(
            "Running the same night again, with what you did..",
            lambda progress, cancelled: self.port.fixed_night(fixes, progress, cancelled),
            done,
            self._not_run,
        )

    def ask_what_remains(self, fixes: tuple[str, ...], done: Callable[[tuple[str, ...]], None]) -> None:
        """Run the night once more for each other fix."""
        self._runs.begin(
            "Running it once more for each of the other fixes..",
            lambda progress, cancelled: self.port.what_remains(fixes, progress, cancelled),
            done,
            self._not_run,
        )

    def _not_run(self, error: Exception) -> None:
        self.tell(f"It could not be run again: {error}")

    def action_leave(self) -> None:
        """Back to where one came from, else to the title. Where that ends the game it asks once."""
        if self.port.snapshot.recording:
            self.app.pop_screen()
            return
        home = house(self)
        if home.first is not None and not home.comes_back:
            keys = " or ".join(spoken(key) for key in home.keymap_of.keys_of(PLACE["debrief.leave"]).split(","))
            question = f"Once more {keys}: the game ends. What you answered is kept."
            if self.notice != question:
                self.tell(question)
                return
        go_home(self)
