"""A session: a run with a clock and a journal, for as long as somebody plays it.

Every face drives the same session: lines in, snapshots out. An action or a look is on the disk before its answer is shown.
"""

from __future__ import annotations

from pathlib import Path

from game.engine.scenario import Scenario
from game.session.calling import Calling
from game.session.clock import Clock
from game.session.handover import handing_over
from game.session.helping.coach import Coach
from game.session.helping.guidance import Guidance
from game.session.helping.talking import Talking
from game.session.journal import Header, JournalWriter, Said
from game.session.language.wording import line
from game.session.run import YOU, Run
from game.session.view.console import Reply, ReplyKind, Tone

CHECKPOINT_EVERY_S = 60


class Session:
    """One run being played. `writer` None plays without a journal."""

    def __init__(self, run: Run, writer: JournalWriter | None = None, *, slow_on_page: bool = True) -> None:
        self.run = run
        self.writer = writer
        self.clock = Clock(run.second, limit=run.scenario.end_s)
        self.slow_on_page = slow_on_page
        self._calling = Calling(run)
        self._last_said_s = run.said[-1].second if run.said else run.second
        self._trouble_told = ""
        self._taken = handing_over.taken_before(run)
        self._end_written = bool(run.ended)
        self.coach = Coach(run)
        self.talking = Talking(self)
        self._tell_trouble()

    @staticmethod
    def begin(
        scenario: Scenario,
        seed: int,
        journal: Path | None = None,
        language: str = "en",
        guidance: Guidance = Guidance.ALONE,
    ) -> Session:
        """Start a run from its beginning; FileExistsError if there is such a journal already."""
        header = Header.of(scenario, seed, language, guidance=guidance)
        writer = None if journal is None else JournalWriter.create(journal, header)
        return Session(Run(scenario, seed, guidance=guidance), writer)

    # Time.

    def advance(self, now: float) -> None:
        """Catch up with a monotonic clock in seconds. What calls for you stops the catching up there, and slows the clock."""
        second = self.clock.advance(now)
        while not self.run.ended and self.run.second + self.run.region.tick_s <= second:
            self._calling.begin()
            self._step()
            self.talking.tick()
            if self.vacant:
                self._wait_for_the_next()
                break
            why = self._calling.news()
            if why is not None and self.slow_on_page and self.clock.speed > 1:
                self.clock.hold_at(self.run.second)
                self.clock.set_speed(1)
                self.clock.slowed = why
                break
        self.talking.step(now)

    def advance_to(self, second: int) -> None:
        """Run up to a simulated second, whatever the clock says."""
        while not self.run.ended and self.run.second + self.run.region.tick_s <= second:
            self._step()

    def _step(self) -> None:
        run = self.run
        before = run.second
        run.step()
        self.coach.step(run, self.clock.speed)
        if self.writer is None:
            return
        if run.ended:
            self._write_end()
        elif run.second // CHECKPOINT_EVERY_S != before // CHECKPOINT_EVERY_S:
            self.writer.checkpoint(run.second, run.digest())
        self._tell_trouble()

    def pause(self, paused: bool) -> None:
        """Stop or start the clock. It stands still as long as nobody has taken the seat."""
        self.clock.pause(paused or self.vacant)

    # Whose seat it is.

    @property
    def vacant(self) -> bool:
        """Whether the seat passed on within the run and nobody has taken it yet."""
        return not self.run.ended and len(self.run.state.changeovers.done) > self._taken

    def take_seat(self) -> None:
        """The next player sits down. All stays paused until they let it go on."""
        self._taken = len(self.run.state.changeovers.done)

    def _wait_for_the_next(self) -> None:
        """The seat has just passed on: everything stands still there."""
        self.clock.hold_at(max(self.run.second, self._last_said_s))
        self.clock.set_speed(1)
        self.clock.pause(True)

    def set_speed(self, speed: int) -> None:
        """Change the clock's speed. ValueError if there is none such."""
        self.clock.set_speed(speed)

    # Lines.

    def submit(self, text: str, actor: str = YOU, *, confirmed: bool = False, second: int | None = None) -> Reply:
        """Say a line now, or (for scripts) at a second that the run has just reached."""
        at = self.clock.second if second is None else second
        at = min(max(at, self.run.second, self._last_said_s), self.run.second + self.run.region.tick_s - 1)
        self.take_seat()  # whoever says something sits there
        reply, said = self.run.say(text, actor, at, confirmed=confirmed)
        if said is not None:
            self._keep(said)
            self.coach.step(self.run, self.clock.speed)
        elif reply.kind is ReplyKind.CONFIRM:
            self.coach.asked(self.run, text)
        if self.vacant:
            self._wait_for_the_next()
        if self.run.ended:
            self._write_end()
        trouble = self._tell_trouble()
        return Reply(reply.kind, (*reply.lines, line(trouble, Tone.DEGRADED))) if trouble else reply

    def _keep(self, said: Said) -> None:
        self._last_said_s = said.second
        if self.writer is not None:
            self.writer.said(said)

    def play_alone(self) -> None:
        """Keep that the colleague was sent away: whoever goes on with the run plays without."""
        if self.writer is not None:
            self.writer.alone(max(self.run.second, self._last_said_s))

    def _write_end(self) -> None:
        if self.writer is not None and not self._end_written:
            self._end_written = True
            self.writer.end(max(self.run.second, self._last_said_s), self.run.ended, self.run.digest())

    def _tell_trouble(self) -> str:
        """Say once that the journal cannot be written; also in the feed."""
        trouble = self.writer.trouble if self.writer is not None else ""
        if not trouble or trouble == self._trouble_told:
            return ""
        self._trouble_told = trouble
        self.run.note(trouble)
        return trouble

    def close(self) -> None:
        """Leave. The journal keeps the moment, so that the run can go on from it."""
        if self.writer is None:
            return
        if not self._end_written:
            self.writer.checkpoint(max(self.run.second, self._last_said_s), self.run.digest())
        self.writer.close()
