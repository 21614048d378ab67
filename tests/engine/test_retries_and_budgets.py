"""Retries multiply work, back-off only moves it, budgets and buckets bound it."""

import pytest

from game.engine.clients import Backoff
from game.engine.fifo import FOREVER, Fifo, Population
from tests.engine.fifo_traces import drive
from tests.oracle import Oracle, Scenario

RATE_PER_S = 1000.0
NEVER_BUSY = 1e6


def steady(population: Population, failing: float, tick_s: float = 0.25) -> tuple[float, float]:
    """Return attempts and successes per request of a queue without waiting whose answers fail with a probability."""
    queue = Fifo((population,), NEVER_BUSY, NEVER_BUSY, tick_s)
    drive(queue, 200.0, RATE_PER_S, works=1.0 - failing)
    return queue.attempts[0] / queue.offered[0], queue.good[0] / queue.offered[0]


@pytest.mark.parametrize(
    ("failing", "retries", "attempts", "successes"),
    [(0.1, 2, 1.11, 0.999), (0.5, 2, 1.75, 0.875), (0.9, 2, 2.71, 0.271), (1.0, 3, 4.0, 0.0)],
)
def test_p08_amplification_is_a_geometric_series(
    failing: float, retries: int, attempts: float, successes: float
) -> None:
    """With n retries and failures of probability p a request makes 1 + p + ... + p**n attempts."""
    made, succeeded = steady(Population("clients", 1.0, retries, backoff_s=1.0), failing)
    assert made == pytest.approx(attempts, abs=1e-9)
    assert succeeded == pytest.approx(successes, abs=1e-9)


def test_p08_layers_of_retries_multiply() -> None:
    """Three layers with two retries each turn one request into 27 attempts on a dead dependency."""
    layers = [Fifo((Population("layer", 1.0, 2, backoff_s=1.0),), NEVER_BUSY, NEVER_BUSY, 0.25) for _ in range(3)]
    for _ in range(400):
        calls = 100.0
        for layer in layers:
            layer.step([calls], works=0.0)
            calls = layer.attempts[0]
    assert calls / 100.0 == pytest.approx(27.0, abs=1e-9)


@pytest.mark.parametrize("backoff_s", [0.0, 0.1, 1.0, 1.37, 10.0])
def test_p09_backoff_does_not_reduce_the_work_of_an_open_system(backoff_s: float) -> None:
    """In steady failure the attempts per request are the same whatever the back-off: it only comes later."""
    made, _ = steady(Population("clients", 1.0, 2, backoff_s), failing=0.5)
    assert made == pytest.approx(1.75, abs=1e-9)


@pytest.mark.parametrize("ticks", [0.0, 0.3, 1.0, 1.5, 2.0, 7.25, 40.0])
def test_p09_a_backoff_sends_back_every_failure_after_half_its_window_on_average(ticks: float) -> None:
    """The weights of a window of any length add up to one, and their mean delay is that of full jitter."""
    backoff = Backoff(ticks, 1.0)
    weights = [backoff.same, *[backoff.inside] * (backoff.whole - 1), backoff.across, backoff.beyond]
    total = delay = 0.0
    for age, weight in enumerate(weights):
        assert weight >= 0.0
        total += weight
        delay += weight * age
    assert total == pytest.approx(1.0, abs=1e-12)
    assert delay == pytest.approx(ticks / 2.0, abs=1e-12)


def test_p09_jitter_brings_a_burst_back_evenly() -> None:
    """1000 requests that fail in one tick are back at 100/s for the 10 s of the window, and not afterwards.

    The share that would be back within the tick of the failure comes with the next, where the queue has heard of it.
    """
    queue = Fifo((Population("clients", 1.0, 1, backoff_s=10.0),), NEVER_BUSY, NEVER_BUSY, 0.5)
    queue.step([1000.0], reach=[0.0])
    back = []
    for _ in range(24):
        queue.step([0.0])
        back.append(queue.attempts[0])
    assert back == pytest.approx([75.0] + [50.0] * 18 + [25.0] + [0.0] * 4)


def test_p09_the_cap_keeps_the_windows_short() -> None:
    """With a cap the windows of later retries stop doubling."""
    assert Population("clients", 1.0, 4, backoff_s=1.0, backoff_cap_s=3.0).windows_s() == [1.0, 2.0, 3.0, 3.0]
    assert Population("hosts", 1.0, FOREVER, backoff_s=20.0).windows_s() == [20.0]


@pytest.mark.parametrize("failing", [0.5, 0.9, 1.0])
def test_p10_a_budget_earned_by_successes_bounds_the_amplification(failing: float) -> None:
    """With r retries earned per success the attempts are 1 / (1 - r (1 - p)): none are left when all fails."""
    earned = 0.1
    made, _ = steady(Population("clients", 1.0, 3, 1.0, budget_per_success=earned, budget_cap=50.0), failing)
    assert made == pytest.approx(1.0 / (1.0 - earned * (1.0 - failing)), abs=1e-9)


def test_p10_a_budget_that_is_not_spent_changes_nothing() -> None:
    """While successes earn more retries than are needed, the amplification is that of unlimited retries."""
    made, succeeded = steady(Population("clients", 1.0, 2, 1.0, budget_per_success=0.5), failing=0.1)
    assert made == pytest.approx(1.11, abs=1e-9)
    assert succeeded == pytest.approx(0.999, abs=1e-9)


def test_p10_a_full_budget_pays_for_its_cap_of_retries() -> None:
    """When everything fails at once a budget lets through what was saved up, and no more."""
    queue = Fifo((Population("clients", 1.0, 9, 1.0, budget_per_success=0.1, budget_cap=300.0),), 1e6, 1e6, 0.25)
    drive(queue, 10.0)
    retries = 0.0
    for _ in range(200):
        queue.step([250.0], works=0.0)
        retries += queue.attempts[0] - 250.0
    assert retries == pytest.approx(300.0, abs=1e-6)


@pytest.mark.parametrize("tick_s", [0.1, 0.05])
def test_p11_a_token_bucket_admits_its_burst_and_then_its_rate(tick_s: float) -> None:
    """50/s and a burst of 200 against 120/s: all pass for 200 / 70 s, then 50/s, exact to one tick's refill."""
    rate, burst, offered = 50.0, 200.0, 120.0
    queue = Fifo((Population("clients", 1.0, 0, 0.0),), 1e4, 1e4, tick_s)
    queue.limit(rate, burst)
    admitted = 0.0
    for tick in range(1, 101):
        queue.step([offered * tick_s])
        admitted += queue.attempts[0] - queue.rejected[0]
        time = tick * tick_s
        expected = offered * time if time <= burst / (offered - rate) else burst + rate * time
        assert abs(admitted - expected) <= rate * tick_s + 1e-9
    oracle = Oracle(
        Scenario(((queue.populations[0], offered),), 1, 1e4, 20.0, orders=((0.0, "limit", (rate, burst)),)), seed=1
    )
    assert oracle.offered - oracle.rejected == pytest.approx(burst + rate * 20.0, abs=5.0)


def test_p11_a_bucket_fills_up_in_a_lull() -> None:
    """After a lull a bucket lets a burst through again, and never more than its depth."""
    queue = Fifo((Population("clients", 1.0, 0, 0.0),), 1e4, 1e4, 0.5)
    queue.limit(10.0, burst=20.0)
    drive(queue, 10.0, 100.0)
    drive(queue, 60.0, 0.0)
    queue.step([1000.0])
    assert queue.attempts[0] - queue.rejected[0] == pytest.approx(25.0)
    queue.limit(None)
    queue.step([1000.0])
    assert queue.rejected[0] == 0.0


def test_a_throttle_turns_away_a_share_of_the_attempts_alike() -> None:
    """A throttle of 30 % admits three of ten attempts of every class; the others fail at once and come back."""
    queue = Fifo((Population("clients", 1.0, 1, 1.0),), 1e6, 1e6, 0.25)
    queue.throttle(0.3)
    drive(queue, 30.0)
    assert queue.attempts[0] / queue.offered[0] == pytest.approx(1.7)
    assert queue.rejected[0] / queue.attempts[0] == pytest.approx(0.7)
    assert queue.good[0] / queue.offered[0] == pytest.approx(1.0 - 0.7 * 0.7)
    queue.throttle(None)
    drive(queue, 30.0)
    assert queue.good[0] == pytest.approx(queue.offered[0])


def test_attempts_that_find_no_way_to_the_door_fail_at_once() -> None:
    """Where a name does not resolve nothing is queued: requests back off, try again and are lost in the end."""
    queue = Fifo((Population("with", 1.0, 1, 1.0), Population("without", 1.0, 1, 1.0)), 1e6, 1e6, 0.25)
    for _ in range(100):
        queue.step([100.0, 100.0], reach=[1.0, 0.0])
    assert queue.good == pytest.approx([100.0, 0.0])
    assert queue.unreached == pytest.approx([0.0, 200.0])
    assert queue.lost == pytest.approx([0.0, 100.0])
    assert queue.departed == pytest.approx(100.0)


def test_clients_who_never_stop_trying_lose_nothing() -> None:
    """Retries for ever: when the dependency is back, everybody who failed gets an answer."""
    queue = Fifo((Population("hosts", 2.0, FOREVER, 5.0),), 1000.0, 1e5, 0.5)
    queue.step([500.0], works=0.0)
    drive(queue, 60.0, 0.0, works=0.0)
    assert queue.inside() == pytest.approx(500.0)
    assert drive(queue, 60.0, 0.0) * 60.0 == pytest.approx(500.0)
    assert queue.inside() == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(
    ("throttle", "message"), [(-0.1, "between 0 and 1"), (1.5, "between 0 and 1")], ids=["below", "above"]
)
def test_a_throttle_is_a_share(throttle: float, message: str) -> None:
    """A share outside 0 to 1 is an error, for throttles and for restarts."""
    queue = Fifo((Population("clients", 1.0, 0, 0.0),), 10.0, 10.0, 0.5)
    with pytest.raises(ValueError, match=message):
        queue.throttle(throttle)
    with pytest.raises(ValueError, match=message):
        queue.restart(throttle, 1.0, 1.0)
    with pytest.raises(ValueError, match="negative"):
        queue.limit(-1.0)
