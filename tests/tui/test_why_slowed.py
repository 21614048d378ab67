"""The words on the prompt when the clock slows by itself, and when an order of the player takes effect."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.session.view.board import Slowed
from tests.tui.fake_port import FakePort
from tests.tui.test_board_keys import playing, shown


def _port() -> FakePort:
    port = FakePort("dns")
    port.change(alarms=tuple([replace(alarm, acknowledged=True) for alarm in port.snapshot.alarms]), speed=10)
    return port


@pytest.mark.parametrize(
    ("slowed", "words"),
    [
        (Slowed.DONE, "back to x1: your dns restore is done; look whether it helped"),
        (Slowed.OVERDUE, "back to x1: an update is overdue"),
        (Slowed.DUE, "back to x1: an update is due in 40 s"),
        (Slowed.CALL, "back to x1: somebody rings"),
    ],
)
async def test_it_says_what_slowed_the_clock(slowed: Slowed, words: str) -> None:
    """Also in the very second after an update was due, and never that somebody pages where nobody does."""
    port = _port()
    async with playing(port) as (pilot, screen):
        now = port.snapshot
        due_s = now.second + 40 if slowed is Slowed.DUE else now.second
        port.change(speed=1, slowed=slowed, post_due_s=due_s, done=("dns restore",))
        screen.look()
        await pilot.pause()
        assert words in shown(screen)
        assert "pages you" not in shown(screen)


async def test_at_x1_an_order_that_took_effect_is_told_as_well() -> None:
    """Once for each, and nothing of it is said while it is under way."""
    port = _port()
    port.change(speed=1, done=("dns automation",))
    async with playing(port) as (pilot, screen):
        assert "is done" not in shown(screen)
        port.change(done=("dns automation", "dns restore"))
        screen.look()
        await pilot.pause()
        assert "your dns restore is done; look whether it helped" in shown(screen)
