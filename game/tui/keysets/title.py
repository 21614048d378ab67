"""Keys of the title."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "title",
    "THE TITLE",
    (
        Key("title.first", "enter", "first", "go on with the night that was left; without one, take the pager"),
        Key("title.new", "n", "new", "take the pager of a new night although one was left"),
        Key("title.resume", "c", "resume", "go on with the night that was left"),
        Key("title.levels", "l", "levels", "choose a night"),
        Key("title.records", "s", "open_records", "your results: every run, what comes again and when"),
        Key("title.options", "o", "open_options", "settings: colours, symbols, motion and keys"),
        Key("title.jump", "j", "jump", "put a letter on everything that can be chosen, and go there"),
        Key("title.help", "question_mark", "open_help", "this page"),
        Key("title.quit", "q", "quit", "leave the game"),
    ),
)
