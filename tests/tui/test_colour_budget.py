"""Colour stays worth looking at: none on a calm board, little in an incident, at every size and in every theme."""

from __future__ import annotations

import pytest

from game.tui.screens.board import BoardScreen
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, cells, letter, looks, text
from tests.tui.test_board_keys import shown

SIZES = ((80, 24), (120, 36), (200, 55))
MOST_HUE, MOST_FILL = 0.15, 0.02
SMALL_FILL = 0.035
"""At 80x24 there is little but tiles and alarms, and a tile is a larger share of it."""


async def shares(situation: str, size: tuple[int, int], theme: str = "dark") -> tuple[float, float]:
    """The share of cells in a hue (fills among them), and of filled cells."""
    app = app_on(FakePort(situation), theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        screen.select({"nlb": "checks"}.get(situation, "dynamodb"))
        await pilot.pause()
        drawn = [(char, letter(style, app.manner.theme)) for row in cells(screen) for char, style in row]
    filled = sum(mark in "GD" for _, mark in drawn)
    hued = sum(mark in "gdry" and char != " " for char, mark in drawn) + filled
    return hued / len(drawn), filled / len(drawn)


@pytest.mark.parametrize("theme", ["dark", "light", "high-contrast"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("situation", ["dns", "nlb"])
async def test_an_incident_has_little_colour(situation: str, size: tuple[int, int], theme: str) -> None:
    """At most 15 % of the cells in a hue and 2 % filled; a little more is filled where there are few cells."""
    hued, filled = await shares(situation, size, theme)
    small = size == SIZES[0]
    assert 0 < hued <= MOST_HUE
    assert 0 < filled <= (SMALL_FILL if small else MOST_FILL)


@pytest.mark.parametrize("size", SIZES)
async def test_a_calm_board_has_none(size: tuple[int, int]) -> None:
    """No cell in a hue of health, no fill, whatever is selected; the player's own hue is only the prompt's sign."""
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


@pytest.mark.parametrize("theme", ["dark", "no-color"])
@pytest.mark.parametrize("size", [(120, 36), (200, 55)])
async def test_one_sees_which_zone_is_down_and_that_nobody_took_it(size: tuple[int, int], theme: str) -> None:
    """The only filled tile of the edge row is the zone that is down; a line of words says what the fill means, and once
    somebody took it both are gone while the word stays."""
    port = FakePort("nlb")
    app = app_on(port, theme)
    mark = "R" if theme == "no-color" else "D"
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        screen.select("checks")
        await pilot.pause()

        def edge() -> str:
            y = next(y for y, line in enumerate(text(screen)) if "NLB" in line and "az3" in line)
            width = screen.query_one("#board").size.width
            return "".join(
                char
                for char, it in zip(text(screen)[y], looks(screen, app.manner.theme)[y][:width], strict=False)
                if it == mark
            )

        assert "az2" in edge()
        assert "az3" not in edge()
        assert "■! not acknowledged" in shown(screen)
        assert "■!az2" in shown(screen)
        for component in ("az2", "poller"):
            port.say(f"ack {component}")
        screen.look()
        await pilot.pause()
        assert "az2" not in edge()
        assert "■!" not in shown(screen)
        assert "■ az2" in shown(screen)
        assert "▲! not acknowledged" in shown(screen)
