"""The key that asks for a hint: at every size its answer is seen, and with vim's keys it has made room."""

from __future__ import annotations

import pytest

from game.content.load import load_level
from game.session.keeping.settings import Settings
from game.session.seat import Seat
from game.session.session import Session
from game.tui.all_places import all_places
from game.tui.app import NoErrorApp
from game.tui.keymap import keymap_for
from game.tui.screens.board import BoardScreen
from game.tui.widgets.board import PLACE
from tests.tui.fake_night import levels
from tests.tui.screen_text import text

SIZES = ((80, 24), (120, 36), (200, 55))


@pytest.mark.parametrize("size", SIZES)
async def test_the_key_asks_for_a_hint_and_its_answer_is_seen(size: tuple[int, int]) -> None:
    """Rung after rung; the footer names the key at every size."""
    session = Session.begin(load_level("empty-answer"), 1)
    session.advance_to(60)
    session.pause(True)
    app = NoErrorApp(levels(), lambda *_: Seat(session), first="empty-answer", theme="dark")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert "h hint" in text(app.screen)[-1]
        for title in ("Hint: where to look", "Hint: what to compare"):
            await pilot.press("h")
            await pilot.pause()
            assert title in "\n".join(text(app.screen))
    assert [entry.line for entry in session.run.entries] == ["hint", "hint"]


def test_with_vims_keys_h_moves_and_another_key_asks() -> None:
    """Nothing is lost."""
    keymap, unfit = keymap_for(Settings(preset="vim"), all_places())
    assert unfit == ()
    assert keymap.first(PLACE["board.hint"]) == "shift+h"
    assert keymap.first(PLACE["board.left"]) == "h"
