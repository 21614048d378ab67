"""The first night won on the real screen with nothing but keys: at two sizes, in colour and without, and never typing a word
of the console.

The player here knows only what stands on the screen: digits are looked up by the words beside them.
"""

from __future__ import annotations

import re

import pytest
from textual.pilot import Pilot

from game.content.load import load_level
from game.session.seat import Seat
from game.session.session import Session
from game.tui.app import NoErrorApp
from game.tui.screens.board import BoardScreen
from tests.tui.fake_night import levels
from tests.tui.screen_text import flaws, text

LEFT_BEHIND = 24
"""The minute at which the player looks for what did not come back by itself: DynamoDB answers, and a tile is degraded still."""


class Player:
    """Presses keys and reads the screen. Time stands still but where the player waits."""

    def __init__(self, pilot: Pilot[int], seat: Seat) -> None:
        self.pilot = pilot
        self.seat = seat

    async def press(self, *keys: str) -> None:
        """One key after the other; nothing on the screen may be cut meanwhile."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()
            assert flaws(self.pilot.app.screen) == []

    def sees(self, words: str) -> bool:
        """Whether some words are on the screen."""
        return any(words in line for line in text(self.pilot.app.screen))

    def digit(self, words: str) -> str:
        """The digit that stands before some words."""
        for line in text(self.pilot.app.screen):
            if found := re.search(rf"(\d) {words}", line):
                return found[1]
        raise AssertionError(f"no digit before {words!r}:\n" + "\n".join(text(self.pilot.app.screen)))

    async def wait(self, second: int) -> None:
        """Let the night go on until a second."""
        self.seat.session.advance_to(second)
        screen = self.pilot.app.screen
        if hasattr(screen, "look"):
            screen.look()
        await self.pilot.pause()

    async def tell(self, *, right: int = 0, cause: int = 0) -> None:
        """Write an update: some steps along the states, some along the causes, the words and services as suggested."""
        await self.press("s", "1", *["right"] * right)
        await self.press("3", *["right"] * cause)
        await self.press("ctrl+t", "ctrl+s")
        if not isinstance(self.pilot.app.screen, BoardScreen):
            await self.press("y")
        assert isinstance(self.pilot.app.screen, BoardScreen)

    async def choose(self, words: str) -> None:
        """Press the digit before some words, and again where the game asks."""
        digit = self.digit(words)
        await self.press(digit)
        if self.sees("does it"):
            await self.press(digit)


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ((80, 24), "dark"),
        ((200, 55), "light"),
        pytest.param((120, 36), "dark", marks=pytest.mark.long),
        pytest.param((80, 24), "no-color", marks=pytest.mark.long),
    ],
)
async def test_the_first_night_is_won_by_keys(size: tuple[int, int], theme: str) -> None:
    """Acknowledge, call help, tell, look, stop the automation, restore, tell, start what is left behind, wait, end: all without the mouse."""
    seat = Seat(Session.begin(load_level("empty-answer"), 1))
    app = NoErrorApp(levels(), lambda *_: seat, first="empty-answer", theme=theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        seat.pause(True)
        player = Player(pilot, seat)
        await player.wait(120)
        while seat.snapshot.new_alarms:
            await player.press("a")
        await player.tell()
        await player.press("p")
        await player.choose("Page DynamoDB")
        await player.press("d", *["l"] * 6)
        await player.press("escape")
        await player.wait(300)
        await player.choose("Freeze")
        await player.wait(420)
        await player.choose("Restore the record")
        while not isinstance(app.screen, BoardScreen):
            await player.press("escape")
        await player.tell(right=1, cause=1)
        assert seat.snapshot.posts[-1].cause == "dns"
        for minute in range(8, 200):
            await player.wait(60 * minute)
            if seat.snapshot.new_alarms:
                await player.press("a")
            if seat.snapshot.can_resolve or seat.snapshot.ended:
                break
            due = seat.snapshot.post_due_s
            if due is not None and 60 * minute >= due - 60:
                await player.tell()
            if minute == LEFT_BEHIND:
                for _ in range(9):
                    if not player.sees("Restore Poller"):
                        await player.press("n")
                await player.choose("Restore Poller")
        assert seat.snapshot.can_resolve
        await player.press("e")
        if not seat.snapshot.ended:  # customers were not told that it is over
            await player.press("y")
        assert seat.snapshot.ended == "resolved"
        judged = seat.debrief()
        assert judged.outcome == "resolved"
        assert judged.grade in {"A+", "A", "B"}, (judged.total, [(part.id, part.reason) for part in judged.parts])
