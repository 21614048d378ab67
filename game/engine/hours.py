"""The hours of a day: a curve that rates and crowds follow, worked out for a whole block of ticks at once."""

from __future__ import annotations

BLOCK = 256
"""Ticks for which everything that depends on no state, such as the hour and the draws, is worked out at once.

Block n begins with tick n * BLOCK.
"""


def of_day(hours: tuple[float, ...], second_of_day: int) -> float:
    """Value of a daily curve, given at even steps from midnight, straight between them."""
    count = len(hours)
    place = (second_of_day % 86_400) * count
    step, rest = divmod(place, 86_400)
    before, after = hours[step % count], hours[(step + 1) % count]
    return before + (after - before) * (rest / 86_400)


class Hours:
    """The daily curves of a region. `zero_s` is the second of the day at tick 0."""

    def __init__(self, zero_s: int, tick_s: int) -> None:
        self._zero_s = zero_s
        self._tick_s = tick_s
        self._known: dict[tuple[float, ...], tuple[int, list[float]]] = {}

    def block(self, hours: tuple[float, ...], number: int) -> list[float]:
        """A curve in each tick of a block. Those who share a curve share the list."""
        known = self._known.get(hours)
        if known is None or known[0] != number:
            first = self._zero_s + number * BLOCK * self._tick_s
            seconds = range(first, first + BLOCK * self._tick_s, self._tick_s)
            known = self._known[hours] = (number, [of_day(hours, second) for second in seconds])
        return known[1]
