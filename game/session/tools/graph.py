"""`graph SERVICE [METRIC]`: one reading over the last hour, drawn in characters on the scale of its alarm range.

The scale is the same every time, unless the reading has left it; then it ends at the next round number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.actions import Argument, ArgumentKind
from game.engine.readings import Metric
from game.session.instruments import written
from game.session.tools.tool import SERVICE, Tool, anything, declare, heading, muted, row
from game.session.view.console import Line, Span, Tone
from game.session.vocabulary import Candidate
from game.session.wording import clock_time, duration

if TYPE_CHECKING:
    from game.session.run import Run

_NO_RANGE = 1e9
COLUMNS = 60
ROWS = 6
_BLOCKS = " ▁▂▃▄▅▆▇█"

SPEC = declare(
    "graph",
    (SERVICE, Argument("METRIC", ArgumentKind.WORD, optional=True)),
    "Draw a reading",
    "Draws one reading over the last hour, a column a minute.",
)


def _candidates(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    if index == 0:
        return anything(run, index, values)
    part = run.region.components.get(values[0])
    return (
        () if part is None else tuple([Candidate(metric.id, metric.label) for metric in run.instruments.metrics(part)])
    )


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    part = run.region.components[values[0]]
    metrics = run.instruments.metrics(part)
    wanted = values[1] if len(values) > 1 else ""
    metric = next((known for known in metrics if known.id == wanted), metrics[0] if metrics else None)
    if metric is None:
        return (muted("Nothing is measured there."),)
    points = _points(run, part.id, metric)
    if not points:
        return (muted("There are no readings."),)
    seen = [value for value in points if value is not None]
    top = _top(metric, max([*seen, 0.0]))
    newest = run.instruments.read(part.id, metric)
    head = f"{values[0]}  {metric.label}  {written(newest.value, metric.unit)}"
    lines = [heading(head)]
    for level in range(ROWS - 1, -1, -1):
        cells = "".join([_cell(value, level, top) for value in points])
        label = written(top, metric.unit) if level == ROWS - 1 else "0" if level == 0 else ""
        lines.append(row(Span(f"{label:>8} ", Tone.FAINT), Span(cells, Tone.PLAIN)))
    since = max(run.region.plan.start_s, run.second - 60 * (len(points) - 1))
    age = f", read {duration(newest.age_s)} ago" if newest.age_s else ""
    lines.append(
        muted(f"{'':>9}{clock_time(run.scenario.zero, since)} to {clock_time(run.scenario.zero, run.second)}{age}")
    )
    return tuple(lines)


def _top(metric: Metric, highest: float) -> float:
    """Where the scale ends: where the alarm range does, or above everything that was read."""
    if metric.alarm_at < _NO_RANGE and highest <= metric.alarm_at:
        return metric.alarm_at
    top = 1.0
    while top < highest:
        top *= 10.0
    return next(part for part in (top * 0.2, top * 0.5, top) if part >= highest)


def _points(run: Run, component: str, metric: Metric) -> list[float | None]:
    """One shown reading a minute, oldest first; None where there is no data."""
    monitoring = run.instruments.monitoring
    history = run.region.history(component, metric.id)
    if monitoring is None or not history:
        return []
    every = max(1, 60 // run.region.tick_s)
    shown = monitoring.shown_tick(component)
    points: list[float | None] = []
    for back in range(COLUMNS - 1, -1, -1):
        tick = len(history) - 1 - back * every
        if tick >= 0:
            points.append(history[tick] if tick <= shown + every else None)
    return points


def _cell(value: float | None, level: int, top: float) -> str:
    if value is None:
        return "·" if level == 0 else " "
    eighths = int(min(1.0, max(0.0, value / top)) * ROWS * 8 + 0.5)
    filled = max(0, min(8, eighths - level * 8))
    return "▁" if level == 0 and filled == 0 else _BLOCKS[filled]


TOOL = Tool(SPEC, _candidates, _output)
