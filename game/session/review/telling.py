"""Moments of telling: the longest silence to customers, and a word that was not true when it was published."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.readings import State
from game.engine.words import Sentence, say
from game.session.judging.lingering import goal_words
from game.session.judging.record import EntryKind
from game.session.review.candidate import Candidate, options, told
from game.session.review.facts import Facts
from game.session.staff.person import span
from game.session.telling.channel_state import Judgement
from game.session.view.review import MomentKind
from game.session.view.telling import PostState

LEAST_S = 180
"""A shorter silence is none."""
INTO_IT_S = 600
RECENT_S = 1200


def longest_silence(facts: Facts) -> Iterator[Candidate]:
    """The longest stretch in which customers waited for a word that was due."""
    longest = max(facts.silences, key=lambda silence: silence.to_s - silence.from_s, default=None)
    if longest is None or longest.to_s - longest.from_s < LEAST_S:
        return
    from_s, to_s = longest.from_s, longest.to_s
    second = from_s + min((to_s - from_s) // 2, INTO_IT_S)
    under_way = facts.under_way(second)
    looks = [entry for entry in facts.acts if entry.kind is EntryKind.LOOK and from_s - LEAST_S <= entry.second <= to_s]
    length_min = (to_s - from_s) // 60
    yield Candidate(
        MomentKind.LONGEST_SILENCE,
        second,
        30.0 + min(50.0, length_min),
        say("The longest silence"),
        say(
            "An update was due at {begun}; until {ended} customers heard nothing. What had your attention?",
            begun=facts.clock(from_s),
            ended=facts.clock(to_s),
        ),
        options(
            say("{line}, which was under way", line=under_way[0].line) if under_way else None,
            say("Looking: {line}", line=looks[0].line) if looks else None,
            say("I did not see that a word was due"),
            say("I wanted to know more first"),
        ),
        told(
            facts.shown(second),
            facts.true(second),
            _trust(facts, from_s, to_s),
            say(
                "Customers waited for {length}.",
                length=span(to_s - from_s),
            ),
        ),
    )


def _trust(facts: Facts, from_s: int, to_s: int) -> Sentence | None:
    curve = facts.record.telling.curve
    if not curve:
        return None
    before, after = [curve[min(max(0, (second - facts.begin_s) // 60), len(curve) - 1)] for second in (from_s, to_s)]
    return say("Trust went from {before} to {after} meanwhile.", before=int(before + 0.5), after=int(after + 0.5))


def untrue_word(facts: Facts) -> Iterator[Candidate]:
    """The untrue update that cost most trust, and an end that was declared too early."""
    untrue = [judged for judged in facts.record.telling.judgements if not judged.truthful]
    worst = max(untrue, key=lambda judged: judged.trust_before - judged.trust_after, default=None)
    if worst is not None:
        yield _published(facts, worst)
    if facts.record.false_all_clears:
        yield _declared(facts, facts.record.false_all_clears[0])


def _published(facts: Facts, judged: Judgement) -> Candidate:
    second = max(facts.begin_s, judged.second - 1)
    post = next(post for post in facts.record.telling.posts if post.number == judged.number)
    claims = judged.state in (PostState.RESOLVED, PostState.MONITORING)
    return Candidate(
        MomentKind.UNTRUE_WORD,
        second,
        85.0 if claims else 65.0,
        say("A word that was not true yet") if claims else say("A word that was not true"),
        facts.asked(
            facts.said_at(judged.second, EntryKind.POST),
            judged.second,
            'At {clock} {who} told customers "{state}", about {names}.',
            say("What showed you that?"),
            state=judged.state.value,
            names=facts.named(post.services),
        ),
        _shown_by(facts, judged.second),
        told(
            facts.shown(second),
            facts.true(second),
            say("{verdict}", verdict=post.verdict),
            say(
                "Trust went from {before} to {after} by it.",
                before=int(judged.trust_before + 0.5),
                after=int(judged.trust_after + 0.5),
            ),
            _when_well(facts) if claims else facts.by_then(second),
        ),
    )


def _declared(facts: Facts, declared_s: int) -> Candidate:
    second = max(facts.begin_s, declared_s - 1)
    return Candidate(
        MomentKind.UNTRUE_WORD,
        second,
        82.0,
        say("An end that was none yet"),
        facts.asked(
            facts.said_at(declared_s, EntryKind.RESOLVE),
            declared_s,
            "At {clock} {who} declared it over.",
            say("What showed you that it was?"),
        ),
        _shown_by(facts, declared_s),
        told(facts.shown(second), facts.true(second), say("The night went on."), _when_well(facts)),
    )


def _shown_by(facts: Facts, said_s: int) -> tuple[str, ...]:
    looks = facts.before(said_s, RECENT_S, EntryKind.LOOK)
    better = facts.showing(said_s - 1, State.RECOVERING)
    change = facts.before(said_s, RECENT_S, EntryKind.CHANGE)
    return options(
        say("What {line} had shown", line=looks[0].line) if looks else None,
        say("{name} was recovering on the board", name=facts.name(better[0])) if better else None,
        say("{line} had been ordered", line=change[0].line) if change else None,
        say("It was what I expected to be true soon"),
    )


def _when_well(facts: Facts) -> Sentence:
    if facts.record.goal_s is None:
        return say("It was not well by the end of the night.")
    names, verb = goal_words(facts.record.goal_names)
    clock = facts.clock(facts.record.goal_s)
    return say("{names} {verb} well for good from {clock} on.", names=names, verb=verb, clock=clock)
