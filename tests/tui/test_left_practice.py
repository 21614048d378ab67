"""A run that was taken over and left does not stand before the next night; the picker goes on with it, unless a whole one was left."""

from __future__ import annotations

import pytest

from game.tui.app import NoErrorApp
from game.tui.screens.board import BoardScreen
from game.tui.screens.house import LeftRun
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import text

WHOLE = LeftRun("First page, from 14:06:00", FakePort, "first-page", "14:06")
PEEK = LeftRun("First page, from 14:07:40", FakePort, "first-page", "14:07", practice=True)


@pytest.mark.parametrize(
    ("left", "offered", "goes_on"), [([PEEK], "", "14:07"), ([PEEK, WHOLE], "14:06:00", "14:06"), ([], "", "")]
)
async def test_the_title_offers_whole_runs_and_the_picker_any(left: list[LeftRun], offered: str, goes_on: str) -> None:
    app = NoErrorApp(levels(), lambda *_: FakePort(), left=lambda: left)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        drawn = "\n".join(text(app.screen))
        assert ("Continue" in drawn) is bool(offered)
        assert offered in drawn
        assert "14:07:40" not in drawn
        await pilot.press("l")
        await pilot.pause()
        drawn = "\n".join(text(app.screen))
        assert (f"left at {goes_on}" in drawn) is bool(goes_on)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
