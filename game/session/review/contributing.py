"""What contributed beside the chain of causes: what the region was like, and what this run was like. Several things, never one."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.words import Sentence, say
from game.session.judging.factors import Findings
from game.session.judging.record import EntryKind
from game.session.judging.rubric import TRUST
from game.session.review.facts import Facts
from game.session.staff.person import span

OF_THE_REGION = 5
SILENT_S = 300
ALONE_S = 1800
STORM_S = 600
STORM = 20
"""So many pages within the first minutes are more than anybody reads."""


def contributing(facts: Facts) -> tuple[str, ...]:
    """What this run was like, then what the region was like, each in a sentence."""
    region = [factor.text for factor in Findings(facts.run).factors()[:OF_THE_REGION]]
    own = [str(said) for source in (_storm, _silence, _trust, _before_time, _alone) for said in source(facts)]
    return (*own, *region)


def _storm(facts: Facts) -> Iterator[Sentence]:
    """How many pages came at once, and how many of them looked at what the name holds itself."""
    monitoring, page_s = facts.run.instruments.monitoring, facts.record.first_wait_s
    if monitoring is None or page_s is None:
        return
    came = [alarm for alarm in monitoring.came if page_s <= alarm.raised_s <= page_s + STORM_S]
    if len(came) < STORM:
        return
    own = [spec.text for spec in monitoring.spec.alarms.values()]
    told = [alarm for alarm in came if alarm.text in own]
    if told:
        yield say(
            'Within {span} {count} pages came; "{text}", at {clock}, was one of them.',
            span=span(STORM_S),
            count=len(came),
            text=told[0].text,
            clock=facts.clock(told[0].raised_s),
        )
    else:
        yield say("Within {span} {count} pages came.", span=span(STORM_S), count=len(came))


def _silence(facts: Facts) -> Iterator[Sentence]:
    silent_s = facts.record.telling.silent_s
    if silent_s >= SILENT_S:
        yield say("Customers waited {span} in all for words that were due.", span=span(silent_s))


def _trust(facts: Facts) -> Iterator[Sentence]:
    """Customers who trust little try harder, and that is load."""
    low = len([trust for trust in facts.record.telling.curve if trust < TRUST.distrust_below])
    if low:
        yield say(
            "For {span} trust was below {bound}: customers tried again more often, and every try is load.",
            span=span(low * 60),
            bound=int(TRUST.distrust_below),
        )


def _before_time(facts: Facts) -> Iterator[Sentence]:
    entry = next((entry for entry in facts.changes if not entry.needs_met), None)
    if entry is not None:
        needs = facts.needs(entry)
        yield say("{line} was ordered before what it needs was true: {needs}.", line=entry.line, needs=needs)


def _alone(facts: Facts) -> Iterator[Sentence]:
    page_s = facts.record.first_wait_s
    called = any(entry.kind is EntryKind.PAGE for entry in facts.acts)
    if page_s is not None and not called and facts.end_s - page_s >= ALONE_S:
        yield say("One pair of hands was there from {clock} on, and nobody else was called.", clock=facts.clock(page_s))
