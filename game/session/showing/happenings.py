"""What happened so far: pages, states, orders, answers and public updates, as one list. Only what the player could know."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import groupby

from game.engine.alarms import Alarm
from game.engine.readings import State
from game.engine.words import Sentence, say
from game.session.handover.seat_memory import BEFORE_YOU, lines_before
from game.session.judging.record import Entry, EntryKind
from game.session.language.wording import clock_time, count
from game.session.run import Run
from game.session.showing.cascade import turns_of
from game.session.showing.instruments import alarm_text
from game.session.staff.calls import rings
from game.session.staff.person import listed
from game.session.view.cascade import Happening, Kind
from game.session.view.console import Tone
from game.session.view.telling import Post

AGAIN_S = 3600
"""A page of a component that did not page for so long is a first one again."""
PAGES_A_MINUTE = 3
"""First pages that are told one by one in a minute; the others are counted."""
NAMES_AT_MOST = 3
"""Names in a line about several components."""

_ORDER = (Kind.STATE, Kind.PAGE, Kind.TEAM, Kind.YOU, Kind.POST, Kind.WELL)
_FINISHED = " finished: "
_KEPT = (Kind.PAGE, Kind.STATE, Kind.POST)


def happenings(run: Run, lines_before: int = 0) -> tuple[Happening, ...]:
    """The timeline so far, the oldest first; what comes in the same second in the order of cause and effect.

    `lines_before` says how many of the run's lines somebody else said, who sat there before.
    """
    orders = _orders(run, lines_before)
    told = [*_pages(run), *_states(run), *orders, *_feed(run), *[_post(post) for post in run.channel.posts]]
    return tuple(sorted(told, key=lambda one: (one.second, _ORDER.index(one.kind))))


def seen_happenings(run: Run) -> tuple[Happening, ...]:
    """The timeline of whoever sits there now: what monitoring and the status page keep, and all else since they sat down."""
    last = run.state.changeovers.last
    if last is None or run.ended:
        return happenings(run)
    told = happenings(run, lines_before(run))
    return tuple([one for one in told if one.kind in _KEPT or one.second >= last.second])


# Pages.


def _pages(run: Run) -> Iterator[Happening]:
    """The first page of each component by itself; what else came in its minute as a number."""
    monitoring = run.instruments.monitoring
    if monitoring is None:
        return
    paged_s: dict[str, int] = {}
    for _, group in groupby(monitoring.came, key=lambda alarm: alarm.raised_s // 60):
        first: list[Alarm] = []
        others = 0
        for alarm in group:
            before_s = paged_s.get(alarm.component)
            paged_s[alarm.component] = alarm.raised_s
            if before_s is None or alarm.raised_s - before_s >= AGAIN_S:
                first.append(alarm)
            elif alarm.state is not State.DOWN:  # that it went DOWN is told by its state
                others += 1
                last = alarm
        for alarm in first[:PAGES_A_MINUTE]:
            name = run.instruments.name_of(alarm.component)
            text = str(say("{name}: {text}", name=name, text=alarm_text(alarm)))
            yield Happening(alarm.raised_s, Kind.PAGE, alarm.component, text, alarm.state)
        more = first[PAGES_A_MINUTE:]
        if more or others > 1:
            shown = count(len(more) + others, "more page", "more pages")
            worst = State.DOWN if any(alarm.state is State.DOWN for alarm in more) else State.DEGRADED
            second = more[0].raised_s if more else last.raised_s
            yield Happening(second, Kind.PAGE, "", str(say("{pages} in this minute", pages=shown)), worst)
        elif others:
            text = str(
                say("{name} pages again: {text}", name=run.instruments.name_of(last.component), text=alarm_text(last))
            )
            yield Happening(last.raised_s, Kind.PAGE, last.component, text, last.state)


# States.


class _Turned(Enum):
    """What a tile did, in the order in which it is told within a minute."""

    DOWN = State.DOWN
    SILENT = State.STALE
    WELL = State.OK
    HEARD = "heard of again"


def _states(run: Run) -> Iterator[Happening]:
    """What went DOWN, stale and well again, as the instruments showed it. What did so in one minute stands together."""
    turned: list[tuple[int, _Turned, str]] = []
    for component, turns in turns_of(run).items():
        before = State.OK
        for second, state in turns:
            if state is State.OK and before is State.STALE:
                turned.append((second, _Turned.HEARD, component))
            elif state in (State.DOWN, State.STALE, State.OK):
                turned.append((second, _Turned(state), component))
            before = state
    places = list(_Turned)
    turned.sort(key=lambda turn: (turn[0] // 60, places.index(turn[1]), turn[0]))
    for (_, what), group in groupby(turned, key=lambda turn: (turn[0] // 60, turn[1])):
        same = list(group)
        second, _, component = same[0]
        names = [run.instruments.name_of(name) for _, _, name in same]
        state = what.value if isinstance(what.value, State) else State.OK
        yield Happening(second, Kind.STATE, component, str(_told(what, names)), state)


def _told(what: _Turned, names: list[str]) -> Sentence:
    rest = len(names) - NAMES_AT_MOST
    named = listed(names if rest <= 0 else [*names[:NAMES_AT_MOST], count(rest, "other", "others")])
    verb = "are" if len(names) > 1 else "is"
    match what:
        case _Turned.DOWN:
            return say("{names} {verb} DOWN", names=named, verb=verb)
        case _Turned.SILENT:
            return say("Nothing new is heard of {names}", names=named)
        case _Turned.WELL:
            return say("{names} {verb} well again", names=named, verb=verb)
        case _Turned.HEARD:
            return say("{names} {verb} heard of again, and well", names=named, verb=verb)


# What people did.


def _said(run: Run) -> list[tuple[str, Entry]]:
    """Every line with who said it: that of the shift before, then yours."""
    before = [] if run.handover is None else [(said.who, entry) for said, entry in run.handover.done]
    return [*before, *[(said.who, entry) for said, entry in zip(run.said, run.entries, strict=True)]]


def _orders(run: Run, lines_before: int) -> Iterator[Happening]:
    """Lines that did something, and when their effect came. Looking changes nothing, and updates are told by themselves."""
    first = 0 if run.handover is None else len(run.handover.done)
    yours_from = first + lines_before
    for place, (said_by, entry) in enumerate(_said(run)):
        who = BEFORE_YOU if first <= place < yours_from else said_by
        if entry.kind in (EntryKind.LOOK, EntryKind.POST) or entry.refused:
            continue
        component = entry.components[0] if entry.components and entry.kind is not EntryKind.ACK else ""
        yours = place >= yours_from
        later = entry.done_s is not None and entry.done_s > entry.second
        text = say("{line}", line=entry.line)
        if entry.kind is EntryKind.RESOLVE and entry.second in run.state.false_all_clears:
            text = say("{line}: it was not over", line=entry.line)
        elif later:
            time = clock_time(run.scenario.zero, entry.done_s or 0)[:5]
            text = say("{line}, done at {time}", line=entry.line, time=time)
        yield Happening(
            entry.second, Kind.YOU if yours else Kind.TEAM, component, str(text if yours else _by(who, text))
        )
        if later and entry.done_s is not None and entry.done_s <= run.second:
            done = say("done: {line}", line=entry.line)
            yield Happening(entry.done_s, Kind.YOU if yours else Kind.TEAM, component, str(done))


def _by(who: str, text: Sentence) -> Sentence:
    return say("{who}: {text}", who=who, text=text)


def _feed(run: Run) -> Iterator[Happening]:
    """What people said, and what the game told: all of the feed but for lines that are told elsewhere."""
    said = _said(run)
    echoes = {(entry.second, f"{who} {entry.line}") for who, entry in said}
    echoes |= {(call.second, str(rings(call))) for call in run.calls.state.calls}
    finished = {f"{_FINISHED}{entry.line}." for _, entry in said if entry.done_s is not None}
    for entry in run.feed:
        text = "".join([span.text for span in entry.line])
        if (
            entry.number in run.notes
            or (entry.second, text) in echoes
            or text.startswith(" ")
            or any(text.endswith(line) for line in finished)
        ):
            continue
        kind = Kind.WELL if entry.line[0].tone is Tone.STRONG else Kind.TEAM
        yield Happening(entry.second, kind, entry.component, text.removesuffix("."))


def _post(post: Post) -> Happening:
    """A public update, of the shift before as well: the public does not tell them apart."""
    return Happening(
        post.second, Kind.POST, "", str(say("{state}: {message}", state=post.state.value, message=post.message))
    )
