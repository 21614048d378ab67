"""Propagation: changes wait in one line until they are true everywhere. A thing can exist before its neighbours know of it.

What comes in is worked off in order; the delay is the age of the head of the line, read off the curve of what was accepted.
Work that could not even be asked for while somebody else was down piles up outside and comes in afterwards, all of it: the
backlog is made of what was held back, and of nothing else.

Published: delayed work for launches and terminations piled up, then took hours; instances existed without connectivity.
Never published: rates.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from game.engine.actions import Action, ActionSpec
from game.engine.mechanism import ComponentSpec, Effect, Phase
from game.engine.mechanisms.leases import Leases
from game.engine.mechanisms.service import Service
from game.engine.queued import THROTTLE, Throttled, share_of
from game.engine.readings import Level, Metric, Unit
from game.engine.units import Amount, PerSecond
from game.engine.words import say


@dataclass(frozen=True, kw_only=True, slots=True)
class PropagationSpec(ComponentSpec):
    """A line of changes.

    `rate_per_s` changes come by themselves; `sources` names services, with the changes that each of their good answers
    makes. `held_per_s` more are wanted by others but wait outside while `held_by`, a lease manager, misses leases: the share
    that is missing holds back that share. What waits outside comes in at `release_per_s` as leases return.
    """

    kind: Literal["propagation"] = "propagation"
    capacity_per_s: PerSecond
    rate_per_s: PerSecond = 0.0
    sources: dict[str, Amount] = field(default_factory=dict)
    held_per_s: PerSecond = 0.0
    held_by: str = ""
    release_per_s: PerSecond = 1e9

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """Where changes come from, and who holds them back."""
        sources = [(f"sources.{service}", service, "service") for service in self.sources]
        return (*sources, *([("held_by", self.held_by, "leases")] if self.held_by else []))


@dataclass(slots=True)
class PropagationState:
    """`accepted` and `done` changes so far; `outside` wait to be accepted; `head` is the tick in which the head came in.

    `age_s` is how long the head has waited.
    """

    accepted: float = 0.0
    done: float = 0.0
    outside: float = 0.0
    head: int = 0
    age_s: float = 0.0
    throttle: float | None = None


class Propagation(Throttled[PropagationSpec, PropagationState]):
    """Tells everybody, in order."""

    kind: ClassVar[str] = "propagation"
    spec_type: ClassVar[type[ComponentSpec]] = PropagationSpec
    phase: ClassVar[Phase] = Phase.SERVICES
    actions: ClassVar[tuple[ActionSpec, ...]] = (THROTTLE,)
    effects: ClassVar[tuple[Effect, ...]] = (Effect("capacity", "It works off this share of what it usually can."),)
    metrics = (
        Metric("age", "oldest change waiting", Unit.SECONDS, 1800.0),
        Metric("waiting", "changes waiting", Unit.COUNT, 1e6),
        Metric("outside", "changes held back", Unit.COUNT, 1e6),
        Metric("rate", "changes done", Unit.PER_SECOND, 1e6),
    )

    def connect(self) -> None:
        """Find where changes come from."""
        parts = self.region.components
        self._sources: tuple[tuple[Service, float], ...] = tuple(
            [(parts[service], each) for service, each in self.spec.sources.items()]  # type: ignore[misc]
        )
        self._holder: Leases | None = parts[self.spec.held_by] if self.spec.held_by else None  # type: ignore[assignment]
        self._accepted: list[float] = [0.0]  # entry n: accepted by the end of tick n
        self.state = PropagationState()
        self._rate = 0.0

    def suppliers(self) -> tuple[str, ...]:
        """Where its work comes from must step first."""
        return (*self.spec.sources, *([self.spec.held_by] if self.spec.held_by else []))

    def step(self) -> None:
        """Take in what comes, work off what can be."""
        state, spec, tick_s = self.state, self.spec, self.region.tick_s
        wanted = spec.rate_per_s * tick_s
        for service, each in self._sources:
            for good in service.fifo.good[: len(service.clients)]:
                wanted += good * each
        open_share = 1.0 if self._holder is None else self._holder.leased_share
        state.outside += spec.held_per_s * tick_s
        released = min(state.outside, open_share * spec.release_per_s * tick_s)
        state.outside -= released
        wanted += released
        if state.throttle is not None:
            kept_out = wanted * (1.0 - state.throttle)
            state.outside += kept_out
            wanted -= kept_out
        self.take(wanted)

    def take(self, changes: float) -> None:
        """Accept changes in this tick, spread evenly over it, and work for one tick."""
        state, tick_s = self.state, self.region.tick_s
        state.accepted += changes
        self._accepted.append(state.accepted)
        work = self.spec.capacity_per_s * tick_s * self.disturbances.get("capacity", 1.0)
        done = min(state.accepted, state.done + work)
        self._rate = (done - state.done) / tick_s
        state.done = done
        self._follow_head()

    def _follow_head(self) -> None:
        """Find when the change at the head came in: between two ticks the curve is straight."""
        state, accepted, now = self.state, self._accepted, len(self._accepted) - 1
        if state.done >= state.accepted:
            state.head, state.age_s = now, 0.0
            return
        while accepted[state.head + 1] <= state.done:
            state.head += 1
        before, after = accepted[state.head], accepted[state.head + 1]
        came = state.head + (state.done - before) / (after - before)
        state.age_s = (now - came) * self.region.tick_s

    @property
    def age_s(self) -> float:
        """How late the newest finished change is."""
        return self.state.age_s

    def sample(self) -> tuple[float, ...]:
        """What its instruments show."""
        state = self.state
        return (state.age_s, state.accepted - state.done, state.outside, self._rate)

    @property
    def throttle(self) -> float | None:
        """The share of incoming work that is admitted."""
        return self.state.throttle

    def apply(self, action: Action) -> None:
        """Let less in; what is kept out waits outside and is not lost."""
        value = action.values[1]
        self.state.throttle = share_of(value)
        self.log(
            Level.INFO,
            say("All changes are taken in again.")
            if value == "off"
            else say("Taking in {percent} % of the changes; the rest waits outside.", percent=value),
        )

    def columns(self) -> tuple[MutableSequence[Any], ...]:
        """What was accepted by the end of each tick."""
        return (self._accepted,)

    def digest_state(self) -> object:
        """The state and the part of the curve that the head has not passed."""
        return (self.state, self._accepted[self.state.head :])
