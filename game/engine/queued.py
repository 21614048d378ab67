"""What mechanisms in which work waits have in common: operators can let less in, restart those who work, and have more of them."""

from __future__ import annotations

from typing import Any, Protocol, cast

from game.engine.actions import Action, ActionSpec, Argument, ArgumentKind, Risk
from game.engine.fifo import Fifo
from game.engine.mechanism import Mechanism, SpecT, StateT
from game.engine.readings import Level
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

SCALE = ActionSpec(
    id="scale",
    words=("scale",),
    arguments=(Argument("SERVICE", ArgumentKind.COMPONENT), Argument("PERCENT", ArgumentKind.CAPACITY)),
    title="Change capacity",
    does="Sets its capacity to this share of the usual; more has to be launched, and arrives cold and late; less goes at once.",
    duration_s=600,
    hands=1,
    risk=Risk.MEDIUM,
    risk_note="New hosts have to be launched: where launches fail, more comes late or never.",
)
WARM_UP_S = 300.0
GROWS_IN = 5
"""Steps in which new capacity gets warm."""
OWN_LAUNCHES = "internal"
"""As whose launches those of new capacity count: the region's own."""
_MOST_LAUNCHES = 0.95
"""From this share on that succeed, launches hinder nobody."""


class Throttled(Mechanism[SpecT, StateT]):
    """A mechanism that can be told to let less in. `throttle` is the share that is admitted, None for all."""

    @property
    def throttle(self) -> float | None:
        """The share of incoming work that is admitted."""
        raise NotImplementedError

    def held(self) -> str:
        """What the operators set."""
        return "" if self.throttle is None else f"held to {_percent(self.throttle)}%"

    def check(self, action: Action) -> Sentence | None:
        """Lifting a throttle that is not there, or setting it to what it is, is refused."""
        if action.spec is not THROTTLE:
            return None
        if self.throttle is None:
            nothing = action.values[1] in ("off", "100")
            return say("{service} is not throttled.", service=self._name()) if nothing else None
        if action.values[1] != "off" and int(action.values[1]) == _percent(self.throttle):
            return say("{service} is held to {percent}% already.", service=self._name(), percent=action.values[1])
        return None

    def _name(self) -> str:
        return self.id if self.spec.tile is None else self.spec.tile.name


class ScaledState(Protocol):
    """`scale` is the capacity set by hand that is there, as a share of the usual, `wanted` the one that was ordered last.

    `growth` is by how much it grows at each step until it is there; 0 while nothing grows.
    """

    scale: float
    wanted: float
    growth: float


class Scaled(Throttled[SpecT, StateT]):
    """A mechanism whose capacity can be changed by hand. Less goes with the order; more comes when it is done, and cold.

    New hosts are launched like anybody's: of each step as much comes as launches succeed, and what did not is tried again.
    """

    @property
    def _hands(self) -> ScaledState:
        return cast(ScaledState, self.state)

    def warms_up_s(self) -> float:
        """How long new capacity takes until it is warm."""
        return WARM_UP_S

    def held(self) -> str:
        """What the operators set."""
        state = self._hands
        if state.scale < state.wanted:
            return super().held() or f"growing to {_percent(state.wanted)}%"
        return super().held() or (f"scaled to {_percent(state.scale)}%" if state.scale != 1.0 else "")

    def check(self, action: Action) -> Sentence | None:
        """Ordering the capacity that was ordered already is refused."""
        if action.spec is SCALE and int(action.values[1]) == _percent(self._hands.wanted):
            text = "{service} has {percent} % of its usual capacity already, or soon will have."
            return say(text, service=self.id, percent=action.values[1])
        return super().check(action)

    def begin(self, action: Action) -> None:
        """What is taken away is gone as soon as the order is given."""
        if action.spec is SCALE and int(action.values[1]) / 100 < self._hands.scale:
            self.set_capacity(int(action.values[1]) / 100)

    def set_capacity(self, share: float) -> None:
        """Have this share of the usual capacity: less at once, more step by step."""
        state = self._hands
        if share <= state.scale:
            if share != state.scale or share != state.wanted:
                self.log(Level.INFO, say("Capacity is now {percent} % of the usual.", percent=_percent(share)))
            state.scale = state.wanted = share
            return
        idle = state.growth == 0.0
        state.wanted, state.growth = share, (share - state.scale) / GROWS_IN
        launched = self._launched()
        if launched >= _MOST_LAUNCHES:
            text = "New hosts are there, up to {percent} % of the usual capacity, and get warm."
            self.log(Level.INFO, say(text, percent=_percent(share)))
        else:
            text = "New hosts are asked for, but only {launched} % of the launches succeed; the rest is tried again."
            self.log(Level.WARN, say(text, launched=int(launched * 100)))
        if idle:
            self._grow_later()

    def _grow_later(self) -> None:
        self.region.wake_at(self.region.second + max(1, int(self.warms_up_s() / GROWS_IN)), self.id)

    def wake(self, second: int) -> None:
        """Some of the new hosts are warm."""
        del second
        state = self._hands
        left = state.wanted - state.scale
        if left <= 0.0:
            state.growth = 0.0
            return
        launched = self._launched()
        step = state.growth if launched >= _MOST_LAUNCHES else state.growth * launched
        if left <= 1.5 * step:
            state.scale, state.growth = state.wanted, 0.0
            self.log(Level.INFO, say("Capacity is now {percent} % of the usual.", percent=_percent(state.wanted)))
        else:
            state.scale += step
            self._grow_later()

    def _launched(self) -> float:
        """Share of the region's own launches that succeed now; all of them where nothing has to be launched."""
        share = 1.0
        for part in self.region.components.values():
            if part.launches:
                share = min(share, part.success_for(OWN_LAUNCHES))
        return share


class Queued(Scaled[SpecT, StateT]):
    """A mechanism whose work waits in a `fifo`, and whose hosts can be throttled, restarted and added to."""

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


def _percent(share: float) -> int:
    return int(share * 100 + 0.5)
