"""What a key is: one declaration, from which bindings, footer, help, palette and settings are made.

A screen (or a zone that takes keys) declares its keys in a `Place`. `Keymap` says which keys a player has chosen instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from textual.binding import Binding

_SPOKEN = {
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
}
"""How a key is named on the screen, where that is not its name in Textual."""


def spoken(key: str) -> str:
    """A key as people name it: "esc", "/", "shift+n"."""
    return _SPOKEN.get(key, f"shift+{key.lower()}" if len(key) == 1 and key.isupper() else key)


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
    """Where keys act: `id` such as "board", `title` over its help, and its keys in the order of help."""

    id: str
    title: str
    keys: tuple[Key, ...]

    def bindings(self) -> list[Binding]:
        """What Textual is told."""
        return [key.binding() for key in self.keys]


@dataclass(frozen=True)
class Keymap:
    """Which keys stand for what, by the id of a `Key`; an id that is not in it keeps the declared keys."""

    chosen: Mapping[str, str] = field(default_factory=dict)

    def keys_of(self, key: Key) -> str:
        """The keys of one thing, with commas between them."""
        return self.chosen.get(key.id, key.keys)

    def named(self, key: Key) -> str:
        """The first key of one thing as people name it; the group's name if nobody changed it."""
        if key.group and key.id not in self.chosen:
            return key.group
        return spoken(self.keys_of(key).split(",")[0])

    def told(self, keys: Iterable[Key]) -> list[Key]:
        """One key for each group that was not taken apart, in order."""
        seen: set[str] = set()
        told = []
        for key in keys:
            if key.group and key.id not in self.chosen:
                if key.group in seen:
                    continue
                seen.add(key.group)
            told.append(key)
        return told
