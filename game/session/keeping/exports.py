"""Files that a player asks for: pictures and texts of the screen, copies of the journal. Each has a name of its own."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from game.session.keeping.home import home
from game.session.keeping.new_file import write_new

_MOST_OF_A_NAME = 1000
_LARGEST = 64 * 1024 * 1024


class ExportError(Exception):
    """Nothing was kept. The text is a sentence that says why."""


def exports_folder() -> Path:
    """Where they lie."""
    return home() / "exports"


def keep_bytes(name: str, ending: str, data: bytes) -> Path:
    """Write a new file "name.ending", or "name-2.ending" if there is one already; returns its full path.

    Raises ExportError, and leaves no half of a file behind.
    """
    folder = exports_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, _MOST_OF_A_NAME):
            path = folder / (f"{name}.{ending}" if number == 1 else f"{name}-{number}.{ending}")
            with suppress(FileExistsError):
                write_new(path, data)
                return path.absolute()
    except OSError as error:
        raise ExportError(_why(folder, error)) from error
    raise ExportError(f"There are {_MOST_OF_A_NAME - 1} files called {name} in {folder} already.")


def copied(path: Path) -> bytes:
    """The content of a file that is to be kept a second time. Raises ExportError."""
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise ExportError(f"{path} cannot be read: {_words(error)}.") from error
    if len(data) > _LARGEST:
        raise ExportError(f"{path} is larger than a journal can be.")
    return data


def _why(folder: Path, error: OSError) -> str:
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"Nothing was kept: {folder} is no folder, or lies in none."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"Nothing was kept: there is no room left for {folder}."
    return f"Nothing was kept in {folder}: {_words(error)}."


def _words(error: OSError) -> str:
    return os.strerror(error.errno).lower() if error.errno is not None else "it cannot be written"
