"""What changes hurt: services that were well, and everybody who stands on them, for as long as that lasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.queued import SCALE
from game.session.judging.record import Collateral, Entry, EntryKind
from game.session.judging.wiring import needs_of, with_dependents

if TYPE_CHECKING:
    from game.session.run import Run

WELL_FOR_S = 300
"""A service that was well for so long before the order counts as well."""
SHOWS_WITHIN_S = 120
"""So long after a change is done, what begins to fail at it does so because of it."""
COUNTED_FOR_S = 3600
UNDONE_WITHIN_S = 900
RISES = 0.01
"""By this share more calls have to fail than before to count as a loss of those who depend on what was hurt."""
FAILING = "failing"


def collateral(run: Run) -> tuple[Collateral, ...]:
    """Services that were well and that failed by a change ordered at them, with what that cost all who need them.

    One of which something that it needs failed as well is left out: that may have come from there.
    """
    return Harms(run).found()


class Harms:
    """The changes of one run, and how the services fared that they were ordered at."""

    def __init__(self, run: Run) -> None:
        self._region = run.region
        self._changes = [entry for entry in run.entries if entry.kind is EntryKind.CHANGE and not entry.refused]
        self._start_s, self._tick_s = run.scenario.region.start_s, run.region.tick_s
        self._hurt_at = run.scenario.channel.hurt_at
        parts = run.region.components
        self._needs = needs_of([part.spec for part in parts.values()])
        self._failing = {part.id for part in parts.values() if any(metric.id == FAILING for metric in part.metrics)}
        felt = [part.id for part in (*run.public, *run.ledger.sectors)]
        self._felt = [part for part in felt if part in self._failing]  # what customers know, and they themselves

    def found(self) -> tuple[Collateral, ...]:
        """In the order of the changes."""
        harms = [self._hurt(entry, service) for entry in self._changes for service in entry.components]
        return tuple([harm for harm in harms if harm is not None])

    def _hurt(self, entry: Entry, service: str) -> Collateral | None:
        if service not in self._failing:
            return None
        failing = self._region.history(service, FAILING)
        done_s = entry.second if entry.done_s is None else entry.done_s
        # What is taken away goes at once; everything else shows when it is done.
        works_from = self._place(entry.second if entry.spec == SCALE.id else done_s)
        shows_until = min(self._place(done_s + SHOWS_WITHIN_S) + 1, len(failing))
        before = self._before(service, works_from)
        if before is None or before >= self._hurt_at:
            return None
        begins = next((place for place in range(works_from, shows_until) if failing[place] >= self._hurt_at), None)
        if begins is None or self._needs_fail(service, begins):
            return None
        over = next((place for place in range(begins, len(failing)) if failing[place] < self._hurt_at), None)
        ends = min(len(failing) if over is None else over, begins + COUNTED_FOR_S // self._tick_s)
        lost = {service: sum(failing[begins:ends])} if service in self._felt else {}
        lost.update(self._lost_beyond(service, works_from, begins, ends))
        if not lost:
            return None
        from_s = self._start_s + begins * self._tick_s
        lasted_s = ((len(failing) if over is None else over) - begins) * self._tick_s
        again = any(
            from_s <= other.second <= from_s + UNDONE_WITHIN_S and service in other.components
            for other in self._changes
        )
        return Collateral(
            entry.second,
            entry.line,
            service,
            sum(lost.values()) * self._tick_s / 60,
            lasted_s <= UNDONE_WITHIN_S or (again and over is not None),
            reached=tuple([other for other in lost if other != service]),
            standing=over is None,
            risk=entry.risk,
        )

    def _lost_beyond(self, service: str, works_from: int, begins: int, ends: int) -> dict[str, float]:
        """What those who need it lost meanwhile, beyond what they lost before: nothing where something else got worse too."""
        hurt = [service]
        lost: dict[str, float] = {}
        for other in with_dependents(self._needs, [service])[1:]:
            before = self._before(other, works_from) if other in self._failing else None
            if before is None:
                hurt.append(other)  # it does not fail itself: it hands on what it needs
                continue
            failing = self._region.history(other, FAILING)
            more = sum([max(0.0, value - before) for value in failing[begins:ends] if value - before > RISES])
            if more == 0.0 or any(self._worse(need, works_from, begins, ends) for need in self._others(other, hurt)):
                continue
            hurt.append(other)
            if other in self._felt:
                lost[other] = more
        return lost

    def _others(self, part: str, hurt: list[str]) -> list[str]:
        return [need for need in self._needs[part] if need not in hurt and need in self._failing]

    def _worse(self, part: str, works_from: int, begins: int, ends: int) -> bool:
        before = self._before(part, works_from)
        return before is not None and max(self._region.history(part, FAILING)[begins:ends]) - before > RISES

    def _before(self, part: str, works_from: int) -> float | None:
        """The most that failed there just before; None without a reading."""
        failing = self._region.history(part, FAILING)
        return max(failing[max(0, works_from - WELL_FOR_S // self._tick_s) : works_from], default=None)

    def _needs_fail(self, service: str, place: int) -> bool:
        needs = [need for need in self._region.components[service].suppliers() if need in self._failing]
        return any(self._region.history(need, FAILING)[place] >= self._hurt_at for need in needs)

    def _place(self, second: int) -> int:
        """The place in a history of the tick that a second lies in."""
        return max(0, (second - self._start_s) // self._tick_s)
