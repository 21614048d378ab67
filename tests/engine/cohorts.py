"""Queues that do not serve in the order of arrival, as a line of cohorts: one for the attempts of each tick.

No service of the game is built so. It is here to be held against the oracle: what serving the youngest first and controlled
delay would do in the place of the engine's queue, with the engine's own clients before it.

`Fifo` is exact and as cheap for any number of attempts waiting, but its order is the position on a curve. Here every
cohort knows its age, so the youngest can be served first, or the oldest thrown away. A deadline is only kept to a
tick, hence the finer clock: a tick is a tenth of a time-out at most.
"""

import math
from collections import deque
from collections.abc import Iterator, Sequence
from copy import deepcopy
from enum import Enum
from typing import Any

from game.engine.clients import Clients, Population, total


class Discipline(Enum):
    """Whom the servers take next."""

    YOUNGEST_FIRST = "youngest first"
    CONTROLLED_DELAY = "controlled delay"


CODEL_TARGET_S = 0.005
CODEL_INTERVAL_S = 0.1
"""Target and interval of controlled delay for requests, as in folly's `Codel` (Maurer, Fail at Scale, 2015)."""


class Cohort:
    """The attempts that entered in one tick: how many of each class, and the share of them not yet served."""

    __slots__ = ("amounts", "left", "size", "tick")

    def __init__(self, tick: int, amounts: list[float]) -> None:
        self.tick = tick
        self.amounts = amounts
        self.size = total(amounts)
        self.left = 1.0


class Cohorts:
    """A bounded queue of a given discipline, with its clients; `step` and its results are those of `Fifo`.

    Under controlled delay the queue is overloaded while the least wait within an interval exceeds the target; what has
    waited for twice the target is then refused.
    """

    def __init__(
        self,
        populations: tuple[Population, ...],
        capacity_per_s: float,
        bound: float,
        tick_s: float,
        discipline: Discipline,
    ) -> None:
        """Start empty. Raises ValueError if a tick is longer than a tenth of a time-out."""
        self.capacity_per_s = capacity_per_s
        self.bound = bound
        self.tick_s = tick_s
        self.discipline = discipline
        self.tick = 0
        self._clients: list[Clients] = []
        self._deadlines: list[int] = []
        self._classes: list[slice] = []
        first = 0
        for population in populations:
            if tick_s > population.timeout_s / 10.0:
                raise ValueError(
                    f"population {population.name!r}: a tick of {tick_s} s is too long for a time-out of "
                    f"{population.timeout_s} s, it may be a tenth of it at most"
                )
            self._clients.append(Clients(population, tick_s))
            self._deadlines.append(math.floor(population.timeout_s / tick_s + 0.5))
            self._classes.append(slice(first, first + population.classes))
            first += population.classes
        self._recent: deque[Cohort] = deque(maxlen=max(self._deadlines))
        self._line: deque[Cohort] = deque()
        self._interval = max(1, math.floor(CODEL_INTERVAL_S / tick_s + 0.5))
        self._least_wait_s = 0.0
        self._overloaded = False
        nothing: Sequence[float] = (0.0,) * len(populations)
        self.offered = self.attempts = self.rejected = self.good = self.lost = nothing
        self.departed = self.zombie = self.queue = self.goodput = 0.0

    def step(self, arrivals: Sequence[float], capacity_share: float = 1.0) -> None:
        """Advance by one tick with these new requests, a count per population, and a factor on the capacity."""
        work = self.capacity_per_s * self.tick_s * capacity_share
        tried: list[float] = []
        attempts: list[float] = []
        for clients, deadline, classes, new in zip(
            self._clients, self._deadlines, self._classes, arrivals, strict=True
        ):
            failures = [0.0] * (classes.stop - classes.start)
            if len(self._recent) >= deadline:
                late = self._recent[-deadline]
                failures = [amount * late.left for amount in late.amounts[classes]]
            tries = clients.retry(failures)
            tries[0] += new
            tried += tries
            attempts.append(total(tries))

        knocking = total(attempts)
        room = max(0.0, self.bound - self.queue + work)
        door = room / knocking if knocking > room else 1.0
        cohort = Cohort(self.tick, [amount * door for amount in tried])
        self._recent.append(cohort)
        self._line.append(cohort)
        answered = self._serve(work)
        refused = self._drop() if self.discipline is Discipline.CONTROLLED_DELAY else [0.0] * len(tried)

        good: list[float] = []
        lost: list[float] = []
        rejected: list[float] = []
        turned_away = [amount - kept + more for amount, kept, more in zip(tried, cohort.amounts, refused, strict=True)]
        for clients, classes in zip(self._clients, self._classes, strict=True):
            good.append(total(answered[classes]))
            clients.close(turned_away[classes], good[-1])
            lost.append(clients.lost)
            rejected.append(total(turned_away[classes]))
        self.offered, self.attempts, self.rejected = tuple(arrivals), attempts, rejected
        self.good, self.lost = good, lost
        self.goodput = total(good) / self.tick_s
        self.zombie = max(0.0, self.departed - total(good))
        self.queue = 0.0
        for cohort in self._line:
            self.queue += cohort.size * cohort.left
        self.tick += 1

    def clear(self) -> None:
        """Throw the queue away. Its clients are not told: they wait for their time-out."""
        self._line.clear()
        self.queue = 0.0

    def inside(self) -> float:
        """Return the requests neither answered nor lost: those waiting for an answer and those backing off."""
        inside = 0.0
        for clients, deadline, classes in zip(self._clients, self._deadlines, self._classes, strict=True):
            for cohort in list(self._recent)[-deadline:]:
                inside += total(cohort.amounts[classes]) * cohort.left
            inside += clients.waiting()
        return inside

    def mark(self) -> tuple[Any, ...]:
        """Return a mark of this moment."""
        values = {name: value for name, value in vars(self).items() if name not in {"_clients", "_line", "_recent"}}
        return values, deepcopy((self._line, self._recent)), [clients.mark() for clients in self._clients]

    def rewind(self, mark: tuple[Any, ...]) -> None:
        """Return to the moment of a mark of this queue, to the last bit."""
        values, cohorts, marks = mark
        vars(self).update(values)
        self._line, self._recent = deepcopy(cohorts)
        for clients, clients_mark in zip(self._clients, marks, strict=True):
            clients.rewind(clients_mark)

    def state(self) -> Iterator[float]:
        """Yield every number on which the future depends, for a digest."""
        yield from (self.tick, self.capacity_per_s, self.bound, self._least_wait_s, self._overloaded)
        for cohort in (*self._line, *self._recent):
            yield from (cohort.tick, cohort.left, *cohort.amounts)
        for clients in self._clients:
            yield from clients.state()

    def _serve(self, work: float) -> list[float]:
        """Serve the line in its order and return the answers in time, per class."""
        answers = [0.0] * len(self._line[-1].amounts)
        line = self._line
        youngest_first = self.discipline is Discipline.YOUNGEST_FIRST
        self.departed = 0.0
        while line:
            cohort = line[-1] if youngest_first else line[0]
            waiting = cohort.size * cohort.left
            taken = min(waiting, work - self.departed)
            if taken < waiting and taken <= 0.0:
                break
            share = cohort.left if taken == waiting else taken / cohort.size
            self.departed += taken
            cohort.left -= share
            self._add_those_who_wait(answers, cohort, share)
            if cohort.left > 0.0:
                break
            if youngest_first:
                line.pop()
            else:
                line.popleft()
        return answers

    def _drop(self) -> list[float]:
        """Apply controlled delay to the oldest in the line and return what is refused, per class."""
        refused = [0.0] * len(self._recent[-1].amounts)
        line = self._line
        wait_s = (self.tick - line[0].tick + line[0].left) * self.tick_s if line else 0.0
        if self.tick % self._interval == 0:
            self._overloaded = self._least_wait_s > CODEL_TARGET_S
            self._least_wait_s = wait_s
        self._least_wait_s = min(self._least_wait_s, wait_s)
        patience = 2.0 * CODEL_TARGET_S / self.tick_s
        while self._overloaded and line:
            cohort = line[0]
            kept = min(cohort.left, max(0.0, patience - (self.tick - cohort.tick)))
            share = cohort.left - kept
            cohort.left = kept
            self._add_those_who_wait(refused, cohort, share)
            if kept:
                break
            line.popleft()
        return refused

    def _add_those_who_wait(self, amounts: list[float], cohort: Cohort, share: float) -> None:
        """Add a share of a cohort, but only the populations whose deadline has not passed."""
        for deadline, classes in zip(self._deadlines, self._classes, strict=True):
            if self.tick - cohort.tick < deadline:
                for column in range(classes.start, classes.stop):
                    amounts[column] += cohort.amounts[column] * share
