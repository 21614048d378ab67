"""The queue of the engine beside a discrete-event simulation in SimPy, on one metastable collapse.

Five servers of 250/s, 1000 requests a second, a time-out of 1 s, two retries with full jitter over 1 and 2 s, a bound
of 10 000. For twenty seconds three servers are away; goodput ends in the third of them and never comes back. SimPy runs
it as its users would write it: a process a request, which waits for its answer or its time-out.

`python -m tests.bench.bench_queue` prints the figures; with "fifo" or "simpy" it only runs that side, to be timed as a
whole process: that is why libraries that only the table needs are imported late.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator
from typing import Any

from game.engine.fifo import Fifo, Population

END_S = 900
DIP_S = (60, 80)
RATE_PER_S = 1000.0
SERVERS, SERVERS_LEFT, SERVER_RATE_PER_S = 5, 2, 250.0
CAPACITY_PER_S = SERVERS * SERVER_RATE_PER_S
BOUND = 10_000
TIMEOUT_S, RETRIES, BACKOFF_S = 1.0, 2, 1.0
TICK_S = 0.5  # half of the time-out, the longest that the queue takes
FINE_TICK_S = 0.1
FULL_S = 7200
CLIENTS = Population("clients", TIMEOUT_S, RETRIES, BACKOFF_S)

Row = tuple[str, float | str, str]


def with_fifo(end_s: int = END_S, tick_s: float = TICK_S, scale: float = 1.0) -> list[float]:
    """Return the good answers of each second; `scale` multiplies load, capacity and bound."""
    queue = Fifo((CLIENTS,), CAPACITY_PER_S * scale, BOUND * scale, tick_s)
    arrivals = (RATE_PER_S * scale * tick_s,)
    ticks = round(1.0 / tick_s)
    good = []
    for second in range(end_s):
        share = SERVERS_LEFT / SERVERS if DIP_S[0] <= second < DIP_S[1] else 1.0
        answered = 0.0
        for _ in range(ticks):
            queue.step(arrivals, capacity_share=share)
            answered += queue.good[0]
        good.append(answered)
    return good


def with_simpy(end_s: int = END_S, seed: int = 1) -> list[float]:
    """Return the same by discrete events."""
    import random

    import simpy

    draw = random.Random(seed)
    environment = simpy.Environment()
    waiting = simpy.Store(environment)
    serving = 0
    good = [0.0] * end_s

    def server(number: int) -> Generator[Any, Any, None]:
        nonlocal serving
        while True:
            if number >= SERVERS_LEFT and DIP_S[0] <= environment.now < DIP_S[1]:
                yield environment.timeout(DIP_S[1] - environment.now)
            answer = yield waiting.get()
            serving += 1
            yield environment.timeout(draw.expovariate(SERVER_RATE_PER_S))
            serving -= 1
            answer.succeed()

    def request() -> Generator[Any, Any, None]:
        for attempt in range(RETRIES + 1):
            if len(waiting.items) + serving < BOUND:
                answer = environment.event()
                waiting.put(answer)
                yield answer | environment.timeout(TIMEOUT_S)
                if answer.processed:
                    good[int(environment.now)] += 1
                    return
            if attempt < RETRIES:
                yield environment.timeout(draw.random() * BACKOFF_S * 2**attempt)

    def source() -> Generator[Any, Any, None]:
        while True:
            yield environment.timeout(draw.expovariate(RATE_PER_S))
            environment.process(request())

    for number in range(SERVERS):
        environment.process(server(number))
    environment.process(source())
    environment.run(until=end_s)
    return good


def loop_cpu_s(work: Callable[[], object], rounds: int) -> float:
    """Return the median CPU seconds of some rounds of work in this process."""
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return sorted(taken)[len(taken) // 2]


def process_cpu_s(side: str) -> float:
    """Return the CPU seconds of a whole process that runs one side, start-up included."""
    import subprocess

    process = subprocess.Popen([sys.executable, "-m", "tests.bench.bench_queue", side])
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"the {side} side failed")
    return used.ru_utime + used.ru_stime


def tick_us(populations: int, collapsed: bool) -> float:
    """Return the least microseconds of a tick over many short runs, with one population or two."""
    crowd = (CLIENTS, Population("patient", 5.0, RETRIES, BACKOFF_S))[:populations]
    queue = Fifo(crowd, CAPACITY_PER_S, BOUND, TICK_S)
    arrivals = [RATE_PER_S * TICK_S / populations] * populations
    for _ in range(300):
        queue.step(arrivals, capacity_share=0.1 if collapsed else 1.0)
    best = float("inf")
    for _ in range(100):
        began = time.perf_counter()
        for _ in range(200):
            queue.step(arrivals)
        best = min(best, (time.perf_counter() - began) / 200)
    return best * 1e6


def cost_ratio(few: float, many: float) -> float:
    """Return the CPU time of one number of requests a second over that of another, in pairs."""
    ratios = []
    for _ in range(9):
        base = loop_cpu_s(lambda: with_fifo(scale=few / RATE_PER_S), 1)
        ratios.append(loop_cpu_s(lambda: with_fifo(scale=many / RATE_PER_S), 1) / base)
    return sorted(ratios)[len(ratios) // 2]


def rewind_us() -> tuple[float, float]:
    """Return the microseconds of a mark, and of a rewind by twenty thousand ticks."""
    queue = Fifo((CLIENTS,), CAPACITY_PER_S, BOUND, TICK_S)
    queue.step([100.0])
    began = time.perf_counter()
    for _ in range(1000):
        mark = queue.mark()
    marked = (time.perf_counter() - began) / 1000
    for _ in range(20_000):
        queue.step([200.0])
    began = time.perf_counter()
    queue.rewind(mark)
    return marked * 1e6, (time.perf_counter() - began) * 1e6


def figures() -> list[Row]:
    """Rows of name, value and aim; two or three minutes, nearly all of them SimPy's."""
    import statistics

    fluid = with_fifo()
    began = time.process_time()
    runs = [with_simpy()]
    simpy_s = time.process_time() - began
    runs.append(with_simpy(seed=2))
    deviations = []
    for second, answered in enumerate(fluid):
        deviations.append(abs(answered - statistics.fmean(run[second] for run in runs)) / RATE_PER_S)
    one_run = [abs(a - b) / RATE_PER_S for a, b in zip(*runs, strict=True)]
    fifo_s = loop_cpu_s(with_fifo, 15)
    fine_s = loop_cpu_s(lambda: with_fifo(tick_s=FINE_TICK_S), 5)
    fifo_process_s = statistics.median(process_cpu_s("fifo") for _ in range(5))
    two_hours_s = loop_cpu_s(lambda: with_fifo(FULL_S), 3)
    marked_us, rewound_us = rewind_us()
    return [
        (f"SimPy, {END_S} s of collapse: CPU s of the loop", simpy_s, ""),
        (f"Fifo, the same at ticks of {TICK_S} s: CPU s of the loop", fifo_s, ""),
        ("SimPy / Fifo, the loop", simpy_s / fifo_s, "5,000"),
        (f"SimPy / Fifo, the loop at ticks of {FINE_TICK_S} s", simpy_s / fine_s, ""),
        ("SimPy / Fifo, whole processes", process_cpu_s("simpy") / fifo_process_s, "1,000"),
        (
            "SimPy / Fifo, whole processes, two hours (SimPy's extrapolated)",
            simpy_s * FULL_S / END_S / (fifo_process_s - fifo_s + two_hours_s),
            "1,000",
        ),
        ("goodput a second, mean deviation from two SimPy runs: share", statistics.fmean(deviations), "below 0.02"),
        (
            "goodput a second, mean deviation of these two runs: share",
            statistics.fmean(one_run),
            "more than the row above",
        ),
        ("first second without goodput: Fifo / SimPy", f"{_first_dead(fluid)} / {_first_dead(runs[0])}", "within 1"),
        (f"Fifo, two hours at ticks of {TICK_S} s: CPU s", two_hours_s, "below 0.5"),
        ("general tick, one population, two retries: us", tick_us(1, collapsed=True), "at most 5"),
        ("general tick, two populations: us", tick_us(2, collapsed=True), "at most 8"),
        ("quiet tick, one population: us", tick_us(1, collapsed=False), "at most 0.6"),
        ("cost of 1e7 requests a second over 1e5", cost_ratio(1e5, 1e7), "0.95 to 1.05"),
        ("mark: us", marked_us, ""),
        ("rewind by 20 000 ticks: us", rewound_us, "below 5000"),
    ]


def _first_dead(good: list[float]) -> int:
    return next(second for second, answered in enumerate(good) if answered < 1.0)


def main() -> None:
    """Print the figures, or run one side."""
    sides: dict[str, Callable[[], object]] = {"fifo": with_fifo, "simpy": with_simpy}
    if len(sys.argv) > 1:
        sides[sys.argv[1]]()
        return
    for name, value, aim in figures():
        shown = value if isinstance(value, str) else f"{value:.4g}"
        print(f"{name:<66} {shown:>12}   {aim}")


if __name__ == "__main__":
    main()
