"""The key that opens the console does so from the screens over the board, too; what follows it are letters and no keys."""

from __future__ import annotations

import pytest

from game.tui.screens.board import BoardScreen
from game.tui.screens.run_screen import RunScreen
from game.tui.widgets.prompt import Prompt
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on


@pytest.mark.parametrize("key", ["d", "w", "v", "t", "g"])
async def test_the_console_opens_from_a_screen_over_the_board(key: str) -> None:
    """Letters that are keys of the screen are typed; nothing else is opened."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        board = app.screen
        assert isinstance(board, BoardScreen)
        board.select("dynamodb")
        await pilot.press(key)
        assert isinstance(app.screen, RunScreen)
        await pilot.press("/", *"sev", "space", "1")
        assert app.screen is board
        assert board.query_one(Prompt).value == "sev 1"


async def test_after_the_night_there_is_no_console_to_go_to() -> None:
    """The screen stays."""
    port = FakePort("dns")
    app = app_on(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        screen = app.screen
        assert isinstance(screen, RunScreen)
        port.change(recording=True)
        await pilot.press("/")
        assert app.screen is screen
