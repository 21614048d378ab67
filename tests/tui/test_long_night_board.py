"""The board on the region that ships, at moments all through its longest night: everything fits, wherever one looks.

What the numbers are is the levels' business: nothing here depends on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from game.content.load import load_level
from game.engine.readings import State, Unit
from game.session.language.script import read_script
from game.session.run import Run
from game.session.seat import Seat
from game.session.session import Session
from game.session.view.board import Inspection, Snapshot, Tile
from game.tui.canvas import Canvas
from game.tui.theme import choose_manner
from game.tui.widgets import values
from game.tui.widgets.board_view import BoardView
from game.tui.widgets.header import paint_header
from game.tui.widgets.side import paint_pane, paint_side
from game.tui.widgets.strata import paint_large_board, paint_small_board
from game.tui.widgets.tiles import SMALL_WIDTH

pytestmark = pytest.mark.xdist_group("long-night-board")

MANNER = choose_manner({}, "dark")
MOMENTS = (0, 8400, 10_800, 24_000, 33_000, 45_000)
TROUBLE = (State.DOWN, State.DEGRADED, State.RECOVERING)


@dataclass(frozen=True)
class Moment:
    """What the screens are shown at one second of the night."""

    snapshot: Snapshot
    inspections: dict[str, Inspection]

    def view(self, component: str) -> BoardView:
        """With a component selected."""
        return BoardView(self.snapshot, component, self.inspections[component])

    @property
    def views(self) -> Iterator[BoardView]:
        """Every component, one after the other."""
        for component in self.inspections:
            yield self.view(component)


@pytest.fixture(scope="module")
def night() -> list[Moment]:
    """The published actions of the long night, looked at a few times on the way."""
    scenario = load_level("long-night")
    session = Session(Run(scenario, 1))
    seat = Seat(session)
    lines = list(read_script(dict(scenario.scripts)["history"], "history", scenario, session.run.grammar).lines)
    seen = []
    for moment in MOMENTS:
        while lines and lines[0][1].second <= moment:
            said = lines.pop(0)[1]
            session.advance_to(said.second)
            session.submit(said.line, said.who, confirmed=True, second=said.second)
        session.advance_to(moment)
        snapshot = seat.snapshot
        seen.append(Moment(snapshot, {tile.component: seat.inspect(tile.component) for tile in snapshot.tiles}))
    return seen


def lines_of(canvas: Canvas) -> list[str]:
    """A canvas as text."""
    return ["".join(segment.text for segment in canvas.strip(y, MANNER.theme.style)) for y in range(canvas.height)]


def small(tile: Tile, lines: list[str]) -> str:
    """What stands in a tile of the small board."""
    begin = 4 + SMALL_WIDTH * tile.column
    return lines[tile.row][begin : begin + SMALL_WIDTH]


def test_the_grid_is_full(night: list[Moment]) -> None:
    """Eight rows of five, each place taken once."""
    places = {(tile.row, tile.column) for tile in night[0].snapshot.tiles}
    assert places == {(row, column) for row in range(8) for column in range(5)}
    assert len(night[0].snapshot.tiles) == 40


def test_nothing_is_cut_at_any_moment(night: list[Moment]) -> None:
    """Board, pane and side, whatever is selected: no text over another one or over an edge."""
    for moment in night:
        for width in (80, 120):
            assert paint_header(moment.snapshot, width, MANNER).flaws == []
        for view in moment.views:
            assert paint_small_board(view, 80, 8, MANNER).flaws == [], view.selected
            assert paint_large_board(view, 80, 23, MANNER).flaws == [], view.selected
            assert paint_pane(view, 80, 11, MANNER).flaws == [], view.selected
            for width, height in ((40, 33), (40, 27), (120, 52)):
                assert paint_side(view, width, height, MANNER).flaws == [], view.selected


def test_every_small_tile_says_how_it_is(night: list[Moment]) -> None:
    """A number or a word at the right of every tile, and the sign of the hand on each that is held."""
    for moment in night:
        lines = lines_of(paint_small_board(moment.view("s3"), 80, 8, MANNER))
        for tile in moment.snapshot.tiles:
            shown = small(tile, lines)
            assert not shown.endswith(" "), shown
            assert re.search(r"\S \S+$|\D\S*$", shown), shown
            if tile.state in TROUBLE and tile.value is not None:
                rooms = range(1, 5)
                assert any(shown.endswith(values.in_cells(tile.value, tile.unit, "", room)) for room in rooms), shown
            if tile.held:
                assert "=" in shown, shown


def test_every_large_tile_in_trouble_has_word_and_number(night: list[Moment]) -> None:
    """The word of the state is never given up for a finer number, nor the number for the word."""
    words = {State.DOWN: "DOWN", State.DEGRADED: "degraded", State.RECOVERING: "recovering"}
    for moment in night:
        lines = lines_of(paint_large_board(moment.view("s3"), 80, 23, MANNER))
        text = "\n".join(lines)
        for state, word in words.items():
            assert text.count(f"{word} ") >= len([tile for tile in moment.snapshot.tiles if tile.state is state])


def test_no_label_is_cut(night: list[Moment]) -> None:
    """With lines enough, every measure of everything can be read whole at both widths."""
    for moment in night:
        for view in moment.views:
            assert view.inspection is not None
            narrow = "\n".join(lines_of(paint_pane(view, 80, 40, MANNER)))
            wide = "\n".join(lines_of(paint_side(view, 40, 80, MANNER)))
            for metric in view.inspection.metrics:
                label = f"{metric.whose}: {metric.label}" if metric.whose else metric.label
                assert label in narrow, (view.selected, label)
                assert label in wide, (view.selected, label)


def test_a_calm_region_has_nothing_abnormal(night: list[Moment]) -> None:
    """Before anything breaks, no measure of anything stands out: the bounds are above what is usual."""
    calm = night[0]
    loud = [
        (component, metric.label, metric.text)
        for component, inspection in calm.inspections.items()
        for metric in inspection.metrics
        if metric.state is not State.OK
    ]
    assert loud == []


def test_what_belongs_to_something_is_seen_there(night: list[Moment]) -> None:
    """Hosts and queues without a tile speak up where they are needed, under their own names, behind the tile's own reading."""
    met: set[tuple[str, str]] = set()
    for moment in night:
        for inspection in moment.inspections.values():
            names = [metric.whose for metric in inspection.metrics]
            met.update((inspection.component, name) for name in names if name)
            if any(names) and inspection.state in TROUBLE:
                assert names[0] == ""
                assert names[1]
    assert ("lambda", "Poller") in met
    assert ("ecs", "tasks") in met
    assert {component for component, _ in met} <= {tile.component for tile in night[0].snapshot.tiles}


def test_the_checks_say_what_they_see_as_a_pair(night: list[Moment]) -> None:
    """What looks sick and is fine stands right above what is sick, at all times."""
    for moment in night:
        metrics = moment.inspections["checks"].metrics
        place = next(place for place, metric in enumerate(metrics) if metric.paired)
        assert (metrics[place - 1].id, metrics[place].id) == ("fine", "sick")


def test_somebody_has_it(night: list[Moment]) -> None:
    """Whatever has a team says who of them is here or on the way, and whether its alarms were taken."""
    for moment in night:
        new = {alarm.component for alarm in moment.snapshot.alarms if not alarm.acknowledged and not alarm.cleared}
        for component, inspection in moment.inspections.items():
            assert inspection.who or not inspection.owner
            assert inspection.untaken == (component in new)


def test_a_delay_of_hours_keeps_its_minutes() -> None:
    """ "2h" would hide whether a backlog grows."""
    assert values.in_cells(9600.0, Unit.SECONDS, "", 4) == "2h40"
