"""Capacity by hand: less goes with the order, more comes when it is done and gets warm step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from game.engine.actions import Action
from game.engine.mechanism import ComponentSpec
from game.engine.mechanisms.launches import LaunchesSpec
from game.engine.mechanisms.propagation import PropagationSpec
from game.engine.mechanisms.service import ClientSpec, ServiceSpec
from game.engine.mechanisms.worker_queue import WorkerQueueSpec
from game.engine.queued import SCALE, THROTTLE
from game.engine.region import Region
from tests.engine.build import region as region_of
from tests.engine.build import run_to

SPECS: tuple[Callable[[], ComponentSpec], ...] = (
    lambda: ServiceSpec(id="it", capacity_per_s=100.0, bound=500.0, clients={"public": ClientSpec(rate_per_s=10.0)}),
    lambda: PropagationSpec(id="it", capacity_per_s=100.0, rate_per_s=10.0),
    lambda: WorkerQueueSpec(id="it", capacity_per_s=100.0, rate_per_s=10.0, patience_s=60.0),
)


def _order(region: Region, value: str, *, done_s: int) -> None:
    region.order_action(Action(region.second, "you", SCALE, ("it", value)), done_s)


def _state(region: Region) -> Any:
    return region.components["it"].state


@pytest.mark.parametrize("spec", SPECS)
def test_more_comes_late_and_gets_warm_in_steps(spec: Callable[[], ComponentSpec]) -> None:
    """Nothing until the order is done, then a step at a time; exactly what was ordered in the end."""
    region = region_of(spec(), start_s=0)
    _order(region, "200", done_s=600)
    run_to(region, 590)
    assert _state(region).scale == 1.0
    run_to(region, 630)
    assert (_state(region).scale, region.components["it"].held()) == (1.0, "growing to 200%")
    run_to(region, 720)
    assert 1.0 < _state(region).scale < 1.5
    run_to(region, 1000)
    assert (_state(region).scale, region.components["it"].held()) == (2.0, "scaled to 200%")


@pytest.mark.parametrize("spec", SPECS)
def test_less_goes_with_the_order(spec: Callable[[], ComponentSpec]) -> None:
    """Whoever takes capacity away has less of it at once, and has it back late."""
    region = region_of(spec(), start_s=0)
    _order(region, "50", done_s=600)
    assert _state(region).scale == 0.5
    _order(region, "100", done_s=600)
    run_to(region, 610)
    assert _state(region).scale == 0.5
    run_to(region, 1000)
    assert (_state(region).scale, region.components["it"].held()) == (1.0, "")


@pytest.mark.parametrize("spec", SPECS)
def test_the_last_order_wins(spec: Callable[[], ComponentSpec]) -> None:
    """Less, ordered while more is on its way, is what there is in the end; and the other way round."""
    region = region_of(spec(), start_s=0)
    _order(region, "300", done_s=100)
    run_to(region, 200)
    _order(region, "80", done_s=300)
    assert _state(region).scale == 0.8
    run_to(region, 900)
    assert _state(region).scale == 0.8
    _order(region, "120", done_s=1000)
    _order(region, "150", done_s=1010)
    run_to(region, 1500)
    assert _state(region).scale == 1.5


@pytest.mark.parametrize("spec", SPECS)
def test_what_was_ordered_already_is_refused(spec: Callable[[], ComponentSpec]) -> None:
    """And a rewound region grows again to the same bits."""
    region = region_of(spec(), start_s=0)
    part = region.components["it"]
    assert part.check(Action(0, "you", SCALE, ("it", "100"))) is not None
    assert part.check(Action(0, "you", SCALE, ("it", "150"))) is None
    _order(region, "150", done_s=100)
    run_to(region, 200)
    mark = region.mark()
    run_to(region, 700)
    once = region.digest()
    region.rewind(mark)
    run_to(region, 700)
    assert region.digest() == once


@pytest.mark.parametrize("spec", SPECS)
def test_a_throttle_that_changes_nothing_is_refused(spec: Callable[[], ComponentSpec]) -> None:
    """To the share that it has, or off where there is none; every share is told as it was set."""
    region = region_of(spec(), start_s=0)

    def refusal(value: str) -> str:
        return str(region.check(Action(region.second, "you", THROTTLE, ("it", value))) or "")

    assert refusal("off") == refusal("100") == "it is not throttled."
    for percent in (13, 29, 57, 58, 100):
        assert refusal(str(percent)) == "" or percent == 100
        region.order_action(Action(region.second, "you", THROTTLE, ("it", str(percent))), region.second + 5)
        run_to(region, region.second + 10)
        assert region.components["it"].held() == f"held to {percent}%"
        assert refusal(str(percent)) == f"it is held to {percent}% already."
        assert refusal("12") == refusal("off") == ""


@pytest.mark.parametrize("spec", SPECS)
def test_more_comes_only_as_far_as_launches_succeed(spec: Callable[[], ComponentSpec]) -> None:
    """New hosts are launched: where few launches are let through, few come with each step, and none where none are."""
    launcher = LaunchesSpec(
        id="launcher", capacity_per_s=100.0, bound=500.0, clients={"internal": ClientSpec(rate_per_s=10.0, retries=0)}
    )
    came = {}
    for admitted in ("0", "20", "off"):
        region = region_of(launcher, spec(), start_s=0)
        if admitted != "off":
            region.order_action(Action(0, "you", THROTTLE, ("launcher", admitted)), 60)
        _order(region, "200", done_s=600)
        run_to(region, 1000)
        came[admitted] = _state(region).scale
    assert came["0"] == 1.0
    assert 1.1 < came["20"] < 1.4
    assert came["off"] == 2.0


def test_what_could_not_be_launched_comes_when_launches_are_well_again() -> None:
    """The order stands."""
    launcher = LaunchesSpec(
        id="launcher", capacity_per_s=100.0, bound=500.0, clients={"internal": ClientSpec(rate_per_s=10.0, retries=0)}
    )
    region = region_of(launcher, SPECS[0](), start_s=0)
    region.order_action(Action(0, "you", THROTTLE, ("launcher", "0")), 60)
    _order(region, "200", done_s=600)
    run_to(region, 2000)
    assert (_state(region).scale, region.components["it"].held()) == (1.0, "growing to 200%")
    region.order_action(Action(2000, "you", THROTTLE, ("launcher", "off")), 2060)
    run_to(region, 2600)
    assert _state(region).scale == 2.0
