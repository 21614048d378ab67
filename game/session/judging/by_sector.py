"""What customers of each sector went through, minute by minute."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from game.session.run import Run
from game.session.view.aftermath import SectorCurve


def sector_curves(run: Run, ghost: Run | None) -> tuple[SectorCurve, ...]:
    """The sectors of a run in the order of the level; `ghost` is the real night run beside it."""
    found = []
    for part, total in zip(run.ledger.sectors, run.ledger.totals(), strict=True):
        found.append(
            SectorCurve(
                total.sector,
                total.customer_minutes,
                total.weight,
                _by_minute(run, part.id),
                () if ghost is None else _by_minute(ghost, part.id),
            )
        )
    return tuple(found)


def _by_minute(run: Run, sector: str) -> tuple[float, ...]:
    """The share of a sector that could not, the mean of each minute since the player took over."""
    values = run.region.history(sector, "failing")
    since = len(values) - len(run.ledger.impact)
    ticks = max(1, 60 // run.region.tick_s)
    return tuple([_mean(values[first : first + ticks]) for first in range(since, len(values), ticks)])


def _mean(values: array[float] | Sequence[float]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total / len(values)
