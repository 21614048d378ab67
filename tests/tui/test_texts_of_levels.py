"""What the shipped levels say has room where room is short: alarms in the pager, offers in the inspector."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from game.content.catalogue import levels
from game.content.load import load_level
from game.engine.mechanism import TileSpec
from game.engine.mechanisms.monitoring import MonitoringSpec
from game.engine.readings import State, Unit
from game.engine.region import Region
from game.session.run import Run
from game.session.seat import Seat
from game.session.session import Session
from game.session.showing.instruments import written
from game.session.showing.offers import offers_at, team_offers
from game.session.view.board import Alarm, Finer, Offer, Snapshot
from game.tui.canvas import Canvas
from game.tui.theme import choose_manner
from game.tui.widgets.board_view import BoardView
from game.tui.widgets.side import paint_pane, paint_side

MANNER = choose_manner({}, "dark")
TYPICAL = {
    Unit.SHARE: (0.054, 0.61, 1.0),
    Unit.SECONDS: (75.0, 900.0, 16_680.0),
    Unit.COUNT: (820.0, 11_400.0, 1.2e6),
    Unit.PER_SECOND: (820.0, 11_400.0),
    Unit.PLAN: (110.0,),
}
BEHIND = 37
"""Detail alarms behind the one that is seen: they take room as well."""
ALL = [entry.id for entry in levels()]


def lines_of(canvas: Canvas) -> str:
    """A canvas as text."""
    return "\n".join(
        ["".join([part.text for part in canvas.strip(y, MANNER.theme.style)]) for y in range(canvas.height)]
    )


@pytest.fixture(scope="module", params=ALL)
def session(request: pytest.FixtureRequest) -> Session:
    """Each level at the moment of taking over."""
    return Session(Run(load_level(request.param), 1))


def tiles(region: Region) -> Iterator[tuple[str, TileSpec, Unit]]:
    """Every tile with the unit of its reading."""
    for part in region.components.values():
        tile = part.spec.tile
        if tile is not None:
            yield part.id, tile, next(metric.unit for metric in part.metrics if metric.id == tile.metric)


def shown(snapshot: Snapshot, alarm: Alarm, *finer: Finer) -> tuple[str, str]:
    """The corner of the small screen and the side of the larger one, with this alarm alone."""
    view = BoardView(replace(snapshot, alarms=(alarm,), finer=finer), alarm.component, None)
    return lines_of(paint_pane(view, 80, 11, MANNER)), lines_of(paint_side(view, 40, 33, MANNER))


def test_every_alarm_of_a_tile_is_read_whole(session: Session) -> None:
    """With the value that it was raised on, and with the number of those that stand behind it."""
    snapshot = Seat(session).snapshot
    for component, tile, unit in tiles(session.run.region):
        if tile.degraded_at is None and tile.down_at is None:
            continue
        for value in TYPICAL[unit]:
            text = tile.alarm.replace("{value}", written(value, unit))
            alarm = Alarm(1, component, tile.name, State.DEGRADED, 0, text, False, False, 0)
            for screen in shown(snapshot, alarm, Finer(component, BEHIND, BEHIND)):
                assert f"{tile.name} {text}" in screen, screen
                assert f"+{BEHIND}" in screen, screen


def test_alarms_without_a_tile_of_their_own_are_read_whole(session: Session) -> None:
    """Those that look at one reading, and those that mean nothing."""
    region, snapshot = session.run.region, Seat(session).snapshot
    names = {component: tile.name for component, tile, _ in tiles(region)}
    specs = [part.spec for part in region.components.values() if isinstance(part.spec, MonitoringSpec)]
    texts = [(alarm.shown_as, alarm.text) for spec in specs for alarm in spec.alarms.values()]
    texts += [(noise.component, noise.text) for spec in specs for noise in spec.noise]
    assert texts
    for component, text in texts:
        alarm = Alarm(1, component, names[component], State.DEGRADED, 0, text, False, False, 0)
        for screen in shown(snapshot, alarm):
            assert f"{names[component]} {text}" in screen, screen


def test_every_offer_has_one_line_on_a_small_screen(session: Session) -> None:
    """Nine of them and three alarms leave no line for a second one."""
    run, seat = session.run, Seat(session)
    offers: dict[str, Offer] = {offer.title: offer for offer in team_offers(run)}
    for component in run.region.components:
        offers |= {offer.title: offer for offer in offers_at(run, component)}
    component = next(component for component, _, _ in tiles(run.region))
    inspection = seat.inspect(component)
    for title, offer in offers.items():
        view = BoardView(seat.snapshot, component, replace(inspection, offers=(offer,)))
        assert title in lines_of(paint_pane(view, 80, 11, MANNER)), title
