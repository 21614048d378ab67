"""Values, tiles and order: a number is never cut, the loudest comes first, the grid may have holes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.readings import State, Unit
from game.session.view.board import Tile
from game.tui.canvas import Canvas
from game.tui.theme import choose_manner
from game.tui.widgets.board_view import alarm_order, neighbour, next_fault, shout
from game.tui.widgets.tiles import LARGE_WIDTH, SMALL_WIDTH, Relation, TilePainter
from game.tui.widgets.values import in_cells, with_noun
from tests.tui.fake_region import alarms, tiles
from tests.tui.looks import looks_line

MANNER = choose_manner({}, "dark")
TILE = tiles("dns")[0]


@pytest.mark.parametrize(
    ("value", "unit", "room", "written"),
    [
        (0.001, Unit.SHARE, 4, "0.1%"),
        (0.001, Unit.SHARE, 3, "0%"),
        (0.04, Unit.SHARE, 4, "4%"),
        (0.61, Unit.SHARE, 4, "61%"),
        (1.0, Unit.SHARE, 4, "100%"),
        (1.0, Unit.SHARE, 3, "all"),
        (312, Unit.COUNT, 4, "312"),
        (4812, Unit.COUNT, 5, "4,812"),
        (4812, Unit.COUNT, 4, "4.8k"),
        (4812, Unit.COUNT, 3, "5k"),
        (11_400, Unit.COUNT, 5, "11.4k"),
        (11_400, Unit.COUNT, 4, "11k"),
        (2_100_000, Unit.COUNT, 4, "2.1M"),
        (0.004, Unit.SECONDS, 4, "4ms"),
        (0.4, Unit.SECONDS, 4, "0.4s"),
        (840, Unit.SECONDS, 4, "14m"),
        (3060, Unit.SECONDS, 4, "51m"),
        (7800, Unit.SECONDS, 14, "2h 10"),
        (7800, Unit.SECONDS, 4, "2h10"),
        (7800, Unit.SECONDS, 3, "2h"),
        (143, Unit.PLAN, 4, "143"),
        (None, Unit.SHARE, 4, "?"),
        (float("nan"), Unit.SHARE, 4, "?"),
    ],
)
def test_a_value_is_written_coarser_never_cut(value: float | None, unit: Unit, room: int, written: str) -> None:
    """The forms of one number by the room there is."""
    assert in_cells(value, unit, "", room) == written


def test_a_calm_value_says_what_it_counts() -> None:
    """Noun behind, before a plan's number and before a lag."""
    by_name = {tile.component: tile for tile in tiles("calm")}
    assert with_noun(by_name["nlb"], 14) == "0.1% err"
    assert with_noun(by_name["planner"], 14) == "plan 143"
    assert with_noun(by_name["network"], 14) == "late 0.4s"
    assert with_noun(by_name["monitoring"], 14) == "8s ago"
    assert with_noun(by_name["record"], 14) == "312 addrs"


_tiles = st.builds(
    lambda **values: replace(TILE, **values),
    name=st.text("ABCDefg 12", min_size=1, max_size=10).map(str.strip).filter(bool),
    short=st.text("ABCDefg12", min_size=1, max_size=8),
    state=st.sampled_from(State),
    value=st.none() | st.floats(0, 5e9),
    unit=st.sampled_from(Unit),
    text=st.sampled_from(("", "NOERROR", "SERVFAIL", "ok", "a long word in here")),
    noun=st.sampled_from(("", "err", "addrs", "a long noun")),
    spark=st.lists(st.integers(-1, 9), max_size=10).map(tuple),
    new=st.booleans(),
    held=st.sampled_from(("", "off by hand", "held to 40%", "held to 100%", "by hand")),
    age_s=st.integers(0, 10**7),
)


@given(tile=_tiles, selected=st.booleans(), mark=st.sampled_from(("", "║", "│")))
def test_no_tile_cuts_or_hides_anything(tile: Tile, selected: bool, mark: str) -> None:
    """Whatever is read, both forms of a tile stay inside their cells, and no text lies over another."""
    relation = Relation("▌", "bold strong", selected=True) if selected else Relation(mark)
    small, large = Canvas(SMALL_WIDTH, 1), Canvas(LARGE_WIDTH, 2)
    TilePainter(small, tile, relation, MANNER).small(0, 0)
    TilePainter(large, tile, relation, MANNER).large(0, 0)
    assert small.flaws == []
    assert large.flaws == []
    assert large.text_line(0)[15] == large.text_line(1)[15] == " "


@given(tile=_tiles.filter(lambda tile: tile.state is State.DOWN or tile.state is State.DEGRADED))
def test_what_waits_for_somebody_is_filled_and_nothing_else_is(tile: Tile) -> None:
    """DOWN fills its tile, degraded a chip of two cells, what is acknowledged nothing."""
    canvas = Canvas(LARGE_WIDTH, 2)
    TilePainter(canvas, tile, Relation(), MANNER).large(0, 0)
    filled = [look for y in (0, 1) for look in looks_line(canvas, y) if look.endswith(("downbg", "degrbg"))]
    assert len(filled) == (0 if not tile.new else 28 if tile.state is State.DOWN else 2)


def test_faults_are_walked_from_the_loudest() -> None:
    """DOWN new first, then DOWN, degraded new, degraded, stale; the calm ones never."""
    board = tiles("dns")
    ranks = []
    at = ""
    for _ in board:
        at = next_fault(board, at, 1)
        ranks.append(shout(next(tile for tile in board if tile.component == at)))
        if len(ranks) > 1 and ranks[-1] < ranks[-2]:
            ranks.pop()
            break
    assert ranks == sorted(ranks)
    assert ranks[0] == 0
    assert next_fault(board, "", 1) == "banks"
    assert next_fault(board, "schools", -1) == "monitoring"
    assert next_fault(tiles("calm"), "nlb", 1) == ""


def test_the_grid_may_have_holes() -> None:
    """Steps go to the nearest tile and stop at the edges; a board of one tile or none works."""
    holes = ("connect", "poller", "repair", "support", "replicas")
    board = tuple(tile for tile in tiles("calm") if tile.component not in holes)
    assert neighbour(board, "groceries", 0, 1) == "messaging"
    assert neighbour(board, "messaging", 0, 1) == "az3"
    assert neighbour(board, "eks", 0, 1) == "checks"
    assert neighbour(board, "streaming", -1, 0) == "streaming"
    assert neighbour(board, "monitoring", 0, 1) == "monitoring"
    assert neighbour(board, "nobody", 1, 0) == "streaming"
    assert neighbour((), "nobody", 1, 0) == ""
    assert neighbour(board[7:8], "public", 0, 1) == "public"


def test_every_place_of_the_full_grid_can_be_reached() -> None:
    """Forty tiles: right and down from the first one come by all of them."""
    board = tiles("calm")
    assert {(tile.row, tile.column) for tile in board} == {(row, column) for row in range(8) for column in range(5)}
    here, met = "streaming", []
    for _ in range(8):
        row = [here]
        for _ in range(4):
            row.append(neighbour(board, row[-1], 1, 0))
        met += row
        here = neighbour(board, here, 0, 1)
    assert sorted(met) == sorted(tile.component for tile in board)


def test_the_pager_lists_what_waits_first() -> None:
    """New DOWN on top, then the older of two equals; what was taken by time. Whoever was called for comes first."""
    ordered = alarm_order(alarms("dns"))
    assert [alarm.component for alarm in ordered[:3]] == ["banks", "sts", "dwfm"]
    assert [alarm.second for alarm in ordered[3:]] == sorted((alarm.second for alarm in ordered[3:]), reverse=True)
    assert [alarm.id for alarm in alarm_order(alarms("dns"), ordered[2].id)[:3]] == [ordered[at].id for at in (2, 0, 1)]
    assert alarm_order(alarms("dns"), ordered[5].id) == ordered


@pytest.mark.parametrize("state", [State.OK, State.RECOVERING, State.DEGRADED, State.DOWN, State.STALE])
@pytest.mark.parametrize("held", ["off by hand", "by hand", "held to 40%"])
def test_a_hand_stands_beside_the_state(state: State, held: str) -> None:
    """The sign of the legend is on every tile that the player holds, whatever else it says."""
    tile = replace(next(tile for tile in tiles("dns") if tile.component == "dynamodb"), state=state, new=False)
    for width, height in ((15, 1), (16, 2)):
        canvas = Canvas(width, height)
        painter = TilePainter(canvas, replace(tile, held=held), Relation(), MANNER)
        (painter.small if height == 1 else painter.large)(0, 0)
        assert "=" in canvas.text_line(0)[1:3]
