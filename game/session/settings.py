"""What a player has chosen for all runs: looks, motion, pace and keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
