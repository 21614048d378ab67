"""What the board costs: CPU of a refresh in which every tile changes.

`python -m tests.bench.bench_board` prints the figures beside their aims.
"""

from __future__ import annotations

import asyncio
from statistics import median
from time import process_time

from game.tui.app import NoErrorApp
from game.tui.screens.board import BoardScreen
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort

REFRESHES = 120
LARGE = (120, 36)


async def _refreshes(change: bool) -> list[float]:
    """Milliseconds of CPU of each refresh; without `change` that of looking and finding nothing new."""
    port = FakePort("dns")
    app = NoErrorApp(levels(), lambda *_: port, first="empty-answer", theme="dark")
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


def figures() -> list[tuple[str, float | str, str]]:
    """(name, value, aim) of everything measured here."""
    busy = asyncio.run(_refreshes(change=True))
    idle = median(asyncio.run(_refreshes(change=False)))
    late = sorted(busy)[int(len(busy) * 0.95)]
    return [
        ("board refresh, all tiles, 120x36, CPU ms, median", round(median(busy) - idle, 2), "5"),
        ("board refresh, all tiles, 120x36, CPU ms, 95th of 100", round(late - idle, 2), "8"),
        ("a look that finds nothing new, CPU ms, median", round(idle, 2), "-"),
    ]


def main() -> None:
    """Print the figures."""
    for name, value, aim in figures():
        print(f"{name:<56}{value:>8}  aim {aim}")


if __name__ == "__main__":
    main()
