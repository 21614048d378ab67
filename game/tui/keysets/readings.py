"""Keys of the list from which a chart's second reading is chosen. Letters are what one looks for."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "readings",
    "A SECOND READING",
    (
        Key("readings.up", "up", "move(-1)", "the row above or below", "choose", group="up down"),
        Key("readings.down", "down", "move(1)", "the row above or below", "choose", group="up down"),
        Key("readings.take", "enter", "take", "draw the reading of this row below the first one", "draw it"),
        Key("readings.more", "tab", "more", "the other readings of this service", "its readings"),
        Key("readings.erase", "backspace", "erase", "one letter back", "one letter back"),
        Key("readings.back", "escape", "back", "leave it as it was", "close"),
    ),
    types=True,
)
