"""What a night without panels goes without: declared once, for painters, keys, footers, help and the palette.

Everything that is taken away can be had from the console, where one has to ask. Who watches a recording has all of it.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from game.session.helping.guidance import Guidance
from game.session.view.board import Snapshot
from game.tui.keys import Place


class Panel(Enum):
    """What one relies on without asking. The value says what it is."""

    PHRASES = "what goes on at a service, in words"
    RELATIONS = "what a service needs and hits, on the board and in the inspector"
    CASCADE = "what failed first"
    DNS = "who writes the DNS record"
    WORDS = "words for an update"


TAKEN_AWAY: Final = {Guidance.BARE: frozenset(Panel)}
"""By the step of help; with the others all panels are there."""

OPENS: Final = {"open_cascade": Panel.CASCADE, "open_dns": Panel.DNS, "suggest": Panel.WORDS}
"""Which panel an action of a key is about."""

NOT_HERE: Final = "not in this night: it is played without panels"
"""What is said when such a key is pressed."""


def shows(snapshot: Snapshot | None, panel: Panel) -> bool:
    """Whether a panel is there; without a night nothing is taken away."""
    if snapshot is None or snapshot.recording:
        return True
    return panel not in TAKEN_AWAY.get(snapshot.level.guidance, ())


def taken_away(snapshot: Snapshot | None) -> frozenset[str]:
    """The actions of keys whose panel is not there."""
    return frozenset(action for action, panel in OPENS.items() if not shows(snapshot, panel))


def left_of(place: Place, snapshot: Snapshot | None) -> Place:
    """A place without the keys whose panels are not there."""
    gone = taken_away(snapshot)
    keys = tuple(key for key in place.keys if key.action.removeprefix("screen.") not in gone)
    return Place(place.id, place.title, keys, place.types) if gone else place
