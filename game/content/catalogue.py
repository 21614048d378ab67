"""The levels that there are to play, in the order of the campaign. Cheap: only titles are read, nothing is checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.content.problems import LevelError, Problem, printable
from game.content.source import LEVEL_ID, read_source
from game.content.values import value_flaws
from game.paths import levels_path

CAMPAIGN = (
    "first-page",
    "empty-answer",
    "everyone-at-once",
    "flapping",
    "long-night",
    "two-writers",
    "quiet-shift",
)
"""The order in which the shipped levels are offered; others follow by id."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A level as a list shows it. `problems` holds what keeps it from being listed properly; its title is its id then."""

    id: str
    title: str
    minutes: int
    tagline: str
    path: str
    problems: tuple[Problem, ...] = ()


def levels(folder: Path | None = None) -> tuple[Entry, ...]:
    """All levels of a folder (the shipped ones by default), bases left out, broken ones kept with their problems."""
    folder = levels_path() if folder is None else folder
    try:
        files = sorted(folder.glob("*.toml"))
    except OSError:
        return ()
    entries = [entry for file in files if LEVEL_ID.fullmatch(file.stem) for entry in _entry(file)]
    return tuple(sorted(entries, key=lambda entry: (_place(entry.id), entry.id)))


def as_json(entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    """What `noerror levels --json` prints."""
    listed = []
    for entry in entries:
        item: dict[str, Any] = {
            "id": entry.id,
            "title": entry.title,
            "minutes": entry.minutes,
            "tagline": entry.tagline,
            "path": entry.path,
        }
        if entry.problems:
            item["problems"] = [str(problem) for problem in entry.problems]
        listed.append(item)
    return listed


def _place(level: str) -> int:
    return CAMPAIGN.index(level) if level in CAMPAIGN else len(CAMPAIGN)


def _entry(file: Path) -> list[Entry]:
    shown = printable(str(file))
    try:
        if file.resolve().parent != file.parent.resolve():
            return []
        source = read_source(file, shown)
    except LevelError as error:
        return [Entry(file.stem, file.stem, 0, "", shown, error.problems)]
    except (OSError, RuntimeError):
        return []
    head = {key: source.data.get(key) for key in ("title", "minutes", "tagline")}
    if all(value is None for value in head.values()):
        return []
    problems = [
        source.problem(path, text) for path, text in value_flaws({k: v for k, v in head.items() if v is not None})
    ]
    for key, kind in (("title", str), ("minutes", int), ("tagline", str)):
        if not isinstance(head[key], kind) or isinstance(head[key], bool):
            problems.append(source.problem((key,), f"`{key}` is missing or wrong; `noerror check` tells more"))
    if problems:
        return [Entry(file.stem, file.stem, 0, "", shown, tuple(problems))]
    return [Entry(file.stem, head["title"], head["minutes"], head["tagline"], shown)]  # type: ignore[arg-type]
