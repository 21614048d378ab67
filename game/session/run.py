"""A run: a region, the people, what the public is told and what the player knows, stepped together.

Everything is decided by the scenario, the seed, and the lines that were said with their seconds. There is no clock and no
file here; a session adds both, a replay does without.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from game.engine.digest import digest
from game.engine.mechanism import ComponentSpec, Mechanism
from game.engine.mechanisms import KINDS
from game.engine.region import Region
from game.engine.scenario import Scenario
from game.session import all_clear, saying
from game.session.evidence import Evidence
from game.session.handover import handing_over, prelude
from game.session.helping.guidance import Guidance
from game.session.journal import Said
from game.session.judging.record import Entry
from game.session.language.grammar import Grammar
from game.session.language.vocabulary import Vocabulary
from game.session.language.whereabouts import whereabouts
from game.session.language.wording import line
from game.session.ledger import Ledger
from game.session.run_state import RunState
from game.session.showing.hidden import Hidden
from game.session.showing.instruments import Instruments
from game.session.showing.pager import Pager
from game.session.showing.relations import Relations
from game.session.staff.calls import Calls
from game.session.staff.people import YOU, People
from game.session.staff.reporting import Reports
from game.session.telling.channel import Channel
from game.session.telling.truth import services_of, told_services, truth_of
from game.session.tools import TOOLS, Tool
from game.session.view.board import FeedEntry
from game.session.view.console import Line, Reply, Span, Tone
from game.session.view.handover import Note

__all__ = ["YOU", "Run", "RunMark"]


@dataclass(frozen=True, slots=True)
class RunMark:
    """A moment of a run that it can come back to."""

    state: RunState
    parts: tuple[Any, ...]
    said: int
    entries: int
    feed: int


class Run:
    """One night. `kinds` are the mechanisms that the scenario's components are made of.

    `leaves_out` says why a line of the prelude is left out, or None; by default none is. `guidance` is how much help it is
    played with.
    """

    def __init__(
        self,
        scenario: Scenario,
        seed: int,
        *,
        kinds: Mapping[type[ComponentSpec], type[Mechanism[Any, Any]]] = KINDS,
        leaves_out: prelude.LeavesOut | None = None,
        guidance: Guidance = Guidance.ALONE,
    ) -> None:
        self.scenario = scenario
        self.seed = seed
        self.guidance = guidance
        self.region = Region(scenario.region, seed, kinds)
        self.people = People(
            scenario.teams, seed, begins_s=scenario.take_over_s, shift_change_s=scenario.shift_change_s
        )
        self.public = told_services(self.region)
        self.true_causes = tuple([cause.id for cause in scenario.causes if cause.true])
        self.channel = Channel(
            scenario.channel,
            services=services_of(self.region),
            causes=scenario.causes,
            zero=scenario.zero,
            region=scenario.region.name,
            hold_s=scenario.goal.hold_s,
        )
        self.evidence = Evidence(scenario.causes)
        self.ledger = Ledger(scenario, self.region)
        self.pager = Pager(self.region, self.ledger)
        self.instruments = Instruments(self.region)
        self.hidden = Hidden(self.region)
        self.relations = Relations(self.region, self.hidden)
        self.calls = Calls(self.region, seed)
        self.reports = Reports(self.region, scenario.teams, seed)
        self.tools: dict[str, Tool] = {tool.spec.id: tool for tool in TOOLS}
        self.grammar = Grammar(
            Vocabulary(scenario, self.region, self.pager.candidates, partial(whereabouts, self.people)),
            self.region,
            [(tool.spec, tool.bound(self)) for tool in TOOLS],
        )
        self.state = RunState()
        self.said: list[Said] = []
        self.entries: list[Entry] = []  # one for each of `said`, with what came of it
        self.feed: list[FeedEntry] = []
        self.notes: list[int] = []  # numbers of those entries of the feed that are the game's own words
        self.handover_notes: list[Note] = []  # one for each time that the seat passed on within the run
        self.handover: prelude.Handover | None = None
        self.playing_prelude = scenario.prelude is not None
        self.handover = prelude.bring(self, leaves_out)
        self.playing_prelude = False
        self.pager.step()
        self._look_at_the_clock()
        prelude.tell(self)

    @property
    def second(self) -> int:
        """The simulated second that the region has reached."""
        return self.region.second

    @property
    def ended(self) -> str:
        """Empty while it goes on, then "resolved" or "lost"."""
        return self.state.ended

    @property
    def outcome(self) -> str:
        """What the run is worth if it is left now: "resolved", "lost" or "unfinished"."""
        return self.state.ended or "unfinished"

    # Moving on.

    def advance_to(self, second: int) -> None:
        """Move on to the last tick at or before a second, or to the end."""
        while not self.ended and self.region.second + self.region.tick_s <= second:
            self.step()

    def step(self) -> None:
        """One tick of everything."""
        region = self.region
        region.public_pressure = self.channel.pressure
        region.step()
        self.ledger.step()
        now = region.second
        reported = self.people.tick(now)
        for news in reported:
            self.tell(news.second, "", line(prelude.reported(self, news), Tone.MUTED))
        for part, text in self.reports.tick(self, reported):
            self.tell(now, part, line(text))
        self.pager.step()
        self._look_at_the_clock()
        told = self.hidden.tick(now, self.people)
        if told is not None:
            self.tell(now, told[0], line(told[1]))
        for sector, text in self.calls.tick(self):
            self.tell(now, sector, line(text))
        well = all_clear.news(self)
        if well is not None:
            self.tell(now, "", line(well, Tone.STRONG))
        handing_over.heed(self, reported)
        if now >= self.scenario.end_s:
            self.end("resolved" if self.ledger.ends_well else "lost")

    def _look_at_the_clock(self) -> None:
        """What happens by itself: the channel hears of the first page and of the time."""
        now = self.region.second
        first_page_s = self.pager.state.first_page_s
        if first_page_s is not None and not self.state.told_of_page:
            self.state = replace(self.state, told_of_page=True)
            self.channel.page_came(first_page_s)
        self.channel.tick(now, truth_of(self))

    def end(self, outcome: str) -> None:
        """It is over now, "resolved" or "lost"."""
        self.state = replace(self.state, ended=outcome, ended_s=self.region.second)

    # Saying something.

    def submit(self, said: Said, *, confirmed: bool = True) -> Reply:
        """Move on to a line's second and say it. A journal's and a script's lines count as confirmed."""
        self.advance_to(said.second)
        return self.say(said.line, said.who, max(said.second, self.region.second), confirmed=confirmed)[0]

    def say(self, text: str, who: str, second: int, *, confirmed: bool) -> tuple[Reply, Said | None]:
        """Say a line now. `second` lies within the tick that comes next. The second value is what a journal must keep."""
        return saying.say_line(self, text, who, second, confirmed=confirmed)

    def note(self, text: str) -> None:
        """Put a word of the game itself into the feed. It decides nothing."""
        self.notes.append(len(self.feed) + 1)
        self.tell(self.region.second, "", line(text, Tone.MUTED))

    def tell(self, second: int, component: str, text: Line, *, shown: bool = False) -> None:
        """Put a line into the feed; `shown` if it is part of what somebody else looked at."""
        self.feed.append(FeedEntry(len(self.feed) + 1, second, component, text, shown))

    def tell_said(self, second: int, component: str, who: str, text: str) -> None:
        """Put a line that somebody said into the feed. The player's hue is for the player alone."""
        hue = Tone.YOU if who == YOU and not self.playing_prelude else Tone.MUTED
        name = who if who == YOU or self.playing_prelude else f"{who}:"
        self.tell(second, component, (Span(name, hue), Span(" " + text)))

    # Coming back to an earlier moment.

    def _parts(self) -> tuple[Any, ...]:
        others = (self.evidence, self.ledger, self.pager, self.hidden, self.calls, self.reports)
        return (self.region, self.people, self.channel, *others)

    def mark(self) -> RunMark:
        """A small value from which `rewind` comes back to this very state."""
        marks = tuple([part.mark() for part in self._parts()])
        return RunMark(self.state, marks, len(self.said), len(self.entries), len(self.feed))

    def rewind(self, mark: RunMark) -> None:
        """Come back to a mark taken earlier in this run, bit for bit."""
        self.state = mark.state
        for part, saved in zip(self._parts(), mark.parts, strict=True):
            part.rewind(saved)
        del self.said[mark.said :]
        del self.entries[mark.entries :]
        del self.feed[mark.feed :]
        self.notes = [number for number in self.notes if number <= mark.feed]
        del self.handover_notes[len(self.state.changeovers.done) :]

    def digest(self) -> str:
        """Fingerprint of everything that decides the future and the judgement."""
        parts = self._parts()[1:]
        return digest((self.region.digest(), self.state, [part.digest_state() for part in parts]))
