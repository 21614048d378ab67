"""A durable queue with workers behind it: nothing is lost, work is only late.

Workers take what waits in order. What they need of others limits how much of it they can do; what could not be done stays.
Workers whose needs fail for long may stop for good: then the queue grows although everything that they need is back, until
somebody starts them again. Operators can also hold workers back, so that what is more urgent has room.

Published: queue-driven invocations whose poller did not come back by itself and was restored by hand, then worked off its
backlog in 80 minutes; the same workers held back to save direct calls; table replicas that lagged and caught up; container
tasks that could not be placed. Calibrated: rates, capacities, patience (never published).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from game.engine.actions import Action, ActionSpec, Argument, ArgumentKind, Risk
from game.engine.backlog import Backlog
from game.engine.mechanism import SUPPLIER, ComponentSpec, Effect, Mechanism, Phase
from game.engine.mechanisms.service import NeedSpec, of_day
from game.engine.queued import SCALE, THROTTLE, Scaled, share_of
from game.engine.readings import Level, Metric, Unit
from game.engine.units import Amount, PerSecond, Seconds, Share
from game.engine.words import Sentence, say

RESTORE = ActionSpec(
    id="restore",
    words=("restore",),
    arguments=(Argument("SERVICE", ArgumentKind.COMPONENT),),
    title="Restore",
    does="Brings back a part that does not restart by itself.",
    duration_s=300,
    hands=1,
    risk=Risk.LOW,
    risk_note="If what it needs still fails, it stops again.",
    needs="what it needs answers again",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkerQueueSpec(ComponentSpec):
    """A durable queue and its workers.

    `rate_per_s` pieces of work come in, on a `day` curve (shares at even steps from midnight). Workers do up to
    `capacity_per_s`; of each of `needs`, the share of the work that cannot be done while the other does not answer. Work
    that is up to `patience_s` late is well; the later, the more of it fails in the eyes of those who need it. If less than
    half of the work could be done for `stops_after_s`, the workers stop, and stay stopped until they are restored; left
    out, they never do. Restored workers are all back after `restart_s`. `part_of` names the service that they belong to,
    under whose name they can be restored as well. What is beyond `bound` is lost.
    """

    kind: Literal["worker_queue"] = "worker_queue"
    rate_per_s: PerSecond
    capacity_per_s: PerSecond
    patience_s: Seconds
    day: tuple[Share, ...] = ()
    needs: dict[str, NeedSpec] = field(default_factory=dict)
    stops_after_s: Seconds | None = None
    restart_s: Seconds = 300.0
    part_of: str = ""
    bound: Amount = 1e12

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """Its suppliers, and what it is part of."""
        needs = [(f"needs.{other}", other, SUPPLIER) for other in self.needs]
        return (*needs, *([("part_of", self.part_of, "")] if self.part_of else []))


@dataclass(slots=True)
class WorkerQueueState:
    """`poor_s` is for how long less than half of the work could be done; `back_s` the second of the last restoring.

    `lost` is what the queue had no room for, `done` what was done in this tick, `at_work` the share of the workers that run.
    """

    stopped: bool = False
    poor_s: int = 0
    back_s: int | None = None
    lost: float = 0.0
    done: float = 0.0
    at_work: float = 1.0
    late: bool = False
    throttle: float | None = None
    scale: float = 1.0
    wanted: float = 1.0
    growth: float = 0.0


class WorkerQueue(Scaled[WorkerQueueSpec, WorkerQueueState]):
    """Does what waits, in order, as far as its workers can."""

    kind: ClassVar[str] = "worker_queue"
    spec_type: ClassVar[type[ComponentSpec]] = WorkerQueueSpec
    phase: ClassVar[Phase] = Phase.SERVICES
    serves: ClassVar[bool] = True
    actions: ClassVar[tuple[ActionSpec, ...]] = (RESTORE, THROTTLE, SCALE)
    usual: ClassVar[Mapping[str, tuple[str, ...]]] = {"throttle": ("30", "off"), "scale": ("150", "100")}
    effects: ClassVar[tuple[Effect, ...]] = (Effect("capacity", "Its workers do this share of what they usually can."),)
    metrics = (
        Metric("failing", "too late", Unit.SHARE, 1.0),
        Metric("age", "oldest waiting", Unit.SECONDS, 3600.0),
        Metric("waiting", "work waiting", Unit.COUNT, 1e12),
        Metric("done", "work done", Unit.PER_SECOND, 1e9, neutral=True),
        Metric("running", "share of the workers that run", Unit.SHARE, 1.0, bad_when_low=True, hidden=True),
    )

    def connect(self) -> None:
        """Find what the workers need."""
        spec, parts = self.spec, self.region.components
        self._needs: tuple[tuple[Mechanism[Any, Any], str, float], ...] = tuple(
            [(parts[other], need.as_client, need.share) for other, need in spec.needs.items()]
        )
        self.backlog = Backlog(self.region.tick_s)
        self.state = WorkerQueueState()
        self.metrics = (
            WorkerQueue.metrics[0],
            Metric("age", "oldest waiting", Unit.SECONDS, 10.0 * spec.patience_s),
            Metric("waiting", "work waiting", Unit.COUNT, max(1.0, min(spec.bound, 3600.0 * spec.rate_per_s))),
            Metric("done", "work done", Unit.PER_SECOND, max(1.0, spec.capacity_per_s), neutral=True),
            WorkerQueue.metrics[4],
        )

    def suppliers(self) -> tuple[str, ...]:
        """What its workers need."""
        return tuple(self.spec.needs)

    def step(self) -> None:
        """One tick: what the needs allow, whether the workers run, then the work."""
        state, spec, tick_s = self.state, self.spec, self.region.tick_s
        share = 1.0
        for supplier, as_client, hurt in self._needs:
            share *= 1.0 - hurt * (1.0 - supplier.success_for(as_client))
        if spec.stops_after_s is not None:
            self._stop_if_poor(share, spec.stops_after_s)
        if state.back_s is not None or state.stopped:
            share *= self._follow_workers()
        work = spec.capacity_per_s * tick_s * share * state.scale
        if state.throttle is not None:
            work *= state.throttle
        if self.disturbances:
            work *= self.disturbances.get("capacity", 1.0)
        new = spec.rate_per_s * tick_s
        if spec.day:
            new *= of_day(spec.day, self.region.plan.zero_s + self.region.second)
        backlog = self.backlog
        room = spec.bound - backlog.waiting + work
        if new > room:
            state.lost += new - room
            new = room
        backlog.take(new)
        state.done = backlog.work(work)
        self._follow_lateness()

    def _stop_if_poor(self, share: float, stops_after_s: float) -> None:
        """Workers that could do less than half for long stop."""
        state = self.state
        if share >= 0.5 or state.stopped:
            state.poor_s = 0
            return
        state.poor_s += self.region.tick_s
        if state.poor_s >= stops_after_s:
            state.stopped, state.poor_s, state.back_s = True, 0, None
            text = "The workers gave up after {seconds} s of failures; they do not start again by themselves."
            self.log(Level.ERROR, say(text, seconds=int(stops_after_s)))

    def _follow_workers(self) -> float:
        """The share of the workers that run while they are stopped or coming back."""
        state = self.state
        if state.stopped or state.back_s is None:
            state.at_work = 0.0
        else:
            state.at_work = min(1.0, (self.region.second - state.back_s) / self.spec.restart_s)
            if state.at_work == 1.0:
                state.back_s = None
                self.log(Level.INFO, say("All workers run again."))
        return state.at_work

    def _follow_lateness(self) -> None:
        """One log line when work gets late, and one when it has caught up."""
        age_s, patience_s = self.backlog.age_s, self.spec.patience_s
        if not self.state.late and age_s > patience_s:
            self.state.late = True
            self.log(Level.WARN, say("The oldest work has waited for {seconds} s.", seconds=int(age_s)))
        elif self.state.late and age_s <= 0.1 * patience_s:
            self.state.late = False
            self.log(Level.INFO, say("The backlog is worked off."))

    @property
    def late_share(self) -> float:
        """Share of its work that those who need it call failing."""
        age_s, patience_s = self.backlog.age_s, self.spec.patience_s
        return 0.0 if age_s <= patience_s else 1.0 - patience_s / age_s

    def success_for(self, client: str) -> float:
        """Share of its work that is done in time, in the eyes of anybody."""
        del client
        return 1.0 - self.late_share

    def sample(self) -> tuple[float, ...]:
        """What its own instruments show, and whether the workers run."""
        backlog, state = self.backlog, self.state
        return (self.late_share, backlog.age_s, backlog.waiting, state.done / self.region.tick_s, state.at_work)

    def reading_text(self) -> str:
        """Whether its workers gave up."""
        return "stopped" if self.state.stopped else ""

    @property
    def throttle(self) -> float | None:
        """The share of its capacity that may work."""
        return self.state.throttle

    def names_for(self, spec: ActionSpec) -> tuple[str, ...]:
        """Workers that never stop are not restored; others under the name of the service that they belong to as well."""
        if spec is not RESTORE:
            return (self.id,)
        if self.spec.stops_after_s is None:
            return ()
        return (self.id, self.spec.part_of) if self.spec.part_of else (self.id,)

    def check(self, action: Action) -> Sentence | None:
        """What runs needs no restoring."""
        if action.spec is RESTORE:
            meant = self.region.targets(RESTORE, action.values)
            if not any(isinstance(part, WorkerQueue) and part.state.stopped for part in meant):
                return say("{part} runs; there is nothing to restore.", part=self.id)
        return super().check(action)

    def ready(self, action: Action) -> bool:
        """Restoring helps once what the workers need answers."""
        if action.spec is not RESTORE:
            return True
        share = 1.0
        for supplier, as_client, hurt in self._needs:
            share *= 1.0 - hurt * (1.0 - supplier.success_for(as_client))
        return share >= 0.5

    def needed(self, spec: ActionSpec, values: tuple[str, ...] = ()) -> str:
        """Nothing where the workers need nobody."""
        return super().needed(spec, values) if self.spec.needs else ""

    def apply(self, action: Action) -> None:
        """Hold workers back, change their number, or start them again."""
        state = self.state
        if action.spec is RESTORE:
            if state.stopped:
                state.stopped, state.back_s = False, self.region.second
                self.log(Level.INFO, say("The workers are started again."))
            return
        value = action.values[1]
        if action.spec is THROTTLE:
            state.throttle = share_of(value)
            text = (
                say("All workers may work again.")
                if value == "off"
                else say("{percent} % of the workers may work; the rest of the work waits.", percent=value)
            )
        else:
            self.set_capacity(int(value) / 100)
            return
        self.log(Level.INFO, text)

    def mark(self) -> object:
        """The state and the queue."""
        return super().mark(), self.backlog.mark()

    def rewind(self, mark: Any) -> None:
        """Back to a mark."""
        own, queue = mark
        super().rewind(own)
        self.backlog.rewind(queue)

    def digest_state(self) -> object:
        """The state and the queue."""
        return (self.state, self.backlog.digest())
