"""Queues to test, ways to drive them, and random traces for properties."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from game.engine.fifo import FOREVER, Fifo, Population
from tests.engine.cohorts import Cohorts

BASE = Population("clients", timeout_s=1.0, retries=2, backoff_s=1.0)
RATE_PER_S = 1000.0
CAPACITY_PER_S = 1250.0
BOUND = 10_000.0


def base_queue(tick_s: float = 0.1, bound: float = BOUND, population: Population = BASE) -> Fifo:
    """The queue of most tests: 1250/s behind room for 8 s of work, a time-out of 1 s and two retries."""
    return Fifo((population,), CAPACITY_PER_S, bound, tick_s)


def drive(
    queue: Fifo | Cohorts,
    seconds: float,
    rate_per_s: float = RATE_PER_S,
    *,
    watch: Callable[[Fifo | Cohorts], None] | None = None,
    **conditions: Any,
) -> float:
    """Step a queue of one population for some seconds, under the conditions of `step`; return the mean goodput."""
    ticks = round(seconds / queue.tick_s)
    good = 0.0
    for _ in range(ticks):
        queue.step([rate_per_s * queue.tick_s], **conditions)
        good += queue.good[0]
        if watch:
            watch(queue)
    return good / seconds


def dip(queue: Fifo, seconds: float, capacity_share: float, rate_per_s: float = RATE_PER_S) -> None:
    """Take part of the capacity away for a time that need not be whole ticks."""
    whole = int(seconds / queue.tick_s + 1e-9)
    rest = seconds / queue.tick_s - whole
    drive(queue, whole * queue.tick_s, rate_per_s, capacity_share=capacity_share)
    drive(queue, queue.tick_s, rate_per_s, capacity_share=capacity_share * rest + (1.0 - rest))


def collapsed(queue: Fifo) -> Fifo:
    """Bring the base queue down: a minute at two fifths of its capacity."""
    drive(queue, 5)
    drive(queue, 60, capacity_share=0.4)
    assert drive(queue, 5) < 1e-6
    return queue


@dataclass(frozen=True)
class Move:
    """One tick of a random trace, and what an operator does before it."""

    verb: str
    value: float
    arrivals: tuple[float, ...]
    reach: tuple[float, ...] | None
    works: float | tuple[float, ...]
    capacity_share: float

    def play(self, queue: Fifo) -> None:
        """Do it."""
        if self.verb == "clear":
            queue.clear()
        elif self.verb == "throttle":
            queue.throttle(self.value if self.value < 0.9 else None)
        elif self.verb == "limit":
            queue.limit(self.value * 200.0 if self.value < 0.9 else None, burst=50.0)
        elif self.verb == "restart":
            queue.restart(self.value, down_s=1.0, warm_up_s=2.0)
        elif self.verb == "resize":
            queue.capacity_per_s = 20.0 + 200.0 * self.value
        queue.step(self.arrivals, self.reach, self.works, self.capacity_share)


shares = st.floats(0.0, 1.0, allow_subnormal=False)
mostly_one = st.one_of(st.just(1.0), st.just(1.0), shares)


@st.composite
def populations(draw: st.DrawFn) -> tuple[Population, ...]:
    """One to three populations of any kind."""
    made = []
    for number in range(draw(st.integers(1, 3))):
        made.append(
            Population(
                f"population {number}",
                timeout_s=draw(st.sampled_from([1.0, 1.3, 2.0, 4.7])),
                retries=draw(st.sampled_from([FOREVER, 0, 1, 2, 4])),
                backoff_s=draw(st.sampled_from([0.0, 0.2, 1.0, 1.7, 6.0])),
                backoff_cap_s=draw(st.sampled_from([5.0, 1e6])),
                budget_per_success=draw(st.sampled_from([None, 0.1])),
                budget_cap=draw(st.sampled_from([10.0, 500.0])),
            )
        )
    return tuple(made)


@st.composite
def moves(draw: st.DrawFn, number: int) -> Move:
    """One move on a queue with so many populations."""
    return Move(
        verb=draw(st.sampled_from(["", "", "", "", "clear", "throttle", "limit", "restart", "resize"])),
        value=draw(shares),
        arrivals=tuple(draw(st.lists(st.floats(0.0, 120.0), min_size=number, max_size=number))),
        reach=draw(st.one_of(st.none(), st.lists(mostly_one, min_size=number, max_size=number).map(tuple))),
        works=draw(st.one_of(mostly_one, st.lists(mostly_one, min_size=number, max_size=number).map(tuple))),
        capacity_share=draw(mostly_one),
    )


@st.composite
def traces(draw: st.DrawFn, longest: int = 40) -> tuple[Fifo, list[Move]]:
    """A queue and what happens to it; most moves are played several times so that states get deep."""
    crowd = draw(populations())
    tick_s = draw(st.sampled_from([0.5, 0.25, 0.1]))
    queue = Fifo(crowd, capacity_per_s=100.0 / tick_s / 4, bound=draw(st.sampled_from([50.0, 400.0])), tick_s=tick_s)
    played: list[Move] = []
    for move in draw(st.lists(moves(len(crowd)), min_size=1, max_size=longest)):
        played.append(move)
        again = Move("", 0.0, move.arrivals, move.reach, move.works, move.capacity_share)
        played += [again] * draw(st.integers(0, 6))
    return queue, played
