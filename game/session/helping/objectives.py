"""Objectives of a run: which have begun, which are met and since when, and which hints were asked for.

All of it follows from the lines that were said and from the region: nothing is kept beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from game.engine.objectives import ObjectiveSpec
from game.session.evidence import fits
from game.session.judging.record import Entry, EntryKind
from game.session.view.objectives import ObjectiveView

if TYPE_CHECKING:
    from game.session.run import Run


def objectives_of(run: Run) -> tuple[ObjectiveView, ...]:
    """All objectives of the level as the run stands, in the level's order. A journal's record holds the same."""
    return tuple([_view(run, spec) for spec in run.scenario.objectives])


def _view(run: Run, spec: ObjectiveSpec) -> ObjectiveView:
    begun, met = begun_s(run, spec), met_s(run, spec)
    return ObjectiveView(
        spec.id,
        spec.name,
        spec.skill.value,
        begun,
        met,
        rungs_of(run.entries, spec.id),
        bool(run.ended) and begun is not None and met is None,
    )


def rungs_of(entries: Iterable[Entry], objective: str) -> tuple[int, ...]:
    """The rungs of an objective's hints that were told, each once, the lowest first."""
    return tuple(sorted({entry.hint.rung for entry in entries if entry.hint and entry.hint.objective == objective}))


def open_ones(run: Run) -> tuple[ObjectiveSpec, ...]:
    """The objectives that have begun and are not met, the most urgent first."""
    return tuple(
        [spec for spec in run.scenario.objectives if begun_s(run, spec) is not None and met_s(run, spec) is None]
    )


def begun_s(run: Run, spec: ObjectiveSpec) -> int | None:
    """When an objective began; None if it has not. What the shift before saw begin begins for you when you take over."""
    first_page_s = run.pager.state.first_page_s
    if not spec.after:
        return first_page_s
    reached_s = run.ledger.milestones()[spec.after]
    return None if reached_s is None else max(reached_s, run.scenario.take_over_s)


def met_s(run: Run, spec: ObjectiveSpec) -> int | None:
    """When all was there that an objective asks for; None if something is missing, or it has not begun."""
    latest_s = begun_s(run, spec)
    if latest_s is None:
        return None
    for second in _asked_for(run, spec, latest_s):
        if second is None:
            return None
        latest_s = max(latest_s, second)
    return latest_s


def _asked_for(run: Run, spec: ObjectiveSpec, since_s: int) -> Iterator[int | None]:
    """When each thing that an objective asks for came about, None for what has not."""
    if spec.looks:
        yield next(
            (look.second for look in counted_looks(run, spec, since_s) if _any_fits(spec.looks, look.line)), None
        )
    for pattern in spec.lines:
        yield next((entry.done_s or entry.second for entry in carried_out(run, pattern, since_s, run.second)), None)
    for milestone in spec.reached:
        yield run.ledger.milestones()[milestone]
    if spec.told:
        yield next(iter(true_updates(run, spec.told, since_s)), None)
    if spec.ended:
        yield run.state.declared_s


def counted_looks(run: Run, spec: ObjectiveSpec, since_s: int) -> Iterator[Entry]:
    """The looks since a second that can meet an objective: in trouble, unless it begins with a milestone."""
    for entry in looks_since(run, since_s):
        if entry.in_trouble or spec.after:
            yield entry


def looks_since(run: Run, since_s: int) -> Iterator[Entry]:
    """The looks since a second that had something to show."""
    for entry in run.entries:
        if entry.kind is EntryKind.LOOK and entry.showed and entry.second >= since_s:
            yield entry


def carried_out(run: Run, pattern: str, since_s: int, until_s: int | None = None) -> Iterator[Entry]:
    """Lines said since a second that a pattern fits, when what they need was true; with `until_s` only those done by then."""
    for entry in run.entries:
        done_s = entry.second if entry.done_s is None else entry.done_s
        if (
            entry.kind is not EntryKind.LOOK
            and entry.second >= since_s
            and entry.needs_met
            and not entry.refused
            and (until_s is None or done_s <= until_s)
            and fits(pattern, entry.line)
        ):
            yield entry


def true_updates(run: Run, states: Iterable[str], since_s: int) -> Iterator[int]:
    """When updates in one of some states were published that were true, since a second."""
    wanted = tuple(states)
    for judged in run.channel.state.judgements:
        if judged.second >= since_s and judged.truthful and judged.state.value in wanted:
            yield judged.second


def _any_fits(patterns: tuple[str, ...], line: str) -> bool:
    return any(fits(pattern, line) for pattern in patterns)
