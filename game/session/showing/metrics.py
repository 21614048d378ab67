"""Which of a component's readings are abnormal, and in which order they matter, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.mechanisms.dns_enactor import Enactor
from game.engine.mechanisms.service import Service
from game.engine.readings import Metric, State, Unit
from game.session.showing.phrases.services import few_calls

if TYPE_CHECKING:
    from game.session.run import Run

_ABNORMAL_FROM = {Unit.SHARE: 0.05, Unit.PER_SECOND: 0.5}
"""The share of its alarm range from which a reading is abnormal, by its unit; of others `_OTHERS_FROM`."""
_OTHERS_FROM = 0.3
_LOW_BELOW = 0.25
_LATELY_S = 600

_ORDER: Mapping[str, tuple[str, ...]] = {
    "launches": ("insufficient", "limited", "launched"),
    "health_checks": ("fine", "sick", "out"),
    "propagation": ("waiting", "unready"),
    "leases": ("waiting", "wasted", "granted"),
}
"""What comes right behind the reading of the tile, by kind, where that is not what was declared first."""


def in_order(metrics: tuple[Metric, ...], kind: str) -> list[Metric]:
    """Readings as they matter for a kind, the one of the tile first."""
    order = _ORDER.get(kind, ())

    def rank(place: int) -> tuple[bool, int]:
        name = metrics[place].id
        return place > 0, order.index(name) if name in order else len(order)

    return [metrics[place] for place in sorted(range(len(metrics)), key=rank)]


def state_of(run: Run, part: Mechanism[Any, Any], metric: Metric, value: float | None) -> State:
    """How a reading without a tile of its own looks: as old as all of its component, abnormal, or ok."""
    shown = run.instruments.state(part.id)
    if shown is State.STALE:
        return State.STALE
    in_trouble = shown in (State.DOWN, State.DEGRADED)
    if in_trouble and (value or 0.0) >= 1.0 and metric.id in [other.beside for other in part.metrics]:
        return State.DEGRADED  # its companion says how to take it, also while there are few
    if in_trouble and isinstance(part, Service) and metric.id == "rate" and few_calls(run, part):
        return State.DEGRADED
    state = _state(metric, value)
    if state is State.DEGRADED and isinstance(part, Enactor) and metric.id == "refusals":
        before = run.instruments.value(part.id, metric.id, _LATELY_S)
        return State.OK if before == value else state  # it only ever counts up
    return state


def _state(metric: Metric, value: float | None) -> State:
    """Whether a reading is abnormal by itself. A plan's number never is."""
    if value is None or metric.neutral or metric.unit is Unit.PLAN or metric.alarm_at >= 1e9:
        return State.OK
    share = value / metric.alarm_at
    if metric.bad_when_low:
        return State.DEGRADED if share < _LOW_BELOW else State.OK
    return State.DEGRADED if share >= _ABNORMAL_FROM.get(metric.unit, _OTHERS_FROM) else State.OK
