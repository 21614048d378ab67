"""The command palette: a layer over the lower part of a screen, from which everything that can be done is done."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen

from game.session.keeping.settings import THEMES
from game.session.view.console import Line, Reply, ReplyKind
from game.tui.all_places import place
from game.tui.canvas import Canvas
from game.tui.finder import Finder, Found
from game.tui.keys import Place
from game.tui.keysets.palette import PLACE
from game.tui.other_words import other_words
from game.tui.paint.palette import PalettePicture, folded, paint_palette, palette_height, rows_in_sight
from game.tui.panels import left_of
from game.tui.port import Port
from game.tui.screens.everywhere import PLACE as EVERYWHERE
from game.tui.screens.everywhere import ROOMS, Everywhere
from game.tui.screens.house import house
from game.tui.widgets.page import Page
from game.tui.widgets.zone import Zone

BOARD = "board"
_FROM_AFAR = ("open_", "leave", "page_team")
"""What of the board can be done from the screens over it: their actions begin so."""


class PaletteScreen(Screen[None]):
    """Over any screen of the game. A line that is chosen is said by that screen, if it shows answers, else here."""

    AUTO_FOCUS = ""
    where = PLACE.id
    DEFAULT_CSS = "PaletteScreen > Page { dock: bottom; }"
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, under: Everywhere) -> None:
        super().__init__()
        self.styles.background = "transparent"  # the screen below stays in sight, and goes on
        self.under = under
        self.port: Port | None = getattr(under, "port", None)  # the title has none
        self.marked = self.top = 0
        self.answer: tuple[Line, ...] | None = None
        self._asked = self._said = ""
        self._finder: Finder | None = None
        self._rows: list[Found] = []

    def compose(self) -> ComposeResult:
        """One zone at the bottom."""
        yield Page(self._paint, id="palette")

    def on_mount(self) -> None:
        """Gather what can be done."""
        now = self.port.snapshot if self.port is not None else None
        places = [found for name in (self.under.where, EVERYWHERE.id) if (found := place(name)) is not None]
        known = [left_of(found, now) for found in places]
        if self.port is not None and self.port.snapshot.ended:
            self.port = None  # nothing can be said any more
        self._finder = Finder(
            self.port,
            places=[Place(it.id, it.title, tuple(key for key in it.keys if key.id != "app.palette")) for it in known],
            offers=self.under.offers_here(),
            doors=[*self._doors(known), *self._rooms(known), *self._colours()],
            keymap=house(self).keymap_of,
        )
        self._fit()
        self._look_up()

    def on_resize(self) -> None:
        """As high as the new screen wants it."""
        self._fit()

    def _fit(self) -> None:
        self.query_one(Page).styles.height = palette_height(self.app.size.height)

    def _board(self) -> Everywhere | None:
        """The board of the run, wherever in the stack it is; a night that was taken over lies on the one before."""
        for screen in reversed(self.app.screen_stack):
            if isinstance(screen, Everywhere) and screen.where == BOARD:
                return screen
        return None

    def _doors(self, known: list[Place]) -> list[Found]:
        """What the board opens, where the player is somewhere else."""
        board = place(BOARD)
        if board is None or self._board() is None or any(it.id == BOARD for it in known):
            return []
        named = {key.action.removeprefix("screen.") for it in known for key in it.keys}
        return [
            Found(key.does[:1].upper() + key.does[1:], action=key.action, place=BOARD, also=other_words(key.action))
            for key in left_of(board, self.port.snapshot if self.port is not None else None).keys
            if (action := key.action.removeprefix("screen.")).startswith(_FROM_AFAR) and action not in named
        ]

    def _rooms(self, known: list[Place]) -> list[Found]:
        """What can be read anywhere, unless a key of this place opens it or it is open."""
        named = {key.action.removeprefix("screen.") for it in known for key in it.keys}
        named.add(f"open_{self.under.where}")
        return [
            Found(does[:1].upper() + does[1:], action=action, also=other_words(action))
            for action, does in ROOMS
            if action not in named
        ]

    def _colours(self) -> list[Found]:
        """The themes that can be worn; none where there are no colours."""
        now = house(self).manner.theme.name
        if now == "no-color":
            return []
        return [
            Found(
                f"Colours: {theme}",
                about="Changes the colours at once.",
                action=(action := f"wear('{theme}')"),
                place=PLACE.id,
                also=other_words(action),
            )
            for theme in THEMES
            if theme not in (now, "no-color")
        ]

    # What is shown.

    def _paint(self, width: int, height: int) -> Canvas:
        finder = self._finder
        picture = PalettePicture(
            self._said or (finder.begun() if finder is not None else ""),
            finder.typed if finder is not None else "",
            finder.place_now() if finder is not None else "",
            self._rows,
            self.marked,
            self.top,
            self.answer,
            bool(self._asked),
        )
        return paint_palette(width, height, house(self).manner, picture)

    def _look_up(self) -> None:
        if self._finder is not None:
            self._rows = self._finder.rows()
        self.marked = self.top = 0
        self.query_one(Page).repaint()

    def _room(self) -> int:
        return rows_in_sight(palette_height(self.app.size.height))

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on a row or a key."""
        message.stop()
        await self.run_action(message.command)

    def on_click(self, event: events.Click) -> None:
        """A click beside the palette closes it."""
        if event.widget is self:
            self.app.pop_screen()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The rows above."""
        event.stop()
        self.action_move(-3)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The rows below."""
        event.stop()
        self.action_move(3)

    # What the player does.

    def on_key(self, event: events.Key) -> None:
        """Letters are what one looks for."""
        if self.answer is None and event.character and event.character.isprintable():
            event.stop()
            event.prevent_default()
            self._type(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """So is pasted text."""
        event.stop()
        if self.answer is None:
            self._type("".join(char for char in event.text if char.isprintable())[:80])

    def _type(self, text: str) -> None:
        if self._finder is not None and len(self._finder.typed) < 80:
            self._finder.typed += text
            self._look_up()

    def action_erase(self) -> None:
        """One letter back; without letters, one step."""
        finder = self._finder
        if self.answer is not None or finder is None:
            return
        if finder.typed:
            finder.typed = finder.typed[:-1]
        elif not finder.back():
            return
        self._look_up()

    def action_move(self, rows: int) -> None:
        """Another row."""
        room = self._room()
        if self.answer is not None:
            count = len(folded(self.answer, self.app.size.width - 4))
            self.top = max(0, min(count - room, self.top + rows))
        elif self._rows:
            self.marked = max(0, min(len(self._rows) - 1, self.marked + rows))
            self.top = max(min(self.top, self.marked), self.marked - room + 1, 0)
        self.query_one(Page).repaint()

    def action_page(self, pages: int) -> None:
        """A page of rows."""
        self.action_move(pages * max(1, self._room() - 1))

    async def action_pick(self, index: int) -> None:
        """A click on a row."""
        self.marked = index
        await self.action_take()

    async def action_take(self) -> None:
        """Do what the marked row says; yes to a question."""
        if self._asked:
            self._say(self._asked, confirmed=True)
        elif self.answer is None and self._rows and self._finder is not None:
            row = self._rows[self.marked]
            if self._finder.choose(row):
                await self._do(row)
            else:
                self._look_up()

    async def _do(self, row: Found) -> None:
        if row.place == PLACE.id:
            await self.run_action(row.action)
        elif row.says:
            if self.under.answers:
                self.app.pop_screen()
                self.under.speak(row.says)
            else:
                self._say(row.says)
        else:
            target = self.under
            self.app.pop_screen()
            board = self._board()
            if row.place == BOARD and board is not None:
                while self.app.screen is not board:
                    self.app.pop_screen()
                target = board
            await target.run_action(row.action)

    def _say(self, line: str, *, confirmed: bool = False) -> None:
        """Say a line and show here what came of it; the console of the board repeats it."""
        if self.port is None:
            return
        reply: Reply = self.port.say(line, confirmed=confirmed)
        board = self._board()
        if board is not None:
            cast(Any, board).hear(line, reply)
            if reply.by_name and reply.kind is ReplyKind.CONFIRM:  # enter would say yes here
                while self.app.screen is not board:
                    self.app.pop_screen()
                cast(Any, board).confirm(line, reply)
                return
        self._said, self.answer, self.top = line, reply.lines, 0
        self._asked = line if reply.kind is ReplyKind.CONFIRM else ""
        self.query_one(Page).repaint()

    def action_wear(self, theme: str) -> None:
        """Other colours, at once."""
        cast(Any, self.app).wear(theme)
        self.app.pop_screen()

    def action_open_palette(self) -> None:
        """The key that opened it closes it."""
        self.app.pop_screen()

    def action_back(self) -> None:
        """Close the palette."""
        self.app.pop_screen()
