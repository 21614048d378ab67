"""Leases run out in a straight line, and collapse exactly when the law says so."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine.fifo import FOREVER, Fifo, Population
from game.engine.mechanisms.leases import Leases, LeasesSpec
from game.engine.mechanisms.service import ClientSpec, ServiceSpec
from game.engine.queued import RESTART, THROTTLE
from game.engine.region import FaultSpec, Region
from tests.engine.build import order, region, run_to

STORE = ServiceSpec(
    id="store", capacity_per_s=1e6, bound=4e6, clients={"internal": ClientSpec(rate_per_s=1000.0)}, latency_s=0.1
)


def _fleet(*faults: FaultSpec, tick_s: int = 5, **spec: Any) -> tuple[Region, Leases]:
    values: dict[str, Any] = {"hosts": 10_000.0, "renew_s": 100.0, "lease_s": 300.0, **spec}
    where = region(STORE, LeasesSpec(id="leases", store="store", **values), tick_s=tick_s, start_s=-600, faults=faults)
    leases = where.components["leases"]
    assert isinstance(leases, Leases)
    return where, leases


def _wrong(share: float, until_s: int) -> FaultSpec:
    return FaultSpec(id="wrong", component="store", effect="faulty", from_s=0, until_s=until_s, value=share)


def test_with_the_store_well_no_lease_is_lost() -> None:
    """Renewals on time, for hours: the fleet stays whole, and nothing waits."""
    where, leases = _fleet()
    run_to(where, 7200)
    assert leases.leased_share == 1.0
    assert leases.waiting == 0.0


@pytest.mark.parametrize("tick_s", [1, 5])
def test_p27_leases_run_out_in_a_straight_line(tick_s: int) -> None:
    """P-27: with the store away, nothing is lost before L - R, then a straight line, and nothing is left at L."""
    where, leases = _fleet(_wrong(1.0, 20_000), tick_s=tick_s, capacity_per_s=0.001)
    run_to(where, 0)
    begin = None
    worst = 0.0
    while where.second < 500:
        where.step()
        if begin is None and leases.state.answered < 1.0:
            begin = where.second - tick_s
        if begin is not None and leases.state.answered == 0.0:
            expected = min(1.0, max(0.0, (300.0 - (where.second - begin)) / 100.0))
            worst = max(worst, abs(leases.leased_share - expected))
    assert begin is not None
    assert leases.leased_share == pytest.approx(0.0, abs=1e-9)
    assert worst < 0.12 * tick_s / 5.0 + 1e-9  # the store fails over one tick or two, not at a moment


@pytest.mark.parametrize("answered", [0.02, 0.3, 0.9, 0.999])
def test_p27_partial_success_equals_brute_force(answered: float) -> None:
    """P-27: with a store that answers some checks, the common factor gives what following every tick's hosts gives."""
    where, leases = _fleet(capacity_per_s=0.001)
    run_to(where, 0)
    store = leases._store
    assert store is not None
    renew, life = 20, 60  # ticks
    ages = [10_000.0 / renew] * renew + [0.0] * (life - renew)  # hosts by ticks since their last renewal
    leased = 10_000.0
    for turn in range(400):
        share = answered if turn % 50 < 40 else 1.0
        store.state.success = (share,)
        leases.step()
        where.tick += 1
        got = 0.0
        aged = [0.0, *ages[:-1]]
        lost = ages[-1]
        for age in range(renew, life):
            got += aged[age] * share
            aged[age] *= 1.0 - share
        got += lost * share
        lost *= 1.0 - share
        aged[0] = got
        ages = aged
        leased -= lost
        leased += leases.state.granted
        aged[0] += leases.state.granted
        assert leases.leased_hosts == pytest.approx(leased, abs=1e-6)


def _released(hosts: float) -> float:
    """All hosts lose their lease at once: how much lease work waits or backs off half an hour later."""
    queue = Fifo((Population("hosts", 30.0, FOREVER, 20.0),), 20.0, 1e9, 1.0)
    queue.step([hosts])
    for _ in range(3600):
        queue.step([0.0])
    return queue.inside()


def test_p28_the_collapse_law() -> None:
    """P-28: N hosts released at once stay collapsed iff N - mu T > mu (T + B/2); with 20/s, 30 s and 20 s that is 1400."""
    assert _released(1350.0) == pytest.approx(0.0, abs=1e-6)
    assert _released(1450.0) > 500.0
    assert _released(5000.0) > 500.0


def _night(*, orders: tuple[tuple[int, Any, tuple[str, ...]], ...] = (), until: int = 40_000) -> list[float]:
    """The store is away for an hour; what share of the fleet is leased, every ten minutes after it came back."""
    where, leases = _fleet(_wrong(1.0, 3600), capacity_per_s=10.0, deadline_s=60.0, wait_s=60.0, bound=5000.0)
    waiting = list(orders)
    shares = []
    while where.second < until:
        while waiting and waiting[0][0] <= where.second:
            _, spec, values = waiting.pop(0)
            order(where, spec, *values)
        where.step()
        if where.second % 600 == 0 and where.second > 3600:
            shares.append(leases.leased_share)
    return shares


def test_the_store_returns_and_the_fleet_does_not() -> None:
    """Remove the trigger and it stays down: hours after the store came back hardly a lease is held."""
    shares = _night()
    assert max(shares[-10:]) < 0.2


def test_throttle_and_restart_bring_it_back_and_neither_alone_does() -> None:
    """Admit less and empty the queues: the fleet is whole within hours. Emptying alone collapses again."""
    both = _night(orders=((6000, THROTTLE, ("leases", "2")), (6100, RESTART, ("leases", "100"))))
    restart = _night(orders=((6100, RESTART, ("leases", "100")),))
    assert both[-1] > 0.99
    assert restart[-1] < 0.3


def test_conservation() -> None:
    """Every host is leased, waits for its lease, or backs off: none is lost or doubled, whatever happens."""
    where, leases = _fleet(_wrong(0.7, 3000), capacity_per_s=20.0, bound=3000.0)
    while where.second < 6000:
        where.step()
        if where.second == 3300:
            order(where, RESTART, "leases", "50")
        assert leases.leased_hosts + leases.inside() == pytest.approx(10_000.0, rel=1e-9)


def test_rewinding_is_bit_identical() -> None:
    """Come back to the middle of an outage and play on: every number is the same."""
    where, _ = _fleet(_wrong(0.9, 2000), capacity_per_s=20.0, bound=3000.0)
    run_to(where, 900)
    mark = where.mark()
    run_to(where, 4000)
    digest = where.digest()
    where.rewind(mark)
    assert run_to(where, 4000).digest() == digest


def test_cost_does_not_depend_on_the_fleet() -> None:
    """A hundred times the hosts, with a hundred times the capacity, give the same shares to the last digits."""
    small, few = _fleet(_wrong(1.0, 1500), hosts=1e5, capacity_per_s=100.0, bound=50_000.0)
    large, many = _fleet(_wrong(1.0, 1500), hosts=1e7, capacity_per_s=10_000.0, bound=5_000_000.0)
    run_to(small, 3000)
    run_to(large, 3000)
    assert few.leased_share == pytest.approx(many.leased_share, abs=1e-9)
    assert [len(c) for c in few.columns()] == [len(c) for c in many.columns()]


def test_spread_lives_run_out_slowly() -> None:
    """Leases that live between 300 and 1,300 s run out over as long, in a straight line but for its two ends."""
    where, leases = _fleet(_wrong(1.0, 20_000), capacity_per_s=0.001, lease_spread_s=1000.0)
    shares: dict[int, float] = {}
    while where.second < 1400:
        where.step()
        shares[where.second] = leases.leased_share
    assert shares[200] == 1.0
    assert shares[1320] == pytest.approx(0.0, abs=1e-9)
    for second in range(350, 1200, 50):
        assert shares[second] == pytest.approx((1250.0 - (second - 5)) / 1000.0, abs=0.02)


def test_spread_lives_conserve_hosts_and_equal_many_fleets() -> None:
    """A fleet of spread lives is the mean of fleets of one life each."""
    where, leases = _fleet(_wrong(0.6, 3000), capacity_per_s=0.001, lease_spread_s=100.0)
    singles = [_fleet(_wrong(0.6, 3000), capacity_per_s=0.001, lease_s=300.0 + 5.0 * step) for step in range(20)]
    while where.second < 2000:
        where.step()
        mean = 0.0
        for other, single in singles:
            other.step()
            mean += single.leased_hosts / len(singles)
        assert leases.leased_hosts == pytest.approx(mean, rel=1e-9)
        assert leases.leased_hosts + leases.inside() == pytest.approx(10_000.0, rel=1e-9)


def test_a_restart_takes_the_fullest_zone_first() -> None:
    """One zone of three restarted: its queue is gone, the others' are not; a second order takes another zone."""
    where, leases = _fleet(_wrong(1.0, 3600), capacity_per_s=10.0, bound=50_000.0, zones=3)
    run_to(where, 4000)
    assert min(fifo.queue for fifo in leases.fifos) > 1000.0
    order(where, RESTART, "leases", "34")
    run_to(where, 4125)
    restarted = [fifo.queue < 1000.0 for fifo in leases.fifos]
    assert restarted.count(True) == 1
    order(where, RESTART, "leases", "33")
    run_to(where, 4250)
    queues = sorted(fifo.queue for fifo in leases.fifos)
    assert queues[1] < 0.5 * queues[2]
    assert leases.leased_hosts + leases.inside() == pytest.approx(10_000.0, rel=1e-9)


def test_zones_change_nothing_as_long_as_all_fare_alike() -> None:
    """Three managers of a third each do what one manager of all does."""
    one = _night(until=8000)
    where, leases = _fleet(_wrong(1.0, 3600), capacity_per_s=10.0, deadline_s=60.0, wait_s=60.0, bound=5000.0, zones=3)
    shares = []
    while where.second < 8000:
        where.step()
        if where.second % 600 == 0 and where.second > 3600:
            shares.append(leases.leased_share)
    assert shares == pytest.approx(one, abs=1e-9)
