"""Keys of the rubric."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "rubric",
    "HOW A NIGHT IS JUDGED",
    (
        Key("rubric.up", "up", "scroll_by(-1)", "scroll", word="scroll", group="up down"),
        Key("rubric.down", "down", "scroll_by(1)", "scroll", word="scroll", group="up down"),
        Key("rubric.page_up", "pageup", "scroll_page(-1)", "scroll faster", word="faster", group="page up, page down"),
        Key(
            "rubric.page_down",
            "pagedown,space",
            "scroll_page(1)",
            "scroll faster",
            "faster",
            group="page up, page down",
        ),
        Key("rubric.top", "home", "scroll_by(-100000)", "to the top or the end", group="home, end"),
        Key("rubric.end", "end", "scroll_by(100000)", "to the top or the end", group="home, end"),
        Key("rubric.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("rubric.help", "question_mark", "open_help", "this page", word="help"),
        Key("rubric.back", "escape,q", "back", "back to where you were", word="back"),
    ),
)
