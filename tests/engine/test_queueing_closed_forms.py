"""Queues against the formulas of queueing theory: the oracle first, then the engine."""

import math
from typing import Any

import pytest
from hypothesis import given, settings

from game.engine.fifo import Fifo, Population
from tests.engine.fifo_traces import Move, traces
from tests.oracle import Oracle, Scenario

PATIENT = Population("patient", timeout_s=math.inf, retries=0, backoff_s=0.0)

# Arrivals per second, rate of a server, servers; then Erlang's probability of waiting, and the mean wait in seconds.
ERLANG = [
    (4.0, 1.0, 5, 0.554113, 0.554113),
    (80.0, 10.0, 10, 0.409180, 0.020459),
    (1000.0, 250.0, 5, 0.554113, 0.002216),
    (1000.0, 50.0, 25, 0.209103, 0.000836),
]


def erlang_c(rate_per_s: float, server_rate_per_s: float, servers: int) -> float:
    """Erlang's formula for the probability of waiting, by the recurrence of his loss formula."""
    offered = rate_per_s / server_rate_per_s
    loss = 1.0
    for server in range(1, servers + 1):
        loss = offered * loss / (server + offered * loss)
    return loss / (1.0 - offered / servers * (1.0 - loss))


def sakasegawa_wait_s(rate_per_s: float, capacity_per_s: float, servers: int) -> float:
    """The mean wait in an M/M/c queue by Sakasegawa's approximation (1977)."""
    load = rate_per_s / capacity_per_s
    service_s = servers / capacity_per_s
    return service_s * float(load ** (math.sqrt(2.0 * (servers + 1)) - 1.0)) / (servers * (1.0 - load))


def loss_in_mm1k(load: float, places: int) -> float:
    """The share of arrivals that find an M/M/1/K queue full."""
    if load == 1.0:
        return 1.0 / (places + 1)
    return (1.0 - load) * load**places / (1.0 - load ** (places + 1))


def mean(values: list[float]) -> float:
    """Return the mean."""
    return math.fsum(values) / len(values)


def test_p01_the_oracle_is_an_mm1_queue() -> None:
    """8/s into one server of 10/s: 4 in the system, 0.5 s there, 0.4 s waiting, and e**-2 of them over a second."""
    run = Oracle(Scenario(((PATIENT, 8.0),), 1, 10.0, end_s=40_000.0), seed=3, keep_times=True)
    assert run.in_system == pytest.approx(4.0, rel=0.05)
    assert mean(run.sojourns) == pytest.approx(0.5, rel=0.05)
    assert mean(run.waits) == pytest.approx(0.4, rel=0.05)
    assert mean([float(sojourn > 1.0) for sojourn in run.sojourns]) == pytest.approx(math.exp(-2.0), rel=0.07)


@pytest.mark.parametrize(("rate", "server_rate", "servers", "waiting", "wait_s"), ERLANG)
def test_p02_erlang_c(rate: float, server_rate: float, servers: int, waiting: float, wait_s: float) -> None:
    """Erlang's formula gives the tabled probabilities and waits, and the oracle's M/M/c queue agrees with it."""
    assert erlang_c(rate, server_rate, servers) == pytest.approx(waiting, abs=1e-6)
    assert waiting / (servers * server_rate - rate) == pytest.approx(wait_s, rel=1e-3)
    run = Oracle(Scenario(((PATIENT, rate),), servers, server_rate, end_s=120_000.0 / rate), seed=5, keep_times=True)
    assert mean(run.waits) == pytest.approx(wait_s, rel=0.15)
    assert mean([float(wait > 0.0) for wait in run.waits]) == pytest.approx(waiting, rel=0.06)


@pytest.mark.parametrize(
    ("load", "places", "loss"),
    [(0.8, 10, 0.023493), (0.95, 20, 0.027181), (1.0, 10, 0.090909), (1.2, 100, 0.166667), (1.5, 10, 0.337232)],
)
def test_p03_losses_of_a_bounded_queue(load: float, places: int, loss: float) -> None:
    """The oracle turns away what the M/M/1/K formula says; the engine is its limit for large numbers, 1 - 1/load."""
    assert loss_in_mm1k(load, places) == pytest.approx(loss, abs=1e-6)
    run = Oracle(Scenario(((PATIENT, load),), 1, 1.0, end_s=80_000.0, bound=places), seed=2)
    assert run.rejected / run.offered == pytest.approx(loss, rel=0.1)

    queue = Fifo((Population("patient", timeout_s=1000.0, retries=0, backoff_s=0.0),), 1000.0, 1000.0, tick_s=1.0)
    for _ in range(100):
        queue.step([load * 1000.0])
    assert queue.rejected[0] / queue.offered[0] == pytest.approx(max(0.0, 1.0 - 1.0 / load), abs=1e-12)


def test_p04_constant_service_halves_the_wait() -> None:
    """At a load of 0.8 the wait is 2 services if all services are alike (M/D/1) and 4 if they are exponential."""
    alike = Oracle(Scenario(((PATIENT, 0.8),), 1, 1.0, end_s=120_000.0, service="constant"), seed=4, keep_times=True)
    assert mean(alike.waits) == pytest.approx(2.0, rel=0.06)
    varied = Oracle(Scenario(((PATIENT, 0.8),), 1, 1.0, end_s=120_000.0), seed=4, keep_times=True)
    assert mean(varied.waits) == pytest.approx(4.0, rel=0.1)


@pytest.mark.parametrize(
    ("case", "shown_s"),
    list(zip(ERLANG, [0.5770, 0.0219, 0.00231, 0.00100], strict=True)),
    ids=["5", "10", "5 fast", "25"],
)
def test_p05_the_short_formula_is_a_little_above_erlangs(
    case: tuple[float, float, int, float, float], shown_s: float
) -> None:
    """Sakasegawa's formula lies 4 to 20 % above the exact wait. The engine is a fluid, and shows neither."""
    rate, server_rate, servers, _, wait_s = case
    shown = sakasegawa_wait_s(rate, server_rate * servers, servers)
    assert shown == pytest.approx(shown_s, rel=5e-3)
    assert 1.03 < shown / wait_s < 1.21


def test_p06_a_backlog_drains_at_the_spare_capacity_to_the_tick() -> None:
    """5000 waiting, 150/s out, 100/s in: the queue is empty after 5000 / 50 = 100 s, not a tick sooner or later."""
    patient = Population("patient", timeout_s=1e6, retries=0, backoff_s=0.0)
    queue = Fifo((patient,), capacity_per_s=150.0, bound=1e9, tick_s=1.0)
    queue.step([5000.0], capacity_share=0.0)
    for _ in range(99):
        queue.step([100.0])
    assert queue.queue == pytest.approx(50.0, abs=1e-9)
    assert queue.goodput == pytest.approx(150.0)
    queue.step([100.0])
    assert queue.queue == 0.0
    assert queue.wait_s == 0.0


def test_p06_the_head_of_a_draining_backlog_is_as_old_as_the_work_before_it() -> None:
    """What arrived at once and is served evenly ages evenly: the head's age is the time since it came."""
    queue = Fifo((Population("patient", timeout_s=1e3, retries=0, backoff_s=0.0),), 100.0, 1e9, tick_s=1.0)
    queue.step([1000.0], capacity_share=0.0)
    for second in range(1, 6):
        queue.step([0.0])
        assert second <= queue.wait_s <= second + 1.0
        assert queue.queue == pytest.approx(1000.0 - 100.0 * second)


@settings(max_examples=150, deadline=None)
@given(trace=traces())
def test_p07_no_request_appears_or_vanishes(trace: tuple[Fifo, list[Move]]) -> None:
    """Offered = good + lost + inside after every tick of any trace, clears and restarts and refusals included.

    What is inside is counted afresh from the curves, so this checks the ageing, the back-off and the books at once.
    """
    queue, played = trace
    offered = done = 0.0
    for move in played:
        move.play(queue)
        for new, good, lost in zip(queue.offered, queue.good, queue.lost, strict=True):
            offered += new
            done += good + lost
        assert abs(offered - done - queue.inside()) <= 1e-12 * max(1.0, offered)


@settings(max_examples=60, deadline=None)
@given(trace=traces())
def test_p07_no_count_is_negative_and_no_queue_too_long(trace: tuple[Fifo, list[Move]]) -> None:
    """Whatever happens, counts stay at or above zero (to rounding), the queue in its bound; work is good or for zombies."""
    queue, played = trace
    for move in played:
        move.play(queue)
        for counts in (queue.attempts, queue.unreached, queue.rejected, queue.good, queue.lost):
            assert min(counts) >= -1e-9
        assert -1e-9 <= queue.queue <= queue.bound + 1e-9
        assert -1e-9 <= queue.zombie <= queue.departed + 1e-9
        if move.works == 1.0:
            assert queue.zombie + queue.goodput * queue.tick_s == pytest.approx(queue.departed, abs=1e-9)
        assert -1e-9 <= queue.busy <= 1.0 + 1e-9
        assert queue.wait_s >= 0.0


@pytest.mark.parametrize("tick_s", [0.51, 0.6, 2.0])
def test_a_tick_longer_than_half_a_timeout_is_refused(tick_s: float) -> None:
    """Deadlines that fall so soon after an attempt cannot be resolved, so such a queue cannot be built."""
    hasty = Population("hasty", timeout_s=1.0, retries=0, backoff_s=0.0)
    with pytest.raises(ValueError, match=r"'hasty'.*half"):
        Fifo((hasty,), 10.0, 10.0, tick_s)


@pytest.mark.parametrize(
    "wrong", [{"timeout_s": 0.0}, {"retries": -2}, {"backoff_s": -1.0}, {"backoff_cap_s": -1.0}], ids=str
)
def test_a_population_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    """A population says what is wrong with it when it is made."""
    sound: dict[str, Any] = {"name": "odd", "timeout_s": 1.0, "retries": 1, "backoff_s": 1.0}
    with pytest.raises(ValueError, match="'odd'"):
        Population(**(sound | wrong))
