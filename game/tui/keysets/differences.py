"""Keys of the comparison of two nights."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "differences",
    "TWO NIGHTS",
    (
        Key("differences.up", "up", "scroll_by(-1)", "scroll what was done and told", word="scroll", group="up down"),
        Key(
            "differences.down", "down", "scroll_by(1)", "scroll what was done and told", word="scroll", group="up down"
        ),
        Key("differences.page_up", "pageup", "scroll_by(-10)", "scroll faster", group="page up, page down"),
        Key("differences.page_down", "pagedown,space", "scroll_by(10)", "scroll faster", group="page up, page down"),
        Key("differences.jump", "j", "jump", "put a letter on everything that can be chosen"),
        Key("differences.help", "question_mark", "open_help", "this page", word="help"),
        Key("differences.back", "escape", "back", "back", word="back"),
    ),
)
