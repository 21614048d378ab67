"""The facts of one run as its moments need them: what was shown at a second, what was true then, and what followed."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.readings import State
from game.engine.words import Sentence, say
from game.session.helping.guidance import Guidance
from game.session.judging.aftereffects import FAILING
from game.session.judging.lingering import FELT
from game.session.judging.record import Entry, EntryKind
from game.session.judging.result import record_of
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Part
from game.session.language.wording import clock_time, count
from game.session.review.again import Silence
from game.session.review.chain import came_about
from game.session.run import Run
from game.session.showing.cascade import turns_of
from game.session.staff.person import YOU, listed

NAMED_AT_MOST = 3
FOLLOWS_MIN = 15
"""How far what followed is told."""
WORDS = {State.DOWN: "DOWN", State.DEGRADED: "degraded", State.STALE: "stale", State.RECOVERING: "recovering"}


class Facts:
    """One finished run. Everything is read from it as it stands: it has to be at its end."""

    def __init__(self, run: Run, silences: Sequence[Silence]) -> None:
        self.run = run
        self.scenario = run.scenario
        self.record = record_of(run)
        self.silences = tuple(silences)
        self.pieces = came_about(run)
        self.begin_s = run.scenario.take_over_s
        self.end_s = max([run.second, *[said.second for said in run.said[-1:]]])  # words come between ticks as well
        self.acts = [entry for entry in self.record.entries if not entry.refused]
        self._who = {id(entry): said.who for said, entry in zip(run.said, run.entries, strict=True)}
        self.changes = [entry for entry in self.acts if entry.kind is EntryKind.CHANGE]
        self._turns = turns_of(run)
        tiles = [(part.spec.tile, part.id) for part in run.region.components.values() if part.spec.tile is not None]
        self._customers = [part.id for part in run.ledger.sectors]
        self._tiles = [component for _, component in sorted(tiles, key=lambda pair: (pair[0].row, pair[0].column))]

    # Words.

    def clock(self, second: int) -> str:
        """Time of day, "00:12"."""
        return clock_time(self.scenario.zero, second)[:5]

    def name(self, component: str) -> str:
        """What the board calls a component."""
        return self.run.instruments.name_of(component)

    def named(self, components: Sequence[str]) -> str:
        """Names for a sentence; of many, the first and how many others."""
        names = [self.name(component) for component in components]
        rest = len(names) - NAMED_AT_MOST
        return listed(names if rest <= 0 else [*names[:NAMED_AT_MOST], count(rest, "other", "others")])

    # What was shown.

    def on_board(self, components: Sequence[str]) -> list[str]:
        """Those of some components that have a tile."""
        return [component for component in components if component in self._tiles]

    def state(self, component: str, second: int) -> State:
        """What a tile showed at a second."""
        shown = State.OK
        for turned_s, state in self._turns.get(component, []):
            if turned_s > second:
                break
            shown = state
        return shown

    def showing(self, second: int, *states: State) -> list[str]:
        """The components whose tiles showed one of these states: what has been in trouble longest first, customers last."""
        found = [component for component in reversed(self._tiles) if self.state(component, second) in states]
        return sorted(found, key=lambda part: (part in self._customers, self.since_s(part, second)))

    def since_s(self, component: str, second: int) -> int:
        """Since when a tile has not shown that all is well; the second itself if it does."""
        begun_s = second
        well = True
        for turned_s, state in self._turns.get(component, []):
            if turned_s > second:
                break
            if well and state is not State.OK:
                begun_s = turned_s
            well = state is State.OK
        return second if well else begun_s

    def red_s(self, component: str, from_s: int) -> int | None:
        """When a tile first showed trouble from a second on: from the beginning, if it did so already."""
        red = (State.DOWN, State.DEGRADED)
        if self.state(component, from_s) in red:
            return from_s
        return next(
            (turned_s for turned_s, state in self._turns.get(component, []) if turned_s > from_s and state in red), None
        )

    def once_red(self) -> list[str]:
        """The public services that showed trouble at any time, the first one first."""
        first = [(self.red_s(part.id, self.begin_s), part.id) for part in self.run.public]
        return [part for _, part in sorted([(second, part) for second, part in first if second is not None])]

    def shown(self, second: int) -> Sentence:
        """The board in a sentence."""
        down = self.showing(second, State.DOWN)
        others = [(state, len(self.showing(second, state))) for state in WORDS if state is not State.DOWN]
        told = [f"{number} {WORDS[state]}" for state, number in others if number]
        well = len(self._tiles) - len(down) - sum([number for _, number in others])
        if not down and not told:
            return say("On the board: all {count} well.", count=well)
        named = [f"{self.named(down)} {WORDS[State.DOWN]}"] if down else []
        return say("On the board: {parts}.", parts=", ".join([*named, *told, f"{well} well"]))

    # What was true.

    def share(self, component: str, second: int) -> float:
        """The share of a component's calls that failed at a second; 0 of what has no calls."""
        part = self.run.region.components[component]
        if not any(metric.id == FAILING for metric in part.metrics):
            return 0.0
        failing = self.run.region.history(component, FAILING)
        place = (second - self.scenario.region.start_s) // self.run.region.tick_s - 1
        return failing[min(max(0, place), len(failing) - 1)] if len(failing) else 0.0

    def failing(self, second: int) -> list[str]:
        """The services that customers know and that failed as much as hurts, the worst first."""
        hurt_at = self.scenario.channel.hurt_at
        found = [(self.share(part.id, second), part.id) for part in self.run.public]
        return [component for share, component in sorted(found, key=lambda pair: -pair[0]) if share >= hurt_at]

    def felt(self, second: int) -> list[str]:
        """The sectors and services at which some calls failed, the most first."""
        parts = [*self._customers, *[part.id for part in self.run.public]]
        found = [(self.share(part, second), part) for part in dict.fromkeys(parts)]
        return [part for share, part in sorted(found, key=lambda pair: -pair[0]) if share >= FELT]

    def true(self, second: int) -> list[Sentence]:
        """What failed then, and what of it the board did not show; where no service failed much, who still felt it."""
        failing = self.failing(second) or self.felt(second)
        if not failing:
            return [say("In the region, calls got through then: less than 1 % failed, whoever called.")]
        worst = [f"{self.name(part)} ({percent(self.share(part, second))} %)" for part in failing[:NAMED_AT_MOST]]
        rest = len(failing) - len(worst)
        told = [say("In the region, calls failed at {parts}.", parts=listed([*worst, *_others(rest)]))]
        unseen = [part for part in self.on_board(failing) if self.state(part, second) is State.OK]
        if unseen:
            told.append(say("Of these, {names} still looked well.", names=self.named(unseen)))
        return told

    def by_then(self, second: int) -> list[Sentence]:
        """The newest pieces of the chain of causes that had come about."""
        minor = [spec.id for spec in self.scenario.chain if spec.minor]
        known = [piece for piece in self.pieces if piece.second <= second and piece.id not in minor][-2:]
        if not known:
            return []
        told = "; ".join([f"{piece.text} ({self.clock(piece.second)})" for piece in known])
        return [say("By then: {pieces}.", pieces=told)]

    # What followed.

    def impact(self, second: int) -> float:
        """The share of customers cut off in the minute of a second."""
        curve = self.record.curve
        return curve[min(max(0, (second - self.begin_s) // 60), len(curve) - 1)] if curve else 0.0

    def followed(self, second: int) -> Sentence:
        """What became of customers soon after."""
        later_s = min(second + FOLLOWS_MIN * 60, self.end_s)
        minutes = count(max(1, (later_s - second) // 60), "minute", "minutes")
        before, after = percent(self.impact(second)), percent(self.impact(later_s))
        if before == after:
            return say(
                "{minutes} later the share of customers cut off was the same: {after} %.", minutes=minutes, after=after
            )
        return say(
            "Within {minutes} the share of customers cut off went from {before} % to {after} %.",
            minutes=minutes,
            before=before,
            after=after,
        )

    # What was done.

    def before(self, second: int, within_s: int, *kinds: EntryKind) -> list[Entry]:
        """What was done within a span before a second, the newest first."""
        return [
            entry for entry in reversed(self.acts) if second - within_s <= entry.second < second and entry.kind in kinds
        ]

    def looked_first(self, from_s: int) -> Entry | None:
        """The first look from a second on."""
        return next((entry for entry in self.acts if entry.second >= from_s and entry.kind is EntryKind.LOOK), None)

    def asked(self, entry: Entry | None, second: int, deed: str, question: Sentence, **values: object) -> Sentence:
        """A question about a deed: of the player what made sense then, of somebody else what the player saw in it.

        `deed` is the template of a sentence with places for the `{clock}`, for `{who}` did it, and for the values.
        """
        who = YOU if entry is None else self._who.get(id(entry), YOU)
        if who != YOU:
            question = say("What spoke for it, as far as you saw?")
        done = say(deed, clock=self.clock(second), who=who, **values)
        return say("{done} {question}", done=done, question=question)

    def beside(self, entry: Entry | None) -> Sentence | None:
        """That somebody beside the player did it or said it, where that can be: an answer to what spoke for a deed."""
        led = self.run.guidance is Guidance.COLLEAGUE and bool(self.scenario.lesson)
        other = entry is not None and self._who.get(id(entry), YOU) != YOU
        return say("The one beside me did it or said it") if led or other else None

    def ready(self, entry: Entry) -> Sentence | None:
        """That what an order needs was so, in its own words."""
        needs = self.needs(entry)
        return say("What it needs was so: {needs}", needs=needs) if needs and entry.needs_met else None

    def said_at(self, second: int, kind: EntryKind) -> Entry | None:
        """What of a kind was said at a second."""
        return next((entry for entry in self.acts if entry.second == second and entry.kind is kind), None)

    def needs(self, entry: Entry) -> str:
        """What an order needed there, in words; "" if nothing."""
        parsed = self.run.grammar.parse(entry.line)
        if isinstance(parsed, Misunderstood) or parsed.entry.part is not Part.ENGINE:
            return ""
        return self.run.region.needed(parsed.entry.spec, parsed.values)

    def under_way(self, second: int) -> list[Entry]:
        """Orders that were given and not done at a second."""
        return [entry for entry in self.changes if entry.second <= second < (entry.done_s or 0)]


def _others(number: int) -> list[str]:
    return [count(number, "other", "others")] if number > 0 else []


def percent(share: float) -> int:
    """Whole percents."""
    return int(share * 100 + 0.5)
