"""What followed each change in the region as it truly was: what it hurt that had been well, and what got better where it reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.engine.queued import SCALE
from game.session.judging.record import Collateral, Entry, EntryKind, Relief

if TYPE_CHECKING:
    from game.session.run import Run

WELL_FOR_S = 300
"""A service that was well for so long before the order counts as well."""
SHOWS_WITHIN_S = 120
"""So long after a change is done, what begins to fail at it does so because of it."""
COUNTED_FOR_S = 3600
UNDONE_WITHIN_S = 900
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
        self._hurt_at = run.scenario.channel.hurt_at

    # What was hurt.

    def collateral(self) -> tuple[Collateral, ...]:
        """Services that customers know, that were well, and that failed by a change ordered at them themselves.

        One of which something that it needs failed as well is left out: that may have come from there.
        """
        found = [self._hurt(entry, service) for entry in self.changes for service in entry.components]
        return tuple([harm for harm in found if harm is not None])

    def _hurt(self, entry: Entry, service: str) -> Collateral | None:
        part = self.run.region.components[service]
        if not part.public:
            return None
        failing = self.run.region.history(service, FAILING)
        ordered, done = self._place(entry.second), self._place(self._done_s(entry) + SHOWS_WITHIN_S)
        works_from = (
            ordered if entry.spec == SCALE.id else self._place(self._done_s(entry))
        )  # what is taken away goes at once
        before = failing[max(0, works_from - WELL_FOR_S // self._tick_s) : works_from]
        if not before or max(before) >= self._hurt_at:
            return None
        from_place = next(
            (place for place in range(works_from, min(done + 1, len(failing))) if failing[place] >= self._hurt_at), None
        )
        if from_place is None or self._needs_fail(part.suppliers(), from_place):
            return None
        lost = 0.0
        place = from_place
        last = min(len(failing), from_place + COUNTED_FOR_S // self._tick_s)
        while place < last and failing[place] >= self._hurt_at:
            lost += failing[place]
            place += 1
        from_s = self._start_s + from_place * self._tick_s
        soon = (place - from_place) * self._tick_s <= UNDONE_WITHIN_S
        again = any(
            from_s <= other.second <= from_s + UNDONE_WITHIN_S and service in other.components for other in self.changes
        )
        return Collateral(entry.second, entry.line, service, lost * self._tick_s / 60, soon or again)

    def _needs_fail(self, needs: tuple[str, ...], place: int) -> bool:
        return any(
            self.run.region.history(other, FAILING)[place] >= self._hurt_at for other in needs if self._can_fail(other)
        )

    def _can_fail(self, component: str) -> bool:
        return any(metric.id == FAILING for metric in self.run.region.components[component].metrics)

    # What got better.

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
        wired = {
            part.id: [other for _, other, _ in part.spec.references()] for part in self.run.region.components.values()
        }
        reached = dict.fromkeys(entry.components)
        waiting = list(reached)
        while waiting:
            needed = waiting.pop()
            for other, needs in wired.items():
                if needed in needs and other not in reached:
                    reached[other] = None
                    waiting.append(other)
        parts = self.run.region.components
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
