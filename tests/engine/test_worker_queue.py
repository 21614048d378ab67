"""A durable queue loses nothing; its workers stop when what they need fails for long, and come back only when restored."""

from __future__ import annotations

import random
from typing import Any

import pytest

from game.engine.actions import Action
from game.engine.backlog import Backlog
from game.engine.mechanisms.service import ClientSpec, NeedSpec, ServiceSpec
from game.engine.mechanisms.worker_queue import RESTORE, WorkerQueue, WorkerQueueSpec
from game.engine.queued import SCALE, THROTTLE
from game.engine.region import FaultSpec, Region
from tests.engine.build import order, region, run_to

STORE = ServiceSpec(id="store", capacity_per_s=1e4, bound=1e5, clients={"internal": ClientSpec(rate_per_s=100.0)})


def _wrong(until_s: int, share: float = 1.0) -> FaultSpec:
    return FaultSpec(id="wrong", component="store", effect="faulty", from_s=0, until_s=until_s, value=share)


def _queue(*faults: FaultSpec, tick_s: int = 5, **spec: Any) -> tuple[Region, WorkerQueue]:
    values: dict[str, Any] = {
        "rate_per_s": 100.0,
        "capacity_per_s": 150.0,
        "patience_s": 60.0,
        "needs": {"store": NeedSpec()},
        "part_of": "store",
        **spec,
    }
    where = region(STORE, WorkerQueueSpec(id="poller", **values), tick_s=tick_s, start_s=-60, faults=faults)
    poller = where.components["poller"]
    assert isinstance(poller, WorkerQueue)
    return where, poller


def test_the_head_s_age_is_that_of_single_pieces() -> None:
    """The age of the head, read off the curve, is that of a list of single pieces that came in evenly."""
    rng = random.Random(7)
    line = Backlog(5)
    pieces: list[float] = []
    done = 0
    for tick in range(400):
        count, work = rng.randrange(0, 60), rng.randrange(0, 60)
        line.take(float(count))
        pieces += [tick * 5 + 5 * (number / count) for number in range(count)]
        line.work(float(work))
        done = min(len(pieces), done + work)
        assert line.waiting == pytest.approx(len(pieces) - done)
        assert line.age_s == pytest.approx((tick + 1) * 5 - pieces[done] if done < len(pieces) else 0.0)


@pytest.mark.parametrize("tick_s", [1, 5])
def test_what_piled_up_is_late_and_then_drains(tick_s: int) -> None:
    """An hour without the store leaves 100/s times an hour; with 50/s to spare that takes two hours, and none is lost."""
    where, poller = _queue(_wrong(3600), tick_s=tick_s)
    run_to(where, 3600)
    assert poller.backlog.waiting == pytest.approx(360_000, rel=0.01)
    assert poller.backlog.age_s == pytest.approx(3600, rel=0.01)
    assert poller.success_for("anybody") == pytest.approx(60 / 3600, rel=0.01)
    run_to(where, 3600 + 7000)
    assert poller.backlog.waiting > 0.0
    run_to(where, 3600 + 7300)
    assert poller.backlog.waiting == 0.0
    assert poller.late_share == 0.0
    assert poller.state.lost == 0.0


def test_without_the_cause_nothing_is_late() -> None:
    """The same queue with its store well, and with a store that it does not need."""
    for where, poller in (_queue(stops_after_s=300.0), _queue(_wrong(3600), needs={}, stops_after_s=300.0)):
        run_to(where, 7200)
        assert poller.backlog.age_s == 0.0
        assert not poller.state.stopped
        assert [line for line in where.log if line.component == "poller"] == []


def test_the_workers_stay_stopped_until_they_are_restored() -> None:
    """The store is back for hours and the queue only grows; restored, it is worked off. Workers that do not give up, or a
    trouble shorter than their patience, need no restoring."""
    where, poller = _queue(_wrong(1200), stops_after_s=600.0)
    run_to(where, 7200)
    assert poller.state.stopped
    assert poller.reading_text() == "stopped"
    assert poller.sample()[-1] == 0.0
    assert poller.backlog.age_s == pytest.approx(7200, rel=0.01)
    order(where, RESTORE, "poller")
    run_to(where, 7200 + 295)
    assert poller.state.stopped
    run_to(where, 7200 + 300 + 150)
    assert 0.4 < poller.state.at_work < 0.6
    run_to(where, 30_000)
    assert poller.backlog.waiting == 0.0
    told = [str(line.text) for line in where.log if line.component == "poller"]
    assert told == [
        "The oldest work has waited for 65 s.",
        "The workers gave up after 600 s of failures; they do not start again by themselves.",
        "The workers are started again.",
        "All workers run again.",
        "The backlog is worked off.",
    ]
    for other, patient in (_queue(_wrong(1200)), _queue(_wrong(500), stops_after_s=600.0)):
        run_to(other, 7200)
        assert not patient.state.stopped
        assert patient.backlog.waiting == 0.0


def test_restored_too_early_they_stop_again() -> None:
    """While the store still fails, restored workers give up once more; the order says that it was not ready."""
    where, poller = _queue(_wrong(7200), stops_after_s=600.0)
    run_to(where, 1000)
    assert not poller.ready(Action(where.second, "you", RESTORE, ("poller",)))
    order(where, RESTORE, "poller")
    run_to(where, 1400)
    assert poller.reading_text() == ""
    run_to(where, 2000)
    assert poller.reading_text() == "stopped"
    run_to(where, 7300)
    assert poller.ready(Action(where.second, "you", RESTORE, ("poller",)))


def test_it_answers_to_the_name_of_what_it_is_part_of() -> None:
    """Restoring the service means its poller; a throttle of the service does not. What runs is refused."""
    where, poller = _queue(_wrong(1200), stops_after_s=600.0)
    assert where.check(Action(where.second, "you", RESTORE, ("store",))) is not None
    assert where.targets(RESTORE, ("store",)) == (poller,)
    assert poller not in where.targets(THROTTLE, ("store", "50"))
    run_to(where, 1500)
    order(where, RESTORE, "store")
    run_to(where, 1500 + 300)
    assert not poller.state.stopped


def test_held_back_workers_and_more_of_them() -> None:
    """A throttle leaves this share of the capacity; scaling changes it."""
    where, poller = _queue(capacity_per_s=200.0)
    run_to(where, 0)
    order(where, THROTTLE, "poller", "25")
    run_to(where, 1060)
    assert poller.held() == "held to 25%"
    assert poller.backlog.waiting == pytest.approx(50_000, rel=0.01)
    order(where, THROTTLE, "poller", "off")
    order(where, SCALE, "poller", "50")
    run_to(where, 3600)
    assert poller.state.scale == 0.5
    assert poller.held() == "scaled to 50%"


def test_work_follows_the_day() -> None:
    """Half the rate at noon of a curve that falls to nothing and rises again."""
    where, poller = _queue(day=(1.0, 0.0), needs={}, tick_s=5)
    run_to(where, 21_600)
    assert poller.state.done == pytest.approx(100 * 5 * 0.5, rel=1e-3)
    run_to(where, 43_200)
    assert poller.state.done == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("seed", range(5))
def test_conservation_and_rewinding_on_random_traces(seed: int) -> None:
    """What came in is done, waits, or did not fit; and playing a part again gives the same to the last bit."""
    rng = random.Random(seed)
    faults = tuple(
        [
            FaultSpec(
                id=f"f{number}",
                component="store",
                effect="faulty",
                from_s=(start := rng.randrange(0, 40_000)),
                until_s=start + rng.randrange(100, 5000),
                value=rng.random(),
            )
            for number in range(12)
        ]
    )
    where, poller = _queue(*faults, stops_after_s=900.0, bound=200_000.0, capacity_per_s=130.0)
    done = 0.0

    def play(until: int, orders: random.Random) -> None:
        nonlocal done
        while where.second < until:
            where.step()
            done += poller.state.done
            if where.tick % 97 == 0:
                order(where, THROTTLE, "poller", str(2 * orders.randrange(0, 50) + where.tick // 97 % 2))
            if poller.state.stopped and where.tick % 211 == 0:
                order(where, RESTORE, "poller")
            assert poller.backlog.waiting <= 200_000.0 * (1.0 + 1e-9)

    play(20_000, random.Random(1))
    mark, before = where.mark(), done
    play(50_000, random.Random(2))
    came = 100.0 * 5 * where.tick
    assert done + poller.backlog.waiting + poller.state.lost == pytest.approx(came, rel=1e-9)
    assert done == pytest.approx(poller.backlog.done, rel=1e-9)
    digest, readings = where.digest(), where.history("poller", "age").tobytes()
    where.rewind(mark)
    done = before
    play(50_000, random.Random(2))
    assert where.digest() == digest
    assert where.history("poller", "age").tobytes() == readings
