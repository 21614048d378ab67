"""Keys of the DNS inspector."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "dns",
    "DNS",
    (
        *(
            Key(f"dns.act{n}", str(n), f"act({n})", "take the numbered action", word="act", group="1-9")
            for n in range(1, 10)
        ),
        Key("dns.earlier", "left", "move(-1)", "earlier or later", word="time", group="left right"),
        Key("dns.later", "right", "move(1)", "earlier or later", word="time", group="left right"),
        Key("dns.closer", "up", "zoom(-1)", "see a shorter or a longer time", word="time", group="up down"),
        Key("dns.wider", "down", "zoom(1)", "see a shorter or a longer time", word="time", group="up down"),
        Key("dns.next", "n", "next", "go to the next change of the record", word="change"),
        Key("dns.start", "home", "start", "back to the moment that matters", word="start"),
        Key("dns.look", "l", "look", "look at the record, then read what the first unread writer wrote", word="look"),
        Key("dns.status", "s", "open_status", "write on the public status page", word="status"),
        Key("dns.confirm", "enter", "confirm", "yes to the question that is asked", word="do it"),
        Key("dns.pause", "space", "pause", "stop or start every clock", word="pause"),
        Key("dns.faster", "plus,equals_sign", "speed(1)", "let time run faster or slower", word="speed", group="+ -"),
        Key("dns.slower", "minus", "speed(-1)", "let time run faster or slower", word="speed", group="+ -"),
        Key("dns.type", "slash,colon", "type", "back to the board, to type on its console"),
        Key("dns.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("dns.help", "question_mark", "open_help", "this page", word="help"),
        Key("dns.back", "escape", "back", "close the answer; then back to the board", word="board"),
    ),
)
