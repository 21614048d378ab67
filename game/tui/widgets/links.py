"""Links: the names of services that stand in a line of text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from game.session.view.board import Tile


@dataclass(frozen=True, slots=True)
class Link:
    """The cells from `start` to `end` of a line name a component."""

    start: int
    end: int
    component: str


class Links:
    """Knows what the components of a board are called: on its tiles, and where one types."""

    def __init__(self, tiles: Iterable[Tile] = ()) -> None:
        self.names: dict[str, str] = {}
        self._spelled: dict[str, str] = {}
        for tile in tiles:
            self.names[tile.component] = tile.name
            for name in (tile.component, tile.name, tile.short):
                self._spelled.setdefault(name, tile.component)
        longest_first = sorted(filter(None, self._spelled), key=len, reverse=True)
        # A name inside of a longer word or of a domain name is something else.
        names = "|".join(map(re.escape, longest_first)) or "(?!)"
        self._pattern = re.compile(rf"(?<![\w.-])(?:{names})(?![\w-]|\.\w)")
        self.find = lru_cache(maxsize=4096)(self._find)

    def _find(self, text: str) -> tuple[Link, ...]:
        """Every name in a text, from left to right."""
        return tuple(
            Link(match.start(), match.end(), self._spelled[match.group()]) for match in self._pattern.finditer(text)
        )
