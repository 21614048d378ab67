"""The first night won on the real screen with nothing but the mouse: no key is ever pressed."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot

from game.content.load import load_level
from game.session.seat import Seat
from game.session.session import Session
from game.tui.app import NoErrorApp
from game.tui.finder import Found
from game.tui.paint.chips import spots
from game.tui.screens.board import BoardScreen
from game.tui.screens.composer import ComposerScreen
from game.tui.screens.dns import DnsScreen
from game.tui.screens.help import HelpScreen
from game.tui.screens.palette import PaletteScreen
from game.tui.widgets.zone import Zone
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, flaws, text

LEFT_BEHIND = 24
"""The minute at which the player looks for what did not come back by itself: DynamoDB answers, and a tile is degraded still."""


class Hand:
    """A hand on a mouse. Time stands still but where the player waits."""

    def __init__(self, pilot: Pilot[int], seat: Seat) -> None:
        self.pilot = pilot
        self.seat = seat

    def targets(self) -> list[tuple[str, tuple[int, int]]]:
        """Everything that can be clicked now: what it means, and where it is on the screen."""
        found = []
        for zone in self.pilot.app.screen.query(Zone):
            if zone.region.area:
                for spot in spots(zone.canvas):
                    found.append((spot.command, (zone.region.x + spot.x, zone.region.y + spot.y)))
        return found

    async def click(self, command: str) -> None:
        """Click on what means this command."""
        at = next((at for known, at in self.targets() if known == command), None)
        assert at is not None, f"nothing means {command!r}: {sorted(known for known, _ in self.targets())}"
        await self.pilot.click(offset=at)
        await self.pilot.pause()
        assert flaws(self.pilot.app.screen) == []

    async def click_on(self, words: str) -> None:
        """Click on words, wherever they stand."""
        lines = text(self.pilot.app.screen)
        y = next((y for y, line in enumerate(lines) if words in line), None)
        assert y is not None, words + "\n" + "\n".join(lines)
        await self.pilot.click(offset=(lines[y].index(words) + 1, y))
        await self.pilot.pause()
        assert flaws(self.pilot.app.screen) == []

    async def act(self, words: str) -> None:
        """Click on an action, and on the yes where the game asks."""
        if words not in "".join(text(self.pilot.app.screen)):
            await self.click("back")  # an answer stands over the actions
        await self.click_on(words)
        screen = self.pilot.app.screen
        if isinstance(screen, BoardScreen) and screen._notice.question is not None:
            await self.click_on("does it")
        elif isinstance(screen, DnsScreen) and screen.asking:
            await self.click("confirm")

    async def wait(self, second: int) -> None:
        """Let the night go on until a second."""
        self.seat.session.advance_to(second)
        screen = self.pilot.app.screen
        assert isinstance(screen, BoardScreen | DnsScreen)
        screen.look()
        await self.pilot.pause()

    async def acknowledge(self) -> None:
        """Take everything on the pager."""
        while self.seat.snapshot.new_alarms:
            await self.click("do screen.acknowledge")

    async def find(self, line: str) -> None:
        """Say a line by way of the palette: its word, then one value after the other; the wheel is not needed here."""
        await self.click("do screen.open_palette")
        while isinstance(screen := self.pilot.app.screen, PaletteScreen):
            at = next(at for at, row in enumerate(screen._rows) if _leads(row, line))
            while f"pick({at})" not in [command for command, _ in self.targets()]:
                screen.action_page(1)
                await self.pilot.pause()
            await self.click(f"pick({at})")

    async def tell(self, state: int, cause: int) -> None:
        """Write an update: a state, a cause, the services and words that are suggested; then publish."""
        await self.click("do screen.open_status")
        assert isinstance(self.pilot.app.screen, ComposerScreen)
        await self.click(f"choose(0,{state})")
        await self.click(f"choose(2,{cause})")
        await self.click("choose(3,2)")
        await self.click("suggest")
        await self.click("publish")
        if isinstance(self.pilot.app.screen, ComposerScreen):
            await self.click("yes")
        assert isinstance(self.pilot.app.screen, BoardScreen)


def _leads(row: Found, line: str) -> bool:
    return row.says == line or (bool(row.step) and f"{line} ".startswith(f"{row.step} "))


@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 36), marks=pytest.mark.long)])
async def test_the_first_night_is_won_by_mouse(size: tuple[int, int]) -> None:
    """Acknowledge, declare, call help, tell, look, stop the automation, restore, tell, start what is left behind, wait, end."""
    seat = Seat(Session.begin(load_level("empty-answer"), 1))
    app = NoErrorApp(levels(), lambda *_: seat, first="empty-answer", theme="dark")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        seat.pause(True)
        hand = Hand(pilot, seat)
        await hand.wait(120)
        await hand.acknowledge()
        await hand.find("sev 1")
        assert seat.snapshot.severity == 1
        await hand.tell(0, 0)
        await hand.click("do screen.page_team")
        await hand.click_on("Page DynamoDB")
        assert any(one.team for one in seat.snapshot.responders if one.arrives_s)
        await hand.find("depends dynamodb")
        await hand.click("do screen.open_dns")
        for _ in range(6):
            if "look" in [command for command, _ in hand.targets()]:
                await hand.click("look")
        await hand.wait(300)
        await hand.act("Freeze")
        await hand.wait(420)
        await hand.act("Restore the record")
        while not isinstance(app.screen, BoardScreen):
            await hand.click("back")
        await hand.tell(1, 1)
        assert seat.snapshot.posts[-1].cause == "dns"
        for minute in range(8, 200):
            await hand.wait(60 * minute)
            await hand.acknowledge()
            if seat.snapshot.can_resolve or seat.snapshot.ended:
                break
            due = seat.snapshot.post_due_s
            if due is not None and 60 * minute >= due - 60:
                await hand.tell(2, 1)
            if minute == LEFT_BEHIND:
                await hand.click_on("Poller")
                await hand.act("Restore Poller")
        assert seat.snapshot.can_resolve
        await hand.click("do screen.resolve")
        if not seat.snapshot.ended:  # customers were not told that it is over
            await hand.click_on("says it anyway")
        assert seat.snapshot.ended == "resolved"


async def test_a_question_is_left_by_a_click() -> None:
    """On the key that leaves it; on the yes it would be done."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("q")
        await pilot.pause()
        board = app.screen
        assert isinstance(board, BoardScreen)
        commands = [spot.command for spot in spots(board._notice.canvas)]
        assert commands == ["answer y", "answer esc"]
        spot = spots(board._notice.canvas)[1]
        await pilot.click("#ask", offset=(spot.x, spot.y))
        await pilot.pause()
        assert app.screen is board
        assert board._notice.question is None


async def test_the_wheel_scrolls_and_each_key_of_a_pair_is_clicked_alone() -> None:
    """In help: down by three, and by the word "down" of "up down"."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, HelpScreen)
        page = next(zone for zone in screen.query(Zone) if zone.id == "page")
        page.post_message(events.MouseScrollDown(page, 5, 5, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert screen.top == 3
        down = next(spot for spot in spots(page.canvas) if spot.command == "scroll_by(1)")
        await pilot.click("#page", offset=(down.x, down.y))
        await pilot.pause()
        assert screen.top == 4
