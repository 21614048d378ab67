"""Clients that give up on an attempt, back off with full jitter and try again.

A retry waits a time drawn evenly from a window, so a stream of failures comes back as its own moving average: a
difference of two values of the cumulative failures, whatever the length of the window and the number of clients.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

FOREVER = -1
"""As a number of retries: an attempt that fails is tried again until it succeeds, as a fleet does with its leases."""

LONG_BACKOFF_S = 1_000_000.0


@dataclass(frozen=True, slots=True)
class Population:
    """One kind of client of one queue.

    `timeout_s`: a client gives up this long after its attempt entered the queue.
    `retries`: further attempts after the first, or `FOREVER`.
    `backoff_s`: retry k (0 for the first) waits U(0, `backoff_s` * 2**k) seconds; `FOREVER` keeps the first window.
    `backoff_cap_s`: no window is longer than this.
    `budget_per_success`: retries earned by each success; None leaves retries unlimited.
    `budget_cap`: retries that can be saved up; the budget starts full. The default is the retry quota of the AWS SDKs
    (500 tokens, 5 a retry), times five.
    """

    name: str
    timeout_s: float
    retries: int
    backoff_s: float
    backoff_cap_s: float = LONG_BACKOFF_S
    budget_per_success: float | None = None
    budget_cap: float = 500.0

    def __post_init__(self) -> None:
        if self.timeout_s <= 0:
            raise ValueError(f"population {self.name!r}: timeout_s must be above 0, got {self.timeout_s}")
        if self.retries < FOREVER:
            raise ValueError(f"population {self.name!r}: retries must be 0 or more, or FOREVER, got {self.retries}")
        if self.backoff_s < 0 or self.backoff_cap_s < 0:
            raise ValueError(f"population {self.name!r}: a back-off cannot be negative")

    @property
    def classes(self) -> int:
        """Number of kinds of attempt told apart: the first and each retry, or one if retries go on for ever."""
        return 1 if self.retries == FOREVER else self.retries + 1

    def windows_s(self) -> list[float]:
        """Return the longest wait before each retry, in seconds."""
        if self.retries == FOREVER:
            return [min(self.backoff_s, self.backoff_cap_s)]
        windows = []
        window = self.backoff_s
        for _ in range(self.retries):
            windows.append(min(window, self.backoff_cap_s))
            window *= 2.0
        return windows


class Backoff:
    """The wait before one retry, for a window of any length on a clock of ticks.

    Failures are spread evenly over their tick and waits over the window, so the tick in which a retry falls follows
    the sum of two uniform variables. With a window of `span` ticks that gives one weight to the tick of the failure,
    equal weights to the ticks within the window, and two weights to the ticks across its end. They add up to one.
    """

    __slots__ = ("across", "beyond", "inside", "same", "target", "whole")

    def __init__(self, window_s: float, tick_s: float, target: int) -> None:
        span = window_s / tick_s
        self.target = target
        self.whole = max(1, math.floor(span))
        if span < 1.0:
            self.same, self.inside, self.across, self.beyond = 1.0 - span / 2.0, 0.0, span / 2.0, 0.0
        else:
            part = span - self.whole
            self.same = 0.5 / span
            self.inside = 1.0 / span
            self.across = (part + 0.5 - part * part / 2.0) / span
            self.beyond = part * part / (2.0 * span)

    def weights(self) -> Iterator[float]:
        """Yield the share of failures that come back 0, 1, 2 ... ticks later."""
        yield self.same
        for _ in range(1, self.whole):
            yield self.inside
        yield self.across
        yield self.beyond


ClientsMark: TypeAlias = tuple[tuple[int, ...], tuple[Any, ...]]


class Clients:
    """All clients of one population: what failed, who waits to try again, what the retry budget still allows.

    In each tick call `retry` with the failures known before the door of the queue opens, then `close` with those the
    door and the servers added. Amounts are counts of attempts, one per class of `Population.classes`.
    """

    __slots__ = (
        "_backoffs",
        "_cap",
        "_classes",
        "_deposit",
        "_early",
        "_failed",
        "_final",
        "_late",
        "_longest",
        "lost",
        "settling",
        "tokens",
    )

    def __init__(self, population: Population, tick_s: float) -> None:
        windows = population.windows_s()
        forever = population.retries == FOREVER
        self._classes = population.classes
        self._final = not forever
        self._backoffs = [Backoff(window, tick_s, 0 if forever else k + 1) for k, window in enumerate(windows)]
        self._longest = max((backoff.whole + 2 for backoff in self._backoffs), default=0)
        self._failed = [[0.0] * (backoff.whole + 2) for backoff in self._backoffs]
        self._early: list[float] = [0.0] * len(windows)
        self._late: list[float] = [0.0] * len(windows)
        self._deposit = population.budget_per_success
        self._cap = population.budget_cap
        self.tokens = population.budget_cap
        self.lost = 0.0
        self.settling = 0

    def retry(self, failures: Sequence[float]) -> list[float]:
        """Take the failures known so far and return the attempts that come back in this tick, per class."""
        self.lost = failures[-1] if self._final else 0.0
        early = self._early = self._afford(failures)
        returns = [0.0] * self._classes
        for backoff, failed, soon, late in zip(self._backoffs, self._failed, early, self._late, strict=True):
            whole = backoff.whole
            newest = failed[-whole]
            oldest = failed[-whole - 1]
            back = backoff.inside * (failed[-1] - newest) + backoff.across * (newest - oldest)
            if backoff.beyond:
                back += backoff.beyond * (oldest - failed[-whole - 2])
            returns[backoff.target] = back + backoff.same * (soon + late)
        return returns

    def close(self, failures: Sequence[float] | None, good: float) -> None:
        """End the tick: take the failures learnt since `retry` (None for none) and the number of successes."""
        early = self._early
        if failures is None:
            late = self._late = [0.0] * len(early)
        else:
            if self._final:
                self.lost += failures[-1]
            late = self._late = self._afford(failures)
        busy = False
        for failed, soon, then in zip(self._failed, early, late, strict=True):
            amount = soon + then
            failed.append(failed[-1] + amount)
            busy = busy or amount > 0.0
        self.settling = self._longest if busy else max(0, self.settling - 1)
        if self._deposit is not None:
            self.deposit(good)

    def deposit(self, good: float) -> None:
        """Credit the retry budget for successes."""
        if self._deposit is not None:
            self.tokens = min(self._cap, self.tokens + self._deposit * good)

    def waiting(self) -> float:
        """Return how many clients are backing off, counted afresh from the history of failures."""
        total = 0.0
        for backoff, failed, late in zip(self._backoffs, self._failed, self._late, strict=True):
            unpaid = 1.0
            for age, weight in enumerate(backoff.weights()):
                if age > backoff.whole:
                    break
                unpaid -= weight
                total += unpaid * (failed[-1 - age] - failed[-2 - age])
            total += backoff.same * late
        return total

    def _afford(self, failures: Sequence[float]) -> list[float]:
        """Return the failures that may be retried; what the budget refuses is lost."""
        retried = list(failures[: len(self._backoffs)])
        if self._deposit is None:
            return retried
        wanted = 0.0
        for amount in retried:
            wanted += amount
        if wanted <= self.tokens:
            self.tokens -= wanted
            return retried
        share = self.tokens / wanted
        self.lost += wanted - self.tokens
        self.tokens = 0.0
        return [amount * share for amount in retried]

    def mark(self) -> ClientsMark:
        """Return what `rewind` needs."""
        lengths = tuple(len(failed) for failed in self._failed)
        return lengths, (self._early, self._late, self.tokens, self.lost, self.settling)

    def rewind(self, mark: ClientsMark) -> None:
        """Return to the moment of `mark`, which must lie in this object's past."""
        lengths, (self._early, self._late, self.tokens, self.lost, self.settling) = mark
        for failed, length in zip(self._failed, lengths, strict=True):
            del failed[length:]

    def state(self) -> Iterator[float]:
        """Yield every number on which the future depends."""
        yield self.tokens
        yield self.settling
        yield from self._late
        for backoff, failed in zip(self._backoffs, self._failed, strict=True):
            yield from failed[-backoff.whole - 2 :]
