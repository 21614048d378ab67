"""Keys of the board while a recording is watched: they move in time. The board's own keys look, as ever."""

from __future__ import annotations

from typing import Any

from game.tui.keys import Key, Place


def _key(name: str, keys: str, action: str, does: str, **more: Any) -> Key:
    return Key(f"watching.{name}", keys, f"screen.{action}", does, **more)


_MINUTE, _FAR, _MOMENT, _ENDS = ", .", "[ ]", "< >", "home end"

PLACE = Place(
    "watching",
    "THE RECORDING",
    (
        _key(
            "take_over", "o", "take_over", "take over at this moment: the night goes on as a new run", word="take over"
        ),
        _key("back", "comma", "by(-60)", "a minute back or on", word="minute", group=_MINUTE),
        _key("on", "full_stop", "by(60)", "a minute back or on", word="minute", group=_MINUTE),
        _key(
            "before", "less_than_sign", "moment(-1)", "the moment before or the next one", word="moment", group=_MOMENT
        ),
        _key(
            "behind",
            "greater_than_sign",
            "moment(1)",
            "the moment before or the next one",
            word="moment",
            group=_MOMENT,
        ),
        _key("far_back", "left_square_bracket", "by(-600)", "ten minutes back or on", word="10 min", group=_FAR),
        _key("far_on", "right_square_bracket", "by(600)", "ten minutes back or on", word="10 min", group=_FAR),
        _key("begin", "home", "to_end(-1)", "to the begin or the end", group=_ENDS),
        _key("end", "end", "to_end(1)", "to the begin or the end", group=_ENDS),
        _key("debrief", "e", "open_debrief", "the debrief of this night", word="debrief"),
        _key("leave", "escape", "back", "from the console to the board; then back to where you were"),
        _key("compare", "c", "compare", "compare this night with the one that it was taken over from"),
    ),
)
