"""A run that takes a moment to open: one line at once, then the board."""

from __future__ import annotations

import threading

import pytest

from game.tui.app import NoErrorApp
from game.tui.port import Port
from game.tui.screens.board import BoardScreen
from game.tui.screens.house import LeftRun, Pending
from game.tui.screens.opening import OpeningScreen
from game.tui.screens.title import TitleScreen
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import flaws, text

WORDS = "The night so far is being computed."


class Slow:
    """Opens a seat when it is told to."""

    def __init__(self, error: Exception | None = None) -> None:
        self.go = threading.Event()
        self.port = FakePort("calm")
        self.error = error

    def __call__(self) -> Port:
        """Away from the screen."""
        assert self.go.wait(10)
        if self.error is not None:
            raise self.error
        return self.port


async def until_board(pilot: object, app: NoErrorApp) -> None:
    """Wait for the board."""
    for _ in range(100):
        await pilot.pause(0.02)  # type: ignore[attr-defined]
        if isinstance(app.screen, BoardScreen):
            return
    raise AssertionError("no board")


@pytest.mark.parametrize("first", [None, "empty-answer"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_line_stands_there_until_the_board_does(size: tuple[int, int], first: str | None) -> None:
    """From the title, and when the game begins with a level."""
    slow = Slow()
    app = NoErrorApp(levels(), lambda level: Pending(WORDS, slow), first=first)
    async with app.run_test(size=size) as pilot:
        if first is None:
            await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, OpeningScreen)
        assert any(WORDS in line for line in text(app.screen))
        assert flaws(app.screen) == []
        await pilot.press("a", "escape", "space")
        assert isinstance(app.screen, OpeningScreen)
        slow.go.set()
        await until_board(pilot, app)
        await pilot.press("space")
        assert slow.port.snapshot.paused
        app.action_home()
        await pilot.pause()
        assert slow.port.closed


async def test_a_run_that_was_left_is_continued_paused() -> None:
    """As one that opens at once."""
    slow = Slow()
    slow.go.set()
    app = NoErrorApp(levels(), lambda level: slow.port, left=lambda: [LeftRun("A night", lambda: Pending(WORDS, slow))])
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await until_board(pilot, app)
        assert slow.port.snapshot.paused
        assert any("Continued, and paused" in line for line in text(app.screen))


async def test_what_hinders_it_stands_on_the_title() -> None:
    """A run that cannot be continued ends nothing."""
    slow = Slow(ValueError("it was changed"))
    slow.go.set()
    app = NoErrorApp(levels(), lambda level: slow.port, left=lambda: [LeftRun("A night", lambda: Pending(WORDS, slow))])
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        for _ in range(20):
            await pilot.pause(0.02)
        assert isinstance(app.screen, TitleScreen)
        assert any("It cannot be continued: it was changed" in line for line in text(app.screen))


async def test_a_new_run_that_cannot_be_opened_ends_the_game_with_its_error() -> None:
    """Whoever opened the app tells it in one line."""
    slow = Slow(ValueError("no such night"))
    slow.go.set()
    app = NoErrorApp(levels(), lambda level: Pending(WORDS, slow), first="empty-answer")

    async def play() -> None:
        async with app.run_test(size=(120, 36)) as pilot:
            for _ in range(20):
                await pilot.pause(0.02)

    with pytest.raises(ValueError, match="no such night"):
        await play()
    assert isinstance(app.failure, ValueError)
