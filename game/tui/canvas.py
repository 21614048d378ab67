"""A grid of cells that a zone paints into once per state, and that hands out Textual strips line by line.

Painting records every text that ran past the edge or over other text, so that a test can prove that nothing is cut.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip


@dataclass(frozen=True, slots=True)
class Flaw:
    """A text that did not fit (`kind` "clip") or hid another one (`kind` "overlap")."""

    kind: str
    x: int
    y: int
    text: str


class Canvas:
    """Cells of (character, look). A look is "token", "token on ground", with "bold", "underline", "italic" before it.

    Texts must be one cell a character: everything that the board draws is WGL4 or ASCII; text of others goes through
    `game.engine.text.clean` first.
    """

    def __init__(self, width: int, height: int, look: str = "fg on bg") -> None:
        self.width = width
        self.height = height
        self.flaws: list[Flaw] = []
        self._ground = look
        self._chars = [[" "] * width for _ in range(height)]
        self._looks = [[look] * width for _ in range(height)]
        self._inked = [[False] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str, look: str = "fg", *, over: bool = False) -> int:
        """Write `text` with its first cell at x, y; return the x behind it. `over` allows to hide what stands there.

        A look without " on " keeps the ground of each cell.
        """
        if not text:
            return x
        end = x + len(text)
        if not 0 <= y < self.height or x < 0 or end > self.width:
            self.flaws.append(Flaw("clip", x, y, text))
            if not 0 <= y < self.height:
                return end
        chars, looks, inked = self._chars[y], self._looks[y], self._inked[y]
        hidden = False
        for offset, char in enumerate(text):
            cell = x + offset
            if not 0 <= cell < self.width:
                continue
            if char != " ":
                hidden = hidden or inked[cell]
                inked[cell] = True
            chars[cell] = char
            looks[cell] = look if " on " in look else f"{look} on {looks[cell].rsplit(' on ', 1)[1]}"
        if hidden and not over:
            self.flaws.append(Flaw("overlap", x, y, text))
        return end

    def right(self, end: int, y: int, text: str, look: str = "fg", *, over: bool = False) -> int:
        """Write `text` so that it ends before column `end`; return the column where it begins."""
        self.put(end - len(text), y, text, look, over=over)
        return end - len(text)

    def fill(self, x: int, y: int, width: int, height: int, ground: str) -> None:
        """Give a rectangle another ground, keeping its text."""
        for row in range(max(0, y), min(self.height, y + height)):
            looks = self._looks[row]
            for cell in range(max(0, x), min(self.width, x + width)):
                looks[cell] = f"{looks[cell].rsplit(' on ', 1)[0]} on {ground}"

    def text_line(self, y: int) -> str:
        """Line `y` as plain text, for snapshots in tests and for exports."""
        return "".join(self._chars[y])

    def looks_line(self, y: int) -> list[str]:
        """The looks of line `y`, one per cell, for colour budgets in tests."""
        return self._looks[y]

    def same_line(self, other: Canvas, y: int) -> bool:
        """Whether line `y` is the same on both canvases: then it need not be sent again."""
        return self._chars[y] == other._chars[y] and self._looks[y] == other._looks[y]

    def strip(self, y: int, style: Callable[[str], Style]) -> Strip:
        """Line `y` as a strip of merged segments; `style` turns a look into a Rich style (and caches it)."""
        segments: list[Segment] = []
        chars, looks = self._chars[y], self._looks[y]
        start = 0
        for cell in range(1, self.width + 1):
            if cell == self.width or looks[cell] != looks[start]:
                segments.append(Segment("".join(chars[start:cell]), style(looks[start])))
                start = cell
        return Strip(segments, self.width)
