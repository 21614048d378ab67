"""What the prompt says of what calls for the player: a page, an order that took effect, and why the clock was slowed."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.view.board import Alarm, Slowed, Snapshot


def page_words(alarm: Alarm, key: str) -> str:
    """Who pages, and the `key` that acknowledges."""
    return f"{alarm.name} pages you: {key} acknowledges"


def done_words(snapshot: Snapshot) -> str:
    """The newest order of the player has taken effect: that counts as a change, and a look at it counts as well."""
    return f"your {snapshot.done[-1]} is done; look whether it helped"


def why_slowed(now: Snapshot, was: Snapshot, waiting: Sequence[Alarm], key: str) -> str:
    """What slowed the clock: what the run itself says of it, or somebody who speaks. `key` opens the status page."""
    match now.slowed:
        case Slowed.OVERDUE:
            return f"an update is overdue, {key} writes it"
        case Slowed.DUE if now.post_due_s is not None:
            return f"an update is due in {max(0, now.post_due_s - now.second)} s, {key} writes it"
        case Slowed.DONE if now.done:
            return done_words(now)
        case Slowed.CALL:
            return "somebody rings"
    if now.talk is not None and (was.talk is None or now.talk.number != was.talk.number):
        return f"{now.talk.name} speaks to you"
    newest = max(waiting, key=lambda alarm: alarm.id, default=None)
    return "look at what is new" if newest is None else f"{newest.name} pages you"
