"""Reading level files: safely from a folder, then one merged document that knows which file each value came from.

A level says only what differs from the file that it `extends`: tables are merged key by key, everything else replaces
what was there. `remove = true` takes an entry out, and a component of another kind replaces the old one whole.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import tomli

from game.content.positions import KeyPath, Places, Position, ScanError, scan
from game.content.problems import LevelError, Problem, did_you_mean
from game.engine.text import is_clean

MOST_BYTES = 256 * 1024
MOST_SCRIPT_BYTES = 64 * 1024
MOST_SCRIPTS = 10
LONGEST_SCRIPT_LINE = 500
LONGEST_CHAIN = 4
DEEPEST = 12
_TOO_DEEP = f"tables and arrays are nested too deeply; nest at most {DEEPEST} of them"

LEVEL_ID = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
"""A level's id: its file name without `.toml`."""

BY_ID = ("layer", "component", "team", "cause", "runbook", "fault", "milestone", "fix")
"""Tables whose entries are keyed by an id; these can be taken out with `remove = true`."""


@dataclass(frozen=True)
class SourceFile:
    """One TOML file. `shown` is its path as people are told it."""

    path: Path
    shown: str
    text: str
    data: dict[str, Any]

    @cached_property
    def places(self) -> Places:
        """Where the keys stand; empty if the text cannot be scanned. Only needed once something is wrong."""
        try:
            return scan(self.text)
        except ScanError:
            return Places()


@dataclass(frozen=True)
class Source:
    """A level and the files that it extends, the level first. `data` is the merged document."""

    id: str
    files: tuple[SourceFile, ...]
    data: dict[str, Any]
    flaws: tuple[tuple[KeyPath, str], ...] = ()

    def problem(self, path: KeyPath, text: str) -> Problem:
        """A problem with the value at a key path, placed where that value, or the table it is missing from, stands."""
        while True:
            for kept in ("written", "implied"):
                for file in self.files:
                    position: Position | None = getattr(file.places, kept).get(path)
                    if position is not None:
                        return Problem(file.shown, position.line, position.column, text)
            if not path:
                return Problem(self.files[0].shown, 1, 1, text)
            path = path[:-1]


def fail(shown: str, text: str, line: int = 1, column: int = 1) -> LevelError:
    """A LevelError of one problem."""
    return LevelError([Problem(shown, line, column, text)])


def read_text(path: Path, shown: str, most_bytes: int = MOST_BYTES) -> str:
    """The text of a small regular file. Raises LevelError for anything else."""
    try:
        # Looked at before it is opened: opening a pipe would wait for a writer for ever.
        if not stat.S_ISREG(os.stat(path).st_mode):
            what = "a folder" if path.is_dir() else "not a regular file"
            raise fail(shown, f"this is {what}; name a level file, such as levels/empty-answer.toml")
        with path.open("rb") as stream:
            raw = stream.read(most_bytes + 1)
    except FileNotFoundError:
        raise fail(shown, "there is no such file; `noerror levels` lists what there is") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "the path is not valid"
        raise fail(shown, f"the file cannot be read: {reason.lower()}; check its path and permissions") from None
    if len(raw) > most_bytes:
        raise fail(shown, f"the file is larger than {most_bytes // 1024} kB; make it smaller")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        raise fail(shown, "this is not UTF-8; save the file as UTF-8 text", line, column) from None


def parse(path: Path, shown: str, text: str) -> SourceFile:
    """A file's document. Raises LevelError with the place of the first error of TOML."""
    if text.startswith("\ufeff"):
        raise fail(shown, "the file begins with a byte order mark; save it as UTF-8 without one")
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        wrong = error.msg[:1].lower() + error.msg[1:]
        raise fail(shown, f"this is not TOML: {wrong}; correct this line", error.lineno, error.colno) from None
    except RecursionError:
        raise fail(shown, _TOO_DEEP, *_where_lost(text)) from None
    except ValueError:
        # The only other error of the reader: Python refuses to make a number of thousands of digits.
        digits = re.search(r"[0-9][0-9_]{1000,}", text)
        before = text[: digits.start()] if digits else ""
        place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise fail(shown, "a number in this file has far too many digits; write a smaller one", *place) from None
    file = SourceFile(path, shown, text, data)
    for key_path in _too_deep(data):
        raise LevelError([Source("", (file,), data).problem(key_path, _TOO_DEEP)])
    return file


def _where_lost(text: str) -> Position:
    try:
        scan(text)
    except ScanError as error:
        return error.position
    return Position(1, 1)


def _too_deep(data: dict[str, Any]) -> Iterator[KeyPath]:
    """Paths that are deeper than a level needs, without walking into them."""
    waiting: list[tuple[KeyPath, Any]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        if len(path) > DEEPEST:
            yield path
        elif isinstance(value, dict):
            waiting += [((*path, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, number), item) for number, item in enumerate(value)]


def read_source(path: Path, shown: str) -> Source:
    """A level file with everything that it extends, merged. Raises LevelError if that cannot be put together."""
    if path.suffix != ".toml" or not LEVEL_ID.fullmatch(path.stem):
        wanted = "name it like harbour-lights.toml: letters, digits and hyphens"
        if path.is_dir() or (path.exists() and not path.is_file()):
            read_text(path, shown)
        raise fail(shown, f"this is no name for a level file; {wanted}")
    chain = [parse(path, shown, read_text(path, shown))]
    while "extends" in chain[-1].data:
        chain.append(_extended(chain))
    merged: dict[str, Any] = {}
    flaws: list[tuple[KeyPath, str]] = []
    for file in reversed(chain):
        merged = _merge(merged, file.data, (), flaws)
    merged.pop("extends", None)
    return Source(path.stem, tuple(chain), merged, tuple(flaws))


def _extended(chain: list[SourceFile]) -> SourceFile:
    """The file that the last file of a chain extends."""
    file = chain[-1]
    name = file.data["extends"]

    def wrong(text: str) -> LevelError:
        problem = Source("", (file,), file.data).problem(("extends",), text)
        return LevelError([problem])

    folder = file.path.parent
    if not isinstance(name, str) or not LEVEL_ID.fullmatch(name):
        raise wrong('`extends` names a file in the same folder, without path and ending; write extends = "us-east-1"')
    if name in [member.path.stem for member in chain]:
        raise wrong(f"`{name}` extends itself in the end; extend another file, or none")
    if len(chain) > LONGEST_CHAIN:
        raise wrong(f"more than {LONGEST_CHAIN} files extend one another; extend `{chain[1].path.stem}` directly")
    path = folder / f"{name}.toml"
    if not path.exists():
        hint = did_you_mean(name, [other.stem for other in sorted(folder.glob("*.toml"))])
        raise wrong(f"there is no `{name}.toml` in this folder; {hint}")
    if path.resolve().parent != folder.resolve():
        raise wrong(f"`{name}.toml` is a link that leads out of this folder; copy the file here")
    shown = str(Path(file.shown).parent / path.name)
    return parse(path, shown, read_text(path, shown))


def _merge(
    base: dict[str, Any], over: dict[str, Any], path: KeyPath, flaws: list[tuple[KeyPath, str]]
) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        below = (*path, key)
        old = base.get(key)
        if isinstance(value, dict) and len(path) == 1 and path[0] in BY_ID and "remove" in value:
            _remove(merged, below, value, flaws)
        elif isinstance(value, dict) and isinstance(old, dict) and not _replaced(below, old, value):
            merged[key] = _merge(old, value, below, flaws)
        elif isinstance(value, dict):
            merged[key] = _merge({}, value, below, flaws)
        else:
            merged[key] = value
    return merged


def _replaced(path: KeyPath, old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether a component becomes one of another kind, so that none of the old fields make sense."""
    return len(path) == 2 and path[0] == "component" and "kind" in new and new["kind"] != old.get("kind")


def _remove(merged: dict[str, Any], path: KeyPath, value: dict[str, Any], flaws: list[tuple[KeyPath, str]]) -> None:
    key = str(path[-1])
    if value["remove"] is not True:
        flaws.append(((*path, "remove"), "`remove` takes an entry out and has no other use; write remove = true"))
    elif len(value) > 1:
        flaws.append(((*path, "remove"), f"`{key}` is taken out here; leave its other fields out"))
    elif key not in merged:
        hint = did_you_mean(key, merged)
        flaws.append((path, f"there is no {path[0]} `{key}` in the extended file to take out; {hint}"))
    merged.pop(key, None)


def read_scripts(path: Path, shown: str) -> tuple[tuple[tuple[str, str], ...], list[Problem]]:
    """The scripts beside a level, by name, and what is wrong with them. They lie in `LEVEL.NAME.script`."""
    scripts: list[tuple[str, str]] = []
    problems: list[Problem] = []
    shown_folder = Path(shown).parent
    folder = path.parent.resolve()
    found = sorted(folder.glob(f"{path.stem}.*.script"))
    for number, file in enumerate(found):
        shown_file = str(shown_folder / file.name)
        name = file.name[len(path.stem) + 1 : -len(".script")]
        if not LEVEL_ID.fullmatch(name):
            text = f"this is no name for a script; name it like {path.stem}.reference.script"
            problems.append(Problem(shown_file, 1, 1, text))
        elif number >= MOST_SCRIPTS:
            problems.append(Problem(shown_file, 1, 1, f"a level has at most {MOST_SCRIPTS} scripts; take some away"))
        elif file.resolve().parent != folder:
            text = "this is a link that leads out of the level's folder; copy the file here"
            problems.append(Problem(shown_file, 1, 1, text))
        else:
            try:
                scripts.append((name, read_text(file, shown_file, MOST_SCRIPT_BYTES)))
            except LevelError as error:
                problems += error.problems
    return tuple(scripts), problems


def unclean_lines(shown: str, text: str) -> list[Problem]:
    """The lines of a script that cannot have been typed."""
    wrong = "the line is too long or has characters that cannot be typed; write it in plain words"
    return [
        Problem(shown, number, 1, wrong)
        for number, line in enumerate(text.split("\n"), start=1)
        if not is_clean(line) or len(line) > LONGEST_SCRIPT_LINE
    ]
