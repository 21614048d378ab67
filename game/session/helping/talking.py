"""Who speaks to the player: of all who have something to say only one is heard, the closest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from game.session.helping.companion import Companion, companion_of
from game.session.language.wording import plain
from game.session.language.words import ANSWER
from game.session.staff import calls
from game.session.view.talk import Talk

if TYPE_CHECKING:
    from game.session.session import Session


class Speaks(Protocol):
    """Somebody who may say something, hears answers, and can be skipped where the words say so."""

    @property
    def talk(self) -> Talk | None:
        """What they say now; its number grows with everything that this one says."""
        ...

    def reply(self, choice: int) -> None:
        """An answer, from 1 on; 0 is a word to go on."""
        ...

    def skip(self) -> None:
        """A word to skip it."""
        ...


class _Caller:
    """Whoever rings: the first choice takes the call, the second one leaves the phone ringing unheard."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._unheard = 0

    @property
    def talk(self) -> Talk | None:
        talk = calls.talk(self.session.run)
        return None if talk is None or talk.number == self._unheard else talk

    def reply(self, choice: int) -> None:
        if choice == 1:
            reply = self.session.submit(" ".join(ANSWER.words), confirmed=True)
            self.session.run.note(plain(reply.lines))
        elif choice == 2:
            self._unheard = self.session.run.calls.number

    def skip(self) -> None:
        self._unheard = self.session.run.calls.number


class _Coach:
    """The coach, whom any word to go on lets be silent."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @property
    def talk(self) -> Talk | None:
        return self.session.coach.talk

    def reply(self, choice: int) -> None:
        del choice
        self.session.coach.go_on()

    def skip(self) -> None:
        self.session.coach.go_on()


class Talking:
    """Everybody who may speak in a session: the colleague, whoever rings, the coach."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.companion: Companion | None = companion_of(session)
        others: tuple[Speaks, ...] = (_Caller(session), _Coach(session))
        self._speakers = others if self.companion is None else (self.companion, *others)
        self._heard: tuple[Speaks, Talk] | None = None
        self._told: Talk | None = None
        self._number = 0

    def tick(self) -> None:
        """After each tick of the night."""
        if self.companion is not None:
            self.companion.tick()

    def step(self, now: float) -> None:
        """Catch up with a monotonic clock in seconds."""
        if self.companion is not None:
            self.companion.step(now)

    @property
    def talk(self) -> Talk | None:
        """What is heard now. Its number grows with everything that anybody says; the same words are the same object."""
        found = self._found()
        if found is None:
            self._heard = self._told = None
        elif self._heard is None or found[0] is not self._heard[0] or found[1] != self._heard[1]:
            self._number += 1
            self._heard, self._told = found, replace(found[1], number=self._number)
        return self._told

    def _found(self) -> tuple[Speaks, Talk] | None:
        if self.session.vacant:
            return None
        for speaker in self._speakers:
            talk = speaker.talk
            if talk is not None:
                return speaker, talk
        return None

    def reply(self, choice: int) -> None:
        """Answer whoever is heard."""
        found = self._found()
        if found is not None:
            found[0].reply(choice)

    def skip(self) -> None:
        """Skip whoever is heard, where that can be skipped."""
        found = self._found()
        if found is not None and found[1].skip:
            found[0].skip()
