"""The handover: the keyboard goes to the next player, who finds the note on the screen; later it can be read again."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType

from game.session.view.handover import Note
from game.tui.canvas import Canvas
from game.tui.keysets.handover import PLACE
from game.tui.paint.handover import HandoverPicture, paint_handover, room_for, rows_of
from game.tui.paint.keys import Legend
from game.tui.port import Port
from game.tui.screens.house import go_home, house
from game.tui.screens.run_screen import RunScreen


class HandoverScreen(RunScreen):
    """Shows `port.notes()`, the newest first. While the seat is vacant nothing else is shown, and only `taken` leads on."""

    where = "handover"
    wheel = ("scroll_by(-3)", "scroll_by(3)")
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, port: Port, taken: Callable[[], None]) -> None:
        super().__init__(port)
        self.headed = False
        self.taken = taken
        self.notes: tuple[Note, ...] = port.notes()
        self.chosen = len(self.notes) - 1
        self.top = 0

    @property
    def vacant(self) -> bool:
        """Whether nobody has taken the seat yet."""
        return self.port.snapshot.vacant

    def paint(self, width: int, height: int) -> Canvas:
        """Draw the page."""
        home = house(self)
        picture = HandoverPicture(
            self.port.snapshot.level, self.notes[self.chosen], len(self.notes), self.top, self.vacant
        )
        return paint_handover(width, height, home.manner, picture, Legend(PLACE, home.keymap_of))

    def action_take(self) -> None:
        """The next player sits down; who only reads goes back."""
        if self.vacant:
            self.port.take_seat()
            self.app.pop_screen()
            self.taken()
        else:
            self.app.pop_screen()

    def action_back(self) -> None:
        """Back to the board, unless nobody has taken the seat."""
        if not self.vacant:
            self.app.pop_screen()

    def action_leave(self) -> None:
        """Leave the drill here, for whoever goes on with it; who only reads goes back."""
        if self.vacant:
            go_home(self)
        else:
            self.app.pop_screen()

    def action_pause(self) -> None:
        """Nothing goes on before the seat is taken."""
        if not self.vacant:
            super().action_pause()

    def action_open_palette(self) -> None:
        """Nothing is done before the seat is taken."""
        if not self.vacant:
            super().action_open_palette()

    def action_turn(self, step: int) -> None:
        """Another note."""
        self.chosen = max(0, min(len(self.notes) - 1, self.chosen + step))
        self.top = 0
        self.repaint()

    def action_scroll_by(self, rows: int) -> None:
        """Up or down."""
        width, height = self.size
        count = len(rows_of(self.notes[self.chosen], width, house(self).manner))
        self.top = max(0, min(count - room_for(height), self.top + rows))
        self.repaint()

    def action_scroll_page(self, pages: int) -> None:
        """A page up or down."""
        self.action_scroll_by(pages * max(1, room_for(self.size.height) - 1))
