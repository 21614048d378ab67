"""Checks that need the components themselves: which readings they have, and whether they can be put together.

What a component measures depends on its spec, so the parts are built once, without a tick being run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from game.content.component_checks import references_hold
from game.content.describe import walk
from game.content.draft import Draft
from game.content.positions import KeyPath
from game.content.problems import did_you_mean
from game.content.schema import LevelHead, RegionTable
from game.engine.fixes import with_fixes
from game.engine.mechanism import Mechanism
from game.engine.mechanisms import KINDS
from game.engine.region import Region, RegionPlan
from game.engine.scenario import Condition

MOST_READINGS = 50_000_000
"""Readings that a run may keep: about 400 MB."""
LONGEST_NEEDS = 100
"""Components in one chain of needs; more is no architecture but an attempt to exhaust the stack."""

Parts = dict[str, Mechanism[Any, Any]]


def plan_of(draft: Draft, region: RegionTable) -> RegionPlan:
    """The region that a draft describes, of the components that could be read."""
    zero = getattr(draft.head, "zero", None)
    return RegionPlan(
        name=region.name,
        tick_s=region.tick_s,
        start_s=region.start_s,
        zero_s=zero.hour * 3600 + zero.minute * 60 + zero.second if zero is not None else 0,
        components=tuple(draft.components.values()),
        faults=tuple(draft.faults.values()),
    )


def check_wiring(draft: Draft) -> None:
    """Note readings that no component has, needs that go round in a circle, and runs that would not fit into memory."""
    region = draft.region
    if region is None:
        return
    # References that lead nowhere would make the parts fail in ways that say nothing to an author. Without being
    # connected, the parts have the readings that their mechanism declares.
    plan = plan_of(draft, region)
    parts = _build(plan)
    connected = references_hold(draft) and _connect(draft, parts)
    for key, spec in draft.components.items():
        if spec.tile is not None:
            _metric(draft, ("component", key, "tile", "metric"), parts, key, spec.tile.metric)
        for where, component, metric in _readings(spec, ("component", key)):
            _metric(draft, where, parts, component, metric)
    for key, milestone in draft.milestones.items():
        _conditions(draft, ("milestone", key, "when"), parts, milestone.when)
    goal = draft.goal
    if goal is not None:
        _conditions(draft, ("goal", "healthy"), parts, goal.healthy)
    for key, piece in draft.chain.items():
        _conditions(draft, ("chain", key, "when"), parts, piece.when)
    for key, fix in draft.fix_specs.items():
        _conditions(draft, ("fix", key, "seen"), parts, fix.seen)
    if connected:
        _circles(draft, parts)
        _fixes(draft, plan)
    _memory(draft, region, parts)


def _build(plan: RegionPlan) -> Parts:
    empty = Region(replace(plan, components=(), faults=()), 1, KINDS)
    parts: Parts = empty.components
    for spec in plan.components:
        parts[spec.id] = KINDS[type(spec)](spec, empty)
    return parts


def _connect(draft: Draft, parts: Parts) -> bool:
    """Let the parts find one another; a part that cannot be is noted, unless the reason was told already."""
    for part in parts.values():
        try:
            part.connect()
        except ValueError as error:
            if not draft.is_flawed(("component", part.id)):
                text = f"`{part.id}` cannot be built: {error}; change its fields accordingly"
                draft.flag(("component", part.id), text)
            return False
    return True


def _fixes(draft: Draft, plan: RegionPlan) -> None:
    """Build the region with all of its fixes, since any of them may be chosen; note the one with which it cannot be built."""
    together = _unbuilt(with_fixes(plan, draft.fixes.values()))
    if not together:
        return
    alone = [(fix, text) for fix in draft.fixes.values() if (text := _unbuilt(with_fixes(plan, (fix,))))]
    fix, text = alone[0] if alone else (tuple(draft.fixes.values())[-1], together)
    draft.flag(("fix", fix.id, "changes"), f"with this fix {text}; change its fields accordingly")


def _unbuilt(plan: RegionPlan) -> str:
    """Which part of a region cannot be built and why, or ""."""
    for part in _build(plan).values():
        try:
            part.connect()
        except ValueError as error:
            return f"`{part.id}` cannot be built: {error}"
    return ""


def _readings(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str, str]]:
    """Every reading of another component that a spec names: wherever `component` and `metric` stand side by side."""
    for where, _, part in walk(value, path):
        component, metric = getattr(part, "component", None), getattr(part, "metric", None)
        if isinstance(component, str) and isinstance(metric, str):
            yield (*where, "metric"), component, metric


def _metric(draft: Draft, path: KeyPath, parts: Parts, component: str, metric: str) -> None:
    if component in parts:
        known = [declared.id for declared in parts[component].metrics]
        if metric not in known:
            draft.flag(path, f"`{component}` has no reading `{metric}`; {did_you_mean(metric, known)}")


def _conditions(draft: Draft, path: KeyPath, parts: Parts, conditions: tuple[Condition, ...]) -> None:
    for number, condition in enumerate(conditions):
        _metric(draft, (*path, number, "metric"), parts, condition.component, condition.metric)


def _circles(draft: Draft, parts: Parts) -> None:
    """Follow the needs within each phase, as the region will; without recursion, since a level may be hostile."""
    needs = {
        key: [other for other in part.suppliers() if other in parts and parts[other].phase == part.phase]
        for key, part in parts.items()
    }
    depth: dict[str, int] = {}
    for start in parts:
        way: list[tuple[str, list[str]]] = [(start, list(needs[start]))]
        on_the_way = {start}
        while way and start not in depth:
            key, left = way[-1]
            if left:
                other = left.pop()
                if other in on_the_way:
                    names = [name for name, _ in way]
                    circle = " -> ".join([*names[names.index(other) :], other])
                    text = f"these components need each other in a circle: {circle}; leave one of these needs out"
                    draft.flag(("component", other, "needs"), text)
                    return
                if other not in depth:
                    way.append((other, list(needs[other])))
                    on_the_way.add(other)
            else:
                depth[key] = 1 + max([depth[other] for other in needs[key]], default=0)
                on_the_way.discard(key)
                way.pop()
        if depth[start] > LONGEST_NEEDS:
            text = f"more than {LONGEST_NEEDS} components need one another in a row; make the chain shorter"
            draft.flag(("component", start), text)
            return


def _memory(draft: Draft, region: RegionTable, parts: Parts) -> None:
    if not isinstance(draft.head, LevelHead):
        return
    metrics = 0
    for part in parts.values():
        metrics += len(part.metrics)
    readings = metrics * max(0, (draft.head.end_s - region.start_s) // region.tick_s)
    if readings > MOST_READINGS:
        text = f"the run would keep {readings:,} readings, at most {MOST_READINGS:,} fit"
        draft.flag(("end_s",), f"{text}; make it shorter, the tick longer, or take components out")
