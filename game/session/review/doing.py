"""Moments of doing: an order before its time, one that hurt, one that helped, and a stretch in which all hands were idle."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.readings import State
from game.engine.words import Sentence, say
from game.session.judging.case import Case
from game.session.judging.lessons import Help, helps
from game.session.judging.record import Collateral, Entry, EntryKind
from game.session.language.wording import count
from game.session.review.candidate import Candidate, options, told
from game.session.review.facts import WORDS, Facts, percent
from game.session.view.review import MomentKind

RECENT_S = 900
APART_S = 600
"""Two changes that helped within this time are one moment."""
OTHERS = (60.0, 55.0)
"""What the next ones weigh."""
IDLE_S = 600
REACHED = 0.05
"""Services' worth of relief below which a change helped nobody."""
HURT = 0.02
"""The share of customers cut off from which there is something to do."""


def wrong_turns(facts: Facts) -> Iterator[Candidate]:
    """The first order that came before what it needs was true, that was aimed at what was well, or at what nobody had looked at."""
    reliefs = {(relief.ordered_s, relief.line): relief.services for relief in facts.record.reliefs}
    unaimed = Case(facts.record, facts.scenario).unaimed()
    for entry in facts.changes:
        relief = reliefs.get((entry.second, entry.line), 0.0)
        if not entry.needs_met:
            yield _order(facts, entry, 80.0, say("An order before its time"), _needs(facts, entry))
            return
        if _aimed_at_well(facts, entry) and relief < REACHED:
            well = say(
                "{names} was well when it was ordered; calls failed elsewhere.", names=facts.named(entry.components)
            )
            yield _order(facts, entry, 70.0, say("An order away from the trouble"), well)
            return
        if entry in unaimed and relief < REACHED:
            yield _order(facts, entry, 45.0, say("An order before a look"), _unseen(facts, entry))
            return


def _aimed_at_well(facts: Facts, entry: Entry) -> bool:
    """Whether an order was for services that were well, while others were not."""
    parts = facts.run.region.components
    failing = facts.failing(entry.second)
    return (
        bool(failing)
        and bool(entry.components)
        and all(parts[part].public and part not in failing for part in entry.components)
    )


def _needs(facts: Facts, entry: Entry) -> Sentence:
    return say(
        "What such an order needs: {needs}. That was not so at {clock}.",
        needs=facts.needs(entry),
        clock=facts.clock(entry.second),
    )


def _unseen(facts: Facts, entry: Entry) -> Sentence:
    return say(
        "{names} had not been looked at in the {minutes} before.",
        names=facts.named(entry.components),
        minutes=count(RECENT_S // 60, "minute", "minutes"),
    )


def _order(facts: Facts, entry: Entry, weight: float, title: Sentence, found: Sentence) -> Candidate:
    second = max(facts.begin_s, entry.second - 1)
    return Candidate(
        MomentKind.FIRST_WRONG_TURN,
        second,
        weight,
        title,
        _ordered(facts, entry, say("What did you expect of it?")),
        _expected(facts, entry, second),
        told(facts.shown(second), facts.true(second), found, _done(facts, entry), facts.followed(_done_s(entry))),
    )


def _ordered(facts: Facts, entry: Entry, question: Sentence) -> Sentence:
    return facts.asked(entry, entry.second, "At {clock} {who} ordered: {line}.", question, line=entry.line)


def _expected(facts: Facts, entry: Entry, second: int) -> tuple[str, ...]:
    target = next(iter(facts.on_board(entry.components)), None)
    red = facts.showing(second, State.DOWN, State.DEGRADED)
    look = facts.before(entry.second, RECENT_S, EntryKind.LOOK)
    return options(
        facts.beside(entry),
        None if target is None else say("That {name} would be well again", name=facts.name(target)),
        say("That it would help {name}", name=facts.name(red[0])) if red and red[0] != target else None,
        say("What {line} had shown spoke for it", line=look[0].line) if look else None,
        say("That it would win time"),
    )


def _done(facts: Facts, entry: Entry) -> Sentence | None:
    if entry.done_s is None or entry.done_s <= entry.second:
        return None
    if entry.done_s > facts.end_s:
        return say("Its effect had not come when the night ended.")
    return say("Its effect came at {clock}.", clock=facts.clock(entry.done_s))


def _done_s(entry: Entry) -> int:
    return entry.second if entry.done_s is None else entry.done_s


def harm(facts: Facts) -> Iterator[Candidate]:
    """The change that hurt most of what had been well."""
    worst = max(facts.record.collateral, key=lambda hurt: hurt.lost_min, default=None)
    if worst is None:
        return
    entry = next(entry for entry in facts.changes if (entry.second, entry.line) == (worst.ordered_s, worst.line))
    second = max(facts.begin_s, entry.second - 1)
    yield Candidate(
        MomentKind.HARM,
        second,
        60.0 + min(30.0, worst.lost_min),
        say("A change that hurt"),
        _ordered(facts, entry, say("What did you expect of it?")),
        _expected(facts, entry, second),
        told(facts.shown(second), facts.true(second), _done(facts, entry), _hurt(facts, worst)),
    )


def _hurt(facts: Facts, hurt: Collateral) -> list[Sentence]:
    name = facts.name(hurt.service)
    found = say("{name} was well before it, and failed by it.", name=name)
    if hurt.undone:
        return [found, say("Soon it was well again, or was taken in hand again.")]
    lost = count(max(1, int(hurt.lost_min + 0.5)), "minute", "minutes")
    return [found, say("What its calls lost adds up to {lost} of all of them.", lost=lost)]


def turning_points(facts: Facts) -> Iterator[Candidate]:
    """The change that helped most, and the next ones that stand by themselves."""
    found = helps(facts.record)
    if not found:
        return
    yield _helped(facts, found[0], 75.0, say("The change that helped most"))
    times = [found[0].change.second]
    for other in found[1:]:
        if all(abs(other.change.second - second) >= APART_S for second in times) and len(times) < len(OTHERS) + 1:
            yield _helped(facts, other, OTHERS[len(times) - 1], say("Another change that helped"))
            times.append(other.change.second)


def _helped(facts: Facts, helped: Help, weight: float, title: Sentence) -> Candidate:
    entry = helped.change
    second = max(facts.begin_s, entry.second - 1)
    looks = facts.before(entry.second, RECENT_S, EntryKind.LOOK)
    target = next(iter(facts.on_board(entry.components)), None)
    red = facts.showing(second, State.DOWN, State.DEGRADED)
    at = target if target is not None and facts.state(target, second) in WORDS else red[0] if red else None
    return Candidate(
        MomentKind.TURNING_POINT,
        second,
        weight,
        title,
        _ordered(facts, entry, say("What told you that it was time?")),
        options(
            facts.beside(entry),
            say("What {line} had shown", line=looks[0].line) if looks else None,
            facts.ready(entry),
            None if at is None else _at(facts, at, second),
            say("It was the next thing to try"),
        ),
        told(
            facts.shown(second),
            facts.true(second),
            facts.by_then(second),
            _done(facts, entry),
            say(
                "After it the share of customers cut off fell from {before} % to {after} % within {minutes}.",
                before=percent(helped.before),
                after=percent(helped.after),
                minutes=count(helped.minutes, "minute", "minutes"),
            ),
        ),
    )


def _at(facts: Facts, component: str, second: int) -> Sentence:
    return say("{name}, {state} on the board", name=facts.name(component), state=WORDS[facts.state(component, second)])


def longest_wait(facts: Facts) -> Iterator[Candidate]:
    """The longest stretch in which customers were cut off, nothing was under way, and nobody looked, ordered or told anything."""
    stretches = list(_idle(facts))
    if not stretches:
        return
    from_s, to_s = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    second = from_s + (to_s - from_s) // 2
    change = next((entry for entry in reversed(facts.changes) if _done_s(entry) <= from_s), None)
    called = facts.before(from_s + 1, 1800, EntryKind.PAGE)
    waited_for = facts.showing(second, State.RECOVERING) or facts.showing(second, State.DOWN, State.DEGRADED)
    yield Candidate(
        MomentKind.LONGEST_WAIT,
        second,
        25.0 + min(40.0, (to_s - from_s) / 120),
        say("The longest wait"),
        say(
            "From {begun} to {ended} nothing was ordered, looked at or told, and nothing was under way. What were you waiting for?",
            begun=facts.clock(from_s),
            ended=facts.clock(to_s),
        ),
        options(
            None if change is None else say("For what {line} would bring", line=change.line),
            say("For the people that I had paged") if called else None,
            say("For {name} to come back", name=facts.name(waited_for[0])) if waited_for else None,
            say("For nothing: I did not know what to do next"),
        ),
        told(
            facts.shown(second),
            facts.true(second),
            facts.by_then(second),
            _meanwhile(percent(facts.impact(from_s)), percent(facts.impact(to_s))),
        ),
    )


def _meanwhile(before: int, after: int) -> Sentence:
    if before == after:
        return say("When it began and when it ended, {after} % of customers were cut off.", after=after)
    return say(
        "When it began {before} % of customers were cut off, and {after} % when it ended.", before=before, after=after
    )


def _idle(facts: Facts) -> Iterator[tuple[int, int]]:
    page_s = facts.record.first_wait_s
    if page_s is None:
        return
    over_s = facts.end_s if facts.record.goal_s is None else facts.record.goal_s
    times = [entry.second for entry in facts.acts if page_s < entry.second < over_s]
    free_s = page_s
    for second in [*times, over_s]:
        if second - free_s >= IDLE_S and facts.impact((free_s + second) // 2) >= HURT:
            yield free_s, second
        done = [entry.done_s or 0 for entry in facts.changes if entry.second <= second]
        free_s = max([free_s, second, *done])
