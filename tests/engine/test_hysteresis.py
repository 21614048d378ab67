"""Collapse and recovery: when a queue stays down after its trigger has gone, and what frees it.

The base case of these tests is `base_queue`: 1250/s, a bound of 10 000, a time-out of 1 s, two retries with full
jitter over 1 and 2 s. One request makes at most three attempts, so 1250 / 3 requests a second can keep it down.
"""

from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from game.engine.fifo import Fifo, Population
from tests.engine.cohorts import Cohorts, Discipline
from tests.engine.fifo_traces import BASE, BOUND, CAPACITY_PER_S, RATE_PER_S, base_queue, collapsed, dip, drive
from tests.oracle import Oracle, Scenario

PLATEAU_S = 60.0
LOADS = [float(load) for load in range(100, 1401, 100)]


@cache
def played(scenario: Scenario, seed: int = 1) -> Oracle:
    """A run of the oracle; several tests look at the same ones."""
    return Oracle(scenario, seed)


def clients(retries: int = 2, backoff_s: float = 1.0) -> Population:
    """The base population with other retries."""
    return Population("clients", 1.0, retries, backoff_s)


def brought_down(rate_per_s: float, population: Population, tick_s: float = 0.1) -> Fifo:
    """Return a collapsed queue with this load, which is enough to keep it down or nearly so."""
    queue = base_queue(tick_s, population=population)
    drive(queue, 5.0, rate_per_s)
    drive(queue, 60.0, 1000.0, capacity_share=0.05)
    assert drive(queue, 1.0, rate_per_s) == 0.0
    return queue


def plateau(queue: Fifo | Cohorts, rate_per_s: float) -> float:
    """Hold a load and return the goodput of the last ten seconds."""
    drive(queue, PLATEAU_S - 10.0, rate_per_s)
    return drive(queue, 10.0, rate_per_s)


def base_scenario(end_s: float, *orders: tuple[float, str, object], **changes: Any) -> Scenario:
    """The base case for the oracle, as five servers."""
    servers: dict[str, Any] = {"servers": 5, "rate": 250.0, "bound": BOUND}
    return Scenario(((BASE, RATE_PER_S),), **(servers | changes), end_s=end_s, orders=orders)


@pytest.mark.parametrize(("retries", "recovers_at"), [(1, 500.0), (2, 300.0), (4, 200.0)])
def test_p13_goodput_hysteresis(retries: int, recovers_at: float) -> None:
    """Up, goodput is the load as far as the capacity; down, nothing until the load falls below mu / (n + 1)."""
    queue = base_queue(population=clients(retries))
    for load in LOADS:
        expected = load if load <= CAPACITY_PER_S else 0.0
        assert plateau(queue, load) == pytest.approx(expected, abs=1e-6), f"up, at {load}/s"
    for load in reversed(LOADS):
        expected = load if load <= recovers_at else 0.0
        assert plateau(queue, load) == pytest.approx(expected, rel=5e-3, abs=1e-6), f"down, at {load}/s"


@pytest.mark.parametrize("retries", [0, 1, 2, 3, 4])
def test_p14_the_hidden_threshold_is_the_capacity_over_the_attempts(retries: int) -> None:
    """A collapsed queue recovers by itself just below mu / (n + 1), and just above not in twenty-five minutes."""
    threshold = CAPACITY_PER_S / (retries + 1)
    below, above = (brought_down(threshold * part, clients(retries), 0.5) for part in (0.985, 1.01))
    drive(below, 1500.0, threshold * 0.985)
    drive(above, 1500.0, threshold * 1.01)
    assert drive(below, 5.0, threshold * 0.985) == pytest.approx(threshold * 0.985)
    assert drive(above, 5.0, threshold * 1.01) == 0.0


def test_p15_a_short_queue_has_no_hysteresis() -> None:
    """Bounded below mu T nobody waits too long: overload is served at capacity and leaves no trace."""
    queue = base_queue(bound=1200.0)
    for load in [*LOADS, *reversed(LOADS)]:
        assert plateau(queue, load) == pytest.approx(min(load, CAPACITY_PER_S), rel=1e-6)


def test_p15_a_queue_longer_than_the_timeout_has_a_loop() -> None:
    """A little above mu T the same overload brings the queue down, and the load it bore before keeps it there."""
    queue = base_queue(bound=1300.0)
    assert plateau(queue, 1200.0) == pytest.approx(1200.0)
    assert plateau(queue, 1400.0) == 0.0
    assert plateau(queue, 1200.0) == 0.0


@pytest.mark.parametrize("load", [1000.0, 1200.0, 1240.0])
def test_p16_a_retry_budget_removes_the_loop(load: float) -> None:
    """With a tenth of a retry earned per success, a full queue drains in K / (mu - lambda) at any load below mu."""
    population = Population("clients", 1.0, 2, 1.0, budget_per_success=0.1, budget_cap=500.0)
    queue = brought_down(load, population)
    drain_s = BOUND / (CAPACITY_PER_S - load)
    assert drive(queue, 0.8 * drain_s, load) == 0.0
    drive(queue, 0.3 * drain_s + 10.0, load)
    assert drive(queue, 5.0, load) == pytest.approx(load)


def test_p16_so_does_it_request_by_request() -> None:
    """The oracle with the same budget has recovered a minute after a dip of 10 s."""
    population = Population("clients", 1.0, 2, 1.0, budget_per_success=0.1, budget_cap=500.0)
    orders = ((3.0, "servers", 1), (13.0, "servers", 5))
    run = played(Scenario(((population, RATE_PER_S),), 5, 250.0, 80.0, BOUND, orders=orders))
    assert run.goodput(10, 15) < 50.0
    assert run.goodput(70, 80) == pytest.approx(RATE_PER_S, rel=0.02)


@pytest.mark.parametrize("discipline", Discipline, ids=["p17 youngest first", "p18 controlled delay"])
def test_p17_p18_other_disciplines_remove_the_loop(discipline: Discipline) -> None:
    """Served youngest first, or relieved of those who waited too long, a queue serves at capacity, and no gap opens."""
    queue = Cohorts((BASE,), CAPACITY_PER_S, BOUND, 0.1, discipline)
    for load in [*LOADS, *reversed(LOADS)]:
        goodput = plateau(queue, load)
        assert goodput == pytest.approx(min(load, CAPACITY_PER_S), rel=1e-3), f"at {load}/s"


@pytest.mark.parametrize("discipline", ["lifo", "codel"], ids=["p17 youngest first", "p18 controlled delay"])
def test_p17_p18_so_do_they_request_by_request(discipline: Discipline) -> None:
    """The oracle under either discipline is whole again after a dip of 10 s that leaves a FIFO queue dead."""
    orders = ((3.0, "servers", 2), (13.0, "servers", 5))
    assert played(base_scenario(40.0, *orders)).goodput(25, 40) == 0.0
    run = played(base_scenario(40.0, *orders, discipline=discipline))
    assert run.goodput(25, 40) == pytest.approx(RATE_PER_S, rel=0.02)


@pytest.mark.parametrize("discipline", Discipline, ids=["p17 youngest first", "p18 controlled delay"])
def test_p17_p18_cohorts_agree_with_the_oracle_through_a_dip(discipline: Discipline) -> None:
    """Through a dip to 500/s and out of it the goodput of cohorts is that of the mean of four runs, within 2 %."""
    name = {Discipline.YOUNGEST_FIRST: "lifo", Discipline.CONTROLLED_DELAY: "codel"}[discipline]
    orders = ((10.0, "servers", 2), (25.0, "servers", 5))
    runs = [played(base_scenario(40.0, *orders, discipline=name), seed) for seed in range(4)]
    queue = Cohorts((BASE,), CAPACITY_PER_S, BOUND, 0.1, discipline)
    deviation = 0.0
    for second in range(40):
        goodput = drive(queue, 1.0, capacity_share=0.4 if 10 <= second < 25 else 1.0)
        deviation += abs(goodput - sum(run.good[second] for run in runs) / 4.0)
    assert deviation / 40.0 / RATE_PER_S < 0.02


@pytest.mark.parametrize("discipline", Discipline)
def test_p07_p36_cohorts_lose_nobody_and_rewind(discipline: Discipline) -> None:
    """Cohorts keep the books through a dip, a clear and a second population, and return to a mark to the last bit."""
    queue = Cohorts((BASE, Population("slow", 5.0, 1, 2.0)), 1250.0, 3000.0, 0.1, discipline)
    offered = done = 0.0
    mark, then = queue.mark(), list(queue.state())
    for tick in range(600):
        if tick == 200:
            queue.clear()
        if tick == 150:
            mark, then = queue.mark(), list(queue.state())
        queue.step([60.0, 50.0], capacity_share=0.3 if 50 <= tick < 300 else 1.0)
        for new, good, lost in zip(queue.offered, queue.good, queue.lost, strict=True):
            offered += new
            done += good + lost
        assert abs(offered - done - queue.inside()) <= 1e-12 * offered
    queue.rewind(mark)
    assert list(queue.state()) == then
    with pytest.raises(ValueError, match="a tenth"):
        Cohorts((BASE,), 1.0, 1.0, 0.2, discipline)


@pytest.mark.parametrize(
    ("margin_services", "low", "high"),
    [(0.0, 0.0, 100.0), (0.5, 350.0, 700.0), (1.0, 700.0, 950.0), (2.0, 970.0, 1150.0), (3.0, 980.0, 1150.0)],
)
def test_p18b_a_deadline_drop_needs_a_margin_of_a_service_time(margin_services: float, low: float, high: float) -> None:
    """Dropping what is past its deadline at dequeue is not enough: what has less than a service left is dead too.

    Shown with the oracle, 25 servers of 20 ms: without a margin it works on the nearly dead and stays collapsed.
    """
    orders = ((3.0, "servers", 10), (15.0, "servers", 25))
    run = played(base_scenario(40.0, *orders, servers=25, rate=50.0, margin_s=margin_services * 0.020))
    assert low <= run.goodput(25, 40) <= high


def test_p19_recovery_takes_ever_longer_near_the_boundary() -> None:
    """The time to come back grows as 1 / (mu - (n + 1) lambda): until the queue is shorter than a time-out's work."""
    times = []
    for load in (300.0, 350.0, 380.0, 400.0, 410.0):
        queue = brought_down(load, BASE)
        drive(queue, 20.0, 1000.0)
        ticks = 0
        while drive(queue, 0.1, load) < load / 2.0:
            ticks += 1
        times.append(ticks * 0.1)
        assert times[-1] == pytest.approx((BOUND - CAPACITY_PER_S) / (CAPACITY_PER_S - 3.0 * load), rel=0.15)
    assert all(sooner < later for sooner, later in pairwise(times))
    assert times[-1] > 15.0 * times[0]


def critical_dip_s(capacity_left: float, tick_s: float) -> float:
    """Return the length of the shortest dip from which the base queue does not come back, in seconds."""
    low, high = 0.5, 40.0
    while high - low > 1e-4 * low:
        middle = (low + high) / 2.0
        queue = base_queue(tick_s)
        drive(queue, 4.0)
        dip(queue, middle, capacity_left / CAPACITY_PER_S)
        drive(queue, 56.0)
        if drive(queue, 4.0) > RATE_PER_S / 2.0:
            low = middle
        else:
            high = middle
    return low


DIPS = [(0.0, 1.10), (250.0, 1.46), (500.0, 2.17), (750.0, 4.25), (900.0, 10.35), (950.0, 20.4)]


@pytest.mark.parametrize(("capacity_left", "length_s"), DIPS)
def test_p22_critical_dip_length(capacity_left: float, length_s: float) -> None:
    """How long a dip may last, by how much capacity it leaves; with ticks of a tenth and a fifth of the time-out."""
    fine = critical_dip_s(capacity_left, 0.1)
    assert fine == pytest.approx(length_s, rel=5e-3)
    assert critical_dip_s(capacity_left, 0.2) == pytest.approx(fine, rel=1.2e-3)
    assert critical_dip_s(capacity_left, 0.5) == pytest.approx(fine, rel=1.2e-2)


def test_p22_longer_and_deeper_dips_are_worse() -> None:
    """The critical length grows with the capacity left, so depth and length both count."""
    lengths = [critical_dip_s(left, 0.5) for left in (0.0, 200.0, 400.0, 600.0, 800.0)]
    assert all(shorter < longer for shorter, longer in pairwise(lengths))


@pytest.mark.parametrize(("length_s", "survives"), [(1.8, True), (2.6, False)])
def test_p22_the_oracle_decides_alike(length_s: float, survives: bool) -> None:
    """Request by request, a dip to 500/s is survived by three runs of three at 1.8 s and by none at 2.6 s."""
    for seed in range(3):
        run = played(base_scenario(20.0, (3.0, "servers", 2), (3.0 + length_s, "servers", 5)), seed)
        assert (run.goodput(15, 20) > 900.0) == survives


def freed_by(queue: Fifo, clear: bool, throttle: float | None, seconds: float) -> bool:
    """Do to a collapsed queue what is asked, for a time; return whether it is whole a minute later."""
    if clear:
        queue.clear()
    queue.throttle(throttle)
    drive(queue, seconds)
    queue.throttle(None)
    drive(queue, 60.0)
    return drive(queue, 5.0) == pytest.approx(RATE_PER_S)


@pytest.mark.parametrize(
    ("clear", "throttle", "seconds", "frees"),
    [
        (False, 0.3, 31.0, True),
        (False, 0.3, 20.0, False),
        (False, 0.5, 300.0, False),
        (True, None, 60.0, False),
        (True, 0.6, 20.0, True),
    ],
    ids=["throttle to 300", "too short", "throttle to 500", "clear", "clear and 600"],
)
def test_p23_what_frees_a_collapsed_queue(clear: bool, throttle: float, seconds: float, frees: bool) -> None:
    """Throttling below mu / 3 drains the queue in K / (mu - 900) = 29 s; above not at all. Clearing needs help."""
    assert freed_by(collapsed(base_queue()), clear, throttle, seconds) is frees


@pytest.mark.parametrize(
    ("orders", "frees"),
    [
        (((15.0, "throttle", 0.3), (47.0, "throttle", 1.0)), True),
        (((15.0, "throttle", 0.5), (47.0, "throttle", 1.0)), False),
        (((15.0, "clear", None),), False),
        (((15.0, "clear", None), (15.0, "throttle", 0.6), (35.0, "throttle", 1.0)), True),
    ],
    ids=["throttle to 300", "throttle to 500", "clear", "clear and 600"],
)
def test_p23_the_oracle_is_freed_by_the_same(orders: tuple[tuple[float, str, float | None], ...], frees: bool) -> None:
    """Request by request the same four attempts at a rescue have the same ends."""
    run = played(base_scenario(60.0, (2.0, "servers", 1), (13.0, "servers", 5), *orders))
    assert run.goodput(13, 15) == 0.0
    assert (run.goodput(54, 60) > 950.0) == frees


@pytest.mark.parametrize(
    ("retries", "backoff_s", "limit"),
    [(1, 1.0, 1239.0), (2, 1.0, 871.0), (3, 1.0, 633.0), (4, 1.0, 479.0), (2, 0.5, 1040.0), (2, 4.0, 638.0)],
)
def test_p24_clearing_alone_frees_up_to_about_two_capacities(retries: int, backoff_s: float, limit: float) -> None:
    """Thrown away, the queue comes back unless (n + 1) lambda exceeds about 2 mu; longer back-off leaves less room."""
    for part, frees in ((0.98, True), (1.02, False)):
        load = limit * part
        if load >= CAPACITY_PER_S:
            continue
        queue = brought_down(load, clients(retries, backoff_s))
        drive(queue, 60.0, load)
        queue.clear()
        drive(queue, 120.0, load)
        assert (drive(queue, 5.0, load) > load / 2.0) is frees
    expected = {0.5: 2.4, 1.0: 2.0, 4.0: 1.5}[backoff_s]
    assert limit * (retries + 1) / CAPACITY_PER_S == pytest.approx(expected, rel=0.06)


def test_restarting_a_share_of_the_hosts_costs_their_queue_and_their_capacity() -> None:
    """1000 waiting at 100/s, 40 % restarted for 5 s: 600 are left and served in 5 s at 60/s and 3 s at 100/s."""
    queue = Fifo((Population("patient", 100.0, 0, 0.0),), 100.0, 1e6, 0.5)
    queue.step([1000.0], capacity_share=0.0)
    queue.restart(0.4, down_s=5.0, warm_up_s=0.0)
    assert queue.queue == pytest.approx(600.0)
    assert drive(queue, 5.0, 0.0) == pytest.approx(60.0)
    assert drive(queue, 3.0, 0.0) == pytest.approx(100.0)
    assert queue.queue == pytest.approx(0.0, abs=1e-9)
    drive(queue, 100.0, 0.0)
    assert queue.inside() == pytest.approx(0.0, abs=1e-9)


def test_two_restarts_cost_the_queue_twice() -> None:
    """Half of the hosts, then half of them again: of what waited before a quarter is left, of what came between half.

    The lost are not served in anybody's place: the quarter takes as long at a quarter of the capacity.
    """
    queue = Fifo((Population("patient", 100.0, 0, 0.0),), 100.0, 1e6, 0.5)
    queue.step([400.0], capacity_share=0.0)
    queue.restart(0.5, down_s=1e4, warm_up_s=0.0)
    queue.step([400.0], capacity_share=0.0)
    assert queue.queue == pytest.approx(600.0)
    queue.restart(0.5, down_s=0.0, warm_up_s=0.0)
    assert queue.queue == pytest.approx(300.0)
    assert drive(queue, 2.0, 0.0) == pytest.approx(50.0)
    assert queue.wait_s == pytest.approx(2.5)
    assert drive(queue, 4.0, 0.0) == pytest.approx(50.0)
    assert queue.queue == pytest.approx(0.0, abs=1e-9)
    drive(queue, 100.0, 0.0)
    assert queue.inside() == pytest.approx(0.0, abs=1e-9)


def test_clients_learn_of_a_clear_by_their_timeout() -> None:
    """A queue thrown away is empty at once; its clients fail a time-out after they came, evenly as they came."""
    queue = Fifo((Population("clients", 2.0, 0, 0.0),), 100.0, 1e6, 0.5)
    for _ in range(2):
        queue.step([50.0], capacity_share=0.0)
    queue.clear()
    assert queue.queue == queue.wait_s == 0.0
    lost = []
    for _ in range(6):
        queue.step([10.0])
        lost.append(queue.lost[0])
        assert queue.good[0] == pytest.approx(10.0)
    assert lost == pytest.approx([0.0, 0.0, 50.0, 50.0, 0.0, 0.0])


def test_p28_a_burst_before_a_silence_is_not_good_when_it_is_served_late() -> None:
    """What is served after its client has gone is never good, even when no further deadline is due.

    1000 came within half a second; of the first, served at 100/s, 1000/19 have their answer when their deadlines catch up.
    """
    queue = Fifo((Population("clients", 1.0, 0, 0.0),), 100.0, 1e6, 0.5)
    queue.step([1000.0], capacity_share=0.0)
    good = zombie = 0.0
    for _ in range(40):
        queue.step([0.0])
        good += queue.good[0]
        zombie += queue.zombie
    assert good + zombie == pytest.approx(1000.0)
    assert good == pytest.approx(1000.0 / 19.0)


def test_a_timeout_need_not_be_whole_ticks() -> None:
    """After 1.3 s at ticks of 0.5 s: of what came in the first half second, two fifths have given up by 1.5 s."""
    queue = Fifo((Population("clients", 1.3, 0, 0.0),), 100.0, 1e6, 0.5)
    lost = []
    for arrivals in (100.0, 0.0, 0.0, 0.0, 0.0):
        queue.step([arrivals], capacity_share=0.0)
        lost.append(queue.lost[0])
    assert lost == pytest.approx([0.0, 0.0, 40.0, 60.0, 0.0])


def test_restarted_hosts_warm_up_evenly() -> None:
    """Down for 4 s, then warming up over 10 s, half of the hosts give back their capacity along a straight line."""
    queue = Fifo((Population("patient", 1e4, 0, 0.0),), 100.0, 1e6, 1.0)
    queue.step([5000.0], capacity_share=0.0)
    queue.restart(0.5, down_s=4.0, warm_up_s=10.0)
    served = []
    for _ in range(16):
        queue.step([0.0])
        served.append(queue.departed)
    assert served == pytest.approx([50.0] * 4 + [52.5 + 5.0 * second for second in range(10)] + [100.0] * 2)


def test_restart_of_all_hosts_under_load_only_adds_to_the_queue() -> None:
    """Everything restarted for 10 s without a throttle: an outage long enough to stay down, as any of 1.1 s is."""
    queue = base_queue()
    drive(queue, 5.0)
    queue.restart(1.0, down_s=10.0, warm_up_s=5.0)
    drive(queue, 60.0)
    assert drive(queue, 5.0) == 0.0


@pytest.mark.parametrize("length_s", [2.0, 2.4])
@pytest.mark.parametrize("tick_s", [0.5, 0.2])
def test_p38_a_finer_clock_changes_no_ending(tick_s: float, length_s: float) -> None:
    """Half the tick moves goodput, queue and losses by under 1 %, for a dip that is survived and one that is not."""
    ends = []
    for tick in (tick_s, tick_s / 2.0):
        queue = base_queue(tick)
        lost = 0.0

        def count(_: object, queue: Fifo = queue) -> None:
            nonlocal lost
            lost += queue.lost[0]

        drive(queue, 5.0, watch=count)
        dip(queue, length_s, 0.4)
        good = drive(queue, 40.0, watch=count) * 40.0
        ends.append((drive(queue, 5.0), queue.queue, good, lost))
    coarse, fine = ends
    scale = (RATE_PER_S, BOUND, 40.0 * RATE_PER_S, 40.0 * RATE_PER_S)
    for before, after, whole in zip(coarse, fine, scale, strict=True):
        assert abs(before - after) < 0.01 * whole


@pytest.mark.parametrize("tick_s", [0.5, 0.1])
@pytest.mark.parametrize(
    ("length_s", "limit"), [(20.0, 0.008), (1.5, 0.016)], ids=["a dip that stays down", "a dip that is survived"]
)
def test_cohorts_of_requests_follow_the_oracle(length_s: float, limit: float, tick_s: float) -> None:
    """Second by second through the benchmark's collapse, goodput is that of the mean of four runs of the oracle."""
    orders = ((15.0, "servers", 2), (15.0 + length_s, "servers", 5))
    runs = [played(base_scenario(40.0, *orders), seed) for seed in range(4)]
    queue = base_queue(tick_s)
    seconds: list[float] = []
    ticks = round(1.0 / tick_s)
    for second in range(40):
        goodput = 0.0
        for tick in range(ticks):
            time = second + tick * tick_s
            queue.step([RATE_PER_S * tick_s], capacity_share=0.4 if 15.0 <= time < 15.0 + length_s else 1.0)
            goodput += queue.good[0]
        seconds.append(goodput)
    deviation = 0.0
    for second, goodput in enumerate(seconds):
        deviation += abs(goodput - sum(run.good[second] for run in runs) / 4.0)
    assert deviation / 40.0 / RATE_PER_S < limit
    if length_s > 10.0:
        assert seconds[-1] == runs[0].good[39] == 0.0


def test_two_populations_of_one_queue_follow_the_oracle() -> None:
    """Hasty and patient clients share a queue through a dip: the goodput of either is the oracle's, within 2 %."""
    crowd = ((Population("hasty", 1.0, 2, 1.0), 500.0), (Population("patient", 5.0, 2, 1.0), 400.0))
    orders = ((8.0, "servers", 2), (14.0, "servers", 5))
    runs = [played(Scenario(crowd, 5, 250.0, 40.0, BOUND, orders=orders), seed) for seed in range(4)]
    queue = Fifo(tuple(population for population, _ in crowd), CAPACITY_PER_S, BOUND, 0.1)
    deviations = [0.0, 0.0]
    for second in range(40):
        good = [0.0, 0.0]
        for _ in range(10):
            queue.step([50.0, 40.0], capacity_share=0.4 if 8 <= second < 14 else 1.0)
            good = [so_far + more for so_far, more in zip(good, queue.good, strict=True)]
        for index, goodput in enumerate(good):
            deviations[index] += abs(goodput - sum(run.good_of[index][second] for run in runs) / 4.0)
    for deviation, (_, rate) in zip(deviations, crowd, strict=True):
        assert deviation / 40.0 / rate < 0.02
