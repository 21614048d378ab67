"""The full-size chart: its keys, its mouse, and that it is drawn whole at every size."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from game.engine.readings import State
from game.session.view.chart import ChartMark
from game.session.view.console import Choice, Completion
from game.tui.canvas import Canvas
from game.tui.glyphs import ASCII, UNICODE
from game.tui.paint.big_chart import SPANS, window_of
from game.tui.paint.curve import Field, columns_of, paint_curve, severity, value_at
from game.tui.paint.marks import Times, lettered, paint_legend
from game.tui.paint.text import Box
from game.tui.paint.window import Window
from game.tui.screens.chart import ChartScreen
from game.tui.screens.queue import QueueScreen
from game.tui.screens.readings import ReadingsScreen
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_charts import METRICS, ORDER, chart
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import snapshot
from tests.tui.looks import looks_line
from tests.tui.screen_text import HUES, app_on, flaws, looks, text

SIZES = ((80, 24), (100, 30), (120, 36), (160, 40), (200, 55))


class KnownPort(FakePort):
    """A seat whose console knows what can be graphed."""

    def complete(self, text: str) -> Completion:
        """Components, then their readings."""
        words = text.split()
        if words[:1] == ["graph"] and len(words) > 1:
            return Completion("", tuple(Choice(name, label) for name, (label, *_) in METRICS.items()))
        tiles = self.now_showing.tiles
        return Completion("", tuple(Choice(tile.component, tile.name) for tile in tiles))


def chart_screen(app: DemoApp) -> ChartScreen:
    """The chart on top."""
    assert isinstance(app.screen, ChartScreen)
    return app.screen


async def opened(pilot: Pilot[Any]) -> None:
    """Wait for what a key opened."""
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize(
    ("size", "situation", "theme"),
    [
        *((size, situation, "dark") for size in SIZES for situation in ("calm", "dns", "storm")),
        *(((120, 36), "nlb", theme) for theme in ("dark", "light", "high-contrast", "ansi", "no-color")),
    ],
)
async def test_nothing_is_cut_or_hidden(size: tuple[int, int], situation: str, theme: str) -> None:
    """With and without a cursor, over every span."""
    app = DemoApp("chart", KnownPort(situation), theme=theme)
    async with app.run_test(size=size) as pilot:
        for keys in ((), ("left",), ("down", "down"), ("up", "up", "up"), ("home",)):
            await pilot.press(*keys)
            await pilot.pause()
            assert flaws(app.screen) == [], (keys, text(app.screen))
        assert any("calls failing" in line for line in text(app.screen))


@pytest.mark.parametrize("name", ["chart", "queue"])
async def test_ascii_is_ascii(name: str) -> None:
    """Every character that is drawn can be typed."""
    app = DemoApp(name, KnownPort("storm"), ascii_only=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("left")
        await pilot.pause()
        assert all(line.isascii() for line in text(app.screen)), text(app.screen)


async def test_what_is_calm_has_no_hue_but_the_players() -> None:
    """Below its alarm a curve is grey; above it has a hue."""
    for situation, expected in (("calm", False), ("dns", True)):
        app = DemoApp("chart", KnownPort(situation))
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            drawn = "".join(looks(app.screen, app.manner.theme)[2:])
        hues = set(drawn) & (set(HUES.values()) - {"y"})
        assert bool(hues) is expected, (situation, hues)


async def test_walking_tells_time_and_values() -> None:
    """Left puts a cursor beside now and tells what was read there; end follows the clock again."""
    app = DemoApp("chart", KnownPort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = chart_screen(app)
        assert screen.cursor is None
        await pilot.press("left", "left", "left")
        await pilot.pause()
        first = screen.cursor
        assert first is not None
        assert first < app.port.snapshot.second
        assert any("ago" in line and "%" in line for line in text(app.screen))
        await pilot.press("left")
        assert screen.cursor is not None
        assert screen.cursor < first
        window = window_of(screen.chart, 120)
        assert window.column(first) - window.column(screen.cursor) == 1
        await pilot.press("end")
        assert screen.cursor is None
        await pilot.press("left", "right", "right")
        assert screen.cursor is None


async def test_the_window_goes_with_the_cursor() -> None:
    """Over the left edge the stretch moves along; a closer look stays around the cursor."""
    app = DemoApp("chart", KnownPort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = chart_screen(app)
        await pilot.press("up")
        assert SPANS[screen.span][1] == "30 min"
        before = screen.chart.from_s
        await pilot.press("home")
        assert screen.cursor is not None
        assert screen.chart.from_s < before
        assert screen.chart.from_s <= screen.cursor <= screen.chart.to_s
        assert screen.until_s is not None
        await pilot.press("down", "down", "down")
        assert SPANS[screen.span][0] == 0
        await pilot.press("up", "up", "up")
        assert screen.chart.from_s <= screen.cursor <= screen.chart.to_s


async def test_a_click_sets_the_cursor_and_a_mark_is_a_jump() -> None:
    """In the curve, and on the words of the legend."""
    app = DemoApp("chart", KnownPort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = chart_screen(app)
        assert await pilot.click(offset=(60, 10))
        await pilot.pause()
        window = window_of(screen.chart, 120)
        assert screen.cursor is not None
        assert window.column(screen.cursor) == 60
        row = next(y for y, line in enumerate(text(app.screen)) if ORDER in line)
        assert await pilot.click(offset=(text(app.screen)[row].index(ORDER), row))
        await pilot.pause()
        assert screen.cursor == app.port.snapshot.second - 600


async def test_m_goes_through_the_readings() -> None:
    """The upper reading turns with m, the lower one with shift+m; after the last comes the first."""
    app = DemoApp("chart", KnownPort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = chart_screen(app)
        seen = []
        for _ in METRICS:
            seen.append(screen.chart.series[0].metric)
            await pilot.press("m")
        assert seen == list(METRICS)
        assert screen.chart.series[0].metric == seen[0]
        before = screen.chart.series[1].metric
        await pilot.press("M")
        assert screen.chart.series[1].metric != before


async def test_a_second_reading_is_chosen_by_typing() -> None:
    """c lists services, letters filter, enter draws; a blank asks for its readings; the first row takes it away."""
    app = DemoApp("chart", KnownPort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = chart_screen(app)
        await pilot.press("c", *"lamb")
        await opened(pilot)
        assert isinstance(app.screen, ReadingsScreen)
        assert [row.word for row in app.screen.rows] == ["lambda"]
        assert flaws(app.screen) == []
        await pilot.press("enter")
        await opened(pilot)
        assert [series.component for series in screen.chart.series] == ["dynamodb", "lambda"]
        await pilot.press("tab", *"lambda", "space", *"lat", "enter")
        await opened(pilot)
        assert [(it.component, it.metric) for it in screen.chart.series] == [
            ("dynamodb", "failing"),
            ("lambda", "latency"),
        ]
        await pilot.press("c", "enter")
        await opened(pilot)
        assert len(screen.chart.series) == 1
        await pilot.press("c", "e", "escape")
        await opened(pilot)
        assert app.screen is screen
        assert len(screen.chart.series) == 1


async def test_a_row_of_the_list_can_be_clicked() -> None:
    """As if it was chosen and taken."""
    app = DemoApp("chart", KnownPort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = chart_screen(app)
        await pilot.press("c", *"ec2")
        await opened(pilot)
        row = next(y for y, line in enumerate(text(app.screen)) if line.startswith(("▌ ec2", "▌ec2")))
        assert await pilot.click(offset=(4, row))
        await opened(pilot)
        assert [series.component for series in screen.chart.series] == ["dynamodb", "ec2"]


async def test_doors_and_clock() -> None:
    """Speed and pause as everywhere, w opens the queue, esc goes back to the board."""
    port = KnownPort("dns")
    app = app_on(port)
    async with app.run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        await pilot.press("g")
        await opened(pilot)
        assert isinstance(app.screen, ChartScreen)
        speed = port.snapshot.speed
        await pilot.press("plus")
        assert port.snapshot.speed > speed
        paused = port.snapshot.paused
        await pilot.press("space")
        assert port.snapshot.paused is not paused
        await pilot.press("w")
        await opened(pilot)
        assert isinstance(app.screen, QueueScreen)
        await pilot.press("escape", "escape")
        await opened(pilot)
        assert not isinstance(app.screen, (ChartScreen, QueueScreen))


async def test_what_was_graphed_on_the_console_is_drawn_large() -> None:
    """g right after a graph line opens on that reading, after two on both; another service asks for its own again."""
    app = app_on(KnownPort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        await opened(pilot)
        await pilot.press("slash", *"graph", "space", *"ec2", "space", *"latency", "enter")
        await pilot.press(*"graph", "space", *"lambda", "enter")
        await pilot.press("escape")
        await pilot.pause()
        assert any("g draws it large" in line for line in text(app.screen)), text(app.screen)
        await pilot.press("g")
        await opened(pilot)
        assert isinstance(app.screen, ChartScreen)
        assert [(it.component, it.metric) for it in app.screen.chart.series] == [
            ("ec2", "latency"),
            ("lambda", "failing"),
        ]
        await pilot.press("escape", "right", "g")
        await opened(pilot)
        assert isinstance(app.screen, ChartScreen)
        assert len(app.screen.chart.series) == 1
        assert app.screen.chart.series[0].component not in ("ec2", "lambda")


async def test_a_live_chart_moves_with_the_run() -> None:
    """New seconds show without a key; with a cursor in the past the stretch stands."""
    port = KnownPort("dns")
    app = DemoApp("chart", port)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = chart_screen(app)
        before = screen.chart.to_s
        port.tick(600)
        screen.look()
        await pilot.pause()
        assert screen.chart.to_s == before + 600


# What is painted.


def test_a_column_is_a_reading_and_never_a_mean() -> None:
    """Each column shows the point at its end; the newest reading stands until the next one comes."""
    now = snapshot("dns")
    drawn = chart(now, (("dynamodb", ""),), 3600)
    window = window_of(drawn, 120)
    series = drawn.series[0]
    columns = columns_of(drawn, series, window)
    assert columns[-1] == series.value
    for column, value in zip(range(window.x, window.end - 3), columns, strict=False):
        assert value == value_at(drawn, series, min(window.seconds(column)[1] - 1, drawn.to_s))


def test_stale_readings_leave_a_gap() -> None:
    """What did not come through is not drawn, and is called so."""
    now = snapshot("dns")
    stale = next(tile for tile in now.tiles if tile.state is State.STALE)
    drawn = chart(now, ((stale.component, ""),), 1800)
    window = Window(drawn.from_s, 1800, 15, 96)
    assert columns_of(drawn, drawn.series[0], window)[-1] is None
    canvas = Canvas(120, 12)
    paint_curve(canvas, drawn, drawn.series[0], Field(0, 10, window), UNICODE)
    assert any("no data" in canvas.text_line(y) for y in range(12))
    assert canvas.text_line(9)[window.end - 1] == " "
    assert canvas.flaws == []


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("height", [1, 2, 3, 8, 20])
def test_hue_is_only_beyond_the_alarm(height: int, *, glyphs: object) -> None:
    """A curve that passes its alarm has its hue from the alarm's line up; one that does not has none."""
    drawn = chart(snapshot("storm"), (("dynamodb", "failing"),), 1800)
    window = Window(drawn.from_s, 1800, 15, 96)
    for factor, expected in ((1.0, True), (0.02, False)):
        points = tuple(None if point is None else point * factor for point in drawn.series[0].points)
        value = drawn.series[0].value
        assert value is not None
        series = replace(drawn.series[0], points=points, value=value * factor)
        canvas = Canvas(120, height + 1)
        paint_curve(canvas, drawn, series, Field(0, height, window), glyphs)  # type: ignore[arg-type]
        inked = {
            look.split(" on ")[0]
            for y in range(height)
            for char, look in zip(canvas.text_line(y), looks_line(canvas, y), strict=True)
            if char != " "
        }
        hued = {look for look in inked if look.removeprefix("bold ") in ("degr", "degr2", "down", "down2")}
        assert bool(hued) is expected, (inked, height)
        assert canvas.flaws == []


def test_severity_turns_over_for_what_is_bad_when_low() -> None:
    """Of addresses, few are trouble."""
    series = replace(chart(snapshot("dns"), (("dynamodb", ""),), 600).series[0], alarm_at=10.0, down_at=1.0)
    assert severity(series, 12.0) is State.DOWN
    assert severity(replace(series, low=True), 12.0) is State.OK
    assert severity(replace(series, low=True), 5.0) is State.DEGRADED
    assert severity(series, None) is State.STALE


def test_marks_are_told_whole_or_counted() -> None:
    """Letters go by columns; a legend without room tells those near the cursor and counts the others."""
    level = snapshot("dns").level
    window = Window(0, 1000, 10, 100)
    made = [ChartMark(second, "you", f"order {second}", second + 5) for second in range(0, 1000, 50)]
    found = lettered([*made, ChartMark(951, "Ben", "says so")], window)
    assert found[0].letter == "a"
    assert found[-1].letter == found[-2].letter
    assert not found[-1].first
    for cursor, shown, hidden in ((None, "order 900", "order 0,"), (0, "order 0,", "order 900")):
        canvas = Canvas(60, 6)
        paint_legend(canvas, Box(0, 0, 58, 6), found, Times(level, 2000, cursor))
        drawn = "\n".join(canvas.text_line(y) for y in range(6))
        assert shown in drawn, drawn
        assert hidden not in drawn
        assert "earlier" in drawn or "later" in drawn
        assert canvas.flaws == []
