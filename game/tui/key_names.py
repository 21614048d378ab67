"""Keys as people write them in a settings file, and which of them a terminal cannot tell or the game needs itself."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from textual.keys import Keys

from game.tui.keys import SPOKEN

_WRITTEN: Final = {said.replace(" ", ""): name for name, said in SPOKEN.items()} | {
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
}
_PLAIN: Final = frozenset(("space", "enter", "tab", "escape", "backspace", *(key.value for key in Keys)))
_TAKEN: Final = {
    "ctrl+c": "it always leads out of the game",
    "ctrl+q": "it always leads out of the game",
    "ctrl+m": "a terminal sends the same for enter",
    "ctrl+j": "a terminal sends the same for enter",
    "ctrl+i": "a terminal sends the same for tab",
    "ctrl+h": "a terminal sends the same for backspace",
    "ctrl+z": "it takes back what was typed",
}
"""Keys that nothing can be put on, and why."""


class NoKeyError(ValueError):
    """Something that is written where a key should be, and is none that can be used. The text is a sentence."""


def read_keys(written: str) -> str:
    """Textual's names of what a player wrote ("/", "shift+n", "ctrl+x", "esc"), with commas between them. NoKeyError."""
    parts = [","] if written.strip() == "," else [part for part in written.split(",") if part.strip()]
    if not parts:
        raise NoKeyError("No key is written there.")
    return ",".join(dict.fromkeys(name for part in parts for name in _names(part)))


def _names(part: str) -> tuple[str, ...]:
    """The names of one key: a capital letter has two, because terminals differ."""
    text = part if part == " " else part.strip().replace(" ", "")
    if len(text) == 1 and text.isalpha():
        return (text, f"shift+{text.lower()}") if text.isupper() else (text,)
    text = text.lower()
    *with_it, plain = text.rsplit("+", 1) if len(text) > 1 and not text.endswith("+") else (text,)
    plain = {" ": "space"}.get(plain) or _WRITTEN.get(plain, plain)
    if with_it == ["shift"] and len(plain) == 1 and plain.isalpha():
        return plain.upper(), f"shift+{plain}"
    name = "+".join([*with_it, plain])
    if reason := _TAKEN.get(name):
        raise NoKeyError(f"{name} cannot be used: {reason}.")
    letter = len(plain) == 1 and plain.isalnum()
    if letter and with_it in ([], ["ctrl"]):
        return (name,)
    if name in _PLAIN or (not with_it and plain in SPOKEN):
        return (name,)
    near = get_close_matches(name, [*_WRITTEN, *_PLAIN], n=1)
    hint = f'Did you mean "{near[0]}"?' if near else 'Write a letter, a sign, "f12", "ctrl+x", "shift+n" or "page up".'
    shown = "".join(char if char.isprintable() else "?" for char in part.strip())[:40]
    raise NoKeyError(f'There is no key "{shown}". {hint}')


def is_typed(key: str) -> bool:
    """Whether a key, by Textual's name, writes a character."""
    return key == "space" or len(key) == 1 or (key in SPOKEN and len(SPOKEN[key]) == 1)
