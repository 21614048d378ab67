"""What will come to a service: the requests of each of its kinds of client in each tick, worked out a block at a time."""

from __future__ import annotations

from collections.abc import Sequence
from operator import add, mul

from game.engine.hours import BLOCK, Hours
from game.engine.rng import Draws
from game.engine.serving import ClientSpec


class Coming:
    """The requests of a block of ticks, but for what others bring.

    `rows` per kind of client are what comes in each tick while customers are in their usual mood; `most` and `fewest` are those
    of all kinds together, in any tick of the block. `moods` says per kind how much of the pressure of all customers it feels.
    """

    def __init__(
        self, clients: Sequence[ClientSpec], day: tuple[float, ...], hours: Hours, tick_s: int, draws: Sequence[Draws]
    ) -> None:
        self._clients = tuple(zip(clients, draws, strict=True))
        self._day = day
        self._hours = hours
        self._tick_s = tick_s
        self.moods = tuple([client.mood if client.follows_day else 0.0 for client in clients])
        self.block = -1
        self.rows: list[list[float]] = []
        self.most = self.fewest = 0.0

    def look(self, block: int) -> None:
        """Work out a block."""
        self.block = block
        self.rows = []
        together: list[float] = []
        for client, draws in self._clients:
            rate = client.rate_per_s * self._tick_s
            if client.follows_day and self._day:
                row = [rate * share for share in self._hours.block(self._day, block)]
            else:
                row = [rate] * BLOCK
            if client.swing:
                swing = client.swing
                low, wide = 1.0 - swing, 2.0 * swing
                lots = draws.uniforms(block * BLOCK, BLOCK)
                row = [count * (low + wide * luck) for count, luck in zip(row, lots, strict=True)]
            self.rows.append(row)
            together = list(map(add, together, row)) if together else row
        self.most, self.fewest = max(together), min(together)

    def between(self, first: int, last: int, pressures: list[float]) -> list[list[float]]:
        """What comes in some ticks of the block at the pressures of these ticks, a row for each kind of client."""
        if pressures.count(1.0) == len(pressures):
            return [row[first:last] for row in self.rows]
        return [
            list(map(mul, row[first:last], [of_mood(mood, pressure) for pressure in pressures]))
            if mood
            else row[first:last]
            for row, mood in zip(self.rows, self.moods, strict=True)
        ]


def of_mood(mood: float, pressure: float) -> float:
    """How much more than usual those ask for who feel so much of a pressure."""
    return 1.0 + mood * (pressure - 1.0)
