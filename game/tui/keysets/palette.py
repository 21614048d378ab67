"""Keys of the command palette. Letters are what one looks for."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "palette",
    "THE PALETTE",
    (
        Key("palette.up", "up", "move(-1)", "the row above or below", word="choose", group="up down"),
        Key("palette.down", "down", "move(1)", "the row above or below", word="choose", group="up down"),
        Key("palette.page_up", "pageup", "page(-1)", "a page up or down", group="page up, page down"),
        Key("palette.page_down", "pagedown", "page(1)", "a page up or down", group="page up, page down"),
        Key("palette.top", "home", "move(-100000)", "to the first row or the last", group="home, end"),
        Key("palette.end", "end", "move(100000)", "to the first row or the last", group="home, end"),
        Key("palette.take", "enter,tab", "take", "do what the row says, or go on with what it needs", word="do it"),
        Key("palette.erase", "backspace", "erase", "one letter back, then one step", word="one step back"),
        Key("palette.back", "escape", "back", "close the palette", word="close"),
    ),
    types=True,
)
