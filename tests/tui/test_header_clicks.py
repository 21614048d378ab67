"""The header under a mouse: clock, speed, pager and last post do what their keys do, at every size."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from game.tui.screens.board import BoardScreen
from game.tui.screens.composer import ComposerScreen
from game.tui.screens.dns import DnsScreen
from game.tui.widgets.board_view import Tab
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import text
from tests.tui.test_board_keys import playing, shown

SIZES = ((80, 24), (120, 36), (200, 55))


async def click(pilot: Pilot[int], word: str) -> None:
    """Click on a word of the header."""
    lines = text(pilot.app.screen)[:2]
    y = next(y for y, line in enumerate(lines) if word in line)
    await pilot.click(offset=(lines[y].index(word), y))
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_the_clock_stops_and_goes_on(size: tuple[int, int]) -> None:
    """Once it stops every clock, twice it goes on."""
    port = FakePort("dns")
    async with playing(port, size) as (pilot, _):
        await click(pilot, "00:38:12")
        assert port.snapshot.paused
        await click(pilot, "paused")
        assert not port.snapshot.paused


@pytest.mark.parametrize("size", SIZES)
async def test_the_speed_goes_round(size: tuple[int, int]) -> None:
    """One step faster with each click; behind the fastest comes the slowest."""
    port = FakePort("dns")
    async with playing(port, size) as (pilot, _):
        met = []
        for _ in range(4):
            await click(pilot, f"x{port.snapshot.speed}")
            met.append(port.snapshot.speed)
        assert met == [60, 240, 1, 10]
        assert not port.snapshot.paused


@pytest.mark.parametrize("size", SIZES)
async def test_the_count_opens_the_pager(size: tuple[int, int]) -> None:
    """The number of new pages leads to them."""
    async with playing(FakePort("dns"), size) as (pilot, screen):
        await click(pilot, "3 new")
        assert screen.now.tab is Tab.PAGER
        assert "82% of logins fail" in shown(screen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_last_post_opens_the_status_page(size: tuple[int, int]) -> None:
    """Where one reads how long the public waits, one can write."""
    async with playing(FakePort("dns"), size) as (pilot, _):
        await click(pilot, "last post")
        assert isinstance(pilot.app.screen, ComposerScreen)


async def test_the_clock_can_be_clicked_over_the_board_too() -> None:
    """On the DNS inspector the same header stops the same clock; what only the board has does nothing there."""
    port = FakePort("dns")
    async with playing(port) as (pilot, screen):
        screen.action_open_dns()
        await pilot.pause()
        assert isinstance(pilot.app.screen, DnsScreen)
        await click(pilot, "x10")
        assert port.snapshot.speed == 60
        await click(pilot, "00:38:12")
        assert port.snapshot.paused
        await click(pilot, "last post")
        assert isinstance(pilot.app.screen, DnsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, BoardScreen)
