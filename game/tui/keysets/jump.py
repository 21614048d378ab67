"""Keys while letters stand over everything that can be clicked: the letters, and what leaves."""

from __future__ import annotations

from game.tui.keys import Key, Place

PLACE = Place(
    "jump",
    "JUMP",
    (Key("jump.back", "escape", "back", "take the letters away; so does any key that is none of them", word="leave"),),
    types=True,
)
