"""What every mechanism with a queue of work has in common: operators can let less in, and restart those who do the work."""

from __future__ import annotations

from typing import Any

from game.engine.actions import Action, ActionSpec, Argument, ArgumentKind, Risk
from game.engine.fifo import Fifo
from game.engine.mechanism import Mechanism, SpecT, StateT
from game.engine.words import Sentence, say

THROTTLE = ActionSpec(
    id="throttle",
    words=("throttle",),
    arguments=(Argument("SERVICE", ArgumentKind.COMPONENT), Argument("PERCENT", ArgumentKind.PERCENT_OR_OFF)),
    title="Throttle",
    does="Admits only this share of incoming requests; the rest are turned away at once.",
    duration_s=60,
    hands=1,
    risk=Risk.MEDIUM,
    risk_note="Customers who are turned away get nothing.",
)
RESTART = ActionSpec(
    id="restart",
    words=("restart",),
    arguments=(Argument("SERVICE", ArgumentKind.COMPONENT), Argument("PERCENT", ArgumentKind.PERCENT)),
    title="Restart hosts",
    does="Restarts this share of its hosts: what waits there is lost, and they come back cold.",
    duration_s=120,
    hands=1,
    risk=Risk.HIGH,
    risk_note="The queue on those hosts is lost and their capacity is missing until they are warm.",
)


class Throttled(Mechanism[SpecT, StateT]):
    """A mechanism that can be told to let less in. `throttle` is the share that is admitted, None for all."""

    @property
    def throttle(self) -> float | None:
        """The share of incoming work that is admitted."""
        raise NotImplementedError

    def held(self) -> str:
        """What the operators set."""
        return "" if self.throttle is None else f"held to {int(self.throttle * 100)}%"

    def check(self, action: Action) -> Sentence | None:
        """Lifting a throttle that is not there is refused."""
        if action.spec is THROTTLE and action.values[1] == "off" and self.throttle is None:
            return say("{service} is not throttled.", service=self.id)
        return None


class Queued(Throttled[SpecT, StateT]):
    """A throttled mechanism whose work waits in a `fifo`."""

    fifo: Fifo

    def mark(self) -> object:
        """The state and the queue."""
        return super().mark(), self.fifo.mark()

    def rewind(self, mark: Any) -> None:
        """Back to a mark."""
        own, queue = mark
        super().rewind(own)
        self.fifo.rewind(queue)


def share_of(value: str) -> float | None:
    """A checked PERCENT or "off" as a share; None for off."""
    return None if value == "off" else int(value) / 100
