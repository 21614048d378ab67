"""A run: a region, the people, what the public is told and what the player knows, stepped together.

Everything is decided by the scenario, the seed, and the lines that were said with their seconds. There is no clock and no
file here; a session adds both, a replay does without.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from game.engine.actions import Action, ActionSpec, ArgumentKind, Risk
from game.engine.digest import ADDED_LATER, digest
from game.engine.mechanism import ComponentSpec, Mechanism
from game.engine.mechanisms import KINDS
from game.engine.mechanisms.monitoring import ACK, MUTE, Alarm
from game.engine.region import Region
from game.engine.scenario import Scenario
from game.engine.words import Sentence, say
from game.session import all_clear, answers, handing_over, prelude
from game.session.calls import Calls
from game.session.changeover import Changeovers
from game.session.channel import Channel
from game.session.evidence import Evidence
from game.session.forms import Misunderstood
from game.session.grammar import Grammar, Parsed, Part
from game.session.guidance import Guidance
from game.session.hidden import Hidden
from game.session.instruments import Instruments
from game.session.journal import Said
from game.session.ledger import Ledger
from game.session.pager import Pager
from game.session.people import YOU, People
from game.session.post_form import draft_of
from game.session.record import Entry, EntryKind
from game.session.relations import Relations
from game.session.reporting import Reports
from game.session.tools import TOOLS, Tool
from game.session.truth import services_of, truth_of
from game.session.view.board import FeedEntry
from game.session.view.console import Line, Reply, ReplyKind, Span, Tone
from game.session.view.handover import Note
from game.session.view.telling import PostState
from game.session.vocabulary import Vocabulary
from game.session.whereabouts import whereabouts
from game.session.wording import clock_time, line, lines
from game.session.words import ANSWER, HANDOVER, HYPOTHESIS, PAGE, POST, RESOLVE, SEVERITY

__all__ = ["YOU", "Hypothesis", "Run", "RunMark", "RunState"]

_KINDS = {
    SEVERITY.id: EntryKind.SEVERITY,
    PAGE.id: EntryKind.PAGE,
    POST.id: EntryKind.POST,
    ANSWER.id: EntryKind.ANSWER,
    HYPOTHESIS.id: EntryKind.HYPOTHESIS,
    HANDOVER.id: EntryKind.HANDOVER,
    RESOLVE.id: EntryKind.RESOLVE,
}
_ENGINE_KINDS = {ACK.id: EntryKind.ACK, MUTE.id: EntryKind.OTHER}
"""Words of the region that change nothing in it."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What the player thought it was, and how sure (0 to 100)."""

    second: int
    cause: str
    confidence: int


@dataclass(frozen=True, slots=True)
class RunState:
    """What changes beside region, people, channel, evidence and ledger. Immutable: a mark is the state itself.

    `ended` is "" while the run goes on. `false_all_clears` are the seconds at which it was declared over and was not,
    `declared_s` the one at which it was.
    """

    ended: str = ""
    ended_s: int | None = None
    declared_s: int | None = None
    severity: int | None = None
    severity_s: int | None = None
    false_all_clears: tuple[int, ...] = ()
    told_of_page: bool = False
    hypotheses: tuple[Hypothesis, ...] = ()
    changeovers: Changeovers = field(default=Changeovers(), metadata=ADDED_LATER)


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
        self.public = tuple([part for part in self.region.components.values() if part.public])
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
            self._end("resolved" if self.ledger.ends_well else "lost")

    def _look_at_the_clock(self) -> None:
        """What happens by itself: the channel hears of the first page and of the time."""
        now = self.region.second
        first_page_s = self.pager.state.first_page_s
        if first_page_s is not None and not self.state.told_of_page:
            self.state = replace(self.state, told_of_page=True)
            self.channel.page_came(first_page_s)
        self.channel.tick(now, truth_of(self))

    def _end(self, outcome: str) -> None:
        self.state = replace(self.state, ended=outcome, ended_s=self.region.second)

    # Saying something.

    def submit(self, said: Said, *, confirmed: bool = True) -> Reply:
        """Move on to a line's second and say it. A journal's and a script's lines count as confirmed."""
        self.advance_to(said.second)
        return self.say(said.line, said.who, max(said.second, self.region.second), confirmed=confirmed)[0]

    def say(self, text: str, who: str, second: int, *, confirmed: bool) -> tuple[Reply, Said | None]:
        """Say a line now. `second` lies within the tick that comes next. The second value is what a journal must keep."""
        parsed = self.grammar.parse(text)
        if isinstance(parsed, Misunderstood):
            return Reply(ReplyKind.WRONG, lines(*parsed.sentences, tone=Tone.DEGRADED)), None
        if parsed.entry.part is Part.TOOL:
            return self._look(parsed, who, second)
        if self.ended:
            return _refused(say("The night is over; nothing can be done any more.")), None
        refusal = self.refusal(parsed, who, second)
        if refusal is not None:
            return _refused(refusal), None
        question = None if confirmed else self.question(parsed)
        if question is not None:
            asks = (line(question, Tone.STRONG),)
            return Reply(ReplyKind.CONFIRM, asks, by_name=parsed.entry.spec is RESOLVE), None
        said = Said(second, who, parsed.line)
        self.said.append(said)
        reply = (
            self._act(parsed, who, second) if parsed.entry.part is Part.ENGINE else self._session(parsed, who, second)
        )
        return reply, said

    def refusal(self, parsed: Parsed, who: str, second: int) -> Sentence | None:
        """Why an action cannot be taken now and what would make it possible; None if it can. Changes nothing."""
        spec, values = parsed.entry.spec, parsed.values
        if spec is PAGE:
            return self.people.page_refusal(values[0], second)
        if spec is POST:
            return self.channel.refusal(draft_of(values), second)
        if spec is SEVERITY and self.state.severity == int(values[0]):
            return say("It is already declared SEV{level}.", level=values[0])
        if spec is RESOLVE and self.pager.state.first_page_s is None and not all_clear.can_end(self):
            return say("No incident is open: nobody was paged yet.")
        if spec is ANSWER:
            return self.calls.refusal(self, values, second)
        if parsed.entry.part is not Part.ENGINE:
            return None
        action = Action(second, who, spec, values)
        if not self.region.targets(spec, values):
            return say('Nothing here takes "{line}".', line=parsed.line)
        switch = any(argument.kind is ArgumentKind.ON_OFF for argument in spec.arguments)
        ordered = self.under_way(spec, second) if switch else None
        if ordered is not None:
            done = clock_time(self.scenario.zero, ordered.done_s or second)
            return say('"{line}" is under way; it is done at {time}.', line=ordered.line, time=done)
        refusal = self.region.check(action)
        if refusal is not None:
            return refusal
        times, _ = self.region.slowed(action)
        planned = self.people.plan(spec.hands, spec.specialty, spec.duration_s * times, second)
        return planned if isinstance(planned, Sentence) else None

    def under_way(self, spec: ActionSpec, second: int) -> Entry | None:
        """The newest order of an action whose effect is still to come, or None."""
        before = () if self.handover is None else self.handover.entries
        for entry in reversed((*before, *self.entries)):
            if entry.spec == spec.id and entry.kind is EntryKind.CHANGE and (entry.done_s or 0) > second:
                return entry
        return None

    def question(self, parsed: Parsed) -> str | None:
        """What is asked back before a line is carried out; None if nothing is."""
        spec = parsed.entry.spec
        if spec is RESOLVE:
            return None if self.ledger.is_over else str(all_clear.question(self))
        if spec is POST:
            over = draft_of(parsed.values).state is PostState.RESOLVED
            early = over and not truth_of(self).stable_for(self.ledger.hold_s)
            return str(all_clear.question(self)) if early else None
        if spec is HANDOVER:
            return handing_over.question(self)
        return spec.risk_note or "It may hurt." if spec.risk is Risk.HIGH else None

    def _look(self, parsed: Parsed, who: str, second: int) -> tuple[Reply, Said | None]:
        reply = Reply(ReplyKind.OUTPUT, self.tools[parsed.entry.spec.id].output(self, parsed.values))
        if self.ended:
            return reply, None
        said = Said(second, who, parsed.line, look=True)
        self.said.append(said)
        spec = parsed.entry.spec
        told = self.tools[spec.id].found(self, parsed.values)
        news = self.evidence.note(second, parsed.line, in_trouble=not self.ledger.healthy).proved if told else ()
        about = self.tools[spec.id].about(self, parsed.values)
        self.hidden.find(second, self.tools[spec.id].meets(self, parsed.values))
        proved = tuple([cause.id for cause in self.scenario.causes if cause.true and cause.id in news])
        entry = Entry(second, parsed.line, EntryKind.LOOK, spec.words[0], spec.title, about, proved=proved)
        hint = self.tools[spec.id].gives(self, parsed.values)
        self.entries.append(replace(entry, showed=told, in_trouble=not self.ledger.healthy, hint=hint))
        if who != YOU and not self.playing_prelude:  # what others look at, everybody may see
            self.tell(second, "", (Span(who, self._hue(who)), Span(" " + parsed.line)))
            for told_line in reply.lines:
                self.tell(second, "", told_line)
        return reply, said

    def _act(self, parsed: Parsed, who: str, second: int) -> Reply:
        spec = parsed.entry.spec
        action = Action(second, who, spec, parsed.values)
        times, hindrance = self.region.slowed(action)
        work = self.people.assign(spec.hands, spec.specialty, spec.duration_s * times, second, parsed.line)
        if isinstance(work, Sentence):  # the refusal was asked for just before; nobody can have become busy since
            raise RuntimeError(f"hands were promised and are gone: {work}")
        targets = tuple([part.id for part in self.region.targets(spec, parsed.values)])
        self.entries.append(
            Entry(
                second,
                parsed.line,
                _ENGINE_KINDS.get(spec.id, EntryKind.CHANGE),
                spec.id,
                spec.title,
                targets,
                done_s=work.done_s,
                risk=spec.risk,
                needs_met=self.region.ready(action),
            )
        )
        waiting = self.pager.waiting() if spec is ACK else ()
        self.region.order_action(action, work.done_s)
        self.pager.step()
        self.tell(second, targets[0], (Span(who, self._hue(who)), Span(" " + parsed.line)))
        if spec is ACK:
            return Reply(ReplyKind.DONE, (line(self._acknowledged(waiting), Tone.MUTED),))
        told = line(answers.taken(parsed.line, work, second, self.scenario.zero), Tone.MUTED)
        return Reply(ReplyKind.DONE, (told,) if hindrance is None else (told, line(hindrance, Tone.DEGRADED)))

    def _acknowledged(self, waiting: tuple[Alarm, ...]) -> Sentence:
        left = [alarm.number for alarm in self.pager.waiting()]
        found = [self.instruments.of_now(alarm) for alarm in waiting if alarm.number not in left]
        taken = [(self.instruments.name_of(alarm.component), alarm) for alarm in found]
        first = len([entry for entry in self.entries if entry.kind is EntryKind.ACK]) == 1
        return answers.acknowledged(taken, first=first, advised="first-steps" in dict(self.scenario.runbook))

    def _session(self, parsed: Parsed, who: str, second: int) -> Reply:
        spec, values = parsed.entry.spec, parsed.values
        done_s = second + spec.duration_s if spec.duration_s else None
        kind = _KINDS[spec.id]
        self.entries.append(Entry(second, parsed.line, kind, spec.id, spec.title, done_s=done_s, risk=spec.risk))
        if spec is not HYPOTHESIS:
            self.tell(second, "", (Span(who, self._hue(who)), Span(" " + parsed.line)))
        if spec is PAGE:
            answer: Sentence = self.people.page(values[0], second)
        elif spec is SEVERITY:
            first = self.state.severity_s
            self.state = replace(self.state, severity=int(values[0]), severity_s=second if first is None else first)
            answer = say("Declared SEV{level}.", level=values[0])
        elif spec is HYPOTHESIS:
            noted = Hypothesis(second, values[0], int(values[1]))
            self.state = replace(self.state, hypotheses=(*self.state.hypotheses, noted))
            answer = say("Noted for the debrief: {cause}, {percent} % sure.", cause=values[0], percent=values[1])
        elif spec is POST:
            answer = self._publish(values, second)
        elif spec is HANDOVER:
            answer = handing_over.write(self, values, second)
        elif spec is ANSWER:
            answer = self.calls.answer(self, parsed.line, second)
        else:
            answer = self._resolve(second)
        read = self.calls.published(self, second) if spec is POST else None
        if read is not None:
            self.tell(second, "", line(read))
        return Reply(ReplyKind.DONE, (line(answer),))

    def _publish(self, values: tuple[str, ...], second: int) -> Sentence:
        draft = draft_of(values)
        post = self.channel.publish(draft, second, truth_of(self))
        answer = answers.published(post, self.channel.state.judgements[-1], self.scenario.zero)
        if post.state is PostState.RESOLVED and all_clear.can_end(self):
            return say("{answer} `resolve` ends the night for the team.", answer=answer)
        return answer

    def _resolve(self, second: int) -> Sentence:
        if self.ledger.is_over:
            self.state = replace(self.state, declared_s=second)
            self._end("resolved")
            return say("It is over. Well held.")
        self.state = replace(self.state, false_all_clears=(*self.state.false_all_clears, second))
        before = self.channel.trust
        self.channel.declared_too_early()
        return say(
            "It is not over. {obstacle}. Trust {before} to {after}; the night goes on.",
            obstacle=all_clear.obstacle(self),
            before=int(before + 0.5),
            after=int(self.channel.trust + 0.5),
        )

    def _hue(self, who: str) -> Tone:
        """In which hue a line's author stands: yours is for you alone."""
        return Tone.YOU if who == YOU and not self.playing_prelude else Tone.MUTED

    def note(self, text: str) -> None:
        """Put a word of the game itself into the feed. It decides nothing."""
        self.notes.append(len(self.feed) + 1)
        self.tell(self.region.second, "", line(text, Tone.MUTED))

    def tell(self, second: int, component: str, text: Line) -> None:
        """Put a line into the feed."""
        self.feed.append(FeedEntry(len(self.feed) + 1, second, component, text))

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


def _refused(sentence: Sentence) -> Reply:
    return Reply(ReplyKind.REFUSED, (line(sentence, Tone.DEGRADED),))
