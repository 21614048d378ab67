"""What failed first: the states of every component as the instruments showed them, on one clock."""

from __future__ import annotations

from game.session.run import Run
from game.session.view.cascade import Cascade


def cascade(run: Run) -> Cascade:
    """The current wave of failures."""
    raise NotImplementedError
