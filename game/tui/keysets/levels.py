"""Keys of the picker of nights."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "levels",
    "CHOOSE A NIGHT",
    (
        Key("levels.up", "up", "move(-1)", "the night above or below", word="choose", group="up down"),
        Key("levels.down", "down", "move(1)", "the night above or below", word="choose", group="up down"),
        Key(
            "levels.more_help",
            "left",
            "help(-1)",
            "more help with the chosen night, or less",
            word="help",
            group="left right",
        ),
        Key(
            "levels.less_help",
            "right",
            "help(1)",
            "more help with the chosen night, or less",
            word="help",
            group="left right",
        ),
        Key("levels.start", "enter", "start", "start the chosen night, or go on where it was left", word="start"),
        Key("levels.new", "n", "new", "begin a night anew that was left open", word="begin anew"),
        Key("levels.watch", "w", "watch", "watch the newest finished run of the chosen night", word="watch"),
        *(
            Key(
                f"levels.start{n}", str(n), f"start_number({n})", "start that night", word="start that one", group="1-9"
            )
            for n in range(1, 10)
        ),
        Key("levels.records", "s", "open_records", "your results: every run, what comes again and when", word="scores"),
        Key("levels.rubric", "r", "open_rubric", "how a night is judged: every rule of the score"),
        Key("levels.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("levels.help", "question_mark", "open_help", "this page", word="help"),
        Key("levels.back", "escape", "back", "back to the title", word="back"),
    ),
)
