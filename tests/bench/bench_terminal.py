"""What the game costs in a real terminal: CPU at rest and at x60, bytes on the wire, from a key to the cell, memory."""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.bench_start import MINIMAL
from tests.terminal.pty_game import PtyGame

SIZE = (120, 36)
PLAY = ("-m", "game", "play", "everyone-at-once")
"""A night that begins in the middle of an incident."""
WATCHED_S = 12.0
PRESSES = 120
ROOT = Path(__file__).resolve().parents[2]


def _environ(home: str) -> dict[str, str]:
    return {"NOERROR_HOME": home, "PYTHONPATH": str(ROOT), "LANG": os.environ.get("LANG", "C.UTF-8")}


def _share(game: PtyGame) -> tuple[float, float]:
    """Share of one core and bytes a second, over a while."""
    cpu, sent = game.cpu_s(), game.bytes
    game.watch(WATCHED_S)
    return (game.cpu_s() - cpu) / WATCHED_S, (game.bytes - sent) / WATCHED_S


def _board(game: PtyGame) -> list[str]:
    """The cells of the board."""
    return [line[:80] for line in game.screen.display[2:25]]


def _differs(before: list[str], game: PtyGame) -> bool:
    return _board(game) != before


def _delays(game: PtyGame) -> list[float]:
    """Milliseconds from a key that moves the selection to the first changed cell of the board, key by key."""
    delays = []
    for number in range(PRESSES):
        before = _board(game)
        pressed = game.press("\x1b[C" if number % 8 < 4 else "\x1b[D")
        changed = game.wait_for(partial(_differs, before), 5.0)
        delays.append((changed - pressed) * 1000)
        game.watch(0.06)
    return sorted(delays)


def figures() -> list[tuple[str, float | str, str]]:
    """(name, value, aim) of everything measured here."""
    with tempfile.TemporaryDirectory() as home:
        Path(home, "settings.toml").write_text("slow_on_page = false\n", encoding="utf-8")
        with PtyGame(PLAY, SIZE, _environ(home)) as game:
            game.wait_for(lambda it: it.says("FOUNDATION"), 60.0)
            game.press(" ")
            game.watch(3.0)
            idle, _ = _share(game)
            delays = _delays(game)
            memory = game.memory_mb()
            game.press(" ")
            game.watch(1.0)
            slow, _ = _share(game)
            game.press("++")
            game.watch(1.0)
            fast, fast_bytes = _share(game)
            later = game.memory_mb()
        with PtyGame(("-m", "tests.bench.wire"), SIZE, _environ(home)) as game:
            game.wait_for(lambda it: it.says("FOUNDATION"), 60.0)
            game.watch(2.0)
            _, wire = _share(game)
        with PtyGame(("-c", MINIMAL), SIZE, _environ(home)) as game:
            game.watch(3.0)
            minimal = game.memory_mb()
    return [
        ("at rest (paused), share of a core", round(idle, 4), "0.03"),
        ("at x1 in an incident, share of a core", round(slow, 4), "-"),
        ("at x60 in an incident, share of a core", round(fast, 4), "0.12"),
        ("at x60 in an incident, kB/s on the wire", round(fast_bytes / 1000, 1), "-"),
        ("30 % of the tiles changing at 4 Hz, kB/s on the wire", round(wire / 1000, 1), "20"),
        ("key to changed cell, ms, median", round(median(delays), 1), "30"),
        ("key to changed cell, ms, 95th of 100", round(delays[int(len(delays) * 0.95)], 1), "60"),
        ("memory on the board, MB", round(memory, 1), "60"),
        ("memory after a quarter of an hour at x60, MB", round(later, 1), "-"),
        ("memory of a minimal Textual app, MB", round(minimal, 1), "-"),
    ]


def main() -> None:
    """Print the figures."""
    for name, value, aim in figures():
        print(f"{name:<56}{value:>8}  aim {aim}")


if __name__ == "__main__":
    main()
