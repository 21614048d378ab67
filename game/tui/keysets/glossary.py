"""Keys of the glossary. Letters are what one looks for."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "glossary",
    "THE GLOSSARY",
    (
        Key("glossary.up", "up", "move(-1)", "the word above or below", word="choose", group="up down"),
        Key("glossary.down", "down", "move(1)", "the word above or below", word="choose", group="up down"),
        Key("glossary.page_up", "pageup", "page(-1)", "a page up or down", word="faster", group="page up, page down"),
        Key(
            "glossary.page_down", "pagedown", "page(1)", "a page up or down", word="faster", group="page up, page down"
        ),
        Key("glossary.top", "home", "move(-100000)", "to the first word or the last", group="home, end"),
        Key("glossary.end", "end", "move(100000)", "to the first word or the last", group="home, end"),
        Key("glossary.open", "enter", "open", "read the chosen word with nothing beside it", word="read"),
        Key("glossary.erase", "backspace", "erase", "one letter back"),
        Key("glossary.back", "escape", "back", "back to where you were", word="back"),
    ),
    types=True,
)
