"""Launches need a server with a lease; running instances do not need launches."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine.mechanisms.autoscaling import Autoscaling, AutoscalingSpec
from game.engine.mechanisms.launches import Launches, LaunchesSpec
from game.engine.mechanisms.leases import LeasesSpec
from game.engine.mechanisms.service import ClientSpec, NeedSpec, ServiceSpec
from game.engine.queued import THROTTLE
from game.engine.region import FaultSpec, Region
from tests.engine.build import order, region, run_to


def _path(trouble: bool = True) -> tuple[Region, Launches]:
    """A store, a lease manager that needs it, a launch path that needs the manager, and customers' fleets."""
    faults = (FaultSpec(id="f", component="store", effect="faulty", from_s=0, until_s=3000, value=1.0),)
    clients: dict[str, Any] = {
        "public": ClientSpec(rate_per_s=50.0, retries=0),
        "scaling": ClientSpec(rate_per_s=0.0, retries=0),
    }
    where = region(
        ServiceSpec(id="store", capacity_per_s=1e6, bound=4e6, clients={"internal": ClientSpec(rate_per_s=1000.0)}),
        LeasesSpec(id="leases", store="store", hosts=1e4, renew_s=100.0, lease_s=300.0, capacity_per_s=1000.0),
        LaunchesSpec(
            id="ec2",
            capacity_per_s=500.0,
            bound=2000.0,
            clients=clients,
            needs={"leases": NeedSpec(refusal="insufficient capacity")},
        ),
        AutoscalingSpec(
            id="fleets", instances=1e5, launcher="ec2", as_client="scaling", held_by="leases", churn_per_s=2.0
        ),
        start_s=-600,
        faults=faults if trouble else (),
    )
    ec2 = where.components["ec2"]
    assert isinstance(ec2, Launches)
    return where, ec2


def test_without_leases_there_is_no_capacity_and_what_runs_goes_on() -> None:
    """Every launch is refused for want of a server; not one running instance is lost by it."""
    where, ec2 = _path()
    run_to(where, -60)
    fleets = where.components["fleets"]
    assert isinstance(fleets, Autoscaling)
    before = fleets.state.running
    run_to(where, 2900)
    assert where.history("ec2", "insufficient")[-1] > 0.99
    assert where.history("ec2", "launched")[-1] < 1.0
    assert ec2.state.failing > 0.99
    assert fleets.state.running == pytest.approx(before, rel=0.001)
    assert any("insufficient capacity" in str(line.text) for line in where.log if line.component == "ec2")
    run_to(where, 8000)
    assert where.history("ec2", "insufficient")[-1] == pytest.approx(0.0, abs=1e-9)
    assert any("no longer an answer" in str(line.text) for line in where.log if line.component == "ec2")


def test_without_the_cause_nothing_is_refused() -> None:
    """The same path with the store well."""
    where, ec2 = _path(trouble=False)
    run_to(where, 3000)
    assert max(where.history("ec2", "insufficient")) == 0.0
    assert ec2.state.failing == pytest.approx(0.0, abs=1e-9)


def test_a_throttle_answers_that_the_limit_is_exceeded() -> None:
    """Turned away at the door is told apart from no server, and written so."""
    where, _ = _path(trouble=False)
    run_to(where, 0)
    order(where, THROTTLE, "ec2", "20")
    run_to(where, 1200)
    assert where.history("ec2", "limited")[-1] == pytest.approx(0.8)
    assert where.history("ec2", "insufficient")[-1] == 0.0
    assert any("request limit exceeded" in str(line.text) for line in where.log if line.component == "ec2")
