"""The storm of detail alarms follows from the readings, one alarm names the cause, and what is muted is not heard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.details import MOST_OF_ONE, DetailSpec, Panel
from game.engine.mechanism import ComponentSpec, TileSpec
from game.engine.mechanisms.dns_planner import AUTOMATION
from game.engine.mechanisms.dns_record import RESTORE
from game.engine.mechanisms.monitoring import ACK, MUTE, AlarmSpec, Monitoring, MonitoringSpec
from game.engine.mechanisms.resolvers import ResolversSpec
from game.engine.mechanisms.service import ClientSpec, NeedSpec, ServiceSpec
from game.engine.readings import Metric, State, Unit
from game.engine.region import Region
from game.engine.rng import Draws
from game.engine.watch import Watch, caught_up, follow, level_of, quiet
from tests.engine.build import NAME, order, region, run_to, slow, writers

TEXTS = tuple([f"instrument {number}" for number in range(10)])
CAUSE = "the answer is empty"


def _tile(column: int, name: str) -> TileSpec:
    return TileSpec(
        layer="data", row=5, column=column, name=name, short=name, metric="failing", degraded_at=0.05, down_at=0.5
    )


def _parts(**details: DetailSpec) -> tuple[ComponentSpec, ...]:
    return (
        *writers(),
        ResolversSpec(id="caches", record="record", ttl_s=60.0, negative_ttl_s=600.0),
        ServiceSpec(
            id="store",
            tile=_tile(0, "Store"),
            capacity_per_s=3000.0,
            bound=12_000.0,
            clients={"public": ClientSpec(rate_per_s=900.0, through="caches", connection_life_s=120.0, swing=0.05)},
        ),
        ServiceSpec(
            id="shop",
            tile=_tile(1, "Shop"),
            capacity_per_s=900.0,
            bound=4_000.0,
            clients={"public": ClientSpec(rate_per_s=500.0, swing=0.05)},
            needs={"store": NeedSpec(share=0.6)},
        ),
        MonitoringSpec(
            id="monitoring",
            carried_by="store",
            carried=("shop",),
            alarms={
                "empty": AlarmSpec(
                    component="record", metric="addresses", at_most=0.0, shown_as="store", text=CAUSE, delay_s=120
                )
            },
            details=details or {"all": DetailSpec(texts=TEXTS, places=("az1", "az2", "az3"), layers=("data",))},
        ),
    )


def _night(*, broken: bool = True, **details: DetailSpec) -> tuple[Region, Monitoring]:
    where = region(*_parts(**details), faults=(slow(-17),) if broken else ())
    monitoring = where.components["monitoring"]
    assert isinstance(monitoring, Monitoring)
    return where, monitoring


def _up(monitoring: Monitoring) -> int:
    return len([text for component, _ in monitoring.tiles for text in monitoring.details_of(component)])


def test_a_storm_comes_with_the_trouble_and_goes_with_it() -> None:
    """Nothing is up while all is well; dozens within minutes; none is left when the readings are well again."""
    where, monitoring = _night()
    run_to(where, 0)
    assert _up(monitoring) == 0
    counts = [_up(_stepped(where, monitoring, second)) for second in range(60, 601, 20)]
    assert counts[-1] >= 25
    assert counts == sorted(counts)
    assert len(set(counts)) > 4, "they come one after the other"
    order(where, AUTOMATION, "off")
    run_to(where, 900)
    order(where, RESTORE, NAME)
    run_to(where, 4500)
    assert monitoring.watch("store").state is State.OK
    assert _up(monitoring) == 0


def _stepped(where: Region, monitoring: Monitoring, second: int) -> Monitoring:
    run_to(where, second)
    return monitoring


def test_without_the_cause_there_is_no_storm() -> None:
    """The same region with a writer that keeps its locks raises nothing."""
    where, monitoring = _night(broken=False)
    for second in range(-1800, 1800, 300):
        run_to(where, second)
        assert _up(monitoring) == 0
        assert monitoring.state.alarms == ()


def test_one_alarm_names_the_cause_in_the_middle_of_it() -> None:
    """It comes after the first detail alarms and before the last, and no detail alarm pushes it out."""
    where, monitoring = _night()
    run_to(where, 600)
    named = [alarm for alarm in monitoring.state.alarms if alarm.text == CAUSE]
    assert len(named) == 1
    rung = sorted([second for component, _ in monitoring.tiles for second, _ in monitoring.details_of(component)])
    assert rung[0] < named[0].raised_s < rung[-1]


def test_what_travels_through_a_broken_carrier_raises_nothing_more() -> None:
    """The shop's readings stand still, and so do its detail alarms, though it is in trouble."""
    where, monitoring = _night()
    run_to(where, 400)
    broken, tick = monitoring.state.broken_tick, monitoring.shown_tick("shop")
    assert broken is not None
    before = monitoring.state.rings[1]
    run_to(where, 1200)
    assert monitoring.shown_tick("shop") == tick
    assert monitoring.state.rings[1] == before


def test_rewinding_into_a_storm_brings_it_back_bit_for_bit() -> None:
    """Marks and fingerprints do not change what comes, and what was taken for granted is followed again."""
    where, monitoring = _night()
    plain, _ = _night()
    run_to(where, 150)
    mark = where.mark()
    first = [run_to(where, second).digest() for second in range(155, 1000, 5)]
    where.rewind(mark)
    assert [run_to(where, second).digest() for second in range(155, 1000, 5)] == first
    assert run_to(plain, 995).digest() == first[-1]
    assert _up(monitoring) > 0


def test_the_storm_has_an_end_even_in_a_level_that_wants_none() -> None:
    """More detail alarms than a tile may have, or a layer without tiles, cannot be built."""
    texts = tuple([f"text {number}" for number in range(MOST_OF_ONE + 1)])
    with pytest.raises(ValueError, match="detail alarms"):
        _night(all=DetailSpec(texts=texts, components=("store",)))
    with pytest.raises(ValueError, match="no tile"):
        _night(all=DetailSpec(texts=("one",), layers=("attic",)))


# One tile's alarms.


def _panel(*, low: bool = False) -> tuple[Panel, Draws]:
    draws = Draws(1, "monitoring", "details/store")
    metric = Metric("failing", "failing", Unit.SHARE, 1.0, bad_when_low=low)
    tile = replace(_tile(0, "Store"), degraded_at=0.9, down_at=0.4) if low else _tile(0, "Store")
    return Panel((DetailSpec(texts=TEXTS, places=("a", "b"), within_s=30),), tile, metric, draws), draws


@pytest.mark.parametrize("low", [False, True])
def test_bounds_lie_between_those_of_the_tile(low: bool) -> None:
    """None rings before the tile is degraded, all have been passed when it is down, each after a delay."""
    panel, lots = _panel(low=low)
    before, down = (-0.91, -0.4) if low else (0.049, 0.5)
    assert panel.turn((), before, 100, delay_s=5, lots=lots, counter=1) == ()
    rings = panel.turn((), down, 100, delay_s=5, lots=lots, counter=1)
    assert len(rings) == 20
    assert all(105 <= ring <= 135 for ring in rings)
    assert len(set(rings)) > 5
    assert panel.turn(rings, down, 200, delay_s=5, lots=lots, counter=2) is rings
    assert panel.turn(rings, -1.0 if low else 0.0, 200, delay_s=5, lots=lots, counter=2) == ()


def test_a_reading_that_trembles_at_a_bound_raises_an_alarm_once() -> None:
    """It has to fall clearly below the bound before the alarm clears."""
    panel, lots = _panel()
    rings = panel.turn((), 0.2, 100, delay_s=0, lots=lots, counter=1)
    assert panel.turn(rings, 0.198, 105, delay_s=0, lots=lots, counter=2)[:-1] == rings[:-1]
    assert 0 < len(panel.turn(rings, 0.1, 110, delay_s=0, lots=lots, counter=3)) < len(rings)


# Looking only where something can change.


@given(
    st.lists(st.floats(0.0, 1.0) | st.sampled_from([0.0, 0.05, 0.3, 0.5, 1.0]), max_size=60),
    st.lists(st.integers(1, 12), max_size=60),
    st.booleans(),
    st.booleans(),
)
def test_nothing_is_missed_by_what_is_taken_for_granted(
    heights: list[float], lasts: list[int], low: bool, has_down: bool
) -> None:
    """Following only the readings that are not quiet, and catching up, ends where following every one does."""
    metric = Metric("failing", "failing", Unit.SHARE, 1.0, bad_when_low=low)
    tile = replace(
        _tile(0, "Store"), degraded_at=0.5 if low else 0.05, down_at=(0.05 if low else 0.5) if has_down else None
    )
    eager = lazy = Watch()
    calm = quiet(lazy, tile, metric, settle_s=60)
    skipped: list[float] = []
    now = 0
    for height, last in zip(heights, lasts, strict=False):
        for step in range(last):
            now += 20
            value = max(0.0, height * (1.0 + 0.004 * (step % 5) + 0.002 * step))
            badness = -value if low else value
            level = level_of(value, tile, low)
            eager = follow(eager, level, value, metric, now=now, settle_s=60)
            if calm.low <= badness <= calm.high and now < calm.until_s:
                skipped.append(badness)
            else:
                if skipped:
                    lazy = caught_up(lazy, min(skipped), max(skipped))
                lazy = follow(lazy, level, value, metric, now=now, settle_s=60)
                calm = quiet(lazy, tile, metric, settle_s=60)
                skipped = []
            assert lazy.state is eager.state
            assert lazy.since_s == eager.since_s
            assert (caught_up(lazy, min(skipped), max(skipped)) if skipped else lazy) == eager


# Muting.


def test_what_is_muted_is_not_heard_until_it_is_unmuted() -> None:
    """No alarm of it waits, none can be taken unseen, none counts as a page; afterwards all are there."""
    where, monitoring = _night()
    run_to(where, 0)
    order(where, MUTE, "store", "on")
    run_to(where, 600)
    state = monitoring.state
    assert any(alarm.component == "store" for alarm in state.alarms)
    assert not monitoring.is_new("store")
    assert state.pages == len([alarm for alarm in state.alarms if alarm.component != "store"])
    if monitoring.is_new("shop"):
        order(where, ACK, "all")
    heard = state.pages
    order(where, MUTE, "store", "off")
    assert monitoring.is_new("store")
    assert state.pages > heard
    assert all(alarm.acknowledged_s is None for alarm in state.alarms if alarm.component == "store")


def test_taking_a_components_alarms_takes_the_finer_ones_with_them() -> None:
    """Only what comes after it counts as new."""
    where, monitoring = _night()
    run_to(where, 200)
    up, new = monitoring.details_up("store")
    assert up == new > 0
    order(where, ACK, "store")
    assert monitoring.details_up("store") == (up, 0)
    run_to(where, 500)
    later, new = monitoring.details_up("store")
    assert later - new == up
