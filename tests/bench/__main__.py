"""Every measurement of the game, as ratios in one run: `python -m tests.bench`, or `make bench`.

Each module beside this one that is called `bench_*` has a function `figures()` that returns rows of (name, value, aim).
"""

from __future__ import annotations

import importlib
import pkgutil
import platform
import sys
import time

import tests.bench


def main() -> int:
    """Print one table; the names of benches as arguments choose some of them."""
    wanted = sys.argv[1:]
    print(f"Python {platform.python_version()}, {platform.machine()}. Ratios are within one run; machines differ.")
    for found in sorted(pkgutil.iter_modules(tests.bench.__path__), key=lambda module: module.name):
        if not found.name.startswith("bench_") or (wanted and found.name.removeprefix("bench_") not in wanted):
            continue
        began = time.perf_counter()
        rows = importlib.import_module(f"tests.bench.{found.name}").figures()
        print(f"\n{found.name.removeprefix('bench_')} ({time.perf_counter() - began:.0f} s)")
        for name, value, aim in rows:
            shown = f"{value:.3g}" if isinstance(value, float) else str(value)
            print(f"  {name:<66} {shown:>12}   {aim}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
