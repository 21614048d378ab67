"""The lines of the settings screen: what can be chosen, and how each choice is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from game.session.keeping.settings import PRESETS, THEMES, Settings, said_by
from game.tui.keys import Keymap, Place, joined, spoken
from game.tui.paint.options import OptionRow
from game.tui.wardrobe import Wardrobe

EVERYTHING: Final = "all of it"
_CALLED: Final = 14
"""Cells in which keys are called all by their names; where they need more, the first tells for all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting with few values: its field, the values with the default first, and a name for each."""

    field: str
    label: str
    values: tuple[Any, ...]
    names: tuple[str, ...]
    about: str
    head: str = ""


CHOICES: Final = (
    Choice(
        "theme",
        "colours",
        ("", *THEMES),
        ("by terminal", *THEMES),
        "What the board looks like. By terminal: dark, or a theme for 16 colours where there are no more.",
        "LOOKS",
    ),
    Choice(
        "ascii_only",
        "symbols",
        (False, True),
        ("Unicode", "ASCII"),
        "ASCII holds together where signs come out twice as wide, or as boxes.",
    ),
    Choice(
        "motion",
        "motion",
        (True, False),
        ("on", "off"),
        "Off: nothing moves or lights up by itself. What changed is only marked.",
    ),
    Choice(
        "slow_on_page",
        "on a page",
        (True, False),
        ("slow to x1", "keep the pace"),
        "What time does when somebody pages you. It holds from the next night that you open.",
        "PACE",
    ),
    Choice(
        "preset",
        "keymap",
        PRESETS,
        ("the game's", *PRESETS[1:]),
        "vim: hjkl move wherever the arrows do. The pager is then on shift+l, jump on f.",
        "KEYS",
    ),
)

_FORCED: Final = {
    "theme": "NO_COLOR is set, so there are no colours whatever is chosen here.",
    "ascii_only": "NOERROR_ASCII is set, so it is ASCII whatever is chosen here.",
    "motion": "NOERROR_MOTION is 0, so nothing moves whatever is chosen here.",
}


def option_rows(wardrobe: Wardrobe, places: Sequence[Place]) -> tuple[OptionRow, ...]:
    """Every line: the choices, the keys place by place, and the one that resets all."""
    said = said_by(wardrobe.environ)
    default = Settings()
    rows = []
    for index, choice in enumerate(CHOICES):
        about = _FORCED[choice.field] if choice.field in said else choice.about
        own = getattr(wardrobe.kept.settings, choice.field) != getattr(default, choice.field)
        at = chosen_index(wardrobe, index)
        rows.append(OptionRow(choice.label, about, choice.names, at, head=choice.head, own=own))
    for place in places:
        rows += _keys_of(place, wardrobe)
    return (*rows, OptionRow(EVERYTHING, "Every choice and every key.", ("as the game brings it",), -1, head="RESET"))


def _keys_of(place: Place, wardrobe: Wardrobe) -> list[OptionRow]:
    keymap: Keymap = wardrobe.keymap
    rows = []
    for index, key in enumerate(place.keys):
        names = [spoken(name) for name in keymap.keys_of(key).split(",")]
        names = list(dict.fromkeys(names))
        called = names[0] if len(joined(names)) > _CALLED else joined(names)
        called_all = f"{'Its key is' if len(names) == 1 else 'Its keys are'} {' and '.join(names)}."
        about = f"{key.does}. {called_all} The settings file calls it {key.id}."
        own = key.id in wardrobe.kept.settings.keys
        head = place.title if index == 0 else ""
        rows.append(OptionRow(key.id, about[:1].upper() + about[1:], key=called, does=key.does, head=head, own=own))
    return rows


def chosen_index(wardrobe: Wardrobe, index: int) -> int:
    """Which value of a choice holds now."""
    choice = CHOICES[index]
    value = getattr(wardrobe.settings, choice.field)
    return choice.values.index(value)


def with_choice(settings: Settings, index: int, at: int) -> Settings:
    """The settings with another value of a choice."""
    choice = CHOICES[index]
    return replace(settings, **{choice.field: choice.values[at]})


def matching(rows: Sequence[OptionRow], typed: str) -> tuple[int, ...]:
    """The numbers of the lines that hold every typed word: in what is said of them, their key, or the place over them."""
    wanted = typed.casefold().split()
    found, place = [], ""
    for index, row in enumerate(rows):
        place = row.head or place
        if all(word in f"{place} {row.label} {row.key} {row.does}".casefold() for word in wanted):
            found.append(index)
    return tuple(found)
