"""Small regions for tests of single mechanisms, written as specs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from game.engine.actions import Action, ActionSpec
from game.engine.mechanism import ComponentSpec
from game.engine.mechanisms import KINDS
from game.engine.mechanisms.dns_enactor import EnactorSpec
from game.engine.mechanisms.dns_planner import PlannerSpec
from game.engine.mechanisms.dns_record import Record, RecordSpec
from game.engine.region import FaultSpec, Region, RegionPlan

NAME = "dynamodb.us-east-1.amazonaws.com"
START = -1915
OTHERS = ("fips", "dual", "accounts")


def writers(*, keep: int = 12, zones: Iterable[int] = (1, 2, 3), **enactor: Any) -> tuple[ComponentSpec, ...]:
    """A record, its planner and an enactor a zone."""
    return (
        RecordSpec(id="record", name=NAME, other_endpoints=OTHERS, first_plan=109),
        PlannerSpec(id="planner", record="record"),
        *[
            EnactorSpec(
                id=f"enactor-{zone}", record="record", planner="planner", zone=f"az{zone}", keep=keep, **enactor
            )
            for zone in zones
        ],
    )


def slow(until_s: int, enactor: str = "enactor-2", from_s: int = START) -> FaultSpec:
    """An enactor that loses every lock until a second."""
    return FaultSpec(id="slow", component=enactor, effect="loses_locks", from_s=from_s, until_s=until_s)


def region(
    *components: ComponentSpec, seed: int = 1, tick_s: int = 5, start_s: int = START, faults: tuple[FaultSpec, ...] = ()
) -> Region:
    """A region of these components."""
    plan = RegionPlan(name="test", tick_s=tick_s, start_s=start_s, zero_s=0, components=components, faults=faults)
    return Region(plan, seed, KINDS)


def run_to(where: Region, second: int) -> Region:
    """Step until a second."""
    while where.second < second:
        where.step()
    return where


def order(where: Region, spec: ActionSpec, *values: str) -> None:
    """Give an order now; its effect comes after its duration."""
    action = Action(where.second, "you", spec, values)
    assert where.check(action) is None, where.check(action)
    assert where.targets(spec, values), f"nobody answers to {spec.id} {values}"
    where.order_action(action, where.second + spec.duration_s)


def pages(where: Region) -> list[tuple[int, int, int, str]]:
    """What the main name held over time: (second, plan, addresses, writer)."""
    record = where.components["record"]
    assert isinstance(record, Record)
    return [(p.second, p.plan, p.addresses, p.writer) for p in record.pages if p.endpoint == NAME]


def first_empty(where: Region) -> int | None:
    """When the main name first had no address."""
    for second, _, addresses, _ in pages(where):
        if addresses == 0:
            return second
    return None
