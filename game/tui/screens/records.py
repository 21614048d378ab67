"""The results of all nights: what was reached, what comes again when, and a way to delete any of it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from game.session.view.nights import Past, PastRun
from game.tui.canvas import Canvas
from game.tui.keys import Key
from game.tui.keysets.records import PLACE
from game.tui.paint.records import RecordsPicture, most_top, paint_records
from game.tui.paint.records_pages import PAGES, RUNS
from game.tui.port import Port
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.house import house
from game.tui.screens.waiting_night import WaitingNight
from game.tui.widgets.page import Page


class RecordsScreen(WaitingNight):
    """Nights, and with enter the runs of the chosen one. Reading and deleting happen beside the screen.

    `level` is chosen at first, if it is one. A `night` that goes on waits meanwhile.
    """

    where = "records"
    wheel = ("scroll(-3)", "scroll(3)")
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings(), *EVERYWHERE.bindings()]

    def __init__(self, night: Port | None = None, level: str = "") -> None:
        super().__init__(night)
        self._wanted = level
        self._past = Past()
        self._levels: tuple[tuple[str, str], ...] = ()
        self._reading = True
        self.chosen = self.page = self.top = 0
        self.run_chosen: int | None = None
        self.notice = ""
        self._sure = ""

    def compose(self) -> ComposeResult:
        """One page."""
        yield Page(self._paint)

    def on_screen_resume(self) -> None:
        """Read them, also after a run was watched."""
        self.run_worker(self._read, thread=True, exclusive=True)

    def _read(self) -> None:
        past = house(self).past()
        self.app.call_from_thread(self._known, past)

    def _known(self, past: Past) -> None:
        self._past, self._reading = past, False
        listed = [(card.id, card.title) for card in house(self).levels]
        known = {level for level, _ in listed}
        others = dict.fromkeys([run.level for run in past.runs if run.level not in known])
        self._levels = (*listed, *[(level, level) for level in others])
        places = [place for place, (level, _) in enumerate(self._levels) if level == self._wanted]
        if places:
            self.chosen, self._wanted = places[0], ""
        self.chosen = max(0, min(self.chosen, len(self._levels) - 1))
        if self.run_chosen is not None:
            runs = len(self._picture().runs)
            self.run_chosen = min(self.run_chosen, runs - 1) if runs else None
        self._repaint()

    def _picture(self) -> RecordsPicture:
        return RecordsPicture(
            self._levels, self._past, self.chosen, self.page, self.top, self.run_chosen, self.notice, self._reading
        )

    def _paint(self, width: int, height: int) -> Canvas:
        return paint_records(width, height, house(self).manner, self._picture())

    def _repaint(self) -> None:
        self.query_one(Page).repaint()

    def _forget_question(self) -> None:
        self.notice = self._sure = ""

    def action_move(self, by: int) -> None:
        """The night above or below; among runs, the run."""
        self._forget_question()
        if self.run_chosen is not None:
            self.run_chosen = max(0, min(len(self._picture().runs) - 1, self.run_chosen + by))
        elif self._levels:
            self.chosen, self.top = max(0, min(len(self._levels) - 1, self.chosen + by)), 0
        self._repaint()

    def action_pick(self, place: int) -> None:
        """A click on a night; on the chosen one, its runs."""
        if place == self.chosen and self.run_chosen is None:
            self.action_go()
            return
        self._forget_question()
        self.chosen, self.top, self.run_chosen = place, 0, None
        self._repaint()

    def action_turn(self, by: int) -> None:
        """Another page about the night."""
        self.action_show_page((self.page + by) % len(PAGES))

    def action_show_page(self, page: int) -> None:
        """That page."""
        self._forget_question()
        self.page, self.top, self.run_chosen = page, 0, None
        self._repaint()

    def action_scroll(self, by: int) -> None:
        """Further down or up on the page."""
        width, height = self.size
        most = most_top(width, height, house(self).manner, self._picture())
        self.top = max(0, min(most, self.top + by))
        self._repaint()

    def action_go(self) -> None:
        """Choose among the runs of the night; on one of them, open its debrief."""
        run = self._the_run()
        if run is not None:
            self._open_debrief(run)
        elif self._picture().runs:
            self._forget_question()
            self.page, self.top, self.run_chosen = PAGES.index(RUNS), 0, 0
            self._repaint()

    def action_pick_run(self, place: int) -> None:
        """A click on a run chooses it; on the chosen one, its debrief."""
        if place == self.run_chosen:
            self.action_go()
            return
        self._forget_question()
        if self.page != PAGES.index(RUNS):
            self.page, self.top = PAGES.index(RUNS), 0
        self.run_chosen = place
        self._repaint()

    def _the_run(self) -> PastRun | None:
        return None if self.run_chosen is None else self._picture().runs[self.run_chosen]

    def _open_debrief(self, run: PastRun) -> None:
        self._forget_question()
        if run.journal:
            house(self).open_debrief(run.journal, self._not_opened)
        else:
            self.notice = "No journal was kept of this run: it has no debrief."
        self._repaint()

    def _not_opened(self, error: Exception) -> None:
        self.notice = f"Its debrief cannot be opened: {error}"
        self._repaint()

    def action_watch(self) -> None:
        """Watch the chosen run."""
        run = self._the_run()
        if run is not None and run.journal:
            house(self).open_recording(run.journal, None, self._not_watched)

    def _not_watched(self, error: Exception) -> None:
        self.notice = f"It cannot be watched: {error}"
        self._repaint()

    def action_delete(self) -> None:
        """Delete the chosen result, once the player is sure."""
        run = self._the_run()
        if run is not None and self._asked(
            "delete", f"Once more {{key}}: this result ({run.when}) is deleted. Its journal stays."
        ):
            self._forget(run)

    def action_delete_all(self) -> None:
        """Delete every result, once the player is sure."""
        count = len(self._past.runs)
        results = "the one result" if count == 1 else f"all {count} results"
        if count and self._asked(
            "delete_all", f"Once more {{key}}: {results} of all nights are deleted. Journals stay."
        ):
            self._forget(None)

    def _asked(self, what: str, question: str) -> bool:
        """Whether the player was asked just now; if not, ask."""
        if self._sure == what:
            self._forget_question()
            return True
        key: Key = PLACE[f"records.{what}"]
        self._sure, self.notice = what, question.format(key=house(self).keymap_of.first(key))
        self._repaint()
        return False

    def _forget(self, run: PastRun | None) -> None:
        self.run_worker(lambda: self._forgotten(run), thread=True, exclusive=True)

    def _forgotten(self, run: PastRun | None) -> None:
        hindered = house(self).forget(run)
        past = house(self).past()
        done = "The result is deleted." if run is not None else "Every result is deleted; the journals stay."
        self.app.call_from_thread(self._told, hindered or done, past)

    def _told(self, notice: str, past: Past) -> None:
        self.notice = notice
        self._known(past)

    def action_open_records(self) -> None:
        """What opened it closes it."""
        self.app.pop_screen()

    def action_back(self) -> None:
        """From the runs to the nights; then back to where it was opened."""
        if self.run_chosen is not None:
            self._forget_question()
            self.run_chosen = None
            self._repaint()
        else:
            self.app.pop_screen()
