"""Keys of the debrief."""

from __future__ import annotations

from game.tui.keys import Key, Place

_WALK, _PART, _MOVE, _TURN = "left right", "tab, shift+tab", "up down", "page up, page down"

PLACE = Place(
    "debrief",
    "THE DEBRIEF",
    (
        Key("debrief.next", "enter", "next", "read on, then go on; what is not answered stays open", word="go on"),
        Key("debrief.before", "left", "walk(-1)", "the page before or behind", word="page", group=_WALK),
        Key("debrief.behind", "right", "walk(1)", "the page before or behind", word="page", group=_WALK),
        Key("debrief.part", "tab", "part(1)", "the next part, or the one before", word="part", group=_PART),
        Key("debrief.part_before", "shift+tab", "part(-1)", "the next part, or the one before", group=_PART),
        *(
            Key(
                f"debrief.number{n}",
                str(n),
                f"number({n - 1})",
                "give an answer, put a cause at that place, tick a fix",
                word="answer",
                group="1-9",
            )
            for n in range(1, 10)
        ),
        Key("debrief.up", "up", "move(-1)", "choose, or scroll", word="choose", group=_MOVE),
        Key("debrief.down", "down", "move(1)", "choose, or scroll", word="choose", group=_MOVE),
        Key("debrief.mark", "space", "mark", "take a cause up or put it down; tick a fix", word="pick"),
        Key("debrief.words", "slash", "words", "answer in your own words", word="own words"),
        Key("debrief.show", "s", "show", "tell what is told after an answer, without one", word="show"),
        Key("debrief.run_again", "r", "run_again", "run the night again with the fixes", word="run again"),
        Key("debrief.stop", "x", "stop", "stop running it again", word="stop"),
        Key("debrief.take_over", "o", "take_over", "play on from this moment, as a new run", word="take over"),
        Key(
            "debrief.watch",
            "w",
            "watch",
            "watch this night again, from this moment on where there is one, and take over anywhere",
            word="watch",
        ),
        Key("debrief.compare", "c", "compare", "this night beside the one that it was taken over from"),
        Key("debrief.rubric", "p", "open_rubric", "the published rules of the score", word="the rules"),
        Key("debrief.page_up", "pageup", "turn(-1)", "scroll faster", group=_TURN),
        Key("debrief.page_down", "pagedown", "turn(1)", "scroll faster", group=_TURN),
        Key("debrief.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("debrief.help", "question_mark", "open_help", "this page", word="help"),
        Key(
            "debrief.leave",
            "escape,q",
            "leave",
            "back to where you came from: the title, the results, or the night",
            word="leave",
        ),
    ),
)
