"""Lessons from a run: what happened, what helped most, one thing to change, words that were not so, and one about the region.

Computed, never picked by hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.scenario import Scenario
from game.engine.words import Sentence, say
from game.session.judging.milestones import recovery
from game.session.judging.record import Entry, EntryKind, RunRecord
from game.session.judging.score import Mark, Score

EFFECT_MIN = 15  # how long a change has to show what it does
NOTICEABLE = 0.02  # a smaller share of customers is noise
LEAST_LEFT = 0.5  # points; less is nothing to change
EXTRA = "calibrated"  # what can be done without is no advice


@dataclass(frozen=True, slots=True)
class Lessons:
    """`happened` is what became of the record, "" if nothing did; `not_so` are the words to customers that were not so."""

    happened: str
    keep: str
    change: str
    not_so: tuple[str, ...]
    region: str

    @property
    def told(self) -> tuple[str, ...]:
        """All of them, in the order in which they are told."""
        happened = (self.happened,) if self.happened else ()
        return (*happened, self.keep, self.change, *self.not_so, self.region)


def lessons(record: RunRecord, scenario: Scenario, judged: Score) -> Lessons:
    """What this run teaches."""
    return Lessons(
        " ".join([str(sentence) for sentence in record.story]),
        str(_helped(record, judged)),
        str(_to_change(record, judged)),
        tuple([str(said) for said in told_and_not_so(record)]),
        str(_region(record, scenario)),
    )


def told_and_not_so(record: RunRecord) -> tuple[Sentence, ...]:
    """Every word to customers that was not so when it was published, whatever it cost: when, the claim, and what was true."""
    return tuple(
        [
            say(
                "Customers were told {claim} at {time}; {true}.",
                claim=word.claim,
                time=record.wall(word.second),
                true=word.true,
            )
            for word in record.telling.not_so
        ]
    )


def _helped(record: RunRecord, judged: Score) -> Sentence:
    found = helps(record)
    if found:
        most = found[0]
        return say(
            "What helped most: {line}. Within {minutes} min the share of customers cut off fell from {before}% to {after}%.",
            line=most.change.line,
            minutes=most.minutes,
            before=_percent(most.before),
            after=_percent(most.after),
        )
    good = [mark for mark in judged.marks[1:] if mark.share >= 0.75]
    if not record.kept(EntryKind.CHANGE, EntryKind.POST, EntryKind.LOOK) or not good:
        return say("What helped: nothing yet, and the night can be played again.")
    return say("What went best: {reason}", reason=max(good, key=lambda mark: (mark.share, mark.criterion.of)).reason)


@dataclass(frozen=True, slots=True)
class Help:
    """A change after which fewer customers were cut off: their share when it was done, and so many minutes later.

    A night that ends sooner is told as far as it went.
    """

    change: Entry
    before: float
    after: float
    minutes: int


def helps(record: RunRecord) -> tuple[Help, ...]:
    """Every change that was followed by a noticeable relief, the one that helped most first."""
    # Changes close together share what follows; how much got better where each of them could reach tells them apart.
    reached = {(relief.ordered_s, relief.line): relief.services for relief in record.reliefs}

    def weight(helped: Help) -> float:
        change = helped.change
        return (helped.before - helped.after) * reached.get((change.second, change.line), 0.0)

    found = [helped for helped in _falls(record) if helped.before - helped.after > NOTICEABLE]
    return tuple(sorted(found, key=weight, reverse=True))


def _falls(record: RunRecord) -> list[Help]:
    falls = []
    for change in record.kept(EntryKind.CHANGE):
        done = change.second if change.done_s is None else change.done_s
        minute = (done - record.level.start_s) // 60
        if 0 <= minute < len(record.curve):
            later = min(minute + EFFECT_MIN, len(record.curve) - 1)
            before = max(0, minute - 1)  # the last whole minute without the effect
            falls.append(Help(change, record.curve[before], record.curve[later], max(1, later - minute)))
    return falls


def _to_change(record: RunRecord, judged: Score) -> Sentence:
    worst: Mark = max([mark for mark in judged.marks[1:] if mark.criterion.id != EXTRA], key=lambda mark: mark.left)
    if worst.left < LEAST_LEFT and record.telling.not_so:
        return say("Only words to change: nothing else in how it was done cost anything.")
    if worst.left < LEAST_LEFT:
        return say("Nothing to change in how it was done: it can be played again as it was.")
    return say("One thing to change: {advice} ({reason})", advice=worst.criterion.next_time, reason=worst.reason)


def _region(record: RunRecord, scenario: Scenario) -> Sentence:
    found = dict(record.milestones)
    steps = [(spec.name, found[spec.id]) for spec in recovery(scenario) if found.get(spec.id) is not None]
    if len(steps) >= 2:
        (first, first_s), (last, last_s) = steps[0], steps[-1]
        minutes = ((last_s or 0) - (first_s or 0)) // 60
        if minutes >= 3:
            return say(
                '"{first}" and "{last}" lie {minutes} min apart: a repair is one moment, being well again another.',
                first=first,
                last=last,
                minutes=minutes,
            )
    hit = [sector for sector in record.sectors if sector.customer_minutes > 0]
    if not hit:
        return say("Not everything that looks wrong is: no customer lost a minute.")
    most = max(hit, key=lambda sector: sector.customer_minutes)
    return say(
        "{hit} of {all} sectors lost time to what few of them knew they depend on, {sector} most of all.",
        hit=len(hit),
        all=len(record.sectors),
        sector=most.sector,
    )


def _percent(share: float) -> int:
    return int(share * 100 + 0.5)
