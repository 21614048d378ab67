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
    return 7 if value >= metric.alarm_at else int(value / metric.alarm_at * 8.0)


def trend_of(history: Sequence[float], metric: Metric, *, newest: int, shown: int, every: int) -> tuple[int, ...]:
    """Eighths of the readings at every so many ticks up to the tick `newest`, at most `TREND`; no data after `shown`."""
    begin = newest - (TREND - 1) * every
    if begin < 0:
        begin = newest % every
    points = [eighths(value, metric) for value in history[begin : max(0, min(newest, shown) + 1) : every]]
    return (*points, *[NO_DATA] * (len(range(begin, newest + 1, every)) - len(points)))
