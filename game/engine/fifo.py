"""A first-in first-out queue whose clients lose patience and try again.

No request is an object. The queue keeps cumulative curves: how many attempts it accepted by the end of each tick, and
how many it has served. An attempt is its position on the first curve. It is answered in time if the second curve
passes that position before the client's deadline does, and the deadlines are the first curve once more, moved by the
time-out. Within a tick all curves are straight lines, so ageing is exact and a tick costs the same for a hundred
requests as for ten million. Work for clients who have gone is done all the same: the server cannot know.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from game.engine.admission import Door
from game.engine.clients import FOREVER, Clients, ClientsMark, Population
from game.engine.curves import Curves, Point, Thinned

__all__ = ["FOREVER", "Fifo", "FifoMark", "Population", "sakasegawa_wait_s"]

Stretch: TypeAlias = tuple[Point, Point | None] | None
"""The part of a tick's service that is in time: from a point to a point (None: to the head); None if nothing is."""


class Restart(NamedTuple):
    """A share of the hosts that goes down with a tick and comes back cold."""

    share: float
    tick: int
    down_s: float
    warm_up_s: float

    def missing(self, age_s: float) -> float:
        """Return the share of the capacity that is missing so long after the restart."""
        if age_s < self.down_s:
            return self.share
        if age_s < self.down_s + self.warm_up_s:
            return self.share * (1.0 - (age_s - self.down_s) / self.warm_up_s)
        return 0.0


@dataclass(frozen=True, slots=True)
class FifoMark:
    """A moment in the life of one `Fifo`, to which it can return."""

    rows: int
    clients: tuple[ClientsMark, ...]
    values: tuple[object, ...]
    thinned: tuple[Thinned, ...]


class Line:
    """One population in the queue: its clients, its classes of attempt, and their age in ticks at the deadline."""

    __slots__ = ("classes", "clients", "first", "part", "whole")

    def __init__(self, population: Population, first: int, tick_s: float) -> None:
        if tick_s > population.timeout_s / 2.0:
            raise ValueError(
                f"population {population.name!r}: a tick of {tick_s} s is too long for a time-out of "
                f"{population.timeout_s} s, it may be half of it at most"
            )
        self.clients = Clients(population, tick_s)
        self.first = first
        self.classes = slice(first, first + population.classes)
        ticks = population.timeout_s / tick_s
        self.whole = math.floor(ticks + 1e-9)
        self.part = ticks - self.whole if ticks - self.whole > 1e-9 else 0.0


class Fifo:
    """A bounded FIFO queue before servers of one total capacity, with its clients.

    After `step` these attributes tell what happened in the tick. Counts, one per population: `offered` (new requests),
    `attempts` (with retries), `unreached` (attempts that never got to the door), `rejected` (turned away at it),
    `good` (answered in time), `lost` (requests given up for good). For the whole queue: `departed` (work done),
    `zombie` (work done for clients who had gone), `busy` (share of the momentary capacity in use), `goodput` (good
    answers per second), `queue` (attempts in it at the end of the tick), `wait_s` (age of the oldest of them).

    `capacity_per_s` and `bound` (the most attempts it holds) may be changed between ticks.
    """

    # All that changes and is not an append-only column. These values are replaced, never changed in place, so that a
    # mark need only hold on to them.
    _REMEMBERED = (
        "capacity_per_s",
        "bound",
        "offered",
        "attempts",
        "unreached",
        "rejected",
        "good",
        "lost",
        "departed",
        "zombie",
        "busy",
        "goodput",
        "queue",
        "wait_s",
        "_calm",
        "_door",
        "_head",
        "_head_row",
        "_restarts",
    )

    def __init__(self, populations: tuple[Population, ...], capacity_per_s: float, bound: float, tick_s: float) -> None:
        """Start empty. Raises ValueError without populations, or if a tick is longer than half of a time-out."""
        if not populations:
            raise ValueError("a queue needs at least one population")
        self.populations = populations
        self.capacity_per_s = capacity_per_s
        self.bound = bound
        self.tick_s = tick_s
        self._lines: list[Line] = []
        classes = 0
        for population in populations:
            self._lines.append(Line(population, classes, tick_s))
            classes += population.classes
        self._budgeted = any(population.budget_per_success is not None for population in populations)
        self._past = max(line.whole for line in self._lines) + 2
        self._curves = Curves(classes, self._past)
        self._head = self._curves.end
        self._head_row = self._past - 1
        self._door = Door()
        self._restarts: tuple[Restart, ...] = ()
        self._calm = True
        self._none: Sequence[float] = (0.0,) * len(populations)
        self.offered: Sequence[float] = self._none
        self.attempts: Sequence[float] = self._none
        self.unreached: Sequence[float] = self._none
        self.rejected: Sequence[float] = self._none
        self.good: Sequence[float] = self._none
        self.lost: Sequence[float] = self._none
        self.departed = self.zombie = self.busy = self.goodput = self.queue = self.wait_s = 0.0

    @property
    def tick(self) -> int:
        """Number of ticks stepped so far."""
        return len(self._curves.positions) - self._past

    def step(
        self,
        arrivals: Sequence[float],
        reach: Sequence[float] | None = None,
        works: Sequence[float] | float = 1.0,
        capacity_share: float = 1.0,
    ) -> None:
        """Advance by one tick.

        `arrivals`: new requests in this tick, a count per population.
        `reach`: per population, the share of attempts that get to the door; the rest fail at once and back off.
        `works`: share of the answers in time that are good, one for all or one per population; the rest are failures.
        `capacity_share`: momentary factor on the capacity.
        """
        work = self.capacity_per_s * self.tick_s * capacity_share
        if self._calm and self._step_calm(arrivals, reach, works, work):
            return
        if self._restarts:
            work *= self._share_up()
        start = self._head
        target = self._curves.advance(start.position, work)

        in_time: list[Stretch] = []
        tried: list[float] = []
        for line, new in zip(self._lines, arrivals, strict=True):
            failures, stretch = self._expire(line, target)
            tries = line.clients.retry(failures)
            tries[0] += new
            tried += tries
            in_time.append(stretch)
        reached = tried
        if reach is not None:
            reached = []
            for line, share in zip(self._lines, reach, strict=True):
                reached += [amount * share for amount in tried[line.classes]]
        entered = self._admit(reached, self.bound - self.queue + work)
        self._curves.append(entered)
        self._serve(target)

        self.departed = self._head.position - start.position
        if self._curves.thinned:
            self.departed -= self._curves.gone(start, self._head).position
        self.busy = self.departed / work if work > 0.0 else float(self.queue > 0.0)
        self.offered = tuple(arrivals)
        self.attempts = [_total(tried[line.classes]) for line in self._lines]
        self.unreached = self.rejected = self._none
        if entered is not tried:
            arrived = [_total(reached[line.classes]) for line in self._lines]
            let_in = [_total(entered[line.classes]) for line in self._lines]
            self.unreached = [a - b for a, b in zip(self.attempts, arrived, strict=True)]
            self.rejected = [a - b for a, b in zip(arrived, let_in, strict=True)]
        self._answer(tried, entered, in_time, works)
        if self._curves.thinned:
            passed = self._head.position
            for line in self._lines:
                passed = min(passed, self._deadline(line).position)
            self._curves.forget(passed)
        self._calm = self.queue == 0.0 and self._door.open and not self._curves.thinned and not self._restarts
        for line in self._lines:
            self._calm = self._calm and not line.clients.settling

    def throttle(self, share: float | None) -> None:
        """Let this share of the attempts through the door; the others fail at once. None lets all through."""
        self._door = self._door.throttled(share)
        self._calm = False

    def limit(self, rate_per_s: float | None, burst: float = 0.0) -> None:
        """Let attempts through the door at this rate, and up to `burst` more after a lull. None lets all through."""
        self._door = self._door.limited(rate_per_s, burst)
        self._calm = False

    def clear(self) -> None:
        """Throw the queue away. Its clients are not told: they wait for their time-out."""
        self._thin(0.0)

    def restart(self, share: float, down_s: float, warm_up_s: float) -> None:
        """Restart a share of the hosts: their part of the queue is lost, they are away, then warm up evenly."""
        if not 0.0 <= share <= 1.0:
            raise ValueError(f"a restart takes a share of the hosts between 0 and 1, got {share}")
        self._thin(1.0 - share)
        self._restarts = (*self._restarts, Restart(share, self.tick, down_s, warm_up_s))

    def mark(self) -> FifoMark:
        """Return a mark of this moment; it stays good until the queue is rewound to an earlier one."""
        return FifoMark(
            len(self._curves.positions),
            tuple(line.clients.mark() for line in self._lines),
            tuple(getattr(self, name) for name in self._REMEMBERED),
            self._curves.thinned,
        )

    def rewind(self, mark: FifoMark) -> None:
        """Return to the moment of a mark of this queue, to the last bit."""
        self._curves.cut(mark.rows)
        self._curves.thinned = mark.thinned
        for line, clients in zip(self._lines, mark.clients, strict=True):
            line.clients.rewind(clients)
        for name, value in zip(self._REMEMBERED, mark.values, strict=True):
            setattr(self, name, value)

    def inside(self) -> float:
        """Return the requests neither answered nor lost, counted afresh from the curves.

        They wait for an answer, even one that cannot come, or they back off. All that was ever offered is good, lost
        or inside.
        """
        end = self._curves.end
        total = 0.0
        for line in self._lines:
            settled = deadline = self._deadline(line)
            if self._head.position > deadline.position:
                settled = self._head
            gone = self._curves.gone(deadline, settled)
            waiting = [a - b + c for a, b, c in zip(end.classes, settled.classes, gone.classes, strict=True)]
            total += _total(waiting[line.classes]) + line.clients.waiting()
        return total

    def state(self) -> Iterator[float]:
        """Yield every number on which the future depends, for a digest."""
        yield from (self.capacity_per_s, self.bound, self.queue, self._head.position, *self._head.classes)
        yield from self._door.state()
        for restart in self._restarts:
            yield from restart
        row = min(self._head_row, len(self._curves.positions) - self._past)
        yield from self._curves.state(row)
        for line in self._lines:
            yield from line.clients.state()

    def _step_calm(
        self, arrivals: Sequence[float], reach: Sequence[float] | None, works: Sequence[float] | float, work: float
    ) -> bool:
        """Step if nothing can go wrong (empty queue, nobody backing off, room for all), to the same result."""
        total = 0.0
        for new in arrivals:
            total += new
        if total > work or not _whole(works) or (reach is not None and not _whole(reach)):
            return False
        before, classes = self._head
        after = classes.copy()
        good: list[float] = []
        answered = 0.0
        for line, new in zip(self._lines, arrivals, strict=True):
            column = line.first
            after[column] += new
            amount = after[column] - classes[column]
            good.append(amount)
            answered += amount
            if self._budgeted:
                line.clients.deposit(amount)
        position = before + total
        curves = self._curves
        self._head = Point(position, after)
        self._head_row = len(curves.positions)
        curves.positions.append(position)
        curves.classes.append(after)
        self.offered = self.attempts = tuple(arrivals)
        self.unreached = self.rejected = self.lost = self._none
        self.good = good
        self.departed = position - before
        self.zombie = self.queue = self.wait_s = 0.0
        self.busy = self.departed / work if work > 0.0 else 0.0
        self.goodput = answered / self.tick_s
        return True

    def _deadline(self, line: Line) -> Point:
        """Return the point at which the deadlines of one population stand now."""
        return self._curves.before_row(-1 - line.whole, line.part)

    def _expire(self, line: Line, target: float) -> tuple[list[float], Stretch]:
        """Let the deadlines of one population advance while the servers move from the head towards `target`.

        Return what times out, per class of the population, and the part of the service that is in time.
        """
        head = self._head
        curves = self._curves
        row = len(curves.positions) - line.whole
        before, after = curves.before_row(row - 1, line.part), curves.before_row(row, line.part)
        ahead = head.position - before.position
        ahead_after = target - after.position
        answered: tuple[Point, Point] | None = None
        expired: tuple[Point, Point] | None = None
        in_time: Stretch = None
        if ahead >= 0.0 and ahead_after >= 0.0:
            answered, in_time = (before, after), (head, None)
        elif ahead < 0.0 and ahead_after < 0.0:
            expired = (before, after)
        else:
            meeting = head.position + (target - head.position) * (ahead / (ahead - ahead_after))
            meeting = min(max(meeting, head.position, before.position), target, after.position)
            cut = curves.at(meeting, row - 1)
            if ahead >= 0.0:
                answered, expired, in_time = (before, cut), (cut, after), (head, cut)
            else:
                expired, answered, in_time = (before, cut), (cut, after), (cut, None)
        failures = [0.0] * (line.classes.stop - line.first) if expired is None else _between(*expired)[line.classes]
        if curves.thinned and answered is not None:
            gone = curves.gone(*answered).classes[line.classes]
            failures = [amount + more for amount, more in zip(failures, gone, strict=True)]
        return failures, in_time

    def _admit(self, reached: list[float], room: float) -> list[float]:
        """Return the attempts that enter; the door and a full queue turn all classes away alike."""
        total = _total(reached)
        admitted = total
        if not self._door.open:
            admitted, self._door = self._door.admit(total, self.tick_s)
        admitted = min(admitted, max(0.0, room))
        if admitted >= total:
            return reached
        share = admitted / total
        return [amount * share for amount in reached]

    def _serve(self, target: float) -> None:
        """Move the head to `target`, or to the end of the queue if that comes first."""
        end = self._curves.end
        if target >= end.position:
            self._head = end
            self._head_row = len(self._curves.positions) - 1
        else:
            self._head_row = self._curves.row(target, self._head_row)
            self._head = self._curves.at(target, self._head_row)
        self._measure()

    def _measure(self) -> None:
        """Note the length of the queue and the age of its head."""
        head, end = self._head, self._curves.end
        self.queue = end.position - head.position
        if not self.queue:
            self.wait_s = 0.0
            return
        if self._curves.thinned:
            self.queue -= self._curves.gone(head, end).position
        self.wait_s = self._curves.age(head.position, self._head_row) * self.tick_s

    def _thin(self, kept: float) -> None:
        """Keep this share of the queue."""
        self._curves.thin(self._head.position, kept)
        position = self._curves.advance(self._head.position, 0.0)
        self._head_row = self._curves.row(position, self._head_row)
        self._head = self._curves.at(position, self._head_row)
        self._measure()
        self._calm = False

    def _share_up(self) -> float:
        """Return the share of the capacity that is there in this tick, hosts that restart taken off."""
        share = 1.0
        pending: list[Restart] = []
        for restart in self._restarts:
            age_s = (self.tick - restart.tick + 0.5) * self.tick_s
            share -= restart.missing(age_s)
            if age_s < restart.down_s + restart.warm_up_s:
                pending.append(restart)
        self._restarts = tuple(pending)
        return max(0.0, share)

    def _answer(
        self, tried: list[float], entered: list[float], in_time: list[Stretch], works: Sequence[float] | float
    ) -> None:
        """Tell each population what its attempts came to, and note the results."""
        good: list[float] = []
        lost: list[float] = []
        answered_in_all = good_in_all = 0.0
        wasted = False
        for number, (line, stretch) in enumerate(zip(self._lines, in_time, strict=True)):
            classes = line.classes
            late: list[float] | None = None
            if entered is not tried:
                late = [a - b for a, b in zip(tried[classes], entered[classes], strict=True)]
            answered = 0.0
            working = works if isinstance(works, float) else works[number]
            if stretch is not None:
                start, stop = stretch[0], stretch[1] or self._head
                answers = _between(start, stop)[classes]
                if self._curves.thinned:
                    gone = self._curves.gone(start, stop).classes[classes]
                    answers = [amount - less for amount, less in zip(answers, gone, strict=True)]
                answered = _total(answers)
                if working != 1.0:
                    failed = [amount * (1.0 - working) for amount in answers]
                    late = failed if late is None else [a + b for a, b in zip(late, failed, strict=True)]
            wasted = wasted or stretch is None or stretch[1] is not None
            line.clients.close(late, answered * working)
            good.append(answered * working)
            lost.append(line.clients.lost)
            answered_in_all += answered
            good_in_all += answered * working
        self.good = good
        self.lost = lost
        self.goodput = good_in_all / self.tick_s
        self.zombie = self.departed - answered_in_all if wasted else 0.0


def _total(amounts: Sequence[float]) -> float:
    """Add up in order: the built-in sum rounds differently from one Python to the next."""
    total = 0.0
    for amount in amounts:
        total += amount
    return total


def _between(low: Point, high: Point) -> list[float]:
    """Return the attempts between two points, per class."""
    return [after - before for before, after in zip(low.classes, high.classes, strict=True)]


def _whole(shares: Sequence[float] | float) -> bool:
    """Whether each of the shares is one."""
    return shares == 1.0 if isinstance(shares, float) else min(shares) == 1.0


def sakasegawa_wait_s(rate_per_s: float, capacity_per_s: float, servers: int) -> float:
    """Return the mean wait in seconds before service in an M/M/c queue, to be added to a latency that is shown.

    Sakasegawa's approximation is 4 to 20 % above Erlang's formula where a queue is worth showing. A fluid has no
    waiting below saturation. The power has no exact last bit, so this must never enter the state of a queue.
    Raises ValueError at or above saturation.
    """
    load = rate_per_s / capacity_per_s
    if load >= 1.0:
        raise ValueError(f"no steady wait: {rate_per_s}/s offered to {capacity_per_s}/s")
    service_s = servers / capacity_per_s
    return service_s * float(load ** (math.sqrt(2.0 * (servers + 1)) - 1.0)) / (servers * (1.0 - load))
