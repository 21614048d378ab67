"""The tile of three lines: every word whole or not at all, the number never given up, a long past on a fixed scale."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.readings import State, Unit
from game.session.view.board import Relation as Neighbour
from game.session.view.board import Tile
from game.tui.canvas import Canvas
from game.tui.theme import Manner, choose_manner, load_theme
from game.tui.widgets.full_tile import FULL_LINES, FULL_WIDTH, FullTile
from game.tui.widgets.legend import paint_legend
from game.tui.widgets.tiles import Relation
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import SITUATIONS, tiles
from tests.tui.looks import looks_line
from tests.tui.screen_text import flaws, text
from tests.tui.test_board_keys import playing, shown
from tests.tui.test_board_values import _tiles

MANNER = choose_manner({}, "dark")
DEGRADED = next(tile for tile in tiles("dns") if tile.component == "airlines")


def lines(tile: Tile, relation: Relation | None = None, manner: Manner = MANNER) -> list[str]:
    """The three lines of a tile; nothing in them is cut or hidden."""
    canvas = Canvas(FULL_WIDTH, FULL_LINES)
    FullTile(canvas, tile, relation or Relation(), manner).full(0, 0)
    assert canvas.flaws == []
    return [canvas.text_line(y) for y in range(FULL_LINES)]


@given(
    tile=_tiles,
    phrase=st.sampled_from(("", "check-in by hand", "night, low use", "a phrase of 24 cells, so")),
    selected=st.booleans(),
)
def test_no_tile_cuts_or_hides_anything(tile: Tile, phrase: str, selected: bool) -> None:
    """Whatever is read, the tile stays inside its cells, with a gap on its right, and says its name."""
    drawn = lines(replace(tile, phrase=phrase), Relation("▌", selected=True) if selected else None)
    assert all(line[24:] == "  " for line in drawn)
    assert tile.name[:5].strip() in drawn[0]
    if tile.held:
        assert "=" in "".join(drawn) or "off by hand" in drawn[0]


def test_the_lines_say_name_and_word_number_and_phrase_and_the_past() -> None:
    """As on the reference picture: aligned below the name, the phrase at the right, 21 cells of the past."""
    spark = tuple(number % 8 for number in range(24))
    assert lines(replace(DEGRADED, phrase="check-in by hand", spark=spark)) == [
        " ▲ Airlines     degraded  ",
        "   34%  check-in by hand  ",
        f"   {''.join(MANNER.glyphs.sparks[number % 8] for number in range(3, 24))}  ",
    ]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"noun": "err", "phrase": "p50 9 ms"}, "   34% err      p50 9 ms  "),
        ({"noun": "err", "phrase": "check-in by hand"}, "   34%  check-in by hand  "),
        ({"noun": "err", "phrase": "waits on launches, all"}, "   34% waits on launches  "),
        ({"noun": "err", "phrase": "waits for the launches"}, "   34% err                "),
        ({"held": "held to 40%", "phrase": "check-in by hand"}, "   34%     = held to 40%  "),
        ({"new": True, "state": State.DOWN, "phrase": "check-in by hand"}, "   34%  not acknowledged  "),
        ({"new": True, "state": State.DOWN, "text": "stopped"}, "   stopped     not acked  "),
        ({"state": State.STALE, "age_s": 240}, "   4m ago                 "),
        ({"state": State.OK, "held": "off by hand", "phrase": "makes no plans"}, "   makes no plans         "),
        ({"value": None}, "   ?                      "),
    ],
)
def test_what_is_short_of_room_goes_whole(values: dict[str, object], line: str) -> None:
    """The noun goes before the words, the words before the number; what waits for somebody comes before all words."""
    assert lines(replace(DEGRADED, **values))[1] == line  # type: ignore[arg-type]


def test_a_hand_is_named_even_where_something_else_is_said() -> None:
    """Behind the name, if the second line says that nobody has acknowledged it."""
    tile = replace(DEGRADED, state=State.DOWN, new=True, held="held to 5%", name="Poller", unit=Unit.SHARE)
    assert lines(tile)[0].startswith(" ■!Poller =5%")


def test_a_flapping_series_stays_a_flapping_one() -> None:
    """The newest readings as they are: never averaged, and on the same scale for every tile."""
    flat = lines(replace(DEGRADED, spark=(6, 1) * 12))[2]
    assert flat.strip() == "▁" + "▆▁" * 10
    assert lines(replace(DEGRADED, spark=(1,) * 24))[2].strip() == "▁" * 21
    assert lines(replace(DEGRADED, spark=(1, -1, 1)))[2].rstrip().endswith("▁ ▁")


def test_ascii_draws_only_ascii() -> None:
    """In every situation, also with motion and legend."""
    manner = choose_manner({"NOERROR_ASCII": "1"}, "dark")
    for situation in SITUATIONS:
        for tile in tiles(situation):
            assert "".join(lines(replace(tile, phrase="p50 9 ms"), manner=manner)).isascii()


@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("width", [80, 131])
async def test_the_legend_says_what_a_fill_means(situation: str, width: int) -> None:
    """Whatever is selected; where room is scarce other words go before it. Where nothing waits, it says nothing of it."""
    port = FakePort(situation)
    async with playing(port, (120, 36)) as (_, screen):
        for tile in port.snapshot.tiles:
            screen.select(tile.component)
            canvas = Canvas(width, 1)
            paint_legend(canvas, 0, screen.now, MANNER)
            line = canvas.text_line(0)
            assert canvas.flaws == []
            assert line.startswith(f"▌ {tile.name}")
            assert ("not acknowledged" in line) == any(it.new for it in port.snapshot.tiles)


async def test_the_longest_legend_fits() -> None:
    """The longest name, two digits in every number, a hand and a fill: in the shorter words, whole."""
    async with playing(FakePort("storm"), (120, 36), "monitoring") as (_, screen):
        it = screen.now.inspection
        assert it is not None
        other = Neighbour("s3", "S3", State.OK, "")
        many = replace(it, needs=(other,) * 12, hits=(other,) * 39, hits_total=39)
        canvas = Canvas(80, 1)
        paint_legend(canvas, 0, replace(screen.now, inspection=many), MANNER)
        assert canvas.flaws == []
        assert canvas.text_line(0).rstrip().endswith("hits 39, 39 in all   = hand   ■! not acknowledged")


async def test_the_large_board_in_a_running_game() -> None:
    """Layer heads with air above, 36 lines of board, the legend in the last; nothing is cut."""
    async with playing(FakePort("nlb"), (200, 55), "checks") as (_, screen):
        drawn = text(screen)
        heads = [
            y
            for y, line in enumerate(drawn)
            if line[1:].startswith(("CUSTOMERS", "EDGE", "COMPUTE", "CONTROL", "DATA", "FOUND"))
        ]
        assert heads == [3, 11, 16, 21, 26, 31]
        assert all(not drawn[y - 1][:131].strip() for y in heads)
        assert "not acknowledged" in drawn[38]
        assert "98%" not in shown(screen)
        assert flaws(screen) == []


@pytest.mark.parametrize("name", ["ansi", "no-color"])
def test_a_selected_tile_is_underlined_where_there_are_no_shades(name: str) -> None:
    """The mark in the gap stands on all three lines, too."""
    canvas = Canvas(FULL_WIDTH, FULL_LINES)
    relation = Relation("▌", selected=True)
    FullTile(canvas, DEGRADED, relation, Manner(load_theme(name))).full(0, 0)
    assert looks_line(canvas, 0)[3].startswith("underline")
    assert [canvas.text_line(y)[0] for y in range(FULL_LINES)] == ["▌"] * 3
