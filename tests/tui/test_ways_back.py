"""Nothing is lost behind a debrief: runs that were taken over come back to it, and it is opened again from everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.session.keeping.answers_file import read_answers
from game.session.replaying.recorded_seat import RecordedSeat
from game.session.view.nights import Past, PastRun
from game.session.view.review import Answers
from game.tui.app import NoErrorApp
from game.tui.screens.board import BoardScreen
from game.tui.screens.debrief import DebriefScreen
from game.tui.screens.levels import LevelsScreen
from game.tui.screens.recording import RecordingScreen
from game.tui.screens.records import RecordsScreen
from game.tui.screens.title import TitleScreen
from tests.tui.ended_night import EndedNight
from tests.tui.fake_night import levels
from tests.tui.test_debrief_walk import Walker

S = (80, 24)


def at_home(night: EndedNight, journal: str | None = None) -> NoErrorApp:
    """The game begun at its title, which knows of the finished night."""
    run = PastRun(night.level, "Sat", "resolved", "B", 70, 60, "", night.seat.journal() if journal is None else journal)
    return NoErrorApp(levels(), lambda *_: night.seat, past=lambda: Past((run,)), watch=night.watch, theme="dark")


async def to_debrief(here: Walker) -> DebriefScreen:
    """Play the night from the title, which has ended."""
    here.app.play("empty-answer")
    return await here.arrive()


async def to_runs(here: Walker) -> RecordsScreen:
    """Open the results, at the one run of the night."""
    await here.until(lambda: isinstance(here.app.screen, TitleScreen))
    records = RecordsScreen(None, "empty-answer")
    here.app.push_screen(records)
    await here.until(lambda: "70" in here.words)
    await here.press("enter")
    assert "enter debrief" in here.words
    return records


async def take_over(here: Walker, night: EndedNight) -> BoardScreen:
    """Take over at the second moment of a debrief."""
    await here.press("tab", "tab", "right", "o")
    await here.until(lambda: isinstance(here.app.screen, BoardScreen) and here.app.screen.port is night.fork)
    assert isinstance(here.app.screen, BoardScreen)
    return here.app.screen


@pytest.mark.parametrize("first", [True, False])
async def test_leaving_a_run_that_was_taken_over_comes_back_to_the_page(tmp_path: Path, *, first: bool) -> None:
    """However the game began; the debrief goes on as if nothing had been, and leads home from there."""
    night = EndedNight(tmp_path)
    app = night.app() if first else at_home(night)
    async with app.run_test(size=S) as pilot:
        here = Walker(pilot, app)
        screen = await (here.arrive() if first else to_debrief(here))
        await take_over(here, night)
        page = screen.page
        await here.press("q")
        assert "for where you took over?" in here.words
        await here.press("y")
        await here.until(lambda: app.screen is screen)
        assert screen.page == page
        await here.press("2", "right")
        assert screen.book.answers.moments
        await here.press("q")
        if first:
            assert app.screen is screen
            await here.press("q")
        else:
            await here.until(lambda: isinstance(app.screen, TitleScreen))
    assert read_answers(Path(night.seat.journal())).moments
    assert first == (app.return_code == 0)


async def test_a_run_that_was_taken_over_and_played_to_its_end_comes_back_behind_its_debrief(tmp_path: Path) -> None:
    """Its own debrief says so, and its last page leads there."""
    night = EndedNight(tmp_path)
    app = at_home(night)
    async with app.run_test(size=S) as pilot:
        here = Walker(pilot, app)
        screen = await to_debrief(here)
        await take_over(here, night)
        assert night.fork is not None
        night.fork.session.advance_to(night.fork.snapshot.level.end_s)
        await here.until(lambda: isinstance(app.screen, DebriefScreen) and app.screen is not screen)
        own = await here.arrive()
        assert "esc back" in here.words
        own.action_page(len(own.pages) - 1)
        await here.press("down", "down")
        assert "back to where you took over" in here.words
        await here.enter()
        await here.until(lambda: app.screen is screen)
        await here.press("escape")
        await here.until(lambda: isinstance(app.screen, TitleScreen))


async def test_it_is_said_that_all_is_paused_for_as_long_as_it_is(tmp_path: Path) -> None:
    """Then the line is free again."""
    night = EndedNight(tmp_path)
    app = night.app()
    async with app.run_test(size=S) as pilot:
        here = Walker(pilot, app)
        await here.arrive()
        board = await take_over(here, night)
        assert "You have taken over" in here.words
        await here.press("space")
        board.look()
        await pilot.pause()
        assert "You have taken over" not in here.words


async def test_the_results_open_the_debrief_of_a_run(tmp_path: Path) -> None:
    """With what was answered then; its recording comes back to it, and it comes back to the results."""
    night = EndedNight(tmp_path)
    assert night.seat.answer(Answers(keep="Stay calm.")) == ""
    app = at_home(night)
    async with app.run_test(size=S) as pilot:
        here = Walker(pilot, app)
        records = await to_runs(here)
        await here.press("enter")
        screen = await here.arrive()
        assert screen.debrief == night.seat.debrief()
        screen.action_page(len(screen.pages) - 1)
        await here.press("down")
        assert "Stay calm." in here.words
        assert "back to where this was opened" in here.words
        for key in ("q", "escape", "e"):
            await here.press("w")
            await here.until(lambda: isinstance(app.screen, RecordingScreen))
            await pilot.press(key)
            await here.until(lambda: app.screen is screen)
        await here.press("enter")  # the second sentence
        await pilot.press(*"Sooner.", "escape")
        await here.press("q")
        await here.until(lambda: app.screen is records)
    assert read_answers(Path(night.seat.journal())) == Answers(keep="Stay calm.", change="Sooner.")


@pytest.mark.parametrize("journal", ["", "gone.jsonl"])
async def test_the_results_say_why_there_is_no_debrief(tmp_path: Path, journal: str) -> None:
    """None was kept, or it is gone."""
    app = at_home(EndedNight(tmp_path), journal=journal and str(tmp_path / journal))
    async with app.run_test(size=S) as pilot:
        here = Walker(pilot, app)
        await to_runs_of(here)
        await here.press("enter")
        said = "Its debrief cannot be opened" if journal else "No journal was kept of this run"
        await here.until(lambda: said in here.words)
        assert isinstance(app.screen, RecordsScreen)


async def to_runs_of(here: Walker) -> None:
    """Open the results, at the one run, whatever was kept of it."""
    here.app.push_screen(RecordsScreen(None, "empty-answer"))
    await here.until(lambda: "70" in here.words)
    await here.press("enter")


async def test_a_recording_opens_the_debrief_and_goes_back(tmp_path: Path) -> None:
    """Its end names the keys that lead on. What the debrief watches is the recording below it."""
    night = EndedNight(tmp_path)
    app = at_home(night)
    async with app.run_test(size=S) as pilot:
        here = Walker(pilot, app)
        app.push_screen(LevelsScreen(app.levels))
        await here.until(lambda: isinstance(app.screen, LevelsScreen))
        app.open_recording(night.seat.journal(), None, _fails)
        await here.until(lambda: isinstance(app.screen, RecordingScreen))
        recording = app.screen
        assert isinstance(recording, RecordingScreen)
        assert "the end:" not in here.words
        await pilot.press("end")
        await here.until(lambda: recording.recorded.heading_s is None)
        recording.look()
        await here.until(lambda: "the end: e debrief, home begin, q back" in here.words)
        await pilot.press("e")
        screen = await here.arrive()
        assert screen.debrief == night.seat.debrief()
        await here.press("tab", "tab", "w")
        await here.until(lambda: app.screen is recording)
        assert screen.book.review is not None
        at = screen.book.review.moments[0].second
        await here.until(lambda: recording.recorded.snapshot.second == at)
        await pilot.press("e")
        await here.arrive()
        await here.press("escape")
        await here.until(lambda: app.screen is recording)
        await pilot.press("escape")
        await here.until(lambda: isinstance(app.screen, LevelsScreen))


def _fails(error: Exception) -> None:
    raise error


async def test_esc_in_a_recording_goes_back_one_step_at_a_time(tmp_path: Path) -> None:
    """From the console to the board, from a tab to the inspector, and then away."""
    night = EndedNight(tmp_path)
    app = at_home(night)
    async with app.run_test(size=S) as pilot:
        here = Walker(pilot, app)
        await here.until(lambda: isinstance(app.screen, TitleScreen))
        app.open_recording(night.seat.journal(), None, _fails)
        await here.until(lambda: isinstance(app.screen, RecordingScreen))
        recording = app.screen
        await pilot.press("slash", "escape", "l", "escape")
        await pilot.pause()
        assert app.screen is recording
        assert not isinstance(recording.focused, type(None))
        await pilot.press("escape")
        await here.until(lambda: isinstance(app.screen, TitleScreen))


async def test_a_debrief_ends_the_game_only_when_asked_twice(tmp_path: Path) -> None:
    """By either key; anything else in between takes the question back."""
    app = EndedNight(tmp_path).app()
    async with app.run_test(size=S) as pilot:
        here = Walker(pilot, app)
        screen = await here.arrive()
        await here.press("q")
        assert "Once more esc or q: the game ends." in here.words
        await here.press("right", "escape")
        assert app.screen is screen
        assert "Once more esc or q: the game ends." in here.words
        await here.press("left")
        assert "Once more" not in here.words
        screen.action_page(len(screen.pages) - 1)
        await here.press("down", "down")
        await here.enter()  # another night
        await here.until(lambda: isinstance(app.screen, LevelsScreen))
        await here.press("escape")
        assert app.screen is screen
        await here.press("q", "q")
    assert app.return_code == 0


@pytest.mark.parametrize("way", ["escape", "enter", "ctrl+q", "f1", "down"])
async def test_own_words_are_kept_however_the_debrief_is_left(tmp_path: Path, way: str) -> None:
    """Also out of the middle of a word."""
    night = EndedNight(tmp_path)
    app = night.app()
    async with app.run_test(size=S) as pilot:
        here = Walker(pilot, app)
        screen = await here.arrive()
        screen.action_page(len(screen.pages) - 1)
        await here.press("enter")
        await pilot.press(*"Slowly", way)
        await pilot.pause()
        if way != "ctrl+q":
            app.exit(0)
    assert read_answers(Path(night.seat.journal())).keep == "Slowly"


def test_the_debrief_of_a_recording_is_of_the_whole_night(tmp_path: Path) -> None:
    """Wherever it stands, and it stays there."""
    night = EndedNight(tmp_path)
    night.seat.close()
    seat = night.recorded(Path(night.seat.journal()), 600)
    assert isinstance(seat, RecordedSeat)
    assert seat.debrief() == night.seat.debrief()
    assert seat.snapshot.second == 600
