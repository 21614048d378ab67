"""Clients that give up on an attempt, back off with full jitter and try again.

A retry waits a time drawn evenly from a window, so a stream of failures comes back as its own moving average: a
difference of two values of the cumulative failures, whatever the length of the window and the number of clients.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

FOREVER = -1
"""As a number of retries: an attempt that fails is tried again until it succeeds, as a fleet does with its leases."""

LONG_BACKOFF_S = 1_000_000.0


def total(amounts: Sequence[float]) -> float:
    """Add up in order: the built-in sum rounds differently from one Python to the next."""
    added = 0.0
    for amount in amounts:
        added += amount
    return added


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
    the sum of two uniform variables: one weight for the tick of the failure, equal weights for the ticks within the
    window, two weights for the ticks across its end. They add up to one.

    `failed[i]` is the number of failures by the end of a tick, `late` those of the last tick that nobody knew of when
    its retries were sent; their first weight falls due a tick late.
    """

    __slots__ = ("across", "beyond", "early", "failed", "inside", "late", "same", "whole")

    def __init__(self, window_s: float, tick_s: float) -> None:
        span = window_s / tick_s
        self.whole = max(1, math.floor(span + 1e-9))
        if span < 1.0:
            self.same, self.inside, self.across, self.beyond = 1.0 - span / 2.0, 0.0, span / 2.0, 0.0
        else:
            part = max(0.0, span - self.whole)
            self.same = 0.5 / span
            self.inside = 1.0 / span
            self.across = (part + 0.5 - part * part / 2.0) / span
            self.beyond = part * part / (2.0 * span)
        self.failed = [0.0] * (self.whole + 2)
        self.early = self.late = 0.0

    def waiting(self) -> float:
        """Return how many clients are waiting, counted afresh from the history of failures."""
        waiting = self.same * self.late
        unpaid = 1.0
        failed = self.failed
        for age in range(self.whole + 1):
            if age == 0:
                unpaid -= self.same
            else:
                unpaid -= self.inside if age < self.whole else self.across
            waiting += unpaid * (failed[-1 - age] - failed[-2 - age])
        return waiting


ClientsMark: TypeAlias = tuple[tuple[float, float, int], tuple[tuple[int, float, float], ...]]


class Clients:
    """All clients of one population: what failed, who waits to try again, what the retry budget still allows.

    In each tick call `retry` with the failures known before the door of the queue opens, then `close` with those the
    door and the servers added. Amounts are counts of attempts, one per class of `Population.classes`.

    `lost`: requests given up for good in the last tick. `settling`: 0 when nobody is backing off.
    """

    __slots__ = ("_backoffs", "_cap", "_deposit", "_final", "_longest", "lost", "settling", "tokens")

    def __init__(self, population: Population, tick_s: float) -> None:
        self._final = population.retries != FOREVER
        self._backoffs = [Backoff(window_s, tick_s) for window_s in population.windows_s()]
        self._longest = max((backoff.whole + 2 for backoff in self._backoffs), default=0)
        self._deposit = population.budget_per_success
        self._cap = population.budget_cap
        self.tokens = population.budget_cap
        self.lost = 0.0
        self.settling = 0

    def retry(self, failures: Sequence[float]) -> list[float]:
        """Take the failures known so far and return the attempts that come back in this tick, per class."""
        returns: list[float] = []
        self.lost = 0.0
        if self._final:
            returns.append(0.0)
            self.lost = failures[-1]
        if self._deposit is not None:
            failures = self._afford(failures)
        for backoff, early in zip(self._backoffs, failures):  # noqa: B905 (the last failure has no retry)
            failed = backoff.failed
            whole = backoff.whole
            newest = failed[-whole]
            oldest = failed[-whole - 1]
            back = backoff.inside * (failed[-1] - newest) + backoff.across * (newest - oldest)
            if backoff.beyond:
                back += backoff.beyond * (oldest - failed[-whole - 2])
            returns.append(back + backoff.same * (early + backoff.late))
            backoff.early = early
        return returns

    def close(self, failures: Sequence[float] | None, good: float) -> None:
        """End the tick: take the failures learnt since `retry` (None for none) and the number of successes."""
        busy = False
        if failures is None:
            for backoff in self._backoffs:
                failed = backoff.failed
                backoff.late = 0.0
                if backoff.early:
                    busy = True
                failed.append(failed[-1] + backoff.early)
        else:
            if self._final:
                self.lost += failures[-1]
            if self._deposit is not None:
                failures = self._afford(failures)
            for backoff, late in zip(self._backoffs, failures):  # noqa: B905 (the last failure has no retry)
                failed = backoff.failed
                backoff.late = late
                if late or backoff.early:
                    busy = True
                failed.append(failed[-1] + (backoff.early + late))
        if busy:
            self.settling = self._longest
        elif self.settling:
            self.settling -= 1
        if self._deposit is not None:
            self.deposit(good)

    @property
    def saving(self) -> bool:
        """Whether a success earns a retry that can be kept."""
        return self._deposit is not None and self.tokens < self._cap

    def deposit(self, good: float) -> None:
        """Credit the retry budget for successes."""
        if self._deposit is not None:
            self.tokens = min(self._cap, self.tokens + self._deposit * good)

    def waiting(self) -> float:
        """Return how many clients are backing off, counted afresh from the history of failures."""
        waiting = 0.0
        for backoff in self._backoffs:
            waiting += backoff.waiting()
        return waiting

    def _afford(self, failures: Sequence[float]) -> Sequence[float]:
        """Return the failures that may be retried; what the budget refuses is lost."""
        wanted = total(failures[: len(self._backoffs)])
        if wanted <= self.tokens:
            self.tokens -= wanted
            return failures
        share = self.tokens / wanted
        self.lost += wanted - self.tokens
        self.tokens = 0.0
        return [amount * share for amount in failures]

    def mark(self) -> ClientsMark:
        """Return what `rewind` needs."""
        waits = tuple((len(backoff.failed), backoff.early, backoff.late) for backoff in self._backoffs)
        return (self.tokens, self.lost, self.settling), waits

    def rewind(self, mark: ClientsMark) -> None:
        """Return to the moment of `mark`, which must lie in the past of these clients."""
        (self.tokens, self.lost, self.settling), waits = mark
        for backoff, (length, early, late) in zip(self._backoffs, waits, strict=True):
            del backoff.failed[length:]
            backoff.early = early
            backoff.late = late

    def state(self) -> Iterator[float]:
        """Yield every number on which the future depends."""
        yield self.tokens
        yield self.settling
        for backoff in self._backoffs:
            yield backoff.late
            yield from backoff.failed[-backoff.whole - 2 :]
