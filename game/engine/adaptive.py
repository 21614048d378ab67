"""Clients that hold themselves back: who is answered seldom sends little, before anything of it reaches the server.

A client counts what it wanted to send and what was answered, over a sliding window. As long as the first is at most K
times the second it sends everything; beyond that it sends K for each answer and gives up the rest on the spot. So a
server that can answer C a second is offered K C, however much is wanted.

Published: the rule, and K = 2 as the usual choice ("Handling Overload" in the book on site reliability engineering).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WINDOW_S = 120.0
"""How far clients look back."""


@dataclass(frozen=True, slots=True)
class Adaptive:
    """What one population knows of its luck. It never changes: `after` returns the next one, and it is its own mark.

    `per_answer`: the K of the rule, how many are sent for each that is answered, at least 1.
    `window_s`: how far it looks back. What happened fades evenly instead of falling out at the end of the window; a steady
    rate adds up to the same.
    `wanted`: attempts within the window, also those that were not sent. `answered`: those of them that were good.
    """

    per_answer: float = 2.0
    window_s: float = WINDOW_S
    wanted: float = 0.0
    answered: float = 0.0

    def __post_init__(self) -> None:
        if self.per_answer < 1.0:
            raise ValueError(f"clients send at least 1 for each answer, got {self.per_answer}")
        if self.window_s <= 0.0:
            raise ValueError(f"a window must be above 0 s, got {self.window_s}")

    @property
    def share(self) -> float:
        """Share of the attempts that are sent; for the `reach` of a queue."""
        over = self.wanted - self.per_answer * self.answered
        return 1.0 - over / (self.wanted + 1.0) if over > 0.0 else 1.0

    def after(self, wanted: float, answered: float, tick_s: float) -> Adaptive:
        """What it knows after a tick in which so many attempts were wanted, sent or not, and so many answered well."""
        left = max(0.0, 1.0 - tick_s / self.window_s)
        return Adaptive(self.per_answer, self.window_s, self.wanted * left + wanted, self.answered * left + answered)

    def state(self) -> Iterator[float]:
        """Yield every number on which the future depends."""
        yield from (self.per_answer, self.window_s, self.wanted, self.answered)


def shares(clients: Sequence[Adaptive | None]) -> list[float]:
    """What each kind of client sends of its attempts; those who never hold back send all."""
    return [1.0 if client is None else client.share for client in clients]


def mean_share(sent: Sequence[float], attempts: Sequence[float]) -> float:
    """The share of all these attempts together that is sent, of the shares of each kind."""
    wanted = reached = 0.0
    for share, tried in zip(sent, attempts, strict=True):
        wanted += tried
        reached += tried * share
    return reached / wanted if wanted > 0.0 else 1.0
