"""Resolvers: everybody's memory of what a name points to, good answers and empty ones alike.

A resolver asks again when its answer has run out: a good one lives `ttl_s`, an empty one `negative_ttl_s`. So a record
that breaks is not felt at once, and one that is repaired is not felt at once either. What was fetched one life ago is
fetched now: columns of amounts, one entry a tick, and nothing else. The first empty answer that a resolver gets comes
from another cache, at any age, so what is left of its life is spread evenly; after that it asks once a life.

Published: absence is commonly cached longer than presence; clients came back between 157 and 172 minutes. Calibrated: an
empty answer lives 15 minutes, from those two times; the rest is free.
"""

from __future__ import annotations

from collections.abc import MutableSequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from game.engine.actions import Action, ActionSpec, Argument, ArgumentKind, Risk
from game.engine.mechanism import ComponentSpec, Mechanism, Phase
from game.engine.mechanisms.dns_record import Record
from game.engine.readings import Level, Metric, Unit
from game.engine.units import ALL, Seconds, Share
from game.engine.words import Sentence, say

FLUSH = ActionSpec(
    id="dns.flush",
    words=("dns", "flush"),
    arguments=(),
    title="Ask resolvers to flush",
    does="Asks those who run resolvers to drop the answers that they keep; some do.",
    duration_s=180,
    hands=1,
    risk=Risk.LOW,
    risk_note="Whoever drops a good answer while the record is empty gets an empty one.",
    needs="the record answers again",
)
MITIGATE = ActionSpec(
    id="mitigate",
    words=("mitigate",),
    arguments=(Argument("WHOM", ArgumentKind.WORD, choices=("internal",)),),
    title="Connect internal callers",
    does="Connects the region's own services by a side road that does not need the name.",
    duration_s=180,
    hands=2,
    risk=Risk.MEDIUM,
    risk_note="It has to be taken apart again later, by hand.",
    specialty="dynamodb",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ResolversSpec(ComponentSpec):
    """A group of resolvers that behave alike.

    `flush_share` of them obey a request to flush. With `side_road_s`, the operators can reconnect those who ask here by
    another way, which then takes hold over that many seconds.
    """

    kind: Literal["resolvers"] = "resolvers"
    record: str
    ttl_s: Seconds = 60.0
    negative_ttl_s: Seconds = 900.0
    flush_share: Share = 0.5
    side_road_s: Seconds | None = None

    def references(self) -> tuple[tuple[str, str, str], ...]:
        """The record that they remember."""
        return (("record", self.record, "dns_record"),)


@dataclass(slots=True)
class ResolversState:
    """`good` is the share of resolvers that hold a good answer; `dropped` the share that must ask again now.

    `first` is the share that runs out of a first empty answer each tick. `flushes` remembers, for each flush, the tick
    before which answers were fetched that it touched, and which share of them it left. `well_since` is the tick in which all
    held a good answer at last.
    """

    good: float = 1.0
    dropped: float = 0.0
    first: float = 0.0
    flushes: tuple[tuple[int, float], ...] = ()
    side_road_since: int | None = None
    well_since: int = -1


class Resolvers(Mechanism[ResolversSpec, ResolversState]):
    """What share of those who ask still, or again, gets an answer that they can use."""

    kind: ClassVar[str] = "resolvers"
    spec_type: ClassVar[type[ComponentSpec]] = ResolversSpec
    phase: ClassVar[Phase] = Phase.CACHES
    actions: ClassVar[tuple[ActionSpec, ...]] = (FLUSH, MITIGATE)
    metrics = (
        Metric("resolved", "share that finds the name", Unit.SHARE, 1.0, bad_when_low=True, hidden=True),
        Metric("good", "share that holds a good answer", Unit.SHARE, 1.0, bad_when_low=True, hidden=True),
    )

    def connect(self) -> None:
        """Everybody starts with a good answer, of evenly spread age."""
        self.record: Record = self.region.components[self.spec.record]  # type: ignore[assignment]
        tick_s = self.region.tick_s
        self._life = max(1, int(self.spec.ttl_s / tick_s + 0.5))
        self._empty_life = max(1, int(self.spec.negative_ttl_s / tick_s + 0.5))
        # Entry n of each column runs out in tick n; the entries before the first tick are what everybody starts with.
        self._good: list[float] = [1.0 / self._life] * self._life
        self._empty: list[float] = [0.0] * self._empty_life
        self._first_empty: list[float] = [0.0] * self._empty_life
        self.state = ResolversState()

    def step(self) -> None:
        """Those whose answer ran out ask again, and get what the record holds."""
        state, turn = self.state, self.region.tick - 1
        if self.record.state.answered == 1.0 and self._all_good(turn):
            return
        self._write(turn)
        due_good = self._good[turn] * self._kept(turn - self._life)
        real = turn - self._empty_life > state.well_since  # an empty answer from before that is dust
        due_empty = (self._empty[turn] * self._kept(turn - self._empty_life) if real else 0.0) + state.first
        empty = 1.0 - self.record.state.answered
        new = due_good + state.dropped
        first_empty, again_empty = new * empty, due_empty * empty
        good = (new - first_empty) + (due_empty - again_empty)
        ended = self._first_empty[turn] * self._kept(turn - self._empty_life) if real else 0.0
        state.first = max(0.0, state.first + (first_empty - ended) / self._empty_life)
        self._good.append(good)
        self._empty.append(again_empty)
        self._first_empty.append(first_empty)
        share = min(1.0, max(0.0, state.good - due_good + good))
        if share >= ALL and empty == 0.0:
            share, state.first = 1.0, 0.0
            if state.good < 1.0:
                state.well_since = turn
        state.good = share
        state.dropped = 0.0

    def _all_good(self, turn: int) -> bool:
        """Whether everybody holds a good answer and gets the same one again: nothing happens."""
        state = self.state
        if state.good < 1.0 or state.dropped:
            return False
        return not state.flushes or turn - self._life >= state.flushes[-1][0]

    def _write(self, ticks: int) -> None:
        """Write down what happened up to a tick in which everybody got the same good answer again."""
        good, life = self._good, self._life
        while len(good) < ticks + life:
            first = len(good) - life
            good.extend(good[first : min(ticks, first + life)])
        for column, lives in ((self._empty, self._empty_life), (self._first_empty, self._empty_life)):
            if len(column) < ticks + lives:
                column.extend([0.0] * (ticks + lives - len(column)))

    def _kept(self, fetched: int) -> float:
        """What the flushes left of answers that were fetched in a tick."""
        kept = 1.0
        for before, left in self.state.flushes:
            if fetched < before:
                kept *= left
        return kept

    @property
    def resolved(self) -> float:
        """Share of those who ask that can reach what the name stands for, by the name or by a side road."""
        good, since, ramp = self.state.good, self.state.side_road_since, self.spec.side_road_s
        if good == 1.0 or since is None or ramp is None:
            return good
        built = min(1.0, max(0.0, (self.region.second - since) / ramp))
        return self.state.good + (1.0 - self.state.good) * built

    def share(self) -> float:
        """The same, to be asked again and again."""
        return self.resolved

    def sample(self) -> tuple[float, ...]:
        """With and without the side road."""
        return (self.resolved, self.state.good)

    def held(self) -> str:
        """Whether a side road is open."""
        return "" if self.state.side_road_since is None else "side road"

    def answers_to(self, spec: ActionSpec, values: tuple[str, ...]) -> bool:
        """A flush is for everybody; a side road for those who can have one."""
        return spec is FLUSH or self.spec.side_road_s is not None

    def check(self, action: Action) -> Sentence | None:
        """One side road is enough."""
        if action.spec is MITIGATE and self.state.side_road_since is not None:
            return say("The region's own services already use the side road.")
        return None

    def ready(self, action: Action) -> bool:
        """A flush helps once the record answers."""
        return action.spec is not FLUSH or self.record.answer(self.record.spec.name)[1] > 0

    def apply(self, action: Action) -> None:
        """Drop answers, or open the side road."""
        state = self.state
        if action.spec is MITIGATE:
            state.side_road_since = self.region.second
            self.log(Level.INFO, say("The side road for internal callers is open; services reconnect one by one."))
            return
        left = 1.0 - self.spec.flush_share
        state.flushes = (*state.flushes, (self.region.tick, left))
        state.dropped += (1.0 - state.dropped) * self.spec.flush_share
        state.good *= left
        state.first *= left
        self.log(
            Level.INFO,
            say("{percent} % of resolvers have dropped what they kept.", percent=int(self.spec.flush_share * 100)),
        )

    def columns(self) -> tuple[MutableSequence[Any], ...]:
        """Amounts by the tick in which they run out."""
        self._write(self.region.tick)
        return (self._good, self._empty, self._first_empty)

    def digest_state(self) -> object:
        """The state, and the answers that are still alive."""
        turn = self.region.tick
        self._write(turn)
        return (self.state, self._good[turn:], self._empty[turn:], self._first_empty[turn:])
