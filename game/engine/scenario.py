"""A scenario: everything that a run is made from, as plain values. Content builds it from a level file, a session runs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from game.engine.region import RegionPlan
from game.engine.timetable import Row
from game.engine.units import Amount, Between, Few, Moment, Share, WholeSeconds

if TYPE_CHECKING:
    from game.engine.chain import PieceSpec
    from game.engine.fixes import Fix
    from game.engine.lesson import LessonSpec
    from game.engine.objectives import ObjectiveSpec

FIX_WEEKS = 8
"""Weeks of work that may be spent on fixes where a level does not say otherwise."""

_FORBID: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, slots=True)
class LayerSpec:
    """A layer of the board, causes at the bottom. `short` has at most 4 letters. `rows` are its board rows (0 to 7)."""

    id: str
    name: str
    short: str
    rows: tuple[Annotated[int, Between(0, 7)], ...]

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamSpec:
    """People who can be paged. `answers_s` is how long they take to be there, give or take `spread_s`.

    `day_people` come to the office at the level's `shift_change_s`, if it has one, and can be paged from then on.
    """

    id: str
    name: str
    people: tuple[str, ...]
    answers_s: WholeSeconds
    spread_s: Annotated[int, Between(0, 7200)] = 0
    knows: str = ""
    day_people: tuple[str, ...] = ()

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """A reading (as it truly is, not as it is shown) at or below, or at or above, a bound. One bound, or both."""

    component: str
    metric: str
    at_most: float | None = None
    at_least: float | None = None

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    def holds(self, value: float) -> bool:
        """Whether a value is within the bounds."""
        return (self.at_most is None or value <= self.at_most) and (self.at_least is None or value >= self.at_least)


@dataclass(frozen=True, kw_only=True, slots=True)
class MilestoneSpec:
    """A moment of the night that is looked for in the run: the first tick at which all of `when` hold, after `after`."""

    id: str
    name: str
    when: tuple[Condition, ...]
    after: str = ""
    published_s: Moment | None = None

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalSpec:
    """When the incident is over: all of `healthy` true without a break for `hold_s`, once the milestone `after` was met."""

    healthy: tuple[Condition, ...]
    hold_s: WholeSeconds
    after: str = ""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class CauseSpec:
    """A cause that an update or a hypothesis can name. `proofs` are the looks that prove (or disprove) it.

    A proof is a console line, `*` standing for any word, whose output was read while the fault was on.
    """

    id: str
    label: str
    true: bool
    proofs: tuple[str, ...] = ()

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class ChangeSpec:
    """An entry of the change log: what somebody deployed or altered, true causes and red herrings alike."""

    at_s: Moment
    component: str
    text: str

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class RunbookSpec:
    """A page of the runbook: a topic and its lines."""

    title: str
    lines: tuple[str, ...]

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class ParSpec:
    """Weighted customer-minutes lost by doing nothing and by the reference play: the two ends of the impact score.

    Measured with the level's own scripts on seed 1; a test says when they are stale.
    """

    nothing: Amount
    reference: Amount

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedAct:
    """Something that was published about the real night, at a second; `source` names where."""

    at_s: Moment
    text: str
    source: str
    milestone: str = ""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class ChannelSpec:
    """The rules for public updates. Seconds count from the first page; `trust` is 0 to 100 at the start."""

    trust: Annotated[float, Between(0, 100)] = 90.0
    first_within_s: WholeSeconds = 300
    scope_within_s: WholeSeconds = 300
    then_every_s: WholeSeconds = 1200
    hurt_at: Share = 0.05

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class Prelude:
    """What the shift before the player does, up to the moment of taking over. `path` is the script's, as people are told it."""

    path: str
    rows: tuple[Row, ...]

    @property
    def deciding(self) -> tuple[tuple[int, str], ...]:
        """What of it decides a run: who moves a line in its file, or corrects a remark, changes nothing."""
        return tuple([(row.second, row.line) for row in self.rows])


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One level, ready to run.

    The region runs from `region.start_s`; the player takes over at `take_over_s`, when the region has produced the state to
    start from (with the `prelude`, if there is one); the night ends at `end_s`. At `shift_change_s` the day
    shift comes; None where it never does. `content_hash` is the fingerprint of everything that decides a run.
    `scripts` maps names such as "reference" and "history" to the text of the level's scripts. `fixes` could be built in before
    the night is run again, within `fix_weeks` weeks of work. `objectives` are what it teaches, the most urgent first; `chain`
    are the pieces of which its chain of causes can be made. `lesson` is what a colleague says and does, step by step.
    """

    id: str
    title: str
    tagline: str
    briefing: str
    learn: tuple[str, ...]
    minutes: Few
    zero: datetime
    zone: str
    take_over_s: int
    end_s: int
    region: RegionPlan
    layers: tuple[LayerSpec, ...]
    teams: tuple[TeamSpec, ...]
    channel: ChannelSpec
    milestones: tuple[MilestoneSpec, ...]
    goal: GoalSpec
    causes: tuple[CauseSpec, ...]
    changes: tuple[ChangeSpec, ...]
    runbook: tuple[tuple[str, RunbookSpec], ...]
    par: ParSpec | None
    published: tuple[PublishedAct, ...]
    scripts: tuple[tuple[str, str], ...]
    path: str
    content_hash: str
    shift_change_s: int | None = None
    prelude: Prelude | None = None
    fixes: tuple[Fix, ...] = ()
    fix_weeks: int = FIX_WEEKS
    objectives: tuple[ObjectiveSpec, ...] = ()
    chain: tuple[PieceSpec, ...] = ()
    lesson: tuple[LessonSpec, ...] = ()
