"""Where a level lies: by its id, or by a path."""

from __future__ import annotations

from pathlib import Path

from game.content.problems import LevelError, Problem, did_you_mean
from game.content.source import LEVEL_ID
from game.paths import levels_path


def find_level(what: str | Path) -> Path:
    """The file of a level, given its id or its path; a shipped id comes first. Raises LevelError if it is neither."""
    if isinstance(what, Path) or what.endswith(".toml") or not LEVEL_ID.fullmatch(what):
        return Path(what)
    path = levels_path() / f"{what}.toml"
    if not path.exists() and Path(what).exists():
        return Path(what)
    if not path.exists():
        known = [file.stem for file in sorted(levels_path().glob("*.toml"))]
        hint = did_you_mean(what, known)
        raise LevelError([Problem(what, 1, 1, f"there is no level `{what}`; {hint}")])
    return path
