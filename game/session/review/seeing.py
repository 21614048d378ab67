"""Moments of seeing: the first sign of the trouble, and the first sign of each of its causes that was there before it was read."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.readings import State
from game.engine.scenario import CauseSpec
from game.engine.words import Sentence, say
from game.session.evidence import fits
from game.session.judging.record import EntryKind
from game.session.language.forms import Misunderstood
from game.session.language.wording import count
from game.session.review.candidate import Candidate, options, told
from game.session.review.facts import WORDS, Facts
from game.session.showing.instruments import alarm_text
from game.session.view.review import MomentKind

SETTLES_S = 300
"""So long after the first page the board is looked at again at the latest."""
ACTING = (
    EntryKind.ACK,
    EntryKind.LOOK,
    EntryKind.CHANGE,
    EntryKind.POST,
    EntryKind.PAGE,
    EntryKind.SEVERITY,
    EntryKind.HYPOTHESIS,
)
"""What somebody does who has seen that something is wrong."""
LATE_S = 600
"""A sign that was read within this time was read soon."""


def first_sign(facts: Facts) -> Iterator[Candidate]:
    """What there was to see when the first page came, or when the player took over."""
    page_s = facts.record.first_wait_s
    if page_s is None:
        return
    looked = facts.looked_first(page_s)
    # What one makes of a sign is asked of the time before one acted on it, in whatever way.
    acted = next((entry for entry in facts.acts if entry.second >= page_s and entry.kind in ACTING), None)
    act_s = page_s + SETTLES_S if acted is None else acted.second - 1
    second = max(page_s, min(act_s, page_s + SETTLES_S, facts.end_s - 1))
    before = [entry for entry in facts.acts if entry.second <= second and entry.kind in ACTING]
    red = _red(facts, second)
    first = red[0] if red else None
    late_min = 30 if looked is None else min(30, (looked.second - page_s) // 60)
    yield Candidate(
        MomentKind.FIRST_SIGN,
        second,
        50.0 + late_min,
        say("What you found")
        if facts.record.handed_over is not None
        else say("The first page, after what you had done")
        if before
        else say("The first sign"),
        say("At {clock} {seen}. What did you take it to be?", clock=facts.clock(second), seen=_seen(facts, second)),
        options(
            None if first is None else say("Trouble of {name} itself", name=facts.name(first)),
            _shared(facts, red),
            say("Nothing yet: I wanted to see more"),
        ),
        told(
            facts.shown(second),
            facts.true(second),
            facts.by_then(second),
            _first_look(facts, page_s),
            _noted(facts, page_s),
            _proof(facts),
        ),
    )


def _seen(facts: Facts, second: int) -> Sentence:
    """What was in trouble on the board, and beside it something that was not."""
    red = _red(facts, second)
    if not red:
        came = facts.run.instruments.monitoring
        alarm = None if came is None else next((it for it in reversed(came.came) if it.raised_s <= second), None)
        if alarm is None:
            return say("nothing on the board was red")
        return say("a page said: {name}, {text}", name=facts.name(alarm.component), text=alarm_text(alarm))
    state = facts.state(red[0], second)
    well = _neighbour(facts, red[0], second)
    verb = "was" if len(red) == 1 else "were"
    if well is None:
        return say("{names} {verb} {state}", names=facts.named(red), verb=verb, state=WORDS[state])
    return say(
        "{names} {verb} {state} and {well} was well",
        names=facts.named(red),
        verb=verb,
        state=WORDS[state],
        well=facts.name(well),
    )


def _red(facts: Facts, second: int) -> list[str]:
    """What looked worst."""
    return facts.showing(second, State.DOWN) or facts.showing(second, State.DEGRADED, State.STALE)


def _neighbour(facts: Facts, component: str, second: int) -> str | None:
    """Something of the same layer that looked well."""
    parts = facts.run.region.components
    tile = parts[component].spec.tile
    layer = "" if tile is None else tile.layer
    for part in parts.values():
        its = part.spec.tile
        if its is not None and its.layer == layer and part.public and facts.state(part.id, second) is State.OK:
            return part.id
    return None


def _shared(facts: Facts, red: list[str]) -> Sentence | None:
    if len(red) >= 2:
        first, second = facts.name(red[0]), facts.name(red[1])
        return say("Something that {first} and {second} both need", first=first, second=second)
    return say("Something that {first} needs", first=facts.name(red[0])) if red else say("A false alarm")


def _first_look(facts: Facts, from_s: int) -> Sentence:
    look = facts.looked_first(from_s)
    if look is None:
        return say("Nothing was looked at with a tool from then on.")
    return say("The first look was at {clock}: {line}.", clock=facts.clock(look.second), line=look.line)


def _noted(facts: Facts, from_s: int) -> Sentence | None:
    """What the player took it to be, as far as that was noted."""
    note = next((it for it in facts.acts if it.second >= from_s and it.kind is EntryKind.HYPOTHESIS), None)
    if note is None:
        return None
    _, cause, *sure = note.line.split()
    label = next((known.label for known in facts.scenario.causes if known.id == cause), cause)
    return say(
        "What it was taken to be, noted at {clock}: {label}, {sure} % sure.",
        clock=facts.clock(note.second),
        label=label,
        sure="".join(sure).rstrip("%"),
    )


def _proof(facts: Facts) -> Sentence:
    look = next((entry for entry in facts.acts if entry.kind is EntryKind.LOOK and entry.proved), None)
    if look is None:
        return say("No look of this night proved a cause.")
    label = next(cause.label for cause in facts.scenario.causes if cause.id == look.proved[0])
    return say(
        "{line} at {clock} proved a cause: {label}.", line=look.line, clock=facts.clock(look.second), label=label
    )


def proof(facts: Facts) -> Iterator[Candidate]:
    """The look that proved the first cause."""
    look = next((entry for entry in facts.acts if entry.kind is EntryKind.LOOK and entry.proved), None)
    if look is None:
        return
    second = max(facts.begin_s, look.second - 1)
    before = list(dict.fromkeys([entry.line for entry in facts.before(look.second, SETTLES_S, EntryKind.LOOK)]))
    red = facts.showing(second, State.DOWN, State.DEGRADED)
    label = next(cause.label for cause in facts.scenario.causes if cause.id == look.proved[0])
    yield Candidate(
        MomentKind.TURNING_POINT,
        second,
        46.0,
        say("The look that told it"),
        facts.asked(
            look, look.second, "At {clock} {who} looked here: {line}.", say("What made you look there?"), line=look.line
        ),
        options(
            facts.beside(look),
            *[say("What {line} had shown", line=line) for line in before[:1]],
            _needed_by(facts, red, second),
            say("It is where I begin"),
        ),
        told(
            facts.shown(second),
            facts.true(second),
            facts.by_then(second),
            say("What it showed proved a cause: {label}.", label=label),
            _what_then(facts, look.second),
        ),
    )


def _needed_by(facts: Facts, red: list[str], second: int) -> Sentence | None:
    return (
        say("{name}, {state} on the board", name=facts.name(red[0]), state=WORDS[facts.state(red[0], second)])
        if red
        else None
    )


def _what_then(facts: Facts, second: int) -> Sentence:
    change = next((entry for entry in facts.changes if entry.second >= second), None)
    if change is None:
        return say("No order followed it.")
    return say("The next order was {line}, at {clock}.", line=change.line, clock=facts.clock(change.second))


def later_signs(facts: Facts) -> Iterator[Candidate]:
    """For each true cause: where its own part showed something, and was read long after or never."""
    for cause in facts.scenario.causes:
        sign = _sign(facts, cause) if cause.true else None
        if sign is None:
            continue
        sign_s, component, text = sign
        look = next(
            (
                entry
                for entry in facts.acts
                if entry.kind is EntryKind.LOOK
                and entry.second >= sign_s
                and any(fits(proof, entry.line) for proof in cause.proofs)
            ),
            None,
        )
        known = any(cause.id in entry.proved for entry in facts.acts if entry.second < sign_s)
        until_s = facts.end_s if look is None else look.second
        if known or until_s - sign_s < LATE_S or sign_s >= facts.end_s:
            continue
        second = min(sign_s + 60, until_s - 1)
        yield Candidate(
            MomentKind.FIRST_SIGN,
            second,
            35.0 + min(25, (until_s - sign_s) // 120),
            say("A first sign of {label}", label=cause.label),
            say("At {clock} {text}. What did you make of it?", clock=facts.clock(sign_s), text=text),
            options(
                say("A part of the trouble that I knew"),
                say("Something new"),
                _elsewhere(facts, second, component),
            ),
            told(
                facts.shown(second),
                facts.true(second),
                facts.by_then(second),
                say("It was not looked into in this night.")
                if look is None
                else say(
                    "{line} looked into it at {clock}, {minutes} later.",
                    line=look.line,
                    clock=facts.clock(look.second),
                    minutes=count((look.second - sign_s) // 60, "minute", "minutes"),
                ),
            ),
        )


def _elsewhere(facts: Facts, second: int, component: str) -> Sentence:
    red = [part for part in facts.showing(second, State.DOWN, State.DEGRADED) if part != component]
    if red:
        return say("I did not see it: {name} had my attention", name=facts.name(red[0]))
    return say("I did not see it")


def _sign(facts: Facts, cause: CauseSpec) -> tuple[int, str, Sentence] | None:
    """The first that the board showed of what a cause's proofs look at: its second, the component, what was shown."""
    parts = _looked_at(facts, cause)
    found: list[tuple[int, str, Sentence]] = []
    monitoring = facts.run.instruments.monitoring
    for component in parts:
        red_s = facts.red_s(component, facts.begin_s)
        if red_s is not None:
            state = WORDS[facts.state(component, red_s)]
            found.append(
                (red_s, component, say("{name} was {state} on the board", name=facts.name(component), state=state))
            )
    if monitoring is not None:
        own = {spec.text: spec.component for spec in monitoring.spec.alarms.values()}
        for alarm in monitoring.came:
            if own.get(alarm.text) in parts and alarm.raised_s >= facts.begin_s:
                number = len([other for other in monitoring.came if other.raised_s <= alarm.raised_s])
                text = say('page {number} said "{text}"', number=number, text=alarm_text(alarm))
                found.append((alarm.raised_s, alarm.component, text))
    return min(found, key=lambda sign: sign[0], default=None)


def _looked_at(facts: Facts, cause: CauseSpec) -> list[str]:
    """The components that the proofs of a cause look at."""
    found: list[str] = []
    for proof in cause.proofs:
        parsed = facts.run.grammar.parse(proof)
        if isinstance(parsed, Misunderstood):
            continue
        tool = facts.run.tools.get(parsed.entry.spec.id)
        found += [] if tool is None else tool.about(facts.run, parsed.values)
    return list(dict.fromkeys(found))
