"""Whoever begins a night reads on the board what it is about; whoever comes back does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from game.content.load import load_level
from game.session.helping.guidance import Guidance
from game.session.judging.result import facts_of
from game.session.session import Session
from game.session.view.board import FeedEntry
from game.session.view.console import Span
from game.session.view.talk import Speaker, Talk
from game.stage import Stage
from game.tui.app import NoErrorApp
from game.tui.screens.board import BoardScreen
from game.tui.screens.house import LeftRun, Pending
from game.tui.screens.places import board_width
from game.tui.widgets.board_view import Tab
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import LEVEL
from tests.tui.screen_text import app_on, flaws, text

BRIEFING = "It is Sunday night. " + "Nothing rings, and all of it is well. " * 6 + "That will not last."
SIZES = [(80, 24), (120, 36), (200, 55)]
LEVELS = ("empty-answer", "everyone-at-once", "flapping", "long-night")


def _beginning() -> FakePort:
    port = FakePort("calm")
    port.change(second=LEVEL.start_s, feed=(), level=replace(LEVEL, briefing=BRIEFING))
    return port


def _read(app: NoErrorApp) -> str:
    """What stands on the left, where the console is, as one line of words."""
    width = board_width(app.size)
    return " ".join(" ".join(line[:width] for line in text(app.screen)).split())


@pytest.mark.parametrize("size", SIZES)
async def test_a_night_begins_with_its_whole_briefing(size: tuple[int, int]) -> None:
    """In sight without a key, at every size; the first key on the board goes on to a service."""
    app = app_on(_beginning())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert flaws(app.screen) == []
        assert " ".join(BRIEFING.split()) in _read(app)
        assert isinstance(app.screen, BoardScreen)
        await pilot.press("right")
        await pilot.pause()
        assert app.screen.now.tab is Tab.INSPECT
        assert any("ACTIONS" in line for line in text(app.screen))


async def test_whoever_comes_back_or_is_spoken_to_is_not_briefed() -> None:
    """The night is known by then, or somebody else says what there is to say."""
    later, spoken, paused = _beginning(), _beginning(), _beginning()
    later.change(second=LEVEL.start_s + 60)
    spoken.change(talk=Talk(1, Speaker.COLLEAGUE, "Vera", ("Sit down.",)))
    paused.change(paused=True)
    for port in (later, spoken, paused):
        app = app_on(port)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert BRIEFING[:40] not in _read(app)


async def test_a_night_that_was_left_at_once_is_gone_on_with_unbriefed() -> None:
    """However little of it was played."""
    port = _beginning()
    app = NoErrorApp(
        (), lambda *_: port, left=lambda: [LeftRun("A night", lambda: Pending("One moment.", lambda: port))]
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        for _ in range(20):
            await pilot.pause(0.02)
        assert isinstance(app.screen, BoardScreen)
        assert BRIEFING[:40] not in _read(app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("level", LEVELS)
async def test_every_level_is_briefed_when_the_game_begins_with_it(level: str, size: tuple[int, int]) -> None:
    """As `noerror play LEVEL` opens it, without the title's list of levels; also below what the shift before has done."""
    port = _beginning()
    briefing = load_level(level).briefing
    seen = [FeedEntry(number, LEVEL.start_s, "", (Span(f"Entry {number}."),)) for number in range(1, 13)]
    port.change(level=replace(LEVEL, briefing=briefing), feed=tuple(seen))
    app = NoErrorApp((), lambda *_: port, first=level)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert " ".join(briefing.split()) in _read(app)


def test_who_is_led_by_a_colleague_hears_her_instead() -> None:
    """Her first words say it; played with less help nobody does."""
    page, night = load_level("first-page"), load_level("empty-answer")
    assert facts_of(page, 1, Guidance.COLLEAGUE).briefing == ""
    for guidance in (Guidance.HINTS, Guidance.ALONE, Guidance.RATED):
        assert facts_of(page, 1, guidance).briefing == page.briefing
    assert facts_of(night, 1, Guidance.COLLEAGUE).briefing == night.briefing


def test_the_seat_that_the_command_line_opens_knows_the_briefing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the night's first second, before any clock runs."""
    monkeypatch.setenv("NOERROR_HOME", str(tmp_path))
    scenario = load_level("empty-answer")
    seat = Stage(SimpleNamespace(seed=1, speed=10, guide=None, theme=None, ascii=False)).seat("", None, scenario)
    assert not isinstance(seat, Pending)
    try:
        assert seat.snapshot.level.briefing == scenario.briefing
        assert seat.snapshot.second == seat.snapshot.level.start_s == Session.begin(scenario, 1).run.second
    finally:
        seat.close()
