"""A tile's state follows its readings: worse at once, better step by step, well only after it has lasted."""

from __future__ import annotations

from game.engine.mechanism import TileSpec
from game.engine.readings import Metric, State, Unit
from game.engine.watch import Watch, follow, level_of

METRIC = Metric("failing", "calls failing", Unit.SHARE, 1.0)
TILE = TileSpec(
    layer="data", row=5, column=0, name="Store", short="Store", metric="failing", degraded_at=0.05, down_at=0.5
)


def _states(readings: list[tuple[int, float]]) -> list[State]:
    """The state after each reading (second, value)."""
    watch = Watch()
    states = []
    for now, value in readings:
        level = level_of(value, TILE, bad_when_low=False)
        watch = follow(watch, level, value, METRIC, now=now, settle_s=180)
        states.append(watch.state)
    return states


def test_worse_at_once_better_step_by_step_well_after_a_while() -> None:
    """Down as soon as it is down, recovering once it is clearly better, ok only after three good minutes."""
    readings = [(0, 0.0), (60, 0.2), (120, 0.8), (180, 0.7), (240, 0.3), (300, 0.1), (360, 0.01), (420, 0.01)]
    readings += [(480, 0.0), (540, 0.0), (600, 0.0)]
    ok, degraded, down, recovering = State.OK, State.DEGRADED, State.DOWN, State.RECOVERING
    expected = [ok, degraded, down, down, recovering, recovering, recovering, recovering, recovering, ok, ok]
    assert _states(readings) == expected


def test_recovering_means_getting_better() -> None:
    """A reading that stands still at a seventh for an hour is degraded, not recovering."""
    readings = [(0, 0.8), *[(60 * minute, 0.13) for minute in range(1, 60)]]
    states = _states(readings)
    assert states[1] is State.RECOVERING
    assert states[9] is State.RECOVERING
    assert set(states[12:]) == {State.DEGRADED}


def test_a_relapse_is_seen_as_one() -> None:
    """What rises again while it recovers is as bad as it is; what rises from well so far is no recovery either."""
    assert _states([(0, 0.8), (60, 0.2), (120, 0.45)])[-1] is State.DEGRADED
    assert _states([(0, 0.1), (60, 0.0), (120, 0.04)])[-1] is State.OK
