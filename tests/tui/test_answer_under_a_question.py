"""An answer on the console while somebody asks about it: its first lines stay in sight however few rows are left."""

from __future__ import annotations

import pytest

from game.session.view.console import Reply, ReplyKind, Span
from game.tui.screens.board import BoardScreen
from game.tui.widgets.board_view import Tab
from tests.tui.fake_port import FakePort
from tests.tui.gallery import ASKING
from tests.tui.screen_text import flaws
from tests.tui.test_board_keys import shown
from tests.tui.test_console import typing

SIZE = (80, 24)


def _answering(rows: int) -> FakePort:
    """A seat that answers every line with so many rows."""
    port = FakePort("dns")
    answer = tuple([(Span(f"answer {number:02}"),) for number in range(rows)])
    port.say = lambda line, *, confirmed=False: Reply(ReplyKind.OUTPUT, answer)  # type: ignore[method-assign]
    return port


def _talk(port: FakePort, screen: BoardScreen, *, asks: bool) -> None:
    port.change(talk=ASKING if asks else None)
    screen.look()


@pytest.mark.parametrize("rows", [5, 8, 20])
async def test_the_first_lines_stay_when_a_question_takes_rows_away(rows: int) -> None:
    """An answer that had room for all of it is read from its first line on as well; what is below is told."""
    port = _answering(rows)
    async with typing(port, SIZE) as (pilot, screen, _):
        await pilot.press(*"dig", "enter")
        await pilot.pause()
        assert "answer 00" in shown(screen)
        before = screen._log.size.height
        _talk(port, screen, asks=True)
        await pilot.pause()
        assert screen._log.size.height < before
        assert "answer 00" in shown(screen)
        assert "answer 01" in shown(screen)
        assert ("more below, " in shown(screen)) is (rows + 1 > screen._log.size.height)
        assert flaws(screen) == []
        _talk(port, screen, asks=False)
        await pilot.pause()
        assert "answer 00" in shown(screen)
        assert ("answer 07" in shown(screen)) is (rows >= 8)


async def test_what_passes_by_between_answer_and_question_takes_nothing_away() -> None:
    """As long as the first line of the answer was in sight."""
    port = _answering(6)
    async with typing(port, SIZE) as (pilot, screen, _):
        await pilot.press(*"dig", "enter")
        await pilot.pause()
        port.feed("something passes by")
        screen.look()
        await pilot.pause()
        assert "something passes by" in shown(screen)
        _talk(port, screen, asks=True)
        await pilot.pause()
        assert "answer 00" in shown(screen)
        assert "something passes by" not in shown(screen)


async def test_an_answer_that_went_by_is_not_brought_back() -> None:
    """Once enough came behind it, the newest lines are what is read."""
    port = _answering(3)
    async with typing(port, SIZE) as (pilot, screen, _):
        await pilot.press(*"dig", "enter")
        await pilot.pause()
        for number in range(12):
            port.feed(f"passing {number:02}")
            screen.look()
            await pilot.pause()
        _talk(port, screen, asks=True)
        await pilot.pause()
        assert "answer 00" not in shown(screen)
        assert "passing 11" in shown(screen)


async def test_who_scrolled_stays_where_they_are() -> None:
    """A question does not turn the page for somebody who reads on."""
    port = _answering(20)
    async with typing(port, SIZE) as (pilot, screen, _):
        await pilot.press(*"dig", "enter")
        await pilot.press("pagedown", "pagedown", "pagedown")
        await pilot.pause()
        assert screen.now.tab is Tab.CONSOLE
        assert "answer 19" in shown(screen)
        _talk(port, screen, asks=True)
        await pilot.pause()
        assert "answer 19" in shown(screen)
        assert "answer 00" not in shown(screen)
