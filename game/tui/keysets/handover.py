"""Keys of the handover note: to take the seat, and to read."""

from __future__ import annotations

from game.tui.keys import Key, Place

_SCROLL, _PAGE, _NOTE = "up down", "page up, page down", "left right"

PLACE = Place(
    "handover",
    "THE HANDOVER",
    (
        Key("handover.take", "enter", "take", "take the seat, or go back to the board", word="take the seat"),
        Key("handover.up", "up", "scroll_by(-1)", "scroll", word="scroll", group=_SCROLL),
        Key("handover.down", "down", "scroll_by(1)", "scroll", word="scroll", group=_SCROLL),
        Key("handover.earlier", "left", "turn(-1)", "an earlier note, or a later one", word="note", group=_NOTE),
        Key("handover.later", "right", "turn(1)", "an earlier note, or a later one", word="note", group=_NOTE),
        Key("handover.page_up", "pageup", "scroll_page(-1)", "scroll a page", word="page", group=_PAGE),
        Key("handover.page_down", "pagedown", "scroll_page(1)", "scroll a page", word="page", group=_PAGE),
        Key("handover.first", "home", "scroll_by(-9999)", "to the begin or the end", group="home, end"),
        Key("handover.last", "end", "scroll_by(9999)", "to the begin or the end", group="home, end"),
        Key("handover.help", "question_mark", "open_help", "this page", word="help"),
        Key("handover.explain", "x", "open_glossary", "what a word on the screen means"),
        Key(
            "handover.quit",
            "q,ctrl+c",
            "leave",
            "leave the drill at this place: whoever goes on with it reads the note first",
            word="quit",
        ),
        Key("handover.back", "escape,O,shift+o", "back", "back to the board, once the seat is taken", word="board"),
    ),
)
