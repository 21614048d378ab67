"""The delay of changes is the age of the head of their line, and a backlog is made of what was held back."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine.mechanisms.leases import LeasesSpec
from game.engine.mechanisms.propagation import Propagation, PropagationSpec
from game.engine.mechanisms.service import ClientSpec, ServiceSpec
from game.engine.queued import THROTTLE
from game.engine.region import FaultSpec, Region
from tests.engine.build import order, region, run_to


def _line(*others: Any, tick_s: int = 5, faults: tuple[FaultSpec, ...] = (), **spec: Any) -> tuple[Region, Propagation]:
    where = region(*others, PropagationSpec(id="network", **spec), tick_s=tick_s, start_s=-60, faults=faults)
    network = where.components["network"]
    assert isinstance(network, Propagation)
    return where, network


@pytest.mark.parametrize("tick_s", [1, 5])
def test_p30_a_burst_peaks_and_drains_as_it_must(tick_s: int) -> None:
    """P-30: 1e6 changes at once, 500/s worked off, 100/s coming: the oldest is 2,000 s old at most, all done after 2,500 s."""
    where, network = _line(tick_s=tick_s, capacity_per_s=500.0)
    network.take(1e6)
    where.tick += 1
    peak = 0.0
    ticks = 1
    while network.line.waiting > 0.0:
        network.take(100.0 * tick_s)
        where.tick += 1
        ticks += 1
        peak = max(peak, network.age_s)
    assert peak == pytest.approx(2000.0, abs=2 * tick_s)
    assert ticks * tick_s == pytest.approx(2500.0, abs=2 * tick_s)


def test_a_line_with_room_has_no_delay() -> None:
    """Below its capacity nothing waits."""
    where, network = _line(capacity_per_s=500.0, rate_per_s=400.0)
    run_to(where, 3600)
    assert network.age_s == 0.0
    assert network.line.waiting == 0.0


def test_what_was_held_back_makes_the_backlog() -> None:
    """While leases are missing, changes wait outside; when they return, the delay rises with what had piled up. Without the
    holder's trouble the same line has no delay at all."""

    def oldest(trouble: bool) -> tuple[float, float]:
        store = ServiceSpec(
            id="store", capacity_per_s=1e6, bound=4e6, clients={"internal": ClientSpec(rate_per_s=1000.0)}
        )
        fleet = LeasesSpec(
            id="fleet", store="store", hosts=1e4, renew_s=100.0, lease_s=300.0, capacity_per_s=1000.0, deadline_s=60.0
        )
        faults = (FaultSpec(id="f", component="store", effect="faulty", from_s=0, until_s=3600, value=1.0),)
        where, network = _line(
            store,
            fleet,
            faults=faults if trouble else (),
            capacity_per_s=120.0,
            held_per_s=100.0,
            held_by="fleet",
            release_per_s=1000.0,
        )
        run_to(where, 3000)
        outside = network.state.outside + network.state.blocked
        age = 0.0
        while where.second < 20_000:
            where.step()
            age = max(age, network.age_s)
        return outside, age

    outside, age = oldest(trouble=True)
    assert outside > 200_000.0
    assert age > 1500.0
    assert oldest(trouble=False) == (0.0, 0.0)


def test_conservation_through_throttles() -> None:
    """Everything that was ever wanted is done, waits in line or waits outside."""
    where, network = _line(capacity_per_s=90.0, rate_per_s=100.0)
    while where.second < 6000:
        where.step()
        if where.second == 600:
            order(where, THROTTLE, "network", "30")
        if where.second == 3000:
            order(where, THROTTLE, "network", "off")
        state = network.state
        wanted = 100.0 * 5 * where.tick
        assert network.line.done + network.line.waiting + state.outside == pytest.approx(wanted, rel=1e-9)


def test_less_capacity_and_rewinding() -> None:
    """A disturbance makes the line long; coming back to its middle and playing on is the same to the last bit."""
    faults = (FaultSpec(id="f", component="network", effect="capacity", from_s=0, until_s=1200, value=0.2),)
    where, network = _line(capacity_per_s=150.0, rate_per_s=100.0, faults=faults)
    run_to(where, 900)
    assert network.age_s > 300.0
    mark = where.mark()
    digest = run_to(where, 5000).digest()
    assert network.age_s == 0.0
    where.rewind(mark)
    assert run_to(where, 5000).digest() == digest


def test_a_throttle_does_not_make_new_things_ready() -> None:
    """Changes that are kept outside are not through: what was launched has no network until its own change is."""
    launches = ServiceSpec(id="ec2", capacity_per_s=1e4, bound=1e5, clients={"public": ClientSpec(rate_per_s=20.0)})
    where, network = _line(launches, capacity_per_s=100.0, sources={"ec2": 1.0})
    run_to(where, 600)
    assert network.state.unready == 0.0
    order(where, THROTTLE, "network", "0")
    run_to(where, 3660)
    assert network.age_s == 0.0
    assert network.state.unready == pytest.approx(20.0 * 3000.0, rel=0.01)
    assert network.unready_for(60.0) == pytest.approx(network.state.unready)
    order(where, THROTTLE, "network", "off")
    run_to(where, 6000)
    assert network.state.unready == 0.0
    assert network.state.outside == 0.0
