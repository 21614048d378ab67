"""The board on a recording: it moves in time, it looks, and it lets the player take over. Time is handed in."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from game.content.load import load_level
from game.headless.run import play_script
from game.session.journal import Header, JournalError, JournalWriter, Parent, read_journal
from game.session.replaying.differences import differences_with_parent
from game.session.replaying.recorded_seat import RecordedSeat
from game.session.replaying.rewind import Recording
from game.session.seat import Seat
from game.session.view.nights import Past, PastRun
from game.session.view.what_if import Differences
from game.tui.app import NoErrorApp
from game.tui.canvas import Flaw
from game.tui.paint.differences import lists, paint_differences
from game.tui.paint.scrub import ScrubPicture, column_of, moment_at, moment_beside, paint_scrub, second_of
from game.tui.screens.board import BoardScreen
from game.tui.screens.debrief import DebriefScreen
from game.tui.screens.differences import DifferencesScreen
from game.tui.screens.house import Pending
from game.tui.screens.levels import LevelsScreen
from game.tui.screens.recording import RecordingScreen
from tests.session.night import NAME, REFERENCE, small_night
from tests.tui.fake_night import levels
from tests.tui.screen_text import flaws, text

pytestmark = pytest.mark.xdist_group("replay")

SIZES = ((80, 24), (120, 36), (200, 55))


@cache
def _path() -> Path:
    path = Path(mkdtemp()) / "small.jsonl"
    play_script(small_night(), 1, (REFERENCE, "reference"), journal=path, tell=lambda _: None)
    return path


def _seat(at: int | None = None) -> RecordedSeat:
    folder = Path(mkdtemp())
    recording = Recording(read_journal(_path()), small_night(), at)
    recording.pause(True)
    return RecordedSeat(recording, lambda it: Seat(it.take_over(folder / "fork.jsonl")))


def _app(seat: RecordedSeat) -> NoErrorApp:
    return NoErrorApp((), lambda *_: seat, first="recording", theme="dark")


def cut(screen: Screen[Any]) -> list[tuple[str | None, Flaw]]:
    """Every text that was cut or hidden, but on the tiles: the small night was not laid out for a board."""
    return [(zone, flaw) for zone, flaw in flaws(screen) if zone != "board"]


class Watcher:
    """Presses keys and reads the screen. The recording is paused, so that only keys move it."""

    def __init__(self, pilot: Pilot[int], seat: RecordedSeat) -> None:
        self.pilot = pilot
        self.seat = seat

    async def press(self, *keys: str) -> None:
        """One key after the other; nothing on the screen may be cut meanwhile."""
        for key in keys:
            await self.pilot.press(key)
            for _ in range(40):  # a far moment is reached in strides
                await self.pilot.pause()
                if self.seat.heading_s is None:
                    break
                self.seat.advance(0.0)
            await self.look()
            assert cut(self.pilot.app.screen) == []

    async def look(self) -> None:
        """Let the screen see what there is."""
        screen = self.pilot.app.screen
        if isinstance(screen, BoardScreen):
            screen.look()
        await self.pilot.pause()

    @property
    def lines(self) -> list[str]:
        """Everything on the screen."""
        return text(self.pilot.app.screen)

    def sees(self, words: str) -> bool:
        """Whether some words are on the screen."""
        return any(words in line for line in self.lines)


@pytest.mark.parametrize("size", SIZES)
async def test_the_board_says_that_it_is_a_recording(size: tuple[int, int]) -> None:
    """In the header, in the footer, and by the line in the prompt's place."""
    seat = _seat()
    app = _app(seat)
    async with app.run_test(size=size) as pilot:
        here = Watcher(pilot, seat)
        await here.press("right")
        assert isinstance(app.screen, RecordingScreen)
        assert "recording" in here.lines[0]
        assert "drill" in here.lines[0]
        assert here.lines[-1].startswith(" watching ")
        assert "o take over" in here.lines[-1]
        assert here.lines[-2].startswith(" 23:46 ")
        assert "00:32" in here.lines[-2]


@pytest.mark.parametrize("size", SIZES)
async def test_a_real_night_is_watched_without_a_flaw(size: tuple[int, int], tmp_path: Path) -> None:
    """All of the board, moment by moment, forwards and backwards."""
    scenario = load_level("empty-answer")
    path = tmp_path / "night.jsonl"
    script = dict(scenario.scripts)["reference"], "reference"
    play_script(scenario, 1, script, until_s=600, journal=path, tell=lambda _: None)
    recording = Recording(read_journal(path), scenario)
    recording.pause(True)
    seat = RecordedSeat(recording, lambda it: Seat(it.take_over(tmp_path / "fork.jsonl")))
    async with _app(seat).run_test(size=size) as pilot:
        here = Watcher(pilot, seat)
        for key in (*["greater_than_sign"] * 12, *["less_than_sign"] * 4, "o", "y"):
            await here.press(key)
            assert flaws(pilot.app.screen) == []
        assert not isinstance(pilot.app.screen, RecordingScreen)


async def test_keys_move_in_time_both_ways() -> None:
    """A minute, ten minutes, a moment, the ends; never beyond them."""
    seat = _seat()
    async with _app(seat).run_test(size=(120, 36)) as pilot:
        here = Watcher(pilot, seat)
        for key, second in (
            (".", -60),
            ("]", 540),
            (",", 480),
            ("[", -120),
            (",", -120),
            ("end", 2640),
            (".", 2640),
            ("home", -120),
        ):
            await here.press(
                {".": "full_stop", ",": "comma", "[": "left_square_bracket", "]": "right_square_bracket"}.get(key, key)
            )
            assert seat.snapshot.second == second, key


async def test_moments_are_jumped_to_and_named() -> None:
    """What happened there stands in the line; the log tells what the team saw up to there, and no more."""
    seat = _seat()
    async with _app(seat).run_test(size=(120, 36)) as pilot:
        here = Watcher(pilot, seat)
        first = seat.reel.moments[0].second
        await here.press("greater_than_sign")
        assert seat.snapshot.second == first
        while seat.snapshot.second < 360:
            await here.press("greater_than_sign")
        assert seat.snapshot.second == 360
        assert "dns automation off" in here.lines[-2]
        assert here.sees("you dns automation off")
        await here.press("less_than_sign")
        assert not here.sees("you dns automation off")
        await here.press("home", "less_than_sign")
        assert here.sees("this is before the first moment")
        await here.press("end", "greater_than_sign")
        assert here.sees("there is no moment behind this one")


async def test_the_clock_plays_and_pauses() -> None:
    """At the chosen speed, without being slowed by pages that are long past."""
    seat = _seat()
    async with _app(seat).run_test(size=(120, 36)) as pilot:
        here = Watcher(pilot, seat)
        await here.press("plus", "plus", "plus")
        assert seat.snapshot.speed == 240
        await here.press("space")
        assert not seat.snapshot.paused
        seat.advance(10.0**9)  # a gap counts as two seconds at most
        assert seat.snapshot.second >= -120 + 240
        assert seat.snapshot.speed == 240
        await here.press("space")
        assert seat.snapshot.paused


async def test_acting_is_answered_and_changes_nothing() -> None:
    """A digit, a typed line: how to take over; a look is answered."""
    seat = _seat(600)
    async with _app(seat).run_test(size=(120, 36)) as pilot:
        here = Watcher(pilot, seat)
        digest = seat.recording.run.digest()
        for keys in (("a",), ("slash", *"sev", "space", "3", "enter", "escape")):
            await here.press(*keys)
            assert here.sees("This is a recording"), keys
            await here.press("right")
        await here.press("slash", *"plans", "enter")
        assert here.lines[-1].startswith(" typing ")
        await here.press("escape")
        assert here.lines[-1].startswith(" watching ")
        assert seat.recording.run.digest() == digest
        assert isinstance(pilot.app.screen, RecordingScreen)


@pytest.mark.parametrize("size", SIZES[:2])
async def test_taking_over_asks_once_and_plays_on(size: tuple[int, int]) -> None:
    """Left, nothing happens; answered, the board is that of a new run at this moment, paused."""
    seat = _seat(400)
    app = _app(seat)
    async with app.run_test(size=size) as pilot:
        here = Watcher(pilot, seat)
        await here.press("o")
        assert here.sees("Take over from 23:54? The night goes on from here as a new run.")
        await here.press("escape")
        assert isinstance(app.screen, RecordingScreen)
        assert not seat.recording.spent
        await here.press("o", "y")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        assert not isinstance(screen, RecordingScreen)
        assert screen.port.snapshot.second == 400
        assert screen.port.snapshot.paused
        assert not screen.port.snapshot.recording
        assert "recording" not in here.lines[0]
        assert here.sees("You have taken over")
        await here.press("slash", *"sev", "space", "2", "enter")
        parent = read_journal(Path(screen.port.journal())).header.parent
        assert parent is not None
        assert parent.second == 400
        assert '"sev 2"' in Path(screen.port.journal()).read_text(encoding="utf-8")


async def test_nobody_takes_over_after_the_end() -> None:
    """It is said, and no debrief comes."""
    seat = _seat()
    async with _app(seat).run_test(size=(80, 24)) as pilot:
        here = Watcher(pilot, seat)
        await here.press("end", "o")
        assert here.sees("The night is over at this moment: go back to take over.")
        assert isinstance(pilot.app.screen, RecordingScreen)


async def test_a_click_on_the_curve_goes_there() -> None:
    """The two ends are the ends."""
    seat = _seat()
    async with _app(seat).run_test(size=(120, 36)) as pilot:
        here = Watcher(pilot, seat)
        await here.press("right")
        scrub = pilot.app.screen.query_one("#scrub")
        await pilot.click("#scrub", offset=(7 + 10, 0))
        await here.look()
        assert scrub.size.width == 80
        assert seat.snapshot.second == second_of(seat.reel, 10, 24)


async def test_help_names_the_keys_of_a_recording_and_the_boards() -> None:
    """Both, because both act."""
    seat = _seat()
    async with _app(seat).run_test(size=(200, 55)) as pilot:
        here = Watcher(pilot, seat)
        await here.press("question_mark")
        assert here.sees("THE RECORDING")
        assert here.sees("take over at this moment")
        assert here.sees("THE BOARD")


async def test_leaving_a_recording_that_the_game_began_with_leaves_the_game() -> None:
    """At once: there is nothing to lose."""
    seat = _seat()
    app = _app(seat)
    async with app.run_test(size=(80, 24)) as pilot:
        await Watcher(pilot, seat).press("q")
    assert app.return_code == 0


# From elsewhere.


def _home(watch: object) -> NoErrorApp:
    past = Past((PastRun(levels()[0].id, "Sat", "resolved", "B", 70, 60, "", journal="small.jsonl"),))
    return NoErrorApp(levels(), lambda *_: _seat(), past=lambda: past, watch=watch, theme="dark")  # type: ignore[arg-type]


async def _picker(pilot: Pilot[int], app: NoErrorApp) -> LevelsScreen:
    app.push_screen(LevelsScreen(app.levels))
    for _ in range(20):
        await pilot.pause(0.02)
    assert isinstance(app.screen, LevelsScreen)
    return app.screen


async def test_the_picker_watches_the_newest_finished_run() -> None:
    """And comes back to the picker."""
    asked: list[tuple[str, int | None]] = []
    seat = _seat()

    def watch(journal: str, at: int | None) -> Pending:
        asked.append((journal, at))
        return Pending("The night is being run again.", lambda: seat)

    app = _home(watch)
    async with app.run_test(size=(120, 36)) as pilot:
        await _picker(pilot, app)
        assert "w watch" in text(app.screen)[-1]
        await pilot.press("w")
        for _ in range(50):
            await pilot.pause(0.02)
            if isinstance(app.screen, RecordingScreen):
                break
        assert isinstance(app.screen, RecordingScreen)
        assert asked == [("small.jsonl", None)]
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, LevelsScreen)


@pytest.mark.parametrize("late", [False, True])
async def test_the_picker_says_why_a_run_cannot_be_watched(*, late: bool) -> None:
    """A journal that is gone, or one that does not verify."""

    def broken() -> RecordedSeat:
        raise JournalError("small.jsonl does not verify")

    def watch(journal: str, at: int | None) -> Pending:
        if not late:
            raise JournalError(f"cannot read {journal}: no such file (from {at})")
        return Pending("The night is being run again.", broken)

    app = _home(watch)
    async with app.run_test(size=(120, 36)) as pilot:
        await _picker(pilot, app)
        await pilot.press("w")
        for _ in range(20):
            await pilot.pause(0.02)
        assert isinstance(app.screen, LevelsScreen)
        assert any("It cannot be watched: " in line for line in text(app.screen))


async def test_the_debrief_watches_its_night_again(tmp_path: Path) -> None:
    """And comes back to the debrief."""
    asked: list[str] = []
    seat, played = _seat(), Seat(Recording(read_journal(_path()), small_night()).take_over(tmp_path / "f.jsonl", 2600))
    played.session.advance_to(2640)

    def watch(journal: str, at: int | None) -> RecordedSeat:
        asked.append(journal)
        return seat

    app = NoErrorApp(levels(), lambda *_: played, watch=watch, theme="dark")
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(DebriefScreen(played))
        for _ in range(100):
            await pilot.pause(0.02)
            if isinstance(app.screen, DebriefScreen) and app.screen.debrief is not None:
                break
        await pilot.press("w")
        await pilot.pause()
        assert asked == [str(tmp_path / "f.jsonl")]
        assert isinstance(app.screen, RecordingScreen)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, DebriefScreen)


# The line.


def test_the_line_fits_and_every_cell_leads_somewhere() -> None:
    """At any width, in the middle of the way too."""
    reel, level = _seat().reel, _seat().snapshot.level
    manner = NoErrorApp((), lambda *_: _seat(), theme="dark").manner
    for width in range(80, 201, 7):
        for second in range(reel.begin_s, reel.end_s + 1, 97):
            for heading in (None, reel.end_s):
                canvas = paint_scrub(width, 1, manner, ScrubPicture(level, reel, second, heading))
                assert canvas.flaws == []
    assert canvas.command_at(7, 0) == f"do screen.to_second({reel.begin_s})"


def test_cells_and_seconds_are_each_others_inverse() -> None:
    """A click on the cell where one stands stays there."""
    reel = _seat().reel
    for width in (24, 40, 72):
        for column in range(width):
            assert column_of(reel, second_of(reel, column, width), width) == column
    assert moment_at(reel, reel.begin_s - 1) is None
    assert moment_beside(reel, reel.end_s, 1) is None
    last = reel.moments[-1]
    assert moment_at(reel, reel.end_s) == last
    assert moment_beside(reel, last.second, -1) == max(it.second for it in reel.moments if it.second < last.second)


# Two nights.


@cache
def _differences() -> tuple[Path, Differences]:
    folder = Path(mkdtemp())
    path = folder / "night.jsonl"
    path.write_bytes(_path().read_bytes())
    fork = Recording(read_journal(path), small_night()).take_over(folder / "fork.jsonl", 300)
    fork.submit("dns automation off")
    fork.advance_to(420)
    fork.submit(f"dns restore {NAME}")
    fork.advance_to(1800)
    fork.close()
    return folder / "fork.jsonl", differences_with_parent(read_journal(folder / "fork.jsonl"), small_night())


@pytest.mark.parametrize("theme", ["dark", "no-color"])
def test_two_nights_fit_at_every_size(theme: str) -> None:
    """Nothing is cut in half, also while it scrolls."""
    found = _differences()[1]
    manner = NoErrorApp((), lambda *_: _seat(), theme=theme).manner
    for width, height in (*SIZES, (100, 30), (160, 50), (93, 27)):
        for top in (0, 2, len(lists(found))):
            assert paint_differences(width, height, manner, found, top).flaws == []


async def test_two_nights_are_compared_on_a_screen() -> None:
    """From a recording of a fork; what hinders it is said."""
    path, found = _differences()
    recording = Recording(read_journal(path), small_night())
    recording.pause(True)
    seat = RecordedSeat(recording, lambda it: Seat(it.take_over(path.with_name("again.jsonl"))))
    told: list[str] = []

    def compare(journal: str) -> Differences:
        told.append(journal)
        if len(told) > 1:
            raise JournalError("night.jsonl is gone")
        return found

    app = NoErrorApp((), lambda *_: seat, first="recording", theme="dark", compare=compare)
    async with app.run_test(size=(120, 36)) as pilot:
        here = Watcher(pilot, seat)
        for words in (
            "Taken over at 23:53. The first difference is at 23:53",
            "They cannot be compared: night.jsonl is gone",
        ):
            await here.press("c")
            for _ in range(30):
                await pilot.pause(0.02)
            assert isinstance(app.screen, DifferencesScreen)
            assert here.sees(words)
            await here.press("down", "escape")
        assert told == [str(path)] * 2


async def test_a_night_of_its_own_has_nothing_to_compare() -> None:
    """A sentence says so."""
    seat = _seat()
    async with _app(seat).run_test(size=(80, 24)) as pilot:
        here = Watcher(pilot, seat)
        await here.press("c")
        assert here.sees("this night was not taken over from another one")


def test_the_parent_is_known_to_the_recording(tmp_path: Path) -> None:
    """By its name and its second."""
    path = tmp_path / "x.jsonl"
    JournalWriter.create(path, Header.of(small_night(), 1, parent=Parent("night.jsonl", 5, "ab"))).close()
    reel = Recording(read_journal(path), small_night()).reel
    assert (reel.parent, reel.forked_s) == ("night.jsonl", 5)
