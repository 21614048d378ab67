"""Leases: somebody looks after a fleet of hosts, and may use only those whose lease it holds.

A lease is renewed by a state check that needs a store. A host that could not be checked is checked again each tick; when
its lease has run out it is lost, and getting it back is work for a queue with a deadline: work that was not done in time
is thrown away and asked for anew, for ever. While the store is away leases run out slowly, one by one. When it returns they
all ask at once, and if that is more than can be done before the deadline, everything that is done is done too late: the
trigger is gone and it stays down. Nothing here knows of a collapse; it is what the queue does.

Published: leases, state checks that need DynamoDB, the time-out of the work and the requeue, "congestive collapse".
Never published: numbers of hosts, lengths, rates. The cost of a tick does not depend on the number of hosts.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from game.engine.actions import Action, ActionSpec
from game.engine.fifo import FOREVER, Fifo, Population
from game.engine.mechanism import ComponentSpec, Phase
from game.engine.mechanisms.service import Service
from game.engine.queued import RESTART, THROTTLE, Queued, share_of
from game.engine.readings import Level, Metric, Unit
from game.engine.units import Amount, Between, PerSecond, Seconds
from game.engine.words import say

_NOTHING = 1e-12
_SMALL = 1e-30


@dataclass(frozen=True, kw_only=True, slots=True)
class LeasesSpec(ComponentSpec):
    """A lease manager.

    `hosts` it looks after; a lease is renewed every `renew_s` and runs out `lease_s` after its last renewal. The state check
    is a call to `store` as its client `as_client`; "" means that it needs none. Lost leases are asked for again: at most
    `capacity_per_s` of that work is done, work that waited longer than `deadline_s` is in vain, and is asked for again
    after a random wait of up to `wait_s`; `bound` pieces of work may wait.
    """

    kind: Literal["leases"] = "leases"
    hosts: Annotated[float, Between(1, 1e12)]
    store: str = ""
    as_client: str = "internal"
    renew_s: Seconds = 300.0
    lease_s: Seconds = 900.0
    capacity_per_s: PerSecond = 1000.0
    deadline_s: Seconds = 60.0
    wait_s: Seconds = 60.0
    bound: Amount = 1e9
    restart_s: Seconds = 60.0
    warm_up_s: Seconds = 120.0

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """The store that its checks need."""
        return (("store", self.store, "service"),) if self.store else ()


@dataclass(slots=True)
class LeasesState:
    """`leased` and `overdue` hosts (the latter are leased too).

    All overdue hosts are checked alike, so what is left of each tick's is one common factor, `left`. Before it gets too small
    to divide by, it is closed and begun anew: `closed` holds the entry with which a new factor began, and the old one's end.
    `answered` is the share of state checks that the store answered in this tick.
    """

    leased: float
    overdue: float = 0.0
    left: float = 1.0
    closed: tuple[tuple[int, float], ...] = ()
    answered: float = 1.0
    throttle: float | None = None


class Leases(Queued[LeasesSpec, LeasesState]):
    """Holds leases, loses them, and asks for them again."""

    kind: ClassVar[str] = "leases"
    spec_type: ClassVar[type[ComponentSpec]] = LeasesSpec
    phase: ClassVar[Phase] = Phase.SERVICES
    actions: ClassVar[tuple[ActionSpec, ...]] = (THROTTLE, RESTART)
    metrics = (
        Metric("missing", "hosts without a lease", Unit.SHARE, 1.0),
        Metric("waiting", "lease work waiting", Unit.COUNT, 1e9),
        Metric("checks", "state checks failing", Unit.SHARE, 1.0),
        Metric("wasted", "work done too late", Unit.SHARE, 1.0),
        Metric("leased", "hosts leased", Unit.COUNT, 1e12, bad_when_low=True, hidden=True),
    )

    def connect(self) -> None:
        """Everybody starts with a lease, of evenly spread age."""
        spec, tick_s = self.spec, self.region.tick_s
        self._store: Service | None = self.region.components[spec.store] if spec.store else None  # type: ignore[assignment]
        self._renew = max(1, int(spec.renew_s / tick_s + 0.5))
        self._life = max(self._renew + 1, int(spec.lease_s / tick_s + 0.5))
        # Entry n holds what was renewed in tick n - renew: it is due in tick n, and runs out in tick n + life - renew.
        self._renewed: list[float] = [spec.hosts / self._renew] * self._renew
        self._overdue: list[float] = []
        work = Population("leases", spec.deadline_s, FOREVER, spec.wait_s)
        self.fifo = Fifo((work,), spec.capacity_per_s, spec.bound, float(tick_s))
        self.state = LeasesState(leased=spec.hosts)
        waiting = Metric(
            "waiting", "lease work waiting", Unit.COUNT, max(1.0, 2.0 * spec.capacity_per_s * spec.deadline_s)
        )
        self.metrics = (Leases.metrics[0], waiting, *Leases.metrics[2:])

    def suppliers(self) -> tuple[str, ...]:
        """The store that its checks need."""
        return (self.spec.store,) if self.spec.store else ()

    def step(self) -> None:
        """Check those who are due or overdue, lose those whose lease ran out, and do the work that waits."""
        state, turn = self.state, self.region.tick - 1
        answered = 1.0 if self._store is None else self._store.success_for(self.spec.as_client)
        state.answered = answered = 0.0 if answered < _NOTHING else answered
        due = self._renewed[turn]
        got = (due + state.overdue) * answered
        self._overdue.append(due / state.left)
        state.overdue = (due + state.overdue) * (1.0 - answered)
        state.left *= 1.0 - answered
        lost = 0.0
        ran_out = turn - (self._life - self._renew)
        if ran_out >= 0:
            lost = min(state.overdue, self._overdue[ran_out] * self._left_of(ran_out))
            state.overdue -= lost
        if state.left < _SMALL:
            state.closed = (*[entry for entry in state.closed if entry[0] > ran_out], (turn + 1, state.left))
            state.left = 1.0
        self.fifo.step([lost], None, answered)
        granted = self.fifo.good[0]
        self._renewed.append(got + granted)
        state.leased += granted - lost

    def _left_of(self, entry: int) -> float:
        """The factor on what was stored in a tick."""
        left = self.state.left
        for first, closing in self.state.closed:
            if entry < first:
                left *= closing
        return left

    @property
    def leased_share(self) -> float:
        """Share of the hosts that can be used."""
        return min(1.0, max(0.0, self.state.leased / self.spec.hosts))

    def sample(self) -> tuple[float, ...]:
        """What its own instruments show."""
        fifo = self.fifo
        return (
            1.0 - self.leased_share,
            fifo.queue,
            1.0 - self.state.answered,
            fifo.zombie / fifo.departed if fifo.departed > 0.0 else 0.0,
            self.state.leased,
        )

    @property
    def throttle(self) -> float | None:
        """The share of incoming work that is admitted."""
        return self.state.throttle

    def apply(self, action: Action) -> None:
        """Admit less lease work, or restart managers: what waits there is lost."""
        value = action.values[1]
        if action.spec is RESTART:
            self.fifo.restart(int(value) / 100, self.spec.restart_s, self.spec.warm_up_s)
            text = say(
                "Restarted {percent} % of the managers; the lease work that waited there is gone.", percent=value
            )
        else:
            self.state.throttle = share_of(value)
            self.fifo.throttle(self.state.throttle)
            text = (
                say("All lease work is admitted again.")
                if value == "off"
                else say("Admitting {percent} % of the lease work.", percent=value)
            )
        self.log(Level.INFO, text)

    def columns(self) -> tuple[MutableSequence[Any], ...]:
        """Renewals, and what of them came due and was not checked."""
        return (self._renewed, self._overdue)

    def digest_state(self) -> object:
        """The state, the queue, and the renewals that still matter."""
        turn = self.region.tick
        oldest = max(0, turn - (self._life - self._renew))
        return (self.state, tuple(self.fifo.state()), self._renewed[turn:], self._overdue[oldest:])
