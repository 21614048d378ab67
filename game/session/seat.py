"""One player's seat at a run on this machine: what the screens ask, answered by a session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from game.engine.readings import State
from game.session.judging.by_sector import sector_curves
from game.session.judging.debrief import debrief
from game.session.judging.record import RunRecord
from game.session.judging.result import record_of
from game.session.judging.score import Score, score
from game.session.replaying.ghost import history_of
from game.session.replaying.rerun import Played
from game.session.review.reviewer import Reviewer
from game.session.run import Run
from game.session.session import Session
from game.session.showing.cascade import cascade
from game.session.showing.chart import chart
from game.session.showing.dns_view import dns_view
from game.session.showing.happenings import seen_happenings
from game.session.showing.inspector import inspect
from game.session.showing.observe import Moment, Observer, moment_of
from game.session.showing.offers import in_place, team_offers
from game.session.showing.queues.view import queue_view
from game.session.telling import composer
from game.session.telling.board_memory import remembered
from game.session.telling.board_truth import proofs_for, service_choices, shown_truth
from game.session.telling.voices import voices
from game.session.view.aftermath import Debrief
from game.session.view.board import Inspection, Offer, Snapshot
from game.session.view.cascade import Cascade, Happening, Reach
from game.session.view.chart import Chart, QueueView
from game.session.view.console import Completion, Reply, Topic
from game.session.view.handover import Note
from game.session.view.race import DnsView, Lane
from game.session.view.review import Answers, FixedNight, Review
from game.session.view.telling import Draft, Preview

_NO_LANE = Lane("", "planner", False, "", None, None, "", State.OK, ())
_NO_DNS = DnsView("", False, "", State.OK, 0, "", _NO_LANE, (), (), (), (), (), 0, "")


Keep = Callable[[RunRecord, Score], str]
"""Keeps what became of a run that has ended; "" or, in sentences, what hinders it and what can be done."""


class Seat:
    """Satisfies the port of the screens for one local player.

    `keep` hears once of a run that has ended: in the debrief's thread, or when the seat is left without a debrief.
    """

    def __init__(self, session: Session, keep: Keep | None = None) -> None:
        self.session = session
        self._keep = keep
        self._unkept = ""
        self._observer = Observer(session.run, session.clock)
        self._inspected: tuple[tuple[str, Moment], Inspection] | None = None
        self._vacant: tuple[Snapshot, Snapshot] | None = None
        self._ghost: Run | None = None
        self._ghost_known = False
        self._reviewer: tuple[Played, Reviewer] | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The newest state that this seat may see."""
        seen = self._observer.snapshot(self.session.talking.talk)
        if not self.session.vacant:
            return seen
        if self._vacant is None or self._vacant[0] is not seen:
            self._vacant = seen, replace(seen, vacant=True)
        return self._vacant[1]

    def advance(self, now: float) -> None:
        """Let the run catch up with a monotonic clock in seconds."""
        self.session.advance(now)

    def say(self, line: str, *, confirmed: bool = False) -> Reply:
        """Run one console line."""
        return self.session.submit(line, confirmed=confirmed)

    def reply(self, choice: int) -> None:
        """Answer whoever talks with the choice of this number, 1 the first; 0 lets them go on."""
        self.session.talking.reply(choice)

    def skip(self) -> None:
        """Skip what whoever talks is about, where that can be skipped."""
        self.session.talking.skip()

    def complete(self, text: str) -> Completion:
        """What could follow a text on the prompt."""
        return self.session.run.grammar.complete(text)

    def inspect(self, component: str) -> Inspection:
        """Everything that the inspector shows about a component."""
        asked = (component, moment_of(self.session.run))
        if self._inspected is None or self._inspected[0] != asked:
            found = inspect(self.session.run, component)
            if self._inspected is not None and self._inspected[0][0] == component:
                offers = in_place(self.session.run, self._inspected[1].offers, found.offers)
                found = replace(found, offers=offers)
            self._inspected = (asked, found)
        return self._inspected[1]

    def dns(self) -> DnsView:
        """The DNS inspector, as far as this seat has looked."""
        return dns_view(self.session.run) or _NO_DNS

    def cascade(self, reach: Reach = Reach.WAVE) -> Cascade:
        """What failed first in the current wave, or as far back as one likes."""
        return cascade(self.session.run, self.snapshot, reach)

    def happenings(self) -> tuple[Happening, ...]:
        """What happened so far, the oldest first."""
        return seen_happenings(self.session.run)

    def notes(self) -> tuple[Note, ...]:
        """The notes that were left in this run, the oldest first."""
        return tuple(self.session.run.handover_notes)

    def take_seat(self) -> None:
        """The next player sits down; all stays paused."""
        self.session.take_seat()

    def chart(self, wanted: tuple[tuple[str, str], ...], span_s: int, until_s: int | None = None) -> Chart:
        """One or two readings over `span_s` seconds up to a second (None: now)."""
        return chart(self.session.run, wanted, span_s, until_s)

    def queue(self, component: str, span_s: int) -> QueueView:
        """What waits at a component, with its curves over the newest `span_s` seconds."""
        return queue_view(self.session.run, component, span_s)

    def journal(self) -> str:
        """Where the journal of this run lies; "" if there is none."""
        return "" if self.session.writer is None else str(self.session.writer.path)

    def saved(self) -> bool:
        """Whether what is said still reaches the journal."""
        return self.session.writer is None or self.session.writer.saving

    def teams(self) -> tuple[Offer, ...]:
        """Who can be paged."""
        return team_offers(self.session.run)

    def preview(self, draft: Draft) -> Preview:
        """What publishing a draft would say and do."""
        run = self.session.run
        return composer.preview(
            run.channel,
            draft,
            self.snapshot.second,
            shown_truth(run),
            board=service_choices(run),
            evidence=proofs_for(run, draft),
            voices=voices(run),
            past=remembered(run, draft),
        )

    def topics(self) -> tuple[Topic, ...]:
        """All words of the console."""
        return self.session.run.grammar.topics()

    def pause(self, paused: bool) -> None:
        """Stop or start the clock."""
        self.session.pause(paused)

    def set_speed(self, speed: int) -> None:
        """Run at another speed."""
        self.session.set_speed(speed)

    def debrief(self) -> Debrief:
        """The debrief, with the real night beside it. Takes as long as playing the real night once."""
        run = self._whole()
        journal = self.journal()
        self._keep_result()
        if not self._ghost_known:
            self._ghost, self._ghost_known = history_of(run.scenario, run.seed), True
        ghost = self._ghost
        curve, lost = ((), None) if ghost is None else (ghost.ledger.curve(), ghost.ledger.customer_minutes())
        told = debrief(record_of(run, journal), run.scenario, curve, lost)
        return replace(told, by_sector=sector_curves(run, ghost), unkept=self._unkept)

    def _whole(self) -> Run:
        """The run as far as it went."""
        return self.session.run

    def review(self) -> Review:
        """What the debrief asks. Runs the night again by itself, beside this seat."""
        return self._review().review()

    def answer(self, answers: Answers) -> str:
        """Keep the answers beside the journal; "" or why they are kept for now only."""
        return self._review().answer(answers)

    def fixed_night(
        self, fixes: tuple[str, ...], progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> FixedNight | None:
        """The same night with fixes; None once it is cancelled. ValueError if they cannot be chosen together."""
        return self._review().fixed_night(fixes, progress, cancelled)

    def what_remains(
        self, fixes: tuple[str, ...], progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> tuple[str, ...] | None:
        """What another fix would take away of the rest; None once it is cancelled."""
        return self._review().what_remains(fixes, progress, cancelled)

    def _review(self) -> Reviewer:
        """Who asks about the run as far as it went."""
        played = self._played()
        if self._reviewer is None or self._reviewer[0] != played:
            run, journal = self.session.run, self.journal()
            found = Reviewer(run.scenario, run.seed, run.guidance, played, Path(journal) if journal else None)
            self._reviewer = played, found
        return self._reviewer[1]

    def _played(self) -> Played:
        return Played.of(self.session.run)

    def close(self) -> None:
        """Leave; the journal stays and can be resumed."""
        self.session.close()
        self._keep_result()

    def _keep_result(self) -> None:
        """Hand over what became of the run, if it has ended and nobody heard of it yet."""
        keep, run = self._keep, self.session.run
        if keep is not None and run.ended:
            self._keep = None
            record = record_of(run, self.journal())
            self._unkept = keep(record, score(record, run.scenario))
