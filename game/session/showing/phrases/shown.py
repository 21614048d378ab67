"""What a phrase is made of: what the instruments show of one component, and what anybody knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.readings import State, Unit
from game.engine.words import Sentence
from game.session.showing.instruments import WORDS, written

if TYPE_CHECKING:
    from game.session.run import Run

BESIDE = 16
"""Cells of a phrase that stands in one line with the number of its tile; a form that fits there goes before longer ones."""
HURT = (State.DOWN, State.DEGRADED, State.RECOVERING)
LATELY_S = 600


@dataclass(frozen=True, slots=True)
class Said:
    """The ways to say what goes on, the most telling first; each caller takes the first one that fits.

    `trouble` means that it is worth saying of what this component belongs to as well. `brief` is what a tile says, where
    that is not the first one that fits.
    """

    forms: tuple[Sentence, ...] = ()
    trouble: bool = False
    brief: Sentence | None = None


class Shown:
    """One component as it is shown now. `close` means that somebody looks at it closely: all readings may be asked for.

    Some readings slow the region down once somebody has asked for them; for tiles they are left alone while all is well.
    """

    def __init__(
        self, run: Run, part: Mechanism[Any, Any], said_of: Callable[[Shown], Said], *, close: bool = False
    ) -> None:
        self.run, self.part, self.close = run, part, close
        self._said_of = said_of
        self.state = run.instruments.state(part.id)
        self.hurt = self.state in HURT

    @property
    def age_s(self) -> int:
        """Age of its readings."""
        return self.run.instruments.age_s(self.part.id)

    @property
    def held(self) -> str:
        """What people's hands hold there."""
        return self.part.held()

    @property
    def word(self) -> str:
        """The word that its tile shows."""
        return self.part.reading_text()

    def number(self, metric: str, *, of: str = "") -> float:
        """A reading, by default of the component itself; 0 where nothing was ever read. KeyError if none is shown."""
        return self.run.instruments.value(of or self.part.id, metric) or 0.0

    def lately(self, metric: str) -> float | None:
        """By how much a reading has grown in the last ten minutes that are shown; None if it is not known that long."""
        before = self.run.instruments.value(self.part.id, metric, LATELY_S)
        return None if before is None else self.number(metric) - before

    def loud_need(self) -> tuple[str, str] | None:
        """Name and state of something that it is known to need and that looks bad, the worst first; None if nothing does."""
        instruments = self.run.instruments
        needs = [(instruments.state(other), other) for other in self.run.relations.needs.get(self.part.id, ())]
        for bad in (State.DOWN, State.DEGRADED):
            for state, other in needs:
                if state is bad:
                    return instruments.name_of(other), WORDS[bad]
        return None

    def stale_tiles(self) -> int:
        """How many other tiles show old numbers."""
        parts = self.run.region.components.values()
        tiled = [part.id for part in parts if part.spec.tile is not None and part is not self.part]
        return len([component for component in tiled if self.run.instruments.state(component) is State.STALE])

    def belonging(self) -> Said | None:
        """What is said of something in trouble that belongs to it and has no tile of its own; None if all of that is well."""
        parts = self.run.region.components
        for other in self.run.instruments.belongings.get(self.part.id, ()):
            if parts[other].spec.tile is None:
                said = self._said_of(Shown(self.run, parts[other], self._said_of, close=self.close))
                if said.trouble:
                    return said
        return None


def many(value: float) -> str:
    """How many, coarsely: "312", "4,812", "240k", "1.2M", "23M"."""
    for divisor, letter in ((1e9, "G"), (1e6, "M")):
        if value >= 0.9995 * divisor:
            scaled = value / divisor
            return f"{scaled:.1f}{letter}" if scaled < 9.95 else f"{scaled:.0f}{letter}"
    return f"{value / 1e3:.0f}k" if value >= 9999.5 else f"{value:,.0f}"


def pace(value: float) -> str:
    """How many in a second: "0.4", "3", "102", "28k"."""
    return f"{value:.1f}".removesuffix(".0") if value < 9.95 else many(value)


def percent(value: float) -> str:
    """A share: "0.4%", "31%"."""
    return written(value, Unit.SHARE)
