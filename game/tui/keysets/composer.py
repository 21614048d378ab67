"""Keys of the status page composer."""

from __future__ import annotations

from game.tui.keys import Key, Place

_MOVE = "arrows"

PLACE = Place(
    "composer",
    "THE STATUS PAGE",
    (
        *(
            Key(f"composer.field{n}", str(n), f"field({n - 1})", "jump to a field", word="field", group="1-5")
            for n in range(1, 6)
        ),
        *(
            Key(f"composer.{name}", name, action, "choose inside a field, or go to the next one", "choose", group=_MOVE)
            for name, action in (
                ("left", "choose_by(-1)"),
                ("right", "choose_by(1)"),
                ("up", "move(-1)"),
                ("down", "move(1)"),
            )
        ),
        Key("composer.tick", "space", "tick", "name a service, or leave it out", word="tick"),
        Key("composer.next", "tab", "next_field(1)", "next field, also out of the message", word="next field"),
        Key("composer.before", "shift+tab", "next_field(-1)", "the field before it"),
        Key("composer.enter", "enter", "enter", "the next field"),
        Key("composer.yes", "y", "yes", "yes to a question", word="publish it all the same"),
        Key(
            "composer.suggest",
            "ctrl+t",
            "suggest",
            "take over the suggested words; name what fails, if nothing is named yet",
            word="suggest",
            priority=True,
        ),
        Key("composer.publish", "ctrl+s", "publish", "publish", word="publish", priority=True),
        Key("composer.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("composer.help", "question_mark", "open_help", "this page; while writing, f1", word="help"),
        Key("composer.back", "escape", "back", "back to the board; the draft stays", word="keep draft", priority=True),
    ),
)
