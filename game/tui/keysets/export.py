"""The keys of the list of what can be kept as a file."""

from __future__ import annotations

from game.tui.keys import Key, Place

_MOVE = "up down"

PLACE = Place(
    "export",
    "KEEP AS A FILE",
    (
        *(
            Key(f"export.keep{digit}", str(digit), f"keep({digit})", "keep the numbered one", word="keep", group="1-4")
            for digit in range(1, 5)
        ),
        Key("export.up", "up", "move(-1)", "choose", word="choose", group=_MOVE),
        Key("export.down", "down", "move(1)", "choose", word="choose", group=_MOVE),
        Key("export.take", "enter", "take", "keep the chosen one"),
        Key("export.back", "escape,q", "back", "back", word="back"),
    ),
)
