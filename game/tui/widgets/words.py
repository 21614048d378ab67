"""One line for the player's own words, drawn like the rest of the game."""

from __future__ import annotations

from typing import ClassVar, cast

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from game.tui.canvas import Canvas, tame
from game.tui.keys import Key, Place
from game.tui.widgets.zone import Mannered

PLACE = Place(
    "words",
    "YOUR OWN WORDS",
    (
        Key("words.done", "enter", "done", "keep the words and go on", word="keep"),
        Key("words.next", "tab,down", "done", "keep the words and go on"),
        Key("words.leave", "escape,up", "leave", "keep the words and stop typing", word="stop typing"),
    ),
    types=True,
)


def one_line(text: str, longest: int) -> str:
    """A text as one line without control characters, of at most so many characters."""
    blank = "".join(" " if char.isspace() else char for char in text)
    return "".join(char for char in blank if char.isprintable())[:longest]


class Words(Input, inherit_css=False):
    """An input of one line. `Left` tells that somebody stopped typing, however; `on` whether they want to go on from there."""

    DEFAULT_CSS = "Words { height: 1; width: 1fr; scrollbar-size: 0 0; display: none; }"
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    class Left(Message):
        """Nobody types here any more."""

        def __init__(self, text: str, *, on: bool) -> None:
            super().__init__()
            self.text = text
            self.on = on

    def __init__(self, longest: int, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, max_length=longest, select_on_focus=False, compact=True)
        self.cursor_blink = False
        self.longest = longest

    def begin(self, text: str) -> None:
        """Let somebody type, behind what stands there."""
        self.value = one_line(text, self.longest)
        self.cursor_position = len(self.value)
        self.display = True
        self.focus()

    @property
    def words(self) -> str:
        """What was typed so far, tamed."""
        return one_line(self.value, self.longest).strip()

    def render_line(self, y: int) -> Strip:
        """The text from its part on that holds the cursor, on the ground of what is chosen; how much room is left."""
        manner = cast(Mannered, self.app).manner
        width = self.size.width
        if y or not width:
            return Strip.blank(width)
        canvas = Canvas(width, 1, "strong on sel" if manner.theme.shades else "underline strong on bg")
        left = self.longest - len(self.value)
        note = f" {left} left" if left < 40 else ""
        room = width - len(note) - 1
        text, cursor = tame(self.value), self.cursor_position
        first = max(0, cursor - room + 1)
        look = "strong" if manner.theme.shades else "underline strong"
        canvas.put(0, 0, text[first : first + room].ljust(room), look)
        low, high = sorted(self.selection)
        for at in range(max(low, first), min(high, first + room)):
            canvas.put(at - first, 0, text[at], "reverse strong", over=True)
        canvas.put(cursor - first, 0, text[cursor : cursor + 1] or " ", "reverse strong", over=True)
        canvas.put(width - len(note), 0, note, "muted")
        return canvas.strip(0, manner.theme.style)

    def _leave(self, *, on: bool) -> None:
        if self.display:
            self.post_message(self.Left(self.take(), on=on))

    def take(self) -> str:
        """What was typed; nobody types here any more."""
        self.display = False
        return self.words

    def action_done(self) -> None:
        """Keep the words and go on."""
        self._leave(on=True)

    def action_leave(self) -> None:
        """Keep the words and stop typing."""
        self._leave(on=False)

    def on_blur(self) -> None:
        """Somebody clicked elsewhere, or another screen opened: what was typed is kept all the same."""
        self._leave(on=False)

    def _on_paste(self, event: events.Paste) -> None:
        """Pasted text is one line before it is one's own."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(one_line(event.text, self.longest))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The cursor goes where somebody points."""
        event.prevent_default()
        first = max(0, self.cursor_position - self.size.width + 2)
        self.cursor_position = max(0, min(len(self.value), event.x + first))
