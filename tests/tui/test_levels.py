"""The picker's keys and clicks."""

from __future__ import annotations

import pytest

from game.tui.screens.levels import LevelsScreen
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import text


async def test_arrows_choose_and_enter_starts() -> None:
    """The chosen night is the one that starts; the list goes round."""
    app = DemoApp("levels", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "up", "enter")
        await pilot.press("up", "up", "enter")
    assert app.played == [levels()[1].id, levels()[-1].id]


@pytest.mark.parametrize("number", [1, 3, 7])
async def test_a_number_starts_that_night(number: int) -> None:
    """As the last line says."""
    app = DemoApp("levels", FakePort())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(str(number))
    assert app.played == [levels()[number - 1].id]


async def test_a_number_without_a_night_does_nothing() -> None:
    """There are seven."""
    app = DemoApp("levels", FakePort())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("8")
    assert app.played == []


async def test_a_click_shows_a_night_and_a_second_one_starts_it() -> None:
    """Looking first."""
    app = DemoApp("levels", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        y = next(index for index, line in enumerate(text(app.screen)) if "3 Everyone at once" in line)
        await pilot.click(offset=(8, y))
        await pilot.pause()
        assert app.played == []
        screen = app.screen
        assert isinstance(screen, LevelsScreen)
        assert screen.chosen == 2
        await pilot.click(offset=(8, y))
        await pilot.pause()
    assert app.played == ["everyone-at-once"]


async def test_a_night_tells_what_it_is_about() -> None:
    """Briefing, what one learns, what one starts with, and the real night's shape."""
    app = DemoApp("levels", FakePort())
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("down")
        await pilot.pause()
        shown = "\n".join(text(app.screen))
    for words in ("YOU LEARN TO", "YOU START WITH", "THE REAL NIGHT", "Three enactors share", "14:20", "██"):
        assert words in shown
