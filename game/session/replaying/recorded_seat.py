"""A seat before a recording: it sees what the player saw, moves in time, and can be swapped for a seat in the night itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.session.replaying.rerun import Played
from game.session.replaying.rewind import Recording
from game.session.run import Run
from game.session.seat import Seat
from game.session.view.board import Snapshot
from game.session.view.what_if import Reel

TakeOver = Callable[[Recording], Seat]
"""Opens a seat at a new run that goes on from where a recording stands."""


class RecordedSeat(Seat):
    """Satisfies the port of the screens for somebody who watches. `take_over` is what opens the night itself."""

    def __init__(self, recording: Recording, take_over: TakeOver) -> None:
        super().__init__(recording)
        self.recording = recording
        self._take_over = take_over
        self._seen: tuple[Snapshot, Snapshot] | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The state at the second that is shown. The same object as before if nothing changed."""
        seen = self._observer.snapshot()
        if self._seen is None or self._seen[0] is not seen:
            self._seen = seen, replace(seen, recording=True, can_resolve=False)
        return self._seen[1]

    @property
    def reel(self) -> Reel:
        """The whole recording, wherever it stands."""
        return self.recording.reel

    @property
    def heading_s(self) -> int | None:
        """The second that it is on its way to; None if it is there."""
        return self.recording.heading_s

    @property
    def over_here(self) -> bool:
        """Whether the night is over at this second."""
        return self.recording.over_here

    def head_for(self, second: int) -> None:
        """Show another second: at once if that is quick, else a stride nearer with each `advance`."""
        self.recording.head_for(second)

    def take_over(self) -> Seat:
        """A seat in the night from the second that is shown on; this one then stands still. NothingLeftError if it is over."""
        return self._take_over(self.recording)

    def _whole(self) -> Run:
        """All of it, wherever the recording stands: run again beside it, for who shows it moves it meanwhile."""
        recording = self.recording
        return Recording(recording.journal, recording.run.scenario, recording.end_s).run

    def _played(self) -> Played:
        """All of it, wherever the recording stands."""
        return Played.in_journal(self.recording.journal, self.recording.run.scenario)

    def journal(self) -> str:
        """Where the journal lies that is watched."""
        return str(self.recording.journal.path)
