"""The shelf of journals: a new file for a run, and the runs that were left before their end."""

from __future__ import annotations

import json
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from game.session.journal import Header, JournalError, is_locked, read_header
from game.session.keeping.home import journals_folder

NEWEST = 20
_TAIL_BYTES = 4096
_STAMP = re.compile(r"(?<=-)\d{8}-\d{6}(?=-)")


@dataclass(frozen=True, slots=True)
class Left:
    """A run that was left before its end. `last_s` is the last second that its journal knows, None if it never moved."""

    path: Path
    header: Header
    last_s: int | None


def new_path(level: str, seed: int, stamp: str) -> Path:
    """A file for a new journal. `stamp` is the wall clock as text, such as "20251020-004800"; nobody else has the name."""
    folder = journals_folder()
    path = folder / f"{level}-{stamp}-{seed}.jsonl"
    number = 2
    while path.exists():
        path = folder / f"{level}-{stamp}-{seed}-{number}.jsonl"
        number += 1
    return path


def begun_at(path: Path) -> int | None:
    """When a journal with a name of `new_path` was begun, in seconds since 1970; None for any other name."""
    for stamp in reversed(_STAMP.findall(path.name)):
        with suppress(ValueError, OverflowError):
            return int(time.mktime(time.strptime(stamp, "%Y%m%d-%H%M%S")))
    return None


def open_left() -> tuple[Left, ...]:
    """Runs that were left open on this machine, the newest first. Files that are no journals are passed over.

    A run in which nothing was said is not worth going on with, and one that is being played is not left.
    """
    try:
        files = sorted(journals_folder().glob("*.jsonl"), key=lambda path: path.stat().st_mtime, reverse=True)
    except OSError:
        return ()
    found: list[Left] = []
    for path in files[:NEWEST]:
        try:
            header = read_header(path)
            last_s, ended = _end_of(path)
        except (JournalError, OSError):
            continue
        if last_s is not None and not ended and not is_locked(path):
            found.append(Left(path, header, last_s))
    return tuple(found)


def _end_of(path: Path) -> tuple[int | None, bool]:
    """The last second that a journal knows, and whether it was played to its end. Reads only the end of the file."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _TAIL_BYTES))
        rows = file.read().split(b"\n")
    for row in reversed(rows):
        try:
            line = json.loads(row)
        except ValueError:
            continue
        if isinstance(line, dict) and isinstance(line.get("t"), int):
            return line["t"], "end" in line
    return None, False
