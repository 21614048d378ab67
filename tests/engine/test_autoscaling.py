"""Customers ask again for what is missing; what runs goes on, and changes wait on hosts without a lease."""

from __future__ import annotations

import random
from typing import Any

import pytest

from game.engine.mechanisms.autoscaling import Autoscaling, AutoscalingSpec
from game.engine.mechanisms.leases import Leases, LeasesSpec
from game.engine.mechanisms.service import ClientSpec, Service, ServiceSpec
from game.engine.queued import THROTTLE
from game.engine.region import FaultSpec, Region
from tests.engine.build import order, region, run_to

LAUNCHES = ServiceSpec(
    id="launches",
    capacity_per_s=1e4,
    bound=1e5,
    clients={"public": ClientSpec(rate_per_s=100.0), "scaling": ClientSpec(rate_per_s=0.0, timeout_s=10.0)},
)
STORE = ServiceSpec(id="store", capacity_per_s=1e6, bound=4e6, clients={"internal": ClientSpec(rate_per_s=1000.0)})
LEASES = LeasesSpec(id="leases", store="store", hosts=1e4, renew_s=100.0, lease_s=300.0, capacity_per_s=200.0)


def _wrong(component: str, until_s: int, share: float = 1.0, from_s: int = 0) -> FaultSpec:
    return FaultSpec(
        id=f"{component}-{from_s}", component=component, effect="faulty", from_s=from_s, until_s=until_s, value=share
    )


def _scaling(*faults: FaultSpec, held: bool = False, tick_s: int = 5, **spec: Any) -> tuple[Region, Autoscaling]:
    values: dict[str, Any] = {"instances": 100_000.0, "launcher": "launches", "as_client": "scaling", **spec}
    others: tuple[Any, ...] = (STORE, LEASES, LAUNCHES) if held else (LAUNCHES,)
    if held:
        values["held_by"] = "leases"
    where = region(*others, AutoscalingSpec(id="scaling", **values), tick_s=tick_s, start_s=-600, faults=faults)
    scaling = where.components["scaling"]
    assert isinstance(scaling, Autoscaling)
    return where, scaling


def _whole(scaling: Autoscaling) -> None:
    state = scaling.state
    assert state.running + state.missing == pytest.approx(state.wanted, rel=1e-9)
    assert min(state.running, state.missing, state.to_end, state.to_replace) >= 0.0


@pytest.mark.parametrize("tick_s", [1, 5])
def test_churn_is_replaced_at_the_pace_of_asking(tick_s: int) -> None:
    """With 10 a second replaced and each asked for every 60 s, 600 are missing on average; with none, none."""
    where, scaling = _scaling(tick_s=tick_s, churn_per_s=10.0)
    run_to(where, 3600)
    assert scaling.state.missing == pytest.approx(600.0, rel=0.05)
    assert scaling.terminated == pytest.approx(10.0 * tick_s)
    assert scaling.state.asked == pytest.approx(10.0 * tick_s, rel=1e-6)
    still, alone = _scaling(tick_s=tick_s)
    run_to(still, 3600)
    assert alone.sample() == (0.0, 0.0, 0.0, 0.0, 100_000.0)


def test_instances_that_run_never_notice_a_launcher_that_is_down() -> None:
    """An hour without launches: without churn and day, nothing is missing."""
    where, scaling = _scaling(_wrong("launches", 3600))
    run_to(where, 3600)
    assert scaling.state.running == 100_000.0


def test_what_is_missing_is_asked_for_until_it_is_there() -> None:
    """Launches fail for an hour: all that churned is missing and asked for by everybody; then it is back. The launcher that
    comes back meets all of it at once. Without the fault, it meets the churn only."""

    def most(*faults: FaultSpec) -> tuple[float, float, float]:
        where, scaling = _scaling(*faults, churn_per_s=5.0)
        launches = where.components["launches"]
        assert isinstance(launches, Service)
        run_to(where, 3590)
        missing = scaling.state.missing
        run_to(where, 3600)
        offered = launches.fifo.offered[1] / 5
        run_to(where, 7200)
        _whole(scaling)
        return missing, offered, scaling.missing_share

    missing, offered, after = most(_wrong("launches", 3600))
    assert missing == pytest.approx(300 + 3600 * 5, rel=0.05)
    assert offered == pytest.approx(missing / 60, rel=0.05)
    assert after == pytest.approx(0.003, rel=0.1)
    missing, offered, _ = most()
    assert missing == pytest.approx(300, rel=0.05)
    assert offered == pytest.approx(5.0, rel=0.01)


def test_what_is_wanted_follows_the_day() -> None:
    """From all at midnight down to half at noon and up again: down by terminating, up by launching."""
    where, scaling = _scaling(day=(1.0, 0.5))
    run_to(where, 21_600)
    assert scaling.state.running == pytest.approx(75_000, rel=1e-3)
    assert scaling.terminated == pytest.approx(50_000 / 43_200 * 5, rel=1e-6)
    run_to(where, 64_800)
    assert scaling.terminated == 0.0
    assert scaling.state.running == pytest.approx(75_000, rel=2e-3)
    _whole(scaling)


def test_fewer_wanted_means_first_that_fewer_are_missing() -> None:
    """What is missing when the evening comes is not wanted any more; nothing that runs ends for it."""
    where, scaling = _scaling(_wrong("launches", 90_000, from_s=40_000), day=(0.5, 0.5, 1.0, 0.5))
    run_to(where, 43_200 + 100)
    missing = scaling.state.missing
    assert missing > 5000.0
    assert scaling.terminated == 0.0
    run_to(where, 45_000)
    assert scaling.state.missing < missing
    assert scaling.terminated == 0.0
    run_to(where, 60_000)
    assert scaling.state.missing == 0.0
    assert scaling.terminated > 0.0


def test_changes_wait_for_leases_and_are_made_as_they_return() -> None:
    """While hosts have no lease, what churns there waits and goes on running; it comes out with the leases, all of it. With
    the store well, nothing waits."""
    where, scaling = _scaling(_wrong("store", 3600), held=True, churn_per_s=5.0)
    ended = 0.0
    while where.second < 3590:
        where.step()
        ended += scaling.terminated
    waiting = scaling.state.to_replace
    assert waiting > 5.0 * 3600 * 0.8
    assert scaling.state.missing < 100.0
    assert ended + waiting == pytest.approx(5.0 * 4190, rel=1e-9)
    most = 0.0
    while where.second < 10_000:
        where.step()
        ended += scaling.terminated
        most = max(most, scaling.terminated / 5)
    assert scaling.state.to_replace == pytest.approx(0.0, abs=1e-6)
    assert ended == pytest.approx(5.0 * 10_600, rel=1e-9)
    assert most > 30.0
    calm, still = _scaling(held=True, churn_per_s=5.0)
    run_to(calm, 3600)
    assert still.state.to_replace == 0.0


class _Checks:
    seen_sick = 3600.0


def test_owners_replace_what_looks_sick() -> None:
    """A tenth of 3,600 sick ones in an hour is one in ten seconds; owners that do nothing replace none."""
    for share, expected in ((0.1, 0.5), (0.0, 0.0)):
        where, scaling = _scaling(replaces_sick_share=share)
        scaling._checks = _Checks()
        run_to(where, 600)
        assert scaling.terminated == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(5))
def test_conservation_and_rewinding_on_random_traces(seed: int) -> None:
    """Running and missing are always what is wanted; and playing a part again gives the same to the last bit."""
    rng = random.Random(seed)
    faults = [
        _wrong(component, start + rng.randrange(100, 6000), rng.random(), start)
        for component in ("store", "launches")
        for start in range(0, 60_000, 7000)
    ]
    where, scaling = _scaling(
        *faults,
        held=True,
        churn_per_s=3.0,
        day=tuple([rng.random() for _ in range(24)]),
        replaces_sick_share=0.2,
    )
    scaling._checks = _Checks()
    leases = where.components["leases"]
    assert isinstance(leases, Leases)

    def play(until: int) -> None:
        while where.second < until:
            where.step()
            _whole(scaling)
            if where.tick % 1500 == 0:
                order(where, THROTTLE, "leases", "off" if leases.throttle is not None else "30")
                order(where, THROTTLE, "launches", str(where.tick // 1500 % 7 * 10 + 5))

    play(20_000)
    mark = where.mark()
    play(60_000)
    digest, readings = where.digest(), where.history("scaling", "running").tobytes()
    where.rewind(mark)
    play(60_000)
    assert where.digest() == digest
    assert where.history("scaling", "running").tobytes() == readings
