"""Charts: readings as the instruments showed them, with what was done meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from game.engine.readings import Metric
from game.session.judging import curve
from game.session.run import Run
from game.session.showing.chart_marks import marks
from game.session.showing.instruments import written
from game.session.view.chart import Chart, Series

MOST_POINTS = 240
STEPS_S = (5, 10, 15, 20, 30, 60, 90, 120, 180, 240, 300, 600)
MOST_SERIES = 2


class Source(Protocol):
    """Where readings come from: the instruments, or the hosts themselves."""

    def points(self, component: str, metric: Metric, seconds: Sequence[int]) -> list[float | None]:
        """The readings at some seconds."""

    def newest(self, component: str, metric: Metric) -> tuple[float | None, int]:
        """The newest reading and its age in seconds."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the instruments show."""

    run: Run

    def points(self, component: str, metric: Metric, seconds: Sequence[int]) -> list[float | None]:
        """None where they have no data."""
        return curve.shown(self.run, component, metric.id, seconds)

    def newest(self, component: str, metric: Metric) -> tuple[float | None, int]:
        """The reading on the board."""
        reading = self.run.instruments.read(component, metric)
        return reading.value, reading.age_s


def chart(run: Run, wanted: tuple[tuple[str, str], ...], span_s: int, until_s: int | None = None) -> Chart:
    """One or two readings over `span_s` seconds (0: the whole night) up to a second (None: now).

    What names no component is left out; what names no reading of it gets the one of its tile.
    """
    named = [(component, _metric(run, component, name)) for component, name in wanted]
    found = [(component, metric) for component, metric in named if metric is not None]
    return drawn(run, found[:MOST_SERIES], Shown(run), span_s, until_s)


def drawn(
    run: Run, found: Sequence[tuple[str, Metric]], source: Source, span_s: int, until_s: int | None = None
) -> Chart:
    """A chart of readings from a source."""
    to_s = run.second if until_s is None else min(run.second, until_s)
    begin_s = curve.second_of(run, 0)
    from_s = max(begin_s, to_s - span_s) if span_s else begin_s
    step_s = step_for(max(1, to_s - from_s), run.region.tick_s)
    from_s -= from_s % step_s
    seconds = range(from_s, to_s + 1, step_s)
    series = tuple([_series(run, source, component, metric, seconds) for component, metric in found])
    return Chart(from_s, to_s, step_s, series, marks(run, from_s, to_s))


def step_for(span_s: int, tick_s: int) -> int:
    """Seconds between two points: a round number of ticks that gives enough points and no more."""
    whole = [step for step in STEPS_S if step % tick_s == 0]
    return next((step for step in whole if span_s <= step * MOST_POINTS), (whole or [tick_s])[-1])


def _metric(run: Run, component: str, name: str) -> Metric | None:
    part = run.region.components.get(component)
    metrics = () if part is None else run.instruments.metrics(part)
    return next((metric for metric in metrics if metric.id == name), metrics[0] if metrics else None)


def _series(run: Run, source: Source, component: str, metric: Metric, seconds: Sequence[int]) -> Series:
    points = source.points(component, metric, seconds)
    value, age_s = source.newest(component, metric)
    bounds = curve.bounds_of(run, component, metric)
    state = run.instruments.state(component)
    monitoring = run.instruments.monitoring
    seen = [point for point in (*points, value) if point is not None]
    return Series(
        component=component,
        name=run.instruments.name_of(component),
        metric=metric.id,
        label=metric.label,
        unit=metric.unit,
        points=tuple(points),
        top=curve.top_of(metric, max([*seen, 0.0])),
        alarm_at=bounds.degraded,
        down_at=bounds.down,
        low=metric.bad_when_low,
        value=value,
        text=written(value, metric.unit),
        state=state,
        age_s=age_s,
        stale=monitoring is not None and age_s > monitoring.spec.notice_s,
    )
