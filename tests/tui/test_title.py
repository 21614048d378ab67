"""The title's keys and clicks."""

from __future__ import annotations

import pytest

from game.tui.app import NoErrorApp
from game.tui.port import Port
from game.tui.screens.board import BoardScreen
from game.tui.screens.house import LeftRun
from game.tui.screens.levels import LevelsScreen
from game.tui.screens.title import TitleScreen
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import flaws, text


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
    """The line is there only if there is such a run; it is the first, and a new night has another key."""
    app = DemoApp("title", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "n")
        assert app.played == []
        assert not any("Continue" in line for line in text(app.screen))
        app.left_behind = LeftRun("An empty answer, from 23:50:10", FakePort)
        await pilot.press("l", "escape")
        await pilot.pause()
        assert any("Continue" in line and "from 23:50:10" in line for line in text(app.screen))
        assert not any("your first night" in line for line in text(app.screen))
        drawn = text(app.screen)
        first = next(at for at, line in enumerate(drawn) if "enter   Continue" in line)
        assert "n       Take the pager" in drawn[first + 1]
        await pilot.press("n", "enter", "c")
    assert app.played == ["first-page", "resumed", "resumed"]


async def test_a_run_that_was_finished_is_no_longer_offered() -> None:
    """The title looks again whenever it is shown: quitting a night offers it, ending it does not."""
    port = FakePort("dns")
    left: list[LeftRun] = []

    def open_run(level: str) -> FakePort:
        left[:] = [LeftRun("First page, from 23:50:10", lambda: port)]
        return port

    app = NoErrorApp(levels(), open_run, left=lambda: left[0] if left else None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "q", "y")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        assert any("enter   Continue" in line for line in text(app.screen))
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert port.snapshot.paused
        assert any("Continued, and paused: space goes on." in line for line in text(app.screen))
        left.clear()
        port.change(ended="resolved", paused=False)
        app.screen.look()
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        drawn = "\n".join(text(app.screen))
        assert "Continue" not in drawn
        assert "your first night" not in drawn


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_run_that_cannot_be_continued_says_why(size: tuple[int, int]) -> None:
    """The sentence stands on the title, and the game goes on."""

    def broken() -> Port:
        raise ValueError("/a/journal.jsonl was played to its end; noerror replay shows it " + "and more " * 30)

    app = DemoApp("title", FakePort())
    async with app.run_test(size=size) as pilot:
        app.left_behind = LeftRun("An empty answer, from 23:50:10", broken)
        await pilot.press("c")
        await pilot.pause()
        assert any("It cannot be continued:" in line for line in text(app.screen))
        assert flaws(app.screen) == []
        await pilot.press("enter", "n")
    assert app.played == ["first-page"]


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
