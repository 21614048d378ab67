"""A wave of failures for screens on a fake seat."""

from __future__ import annotations

from game.session.view.board import Snapshot
from game.session.view.cascade import Cascade, Happening


def cascade(snapshot: Snapshot) -> Cascade:
    """Nothing failed yet."""
    return Cascade(snapshot.level, snapshot.level.start_s, snapshot.second, ())


def happenings(snapshot: Snapshot) -> tuple[Happening, ...]:
    """Nothing happened yet."""
    del snapshot
    return ()
