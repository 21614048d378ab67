"""The debrief of a real night walked from end to end: by keys alone, by mouse alone, and left for the night itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic

import pytest
from textual.pilot import Pilot

from game.session.journal import read_journal
from game.session.seat import Seat
from game.session.view.review import Answers
from game.tui.app import NoErrorApp
from game.tui.paint.chips import spots
from game.tui.screens.board import BoardScreen
from game.tui.screens.debrief import DebriefScreen
from game.tui.screens.recording import RecordingScreen
from game.tui.widgets.zone import Zone
from tests.tui.ended_night import FORK, EndedNight
from tests.tui.screen_text import flaws, text

LONG_S = 120
KEEP, CHANGE = "Stop the automation before the repair.", "Tell [b]customers[/b] sooner."


class Walker:
    """Presses keys, clicks and reads; nothing on the screen may be cut meanwhile."""

    def __init__(self, pilot: Pilot[int], app: NoErrorApp) -> None:
        self.pilot = pilot
        self.app = app

    async def arrive(self) -> DebriefScreen:
        """Wait until the debrief is there, and all that it asks."""
        await self.until(lambda: isinstance(self.app.screen, DebriefScreen) and self.app.screen.ready)
        return self.screen

    async def until(self, there: Callable[[], bool]) -> None:
        """Wait for something that is worked out beside the screen."""
        end = monotonic() + LONG_S
        while not there():
            assert monotonic() < end
            await asyncio.sleep(0.02)
            await self.pilot.pause()
        await self.pilot.pause()

    @property
    def screen(self) -> DebriefScreen:
        """The debrief on top."""
        assert isinstance(self.app.screen, DebriefScreen)
        return self.app.screen

    @property
    def words(self) -> str:
        """Everything on the screen in one line."""
        return " ".join(" ".join(text(self.app.screen)).split())

    async def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()
            assert flaws(self.app.screen) == []

    async def click(self, command: str) -> None:
        """A click on what means this command."""
        for zone in self.app.screen.query(Zone):
            for spot in spots(zone.canvas) if zone.region.area else ():
                if spot.command == command:
                    await self.pilot.click(offset=(zone.region.x + spot.x, zone.region.y + spot.y))
                    await self.pilot.pause()
                    assert flaws(self.app.screen) == []
                    return
        raise AssertionError(f"nothing means {command!r}: {text(self.app.screen)}")

    async def read(self, go_on: Callable[[], Awaitable[None]]) -> None:
        """Go on behind whatever there is to read: as often as the rest of a page comes first, and once more."""
        while self.screen.here.reads_on:
            assert "enter read on" in self.words
            page = self.screen.page
            await go_on()
            assert self.screen.page == page
        await go_on()

    async def enter(self, times: int = 1) -> None:
        """Read so many pages, and go on by key."""
        for _ in range(times):
            await self.read(lambda: self.press("enter"))

    async def next(self) -> None:
        """Read this page, and go on by mouse."""
        await self.read(lambda: self.click("next"))

    async def ran(self) -> None:
        """Wait for a night that is run again."""
        await self.until(lambda: self.screen.running is None)
        assert flaws(self.app.screen) == []


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_debrief_is_walked_by_keys_alone(tmp_path: Path, size: tuple[int, int]) -> None:
    """Every question is answered, a night is run again, two sentences are written; all of it is there on coming back."""
    night = EndedNight(tmp_path)
    app = night.app()
    async with app.run_test(size=size) as pilot:
        here = Walker(pilot, app)
        screen = await here.arrive()
        review = screen.book.review
        assert review is not None
        assert 3 <= len(review.moments) <= 5
        await here.enter(3)
        for moment in review.moments:
            assert screen.here.second == moment.second
            assert not screen.book.tells_moment(moment.id)
            assert "WHAT WAS TRUE THEN" not in here.words
            await here.press("2")
            assert "WHAT WAS TRUE THEN" in here.words
            await here.press("slash", *"why not", "enter")
            await here.enter()
        assert screen.here.part == "causes"
        await here.press("1", "down", "space", "up", "space", "enter")
        assert f"of {len(review.truth)} placed right" in here.words
        await here.enter()
        await here.press("space", "enter")
        await here.ran()
        assert "THE SAME NIGHT" in here.words
        await here.enter(2)
        await here.press("enter", *KEEP, "enter", *CHANGE, "enter")
        await here.enter()
        await here.until(lambda: app.return_code is not None or not isinstance(app.screen, DebriefScreen))
    kept = night.seat.review().answers
    assert [(name, option, words) for name, option, words in kept.moments] == [
        (moment.id, 1, "why not") for moment in review.moments
    ]
    assert kept.order is not None
    assert sorted(kept.order) == sorted(review.truth)
    assert kept.fixes == (review.fixes[0].id,)
    assert (kept.keep, kept.change) == (KEEP, CHANGE)
    again = night.app(seat=Seat(night.seat.session))
    async with again.run_test(size=size) as pilot:
        here = Walker(pilot, again)
        screen = await here.arrive()
        assert screen.book.answers == kept
        await here.press("tab", "tab")
        assert "why not" in here.words
        assert "WHAT WAS TRUE THEN" in here.words
        await here.press("tab")
        assert "placed right" in here.words
        await here.press("tab")
        assert f"{review.fixes[0].weeks} of {review.weeks} weeks" in here.words
        await here.press("tab", "tab")
        assert KEEP in here.words
        assert CHANGE in here.words


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_debrief_is_walked_by_mouse_alone(tmp_path: Path, size: tuple[int, int]) -> None:
    """Parts, options, pieces, fixes and fields are clicked."""
    night = EndedNight(tmp_path)
    app = night.app()
    async with app.run_test(size=size) as pilot:
        here = Walker(pilot, app)
        screen = await here.arrive()
        review = screen.book.review
        assert review is not None
        await here.click("page(3)")
        for _ in review.moments:
            await here.click("number(0)")
            await here.next()
        assert screen.here.part == "causes"
        await here.click("pick(2)")
        await here.click("pick(0)")
        await here.click("next")
        assert screen.book.answers.order is not None
        await here.next()
        await here.click("pick(1)")
        await here.click("next")
        await here.ran()
        assert "THE SAME NIGHT" in here.words
        await here.next()
        await here.next()
        assert screen.here.part == "your words"
        await here.click("pick(0)")
        assert app.screen.focused is not None
        await pilot.click(offset=(size[0] - 2, size[1] - 3))  # beside everything
        await pilot.pause()
        assert app.screen.focused is None
    kept = night.seat.review().answers
    assert [option for _, option, _ in kept.moments] == [0] * len(review.moments)
    assert kept.fixes == (review.fixes[1].id,)


@pytest.mark.parametrize("by_page", [True, False])
async def test_one_key_plays_on_from_a_moment(tmp_path: Path, *, by_page: bool) -> None:
    """The new journal names the one that it was taken over from, and the second."""
    night = EndedNight(tmp_path)
    app = night.app()
    async with app.run_test(size=(120, 36)) as pilot:
        here = Walker(pilot, app)
        screen = await here.arrive()
        review = screen.book.review
        assert review is not None
        second = review.moments[1].second
        if by_page:
            await here.press("tab", "tab", "right", "o")
        else:
            await here.press("tab", "tab", "tab", "tab", "tab", "tab", *["down"] * 5, "enter")
        await here.until(lambda: isinstance(app.screen, BoardScreen) and app.screen.port is night.fork)
        assert not isinstance(app.screen, RecordingScreen)
        assert "You have taken over" in here.words
        fork = night.fork
        assert fork is not None
        assert fork.snapshot.paused
        assert abs(fork.snapshot.second - second) < 5
        await here.press("slash", *"sev 2", "enter")
    journal = read_journal(tmp_path / FORK)
    assert journal.header.parent is not None
    assert journal.header.parent.journal == "night.jsonl"
    assert journal.header.parent.second == second
    assert journal.records[-1].second >= second


async def test_a_moment_is_watched_from_there(tmp_path: Path) -> None:
    """On the board, at that second; leaving comes back to the page."""
    night = EndedNight(tmp_path)
    app = night.app()
    async with app.run_test(size=(80, 24)) as pilot:
        here = Walker(pilot, app)
        screen = await here.arrive()
        await here.press("tab", "tab", "w")
        await here.until(lambda: isinstance(app.screen, RecordingScreen))
        recording = app.screen
        assert isinstance(recording, RecordingScreen)
        assert screen.book.review is not None
        assert abs(recording.port.snapshot.second - screen.book.review.moments[0].second) < 5
        await here.press("q")
        await here.until(lambda: app.screen is screen)
        await here.press("1")
        assert screen.book.answers != Answers()
    assert night.seat.review().answers.moments
