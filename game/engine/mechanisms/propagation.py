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
from typing import Annotated, Any, ClassVar, Literal

from game.engine.actions import Action, ActionSpec
from game.engine.backlog import Backlog
from game.engine.digest import ADDED_LATER
from game.engine.mechanism import ComponentSpec, Effect, Phase
from game.engine.mechanisms.leases import Leases
from game.engine.mechanisms.service import Service
from game.engine.queued import SCALE, THROTTLE, Scaled, share_of
from game.engine.readings import Level, Metric, Unit
from game.engine.units import DAY_S, Amount, Between, PerSecond
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
    `release_per_s`, or the share of it that a throttled manager lets through. With `line_s` what waits outside comes in only
    as far as the line, with what else came in this tick, is no longer than can be worked off in that time; 0 means no limit.
    """

    kind: Literal["propagation"] = "propagation"
    capacity_per_s: PerSecond
    rate_per_s: PerSecond = 0.0
    sources: dict[str, Amount] = field(default_factory=dict)
    held_per_s: PerSecond = 0.0
    held_by: str = ""
    release_per_s: PerSecond = 1e9
    line_s: Annotated[float, Between(0, DAY_S)] = field(default=0.0, metadata=ADDED_LATER)

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """Where changes come from, and who holds them back."""
        sources = [(f"sources.{service}", service, "service") for service in self.sources]
        return (*sources, *([("held_by", self.held_by, "leases")] if self.held_by else []))


@dataclass(slots=True)
class PropagationState:
    """`outside` changes wait to be accepted, `blocked` ones for the leases of their hosts, of which the share `missing` was
    missing in the last tick. `kept` new things wait outside with their changes; `unready` have no network yet, these
    included. `scale`, `wanted` and `growth` are the capacity set by hand. `noted` are the troubles in the log.
    """

    outside: float = 0.0
    blocked: float = 0.0
    missing: float = 0.0
    kept: float = 0.0
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
        self.line = Backlog(self.region.tick_s)
        self._entered: list[float] = [0.0]  # entry n: new things whose change was accepted by the end of tick n
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
        new = 0.0
        for service, each in self._sources:
            for good in service.fifo.good[: len(service.clients)]:
                new += good
                wanted += good * each
        if self._holder is not None:
            self._unblock(self._holder)
        released = min(state.outside, spec.release_per_s * tick_s * self._door())
        if spec.line_s > 0.0:
            released = min(released, max(0.0, spec.line_s * self._works_per_s() - self.line.waiting - wanted))
        if released > 0.0:
            back = state.kept * (released / state.outside)
            state.kept -= back
            new += back
        state.outside -= released
        wanted += released
        if state.throttle is not None:
            kept_out = 1.0 - state.throttle
            state.outside += wanted * kept_out
            state.kept += new * kept_out
            wanted -= wanted * kept_out
            new -= new * kept_out
        self._entered.append(self._entered[-1] + new)
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

    def _works_per_s(self) -> float:
        """How many changes it can work off in a second, as things are."""
        return self.spec.capacity_per_s * self.state.scale * self.disturbances.get("capacity", 1.0)

    def take(self, changes: float) -> None:
        """Accept changes in this tick, spread evenly over it, and work for one tick."""
        state, line, tick_s = self.state, self.line, self.region.tick_s
        line.take(changes)
        done = line.work(self.spec.capacity_per_s * tick_s * state.scale * self.disturbances.get("capacity", 1.0))
        self._rate = done / tick_s
        state.unready = state.kept + self._since(line.came)

    def _since(self, tick: float) -> float:
        """How many new things entered the line after a moment between ticks."""
        entered = self._entered
        last = len(entered) - 1
        if tick >= last:
            return 0.0
        whole = int(tick)
        by_then = entered[whole] + (entered[whole + 1] - entered[whole]) * (tick - whole)
        return entered[last] - by_then

    def unready_for(self, grace_s: float) -> float:
        """New things that are older than a span and have no network yet; those kept outside are taken as older."""
        state, line = self.state, self.line
        if line.age_s <= grace_s:
            return state.kept
        newer = self._since(max(0.0, len(self._entered) - 1 - grace_s / self.region.tick_s))
        return max(state.kept, state.unready - newer)

    def _write_log(self) -> None:
        state = self.state
        for minutes in (1, 10, 60):
            about = f"late {minutes}"
            late = self.line.age_s / 60.0
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
        return self.line.age_s

    def sample(self) -> tuple[float, ...]:
        """What its instruments show."""
        state = self.state
        return (
            self.line.age_s,
            self.line.waiting,
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
        """The new things that entered the line by the end of each tick."""
        return (self._entered,)

    def mark(self) -> object:
        """The state and the line."""
        return super().mark(), self.line.mark()

    def rewind(self, mark: Any) -> None:
        """Back to a mark."""
        own, line = mark
        super().rewind(own)
        self.line.rewind(line)

    def digest_state(self) -> object:
        """The state, the line, and the new things behind its head."""
        return (self.state, self.line.digest(), self._entered[int(self.line.came) :])
