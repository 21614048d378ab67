"""The last guard: a fault of the game costs the player one line; everything else goes to a file."""

from __future__ import annotations

import os
import time
import traceback

from game.session.keeping.home import home


def keep(error: BaseException) -> str:
    """Write an error with its traceback to the data folder; the line that tells the player."""
    path = home() / "crashes" / f"{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        where = f"details are in {path}"
    except OSError:
        where = "details could not be written"
    return f"a fault of the game ended it ({type(error).__name__}); {where}"
