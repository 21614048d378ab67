"""Every measurement of the game, as ratios in one run: `make bench`, or `python -m tests.bench [NAME ...] [--write]`.

Each module beside this one that is called `bench_*` has a function `figures()` that returns rows of (name, value, aim).
`--write` puts the tables into docs/performance.md, between its markers.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import platform
import sys
import time
from pathlib import Path

import tests.bench

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"

Table = tuple[str, list[tuple[str, str, str]]]


def tables(wanted: list[str]) -> list[Table]:
    """Run the benches (all, or those named) and print each as it is done."""
    done: list[Table] = []
    for found in sorted(pkgutil.iter_modules(tests.bench.__path__), key=lambda module: module.name):
        name = found.name.removeprefix("bench_")
        if name == found.name or (wanted and name not in wanted):
            continue
        began = time.perf_counter()
        measured = importlib.import_module(f"tests.bench.{found.name}").figures()
        rows = [(what, value if isinstance(value, str) else f"{value:.3g}", aim) for what, value, aim in measured]
        print(f"\n{name} ({time.perf_counter() - began:.0f} s)")
        for what, value, aim in rows:
            print(f"  {what:<70} {value:>12}   {aim}")
        done.append((name, rows))
    return done


def as_markdown(done: list[Table], before: str = "") -> str:
    """The tables for the page; those that were not measured now stay as they were `before`."""
    sections = {part.partition("\n")[0]: f"### {part.strip()}" for part in before.split("### ")[1:]}
    for name, rows in done:
        lines = [f"### {name}", "", "| figure | measured | aim |", "|---|---:|---|"]
        sections[name] = "\n".join([*lines, *[f"| {what} | {value} | {aim} |" for what, value, aim in rows]])
    machine = f"Python {platform.python_version()} on {platform.machine()}, {os.cpu_count()} cores."
    return "\n\n".join([machine, *[sections[name] for name in sorted(sections)]])


def main() -> int:
    """Measure, print, and write the page if asked to."""
    words = sys.argv[1:]
    print(f"Python {platform.python_version()}, {platform.machine()}. Ratios are within one run; machines differ.")
    done = tables([word for word in words if not word.startswith("-")])
    if "--write" in words:
        page = PAGE.read_text(encoding="utf-8")
        head, tail = page[: page.index(BEGIN) + len(BEGIN)], page[page.index(END) :]
        before = page[len(head) : -len(tail)]
        PAGE.write_text(f"{head}\n{as_markdown(done, before)}\n{tail}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
