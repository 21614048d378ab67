"""Fixes: what people decide to change after a night, as other settings of the region's components.

A fix says nothing of outcomes. It changes how something is built, and the same night run again shows what comes of that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, ClassVar

from game.engine.mechanism import ComponentSpec
from game.engine.region import RegionPlan
from game.engine.scenario import Condition
from game.engine.units import Between


@dataclass(frozen=True, kw_only=True, slots=True)
class FixSpec:
    """Something that could be built differently. It decides nothing unless a night is run again with it.

    `does` says in one sentence what it is, `weeks` how many weeks of work. `announced` fixes are among those that the real
    operators announced. `changes` gives, by component, the fields that would be set otherwise; a field that is a table is
    given as far as it differs. `failure` says in a sentence what it is meant against, and `seen` how that shows: it happened
    if all of these conditions held in one tick. A fix without them is against nothing that has happened. `owner` is the team
    that would build it.
    """

    id: str
    title: str
    does: str
    weeks: Annotated[int, Between(1, 100)]
    announced: bool = False
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    failure: str = ""
    seen: tuple[Condition, ...] = ()
    owner: str = ""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one component, and its new value."""

    component: str
    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Fix:
    """A fix that was checked against its region: what it is, and the changes as the specs hold them."""

    spec: FixSpec
    changes: tuple[Change, ...]

    @property
    def id(self) -> str:
        """Its name in the level."""
        return self.spec.id


def with_fixes(plan: RegionPlan, fixes: Iterable[Fix]) -> RegionPlan:
    """The region with these fixes built in. KeyError if one changes a component that the region does not have."""
    fields: dict[str, dict[str, Any]] = {}
    for fix in fixes:
        for change in fix.changes:
            fields.setdefault(change.component, {})[change.field] = change.value
    specs: dict[str, ComponentSpec] = {spec.id: spec for spec in plan.components}
    for component, values in fields.items():
        specs[component] = replace(specs[component], **values)
    return replace(plan, components=tuple(specs.values()))
