"""The console's log: what was typed, what was answered, what the team saw pass by; and how one reads and copies it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from game.session.view.board import FeedEntry
from game.session.view.console import Line, Span, Tone
from game.tui.canvas import tame
from game.tui.paint.plain import harmless
from game.tui.widgets.lines import Lines, lines
from game.tui.widgets.reading import PLACE, Marks
from game.tui.widgets.rows import fold, words

__all__ = ["Log", "echo", "fold", "is_echo", "plain"]


class Log(Lines, can_focus=True):
    """Has the focus while somebody reads it line by line. `on_take` is told which choice of the list was clicked."""

    FOCUS_ON_CLICK: ClassVar[bool] = False
    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS: ClassVar[str] = "Log { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._pressed: tuple[int, int, int] | None = None  # the line and the cell where the button went down
        self._was_drag = False
        self.on_take: Callable[[int], None] | None = None

    def read(self) -> bool:
        """Begin to read at the newest line in sight; False if there is none."""
        if not self._rows.kept:
            return False
        folded = self._rows.folded
        newest = folded[len(folded) - 1 - self._back].number if folded else self._rows.kept[-1].number
        self._marks = Marks(newest)
        self.repaint()
        return True

    def on_blur(self) -> None:
        """Whoever looks elsewhere has stopped reading."""
        self._marks = None
        self._told = ""
        self.repaint()

    def allow_focus(self) -> bool:
        """Only while somebody reads: else keys that walk through the screen pass it by."""
        return self._marks is not None

    def _moved(self) -> None:
        """Keep the line in sight."""
        self._told = ""
        if self._marks is not None:
            rows, room = self._rows, self._room_noted(self.size.height)
            first = rows.first_row(self._marks.line)
            last = first + rows.rows_of(self._marks.line)
            end = len(rows.folded) - self._back
            if last > end:
                self._back = len(rows.folded) - last
            elif first < end - room:
                self._back = len(rows.folded) - first - room
        self.repaint()

    def action_line(self, step: int) -> None:
        """To the line before or the next."""
        if self._marks is not None:
            self._marks.go(self._rows.beside(self._marks.line, step))
            self._moved()

    def action_extend(self, step: int) -> None:
        """The same, marking on the way."""
        if self._marks is not None:
            self._marks.extend(self._rows.beside(self._marks.line, step))
            self._moved()

    def action_mark(self) -> None:
        """Mark the line or leave it out, and go on to the next one."""
        if self._marks is not None:
            self._marks.toggle()
            self._moved()

    def action_leaf(self, pages: int) -> None:
        """A page up or down."""
        self.action_line(pages * max(1, self._room(self.size.height) - 1))

    def action_far(self, way: int) -> None:
        """To the oldest or the newest line."""
        self.action_line(way * 2 * len(self._rows.kept))

    def action_link(self, step: int) -> None:
        """Choose another service of the line."""
        if self._marks is not None:
            self._marks.link += step
            self._moved()

    def action_linked(self, step: int) -> None:
        """To the next line that leads somewhere."""
        if self._marks is None:
            return
        line = self._marks.line
        while (further := self._rows.beside(line, step)) != line:
            line = further
            if self._named(self._rows.get(line)):
                self._marks.go(line)
                self._moved()
                return

    def action_copy(self) -> None:
        """Copy what is marked, or the line on which one stands."""
        if self._marks is not None:
            self._copy(self._marks.wanted)
            self._marks.marked.clear()
            self.repaint()

    def action_go(self) -> None:
        """Go to the service of the line."""
        chosen = self._chosen()
        if chosen:
            self.post_message(self.Pressed(self, f"select {chosen}"))
        else:
            self._told = "This line names no service."
            self.repaint()

    def _copy(self, numbers: Iterable[int]) -> None:
        """Hand lines to the terminal's clipboard; not every terminal takes them, and none tells."""
        kept = [found for number in numbers if (found := self._rows.get(number)) is not None]
        if kept:
            self.app.copy_to_clipboard("\n".join(harmless(words(line.line)).rstrip() for line in kept))
            self._told = f"{lines(len(kept))} to the clipboard"

    # the mouse

    def _at(self, y: int) -> int:
        """The number of the line at a height; -1 if there is none."""
        room = self._room(self.size.height)
        end = len(self._rows.folded) - self._back
        place = max(0, end - room) + y - self.headed
        return self._rows.folded[place].number if self.headed <= y < self.headed + room and place < end else -1

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Here a drag may begin."""
        number = self._at(event.y)
        self._was_drag = False
        if event.button == 1 and number >= 0:
            self._pressed = (number, event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show links under the mouse; with the button held, mark whole lines."""
        if self._pressed is None:
            self._look_at(self._at(event.y))
            return
        begun, x, y = self._pressed
        if self._dragged is None and event.y == y and abs(event.x - x) < 3:
            return
        room = self._room(self.size.height)
        if event.y < self.headed or event.y >= self.headed + room:
            self.turn(-1 if event.y < self.headed else 1)
        number = self._at(max(self.headed, min(self.headed + room - 1, event.y)))
        number = number if number >= 0 else self._rows.kept[-1].number if self._rows.kept else begun
        self._dragged = range(min(begun, number), max(begun, number) + 1)
        self._told = f"{lines(len(self._dragged))}, let go to copy"
        self.repaint()

    def on_mouse_up(self) -> None:
        """A drag is over: copy."""
        self.release_mouse()
        self._pressed = None
        if self._dragged is not None:
            self._copy(self._dragged)
            self._dragged, self._was_drag = None, True
            self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Not what a drag ends with. A click on the list takes from it."""
        word, _, argument = self.canvas.command_at(event.x, event.y).partition(" ")
        if self._was_drag or word == "take":
            event.stop()
            event.prevent_default()
        if word == "take" and not self._was_drag and self.on_take is not None:
            self.on_take(int(argument))
        elif self._told and not self._was_drag:
            self._told = ""
            self.repaint()

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._look_at(-1)

    def _look_at(self, number: int) -> None:
        if number != self._hover:
            self._hover = number
            self.repaint()

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
    return [words(line) for line in lines]
