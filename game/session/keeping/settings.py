"""What a player has chosen for all runs: looks, motion, pace and keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

THEMES: Final = ("dark", "light", "high-contrast", "ansi", "no-color")
PRESETS: Final = ("", "vim")
"""Named keymaps; "" is the game's own."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices. `theme` "" lets the terminal decide; `motion` False leaves out everything that moves by itself;
    `slow_on_page` lets time fall back to x1 when somebody pages; `preset` is a named keymap ("" or "vim"), and `keys` are
    the keys of single things by their id, on top of it.
    """

    theme: str = ""
    ascii_only: bool = False
    motion: bool = True
    slow_on_page: bool = True
    preset: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)


def said_by(environ: Mapping[str, str]) -> dict[str, str]:
    """What the environment decides whatever is chosen: the name of a setting, and the variable that says so."""
    said = {}
    if "NO_COLOR" in environ:
        said["theme"] = "NO_COLOR"
    if environ.get("NOERROR_ASCII", "") not in ("", "0"):
        said["ascii_only"] = "NOERROR_ASCII"
    if environ.get("NOERROR_MOTION", "") == "0":
        said["motion"] = "NOERROR_MOTION"
    return said


def in_force(settings: Settings, environ: Mapping[str, str]) -> Settings:
    """The choices as they hold where the environment has a word as well."""
    said = said_by(environ)
    return replace(
        settings,
        theme="no-color" if "theme" in said else settings.theme,
        ascii_only=settings.ascii_only or "ascii_only" in said,
        motion=settings.motion and "motion" not in said,
    )
