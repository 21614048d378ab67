"""The full-size chart: one or two readings one over the other on one clock, with what was done meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.readings import State
from game.session.view.board import LevelFacts
from game.session.view.chart import Chart, Series
from game.tui.canvas import Canvas
from game.tui.paint.curve import LEFT, RIGHT, Field, paint_curve, severity, value_at, value_text
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.marks import PAGE, Lettered, Times, legend_lines, lettered, look_of, paint_legend, paint_letters
from game.tui.paint.text import Box, clock, fitting, length
from game.tui.paint.window import LabelRow, Window, ticks
from game.tui.theme import Manner

SPANS: tuple[tuple[int, str], ...] = ((1800, "30 min"), (3600, "1 h"), (10_800, "3 h"), (0, "the night"))
"""What a chart can show, in seconds, and what that is called; 0 is all there is."""

_STATE_LOOKS = {State.DOWN: "bold down", State.DEGRADED: "degr", State.RECOVERING: "rec", State.STALE: "muted"}


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """What the chart shows: where the run stands, the readings, the place of the span in `SPANS`, the cursor's second."""

    level: LevelFacts
    now: int
    chart: Chart
    span: int
    cursor: int | None
    follows: bool


def window_of(chart: Chart, width: int) -> Window:
    """The stretch of the clock over the columns that a page of this width has."""
    return Window(chart.from_s, max(1, chart.to_s - chart.from_s + 1), LEFT, max(1, width - LEFT - RIGHT))


def paint_chart(width: int, height: int, manner: Manner, picture: ChartPicture, legend: Legend) -> Canvas:
    """The whole page."""
    canvas = Canvas(width, height)
    chart = picture.chart
    window = window_of(chart, width)
    _title(canvas, picture, manner)
    marks = lettered(chart.marks, window)
    told = _legend_room(height, len(marks), width - 2)
    axis = height - 3 - told - (1 if height >= 30 else 0)
    paint_panels(canvas, Box(0, 2 if height >= 30 else 1, width, axis), manner, picture, marks)
    paint_clock(canvas, Box(0, axis, width, axis + 2), manner, picture, marks)
    paint_legend(
        canvas,
        Box(1, height - 1 - told, width - 2, height - 1),
        marks,
        Times(picture.level, picture.now, picture.cursor, "walk there with the cursor"),
    )
    if not marks:
        canvas.put(1, height - 2, "Nothing was done or said in this time.", "faint")
    _keys(canvas, height - 1, picture, legend)
    return canvas


def _legend_room(height: int, count: int, width: int) -> int:
    most = max(3, (height - 6) // 4)
    return max(1, min(most, legend_lines(count, width)))


def _title(canvas: Canvas, picture: ChartPicture, manner: Manner) -> None:
    """What it is, and the spans that can be chosen, the one that is shown in bold."""
    canvas.put(1, 0, "CHART", "muted")
    chart = picture.chart
    x = 8
    for place, (_, name) in enumerate(SPANS):
        chosen = place == picture.span
        look = ("bold strong on sel" if manner.theme.shades else "reverse bold strong") if chosen else "muted"
        canvas.aim(x, 0, len(name) + 2, 1, f"show_span({place})")
        x = canvas.put(x, 0, f" {name} ", look) + 1
    begin, end = clock(picture.level, chart.from_s), clock(picture.level, chart.to_s)
    forms = (f"{begin} to {end}, as the instruments showed it", f"{begin} to {end}")
    if not picture.follows:
        forms = (f"{begin} to {end}, now is {clock(picture.level, picture.now)}", f"{begin} to {end}")
    canvas.right(canvas.width - 1, 0, fitting(canvas.width - x - 2, forms), "faint")


def paint_panels(canvas: Canvas, box: Box, manner: Manner, picture: ChartPicture, marks: list[Lettered]) -> None:
    """One panel a reading, of equal height, each on a scale of its own."""
    chart = picture.chart
    window = window_of(chart, box.width)
    count = len(chart.series)
    if not count:
        canvas.put(1, box.y + 1, "Nothing is measured there.", "muted")
        return
    gap = 1 if box.height // count >= 8 else 0
    room = (box.height - gap * (count - 1)) // count
    y = box.y
    for place, series in enumerate(chart.series):
        lines = room if place < count - 1 else box.end - y
        field = Field(y + 1, max(1, lines - 1), window)
        _head(canvas, Box(box.x, y, box.width, y + 1), manner, picture, place)
        paint_curve(canvas, chart, series, field, manner.glyphs)
        _threads(canvas, field, manner, marks)
        _cursor(canvas, field, manner, picture)
        for column in range(window.x, window.end):
            canvas.aim(column, field.y, 1, field.height, f"go({window.seconds(column)[0]})")
        y += lines + gap


def _head(canvas: Canvas, box: Box, manner: Manner, picture: ChartPicture, place: int) -> None:
    """Whose reading it is and what it is now; at the cursor, what it was there."""
    series = picture.chart.series[place]
    y, end = box.y, box.right - 1
    x = canvas.put(1, y, manner.glyphs.state(series.state), _STATE_LOOKS.get(series.state, "muted")) + 1
    trouble = series.state in (State.DOWN, State.DEGRADED)
    begin = x
    x = canvas.put(x, y, series.name, "bold strong" if trouble else "bold fg") + 2
    x = canvas.put(x, y, series.label, "fg")
    canvas.aim(begin, y, x - begin, 1, f"metric({place})")
    x += 2
    if picture.cursor is not None:
        value = value_at(picture.chart, series, picture.cursor)
        _then(canvas, Box(x, y, end - x, y + 1), picture, series, value)
        return
    text = f"{length(series.age_s)} old: no newer reading comes through" if series.stale else ""
    canvas.right(end, y, fitting(end - x - 1, (text, text.partition(":")[0])), "italic muted")


def _then(canvas: Canvas, box: Box, picture: ChartPicture, series: Series, value: float | None) -> None:
    """The time of the cursor and the value there, at the right."""
    assert picture.cursor is not None
    when = clock(picture.level, picture.cursor, seconds=True)
    hue = {State.DOWN: "bold down", State.DEGRADED: "bold degr"}.get(severity(series, value), "bold strong")
    text = value_text(value, series.unit, 12)
    ago = f", {length(picture.now - picture.cursor)} ago" if picture.now > picture.cursor else ""
    told = fitting(box.width - len(text) - 1, (when + ago, when))
    if told:
        begin = canvas.put(box.right - len(told) - len(text) - 1, box.y, told, "muted") + 1
        canvas.put(begin, box.y, text, hue)


def _threads(canvas: Canvas, field: Field, manner: Manner, marks: list[Lettered]) -> None:
    """A quiet upright line where hands did something, or the first page came, in what the curve leaves free."""
    threads: dict[int, str] = {}
    for it in marks:
        if it.mark.done_s is not None or it.mark.who == PAGE:
            threads.setdefault(it.column, "youbg" if look_of(it.mark).endswith("you") else "rule")
    for y in range(field.y, field.y + field.height):
        drawn = canvas.text_line(y)
        for column, look in threads.items():
            if drawn[column] == " ":
                canvas.put(column, y, manner.glyphs.upright, look)


def _cursor(canvas: Canvas, field: Field, manner: Manner, picture: ChartPicture) -> None:
    if picture.cursor is None or not field.window.shows(picture.cursor):
        return
    column = field.window.column(picture.cursor)
    for y in range(field.y, field.y + field.height):
        canvas.put(column, y, manner.glyphs.upright, "bold strong", over=True)


def paint_clock(canvas: Canvas, box: Box, manner: Manner, picture: ChartPicture, marks: list[Lettered]) -> None:
    """Two lines below the panels: the letters of the marks, and round times of the wall clock."""
    window = window_of(picture.chart, box.width)
    paint_letters(canvas, box.y, marks, window, manner.glyphs)
    row = LabelRow(canvas, box.y + 1, 0, box.right)
    if picture.cursor is not None and window.shows(picture.cursor):
        text = f" {clock(picture.level, picture.cursor)} "
        begin = max(window.x, min(window.column(picture.cursor) - len(text) // 2, window.end - len(text)))
        row.take(begin, text, "bold strong on sel" if manner.theme.shades else "reverse bold strong")
    if picture.follows:
        row.put(window.end, ("now",), "muted")
    for column, text in ticks(window, picture.level):
        row.put(max(0, column - len(text) // 2), (text,), "faint", gap=2)


def _keys(canvas: Canvas, y: int, picture: ChartPicture, legend: Legend) -> None:
    pairs = [legend.pair(name) for name in ("earlier", "closer", "metric", "second", "back")]
    if not picture.follows or picture.cursor is not None:
        pairs.insert(1, legend.pair("now"))
    pairs += [legend.pair(name) for name in ("queue", "pause", "faster")]
    paint_keys(canvas, y, pairs, legend.pair("help"))
