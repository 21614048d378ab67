"""What the debrief shows of a run that has ended."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.view.board import LevelFacts


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of the score with its reason in a sentence."""

    id: str
    label: str
    points: float
    of: int
    reason: str


@dataclass(frozen=True, slots=True)
class MarkView:
    """One rule of the rubric: `part` it belongs to, what it gives points `for_what`, what it came to and why, and what to try
    next time where points were left."""

    id: str
    part: str
    for_what: str
    points: float
    of: int
    reason: str
    next_time: str


@dataclass(frozen=True, slots=True)
class Act:
    """One thing on a timeline. `who` is "you" or whoever did it beside you, "region", or "history" (as published)."""

    second: int
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class SectorLoss:
    """What customers of one sector went through, in customer-minutes."""

    sector: str
    customer_minutes: float
    weight: float


@dataclass(frozen=True, slots=True)
class SectorCurve:
    """What customers of one sector went through: the share who could not (0 to 1), once a minute. `ghost` is the real night."""

    sector: str
    customer_minutes: float
    weight: float
    curve: tuple[float, ...]
    ghost: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Debrief:
    """What the debrief shows. Curves hold one impact share (0 to 1) a minute from the level's start.

    `times` are (what, yours, the real night's), counted from the level's zero, or from the taking over where another shift was
    there before; `end_s` is when it ended or was left, from the level's zero. `marks` are all rules of the rubric, `held` is
    the ceiling that held the total down, with its reason, or None. `by_sector` has what each sector went through. `unkept` says
    why the result is not among the player's results and what can be done, "" if it is.
    """

    level: LevelFacts
    outcome: str
    verdict: str
    total: int
    grade: str
    impact_score: int
    conduct_score: int
    parts: tuple[ScorePart, ...]
    acts: tuple[Act, ...]
    truth: tuple[Act, ...]
    history: tuple[Act, ...]
    curve: tuple[float, ...]
    ghost: tuple[float, ...]
    phases: tuple[tuple[int, str], ...]
    sectors: tuple[SectorLoss, ...]
    customer_minutes: float
    customer_minutes_history: float | None
    times: tuple[tuple[str, int | None, int | None], ...]
    lessons: tuple[str, ...]
    journal: str
    end_s: int | None = None
    marks: tuple[MarkView, ...] = ()
    held: tuple[int, str] | None = None
    by_sector: tuple[SectorCurve, ...] = ()
    unkept: str = ""
