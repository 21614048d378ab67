"""What works on every screen, typing or not: function keys and ctrl, never a letter."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from game.tui.keys import Key, Place
from game.tui.port import Port

PLACE = Place(
    "everywhere",
    "EVERYWHERE",
    (
        Key("app.help", "f1", "open_help", "help for where you are"),
        Key("run.pause", "f2", "pause", "stop or start every clock"),
        Key("app.glossary", "f3", "open_glossary", "what a word on the screen means"),
        Key("app.export", "f4", "export", "keep a picture, the console or the journal as a file"),
        Key("app.palette", "ctrl+p", "open_palette", "find any action by its words", priority=True),
    ),
)


class Everywhere(Screen[Any]):
    """Base of every screen: help, glossary, export and palette. `where` is the id of the place whose keys help explains."""

    where = ""
    port: Port

    def action_open_help(self) -> None:
        """Help for where the player is."""
        from game.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.port, self.where))

    def action_open_glossary(self) -> None:
        """What the words on this screen mean."""
        from game.tui.screens.glossary import GlossaryScreen

        self.app.push_screen(GlossaryScreen(self))

    def action_export(self) -> None:
        """Keep what is seen as a file."""
        from game.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self))

    def action_open_palette(self) -> None:
        """Find any action by its words."""
        from game.tui.screens.palette import PaletteScreen

        self.app.push_screen(PaletteScreen(self))
