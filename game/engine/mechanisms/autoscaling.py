"""Autoscaling: customers' own fleets of instances, and what they ask for when some are missing.

How many instances they want follows their day. What is missing is asked for again and again, by everybody at once; so a
launcher that comes back meets all who waited. Instances that run are not touched by a launcher that is down. But fleets also
change by themselves: instances are replaced all the time, more when health checks call them sick. While nobody may change
anything on a host without a lease, such changes wait on it, and are made as the leases come back.

Published: launches that failed for hours, running instances that went on; delayed work for launches and terminations that
had piled up. Calibrated: numbers, churn, how often one asks again (never published).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Protocol

from game.engine.launcher import Asking
from game.engine.mechanism import ComponentSpec, Mechanism, Phase
from game.engine.mechanisms.leases import Leases
from game.engine.mechanisms.service import of_day
from game.engine.readings import Level, Metric, Unit
from game.engine.units import ALL, Between, PerSecond, Seconds, Share
from game.engine.words import say

_HOUR_S = 3600.0


class SickChecks(Protocol):
    """Health checks that see some targets as sick."""

    @property
    def seen_sick(self) -> float:
        """How many targets look sick now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AutoscalingSpec(ComponentSpec):
    """Customers' instances.

    `instances` are wanted at a share of 1 of the `day` (shares at even steps from midnight). Each missing one is asked for at
    `launcher`, as its client `as_client`, every `ask_again_s` on average; the client is its own and has no rate of its own.
    `churn_per_s` instances are replaced anyway, and every hour `replaces_sick_share` of those that `checks` see as sick.
    Of what they want, the share `spare` is more than they need.
    `held_by` names the lease manager without which nothing can be changed on a host: a change on a host without a lease waits
    until it has one again.
    """

    kind: Literal["autoscaling"] = "autoscaling"
    instances: Annotated[float, Between(1, 1e12)]
    launcher: str
    as_client: str
    day: tuple[Share, ...] = ()
    ask_again_s: Seconds = 60.0
    churn_per_s: PerSecond = 0.0
    checks: str = ""
    replaces_sick_share: Share = 0.0
    held_by: str = ""
    spare: Annotated[float, Between(0, 0.9)] = 0.0

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """Who launches, who checks, and who lets changes through."""
        found = [("launcher", self.launcher, "service")]
        if self.checks:
            found.append(("checks", self.checks, "health_checks"))
        if self.held_by:
            found.append(("held_by", self.held_by, "leases"))
        return tuple(found)


@dataclass(slots=True)
class AutoscalingState:
    """`running` and `missing` instances; together they are those that are `wanted`.

    `closed` is the share of changes that cannot be made now; `to_replace` and `to_end` wait for it, instances that are to be
    replaced and still run, and ones that nobody wants any more. `terminated` ended in this tick, `asked` were asked for.
    """

    wanted: float
    running: float
    missing: float = 0.0
    closed: float = 0.0
    to_replace: float = 0.0
    to_end: float = 0.0
    terminated: float = 0.0
    asked: float = 0.0
    short: bool = False


class Autoscaling(Mechanism[AutoscalingSpec, AutoscalingState]):
    """Keeps as many instances as are wanted, as far as it is given them."""

    kind: ClassVar[str] = "autoscaling"
    spec_type: ClassVar[type[ComponentSpec]] = AutoscalingSpec
    phase: ClassVar[Phase] = Phase.SERVICES
    serves: ClassVar[bool] = True
    metrics = (
        Metric("missing", "instances missing", Unit.SHARE, 1.0),
        Metric("short", "instances missing", Unit.COUNT, 1e12),
        Metric("asked", "launches asked for", Unit.PER_SECOND, 1e9),
        Metric("terminated", "instances terminated", Unit.PER_SECOND, 1e9),
        Metric("running", "instances that run", Unit.COUNT, 1e12, bad_when_low=True, hidden=True),
    )

    def connect(self) -> None:
        """Find who launches, who checks and who holds changes back; what is wanted runs."""
        spec, region = self.spec, self.region
        parts = region.components
        self._asking = Asking(region, spec.launcher, spec.as_client)
        self._checks: SickChecks | None = parts[spec.checks] if spec.checks else None  # type: ignore[assignment]
        self._holder: Leases | None = parts[spec.held_by] if spec.held_by else None  # type: ignore[assignment]
        self._asks = min(1.0, region.tick_s / spec.ask_again_s)
        wanted = self._wanted(region.plan.start_s)
        self.state = AutoscalingState(wanted=wanted, running=wanted)
        self._have = 1.0
        most = max(1.0, spec.instances / spec.ask_again_s)
        self.metrics = (
            Autoscaling.metrics[0],
            Metric("short", "instances missing", Unit.COUNT, spec.instances),
            Metric("asked", "launches asked for", Unit.PER_SECOND, most),
            Metric("terminated", "instances terminated", Unit.PER_SECOND, max(1.0, 10.0 * spec.churn_per_s)),
            Metric("running", "instances that run", Unit.COUNT, spec.instances, bad_when_low=True, hidden=True),
        )

    def suppliers(self) -> tuple[str, ...]:
        """Who launches and who lets changes through. What the checks saw is that of the last tick."""
        return (self.spec.launcher, *([self.spec.held_by] if self.spec.held_by else []))

    def step(self) -> None:
        """Take what was launched, follow the day, replace what is due, and ask for what is missing."""
        state, spec, tick_s = self.state, self.spec, self.region.tick_s
        launched = self._asking.launched
        back = min(launched, state.missing)
        state.running += back
        state.missing -= back
        state.terminated = launched - back  # more than is still wanted: it goes at once
        ended = self._follow_day()
        due = spec.churn_per_s * tick_s
        if self._checks is not None:
            due += self._checks.seen_sick * spec.replaces_sick_share * (tick_s / _HOUR_S)
        if self._holder is not None:
            ended, due = self._hold(ended, due)
        due = min(due, state.running)
        state.running -= due
        state.missing += due
        state.terminated += ended + due
        state.asked = state.missing * self._asks
        self._asking.ask(state.asked)
        self._count()
        if self.region.second % 60 == 0:
            self._write_log()

    def _count(self) -> None:
        share = (1.0 - self.missing_share) / (1.0 - self.spec.spare)
        self._have = share if share < ALL else 1.0

    def _wanted(self, second: int) -> float:
        if not self.spec.day:
            return self.spec.instances
        return self.spec.instances * of_day(self.spec.day, self.region.plan.zero_s + second)

    def _follow_day(self) -> float:
        """More are wanted and missing; or fewer: those that are missing first. Return how many running ones are to end."""
        if not self.spec.day:
            return 0.0
        state = self.state
        wanted = self._wanted(self.region.second)
        more, state.wanted = wanted - state.wanted, wanted
        if more >= 0.0:
            state.missing += more
            return 0.0
        fewer = min(-more, state.missing)
        state.missing -= fewer
        ended = min(-more - fewer, state.running)
        state.running -= ended
        return ended

    def _hold(self, ended: float, due: float) -> tuple[float, float]:
        """What of these changes can be made, with those that had to wait on hosts that can be changed again."""
        state = self.state
        before = state.closed
        state.closed = closed = 1.0 - self._holder.leased_share if self._holder is not None else 0.0
        freed = 1.0 - closed / before if closed < before else 0.0
        ends_freed, replaced_freed = state.to_end * freed, state.to_replace * freed
        state.to_end += ended * closed - ends_freed
        state.to_replace += due * closed - replaced_freed
        return ended * (1.0 - closed) + ends_freed, due * (1.0 - closed) + replaced_freed

    def _write_log(self) -> None:
        """One line when it runs short, and one when it has what it wants."""
        state = self.state
        missing = self.missing_share
        if not state.short and missing > 0.05:
            state.short = True
            self.log(
                Level.WARN,
                say("{percent} % of the instances that are wanted cannot be had.", percent=int(missing * 100)),
            )
        elif state.short and missing < 0.01:
            state.short = False
            self.log(Level.INFO, say("All instances that are wanted can be had again."))

    @property
    def missing_share(self) -> float:
        """Share of the wanted instances that do not run."""
        state = self.state
        return state.missing / state.wanted if state.wanted > 0.0 else 0.0

    @property
    def terminated(self) -> float:
        """Instances that ended in this tick."""
        return self.state.terminated

    def success_for(self, client: str) -> float:
        """Share of what is needed that runs, for anybody: owners want some more than they need."""
        del client
        return self._have

    def rewind(self, mark: Any) -> None:
        """Back to a mark."""
        super().rewind(mark)
        self._count()

    def sample(self) -> tuple[float, ...]:
        """What its owners see, and how many run."""
        state, tick_s = self.state, self.region.tick_s
        return (self.missing_share, state.missing, state.asked / tick_s, state.terminated / tick_s, state.running)
