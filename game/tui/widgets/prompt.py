"""The prompt: one line to type on, with history and a ghost of what could follow."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, cast

from textual import events
from textual.binding import BindingType
from textual.strip import Strip
from textual.widgets import Input

from game.tui.canvas import Canvas, tame
from game.tui.keys import Key, Place
from game.tui.paint.text import shorten
from game.tui.theme import Manner
from game.tui.widgets.zone import Mannered

IDLE = "/ to type"
LONGEST = 500  # characters of a typed line


def clean(text: str) -> str:
    """Pasted text as one line without control characters; line ends and tabs become blanks."""
    blank = "".join(" " if char in "\r\n\t\v\f" else char for char in text)
    return "".join(char for char in blank if char.isprintable() or char == " ")[:LONGEST]


PLACE = Place(
    "console",
    "THE CONSOLE",
    (
        Key("console.run", "enter", "submit", "run the line", word="run"),
        Key("console.complete", "tab", "complete", "take the grey completion", word="complete"),
        Key("console.right", "right", "right_or_complete", "move right; behind the text, take the completion"),
        Key("console.recall", "up", "recall(-1)", "what you typed before", word="recall", group="up down"),
        Key("console.recall_next", "down", "recall(1)", "what you typed before", word="recall", group="up down"),
        Key("console.back", "escape", "screen.back", "back to the board", word="board", longer="back to the board"),
        Key("console.search", "ctrl+r", "search", "search what you typed before", word="search"),
        Key("console.clear", "ctrl+l", "screen.clear_log", "clear the console", word="clear"),
        Key("console.page_up", "pageup", "screen.scroll(-1)", "scroll", word="scroll", group="page up, page down"),
        Key("console.page_down", "pagedown", "screen.scroll(1)", "scroll", word="scroll", group="page up, page down"),
        Key("console.back_tab", "shift+tab", "screen.back", "back to the board"),
    ),
)


class Prompt(Input, inherit_css=False):
    """An input that draws itself in the game's looks. `ghost` asks what could follow the text, `send` takes a typed line.

    Input's own style sheet is left out: nothing of it would be seen, and it takes a tenth of the start to read.
    """

    DEFAULT_CSS = "Prompt { height: 1; width: 1fr; scrollbar-size: 0 0; }"

    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, ghost: Callable[[str], str], send: Callable[[str], None], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, max_length=LONGEST, select_on_focus=False, compact=True)
        self.cursor_blink = False
        self.past: list[str] = []
        self._at = 0
        self._draft = ""
        self._needle = self._found = ""
        self._ask = ghost
        self._send = send
        self._ghost_of = ("", "")
        self._hint = ""
        self.on_hint: Callable[[], None] = lambda: None
        self._idle = IDLE

    @property
    def hint(self) -> str:
        """What stands here while nobody types: the outcome of the last key, or how to type."""
        return self._hint

    @hint.setter
    def hint(self, text: str) -> None:
        if text != self._hint:
            self._hint = text
            self.on_hint()
            self.refresh()

    @property
    def idle(self) -> str:
        """What stands here while there is no hint either."""
        return self._idle

    @idle.setter
    def idle(self, text: str) -> None:
        if text != self._idle:
            self._idle = text
            self.refresh()

    @property
    def ghost(self) -> str:
        """What Tab would add behind the text; asked once per text."""
        if not self.value or self.cursor_position != len(self.value):
            return ""
        if self._ghost_of[0] != self.value:
            self._ghost_of = (self.value, tame(self._ask(self.value)))
        return self._ghost_of[1]

    def render_line(self, y: int) -> Strip:
        """The sign, the text scrolled so that the cursor is in sight, and the ghost."""
        manner: Manner = cast(Mannered, self.app).manner
        canvas = Canvas(self.size.width, 1)
        canvas.put(1, 0, ">", "bold you")
        if self.has_focus:
            self._paint_text(canvas)
        elif self._hint:
            canvas.put(3, 0, shorten(self._hint, canvas.width - 4), "fg")
        else:
            canvas.put(3, 0, shorten(self._idle, canvas.width - 4), "faint" if self._idle == IDLE else "fg")
        return canvas.strip(0, manner.theme.style) if y == 0 else Strip.blank(self.size.width)

    def _paint_text(self, canvas: Canvas) -> None:
        room = canvas.width - 4
        text = tame(self.value)
        cursor = self.cursor_position
        first = max(0, cursor - room + 1)
        canvas.put(3, 0, text[first : first + room], "strong")
        start, end = sorted(self.selection)
        for at in range(max(start, first), min(end, first + room)):
            canvas.put(3 + at - first, 0, text[at], "strong on sel", over=True)
        ghost = self.ghost[: room - (len(text) - first)]
        canvas.put(3 + len(text) - first, 0, ghost, "faint")
        under = text[cursor] if cursor < len(text) else (ghost[:1] or " ")
        canvas.put(3 + cursor - first, 0, under, "reverse fg on bg", over=True)

    def action_complete(self) -> None:
        """Take the ghost."""
        if ghost := self.ghost:
            self.value = (self.value + ghost)[:LONGEST]
            self.cursor_position = len(self.value)

    def action_right_or_complete(self) -> None:
        """Move right; behind the text, take the ghost."""
        if self.cursor_position == len(self.value):
            self.action_complete()
        else:
            self.action_cursor_right()

    def action_recall(self, step: int) -> None:
        """Go through what was typed before; below the newest stands the draft."""
        if self._at == len(self.past):
            self._draft = self.value
        at = max(0, min(len(self.past), self._at + step))
        if at != self._at:
            self._at = at
            self.value = self.past[at] if at < len(self.past) else self._draft
            self.cursor_position = len(self.value)

    def action_search(self) -> None:
        """Recall the newest earlier line that holds what was typed; again, the one before it."""
        if self.value != self._found:
            self._needle, self._at, self._draft = self.value, len(self.past), self.value
        for at in range(self._at - 1, -1, -1):
            if self._needle in self.past[at] and self.past[at] != self.value:
                self._at = at
                self.value = self._found = self.past[at]
                self.cursor_position = len(self.value)
                return

    async def action_submit(self) -> None:
        """Send the line off and remember it."""
        line = clean(self.value).strip()
        self.value = ""
        if not line:
            return
        if self.past[-1:] != [line]:
            self.past.append(line)
        self._at = len(self.past)
        self._draft = ""
        self._send(line)

    def put_away(self) -> None:
        """Clear the line; up brings it back."""
        line = clean(self.value).strip()
        self.value = ""
        if line and self.past[-1:] != [line]:
            self.past.append(line)
        self._at = len(self.past)
        self._draft = ""

    def _on_paste(self, event: events.Paste) -> None:
        """Pasted text is tamed before it is one's own."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(clean(event.text))

    def on_click(self) -> None:
        """A click begins typing."""
        self.screen.set_focus(self)
