"""Keys of the debrief."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "debrief",
    "THE DEBRIEF",
    (
        Key(
            "debrief.before", "left,shift+tab", "walk(-1)", "the page before or behind", word="walk", group="left right"
        ),
        Key("debrief.behind", "right,tab", "walk(1)", "the page before or behind", word="walk", group="left right"),
        *(Key(f"debrief.page{n}", str(n), f"page({n - 1})", "go to that page", group="1-4") for n in range(1, 5)),
        Key("debrief.up", "up", "scroll_by(-1)", "scroll", word="scroll", group="up down"),
        Key("debrief.down", "down", "scroll_by(1)", "scroll", word="scroll", group="up down"),
        Key("debrief.page_up", "pageup", "scroll_by(-12)", "scroll faster", group="page up, page down"),
        Key("debrief.page_down", "pagedown,space", "scroll_by(12)", "scroll faster", group="page up, page down"),
        Key("debrief.next", "enter", "next", "next page; from the last one, choose another night", word="next"),
        Key("debrief.watch", "w", "watch", "watch this night again, and take over anywhere", word="watch again"),
        Key("debrief.compare", "c", "compare", "this night beside the one that it was taken over from"),
        Key("debrief.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("debrief.help", "question_mark", "open_help", "this page", word="help"),
        Key("debrief.leave", "escape", "leave", "leave for the title", word="leave"),
    ),
)
