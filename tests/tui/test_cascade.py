"""FIRST OUT: the picture at every size, its keys and its clicks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.engine.readings import State
from game.session.keeping.settings import THEMES
from game.session.view.cascade import Cascade, CascadeRow, Reach, Stretch
from game.tui.canvas import Canvas
from game.tui.glyphs import ASCII
from game.tui.paint.cascade import (
    FirstOut,
    after_text,
    cells,
    paint_first_out,
    reading,
    rows_in_sight,
    strip_window,
    top_for,
)
from game.tui.paint.text import Box
from game.tui.paint.window import Window
from game.tui.screens.board import BoardScreen
from game.tui.screens.cascade import CascadeScreen
from game.tui.theme import Manner, load_theme
from game.tui.widgets.tiles import Relation
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import SITUATIONS, snapshot
from tests.tui.fake_wave import cascade
from tests.tui.screen_text import app_on, flaws, looks, text

DARK = Manner(load_theme("dark"))


def _drawn(view: Cascade, width: int, height: int, manner: Manner = DARK, *, top: int = 0) -> Canvas:
    canvas = Canvas(width, height)
    marks = {row.tile.component: Relation(manner.glyphs.needs) for row in view.rows[1:3]}
    chosen = view.rows[0].tile.component if view.rows else ""
    paint_first_out(canvas, Box(0, 0, width, height), manner, FirstOut(view, chosen, marks, top))
    return canvas


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("reach", Reach)
def test_the_block_fits_at_any_width_and_height(situation: str, reach: Reach) -> None:
    """From 60 cells and 4 lines on nothing is cut, and nothing hides anything."""
    view = cascade(snapshot(situation), reach)
    for width in (*range(60, 240, 7), 99, 100, 149, 150):
        for height in (4, 5, 9, 14, 60):
            assert _drawn(view, width, height).flaws == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_block_can_be_drawn_in_ascii(theme: str) -> None:
    """Every sign has an ASCII form."""
    canvas = _drawn(cascade(snapshot("storm")), 120, 40, Manner(load_theme(theme), ASCII))
    assert canvas.flaws == []
    assert all(canvas.text_line(y).isascii() for y in range(40))


def test_rows_out_of_sight_are_counted() -> None:
    """Never cut silently: above as well as below."""
    view = cascade(snapshot("dns"))
    count = len(view.rows)
    assert _drawn(view, 80, 12).text_line(11).strip() == f"{count - 9} more below"
    assert _drawn(view, 80, 12, top=4).text_line(11).strip() == f"4 more above, {count - 13} more below"
    assert rows_in_sight(count + 2, count) == count
    assert rows_in_sight(count + 1, count) == count - 2


def test_the_chosen_row_is_always_in_sight() -> None:
    """Whatever was in sight before."""
    for chosen in range(30):
        for top in (0, 7, 29):
            first = top_for(12, 30, top, chosen)
            assert first <= chosen < first + rows_in_sight(12, 30)


def test_the_worst_state_in_a_cell_wins() -> None:
    """A second of DOWN within a minute is seen; before the first reading and in the future there is nothing."""
    tile = snapshot("dns").tiles[0]
    states = (Stretch(0, State.OK), Stretch(70, State.DOWN), Stretch(71, State.DEGRADED), Stretch(130, State.OK))
    row = CascadeRow(tile, 70, states)
    view = replace(cascade(snapshot("dns")), begins_s=0, to_s=239, rows=(row,))
    shown = cells(row, view, Window(-60, 360, 0, 6))
    assert shown == [None, State.OK, State.DOWN, State.DEGRADED, State.OK, None]


def test_the_strip_stands_still_until_a_cell_is_full() -> None:
    """Only its last cell changes from tick to tick, and it always reaches back far enough."""
    view = cascade(snapshot("dns"))
    windows = [strip_window(replace(view, to_s=view.to_s + more), 0, 57) for more in range(0, 600, 10)]
    for window in windows:
        assert window.from_s <= view.from_s
        assert window.span_s % window.width == 0
    assert len({window.from_s for window in windows}) <= 600 // (windows[0].span_s // 57) + 2


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0, "first"), (40, "+40 s"), (60, "+1 min"), (80, "+1 min 20"), (3060, "+51 min"), (7500, "+2 h 05")],
)
def test_how_long_after_the_first_one(seconds: int, told: str) -> None:
    """In words that can be compared down a column."""
    assert after_text(seconds) == told


def test_a_value_is_never_cut() -> None:
    """A word that is too long gives way to a number, a number to a coarser one; stale ones say their age."""
    tile = snapshot("dns").tiles[0]
    assert reading(replace(tile, text="stopped"), 8) == "stopped"
    assert reading(replace(tile, text="stopped"), 5) == "61%"
    assert reading(replace(tile, value=None, text="stopped altogether", state=State.DOWN), 5) == "DOWN"
    assert reading(replace(tile, state=State.STALE, age_s=3060), 5) == "51m"


# The screen.


def _screen(app: DemoApp) -> CascadeScreen:
    assert isinstance(app.screen, CascadeScreen)
    return app.screen


@pytest.mark.parametrize("size", [(80, 24), (97, 31), (119, 36), (120, 36), (160, 40), (200, 55), (240, 70)])
@pytest.mark.parametrize("situation", SITUATIONS)
async def test_the_screen_has_no_flaws(size: tuple[int, int], situation: str) -> None:
    """At every size and in every situation."""
    app = DemoApp("cascade", FakePort(situation))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert flaws(app.screen) == []
        await pilot.press("end", "right", "right")
        await pilot.pause()
        assert flaws(app.screen) == []


@pytest.mark.parametrize("theme", ["light", "ansi", "no-color"])
async def test_the_chosen_row_is_seen_in_every_theme(theme: str) -> None:
    """By its mark, and where there are no shades by a line below its name."""
    app = DemoApp("cascade", FakePort("dns"), theme=theme, ascii_only=theme == "no-color")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        y = next(y for y, line in enumerate(text(app.screen)) if "DynamoDB" in line)
        assert text(app.screen)[y][0] == app.manner.glyphs.selected
        marks = looks(app.screen, app.manner.theme)[y]
        assert ("U" in marks) is (not app.manner.theme.shades)
        assert flaws(app.screen) == []


async def test_a_calm_night_says_so_without_a_hue() -> None:
    """Nothing has failed."""
    app = DemoApp("cascade", FakePort("calm"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "enter", "g")
        await pilot.pause()
        assert "Nothing has failed." in text(app.screen)[3]
        assert not set("gdryGD") & set("".join(looks(app.screen, app.manner.theme)))
        await pilot.press("right")
        await pilot.pause()
        assert "last hour" in text(app.screen)[3]


async def test_keys_choose_look_back_and_go() -> None:
    """Up and down choose a row, left and right how far back one looks, and what is chosen stays so."""
    app = DemoApp("cascade", FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = _screen(app)
        rows = [row.tile.component for row in screen.view.rows]
        await pilot.press("down", "down")
        assert screen.chosen == rows[2]
        assert any("failed at 23:49:20, 2 min 08 after Enactor 2" in line for line in text(screen))
        await pilot.press("right")
        assert (screen.reach, screen.chosen) == (Reach.HOUR, rows[2])
        await pilot.press("right", "right", "left", "left", "left")
        assert screen.reach is Reach.WAVE
        await pilot.press("end")
        assert screen.chosen == rows[-1]
        assert screen.top > 0
        await pilot.press("pageup")
        assert screen.chosen == rows[-11]
        await pilot.press("home")
        assert (screen.chosen, screen.top) == (rows[0], 0)


async def test_enter_inspects_the_chosen_one_on_the_board() -> None:
    """The board's key opens it on the selected service; enter goes back with another one selected."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        board = app.screen
        assert isinstance(board, BoardScreen)
        board.select("lambda")
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(app.screen, CascadeScreen)
        assert app.screen.chosen == "lambda"
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.screen is board
        assert board.now.selected == "iam"
        await pilot.press("v")
        await pilot.pause()
        await pilot.press("v")
        await pilot.pause()
        assert app.screen is board


async def test_a_click_chooses_and_a_second_one_goes() -> None:
    """Rows, how far back, and the line that counts the others can be clicked."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        board = app.screen
        assert isinstance(board, BoardScreen)
        await pilot.press("v")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, CascadeScreen)
        row = next(y for y, line in enumerate(text(screen)) if "Homes" in line)
        await pilot.click(offset=(30, row))
        assert screen.chosen == "homes"
        await pilot.click(offset=(text(screen)[2].index("last hour"), 2))
        assert screen.reach is Reach.HOUR
        more = next(y for y, line in enumerate(text(screen)) if "more below" in line)
        await pilot.click(offset=(5, more))
        assert screen.chosen != "homes"
        row = next(y for y, line in enumerate(text(screen)) if line[1:].startswith(("■", "▲")) and "STS" in line)
        await pilot.click(offset=(30, row))
        await pilot.click(offset=(30, row))
        await pilot.pause()
        assert app.screen is board
        assert board.now.selected == "sts"


async def test_it_follows_the_run() -> None:
    """A new state is painted, and the chosen row stays chosen."""
    port = FakePort("dns")
    app = DemoApp("cascade", port)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = _screen(app)
        await pilot.press("down")
        chosen = screen.chosen
        tiles = [replace(tile, state=State.DOWN) if tile.component == "s3" else tile for tile in port.snapshot.tiles]
        port.change(tiles=tuple(tiles), second=port.snapshot.second + 600)
        screen.look()
        await pilot.pause()
        assert any("S3" in line and "■" in line for line in text(screen))
        assert screen.chosen == chosen
        await pilot.press("space")
        assert port.snapshot.paused
