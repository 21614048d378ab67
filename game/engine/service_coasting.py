"""A service while nothing waits: what comes of a request is known from what its suppliers answer alone.

So only that is noted in each tick, and the queue catches up, to the same bits, when something happens or somebody looks.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from operator import add, mul, sub
from typing import ClassVar

from game.engine.coming import Coming, of_mood
from game.engine.fifo import Fifo
from game.engine.hours import BLOCK
from game.engine.service_log import FEW_CALLS
from game.engine.service_needs import Leaning

_FAILING, _RATE, _ATTEMPTS = 0, 1, 5
"""Places of the readings that may move while a service coasts."""


class Coasting(Leaning):
    """A service, as far as it need not work through every tick."""

    coasts: ClassVar[bool] = True
    """Whether nothing but its suppliers decides what it does while nothing waits, and its readings are those of any service."""
    _coming: Coming
    _minute: int

    def _prepare_to_coast(self) -> None:
        """Look up once what every tick asks for."""
        self._full = self.spec.capacity_per_s * self.region.tick_s
        mine = type(self)
        self._has_works = mine.works is not Leaning.works
        self._has_capacity = self._hosts is not None or mine.capacity_share is not Leaning.capacity_share
        self._may_coast = self.coasts and not self.state.adaptive
        self._ready = self._may_coast  # whether nothing was left behind that the next tick has to work through
        self._coasting = self._eager = False
        self._done = self._seen = 0  # the last tick that was worked through, and the last that was coasted through
        # For each tick that was coasted through with suppliers that fail: the share that is helped, by patience; what fails.
        self._recorded: list[list[float]] = [[] for _ in self._patience]
        self._failures: list[float] = []
        self._followed: list[tuple[Callable[[float], None], int]] = []
        self._unfollowed: list[int] = []
        self._readings = [0.0, 0.0, self.spec.latency_s + 0.0, 0.0, 0.0, 1.0]

    def reads_into(self, columns: tuple[array[float], ...]) -> None:
        """Take the columns. While it coasts, most stand still."""
        self._columns = columns
        self._appends = tuple([column.append for column in columns])
        self._unfollowed = list(range(min(len(columns), len(self._readings))))

    def followed(self, place: int) -> None:
        """Keep a column complete from now on."""
        if place in (_RATE, _ATTEMPTS):
            self._eager = True
        elif place in self._unfollowed:
            self.catch_up()
            self._unfollowed.remove(place)
            self._followed.append((self._columns[place].append, place))

    @property
    def fifo(self) -> Fifo:  # type: ignore[override]
        """The queue, as it is now."""
        self.catch_up()
        return self._fifo

    def overloads(self, share: float) -> bool:
        """Whether more was tried in the last tick than a share of its usual capacity can serve."""
        room = self._full * share * (1.0 + 1e-9)
        if self._seen > self._done:
            pressure = self.region.pressures[self._seen - 1]
            if self._coming.most * self._swell * max(1.0, pressure) <= room:
                return False
        attempts = 0.0
        for tried in self.fifo.attempts:
            attempts += tried
        return attempts - self._held_back() > room

    def _held_back(self) -> float:
        """Attempts of the last tick that adaptive clients did not send."""
        held_back = 0.0
        if self.state.adaptive:
            for unsent in self._fifo.unreached:
                held_back += unsent
        return held_back

    def _look_around(self) -> None:
        """See whether the next tick has to be worked through in any case."""
        self._ready = self._may_coast and self.state.brought is None and self._fifo.calm

    def _coast(self, tick: int) -> bool:
        """Note what the suppliers allow in this tick; False if it has to be worked through."""
        for resolver in self._asked:
            if resolver.resolved != 1.0:
                return False
        if (self.disturbances or self._has_works) and self.works() != 1.0:
            return False
        room = self._full
        if self._has_capacity or self.disturbances or self.state.scale != 1.0:
            room *= self.capacity_share()
        changed = bool(self._needs) and self._lean(tick)
        pressure = self.region.public_pressure
        most = self._coming.most * self._swell
        if most > room or (pressure > 1.0 and most * pressure > room):
            return False
        if changed or not self._coasting:
            self._set_out(tick)
        if not self._whole:
            if len(self._helped) > 1:
                self._readings[_FAILING] = self.state.failing = self._failing(tick % BLOCK, pressure)
            for column, helped in zip(self._recorded, self._helped):  # noqa: B905 (a tick is short)
                column.append(helped)
            self._failures.append(self.state.failing)
        self._seen = tick
        self._show()
        if tick % self._minute == 0 and self._has_to_tell():
            self._tell_of_troubles()
        if self._eager:
            self.catch_up()
        return True

    def _show(self) -> None:
        """Write the readings that somebody follows."""
        readings = self._readings
        for append, place in self._followed:
            append(readings[place])

    def _set_out(self, tick: int) -> None:
        """Begin to coast, or go on with suppliers that answer otherwise."""
        state = self.state
        if self._whole == bool(self._failures):
            self.catch_up()
        if not self._coasting:
            self._coasting = True
            state.resolved, state.held = (1.0,) * len(self.names), (0.0,) * len(self.names)
        if self._whole:
            state.astray = state.held
        self._succeed(tuple([self._helped[patience] for patience in self._patience_of]), tick)
        self._readings[_FAILING] = state.failing = 1.0 - self._helped[0]

    def _has_to_tell(self) -> bool:
        """Whether its log may have something new."""
        if not self._whole or self.state.noted:
            return True
        return self._named and self._coming.fewest < FEW_CALLS * self._usual

    def _failing(self, at: int, pressure: float) -> float:
        """Share of all requests that fail while some kinds of client are more patient than others."""
        coming = self._coming
        all_new = helped = 0.0
        for row, mood, patience in zip(coming.rows, coming.moods, self._patience_of, strict=True):
            new = row[at] * of_mood(mood, pressure)
            all_new += new
            helped += new * self._helped[patience]
        return 1.0 - helped / all_new if all_new > 0.0 else 0.0

    def catch_up(self) -> None:
        """Work through the ticks that were coasted through."""
        before, count = self._done, self._seen - self._done
        if count <= 0:
            return
        self._done = self._seen
        first = (before + 1) % BLOCK
        rows = self._coming.between(first, first + count, self.region.pressures[before : self._seen])
        offered = _added(rows)
        tick_s, columns, unfollowed = self.region.tick_s, self._columns, self._unfollowed
        if not self._failures:
            self._fifo.step_calmly(rows)
            columns[_RATE].extend([tried / tick_s for tried in offered])
            for place in unfollowed:
                if place != _RATE:
                    columns[place].extend([self._readings[place] if place else 0.0] * count)
            return
        arrivals: list[list[float]] = []
        in_vain: list[list[float]] = []
        astray: list[float] = []
        for row, patience, tries in zip(rows, self._patience_of, self._tries, strict=True):
            helped = list(map(mul, row, self._recorded[patience]))
            missed = list(map(sub, row, helped))
            arrivals.append(helped)
            in_vain.append(missed if tries == 1 else [lost * tries for lost in missed])
            astray.append(missed[-1])
        arrivals.append(_added(in_vain))
        self.state.astray = tuple(astray)
        self._fifo.step_calmly(arrivals)
        together = _added(arrivals)
        columns[_RATE].extend([tried / tick_s for tried in together])
        columns[_ATTEMPTS].extend(
            [tried / new if new > 0.0 else 1.0 for tried, new in zip(together, offered, strict=True)]
        )
        for place in unfollowed:
            if place == _FAILING:
                columns[place].extend(self._failures)
            elif place not in (_RATE, _ATTEMPTS):
                columns[place].extend([self._readings[place]] * count)
        self._recorded, self._failures = [[] for _ in self._patience], []


def _added(rows: list[list[float]]) -> list[float]:
    """Several rows, tick by tick."""
    together = rows[0]
    for row in rows[1:]:
        together = list(map(add, together, row))
    return together
