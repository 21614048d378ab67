"""Trends: a few of the latest readings of a metric, coarse, as a sparkline shows them."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.readings import Metric

TREND = 24
"""Points of a trend."""
NO_DATA = -1


def eighths(value: float, metric: Metric) -> int:
    """A reading as eighths (0 to 7) of its metric's alarm range."""
    if value <= 0.0:
        return 0
    return min(7, int(value / metric.alarm_at * 8.0))


def trend_of(history: Sequence[float], metric: Metric, *, newest: int, shown: int, every: int) -> tuple[int, ...]:
    """Eighths of the readings at every so many ticks up to the tick `newest`, at most `TREND`; no data after `shown`."""
    points: list[int] = []
    for back in range(TREND - 1, -1, -1):
        tick = newest - back * every
        if tick >= 0:
            points.append(NO_DATA if tick > shown else eighths(history[tick], metric))
    return tuple(points)
