"""Objectives: what a level teaches, and by what in a run one sees that it was done. They decide nothing in the region.

Hints are made from them as well: where to look, what to compare, what it means, and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, Literal

from game.engine.scenario import Condition
from game.engine.units import WholeSeconds

PostWord = Literal["investigating", "identified", "monitoring", "resolved"]
"""The states of a public update."""

_FORBID: dict[str, Any] = {"extra": "forbid"}


class Skill(Enum):
    """What somebody on call learns, in the order of a night."""

    NOTICE = "notice"
    DIAGNOSE = "diagnose"
    CONTAIN = "contain"
    REPAIR = "repair"
    VERIFY = "verify"
    TELL = "tell"
    PEOPLE = "people"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingSpec:
    """A reading as the instruments show it, now or `ago_s` seconds earlier."""

    component: str
    metric: str
    ago_s: WholeSeconds = 0

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparisonSpec:
    """Two readings that say more side by side than each by itself."""

    first: ReadingSpec
    second: ReadingSpec

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class MeaningSpec:
    """What some readings mean, in a sentence that is only said while they are shown so."""

    text: str
    shown: tuple[Condition, ...] = ()

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class StepSpec:
    """One line on the way to an objective, said once all of `shown` stands on the instruments.

    `say` is a console line. `like` is a pattern of other lines that do the same ("throttle dwfm *"), `*` standing for any
    word; without it only the very line does. `post` takes the place of `say`: an update in that state, whose services and
    words follow from what is shown; `cause` is named in it as soon as it is proved.
    """

    say: str = ""
    like: str = ""
    post: PostWord | None = None
    cause: str = ""
    shown: tuple[Condition, ...] = ()

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class ObjectiveSpec:
    """Something that a level teaches and a run can meet. Those that are more urgent stand before others in the file.

    `name` says it to the player once it is over. It begins with the first page or, with `after`, when that milestone is
    reached. It is met when all that is written here has come about since it began: one of `looks` (patterns of console
    lines, `*` standing for any word) was taken, in trouble unless it begins with a milestone; each of `lines` was carried
    out, when what it needs was true; all of `reached` were reached; an update in one of the states `told` was published and
    true; and, with `ended`, the end was declared and true.

    The hints: `clues` are the console lines that show it, in the order in which one would look; `compare` are readings to
    hold side by side, `means` what they mean (the first that is shown so counts), `steps` what to do.
    """

    id: str
    name: str
    skill: Skill
    clues: tuple[str, ...]
    compare: tuple[ComparisonSpec, ...]
    means: tuple[MeaningSpec, ...]
    steps: tuple[StepSpec, ...]
    after: str = ""
    looks: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()
    told: tuple[PostWord, ...] = ()
    ended: bool = False

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID
