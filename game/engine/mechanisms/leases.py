"""Leases: a manager that may use a host only as long as it holds a lease on it, and must ask for each again and again.

Every host is checked once a period; the check needs a store. Hosts whose check fails are checked again in every tick. A
host that nobody could check until its lease ran out is lost for new work (what runs on it goes on) and has to be leased
anew: work that goes through a queue, waits its turn, and is in vain if it waited too long. Whoever fails asks again, for
ever. So when the store returns after a long absence, all hosts want their lease at once, the work at the head of the queue
is always too old, and the manager is busy without getting anywhere, long after the cause has gone. One queue a zone; its
operators can restart the managers of the fullest zone first.

Published: leases by state check every few minutes, the store that the checks need, leases that ran out slowly over two and
a half hours, the collapse on its return, throttle and selective restarts as the way out, all leases back 74 minutes later.
Never published: numbers of hosts, lease length, deadlines, rates. The life of a lease is spread evenly, which is what makes
them run out slowly. The cost of a tick does not depend on the number of hosts.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableSequence
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from game.engine.actions import Action, ActionSpec
from game.engine.digest import ADDED_LATER
from game.engine.fifo import FOREVER, Fifo, Population
from game.engine.mechanism import SUPPLIER, ComponentSpec, Mechanism, Phase
from game.engine.queued import RESTART, THROTTLE, Throttled, share_of
from game.engine.readings import Level, Metric, Unit
from game.engine.units import ALL, DAY_S, Amount, Between, PerSecond, Seconds
from game.engine.words import say

_NOTHING = 1e-12
_SMALL = 1e-30
_MINUTE_S = 60


@dataclass(frozen=True, kw_only=True, slots=True)
class LeasesSpec(ComponentSpec):
    """A lease manager.

    `hosts` it looks after, spread evenly over `zones` managers; a lease is renewed every `renew_s` and lives `lease_s` from
    its renewal, and up to `lease_spread_s` longer. The state check is a call to `store` as its client `as_client`; "" means
    that it needs none. Lost leases are asked for again: at most `capacity_per_s` of that work is done, work that waited
    longer than `deadline_s` is in vain, and is asked for again after a random wait of up to `wait_s`; `bound` pieces of work
    may wait. Capacity and bound are those of all zones together. With `sheds_late` its managers look at the time before they
    begin a piece of work, and throw away for nothing what could not be done in time any more.
    """

    kind: Literal["leases"] = "leases"
    hosts: Annotated[float, Between(1, 1e12)]
    store: str = ""
    as_client: str = "internal"
    renew_s: Seconds = 300.0
    lease_s: Seconds = 900.0
    lease_spread_s: Annotated[float, Between(0, DAY_S)] = 0.0
    capacity_per_s: PerSecond = 1000.0
    deadline_s: Seconds = 60.0
    wait_s: Seconds = 60.0
    bound: Amount = 1e9
    zones: Annotated[int, Between(1, 12)] = 1
    restart_s: Seconds = 60.0
    warm_up_s: Seconds = 120.0
    sheds_late: bool = field(default=False, metadata=ADDED_LATER)

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """The store that its checks need."""
        return (("store", self.store, SUPPLIER),) if self.store else ()


@dataclass(slots=True)
class LeasesState:
    """`leased` hosts by zone, and `overdue` ones of all zones (they are leased too).

    All overdue hosts are checked alike, so what is left of each tick's is one common factor, `left`; `since` is the tick with
    which the factor began, when nobody was overdue. `answered` is the share of state checks that the store answered in this
    tick; `granted` and `wasted` are leases granted and work done in vain in it. `noted` are the troubles in the log.
    """

    leased: tuple[float, ...]
    overdue: float = 0.0
    left: float = 1.0
    since: int = 0
    answered: float = 1.0
    granted: float = 0.0
    wasted: float = 0.0
    throttle: float | None = None
    noted: tuple[str, ...] = ()


class Leases(Throttled[LeasesSpec, LeasesState]):
    """Holds leases, loses them, and asks for them again."""

    kind: ClassVar[str] = "leases"
    spec_type: ClassVar[type[ComponentSpec]] = LeasesSpec
    phase: ClassVar[Phase] = Phase.SERVICES
    serves: ClassVar[bool] = True
    actions: ClassVar[tuple[ActionSpec, ...]] = (THROTTLE, RESTART)
    usual: ClassVar[Mapping[str, tuple[str, ...]]] = {"throttle": ("10", "25", "off"), "restart": ("33", "100")}
    metrics = (
        Metric("missing", "servers without a lease", Unit.SHARE, 1.0),
        Metric("waiting", "lease work waiting", Unit.COUNT, 1e9),
        Metric("checks", "state checks failing", Unit.SHARE, 1.0),
        Metric("wasted", "work done too late", Unit.SHARE, 1.0),
        Metric("granted", "leases granted", Unit.PER_SECOND, 1e9, neutral=True),
        Metric("leased", "servers leased", Unit.COUNT, 1e12, bad_when_low=True, hidden=True),
    )

    def connect(self) -> None:
        """Everybody starts with a lease, of evenly spread age."""
        spec, tick_s = self.spec, self.region.tick_s
        self._store: Mechanism[Any, Any] | None = self.region.components[spec.store] if spec.store else None
        self._renew = max(1, int(spec.renew_s / tick_s + 0.5))
        # Ticks from a check that was due to the first and the last moment at which the lease may run out.
        self._grace = max(1, int(spec.lease_s / tick_s + 0.5) - self._renew)
        self._spread = max(1, int(spec.lease_spread_s / tick_s + 0.5))
        # Entry n of the first column was renewed in tick n - renew and is due in tick n; of the second, how many had come
        # due before tick n, each divided by the factor of its time.
        self._renewed: list[float] = [spec.hosts / self._renew] * self._renew
        self._due: list[float] = [0.0]
        work = Population("leases", spec.deadline_s, FOREVER, spec.wait_s)
        share = 1.0 / spec.zones
        self.fifos = tuple(
            [Fifo((work,), spec.capacity_per_s * share, spec.bound * share, float(tick_s)) for _ in range(spec.zones)]
        )
        self._idle = [True] * spec.zones
        self._counted: tuple[float, ...] = ()  # what the total is of
        self._total = 0.0
        self.state = LeasesState(leased=(spec.hosts * share,) * spec.zones)
        self.metrics = (
            Leases.metrics[0],
            Metric("waiting", "lease work waiting", Unit.COUNT, max(1.0, 20.0 * spec.capacity_per_s * spec.deadline_s)),
            *Leases.metrics[2:4],
            Metric("granted", "leases granted", Unit.PER_SECOND, max(1.0, spec.capacity_per_s), neutral=True),
            Leases.metrics[5],
        )

    def suppliers(self) -> tuple[str, ...]:
        """The store that its checks need."""
        return (self.spec.store,) if self.spec.store else ()

    def step(self) -> None:
        """Check those who are due or overdue, lose those whose lease ran out, and do the work that waits."""
        state, turn = self.state, self.region.tick - 1
        answered = 1.0 if self._store is None else self._store.success_for(self.spec.as_client)
        state.answered = answered = 0.0 if answered < _NOTHING else answered
        due = self._renewed[turn]
        got = due
        lost = 0.0
        if answered == 1.0 and state.overdue == 0.0:
            self._due.append(0.0)
            state.since = turn + 1
        else:
            got, lost = self._check(turn, due, answered)
        granted = self._work(lost, answered)
        self._renewed.append(got + granted)
        if self.region.second % _MINUTE_S == 0:
            self._write_log()

    def _check(self, turn: int, due: float, answered: float) -> tuple[float, float]:
        """Who is checked, and whose lease runs out."""
        state, column = self.state, self._due
        column.append((column[turn] if turn > state.since else 0.0) + due / state.left)
        got = (due + state.overdue) * answered
        state.overdue = (due + state.overdue) * (1.0 - answered)
        state.left *= 1.0 - answered
        last = turn - self._grace + 1
        lost = 0.0
        if last > state.since:
            first = last - self._spread
            before = column[first] if first > state.since else 0.0
            lost = min(state.overdue, (column[last] - before) / self._spread * state.left)
            state.overdue -= lost
        if state.left < _SMALL:
            got += state.overdue
            state.overdue, state.left, state.since = 0.0, 1.0, turn + 1
        return got, lost

    def _work(self, lost: float, answered: float) -> float:
        """Ask again for what was lost, zone by zone; return what was granted in all."""
        state = self.state
        if lost == 0.0 and False not in self._idle:
            state.granted = state.wasted = 0.0
            return 0.0
        total = self.leased_hosts
        after: list[float] = []
        granted = departed = wasted = 0.0
        for place, (fifo, leased) in enumerate(zip(self.fifos, state.leased, strict=True)):
            gone = lost * (leased / total) if lost > 0.0 else 0.0
            if gone == 0.0 and self._idle[place]:
                after.append(leased)
                continue
            if self.spec.sheds_late:
                fifo.shed()
            fifo.step([gone], None, answered)
            self._idle[place] = fifo.calm
            after.append(leased + fifo.good[0] - gone)
            granted += fifo.good[0]
            departed += fifo.departed
            wasted += fifo.zombie
        state.leased = tuple(after)
        state.granted = granted
        state.wasted = wasted / departed if departed > 0.0 else 0.0
        return granted

    @property
    def leased_hosts(self) -> float:
        """Hosts that can be used."""
        if self._counted is not self.state.leased:
            self._counted = self.state.leased
            self._total = 0.0
            for leased in self._counted:
                self._total += leased
        return self._total

    @property
    def leased_share(self) -> float:
        """Share of the hosts that can be used."""
        share = self.leased_hosts / self.spec.hosts
        return max(0.0, share) if share < ALL else 1.0

    def success_for(self, client: str) -> float:
        """Share of the launches that find a host with a lease."""
        del client
        return self.leased_share

    @property
    def waiting(self) -> float:
        """Lease work that waits, in all zones."""
        waiting = 0.0
        for fifo in self.fifos:
            waiting += fifo.queue
        return waiting

    def inside(self) -> float:
        """Hosts without a lease, counted afresh from the queues: they wait or back off."""
        inside = 0.0
        for fifo in self.fifos:
            inside += fifo.inside()
        return inside

    def _write_log(self) -> None:
        state = self.state
        missing = 1.0 - self.leased_share
        failing = 1.0 - state.answered
        self.note(
            "store",
            failing > 0.5,
            failing < 0.1,
            say("State checks fail: {store} does not answer.", store=self.spec.store),
            say("State checks are answered again."),
        )
        for percent in (10, 50, 90):
            self.note(
                f"missing {percent}",
                missing >= percent / 100,
                missing < percent / 200,
                say("{percent} % of the servers have no lease and take no launches.", percent=percent),
                say("Only {percent} % of the servers have no lease now.", percent=percent // 2),
            )
        self.note(
            "vain",
            failing < 0.5 and state.wasted > 0.9,
            state.wasted < 0.1,
            say(
                "The store answers, but {percent} % of the lease work is done after its deadline and asked for again.",
                percent=int(state.wasted * 100),
            ),
            say("Lease work is done in time again."),
        )

    def sample(self) -> tuple[float, ...]:
        """What its own instruments show."""
        state = self.state
        leased = self.leased_hosts
        return (
            max(0.0, 1.0 - leased / self.spec.hosts),
            self.waiting,
            1.0 - state.answered,
            state.wasted,
            state.granted / self.region.tick_s,
            leased,
        )

    @property
    def throttle(self) -> float | None:
        """The share of incoming work that is admitted."""
        return self.state.throttle

    def apply(self, action: Action) -> None:
        """Admit less lease work, or restart managers, those of the fullest zone first: what waits there is lost."""
        value = action.values[1]
        for place in range(len(self.fifos)):
            self._idle[place] = False
        if action.spec is RESTART:
            hit = self._restart(int(value) / 100)
            text = say(
                "Restarted {percent} % of the managers, in {zones}; the lease work that waited there is gone.",
                percent=value,
                zones=", ".join([f"az{place + 1}" for place in hit]),
            )
        else:
            self.state.throttle = share_of(value)
            for fifo in self.fifos:
                fifo.throttle(self.state.throttle)
            text = (
                say("All lease work is admitted again.")
                if value == "off"
                else say("Admitting {percent} % of the lease work.", percent=value)
            )
        self.log(Level.INFO, text)

    def _restart(self, share: float) -> tuple[int, ...]:
        """Restart this share of all managers, the fullest zones first and whole; return the places of the zones."""
        left = share * len(self.fifos)
        order = sorted(range(len(self.fifos)), key=lambda place: (-self.fifos[place].queue, place))
        hit: list[int] = []
        for place in order:
            part = min(1.0, left)
            if part <= 1e-9:
                break
            self.fifos[place].restart(part, self.spec.restart_s, self.spec.warm_up_s)
            hit.append(place)
            left -= part
        return tuple(sorted(hit))

    def columns(self) -> tuple[MutableSequence[Any], ...]:
        """Renewals, and what came due."""
        return (self._renewed, self._due)

    def mark(self) -> object:
        """The state and the queues."""
        return super().mark(), tuple([fifo.mark() for fifo in self.fifos]), tuple(self._idle)

    def rewind(self, mark: Any) -> None:
        """Back to a mark."""
        own, queues, idle = mark
        super().rewind(own)
        for fifo, queue in zip(self.fifos, queues, strict=True):
            fifo.rewind(queue)
        self._idle = list(idle)

    def digest_state(self) -> object:
        """The state, the queues, and the renewals that still matter."""
        turn = self.region.tick
        oldest = max(0, turn - self._grace - self._spread)
        queues = [tuple(fifo.state()) for fifo in self.fifos]
        return (self.state, queues, self._renewed[turn:], self._due[oldest:])
