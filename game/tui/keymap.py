"""From what a player chose to the keys that hold: presets, single keys, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from game.session.keeping.settings import Settings
from game.tui.key_names import NoKeyError, is_typed, read_keys
from game.tui.keys import Key, Keymap, Place, joined, spoken

EVERYWHERE: Final = "everywhere"
"""The place whose keys work in every other one."""

_MOVES: Final = {"left": "h", "down": "j", "up": "k", "right": "l"}
_VIM: Final = {
    "board.pager": "L,shift+l",
    "board.hint": "H,shift+h",
    "dns.look": "L,shift+l",
}
"""What makes room for hjkl. The letters themselves go in front of the arrow keys, wherever these are bound."""
_VIM_JUMP: Final = "f"


@dataclass(frozen=True, slots=True)
class Unfit:
    """A choice of a key that cannot be followed: of what (`id`), and why, in whole sentences."""

    id: str
    why: str


def preset_keys(preset: str, places: Sequence[Place]) -> dict[str, str]:
    """The keys of a named keymap, by id; none for ""."""
    if preset != "vim":
        return {}
    keys = [key for place in places for key in place.keys]
    chosen = {key.id: _VIM[key.id] for key in keys if key.id in _VIM}
    chosen |= {key.id: _VIM_JUMP for key in keys if key.id.endswith(".jump")}
    for place in places:
        if place.types or place.id == EVERYWHERE:
            continue
        taken = {name for key in place.keys for name in chosen.get(key.id, key.keys).split(",")}
        for key in place.keys:
            letters = [_MOVES[name] for name in key.keys.split(",") if name in _MOVES]
            if letters and not taken & set(letters):
                chosen[key.id] = ",".join([*letters, key.keys])
    return chosen


def keymap_for(settings: Settings, places: Sequence[Place]) -> tuple[Keymap, tuple[Unfit, ...]]:
    """The keys that hold, and the choices that cannot be followed: those keep the key of the preset."""
    preset = preset_keys(settings.preset, places)
    declared = {key.id: key for place in places for key in place.keys}
    homes = {key.id: place for place in places for key in place.keys}
    wished: dict[str, str] = {}
    unfit: list[Unfit] = []
    for id_, written in settings.keys.items():
        if id_ not in declared:
            near = get_close_matches(id_, declared, n=1)
            hint = f'Did you mean "{near[0]}"?' if near else "The settings screen lists them all."
            unfit.append(Unfit(id_, f'There is nothing called "{id_[:60]}". {hint}'))
            continue
        try:
            keys = read_keys(written)
        except NoKeyError as error:
            unfit.append(Unfit(id_, str(error)))
            continue
        if why := _typed(keys, declared[id_], homes[id_]):
            unfit.append(Unfit(id_, why))
            continue
        wished[id_] = keys
    while clash := _clash(places, preset, wished):
        unfit.append(clash)
        del wished[clash.id]
    chosen = {id_: keys for id_, keys in {**preset, **wished}.items() if keys != declared[id_].keys}
    return Keymap(chosen, _groups(places, chosen)), tuple(unfit)


def _typed(keys: str, key: Key, place: Place) -> str:
    """Why a key that writes a character cannot be used, where characters are typed; else ""."""
    letters = [name for name in keys.split(",") if is_typed(name)]
    if not letters or not (place.types or place.id == EVERYWHERE or key.priority):
        return ""
    return f'"{spoken(letters[0])}" is typed there. Choose a function key, or one with ctrl.'


def _clash(places: Sequence[Place], preset: Mapping[str, str], wished: Mapping[str, str]) -> Unfit | None:
    """The last wish that takes a key from something else in the same place."""
    everywhere = [key for place in places if place.id == EVERYWHERE for key in place.keys]
    order = {id_: number for number, id_ in enumerate(wished)}
    found: Unfit | None = None
    for place in places:
        users: dict[str, Key] = {}
        for key in (*everywhere, *(() if place.id == EVERYWHERE else place.keys)):
            for name in wished.get(key.id, preset.get(key.id, key.keys)).split(","):
                other = users.setdefault(name, key)
                if other is key or not {other.id, key.id} & set(wished):
                    continue
                late, early = sorted((key, other), key=lambda one: -order.get(one.id, -1))
                if found is None or order[late.id] > order[found.id]:
                    found = Unfit(late.id, f'"{spoken(name)}" is the key of {early.id} ({early.does}). {_REMEDY}')
    return found


_REMEDY: Final = "Give that another key first, or choose another one."


def _groups(places: Iterable[Place], chosen: Mapping[str, str]) -> dict[str, str]:
    """New names for groups that were changed as a whole."""
    names: dict[str, str] = {}
    for place in places:
        groups: dict[str, list[Key]] = {}
        for key in place.keys:
            if key.group:
                groups.setdefault(key.group, []).append(key)
        for keys in groups.values():
            if all(key.id in chosen for key in keys):
                name = joined(_in_order([spoken(chosen[key.id].split(",")[0]) for key in keys]))
                names |= {key.id: name for key in keys}
    return names


def _in_order(names: list[str]) -> list[str]:
    """The four letters of vim in the order that its players know."""
    return sorted(names) if set(names) == set(_MOVES.values()) else names
