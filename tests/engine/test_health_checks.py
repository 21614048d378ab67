"""Health checks take away what they see as sick, whether it is or not; a limit on how fast bounds the harm."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine.mechanism import ComponentSpec
from game.engine.mechanisms.balancer import BalancerSpec
from game.engine.mechanisms.health_checks import FAILOVER, HealthChecks, HealthChecksSpec
from game.engine.mechanisms.propagation import PropagationSpec
from game.engine.mechanisms.service import ClientSpec, Service, ServiceSpec
from game.engine.mechanisms.zone import ZoneSpec
from game.engine.region import FaultSpec, Region
from tests.engine.build import order, region, run_to


def _false(until_s: int, share: float = 1.0, effect: str = "false") -> FaultSpec:
    return FaultSpec(id="f", component="checks", effect=effect, from_s=0, until_s=until_s, value=share)


def _checked(
    *others: ComponentSpec, faults: tuple[FaultSpec, ...] = (), tick_s: int = 1, **spec: Any
) -> tuple[Region, HealthChecks]:
    values: dict[str, Any] = {"targets": 1e5, "fails_at": 0.1, "fails_full": 0.5, **spec}
    where = region(*others, HealthChecksSpec(id="checks", **values), tick_s=tick_s, start_s=-60, faults=faults)
    checks = where.components["checks"]
    assert isinstance(checks, HealthChecks)
    return where, checks


@pytest.mark.parametrize(("velocity", "lowest"), [(0.001, 0.88), (0.0025, 0.70), (0.004, 0.52), (0.0, 0.0)])
def test_p31_false_failures_take_at_most_the_velocity_times_their_length(velocity: float, lowest: float) -> None:
    """P-31: two minutes of false failures take at most v tau of the fleet; without a limit all of it."""
    where, checks = _checked(faults=(_false(120),), velocity_per_s=velocity, back_s=600.0)
    capacity = 1.0
    while where.second < 900:
        where.step()
        capacity = min(capacity, 1.0 - checks.out)
    assert capacity == pytest.approx(lowest, abs=1e-9)


def _cascades(velocity: float, utilisation: float) -> bool:
    """Whether capacity never comes back after two minutes of false failures."""
    door = ServiceSpec(
        id="door", capacity_per_s=1000.0, bound=1e5, clients={"public": ClientSpec(rate_per_s=1000.0 * utilisation)}
    )
    where, checks = _checked(door, faults=(_false(120),), velocity_per_s=velocity, back_s=60.0, load="door")
    run_to(where, 20_000)
    return checks.out > 0.5


@pytest.mark.parametrize("velocity", [0.001, 0.0025, 0.004])
def test_p31_it_cascades_if_too_little_is_left(velocity: float) -> None:
    """P-31: what is left must carry the load: a cascade iff v tau > 1 - rho. The trigger has long gone by then."""
    bound = 1.0 - velocity * 120.0
    assert not _cascades(velocity, bound - 0.01)
    assert _cascades(velocity, bound + 0.01)


def _late_network(*, launches: float = 20.0, trouble: bool = True, **spec: Any) -> tuple[Region, HealthChecks]:
    """New instances come up at a steady rate while their network state waits behind other changes."""
    faults = (
        (FaultSpec(id="slow", component="network", effect="capacity", from_s=0, until_s=7200, value=0.0),)
        if trouble
        else ()
    )
    return _checked(
        ServiceSpec(id="ec2", capacity_per_s=1e4, bound=1e5, clients={"public": ClientSpec(rate_per_s=launches)}),
        PropagationSpec(id="network", capacity_per_s=500.0, sources={"ec2": 1.0}),
        BalancerSpec(
            id="nlb",
            checks="checks",
            capacity_per_s=5000.0,
            bound=1e5,
            clients={"public": ClientSpec(rate_per_s=1000.0, retries=0)},
        ),
        ZoneSpec(id="az1", checks="checks", number=1),
        faults=faults,
        tick_s=5,
        network="network",
        grace_s=30.0,
        **spec,
    )


def test_new_targets_without_network_look_sick_and_are_fine() -> None:
    """Nothing is truly sick, all the same capacity goes and connections fail; the network's return brings all back."""
    where, checks = _late_network()
    run_to(where, 7200)
    assert checks.state.unready == pytest.approx(20.0 * 7170.0, rel=0.01) or checks.state.unready == 1e5
    assert checks.state.sick == 0.0
    assert checks.state.fine > 10_000.0
    assert checks.out > 0.3
    door = where.components["nlb"]
    assert isinstance(door, Service)
    assert door.state.failing > 0.2
    assert where.history("az1", "out")[-1] > 0.3
    assert checks.state.rightly == 0.0
    assert checks.state.wrongly > 0.9
    run_to(where, 30_000)
    assert checks.out == 0.0
    assert door.state.failing == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("cause", ["no trouble in the network", "nothing launched"])
def test_without_its_cause_no_check_fails(cause: str) -> None:
    """Take the delay away, or the launches: nothing looks sick, nothing is taken out."""
    if cause == "nothing launched":
        where, checks = _late_network(launches=0.0)
    else:
        where, checks = _late_network(trouble=False)
    while where.second < 7200:
        where.step()
        assert checks.out == 0.0
        assert checks.seen_sick == 0.0


def test_with_failover_off_nothing_is_taken_out_and_what_was_comes_back() -> None:
    """Off from the start no capacity goes; off in the middle it all returns while checks go on failing."""
    where, checks = _late_network(back_s=300.0)
    order(where, FAILOVER, "nlb", "off")
    run_to(where, 7000)
    assert checks.state.wrongly == 0.0
    where, checks = _late_network(back_s=300.0, alternate_s=60.0)
    run_to(where, 5000)
    assert checks.out > 0.2
    order(where, FAILOVER, "nlb", "off")
    run_to(where, 6500)
    assert checks.out == 0.0
    assert checks.state.seen[0] > 0.1
    order(where, FAILOVER, "nlb", "on")
    run_to(where, 6900)
    assert checks.out > 0.2


def test_truly_sick_targets_are_taken_out_rightly() -> None:
    """What is sick is seen, taken out, and counted as right."""
    where, checks = _checked(faults=(_false(600, 0.6, "sick"),))
    run_to(where, 300)
    assert checks.state.sick == pytest.approx(60_000.0)
    assert checks.state.fine == 0.0
    assert checks.out == pytest.approx(1.0)
    assert checks.state.wrongly == 0.0
    assert checks.state.rightly == pytest.approx(3.0)


def test_the_checker_itself_is_late_when_results_change() -> None:
    """The same unready targets with a checker that has just enough capacity: late checks make more look sick."""
    roomy = _late_network(capacity_per_s=1e9)
    tight = _late_network(capacity_per_s=10_500.0)
    for where, _ in (roomy, tight):
        run_to(where, 3000)
    assert roomy[1].state.late == 0.0
    assert tight[1].state.late > 0.2
    assert tight[1].out > roomy[1].out


def test_a_balancer_keeps_what_it_must() -> None:
    """With a share that is always kept, false failures of everything leave that much in service."""
    where, checks = _checked(faults=(_false(600),), keeps=0.34)
    run_to(where, 300)
    assert checks.out == pytest.approx(0.66)


def test_switching_twice_is_refused_and_rewinding_is_exact() -> None:
    """An order for what is so already changes nothing; a rewound region goes on bit for bit."""
    where, checks = _late_network()
    run_to(where, 2000)
    mark = where.mark()
    order(where, FAILOVER, "nlb", "off")
    digest = run_to(where, 5000).digest()
    assert checks.held() == "off by hand"
    where.rewind(mark)
    assert checks.held() == ""
    order(where, FAILOVER, "nlb", "off")
    assert run_to(where, 5000).digest() == digest
