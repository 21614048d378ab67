"""A run that takes a moment to open: one line at once, then the board."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual import events
from textual.screen import Screen

from game.stage import Stage
from game.tui.app import NoErrorApp
from game.tui.port import Port
from game.tui.screens.board import BoardScreen
from game.tui.screens.house import LeftRun, Pending
from game.tui.screens.opening import OpeningScreen
from game.tui.screens.title import TitleScreen
from game.tui.widgets.board_view import Mode
from game.tui.widgets.prompt import Prompt
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
            await pilot.pause()  # type: ignore[attr-defined]
            return
    raise AssertionError("no board")


@pytest.mark.parametrize("first", [None, "empty-answer"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_line_stands_there_until_the_board_does(size: tuple[int, int], first: str | None) -> None:
    """From the title, and when the game begins with a level."""
    slow = Slow()
    app = NoErrorApp(levels(), lambda *_: Pending(WORDS, slow), first=first)
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
    app = NoErrorApp(levels(), lambda *_: slow.port, left=lambda: [LeftRun("A night", lambda: Pending(WORDS, slow))])
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await until_board(pilot, app)
        assert slow.port.snapshot.paused
        assert any("Continued, and paused" in line for line in text(app.screen))


async def test_keys_from_before_the_board_do_nothing() -> None:
    """Whoever pressed them saw the line, or nothing yet; what is pressed from then on counts."""
    slow = Slow()
    app = NoErrorApp(levels(), lambda *_: Pending(WORDS, slow))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        early = [events.Key("space", " "), events.Key("q", "q")]
        slow.go.set()
        await until_board(pilot, app)
        await pilot.pause()
        for key in early:
            app.post_message(key)
        await pilot.pause()
        assert not slow.port.snapshot.paused
        assert isinstance(app.screen, BoardScreen)
        assert app.screen.now.mode is Mode.BOARD
        await pilot.press("space")
        assert slow.port.snapshot.paused


async def test_a_key_that_is_pressed_once_the_board_is_drawn_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much the app has still to do by then: from its first picture on nothing is lost, and nothing from before acts."""
    slow = Slow()
    app = NoErrorApp(levels(), lambda *_: Pending(WORDS, slow))
    shown: list[BoardScreen] = []
    displayed = app.displayed

    def drawn(screen: Screen[Any]) -> None:
        early = events.Key("a", "a")
        displayed(screen)
        if isinstance(screen, BoardScreen) and not shown:
            shown.append(screen)
            for key in (early, events.Key("slash", "/"), events.Key("l", "l"), events.Key("o", "o")):
                app.post_message(key)

    monkeypatch.setattr(app, "displayed", drawn)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        slow.go.set()
        await until_board(pilot, app)
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert app.screen.now.mode is Mode.TYPING
        assert app.screen.query_one(Prompt).value == "lo"
        assert slow.port.said == []


async def test_what_hinders_a_run_stands_in_the_picker() -> None:
    """Where it was chosen."""
    slow = Slow(ValueError("it was changed"))
    slow.go.set()
    left = LeftRun("A night", lambda: Pending(WORDS, slow), "empty-answer", "23:50")
    app = NoErrorApp(levels(), lambda *_: slow.port, left=lambda: [left])
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("l", "2")
        for _ in range(20):
            await pilot.pause(0.02)
        assert any("It cannot be continued: it was changed" in line for line in text(app.screen))


@pytest.mark.parametrize("continued", [False, True])
def test_every_night_that_has_still_to_be_read_is_opened_beside_the_screen(
    continued: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once there is a line; reading the level is part of what takes a moment."""
    monkeypatch.setenv("NOERROR_HOME", str(tmp_path))
    stage = Stage(SimpleNamespace(seed=1, speed=1, guide=None, theme=None, ascii=False))
    begun = stage.seat("empty-answer")
    assert isinstance(begun, Pending)
    if continued:
        begun.open().close()
        (left,) = stage.left_runs(stage.cards())
        again = left.open()
        assert isinstance(again, Pending)
        begun = again
    assert begun.words == "The night is being prepared."
    seat = begun.open()
    assert seat.snapshot.tiles
    seat.close()


async def test_what_hinders_it_stands_on_the_title() -> None:
    """A run that cannot be continued ends nothing."""
    slow = Slow(ValueError("it was changed"))
    slow.go.set()
    app = NoErrorApp(levels(), lambda *_: slow.port, left=lambda: [LeftRun("A night", lambda: Pending(WORDS, slow))])
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
    app = NoErrorApp(levels(), lambda *_: Pending(WORDS, slow), first="empty-answer")

    async def play() -> None:
        async with app.run_test(size=(120, 36)) as pilot:
            for _ in range(20):
                await pilot.pause(0.02)

    with pytest.raises(ValueError, match="no such night"):
        await play()
    assert isinstance(app.failure, ValueError)
