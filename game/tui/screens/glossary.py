"""The glossary: what the words on the screen mean, those of what is chosen first."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from game.session.showing.glossary import Term, glossary
from game.tui.canvas import Canvas
from game.tui.keysets.glossary import PLACE
from game.tui.paint.glossary import GlossaryPicture, paint_glossary, room_for, rows_of
from game.tui.paint.keys import Legend
from game.tui.screens.everywhere import Everywhere
from game.tui.screens.house import house
from game.tui.widgets.page import Page
from game.tui.widgets.zone import Zone

_NO_WORDS = ("footer", "tabs", "ask")
"""Zones that only name keys."""


def words_on(screen: Everywhere) -> tuple[Term, ...]:
    """The entries whose words stand on a screen now, those about what is chosen first."""
    zones = [zone for zone in screen.query(Zone) if zone.region.area and zone.id not in _NO_WORDS]
    lines = [zone.canvas.text_line(y) for zone in zones for y in range(zone.canvas.height - (zone.id == "page"))]
    seen = glossary().in_text("\n".join(lines))
    chosen = glossary().in_text(screen.chosen_words())
    return (*[term for term in chosen if term in seen], *[term for term in seen if term not in chosen])


class GlossaryScreen(Everywhere):
    """A list that letters filter, and the chosen word."""

    AUTO_FOCUS = ""
    where = PLACE.id
    wheel = ("move(-3)", "move(3)")
    BINDINGS: ClassVar[list[BindingType]] = [*PLACE.bindings()]

    def __init__(self, under: Everywhere) -> None:
        super().__init__()
        if (port := getattr(under, "port", None)) is not None:
            self.port = port
        self._on_screen = words_on(under)
        self._rest = tuple(term for term in glossary().terms if term not in self._on_screen)
        self.typed = ""
        self.marked = self.top = 0
        self.alone = False
        self.terms: tuple[Term, ...] = (*self._on_screen, *self._rest)

    def compose(self) -> ComposeResult:
        """One zone."""
        yield Page(self._paint, id="page")

    def _picture(self) -> GlossaryPicture:
        legend = Legend(PLACE, house(self).keymap_of)
        read = legend.pair("open", "the list again" if self.alone else "")
        keys = [read, legend.pair("back")] if self.alone else [legend.pair("up"), read, legend.pair("back")]
        return GlossaryPicture(
            self.terms, len(self._on_screen), self.typed, self.marked, self.top, keys, alone=self.alone
        )

    def _paint(self, width: int, height: int) -> Canvas:
        return paint_glossary(width, height, house(self).manner, self._picture())

    def _repaint(self) -> None:
        self.query_one(Page).repaint()

    async def on_zone_pressed(self, message: Zone.Pressed) -> None:
        """A click on a word or a key."""
        message.stop()
        await self.run_action(message.command)

    def on_key(self, event: events.Key) -> None:
        """Letters are what one looks for."""
        if event.character and event.character.isprintable():
            event.stop()
            event.prevent_default()
            self._filter(self.typed + event.character)

    def on_paste(self, event: events.Paste) -> None:
        """So is pasted text."""
        event.stop()
        self._filter(self.typed + "".join(char for char in event.text if char.isprintable()))

    def _filter(self, typed: str) -> None:
        """The words that hold what was typed, those that begin with it first."""
        self.typed = typed[:40]
        wanted = " ".join(self.typed.split()).casefold()
        everything = (*self._on_screen, *self._rest)
        holding = [term for term in everything if any(wanted in name.casefold() for name in term.spellings)]
        holding.sort(key=lambda term: not any(name.casefold().startswith(wanted) for name in term.spellings))
        self.terms = tuple(holding) if wanted else everything
        self.marked = self.top = 0
        self.alone = False
        self._repaint()

    def action_erase(self) -> None:
        """One letter back."""
        if self.typed:
            self._filter(self.typed[:-1])

    def action_move(self, words: int) -> None:
        """Another word."""
        if self.terms:
            self.marked = max(0, min(len(self.terms) - 1, self.marked + words))
            row = rows_of(self._picture()).index(self.marked)
            room = room_for(self.size.height)
            self.top = 0 if self.marked == 0 else max(min(self.top, row), row - room + 1, 0)
            self._repaint()

    def action_page(self, pages: int) -> None:
        """A page of words."""
        self.action_move(pages * max(1, room_for(self.size.height) - 1))

    def action_pick(self, word: int) -> None:
        """A click on a word; on the one that is shown, nothing beside it."""
        if word == self.marked:
            self.action_open()
        else:
            self.action_move(word - self.marked)

    def action_open(self) -> None:
        """The chosen word with nothing beside it, or the list again."""
        self.alone = bool(self.terms) and not self.alone
        self._repaint()

    def action_open_glossary(self) -> None:
        """The key that opened it closes it."""
        self.app.pop_screen()

    def action_back(self) -> None:
        """Back to where the player was."""
        if self.alone:
            self.action_open()
        else:
            self.app.pop_screen()
