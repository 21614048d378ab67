"""The axis of time below a chart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from game.headless.paper.document import Axis

_STEPS_MIN = (5, 10, 15, 30, 60, 120, 180, 240)
_MOST_TICKS = 9


def minutes_in(*curves: Sequence[float]) -> int:
    """How long the longest of the curves is."""
    return max([len(curve) for curve in curves], default=0)


def ticks(axis: Axis, minutes: int) -> list[int]:
    """Minutes from the start of the axis at which a clock time is written: round ones."""
    step = next((step for step in _STEPS_MIN if minutes / step <= _MOST_TICKS), _STEPS_MIN[-1])
    first = axis.zero + timedelta(seconds=axis.start_s)
    past = (first.hour * 60 + first.minute) % step
    return list(range((step - past) % step, minutes, step))


def clock_at(axis: Axis, minute: int) -> str:
    """Time of day at a minute of the axis, "00:30"."""
    return (axis.zero + timedelta(seconds=axis.start_s + minute * 60)).strftime("%H:%M")
