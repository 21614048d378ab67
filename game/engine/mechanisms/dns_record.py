"""A DNS record with versions: one page that everybody reads and several write.

A plan is a whole new tree of addresses; writing it means flipping the record's alias to that tree and noting, in the same
all-or-nothing batch, what was active before, to roll back to. A tree that is deleted while it is active leaves the name
with no addresses: the status is NOERROR, the answer is empty. Every later batch then fails, because what it must note as
"active before" does not exist. Only a hand can repair that.

A name can also be taken out of its zone altogether. Then the status says so: NXDOMAIN, there is no such name.

Published: trees, alias flip, rollback note, lock per endpoint, why it stuck, the answer. Calibrated: counts of addresses.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, ClassVar, Literal

from game.engine.actions import Action, ActionSpec, Argument, ArgumentKind, Risk
from game.engine.digest import ADDED_LATER
from game.engine.mechanism import SUPPLIER, ComponentSpec, Effect, Mechanism, Phase
from game.engine.readings import Level, Metric, Unit
from game.engine.units import Between, Few
from game.engine.words import Sentence, say

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


NO_PLAN = 0
"""What a name points to that stands in no zone any more; plans are counted from 1."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One name. `active` is the plan that its alias points to, `trees` the plans whose addresses exist for it.

    A name that was taken out of its zone points to `NO_PLAN`.
    """

    name: str
    active: int
    rollback: int
    trees: tuple[int, ...]
    by_hand: bool = False
    holder: str = ""

    @property
    def answers(self) -> bool:
        """Whether the name resolves to any address: NOERROR either way, as long as there is such a name."""
        return self.active in self.trees

    @property
    def exists(self) -> bool:
        """Whether there is such a name at all."""
        return self.active != NO_PLAN


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

    `plan` is the generation concerned; for deletes `low` to `high` are the generations that went, and `live` the
    one among them that was active somewhere (0: none was; the main name's counts first).
    """

    second: int
    kind: str
    plan: int
    endpoint: str = ""
    low: int = 0
    high: int = 0
    live: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordSpec(ComponentSpec):
    """A record: the name that clients ask for, and the other endpoints that the same plans serve.

    `addresses` is how many addresses a plan has, give or take `addresses_spread`. Enactors walk the endpoints in this order.
    `tools` names the operators' tools for it; while they do not answer, setting it by hand takes `without_tools` times as
    long. `kept_while_asked` means that a name which is still asked for is not taken out of its zone.
    """

    kind: Literal["dns_record"] = "dns_record"
    name: str
    other_endpoints: tuple[str, ...] = ()
    addresses: Annotated[int, Between(1, 1000)] = 312
    addresses_spread: Few = 14
    first_plan: Annotated[int, Between(1, 10_000)] = 100
    tools: str = ""
    without_tools: Annotated[int, Between(1, 100)] = 1
    kept_while_asked: bool = field(default=False, metadata=ADDED_LATER)

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """The tools for it."""
        return (("tools", self.tools, SUPPLIER),) if self.tools else ()


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
    effects: ClassVar[tuple[Effect, ...]] = (
        Effect("withdrawn", "Somebody takes the main name out of its zone, once: it stays out until it is restored."),
    )
    metrics = (
        Metric("errors", "answers with an error", Unit.SHARE, 0.05),
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

    def delete_older(self, than: int, writer: str, *, spares_active: bool = False) -> Mark | None:
        """Delete the trees of all plans older than a generation, wherever they are. None if there were none.

        `spares_active` leaves a plan alone as long as any endpoint points to it.
        """
        spared = tuple([endpoint.active for endpoint in self.state.endpoints]) if spares_active else ()
        gone: list[int] = []
        live = 0
        for endpoint in self.state.endpoints:
            old = [tree for tree in endpoint.trees if tree < than and tree not in spared]
            if old:
                gone.extend(old)
                live = live or (endpoint.active if endpoint.active in old else 0)
                self._put(replace(endpoint, trees=tuple([t for t in endpoint.trees if t not in old])), writer)
        if not gone:
            return None
        return Mark(self.region.second, "deletes", max(gone), self.spec.name, min(gone), max(gone), live)

    def disturb(self, effect: str, value: float | None) -> None:
        """The name is taken out when that sets in; nothing brings it back by itself."""
        super().disturb(effect, value)
        if effect != "withdrawn" or value is None:
            return
        name = self.spec.name
        if self.spec.kept_while_asked:
            self.log(Level.WARN, say("{name} was to be taken out of its zone. It is still asked for; kept.", name=name))
            return
        self._put(replace(self.endpoint(name), active=NO_PLAN, by_hand=False), "")
        self.log(Level.INFO, say("{name} was taken out of its zone, as asked for.", name=name))

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
        """The instrument reads the return code: NOERROR whatever the answer holds, as long as there is such a name."""
        errors = 0.0 if self.endpoint(self.spec.name).exists else 1.0
        return (errors, float(self.answer(self.spec.name)[1]), self.state.answered)

    def reading_text(self) -> str:
        """The return code."""
        return "NOERROR" if self.endpoint(self.spec.name).exists else "NXDOMAIN"

    def held(self) -> str:
        """Whether a hand-made set of addresses is active."""
        return "by hand" if self.endpoint(self.spec.name).by_hand else ""

    def answers_to(self, spec: ActionSpec, values: tuple[str, ...]) -> bool:
        """Orders name an endpoint."""
        return values[0] in [endpoint.name for endpoint in self.state.endpoints]

    def ready(self, action: Action) -> bool:
        """Nobody who could write over it is at work."""
        return not any(part.writes_to(self.id) for part in self.region.components.values())

    def needed(self, spec: ActionSpec, values: tuple[str, ...] = ()) -> str:
        """Nothing where nobody writes the record but people."""
        written = any(part.writer_of(self.id) for part in self.region.components.values())
        return super().needed(spec, values) if written else ""

    def slowed(self, action: Action) -> tuple[int, Sentence | None]:
        """Without tools the addresses are found and typed one by one."""
        tools = self.spec.tools
        if not tools or self.region.components[tools].success_for("internal") >= 0.5:
            return 1, None
        return self.spec.without_tools, say(
            "The tools for it do not answer ({tools}): it takes {times} times as long by hand.",
            tools=tools,
            times=self.spec.without_tools,
        )

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
