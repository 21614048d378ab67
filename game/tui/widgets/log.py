"""The console's log: what was typed, what was answered, what the team saw pass by."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import ClassVar

from textual import events

from game.session.view.board import FeedEntry
from game.session.view.console import Line, Span, Tone
from game.tui.canvas import Canvas, tame
from game.tui.paint.text import shorten
from game.tui.theme import tone_look
from game.tui.widgets.board_view import WIDE
from game.tui.widgets.zone import Zone

_EMPTY = "/ types, tab completes, help lists the words. Looking costs nothing."
KEPT = 2000  # lines; a night of typing is a few hundred


def fold(line: Line, width: int) -> list[Line]:
    """A line as lines of at most `width` cells, broken between words where there are some."""
    if sum(len(span.text) for span in line) <= width or width <= 0:
        return [line]
    text = "".join(span.text for span in line)
    indent = min(len(text) - len(text.lstrip(" ")), width // 2)
    folded: list[Line] = []
    current: list[Span] = []
    used = 0
    for span in line:
        rest = tame(span.text)
        while len(rest) > width - used:
            cut = rest.rfind(" ", 0, width - used + 1)
            if cut <= 0 and used > indent:
                cut = 0
            elif cut <= 0:
                cut = width - used
            if rest[:cut]:
                current.append(Span(rest[:cut], span.tone, span.underline))
            folded.append(tuple(current))
            current, used = ([Span(" " * indent)] if indent else []), indent
            rest = rest[cut:].lstrip(" ") if cut < len(rest) else ""
        if rest:
            current.append(Span(rest, span.tone, span.underline))
            used += len(rest)
    if used > indent or not folded:
        folded.append(tuple(current))
    return folded


class Log(Zone):
    """Lines that scroll. It stays at the newest unless somebody scrolled up; the heading says how much is below."""

    DEFAULT_CSS: ClassVar[str] = "Log { height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: deque[Line] = deque(maxlen=KEPT)
        self._folded: list[Line] = []
        self._folded_width = 0
        self._back = 0  # lines between the bottom and the newest
        self._top: list[Line] = []  # what was added last and is to be read from its first line on
        self.typing = False

    def add(self, lines: Iterable[Line], *, follow: bool = True, from_top: bool = False) -> None:
        """Append lines. `follow` jumps to the newest; else a log that was scrolled up stays where it is.

        With `from_top`, what was added is shown from its first line on, however long it is.
        """
        new = list(lines)
        if not new:
            return
        self._lines.extend(new)
        folded = [part for line in new for part in fold(line, self._folded_width)] if self._folded_width else []
        self._folded.extend(folded)
        del self._folded[: max(0, len(self._folded) - 2 * KEPT)]
        self._back = 0 if follow or not self._back else self._back + len(folded)
        self._top = new if from_top else []
        self.repaint()

    def clear(self) -> None:
        """Forget everything shown."""
        self._lines.clear()
        self._folded.clear()
        self._back = 0
        self.repaint()

    def turn(self, lines: int) -> None:
        """Scroll by lines, negative towards the past."""
        most = max(0, len(self._folded) - self._room(self.size.height))
        back = max(0, min(most, self._back - lines))
        if back != self._back:
            self._back = back
            self.repaint()

    def page(self, pages: int) -> None:
        """Scroll by pages, less one line."""
        self.turn(pages * max(1, self._room(self.size.height) - 1))

    def texts(self) -> list[str]:
        """All lines as plain text, for tests and exports."""
        return plain(self._lines)

    def heed(self, *, typing: bool) -> None:
        """Whether the player types, which the heading says."""
        if typing != self.typing:
            self.typing = typing
            self.repaint()

    @property
    def headed(self) -> bool:
        """Whether it has a heading of its own; at 80 columns the tab says it."""
        return self.app.size.width >= WIDE

    def _room(self, height: int) -> int:
        return max(0, height - self.headed)

    def paint(self, width: int, height: int) -> Canvas:
        """Heading and the lines in sight."""
        canvas = Canvas(width, height)
        if width - 2 != self._folded_width:
            self._folded_width = width - 2
            self._folded = [part for line in self._lines for part in fold(line, width - 2)]
        room = self._room(height)
        if self._top and room:
            self._back = max(0, sum(len(fold(line, width - 2)) for line in self._top) - room)
            self._top = []
        self._back = max(0, min(self._back, len(self._folded) - room))
        end = len(self._folded) - self._back
        if self.headed and height:
            self._heading(canvas)
        if not self._lines and height > self.headed:
            canvas.put(1, self.headed, shorten(_EMPTY, width - 2), "faint")
        for y, line in enumerate(self._folded[max(0, end - room) : end], self.headed):
            x = 1
            for span in line:
                look = tone_look(span.tone)
                x = canvas.put(x, y, span.text, f"underline {look}" if span.underline else look)
        if self._back and not self.headed and height:
            canvas.right(width - 1, height - 1, f" {self._back} more below ", "fg on sel", over=True)
        return canvas

    def _heading(self, canvas: Canvas) -> None:
        canvas.put(1, 0, "CONSOLE", "bold strong" if self.typing else "muted")
        if self._back:
            canvas.right(canvas.width - 1, 0, f"{self._back} more below, page down", "fg")
        elif self.typing:
            canvas.right(canvas.width - 1, 0, "typing here, esc leaves", "faint")

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Towards the past."""
        event.stop()
        self.turn(-3)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Towards now."""
        event.stop()
        self.turn(3)


def echo(line: str, *, who: str = "") -> Line:
    """A typed line as the log repeats it: the prompt sign in the player's hue."""
    sign = Span(f"{who} > " if who else "> ", Tone.YOU)
    return (sign, Span(tame(line), Tone.STRONG))


def is_echo(entry: FeedEntry) -> bool:
    """Whether a passing line only repeats what somebody typed, with who it was in front."""
    return bool(entry.line) and entry.line[0].tone is Tone.YOU


def plain(lines: Iterable[Line]) -> list[str]:
    """Lines as plain text."""
    return ["".join(span.text for span in line) for line in lines]
