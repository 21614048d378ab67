"""While somebody asks, the digits belong to the answers: no action shows one, and what it is called stays where it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.tui.screens.board import BoardScreen
from tests.tui.fake_port import FakePort
from tests.tui.gallery import ASKING
from tests.tui.screen_text import app_on, flaws, text

SIZES = ((80, 24), (120, 36), (200, 55))


def _numbers(screen: BoardScreen, title: str) -> list[str]:
    """What stands right before the title of an action, wherever it is on the screen."""
    return [line[line.index(title) - 2] for line in text(screen) if title in line]


@pytest.mark.parametrize("size", SIZES)
async def test_no_digit_stands_beside_an_action_while_somebody_asks(size: tuple[int, int]) -> None:
    """The heading says why; once it is answered, each has the number that it had before."""
    port = FakePort("dns")
    app = app_on(port)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        screen.select("dynamodb")
        await pilot.pause()
        offers = screen.now.offers
        assert len(offers) > 1
        shown = [number for number, offer in enumerate(offers, 1) if _numbers(screen, offer.title) == [str(number)]]
        assert shown
        port.change(talk=ASKING)
        screen.look()
        await pilot.pause()
        assert flaws(screen) == []
        whole = "\n".join(text(screen))
        assert "ACTIONS after your answer" in whole
        for offer in offers:
            assert _numbers(screen, offer.title) in ([" "], []), offer.title
        port.change(talk=None)
        screen.look()
        await pilot.pause()
        assert "after your answer" not in "\n".join(text(screen))
        again = [number for number, offer in enumerate(offers, 1) if _numbers(screen, offer.title) == [str(number)]]
        assert again == shown


async def test_teams_keep_their_digits() -> None:
    """They are the answers of the question that stands in the prompt."""
    port = FakePort("dns")
    port.change(talk=ASKING)
    app = app_on(port)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        await pilot.press("p")
        await pilot.pause()
        assert _numbers(screen, screen.now.teams[0].title) == ["1"]


@pytest.mark.parametrize("size", [(120, 36), (200, 55)])
async def test_what_is_switched_off_is_not_counted_as_well(size: tuple[int, int]) -> None:
    """The head of a layer tells both apart, in words and with the hand's sign."""
    port = FakePort("calm")
    layer = port.snapshot.level.layers[-1]
    here = [tile.component for tile in port.snapshot.tiles if tile.row in layer.rows]
    tiles = [replace(it, held="off by hand") if it.component in here[:2] else it for it in port.snapshot.tiles]
    port.change(tiles=tuple(tiles))
    app = app_on(port)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        await pilot.pause()
        assert flaws(screen) == []
        head = next(line for line in text(screen) if layer.name in line)
        assert f"{len(here) - 2} ok" in head
        assert "= 2 off by hand" in head
        assert "all ok" not in head
