"""Whoever begins a night reads on the board what it is about; whoever comes back does not."""

from __future__ import annotations

import pytest

from game.session.view.talk import Speaker, Talk
from game.tui.widgets.prompt import Prompt
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import LEVEL
from tests.tui.screen_text import app_on, flaws, text

BRIEFING = next(card.briefing for card in levels() if card.id == LEVEL.id)


def _beginning() -> FakePort:
    port = FakePort("calm")
    port.change(second=LEVEL.start_s, feed=())
    return port


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 55)])
async def test_a_night_begins_with_its_briefing(size: tuple[int, int]) -> None:
    """At least its first sentence on the prompt, all of it in the log."""
    app = app_on(_beginning())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert flaws(app.screen) == []
        hint = app.screen.query_one(Prompt).hint
        assert hint.startswith(BRIEFING.partition(". ")[0])
        assert any(BRIEFING.partition(". ")[0] in line for line in text(app.screen))
        await pilot.press("slash")
        await pilot.pause()
        shown = " ".join(" ".join(text(app.screen)).split())
        assert BRIEFING.split()[-1] in shown


async def test_whoever_comes_back_or_is_spoken_to_is_not_briefed() -> None:
    """The night is known by then, or somebody else says what there is to say."""
    later, spoken = _beginning(), _beginning()
    later.change(second=LEVEL.start_s + 60)
    spoken.change(talk=Talk(1, Speaker.COLLEAGUE, "Vera", ("Sit down.",)))
    for port in (later, spoken):
        app = app_on(port)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert app.screen.query_one(Prompt).hint == ""
