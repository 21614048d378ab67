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

from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from game.engine.actions import Action, ActionSpec
from game.engine.fifo import Fifo, Population
from game.engine.mechanism import SUPPLIER, ComponentSpec, Effect, Mechanism, Phase
from game.engine.mechanisms.resolvers import Resolvers
from game.engine.queued import RESTART, SCALE, THROTTLE, Queued, share_of
from game.engine.readings import Level, Metric, Unit
from game.engine.units import Amount, Between, PerSecond, Seconds, Share
from game.engine.words import Sentence, say


@dataclass(frozen=True, kw_only=True, slots=True)
class ClientSpec:
    """One kind of client of a service.

    `rate_per_s` new requests; `timeout_s`, `retries`, `backoff_s` (first window of the jitter, doubling) and
    `retry_budget` (retries earned per success) as in the queue. `through` names the resolvers that they ask; "" means that
    they need no name. `connection_life_s` is how long a connection lasts that outlives the name. With `follows_day` the
    rate follows the customers' day and their mood. `swing` is how much the rate trembles from tick to tick.
    """

    rate_per_s: PerSecond
    timeout_s: Seconds = 10.0
    retries: Annotated[int, Between(0, 20)] = 2
    backoff_s: Seconds = 1.0
    retry_budget: Share | None = None
    through: str = ""
    connection_life_s: Seconds | None = None
    follows_day: bool = False
    swing: Share = 0.0

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedSpec:
    """What a service needs of another: the share of its requests that fail if the other does not answer.

    `as_client` says as which kind of the other's clients it calls. `refusal` is what callers are told when it is missing.
    """

    share: Share = 1.0
    as_client: str = "internal"
    refusal: str = ""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceSpec(ComponentSpec):
    """A request service. `bound` is how many requests may wait; `day` the share of the usual rate at each hour.

    `hosts` names the component whose share of working hosts is the share of the capacity that is there.
    """

    kind: Literal["service"] = "service"
    capacity_per_s: PerSecond
    bound: Amount
    clients: dict[str, ClientSpec]
    needs: dict[str, NeedSpec] = field(default_factory=dict)
    latency_s: Seconds = 0.1
    restart_s: Seconds = 30.0
    warm_up_s: Seconds = 300.0
    day: tuple[Share, ...] = ()
    hosts: str = ""

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """Its suppliers, its hosts and its clients' resolvers."""
        needs = [(f"needs.{other}", other, SUPPLIER) for other in self.needs]
        if self.hosts:
            needs.append(("hosts", self.hosts, SUPPLIER))
        through = [
            (f"clients.{name}.through", client.through, "resolvers")
            for name, client in self.clients.items()
            if client.through
        ]
        return (*needs, *through)


@dataclass(slots=True)
class ServiceState:
    """`resolved` and `held` per kind of client: who finds the name, and who has a connection without finding it.

    `astray` counts this tick's requests that found nobody, or nobody who could help; `brought` what other components
    ask for in the next tick, on top of the rates.
    `noted` are the troubles that its log has mentioned and that are not over. `failing` is the share of all requests that ended badly lately. `success` per kind of client is the share of requests that ended well lately. `scale`, `wanted` and `growth`
    are the capacity set by hand, as `queued.ScaledState` says.
    """

    resolved: tuple[float, ...]
    held: tuple[float, ...]
    success: tuple[float, ...]
    astray: tuple[float, ...] = ()
    brought: tuple[float, ...] | None = None
    failing: float = 0.0
    throttle: float | None = None
    scale: float = 1.0
    wanted: float = 1.0
    growth: float = 0.0
    noted: tuple[str, ...] = ()


IN_VAIN = "in vain"


class Service(Queued[ServiceSpec, ServiceState]):
    """Answers requests as long as it is found, has room, and its suppliers answer."""

    kind: ClassVar[str] = "service"
    spec_type: ClassVar[type[ComponentSpec]] = ServiceSpec
    phase: ClassVar[Phase] = Phase.SERVICES
    serves: ClassVar[bool] = True
    actions: ClassVar[tuple[ActionSpec, ...]] = (THROTTLE, RESTART, SCALE)
    effects: ClassVar[tuple[Effect, ...]] = (
        Effect("capacity", "Its capacity is this share of the usual."),
        Effect("faulty", "This share of what it answers is wrong."),
    )
    metrics: tuple[Metric, ...] = (
        Metric("failing", "calls failing", Unit.SHARE, 1.0),
        Metric("rate", "attempts", Unit.PER_SECOND, 1e9),
        Metric("latency", "time to answer", Unit.SECONDS, 10.0),
        Metric("queue", "requests waiting", Unit.COUNT, 1e9),
        Metric("wasted", "work for clients gone", Unit.SHARE, 1.0),
        Metric("attempts", "attempts per request", Unit.COUNT, 4.0),
    )

    def connect(self) -> None:
        """Build the queue and find suppliers and resolvers."""
        spec, parts = self.spec, self.region.components
        self.names = tuple(spec.clients)
        self.clients = tuple(spec.clients.values())
        populations = [
            Population(name, c.timeout_s, c.retries, c.backoff_s, budget_per_success=c.retry_budget)
            for name, c in spec.clients.items()
        ]
        if spec.needs:
            patience = min([client.timeout_s for client in self.clients])
            populations.append(Population(IN_VAIN, patience, 0, 0.0))
        self.fifo = Fifo(
            tuple(populations),
            spec.capacity_per_s,
            spec.bound,
            float(self.region.tick_s),
        )
        self._swing = tuple([self.draws(f"swing/{name}") for name in self.names])
        self.resolvers: tuple[Resolvers | None, ...] = tuple(
            [parts[c.through] if c.through else None for c in self.clients]  # type: ignore[misc]
        )
        self._needs: tuple[tuple[Mechanism[Any, Any], str, float], ...] = tuple(
            [(parts[other], need.as_client, need.share) for other, need in spec.needs.items()]
        )
        self._hosts: Mechanism[Any, Any] | None = parts[spec.hosts] if spec.hosts else None
        self._named = any(self.resolvers)
        self._minute = max(1, 60 // self.region.tick_s)
        count = len(self.clients)
        self.state = ServiceState((1.0,) * count, (0.0,) * count, (1.0,) * count)
        queue_scale = max(1.0, min(spec.bound, 10.0 * spec.capacity_per_s))
        total = 0.0
        for client in self.clients:
            total += client.rate_per_s
        self.metrics = (
            Service.metrics[0],
            Metric("rate", "attempts", Unit.PER_SECOND, max(1.0, 3.0 * total)),
            Service.metrics[2],
            Metric("queue", "requests waiting", Unit.COUNT, queue_scale),
            *Service.metrics[4:],
        )

    def suppliers(self) -> tuple[str, ...]:
        """What it needs, and the hosts that it runs on."""
        return (*self.spec.needs, self.spec.hosts) if self.spec.hosts else tuple(self.spec.needs)

    def bring(self, client: str, requests: float) -> None:
        """Ask for more in the next tick, as one kind of its clients. KeyError if there is no such kind."""
        if client not in self.names:
            raise KeyError(client)
        place = self.names.index(client)
        before = self.state.brought or (0.0,) * len(self.names)
        self.state.brought = (*before[:place], before[place] + requests, *before[place + 1 :])

    def works(self) -> float:
        """Share of its answers that are right."""
        return max(0.0, 1.0 - self.disturbances.get("faulty", 0.0))

    def capacity_share(self) -> float:
        """Share of its usual capacity that is there."""
        share = self.state.scale * self.disturbances.get("capacity", 1.0)
        return share if self._hosts is None else share * self._hosts.success_for(self.id)

    def success_for(self, client: str) -> float:
        """Share of this kind of client's requests that end well; of all kinds' worst if there is no such kind."""
        if client in self.names:
            return self.state.success[self.names.index(client)]
        return min(self.state.success)

    def step(self) -> None:
        """One tick: who finds it, what the suppliers allow, then the queue."""
        state, tick_s = self.state, self.region.tick_s
        if self._named:
            self._follow_names(tick_s)
        arrivals: list[float] = []
        astray: list[float] = []
        in_vain = 0.0
        brought, state.brought = state.brought, None
        for place, client in enumerate(self.clients):
            new = self._arrivals(place, client) if brought is None else self._arrivals(place, client) + brought[place]
            found = new * min(1.0, state.resolved[place] + state.held[place]) if self._named else new
            helped = found * self._helped(client.retries) if self._needs else found
            in_vain += (found - helped) * (client.retries + 1)
            arrivals.append(helped)
            astray.append(new - helped)
        if self._needs:
            arrivals.append(in_vain)
        self.fifo.step(arrivals, None, self.works(), self.capacity_share())
        success: list[float] = []
        all_good = all_ended = 0.0
        for good, lost, missed, before in zip(self.fifo.good, self.fifo.lost, astray, state.success, strict=False):
            ended = good + lost + missed  # the last population, served in vain, has no entry in the others
            success.append(good / ended if ended > 0.0 else before)
            all_good += good
            all_ended += ended
        if all_ended > 0.0:
            state.failing = 1.0 - all_good / all_ended
        state.astray, state.success = tuple(astray), tuple(success)
        if self.region.tick % self._minute == 0:
            self._write_log()

    def _write_log(self) -> None:
        """Once a minute: what its hosts notice, when it begins and when it is over."""
        for supplier, as_client, _ in self._needs:
            failing = 1.0 - supplier.success_for(as_client)
            refusal = self.spec.needs[supplier.id].refusal
            begins = (
                say('Answering "{refusal}" to {percent} % of requests.', refusal=refusal, percent=int(failing * 100))
                if refusal
                else say(
                    "{percent} % of our calls to {supplier} fail.", percent=int(failing * 100), supplier=supplier.id
                )
            )
            ends = (
                say('"{refusal}" is no longer an answer.', refusal=refusal)
                if refusal
                else say("Calls to {supplier} are answered again.", supplier=supplier.id)
            )
            self._note(supplier.id, failing > 0.2, failing < 0.02, begins, ends)
        if self.state.throttle is not None or "limited" in self.state.noted:
            away = 100 - int(100 * (1.0 if self.state.throttle is None else self.state.throttle))
            self._note(
                "limited",
                away > 0,
                away == 0,
                say('Answering "request limit exceeded" to {percent} % of requests.', percent=away),
                say('"Request limit exceeded" is no longer an answer.'),
            )
        usual = attempts = 0.0
        for client, tried in zip(self.clients, self.fifo.attempts, strict=False):
            usual += client.rate_per_s * self.region.tick_s
            attempts += tried
        if usual > 0.0 and self._named:
            self._note(
                "calls",
                attempts < 0.5 * usual,
                attempts > 0.9 * usual,
                say(
                    "Requests are down to {percent} % of the usual; all hosts are healthy and idle.",
                    percent=int(100 * attempts / usual),
                ),
                say("Requests are back to {percent} % of the usual.", percent=int(100 * attempts / usual)),
            )
        full = self.fifo.queue / self.spec.bound if self.spec.bound > 0.0 else 0.0
        self._note(
            "queue",
            full > 0.9,
            full < 0.1,
            say("The queue is full; new requests are turned away."),
            say("The queue has room again."),
        )

    def _note(self, about: str, on: bool, over: bool, begins: Sentence, ends: Sentence) -> None:
        """One log line when a trouble begins and one when it is over."""
        noted = self.state.noted
        if on and about not in noted:
            self.state.noted = (*noted, about)
            self.log(Level.WARN, begins)
        elif over and about in noted:
            self.state.noted = tuple([other for other in noted if other != about])
            self.log(Level.INFO, ends)

    def _helped(self, retries: int) -> float:
        """Share of requests of which at least one attempt meets suppliers that answer."""
        helped = 1.0
        for supplier, as_client, share in self._needs:
            failing = 1.0 - supplier.success_for(as_client)
            if failing > 0.0:
                every = failing
                for _ in range(retries):
                    every *= failing
                helped *= 1.0 - share * every
        return helped

    def _follow_names(self, tick_s: int) -> None:
        """Callers whose name goes away keep their connection for a while; those who find it again need it no more."""
        state = self.state
        resolved: list[float] = []
        kept: list[float] = []
        for resolver, client, before, held in zip(
            self.resolvers, self.clients, state.resolved, state.held, strict=True
        ):
            now = 1.0 if resolver is None else resolver.resolved
            resolved.append(now)
            life = client.connection_life_s
            if life is None or life <= tick_s:
                kept.append(0.0)
                continue
            left = held + before - now if now < before else held
            if now > before:
                left = held * (1.0 - now) / (1.0 - before)
            kept.append(min(1.0 - now, max(0.0, left * (1.0 - tick_s / life))))
        state.resolved, state.held = tuple(resolved), tuple(kept)

    def _arrivals(self, place: int, client: ClientSpec) -> float:
        rate = client.rate_per_s
        if client.follows_day:
            rate *= self.region.public_pressure
            if self.spec.day:
                rate *= of_day(self.spec.day, self.region.plan.zero_s + self.region.second)
        if client.swing:
            rate *= 1.0 + client.swing * (2.0 * self._swing[place].uniform(self.region.tick) - 1.0)
        return rate * self.region.tick_s

    def sample(self) -> tuple[float, ...]:
        """What its own instruments show."""
        fifo = self.fifo
        offered = attempts = 0.0
        for new in fifo.offered[: len(self.clients)]:
            offered += new
        for value in fifo.attempts:
            attempts += value
        return (
            self.state.failing,
            attempts / self.region.tick_s,
            self.spec.latency_s + fifo.wait_s,
            fifo.queue,
            fifo.zombie / fifo.departed if fifo.departed > 0.0 else 0.0,
            attempts / offered if offered > 0.0 else 1.0,
        )

    @property
    def throttle(self) -> float | None:
        """The share of incoming requests that is admitted."""
        return self.state.throttle

    def apply(self, action: Action) -> None:
        """Set the throttle or the capacity, or restart hosts."""
        value = action.values[1]
        if action.spec is THROTTLE:
            self.state.throttle = share_of(value)
            self.fifo.throttle(self.state.throttle)
            text = (
                say("The throttle is off.")
                if value == "off"
                else say("Admitting {percent} % of what comes in.", percent=value)
            )
        elif action.spec is RESTART:
            self.fifo.restart(int(value) / 100, self.spec.restart_s, self.spec.warm_up_s)
            text = say("Restarted {percent} % of the hosts; what waited there is lost.", percent=value)
        else:
            self.set_capacity(int(value) / 100)
            return
        self.log(Level.INFO, text)

    def begin(self, action: Action) -> None:
        """What is taken away goes at once."""
        self.catch_up()
        self._rests_until = 0
        super().begin(action)

    def wake(self, second: int) -> None:
        """New hosts get warm."""
        self.catch_up()
        self._rests_until = 0
        super().wake(second)

    def warms_up_s(self) -> float:
        """How long new hosts are cold."""
        return self.spec.warm_up_s

    def digest_state(self) -> object:
        """The state and the queue."""
        return (self.state, tuple(self.fifo.state()))


def of_day(hours: tuple[float, ...], second_of_day: int) -> float:
    """Value of a daily curve, given at even steps from midnight, straight between them."""
    count = len(hours)
    place = (second_of_day % 86_400) * count
    step, rest = divmod(place, 86_400)
    before, after = hours[step % count], hours[(step + 1) % count]
    return before + (after - before) * (rest / 86_400)
