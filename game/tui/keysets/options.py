"""Keys of the settings screen."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "options",
    "SETTINGS",
    (
        Key("options.up", "up", "move(-1)", "the line above or below", word="choose", group="up down"),
        Key("options.down", "down", "move(1)", "the line above or below", word="choose", group="up down"),
        Key("options.page_up", "pageup", "page(-1)", "a page up or down", group="page up, page down"),
        Key("options.page_down", "pagedown", "page(1)", "a page up or down", group="page up, page down"),
        Key("options.top", "home", "move(-1000)", "to the first line or the last", group="home, end"),
        Key("options.end", "end", "move(1000)", "to the first line or the last", group="home, end"),
        Key("options.before", "left", "change(-1)", "another choice, at once", word="change", group="left right"),
        Key("options.behind", "right", "change(1)", "another choice, at once", word="change", group="left right"),
        Key("options.press", "enter,space", "press", "the next choice; on a key, wait for the new one", word="change"),
        Key("options.reset", "backspace,delete", "reset", "the chosen line as the game brings it", word="reset"),
        Key(
            "options.find", "slash", "find", "type letters of a key or of what it does, to list only those", word="find"
        ),
        Key("options.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("options.help", "question_mark", "open_help", "this page", word="help"),
        Key("options.back", "escape,q", "back", "back to where you were", word="back"),
    ),
)
