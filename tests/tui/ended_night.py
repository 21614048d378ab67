"""Real nights that have ended, for the debrief: played once by a script, then seated like a player.

`python -m tests.tui.ended_night [LEVEL] [SCRIPT]` opens the game on the end of one.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from game.content.load import load_level
from game.engine.scenario import Scenario
from game.session.journal import read_journal
from game.session.language.script import read_script
from game.session.replaying.recorded_seat import RecordedSeat
from game.session.replaying.rewind import Recording
from game.session.seat import Seat
from game.session.session import Session
from game.tui.app import NoErrorApp
from game.tui.screens.house import Pending
from tests.tui.fake_night import levels

FORK = "fork.jsonl"


@cache
def scenario_of(level: str) -> Scenario:
    """The level, read once."""
    return load_level(level)


def ended_seat(folder: Path, level: str = "empty-answer", script: str = "reference") -> Seat:
    """A seat at a night that a script has just played to its end, with its journal in a folder. "" plays nothing."""
    scenario = scenario_of(level)
    session = Session.begin(scenario, 1, folder / "night.jsonl")
    if script:
        text = dict(scenario.scripts)[script]
        for _, said in read_script(text, script, scenario, session.run.grammar).lines:
            session.advance_to(said.second)
            session.submit(said.line, said.who, confirmed=True, second=said.second)
    session.advance_to(scenario.end_s)
    return Seat(session)


class EndedNight:
    """The game at the end of a night. Recordings and forks of it lie in the same folder."""

    def __init__(self, folder: Path, level: str = "empty-answer", script: str = "reference") -> None:
        self.folder = folder
        self.level = level
        self.seat = ended_seat(folder, level, script)
        self.fork: Seat | None = None

    def app(self, theme: str = "dark", seat: Seat | None = None) -> NoErrorApp:
        """The real app; its board leads to the debrief by itself."""
        here = seat or self.seat
        return NoErrorApp(levels(), lambda *_: here, first=self.level, theme=theme, watch=self.watch)

    def watch(self, journal: str, at: int | None) -> Pending:
        """What opens a recording in the folder."""
        return Pending("The night is being run again.", lambda: self.recorded(Path(journal), at))

    def recorded(self, journal: Path, at: int | None) -> RecordedSeat:
        """A seat before a recording."""
        return RecordedSeat(Recording(read_journal(journal), scenario_of(self.level), at), self._taken_over)

    def _taken_over(self, recording: Recording) -> Seat:
        self.fork = Seat(recording.take_over(self.folder / FORK))
        return self.fork


if __name__ == "__main__":
    EndedNight(Path(mkdtemp()), *sys.argv[1:3]).app().run()
