"""A lesson as it goes on: a colleague who plays, thinks aloud, asks, and leaves the rest to the player.

Where it stands follows from the state of the run, so it finds its place in a run that was left, and nobody can get lost in
it: what somebody did before they were asked is left out. Only reading is measured by a real clock. While a question waits
the simulated clock stands still, because thinking about an answer shall cost nobody anything; the player can let it run.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from game.engine.lesson import LessonSpec
from game.session.helping.signs import is_done, is_so
from game.session.helping.speech import Speech
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Part

if TYPE_CHECKING:
    from game.session.session import Session

STUCK_S = 30.0
"""Real seconds after which somebody whose turn it is hears it again in other words."""

SHOW_ME = "Show me."
SKIP = "you play alone"


class _Stage(Enum):
    """What is going on in the step that the lesson stands at."""

    AHEAD = "ahead"  # it has not begun
    SAYING = "saying"
    ASKING = "asking"
    ANSWERING = "answering"  # the colleague reacts to an answer
    YOURS = "yours"  # the player's turn


class Lesson:
    """The lesson of a session's level."""

    def __init__(self, session: Session, speech: Speech) -> None:
        self.session = session
        self.speech = speech
        self.steps = session.run.scenario.lesson
        self.place = 0
        self._stage = _Stage.AHEAD
        self._held = False
        self._reminded = False

    @property
    def over(self) -> bool:
        """Whether nothing is left to be said."""
        return self.place >= len(self.steps)

    @property
    def _step(self) -> LessonSpec:
        return self.steps[self.place]

    def go_on(self, passed_s: float) -> None:
        """Let so many real seconds pass."""
        clock = self.session.clock
        self._held = self._held and clock.paused  # the player may let the clock run while a question waits
        if not clock.paused or self._held:
            self.speech.pass_s(passed_s)
        before = None
        while (self.place, self._stage) != before:  # several steps may be over at once
            before = (self.place, self._stage)
            self._leave_out()
            if not self.over:
                self._proceed()
        if self.over and self.speech.is_read:
            self.speech.hush()

    def _leave_out(self) -> None:
        """Pass over what is done already, and what led to it; never over what somebody has to do and has not done."""
        if self._stage is _Stage.ANSWERING:
            return
        run, target = self.session.run, self.place
        for place in range(self.place, len(self.steps)):
            step = self.steps[place]
            if is_done(run, step):
                target = place + 1
            elif step.until is not None or self._acts(step):
                break
        if target != self.place:
            self._move_to(target)

    def _acts(self, step: LessonSpec) -> bool:
        """Whether the colleague does something in a step, other than look."""
        parsed = self.session.run.grammar.parse(step.does) if step.does else None
        return parsed is not None and not isinstance(parsed, Misunderstood) and parsed.entry.part is not Part.TOOL

    def _move_to(self, place: int) -> None:
        self.place, self._stage = place, _Stage.AHEAD
        self._reminded = False
        self._let_go()

    def _proceed(self) -> None:
        step, run = self._step, self.session.run
        match self._stage:
            case _Stage.AHEAD if step.when is None or is_so(run, step.when):
                self._begin(step)
            case _Stage.AHEAD if self.speech.is_read:
                self.speech.hush()
            case _Stage.SAYING if self.speech.is_read:
                if step.does:
                    self.session.submit(step.does, self.speech.name, confirmed=True)
                self._move_to(self.place + 1)
            case _Stage.ANSWERING if self.speech.is_read:
                self._move_to(self.place + 1)
            case _Stage.YOURS if self.speech.heard_s >= STUCK_S and not self._reminded:
                self._reminded = True
                self.speech.say(step.again, (SHOW_ME,), skip=SKIP)
            case _:
                pass

    def _begin(self, step: LessonSpec) -> None:
        """Say what a step says. Where something is asked of the player, the night goes at its own pace again."""
        if (step.ask or step.until) and self.session.slow_on_page and self.session.clock.speed > 1:
            self.session.clock.set_speed(1)
        choices = tuple([answer.text for answer in step.ask])
        self.speech.say(step.says, choices, waits=bool(choices), skip=SKIP)
        self._stage = _Stage.ASKING if step.ask else _Stage.YOURS if step.until is not None else _Stage.SAYING
        if step.ask and not self.session.clock.paused:
            self.session.pause(True)
            self._held = True

    def _let_go(self) -> None:
        """The clock runs again that a question stopped."""
        if self._held:
            self._held = False
            self.session.pause(False)

    # The player.

    def reply(self, choice: int) -> None:
        """An answer, from 1 on; 0 lets the colleague go on. What is no answer here is passed over."""
        if self.over:
            return
        step = self._step
        if self._stage is _Stage.ASKING and 1 <= choice <= len(step.ask):
            self._stage = _Stage.ANSWERING
            self.speech.say(step.ask[choice - 1].reply, skip=SKIP)
        elif self._stage is _Stage.YOURS and self._reminded and choice == 1:
            self.session.submit(step.shows, self.speech.name, confirmed=True)
        elif self._stage in (_Stage.SAYING, _Stage.ANSWERING) and choice == 0:
            self.speech.heard_s = float("inf")
        self.go_on(0.0)

    def skip(self) -> None:
        """The rest of the lesson is skipped."""
        self._let_go()
        self.place = len(self.steps)
