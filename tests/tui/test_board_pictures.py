"""The board at every size, in three situations, with and without colour: stored pictures, nothing cut, little colour."""

from __future__ import annotations

import pytest

from game.tui.screens.board import BoardScreen
from game.tui.widgets.board_view import Tab
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, cells, flaws, letter, looks, text

SIZES = ((80, 24), (100, 30), (120, 36), (140, 30), (160, 50))


@pytest.mark.parametrize("situation", ["calm", "dns", "storm", "nlb"])
@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_cut_wherever_one_looks(size: tuple[int, int], situation: str) -> None:
    """Every component can be inspected and every tab opened without a text that runs over another or the edge."""
    app = app_on(FakePort(situation))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        for tile in screen.now.snapshot.tiles:
            screen.select(tile.component)
            await pilot.pause()
            assert flaws(screen) == []
        for tab in Tab:
            screen.action_tab(tab.value)
            await pilot.pause()
            assert flaws(screen) == []


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_calm_board_has_no_colour(size: tuple[int, int]) -> None:
    """No cell in a hue of health and no fill, whatever is selected; the player's own hue marks only the prompt."""
    app = app_on(FakePort("calm"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        for component in ("streaming", "dynamodb", "enactor2"):
            screen.select(component)
            await pilot.pause()
            marks = "".join(looks(screen, app.manner.theme))
            assert not set(marks) & set("gdrGD")
            assert marks.count("y") == 1


async def test_an_incident_has_little_colour() -> None:
    """At most 15 % of the cells are in a hue and 2 % are filled: colour stays worth looking at."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        screen.select("dynamodb")
        await pilot.pause()
        drawn = [(char, letter(style, app.manner.theme)) for row in cells(screen) for char, style in row]
        filled = sum(mark in "GD" for _, mark in drawn)
        hued = sum(mark in "gdry" and char != " " for char, mark in drawn) + filled
        assert filled / len(drawn) <= 0.02
        assert hued / len(drawn) <= 0.15


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (30, 5), (5, 2)])
async def test_a_small_terminal_is_told_so(size: tuple[int, int]) -> None:
    """Below 80x24 one line says what is needed, and growing brings the board back."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        shown = "".join(text(app.screen))
        assert "80x24" in shown
        assert "DynamoDB" not in shown
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert any("DynamoDB" in line for line in text(app.screen))


async def test_every_size_says_that_it_is_a_drill() -> None:
    """Nobody may mistake the board for a real incident."""
    for size in SIZES:
        app = app_on(FakePort("dns"))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert "drill" in text(app.screen)[0]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_pair_that_explains_the_checks_stands_together(size: tuple[int, int]) -> None:
    """What looks sick and is fine, and what is sick: two numbers, one below the other, on a ground of their own."""
    app = app_on(FakePort("nlb"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        screen.select("checks")
        await pilot.pause()
        lines, marks = text(screen), looks(screen, app.manner.theme)
        first = next(y for y, line in enumerate(lines) if "sick but fine" in line)
        assert "truly sick" in lines[first + 1]
        for line, mark, label, number in (
            (lines[first], marks[first], "sick but fine", "3,118"),
            (lines[first + 1], marks[first + 1], "truly sick", "41"),
        ):
            assert number in line
            begin = line.index(label)
            assert set(mark[begin : begin + len(label)]) == {"s"}
        assert not any("sick" in line for y, line in enumerate(lines) if y not in (first, first + 1))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_who_has_it_is_seen_beside_what_it_is(size: tuple[int, int]) -> None:
    """The team, who of them is here, and whether anybody took its alarms."""
    app = app_on(FakePort("nlb"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        for component, words in (
            ("az2", "Mara here, tired, not acknowledged"),
            ("network", "tired, "),
            ("network", "08:43"),
        ):
            screen.select(component)
            await pilot.pause()
            assert any(words in line for line in text(screen)), component
