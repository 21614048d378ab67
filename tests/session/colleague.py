"""Playing beside the colleague, for tests: a clock that is handed in, and a player who does only what is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.content.load import load_level
from game.engine.scenario import Scenario
from game.session.helping.guidance import Guidance
from game.session.seat import Seat
from game.session.session import Session
from game.session.view.talk import Talk

FRAME_S = 0.5

ASKED = {
    "On the board press {board.ack}, once for each line of the pager.": "ack all",
    "dns restore connect": "dns restore connect",
    "On the console ({board.console} opens it) type: dig connect": "dig connect",
    "Go {composer.right} as far as Resolved, words with {composer.suggest}, send with {composer.publish}.": (
        'post resolved connect "Connect works as usual again." cause dns'
    ),
    "On the board press {board.end}.": "resolve",
}
"""What the words of the first page ask the player to do, as console lines."""


class Beside:
    """A seat at a level with a colleague, and a clock by which real seconds pass."""

    def __init__(
        self,
        level: str | Scenario = "first-page",
        guidance: Guidance = Guidance.COLLEAGUE,
        journal: Path | None = None,
        session: Session | None = None,
    ) -> None:
        scenario = load_level(level) if isinstance(level, str) else level
        self.session = session or Session.begin(scenario, 1, journal, guidance=guidance)
        self.seat = Seat(self.session)
        self.now = 1000.0
        self.heard: list[Talk] = []
        self.seat.advance(self.now)
        self._listen()

    @property
    def talk(self) -> Talk | None:
        """What is said now."""
        return self.seat.snapshot.talk

    @property
    def words(self) -> list[str]:
        """All that was said so far."""
        return [line for talk in self.heard for line in talk.lines]

    def _listen(self) -> None:
        talk = self.talk
        if talk is not None and (not self.heard or self.heard[-1].number != talk.number):
            self.heard.append(talk)

    def wait(self, seconds: float, until: Callable[[], bool] = lambda: False) -> bool:
        """Let real seconds pass, at most until something is so; whether it is."""
        end = self.now + seconds
        while self.now < end and not self.session.run.ended:
            if until():
                return True
            self.now += FRAME_S
            self.seat.advance(self.now)
            self._listen()
        return until()

    def says(self, words: str) -> bool:
        """Whether these words stand there now."""
        return self.talk is not None and any(words in line for line in self.talk.lines)

    def wait_for(self, words: str, seconds: float = 300.0) -> None:
        """Wait until something is said; AssertionError if it is not."""
        assert self.wait(seconds, lambda: self.says(words)), (words, self.words[-4:])

    def said_by(self, name: str) -> list[str]:
        """The lines that somebody has said."""
        return [said.line for said in self.session.run.said if said.who == name]

    def follow(self, seconds: float = 900.0, *, choice: int = 1, patience: float = 3.0) -> None:
        """Do what is asked and nothing else, after a while of thinking, until the night is over."""
        end = self.now + seconds
        while self.now < end and not self.session.run.ended:
            number = self.heard[-1].number if self.heard else 0
            self.wait(60.0, lambda known=number: self.talk is not None and self.heard[-1].number != known)  # type: ignore[misc]
            self.wait(patience)
            self.obey(choice)

    def obey(self, choice: int = 1) -> None:
        """Do what is asked now, if anything is."""
        talk = self.talk
        if talk is None or self.session.run.ended:
            return
        if talk.choices:
            self.seat.reply(min(choice, len(talk.choices)))
            return
        for asked, line in ASKED.items():
            if any(asked in spoken for spoken in talk.lines):
                self.seat.say(line, confirmed=True)
