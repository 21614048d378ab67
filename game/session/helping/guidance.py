"""How much help a run is played with. It fades: a colleague beside you, hints, nobody, hints that cost, panels taken away.

It decides nothing in the region: what a colleague does are lines in the journal like anybody's.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.engine.scenario import Scenario


class Guidance(Enum):
    """The steps of help, the most first. The value stands in journals and on the command line."""

    COLLEAGUE = "colleague"  # somebody plays beside you, thinks aloud, and leaves the taught part to you
    HINTS = "hints"  # the coach speaks when you are stuck
    ALONE = "alone"  # hints for the asking
    RATED = "rated"  # hints are counted
    BARE = "bare"  # rated, and without panels that one relies on

    @property
    def rated(self) -> bool:
        """Whether hints are counted in the score."""
        return self in (Guidance.RATED, Guidance.BARE)

    @property
    def coached(self) -> bool:
        """Whether the coach speaks by itself when somebody is stuck."""
        return self in (Guidance.COLLEAGUE, Guidance.HINTS)


def guidance_of(text: object) -> Guidance:
    """What a journal or a command line says; ALONE for what is no step of help."""
    known = {step.value: step for step in Guidance}
    return known.get(text, Guidance.ALONE) if isinstance(text, str) else Guidance.ALONE


def is_led(scenario: Scenario, guidance: Guidance) -> bool:
    """Whether a colleague leads through a level from its first moment on: where there is a lesson, and she was asked for."""
    return bool(scenario.lesson) and guidance is Guidance.COLLEAGUE
