"""The keys of the list of what can be kept as a file."""

from __future__ import annotations

from game.tui.keys import Key, Place

_MOVE = "up down"


def _keep(digit: int) -> Key:
    return Key(f"export.keep{digit}", str(digit), f"keep({digit})", "keep the numbered one", word="keep", group="1-5")


PLACE = Place(
    "export",
    "KEEP AS A FILE",
    (
        *(_keep(digit) for digit in (1, 2, 3, 4, 5)),
        Key("export.up", "up", "move(-1)", "choose", word="choose", group=_MOVE),
        Key("export.down", "down", "move(1)", "choose", word="choose", group=_MOVE),
        Key("export.take", "enter", "take", "keep the chosen one"),
        Key("export.back", "escape,q", "back", "back to where you were", word="back"),
    ),
)
