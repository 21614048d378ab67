"""A night without a screen, as a whole process, against a Python that does nothing."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

Row = tuple[str, float | str, str]


def _cpu_s(command: list[str]) -> float:
    """CPU seconds of a finished process and its children."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime


def figures() -> list[Row]:
    """Medians of five runs each, taken in turn."""
    nothing = [sys.executable, "-c", "pass"]
    run = [sys.executable, "-m", "game", "run", "empty-answer", "--json", "--script"]
    history = [*run, "levels/empty-answer.history.script"]
    reference = [*run, "levels/empty-answer.reference.script"]
    check = [sys.executable, "-m", "game", "check", "levels/empty-answer.toml"]
    taken: dict[str, list[float]] = {"pass": [], "history": [], "reference": [], "check": []}
    for _ in range(5):
        taken["pass"].append(_cpu_s(nothing))
        taken["history"].append(_cpu_s(history))
        taken["reference"].append(_cpu_s(reference))
        taken["check"].append(_cpu_s(check))
    middle = {name: statistics.median(values) for name, values in taken.items()}
    return [
        ("run empty-answer, published actions: CPU s", middle["history"], ""),
        ("run empty-answer, published actions: times python -c pass", middle["history"] / middle["pass"], ""),
        ("run empty-answer, reference play: times python -c pass", middle["reference"] / middle["pass"], ""),
        ("check empty-answer: times python -c pass", middle["check"] / middle["pass"], ""),
        *_ticks(),
    ]


def _ticks() -> list[Row]:
    """The cost of a tick of the whole region, calm and in the outage."""
    from game.content.load import load_level
    from game.engine.mechanisms import KINDS
    from game.engine.region import Region

    scenario = load_level("empty-answer")
    region = Region(scenario.region, 1, KINDS)
    rows: list[Row] = []
    for name, until in (("calm", -20), ("outage", 7200)):
        began, ticks = time.process_time(), 0
        while region.second < until:
            region.step()
            ticks += 1
        rows.append(
            (f"one tick of {len(region.order)} components, {name}: us", (time.process_time() - began) / ticks * 1e6, "")
        )
    return rows


if __name__ == "__main__":
    for row in figures():
        print(*row)
