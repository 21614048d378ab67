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
from operator import add, mul, sub
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
from game.engine.service_log import FEW_CALLS, Telling
from game.engine.serving import IN_VAIN, ClientSpec, NeedSpec, ServiceSpec, ServiceState
from game.engine.units import ALL
from game.engine.words import say

__all__ = ["IN_VAIN", "SCALE", "ClientSpec", "NeedSpec", "Service", "ServiceSpec", "ServiceState", "of_day"]

_FAILING, _RATE, _ATTEMPTS = 0, 1, 5
"""Places of the readings that may move while a service coasts."""


class Service(Telling):
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
        Metric("rate", "attempts", Unit.PER_SECOND, 1e9),
        Metric("latency", "time to answer", Unit.SECONDS, 10.0),
        Metric("queue", "requests waiting", Unit.COUNT, 1e9),
        Metric("wasted", "work for clients gone", Unit.SHARE, 1.0),
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
            Metric("rate", "attempts", Unit.PER_SECOND, max(1.0, 3.0 * total)),
            Service.metrics[2],
            Metric("queue", "requests waiting", Unit.COUNT, queue_scale),
            *Service.metrics[4:],
        )
        draws = [self.draws(f"swing/{name}") for name in self.names]
        self._coming = Coming(self.clients, spec.day, region.hours, region.tick_s, draws)
        self._prepare()

    def _prepare(self) -> None:
        """Look up once what every tick asks for."""
        mine = type(self)
        self._full = self.spec.capacity_per_s * self.region.tick_s
        self._named = any(self.resolvers)
        self._asked = tuple(dict.fromkeys([resolver for resolver in self.resolvers if resolver is not None]))
        self._leans_on = tuple([(part, name, share) for part, name, share in self._needs if isinstance(part, Service)])
        self._others = tuple([need for need in self._needs if not isinstance(need[0], Service)])
        self._answers: list[float] = []  # what those others answered last
        self._patience = tuple(dict.fromkeys([client.retries for client in self.clients]))
        self._patience_of = tuple([self._patience.index(client.retries) for client in self.clients])
        self._tries = tuple([client.retries + 1 for client in self.clients])
        self._helped = (1.0,) * len(self._patience)
        self._whole = True  # whether its suppliers answer everything
        self._swell = 1.0  # by how much requests in vain make more work of what comes, at most
        self._stale = True  # whether the suppliers have to be asked in any case
        self.moved = -1  # the tick in which its own success changed last
        self._has_works = mine.works is not Service.works
        self._has_capacity = self._hosts is not None or mine.capacity_share is not Service.capacity_share
        self._may_coast = mine.step is Service.step and mine.sample is Service.sample and not self.state.adaptive
        self._ready = self._may_coast  # whether nothing was left behind that the next tick has to work through
        self._coasting = self._eager = False
        self._done = self._seen = 0  # the last tick that was worked through, and the last that was coasted through
        # For each tick that was coasted through with suppliers that fail: the share that is helped, by patience; what fails.
        self._recorded: list[list[float]] = [[] for _ in self._patience]
        self._failures: list[float] = []
        self._followed: list[tuple[Callable[[float], None], int]] = []
        self._unfollowed: list[int] = []
        self._readings = [0.0, 0.0, self.spec.latency_s + 0.0, 0.0, 0.0, 1.0]

    def reads_into(self, columns: tuple[array[float], ...]) -> None:
        """Take the columns. While it coasts, most stand still."""
        self._columns = columns
        self._appends = tuple([column.append for column in columns])
        self._unfollowed = list(range(min(len(columns), len(self._readings))))

    def followed(self, place: int) -> None:
        """Keep a column complete from now on."""
        if place in (_RATE, _ATTEMPTS):
            self._eager = True
        elif place in self._unfollowed:
            self.catch_up()
            self._unfollowed.remove(place)
            self._followed.append((self._columns[place].append, place))

    @property
    def fifo(self) -> Fifo:  # type: ignore[override]
        """The queue, as it is now."""
        self.catch_up()
        return self._fifo

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

    def works(self) -> float:
        """Share of its answers that are right."""
        return max(0.0, 1.0 - self.disturbances.get("faulty", 0.0)) if self.disturbances else 1.0

    def capacity_share(self) -> float:
        """Share of its usual capacity that is there."""
        share = self.state.scale
        if self.disturbances:
            share *= self.disturbances.get("capacity", 1.0)
        return share if self._hosts is None else share * self._hosts.success_for(self.id)

    def success_for(self, client: str) -> float:
        """Share of this kind of client's requests that end well; of all kinds' worst if there is no such kind."""
        place = self._places.get(client)
        return self.least if place is None else self.state.success[place]

    def _succeed(self, success: tuple[float, ...], tick: int) -> None:
        if success != self.state.success:
            self.state.success = success
            self.least = min(success)
            self.moved = tick

    def overloads(self, share: float) -> bool:
        """Whether more was tried in the last tick than a share of its usual capacity can serve."""
        room = self._full * share * (1.0 + 1e-9)
        if self._seen > self._done:
            pressure = self.region.pressures[self._seen - 1]
            if self._coming.most * self._swell * max(1.0, pressure) <= room:
                return False
        attempts = 0.0
        for tried in self.fifo.attempts:
            attempts += tried
        return attempts - self._held_back() > room

    def _held_back(self) -> float:
        """Attempts of the last tick that adaptive clients did not send."""
        held_back = 0.0
        if self.state.adaptive:
            for unsent in self._fifo.unreached:
                held_back += unsent
        return held_back

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

    def _look_around(self) -> None:
        """See whether the next tick has to be worked through in any case."""
        self._ready = self._may_coast and self.state.brought is None and self._fifo.calm

    # Coasting.

    def _coast(self, tick: int) -> bool:
        """Note what the suppliers allow in this tick; False if it has to be worked through."""
        for resolver in self._asked:
            if resolver.resolved != 1.0:
                return False
        room = self._full
        if self.disturbances or self._has_works:
            if self.works() != 1.0:
                return False
            room *= self.capacity_share()
        elif self._has_capacity or self.state.scale != 1.0:
            room *= self.capacity_share()
        changed = bool(self._needs) and self._lean(tick)
        pressure = self.region.public_pressure
        most = self._coming.most * self._swell
        if most > room or (pressure > 1.0 and most * pressure > room):
            return False
        if changed or not self._coasting:
            self._set_out(tick)
        if not self._whole:
            if len(self._helped) > 1:
                self._readings[_FAILING] = self.state.failing = self._failing(tick % BLOCK, pressure)
            for column, helped in zip(self._recorded, self._helped):  # noqa: B905 (a tick is short)
                column.append(helped)
            self._failures.append(self.state.failing)
        self._seen = tick
        readings = self._readings
        for append, place in self._followed:
            append(readings[place])
        if tick % self._minute == 0 and self._has_to_tell():
            self._tell_of_troubles()
        if self._eager:
            self.catch_up()
        return True

    def _set_out(self, tick: int) -> None:
        """Begin to coast, or go on with suppliers that answer otherwise."""
        state = self.state
        if self._whole == bool(self._failures):
            self.catch_up()
        if not self._coasting:
            self._coasting = True
            state.resolved, state.held = (1.0,) * len(self.names), (0.0,) * len(self.names)
        if self._whole:
            state.astray = state.held
        self._succeed(tuple([self._helped[patience] for patience in self._patience_of]), tick)
        self._readings[_FAILING] = state.failing = 1.0 - self._helped[0]

    def _has_to_tell(self) -> bool:
        """Whether its log may have something new."""
        if not self._whole or self.state.noted:
            return True
        return self._named and self._coming.fewest < FEW_CALLS * self._usual

    def _failing(self, at: int, pressure: float) -> float:
        """Share of all requests that fail while some kinds of client are more patient than others."""
        coming = self._coming
        all_new = helped = 0.0
        for row, mood, patience in zip(coming.rows, coming.moods, self._patience_of, strict=True):
            new = row[at] * of_mood(mood, pressure)
            all_new += new
            helped += new * self._helped[patience]
        return 1.0 - helped / all_new if all_new > 0.0 else 0.0

    def catch_up(self) -> None:
        """Work through the ticks that were coasted through."""
        before, count = self._done, self._seen - self._done
        if count <= 0:
            return
        self._done = self._seen
        first = (before + 1) % BLOCK
        rows = self._coming.between(first, first + count, self.region.pressures[before : self._seen])
        offered = _added(rows)
        tick_s, columns, unfollowed = self.region.tick_s, self._columns, self._unfollowed
        if not self._failures:
            self._fifo.step_calmly(rows)
            columns[_RATE].extend([tried / tick_s for tried in offered])
            for place in unfollowed:
                if place != _RATE:
                    columns[place].extend([self._readings[place] if place else 0.0] * count)
            return
        arrivals: list[list[float]] = []
        in_vain: list[list[float]] = []
        astray: list[float] = []
        for row, patience, tries in zip(rows, self._patience_of, self._tries, strict=True):
            helped = list(map(mul, row, self._recorded[patience]))
            missed = list(map(sub, row, helped))
            arrivals.append(helped)
            in_vain.append(missed if tries == 1 else [lost * tries for lost in missed])
            astray.append(missed[-1])
        arrivals.append(_added(in_vain))
        self.state.astray = tuple(astray)
        self._fifo.step_calmly(arrivals)
        together = _added(arrivals)
        columns[_RATE].extend([tried / tick_s for tried in together])
        columns[_ATTEMPTS].extend(
            [tried / new if new > 0.0 else 1.0 for tried, new in zip(together, offered, strict=True)]
        )
        for place in unfollowed:
            if place == _FAILING:
                columns[place].extend(self._failures)
            elif place not in (_RATE, _ATTEMPTS):
                columns[place].extend([self._readings[place]] * count)
        self._recorded, self._failures = [[] for _ in self._patience], []

    # Suppliers and names.

    def _lean(self, tick: int) -> bool:
        """Ask the suppliers, if any may answer otherwise than last time; whether one did."""
        changed = self._stale
        for supplier, _, _ in self._leans_on:
            if supplier.moved == tick:
                changed = True
        if self._others:
            answers = [part.success_for(as_client) for part, as_client, _ in self._others]
            if answers != self._answers:
                self._answers = answers
                changed = True
        if changed:
            self._stale = False
            self._weigh()
        return changed

    def _weigh(self) -> None:
        """By patience: share of requests of which at least one attempt meets suppliers that answer."""
        missing: list[tuple[float, float]] = []
        for supplier, as_client, share in self._leans_on:
            if supplier.least < 1.0:
                failing = 1.0 - supplier.success_for(as_client)
                if failing > 0.0:
                    missing.append((share, failing))
        for answer, (_, _, share) in zip(self._answers, self._others, strict=True):
            if answer < 1.0:
                missing.append((share, 1.0 - answer))
        by_patience: list[float] = []
        whole, swell = True, 1.0
        for retries in self._patience:
            helped = 1.0
            for share, failing in missing:
                every = failing
                for _ in range(retries):
                    every *= failing
                helped *= 1.0 - share * every
            if helped >= ALL:
                helped = 1.0
            else:
                whole = False
                swell = max(swell, helped + (1.0 - helped) * (retries + 1) + 1e-9)
            by_patience.append(helped)
        self._helped, self._whole, self._swell = tuple(by_patience), whole, swell

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

    # Working.

    def _work_through(self, tick: int) -> None:
        """One tick, step by step."""
        state, fifo, coming, at = self.state, self._fifo, self._coming, tick % BLOCK
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


def _added(rows: list[list[float]]) -> list[float]:
    """Several rows, tick by tick."""
    together = rows[0]
    for row in rows[1:]:
        together = list(map(add, together, row))
    return together
