"""A discrete-event simulation of a queue and its impatient clients, request by request: the truth to compare with.

It shares no code with the engine but the description of a population. Events are totally ordered by (time, sequence
number). A request whose client gave up stays in the queue and is served all the same.
"""

import heapq
import math
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from game.engine.clients import FOREVER, Population


@dataclass(frozen=True)
class Scenario:
    """What to simulate. Times in seconds, rates per second.

    `clients`: populations with their Poisson arrival rates. `rate`: of one server; `service`: "exponential" or
    "constant". `discipline`: "fifo", "lifo" or "codel" (dequeue drops what waited over twice `codel_target_s` while the
    least wait of the last `codel_interval_s` is above the target). `margin_s`: dequeue drops what has less than this
    left before its client gives up. `orders`: (time, verb, value), where the verbs are "servers" (how many work),
    "load" (factor on the arrivals), "throttle" (share admitted), "limit" (token bucket: rate, burst) and "clear".
    `crowd`: clients of the first population who all make their first attempt at time 0.
    """

    clients: tuple[tuple[Population, float], ...]
    servers: int
    rate: float
    end_s: float
    bound: float = math.inf
    service: str = "exponential"
    discipline: str = "fifo"
    codel_target_s: float = 0.005
    codel_interval_s: float = 0.1
    margin_s: float | None = None
    orders: tuple[tuple[float, str, Any], ...] = ()
    crowd: int = 0


class Request:
    """One attempt: whose it is, which attempt, when it entered the queue, and whether its client still waits."""

    __slots__ = ("entered", "number", "population", "wanted")

    def __init__(self, population: int, number: int, entered: float) -> None:
        self.population, self.number, self.entered, self.wanted = population, number, entered, True


class Oracle:
    """A run of a scenario from a seed.

    Results: `good` and `attempts` per second, `good_of` by population, `offered`, `lost`, `rejected`; with `keep_times` the lists `waits` and
    `sojourns`, and `in_system`, the time average of attempts waiting or being served.
    """

    def __init__(self, scenario: Scenario, seed: int = 1, keep_times: bool = False) -> None:
        self.scenario, self.keep_times = scenario, keep_times
        self.random = random.Random(seed)
        self.sequence = count()
        self.events: list[tuple[float, int, Callable[[float, Any], None], Any]] = []
        self.now = 0.0
        self.populations = [population for population, _ in scenario.clients]
        self.budgets = [population.budget_cap for population in self.populations]
        self.queue: deque[Request] = deque()
        self.servers = self.free = scenario.servers
        self.load_factor = self.share = 1.0
        self.bucket: tuple[float, float] | None = None
        self.bucket_tokens = self.bucket_at = 0.0
        self.least_wait, self.overloaded, self.interval_ends = math.inf, False, 0.0
        self.good = [0] * math.ceil(scenario.end_s)
        self.good_of = [self.good.copy() for _ in self.populations]
        self.attempts = [0] * math.ceil(scenario.end_s)
        self.offered = self.lost = self.rejected = 0
        self.waits: list[float] = []
        self.sojourns: list[float] = []
        for index, (_, rate) in enumerate(scenario.clients):
            if rate:
                self.schedule(self.random.expovariate(rate), self.arrive, index)
        for _ in range(scenario.crowd):
            self.schedule(0.0, self.attempt, (0, 0))
        for time, verb, value in scenario.orders:
            self.schedule(time, getattr(self, f"order_{verb}"), value)
        self.run()

    def run(self) -> None:
        area = 0.0
        while self.events:
            time, _, handle, subject = heapq.heappop(self.events)
            if time >= self.scenario.end_s:
                break
            area += (time - self.now) * (len(self.queue) + self.servers - self.free)
            self.now = time
            handle(time, subject)
        self.in_system = area / self.now

    def goodput(self, start_s: int, stop_s: int) -> float:
        """Good answers per second between two whole seconds."""
        return sum(self.good[start_s:stop_s]) / (stop_s - start_s)

    def schedule(self, time: float, handle: Callable[[float, Any], None], subject: Any) -> None:
        heapq.heappush(self.events, (time, next(self.sequence), handle, subject))

    def arrive(self, now: float, index: int) -> None:
        self.offered += 1
        rate = self.scenario.clients[index][1] * self.load_factor
        self.schedule(now + self.random.expovariate(rate), self.arrive, index)
        self.attempt(now, (index, 0))

    def attempt(self, now: float, who: tuple[int, int]) -> None:
        index, number = who
        self.attempts[int(now)] += 1
        request = Request(index, number, now)
        if not self.admits(now):
            self.rejected += 1
            self.fail(now, request)
            return
        self.queue.append(request)
        timeout_s = self.populations[index].timeout_s
        if timeout_s < math.inf:
            self.schedule(now + timeout_s, self.give_up, request)
        self.serve(now)

    def admits(self, now: float) -> bool:
        if self.share < 1.0 and self.random.random() >= self.share:
            return False
        if len(self.queue) + self.servers - self.free >= self.scenario.bound:
            return False
        if self.bucket is None:
            return True
        rate, burst = self.bucket
        self.bucket_tokens = min(burst, self.bucket_tokens + rate * (now - self.bucket_at))
        self.bucket_at = now
        if self.bucket_tokens < 1.0:
            return False
        self.bucket_tokens -= 1.0
        return True

    def serve(self, now: float) -> None:
        scenario = self.scenario
        while self.free > 0 and self.queue:
            request = self.queue.pop() if scenario.discipline == "lifo" else self.queue.popleft()
            waited = now - request.entered
            if self.drops(now, request, waited):
                self.give_up(now, request)
                continue
            self.free -= 1
            constant = scenario.service == "constant"
            service_s = 1.0 / scenario.rate if constant else self.random.expovariate(scenario.rate)
            self.schedule(now + service_s, self.finish, request)
            if self.keep_times:
                self.waits.append(waited)

    def drops(self, now: float, request: Request, waited: float) -> bool:
        scenario = self.scenario
        if scenario.discipline == "codel":
            if now > self.interval_ends:
                self.overloaded = scenario.codel_target_s < self.least_wait < math.inf
                self.least_wait, self.interval_ends = waited, now + scenario.codel_interval_s
            self.least_wait = min(self.least_wait, waited)
            return self.overloaded and waited > 2.0 * scenario.codel_target_s
        if scenario.margin_s is not None:
            return waited + scenario.margin_s > self.populations[request.population].timeout_s
        return False

    def finish(self, now: float, request: Request) -> None:
        self.free += 1
        if request.wanted:
            request.wanted = False
            self.good[int(now)] += 1
            self.good_of[request.population][int(now)] += 1
            population = self.populations[request.population]
            if population.budget_per_success is not None:
                saved = self.budgets[request.population] + population.budget_per_success
                self.budgets[request.population] = min(population.budget_cap, saved)
        if self.keep_times:
            self.sojourns.append(now - request.entered)
        self.serve(now)

    def give_up(self, now: float, request: Request) -> None:
        if request.wanted:
            request.wanted = False
            self.fail(now, request)

    def fail(self, now: float, request: Request) -> None:
        population, number = self.populations[request.population], request.number
        if population.retries != FOREVER:
            number += 1
            if number > population.retries:
                self.lost += 1
                return
        if population.budget_per_success is not None:
            if self.budgets[request.population] < 1.0:
                self.lost += 1
                return
            self.budgets[request.population] -= 1.0
        window = min(population.backoff_s * 2 ** max(0, number - 1), population.backoff_cap_s)
        self.schedule(now + self.random.random() * window, self.attempt, (request.population, number))

    def order_servers(self, now: float, servers: int) -> None:
        self.free += servers - self.servers
        self.servers = servers
        self.serve(now)

    def order_load(self, now: float, factor: float) -> None:
        self.load_factor = factor

    def order_throttle(self, now: float, share: float) -> None:
        self.share = share

    def order_limit(self, now: float, bucket: tuple[float, float] | None) -> None:
        self.bucket, self.bucket_at = bucket, now
        self.bucket_tokens = bucket[1] if bucket else 0.0

    def order_clear(self, now: float, _: object) -> None:
        self.queue.clear()
