"""What is kept of a night that was played to its end: facts only, no judgement of the player."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from game import __version__

if TYPE_CHECKING:
    from game.engine.scenario import Scenario
    from game.session.judging.record import RunRecord
    from game.session.judging.score import Score


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of the score came to."""

    id: str
    label: str
    points: float
    of: int


@dataclass(frozen=True, slots=True)
class Met:
    """What became of one objective of the level. `begun_s` is None if it never began, `met_s` if it was not met, both in
    seconds from the level's zero. `hints` is how many rungs of help were asked for."""

    objective: str
    name: str
    skill: str
    begun_s: int | None
    met_s: int | None
    hints: int


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A night that was played to its end. `journal` is the file's name, None without one; it is kept only once.

    `begun` (None if nobody knows) and `ended` are seconds since 1970, `from_s` and `resolved_s` simulated seconds from the
    level's zero: when the player took over, and when it was declared over and was. `version` is the game's. `parent` is the
    journal that the run was taken over from in the middle, None for a run of its own: such a run counts as practice.
    `guidance` is how much help it was played with, None where that was not kept yet. `times` are the steps of the night,
    each with the simulated seconds from the first page (or from the taking over) to it, None if it was not reached.
    `id` is its number in the file, 0 before it is there.
    """

    journal: str | None
    level: str
    content: str
    version: str
    seed: int
    begun: int | None
    ended: int
    outcome: str
    grade: str
    total: int
    impact: int
    conduct: int
    from_s: int
    resolved_s: int | None
    parts: tuple[Part, ...] = ()
    parent: str | None = None
    guidance: str | None = None
    objectives: tuple[Met, ...] = ()
    times: tuple[tuple[str, int | None], ...] = ()
    id: int = field(default=0, compare=False)


def finished(
    record: RunRecord,
    judged: Score,
    scenario: Scenario,
    *,
    begun: int | None,
    ended: int,
    parent: str | None = None,
) -> FinishedRun:
    """A run that has ended, as it is kept. `begun` and `ended` are seconds since 1970, `parent` is what it was taken over from."""
    return FinishedRun(
        journal=Path(record.journal).name if record.journal else None,
        level=record.level.id,
        content=scenario.content_hash,
        version=__version__,
        seed=record.level.seed,
        begun=begun,
        ended=ended,
        outcome=record.outcome,
        grade=judged.grade,
        total=judged.total,
        impact=judged.impact_score,
        conduct=judged.conduct_score,
        from_s=record.level.start_s,
        resolved_s=record.resolved_s,
        parts=tuple([Part(part.id, part.label, part.points, part.of) for part in judged.parts]),
        parent=parent,
        guidance=record.level.guidance.value,
        objectives=tuple([Met(it.id, it.name, it.skill, it.begun_s, it.met_s, it.hints) for it in record.objectives]),
        times=_times(record, scenario),
    )


def _times(record: RunRecord, scenario: Scenario) -> tuple[tuple[str, int | None], ...]:
    """The steps that the debrief shows, from the first page on; where another shift had it, from the taking over."""
    from game.session.judging.debrief import FIRST_PAGE, times

    told = {what: mine for what, mine, _ in times(record, scenario)}
    if record.handed_over is not None:
        return tuple(told.items())
    paged_s = told.pop(FIRST_PAGE, None)
    if paged_s is None:
        return ()
    return tuple([(what, None if mine is None else max(0, mine - paged_s)) for what, mine in told.items()])
