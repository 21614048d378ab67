"""Whether what the instruments show is old enough to say nothing yet of the last change, and when it will be known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.readings import State
from game.engine.words import Sentence, say
from game.session.judging.record import Entry, EntryKind
from game.session.language.wording import clock_time

if TYPE_CHECKING:
    from game.session.run import Run


@dataclass(frozen=True, slots=True)
class NotShown:
    """A change that took effect at `done_s` and that the readings are too old to show.

    `shown_s` is when they will; None where the instruments are silent and nobody knows.
    """

    line: str
    done_s: int
    shown_s: int | None


def not_shown(run: Run, components: Iterable[str]) -> NotShown | None:
    """The last change of which the readings of some component say nothing yet; None if all of them are newer."""
    known = tuple(dict.fromkeys(components))
    if not known:
        return None
    change = last_change(run, min([taken_s(run, component) for component in known]), run.second)
    if change is None:
        return None
    done_s = effect_s(change)
    late = [component for component in known if taken_s(run, component) < done_s]
    silent = any(_is_silent(run, component) for component in late)
    shown_s = max([_at_tick(run, done_s) + run.instruments.age_s(component) for component in late])
    return NotShown(change.line, done_s, None if silent else shown_s)


def last_change(run: Run, after_s: int, until_s: int) -> Entry | None:
    """The newest change that took effect after a second and not after another one; None if there was none."""
    before = () if run.handover is None else run.handover.entries
    changes = [
        entry
        for entry in (*before, *run.entries)
        if entry.kind is EntryKind.CHANGE and not entry.refused and after_s < effect_s(entry) <= until_s
    ]
    return max(changes, key=effect_s, default=None)


def effect_s(entry: Entry) -> int:
    """When what was ordered takes effect."""
    return entry.second if entry.done_s is None else entry.done_s


def taken_s(run: Run, component: str) -> int:
    """When the readings that are shown of a component were taken."""
    return run.second - run.instruments.age_s(component)


def ticks_before(run: Run, component: str, second: int) -> int:
    """How many seconds before those that are shown now the last readings from before a second were taken."""
    tick_s = run.region.tick_s
    last_s = _at_tick(run, second) - tick_s
    return max(0, taken_s(run, component) - last_s) // tick_s * tick_s


def not_shown_words(run: Run, change: NotShown) -> Sentence:
    """That readings are from before a change, and when they will not be."""
    done = clock_time(run.scenario.zero, change.done_s)
    if change.shown_s is None:
        text = "What is shown was read before `{line}` took effect at {done}; only a direct look says more."
        return say(text, line=change.line, done=done)
    text = "Wait until {shown}: `{line}` took effect at {done}, and what is shown now was read before that."
    return say(text, shown=clock_time(run.scenario.zero, change.shown_s), line=change.line, done=done)


def _is_silent(run: Run, component: str) -> bool:
    """Whether readings are later than instruments usually are: then nobody knows when the next one comes."""
    monitoring = run.instruments.monitoring
    usual_s = 0 if monitoring is None else monitoring.spec.delay_s + run.region.tick_s
    return run.instruments.state(component) is State.STALE or run.instruments.age_s(component) > usual_s


def _at_tick(run: Run, second: int) -> int:
    """The end of the tick in which something happens: its readings are the first that can show it."""
    start_s, tick_s = run.region.plan.start_s, run.region.tick_s
    return start_s - (start_s - second) // tick_s * tick_s
