"""Keeping what is seen: the picture and the text of the screen below, the console's text, the journal of the run."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from game.session.handover.handover_text import as_markdown
from game.session.keeping.exports import ExportError, copied, exports_folder, keep_bytes
from game.tui.canvas import Canvas
from game.tui.hacks import cells_of
from game.tui.keysets.export import PLACE
from game.tui.paint.export import screen_text, svg, text_file
from game.tui.paint.keeping import HEIGHT, Thing, paint_keeping
from game.tui.paint.plain import harmless
from game.tui.port import Port
from game.tui.screens.everywhere import Everywhere
from game.tui.screens.house import house
from game.tui.widgets.log import Log
from game.tui.widgets.page import Page
from game.tui.widgets.zone import Zone


class ExportScreen(Screen[None]):
    """Lies over the lowest lines of a screen. What is kept is the screen as it was when this one was opened."""

    AUTO_FOCUS = ""
    where = PLACE.id
    DEFAULT_CSS = "ExportScreen > Page { dock: bottom; }"
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, under: Everywhere) -> None:
        super().__init__()
        self.styles.background = "transparent"  # the screen below stays in sight, and goes on
        self.under = under
        self.port: Port | None = getattr(under, "port", None)  # the title has none
        self.marked = 0
        self.told = ""
        self._seen = cells_of(under)
        self._name, self._heading = self._what()
        self._log_lines = self._lines_of_console()
        self._journal = self.port.journal() if self.port is not None else ""
        self._notes = self._notes_as_text()

    def compose(self) -> ComposeResult:
        """One zone at the bottom."""
        page = Page(self._paint, id="export")
        page.styles.height = HEIGHT
        yield page

    def _lines_of_console(self) -> list[str]:
        """The console of the run, wherever its board is."""
        for screen in self.under.app.screen_stack:
            for log in screen.query(Log):
                return log.texts()
        return []

    def _notes_as_text(self) -> str:
        """The notes that were left in this run; "" if there are none."""
        if self.port is None or not (notes := self.port.notes()):
            return ""
        level = self.port.snapshot.level
        return as_markdown(notes, level.title, level.zero, level.zone)

    def things(self) -> tuple[Thing, ...]:
        """What can be kept, and what hinders it."""
        nothing = "Nothing stands on the console yet." if self.port is not None else "No run is open."
        none = "This run keeps no journal." if self.port is not None else "No run is open."
        no_notes = "Nobody has left a note in this run." if self.port is not None else "No run is open."
        return (
            Thing("svg", "Picture of this screen", "an .svg that every browser shows"),
            Thing("txt", "Text of this screen", "a .txt, as it stands"),
            Thing(
                "console",
                "Text of the console",
                f"a .txt of {len(self._log_lines)} lines",
                "" if self._log_lines else nothing,
            ),
            Thing("journal", "Journal of this run", "a .jsonl that can be played again", "" if self._journal else none),
            Thing("notes", "Handover notes", "an .md of what was left for you", "" if self._notes else no_notes),
        )

    def _paint(self, width: int, height: int) -> Canvas:
        home = house(self)
        told = self.told or f"Files go to {harmless(str(exports_folder()))}"
        return paint_keeping(
            width, height, home.manner, home.keymap_of, things=self.things(), marked=self.marked, told=told
        )

    def _what(self) -> tuple[str, str]:
        """The beginning of a file's name, and what the picture says that it is."""
        if self.port is None:
            now = datetime.now()
            return f"noerror-{now:%Y%m%d-%H%M}", f"NOERROR, a simulation, {now:%d %B %Y, %H:%M}"
        snapshot = self.port.snapshot
        level, wall = snapshot.level, snapshot.level.wall(snapshot.second)
        name = "".join(char if char.isascii() and (char.isalnum() or char in "-_") else "-" for char in level.id)
        when = f"{wall:%a %d %b %Y, %H:%M:%S} {level.zone}"
        return f"{name[:60]}-{wall:%Y%m%d-%H%M}", f"NOERROR drill, {level.title}, {when}"

    def _keep(self, thing: Thing) -> Path:
        """Write one. Raises ExportError."""
        name, heading = self._name, self._heading
        where = self.under.where or "screen"
        match thing.id:
            case "svg":
                return keep_bytes(f"{name}-{where}", "svg", svg(self._seen, heading).encode())
            case "txt":
                text = text_file(heading, screen_text(self._seen))
                return keep_bytes(f"{name}-{where}", "txt", text.encode())
            case "console":
                return keep_bytes(f"{name}-console", "txt", text_file(heading, self._log_lines).encode())
            case "notes":
                return keep_bytes(f"{name}-notes", "md", self._notes.encode())
            case _:
                return keep_bytes(f"{name}-journal", "jsonl", copied(Path(self._journal)))

    # What the player does.

    def action_keep(self, number: int) -> None:
        """Keep the numbered one, and say where it is or why not."""
        things = self.things()
        self.marked = number - 1
        thing = things[self.marked]
        try:
            self.told = thing.hindered or f"Kept: {harmless(str(self._keep(thing)))}"
        except ExportError as error:
            self.told = harmless(str(error))
        self.query_one(Page).repaint()

    def action_take(self) -> None:
        """Keep the chosen one."""
        self.action_keep(self.marked + 1)

    def action_move(self, step: int) -> None:
        """Choose another one."""
        self.marked = max(0, min(len(self.things()) - 1, self.marked + step))
        self.query_one(Page).repaint()

    def action_back(self) -> None:
        """Back to the screen below."""
        self.app.pop_screen()

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on a row or a key."""
        message.stop()
        await self.run_action(message.command)

    def on_click(self, event: events.Click) -> None:
        """A click beside the list closes it."""
        if event.widget is self:
            self.app.pop_screen()
