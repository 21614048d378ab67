"""An enactor of a DNS record: one of several hands that write the same page.

It checks once, when it picks a plan, that nobody has applied a newer one; then it walks the endpoints, locking each in turn,
backing off when it loses a lock. After a finished walk it deletes the trees of plans many generations older. No rule looks
at the clock: if a slow enactor writes its old plan after a newer one was written, and before the newer one's clean-up, that
clean-up deletes the tree that is active.

Published: three independent ones, the check at the start only, lock and back-off, the clean-up. Calibrated: all seconds and
the number of generations kept (never published), so that a walk takes most of a plan's period.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from game.engine.actions import Action, ActionSpec
from game.engine.digest import ADDED_LATER
from game.engine.mechanism import OFF_BY_HAND, ComponentSpec, Effect, Mechanism, Phase
from game.engine.mechanisms.dns_planner import AUTOMATION, Planner, refuse_same
from game.engine.mechanisms.dns_record import Mark, Record
from game.engine.readings import Level, Metric, Unit
from game.engine.units import Between, Few, WholeSeconds
from game.engine.words import Sentence, say


@dataclass(frozen=True, kw_only=True, slots=True)
class EnactorSpec(ComponentSpec):
    """An enactor in one zone.

    It looks for a plan every `poll_s`; writing one endpoint takes `write_s`, give or take `spread_s`; a lost lock is tried
    again after a doubling wait of at most `lock_wait_s`, a refused batch of at most `refused_wait_s`. After a finished walk
    it deletes plans more than `keep` generations older than its own, which takes `cleanup_s`.

    With `checks_when_writing` every batch is refused whose plan is older than the one that is active by then; the plan is
    dropped. With `spares_active` the clean-up leaves a plan alone that any endpoint points to, however old it is.
    """

    kind: Literal["dns_enactor"] = "dns_enactor"
    record: str
    planner: str
    zone: str
    poll_s: WholeSeconds = 3
    write_s: WholeSeconds = 6
    spread_s: Few = 2
    lock_wait_s: WholeSeconds = 8
    refused_wait_s: WholeSeconds = 300
    cleanup_s: WholeSeconds = 10
    keep: Annotated[int, Between(1, 1000)] = 30
    checks_when_writing: bool = field(default=False, metadata=ADDED_LATER)
    spares_active: bool = field(default=False, metadata=ADDED_LATER)

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """Its record and its planner."""
        return (("record", self.record, "dns_record"), ("planner", self.planner, "dns_planner"))


@dataclass(slots=True)
class EnactorState:
    """`doing` is idle, locking, writing, cleaning or stopped; `plan` the one in hand (0: none), checked at `checked_s`.

    `place` is the index of the endpoint being walked to, `tries` how often it was tried, `turn` counts draws. An alarm clock
    that is not `due_s` is an old one.
    """

    doing: str = "idle"
    plan: int = 0
    checked_s: int = 0
    place: int = 0
    tries: int = 0
    turn: int = 0
    due_s: int = 0
    applied: int = 0
    lost_locks: int = 0
    refusals: int = 0


class Enactor(Mechanism[EnactorSpec, EnactorState]):
    """Writes plans to the record, believing what it checked when it picked them up."""

    kind: ClassVar[str] = "dns_enactor"
    spec_type: ClassVar[type[ComponentSpec]] = EnactorSpec
    phase: ClassVar[Phase] = Phase.RECORD
    actions: ClassVar[tuple[ActionSpec, ...]] = (AUTOMATION,)
    effects: ClassVar[tuple[Effect, ...]] = (
        Effect("loses_locks", "This share of its attempts to lock an endpoint are lost to others, whoever they are."),
    )
    metrics = (
        Metric("applied", "last plan applied", Unit.PLAN, 1e9),
        Metric("refusals", "batches refused so far", Unit.COUNT, 20.0),
        Metric("plan", "plan in hand", Unit.PLAN, 1e9, hidden=True),
    )

    def connect(self) -> None:
        """Find the record and the planner."""
        self.record: Record = self.region.components[self.spec.record]  # type: ignore[assignment]
        self.planner: Planner = self.region.components[self.spec.planner]  # type: ignore[assignment]
        self.endpoints = (self.record.spec.name, *self.record.spec.other_endpoints)
        self.marks: list[Mark] = []
        self._luck = self.draws("luck")
        self.state = EnactorState(applied=self.record.spec.first_plan)

    def start(self) -> None:
        """The first look for a plan."""
        self._wait(1 + self._draw(0, self.spec.poll_s))

    def _draw(self, low: int, high: int) -> int:
        self.state.turn += 1
        return self._luck.integer(self.state.turn, low, max(low, high))

    def _wait(self, seconds: int) -> None:
        self.state.due_s = self.region.second + seconds
        self.region.wake_at(self.state.due_s, self.id)

    def wake(self, second: int) -> None:
        """Go on with whatever is being done."""
        if second != self.state.due_s or self.state.doing == "stopped":
            return
        match self.state.doing:
            case "idle":
                self._pick(second)
            case "locking":
                self._lock(second)
            case "writing":
                self._write(second)
            case _:
                self._clean(second)

    def _pick(self, second: int) -> None:
        state, newest = self.state, self.planner.state.newest
        if newest <= self.record.state.applied:  # the only check: nobody has applied a newer one, as of now
            self._wait(self._draw(1, self.spec.poll_s))
            return
        state.plan, state.checked_s, state.place, state.tries = newest, second, 0, 0
        state.doing = "locking"
        self.marks.append(Mark(second, "takes", newest))
        self._wait(1)

    def _lock(self, second: int) -> None:
        state, name = self.state, self.endpoints[self.state.place]
        state.turn += 1
        lost = self._luck.uniform(state.turn) < self.disturbances.get("loses_locks", 0.0)
        if lost or not self.record.lock(name, self.id):
            state.tries += 1
            state.lost_locks += 1
            self._note_retry(second, name, lost)
            self._wait(self._back_off(self.spec.lock_wait_s))
            return
        state.doing = "writing"
        self._wait(self.spec.write_s + self._draw(0, self.spec.spread_s))

    def _note_retry(self, second: int, name: str, lost: bool) -> None:
        """Short waits for a busy colleague are daily business; a lock lost again and again is worth a line now and then."""
        tries = self.state.tries
        if lost and (tries in (3, 10, 30) or tries % 60 == 0):
            self.marks.append(Mark(second, "retries", self.state.plan, name))
            self.log(
                Level.WARN,
                say(
                    "Lock of {name} lost {tries} times, backing off with plan {plan} in hand.",
                    name=name,
                    tries=tries,
                    plan=self.state.plan,
                ),
            )

    def _back_off(self, at_most: int) -> int:
        doubled = min(at_most, 2 ** min(self.state.tries, 12))
        return self._draw(max(1, doubled // 2), doubled)

    def _write(self, second: int) -> None:
        state, name = self.state, self.endpoints[self.state.place]
        if self.spec.checks_when_writing and self.record.endpoint(name).active > state.plan:
            self._drop(second, name)
            return
        written = self.record.flip(name, state.plan, self.id)
        self.record.unlock(name, self.id)
        if not written:
            self._refused(second, name)
            return
        self.marks.append(Mark(second, "writes", state.plan, name))
        late = second - state.checked_s
        if late > 300:
            self.log(
                Level.WARN,
                say(
                    "Wrote plan {plan} to {name}; it was the newest when checked {minutes} min ago.",
                    plan=state.plan,
                    name=name,
                    minutes=late // 60,
                ),
            )
        state.place += 1
        state.tries = 0
        state.doing = "locking" if state.place < len(self.endpoints) else "cleaning"
        self._wait(1 if state.doing == "locking" else self.spec.cleanup_s)

    def _drop(self, second: int, name: str) -> None:
        """A newer plan is active by now: nothing is written, nothing cleaned up; look for a plan afresh."""
        state = self.state
        self.record.unlock(name, self.id)
        self.marks.append(Mark(second, "refused", state.plan, name))
        self.log(
            Level.WARN,
            say(
                "Plan {plan} not written to {name}: plan {active}, active there by now, is newer. Dropped.",
                plan=state.plan,
                name=name,
                active=self.record.endpoint(name).active,
            ),
        )
        state.plan, state.doing, state.tries = 0, "idle", 0
        self._wait(self._draw(1, self.spec.poll_s))

    def _refused(self, second: int, name: str) -> None:
        state = self.state
        state.tries += 1
        state.refusals += 1
        state.doing = "locking"
        self.marks.append(Mark(second, "refused", state.plan, name))
        gone = self.record.endpoint(name).active
        self.log(
            Level.ERROR,
            say(
                "Batch for plan {plan} refused: plan {gone}, active on {name}, does not exist, nothing to roll back to.",
                plan=state.plan,
                gone=gone,
                name=name,
            ),
        )
        self._wait(self._back_off(self.spec.refused_wait_s))

    def _clean(self, second: int) -> None:
        state = self.state
        self.record.finished(state.plan)
        state.applied = state.plan
        mark = self.record.delete_older(state.plan - self.spec.keep, self.id, spares_active=self.spec.spares_active)
        if mark is not None:
            self.marks.append(mark)
            self.log(
                Level.INFO,
                say(
                    "Clean-up after plan {plan}: deleted plans {low} to {high}.",
                    plan=state.plan,
                    low=mark.low,
                    high=mark.high,
                )
                if mark.low != mark.high
                else say("Clean-up after plan {plan}: deleted plan {low}.", plan=state.plan, low=mark.low),
            )
        state.plan, state.doing = 0, "idle"
        self._wait(self._draw(1, self.spec.poll_s))

    def sample(self) -> tuple[float, ...]:
        """What it last applied, how often it was refused, what it holds."""
        return (float(self.state.applied), float(self.state.refusals), float(self.state.plan))

    def writer_of(self, component: str) -> bool:
        """It writes to its record."""
        return component == self.spec.record

    def writes_to(self, component: str) -> bool:
        """It does so until it is stopped."""
        return self.writer_of(component) and self.state.doing != "stopped"

    def held(self) -> str:
        """Whether the operators stopped it."""
        return OFF_BY_HAND if self.state.doing == "stopped" else ""

    def answers_to(self, spec: ActionSpec, values: tuple[str, ...]) -> bool:
        """The order is for all of the automation."""
        return True

    def check(self, action: Action) -> Sentence | None:
        """Stopping what is stopped is refused."""
        return refuse_same(action, self.state.doing != "stopped")

    def apply(self, action: Action) -> None:
        """Stop: drop the plan in hand and give back a lock. Start: look for a plan afresh."""
        state = self.state
        if action.values[0] == "on":
            state.doing = "idle"
            self._wait(1 + self._draw(0, self.spec.poll_s))
            return
        if state.doing == "writing":
            self.record.unlock(self.endpoints[state.place], self.id)
        state.plan, state.doing, state.tries = 0, "stopped", 0
        self.marks.append(Mark(self.region.second, "stopped", state.applied))

    def columns(self) -> tuple[MutableSequence[Any], ...]:
        """What it did."""
        return (self.marks,)
