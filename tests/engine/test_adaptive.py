"""Clients that send K for each answer: an overloaded server is offered K times what it answers, and comes back by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.adaptive import Adaptive
from game.engine.fifo import Fifo, FifoMark, Population
from game.engine.mechanisms.service import ClientSpec, NeedSpec, ServiceSpec
from game.engine.region import FaultSpec, Region
from tests.engine.build import region, run_to
from tests.engine.fifo_traces import base_queue

ONCE = Population("clients", timeout_s=1.0, retries=0, backoff_s=0.0)


@dataclass
class Pair:
    """A queue of one population with clients of this kind; without, if `clients` is None."""

    queue: Fifo
    clients: Adaptive | None

    def drive(self, seconds: float, rate_per_s: float, watch: Callable[[Fifo], None] | None = None) -> float:
        """Go on for some seconds; return the mean goodput."""
        queue, good = self.queue, 0.0
        for _ in range(round(seconds / queue.tick_s)):
            reach = None if self.clients is None else [self.clients.share]
            queue.step([rate_per_s * queue.tick_s], reach)
            if self.clients is not None:
                self.clients = self.clients.after(queue.attempts[0], queue.good[0], queue.tick_s)
            good += queue.good[0]
            if watch is not None:
                watch(queue)
        return good / seconds

    def sent_per_s(self) -> float:
        """What came to the door in the last tick."""
        return (self.queue.attempts[0] - self.queue.unreached[0]) / self.queue.tick_s

    def mark(self) -> tuple[FifoMark, Adaptive | None]:
        """Both."""
        return self.queue.mark(), self.clients

    def rewind(self, mark: tuple[FifoMark, Adaptive | None]) -> None:
        """Both."""
        queue, self.clients = mark
        self.queue.rewind(queue)


def limited(answers_per_s: float, tick_s: float = 0.25) -> Fifo:
    """A quick server that answers at most so many a second and refuses the rest at once."""
    queue = Fifo((ONCE,), 1e6, 1e6, tick_s)
    queue.limit(answers_per_s)
    return queue


@pytest.mark.parametrize("per_answer", [1.1, 2.0, 3.0])
@pytest.mark.parametrize("wanted", [800.0, 1000.0, 5000.0])
def test_p12_an_overloaded_server_is_offered_k_times_what_it_answers(per_answer: float, wanted: float) -> None:
    """With K = 2 it is sent 2 for each answer, whether eight or fifty times as much is wanted."""
    pair = Pair(limited(100.0), Adaptive(per_answer))
    pair.drive(1200.0, wanted)
    assert pair.queue.good[0] / pair.queue.tick_s == pytest.approx(100.0)
    assert pair.sent_per_s() == pytest.approx(per_answer * 100.0, rel=1e-2)


def test_p12_the_share_that_is_sent_is_the_published_one() -> None:
    """1 - max(0, (requests - K accepts) / (requests + 1)), which is K accepts / requests if there are many."""
    assert Adaptive(2.0, wanted=99.0, answered=20.0).share == 1.0 - 59.0 / 100.0
    assert Adaptive(2.0, wanted=1e9, answered=1e8).share == pytest.approx(0.2)
    assert Adaptive(2.0, wanted=0.0, answered=0.0).share == 1.0
    assert Adaptive(2.0, wanted=10.0, answered=5.0).share == 1.0
    assert Adaptive(2.0, wanted=10.0, answered=60.0).share == 1.0
    assert 0.0 < Adaptive(2.0, wanted=1e6, answered=0.0).share < 1e-5, "a few are always sent, to find out"


@pytest.mark.parametrize("tick_s", [0.1, 0.5, 5.0])
def test_a_window_holds_what_came_within_it(tick_s: float) -> None:
    """A steady rate adds up to the rate times the window, and a window later most of it is gone."""
    clients = Adaptive(window_s=120.0)
    for _ in range(round(3600.0 / tick_s)):
        clients = clients.after(50.0 * tick_s, 25.0 * tick_s, tick_s)
    assert clients.wanted == pytest.approx(50.0 * 120.0)
    assert clients.answered == pytest.approx(25.0 * 120.0)
    for _ in range(round(120.0 / tick_s)):
        clients = clients.after(0.0, 0.0, tick_s)
    assert clients.wanted == pytest.approx(50.0 * 120.0 * 0.368, rel=0.03)


def test_nobody_holds_back_as_long_as_enough_is_answered() -> None:
    """Up to K times what is answered all is sent: the queue goes through the same night to the last bit."""
    plain, adaptive = Pair(limited(100.0), None), Pair(limited(100.0), Adaptive(2.0))
    for rate in (50.0, 100.0, 190.0, 20.0):
        plain.drive(300.0, rate)
        adaptive.drive(300.0, rate)
        assert adaptive.queue.unreached == (0.0,)
        assert list(adaptive.queue.state()) == list(plain.queue.state())


def test_they_send_all_again_after_the_overload() -> None:
    """Ten minutes of eight times too much; within four windows after the end everything is sent and answered."""
    pair = Pair(limited(100.0), Adaptive(2.0))
    pair.drive(600.0, 800.0)
    assert pair.sent_per_s() < 210.0
    pair.drive(480.0, 90.0)
    assert pair.sent_per_s() == 90.0
    assert pair.drive(60.0, 90.0) == pytest.approx(90.0)


def test_a_queue_that_would_stay_down_for_ever_comes_back() -> None:
    """A minute of twice the capacity brings the base queue down for good. Clients that hold back free it by themselves."""
    plain, adaptive = Pair(base_queue(), None), Pair(base_queue(), Adaptive(2.0, window_s=30.0))
    for pair in (plain, adaptive):
        pair.drive(60.0, 1000.0)
        pair.drive(60.0, 2500.0)
    assert plain.drive(900.0, 1000.0) < 1e-6
    adaptive.drive(840.0, 1000.0)
    assert adaptive.drive(60.0, 1000.0) == pytest.approx(1000.0, rel=1e-3)


@given(
    st.lists(st.tuples(st.floats(0.0, 400.0), st.integers(1, 40)), min_size=1, max_size=12),
    st.floats(1.0, 4.0),
    st.sampled_from([0.1, 0.25, 0.5]),
)
@settings(max_examples=40, deadline=None)
def test_p07_no_request_gets_lost_from_the_books(
    rates: list[tuple[float, int]], per_answer: float, tick_s: float
) -> None:
    """All that was ever offered is good, lost or inside, however much is held back; and a mark brings it all back."""
    pair = Pair(Fifo((Population("clients", 1.0, 2, 1.0),), 100.0, 300.0, tick_s), Adaptive(per_answer, window_s=20.0))
    offered = ended = 0.0

    def count(queue: Fifo) -> None:
        nonlocal offered, ended
        offered += queue.offered[0]
        ended += queue.good[0] + queue.lost[0]
        assert 0.0 <= queue.unreached[0] <= queue.attempts[0]

    for rate, ticks in rates:
        pair.drive(ticks * tick_s, rate, count)
    assert offered == pytest.approx(ended + pair.queue.inside(), rel=1e-12, abs=1e-9)

    mark = pair.mark()
    nights = []
    for _ in range(2):
        pair.drive(30 * tick_s, 300.0)
        assert pair.clients is not None
        nights.append((list(pair.queue.state()), list(pair.clients.state())))
        pair.rewind(mark)
    assert nights[0] == nights[1]


def test_a_rule_that_makes_no_sense_is_refused() -> None:
    """Fewer than one for each answer would never come back; a window needs a length."""
    with pytest.raises(ValueError, match="at least 1"):
        Adaptive(0.9)
    with pytest.raises(ValueError, match="above 0 s"):
        Adaptive(window_s=0.0)


# In a region.


def shop(adaptive: float | None, rate_per_s: float = 400.0, bound: float = 15_000.0, **needs: NeedSpec) -> ServiceSpec:
    """A service for 500/s whose clients may hold themselves back."""
    client = ClientSpec(rate_per_s=rate_per_s, retries=2, timeout_s=10.0, adaptive=adaptive)
    return ServiceSpec(id="shop", capacity_per_s=500.0, bound=bound, clients={"public": client}, needs=needs)


def faulty(until_s: int, **what: float) -> tuple[FaultSpec, ...]:
    """A trouble of the shop from its sixth minute on."""
    return tuple(
        [
            FaultSpec(id=effect, component="shop", effect=effect, value=value, from_s=300, until_s=until_s)
            for effect, value in what.items()
        ]
    )


def rates(where: Region) -> list[float]:
    """Attempts a second that came to the shop, by tick."""
    where.components["shop"].catch_up()
    return list(where.history("shop", "rate"))


def test_a_service_is_sent_k_times_what_it_answers() -> None:
    """At a tenth of its capacity and with a short queue it answers 50 of the 400 a second that are wanted; 100 come."""
    plain, adaptive = (region(shop(k, bound=100.0), start_s=0, faults=faulty(9000, capacity=0.1)) for k in (None, 2.0))
    for where in (plain, adaptive):
        run_to(where, 300)
    assert rates(plain) == rates(adaptive)
    for where in (plain, adaptive):
        run_to(where, 3000)
        assert where.history("shop", "queue")[-1] <= 100.0
    assert rates(plain)[-1] > 1000.0
    assert rates(adaptive)[-1] == pytest.approx(100.0, rel=1e-2)


def test_a_service_that_stays_down_comes_back_with_clients_that_hold_back() -> None:
    """Five minutes at a tenth of its capacity: retries keep it down for good, unless its clients hold back."""
    ends = []
    for adaptive in (None, 2.0):
        where = run_to(region(shop(adaptive), start_s=0, faults=faulty(600, capacity=0.1)), 5000)
        ends.append(where.history("shop", "failing")[-1])
    assert ends[0] > 0.9
    assert ends[1] < 0.01


def test_a_supplier_that_fails_makes_clients_hold_back_as_well() -> None:
    """What nobody can help is wanted and not answered."""
    store = ServiceSpec(id="store", capacity_per_s=900.0, bound=900.0, clients={"internal": ClientSpec(rate_per_s=9.0)})
    fault = FaultSpec(id="bad", component="store", effect="faulty", value=1.0, from_s=300, until_s=1200)
    where = region(store, shop(2.0, 100.0, store=NeedSpec()), start_s=0, faults=(fault,))
    run_to(where, 290)
    assert rates(where)[-1] == pytest.approx(100.0)
    run_to(where, 1190)
    assert rates(where)[-1] < 2.0
    run_to(where, 4000)
    assert rates(where)[-1] == pytest.approx(100.0)
    assert where.history("shop", "failing")[-1] == 0.0


def test_p36_what_clients_know_is_part_of_a_rewind() -> None:
    """The same night again, to the last bit."""
    where = run_to(region(shop(2.0), start_s=0, faults=faulty(600, capacity=0.1)), 700)
    mark = where.mark()
    first = run_to(where, 1500).digest()
    where.rewind(mark)
    assert run_to(where, 1500).digest() == first
