"""The longest night as a whole process, and how the cost of a tick grows with the region and does not with its fleet."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from game.engine.hours import BLOCK
from game.engine.mechanism import ComponentSpec
from game.engine.mechanisms import KINDS
from game.engine.mechanisms.leases import LeasesSpec
from game.engine.mechanisms.service import ClientSpec, NeedSpec, ServiceSpec
from game.engine.region import FaultSpec, Region, RegionPlan

Row = tuple[str, float | str, str]

LEVEL, SCRIPT = "long-night", Path("levels/long-night.history.script")
CHAIN = 10
"""Services in a chain of needs."""


def figures() -> list[Row]:
    """One after the other."""
    return [*_whole_night(), *_size(), *_fleet()]


# A whole night.


def _used(command: list[str]) -> tuple[float, float]:
    """CPU seconds of a finished process, and the most memory that it held, in MB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return used.ru_utime + used.ru_stime, used.ru_maxrss / unit


def night(level: str = LEVEL, script: Path = SCRIPT) -> list[str]:
    """The command that plays a level's script to its end."""
    return [sys.executable, "-m", "game", "run", level, "--json", "--script", str(script)]


def _whole_night() -> list[Row]:
    commands = {
        "pass": [sys.executable, "-c", "pass"],
        "start": [sys.executable, "-m", "game", "check", LEVEL],
        "night": night(),
    }
    cpu: dict[str, list[float]] = {name: [] for name in commands}
    memory = 0.0
    for _ in range(5):
        for name, command in commands.items():
            seconds, peak = _used(command)
            cpu[name].append(seconds)
            memory = max(memory, peak) if name == "night" else memory
    middle = {name: statistics.median(values) for name, values in cpu.items()}
    return [
        (f"run {LEVEL}, published actions: CPU s", middle["night"], "0.8"),
        (f"run {LEVEL}, published actions: times python -c pass", middle["night"] / middle["pass"], ""),
        (f"run {LEVEL}, published actions: times check {LEVEL}", middle["night"] / middle["start"], ""),
        (f"run {LEVEL}, published actions: memory, MB", memory, "150"),
    ]


# A region of any size.


def _services(count: int) -> tuple[ComponentSpec, ...]:
    """Chains of needs; every service has two kinds of client."""
    client = ClientSpec(rate_per_s=1000.0, swing=0.02)
    return tuple(
        [
            ServiceSpec(
                id=f"s{number}",
                capacity_per_s=5000.0,
                bound=20000.0,
                clients={"public": client, "internal": client},
                needs={f"s{number - 1}": NeedSpec(share=0.5)} if number % CHAIN else {},
            )
            for number in range(count)
        ]
    )


def region(components: tuple[ComponentSpec, ...], *faults: FaultSpec) -> Region:
    """A region of these components, for an hour and more."""
    plan = RegionPlan(name="bench", tick_s=5, start_s=0, zero_s=0, components=components, faults=faults)
    return Region(plan, 1, KINDS)


def _per_service(count: int, *, outage: bool) -> float:
    """Microseconds a tick and service, in which the heads of all chains answer half of what comes, or all is well."""
    heads = range(0, count, CHAIN)
    broken = [
        FaultSpec(id=f"f{n}", component=f"s{n}", effect="faulty", from_s=0, until_s=10**6, value=0.5) for n in heads
    ]
    made = region(_services(count), *(broken if outage else ()))
    began = time.process_time()
    for _ in range(1, BLOCK):  # what is worked out ahead is used up
        made.step()
    return (time.process_time() - began) / (BLOCK - 1) / count * 1e6


def _size() -> list[Row]:
    rows: list[Row] = []
    for name, outage in (("calm", False), ("outage", True)):
        taken: dict[int, list[float]] = {10: [], 100: [], 1000: []}
        for _ in range(5):
            for count, values in taken.items():
                values.append(_per_service(count, outage=outage))
        middle = {count: statistics.median(values) for count, values in taken.items()}
        rows += [
            (f"a tick of one of 100 services, {name}: us", middle[100], ""),
            (f"the same in a region of 10: times that, {name}", middle[10] / middle[100], ""),
            (f"the same in a region of 1,000: times that, {name}", middle[1000] / middle[100], "1.2"),
        ]
    return rows


# A fleet of any size.


def _fleet_night(hosts: float) -> float:
    """CPU seconds of a lease manager whose store is away for an hour, and what comes after."""
    store = ServiceSpec(
        id="store",
        capacity_per_s=10.0 * hosts,
        bound=10.0 * hosts,
        clients={"internal": ClientSpec(rate_per_s=0.01 * hosts)},
    )
    leases = LeasesSpec(id="leases", hosts=hosts, store="store", capacity_per_s=0.002 * hosts)
    away = FaultSpec(id="away", component="store", effect="faulty", from_s=600, until_s=4200, value=1.0)
    made = region((store, leases), away)
    began = time.process_time()
    for _ in range(2880):
        made.step()
    return time.process_time() - began


def _fleet() -> list[Row]:
    few, many = [], []
    for _ in range(9):
        few.append(_fleet_night(1e5))
        many.append(_fleet_night(1e7))
    ratio = statistics.median([more / less for more, less in zip(many, few, strict=True)])
    return [("leases: cost of 1e7 hosts over 1e5", ratio, "0.95 to 1.05")]


if __name__ == "__main__":
    for row in figures():
        print(*row)
