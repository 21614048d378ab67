"""The last line of a screen: keys and what they do."""

from __future__ import annotations

from collections.abc import Sequence

from game.tui.canvas import Canvas
from game.tui.keys import Key, Keymap, Place, joined

Pair = tuple[str, str, str]
"""A key, what it does, and the command that a click on it gives ("" for none).

A pair that stands for several keys ("up down") has a command for each of them, with "|" between them.
"""


def command_of(key: Key, keys: Sequence[Key], keymap: Keymap) -> str:
    """What a click on a key as it is named gives; for a group whose keys are all named, one command for each of them."""
    named = keymap.named(key)
    if not key.group or named == keymap.first(key):
        return key.action
    group = [other for other in keys if other.group == key.group]
    names = [keymap.first(other) for other in group]
    return "|".join(other.action for other in group) if names == _parts(named) else ""


def _parts(named: str) -> list[str]:
    return named.split(", " if ", " in named else " ")


def aim_key(canvas: Canvas, x: int, y: int, pair: Pair, prefix: str = "") -> None:
    """Let a click on a pair that is written at x, y do what its key does; `prefix` goes before each command."""
    key, word, command = pair
    commands, names = command.split("|"), _parts(key)
    if not command:
        return
    if len(commands) == 1:
        canvas.aim(x, y, len(key) + 1 + len(word), 1, prefix + command)
        return
    at = 0
    for name, one in zip(names, commands, strict=True):
        at = key.index(name, at)
        canvas.aim(x + at, y, len(name), 1, prefix + one)
        at += len(name)


class Legend:
    """The keys of a place by their short names ("back" for "dns.back"), as they are called now."""

    def __init__(self, place: Place, keymap: Keymap) -> None:
        self._place = place
        self._keymap = keymap

    def has(self, name: str) -> bool:
        """Whether there is such a key here: a panel that it opens may have been taken away."""
        return any(key.id == f"{self._place.id}.{name}" for key in self._place.keys)

    def named(self, name: str) -> str:
        """How a key is called."""
        return self._keymap.first(self._key(name))

    def pair(self, name: str, word: str = "") -> Pair:
        """A key or the group that it stands for, with its own word or another one."""
        key = self._key(name)
        return self._keymap.named(key), word or key.word, command_of(key, self._place.keys, self._keymap)

    def some(self, names: Sequence[str], word: str = "") -> Pair:
        """Several keys as one pair: "1-3"."""
        word = word or self._key(names[0]).word
        return joined([self.named(name) for name in names]), word, ""

    def arrows(self, names: Sequence[str], word: str = "") -> Pair:
        """The four arrow keys as one pair, by whatever they are called."""
        keys = [self._key(name) for name in names]
        if any(key.id in self._keymap.chosen for key in keys):
            return self.some(sorted(names, key=lambda name: _HJKL.find(self.named(name))), word)
        return "arrows", word or keys[0].word, ""

    def _key(self, name: str) -> Key:
        return self._place[f"{self._place.id}.{name}"]


_HJKL = "hjkl"


def paint_keys(canvas: Canvas, y: int, pairs: Sequence[Pair], pinned: Pair | None = None) -> None:
    """Write key and word pairs from the left, `pinned` at the right end. A pair is written whole or left out."""
    end = canvas.width - 1
    if pinned is not None:
        end -= _width(pinned)
        _write(canvas, end, y, pinned)
        end -= 2
    x = 1
    for pair in pairs:
        if x + _width(pair) <= end:
            x = _write(canvas, x, y, pair) + 2


def _width(pair: Pair) -> int:
    return len(pair[0]) + 1 + len(pair[1])


def _write(canvas: Canvas, x: int, y: int, pair: Pair) -> int:
    key, word, _ = pair
    aim_key(canvas, x, y, pair)
    return canvas.put(canvas.put(x, y, key, "bold strong") + 1, y, word, "muted")
