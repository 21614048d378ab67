"""A curve of one reading: its scale at the left, its alarm line, the newest value at the right. Hue is above the line only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from game.engine.readings import State, Unit
from game.session.view.board import MetricView
from game.session.view.chart import Chart, Series
from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs
from game.tui.paint.text import fitting
from game.tui.paint.window import Window
from game.tui.widgets.values import metric_value

LEFT = 16
"""Cells of the scale's labels, with a blank behind them."""
RIGHT = 9
"""Cells of the newest value, with a blank before it."""
_HELD_S = 30
_HUES = {State.DOWN: "down", State.DEGRADED: "degr"}


@dataclass(frozen=True, slots=True)
class Field:
    """Where a curve is drawn: its first line, its height, and the stretch of the clock over its columns."""

    y: int
    height: int
    window: Window

    @property
    def base(self) -> int:
        """The lowest line."""
        return self.y + self.height - 1


def value_text(value: float | None, unit: Unit, room: int = RIGHT - 1) -> str:
    """A value as the scale and the cursor name it: "45%", "11.4k", "820 /s"; "no data" where there is none."""
    if value is None:
        return fitting(room, ("no data", "-"))
    return metric_value(MetricView("", "", value, unit, "", (), State.OK), room)


def value_at(chart: Chart, series: Series, second: int) -> float | None:
    """The reading that stood at a second."""
    place = (second - chart.from_s) // chart.step_s
    return series.points[place] if 0 <= place < len(series.points) else None


def columns_of(chart: Chart, series: Series, window: Window) -> list[float | None]:
    """One reading a column: the one at its end, never a mean, so that what jumps up and down is seen to.

    The newest reading stands until the next one comes, unless it is too old to go by.
    """
    columns: list[float | None] = []
    for column in range(window.x, window.end):
        second = min(window.seconds(column)[1] - 1, chart.to_s)
        held = not series.stale and series.age_s <= _HELD_S and second > chart.to_s - max(_HELD_S, chart.step_s)
        columns.append(series.value if held else value_at(chart, series, second))
    if columns and not series.stale and series.age_s <= _HELD_S:
        columns[-1] = series.value
    return columns


def severity(series: Series, value: float | None) -> State:
    """What the board calls a value."""
    if value is None:
        return State.STALE
    for bound, state in ((series.down_at, State.DOWN), (series.alarm_at, State.DEGRADED)):
        if bound is not None and (value <= bound if series.low else value >= bound):
            return state
    return State.OK


def paint_curve(canvas: Canvas, chart: Chart, series: Series, field: Field, glyphs: Glyphs) -> None:
    """The area, over a dotted alarm line, between its scale and its newest value."""
    values = columns_of(chart, series, field.window)
    _area(canvas, series, field, values, glyphs)
    _bounds(canvas, series, field, glyphs)
    _gaps(canvas, field, values)
    _scale(canvas, series, field)
    _newest(canvas, series, field, glyphs)


def _filled(series: Series, field: Field, value: float) -> int:
    """Eighths of a line that a value fills; what is not zero shows at least as a hairline."""
    share = max(0.0, min(1.0, value / series.top)) if series.top > 0 else 0.0
    eighths = round(share * field.height * 8)
    return max(1, eighths) if value > 0 else 0


def _area(canvas: Canvas, series: Series, field: Field, values: Sequence[float | None], glyphs: Glyphs) -> None:
    """Columns from the base up; what lies beyond a bound has its hue. The past is dim, only the newest column bright."""
    bounds = [(bound, _line_of(series, field, bound), hue) for bound, hue in _hues(series)]
    rows: list[list[tuple[str, str]]] = [[(" ", "")] * len(values) for _ in range(field.height)]
    for place, value in enumerate(values):
        if value is None:
            continue
        eighths = _filled(series, field, value)
        if not eighths:
            rows[0][place] = (glyphs.sparks[0], "rule")
            continue
        newest = place == len(values) - 1
        for line in range(-(-eighths // 8)):
            here = min(8, eighths - line * 8)
            hue = ""
            for bound, lowest, name in bounds:
                beyond = value <= bound if series.low else value >= bound and line >= lowest
                hue = name if beyond else hue
            look = (hue if newest else f"{hue}2") if hue else "fg" if newest else "page"
            rows[line][place] = (glyphs.block if here == 8 else glyphs.sparks[here], look)
    for line, cells in enumerate(rows):
        x = field.window.x
        for look, run in groupby(cells, key=itemgetter(1)):
            text = "".join([char for char, _ in run])
            if look:
                canvas.put(x, field.base - line, text, look)
            x += len(text)


def _hues(series: Series) -> list[tuple[float, str]]:
    return [(bound, hue) for bound, hue in ((series.alarm_at, "degr"), (series.down_at, "down")) if bound is not None]


def _line_of(series: Series, field: Field, value: float) -> int:
    """The line, counted from the base, in which a value lies."""
    share = max(0.0, min(1.0, value / series.top)) if series.top > 0 else 0.0
    return min(field.height - 1, int(share * field.height))


def _bounds(canvas: Canvas, series: Series, field: Field, glyphs: Glyphs) -> None:
    """A dim dotted line at each bound, where the curve does not cover it."""
    for bound, _ in _hues(series):
        if bound > series.top:
            continue
        share = bound / series.top * field.height
        line = _line_of(series, field, bound)
        dot = glyphs.dots[max(0, min(2, int((share - line) * 3)))]
        drawn = canvas.text_line(field.base - line)
        for column in range(field.window.x, field.window.end, 2):
            if drawn[column] == " ":
                canvas.put(column, field.base - line, dot, "faint")


def _gaps(canvas: Canvas, field: Field, values: Sequence[float | None]) -> None:
    """Name a gap where there is room: readings that were never there, or have not come yet."""
    begin: int | None = None
    for place, value in enumerate([*values, 0.0]):
        if value is None:
            begin = place if begin is None else begin
        elif begin is not None:
            text = fitting(place - begin - 2, ("no data", "?")) if place - begin > 2 else ""
            if text:
                x = field.window.x + begin + (place - begin - len(text)) // 2
                canvas.put(x, field.base - field.height // 2, text, "italic faint", over=True)
            begin = None


def _scale(canvas: Canvas, series: Series, field: Field) -> None:
    """Labels of the scale: its end, its middle and zero, and the bounds, which come first."""
    taken: set[int] = set()
    room = field.window.x - 1
    for word, bound in (("alarm", series.alarm_at), ("DOWN", series.down_at)):
        if bound is None or bound > series.top:
            continue
        line = _line_of(series, field, bound)
        value = value_text(bound, series.unit)
        text = fitting(room, (f"{word} at {value}", f"{word} {value}", value))
        if line not in taken and text:
            canvas.right(room, field.base - line, text, "muted")
            taken.add(line)
    middle = field.height // 2
    ends = [(field.height - 1, series.top), (0, 0.0)]
    if field.height >= 7 and field.height % 2 == 0:
        ends.append((middle, series.top / 2))
    for line, mark in ends:
        near = {line} if line in (0, field.height - 1) else {line - 1, line, line + 1}
        if not near & taken:
            text = value_text(mark, series.unit, room) if mark else "0"
            canvas.right(room, field.base - line, text, "faint")


def _newest(canvas: Canvas, series: Series, field: Field, glyphs: Glyphs) -> None:
    """The newest value, at its height."""
    x = field.window.end + 1
    if series.value is None:
        return
    line = max(0, -(-_filled(series, field, series.value) // 8) - 1)
    text = value_text(series.value, series.unit)
    if series.stale:
        canvas.put(x, field.base - line, fitting(RIGHT - 1, (f"{glyphs.stale} {text}", text)), "italic muted")
        return
    hue = _HUES.get(severity(series, series.value), "")
    canvas.put(x, field.base - line, text, f"bold {hue}" if hue else "bold strong")
