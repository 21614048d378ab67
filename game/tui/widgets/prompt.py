"""The prompt: one line to type on, with a ghost and a list of what could follow, and what was typed before."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, cast

from textual import events
from textual.binding import BindingType
from textual.strip import Strip
from textual.widgets import Input

from game.session.view.console import Choice, Completion
from game.tui.all_places import place
from game.tui.canvas import Canvas, tame
from game.tui.keys import Key, Place
from game.tui.paint.text import fitting, shorten
from game.tui.theme import Manner
from game.tui.widgets.completions import Listing, Walk, likeliest, listed
from game.tui.widgets.history import History, Search
from game.tui.widgets.zone import Mannered

LONGEST = 500  # characters of a typed line
_SEARCH = "search: "
_NOTHING = Completion("", ())


def clean(text: str) -> str:
    """Pasted text as one line without control characters; line ends and tabs become blanks."""
    blank = "".join(" " if char in "\r\n\t\v\f" else char for char in text)
    return "".join(char for char in blank if char.isprintable() or char == " ")[:LONGEST]


_TURN = "page up, page down"

PLACE = Place(
    "console",
    "THE CONSOLE",
    (
        Key("console.run", "enter", "submit", "run the line", word="run"),
        Key(
            "console.complete",
            "tab",
            "complete(1)",
            "take the grey completion; again, the next choice",
            word="complete",
        ),
        Key("console.complete_back", "shift+tab", "complete(-1)", "the choice before it"),
        Key("console.right", "right", "right_or_complete", "move right; behind the text, take the completion"),
        Key("console.recall", "up", "recall(-1)", "what you typed before", word="recall", group="up down"),
        Key("console.recall_next", "down", "recall(1)", "what you typed before", word="recall", group="up down"),
        Key("console.back", "escape", "leave", "back to the board", word="board", longer="back to the board"),
        Key("console.search", "ctrl+r", "search", "search what you typed before; again, an older line", word="search"),
        Key(
            "console.read",
            "ctrl+y",
            "screen.read",
            "mark lines to copy them, or go to their services; shift and drag marks as your terminal does",
            word="copy",
        ),
        Key("console.clear", "ctrl+l", "screen.clear_log", "clear the console", word="clear"),
        Key("console.page_up", "pageup", "screen.scroll(-1)", "scroll", word="scroll", group=_TURN),
        Key("console.page_down", "pagedown", "screen.scroll(1)", "scroll", word="scroll", group=_TURN),
        Key("console.oldest", "ctrl+home", "screen.scroll_far(-1)", "to the oldest line"),
        Key("console.newest", "ctrl+end", "screen.scroll_far(1)", "to the newest line"),
    ),
    types=True,
)


class Prompt(Input, inherit_css=False):
    """An input that draws itself in the game's looks. `complete` is asked what could follow the text, `send` takes a line.

    Input's own style sheet is left out: nothing of it would be seen, and it takes a tenth of the start to read. While
    typed lines are searched, the text of the input is what is searched for.
    """

    DEFAULT_CSS = "Prompt { height: 1; width: 1fr; scrollbar-size: 0 0; }"

    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(
        self,
        complete: Callable[[str], Completion],
        send: Callable[[str], None],
        history: History | None = None,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id, max_length=LONGEST, select_on_focus=False, compact=True)
        self.cursor_blink = False
        self.history = history or History()
        self._ask = complete
        self._send = send
        self._known: tuple[str, Completion] = ("", _NOTHING)
        self._walk: Walk | None = None
        self._search: Search | None = None
        self._listing: Listing | None = None
        self._hint = ""
        self.on_hint: Callable[[], None] = lambda: None
        self.on_list: Callable[[Listing | None], None] | None = None
        self._idle = ""

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
        """What stands here while there is no hint either; "" for how to type."""
        return self._idle

    @idle.setter
    def idle(self, text: str) -> None:
        if text != self._idle:
            self._idle = text
            self.refresh()

    @property
    def completion(self) -> Completion:
        """What could follow the text; asked once per text."""
        if self._search is not None or self.cursor_position != len(self.value):
            return _NOTHING
        if self._known[0] != self.value or not self.value:
            self._known = (self.value, self._ask(self.value))
        return self._known[1]

    @property
    def ghost(self) -> str:
        """What Tab would add behind the text."""
        return tame(self.completion.ghost) if self.value and self._walk is None else ""

    # drawing

    def render_line(self, y: int) -> Strip:
        """The sign, the text scrolled so that the cursor is in sight, and the ghost."""
        manner: Manner = cast(Mannered, self.app).manner
        canvas = Canvas(self.size.width, 1)
        canvas.put(1, 0, ">", "bold you")
        if self.has_focus and self._search is not None:
            self._paint_search(canvas, self._search)
        elif self.has_focus:
            self._paint_text(canvas, 3, canvas.width - 4)
        elif self._hint:
            canvas.put(3, 0, shorten(self._hint, canvas.width - 4), "fg")
        else:
            board = place("board")
            to_type = f"{manner.keys.first(board['board.console'])} to type" if board is not None else ""
            canvas.put(3, 0, shorten(self._idle or to_type, canvas.width - 4), "fg" if self._idle else "faint")
        return canvas.strip(0, manner.theme.style) if y == 0 else Strip.blank(self.size.width)

    def _paint_text(self, canvas: Canvas, x: int, room: int) -> int:
        """The text, from its part on that holds the cursor; returns the column behind it and the cursor."""
        text = tame(self.value)
        cursor = self.cursor_position
        first = max(0, cursor - room + 1)
        end = canvas.put(x, 0, text[first : first + room], "strong")
        left, right = sorted(self.selection)
        for at in range(max(left, first), min(right, first + room)):
            canvas.put(x + at - first, 0, text[at], "strong on sel", over=True)
        ghost = self.ghost[: room - (len(text) - first)]
        canvas.put(x + len(text) - first, 0, ghost, "faint")
        under = text[cursor] if cursor < len(text) else (ghost[:1] or " ")
        canvas.put(x + cursor - first, 0, under, "reverse fg on bg", over=True)
        return max(end, x + cursor - first + 1)

    def _paint_search(self, canvas: Canvas, search: Search) -> None:
        """What is searched for, the line that was found, and how many there are."""
        x = canvas.put(3, 0, _SEARCH, "you")
        x = self._paint_text(canvas, x, canvas.width // 3) + 2
        many = f"{search.at + 1} of {len(search.fitting)}" if search.fitting else "nothing typed before holds this"
        run, edit, leave = [self._named(name) for name in ("run", "complete", "back")]
        keys = f"{run} runs, {edit} edits, {leave} leaves" if search.fitting else f"{leave} leaves"
        room = canvas.width - 1 - x - min(len(search.found), 30) - 2
        told = fitting(room, (f"{many}: {keys}", many))
        end = canvas.right(canvas.width - 1, 0, told, "faint" if search.fitting else "fg") if told else canvas.width - 1
        canvas.put(x, 0, shorten(tame(search.found), max(0, end - 2 - x)), "fg")

    def _named(self, name: str) -> str:
        """How one of the console's keys is called."""
        return cast(Mannered, self.app).keymap_of.first(PLACE[f"console.{name}"])

    # what the list shows

    def watch_value(self, value: str) -> None:
        """Another text: a walk ends where somebody types on, and a search begins anew."""
        if self._search is not None and value != self._search.needle:
            self._search.look_for(value)
        if self._walk is not None and value != self._walk.text:
            self._walk = None
        self.call_later(self.list_anew)

    def list_anew(self) -> None:
        """Tell what is to be listed, if that is something else than before."""
        listing = self._to_list() if self.has_focus else None
        if listing != self._listing:
            self._listing = listing
            if self.on_list is not None:
                self.on_list(listing)

    def _to_list(self) -> Listing | None:
        if self._search is not None:
            found = tuple(Choice(line, "") for line in self._search.fitting)
            return Listing(found, self._search.at, walked=True, turned=True) if found else None
        if self._walk is not None:
            return Listing(self._walk.choices, self._walk.at, walked=True)
        if not self.value.strip():
            return None
        choices = listed(self.value, self.completion)
        return Listing(choices, likeliest(self.value, self.completion)) if choices else None

    def take(self, at: int) -> None:
        """Take a choice of the list, as by a click."""
        if self._listing is None or not 0 <= at < len(self._listing.choices):
            return
        if self._search is not None:
            self._search.at = at
            self._take_found()
        else:
            head = self._walk.head if self._walk is not None else self.value[: self.completion.start]
            self._walk = None
            self._write(head + self._listing.choices[at].word)
        self.focus()

    def _write(self, text: str) -> None:
        self.value = text[:LONGEST]
        self.cursor_position = len(self.value)

    # keys

    def action_complete(self, step: int = 1) -> None:
        """Take the ghost; then walk through what fits as well."""
        if self._search is not None:
            self._take_found()
        elif self.cursor_position != len(self.value):
            self.cursor_position = len(self.value)
        elif self._walk is not None and len(self._walk.choices) > 1:
            self._step(self._walk, step)
        else:
            self._begin_walk(step)

    def _begin_walk(self, step: int) -> None:
        """Take the ghost, or the first choice; where the only one stands there already, go on to the next place."""
        text, completion = self.value, self.completion
        choices, at = listed(text, completion), likeliest(text, completion)
        if self._walk is not None or not (choices or completion.ghost):
            self._go_on(step)
        elif step > 0 and completion.ghost:
            self._walk = Walk(text[: completion.start], text, choices, at) if choices and at >= 0 else None
            self._write(self._walk.text if self._walk is not None else text + tame(completion.ghost))
        elif choices:
            self._step(Walk(text[: completion.start], text, choices, -1), step)

    def _go_on(self, step: int) -> None:
        further = self.value + " "
        if step > 0 and self.value.strip() and not self.value.endswith(" ") and self._ask(further).choices:
            self._walk = None
            self._write(further)

    def _step(self, walk: Walk, step: int) -> None:
        walk.step(step)
        self._walk = walk
        self._write(walk.text)
        self.list_anew()

    def action_right_or_complete(self) -> None:
        """Move right; behind the text, take the ghost."""
        if self._search is not None:
            self._take_found()
        elif self.cursor_position != len(self.value):
            self.action_cursor_right()
        elif self.ghost:
            self._write(self.value + self.ghost)

    def action_recall(self, step: int) -> None:
        """Go through what was typed before, or through the list that one walks."""
        if self._search is not None:
            self._search.step(-step)
            self.list_anew()
            self.refresh()
        elif self._walk is not None:
            self._step(self._walk, step)
        else:
            self._write(self.history.recall(step, self.value))

    def action_search(self) -> None:
        """Search what was typed before for what stands there; again, go to an older line."""
        if self._search is not None:
            self._search.step(1)
        else:
            self._walk = None
            self._search = Search(self.history, self.value, self.cursor_position)
            self._search.look_for(self.value)
        self.list_anew()
        self.refresh()

    def _take_found(self) -> None:
        """End the search with the line that was found on the prompt."""
        if self._search is not None and self._search.found:
            found, self._search = self._search.found, None
            self._write(found)
            self.refresh()

    def _leave_search(self) -> None:
        if self._search is not None:
            before, self._search = self._search, None
            self.value = before.line
            self.cursor_position = before.cursor
            self.refresh()

    async def action_leave(self) -> None:
        """Out of the search or the walk, with the line as it was; else back to the board."""
        if self._search is not None:
            self._leave_search()
        elif self._walk is not None:
            typed, self._walk = self._walk.typed, None
            self._write(typed)
            self.list_anew()
        else:
            await self.run_action("screen.back")

    async def action_submit(self) -> None:
        """Send the line off and remember it."""
        if self._search is not None:
            if not self._search.found:
                return
            self._take_found()
        line = clean(self.value).strip()
        self._walk = None
        self.value = ""
        if line:
            self.history.add(line)
            self._send(line)

    def put_away(self) -> None:
        """Clear the line; up brings it back."""
        self._leave_search()
        line = clean(self.value).strip()
        self._walk = None
        self.value = ""
        self.history.add(line, sent=False)

    def on_focus(self) -> None:
        """The list comes back with the focus, which is here when this handler is over."""
        self.call_later(self.list_anew)

    def on_blur(self) -> None:
        """And goes with it; nobody searches from elsewhere."""
        self._leave_search()
        self.call_later(self.list_anew)

    def _on_paste(self, event: events.Paste) -> None:
        """Pasted text is tamed before it is one's own."""
        event.stop()
        event.prevent_default()
        self.insert_text_at_cursor(clean(event.text))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The cursor goes where somebody points: Input does not know of the sign before the text."""
        event.prevent_default()
        if self._search is None:
            first = max(0, self.cursor_position - (self.size.width - 4) + 1)
            self.cursor_position = max(0, min(len(self.value), event.x - 3 + first))

    def on_click(self) -> None:
        """A click begins typing."""
        self.screen.set_focus(self)
