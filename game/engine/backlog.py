"""A backlog: work waits in one line, nothing is given up, and the age of its head is exact.

What comes in within a tick is spread evenly over it, so the curve of what was taken is straight between two ticks, and the
moment at which the head came in can be read off it. The pointer to the head only moves on: the cost of a tick does not
depend on the length of the line.
"""

from __future__ import annotations

from typing import Any


class Backlog:
    """A line of work in order of arrival. Each tick: `take` once, then `work`.

    `came` is the moment, in ticks, at which what is at the head came in, now if nothing waits; `age_s` how long ago that is.
    """

    def __init__(self, tick_s: int) -> None:
        self.tick_s = tick_s
        self.taken = 0.0
        self.done = 0.0
        self.came = 0.0
        self.age_s = 0.0
        self._head = 0
        self._curve: list[float] = [0.0]  # entry n: taken by the end of tick n

    @property
    def waiting(self) -> float:
        """How much waits."""
        return self.taken - self.done

    def take(self, count: float) -> None:
        """Take in what came in this tick."""
        self.taken += count
        self._curve.append(self.taken)

    def work(self, count: float) -> float:
        """Do up to this much, oldest first; return what was done."""
        before, now = self.done, len(self._curve) - 1
        done = before + count
        if done >= self.taken:
            self.done = self.taken
            self._head, self.came, self.age_s = now, float(now), 0.0
            return self.done - before
        self.done = done
        curve, head = self._curve, self._head
        while curve[head + 1] <= done:
            head += 1
        self._head = head
        earlier, later = curve[head], curve[head + 1]
        self.came = head + (done - earlier) / (later - earlier)
        self.age_s = (now - self.came) * self.tick_s
        return done - before

    def mark(self) -> tuple[float, float, float, float, int, int]:
        """A small value from which `rewind` comes back to this very state."""
        return (self.taken, self.done, self.came, self.age_s, self._head, len(self._curve))

    def rewind(self, mark: Any) -> None:
        """Come back to a mark taken earlier in this run."""
        self.taken, self.done, self.came, self.age_s, self._head, length = mark
        del self._curve[length:]

    def digest(self) -> object:
        """Everything that decides its future: the sums, and the part of the curve that the head has not passed."""
        return (self.taken, self.done, self._head, self._curve[self._head :])
