"""What is told of a queue, and the small questions that all kinds of queues have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.queued import Throttled
from game.engine.readings import Metric, Unit
from game.session.judging.curve import second_of
from game.session.showing.asked import reading, steady_fall
from game.session.showing.instruments import seconds_written, written
from game.session.view.chart import Fate, Flow, Stream
from game.session.view.console import Line

if TYPE_CHECKING:
    from game.session.run import Run

TREND_S = 600
RATE_S = 60
MUCH_WASTED = 0.2

Part = Mechanism[Any, Any]
Derived = Callable[[Sequence[int], int], list[float | None]]
"""Readings at some seconds up to one, put together from others."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a queue's hosts say of it. `about` stands behind its name; `numbers` are its readings, with their labels.

    `pace` says how it moves, `telling` what keeps it so, `hint` where more can be read. `waiting` and `good` are the
    readings worth a curve: how much waits, and how much is done that helps somebody; `derived` is how to get at the second
    one if no instrument has it.
    """

    about: str
    numbers: tuple[tuple[str, str], ...]
    flow: Flow
    waiting: Metric
    good: Metric
    rows: tuple[Line, ...] = ()
    pace: tuple[str, ...] = ()
    telling: tuple[str, ...] = ()
    hint: str = ""
    derived: Derived | None = None


def readings(run: Run, part: Part) -> tuple[tuple[str, str], ...]:
    """All readings of a part with their labels, as its hosts have them."""
    return tuple(
        [
            (metric.label, written(reading(run, part, metric.id), metric.unit))
            for metric in part.metrics
            if not metric.hidden
        ]
    )


def metric_of(part: Part, name: str) -> Metric:
    """A metric by its id."""
    return next(metric for metric in part.metrics if metric.id == name)


def trend(run: Run, part: Part, metric: str, noun: str) -> tuple[str, ...]:
    """Whether a line grows or shrinks; nothing while nothing waits."""
    now, before = reading(run, part, metric), reading(run, part, metric, TREND_S)
    if now is None or before is None or max(now, before) < 1.0:
        return ()
    moved = (now - before) / TREND_S
    ago = f"{written(before, Unit.COUNT)} {noun} {TREND_S // 60} minutes ago"
    if abs(moved) * 60.0 < 1.0 or abs(moved) * TREND_S < 0.005 * now:
        return (f"{ago}: it neither grows nor shrinks",)
    if moved > 0.0:
        return (f"{ago}: it grows by {written(moved * 60.0, Unit.COUNT)} a minute",)
    pace = steady_fall(run, part, metric, TREND_S) if now >= 1.0 else None
    over = "" if pace is None else f"; at this pace it is empty in {seconds_written(now / pace)}"
    return (f"{ago}: it shrinks by {written(-moved * 60.0, Unit.COUNT)} a minute{over}",)


def waits_since(run: Run, part: Part, metric: str) -> int | None:
    """Since when something has waited without a break; None if nothing does."""
    column = run.region.history(part.id, metric)
    tick = len(column) - 1
    while tick >= 0 and column[tick] >= 1.0:
        tick -= 1
    return None if tick == len(column) - 1 else second_of(run, tick + 1)


def mean(run: Run, part: Part, metric: str, span_s: int = RATE_S) -> float:
    """The mean of a reading over the last seconds."""
    column = run.region.history(part.id, metric)
    newest = column[-max(1, span_s // run.region.tick_s) :]
    total = 0.0
    for value in newest:
        total += value
    return total / len(newest) if newest else 0.0


def comes_in(run: Run, part: Part, waiting: str, done: str, span_s: int = RATE_S) -> float:
    """How much came in, in a second, by how the line moved and what was done meanwhile."""
    now, before = reading(run, part, waiting), reading(run, part, waiting, span_s)
    if now is None or before is None:
        return 0.0
    return max(0.0, (now - before) / span_s + mean(run, part, done, span_s))


def stream(label: str, per_s: float, note: str = "", fate: Fate = Fate.GOOD) -> Stream:
    """Work on its way, with its pace in words."""
    per_s = max(0.0, per_s)
    shown = written(per_s, Unit.PER_SECOND) if per_s >= 0.05 else "0 /s"
    return Stream(label, per_s, shown, note, fate)


def oldest(age_s: float, waits: float) -> str:
    """How long the oldest has waited; "" if nothing waits."""
    return seconds_written(age_s) if waits >= 1.0 else ""


def door(part: Throttled[Any, Any]) -> str:
    """What operators set for what comes in."""
    return "" if part.throttle is None else part.held()


def brake(part: Throttled[Any, Any]) -> str:
    """What operators set for those who work."""
    return part.held() if part.throttle is None else ""
