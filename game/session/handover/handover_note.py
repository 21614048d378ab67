"""The note that the next shift plays on from, computed from a run: what the board, the log of actions and the player know.

Nothing of the region's truth goes in but what instruments show and what hands did. Without somebody who writes it (`Written`
is None) nothing that was only thought or only read goes in either.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.engine.actions import ArgumentKind
from game.engine.readings import State
from game.engine.words import say
from game.session.handover.changeover import Written
from game.session.judging.record import Entry, EntryKind
from game.session.language.forms import Misunderstood
from game.session.language.wording import clock_time, count
from game.session.showing.hidden import Edge
from game.session.showing.instruments import WORDS
from game.session.staff.call_state import CallEnd
from game.session.staff.person import Person, Presence, listed
from game.session.view.handover import Note, NoteLine, NoteSection

if TYPE_CHECKING:
    from game.session.run import Run

MOST_SERVICES = 8
MOST_DONE = 8
_WORST = (State.DOWN, State.DEGRADED, State.STALE, State.RECOVERING)
_DONE = (EntryKind.CHANGE, EntryKind.PAGE, EntryKind.SEVERITY, EntryKind.RESOLVE)


def note_of(run: Run, written: Written | None, *, at_shift_change: bool) -> Note:
    """The note as it stands at this second; without words, and without what was only thought, if nobody wrote it."""
    sections = (
        NoteSection("held", str(say("HELD BY HAND, TO BE PUT BACK")), tuple(_held(run))),
        NoteSection("under-way", str(say("UNDER WAY")), tuple(_under_way(run))),
        NoteSection("board", str(say("WHAT IS NOT WELL")), tuple(_board(run))),
        NoteSection("causes", str(say("WHAT IS KNOWN OF THE CAUSE")), tuple(_causes(run, written))),
        NoteSection("needs", str(say("NEEDS THAT STAND IN NO DIAGRAM")), tuple(_needs(run, written))),
        NoteSection("told", str(say("WHAT THE PUBLIC WAS TOLD")), tuple(_told(run))),
        NoteSection("pages", str(say("THE PAGER")), tuple(_pages(run))),
        NoteSection("calls", str(say("THE PHONE")), tuple(_calls(run))),
        NoteSection("people", str(say("PEOPLE")), tuple(_people(run))),
        NoteSection("done", str(say("WHAT WAS DONE, NEWEST LAST")), tuple(_acts(run))),
    )
    return Note(
        number=len(run.state.changeovers.done) + 1,
        second=run.second,
        at_shift_change=at_shift_change,
        written_s=None if written is None else written.second,
        words="" if written is None else written.words,
        sections=tuple([section for section in sections if section.lines]),
    )


def known_causes(run: Run, written: Written | None) -> tuple[str, ...]:
    """The causes that the note carries: all that were proved if somebody wrote it, else those that anybody could read of."""
    known = run.evidence.known()
    if written is not None:
        return known
    open_to_all = {post.cause for post in run.channel.posts} | {thought.cause for thought in run.state.hypotheses}
    return tuple([cause for cause in known if cause in open_to_all])


def known_needs(run: Run, written: Written | None) -> tuple[Edge, ...]:
    """The needs in no diagram that the note carries: who found them has to write them down."""
    return () if written is None else tuple([edge for edge, _ in run.hidden.state.found])


def named_components(run: Run) -> tuple[str, ...]:
    """What the note names as held by hands or as being changed: whoever read it knows how that stands."""
    held = [part.id for part in run.region.components.values() if part.held()]
    moving = [component for entry in _orders(run) if _late(run, entry) for component in entry.components]
    orders = [component for entry in _holding(run) for component in entry.components]
    return tuple(dict.fromkeys([*held, *moving, *orders]))


def _time(run: Run, second: int) -> str:
    return clock_time(run.scenario.zero, second)[:5]


# What hands did.


def _orders(run: Run) -> list[Entry]:
    """Every change that was ordered, by any shift, the oldest first."""
    before = () if run.handover is None else run.handover.entries
    return [entry for entry in (*before, *run.entries) if entry.kind is EntryKind.CHANGE and not entry.refused]


def _late(run: Run, entry: Entry) -> bool:
    """Whether the effect of an order is still to come."""
    return entry.done_s is not None and entry.done_s > run.second


def _order_behind(run: Run, component: str) -> Entry | None:
    """The newest order that was done at a component."""
    for entry in reversed(_orders(run)):
        if component in entry.components and not _late(run, entry):
            return entry
    return None


def _holding(run: Run) -> list[Entry]:
    """The orders that hold something now."""
    held = [part.id for part in run.region.components.values() if part.held()]
    return [entry for component in held if (entry := _order_behind(run, component)) is not None]


def _held(run: Run) -> Iterator[NoteLine]:
    """What hands hold, one line for each order that holds it, with the line that puts it back."""
    by_order: dict[str, list[str]] = {}
    orders: dict[str, Entry | None] = {}
    for part in run.region.components.values():
        word = part.held()
        if word:
            order = _order_behind(run, part.id)
            key = word if order is None else f"{order.second} {order.line} {word}"
            by_order.setdefault(key, []).append(part.id)
            orders[key] = order
    for key, components in by_order.items():
        order, word = orders[key], run.region.components[components[0]].held()
        names = listed([run.instruments.name_of(component) for component in components])
        if order is None:
            yield NoteLine(str(say("{names}: {word}.", names=names, word=word)))
            continue
        since = say("since {time} by `{line}`", time=_time(run, order.done_s or order.second), line=order.line)
        back = _puts_back(run, order.line)
        if back:
            text = say(
                "{names}: {word} {since}; `{back}` puts it back.", names=names, word=word, since=since, back=back
            )
        else:
            text = say("{names}: {word} {since}.", names=names, word=word, since=since)
        yield NoteLine(str(text))
    for component in run.pager.muted:
        name = run.instruments.name_of(component)
        text = say("{name}: its alarms are not heard; `mute {id} off` puts it back.", name=name, id=component)
        yield NoteLine(str(text))
    if not by_order and not run.pager.muted:
        yield NoteLine(str(say("Nothing is held by hand.")))


def _puts_back(run: Run, line: str) -> str:
    """The line that takes an order back, "" if there is no such line."""
    parsed = run.grammar.parse(line)
    if isinstance(parsed, Misunderstood) or not parsed.values:
        return ""
    kind = parsed.entry.spec.arguments[len(parsed.values) - 1].kind
    head = line.rsplit(" ", 1)[0]
    match kind:
        case ArgumentKind.ON_OFF:
            return f"{head} {'on' if parsed.values[-1] == 'off' else 'off'}"
        case ArgumentKind.PERCENT_OR_OFF:
            return f"{head} off"
        case ArgumentKind.CAPACITY:
            return f"{head} 100"
        case _:
            return ""


def _under_way(run: Run) -> Iterator[NoteLine]:
    for entry in _orders(run):
        if _late(run, entry):
            hands = [person.name for person in run.people.state.persons if person.doing == entry.line]
            others = [name for name in hands if name != "you"]
            who = say(" by {names}", names=listed(others)) if others else ""
            done = _time(run, entry.done_s or run.second)
            yield NoteLine(str(say("`{line}`{who}, done at {time}.", line=entry.line, who=who, time=done)))


def _acts(run: Run) -> Iterator[NoteLine]:
    """The newest acts, the oldest of them first."""
    before = () if run.handover is None else run.handover.entries
    acts = [entry for entry in (*before, *run.entries) if entry.kind in _DONE and not entry.refused]
    more = len(acts) - MOST_DONE
    if more > 0:
        yield NoteLine(str(say("{acts} before these; `history` has them.", acts=count(more, "act", "acts"))))
    for entry in acts[-MOST_DONE:]:
        yield NoteLine(str(say("{time}  {line}", time=_time(run, entry.second), line=entry.line)))


# What the board shows.


def _board(run: Run) -> Iterator[NoteLine]:
    """What is not well, the worst and the oldest first; what there is no room for by name."""
    parts = [part for part in run.region.components.values() if part.spec.tile is not None]
    shown = [(run.instruments.watch(part.id), part) for part in parts]
    bad = [(watch, part) for watch, part in shown if watch.state in _WORST]
    bad.sort(key=lambda pair: (_WORST.index(pair[0].state), pair[0].since_s))
    for watch, part in bad[:MOST_SERVICES]:
        name, reading = run.instruments.name_of(part.id), run.instruments.tile_text(part)
        since = _time(run, watch.since_s)
        if watch.state is State.STALE or not reading:
            text = say("{name}: {state} since {since}.", name=name, state=WORDS[watch.state], since=since)
        else:
            text = say(
                "{name}: {state} since {since}, {reading}.",
                name=name,
                state=WORDS[watch.state],
                since=since,
                reading=reading,
            )
        yield NoteLine(str(text), watch.state)
    rest = [run.instruments.name_of(part.id) for _, part in bad[MOST_SERVICES:]]
    if rest:
        yield NoteLine(str(say("And {count} more: {names}.", count=len(rest), names=listed(rest))))
    if not bad:
        yield NoteLine(str(say("Everything that the board shows is well.")), State.OK)


def _pages(run: Run) -> Iterator[NoteLine]:
    names = list(dict.fromkeys([run.instruments.name_of(alarm.component) for alarm in run.pager.waiting()]))
    if names:
        few = listed(
            names if len(names) <= MOST_SERVICES else [*names[:MOST_SERVICES], f"{len(names) - MOST_SERVICES} more"]
        )
        verb = "page" if len(names) > 1 else "pages"
        yield NoteLine(str(say("{names} {verb}, and nobody has taken it.", names=few, verb=verb)))
    else:
        yield NoteLine(str(say("No page waits.")))
    if run.state.severity is not None:
        yield NoteLine(str(say("Declared SEV{level}.", level=run.state.severity)))
    else:
        yield NoteLine(str(say("No severity was declared.")))


def _calls(run: Run) -> Iterator[NoteLine]:
    """Who rings now, and whose calls nobody took."""
    ringing = run.calls.ringing
    if ringing is not None:
        until = _time(run, ringing.until_s)
        yield NoteLine(str(say("{name} rings, until {time} at most.", name=ringing.name, time=until)))
    missed = [call.name for call in run.calls.state.calls if call.end is CallEnd.UNANSWERED]
    if missed:
        names = listed(list(dict.fromkeys(missed)))
        yield NoteLine(str(say("Nobody took the calls of: {names}.", names=names)))


# What was found out.


def _causes(run: Run, written: Written | None) -> Iterator[NoteLine]:
    """What was proved and disproved, and what was thought; a note that nobody wrote has only what anybody could read of."""
    carried = known_causes(run, written)
    told = {post.cause: post.second for post in reversed(run.channel.posts) if post.cause}
    thought = {one.cause: one for one in run.state.hypotheses}
    for cause in run.scenario.causes:
        if cause.id in carried:
            how = _how(run, cause.proofs) if written is not None else ""
            verdict = say("Proved") if cause.id in run.true_causes else say("Disproved")
            public = say("; the public was told at {time}", time=_time(run, told[cause.id])) if cause.id in told else ""
            text = say("{verdict}: {label}{how}{public}.", verdict=verdict, label=cause.label, how=how, public=public)
            yield NoteLine(str(text))
        elif cause.id in told:
            time = _time(run, told[cause.id])
            yield NoteLine(str(say("Told to the public at {time}: {label}.", time=time, label=cause.label)))
        if written is not None and cause.id in thought:
            guess = thought[cause.id]
            text = say(
                "Thought at {time}: {label}, {percent}% sure.",
                time=_time(run, guess.second),
                label=cause.label,
                percent=guess.confidence,
            )
            yield NoteLine(str(text))
    if written is None:
        yield NoteLine(str(say("Nobody wrote down what was read and thought.")))


def _how(run: Run, proofs: tuple[str, ...]) -> str:
    """What was read that proves it."""
    looks = [look.line for proof in proofs if (look := run.evidence.first(proof)) is not None]
    lines = [f"`{line}`" for line in dict.fromkeys(looks)]
    return f" ({', '.join(lines)})" if lines else ""


def _needs(run: Run, written: Written | None) -> Iterator[NoteLine]:
    for component, other in known_needs(run, written):
        name, needed = run.instruments.name_of(component), run.instruments.name_of(other)
        yield NoteLine(str(say("{name} cannot do without {needed}.", name=name, needed=needed)))


# Whom it was told to, and who is there.


def _told(run: Run) -> Iterator[NoteLine]:
    posts, due_s = run.channel.posts, run.channel.due_s
    if posts:
        last = posts[-1]
        text = say(
            '{time}  {state}: "{message}"', time=_time(run, last.second), state=last.state.value, message=last.message
        )
        yield NoteLine(str(text))
    else:
        yield NoteLine(str(say("Nothing so far.")))
    if due_s is not None:
        due = _time(run, due_s)
        promised = bool(posts) and posts[-1].promise_s == due_s
        late = due_s < run.second
        if promised and late:
            text = say("An update was promised for {time}, and is overdue.", time=due)
        elif promised:
            text = say("The next update is promised for {time}.", time=due)
        elif late:
            text = say("An update was due by {time}, and is overdue.", time=due)
        else:
            text = say("The next update is due by {time}.", time=due)
        yield NoteLine(str(text))


def _people(run: Run) -> Iterator[NoteLine]:
    """Who is here or on the way, and who can be called."""
    persons = [person for person in run.people.state.persons if not person.is_you()]
    for person in persons:
        if person.presence is Presence.HERE:
            yield NoteLine(_here(run, person))
        elif person.presence is Presence.WOKEN:
            time = _time(run, max(run.second, person.expected_s))
            yield NoteLine(str(say("{who} is on the way, expected by {time}.", who=_who(run, person), time=time)))
    office = [_who(run, person) for person in persons if person.presence is Presence.OFFICE]
    if office:
        yield NoteLine(str(say("At the office, not called: {names}.", names=listed(office))))
    asleep = [run.people.teams[person.team].name for person in persons if person.presence is Presence.ASLEEP]
    if asleep:
        yield NoteLine(str(say("Asleep, and can be called: {teams}.", teams=listed(list(dict.fromkeys(asleep))))))
    gone = [_who(run, person) for person in persons if person.presence is Presence.HOME]
    if gone:
        yield NoteLine(str(say("Gone home to sleep: {names}.", names=listed(gone))))


def _who(run: Run, person: Person) -> str:
    return f"{person.name} ({run.people.teams[person.team].name})"


def _here(run: Run, person: Person) -> str:
    doing = say("is free")
    if person.until_s is not None:
        doing = say("is busy until {time} with `{work}`", time=_time(run, person.until_s), work=person.doing)
    tired = f", {person.tiredness.value}" if person.tiredness.value else ""
    leaves_s = run.people.shifts.leaves_s(person)
    leaves = "" if leaves_s is None else say(", goes home at {time}", time=_time(run, max(leaves_s, run.second)))
    return str(say("{who} {doing}{tired}{leaves}.", who=_who(run, person), doing=doing, tired=tired, leaves=leaves))
