"""A small night for tests: one record with three writers, a store behind it, a service on top, two sectors, instruments.

It is built in Python, so that it needs nothing but the engine: the same night runs on every interpreter.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from game.engine.mechanism import TileSpec
from game.engine.mechanisms.customers import CustomersSpec
from game.engine.mechanisms.dns_enactor import EnactorSpec
from game.engine.mechanisms.dns_planner import PlannerSpec
from game.engine.mechanisms.dns_record import RecordSpec
from game.engine.mechanisms.monitoring import AlarmSpec, MonitoringSpec
from game.engine.mechanisms.resolvers import ResolversSpec
from game.engine.mechanisms.service import ClientSpec, NeedSpec, ServiceSpec
from game.engine.region import FaultSpec, RegionPlan
from game.engine.scenario import (
    CauseSpec,
    ChangeSpec,
    ChannelSpec,
    Condition,
    GoalSpec,
    LayerSpec,
    MilestoneSpec,
    ParSpec,
    PublishedAct,
    RunbookSpec,
    Scenario,
    TeamSpec,
)

NAME = "store.example.net"
ZERO = datetime(2025, 10, 19, 23, 48, tzinfo=timezone(timedelta(hours=-7), "PDT"))

REFERENCE = f"""
# What a calm person does.
0:03:00  ack all
0:03:10  sev 1
0:03:20  page dynamodb
0:03:40  dig {NAME}
0:04:00  post investigating store,login "Calls to the store fail; we are looking into it." next 20
0:04:30  logs enactor-2
0:05:00  plans
0:05:10  hypothesis dns 90
0:06:00  dns automation off
0:09:00  dns restore {NAME}
0:10:00  dns flush
0:18:00  post identified store,login "The store's name had no addresses; we have restored it." next 20 cause dns
0:40:00  post monitoring store "All is well again; we keep an eye on it." next 30
0:44:00  resolve
"""


def _tile(layer: str, place: tuple[int, int], name: str, metric: str, bounds: tuple[float, float] | None) -> TileSpec:
    degraded, down = bounds or (None, None)
    return TileSpec(
        layer=layer,
        row=place[0],
        column=place[1],
        name=name,
        short=name[:8],
        metric=metric,
        degraded_at=degraded,
        down_at=down,
        noun="err",
        alarm="{value} of calls fail",
    )


def _enactor(number: int) -> EnactorSpec:
    return EnactorSpec(
        id=f"enactor-{number}",
        record="record",
        planner="planner",
        zone=f"az{number}",
        keep=5,
        lock_wait_s=2 if number == 2 else 8,
        cleanup_s=2 if number == 2 else 30,
        owner="dynamodb",
        tile=_tile("base", (2, number + 1), f"Enactor {number}", "applied", None),
    )


def components() -> tuple[object, ...]:
    """Everything in the small region."""
    return (
        RecordSpec(
            id="record",
            name=NAME,
            other_endpoints=(f"v6.{NAME}",),
            tile=_tile("base", (2, 0), "Record", "errors", (0.05, 0.5)),
        ),
        PlannerSpec(id="planner", record="record", tile=_tile("base", (2, 1), "Planner", "newest", None)),
        _enactor(1),
        _enactor(2),
        _enactor(3),
        ResolversSpec(id="public-dns", record="record", ttl_s=60.0, negative_ttl_s=600.0),
        ResolversSpec(id="internal-dns", record="record", ttl_s=60.0, negative_ttl_s=600.0, side_road_s=120.0),
        ServiceSpec(
            id="store",
            about="the store that everything keeps its state in",
            owner="dynamodb",
            capacity_per_s=1500.0,
            bound=1500.0,
            clients={
                "public": ClientSpec(
                    rate_per_s=800.0, through="public-dns", retry_budget=0.1, follows_day=True, swing=0.05
                ),
                "internal": ClientSpec(rate_per_s=100.0, through="internal-dns", retry_budget=0.1),
            },
            tile=_tile("data", (1, 0), "Store", "failing", (0.05, 0.5)),
        ),
        ServiceSpec(
            id="login",
            about="who you are",
            owner="identity",
            capacity_per_s=300.0,
            bound=300.0,
            clients={"public": ClientSpec(rate_per_s=100.0, retry_budget=0.1)},
            needs={"store": NeedSpec(share=0.6)},
            tile=_tile("data", (1, 1), "Login", "failing", (0.05, 0.5)),
        ),
        CustomersSpec(
            id="banks",
            people=40_000.0,
            weight=2.0,
            needs={"store": 0.9, "login": 0.5},
            company="Linden Bank",
            tile=_tile("cust", (0, 0), "Banks", "failing", (0.05, 0.5)),
        ),
        CustomersSpec(
            id="streaming",
            people=90_000.0,
            needs={"store": 0.5},
            tile=_tile("cust", (0, 1), "Streaming", "failing", (0.05, 0.5)),
        ),
        MonitoringSpec(
            id="monitoring",
            carried_by="store",
            carried=("login",),
            alarms={
                "no-address": AlarmSpec(
                    component="record",
                    metric="addresses",
                    at_most=0.0,
                    shown_as="store",
                    state="degraded",
                    text="no healthy address to connect to",
                )
            },
            tile=_tile("base", (2, 4), "Monitoring", "lag", (120.0, 1e9)),
        ),
    )


def small_night(*, end_s: int = 7200, tick_s: int = 1) -> Scenario:
    """The night: enactor 2 loses its locks for a quarter of an hour and then writes what it holds."""
    return Scenario(
        id="small-night",
        title="A small night",
        tagline="one name, no address",
        briefing="You are on call.",
        learn=("NOERROR is not OK",),
        minutes=5,
        zero=ZERO,
        zone="PDT",
        take_over_s=-120,
        end_s=end_s,
        region=RegionPlan(
            name="test-1",
            tick_s=tick_s,
            start_s=-1200,
            zero_s=85_680,
            components=components(),  # type: ignore[arg-type]
            faults=(
                FaultSpec(id="slow", component="enactor-2", effect="loses_locks", from_s=-900, until_s=28, value=1.0),
            ),
        ),
        layers=(
            LayerSpec(id="cust", name="CUSTOMERS", short="cust", rows=(0,)),
            LayerSpec(id="data", name="DATA", short="data", rows=(1,)),
            LayerSpec(id="base", name="FOUNDATION", short="base", rows=(2,)),
        ),
        teams=(
            TeamSpec(
                id="dynamodb", name="DynamoDB", people=("Ana", "Ben"), answers_s=180, spread_s=30, knows="the store"
            ),
            TeamSpec(id="identity", name="Identity", people=("Chidi",), answers_s=300, knows="login"),
        ),
        channel=ChannelSpec(),
        milestones=(
            MilestoneSpec(
                id="dns-empty",
                name="the record is empty",
                when=(Condition(component="record", metric="addresses", at_most=0.0),),
                published_s=0,
            ),
            MilestoneSpec(
                id="dns-restored",
                name="the record answers",
                when=(Condition(component="record", metric="addresses", at_least=1.0),),
                after="dns-empty",
            ),
            MilestoneSpec(
                id="store-recovered",
                name="the store is back",
                when=(Condition(component="store", metric="failing", at_most=0.02),),
                after="dns-restored",
            ),
        ),
        goal=GoalSpec(
            healthy=(
                Condition(component="record", metric="addresses", at_least=1.0),
                Condition(component="store", metric="failing", at_most=0.05),
                Condition(component="login", metric="failing", at_most=0.05),
            ),
            hold_s=600,
        ),
        causes=(
            CauseSpec(
                id="dns", label="the record is empty", true=True, proofs=(f"dig {NAME}", "plans", "logs enactor-2")
            ),
            CauseSpec(id="deploy", label="a bad deployment", true=False, proofs=("changes",)),
        ),
        changes=(ChangeSpec(at_s=-3600, component="login", text="login 4.2 rolled out to all hosts"),),
        runbook=(
            (
                "record",
                RunbookSpec(title="When a record misbehaves", lines=("Stop the automation before you repair.",)),
            ),
        ),
        par=ParSpec(nothing=1_000_000.0, reference=100_000.0),
        published=(PublishedAct(at_s=0, text="The record was empty.", source="test"),),
        scripts=(("reference", REFERENCE),),
        path="",
        content_hash="0123456789abcdef",
    )


def changed(scenario: Scenario, **changes: object) -> Scenario:
    """The same night with other values."""
    return replace(scenario, **changes)  # type: ignore[arg-type]
