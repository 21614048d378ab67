"""How long it takes to the first whole picture, in a real terminal, against a minimal Textual app: wall time and CPU.

Each start of the game stands beside a start of the minimal app right before it, and what counts is the median of the ratios:
a shared machine is now quick and now slow, but two neighbours have about the same share of it.
`python -m tests.bench.bench_start` prints the figures beside their aims.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.terminal.pty_game import PtyGame

SIZE = (120, 36)
PAIRS = 11
ROOT = Path(__file__).resolve().parents[2]

MINIMAL = """
from textual.app import App
class Minimal(App):
    def compose(self):
        from textual.widgets import Static
        yield Static("MINIMAL")
Minimal().run()
"""
_BOARD = """
import gc
gc.disable()  # as the game starts
from game.tui.app import NoErrorApp
from tests.tui.fake_port import FakePort
NoErrorApp((), lambda *_: FakePort("dns"), first="x", theme="dark").run()
"""
_STARTS = {
    "the board alone, on a made-up seat": (("-c", _BOARD), "FOUNDATION"),
    "the title": (("-m", "game"), "Take the pager"),
    "play empty-answer": (("-m", "game", "play", "empty-answer"), "FOUNDATION"),
}
"""What is started, and a word that stands on its first whole picture."""
_AIMS = {"the board alone, on a made-up seat": "1.3", "the title": "1.3"}

Taken = tuple[float, float]
"""Seconds on the wall, and of CPU."""


def _cpu_s(pid: int) -> float:
    """CPU of all threads of a process so far, without those that it started."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def _start(arguments: tuple[str, ...], word: str, environ: dict[str, str]) -> Taken:
    """Start a program and wait for its picture."""
    began = time.perf_counter()
    with PtyGame(arguments, SIZE, environ) as game:
        seen = game.wait_for(lambda it: it.says(word), 60.0)
        return seen - began, _cpu_s(game.pid)


def figures() -> list[tuple[str, float | str, str]]:
    """(name, value, aim) of everything measured here."""
    rows: list[tuple[str, float | str, str]] = []
    with tempfile.TemporaryDirectory() as home:
        environ = {"NOERROR_HOME": home, "PYTHONPATH": str(ROOT), "LANG": os.environ.get("LANG", "C.UTF-8")}
        minimal = ("-c", MINIMAL), "MINIMAL", environ
        best = min(_start(*minimal)[0] for _ in range(PAIRS))
        rows.append(("first paint of a minimal Textual app, s", round(best, 3), "-"))
        for name, (arguments, word) in _STARTS.items():
            _start(arguments, word, environ)  # from its second start on it has its byte code, as an installed game has
            pairs = [(_start(*minimal), _start(arguments, word, environ)) for _ in range(PAIRS)]
            wall = median([game[0] / other[0] for other, game in pairs])
            cpu = median([game[1] / other[1] for other, game in pairs])
            aim = _AIMS.get(name, "-")
            rows.append((f"first paint of {name}, s", round(min(game[0] for _, game in pairs), 3), "-"))
            rows.append((f"first paint of {name}, times the minimal app's time", round(wall, 2), aim))
            rows.append((f"first paint of {name}, times the minimal app's CPU", round(cpu, 2), aim))
    return rows


def main() -> None:
    """Print the figures."""
    for name, value, aim in figures():
        print(f"{name:<76}{value:>8}  aim {aim}")


if __name__ == "__main__":
    main()
