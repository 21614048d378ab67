"""Keys of help."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "help",
    "HELP",
    (
        Key("help.up", "up", "scroll_by(-1)", "scroll", word="scroll", group="up down"),
        Key("help.down", "down", "scroll_by(1)", "scroll", word="scroll", group="up down"),
        Key("help.page_up", "pageup", "scroll_page(-1)", "scroll faster", word="faster", group="page up, page down"),
        Key(
            "help.page_down", "pagedown,space", "scroll_page(1)", "scroll faster", "faster", group="page up, page down"
        ),
        Key("help.top", "home", "scroll_by(-100000)", "to the top"),
        Key("help.end", "end", "scroll_by(100000)", "to the end"),
        Key("help.rubric", "r", "open_rubric", "how a night is judged: every rule of the score", word="rubric"),
        Key("help.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("help.back", "escape,q,question_mark,f1", "back", "back to where you were", word="back"),
    ),
)
