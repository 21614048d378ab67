"""What the prompt says once the night can be ended. The goal is not the whole board: what is not well even so is named."""

from __future__ import annotations

from game.engine.readings import State
from game.session.view.board import Snapshot
from game.tui.paint.text import fitting

MOST_NAMES = 3


def end_words(snapshot: Snapshot, key: str, room: int) -> str:
    """The longest of the forms that fit into `room` cells. `key` is what ends the night."""
    ends = f"{key} ends the night"
    names = [tile.name for tile in snapshot.tiles if tile.state in (State.DOWN, State.DEGRADED)]
    if not names:
        return f"all well for long enough: {ends}"
    listed = [
        ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
        for most in range(min(MOST_NAMES, len(names)), 0, -1)
    ]
    goals = ("the goal holds for long enough", "the goal holds")
    forms = [f"{goal}: {ends} (still in trouble: {them})" for them in listed for goal in goals]
    return fitting(room, (*forms, f"the goal holds: {ends} ({len(names)} still in trouble)"))
