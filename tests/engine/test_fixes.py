"""What a fix builds in: rules that a region can have and, as it was, had not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from game.engine.digest import ADDED_LATER, digest
from game.engine.fifo import FOREVER, Fifo, Population
from game.engine.fixes import Change, Fix, FixSpec, with_fixes
from game.engine.mechanisms.dns_enactor import Enactor, EnactorSpec
from game.engine.mechanisms.dns_record import Record
from game.engine.mechanisms.leases import Leases, LeasesSpec
from game.engine.mechanisms.propagation import Propagation, PropagationSpec
from game.engine.mechanisms.service import ClientSpec, ServiceSpec
from game.engine.region import FaultSpec, Region
from tests.engine.build import NAME, first_empty, pages, region, run_to, slow, writers


@pytest.mark.parametrize("rule", [{"checks_when_writing": True}, {"spares_active": True}])
def test_either_rule_keeps_the_record_filled(rule: dict[str, Any]) -> None:
    """The delay that empties the record on every seed empties it on none, and the automation goes on by itself."""
    for seed in range(1, 16):
        where = run_to(region(*writers(**rule), seed=seed, faults=(slow(-17),)), 1800)
        record = where.components["record"]
        assert isinstance(record, Record)
        assert first_empty(where) is None
        assert record.answer(NAME)[0] > 109 + 60


def _wrote(where: Region) -> list[tuple[int, int]]:
    """(plan written to the main name, plan that it replaced) in the order of time."""
    plans = [plan for _, plan, _, _ in pages(where)]
    return list(zip(plans[1:], plans[:-1], strict=True))


def test_the_check_at_the_write_never_writes_an_older_plan() -> None:
    """The slow enactor finds a newer plan active and drops its own; the rule against deletion lets it write."""
    checked = run_to(region(*writers(checks_when_writing=True), faults=(slow(-17),)), 600)
    spared = run_to(region(*writers(spares_active=True), faults=(slow(-17),)), 600)
    assert all(plan > before for plan, before in _wrote(checked))
    assert any(plan < before - 12 for plan, before in _wrote(spared))
    enactor = checked.components["enactor-2"]
    assert isinstance(enactor, Enactor)
    assert [mark.plan for mark in enactor.marks if mark.kind == "refused"]
    assert "Dropped" in "".join([str(line.text) for line in checked.log if line.component == "enactor-2"])
    record = checked.components["record"]
    assert isinstance(record, Record)
    assert all(endpoint.holder != "enactor-2" for endpoint in record.state.endpoints) or enactor.state.plan > 109


def test_an_old_plan_is_deleted_once_nothing_points_to_it() -> None:
    """What was spared goes with the next clean-up: records do not run out."""
    where = run_to(region(*writers(spares_active=True), faults=(slow(-17),)), 3600)
    record = where.components["record"]
    assert isinstance(record, Record)
    for endpoint in record.state.endpoints:
        assert min(endpoint.trees) > endpoint.active - 20


def _fleet(**spec: Any) -> Leases:
    """A day in which the store was away for an hour, seen at its end."""
    store = ServiceSpec(id="store", capacity_per_s=1e6, bound=4e6, clients={"internal": ClientSpec(rate_per_s=1000.0)})
    values: dict[str, Any] = {
        "hosts": 10_000.0,
        "renew_s": 100.0,
        "lease_s": 300.0,
        "capacity_per_s": 10.0,
        "bound": 5000.0,
    }
    fleet = LeasesSpec(id="leases", store="store", deadline_s=60.0, wait_s=60.0, **{**values, **spec})
    away = FaultSpec(id="wrong", component="store", effect="faulty", from_s=0, until_s=3600, value=1.0)
    where = run_to(region(store, fleet, tick_s=5, start_s=-600, faults=(away,)), 6 * 3600)
    leases = where.components["leases"]
    assert isinstance(leases, Leases)
    assert leases.leased_hosts + leases.inside() == pytest.approx(10_000.0, rel=1e-9)
    return leases


def test_managers_that_shed_late_work_come_back() -> None:
    """The same fleet stays collapsed without the rule; with it, or with a queue shorter than its deadline, it is whole."""
    assert _fleet().leased_share < 0.2
    shed = _fleet(sheds_late=True)
    assert (shed.leased_share, shed.state.wasted) == (pytest.approx(1.0), 0.0)
    assert _fleet(bound=500.0).leased_share == pytest.approx(1.0)


@pytest.mark.parametrize("rate", [8.0, 20.0, 100.0])
@pytest.mark.parametrize("tick_s", [1.0, 5.0])
def test_shedding_keeps_goodput_at_capacity_and_loses_nobody(rate: float, tick_s: float) -> None:
    """Under any overload a queue that sheds answers as much as it can, in time; all that came is answered or still asks."""
    queue = Fifo((Population("hosts", 30.0, FOREVER, 20.0),), 10.0, 1e9, tick_s)
    offered = good = late = 0.0
    for tick in range(int(3000 / tick_s)):
        queue.shed()
        queue.step([rate * tick_s])
        offered += rate * tick_s
        good += queue.good[0]
        if tick * tick_s > 100:
            late += queue.zombie
            assert queue.goodput == pytest.approx(min(rate, 10.0), rel=1e-6)
    assert late == pytest.approx(0.0, abs=1e-6)
    assert offered == pytest.approx(good + queue.inside(), rel=1e-9)


def test_shedding_can_be_rewound() -> None:
    """Back at a mark, the same comes again."""
    queue = Fifo((Population("hosts", 30.0, FOREVER, 20.0),), 10.0, 1e9, 5.0)

    def go_on() -> tuple[float, ...]:
        for _ in range(40):
            queue.shed()
            queue.step([200.0])
        return tuple(queue.state())

    go_on()
    mark = queue.mark()
    first = go_on()
    queue.rewind(mark)
    assert go_on() == first


def _backlog(line_s: float) -> tuple[Region, Propagation]:
    """Changes pile up while leases are missing, then come in."""
    store = ServiceSpec(id="store", capacity_per_s=1e6, bound=4e6, clients={"internal": ClientSpec(rate_per_s=1000.0)})
    fleet = LeasesSpec(
        id="fleet", store="store", hosts=1e4, renew_s=100.0, lease_s=300.0, capacity_per_s=1000.0, deadline_s=60.0
    )
    away = FaultSpec(id="f", component="store", effect="faulty", from_s=0, until_s=3600, value=1.0)
    network = PropagationSpec(
        id="network", capacity_per_s=500.0, rate_per_s=200.0, held_per_s=400.0, held_by="fleet", line_s=line_s
    )
    where = run_to(region(store, fleet, network, tick_s=5, start_s=-600, faults=(away,)), 30_000)
    found = where.components["network"]
    assert isinstance(found, Propagation)
    return where, found


def test_a_line_that_is_kept_short_is_never_late_and_does_as_much() -> None:
    """What was held back waits outside instead; it is all done at the same time as without the limit."""
    free, limited = _backlog(0.0), _backlog(60.0)
    assert max(free[0].history("network", "age")) > 900.0
    assert max(limited[0].history("network", "age")) <= 65.0
    assert max(limited[0].history("network", "outside")) > 1e5
    for where, network in (free, limited):
        assert network.line.waiting == 0.0
        assert where.history("network", "outside")[-1] == 0.0

    def done_s(where: Region) -> int:
        outside, waiting = where.history("network", "outside"), where.history("network", "waiting")
        return max([tick for tick in range(len(outside)) if outside[tick] + waiting[tick] > 1.0])

    assert done_s(limited[0]) == pytest.approx(done_s(free[0]), rel=0.01)


def test_fixes_change_fields_and_nothing_else() -> None:
    """Two fixes of one component both count; what no fix names is the very same."""
    plan = region(*writers()).plan
    spec = FixSpec(id="a", title="A", does="It does.", weeks=1)
    first = Fix(spec, (Change("enactor-1", "keep", 99), Change("enactor-2", "keep", 99)))
    second = Fix(replace(spec, id="b"), (Change("enactor-1", "spares_active", True),))
    fixed = {part.id: part for part in with_fixes(plan, (first, second)).components}
    before = {part.id: part for part in plan.components}
    enactor = fixed["enactor-1"]
    assert isinstance(enactor, EnactorSpec)
    assert (enactor.keep, enactor.spares_active, enactor.checks_when_writing) == (99, True, False)
    assert list(fixed) == list(before)
    assert [name for name in fixed if fixed[name] is not before[name]] == ["enactor-1", "enactor-2"]
    assert with_fixes(plan, ()) == plan
    with pytest.raises(KeyError):
        with_fixes(plan, (Fix(spec, (Change("nobody", "keep", 1),)),))


@dataclass(frozen=True)
class Old:
    """Something as it was written once."""

    size: int = 1


@dataclass(frozen=True)
class New:
    """The same with fields that were added later."""

    size: int = 1
    first: bool = field(default=False, metadata=ADDED_LATER)
    second: bool = field(default=False, metadata=ADDED_LATER)


New.__name__ = "Old"


def test_a_field_that_was_added_later_leaves_old_fingerprints() -> None:
    """As long as it has its default; otherwise each such field tells on its own."""
    assert digest(New()) == digest(Old())
    prints = [digest(New(first=first, second=second)) for first in (False, True) for second in (False, True)]
    assert len(set(prints)) == 4
