"""What a key is: one declaration, from which bindings, footer, help, palette and settings are made.

A screen (or a zone that takes keys) declares its keys in a `Place`. `Keymap` says which keys a player has chosen instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from textual.binding import Binding

SPOKEN: Final = {
    "escape": "esc",
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "plus": "+",
    "equals_sign": "=",
    "minus": "-",
    "pageup": "page up",
    "pagedown": "page down",
    "comma": ",",
    "full_stop": ".",
    "apostrophe": "'",
    "backslash": "\\",
    "semicolon": ";",
    "exclamation_mark": "!",
    "quotation_mark": '"',
    "number_sign": "#",
    "dollar_sign": "$",
    "percent_sign": "%",
    "ampersand": "&",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "asterisk": "*",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "at": "@",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "circumflex_accent": "^",
    "underscore": "_",
    "grave_accent": "`",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "vertical_line": "|",
    "tilde": "~",
}
"""How a key is named on the screen, where that is not its name in Textual."""


def spoken(key: str) -> str:
    """A key as people name it: "esc", "/", "shift+n"."""
    return SPOKEN.get(key, f"shift+{key.lower()}" if len(key) == 1 and key.isupper() else key)


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that a key does.

    `id` names it in the settings file ("board.ack"), `keys` are Textual's names with commas between them, `action` is
    Textual's action ("screen.acknowledge"). `does` says in a clause what it does, for help. `word` is what the footer
    says, "" where it does not, `longer` what it says where there is room. `group` joins keys that one line of help and
    one pair of the footer stand for ("arrows"): the first of a group tells for all. `verbs` are the words of the console
    that it says; `priority` takes the key before whatever has the focus.
    """

    id: str
    keys: str
    action: str
    does: str
    word: str = ""
    longer: str = ""
    group: str = ""
    verbs: tuple[str, ...] = ()
    priority: bool = False

    def binding(self) -> Binding:
        """What Textual is told."""
        return Binding(self.keys, self.action, self.word or self.does, show=False, priority=self.priority, id=self.id)


@dataclass(frozen=True, slots=True)
class Place:
    """Where keys act: `id` such as "board", `title` over its help, and its keys in the order of help.

    `types` says that letters are typed here, so that none of its keys may be one.
    """

    id: str
    title: str
    keys: tuple[Key, ...]
    types: bool = False

    def bindings(self) -> list[Binding]:
        """What Textual is told."""
        return [key.binding() for key in self.keys]

    def __getitem__(self, id: str) -> Key:  # noqa: A002 - what it is
        """The key with this id. KeyError if there is none."""
        for key in self.keys:
            if key.id == id:
                return key
        raise KeyError(id)


@dataclass(frozen=True)
class Keymap:
    """Which keys stand for what, by the id of a `Key`; an id that is not in it keeps the declared keys.

    `groups` has a new name for each id whose whole group was changed: "hjkl" for the arrows.
    """

    chosen: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

    def keys_of(self, key: Key) -> str:
        """The keys of one thing, with commas between them."""
        return self.chosen.get(key.id, key.keys)

    def first(self, key: Key) -> str:
        """The first key of one thing as people name it."""
        return spoken(self.keys_of(key).split(",")[0])

    def named(self, key: Key) -> str:
        """The first key of one thing as people name it; for a group that is still one, the group's name."""
        return self._group(key) or self.first(key)

    def told(self, keys: Iterable[Key]) -> list[Key]:
        """One key for each group that was not taken apart, in order."""
        seen: set[str] = set()
        told = []
        for key in keys:
            if group := self._group(key):
                if group in seen:
                    continue
                seen.add(group)
            told.append(key)
        return told

    def _group(self, key: Key) -> str:
        """The name of the group that a key is told with; "" if it stands for itself."""
        if not key.group or key.id in self.groups:
            return self.groups.get(key.id, "")
        return "" if key.id in self.chosen else key.group


def joined(names: list[str]) -> str:
    """Several keys in few cells: "1-9", "hjkl", "+ -"."""
    if len(names) > 1 and all(len(name) == 1 and name.isdigit() for name in names):
        digits = [int(name) for name in names]
        if digits == list(range(digits[0], digits[-1] + 1)):
            return f"{names[0]}-{names[-1]}"
    return ("" if len(names) > 2 and all(len(name) == 1 for name in names) else " ").join(names)
