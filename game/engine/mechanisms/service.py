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

from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Any, ClassVar, Literal

from game.engine.actions import Action, ActionSpec
from game.engine.fifo import Fifo, Population
from game.engine.hours import BLOCK, of_day
from game.engine.mechanism import SUPPLIER, ComponentSpec, Effect, Mechanism, Phase
from game.engine.mechanisms.resolvers import Resolvers
from game.engine.queued import RESTART, SCALE, THROTTLE, Queued, share_of
from game.engine.readings import Level, Metric, Unit
from game.engine.units import Amount, Between, PerSecond, Seconds, Share
from game.engine.words import say

__all__ = ["IN_VAIN", "SCALE", "ClientSpec", "NeedSpec", "Service", "ServiceSpec", "ServiceState", "of_day"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ClientSpec:
    """One kind of client of a service.

    `rate_per_s` new requests; `timeout_s`, `retries`, `backoff_s` (first window of the jitter, doubling) and
    `retry_budget` (retries earned per success) as in the queue. `through` names the resolvers that they ask; "" means that
    they need no name. `connection_life_s` is how long a connection lasts that outlives the name. With `follows_day` the
    rate follows the customers' day and, as far as `mood` says, their mood. `swing` is how much the rate trembles from tick to tick.
    """

    rate_per_s: PerSecond
    timeout_s: Seconds = 10.0
    retries: Annotated[int, Between(0, 20)] = 2
    backoff_s: Seconds = 1.0
    retry_budget: Share | None = None
    through: str = ""
    connection_life_s: Seconds | None = None
    follows_day: bool = False
    mood: Share = 1.0
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

_ENOUGH = 1.0 - 1e-9
"""If no more than the rest of this fails, two attempts in a row fail so seldom that the last bit does not know of it."""
_RATE = 1
"""Place of the only reading that moves while a service is at rest."""


class Service(Queued[ServiceSpec, ServiceState]):
    """Answers requests as long as it is found, has room, and its suppliers answer.

    While all is well with it and with all that it needs, it rests: nothing but the curve of its requests moves, and that was
    worked out ahead. It catches up, to the same bits, when something happens or when somebody looks.
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
        self._fifo = Fifo(
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
        self._places = {name: place for place, name in enumerate(self.names)}
        self._kinds = tuple([(place, kind.retries, kind.follows_day) for place, kind in enumerate(self.clients)])
        self._moody = any(client.follows_day for client in self.clients)
        self._prepare_rest()
        self._minute = max(1, 60 // self.region.tick_s)
        count = len(self.clients)
        self.least = 1.0  # the least of `state.success`
        self.state = ServiceState((1.0,) * count, (0.0,) * count, (1.0,) * count)
        queue_scale = max(1.0, min(spec.bound, 10.0 * spec.capacity_per_s))
        total = self._usual = 0.0
        for client in self.clients:
            total += client.rate_per_s
            self._usual += client.rate_per_s * self.region.tick_s
        self._patience = tuple(dict.fromkeys([client.retries for client in self.clients]))
        self.metrics = (
            Service.metrics[0],
            Metric("rate", "attempts", Unit.PER_SECOND, max(1.0, 3.0 * total)),
            Service.metrics[2],
            Metric("queue", "requests waiting", Unit.COUNT, queue_scale),
            *Service.metrics[4:],
        )

    def _prepare_rest(self) -> None:
        """Find what has to be well for this service to rest, and whether it may rest at all."""
        mine = type(self)
        enough = 1.0 if any(client.retries == 0 for client in self.clients) else _ENOUGH
        asks: list[Callable[[], float]] = []
        leans_on: list[tuple[Service, float]] = []
        for supplier, as_client, _ in self._needs:
            if isinstance(supplier, Service) and type(supplier).success_for is Service.success_for:
                leans_on.append((supplier, enough))
            else:
                asks.append(partial(supplier.success_for, as_client))
        asks += [resolver.share for resolver in self.resolvers if resolver is not None]
        if self._hosts is not None:
            asks.append(partial(self._hosts.success_for, self.id))
        self._has_works = mine.works is not Service.works
        if self._has_works:
            asks.append(self.works)
        if mine.capacity_share is not Service.capacity_share:
            asks.append(self.capacity_share)
        self._asks, self._leans_on = tuple(asks), tuple(leans_on)
        self._may_rest = mine.step is Service.step and mine.sample is Service.sample
        self._rests_until = 0  # the tick before which nothing can happen by itself
        self._done = self._seen = 0  # the last tick that was stepped, and the last that was rested through
        self._block = -1
        self._pressure = self._last_pressure = 1.0  # of the customers' mood: what is expected, and what was
        self._followed: list[tuple[Callable[[float], None], float]] = []
        self._unfollowed: dict[int, array[float]] = {}  # by place: what the reading is at rest

    def reads_into(self, columns: tuple[array[float], ...]) -> None:
        """Take the columns. At rest, all but the rate stand still."""
        self._columns = columns
        self._appends = tuple([column.append for column in columns])
        at_rest = (0.0, 0.0, self.spec.latency_s + 0.0, 0.0, 0.0, 1.0)
        self._unfollowed = {
            place: array("d", [value]) for place, value in enumerate(at_rest) if place != _RATE and place < len(columns)
        }

    def followed(self, place: int) -> None:
        """Keep a column complete from now on; whoever follows the rate keeps the service awake."""
        if place == _RATE:
            self._stay_awake()
        elif place in self._unfollowed:
            self._followed.append((self._columns[place].append, self._unfollowed.pop(place)[0]))

    @property
    def fifo(self) -> Fifo:  # type: ignore[override]
        """The queue. Whoever asks for it may look into it at any time, so from now on it is stepped in every tick."""
        self._stay_awake()
        return self._fifo

    def _stay_awake(self) -> None:
        self.catch_up()
        self._may_rest = False
        self._rests_until = 0

    def suppliers(self) -> tuple[str, ...]:
        """What it needs, and the hosts that it runs on."""
        return (*self.spec.needs, self.spec.hosts) if self.spec.hosts else tuple(self.spec.needs)

    def bring(self, client: str, requests: float) -> None:
        """Ask for more in the next tick, as one kind of its clients. KeyError if there is no such kind."""
        if client not in self.names:
            raise KeyError(client)
        self._rests_until = 0
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
        place = self._places.get(client)
        return self.least if place is None else self.state.success[place]

    def step(self) -> None:
        """One tick: who finds it, what the suppliers allow, then the queue."""
        region = self.region
        tick = region.tick
        if (
            tick < self._rests_until
            and (region.public_pressure == self._pressure or not self._moody)
            and not self.disturbances
            and self.state.scale == 1.0
            and self._all_well()
        ):
            self._seen = tick
            for append, value in self._followed:
                append(value)
            return
        if self._seen > self._done:
            self.catch_up()
        self._done = self._seen = tick
        pressure = region.public_pressure
        if tick // BLOCK != self._block or (self._moody and self._pressure != pressure == self._last_pressure):
            self._look_ahead(tick // BLOCK, pressure)
        self._last_pressure = pressure
        self._work_through(tick)
        for append, value in zip(self._appends, self.sample(), strict=True):
            append(value)
        if tick % self._minute == 0:
            self._write_log()
        self._rests_until = (self._block + 1) * BLOCK if self.least == 1.0 and self._can_rest() else 0

    def _all_well(self) -> bool:
        """Whether all that it needs answers, so that nothing changes for this service."""
        for supplier, enough in self._leans_on:
            if supplier.least < enough:
                return False
        for ask in self._asks:  # noqa: SIM110 (a generator takes longer)
            if ask() != 1.0:
                return False
        return True

    def _can_rest(self) -> bool:
        """Whether the next tick of this block will be like this one if all stays well around it."""
        state, fifo = self.state, self._fifo
        return (
            self._may_rest
            and state.failing == 0.0
            and fifo.calm
            and not state.noted
            and not any(state.astray)
            and not any(state.held)
            and self._most <= fifo.capacity_per_s * self.region.tick_s
            and (not self._named or self._fewest >= 0.5 * self._usual)
            and state.brought is None
        )

    def catch_up(self) -> None:
        """Step the ticks that were rested through."""
        first, last = (self._done + 1) % BLOCK, self._seen % BLOCK + 1
        count = self._seen - self._done
        if count <= 0:
            return
        self._done = self._seen
        self._fifo.step_calmly([row[first:last] for row in self._ahead])
        tick_s = self.region.tick_s
        self._columns[_RATE].extend([count / tick_s for count in self._together[first:last]])
        for place, value in self._unfollowed.items():
            self._columns[place].extend(value * count)

    def _look_ahead(self, block: int, pressure: float) -> None:
        """Work out what will come in a block of ticks if the customers' mood stays as it is, but for what others bring."""
        tick_s = self.region.tick_s
        self._block, self._pressure = block, pressure
        self._hours: list[list[float] | None] = []
        self._swings: list[list[float] | None] = []
        self._ahead: list[list[float]] = []
        together = [0.0] * BLOCK
        for draws, client in zip(self._swing, self.clients, strict=True):
            hours = self.region.hours.block(self.spec.day, block) if client.follows_day and self.spec.day else None
            rate = client.rate_per_s * mood_of(client, pressure)
            row = [rate] * BLOCK if hours is None else [rate * share for share in hours]
            swings: list[float] | None = None
            if client.swing:
                swing = client.swing
                swings = [1.0 + swing * (2.0 * luck - 1.0) for luck in draws.uniforms(block * BLOCK, BLOCK)]
                row = [rate * factor for rate, factor in zip(row, swings, strict=True)]
            row = [rate * tick_s for rate in row]
            self._hours.append(hours)
            self._swings.append(swings)
            self._ahead.append(row)
            together = [count + more for count, more in zip(together, row, strict=True)]
        self._together = together
        self._most, self._fewest = max(together), min(together)

    def _in_another_mood(self, place: int, at: int) -> float:
        """What one kind of client asks for in a tick of the block, at another pressure than was expected."""
        client = self.clients[place]
        rate = client.rate_per_s * mood_of(client, self.region.public_pressure)
        hours, swings = self._hours[place], self._swings[place]
        if hours is not None:
            rate *= hours[at]
        if swings is not None:
            rate *= swings[at]
        return rate * self.region.tick_s

    def _work_through(self, tick: int) -> None:
        """One tick, step by step."""
        state, fifo, at = self.state, self._fifo, tick % BLOCK
        named, needs = self._named, self._needs
        if named:
            self._follow_names(self.region.tick_s)
        helped_by = self._helped() if needs else None
        expected = self.region.public_pressure == self._pressure
        brought, state.brought = state.brought, None
        arrivals: list[float] = []
        astray: list[float] = []
        in_vain = 0.0
        for place, retries, moody in self._kinds:
            new = self._ahead[place][at] if expected or not moody else self._in_another_mood(place, at)
            if brought is not None:
                new += brought[place]
            helped = new
            if named:
                finds = state.resolved[place] + state.held[place]
                if finds < 1.0:
                    helped = new * finds
            if helped_by:
                found = helped
                helped = found * helped_by[retries]
                in_vain += (found - helped) * (retries + 1)
            arrivals.append(helped)
            astray.append(new - helped)
        if needs:
            arrivals.append(in_vain)
        works = self.works() if self._has_works or self.disturbances else 1.0
        fifo.step(arrivals, None, works, self.capacity_share())
        success: list[float] = []
        all_good = all_ended = 0.0
        least = 1.0
        for good, lost, missed, before in zip(fifo.good, fifo.lost, astray, state.success, strict=False):
            ended = good + lost + missed  # the last population, served in vain, has no entry in the others
            share = good / ended if ended > 0.0 else before
            success.append(share)
            least = min(least, share)
            all_good += good
            all_ended += ended
        if all_ended > 0.0:
            state.failing = 1.0 - all_good / all_ended
        state.astray, state.success, self.least = tuple(astray), tuple(success), least

    def _write_log(self) -> None:
        """Once a minute: what its hosts notice, when it begins and when it is over."""
        state, fifo = self.state, self._fifo
        for supplier, as_client, _ in self._needs:
            failing = 1.0 - supplier.success_for(as_client)
            turn = self._turn(supplier.id, failing > 0.2, failing < 0.02)
            if turn is not None:
                self._tell_of_need(supplier.id, turn, int(failing * 100))
        if state.throttle is not None or "limited" in state.noted:
            away = 100 - int(100 * (1.0 if state.throttle is None else state.throttle))
            turn = self._turn("limited", away > 0, away == 0)
            if turn:
                self.log(
                    Level.WARN, say('Answering "request limit exceeded" to {percent} % of requests.', percent=away)
                )
            elif turn is False:
                self.log(Level.INFO, say('"Request limit exceeded" is no longer an answer.'))
        if self._usual > 0.0 and self._named:
            attempts = 0.0
            for tried in fifo.attempts[: len(self.clients)]:
                attempts += tried
            turn = self._turn("calls", attempts < 0.5 * self._usual, attempts > 0.9 * self._usual)
            if turn is not None:
                percent = int(100 * attempts / self._usual)
                text = "Requests are down to {percent} % of the usual; all hosts are healthy and idle."
                over = "Requests are back to {percent} % of the usual."
                self.log(Level.WARN if turn else Level.INFO, say(text if turn else over, percent=percent))
        full = fifo.queue / self.spec.bound if self.spec.bound > 0.0 else 0.0
        turn = self._turn("queue", full > 0.9, full < 0.1)
        if turn:
            self.log(Level.WARN, say("The queue is full; new requests are turned away."))
        elif turn is False:
            self.log(Level.INFO, say("The queue has room again."))

    def _tell_of_need(self, supplier: str, begins: bool, percent: int) -> None:
        """One line when a supplier goes missing and one when it is back."""
        refusal = self.spec.needs[supplier].refusal
        if begins:
            text = (
                say('Answering "{refusal}" to {percent} % of requests.', refusal=refusal, percent=percent)
                if refusal
                else say("{percent} % of our calls to {supplier} fail.", percent=percent, supplier=supplier)
            )
            self.log(Level.WARN, text)
        else:
            text = (
                say('"{refusal}" is no longer an answer.', refusal=refusal)
                if refusal
                else say("Calls to {supplier} are answered again.", supplier=supplier)
            )
            self.log(Level.INFO, text)

    def _turn(self, about: str, on: bool, over: bool) -> bool | None:
        """Note that a trouble begins (True) or is over (False); None if nothing is new."""
        noted = self.state.noted
        if on and about not in noted:
            self.state.noted = (*noted, about)
            return True
        if over and about in noted:
            self.state.noted = tuple([other for other in noted if other != about])
            return False
        return None

    def _helped(self) -> dict[int, float]:
        """By number of retries: share of requests of which at least one attempt meets suppliers that answer.

        Empty if all suppliers answer everything.
        """
        missing: list[tuple[float, float]] = []
        for supplier, as_client, share in self._needs:
            failing = 1.0 - supplier.success_for(as_client)
            if failing > 0.0:
                missing.append((share, failing))
        helped_by: dict[int, float] = {}
        if missing:
            for retries in self._patience:
                helped = 1.0
                for share, failing in missing:
                    every = failing
                    for _ in range(retries):
                        every *= failing
                    helped *= 1.0 - share * every
                helped_by[retries] = helped
        return helped_by

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
        return (
            self.state.failing,
            attempts / self.region.tick_s,
            self.spec.latency_s + (fifo.wait_s if fifo.queue else 0.0),
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
        self.catch_up()
        self._rests_until = 0
        if action.spec is THROTTLE:
            self.state.throttle = share_of(value)
            self._fifo.throttle(self.state.throttle)
            text = (
                say("The throttle is off.")
                if value == "off"
                else say("Admitting {percent} % of what comes in.", percent=value)
            )
        elif action.spec is RESTART:
            self._fifo.restart(int(value) / 100, self.spec.restart_s, self.spec.warm_up_s)
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
        self._rests_until = 0

    def digest_state(self) -> object:
        """The state and the queue."""
        self.catch_up()
        return (self.state, tuple(self._fifo.state()))


def mood_of(client: ClientSpec, pressure: float) -> float:
    """How much more than usual one kind of client asks for at a pressure of all customers."""
    if not client.follows_day:
        return 1.0
    return pressure if client.mood == 1.0 else 1.0 + client.mood * (pressure - 1.0)
