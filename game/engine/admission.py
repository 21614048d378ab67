"""The door of a queue: what is turned away before it waits at all."""

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Door:
    """Admission control: a share of the attempts, a token bucket on their rate, and the room left in the queue.

    `share`: part of the attempts let through (1 lets all through).
    `rate_per_s`, `burst`: the bucket's refill and depth in attempts; no rate means no bucket.
    """

    share: float = 1.0
    rate_per_s: float | None = None
    burst: float = 0.0
    tokens: float = 0.0

    @property
    def open(self) -> bool:
        """Whether only a full queue turns anybody away."""
        return self.share == 1.0 and self.rate_per_s is None

    def throttled(self, share: float | None) -> "Door":
        """Return the door that lets this share through; None lets everybody through."""
        if share is None:
            return replace(self, share=1.0)
        if not 0.0 <= share <= 1.0:
            raise ValueError(f"a throttle admits a share between 0 and 1, got {share}")
        return replace(self, share=share)

    def limited(self, rate_per_s: float | None, burst: float) -> "Door":
        """Return the door with a full token bucket of this rate and depth; None takes the bucket away."""
        if rate_per_s is None:
            return replace(self, rate_per_s=None, burst=0.0, tokens=0.0)
        if rate_per_s < 0 or burst < 0:
            raise ValueError(f"a rate limit and its burst cannot be negative, got {rate_per_s} and {burst}")
        return replace(self, rate_per_s=rate_per_s, burst=burst, tokens=burst)

    def admit(self, attempts: float, tick_s: float) -> tuple[float, "Door"]:
        """Return how many of these attempts the throttle and the bucket let through, and the door afterwards."""
        wanted = attempts * self.share
        if self.rate_per_s is None:
            return wanted, self
        allowed = self.tokens + self.rate_per_s * tick_s
        admitted = min(wanted, allowed)
        left = min(self.burst, allowed - admitted)
        return admitted, Door(self.share, self.rate_per_s, self.burst, left)

    def state(self) -> Iterator[float]:
        """Yield the numbers that make this door."""
        yield from (self.share, -1.0 if self.rate_per_s is None else self.rate_per_s, self.burst, self.tokens)
