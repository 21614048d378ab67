"""Keys of the queue view."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "queue",
    "THE QUEUE",
    (
        Key("queue.previous", "left", "turn(-1)", "the queue before or behind this one", "queues", group="left right"),
        Key("queue.next", "right", "turn(1)", "the queue before or behind this one", "queues", group="left right"),
        Key("queue.up", "up", "mark(-1)", "choose one of the queues before it", "choose", group="up down"),
        Key("queue.down", "down", "mark(1)", "choose one of the queues before it", "choose", group="up down"),
        Key("queue.enter", "enter", "go_there", "go to the queue that is chosen", "go there"),
        Key("queue.chart", "g", "open_chart", "a full-size chart of it", "graph", verbs=("graph",)),
        Key("queue.wider", "z", "span", "see a longer time, then a short one again", "time"),
        Key("queue.status", "s", "open_status", "write on the public status page", verbs=("post",)),
        Key("queue.dns", "d", "open_dns", "see who writes the DNS record"),
        Key("queue.pause", "space", "pause", "stop or start every clock", "pause"),
        Key("queue.faster", "plus,equals_sign", "speed(1)", "let time run faster or slower", "speed", group="+ -"),
        Key("queue.slower", "minus", "speed(-1)", "let time run faster or slower", "speed", group="+ -"),
        Key("queue.type", "slash,colon", "type", "back to the board, to type on its console"),
        Key("queue.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("queue.explain", "x", "open_glossary", "what a word on the screen means"),
        Key("queue.help", "question_mark", "open_help", "this page", "help"),
        Key("queue.back", "escape", "back", "back to the board", "board"),
    ),
)
