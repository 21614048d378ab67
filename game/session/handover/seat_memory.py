"""What whoever sits there now can see of the run: what came before they sat down belongs to somebody else.

Once the night is over everybody looks back together, and all of it is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.session.view.board import FeedEntry

if TYPE_CHECKING:
    from game.session.run import Run

BEFORE_YOU = "the shift before you"


def lines_before(run: Run) -> int:
    """How many of the lines that were said in this run are of those who sat there before."""
    last = run.state.changeovers.last
    return 0 if last is None or run.ended else last.said


def seen_feed(run: Run) -> list[FeedEntry]:
    """The feed since they sat down."""
    last = run.state.changeovers.last
    return run.feed if last is None or run.ended else run.feed[last.told :]
