"""Detail alarms: the many finer ones below the alarm of a tile. Each has a bound of its own and follows from the reading.

Published: an outage raises hundreds of alarms within minutes. None of them is told to ring: a reading that rises passes
one bound after another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf, nextafter
from typing import Annotated, Any, ClassVar

from game.engine.mechanism import TileSpec
from game.engine.readings import Metric
from game.engine.rng import Draws
from game.engine.units import Between
from game.engine.watch import Quiet

MARGIN = 0.15
"""An alarm clears this share of its bound below it, so that a reading that trembles at the bound raises it once."""
MARGIN_OF_SPREAD = 0.1
"""But never further below than this share of what lies between the tile's bounds: some readings cannot get so well."""
MOST_OF_ONE = 120
"""Detail alarms that one tile may have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DetailSpec:
    """Finer alarms of every tile of `layers` and of each of `components`: each of `texts`, once for each of `places`.

    A place, such as a zone, is written behind the text. Each alarm has a bound between those of its tile, drawn by lot,
    and rings within `within_s` after the shown reading has passed it, if it is still there.
    """

    texts: tuple[str, ...]
    places: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    within_s: Annotated[int, Between(0, 3600)] = 120

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    def is_for(self, component: str, tile: TileSpec) -> bool:
        """Whether a tile has these alarms."""
        return tile.layer in self.layers or component in self.components

    def written(self) -> tuple[str, ...]:
        """The texts with their places."""
        if not self.places:
            return self.texts
        return tuple([f"{text}, {place}" for text in self.texts for place in self.places])


Rings = tuple[int, ...]
"""When each of the alarms that were passed rings or rang, in seconds, in the order of their bounds."""


class Panel:
    """All detail alarms of one tile, in the order of their bounds, as badness: the value, or minus it if low is bad."""

    def __init__(self, specs: Iterable[DetailSpec], tile: TileSpec, metric: Metric, draws: Draws) -> None:
        made: list[tuple[float, str, int]] = []
        spread = 0.0
        if tile.degraded_at is not None:
            first = tile.degraded_at
            last = tile.down_at if tile.down_at is not None else 2.0 * first
            spread = abs(last - first)
            for spec in specs:
                for text in spec.written():
                    lot = draws.uniform(len(made))
                    bound = first + (last - first) * lot * lot * lot  # most of them near the milder bound
                    made.append((-bound if metric.bad_when_low else bound, text, spec.within_s))
        made.sort(key=lambda entry: entry[0])
        self.texts = tuple([text for _, text, _ in made])
        self._bounds = tuple([bound for bound, _, _ in made])
        self._clears = tuple([bound - min(MARGIN * abs(bound), MARGIN_OF_SPREAD * spread) for bound in self._bounds])
        self._within_s = tuple([within_s for _, _, within_s in made])

    def turn(self, rings: Rings, badness: float, now: int, *, delay_s: int, lots: Draws, counter: int) -> Rings:
        """The alarms that were passed, after a reading; the same object if nothing changed."""
        passed = len(rings)
        reached = bisect_right(self._bounds, badness)
        if reached > passed:
            return rings + tuple(
                [
                    now + delay_s + lots.integer(counter * 256 + place, 0, self._within_s[place])
                    for place in range(passed, reached)
                ]
            )
        kept = bisect_right(self._clears, badness)
        return rings[:kept] if kept < passed else rings

    def quiet(self, rings: Rings, calm: Quiet) -> Quiet:
        """What of a range of readings changes nothing here either."""
        passed = len(rings)
        low = self._clears[passed - 1] if passed else -inf
        high = nextafter(self._bounds[passed], -inf) if passed < len(self._bounds) else inf
        return Quiet(max(low, calm.low), min(high, calm.high), calm.until_s)

    def ringing(self, rings: Rings, now: int) -> tuple[tuple[int, str], ...]:
        """Those that are up, as (since when, text), oldest first."""
        return tuple(sorted([(ring, text) for ring, text in zip(rings, self.texts, strict=False) if ring <= now]))
