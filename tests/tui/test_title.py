"""The title's keys and clicks."""

from __future__ import annotations

from game.tui.app import NoErrorApp
from game.tui.screens.board import BoardScreen
from game.tui.screens.levels import LevelsScreen
from game.tui.screens.title import TitleScreen
from game.tui.widgets.page import Page
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import text


async def test_enter_takes_the_pager() -> None:
    """One key from the title to the first night's board."""
    opened: list[str] = []

    def open_run(level: str) -> FakePort:
        opened.append(level)
        return FakePort("calm")

    app = NoErrorApp(levels(), open_run)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
    assert opened == ["first-page"]


async def test_l_opens_the_picker_and_escape_comes_back() -> None:
    """There and back."""
    app = DemoApp("title", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert isinstance(app.screen, LevelsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)


async def test_a_run_that_was_left_can_be_continued() -> None:
    """The line is there only if there is such a run, and c opens it."""
    app = DemoApp("title", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        assert app.played == []
        assert not any("Continue" in line for line in text(app.screen))
        app.resumable = "An empty answer, 0:42 in"
        app.screen.query_one(Page).repaint()
        await pilot.pause()
        assert any("Continue" in line and "0:42 in" in line for line in text(app.screen))
        await pilot.press("c")
    assert app.played == ["resumed"]


async def test_a_click_is_its_key() -> None:
    """The entry under the pointer is taken."""
    app = DemoApp("title", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        y = next(index for index, line in enumerate(text(app.screen)) if "Take the pager" in line)
        await pilot.click(offset=(20, y))
        await pilot.pause()
    assert app.played == ["first-page"]


async def test_q_quits() -> None:
    """And the app ends well."""
    app = DemoApp("title", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        await pilot.pause()
    assert app.return_value == 0


async def test_without_levels_there_is_nothing_to_take() -> None:
    """Only leaving is left; enter does nothing."""
    app = DemoApp("title", FakePort())
    app.levels = ()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        assert not any("Take the pager" in line for line in text(app.screen))
    assert app.played == []
