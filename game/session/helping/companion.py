"""The colleague beside the player: leads through a level's lesson, or does what is not taught, and thinks aloud.

She belongs to a session, not to a run: what she does are lines under her name, so a journal replays without her.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.session.helping.duties import next_duty
from game.session.helping.guidance import Guidance, is_led
from game.session.helping.lesson import Lesson
from game.session.helping.speech import Speech
from game.session.view.console import ReplyKind
from game.session.view.talk import Speaker, Talk

if TYPE_CHECKING:
    from game.session.session import Session

NAME = "Vera"
"""Who sits beside you. Lines of hers stand under this name in journals."""
SKIP = "you play alone"
LONGEST_STEP_S = 2.0
"""Real seconds between two looks that count as time to read: a machine that slept has read nothing."""


def companion_of(session: Session) -> Companion | None:
    """The colleague of a session, where one was asked for: she leads through the level's lesson, if it has one."""
    run = session.run
    if run.ended or run.guidance is not Guidance.COLLEAGUE:
        return None
    return Companion(session, lesson=is_led(run.scenario, run.guidance))


class Companion:
    """One colleague. Leads through the lesson of the level, or does the duties that the player is spared."""

    def __init__(self, session: Session, *, lesson: bool = False) -> None:
        self.session = session
        self.speech = Speech(Speaker.COLLEAGUE, NAME)
        self.lesson = Lesson(session, self.speech) if lesson else None
        self.here = True
        self._looked: float | None = None

    @property
    def talk(self) -> Talk | None:
        """What she says now."""
        return None if self.session.run.ended or self.session.vacant else self.speech.talk

    def tick(self) -> None:
        """After each tick of the night: what she does by herself, in its time."""
        if not self.here or self.lesson is not None or self.session.vacant:
            return
        duty = next_duty(self.session.run, NAME)
        if duty is None:
            return
        reply = self.session.submit(duty.line, NAME, confirmed=True, second=self.session.run.second)
        if reply.kind is ReplyKind.DONE:
            self.speech.say(tuple([str(sentence) for sentence in duty.says]), skip=SKIP)

    def step(self, now: float) -> None:
        """Catch up with a monotonic clock in seconds: words stand as long as it takes to read them."""
        passed = 0.0 if self._looked is None else min(max(now - self._looked, 0.0), LONGEST_STEP_S)
        self._looked = now
        if self.session.run.ended or self.session.vacant:
            return
        if self.here and self.lesson is not None:
            self.lesson.go_on(passed)
        else:
            self._fall_silent(passed)

    def _fall_silent(self, passed: float) -> None:
        """What she said is taken away once it was there for long enough."""
        if not self.session.clock.paused:
            self.speech.pass_s(passed)
        if self.speech.is_read:
            self.speech.hush()

    # The player.

    def reply(self, choice: int) -> None:
        """An answer to what she asks, from 1 on; 0 lets her go on."""
        if self.here and self.lesson is not None:
            self.lesson.reply(choice)

    def skip(self) -> None:
        """She leaves for good, and the player plays on alone."""
        if not self.here:
            return
        self.leave()
        self.session.play_alone()
        self.speech.say(("All yours, then. I am across the room.",))

    def leave(self) -> None:
        """She is here no more, and says nothing of it."""
        self.here = False
        if self.lesson is not None:
            self.lesson.skip()
