"""Letters over what can be clicked, and which letters these are."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice, product

from game.tui.canvas import Canvas, Target

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The home row first."""
_PREFIXES = 3
"""Letters that begin a pair as soon as one letter each is not enough: always as many, so that letters stay where they are."""

_TILE = "select "
"""How the command of a tile begins."""

Chip = tuple[int, int, str]
"""Column, line, letters."""


def codes(count: int) -> list[str]:
    """As many letters or pairs as there are targets; none of them is the beginning of another one."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    prefixes = _PREFIXES
    while len(LETTERS) - prefixes + prefixes * len(LETTERS) < count and prefixes < len(LETTERS):
        prefixes += 1
    cut = len(LETTERS) - prefixes
    pairs = ("".join(pair) for pair in product(LETTERS[cut:], LETTERS))
    return [*LETTERS[:cut], *islice(pairs, max(0, count - cut))]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a chip can stand for a target: its first cell that no other target hides."""

    x: int
    y: int
    command: str


def spots(canvas: Canvas) -> list[Spot]:
    """One spot for each thing that a click on this canvas can mean, from the top left to the bottom right."""
    found = [spot for target in canvas.targets if (spot := _spot(canvas, target)) is not None]
    first: dict[str, Spot] = {}
    for spot in sorted(found, key=lambda spot: (spot.y, spot.x)):
        first.setdefault(spot.command, spot)
    return list(first.values())


def _spot(canvas: Canvas, target: Target) -> Spot | None:
    for y in range(max(0, target.y), min(canvas.height, target.y + target.height)):
        for x in range(max(0, target.x), min(canvas.width, target.x + target.width)):
            if canvas.command_at(x, y) == target.command:
                return Spot(x, y, target.command)
    return None


def placed(canvas: Canvas, spot: Spot, letters: int, taken: set[tuple[int, int]]) -> int:
    """The column in which so many letters hide least: over blanks before the target, else over its own first cells."""
    line = canvas.text_line(spot.y)
    last = spot.x + 1
    if spot.command.startswith(_TILE):  # a blank within it is better than the sign of its state
        while last < canvas.width and canvas.command_at(last, spot.y) == spot.command:
            last += 1
        last -= letters - 1
    wanted = range(max(0, spot.x - letters), max(1, min(last, canvas.width - letters + 1)))

    def hides(x: int) -> tuple[float, int]:
        cells = range(x, x + letters)
        clash = sum((cell, spot.y) in taken for cell in cells)
        sign = spot.command.startswith(_TILE) and spot.x + 1 in cells
        return 100 * clash + 3 * sign + sum(line[cell] not in " " for cell in cells), abs(x - spot.x)

    return min(wanted, key=hides, default=max(0, min(spot.x, canvas.width - letters)))


def chipped(canvas: Canvas, chips: Sequence[Chip]) -> Canvas:
    """A copy of a canvas with letters over it, in the player's hue."""
    copy = deepcopy(canvas)
    for x, y, text in chips:
        left = max(0, min(x, copy.width - len(text)))
        copy.put(left, y, text[: copy.width], "bold reverse you on bg", over=True)
    return copy
