"""Health checks: a machine that looks at every target, and takes capacity away on what it sees.

It sees a target as sick that does not answer: because it is sick, because its network state has not arrived yet (the check
and the target are both fine), or because the check itself comes too late. What looks sick now may look well at the next
look, and out again at the one after: every such change costs the checker more work. A balancer of which too many checks
fail in a zone takes that zone out of its name, all of it. Nobody asks what remains: without a limit on how fast capacity
may go, one kind of wrong answer can take more away than any fault.

Published: new instances in service before their network state; results that alternated; load on the checker that made it
late; automatic zone failover; what ended it (failover off), and that no velocity limit existed. Never published: numbers of
targets, thresholds, rates; they are calibrated to the times at which errors began, were noticed and ended.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from game.engine.actions import MISLED, Action, ActionSpec, Argument, ArgumentKind, Risk
from game.engine.mechanism import OFF_BY_HAND, ComponentSpec, Effect, Mechanism, Phase
from game.engine.mechanisms.propagation import Propagation
from game.engine.mechanisms.service import Service
from game.engine.readings import Level, Metric, Unit
from game.engine.units import Amount, Between, PerSecond, Seconds, Share
from game.engine.words import Sentence, say

NETWORK_IS_THERE = "nothing new waits for its network"
FAILOVER = ActionSpec(
    id="failover",
    words=("failover",),
    arguments=(
        Argument("BALANCERS", ArgumentKind.WORD, choices=("nlb",)),
        Argument("ON_OFF", ArgumentKind.ON_OFF),
    ),
    title="Switch automatic failover",
    does="Stops or starts the health checks' automatic failover of zones; off, every zone comes back into service.",
    duration_s=120,
    hands=1,
    risk=Risk.MEDIUM,
    risk_note="While it is off, a zone that is truly sick stays in service.",
    specialty="edge",
    needs=f"on again: {NETWORK_IS_THERE}",
    guards="a zone that is truly sick",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class HealthChecksSpec(ComponentSpec):
    """A health-check system.

    `targets` are looked at once every `period_s`. `network` names the line of changes behind which new targets wait for their
    network; one that has waited longer than `grace_s` looks sick every other time, and adds `flip_checks` checks to the
    checker's work each time it changes. `capacity_per_s` checks can be done in time; more are late, and late is sick.
    `new_in` says which share of new targets comes up in each of `zones`. A balancer fails a zone over when the share of
    failing checks there reaches its own bound, between `fails_at` and `fails_full`; a zone that looks well again comes back
    after `back_s` (and after a look of `alternate_s` if results alternate). `velocity_per_s` is the most of a zone's capacity
    that may go in a second; 0 means no limit. `headroom` is how much capacity the best-prepared balancers can lose without
    errors, the others less, evenly. Of the connections that would meet a target without network, `meets_share` fail; the
    others are sent elsewhere. `load` names the service behind the balancers: what is left of it when capacity has gone
    must carry what comes, or all of it is truly sick; "" looks at no load.
    """

    kind: Literal["health_checks"] = "health_checks"
    targets: Annotated[float, Between(1, 1e12)]
    zones: Annotated[int, Between(1, 12)] = 3
    network: str = ""
    load: str = ""
    new_in: tuple[Share, ...] = ()
    period_s: Seconds = 10.0
    grace_s: Seconds = 60.0
    flip_checks: Amount = 3.0
    capacity_per_s: PerSecond = 1e9
    fails_at: Share = 0.1
    fails_full: Share = 0.5
    back_s: Seconds = 600.0
    alternate_s: Seconds = 600.0
    velocity_per_s: Annotated[float, Between(0, 1)] = 0.0
    keeps: Share = 0.0
    headroom: Annotated[float, Between(0.01, 1)] = 0.6
    meets_share: Share = 0.5

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """Where new targets wait for their network, and what carries the load."""
        found = [("network", self.network, "propagation")] if self.network else []
        if self.load:
            found.append(("load", self.load, "service"))
        return tuple(found)


@dataclass(slots=True)
class HealthChecksState:
    """`out` is the share of each zone's capacity that is out of service, `seen` the share of checks that fail there.

    `unready` targets wait for their network, `fine` look sick and are not, `sick` are; `flips` change in a second; `late` is
    the share of checks that come too late. `wrongly` and `rightly` sum up the capacity taken out, in zones. `noted` are the
    troubles in the log.
    """

    out: tuple[float, ...]
    seen: tuple[float, ...]
    auto: bool = True
    unready: float = 0.0
    fine: float = 0.0
    sick: float = 0.0
    flips: float = 0.0
    late: float = 0.0
    wrongly: float = 0.0
    rightly: float = 0.0
    noted: tuple[str, ...] = ()


class HealthChecks(Mechanism[HealthChecksSpec, HealthChecksState]):
    """Looks, and takes away."""

    kind: ClassVar[str] = "health_checks"
    spec_type: ClassVar[type[ComponentSpec]] = HealthChecksSpec
    phase: ClassVar[Phase] = Phase.SERVICES
    actions: ClassVar[tuple[ActionSpec, ...]] = (FAILOVER,)
    effects: ClassVar[tuple[Effect, ...]] = (
        Effect("sick", "This share of the targets is truly sick."),
        Effect("false", "This share of the checks fails although the targets are well."),
    )
    metrics = (
        Metric("failing", "checks failing", Unit.SHARE, 1.0),
        Metric("fine", "sick but fine", Unit.COUNT, 1e6),
        Metric("sick", "truly sick", Unit.COUNT, 1e6, beside="fine"),
        Metric("unready", "new, no network yet", Unit.COUNT, 1e6),
        Metric("flips", "results that flip", Unit.PER_SECOND, 1e6),
        Metric("late", "checks late", Unit.SHARE, 1.0),
        Metric("out", "capacity taken out", Unit.SHARE, 1.0),
        Metric("auto", "automatic failover on", Unit.COUNT, 1.0, bad_when_low=True, hidden=True),
        Metric(MISLED, "takes what is well for sick", Unit.COUNT, 1.0, hidden=True),
    )

    def connect(self) -> None:
        """Find the network and the load; everything is in service."""
        spec, parts = self.spec, self.region.components
        self._network: Propagation | None = parts[spec.network] if spec.network else None  # type: ignore[assignment]
        self._load: Service | None = parts[spec.load] if spec.load else None  # type: ignore[assignment]
        count = spec.zones
        self._new_in = tuple([spec.new_in[place] if place < len(spec.new_in) else 0.0 for place in range(count)])
        if not spec.new_in:
            self._new_in = (1.0 / count,) * count
        self._usual = spec.targets / spec.period_s
        self._each = spec.targets / count
        self._counted: tuple[float, ...] = ()  # what the share that is out is of
        self._out = 0.0
        self.state = HealthChecksState(out=(0.0,) * count, seen=(0.0,) * count)
        share = min(1.0, 3.0 * spec.fails_full)  # well beyond what makes every balancer fail over
        scale = max(1.0, share * spec.targets)
        self.metrics = (
            Metric("failing", "checks failing", Unit.SHARE, share),
            Metric("fine", "sick but fine", Unit.COUNT, scale),
            Metric("sick", "truly sick", Unit.COUNT, scale, beside="fine"),
            Metric("unready", "new, no network yet", Unit.COUNT, scale),
            Metric("flips", "results that flip", Unit.PER_SECOND, max(1.0, scale / spec.period_s)),
            *HealthChecks.metrics[5:],
        )

    def suppliers(self) -> tuple[str, ...]:
        """The network must step first. The load is that of the last tick."""
        return (self.spec.network,) if self.spec.network else ()

    def step(self) -> None:
        """Look, count, and take capacity away or give it back."""
        state, spec = self.state, self.spec
        unready = 0.0 if self._network is None else self._network.unready_for(spec.grace_s)
        unready = min(unready, spec.targets)
        false = min(1.0, self.disturbances.get("false", 0.0))
        sick = min(1.0, self.disturbances.get("sick", 0.0))
        if self._load is not None and self._load.overloads(1.0 - self.out):  # what is left cannot carry what comes
            sick = 1.0
        if unready == false == sick == 0.0 and not (state.fine or state.sick or state.noted or self.out):
            state.unready = 0.0
            return
        state.unready = unready
        state.flips = unready / (2.0 * spec.period_s)
        work = self._usual + state.flips * spec.flip_checks
        state.late = max(0.0, 1.0 - spec.capacity_per_s / work)
        seen: list[float] = []
        fine = 0.0
        for share in self._new_in:
            new = min(1.0, unready * share / self._each)
            looks = 1.0 - (1.0 - 0.5 * new) * (1.0 - false) * (1.0 - state.late)
            seen.append(1.0 - (1.0 - looks) * (1.0 - sick))
            fine += self._each * looks * (1.0 - sick)
        state.seen = tuple(seen)
        state.fine = fine
        state.sick = sick * spec.targets
        self._move(sick)
        if self.region.second % 60 == 0:
            self._write_log()

    def _move(self, sick: float) -> None:
        """Zones leave and come back."""
        state, spec, tick_s = self.state, self.spec, self.region.tick_s
        after: list[float] = []
        for seen, out, bad in zip(state.seen, state.out, self._wanted(), strict=True):
            back = min(out * (1.0 - bad) * tick_s / spec.alternate_s, tick_s / spec.back_s)
            left = max(0.0, out - back)
            leaves = max(0.0, bad - left)
            if spec.velocity_per_s > 0.0:
                leaves = min(leaves, spec.velocity_per_s * tick_s)
            if seen > 0.0:
                state.rightly += leaves * sick / seen
                state.wrongly += leaves * (1.0 - sick / seen)
            now = left + leaves
            after.append(0.0 if now < 1e-6 and bad == 0.0 else now)
        state.out = tuple(after)

    def _wanted(self) -> list[float]:
        """Share of the balancers that want each zone out: the worst-looking zone first, as far as they may."""
        state, spec = self.state, self.spec
        wanted: list[float] = []
        total = 0.0
        for seen in state.seen:
            bad = 0.0
            if state.auto and seen > 0.0:
                bad = min(1.0, max(0.0, (seen - spec.fails_at) / (spec.fails_full - spec.fails_at)))
            wanted.append(bad)
            total += bad
        most = (1.0 - spec.keeps) * spec.zones
        if total <= most:
            return wanted
        worst = state.seen.index(max(state.seen))
        first = min(wanted[worst], most)
        rest = total - wanted[worst]
        others = (most - first) / rest if rest > 0.0 else 0.0
        return [first if place == worst else bad * others for place, bad in enumerate(wanted)]

    @property
    def out(self) -> float:
        """Share of all capacity that is out of service."""
        if self._counted is not self.state.out:
            self._counted = self.state.out
            total = 0.0
            for out in self._counted:
                total += out
            self._out = total / self.spec.zones
        return self._out

    @property
    def seen_sick(self) -> float:
        """How many targets look sick now."""
        return self.state.fine + self.state.sick

    @property
    def wrong_share(self) -> float:
        """Share of the targets that look sick and are fine."""
        return self.state.fine / self.spec.targets

    @property
    def connection_errors(self) -> float:
        """Share of new connections that fail: they meet a target without network, or balancers that have too little left.

        How much a balancer can lose differs: evenly from nothing to `headroom`. What is lost beyond it is what its clients
        miss, of what they need: (out - h) / (1 - h), on average over h, with 1 - h taken at its middle.
        """
        state, spec = self.state, self.spec
        meets = spec.meets_share * min(1.0, state.unready / spec.targets)
        out = self.out
        if out <= spec.headroom:
            misses = out * out / (2.0 * spec.headroom) / (1.0 - out / 2.0)
        else:
            misses = (out - spec.headroom / 2.0) / (1.0 - spec.headroom / 2.0)
        return 1.0 - (1.0 - meets) * (1.0 - min(1.0, misses))

    def _write_log(self) -> None:
        state = self.state
        out = self.out
        failing = self._failing()
        self.note(
            "unready",
            state.unready > 0.001 * self.spec.targets,
            state.unready == 0.0,
            say("{count} new targets have no network yet; to a check they look sick.", count=int(state.unready)),
            say("Nothing new waits for its network any more."),
        )
        self.note(
            "failing",
            failing > 0.02,
            failing < 0.005,
            say(
                "{percent} % of the checks fail; the same targets answer at the next look.", percent=int(failing * 100)
            ),
            say("Checks pass again."),
        )
        self.note(
            "late",
            state.late > 0.02,
            state.late < 0.005,
            say("{percent} % of the checks come too late: so many results change.", percent=int(state.late * 100)),
            say("Checks are in time again."),
        )
        for place, share in enumerate(state.out):
            zone = f"az{place + 1}"
            self.note(
                zone,
                share > 0.1,
                share < 0.02,
                say("Failing over {zone}: {percent} % of its capacity is out.", zone=zone, percent=int(share * 100)),
                say("{zone} is back in service.", zone=zone),
            )
        self.note(
            "wrong",
            out > 0.05 and state.fine > 10.0 * state.sick,
            out < 0.01,
            say(
                "Targets that look sick: {seen}. Of these, refused by the target itself: {sick}.",
                seen=int(state.fine + state.sick),
                sick=int(state.sick),
            ),
            say("Nothing is out of service any more."),
        )

    def _failing(self) -> float:
        total = 0.0
        for seen in self.state.seen:
            total += seen
        return total / self.spec.zones

    def sample(self) -> tuple[float, ...]:
        """What its own instruments show."""
        state = self.state
        auto = 1.0 if state.auto else 0.0
        misled = 1.0 if state.fine > state.sick else 0.0
        return (self._failing(), state.fine, state.sick, state.unready, state.flips, state.late, self.out, auto, misled)

    def held(self) -> str:
        """Whether the failover is off."""
        return "" if self.state.auto else OFF_BY_HAND

    def answers_to(self, spec: ActionSpec, values: tuple[str, ...]) -> bool:
        """There is one health-check system."""
        return spec is FAILOVER

    def check(self, action: Action) -> Sentence | None:
        """Switching to what it is already is refused."""
        if (action.values[1] == "on") == self.state.auto:
            return say("Automatic failover is {state} already.", state=action.values[1])
        return None

    def ready(self, action: Action) -> bool:
        """On again is safe once nothing new waits for its network."""
        return action.values[1] == "off" or self.state.unready == 0.0

    def needed(self, spec: ActionSpec, values: tuple[str, ...] = ()) -> str:
        """Off needs nothing, and where nothing has to wait for a network on does neither."""
        if not self.spec.network:
            return ""
        if not values:
            return super().needed(spec)
        return NETWORK_IS_THERE if values[1] == "on" else ""

    def apply(self, action: Action) -> None:
        """Switch the automatic failover."""
        self.state.auto = action.values[1] == "on"
        self.log(
            Level.INFO,
            say("Automatic failover is on again.")
            if self.state.auto
            else say("Automatic failover is off; zones come back into service."),
        )

    def columns(self) -> tuple[MutableSequence[Any], ...]:
        """None of its own."""
        return ()
