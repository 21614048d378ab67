"""A service that answers requests: a queue, its clients, and what it needs of others to answer well.

Clients find it by name (through resolvers) or over a connection that they still have; connections outlive the name and
decay. Those who do not find it fail, and try in vain as long as their resolver remembers nothing better. A request that
needs a supplier of this service fails if every one of its attempts meets a failing supplier; until then it is work like
any other, done in vain. The queue itself, with time-outs, retries, budgets, throttle, clear and restart, is
`game.engine.fifo`.

Published: which services needed which, and that running connections went on. Calibrated: rates, capacities, time-outs and
shares (never published), so that each service is hurt about as much as was reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from game.engine.actions import Action, ActionSpec
from game.engine.adaptive import Adaptive, mean_share, shares
from game.engine.coming import Coming, of_mood
from game.engine.fifo import Fifo, Population
from game.engine.hours import BLOCK, of_day
from game.engine.mechanism import ComponentSpec, Effect, Mechanism, Phase
from game.engine.mechanisms.resolvers import Resolvers
from game.engine.queued import RESTART, SCALE, THROTTLE, share_of
from game.engine.readings import Level, Metric, Unit
from game.engine.service_coasting import Coasting
from game.engine.serving import IN_VAIN, ClientSpec, NeedSpec, ServiceSpec, ServiceState
from game.engine.units import ALL
from game.engine.words import say

__all__ = ["IN_VAIN", "SCALE", "ClientSpec", "NeedSpec", "Service", "ServiceSpec", "ServiceState", "of_day"]


class Service(Coasting):
    """Answers requests as long as it is found, has room, and its suppliers answer.

    While nothing waits or backs off it coasts: what comes of a request is known from what its suppliers answer alone, so only
    that is noted in each tick. The queue catches up, to the same bits, when something happens or when somebody looks.
    """

    kind: ClassVar[str] = "service"
    spec_type: ClassVar[type[ComponentSpec]] = ServiceSpec
    phase: ClassVar[Phase] = Phase.SERVICES
    serves: ClassVar[bool] = True
    public: ClassVar[bool] = True
    writes_readings: ClassVar[bool] = True
    actions: ClassVar[tuple[ActionSpec, ...]] = (THROTTLE, RESTART, SCALE)
    usual: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "throttle": ("50", "off"),
        "restart": ("25",),
        "scale": ("150", "100"),
    }
    effects: ClassVar[tuple[Effect, ...]] = (
        Effect("capacity", "Its capacity is this share of the usual."),
        Effect("faulty", "This share of what it answers is wrong."),
    )
    metrics: tuple[Metric, ...] = (
        Metric("failing", "calls failing", Unit.SHARE, 1.0),
        Metric("rate", "calls coming in", Unit.PER_SECOND, 1e9),
        Metric("latency", "time to answer", Unit.SECONDS, 10.0),
        Metric("queue", "requests waiting", Unit.COUNT, 1e9),
        Metric("wasted", "answers in vain", Unit.SHARE, 1.0),
        Metric("attempts", "attempts per request", Unit.COUNT, 4.0),
    )

    def connect(self) -> None:
        """Build the queue and find suppliers and resolvers."""
        spec, region = self.spec, self.region
        parts = region.components
        self.names = tuple(spec.clients)
        self.clients = tuple(spec.clients.values())
        populations = [
            Population(name, c.timeout_s, c.retries, c.backoff_s, budget_per_success=c.retry_budget)
            for name, c in spec.clients.items()
        ]
        if spec.needs:
            patience = min([client.timeout_s for client in self.clients])
            populations.append(Population(IN_VAIN, patience, 0, 0.0))
        self._fifo = Fifo(tuple(populations), spec.capacity_per_s, spec.bound, float(region.tick_s))
        self.resolvers: tuple[Resolvers | None, ...] = tuple(
            [parts[c.through] if c.through else None for c in self.clients]  # type: ignore[misc]
        )
        self._needs: tuple[tuple[Mechanism[Any, Any], str, float], ...] = tuple(
            [(parts[other], need.as_client, need.share) for other, need in spec.needs.items()]
        )
        self._hosts: Mechanism[Any, Any] | None = parts[spec.hosts] if spec.hosts else None
        self._places = {name: place for place, name in enumerate(self.names)}
        self._minute = max(1, 60 // region.tick_s)
        count = len(self.clients)
        self.least = 1.0  # the least of `state.success`
        self.state = ServiceState((1.0,) * count, (0.0,) * count, (1.0,) * count)
        if any(client.adaptive is not None for client in self.clients):
            self.state.adaptive = tuple(
                [None if client.adaptive is None else Adaptive(client.adaptive) for client in self.clients]
            )
        total = self._usual = 0.0
        for client in self.clients:
            total += client.rate_per_s
            self._usual += client.rate_per_s * region.tick_s
        queue_scale = max(1.0, min(spec.bound, 10.0 * spec.capacity_per_s))
        self.metrics = (
            Service.metrics[0],
            Metric("rate", "calls coming in", Unit.PER_SECOND, max(1.0, 3.0 * total)),
            Service.metrics[2],
            Metric("queue", "requests waiting", Unit.COUNT, queue_scale),
            *Service.metrics[4:],
        )
        draws = [self.draws(f"swing/{name}") for name in self.names]
        self._coming = Coming(self.clients, spec.day, region.hours, region.tick_s, draws)
        self._prepare_needs()
        self._prepare_to_coast()

    def suppliers(self) -> tuple[str, ...]:
        """What it needs, and the hosts that it runs on."""
        return (*self.spec.needs, self.spec.hosts) if self.spec.hosts else tuple(self.spec.needs)

    def bring(self, client: str, requests: float) -> None:
        """Ask for more in the next tick, as one kind of its clients. KeyError if there is no such kind."""
        place = self._places[client]
        self.catch_up()
        brought = list(self.state.brought or (0.0,) * len(self.names))
        brought[place] += requests
        self.state.brought = tuple(brought)
        self._ready = False

    def step(self) -> None:
        """One tick: who finds it, what the suppliers allow, then the queue."""
        tick = self.region.tick
        if tick // BLOCK != self._coming.block:
            self.catch_up()
            self._coming.look(tick // BLOCK)
        if self._ready and self._coast(tick):
            return
        self.catch_up()
        self._done = self._seen = tick
        self._coasting = False
        self._work_through(tick)
        for append, value in zip(self._appends, self.sample()):  # noqa: B905 (a tick is short)
            append(value)
        if tick % self._minute == 0:
            self._tell_of_troubles()
        self._look_around()

    # Working.

    def _work_through(self, tick: int) -> None:
        """One tick, step by step."""
        state, coming, at = self.state, self._coming, tick % BLOCK
        named, needs, pressure = self._named, self._needs, self.region.public_pressure
        if named:
            self._follow_names(self.region.tick_s)
        if needs:
            self._lean(tick)
        whole, by_patience, moods = self._whole, self._helped, coming.moods
        brought, state.brought = state.brought, None
        arrivals: list[float] = []
        astray: list[float] = []
        in_vain = 0.0
        for place, row in enumerate(coming.rows):
            new = row[at]
            if pressure != 1.0 and moods[place]:
                new *= of_mood(moods[place], pressure)
            if brought is not None:
                new += brought[place]
            helped = new
            if named:
                finds = state.resolved[place] + state.held[place]
                if finds < 1.0:
                    helped = new * finds
            if not whole:
                found = helped
                helped = found * by_patience[self._patience_of[place]]
                in_vain += (found - helped) * self._tries[place]
            arrivals.append(helped)
            astray.append(new - helped)
        if needs:
            arrivals.append(in_vain)
        works = self.works() if self._has_works or self.disturbances else 1.0
        self._send(arrivals, astray, works)
        self._take_stock(astray, tick)

    def _take_stock(self, astray: list[float], tick: int) -> None:
        """What became of the requests of this tick, with those that were astray."""
        state, fifo = self.state, self._fifo
        success: list[float] = []
        all_good = all_ended = 0.0
        goods, losses, befores = fifo.good, fifo.lost, state.success  # of those in vain there is one more
        for place, missed in enumerate(astray):
            good = goods[place]
            ended = good + losses[place] + missed
            if ended > 0.0:
                all_good += good
                all_ended += ended
                share = good / ended
                success.append(share if share < ALL else 1.0)
            else:
                success.append(befores[place])
        if all_ended > 0.0:
            share = all_good / all_ended
            state.failing = 1.0 - share if share < ALL else 0.0
        state.astray = tuple(astray)
        self._succeed(tuple(success), tick)

    def _send(self, arrivals: list[float], astray: list[float], works: float) -> None:
        """Bring what comes to the queue, less what adaptive clients do not send, and let them count what they got."""
        state, fifo, capacity = self.state, self._fifo, self.capacity_share()
        if not state.adaptive:
            fifo.step(arrivals, None, works, capacity)
            return
        reach = shares(state.adaptive)
        vain: list[float] = []  # attempts of each kind that no supplier can help
        for place, patience in enumerate(self._patience_of):
            found = (arrivals[place] + astray[place]) * min(1.0, state.resolved[place] + state.held[place])
            vain.append(found * (1.0 - self._helped[patience]) * self._tries[place])
        if self._needs:
            reach.append(mean_share(reach, vain))
        fifo.step(arrivals, reach, works, capacity)
        state.adaptive = tuple(
            [
                None if client is None else client.after(tried + lost, good, fifo.tick_s)
                for client, tried, lost, good in zip(state.adaptive, fifo.attempts, vain, fifo.good, strict=False)
            ]
        )

    def sample(self) -> tuple[float, ...]:
        """What its own instruments show."""
        fifo = self._fifo
        offered = attempts = 0.0
        for new in fifo.offered[: len(self.clients)]:
            offered += new
        if self._needs:  # those that nobody could help asked as well
            for new in self.state.astray:
                offered += new
        for value in fifo.attempts:
            attempts += value
        attempts -= self._held_back()
        return (
            self.state.failing,
            attempts / self.region.tick_s,
            self.spec.latency_s + (fifo.wait_s if fifo.queue else 0.0),
            fifo.queue,
            fifo.zombie / fifo.departed if fifo.departed > 0.0 else 0.0,
            attempts / offered if offered > 0.0 else 1.0,
        )

    # Operators.

    @property
    def throttle(self) -> float | None:
        """The share of incoming requests that is admitted."""
        return self.state.throttle

    def apply(self, action: Action) -> None:
        """Set the throttle or the capacity, or restart hosts."""
        value = action.values[1]
        self.catch_up()
        if action.spec is THROTTLE:
            self.state.throttle = share_of(value)
            self._fifo.throttle(self.state.throttle)
            self._look_around()
            text = (
                say("The throttle is off.")
                if value == "off"
                else say("Admitting {percent} % of what comes in.", percent=value)
            )
        elif action.spec is RESTART:
            self._fifo.restart(int(value) / 100, self.spec.restart_s, self.spec.warm_up_s)
            self._look_around()
            text = say("Restarted {percent} % of the hosts; what waited there is lost.", percent=value)
        else:
            self.set_capacity(int(value) / 100)
            return
        self.log(Level.INFO, text)

    def begin(self, action: Action) -> None:
        """What is taken away goes at once."""
        self.catch_up()
        super().begin(action)

    def wake(self, second: int) -> None:
        """New hosts get warm."""
        self.catch_up()
        super().wake(second)

    def warms_up_s(self) -> float:
        """How long new hosts are cold."""
        return self.spec.warm_up_s

    def mark(self) -> object:
        """The state and the queue."""
        self.catch_up()
        return Mechanism.mark(self), self._fifo.mark()

    def rewind(self, mark: Any) -> None:
        """Back to a mark."""
        own, queue = mark
        Mechanism.rewind(self, own)
        self._fifo.rewind(queue)
        self.least = min(self.state.success)
        self._done = self._seen = self.region.tick
        self.moved = -1
        self._stale, self._coasting = True, False
        self._recorded, self._failures = [[] for _ in self._patience], []
        self._look_around()

    def digest_state(self) -> object:
        """The state and the queue."""
        self.catch_up()
        return (self.state, tuple(self._fifo.state()))
