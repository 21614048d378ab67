"""The planner of a DNS record: it watches capacity and health and keeps producing plan generations. It works as designed.

Published: that it makes a plan now and then, for all endpoints at once. Calibrated: how often.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from game.engine.actions import MISLED, Action, ActionSpec, Argument, ArgumentKind, Risk
from game.engine.mechanism import OFF_BY_HAND, ComponentSpec, Mechanism, Phase
from game.engine.mechanisms.dns_record import Mark, Record
from game.engine.readings import Metric, Unit
from game.engine.units import Few, WholeSeconds
from game.engine.words import Sentence, say

AUTOMATION = ActionSpec(
    id="dns.automation",
    words=("dns", "automation"),
    arguments=(Argument("STATE", ArgumentKind.ON_OFF),),
    title="Freeze or thaw the DNS automation",
    does="Stops or starts the planner and all enactors; a stopped enactor drops the plan that it holds.",
    duration_s=60,
    hands=1,
    risk=Risk.LOW,
    risk_note="Nothing updates the record while the automation is off.",
    specialty="dynamodb",
    guards="that the name follows what is there",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlannerSpec(ComponentSpec):
    """A planner: one plan every `period_s`, give or take `jitter_s` around a fixed beat."""

    kind: Literal["dns_planner"] = "dns_planner"
    record: str
    period_s: WholeSeconds = 52
    jitter_s: Few = 3

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """Its record."""
        return (("record", self.record, "dns_record"),)


@dataclass(slots=True)
class PlannerState:
    """`beats` counts the planner's turns, taken or not; `newest` is the newest plan made."""

    newest: int
    beats: int = 0
    running: bool = True


def refuse_same(action: Action, running: bool) -> Sentence | None:
    """Stopping what is stopped, or starting what runs, is refused."""
    if (action.values[0] == "on") == running:
        return say("The DNS automation is already {state}.", state=action.values[0])
    return None


class Planner(Mechanism[PlannerSpec, PlannerState]):
    """Watches capacity and health, and keeps producing plan generations. It works as designed, all night."""

    kind: ClassVar[str] = "dns_planner"
    spec_type: ClassVar[type[ComponentSpec]] = PlannerSpec
    phase: ClassVar[Phase] = Phase.RECORD
    actions: ClassVar[tuple[ActionSpec, ...]] = (AUTOMATION,)
    metrics = (
        Metric("newest", "newest plan", Unit.PLAN, 1e9),
        Metric(MISLED, "leaves the name without an answer", Unit.COUNT, 1.0, hidden=True),
    )

    def connect(self) -> None:
        """Find the record."""
        self.record: Record = self.region.components[self.spec.record]  # type: ignore[assignment]
        self.marks: list[Mark] = []
        self._jitter = self.draws("beat")
        self.state = PlannerState(newest=self.record.spec.first_plan)

    def start(self) -> None:
        """The first plan comes after one period."""
        self._next_beat()

    def _next_beat(self) -> None:
        self.state.beats += 1
        beat = self.region.plan.start_s + self.state.beats * self.spec.period_s
        spread = min(self.spec.jitter_s, self.spec.period_s // 2)
        self.region.wake_at(beat + self._jitter.integer(self.state.beats, 0, spread), self.id)

    def wake(self, second: int) -> None:
        """Make a plan, if running."""
        if self.state.running:
            self.state.newest += 1
            self.marks.append(Mark(second, "made", self.state.newest))
        self._next_beat()

    def sample(self) -> tuple[float, ...]:
        """The newest plan's number, and whether what it wrote is wrong; once it is stopped nobody can tell that it would not be."""
        right = self.state.running and self.record.state.endpoints[0].answers
        return (float(self.state.newest), 0.0 if right else 1.0)

    def held(self) -> str:
        """Whether the operators stopped it."""
        return "" if self.state.running else OFF_BY_HAND

    def answers_to(self, spec: ActionSpec, values: tuple[str, ...]) -> bool:
        """The order is for all of the automation."""
        return True

    def check(self, action: Action) -> Sentence | None:
        """Stopping what is stopped is refused."""
        return refuse_same(action, self.state.running)

    def apply(self, action: Action) -> None:
        """Stop or start."""
        self.state.running = action.values[0] == "on"
        if not self.state.running:
            self.marks.append(Mark(self.region.second, "stopped", self.state.newest))

    def columns(self) -> tuple[MutableSequence[Any], ...]:
        """What it made."""
        return (self.marks,)
