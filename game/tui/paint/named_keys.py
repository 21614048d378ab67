"""Keys that somebody names in a sentence: "{board.ack}" stands for the key that acknowledges, whichever that is now."""

from __future__ import annotations

import re
from dataclasses import replace

from game.session.view.talk import Talk
from game.tui.keys import Keymap

_NAMED = re.compile(r"\{([a-z_]+\.[a-z_]+)\}")


def named_keys(text: str, keymap: Keymap) -> str:
    """A sentence with the keys as they are called now; what names no key stays as it is written."""
    return _NAMED.sub(lambda found: _name(found[1], keymap) or found[0], text) if "{" in text else text


def _name(id_: str, keymap: Keymap) -> str:
    from game.tui.all_places import place  # most sentences name none

    where = place(id_.partition(".")[0])
    try:
        return "" if where is None else keymap.first(where[id_])
    except KeyError:
        return ""


def with_keys(talk: Talk, keymap: Keymap) -> Talk:
    """What somebody says, with the keys as they are called now."""
    lines = tuple([named_keys(line, keymap) for line in talk.lines])
    choices = tuple([named_keys(choice, keymap) for choice in talk.choices])
    return talk if (lines, choices) == (talk.lines, talk.choices) else replace(talk, lines=lines, choices=choices)
