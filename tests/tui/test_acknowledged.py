"""One word for it everywhere: what nobody has acknowledged says so, and so does what somebody has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.engine.readings import State
from game.tui.canvas import Canvas
from game.tui.widgets.alarms import AlarmRows
from game.tui.widgets.header import elapsed
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import tiles
from tests.tui.gallery import all_taken, storm
from tests.tui.screen_text import flaws, text
from tests.tui.test_board_keys import playing, shown
from tests.tui.test_full_board import MANNER, lines

SMALL, MIDDLE, LARGE = (80, 24), (120, 36), (200, 55)
_ZONE = next(tile for tile in tiles("nlb") if tile.component == "az2")


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE])
async def test_the_inspector_says_whether_and_by_whom(size: tuple[int, int]) -> None:
    """In whole words where they fit, else in the short one; the hour is never lost."""
    async with playing(FakePort("nlb"), size, "az2") as (_, screen):
        assert "not acknowledged" in shown(screen)
    async with playing(all_taken(), size, "az2") as (_, screen):
        drawn = shown(screen)
        assert any(f"{words} 08:43" in drawn for words in ("acked", "acked by you", "acknowledged by you"))
        assert "not acknowledged" not in drawn
        assert flaws(screen) == []


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE])
async def test_quiet_means_that_no_alarm_is_up(size: tuple[int, int]) -> None:
    """While acknowledged alarms stand, header and pager say that they are acknowledged."""
    port = all_taken()
    async with playing(port, size) as (pilot, screen):
        assert "pager all acked" in shown(screen)
        assert ("PAGER  all acknowledged" in shown(screen)) == (size != SMALL)
        port.change(alarms=tuple(replace(alarm, cleared=True) for alarm in port.snapshot.alarms))
        screen.look()
        await pilot.pause()
        assert "pager quiet" in shown(screen)
        assert "all ack" not in shown(screen)


@pytest.mark.parametrize(
    ("values", "head"),
    [
        ({}, " ■ az2        acked DOWN  "),
        ({"acked": False}, " ■ az2              DOWN  "),
        ({"name": "Enactor 10"}, " ■ Enactor 10 acked DOWN  "),
        ({"name": "Poller", "held": "held to 5%"}, " ■ Poller     acked DOWN  "),
    ],
)
def test_a_large_tile_says_that_it_is_acknowledged(values: dict[str, object], head: str) -> None:
    """Beside DOWN, and whatever stands in the second line stays there."""
    tile = replace(_ZONE, new=False, acked=True, state=State.DOWN)
    drawn = lines(replace(tile, **values))  # type: ignore[arg-type]
    assert drawn[0] == head
    assert drawn[1:] == lines(replace(tile, **{**values, "acked": False}))[1:]  # type: ignore[arg-type]


@pytest.mark.parametrize(("width", "says"), [(60, True), (38, False)])
def test_wide_alarm_rows_say_it_too(width: int, says: bool) -> None:
    """All of them or none: a row that says nothing beside one that does would look like one that waits."""
    port = FakePort("nlb")
    alarm = replace(port.snapshot.alarms[0], acknowledged=True, cleared=False, more=4)
    canvas = Canvas(width + 1, 2)
    rows = AlarmRows(canvas, port.snapshot.level, MANNER, 0, width)
    rows.row(0, alarm)
    rows.row(1, replace(alarm, acknowledged=False))
    assert ("acked" in canvas.text_line(0)) == says
    assert "acked" not in canvas.text_line(1)
    assert canvas.flaws == []


async def test_the_small_board_explains_its_chips_while_there_are_some() -> None:
    """At the right end of the line with the tabs; a board with a legend of its own needs it no second time."""
    port = FakePort("nlb")
    async with playing(port, SMALL) as (pilot, screen):
        assert next(line for line in text(screen) if "i inspect" in line).rstrip("─ ").endswith("■! not acknowledged")
        assert flaws(screen) == []
        await pilot.resize_terminal(100, 50)
        await pilot.pause()
        assert shown(screen).count("■! not acknowledged") == 1
    async with playing(all_taken(), SMALL) as (_, screen):
        assert "■!" not in shown(screen)


async def test_the_key_of_the_first_alarm_stands_apart() -> None:
    """And its symbol below the heading of the pager."""
    async with playing(storm(), MIDDLE) as (_, screen):
        drawn = text(screen)
        head = next(y for y, line in enumerate(drawn) if "PAGER " in line)
        at = drawn[head].index("PAGER")
        assert drawn[head + 1][at - 2 : at + 2] == "a ■!"
        assert drawn[head + 2][at - 2 : at + 2] in ("  ■!", "  ▲!")


async def test_the_rest_says_how_much_of_it_is_new() -> None:
    """So that nobody has to open the list to learn that nothing of it waits."""
    port = storm()
    async with playing(port, MIDDLE) as (_, screen):
        line = next(line for line in text(screen) if "lists all" in line)
        shown_new = len([row for row in text(screen) if row[83:86].strip() and row[84:85] == "!"])
        left = port.snapshot.new_alarms - shown_new
        assert f"more, {left or 'none'} new, l lists all" in line


def test_the_time_since_the_beginning_is_no_time_zone() -> None:
    """No sign before it."""
    assert [elapsed(second) for second in (31200, 59, 0, -61, -3)] == [
        "8:40 in",
        "0:00 in",
        "0:00 in",
        "0:02 to go",
        "0:01 to go",
    ]
