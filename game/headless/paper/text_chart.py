"""Charts in letters, for Markdown and mail: what stands in a code block."""

from __future__ import annotations

from collections.abc import Sequence

from game.headless.paper.axis import clock_at, minutes_in, ticks
from game.headless.paper.document import Axis, Chart, Mark, Multiples, Sign

COLUMNS = 72
ROWS = 10
YOURS, REAL = "#", "o"
_SPARK = " .:-=+*#%@"
_LABEL = 5
_ASIDE = 4


def chart_lines(chart: Chart) -> list[str]:
    """A chart: yours filled, the real night as its outline, and below it a lane for changes and one for updates."""
    minutes = minutes_in(chart.yours, chart.ghost)
    if minutes == 0:
        return []
    yours, ghost = columns(chart.yours, minutes), columns(chart.ghost, minutes)
    lines = []
    for row in range(ROWS, 0, -1):
        drawn = "".join([_cell(mine, real, row, chart.top) for mine, real in zip(yours, ghost, strict=True)])
        label = f"{int(chart.top * row / ROWS * 100 + 0.5)}{chart.unit}"
        lines.append(f"{label:>{_LABEL}} |{drawn}".rstrip())
    lines.append(f"{'0' + chart.unit:>{_LABEL}} +{'-' * COLUMNS}")
    lines.append(f"{'':{_LABEL}}  {_clock_line(chart.axis, minutes)}".rstrip())
    for sign, name in ((Sign.CHANGE, "chg"), (Sign.UPDATE, "told")):
        lane = [mark for mark in chart.marks if mark.sign is sign]
        if lane:
            lines.append(f"{name:>{_LABEL}}  {_lane(lane, chart.axis, minutes)}".rstrip())
    legend = [f"{YOURS} this night"]
    if chart.ghost:
        legend.append(f"{REAL} the real night")
    if any(mark.sign is Sign.CHANGE for mark in chart.marks):
        legend.append("chg: changes, by their letters")
    if any(mark.sign is Sign.UPDATE for mark in chart.marks):
        legend.append("told: updates, by their numbers")
    return [*lines, "", f"{'':{_LABEL}}  {'   '.join(legend)}"]


def multiples_lines(multiples: Multiples) -> list[str]:
    """One line a chart: the darker, the more."""
    shown = [chart for chart in multiples.charts if chart.yours or chart.ghost]
    if not shown:
        return []
    minutes = max([minutes_in(chart.yours, chart.ghost) for chart in shown])
    widest = max([len(chart.name) for chart in shown])
    lines = [
        f"{chart.name:<{widest}} |{_spark(columns(chart.yours, minutes), multiples.top)}| {chart.note}"
        for chart in shown
    ]
    scale = f'from "{_SPARK[1]}" above nothing to "{_SPARK[-1]}" for {int(multiples.top * 100 + 0.5)}%'
    return [*lines, f"{'':<{widest}}  {_clock_line(multiples.axis, minutes)}".rstrip(), f"{'':<{widest}}  {scale}"]


def columns(curve: Sequence[float], minutes: int) -> list[float | None]:
    """The highest value that falls on each column, so that no peak gets lost; None where the curve has ended."""
    found: list[float | None] = []
    for column in range(COLUMNS):
        first = column * minutes // COLUMNS
        last = max(first + 1, (column + 1) * minutes // COLUMNS)
        found.append(max(curve[first:last], default=None))
    return found


def _cell(mine: float | None, real: float | None, row: int, top: float) -> str:
    if real is not None and _height(real, top) == row:
        return REAL
    return YOURS if mine is not None and _height(mine, top) >= row else " "


def _height(value: float, top: float) -> int:
    """In rows; what is hardly anything is still seen."""
    height = int(value / top * ROWS + 0.5)
    return max(1, height) if value > 0.005 else height


def _spark(values: list[float | None], top: float) -> str:
    drawn = []
    for value in values:
        if value is None:
            drawn.append(" ")
        else:
            step = int(value / top * (len(_SPARK) - 1) + 0.5)
            drawn.append(_SPARK[max(1, step) if value > 0.005 else step])
    return "".join(drawn)


def _clock_line(axis: Axis, minutes: int) -> str:
    line = [" "] * (COLUMNS + 5)
    free = 0
    for minute in ticks(axis, minutes):
        column = minute * COLUMNS // minutes
        if column >= free and column + 5 <= len(line):
            line[column : column + 5] = clock_at(axis, minute)
            free = column + 7
    return "".join(line)


def _lane(marks: Sequence[Mark], axis: Axis, minutes: int) -> str:
    """Each mark's label at its place, or as near behind it as there is room; one that finds none is left to the tables."""
    line = [" "] * COLUMNS
    free = 0
    for mark in marks:
        place = (mark.second - axis.start_s) * COLUMNS // (minutes * 60)
        column = max(free, place)
        if place >= 0 and column - place <= _ASIDE and column + len(mark.label) <= COLUMNS:
            line[column : column + len(mark.label)] = mark.label
            free = column + len(mark.label) + (len(mark.label) > 1)
    return "".join(line)
