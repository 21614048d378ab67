"""The board on a made-up seat whose tiles change four times a second, three of ten at a time. `bench_terminal` runs it."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

from game.tui.app import NoErrorApp
from tests.tui.fake_port import FakePort

CHANGES_A_SECOND = 4


class ChangingPort(FakePort):
    """Every quarter of a second, three of ten tiles have a new reading."""

    def __init__(self) -> None:
        super().__init__("dns")
        self._turn = 0
        self._next = monotonic()

    def advance(self, now: float) -> None:
        """Change what is due."""
        while now >= self._next:
            self._next += 1 / CHANGES_A_SECOND
            self._turn += 1
            tiles = tuple(
                replace(tile, spark=(*tile.spark[1:], tile.spark[0]), value=tile.value and tile.value * 1.01)
                if (place + self._turn) % 10 < 3
                else tile
                for place, tile in enumerate(self.now_showing.tiles)
            )
            self.change(second=self.now_showing.second + 1, tiles=tiles)


if __name__ == "__main__":
    NoErrorApp((), lambda *_: ChangingPort(), first="x", theme="dark").run()
