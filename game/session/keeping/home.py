"""The player's own data folder, the only place that the game writes to unless it is told another."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """`NOERROR_HOME`, else `noerror` below `XDG_DATA_HOME`, else `~/.local/share/noerror`. It need not exist yet."""
    chosen = os.environ.get("NOERROR_HOME", "")
    if chosen:
        return Path(chosen)
    data = os.environ.get("XDG_DATA_HOME", "")
    if data and Path(data).is_absolute():
        return Path(data) / "noerror"
    return Path(os.path.expanduser("~")) / ".local" / "share" / "noerror"


def journals_folder() -> Path:
    """Where the journals of this player lie."""
    return home() / "journals"
