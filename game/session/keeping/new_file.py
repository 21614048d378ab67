"""Writing a new file: whole or not at all, and never over one that is there."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def write_new(path: Path, data: bytes) -> None:
    """Write it. FileExistsError if there is such a file; OSError if it cannot be written, and then nothing of it is left."""
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise
