"""What the debrief asks: answers are kept as they are given, and nothing is told before one unless it is asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from time import sleep

import pytest
from textual import events
from textual.pilot import Pilot

from game.session.view.review import Answers, FixedNight, Review
from game.tui.paint.chips import spots
from game.tui.screens.debrief import DebriefScreen
from game.tui.screens.debriefing.book import LONGEST
from game.tui.widgets.page import Page
from game.tui.widgets.words import Words, one_line
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_port import FakePort
from tests.tui.fake_review import FIXES, review
from tests.tui.gallery import StuckPort
from tests.tui.screen_text import flaws, text


class Asker:
    """A debrief over a fake seat."""

    def __init__(self, port: FakePort | None = None) -> None:
        self.port = port or FakePort()
        self.app = DemoApp("debrief", self.port)

    @property
    def screen(self) -> DebriefScreen:
        """The debrief."""
        assert isinstance(self.app.screen, DebriefScreen)
        return self.app.screen

    async def arrive(self, pilot: Pilot[int], part: str) -> None:
        """Wait for what is asked, and go to a part of it."""
        while not self.screen.ready:
            await asyncio.sleep(0.01)
            await pilot.pause()
        while self.screen.here.part != part:
            await pilot.press("tab")
        await pilot.pause()

    async def press(self, pilot: Pilot[int], *keys: str) -> str:
        """Press keys; what is seen then, in one line."""
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            assert flaws(self.app.screen) == []
        return " ".join(" ".join(text(self.app.screen)).split())

    async def ran(self, pilot: Pilot[int]) -> str:
        """Wait for what is run; what is seen then."""
        while self.screen.running is not None:
            await asyncio.sleep(0.01)
        await pilot.pause()
        return await self.press(pilot)


async def test_a_moment_is_told_after_an_answer() -> None:
    """Every answer is kept at once; another one takes its place, and words stand beside it."""
    it = Asker()
    told = review().moments[0].told[0][:30]
    async with it.app.run_test(size=(120, 36)) as pilot:
        await it.arrive(pilot, "moments")
        assert "WHAT WAS TRUE THEN" not in await it.press(pilot)
        assert told[:15] in await it.press(pilot, "3")
        assert it.port.answers.moments == (("first-sign", 2, ""),)
        await it.press(pilot, "1", "slash", *"so it was", "enter")
        assert it.port.answers.moments == (("first-sign", 0, "so it was"),)
        assert "so it was" in await it.press(pilot, "9")
        assert it.port.answers.moments == (("first-sign", 0, "so it was"),)
        await it.press(pilot, "right", "slash", *"only words", "escape")
        assert it.port.answers.moments == (("first-sign", 0, "so it was"), ("silence", None, "only words"))


async def test_it_can_be_told_without_an_answer_and_stays_open() -> None:
    """By a key that stands on the page."""
    it = Asker()
    async with it.app.run_test(size=(80, 24)) as pilot:
        await it.arrive(pilot, "moments")
        assert "s tells it now" in await it.press(pilot)
        assert "WHAT WAS TRUE THEN" in await it.press(pilot, "s")
        assert "placed right" not in await it.press(pilot, "tab", "s")
        assert "1 23:18 Enactor 2 loses its lock" in " ".join(text(it.app.screen)[5].split())
        assert it.port.answers == Answers()


async def test_pieces_are_moved_by_keys_digits_and_clicks() -> None:
    """Whatever is used, the others close up; the order that stands at the end is kept, and marked."""
    it = Asker()
    async with it.app.run_test(size=(80, 24)) as pilot:
        await it.arrive(pilot, "causes")
        page = it.screen.here
        names = [piece.id for piece in review().pieces]
        assert page.order == names  # type: ignore[attr-defined]
        await it.press(pilot, "5")  # the first one to the end
        assert page.order == [*names[1:], names[0]]  # type: ignore[attr-defined]
        await it.press(pilot, "up", "space", "up", "up", "up", "space")  # the last but one to the top
        assert page.order == ["slow", "old-plan", "refuse", "delete", "cached"]  # type: ignore[attr-defined]
        assert it.port.answers.order is None
        it.screen.action_pick(3)
        it.screen.action_pick(2)
        shown = await it.press(pilot, "enter")
        assert it.port.answers.order == review().truth
        assert "5 of 5 placed right" in shown
        assert "you said" not in shown
        assert "WHAT CONTRIBUTED" in shown


async def test_what_stands_wrong_says_where_it_was_put() -> None:
    """In numbers and in words, not only in a hue."""
    port = FakePort()
    port.answers = Answers(order=("delete", "slow", "old-plan", "refuse", "cached"))
    it = Asker(port)
    async with it.app.run_test(size=(80, 24)) as pilot:
        await it.arrive(pilot, "causes")
        lines = text(it.app.screen)
        assert any("4 of 5 placed right" in line for line in lines)
        wrong = [line for line in lines if line.startswith(" 3 x")]
        assert len(wrong) == 1
        assert "you said 1" in wrong[0]
        assert len([line for line in lines if line[3:4] == "+"]) == 4


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_fixes_are_chosen_within_the_weeks(size: tuple[int, int]) -> None:
    """One too many is refused with a sentence; leaving one out makes room."""
    it = Asker()
    async with it.app.run_test(size=size) as pilot:
        await it.arrive(pilot, "fixes")
        assert "4 of 8 weeks" in await it.press(pilot, "space")
        assert "7 of 8 weeks" in await it.press(pilot, "2")
        shown = await it.press(pilot, "3")
        assert "That would be 10 weeks, and there are 8." in shown
        assert "7 of 8 weeks" in shown
        assert it.port.answers.fixes == ("check-at-write", "spare-live-plan")
        shown = await it.press(pilot, "1", "3")
        assert "6 of 8 weeks" in shown
        assert "That would be" not in shown
        assert it.port.answers.fixes == ("spare-live-plan", "lease-queue")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 55)])
async def test_tries_are_kept_to_be_compared(size: tuple[int, int]) -> None:
    """Three curves, what remains, and every night that was run so far."""
    it = Asker()
    async with it.app.run_test(size=size) as pilot:
        await it.arrive(pilot, "fixes")
        await it.press(pilot, "1", "enter")
        shown = await it.ran(pilot)
        assert "50% of what was lost in this night is left." in shown
        for label in ("real", "you", "fixed"):
            assert any(line.split()[:1] == [label] or f" {label} " in line for line in text(it.app.screen))
        await it.press(pilot, "r")
        assert f'"{FIXES[1].title}": 12 %' in (await it.ran(pilot)).replace(" • ", " ")
        if size[0] < 120:
            await it.press(pilot, "space")
        await it.press(pilot, "2", "r")
        shown = await it.ran(pilot)
        assert "25% of what was lost" in shown
        assert "ALL THAT YOU TRIED" in shown
        assert "50% left" in shown
        assert "25% left" in shown
        it.screen.action_pick(len(FIXES))
        assert "50% of what was lost" in await it.press(pilot)
        assert it.port.answers.fixes == ("check-at-write",)


@pytest.mark.parametrize("how", ["x", "click"])
async def test_a_night_that_is_being_run_can_be_stopped_and_left(how: str) -> None:
    """Progress is seen, pages can be walked meanwhile, and what is stopped is not kept."""
    it = Asker(StuckPort())
    async with it.app.run_test(size=(80, 24)) as pilot:
        await it.arrive(pilot, "fixes")
        await it.press(pilot, "1", "enter")
        while it.screen.running is None or it.screen.running[1] < StuckPort.DONE:
            await asyncio.sleep(0.01)
        await pilot.pause()
        assert "43%" in await it.press(pilot)
        assert "43%" not in await it.press(pilot, "right")
        assert "43%" in await it.press(pilot, "left")
        if how == "x":
            shown = await it.press(pilot, "x")
        else:
            page = it.screen.query_one("#page", Page)
            spot = next(spot for spot in spots(page.canvas) if spot.command == "stop")
            await pilot.click("#page", offset=(spot.x, spot.y))
            shown = await it.press(pilot)
        assert it.screen.running is None
        assert "Stopped. Nothing of it is kept." in shown
        assert it.screen.book.tries == []
        await asyncio.wait_for(it.app.workers.wait_for_complete(), 5)


class FailingPort(FakePort):
    """A seat whose review and whose nights with fixes cannot be worked out."""

    def review(self) -> Review:
        """It breaks."""
        raise ArithmeticError("the night would not begin")


class UnfixablePort(FakePort):
    """A seat whose nights with fixes break, after a while."""

    def fixed_night(
        self,
        fixes: tuple[str, ...],
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> FixedNight | None:
        """It breaks."""
        progress(0.5)
        sleep(0.05)
        raise ValueError("These take 9 weeks together, and there are 8.")

    def answer(self, answers: Answers) -> str:
        """There is no room on the disk."""
        super().answer(answers)
        return (
            "night.answers.json cannot be written: no space left on device. Your answers hold until you leave the game."
        )


async def test_what_cannot_be_asked_says_so_and_the_rest_stays() -> None:
    """Every page is there; two sentences are kept as ever."""
    it = Asker(FailingPort())
    async with it.app.run_test(size=(80, 24)) as pilot:
        await it.arrive(pilot, "moments")
        for part in ("moments", "causes", "fixes"):
            assert it.screen.here.part == part
            assert "the night would not begin" in await it.press(pilot, "1", "space", "s", "r", "slash")
            await it.press(pilot, "right")
        assert "B 74" in await it.press(pilot)
        await it.press(pilot, "right", "enter", *"Still.", "enter", "escape")
        assert it.port.answers == Answers(keep="Still.")


async def test_a_night_that_cannot_be_run_says_why() -> None:
    """And so do answers that cannot be kept; both hold on."""
    it = Asker(UnfixablePort())
    async with it.app.run_test(size=(80, 24)) as pilot:
        await it.arrive(pilot, "fixes")
        assert "no space left on device" in await it.press(pilot, "1")
        await it.press(pilot, "enter")
        assert "It could not be run again: These take 9 weeks" in await it.ran(pilot)
        assert it.screen.book.answers.fixes == ("check-at-write",)
        assert it.screen.running is None


async def test_words_are_tamed_and_bounded() -> None:
    """Nothing that is typed or pasted is markup, a control character, or too long."""
    it = Asker()
    hostile = "[red]a[/]\x1b[31m\u202eb\nc\t" + "x" * 400
    async with it.app.run_test(size=(80, 24)) as pilot:
        await it.arrive(pilot, "your words")
        await it.press(pilot, "enter")
        words = it.app.screen.query_one(Words)
        assert words.has_focus
        words.post_message(events.Paste(hostile))
        while not words.value:
            await pilot.pause()
        shown = await it.press(pilot)
        assert "0 left" in shown
        await it.press(pilot, "enter", "escape")
        kept = it.port.answers.keep
        assert kept == one_line(hostile, LONGEST)
        assert kept.startswith("[red]a[/][31mb c xx")
        assert len(kept) == LONGEST
        assert "[red]a[/][31mb c x" in await it.press(pilot)


async def test_what_is_typed_is_kept_however_the_page_is_left() -> None:
    """By another screen on top, by a resize, by leaving the game."""
    it = Asker()
    async with it.app.run_test(size=(120, 36)) as pilot:
        await it.arrive(pilot, "your words")
        await it.press(pilot, "enter", *"one", "f1")
        assert it.port.answers.keep == "one"
        await it.press(pilot, "escape")
        await it.press(pilot, "down", "enter", *"two")
        await pilot.resize_terminal(80, 24)
        await it.press(pilot, *" more")
        words = it.app.screen.query_one(Words)
        assert words.has_focus
        line = text(it.app.screen)[words.region.y]
        assert line.strip(" >▌").startswith("two more")
    assert it.port.answers == Answers(keep="one", change="two more")


@pytest.mark.parametrize("part", ["moments", "causes", "fixes", "your words"])
async def test_a_resize_in_the_middle_loses_nothing(part: str) -> None:
    """What was begun goes on at every size."""
    port = FakePort()
    it = Asker(port)
    async with it.app.run_test(size=(120, 36)) as pilot:
        await it.arrive(pilot, part)
        await it.press(pilot, "space", "1", "down")
        before = port.answers
        chosen = getattr(it.screen.here, "chosen", None)
        for size in ((80, 24), (200, 55), (60, 18), (100, 30), (120, 36)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert flaws(it.app.screen) == [], size
        assert it.screen.here.part == part
        assert getattr(it.screen.here, "chosen", None) == chosen
        assert port.answers == before


async def test_damaged_answers_are_told() -> None:
    """In the words of whoever read them."""

    class DamagedPort(FakePort):
        def review(self) -> Review:
            return replace(super().review(), trouble="night.answers.json is damaged. It is put aside when you answer.")

    it = Asker(DamagedPort())
    async with it.app.run_test(size=(80, 24)) as pilot:
        await it.arrive(pilot, "customers")
        assert "night.answers.json is damaged" in await it.press(pilot)


async def test_the_end_of_a_night_cannot_be_taken_over() -> None:
    """There is no such key in the footer; whoever presses it is told why."""
    it = Asker(StuckPort())
    async with it.app.run_test(size=(120, 36)) as pilot:
        await it.arrive(pilot, "moments")
        assert "o take over" in await it.press(pilot)
        debrief = it.screen.debrief
        assert debrief is not None
        it.screen.book.debrief = replace(debrief, end_s=review().moments[0].second)
        shown = await it.press(pilot, "right", "left")
        assert "o take over" not in shown
        assert "there is nothing to take over" in await it.press(pilot, "o")
