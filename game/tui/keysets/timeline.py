"""Keys of the timeline so far."""

from __future__ import annotations

from game.tui.keys import Key, Place

_CHOOSE, _SHOW = "up down", "left right"

PLACE = Place(
    "timeline",
    "THE TIMELINE",
    (
        Key("timeline.up", "up", "choose(-1)", "choose a line", "choose", group=_CHOOSE),
        Key("timeline.down", "down", "choose(1)", "choose a line", "choose", group=_CHOOSE),
        Key("timeline.enter", "enter", "go_there", "inspect what the line is about", "inspect"),
        Key(
            "timeline.less",
            "left",
            "turn(-1)",
            "all of it, yours, pages and states, or the public's",
            "show",
            group=_SHOW,
        ),
        Key(
            "timeline.more",
            "right",
            "turn(1)",
            "all of it, yours, pages and states, or the public's",
            "show",
            group=_SHOW,
        ),
        Key("timeline.first", "home", "choose(-9999)", "the oldest or the newest line", group="home, end"),
        Key("timeline.last", "end", "choose(9999)", "the oldest or the newest line", group="home, end"),
        Key("timeline.page_up", "pageup", "choose(-10)", "ten lines up or down", group="page up, page down"),
        Key("timeline.page_down", "pagedown", "choose(10)", "ten lines up or down", group="page up, page down"),
        Key("timeline.cascade", "v", "open_cascade", "who failed first", "first out"),
        Key("timeline.status", "s", "open_status", "write on the public status page", "status", verbs=("post",)),
        Key("timeline.dns", "d", "open_dns", "see who writes the DNS record", "dns"),
        Key("timeline.pause", "space", "pause", "stop or start every clock", "pause"),
        Key("timeline.faster", "plus,equals_sign", "speed(1)", "let time run faster or slower", "speed", group="+ -"),
        Key("timeline.slower", "minus", "speed(-1)", "let time run faster or slower", "speed", group="+ -"),
        Key("timeline.type", "slash,colon", "type", "back to the board, to type on its console"),
        Key("timeline.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("timeline.explain", "x", "open_glossary", "what a word on the screen means"),
        Key("timeline.help", "question_mark", "open_help", "this page", "help"),
        Key("timeline.back", "escape,t", "back", "back to the board", "board"),
    ),
)
