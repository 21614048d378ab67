"""Whom to look at: values that change nothing are taken for granted, so that a tick costs only what can change."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from math import inf

from game.engine.watch import NEVER_S


class Attention:
    """For each of a number of readings, the values that need not be looked at, and until when.

    Nothing of it is state: it may be forgotten at any time, and then everything is looked at once.
    """

    def __init__(self, histories: Sequence[Sequence[float]], always: Iterable[int]) -> None:
        """The columns of the readings; those at the places `always` are asked in each tick by somebody else."""
        self._histories = histories
        self._always = frozenset(always)
        self.seen_to: list[int | None] = []
        """By place, the tick of the reading that was looked at last, None if that tells nothing about the next."""
        self.forget_all()

    def forget_all(self) -> None:
        """Take no reading for granted any more."""
        self._calm = [
            (place, history, inf, -inf) for place, history in enumerate(self._histories) if place not in self._always
        ]
        self._slots = {entry[0]: slot for slot, entry in enumerate(self._calm)}
        self._until = [NEVER_S] * len(self._histories)
        self._soonest = NEVER_S
        self.seen_to = [None] * len(self._histories)

    def forget(self, places: Iterable[int]) -> None:
        """Take the readings at some places for granted no more."""
        for place in places:
            self.spare(place, inf, -inf, NEVER_S)

    def can_spare(self, place: int) -> bool:
        """Whether it is not one of those that are always asked."""
        return place in self._slots

    def spare(self, place: int, low: float, high: float, until_s: int) -> bool:
        """Take values from `low` to `high` for granted, until a second; whether there is an end to that, or was.

        After a True `settle` must be called before the next `due`.
        """
        slot = self._slots.get(place)
        if slot is None:
            return False
        self._calm[slot] = (place, self._histories[place], low, high)
        before, self._until[place] = self._until[place], until_s
        return until_s != before

    def settle(self) -> None:
        """Find out which of the readings has to be looked at first because its time is over."""
        self._soonest = min(self._until)

    def due(self, newest: int, second: int) -> list[int]:
        """Places that have to be looked at, in order: their reading of a tick is not taken for granted, or its time is over."""
        places = [place for place, history, low, high in self._calm if not low <= history[newest] <= high]
        if self._soonest <= second:
            for place, until_s in enumerate(self._until):
                if until_s <= second and place not in places:
                    insort(places, place)
        return places
