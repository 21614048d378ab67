"""Reading a debrief: enter and a click show the rest of a page before they lead on; what could not be kept is said once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.pilot import Pilot

from game.session.seat import Seat
from game.session.view.aftermath import Act, Debrief
from game.stage import Stage
from game.tui.screens.debrief import DebriefScreen
from tests.session.test_review import _seat
from tests.tui.demo_screens import DemoApp
from tests.tui.ended_night import EndedNight
from tests.tui.fake_night import debrief
from tests.tui.screen_text import flaws, text
from tests.tui.test_debrief import SlowPort
from tests.tui.test_debrief_walk import Walker


def _app(made: Debrief) -> DemoApp:
    port = SlowPort(made)
    port.go.set()
    return DemoApp("debrief", port)


async def _open(app: DemoApp, pilot: Pilot[int], part: str) -> DebriefScreen:
    """The debrief at the first page of a part."""
    await app.workers.wait_for_complete()
    await pilot.pause()
    screen = app.screen
    assert isinstance(screen, DebriefScreen)
    screen.action_page(next(at for at, page in enumerate(screen.pages) if page.part == part))
    await pilot.pause()
    return screen


ACTS = tuple([Act(60 * minute, "you", f"act number {minute}") for minute in range(60)])
SENTENCE = "What was read here in the middle of the night stands in a line of its own, and in the next one as well. "
LONG = replace(debrief(), acts=ACTS, verdict=SENTENCE * 9, lessons=(SENTENCE * 4,) * 4)


@pytest.mark.parametrize("part", ["timeline", "score"])
async def test_enter_shows_the_rest_of_a_page_before_it_leads_on(part: str) -> None:
    """Every line comes into sight, the footer says which of both enter does, and back at the top nothing is left to read."""
    app = _app(LONG)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(app, pilot, part)
        page, seen, presses = screen.page, set(text(screen)), 0
        while "enter read on" in text(screen)[-1]:
            await pilot.press("enter")
            await pilot.pause()
            assert screen.page == page
            assert flaws(screen) == []
            seen.update(text(screen))
            presses += 1
        assert presses >= 1
        assert "enter go on" in text(screen)[-1]
        if part == "timeline":
            assert all(any(act.text in line for line in seen) for act in ACTS)
        await pilot.press(*["pageup"] * 9)
        await pilot.pause()
        assert "enter go on" in text(screen)[-1]
        await pilot.press("enter")
        await pilot.pause()
        assert screen.page == page + 1


async def test_a_click_reads_on_as_well_and_another_key_goes_on_at_once() -> None:
    """The arrow is named beside enter, and leaves the rest unread."""
    app = _app(LONG)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(app, pilot, "timeline")
        page, first = screen.page, text(screen)
        assert "left right page" in first[-1]
        await pilot.click(offset=(first[-1].index("enter read on") + 7, 23))
        await pilot.pause()
        assert screen.page == page
        assert text(screen) != first
        assert "enter read on" in text(screen)[-1]
        await pilot.press("right")
        await pilot.pause()
        assert screen.page == page + 1


async def test_a_page_that_is_in_sight_leads_on_at_once() -> None:
    """On a high screen there is nothing to read on."""
    app = _app(debrief())
    async with app.run_test(size=(200, 55)) as pilot:
        screen = await _open(app, pilot, "score")
        assert "enter go on" in text(screen)[-1]


async def test_the_lessons_are_read_before_the_last_page_is_left() -> None:
    """Enter writes both sentences first; on the way out it shows what stands below."""
    app = _app(LONG)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(app, pilot, "your words")
        assert "enter write" in text(screen)[-1]
        await pilot.press("enter", "a", "enter", "b", "enter")
        await pilot.pause()
        assert "enter read on" in text(screen)[-1]
        for _ in range(9):
            if app.left:
                break
            await pilot.press("enter")
            await pilot.pause()
        assert app.left == 1
        assert not screen.here.reads_on


async def test_what_is_told_after_an_answer_is_new_to_read(tmp_path: Path) -> None:
    """A real night at the smallest size: the answer of a moment is read whole before the next one comes."""
    app = EndedNight(tmp_path).app()
    async with app.run_test(size=(80, 24)) as pilot:
        here = Walker(pilot, app)
        screen = await here.arrive()
        await here.press("tab", "tab", "1")
        assert screen.here.reads_on
        page, seen = screen.page, here.words
        while screen.here.reads_on:
            assert "enter read on" in here.words
            await here.press("enter")
            assert screen.page == page
            seen += here.words
        assert screen.book.review is not None
        last = screen.book.review.moments[0].told[-1].split()[-3:]
        assert " ".join(last) in seen
        await here.press("enter")
        assert screen.page == page + 1


# What could not be kept.

UNKEPT = (
    "Your results cannot be kept: permission denied. See that data-folder/noerror/records.sqlite can be written. "
    "Until the game is closed it is tried again with every look at your results."
)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 55)])
async def test_a_result_that_is_not_kept_is_said_beside_the_score(size: tuple[int, int]) -> None:
    """Once, whole, without scrolling, and on no other page."""
    app = _app(replace(debrief(), unkept=UNKEPT))
    async with app.run_test(size=size) as pilot:
        screen = await _open(app, pilot, "score")
        assert " ".join(" ".join(text(screen)).split()).count(UNKEPT) == 1
        for page in range(len(screen.pages)):
            if screen.pages[page].part != "score":
                screen.action_page(page)
                await pilot.pause()
                assert "cannot be kept" not in " ".join(text(screen))
            assert flaws(screen) == []


def test_the_debrief_knows_what_became_of_the_result() -> None:
    """What hinders it comes from whoever keeps it; who looks at the debrief again is told again."""
    played = _seat()
    seat = Seat(played.session, lambda record, judged: UNKEPT)
    assert seat.debrief().unkept == UNKEPT
    assert seat.debrief().unkept == UNKEPT
    assert Seat(played.session, lambda record, judged: "").debrief().unkept == ""
    assert Seat(played.session).debrief().unkept == ""


def test_records_that_cannot_be_written_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder lies where the file should: the game's own stage says so, and keeps the result once it is gone."""
    monkeypatch.setenv("NOERROR_HOME", str(tmp_path))
    blocked = tmp_path / "records.sqlite"
    blocked.mkdir()
    stage = Stage(SimpleNamespace(seed=1, speed=1))
    seat = stage._seated(_seat(tmp_path / "night.jsonl").session)
    unkept = seat.debrief().unkept
    assert unkept.startswith("Your results cannot be kept: ")
    assert f" See that {blocked} can be written. Until the game is closed" in unkept
    blocked.rmdir()
    assert len(stage.records.runs()) == 1
    assert (stage.records.trouble, stage.records.remedy) == ("", "")
