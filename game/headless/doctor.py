"""What the game finds on this machine: versions, what the terminal can do, where data lies."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from game import __version__
from game.content.catalogue import levels
from game.paths import asset_path, levels_path
from game.session.keeping.home import home, journals_folder


def findings(settings: str, troubles: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(what, what was found), in the order in which a person would ask. `troubles` are what is wrong in the file `settings`."""
    columns, lines = shutil.get_terminal_size((0, 0))
    size = f"{columns}x{lines}" if sys.stdout.isatty() else "no terminal"
    if columns > 0 and (columns < 80 or lines < 24) and sys.stdout.isatty():
        size += ", smaller than the 80x24 that the board needs"
    return (
        ("noerror", __version__),
        ("python", f"{platform.python_version()} ({platform.python_implementation()}) on {platform.system()}"),
        ("textual", _version("textual")),
        ("pydantic", _version("pydantic")),
        ("terminal", f"TERM={os.environ.get('TERM', 'not set')}, {size}"),
        ("colours", _colours()),
        ("characters", _characters()),
        ("levels", f"{len(levels())} to play in {levels_path()}"),
        ("assets", "found" if asset_path("themes").is_dir() else f"missing: {asset_path('themes')}"),
        ("data folder", f"{home()} ({_writable(home())})"),
        ("journals", _count(journals_folder(), "*.jsonl")),
        ("settings", _settings(settings, troubles)),
        *(("", trouble) for trouble in troubles),
    )


def _settings(path: str, troubles: Sequence[str]) -> str:
    if troubles:
        return f"{path}, of which not all can be followed:"
    return path if Path(path).exists() else f"{path} (not there yet: everything is as the game brings it)"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing; install it with pip"


def _colours() -> str:
    if "NO_COLOR" in os.environ:
        return "none (NO_COLOR is set)"
    if os.environ.get("COLORTERM", "") in ("truecolor", "24bit"):
        return "true colour"
    return "256" if "256" in os.environ.get("TERM", "") else "16; set COLORTERM=truecolor if the terminal can do more"


def _characters() -> str:
    encoding = (sys.stdout.encoding or locale.getpreferredencoding(False)).lower()
    return encoding if encoding.replace("-", "") == "utf8" else f"{encoding}; use --ascii if symbols look wrong"


def _count(folder: Path, pattern: str) -> str:
    try:
        return f"{len(list(folder.glob(pattern)))} in {folder}"
    except OSError as error:
        return f"{folder} cannot be read ({(error.strerror or str(error)).lower()})"


def _writable(folder: Path) -> str:
    """Whether the nearest folder that exists can be written to. Nothing is created."""
    for place in (folder, *folder.parents):
        if place.exists():
            if not place.is_dir():
                return f"not usable: {place} is a file"
            return "writable" if os.access(place, os.W_OK) else "not writable: runs are played but not saved"
    return "not usable"
