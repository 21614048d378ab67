"""Where the game's data lies: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _data_root() -> Path:
    """The folder that holds `assets` and `levels`: `game/data` in an installed wheel, else the checkout."""
    installed = _PACKAGE / "data"
    return installed if installed.is_dir() else _PACKAGE.parent


def asset_path(*parts: str) -> Path:
    """Path of a shipped asset, such as `asset_path("themes", "dark.toml")`."""
    return _data_root().joinpath("assets", *parts)


def levels_path() -> Path:
    """The folder of the shipped levels."""
    return _data_root() / "levels"
