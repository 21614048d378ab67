"""Named, counter-based random draws.

A draw is a pure function of (seed, component, purpose, counter). There is no generator state: snapshots hold none, the
order of updates does not matter, and a new component disturbs nobody else's numbers.
"""

from __future__ import annotations

from array import array
from functools import cache
from hashlib import blake2b
from sys import byteorder

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
_TO_UNIT = 1.0 / (1 << 53)


_LANE = 128  # bits; wide enough for the product of two 64-bit numbers


@cache
def _lanes(count: int) -> tuple[int, int, int]:
    """Packed numbers, one a lane: ones, multiples of the golden number, and masks of the lower half."""
    ones = golden = 0
    for lane in range(count):
        ones |= 1 << (_LANE * lane)
        golden |= (lane * _GOLDEN & _MASK) << (_LANE * lane)
    return ones, golden, ones * _MASK


class Draws:
    """The random stream of one purpose of one component."""

    __slots__ = ("_key",)

    def __init__(self, seed: int, component: str, purpose: str) -> None:
        name = f"{seed}/{component}/{purpose}".encode()
        self._key = int.from_bytes(blake2b(name, digest_size=8).digest(), "big")

    def bits(self, counter: int) -> int:
        """64 random bits for this counter (splitmix64)."""
        value = (self._key + (counter + 1) * _GOLDEN) & _MASK
        value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
        return value ^ (value >> 31)

    def uniform(self, counter: int) -> float:
        """A number in [0, 1)."""
        return (self.bits(counter) >> 11) * _TO_UNIT

    def uniforms(self, first: int, count: int) -> list[float]:
        """`uniform` of so many counters in a row. One long number holds them all, so that each step is taken for all at once."""
        ones, golden, mask = _lanes(count)
        value = ((self._key + (first + 1) * _GOLDEN & _MASK) * ones + golden) & mask
        value = ((value ^ (value >> 30)) & mask) * 0xBF58476D1CE4E5B9 & mask
        value = ((value ^ (value >> 27)) & mask) * 0x94D049BB133111EB & mask
        value = (value ^ (value >> 31)) & mask
        halves = array("Q", (value >> 11 & mask).to_bytes(count * _LANE // 8, "little"))
        if byteorder == "big":
            halves.byteswap()
        return [bits * _TO_UNIT for bits in halves[::2]]

    def integer(self, counter: int, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.bits(counter) % (high - low + 1)
