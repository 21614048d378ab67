"""Jump mode: letters over everything that can be clicked, that do what a click would do."""

from __future__ import annotations

import pytest

from game.tui.all_places import all_places
from game.tui.app import NoErrorApp
from game.tui.canvas import Canvas
from game.tui.paint.chips import LETTERS, chipped, codes, spots
from game.tui.screens.board import BoardScreen
from game.tui.screens.dns import DnsScreen
from game.tui.screens.jump import JumpScreen, aims
from game.tui.widgets.zone import Zone
from tests.tui.fake_port import FakePort
from tests.tui.looks import looks_line
from tests.tui.screen_text import app_on, cells, text

_ELSEWHERE = ("everywhere", "console", "reading", "export", "watching", "handover")
"""Places that are no screens of their own, a list of which each row has its digit, and a note, in which nothing is chosen."""


@pytest.mark.parametrize("count", [0, 1, 26, 27, 40, 76, 101, 102, 300])
def test_codes_are_different_and_none_begins_another(count: int) -> None:
    """So that every letter either acts or waits for exactly one more."""
    made = codes(count)
    assert len(made) == len(set(made)) == count
    for code in made:
        assert set(code) <= set(LETTERS)
        assert not any(other != code and other.startswith(code) for other in made)


def test_letters_stay_where_they_are_when_more_comes() -> None:
    """The first targets keep their letters on every board that has more of them than letters."""
    assert codes(40)[:23] == codes(100)[:23] == list("asdfghjklqwertyuiopzxcv")
    assert codes(40) == codes(100)[:40]


def test_every_place_in_which_no_letters_are_typed_can_be_jumped_in() -> None:
    """By one key that is named the same everywhere."""
    places = [place for place in all_places() if not place.types and place.id not in _ELSEWHERE]
    assert [place.id for place in places if not any(key.id == f"{place.id}.jump" for key in place.keys)] == []
    assert {key.keys for place in places for key in place.keys if key.id.endswith(".jump")} == {"j"}


def test_a_hidden_target_gets_no_letter() -> None:
    """What lies wholly below another one cannot be clicked; what is aimed at twice is one thing."""
    canvas = Canvas(20, 3)
    canvas.aim(0, 0, 10, 1, "below")
    canvas.aim(0, 0, 10, 1, "above")
    canvas.aim(5, 1, 10, 1, "behind")
    canvas.aim(0, 1, 8, 2, "before")
    canvas.aim(0, 2, 2, 1, "above")
    assert [(spot.x, spot.y, spot.command) for spot in spots(canvas)] == [
        (0, 0, "above"),
        (0, 1, "before"),
        (8, 1, "behind"),
    ]


def test_chips_are_drawn_on_a_copy() -> None:
    """What is below is as it was; at the edge a pair of letters stays whole."""
    canvas = Canvas(6, 1)
    canvas.put(0, 0, "abcdef")
    drawn = chipped(canvas, ((0, 0, "j"), (5, 0, "zx")))
    assert canvas.text_line(0) == "abcdef"
    assert drawn.text_line(0) == "jbcdzx"
    assert looks_line(drawn, 0)[0] == "bold reverse you on bg"
    assert drawn.flaws == []


def _letters_of(screen: BoardScreen | DnsScreen, command: str) -> str:
    return next(letters for letters, aim in aims(screen).items() if aim.command == command)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 55)])
async def test_a_letter_does_what_a_click_would_do(size: tuple[int, int]) -> None:
    """On the board: it chooses a tile, and the screen is as it was but for that."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        board = app.screen
        assert isinstance(board, BoardScreen)
        letters = _letters_of(board, "select groceries")
        assert letters == "g"  # the fifth tile, on the home row
        await pilot.press("j")
        await pilot.pause()
        assert isinstance(app.screen, JumpScreen)
        styles = [style for row in cells(app.screen) for _, style in row if style.reverse and style.bold]
        assert len(styles) >= 35
        await pilot.press(*letters)
        await pilot.pause()
        assert app.screen is board
        assert board.now.selected == "groceries"
        assert all(zone.canvas is not None and not zone._chips for zone in board.query(Zone))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_letters_hide_little(size: tuple[int, int]) -> None:
    """One letter never stands on the sign of a tile; nothing in the footer, and no numbered action, has one."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        board = app.screen
        assert isinstance(board, BoardScreen)
        found = aims(board)
        assert [aim.command for aim in found.values() if aim.zone.id == "footer"] == []
        assert [aim.command for aim in found.values() if aim.command.startswith("act ")] == []
        corners = {spot.command: spot for spot in spots(board.query_one("#board", Zone).canvas)}
        for letters, aim in found.items():
            if aim.zone.id == "board" and len(letters) == 1:
                assert aim.x != corners[aim.command].x + 1


async def test_two_letters_are_waited_for() -> None:
    """After the first one only those that it begins stay up."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        board = app.screen
        assert isinstance(board, BoardScreen)
        letters, wanted = next(
            (two, aim.command) for two, aim in reversed(aims(board).items()) if aim.zone.id == "board"
        )
        assert len(letters) == 2
        await pilot.press("j", letters[0])
        await pilot.pause()
        assert isinstance(app.screen, JumpScreen)
        shown = [zone._chips for zone in board.query(Zone) if zone._chips]
        assert all(len(text) == 1 for chips in shown for _, _, text in chips)
        await pilot.press(letters[1])
        await pilot.pause()
        assert app.screen is board
        assert f"select {board.now.selected}" == wanted


@pytest.mark.parametrize("key", ["escape", "1", "space", "f5", "b,1"])
async def test_any_other_key_leaves(key: str) -> None:
    """Nothing is done, and the letters are gone."""
    port = FakePort("dns")
    app = app_on(port)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        before = text(app.screen)
        await pilot.press("j", *key.split(","))
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert text(app.screen) == before
        assert port.said == []


async def test_it_works_over_the_board_and_without_colour() -> None:
    """On the DNS inspector, where the chips are reversed: nothing but that tells them there."""
    app = NoErrorApp((), lambda *_: FakePort("dns"), first="x", theme="no-color")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, DnsScreen)
        assert "back" not in [aim.command for aim in aims(screen).values()], "esc back names its key"
        await pilot.press("j")
        await pilot.pause()
        assert any(style.reverse for row in cells(app.screen) for _, style in row)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen


async def test_a_resize_takes_the_letters_away() -> None:
    """Everything stands somewhere else then."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        board = app.screen
        assert isinstance(board, BoardScreen)
        assert not any(zone._chips for zone in board.query(Zone))
        assert "bz" not in "".join(text(board))
