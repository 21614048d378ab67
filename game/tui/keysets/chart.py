"""Keys of the full-size chart, and of the list from which its second reading is chosen."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "chart",
    "THE CHART",
    (
        Key("chart.earlier", "left", "walk(-1)", "walk in time: the values there are told", "time", group="left right"),
        Key("chart.later", "right", "walk(1)", "walk in time: the values there are told", "time", group="left right"),
        Key("chart.far_earlier", "shift+left,pageup", "walk(-12)", "walk far", group="page up, page down"),
        Key("chart.far_later", "shift+right,pagedown", "walk(12)", "walk far", group="page up, page down"),
        Key("chart.closer", "up", "span(-1)", "see a shorter or a longer time", "span", group="up down"),
        Key("chart.wider", "down", "span(1)", "see a shorter or a longer time", "span", group="up down"),
        Key("chart.begin", "home", "begin", "to the beginning of the night"),
        Key("chart.now", "end", "now", "back to now", "now"),
        Key("chart.metric", "m", "metric(0)", "the next reading of the same service", "metric", "next metric"),
        Key("chart.metric_below", "M,shift+m", "metric(1)", "the next reading of the one below"),
        Key(
            "chart.second",
            "c,tab",
            "choose",
            "choose a reading to stand below, or take it away",
            "compare",
            "second reading",
            verbs=("graph",),
        ),
        Key("chart.queue", "w", "open_queue", "what waits at this service", "queue", verbs=("queue",)),
        Key("chart.status", "s", "open_status", "write on the public status page", verbs=("post",)),
        Key("chart.dns", "d", "open_dns", "see who writes the DNS record"),
        Key("chart.pause", "space", "pause", "stop or start every clock", "pause"),
        Key("chart.faster", "plus,equals_sign", "speed(1)", "let time run faster or slower", "speed", group="+ -"),
        Key("chart.slower", "minus", "speed(-1)", "let time run faster or slower", "speed", group="+ -"),
        Key("chart.type", "slash,colon", "type", "back to the board, to type on its console"),
        Key("chart.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("chart.explain", "x", "open_glossary", "what a word on the screen means"),
        Key("chart.help", "question_mark", "open_help", "this page", "help"),
        Key("chart.back", "escape", "back", "back to the board", "board"),
    ),
)
