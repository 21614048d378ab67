"""With how much help a night is begun unless the player chooses: less each time that it was won. It is only a suggestion."""

from __future__ import annotations

from collections.abc import Collection

from game.session.helping.guidance import Guidance

WORKED = "first-page"
"""The night that a colleague shows at first."""

MEANINGS = {
    Guidance.COLLEAGUE: ("a colleague plays beside you and leaves you what is taught", "a colleague plays beside you"),
    Guidance.HINTS: (
        "the coach speaks when you are stuck; {key} asks for a hint, it is free",
        "the coach speaks when you are stuck",
    ),
    Guidance.ALONE: (
        "nobody speaks unless you ask with {key}; hints are free",
        "nobody speaks unless you ask with {key}",
    ),
    Guidance.RATED: (
        "nobody speaks unless you ask with {key}, and hints cost points",
        "hints cost points; {key} asks for one",
    ),
    Guidance.BARE: ("rated, and without panels: what is in the console is all there is", "rated, and without panels"),
}
"""What each step of help means, in a line for wide places and one of at most 38 cells; `key` asks for a hint."""

WITH = {
    Guidance.COLLEAGUE: "with a colleague",
    Guidance.HINTS: "with hints",
    Guidance.ALONE: "alone",
    Guidance.RATED: "rated",
    Guidance.BARE: "rated, without panels",
}
"""How a night is played, behind what it is called."""


def first_help(level: str, won: Collection[Guidance]) -> Guidance:
    """The step of help for a level that was `won` with these: hints until it is won, alone after a win with somebody's help,
    rated after one alone. The worked night begins with a colleague."""
    if not won:
        return Guidance.COLLEAGUE if level == WORKED else Guidance.HINTS
    return Guidance.ALONE if all(step.coached for step in won) else Guidance.RATED
