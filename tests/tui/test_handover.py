"""The handover on the screen: giving the seat away, taking it, reading notes, and the board near the end of a shift."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from game.content.load import load_level
from game.session.journal import read_journal
from game.session.keeping.settings import THEMES
from game.session.replaying.replay import replay, resume
from game.session.run import Run
from game.session.seat import Seat
from game.session.session import Session
from game.tui.app import NoErrorApp
from game.tui.glyphs import ASCII, UNICODE
from game.tui.keys import Keymap
from game.tui.keysets.handover import PLACE
from game.tui.paint.handover import HandoverPicture, paint_handover, room_for, rows_of
from game.tui.paint.keys import Legend
from game.tui.screens.board import BoardScreen
from game.tui.screens.dns import DnsScreen
from game.tui.screens.handover import HandoverScreen
from game.tui.theme import Manner, load_theme
from game.tui.widgets.log import Log
from game.tui.widgets.prompt import Prompt
from tests.session.night import NAME, small_night
from tests.tui.fake_handover import NOTES
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import snapshot
from tests.tui.screen_text import app_on, flaws, text

SIZES = [(80, 24), (93, 29), (110, 32), (120, 36), (161, 41), (200, 55), (250, 60)]


def _on(seat: Seat) -> NoErrorApp:
    return NoErrorApp((), lambda *_: seat, first="small-night", theme="dark")


def _dug(path: Path | None = None) -> Seat:
    """A seat at a night in trouble, whose player has read who did it."""
    session = Session.begin(small_night(tick_s=5), 1, path)
    session.advance_to(300)
    session.clock.hold_at(session.run.second)
    seat = Seat(session)
    for line in (f"dig {NAME}", "plans", "logs enactor-2"):
        seat.say(line)
    return seat


def _board(app: NoErrorApp) -> BoardScreen:
    (board,) = [screen for screen in app.screen_stack if isinstance(screen, BoardScreen)]
    return board


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("vacant", [True, False])
async def test_the_screen_has_no_flaws(size: tuple[int, int], vacant: bool) -> None:
    """At every size, from its first line to its last, for each note, and after the terminal was made smaller."""
    port = FakePort("storm")
    port.change(notes=2, vacant=vacant)
    app = app_on(port)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        if not vacant:
            await pilot.press("O")
            await pilot.pause()
        assert isinstance(app.screen, HandoverScreen)
        for key in ("end", "left", "pagedown", "end", "home", "right"):
            await pilot.press(key)
            await pilot.pause()
            assert flaws(app.screen) == []
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert flaws(app.screen) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_every_word_of_a_note_is_drawn_in_every_theme(theme: str, glyphs: object) -> None:
    """Nothing is shortened: all lines can be scrolled to; in ASCII every sign has its form."""
    manner = Manner(load_theme(theme), ASCII if glyphs is ASCII else UNICODE)
    level = snapshot("storm").level
    for note in NOTES:
        for width, height in SIZES:
            drawn: list[str] = []
            most = max(1, len(rows_of(note, width, manner)) - room_for(height) + 1)
            for top in range(most):
                picture = HandoverPicture(level, note, 2, top, vacant=True)
                canvas = paint_handover(width, height, manner, picture, Legend(PLACE, Keymap()))
                assert canvas.flaws == []
                drawn += [canvas.text_line(y) for y in range(height)]
            whole = " ".join(" ".join(drawn).split())
            if glyphs is ASCII:
                assert whole.isascii()
            for section in note.sections:
                assert section.title in whole
                for word in " ".join([line.text for line in section.lines]).split():
                    assert word in whole, word
            assert all(word in whole for word in note.words.split())


async def test_the_seat_is_given_away_with_nothing_on_it(tmp_path: Path) -> None:
    """From the key to the next player: a note in one's own words, then the note alone, then a board that tells nothing."""
    seat = _dug(tmp_path / "night.jsonl")
    app = _on(seat)
    async with app.run_test(size=(120, 36)) as pilot:
        seat.pause(True)
        await pilot.press("slash", *"plans", "enter", "escape")
        await pilot.press("o")
        board = _board(app)
        prompt = board.query_one(Prompt)
        assert prompt.value == 'handover "'
        await pilot.press(*"restore it", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert "The seat passes on now" in " ".join(text(app.screen))
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(app.screen, HandoverScreen)
        seen = "\n".join(text(app.screen))
        assert "Hand the keyboard over: the next player presses enter." in seen
        assert '"restore it"' in seen
        assert "points to plan" not in seen
        for key in ("escape", "f2", "ctrl+p", "space", "O"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, HandoverScreen), key
            assert seat.snapshot.paused
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert seat.snapshot.paused
        assert not seat.snapshot.vacant
        told = "\n".join(board.query_one(Log).texts())
        assert "plan" not in told
        assert "You take the seat at" in told
        assert board.query_one(Prompt).history.lines == []
        assert "The seat is yours, and all is paused: space goes on." in text(app.screen)[-2]
        await pilot.press("O")
        await pilot.pause()
        assert isinstance(app.screen, HandoverScreen)
        assert "Hand the keyboard over" not in "\n".join(text(app.screen))
        await pilot.press("escape")
        assert isinstance(app.screen, BoardScreen)


async def test_a_shift_change_closes_whatever_is_open() -> None:
    """Also while the DNS inspector of who leaves is on the screen, and while somebody types."""
    night = small_night(end_s=36_000, tick_s=5)
    teams = (replace(night.teams[0], day_people=("Nadia",)), night.teams[1])
    run = Run(replace(night, teams=teams, shift_change_s=20_000), 1)
    run.advance_to(19_990)
    seat = Seat(Session(run))
    seat.pause(True)
    app = _on(seat)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Your shift ends at 05:21: o writes the note" in "\n".join(text(app.screen))
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, DnsScreen)
        seat.session.advance_to(20_000)
        _board(app).look()
        await pilot.pause()
        assert isinstance(app.screen, HandoverScreen)
        assert len(app.screen_stack) == 2
        assert "Nobody wrote a note." in "\n".join(text(app.screen))


async def test_whoever_goes_on_with_a_run_that_was_left_there_reads_the_note_first(tmp_path: Path) -> None:
    """Before anything of the board can be seen."""
    path = tmp_path / "night.jsonl"
    seat = _dug(path)
    seat.say('handover "restore it"', confirmed=True)
    seat.close()
    session = resume(read_journal(path), small_night(tick_s=5))
    app = _on(Seat(session))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, HandoverScreen)
        assert '"restore it"' in "\n".join(text(app.screen))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_without_a_note_there_is_nothing_to_read() -> None:
    """The key says so and opens nothing."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("O")
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert "nobody has left a note in this run" in text(app.screen)[-2]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("noted", [True, False])
async def test_the_board_says_that_the_shift_ends(size: tuple[int, int], noted: bool) -> None:
    """In the prompt's row, whole, at every size."""
    port = FakePort("storm")
    port.change(hand_over_s=port.snapshot.second + 600, noted=noted)
    app = app_on(port)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        told = "\n".join(text(app.screen))
        assert "Your shift ends at" in told
        assert ("the note is written" in told.lower()) is noted
        assert flaws(app.screen) == []


async def test_a_click_takes_the_seat() -> None:
    """On the key in the last line."""
    port = FakePort("dns")
    port.change(notes=1, vacant=True)
    app = app_on(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.click(offset=(3, 23))
        await pilot.pause()
        assert not port.snapshot.vacant
        assert isinstance(app.screen, BoardScreen)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
async def test_a_thousand_actions_with_handovers_break_nothing(seed: int, tmp_path: Path) -> None:
    """Keys and lines at random on a running night; no flaw, and the journal is the run."""
    path = tmp_path / "night.jsonl"
    scenario = load_level("empty-answer")
    seat = Seat(Session.begin(scenario, seed, path))
    app = _on(seat)
    dice = random.Random(seed)
    keys = [
        "o",
        "O",
        "enter",
        "escape",
        "y",
        "d",
        "t",
        "space",
        "f2",
        "1",
        "a",
        "left",
        "right",
        "end",
        "slash",
        "n",
        "x",
    ]
    record = "dynamodb.us-east-1.amazonaws.com"
    lines = [f"dig {record}", "plans", 'handover "mind it"', "notes", "dns automation off", "page dynamodb", "sev 2"]
    async with app.run_test(size=(80, 24)) as pilot:
        for number in range(500):
            if dice.random() < 0.2:
                seat.say(dice.choice(lines), confirmed=dice.random() < 0.5)
                _board(app).look()
            else:
                await pilot.press(dice.choice(keys))
            seat.session.advance_to(min(seat.session.run.second + dice.choice([0, 0, 5, 20]), scenario.end_s - 60))
            if number % 25 == 0:
                await pilot.resize_terminal(*dice.choice(SIZES))
                await pilot.pause()
                assert flaws(app.screen) == []
    seat.close()
    assert len(seat.session.run.handover_notes) > 3
    replayed = replay(read_journal(path), scenario)
    assert replayed.diverged == ""
    assert replayed.run.handover_notes == seat.session.run.handover_notes
