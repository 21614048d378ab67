"""`graph SERVICE [METRIC]`: one reading over the last hour, drawn in characters on the scale of its alarm range.

The scale is the same every time, unless the reading has left it; then it ends at the next round number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.actions import Argument, ArgumentKind
from game.session.judging import curve
from game.session.language.vocabulary import Candidate
from game.session.language.wording import clock_time, duration
from game.session.showing.instruments import written
from game.session.tools.tool import SERVICE, Tool, anything, declare, heading, muted, row
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

COLUMNS = 60
ROWS = 6
_BLOCKS = " ▁▂▃▄▅▆▇█"

SPEC = declare(
    "graph",
    (SERVICE, Argument("METRIC", ArgumentKind.WORD, optional=True)),
    "Draw a reading",
    "Draws one reading over the last hour, a column a minute. The board draws it large, two asked for in a row together.",
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
    seconds = _seconds(run)
    points = curve.shown(run, part.id, metric.id, seconds)
    newest = run.instruments.read(part.id, metric)
    if newest.value is None or not seconds:
        return (muted("There are no readings."),)
    seen = [value for value in points if value is not None]
    top = curve.top_of(metric, max([*seen, 0.0]))
    head = f"{values[0]}  {metric.label}  {written(newest.value, metric.unit)}"
    lines = [heading(head)]
    for level in range(ROWS - 1, -1, -1):
        cells = "".join([_cell(value, level, top) for value in points])
        label = written(top, metric.unit) if level == ROWS - 1 else "0" if level == 0 else ""
        lines.append(row(Span(f"{label:>8} ", Tone.FAINT), Span(cells, Tone.PLAIN)))
    age = f", read {duration(newest.age_s)} ago" if newest.age_s else ""
    since, until = [clock_time(run.scenario.zero, second) for second in (seconds[0], seconds[-1])]
    lines.append(muted(f"{'':>9}{since} to {until}{age}"))
    return tuple(lines)


def _seconds(run: Run) -> list[int]:
    """One second a minute, the oldest first, up to the newest reading that sound instruments would show."""
    monitoring = run.instruments.monitoring
    delay_s = 0 if monitoring is None else monitoring.spec.delay_s
    newest_s = run.second - delay_s // run.region.tick_s * run.region.tick_s
    every_s = max(60, run.region.tick_s)
    back = [newest_s - every_s * column for column in range(COLUMNS - 1, -1, -1)]
    return [second for second in back if curve.tick_at(run, second) >= 0]


def _cell(value: float | None, level: int, top: float) -> str:
    if value is None:
        return "·" if level == 0 else " "
    eighths = int(min(1.0, max(0.0, value / top)) * ROWS * 8 + 0.5)
    filled = max(0, min(8, eighths - level * 8))
    return "▁" if level == 0 and filled == 0 else _BLOCKS[filled]


TOOL = Tool(SPEC, _candidates, _output)
