"""The last moment: how the end was declared, or what there was when nobody declared it."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.readings import State
from game.engine.words import Sentence, say
from game.session.judging.debrief import untold
from game.session.judging.lingering import goal_words, still
from game.session.judging.record import EntryKind
from game.session.language.wording import count
from game.session.review.candidate import Candidate, options, told
from game.session.review.facts import WORDS, Facts, percent
from game.session.view.review import MomentKind

LATE_S = 900
RECENT_S = 1200


def the_end(facts: Facts) -> Iterator[Candidate]:
    """Whichever end this run had."""
    record = facts.record
    if record.resolved_s is not None:
        yield _declared(facts, record.resolved_s)
    elif record.goal_met and record.goal_s is not None:
        yield _undeclared(facts, record.goal_s)
    elif facts.end_s > facts.begin_s:
        yield _left(facts)


def _declared(facts: Facts, declared_s: int) -> Candidate:
    second = max(facts.begin_s, declared_s - 1)
    well_s = facts.record.goal_s
    hold_s = facts.scenario.goal.hold_s
    possible_s = None if well_s is None else well_s + hold_s
    late_s = 0 if possible_s is None else declared_s - possible_s
    not_told = untold(facts.record)
    looks = facts.before(declared_s, RECENT_S, EntryKind.LOOK)
    was_red = [part for part in facts.once_red() if facts.state(part, second) is State.OK]
    return Candidate(
        MomentKind.THE_END,
        second,
        75.0 if late_s > LATE_S else 55.0 if not_told is None else 65.0,
        say("The end") if not_told is None else say("An end that customers were not told"),
        facts.asked(
            facts.said_at(declared_s, EntryKind.RESOLVE),
            declared_s,
            "At {clock} {who} declared it over.",
            say("What told you that it had held?"),
        ),
        options(
            facts.beside(facts.said_at(declared_s, EntryKind.RESOLVE)),
            say("What {line} had shown", line=looks[0].line) if looks else None,
            say("{name}, well on the board", name=facts.name(was_red[0])) if was_red else None,
            say("The word in the feed that all had been well for a while"),
        ),
        told(facts.shown(second), facts.true(second), _held(facts, well_s, possible_s), not_told),
    )


def _held(facts: Facts, well_s: int | None, possible_s: int | None) -> list[Sentence]:
    if well_s is None or possible_s is None:
        return [say("All had been well for as long as the night asks.")]
    return [
        *_well_since(facts, well_s),
        say("The end could be declared from {clock} on.", clock=facts.clock(possible_s)),
    ]


def _well_since(facts: Facts, well_s: int) -> list[Sentence]:
    """Since when what the night asks for was well, and who was not yet."""
    names, _ = goal_words(facts.record.goal_names)
    since = say("{names} had been well since {clock}.", names=names, clock=facts.clock(well_s))
    others = still(facts.record.lingering, well_s, facts.clock)
    return [since] if others is None else [since, others]


def _undeclared(facts: Facts, well_s: int) -> Candidate:
    possible_s = well_s + facts.scenario.goal.hold_s
    second = min(possible_s + 60, facts.end_s - 1)
    red = facts.showing(second, State.DOWN, State.DEGRADED, State.RECOVERING, State.STALE)
    return Candidate(
        MomentKind.THE_END,
        second,
        62.0,
        say("An end that nobody declared"),
        say(
            "At {clock} {names} had been well for {minutes}. What did you still want to see?",
            clock=facts.clock(second),
            names=goal_words(facts.record.goal_names)[0],
            minutes=count((second - well_s) // 60, "minute", "minutes"),
        ),
        options(
            None
            if not red
            else say("{name}, {state} on the board", name=facts.name(red[0]), state=WORDS[facts.state(red[0], second)]),
            say("That it holds for longer"),
            say("I did not know that it has to be said"),
        ),
        told(
            facts.shown(second),
            facts.true(second),
            _well_since(facts, well_s),
            say("The night went on until {clock}.", clock=facts.clock(facts.end_s)),
        ),
    )


def _left(facts: Facts) -> Candidate:
    second = max(facts.begin_s, facts.end_s - facts.run.region.tick_s)
    red = facts.showing(second, State.DOWN) or facts.showing(second, State.DEGRADED, State.RECOVERING)
    clock = facts.clock(facts.end_s)
    ended = (
        say("At {clock} the night ended.", clock=clock)
        if facts.run.ended
        else say("At {clock} you left the night.", clock=clock)
    )
    return Candidate(
        MomentKind.THE_END,
        second,
        60.0,
        say("The end"),
        say("{ended} What did you think was still missing?", ended=ended),
        options(
            say("{name} was still {state}", name=facts.name(red[0]), state=WORDS[facts.state(red[0], second)])
            if red
            else None,
            say("Time: it was on its way back"),
            say("An idea of what it was"),
        ),
        told(
            facts.shown(second),
            facts.true(second),
            facts.by_then(second),
            say("{share} % of customers were still cut off.", share=percent(facts.impact(facts.end_s))),
        ),
    )
