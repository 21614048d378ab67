"""Keys of what failed first."""

from __future__ import annotations

from game.tui.keys import Key, Place

_CHOOSE, _REACH = "up down", "left right"

PLACE = Place(
    "cascade",
    "FIRST OUT",
    (
        Key("cascade.up", "up", "choose(-1)", "choose one that failed", "choose", group=_CHOOSE),
        Key("cascade.down", "down", "choose(1)", "choose one that failed", "choose", group=_CHOOSE),
        Key("cascade.enter", "enter", "go_there", "inspect it on the board", "inspect"),
        Key(
            "cascade.closer", "left", "reach(-1)", "this wave, the last hour, or the whole night", "time", group=_REACH
        ),
        Key("cascade.wider", "right", "reach(1)", "this wave, the last hour, or the whole night", "time", group=_REACH),
        Key("cascade.timeline", "t", "open_timeline", "what happened so far", "timeline"),
        Key("cascade.chart", "g", "open_chart", "a full-size chart of the chosen one", "graph", verbs=("graph",)),
        Key("cascade.status", "s", "open_status", "write on the public status page", "status", verbs=("post",)),
        Key("cascade.dns", "d", "open_dns", "see who writes the DNS record", "dns"),
        Key("cascade.pause", "space", "pause", "stop or start every clock", "pause"),
        Key("cascade.faster", "plus,equals_sign", "speed(1)", "let time run faster or slower", "speed", group="+ -"),
        Key("cascade.slower", "minus", "speed(-1)", "let time run faster or slower", "speed", group="+ -"),
        Key("cascade.page_up", "pageup", "choose(-10)", "ten rows up or down", group="page up, page down"),
        Key("cascade.page_down", "pagedown", "choose(10)", "ten rows up or down", group="page up, page down"),
        Key("cascade.first", "home", "choose(-999)", "the first or the last one", group="home, end"),
        Key("cascade.last", "end", "choose(999)", "the first or the last one", group="home, end"),
        Key("cascade.type", "slash,colon", "type", "back to the board, to type on its console"),
        Key("cascade.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("cascade.explain", "x", "open_glossary", "what a word on the screen means"),
        Key("cascade.help", "question_mark", "open_help", "this page", "help"),
        Key("cascade.back", "escape,v", "back", "back to the board", "board"),
    ),
)
