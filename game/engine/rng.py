"""Named, counter-based random draws.

A draw is a pure function of (seed, component, purpose, counter). There is no generator state: snapshots hold none, the
order of updates does not matter, and a new component disturbs nobody else's numbers.
"""

from __future__ import annotations

from hashlib import blake2b

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
_TO_UNIT = 1.0 / (1 << 53)


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

    def integer(self, counter: int, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + self.bits(counter) % (high - low + 1)
