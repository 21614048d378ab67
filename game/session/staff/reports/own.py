"""What somebody who owns a part sees there: its own readings as they truly are, and how its known needs answer it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.mechanisms.service import Service
from game.engine.words import Sentence
from game.session.showing.hidden import failing_for

if TYPE_CHECKING:
    from game.session.run import Run


class Kind(IntEnum):
    """How a part is, in the eyes of those who own it; the worst last."""

    WELL = 0
    HELD = 1
    RECOVERING = 2
    WAITING = 3
    FAILING = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen at one part. `text` is half a sentence behind its name, without a stop.

    `bad` says how bad it is, 0 being well; `measure` is that as people write it ("31% failing"), "" where nothing is
    measured. Both are of one part only and are compared with nothing but what they were.
    """

    kind: Kind
    text: Sentence
    bad: float = 0.0
    measure: str = ""


class Own:
    """One part, for somebody who stands at it. Its hidden readings, which no instrument has, are not theirs either."""

    def __init__(self, run: Run, part: Mechanism[Any, Any]) -> None:
        self.run, self.part = run, part
        part.catch_up()
        readings = zip(part.metrics, part.sample(), strict=False)
        self._readings = {metric.id: value for metric, value in readings if not metric.hidden}

    def number(self, metric: str) -> float:
        """A reading of the part itself. KeyError if no instrument has it."""
        return self._readings[metric]

    def of(self, component: str, metric: str) -> float:
        """A reading of something that belongs to the same work, such as the checks of a balancer."""
        return Own(self.run, self.run.region.components[component]).number(metric)

    @property
    def held(self) -> str:
        """What people's hands hold there."""
        return self.part.held()

    @property
    def word(self) -> str:
        """What the part says of itself in a word."""
        return self.part.reading_text()

    def name_of(self, component: str) -> str:
        """What the board calls a component."""
        return self.run.instruments.name_of(component)

    def failing_need(self, least: float) -> tuple[str, float] | None:
        """What it calls and what answers it worst, with the share that fails; None if all of that answers.

        The id is "" where nobody has found out yet that it is needed: then only the errors are seen.
        """
        parts = self.run.region.components
        worst: tuple[str, float] | None = None
        for _, other, _ in self.part.spec.references():
            supplier = parts[other]
            if not supplier.serves or supplier is self.part:
                continue
            share = getattr(getattr(self.part.spec, "needs", {}).get(other), "share", 1.0)
            failing = failing_for(self.part.spec, supplier) * share
            if failing >= least and (worst is None or failing > worst[1]):
                worst = (other if self.run.hidden.known(self.part.id, other) else "", failing)
        return worst

    def stays_away(self) -> float:
        """The share of the usual requests that does not come to it: the callers do not reach it at all."""
        part = self.part
        if not isinstance(part, Service):
            return 0.0
        usual = away = 0.0
        for client, resolved, held in zip(part.clients, part.state.resolved, part.state.held, strict=True):
            usual += client.rate_per_s
            away += client.rate_per_s * max(0.0, 1.0 - resolved - held)
        return away / usual if usual > 0.0 else 0.0
