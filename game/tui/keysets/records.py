"""Keys of the results."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "records",
    "YOUR RESULTS",
    (
        Key("records.up", "up", "move(-1)", "the night or the run above or below", word="choose", group="up down"),
        Key("records.down", "down", "move(1)", "the night or the run above or below", word="choose", group="up down"),
        Key(
            "records.before",
            "left,shift+tab",
            "turn(-1)",
            "what it asks for, how long it took, its runs",
            word="page",
            group="left right",
        ),
        Key(
            "records.behind",
            "right,tab",
            "turn(1)",
            "what it asks for, how long it took, its runs",
            word="page",
            group="left right",
        ),
        Key("records.page_up", "pageup", "scroll(-5)", "scroll what is below", group="page up, page down"),
        Key("records.page_down", "pagedown", "scroll(5)", "scroll what is below", group="page up, page down"),
        Key(
            "records.runs",
            "enter",
            "go",
            "choose among the runs of the night; on a run, its debrief",
            word="its runs",
        ),
        Key("records.watch", "w", "watch", "watch the chosen run", word="watch"),
        Key("records.delete", "delete,backspace", "delete", "delete the chosen result; asks once", word="delete"),
        Key("records.delete_all", "x", "delete_all", "delete every result; asks once", word="delete all"),
        Key("records.rubric", "r", "open_rubric", "how a night is judged: every rule of the score"),
        Key("records.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("records.help", "question_mark", "open_help", "this page", word="help"),
        Key(
            "records.back", "escape,q", "back", "from the runs to the nights; then back to where you were", word="back"
        ),
    ),
)
