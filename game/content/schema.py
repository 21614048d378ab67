"""The level format, as Pydantic sees it: the sections of a file and the engine's own specs behind them.

There are no twin classes: what a section holds is validated straight into the dataclass that the engine runs on. A new
mechanism is known here as soon as it stands in the registry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Annotated, Any, ClassVar, Literal, Union

from pydantic import ConfigDict, Field, TypeAdapter, create_model

from game.engine.chain import PieceSpec
from game.engine.fixes import FixSpec
from game.engine.lesson import LessonSpec
from game.engine.mechanism import ComponentSpec, Mechanism
from game.engine.mechanisms import MECHANISMS
from game.engine.objectives import ObjectiveSpec
from game.engine.region import FaultSpec
from game.engine.scenario import (
    FIX_WEEKS,
    CauseSpec,
    ChangeSpec,
    ChannelSpec,
    GoalSpec,
    LayerSpec,
    MilestoneSpec,
    ParSpec,
    RunbookSpec,
    TeamSpec,
)
from game.engine.units import Between, Few, Moment

_FORBID: dict[str, Any] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, slots=True)
class FileHead:
    """What stands at the top of every file. `history` names a file of published facts in the game's assets."""

    format: Literal[1]
    extends: str = ""
    zero: datetime | None = None
    zone: str = ""
    history: str = ""

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelHead:
    """What stands at the top of a level. `zero` is the moment from which its seconds count; `zone` is that clock's name.

    `prelude` names a script in the level's folder, such as "long-night.history.script": its lines before `take_over_s` were
    carried out by the shift before the player. `shift_change_s` is when the day shift comes: the `day_people` of its teams,
    and a fresh successor to whom a player who has been there for five hours hands over. `fix_weeks` is how many weeks of work
    may be spent on fixes once the night is over.
    """

    format: Literal[1]
    extends: str = ""
    title: str
    tagline: str
    minutes: Annotated[int, Between(1, 180)]
    briefing: str
    learn: tuple[str, ...]
    zero: datetime
    zone: str
    take_over_s: Moment
    end_s: Moment
    prelude: str = ""
    shift_change_s: Moment | None = None
    history: str = ""
    fix_weeks: Few = FIX_WEEKS

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class RegionTable:
    """The region's clock: its name, the length of a tick, and the second at which the simulation begins."""

    name: str
    tick_s: Literal[1, 2, 5]
    start_s: Moment

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


class Shape(Enum):
    """How a section is written: one table, a table of tables by id, or an array of tables."""

    TABLE = "[name]"
    BY_ID = "[name.ID]"
    ARRAY = "[[name]]"


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a level file. `holds` is what each entry becomes; `own_id` says that the entry's id is one of its fields."""

    name: str
    shape: Shape
    holds: type[Any]
    most: int = 1
    own_id: bool = False


SECTIONS: tuple[Section, ...] = (
    Section("region", Shape.TABLE, RegionTable),
    Section("layer", Shape.BY_ID, LayerSpec, 8, own_id=True),
    Section("component", Shape.BY_ID, ComponentSpec, 1100, own_id=True),
    Section("team", Shape.BY_ID, TeamSpec, 40, own_id=True),
    Section("channel", Shape.TABLE, ChannelSpec),
    Section("cause", Shape.BY_ID, CauseSpec, 60, own_id=True),
    Section("runbook", Shape.BY_ID, RunbookSpec, 60),
    Section("fault", Shape.BY_ID, FaultSpec, 200, own_id=True),
    Section("milestone", Shape.BY_ID, MilestoneSpec, 100, own_id=True),
    Section("change", Shape.ARRAY, ChangeSpec, 200),
    Section("fix", Shape.BY_ID, FixSpec, 40, own_id=True),
    Section("objective", Shape.BY_ID, ObjectiveSpec, 12, own_id=True),
    Section("chain", Shape.BY_ID, PieceSpec, 40, own_id=True),
    Section("lesson", Shape.ARRAY, LessonSpec, 60),
    Section("goal", Shape.TABLE, GoalSpec),
    Section("par", Shape.TABLE, ParSpec),
)

LEVEL_ONLY = frozenset({"title", "tagline", "minutes", "briefing", "learn", "take_over_s", "end_s"})
"""Fields that make a file a level; without all of them it is a base that levels extend."""


def kinds() -> dict[str, type[Mechanism[Any, Any]]]:
    """The mechanisms that a component can be, by the `kind` that a level writes."""
    return {mechanism.kind: mechanism for mechanism in MECHANISMS}


_adapters: dict[Any, TypeAdapter[Any]] = {}


def adapter(holds: Any) -> TypeAdapter[Any]:
    """Pydantic's validator of one type, built when it is first needed."""
    if holds not in _adapters:
        _adapters[holds] = TypeAdapter(holds)
    return _adapters[holds]


def json_schema() -> dict[str, Any]:
    """JSON Schema of a level file, for editors.

    Nothing but `format` is required: whatever a file leaves out may come from the one that it extends.
    """
    document: dict[str, Any] = {}
    for section in SECTIONS:
        holds: Any = section.holds
        if holds is ComponentSpec:
            specs = tuple([mechanism.spec_type for mechanism in MECHANISMS])
            holds = Union[specs]  # noqa: UP007
            if len(specs) > 1:
                holds = Annotated[holds, Field(discriminator="kind")]
        if section.shape is Shape.BY_ID:
            holds = dict[str, holds]
        elif section.shape is Shape.ARRAY:
            holds = tuple[holds, ...]
        document[section.name] = (holds, ...)
    head = adapter(LevelHead).json_schema()
    model = create_model("Level", __config__=ConfigDict(extra="forbid"), **document)
    schema = model.model_json_schema()
    schema["properties"] = {**head["properties"], **schema["properties"]}
    schema = _relaxed(schema)
    schema["required"] = ["format"]
    by_id = [section for section in SECTIONS if section.shape is Shape.BY_ID]
    names = {section.holds.__name__ for section in by_id if section.own_id} | {m.spec_type.__name__ for m in MECHANISMS}
    for name, definition in schema["$defs"].items():
        if name in names:
            definition["properties"].pop("id", None)
        if name in names or name == RunbookSpec.__name__:
            definition["properties"]["remove"] = {"const": True, "description": "Take out what the extended file has."}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "NOERROR level",
        "description": "A level, or a base that levels extend. Written as TOML.",
        **{key: value for key, value in schema.items() if key not in ("title", "description")},
    }


def _relaxed(schema: Any) -> Any:
    """The schema of a part of a file: nothing required, and any spec that has the keys will do."""
    if isinstance(schema, Mapping):
        kept = {key: _relaxed(value) for key, value in schema.items()}
        if isinstance(kept.get("required"), list):
            del kept["required"]
        if "oneOf" in kept:
            kept["anyOf"] = kept.pop("oneOf")
            kept.pop("discriminator", None)
        return kept
    if isinstance(schema, list):
        return [_relaxed(item) for item in schema]
    return schema
