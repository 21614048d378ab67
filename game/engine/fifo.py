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
from itertools import accumulate, islice
from operator import add, sub

from game.engine.admission import Door
from game.engine.clients import FOREVER, Clients, ClientsMark, Population, total
from game.engine.curves import Curves, Thinned
from game.engine.hosts import Restart, share_up

__all__ = ["FOREVER", "Fifo", "FifoMark", "Population"]


@dataclass(frozen=True, slots=True)
class FifoMark:
    """A moment in the life of one `Fifo`, to which it can return."""

    rows: int
    clients: tuple[ClientsMark, ...]
    values: tuple[object, ...]
    thinned: tuple[Thinned, ...]


class Line:
    """One population in the queue: its clients, its classes of attempt, and their age in ticks at the deadline."""

    __slots__ = ("classes", "clients", "columns", "number", "part", "size", "whole")

    def __init__(self, population: Population, number: int, first: int, tick_s: float) -> None:
        if tick_s > population.timeout_s / 2.0:
            raise ValueError(
                f"population {population.name!r}: a tick of {tick_s} s is too long for a time-out of "
                f"{population.timeout_s} s, it may be half of it at most"
            )
        self.clients = Clients(population, tick_s)
        self.columns: list[list[float]] = []  # those of the curves
        self.number = number
        self.size = population.classes
        self.classes = slice(first, first + self.size)
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
        "queue",
        "_calm",
        "_quiet",
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
        for number, population in enumerate(populations):
            self._lines.append(Line(population, number, classes, tick_s))
            classes += population.classes
        self._alone = len(populations) == 1
        self._final = all(population.retries == 0 for population in populations)
        self._budgeted = any(population.budget_per_success is not None for population in populations)
        self._past = max(line.whole for line in self._lines) + 2
        self._curves = Curves(classes, self._past)
        for line in self._lines:
            line.columns = self._curves.columns[line.classes]
        self._firsts = tuple([line.columns[0] for line in self._lines])
        self._head = 0.0
        self._head_row = 0
        self._door = Door()
        self._restarts: tuple[Restart, ...] = ()
        self._calm = self._quiet = True  # calm is quiet with an open door
        self._none: Sequence[float] = (0.0,) * len(populations)
        self._all: Sequence[float] = (1.0,) * len(populations)
        self.offered: Sequence[float] = self._none
        self.attempts: Sequence[float] = self._none
        self.unreached: Sequence[float] = self._none
        self.rejected: Sequence[float] = self._none
        self.good: Sequence[float] = self._none
        self.lost: Sequence[float] = self._none
        self.departed = self.zombie = self.busy = self.queue = 0.0

    @property
    def tick(self) -> int:
        """Number of ticks stepped so far."""
        return len(self._curves.positions) - self._past

    @property
    def goodput(self) -> float:
        """Good answers per second in the last tick."""
        return total(self.good) / self.tick_s

    @property
    def calm(self) -> bool:
        """Whether nothing waits or backs off and the door is open; as long as nothing comes, a tick changes nothing."""
        return self._calm

    @property
    def wait_s(self) -> float:
        """Age of the attempt at the head of the queue, in seconds; 0 if there is none."""
        return self._curves.age(self._head, self._head_row) * self.tick_s if self.queue else 0.0

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
        if self._quiet and (reach is None or _whole(reach)):
            if self._calm and (works == 1.0 or _whole(works)):
                if self._step_calm(arrivals, work):
                    return
            elif self._final and isinstance(works, float) and self._step_once(arrivals, works, work):
                return
        curves = self._curves
        curves.level()
        if self._restarts:
            share, self._restarts = share_up(self._restarts, (self.tick + 0.5) * self.tick_s)
            work *= share
        if not self.queue:
            self._head_row = len(curves.positions) - 1
        start, start_row = self._head, self._head_row
        target = curves.advance(start, work) if curves.thinned else start + work

        in_time: list[tuple[float, float]] = []
        tried: list[float] = []
        attempts: list[float] = []
        wasted = False
        for line in self._lines:
            failures, stretch = self._expire(line, target)
            in_time.append(stretch)
            wasted = wasted or stretch[0] > start or stretch[1] < math.inf
            tries = line.clients.retry(failures)
            tries[0] += arrivals[line.number]
            tried += tries
            attempts.append(total(tries))

        self.offered = tuple(arrivals)
        self.attempts = attempts
        entered = self._admit(tried, reach, self.bound - self.queue + work)
        self._serve(target)
        self.departed = self._head - start
        if curves.thinned:
            self.departed -= curves.gone(start, self._head)
        self.busy = self.departed / work if self.departed < work else float(self.departed + self.queue > 0.0)
        late = None if entered is tried else list(map(sub, tried, entered))
        answered = self._answer(in_time, works, late, start_row)
        self.zombie = self.departed - answered if wasted else 0.0
        self._settle()

    def throttle(self, share: float | None) -> None:
        """Let this share of the attempts through the door; the others fail at once. None lets all through."""
        self._door = self._door.throttled(share)
        self._calm = self._quiet and self._door.open

    def limit(self, rate_per_s: float | None, burst: float = 0.0) -> None:
        """Let attempts through the door at this rate, and up to `burst` more after a lull. None lets all through."""
        self._door = self._door.limited(rate_per_s, burst)
        self._calm = self._quiet and self._door.open

    def clear(self) -> None:
        """Throw the queue away. Its clients are not told: they wait for their time-out."""
        self._thin(0.0)

    def shed(self) -> None:
        """Throw away what waits and would be too late by the end of the next tick for any of its clients; it costs no work.

        They wait for their time-out like those of whatever else was thrown away.
        """
        curves = self._curves
        if not self.queue:
            return
        curves.level()
        position = self._head
        late = [curves.before(len(curves.positions) - line.whole, line.part) for line in self._lines]
        if min(late) > position:
            curves.drop(position, min(late))
            self._serve(min(late))
            self._calm = self._quiet = False

    def restart(self, share: float, down_s: float, warm_up_s: float) -> None:
        """Restart a share of the hosts: their part of the queue is lost, they are away, then warm up evenly."""
        if not 0.0 <= share <= 1.0:
            raise ValueError(f"a restart takes a share of the hosts between 0 and 1, got {share}")
        self._thin(1.0 - share)
        self._restarts = (*self._restarts, Restart(share, self.tick * self.tick_s, down_s, warm_up_s))

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
        curves = self._curves
        curves.level()
        inside = 0.0
        for line in self._lines:
            deadline = curves.before(-1 - line.whole, line.part)
            settled = max(deadline, self._head)
            waiting = curves.between(settled, curves.positions[-1], line.columns)
            gone = curves.gone_by_class(deadline, settled, line.columns)
            inside += total(waiting) + total(gone) + line.clients.waiting()
        return inside

    def state(self) -> Iterator[float]:
        """Yield every number on which the future depends, for a digest."""
        yield from (self.capacity_per_s, self.bound, self.queue, self._head)
        yield from self._door.state()
        for restart in self._restarts:
            yield from restart
        oldest = len(self._curves.positions) - self._past
        yield from self._curves.state(min(self._head_row, oldest) if self.queue else oldest)
        for line in self._lines:
            yield from line.clients.state()

    def _step_calm(self, arrivals: Sequence[float], work: float) -> bool:
        """Step with an empty queue and nobody backing off, to the same result, unless more arrives than is served."""
        arriving = arrivals[0] if self._alone else total(arrivals)
        if arriving > work:
            return False
        before = self._head
        self._head = position = before + arriving
        self._curves.positions.append(position)
        departed = position - before
        if self._alone:
            column = self._firsts[0]
            column.append(column[-1] + arriving)
            good = [departed]
        else:
            good = []
            for column, new in zip(self._firsts, arrivals, strict=True):
                earlier = column[-1]
                later = earlier + new
                column.append(later)
                good.append(later - earlier)
        if self._budgeted:
            for line, amount in zip(self._lines, good, strict=True):
                line.clients.deposit(amount)
        self.offered = self.attempts = tuple(arrivals)
        self.unreached = self.rejected = self.lost = self._none
        self.good = good
        self.zombie = 0.0
        self.departed = departed
        self.busy = departed / work if departed < work else float(departed > 0.0)
        return True

    def _step_once(self, arrivals: Sequence[float], works: float, work: float) -> bool:
        """Step with an empty queue whose clients never try again, unless more gets through the door than is served."""
        door = self._door
        if door.rate_per_s is not None:
            return False
        share = door.share
        admitted = total(arrivals) * share
        if admitted > work:
            return False
        before = self._head
        self._head = position = before + admitted
        self._curves.positions.append(position)
        good: list[float] = []
        lost: list[float] = []
        for column, new in zip(self._firsts, arrivals, strict=True):
            earlier = column[-1]
            later = earlier + new * share
            column.append(later)
            answered = (later - earlier) * works
            good.append(answered)
            lost.append(new - answered if share * works < 1.0 else 0.0)
        if self._budgeted:
            for line, amount in zip(self._lines, good, strict=True):
                line.clients.deposit(amount)
        self.offered = self.attempts = tuple(arrivals)
        self.unreached = self._none
        self.rejected = self._none if share == 1.0 else [new - new * share for new in arrivals]
        self.good, self.lost = good, lost
        self.zombie = 0.0
        self.departed = departed = position - before
        self.busy = departed / work if departed < work else float(departed > 0.0)
        return True

    def step_calmly(self, arrivals: Sequence[Sequence[float]]) -> None:
        """Step many ticks at once, to the same result (but for `busy`): a row of new requests, one a tick, per population.

        Populations without a row bring nothing. The queue must be `calm`, and in no tick may more arrive than it can serve.
        """
        before = len(arrivals[0]) - 1
        if before:
            together: Sequence[float] = arrivals[0]
            for row in arrivals[1:]:
                together = list(map(add, together, row))
            positions = self._curves.positions
            _add_up(positions, together, before)
            self._head = positions[-1]
            for number, (line, column) in enumerate(zip(self._lines, self._firsts, strict=True)):
                if number < len(arrivals):
                    _add_up(column, arrivals[number], before)
                else:
                    column.extend([column[-1]] * before)
                if line.clients.saving:
                    curve = positions if self._alone else column
                    for place in range(len(curve) - before, len(curve)):
                        line.clients.deposit(curve[place] - curve[place - 1])
        last = [row[before] for row in arrivals]
        last += [0.0] * (len(self._lines) - len(last))
        self._step_calm(last, math.inf)

    def _expire(self, line: Line, target: float) -> tuple[list[float], tuple[float, float]]:
        """Let the deadlines of one population advance while the servers move from the head towards `target`.

        Return what times out, per class of the population, and the positions between which service is in time.
        """
        curves, head = self._curves, self._head
        row = len(curves.positions) - line.whole
        before, after = curves.positions[row - 1], curves.positions[row]
        if line.part:
            before, after = curves.before(row - 1, line.part), curves.before(row, line.part)
        ahead, ahead_after = head - before, target - after
        if ahead >= 0.0 and ahead_after >= 0.0:
            answered, in_time = (before, after), (head, math.inf)
            failures = [0.0] * line.size
        elif ahead < 0.0 and ahead_after < 0.0:
            answered, in_time = (before, before), (head, head)
            if line.part:
                failures = curves.between(before, after, line.columns, row - 1)
            else:
                failures = curves.entered(row, line.columns)
        else:
            meeting = head + (target - head) * (ahead / (ahead - ahead_after))
            meeting = min(max(meeting, head, before), target, after)
            if ahead >= 0.0:
                answered, in_time = (before, meeting), (head, meeting)
                failures = curves.between(meeting, after, line.columns, row - 1)
            else:
                answered, in_time = (meeting, after), (meeting, math.inf)
                failures = curves.between(before, meeting, line.columns, row - 1)
        if curves.thinned:
            failures = list(map(add, failures, curves.gone_by_class(*answered, line.columns)))
        return failures, in_time

    def _admit(self, tried: list[float], reach: Sequence[float] | None, room: float) -> list[float]:
        """Append what enters to the curves; the door and a full queue turn all classes away alike."""
        arrived: Sequence[float] = self.attempts
        if reach is not None:
            arrived = [amount * share for amount, share in zip(arrived, reach, strict=True)]
        knocking = total(arrived)
        admitted = knocking
        if not self._door.open:
            admitted, self._door = self._door.admit(knocking, self.tick_s)
        if admitted > room:
            admitted = max(0.0, room)
        self.unreached = self.rejected = self._none
        entered = tried
        if reach is not None and not _whole(reach):
            self.unreached = list(map(sub, self.attempts, arrived))
            entered = []
            for line, share in zip(self._lines, reach, strict=True):
                entered += [amount * share for amount in tried[line.classes]]
        if admitted < knocking:
            door = admitted / knocking
            self.rejected = [amount - amount * door for amount in arrived]
            entered = [amount * door for amount in entered]
        self._curves.append(admitted, entered)
        return entered

    def _serve(self, target: float) -> None:
        """Move the head to `target`, or to the end of the queue if that comes first."""
        curves = self._curves
        end = curves.positions[-1]
        if target >= end:
            self._head = end
            self.queue = 0.0
        else:
            self._head = target
            self._head_row = curves.row(target, self._head_row)
            self.queue = end - target
            if curves.thinned:
                self.queue -= curves.gone(target, end)

    def _answer(
        self,
        in_time: list[tuple[float, float]],
        works: Sequence[float] | float,
        late: list[float] | None,
        row: int,
    ) -> float:
        """Tell each population what its attempts came to, note the results and return the answers in time."""
        curves = self._curves
        good: list[float] = []
        lost: list[float] = []
        answered_in_all = 0.0
        for line in self._lines:
            start, end = in_time[line.number]
            stop = end if end < math.inf else self._head
            working = works if isinstance(works, (float, int)) else works[line.number]
            failures = None if late is None else late[line.classes]
            if start == stop:
                answered = 0.0
            elif self._alone and working == 1.0 and not curves.thinned:
                answered = stop - start
            else:
                answers = curves.between(start, stop, line.columns, row)
                if curves.thinned:
                    answers = list(map(sub, answers, curves.gone_by_class(start, stop, line.columns)))
                answered = total(answers)
                if working != 1.0:
                    failed = [amount * (1.0 - working) for amount in answers]
                    failures = failed if failures is None else list(map(add, failures, failed))
            answered_in_all += answered
            good.append(answered * working)
            line.clients.close(failures, answered * working)
            lost.append(line.clients.lost)
        self.good = good
        self.lost = lost
        return answered_in_all

    def _settle(self) -> None:
        """Forget lost stretches that all deadlines have passed, and see whether the next tick can be a calm one."""
        curves = self._curves
        if curves.thinned:
            passed = self._head
            for line in self._lines:
                passed = min(passed, curves.before(-1 - line.whole, line.part))
            curves.forget(passed)
        calm = not self.queue and not curves.thinned and not self._restarts
        for line in self._lines:
            calm = calm and not line.clients.settling
        self._quiet = calm
        self._calm = calm and self._door.open

    def _thin(self, kept: float) -> None:
        """Keep this share of the queue."""
        curves = self._curves
        curves.thin(self._head, kept)
        self._serve(curves.advance(self._head, 0.0))
        self._calm = self._quiet = False


def _whole(shares: Sequence[float] | float | None) -> bool:
    """Whether each of the shares is one; none given means all are."""
    if shares is None or shares == 1.0:
        return True
    if isinstance(shares, (float, int)):
        return False
    for share in shares:  # noqa: SIM110 (a generator takes three times as long)
        if share != 1.0:
            return False
    return True


def _add_up(column: list[float], amounts: Sequence[float], count: int) -> None:
    """Go on with a cumulative column by the first so many amounts, each added to the last sum."""
    sums = accumulate(islice(amounts, count), initial=column[-1])
    next(sums)
    column.extend(sums)
