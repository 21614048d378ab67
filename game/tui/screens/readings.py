"""A list over the chart's lower part, from which its second reading is chosen: type to filter, enter draws it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from game.session.view.console import Choice
from game.tui.canvas import Canvas
from game.tui.keysets.readings import PLACE
from game.tui.paint.keys import Legend
from game.tui.paint.readings import ReadingsPicture, paint_readings, readings_height
from game.tui.port import Port
from game.tui.screens.house import house
from game.tui.widgets.page import Page
from game.tui.widgets.zone import Zone

ALONE = Choice("", "take the second reading away")


class ReadingsScreen(Screen["tuple[str, str] | None"]):
    """Answers with a component and a metric ("" for the one of its tile), ("", "") for none, None if it was left."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = "ReadingsScreen > Page { dock: bottom; }"
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, port: Port, has_second: bool) -> None:
        super().__init__()
        self.styles.background = "transparent"  # the chart stays in sight
        self.port = port
        self.typed = ""
        self.component = ""
        self.marked = 0
        self._first = (ALONE,) if has_second else ()

    def compose(self) -> ComposeResult:
        """One zone at the bottom."""
        yield Page(self._paint, id="readings")

    def on_mount(self) -> None:
        """As high as the screen allows."""
        self.on_resize()

    def on_resize(self) -> None:
        """As high as the new screen allows."""
        self.query_one(Page).styles.height = readings_height(self.app.size.height)

    @property
    def rows(self) -> tuple[Choice, ...]:
        """What fits what was typed: components first, or the readings of the one that was chosen."""
        before = f"graph {self.component} " if self.component else "graph "
        wanted = self.typed.casefold()
        known = self.port.complete(before).choices
        fitting = [row for row in known if wanted in f"{row.word} {row.about}".casefold()]
        fitting.sort(key=lambda row: not row.word.casefold().startswith(wanted))
        return (*(() if wanted or self.component else self._first), *fitting)

    def _paint(self, width: int, height: int) -> Canvas:
        home = house(self)
        picture = ReadingsPicture(self.component, self.typed, self.rows, self.marked)
        return paint_readings(width, height, home.manner, picture, Legend(PLACE, home.keymap_of))

    def _redraw(self) -> None:
        self.query_one(Page).repaint()

    def on_key(self, event: events.Key) -> None:
        """A letter filters; a blank behind a component asks for its readings."""
        letter = event.character
        if letter is None or not letter.isprintable() or event.key == "tab":
            return
        event.stop()
        event.prevent_default()
        if letter == " " and not self.component:
            self.action_more()
            return
        self.typed += letter
        self.marked = 0
        self._redraw()

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on a row or a key."""
        message.stop()
        await self.run_action(message.command)

    def action_move(self, step: int) -> None:
        """The row above or below."""
        self.marked = max(0, min(len(self.rows) - 1, self.marked + step))
        self._redraw()

    def action_row(self, place: int) -> None:
        """A row that was clicked."""
        self.marked = place
        self.action_take()

    def action_take(self) -> None:
        """Draw what is marked."""
        rows = self.rows
        if not rows:
            return
        row = rows[min(self.marked, len(rows) - 1)]
        if row is ALONE:
            self.dismiss(("", ""))
        else:
            self.dismiss((self.component, row.word) if self.component else (row.word, ""))

    def action_more(self) -> None:
        """The readings of the component that is marked."""
        rows = self.rows
        if rows and not self.component and rows[min(self.marked, len(rows) - 1)] is not ALONE:
            self.component = rows[min(self.marked, len(rows) - 1)].word
            self.typed, self.marked = "", 0
            self._redraw()

    def action_erase(self) -> None:
        """One letter back, then back to the components."""
        if self.typed:
            self.typed = self.typed[:-1]
        else:
            self.component = ""
        self.marked = 0
        self._redraw()

    def action_back(self) -> None:
        """Leave the chart as it was."""
        self.dismiss(None)
