"""What a player typed in earlier runs: a small file beside the journals, so that the arrow keys and the search find it again."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

MOST_LINES = 500
_MOST_BYTES = 512 * 1024
_FILE = "typed.txt"


def typed_file(folder: Path) -> Path:
    """Where they lie in a player's data folder."""
    return folder / _FILE


def typed_before(path: Path) -> list[str]:
    """The newest typed lines, oldest first; nothing if there are none or if they cannot be read."""
    try:
        with path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            size = file.tell()
            file.seek(max(0, size - _MOST_BYTES))
            text = file.read(_MOST_BYTES).decode("utf-8", errors="replace")
    except OSError:
        return []
    lines = text.split("\n")[1 if size > _MOST_BYTES else 0 :]
    return [line for line in lines if line.strip()][-MOST_LINES:]


def keep_typed(path: Path, line: str) -> None:
    """Add a line behind those that are there. All or nothing; where nothing can be written, nothing is."""
    lines = [*typed_before(path), " ".join(line.splitlines())][-MOST_LINES:]
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8", errors="replace") as file:
            file.write("".join([f"{kept}\n" for kept in lines]))
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink()
