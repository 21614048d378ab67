"""The clock of a run: simulated seconds from a monotonic time that is handed in. It never looks at a clock itself."""

from __future__ import annotations

from game.session.view.board import Slowed

SPEEDS = (1, 10, 60, 240)
"""Simulated seconds a second that a player can choose."""

LONGEST_GAP_S = 2.0
"""Real seconds between two looks at the clock that count. A longer gap (a suspended machine, a stopped process) counts as
this much: the night does not run on while nobody could see it."""


class Clock:
    """Simulated time as a straight line through an anchor; a new anchor is set only when the line changes.

    `limit` is a second that it never passes (the end of the night). `slowed` is what slowed it last, None once a speed was
    chosen.
    """

    def __init__(self, second: int, *, speed: int = 1, limit: int | None = None) -> None:
        self._anchor_now: float | None = None
        self._anchor_second = float(second)
        self._last_now = 0.0
        self.second = second
        self.limit = limit
        self.paused = False
        self.speed = 1
        self.slowed: Slowed | None = None
        self.set_speed(speed)

    def advance(self, now: float) -> int:
        """The simulated second at `now`, a monotonic time in seconds. A time that runs backwards counts as standing still."""
        if self._anchor_now is None:
            self._anchor_now = self._last_now = now
        gap = now - self._last_now
        if gap < 0.0:
            self._anchor_now += gap
        elif gap > LONGEST_GAP_S:
            self._anchor_now += gap - LONGEST_GAP_S
        self._last_now = now
        if self.paused:
            self._anchor_now = now
            return self.second
        second = int(self._exact() // 1.0)
        if self.limit is not None and second >= self.limit:
            second = self.limit
        self.second = max(self.second, second)
        return self.second

    def set_speed(self, speed: int) -> None:
        """Go on at another speed from here. ValueError if there is no such speed."""
        if speed not in SPEEDS:
            raise ValueError(f"there is no speed x{speed}; choose one of {', '.join([str(known) for known in SPEEDS])}")
        self._settle()
        self.speed = speed
        self.slowed = None

    def pause(self, paused: bool) -> None:
        """Stand still, or go on from here."""
        self._settle()
        self.paused = paused

    def hold_at(self, second: int) -> None:
        """Go on from this second, dropping what was due beyond it (something happened that the player must see)."""
        self._anchor_second = float(second)
        self._anchor_now = self._last_now if self._anchor_now is not None else None
        self.second = second

    def _exact(self) -> float:
        if self._anchor_now is None or self.paused:
            return self._anchor_second
        return self._anchor_second + (self._last_now - self._anchor_now) * self.speed

    def _settle(self) -> None:
        """Anchor the line where it is now; the fraction of a second is kept, so that changes of speed lose nothing."""
        exact = self._exact()
        if self.limit is not None:
            exact = min(exact, float(self.limit))
        self._anchor_second = exact
        if self._anchor_now is not None:
            self._anchor_now = self._last_now
