"""The score: each rule of the rubric applied to the record of a run, with its reason in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine.scenario import Scenario
from game.engine.words import Sentence, say
from game.session.judging.case import Case
from game.session.judging.criteria import RULES
from game.session.judging.criteria.answer import whole
from game.session.judging.criteria.ceilings import CEILINGS
from game.session.judging.record import Entry, EntryKind, RunRecord
from game.session.judging.rubric import (
    CAPS,
    HINT_COSTS,
    HINTS,
    HINTS_AT_MOST,
    HINTS_COME_OFF,
    IMPACT,
    PARTS,
    Cap,
    Criterion,
    Part,
    grade_of,
)
from game.session.view.aftermath import ScorePart

__all__ = ["Entry", "EntryKind", "Mark", "RunRecord", "Score", "score"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What one criterion came to: its share (0 to 1) of the points, and why. `taken` are points that it takes away."""

    criterion: Criterion
    share: float
    reason: Sentence
    taken: float = 0.0

    @property
    def points(self) -> float:
        """Points earned."""
        return self.criterion.of * self.share - self.taken

    @property
    def left(self) -> float:
        """Points that were left."""
        return self.criterion.of - self.points


@dataclass(frozen=True, slots=True)
class Score:
    """The verdict on both axes. `cap` is the ceiling that held the total down, or None; `parts_total` is what the parts
    add up to without it.
    """

    total: int
    grade: str
    impact_score: int
    conduct_score: int
    parts: tuple[ScorePart, ...]
    marks: tuple[Mark, ...]
    cap: Cap | None
    parts_total: int


def score(record: RunRecord, scenario: Scenario) -> Score:
    """Apply the rubric. Depends on nothing but its arguments."""
    case = Case(record, scenario)
    marks: list[Mark] = []
    parts: list[ScorePart] = []
    impact = conduct = 0.0
    conduct_of = 0
    for index, part in enumerate(PARTS):
        found = _marks(part, case)
        if part.id == HINTS_COME_OFF:
            found += hint_marks(case, sum([mark.points for mark in found]))
        marks += found
        points = sum([mark.points for mark in found])
        worst = max(found, key=lambda mark: mark.left, default=None)
        parts.append(ScorePart(part.id, part.label, points, part.of, str(worst.reason) if worst else ""))
        if index == 0:
            impact = points / part.of * 100
        else:
            conduct += points
            conduct_of += part.of
    case.conduct = conduct / conduct_of * 100
    total = impact * IMPACT + case.conduct * (1 - IMPACT)
    hold = min(
        [cap for cap in CAPS if cap.total < total and CEILINGS[cap.id](case)], key=lambda cap: cap.total, default=None
    )
    held_down = whole(total if hold is None else hold.total)
    return Score(
        held_down,
        grade_of(held_down),
        whole(impact),
        whole(case.conduct),
        tuple(parts),
        tuple(marks),
        hold,
        whole(total),
    )


def _marks(part: Part, case: Case) -> list[Mark]:
    """The marks of a part. What one comes to below nothing is taken from what the others earned, as far as that goes."""
    marks: list[Mark] = []
    for criterion in part.criteria:
        share, reason = RULES[criterion.id](case)
        marks.append(Mark(criterion, min(1.0, max(0.0, share)), reason, max(0.0, -share) * criterion.costs))
    earned = sum([mark.criterion.of * mark.share for mark in marks])
    return [
        replace(mark, taken=min(mark.taken, mark.criterion.costs, earned)) if mark.taken else mark for mark in marks
    ]


def hint_marks(case: Case, earned: float) -> list[Mark]:
    """What hints cost of the points earned, in a rated night; nothing in any other, or without hints."""
    rungs = [rung for objective in case.record.objectives for rung in objective.rungs]
    if not rungs or not case.record.level.guidance.rated:
        return []
    taken = min(sum([HINT_COSTS[rung - 1] for rung in rungs]), HINTS_AT_MOST, earned)
    text = say("Hints asked for: {n}. They cost {points} points.", n=len(rungs), points=f"{taken:g}")
    return [Mark(HINTS, 0.0, text, taken)]
