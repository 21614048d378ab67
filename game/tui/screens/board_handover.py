"""The board when a shift ends: it says so, opens the prompt for the note, and gives the seat away with nothing left on it."""

from __future__ import annotations

from game.session.view.board import Snapshot
from game.tui.paint.text import clock, fitting
from game.tui.screens.board_doors import BoardDoors
from game.tui.screens.house import house
from game.tui.widgets.board_view import BoardView
from game.tui.widgets.history import History

BEGUN = 'handover "'
"""What stands on the prompt when somebody begins to write the note."""


class BoardHandover(BoardDoors):
    """Hands over within a run."""

    _given_away = False

    def on_mount(self) -> None:
        """A run that was left while nobody sat there goes on with its note."""
        self.call_later(self._heed_seat)

    def look(self) -> None:
        """Let the run catch up; if the seat passed on meanwhile, give it away."""
        super().look()
        self._heed_seat()

    def _heed_seat(self) -> None:
        vacant = self.port.snapshot.vacant
        if vacant and not self._given_away:
            self._give_away()
        self._given_away = vacant

    def _give_away(self) -> None:
        """Close all that is open, forget what was typed and read, and show the note and nothing else."""
        from game.tui.screens.handover import HandoverScreen

        while self.app.screen is not self:
            self.app.pop_screen()
        self.leave_question()
        self._prompt.put_away()
        self._prompt.history = History(keep=self._keep_typed)
        self._prompt.hint = ""
        self._log.clear()
        self._graphed = ()
        home = house(self)
        home.draft, home.suggested = None, ""
        self._turn_to(self._board)
        self.app.push_screen(HandoverScreen(self.port, self._taken_over))

    def _taken_over(self) -> None:
        """The next player sits there: the console begins with what was said since."""
        self._log.clear()
        self._fed = 0
        self._moved = False
        self._publish_snapshot(self.port.snapshot)
        self._prompt.hint = f"The seat is yours, and all is paused: {self.named('pause')} goes on."

    def watch_view(self, view: BoardView | None) -> None:
        """Say on the prompt that the shift ends, while nothing else stands there."""
        super().watch_view(view)
        if view is not None and not view.can_end and view.snapshot.hand_over_s is not None:
            self._prompt.idle = self._shift_ends(view.snapshot, view.snapshot.hand_over_s)

    def _shift_ends(self, snapshot: Snapshot, second: int) -> str:
        time, key = clock(snapshot.level, second), self.named("write_note")
        if snapshot.noted:
            forms = (
                f"Your shift ends at {time}. The note is written; {key} writes it anew.",
                f"Your shift ends at {time}; the note is written.",
            )
        else:
            forms = (
                f"Your shift ends at {time}: {key} writes the note that the next one plays on from.",
                f"Your shift ends at {time}: {key} writes the note.",
            )
        return fitting(self._hint_room(), forms)

    def _why_slowed(self, now: Snapshot, was: Snapshot) -> str:
        """What slowed the clock: the end of the shift is near, or whatever else does."""
        if now.hand_over_s is not None and was.hand_over_s is None:
            return f"your shift ends at {clock(now.level, now.hand_over_s)}, {self.named('write_note')} writes the note"
        return super()._why_slowed(now, was)

    def action_write_note(self) -> None:
        """Begin to write the note on the prompt."""
        self._prompt.hint = ""
        self._turn_to(self._prompt)
        self._prompt.value = BEGUN
        self._prompt.cursor_position = len(BEGUN)

    def action_open_notes(self) -> None:
        """Read what was left by those who sat here before."""
        if not self.port.notes():
            self._prompt.hint = "nobody has left a note in this run"
            return
        from game.tui.screens.handover import HandoverScreen

        self.app.push_screen(HandoverScreen(self.port, self._taken_over))
