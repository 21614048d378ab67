"""Every size from 80x24 up: the same grid, nothing cut, nothing lost while the terminal is dragged larger and smaller."""

from __future__ import annotations

import random
import re

import pytest

from game.tui.screens.board import BoardScreen
from game.tui.screens.places import board_width, is_large, places
from game.tui.widgets.board import Board
from game.tui.widgets.board_view import Mode, Tab
from game.tui.widgets.log import Log
from game.tui.widgets.notice import Notice
from game.tui.widgets.prompt import Prompt
from game.tui.widgets.side import Side
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import LEVEL, SITUATIONS
from tests.tui.screen_text import app_on, flaws, text
from tests.tui.test_board_keys import playing, shown

DRAGGED = ((200, 55), (120, 36), (60, 20), (300, 80), (80, 24), (199, 55), (200, 54), (320, 90), (100, 30))


@pytest.mark.parametrize("seed", range(4))
async def test_nothing_is_cut_at_any_size(seed: int) -> None:
    """Random sizes and situations, whatever is selected and opened: no text over another one or over an edge."""
    dice = random.Random(seed)
    port = FakePort(SITUATIONS[seed])
    app = app_on(port, dice.choice(("dark", "no-color")))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        for _ in range(25):
            size = (dice.randint(80, 320), dice.randint(24, 90))
            await pilot.resize_terminal(*size)
            screen.select(dice.choice(port.snapshot.tiles).component)
            screen.action_tab(dice.choice(list(Tab)).value)
            await pilot.pause()
            assert flaws(screen) == [], (size, screen.now.selected, screen.now.tab)


@pytest.mark.parametrize("ask", [0, 3])
@pytest.mark.parametrize("tab", list(Tab))
def test_the_zones_cover_the_screen_without_overlapping(tab: Tab, ask: int) -> None:
    """At every size each cell belongs to one zone at most, all of them lie inside, and only the blank line is free."""
    for width in (80, 81, 119, 120, 121, 160, 199, 200, 201, 320):
        for height in (24, 25, 35, 36, 37, 54, 55, 56, 90):
            taken: set[tuple[int, int]] = set()
            for region in places((width, height), LEVEL, tab, ask).regions.values():
                cells = {(x, y) for x in range(region.x, region.right) for y in range(region.y, region.bottom)}
                assert not taken & cells, (width, height)
                taken |= cells
            free = {(x, y) for x in range(width) for y in range(height)} - taken
            assert all(y == 2 for _, y in free), (width, height)
            assert all(0 <= x < width and 0 <= y < height for x, y in taken)


def test_the_large_board_begins_at_200_by_55() -> None:
    """Two lines of header, a blank one, a board of 36, a console of 14, a prompt, a footer; what is more goes below and beside."""
    regions = places((200, 55), LEVEL, Tab.INSPECT, 0).regions
    assert {name: (it.x, it.y, it.width, it.height) for name, it in regions.items()} == {
        "header": (0, 0, 200, 2),
        "board": (0, 3, 131, 36),
        "log": (0, 39, 131, 14),
        "prompt": (0, 53, 131, 1),
        "side": (131, 3, 69, 51),
        "footer": (0, 54, 200, 1),
    }
    for size in ((199, 55), (200, 54), (199, 90), (320, 54)):
        assert not is_large(size)
        assert board_width(size) == 80
        assert places(size, LEVEL, Tab.INSPECT, 0).regions["board"].height == 23
    assert places((240, 70), LEVEL, Tab.INSPECT, 0).regions["log"].height == 29


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 55), (320, 90)])
async def test_a_service_keeps_its_cell_at_every_size(size: tuple[int, int]) -> None:
    """Five columns and eight rows: a click on the place of the grid selects the same service everywhere."""
    port = FakePort("dns")
    async with playing(port, size) as (_, screen):
        targets = [it for it in screen.query_one(Board).canvas.targets if it.command.startswith("select ")]
        columns, rows = sorted({it.x for it in targets}), sorted({it.y for it in targets})
        assert (len(columns), len(rows)) == (5, 8)
        placed = {(rows.index(it.y), columns.index(it.x)): it.command.removeprefix("select ") for it in targets}
        assert placed == {(tile.row, tile.column): tile.component for tile in port.snapshot.tiles}


async def test_dragging_the_terminal_loses_nothing() -> None:
    """Through all sizes, even one that is too small, selection, tab, scroll, typed text and focus stay."""
    port = FakePort("dns")
    async with playing(port, (80, 24), "redshift") as (pilot, screen):
        screen.action_tab(Tab.PAGER.value)
        screen.action_scroll(1)
        here = screen.now.pager_top
        assert here > 0
        for size in DRAGGED:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert (screen.now.selected, screen.now.tab, screen.now.pager_top) == ("redshift", Tab.PAGER, here), size
            assert screen.now.mode is Mode.BOARD
            assert flaws(screen) == []
        await pilot.press("right")
        assert screen.now.selected == "redshift"  # the last one of its row: the key reached the board
        await pilot.press("left")
        assert screen.now.selected == "kinesis"


async def test_dragging_the_terminal_keeps_what_is_being_typed() -> None:
    """The prompt has the focus before and after, and the cursor stands where it stood."""
    port = FakePort("dns")
    async with playing(port, (120, 36), "sqs") as (pilot, screen):
        await pilot.press("slash", *"dns rest")
        prompt = screen.query_one(Prompt)
        for size in DRAGGED:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
            if size[0] >= 80:
                assert screen.focused is prompt, size
                assert screen.now.mode is Mode.TYPING, size
            assert prompt.value == "dns rest"
        await pilot.press("o")
        assert prompt.value == "dns resto"
        assert flaws(screen) == []


async def test_dragging_the_terminal_keeps_a_question() -> None:
    """What was asked still waits for its answer, and only the answer runs the action."""
    port = FakePort("dns")
    async with playing(port, (120, 36)) as (pilot, screen):
        await pilot.press("4")
        assert screen.now.mode is Mode.ASKING
        for size in DRAGGED:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.pause()
            assert flaws(screen) == []
        assert screen.now.mode is Mode.ASKING
        assert screen.focused is screen.query_one(Notice)
        await pilot.press("y")
        assert port.said[-1][1]


async def test_a_log_that_was_scrolled_up_stays_there() -> None:
    """The line at the bottom is still in sight after the terminal was dragged to other sizes and back."""
    port = FakePort("dns")
    async with playing(port, (120, 36)) as (pilot, screen):
        log = screen.query_one(Log)
        for number in range(80):
            port.feed(f"line {number:02d}")
        screen.look()
        await pilot.pause()
        log.turn(-20)
        await pilot.pause()
        assert "line 55" in shown(screen)
        assert "line 79" not in shown(screen)
        for size in ((200, 55), (300, 80), (120, 36)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "line 79" not in shown(screen), size
        assert "line 55" in shown(screen)


async def test_what_failed_first_comes_and_goes_with_the_room() -> None:
    """It is asked for only where it is shown."""
    port = FakePort("dns")
    async with playing(port, (120, 36)) as (pilot, screen):
        assert screen.now.cascade is None
        await pilot.resize_terminal(200, 55)
        await pilot.pause()
        assert screen.now.cascade is not None
        assert "FIRST OUT" in shown(screen)
        await pilot.resize_terminal(200, 54)
        await pilot.pause()
        assert screen.now.cascade is None
        assert "FIRST OUT" not in shown(screen)


@pytest.mark.parametrize("size", [(120, 36), (160, 40), (200, 55), (300, 40), (300, 80)])
async def test_the_pager_stays_on_top_and_counts_what_it_leaves_out(size: tuple[int, int]) -> None:
    """Rows and the number of those that are not shown make up all alarms; it begins in the second line of the side."""
    port = FakePort("storm")
    async with playing(port, size) as (_, screen):
        side = screen.query_one(Side)
        drawn = [side.canvas.text_line(y) for y in range(side.size.height)]
        assert drawn[1].strip().startswith("PAGER")
        known = {alarm.name for alarm in screen.now.alarms}
        rows = [it for it in side.canvas.targets if it.command.startswith("select ") and it.y < len(known) + 3]
        listed = [it for it in rows if any(mark in drawn[it.y] for mark in ("■!", "▲!", "■ ", "▲ ", "? "))]
        more = re.search(r"and (\d+) more\b.*l lists all", "\n".join(drawn))
        left = int(more[1]) if more else 0
        pager = [it for it in listed if it.width > 30]
        assert len(pager) + left == len(screen.now.alarms)
        assert flaws(screen) == []
        assert text(screen)[-1].strip()
