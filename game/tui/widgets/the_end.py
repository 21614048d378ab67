"""What the prompt says once the night can be ended. The goal is not the whole board: what is not well even so is named."""

from __future__ import annotations

from game.engine.readings import State
from game.session.view.board import Snapshot
from game.tui.paint.text import fitting

MOST_NAMES = 3


def end_words(snapshot: Snapshot, key: str, room: int, tells: str = "") -> str:
    """The longest of the forms that fit into `room` cells. `key` is what ends the night.

    `tells` is the key of the status page: it comes first while the last word to customers is not that it is over.
    """
    from game.session.view.telling import PostState  # a board is seen long before anything is written to the public

    ends = [f"{key} ends the night"]
    if tells and snapshot.posts and snapshot.posts[-1].state is not PostState.RESOLVED:
        ends.insert(0, f"{tells} tells customers, then {ends[0]}")
    names = [tile.name for tile in snapshot.tiles if tile.state in (State.DOWN, State.DEGRADED)]
    if not names:
        return fitting(room, tuple([f"all well for long enough: {end}" for end in ends]))
    listed = [
        ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
        for most in range(min(MOST_NAMES, len(names)), 0, -1)
    ]
    goals = ("the goal holds for long enough", "the goal holds")
    forms = [f"{goal}: {end} (still in trouble: {them})" for end in ends for them in listed for goal in goals]
    return fitting(room, (*forms, f"the goal holds: {ends[-1]} ({len(names)} still in trouble)"))
