"""A recording: a run from its journal that can be shown at any second, forwards and backwards, and taken over there.

Nothing is stored but what was said. Going back comes back to a mark before that second and runs on from there; going
forward runs on. Whoever takes over gets a session of their own: a new journal that holds everything said so far and names
the run that it came from.
"""

from __future__ import annotations

from pathlib import Path

from game.engine.scenario import Scenario
from game.engine.words import say
from game.session.journal import Alone, Checkpoint, Ended, Header, Journal, JournalError, JournalWriter, Parent, Said
from game.session.judging.record import RunRecord
from game.session.judging.result import record_of
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Part
from game.session.language.script import ScriptError
from game.session.language.wording import clock_time, line, lines
from game.session.replaying.replay import replay, same_content
from game.session.replaying.tape import OtherRunError, Tape
from game.session.run import YOU, Run
from game.session.session import Session
from game.session.showing.happenings import happenings
from game.session.view.cascade import Kind
from game.session.view.console import Reply, ReplyKind, Tone
from game.session.view.what_if import Moment, Reel

STRIDE_S = 300
"""Simulated seconds that one look at the clock may run on towards a far moment: no screen stands still for long."""


class NothingLeftError(Exception):
    """The night is over at this moment: nobody can take over. The text is a sentence."""


class Recording(Session):
    """A session in which nothing can be done but looking, and time runs both ways. It begins `at` a second (None: its first).

    Its `record` and `reel` are those of the whole run. JournalError if the journal is that of something else, or if running
    it again gives another state than the one that was written.
    """

    def __init__(self, journal: Journal, scenario: Scenario, at: int | None = None) -> None:
        same_content(journal, scenario)
        try:
            run = Run(scenario, journal.header.seed, guidance=journal.header.guidance)
        except ScriptError as error:
            raise JournalError(f"{journal.path}: its level cannot be run: {error.problems[0]}") from None
        super().__init__(run)
        self.journal = journal
        self.begin_s = run.second
        self.spent = False
        """Whether somebody took over: the run goes its own way now, and this recording stands still."""
        self._said = tuple([record for record in journal.records if isinstance(record, Said)])
        self._tape = Tape(run, self._said)
        self._heading_s: int | None = None
        self._run_through()
        self.end_s = max(run.second, self._said[-1].second if self._said else run.second)
        self.clock.limit = self.end_s
        self.record: RunRecord = record_of(run, str(journal.path))
        self.reel = self._reel()
        self.seek(self.begin_s if at is None else at)

    # Opening.

    def _run_through(self) -> None:
        """Run to the end once, keeping marks, and compare the last fingerprint that was written."""
        said = 0
        last: tuple[Checkpoint | Ended, int] | None = None
        for record in self.journal.records:
            if isinstance(record, Said):
                said += 1
            elif not isinstance(record, Alone):
                last = record, said
        if last is not None:
            self._go_on(last[0].second, last[1])
            if self.run.digest() != last[0].digest:
                self._cannot()
        self._go_on(self.journal.last_second or self.begin_s, len(self._said))

    def _cannot(self) -> None:
        """Say where the journal tells of another state. JournalError."""
        where = replay(self.journal, self.run.scenario).diverged
        raise JournalError(f"{self.journal.path} does not verify: {where}. It was changed, and cannot be watched")

    def _reel(self) -> Reel:
        parent = self.journal.header.parent
        return Reel(
            begin_s=self.begin_s,
            end_s=self.end_s,
            moments=_moments(self.run, self.begin_s),
            curve=self.run.ledger.curve(),
            ended=self.run.ended,
            parent="" if parent is None else parent.journal,
            forked_s=None if parent is None else parent.second,
        )

    # Time.

    @property
    def heading_s(self) -> int | None:
        """The second that it is on its way to, None if it is not."""
        return self._heading_s

    @property
    def second(self) -> int:
        """The second that is shown."""
        return self.clock.second

    def seek(self, second: int) -> None:
        """Show this second, or the nearest one that there is. Far forward this takes a while: see `head_for`."""
        second = max(self.begin_s, min(self.end_s, second))
        self._heading_s = None
        self._tape.go_back(second)
        self._go_on(second, len(self._said))
        self.clock.hold_at(second)

    def head_for(self, second: int) -> None:
        """Show this second as soon as can be: at once, or with each look at the clock a stride nearer."""
        second = max(self.begin_s, min(self.end_s, second))
        if second - self.run.second <= STRIDE_S:
            self.seek(second)
        else:
            self._heading_s = second

    def advance(self, now: float) -> None:
        """Catch up with a monotonic clock; on the way to a far moment, go a stride nearer instead."""
        if self.spent:
            return
        second = self.clock.advance(now)
        if self._heading_s is not None:
            near_s = min(self._heading_s, self.run.second + STRIDE_S)
            self._go_on(near_s, len(self._said))
            self.clock.hold_at(near_s)
            self._heading_s = None if near_s == self._heading_s else self._heading_s
            return
        self._go_on(second, len(self._said))
        if second >= self.end_s:
            self.clock.pause(True)

    def advance_to(self, second: int) -> None:
        """Show this second."""
        self.seek(second)

    def pause(self, paused: bool) -> None:
        """Stop or go on; at the end there is nothing to go on with."""
        super().pause(paused or self.clock.second >= self.end_s)

    def _go_on(self, second: int, most: int) -> None:
        """Run on to this second, saying at most so many lines of the journal at their seconds."""
        try:
            self._tape.go_on(second, most)
        except OtherRunError:
            self._cannot()

    @property
    def vacant(self) -> bool:
        """Nobody sits before a recording."""
        return False

    # Lines.

    def submit(self, text: str, actor: str = YOU, *, confirmed: bool = False, second: int | None = None) -> Reply:  # noqa: ARG002
        """Looks are answered and kept nowhere; whatever would change something is answered with a sentence."""
        parsed = self.run.grammar.parse(text)
        if isinstance(parsed, Misunderstood):
            return Reply(ReplyKind.WRONG, lines(*parsed.sentences, tone=Tone.DEGRADED))
        if parsed.entry.part is Part.TOOL:
            return Reply(ReplyKind.OUTPUT, self.run.tools[parsed.entry.spec.id].output(self.run, parsed.values))
        told = say("This is a recording. Take over to play on from here.")
        return Reply(ReplyKind.REFUSED, (line(told, Tone.MUTED),))

    # Taking over.

    @property
    def over_here(self) -> bool:
        """Whether the night has ended at the second that is shown, so that nobody can take over."""
        return bool(self.run.ended)

    def take_over(self, path: Path, second: int | None = None) -> Session:
        """Play on from a second (None: the one that is shown), in a new journal that holds all that was said up to it.

        The recording stands still afterwards. Raises NothingLeftError if the night is over by then, FileExistsError if
        there is such a journal already. A journal that cannot be written is told by the session, as always.
        """
        self.seek(self.second if second is None else second)
        run, here_s = self.run, self.second
        if run.ended:
            raise NothingLeftError(str(say("The night is over at this moment. Go back to take over.")))
        digest = run.digest()
        parent = Parent(_named_beside(self.journal.path, path), here_s, digest)
        language = self.journal.header.language
        writer = JournalWriter.create(path, Header.of(run.scenario, run.seed, language, parent, run.guidance))
        alone = False
        for record in self.journal.records:
            if record.second > here_s or isinstance(record, Ended):
                break
            if isinstance(record, Said):
                writer.said(record, sync=False)
            elif isinstance(record, Checkpoint):
                writer.checkpoint(record.second, record.digest)
            else:
                alone = True
                writer.alone(record.second)
        session = Session(run, writer)
        if alone and session.talking.companion is not None:
            session.talking.companion.leave()
        writer.checkpoint(max(run.second, run.said[-1].second if run.said else run.second), digest)
        session.clock.hold_at(here_s)
        run.note(f"You take over from the recording at {clock_time(run.scenario.zero, here_s)}.")
        self.spent = True
        return session


def _named_beside(parent: Path, fork: Path) -> str:
    """How a fork's journal names its parent's: by its name alone where both lie in one folder."""
    return parent.name if parent.resolve().parent == fork.resolve().parent else str(parent.resolve())


def parent_path(journal: Journal) -> Path | None:
    """Where the journal lies that this one was taken over from; None if it was not."""
    parent = journal.header.parent
    return None if parent is None else journal.path.parent / parent.journal


def _moments(run: Run, from_s: int) -> tuple[Moment, ...]:
    """What one may want to go to: the first page, every order and update, and what went down or came back."""
    found: list[Moment] = []
    paged = False
    for one in happenings(run):
        first = one.kind is Kind.PAGE and not paged
        paged = paged or one.kind is Kind.PAGE
        if one.second >= from_s and (first or one.kind in (Kind.YOU, Kind.POST, Kind.STATE, Kind.WELL)):
            found.append(Moment(one.second, one.kind, one.text))
    return tuple(found)
