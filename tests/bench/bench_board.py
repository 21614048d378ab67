"""What the board costs: CPU of a refresh in which every tile changes, and the first paint against a minimal Textual app.

`python -m tests.bench.bench_board` prints the figures beside their aims.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import perf_counter, process_time

from game.tui.app import NoErrorApp
from game.tui.screens.board import BoardScreen
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort

REFRESHES = 120
STARTS = 7
# An installed game has its byte code; so has this one from its second start on.
_ENVIRON = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
LARGE = (120, 36)

_MINIMAL = """
from textual.app import App
class Minimal(App):
    def on_mount(self): self.call_after_refresh(self.exit)
    def compose(self):
        from textual.widgets import Static
        yield Static("x")
Minimal().run(headless=True, size=(120, 36))
"""
_BOARD = """
from game.tui.app import NoErrorApp
from tests.tui.fake_port import FakePort
class Once(NoErrorApp):
    def on_ready(self): self.screen.call_after_refresh(self.exit)
Once((), lambda level: FakePort("dns"), first="x", theme="dark").run(headless=True, size=(120, 36))
"""


async def _refreshes(change: bool) -> list[float]:
    """Milliseconds of CPU of each refresh; without `change` that of looking and finding nothing new."""
    port = FakePort("dns")
    app = NoErrorApp(levels(), lambda level: port, first="empty-answer", theme="dark")
    spent = []
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        for _ in range(REFRESHES):
            if change:
                port.tick()
            begin = process_time()
            screen.look()
            await pilot.pause()
            spent.append((process_time() - begin) * 1000)
    return spent


def _start(program: str) -> tuple[float, float]:
    """Seconds from starting an interpreter to its end, right after the first paint: on the wall, and of CPU."""
    before = getrusage(RUSAGE_CHILDREN)
    begin = perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.DEVNULL, env=_ENVIRON)
    wall = perf_counter() - begin
    after = getrusage(RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _first_paints() -> tuple[tuple[float, float], tuple[float, float]]:
    """The best of several starts (wall, CPU) of the minimal app and of the board: the rest is the machine's doing."""
    _start(_BOARD)
    pairs = [(_start(_MINIMAL), _start(_BOARD)) for _ in range(STARTS)]
    minimal, board = zip(*pairs, strict=True)
    walls = (min(wall for wall, _ in minimal), min(wall for wall, _ in board))
    cpus = (min(cpu for _, cpu in minimal), min(cpu for _, cpu in board))
    return (walls[0], cpus[0]), (walls[1], cpus[1])


def figures() -> list[tuple[str, float | str, str]]:
    """(name, value, aim) of everything measured here."""
    busy = asyncio.run(_refreshes(change=True))
    idle = median(asyncio.run(_refreshes(change=False)))
    late = sorted(busy)[int(len(busy) * 0.95)]
    minimal, board = _first_paints()
    return [
        ("board refresh, all tiles, 120x36, CPU ms, median", round(median(busy) - idle, 2), "5"),
        ("board refresh, all tiles, 120x36, CPU ms, 95th of 100", round(late - idle, 2), "8"),
        ("first paint, s", round(board[0], 3), "-"),
        ("first paint of a minimal Textual app, s", round(minimal[0], 3), "-"),
        ("first paint, ratio of time", round(board[0] / minimal[0], 2), "1.3"),
        ("first paint, ratio of CPU", round(board[1] / minimal[1], 2), "1.3"),
    ]


def main() -> None:
    """Print the figures."""
    for name, value, aim in figures():
        print(f"{name:<56}{value:>8}  aim {aim}")


if __name__ == "__main__":
    main()
