"""The region as a whole: deterministic, rewindable, undisturbed by newcomers, indifferent to the length of a tick."""

from __future__ import annotations

import pytest

from game.engine.actions import ActionSpec
from game.engine.mechanism import ComponentSpec, TileSpec
from game.engine.mechanisms.customers import CustomersSpec
from game.engine.mechanisms.dns_planner import AUTOMATION
from game.engine.mechanisms.dns_record import RESTORE
from game.engine.mechanisms.monitoring import ACK, Monitoring, MonitoringSpec, NoiseSpec
from game.engine.mechanisms.resolvers import FLUSH, ResolversSpec
from game.engine.mechanisms.service import ClientSpec, NeedSpec, ServiceSpec
from game.engine.queued import RESTART, THROTTLE
from game.engine.readings import State
from game.engine.region import Region
from tests.engine.build import NAME, order, region, run_to, slow, writers

ORDERS: dict[int, tuple[ActionSpec, tuple[str, ...]]] = {
    300: (ACK, ("all",)),
    600: (THROTTLE, ("store", "70")),
    900: (AUTOMATION, ("off",)),
    1000: (RESTORE, (NAME,)),
    1200: (FLUSH, ()),
    1500: (RESTART, ("store", "30")),
    1800: (THROTTLE, ("store", "off")),
    2400: (AUTOMATION, ("on",)),
}


def _tile(column: int, name: str) -> TileSpec:
    return TileSpec(
        layer="data", row=5, column=column, name=name, short=name, metric="failing", degraded_at=0.05, down_at=0.5
    )


def _parts(swing: float = 0.05) -> tuple[ComponentSpec, ...]:
    """A small region with everything in it."""
    return (
        *writers(),
        ResolversSpec(id="caches", record="record", ttl_s=60.0, negative_ttl_s=600.0),
        ServiceSpec(
            id="store",
            tile=_tile(0, "Store"),
            capacity_per_s=3000.0,
            bound=12_000.0,
            clients={
                "public": ClientSpec(rate_per_s=900.0, through="caches", connection_life_s=120.0, swing=swing),
                "internal": ClientSpec(rate_per_s=600.0, through="caches", swing=swing),
            },
        ),
        ServiceSpec(
            id="shop",
            tile=_tile(1, "Shop"),
            capacity_per_s=900.0,
            bound=4_000.0,
            clients={"public": ClientSpec(rate_per_s=500.0, swing=swing)},
            needs={"store": NeedSpec(share=0.6)},
        ),
        CustomersSpec(id="people", tile=_tile(2, "People"), people=1e6, needs={"shop": 0.8, "store": 0.1}),
        MonitoringSpec(
            id="monitoring",
            carried_by="store",
            carried=("shop",),
            noise_per_hour=20.0,
            noise=(NoiseSpec(component="record", text="nothing"),),
        ),
    )


def _play(where: Region, until: int, digests: list[str] | None = None) -> Region:
    while where.second < until:
        for second in range(where.second - where.tick_s + 1, where.second + 1):
            if second in ORDERS:
                spec, values = ORDERS[second]
                order(where, spec, *values)
        where.step()
        if digests is not None:
            digests.append(where.digest())
    return where


def test_the_same_seed_and_orders_give_the_same_history() -> None:
    """Two regions with the same seed agree in every tick's fingerprint; another seed does not."""
    first: list[str] = []
    again: list[str] = []
    _play(region(*_parts(), faults=(slow(-17),)), 3000, first)
    _play(region(*_parts(), faults=(slow(-17),)), 3000, again)
    assert first == again
    other = _play(region(*_parts(), seed=2, faults=(slow(-17),)), 3000)
    assert other.digest() != first[-1]


@pytest.mark.parametrize("back_to", [-1000, 0, 305, 950, 1205, 1600, 2500])
def test_p36_rewinding_and_replaying_is_bit_identical(back_to: int) -> None:
    """P-36: come back to any moment, play on with the same orders, and every number is the same; logs and columns too."""
    where = run_to(region(*_parts(), faults=(slow(-17),)), -1000) if back_to < 0 else None
    where = where or _play(region(*_parts(), faults=(slow(-17),)), back_to)
    mark = where.mark()
    fingerprint = where.digest()
    first: list[str] = []
    _play(where, 3000, first)
    log, columns = list(where.log), {name: [list(c) for c in parts] for name, parts in where.columns.items()}
    where.rewind(mark)
    assert where.digest() == fingerprint
    again: list[str] = []
    _play(where, 3000, again)
    assert first == again
    assert log == where.log
    assert columns == {name: [list(c) for c in parts] for name, parts in where.columns.items()}


def test_p37_a_new_component_changes_nobody_elses_numbers() -> None:
    """P-37: with one more service in the region, all others' readings stay the same to the last bit."""
    newcomer = ServiceSpec(
        id="aaa", capacity_per_s=100.0, bound=400.0, clients={"public": ClientSpec(rate_per_s=10.0, swing=0.5)}
    )
    plain = _play(region(*_parts(), faults=(slow(-17),)), 2000)
    fuller = _play(region(newcomer, *_parts(), faults=(slow(-17),)), 2000)
    for name, columns in plain.columns.items():
        assert [list(column) for column in columns] == [list(column) for column in fuller.columns[name]], name


def test_p38_halving_the_tick_changes_nothing_that_matters() -> None:
    """P-38: away from a boundary, half the tick moves what customers lost by less than one percent."""
    lost = []
    for tick_s in (4, 2, 1):
        where = region(*_parts(swing=0.0), tick_s=tick_s, start_s=-1916, faults=(slow(-17),))
        lost.append(_play(where, 2800).history("people", "lost")[-1])
    assert lost[1] == pytest.approx(lost[0], rel=0.01)
    assert lost[2] == pytest.approx(lost[1], rel=0.01)


def test_p34_cost_does_not_depend_on_numbers() -> None:
    """P-34: ten million customers take exactly as many columns and entries as a hundred thousand."""

    def entries(people: float) -> int:
        parts = [part for part in _parts() if part.id != "people"]
        where = region(*parts, CustomersSpec(id="people", people=people, needs={"shop": 0.8}), faults=(slow(-17),))
        _play(where, 600)
        return sum(len(column) for columns in where.columns.values() for column in columns)

    assert entries(1e5) == entries(1e7)


def test_remove_the_cause_and_the_effect_is_gone() -> None:
    """Without the slow enactor nobody loses a minute, though every other rule is the same."""
    assert run_to(region(*_parts(), faults=()), 3000).history("people", "lost")[-1] == 0.0
    assert run_to(region(*_parts(), faults=(slow(-17),)), 3000).history("people", "lost")[-1] > 1e6


def _monitoring(where: Region) -> Monitoring:
    monitoring = where.components["monitoring"]
    assert isinstance(monitoring, Monitoring)
    return monitoring


def test_readings_go_stale_when_their_carrier_breaks_and_say_so_late() -> None:
    """The shop's readings travel through the store: they stop moving, and are called stale only after a while."""
    where = run_to(region(*_parts(), faults=(slow(-17),)), 150)
    monitoring = _monitoring(where)
    broken = monitoring.state.broken_tick
    assert broken is not None
    assert monitoring.watch("shop").state is not State.STALE
    frozen = monitoring.shown_tick("shop")
    run_to(where, 600)
    assert monitoring.shown_tick("shop") == frozen
    assert monitoring.watch("shop").state is State.STALE
    assert monitoring.watch("store").state is State.DOWN
    assert monitoring.age_s("shop") > 240


def test_alarms_come_late_are_taken_and_clear() -> None:
    """The store pages after a delay, once a state; an acknowledgement holds; recovery clears."""
    where = _play(region(*_parts(), faults=(slow(-17),)), 295)
    monitoring = _monitoring(where)
    mine = [alarm for alarm in monitoring.state.alarms if alarm.component == "store" and alarm.text != "nothing"]
    assert mine
    assert mine[0].raised_s > 10
    assert monitoring.is_new("store")
    _play(where, 400)
    assert not monitoring.is_new("store")
    _play(where, 4200)
    assert monitoring.watch("store").state is State.OK
    assert all(alarm.cleared_s is not None for alarm in monitoring.state.alarms if alarm.component == "people")


def test_what_hangs_looks_well() -> None:
    """An enactor that loses its locks answers its own checks; only the old plan that it last applied gives it away."""
    where = run_to(region(*_parts(), faults=(slow(-17),)), -120)
    assert where.history("enactor-2", "applied")[-1] == 109.0
    assert where.history("enactor-1", "applied")[-1] > 140.0
    assert where.components["enactor-2"].reported_s() == where.second
