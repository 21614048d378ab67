"""Passing the seat on within a run, by `handover` or at the shift change.

Before a shift change (within `WRITTEN_BEFORE_S`) `handover` only writes: the note waits for the change, can be written anew
until then, and says at the change how things stand then. At any other time the seat passes on at once.

What the next player does not get: what was read (`Evidence`: looks, and with them the lanes of the DNS inspector and the log
lines of the inspector), needs in no diagram and proved causes that the note does not carry, what passed by in the feed, and
the earlier player's own lines in timeline, chart and history of the prompt. What stays is what anybody finds who sits down
there: the board and its memory, the pager, the status page, people, the log of actions (`history`, `changes`), and the note.

A note that somebody wrote carries every cause that was proved and every such need, because it lists them. One that nobody
wrote carries causes only that were told to the public or stated as a hypothesis: the rest was in the head of whoever left.

What is judged is the whole night: losses, trust, updates and acts of all players count as those of one team, and no clock
begins anew. Three things are held for the next player, because they cannot have known better: a risky change has to be aimed
by a look of their own, or at something that the note names as held or under way (`Case`); a cause that they were not told of
is not kept back from the public by them, and one that they were told of only from now on; and how tired they are follows from
the rules of the hours alone, so that handing over is no way to be fresh or to get one's hands free.

Everything here follows from the scenario and the lines that were said, so it replays, rewinds and forks with the run.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.engine.words import Sentence, say
from game.session.handover.changeover import DUE_BEFORE_S, WRITTEN_BEFORE_S, Changeover, Written
from game.session.handover.handover_note import known_causes, known_needs, named_components, note_of
from game.session.language.tokens import unquoted
from game.session.language.wording import clock_time, line
from game.session.staff.person import YOU, News, NewsKind

if TYPE_CHECKING:
    from game.session.run import Run


def shift_ends_s(run: Run) -> int | None:
    """When the shift change takes the seat from whoever sits there now; None if none does."""
    you = next(person for person in run.people.state.persons if person.is_you())
    return run.people.shifts.hands_over_s(you)


def due_s(run: Run) -> int | None:
    """When the seat passes on, once that is near enough to be prepared; None before, and if it does not."""
    ends_s = shift_ends_s(run)
    return ends_s if ends_s is not None and run.second >= ends_s - DUE_BEFORE_S and not run.ended else None


def waits_for_change(run: Run, second: int) -> bool:
    """Whether a note written at this second waits for the shift change."""
    ends_s = shift_ends_s(run)
    return ends_s is not None and second >= ends_s - WRITTEN_BEFORE_S


def taken_before(run: Run) -> int:
    """How often the seat was taken, as a run is opened: all times, but for one that passed on at this very second."""
    done = run.state.changeovers.done
    waits = bool(done) and done[-1].second == run.second and done[-1].said == len(run.said)
    return len(done) - 1 if waits else len(done)


def question(run: Run) -> str | None:
    """What is asked back before the seat passes on at once; None if the note only waits."""
    if waits_for_change(run, run.second):
        return None
    return str(
        say(
            "The seat passes on now, and all is paused. Whoever takes it has the note and the board, and nothing else of what "
            "you have read."
        )
    )


def write(run: Run, values: tuple[str, ...], second: int) -> Sentence:
    """Carry out `handover`. Says what becomes of the note."""
    written = Written(second, unquoted(values[0]) if values else "")
    if waits_for_change(run, second):
        anew = run.state.changeovers.written is not None
        run.state = replace(run.state, changeovers=replace(run.state.changeovers, written=written))
        time = clock_time(run.scenario.zero, shift_ends_s(run) or second)[:5]
        if anew:
            return say("Written anew. The note is handed over at {time}, with how things stand then.", time=time)
        return say("Written. The note is handed over at {time}, with how things stand then.", time=time)
    _pass_on(run, written, at_shift_change=False)
    return say("The note is written, and the seat is free.")


def heed(run: Run, news: tuple[News, ...]) -> None:
    """After each tick: say once that a handover is due, and hand over when the shift is over."""
    if any(one.kind is NewsKind.HANDED_OVER and one.name == YOU for one in news):
        written = run.state.changeovers.written
        _pass_on(run, written, at_shift_change=True)
        return
    due = due_s(run)
    if due is not None and run.second - run.region.tick_s < due - DUE_BEFORE_S:
        time = clock_time(run.scenario.zero, due)[:5]
        if run.state.changeovers.written is None:
            text = say(
                'Your shift ends at {time}. `handover "..."` writes the note that the next one plays on from.',
                time=time,
            )
        else:
            text = say("Your shift ends at {time}. The note is written; `handover` writes it anew.", time=time)
        run.tell(run.second, "", line(text))


def _pass_on(run: Run, written: Written | None, *, at_shift_change: bool) -> None:
    note = note_of(run, written, at_shift_change=at_shift_change)
    done = Changeover(
        second=run.second,
        at_shift_change=at_shift_change,
        written_s=note.written_s,
        words=note.words,
        known=known_causes(run, written),
        needs=known_needs(run, written),
        named=named_components(run),
        said=len(run.said),
        told=len(run.feed),
    )
    run.handover_notes.append(note)
    run.state = replace(
        run.state, changeovers=replace(run.state.changeovers, written=None, done=(*run.state.changeovers.done, done))
    )
    run.evidence.pass_on(done.known)
    kept = tuple([found for found in run.hidden.state.found if found[0] in done.needs])
    run.hidden.state = replace(run.hidden.state, found=kept)
    channel = run.channel.state
    causes = tuple([(cause, run.second) for cause, _ in channel.causes_known if cause in done.known])
    run.channel.state = replace(channel, causes_known=causes)
    time = clock_time(run.scenario.zero, run.second)[:5]
    run.tell(run.second, "", line(say("You take the seat at {time}. `notes` shows what was left for you.", time=time)))
