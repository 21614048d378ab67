"""Readings over time, for charts: what the instruments showed of them, and what their scale is.

The console's graph and the full-size chart both ask here. A reading stands at the second at which it was taken, and nobody
sees it before the instruments show it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.readings import Metric, Unit

if TYPE_CHECKING:
    from game.session.run import Run

NO_RANGE = 1e9
"""An alarm range from here on is none: nobody knows what would be much."""
_FROM_TILE = 1e9
_ROUND_SPANS = (
    *(1.0, 2.0, 5.0, 10.0, 20.0, 30.0),
    *(60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0),
    *(3600.0, 7200.0, 10_800.0, 14_400.0, 21_600.0, 28_800.0, 43_200.0, 86_400.0),
)
"""Seconds at which the scale of a span of time may end: what people call round."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the board begins to call a reading degraded and down; None where it never does."""

    degraded: float | None = None
    down: float | None = None


def top_of(metric: Metric, highest: float) -> float:
    """Where the scale ends: where the alarm range does, or above everything that was read."""
    if metric.alarm_at < NO_RANGE and highest <= metric.alarm_at:
        return metric.alarm_at
    if metric.unit is Unit.SECONDS:
        return next((span for span in _ROUND_SPANS if span >= highest), round_above(highest))
    return round_above(highest)


def round_above(highest: float) -> float:
    """The next of 1, 2, 5, 10, 20, ... at or above a value."""
    top = 1.0
    while top < highest:
        top *= 10.0
    return next(part for part in (top * 0.2, top * 0.5, top) if part >= highest)


def bounds_of(run: Run, component: str, metric: Metric) -> Bounds:
    """What the board says of a reading: only that of a tile has bounds."""
    tile = run.region.components[component].spec.tile
    if tile is None or tile.metric != metric.id:
        return Bounds()
    known = [None if bound is None or bound >= _FROM_TILE else bound for bound in (tile.degraded_at, tile.down_at)]
    return Bounds(*known)


def second_of(run: Run, tick: int) -> int:
    """The second at which the reading with an index was taken."""
    return run.region.plan.start_s + (tick + 1) * run.region.tick_s


def tick_at(run: Run, second: int) -> int:
    """Index of the newest reading that was taken at or before a second; negative before the first one."""
    return (second - run.region.plan.start_s) // run.region.tick_s - 1


def newest_shown_s(run: Run, component: str) -> int | None:
    """When the newest reading that instruments show of a component was taken; None without instruments."""
    monitoring = run.instruments.monitoring
    return None if monitoring is None else second_of(run, monitoring.shown_tick(component))


def shown(run: Run, component: str, metric: str, seconds: Sequence[int]) -> list[float | None]:
    """The readings at some seconds, as far as the instruments show them; None where there is no data."""
    until_s = newest_shown_s(run, component)
    return [None] * len(seconds) if until_s is None else told(run, component, metric, seconds, until_s)


def told(run: Run, component: str, metric: str, seconds: Sequence[int], until_s: int) -> list[float | None]:
    """The readings at some seconds up to one, as the component itself has them."""
    history = run.region.history(component, metric)
    points: list[float | None] = []
    for second in seconds:
        tick = tick_at(run, second)
        points.append(history[tick] if second <= until_s and 0 <= tick < len(history) else None)
    return points
