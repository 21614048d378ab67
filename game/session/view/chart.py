"""A full-size chart: one or two readings with what was done, and the queue of a component in its own terms."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.readings import State, Unit
from game.session.view.board import MetricView


@dataclass(frozen=True, slots=True)
class Series:
    """One reading as the instruments showed it: a point each `Chart.step_s`, None where there is no data.

    `top` is where its scale ends, `alarm_at` where its alarm range does (None if it has none). `text` is its value now.
    """

    component: str
    name: str
    metric: str
    label: str
    unit: Unit
    points: tuple[float | None, ...]
    top: float
    alarm_at: float | None
    text: str
    state: State


@dataclass(frozen=True, slots=True)
class ChartMark:
    """Something that was done, or said in public, while the chart ran. `who` is "you", a name, or "page"."""

    second: int
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One or two readings over the same time."""

    from_s: int
    to_s: int
    step_s: int
    series: tuple[Series, ...]
    marks: tuple[ChartMark, ...]


@dataclass(frozen=True, slots=True)
class QueueView:
    """What waits at a component: lines as the console's `queue` writes them, with the readings that belong to them."""

    component: str
    name: str
    metrics: tuple[MetricView, ...]
    chart: Chart
