"""What followed each change in the region as it truly was: what got better where it reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.session.judging.record import Entry, EntryKind, Relief
from game.session.judging.wiring import needs_of, with_dependents

if TYPE_CHECKING:
    from game.session.run import Run

RELIEF_S = 900
AT_ONCE_S = 180
BETTER = 0.2
"""By this share a reading is better at once if the change itself did it."""
FAILING = "failing"


class Aftereffects:
    """The changes of one run and the readings around them."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.changes = [entry for entry in run.entries if entry.kind is EntryKind.CHANGE and not entry.refused]
        self._start_s, self._tick_s = run.scenario.region.start_s, run.region.tick_s

    def reliefs(self) -> tuple[Relief, ...]:
        """One for each change that is done."""
        return tuple(
            [
                Relief(entry.second, entry.line, self._relief(entry))
                for entry in self.changes
                if self._done_s(entry) < self.run.second
            ]
        )

    def _relief(self, entry: Entry) -> float:
        """Half of it for a change after which what it was ordered at did not read any better at once."""
        place, span = self._place(self._done_s(entry)), RELIEF_S // self._tick_s
        relief = 0.0
        for service in self._reached(entry):
            failing = self.run.region.history(service, FAILING)
            now = _at(failing, place - 1)
            fell_before = max(0.0, _at(failing, place - 1 - span) - now)
            relief += max(0.0, now - _at(failing, place + span) - fell_before)
        return relief if self._better_at_once(entry, place) else relief / 2

    def _reached(self, entry: Entry) -> list[str]:
        """Public services among what a change was ordered at and everything that needs it, known to the player or not."""
        parts = self.run.region.components
        reached = with_dependents(needs_of([part.spec for part in parts.values()]), entry.components)
        return [component for component in reached if parts[component].public]

    def _better_at_once(self, entry: Entry, place: int) -> bool:
        for component in entry.components:
            for metric in self.run.region.components[component].metrics:
                values = self.run.region.history(component, metric.id)
                before, after = _at(values, place - 1), _at(values, place + AT_ONCE_S // self._tick_s)
                gain = after - before if metric.bad_when_low else before - after
                if not metric.neutral and gain > BETTER * abs(before) and gain > 0.0:
                    return True
        return False

    def _done_s(self, entry: Entry) -> int:
        return entry.second if entry.done_s is None else entry.done_s

    def _place(self, second: int) -> int:
        """The place in a history of the tick that a second lies in."""
        return max(0, (second - self._start_s) // self._tick_s)


def _at(values: Sequence[float], place: int) -> float:
    """A reading, or the nearest that there is."""
    return values[min(max(0, place), len(values) - 1)]
