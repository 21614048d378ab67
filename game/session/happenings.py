"""What happened so far: pages, states, orders, answers and public updates, as one list."""

from __future__ import annotations

from game.session.run import Run
from game.session.view.cascade import Happening


def happenings(run: Run) -> tuple[Happening, ...]:
    """The timeline so far, the oldest first."""
    raise NotImplementedError
