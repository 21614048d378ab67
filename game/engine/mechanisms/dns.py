"""A DNS record with versions, the planner that keeps making plans for it, and the enactors that write them.

One page, several writers. A plan is a whole new tree of addresses; writing it means flipping the record's alias to that
tree and noting, in the same all-or-nothing batch, what was active before, to roll back to. An enactor checks once, when
it picks a plan, that nobody has applied a newer one; then it walks the endpoints, locking each in turn. After a finished
walk it deletes the trees of plans many generations older. No rule looks at the clock: if a slow enactor writes its old
plan after a newer one was written, and before the newer one's clean-up, that clean-up deletes the tree that is active,
the name has no addresses, and every later batch fails because what it must note as "active before" no longer exists.

Published: planner, three independent enactors, the check at the start only, the lock per endpoint with back-off, the
alias flip with its rollback note, the clean-up, the outcome. Calibrated: all seconds and the number of generations kept
(never published), so that a walk takes most of a plan's period.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar, Literal

from game.engine.actions import Action, ActionSpec, Argument, ArgumentKind, Risk
from game.engine.mechanism import ComponentSpec, Effect, Mechanism, Phase
from game.engine.readings import Level, Metric, Unit
from game.engine.units import Between, Few, WholeSeconds
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
)
RESTORE = ActionSpec(
    id="dns.restore",
    words=("dns", "restore"),
    arguments=(Argument("NAME", ArgumentKind.RECORD),),
    title="Restore the record",
    does="Installs a healthy set of addresses by hand, with no automation involved.",
    duration_s=60,
    hands=1,
    risk=Risk.MEDIUM,
    risk_note="An enactor that is still running may write over it.",
    specialty="dynamodb",
    needs="the automation is off",
)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One name. `active` is the plan that its alias points to, `trees` the plans whose addresses exist for it."""

    name: str
    active: int
    rollback: int
    trees: tuple[int, ...]
    by_hand: bool = False
    holder: str = ""

    @property
    def answers(self) -> bool:
        """Whether the name resolves to any address: NOERROR either way."""
        return self.active in self.trees


@dataclass(frozen=True, slots=True)
class PageChange:
    """From a second on, an endpoint resolves to `addresses` addresses of `plan`, by the hand of `writer`."""

    second: int
    endpoint: str
    plan: int
    addresses: int
    writer: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that a writer did: `kind` is made, takes, retries, writes, refused, deletes or stopped.

    `plan` is the generation concerned; for deletes `low` to `high` are the generations that went, and `live` whether an
    active one was among them.
    """

    second: int
    kind: str
    plan: int
    endpoint: str = ""
    low: int = 0
    high: int = 0
    live: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordSpec(ComponentSpec):
    """A record: the name that clients ask for, and the other endpoints that the same plans serve.

    `addresses` is how many addresses a plan has, give or take `addresses_spread`. Enactors walk the endpoints in this order.
    """

    kind: Literal["dns_record"] = "dns_record"
    name: str
    other_endpoints: tuple[str, ...] = ()
    addresses: Annotated[int, Between(1, 1000)] = 312
    addresses_spread: Few = 14
    first_plan: Annotated[int, Between(1, 10_000)] = 100


@dataclass(slots=True)
class RecordState:
    """`applied` is the newest plan whose walk was finished by anybody; `answered_s` of this tick's seconds had an answer."""

    endpoints: tuple[Endpoint, ...]
    applied: int
    answering_since: int
    answered_s: int = 0
    answered: float = 1.0


class Record(Mechanism[RecordSpec, RecordState]):
    """The page that everybody reads and several write."""

    kind: ClassVar[str] = "dns_record"
    spec_type: ClassVar[type[ComponentSpec]] = RecordSpec
    phase: ClassVar[Phase] = Phase.RECORD
    actions: ClassVar[tuple[ActionSpec, ...]] = (RESTORE,)
    metrics = (
        Metric("errors", "queries answered with an error", Unit.SHARE, 0.05),
        Metric("addresses", "addresses", Unit.COUNT, 1.0, bad_when_low=True, hidden=True),
        Metric("answered", "share of the time with an answer", Unit.SHARE, 1.0, bad_when_low=True, hidden=True),
    )

    def connect(self) -> None:
        """Every endpoint starts on the first plan."""
        first = self.spec.first_plan
        names = (self.spec.name, *self.spec.other_endpoints)
        self.pages: list[PageChange] = []
        self._counts = self.draws("addresses")
        self.state = RecordState(
            endpoints=tuple([Endpoint(name, first, first, (first,)) for name in names]),
            applied=first,
            answering_since=self.region.second,
        )
        for name in names:
            self.pages.append(PageChange(self.region.second, name, first, self.addresses_of(first), "", False))

    def addresses_of(self, plan: int) -> int:
        """How many addresses a plan holds."""
        spread = self.spec.addresses_spread
        return max(1, self._counts.integer(plan, self.spec.addresses - spread, self.spec.addresses + spread))

    def endpoint(self, name: str) -> Endpoint:
        """An endpoint by name. KeyError if there is none."""
        for endpoint in self.state.endpoints:
            if endpoint.name == name:
                return endpoint
        raise KeyError(name)

    def answer(self, name: str) -> tuple[int, int]:
        """What a resolver would be told now: the plan that the alias points to, and how many addresses that gives."""
        endpoint = self.endpoint(name)
        return endpoint.active, self.addresses_of(endpoint.active) if endpoint.answers else 0

    def lock(self, name: str, holder: str) -> bool:
        """Take the lock of an endpoint; False if somebody else holds it."""
        endpoint = self.endpoint(name)
        if endpoint.holder not in ("", holder):
            return False
        self._put(replace(endpoint, holder=holder), endpoint.holder)
        return True

    def unlock(self, name: str, holder: str) -> None:
        """Give the lock back, if it is held by this holder."""
        endpoint = self.endpoint(name)
        if endpoint.holder == holder:
            self._put(replace(endpoint, holder=""), holder)

    def flip(self, name: str, plan: int, writer: str) -> bool:
        """One batch: build the plan's tree, point the alias to it, note what was active before. All or nothing.

        False if the note would point to a tree that does not exist; nothing has changed then.
        """
        endpoint = self.endpoint(name)
        if not endpoint.answers:
            return False
        trees = endpoint.trees if plan in endpoint.trees else tuple(sorted((*endpoint.trees, plan)))
        rollback = endpoint.active if endpoint.active != plan else endpoint.rollback
        self._put(replace(endpoint, active=plan, rollback=rollback, trees=trees, by_hand=False), writer)
        return True

    def finished(self, plan: int) -> None:
        """A writer has walked all endpoints with a plan."""
        self.state.applied = max(self.state.applied, plan)

    def delete_older(self, than: int, writer: str) -> Mark | None:
        """Delete the trees of all plans older than a generation, wherever they are. None if there were none."""
        gone: list[int] = []
        live = False
        for endpoint in self.state.endpoints:
            old = [tree for tree in endpoint.trees if tree < than]
            if old:
                gone.extend(old)
                live = live or endpoint.active in old
                self._put(replace(endpoint, trees=tuple([t for t in endpoint.trees if t >= than])), writer)
        if not gone:
            return None
        return Mark(self.region.second, "deletes", max(gone), self.spec.name, min(gone), max(gone), live)

    def _put(self, endpoint: Endpoint, writer: str) -> None:
        before = self.endpoint(endpoint.name)
        self.state.endpoints = tuple([endpoint if e.name == endpoint.name else e for e in self.state.endpoints])
        if (before.active, before.answers, before.by_hand) == (endpoint.active, endpoint.answers, endpoint.by_hand):
            return
        plan, addresses = self.answer(endpoint.name)
        second = self.region.second
        self.pages.append(PageChange(second, endpoint.name, plan, addresses, writer, endpoint.by_hand))
        if endpoint.name == self.spec.name and before.answers != endpoint.answers:
            if before.answers:
                self.state.answered_s += second - self.state.answering_since
            self.state.answering_since = second

    def step(self) -> None:
        """Work out which share of the tick the main name had an answer."""
        state, now = self.state, self.region.second
        if self.endpoint(self.spec.name).answers:
            state.answered_s += now - state.answering_since
        state.answering_since = now
        state.answered = state.answered_s / self.region.tick_s
        state.answered_s = 0

    def sample(self) -> tuple[float, ...]:
        """The instrument reads the return code, which is NOERROR whatever the answer holds."""
        return (0.0, float(self.answer(self.spec.name)[1]), self.state.answered)

    def reading_text(self) -> str:
        """The return code."""
        return "NOERROR"

    def held(self) -> str:
        """Whether a hand-made set of addresses is active."""
        return "by hand" if self.endpoint(self.spec.name).by_hand else ""

    def answers_to(self, spec: ActionSpec, values: tuple[str, ...]) -> bool:
        """Orders name an endpoint."""
        return values[0] in [endpoint.name for endpoint in self.state.endpoints]

    def apply(self, action: Action) -> None:
        """Install by hand the newest plan that was ever applied everywhere, for the name and for whatever else is empty.

        One plan serves all endpoints, so the healthy tree goes wherever none is. The rollback note is set right as well.
        """
        plan = self.state.applied
        for endpoint in self.state.endpoints:
            if endpoint.name == action.values[0] or not endpoint.answers:
                trees = endpoint.trees if plan in endpoint.trees else tuple(sorted((*endpoint.trees, plan)))
                self._put(replace(endpoint, active=plan, rollback=plan, trees=trees, by_hand=True), action.actor)
        self.log(
            Level.INFO,
            say(
                "{name} now points to plan {plan} with {count} addresses, set by hand.",
                name=action.values[0],
                plan=plan,
                count=self.addresses_of(plan),
            ),
        )

    def columns(self) -> tuple[MutableSequence[Any], ...]:
        """What the page held over time."""
        return (self.pages,)


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


def _refuse_same(action: Action, running: bool) -> Sentence | None:
    if (action.values[0] == "on") == running:
        return say("The DNS automation is already {state}.", state=action.values[0])
    return None


class Planner(Mechanism[PlannerSpec, PlannerState]):
    """Watches capacity and health, and keeps producing plan generations. It works as designed, all night."""

    kind: ClassVar[str] = "dns_planner"
    spec_type: ClassVar[type[ComponentSpec]] = PlannerSpec
    phase: ClassVar[Phase] = Phase.RECORD
    actions: ClassVar[tuple[ActionSpec, ...]] = (AUTOMATION,)
    metrics = (Metric("newest", "newest plan", Unit.PLAN, 1e9),)

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
        """The newest plan's number."""
        return (float(self.state.newest),)

    def held(self) -> str:
        """Whether the operators stopped it."""
        return "" if self.state.running else "off by you"

    def answers_to(self, spec: ActionSpec, values: tuple[str, ...]) -> bool:
        """The order is for all of the automation."""
        return True

    def check(self, action: Action) -> Sentence | None:
        """Stopping what is stopped is refused."""
        return _refuse_same(action, self.state.running)

    def apply(self, action: Action) -> None:
        """Stop or start."""
        self.state.running = action.values[0] == "on"
        if not self.state.running:
            self.marks.append(Mark(self.region.second, "stopped", self.state.newest))

    def columns(self) -> tuple[MutableSequence[Any], ...]:
        """What it made."""
        return (self.marks,)


@dataclass(frozen=True, kw_only=True, slots=True)
class EnactorSpec(ComponentSpec):
    """An enactor in one zone.

    It looks for a plan every `poll_s`; writing one endpoint takes `write_s`, give or take `spread_s`; a lost lock is tried
    again after a doubling wait of at most `lock_wait_s`, a refused batch of at most `refused_wait_s`. After a finished walk
    it deletes plans more than `keep` generations older than its own, which takes `cleanup_s`.
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
        Metric("refusals", "batches refused", Unit.COUNT, 20.0),
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
        mark = self.record.delete_older(state.plan - self.spec.keep, self.id)
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

    def held(self) -> str:
        """Whether the operators stopped it."""
        return "off by you" if self.state.doing == "stopped" else ""

    def answers_to(self, spec: ActionSpec, values: tuple[str, ...]) -> bool:
        """The order is for all of the automation."""
        return True

    def check(self, action: Action) -> Sentence | None:
        """Stopping what is stopped is refused."""
        return _refuse_same(action, self.state.doing != "stopped")

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
