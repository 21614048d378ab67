"""Propagation: changes wait in one line until they are true everywhere. A thing can exist before its neighbours know of it.

What comes in is worked off in order; the delay is the age of the head of the line, read off the curve of what was accepted.
Work that could not even be asked for while somebody else was down piles up outside and comes in afterwards, all of it: the
backlog is made of what was held back, and of nothing else. What was launched since the change at the head came in is there,
and has no network yet.

Published: delayed work for launches and terminations piled up, then took hours; instances existed without connectivity;
operators reduced the load and sped the work up, how was not said. Never published: rates.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableSequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from game.engine.actions import Action, ActionSpec
from game.engine.mechanism import ComponentSpec, Effect, Phase
from game.engine.mechanisms.leases import Leases
from game.engine.mechanisms.service import Service
from game.engine.queued import SCALE, THROTTLE, Scaled, share_of
from game.engine.readings import Level, Metric, Unit
from game.engine.units import Amount, PerSecond
from game.engine.words import say

_LATE_S = 1800.0
"""The delay at which the instruments' scales end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PropagationSpec(ComponentSpec):
    """A line of changes.

    `rate_per_s` changes come by themselves; `sources` names services, with the changes that each of their good answers
    makes: each of these answers is something new, such as an instance, that has no network until its change is through.
    `held_per_s` would have to be made for hosts on which `held_by`, a lease manager, has lost all leases: as many as the
    share that is missing. They are blocked until the leases come back, then wait outside, and come in at up to
    `release_per_s`, or the share of it that a throttled manager lets through.
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
    """`accepted` and `done` changes so far; `outside` wait to be accepted, `blocked` for the leases of their hosts, of which
    the share `missing` was missing in the last tick; `head` is the tick in which the head came in.

    `age_s` is how long the head has waited, `unready` how many new things have no network yet. `scale`, `wanted`
    and `growth` are the capacity set by hand. `noted` are the troubles in the log.
    """

    accepted: float = 0.0
    done: float = 0.0
    outside: float = 0.0
    blocked: float = 0.0
    missing: float = 0.0
    head: int = 0
    age_s: float = 0.0
    unready: float = 0.0
    throttle: float | None = None
    scale: float = 1.0
    wanted: float = 1.0
    growth: float = 0.0
    noted: tuple[str, ...] = ()


class Propagation(Scaled[PropagationSpec, PropagationState]):
    """Tells everybody, in order."""

    kind: ClassVar[str] = "propagation"
    spec_type: ClassVar[type[ComponentSpec]] = PropagationSpec
    phase: ClassVar[Phase] = Phase.SERVICES
    actions: ClassVar[tuple[ActionSpec, ...]] = (THROTTLE, SCALE)
    usual: ClassVar[Mapping[str, tuple[str, ...]]] = {"throttle": ("50", "off"), "scale": ("150", "100")}
    effects: ClassVar[tuple[Effect, ...]] = (Effect("capacity", "It works off this share of what it usually can."),)
    metrics = (
        Metric("age", "oldest change waiting", Unit.SECONDS, _LATE_S),
        Metric("waiting", "changes waiting", Unit.COUNT, 1e6),
        Metric("outside", "changes held back", Unit.COUNT, 1e6),
        Metric("rate", "changes done", Unit.PER_SECOND, 1e6, neutral=True),
        Metric("unready", "new without network", Unit.COUNT, 1e6),
    )

    def connect(self) -> None:
        """Find where changes come from."""
        parts = self.region.components
        self._sources: tuple[tuple[Service, float], ...] = tuple(
            [(parts[service], each) for service, each in self.spec.sources.items()]  # type: ignore[misc]
        )
        self._holder: Leases | None = parts[self.spec.held_by] if self.spec.held_by else None  # type: ignore[assignment]
        # Entry n of each column: changes accepted, and new things made, by the end of tick n.
        self._accepted: list[float] = [0.0]
        self._made: list[float] = [0.0]
        self.state = PropagationState()
        self._rate = 0.0
        full = max(1.0, self.spec.capacity_per_s)
        self.metrics = (
            Propagation.metrics[0],
            Metric("waiting", "changes waiting", Unit.COUNT, full * _LATE_S),
            Metric("outside", "changes held back", Unit.COUNT, full * _LATE_S),
            Metric("rate", "changes done", Unit.PER_SECOND, 2.0 * full, neutral=True),
            Metric("unready", "new without network", Unit.COUNT, full * _LATE_S / 3.0),
        )

    def suppliers(self) -> tuple[str, ...]:
        """Where its work comes from must step first."""
        return (*self.spec.sources, *([self.spec.held_by] if self.spec.held_by else []))

    def step(self) -> None:
        """Take in what comes, work off what can be."""
        state, spec, tick_s = self.state, self.spec, self.region.tick_s
        wanted = spec.rate_per_s * tick_s
        made = self._made[-1]
        for service, each in self._sources:
            for good in service.fifo.good[: len(service.clients)]:
                made += good
                wanted += good * each
        self._made.append(made)
        if self._holder is not None:
            self._unblock(self._holder)
        released = min(state.outside, spec.release_per_s * tick_s * self._door())
        state.outside -= released
        wanted += released
        if state.throttle is not None:
            kept_out = wanted * (1.0 - state.throttle)
            state.outside += kept_out
            wanted -= kept_out
        self.take(wanted)
        if self.region.second % 60 == 0:
            self._write_log()

    def _unblock(self, holder: Leases) -> None:
        """Changes for hosts without a lease pile up, and are free as far as their hosts have one again."""
        state = self.state
        missing = 1.0 - holder.leased_share
        if missing < 1e-9:
            missing = 0.0
        if missing < state.missing:
            freed = state.blocked * (state.missing - missing) / state.missing
            state.blocked -= freed
            state.outside += freed
        state.missing = missing
        state.blocked += self.spec.held_per_s * missing * self.region.tick_s

    def _door(self) -> float:
        """Share of its changes that the lease manager lets through."""
        return 1.0 if self._holder is None or self._holder.throttle is None else self._holder.throttle

    def take(self, changes: float) -> None:
        """Accept changes in this tick, spread evenly over it, and work for one tick."""
        state, tick_s = self.state, self.region.tick_s
        state.accepted += changes
        self._accepted.append(state.accepted)
        work = self.spec.capacity_per_s * tick_s * state.scale * self.disturbances.get("capacity", 1.0)
        done = min(state.accepted, state.done + work)
        self._rate = (done - state.done) / tick_s
        state.done = done
        self._follow_head()

    def _follow_head(self) -> None:
        """Find when the change at the head came in: between two ticks the curve is straight."""
        state, accepted, now = self.state, self._accepted, len(self._accepted) - 1
        if state.done >= state.accepted:
            state.head, state.age_s, state.unready = now, 0.0, 0.0
            return
        while accepted[state.head + 1] <= state.done:
            state.head += 1
        before, after = accepted[state.head], accepted[state.head + 1]
        came = state.head + (state.done - before) / (after - before)
        state.age_s = (now - came) * self.region.tick_s
        state.unready = self._made_by(now) - self._made_by(came)

    def _made_by(self, tick: float) -> float:
        """How many new things there were at a moment between ticks."""
        made = self._made
        whole = min(int(tick), len(made) - 1)
        if whole + 1 >= len(made):
            return made[whole]
        return made[whole] + (made[whole + 1] - made[whole]) * (tick - whole)

    def unready_for(self, grace_s: float) -> float:
        """New things that are older than a span and have no network yet."""
        state = self.state
        if state.age_s <= grace_s:
            return 0.0
        now = len(self._accepted) - 1
        newer = self._made_by(now) - self._made_by(max(0.0, now - grace_s / self.region.tick_s))
        return max(0.0, state.unready - newer)

    def _write_log(self) -> None:
        state = self.state
        for minutes in (1, 10, 60):
            about = f"late {minutes}"
            late = state.age_s / 60.0
            if late >= minutes and about not in state.noted:
                state.noted = (*state.noted, about)
                self.log(Level.WARN, say("Changes reach their hosts {minutes} min late.", minutes=int(late)))
            elif late < 0.5 * minutes and about in state.noted:
                state.noted = tuple([other for other in state.noted if other != about])
                if minutes == 1:
                    self.log(Level.INFO, say("Changes reach their hosts at once again."))

    @property
    def age_s(self) -> float:
        """How late the newest finished change is."""
        return self.state.age_s

    def sample(self) -> tuple[float, ...]:
        """What its instruments show."""
        state = self.state
        return (
            state.age_s,
            state.accepted - state.done,
            state.outside + state.blocked,
            self._rate,
            state.unready,
        )

    @property
    def throttle(self) -> float | None:
        """The share of incoming work that is admitted."""
        return self.state.throttle

    def apply(self, action: Action) -> None:
        """Let less in (what is kept out waits outside and is not lost), or work with more."""
        value = action.values[1]
        if action.spec is SCALE:
            self.set_capacity(int(value) / 100)
            return
        self.state.throttle = share_of(value)
        self.log(
            Level.INFO,
            say("All changes are taken in again.")
            if value == "off"
            else say("Taking in {percent} % of the changes; the rest waits outside.", percent=value),
        )

    def columns(self) -> tuple[MutableSequence[Any], ...]:
        """What was accepted and made by the end of each tick."""
        return (self._accepted, self._made)

    def digest_state(self) -> object:
        """The state and the part of the curve that the head has not passed."""
        oldest = self.state.head
        return (self.state, self._accepted[oldest:], self._made[oldest:])
