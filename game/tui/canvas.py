"""A grid of cells that a zone paints into once per state, and that hands out Textual strips line by line.

Painting records every text that ran past the edge or over other text, so that a test can prove that nothing is cut.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_WORTH_JUMPING = 4
"""Equal cells over which it is worth to move the cursor instead of sending them."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A text that did not fit (`kind` "clip") or hid another one (`kind` "overlap")."""

    kind: str
    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """A rectangle that can be clicked; `command` is for the zone that painted it, such as "select dynamodb"."""

    x: int
    y: int
    width: int
    height: int
    command: str


@lru_cache(maxsize=4096)
def _tame_char(char: str) -> str:
    return char if cell_len(char) == 1 and not category(char).startswith("C") else "?"


def tame(text: str) -> str:
    """`text` with one cell a character: controls, direction marks, combining marks and wide characters become "?"."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_tame_char, text))


class Canvas:
    """Cells of (character, look). A look is "token", "token on ground", with "bold", "underline", "italic" before it.

    Every character takes one cell: everything that the board draws is WGL4 or ASCII, and whatever else is handed in is
    tamed.
    """

    def __init__(self, width: int, height: int, look: str = "fg on bg") -> None:
        self.width = width
        self.height = height
        self.flaws: list[Flaw] = []
        self.targets: list[Target] = []
        ink, _, ground = look.partition(" on ")
        self._chars = [[" "] * width for _ in range(height)]
        self._inks = [[ink] * width for _ in range(height)]
        self._grounds = [[ground or "bg"] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, look: str = "fg", *, over: bool = False) -> int:
        """Write `text` with its first cell at x, y; return the x behind it. `over` allows to hide what stands there.

        A look without " on " keeps the ground of each cell.
        """
        if not text:
            return x
        text = tame(text)
        end = behind = x + len(text)
        if not 0 <= y < self.height or x < 0 or end > self.width:
            self.flaws.append(Flaw("clip", x, y, text))
            if not 0 <= y < self.height or end <= 0 or x >= self.width:
                return behind
            text = text[max(0, -x) : self.width - x]
            x, end = max(0, x), min(end, self.width)
        chars = self._chars[y]
        under = "".join(chars[x:end])
        if not over and not under.isspace() and any(o != " " and n != " " for o, n in zip(under, text, strict=True)):
            self.flaws.append(Flaw("overlap", x, y, text))
        ink, _, ground = look.partition(" on ")
        chars[x:end] = text
        self._inks[y][x:end] = [ink] * (end - x)
        if ground:
            self._grounds[y][x:end] = [ground] * (end - x)
        return behind

    def right(self, end: int, y: int, text: str, look: str = "fg", *, over: bool = False) -> int:
        """Write `text` so that it ends before column `end`; return the column where it begins."""
        self.put(end - len(text), y, text, look, over=over)
        return end - len(text)

    def fill(self, x: int, y: int, width: int, height: int, ground: str) -> None:
        """Give a rectangle another ground, keeping its text."""
        left, right = max(0, x), min(self.width, x + width)
        for row in range(max(0, y), min(self.height, y + height)):
            self._grounds[row][left:right] = [ground] * max(0, right - left)

    def stamp(self, x: int, y: int, other: Canvas) -> None:
        """Copy another canvas onto this one, with its flaws; what could be clicked on it cannot be here."""
        if x < 0 or y < 0 or x + other.width > self.width or y + other.height > self.height:
            self.flaws.append(Flaw("clip", x, y, other.text_line(0)))
            return
        for row in range(other.height):
            self._chars[y + row][x : x + other.width] = other._chars[row]
            self._inks[y + row][x : x + other.width] = other._inks[row]
            self._grounds[y + row][x : x + other.width] = other._grounds[row]
        self.flaws += other.flaws

    def aim(self, x: int, y: int, width: int, height: int, command: str) -> None:
        """Let a click on a rectangle mean `command`; the newest one on top."""
        self.targets.append(Target(x, y, width, height, command))

    def command_at(self, x: int, y: int) -> str:
        """What a click on a cell means, or ""."""
        for target in reversed(self.targets):
            if target.x <= x < target.x + target.width and target.y <= y < target.y + target.height:
                return target.command
        return ""

    def text_line(self, y: int) -> str:
        """Line `y` as plain text, for snapshots in tests and for exports."""
        return "".join(self._chars[y])

    def same_line(self, other: Canvas, y: int) -> bool:
        """Whether line `y` is the same on both canvases: then it need not be sent again."""
        return (
            self._chars[y] == other._chars[y]
            and self._inks[y] == other._inks[y]
            and self._grounds[y] == other._grounds[y]
        )

    def changed_spans(self, other: Canvas, y: int) -> list[tuple[int, int]]:
        """The stretches of line `y` that differ from another canvas of the same size, as (first column, column behind).

        Stretches with only a few equal cells between them are one: moving the cursor costs about as much as those cells.
        """
        spans: list[tuple[int, int]] = []
        ours = zip(self._chars[y], self._inks[y], self._grounds[y], strict=True)
        theirs = zip(other._chars[y], other._inks[y], other._grounds[y], strict=True)
        for x, (one, two) in enumerate(zip(ours, theirs, strict=True)):
            if one != two:
                if spans and x - spans[-1][1] <= _WORTH_JUMPING:
                    spans[-1] = (spans[-1][0], x + 1)
                else:
                    spans.append((x, x + 1))
        return spans

    def strip(self, y: int, style: Callable[[str], Style]) -> Strip:
        """Line `y` as a strip of merged segments; `style` turns a look into a Rich style (and caches it)."""
        text, inks, grounds = "".join(self._chars[y]), self._inks[y], self._grounds[y]
        beside = enumerate(zip(inks, inks[1:], grounds, grounds[1:], strict=False), 1)
        ends = [cell for cell, (ink, next_ink, ground, below) in beside if ink != next_ink or ground != below]
        starts = [0, *ends] if self.width else []
        segments = [
            Segment(text[start:end], style(f"{inks[start]} on {grounds[start]}"))
            for start, end in zip(starts, [*ends, self.width], strict=False)
        ]
        return Strip(segments, self.width)
