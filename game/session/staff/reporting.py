"""People who were paged look at their own part of the region, and say in the incident channel what they see there.

One short line once they have looked, another when what they see has changed in kind, and one when work of theirs has had
time to take effect. They see their own part as it truly is, and nothing of what caused it (`reports/`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.region import Region
from game.engine.rng import Draws
from game.engine.scenario import TeamSpec
from game.engine.words import Sentence, say
from game.session.staff.person import News, NewsKind, Person, Presence
from game.session.staff.reports import reported, seen_at
from game.session.staff.reports.own import Kind, Seen

if TYPE_CHECKING:
    from game.session.run import Run

LOOKS_S = (90, 300)
"""How long somebody who has come looks before they say anything."""
NOTICES_S = (60, 180)
"""How long a change goes unnoticed."""
APART_S = 600
"""The same team says no more than one thing in so long, but for what their own work did."""
EFFECT_S = (150, 270)
"""How long after their work was done somebody looks what became of it."""
_EVERY_S = 60
_LOOKS_EVERY_S = 120
_CLEARLY = 0.2
_AT_LEAST = 0.02

Reading = tuple[str, float, str]
"""A part, how bad it is, and that as people write it."""


@dataclass(frozen=True, slots=True)
class TeamReport:
    """What a team that is here has said. `due_s` is when it says more; `said` is how each of its parts was then.

    `said_s` is None until it has said anything. `worst` is the worst that each part was while it was not well.
    """

    team: str
    due_s: int | None
    said_s: int | None = None
    said: tuple[tuple[str, Kind], ...] = ()
    worst: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """Work that somebody finished and will look at again at `due_s`; how their parts were when it was done."""

    due_s: int
    name: str
    team: str
    work: str
    before: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class ReportsState:
    """Everything that changes. Immutable: a mark is the state itself."""

    teams: tuple[TeamReport, ...] = ()
    effects: tuple[Effect, ...] = ()


Line = tuple[str, Sentence]
"""The part that a line is about, and the line."""


class Reports:
    """What the teams of one run report."""

    def __init__(self, region: Region, teams: tuple[TeamSpec, ...], seed: int) -> None:
        parts = [part for part in region.components.values() if reported(part)]
        self._parts: dict[str, tuple[Mechanism[Any, Any], ...]] = {
            team.id: tuple([part for part in parts if part.spec.owner == team.id]) for team in teams
        }
        self._names = {team.id: team.name for team in teams}
        self._draws = {team.id: Draws(seed, "reports", team.id) for team in teams}
        self.state = ReportsState()

    def tick(self, run: Run, news: tuple[News, ...]) -> tuple[Line, ...]:
        """What is said now. `news` are those of this tick: work that was finished is looked at again later."""
        if run.playing_prelude:
            return ()
        told: list[Line] = []
        for one in news:
            if one.kind is NewsKind.FINISHED and one.team:
                self._will_look(run, one)
        if self.state.effects and self.state.effects[0].due_s <= run.second:
            told += self._effects(run)
        if run.second % _EVERY_S == 0:
            for team in self._parts:
                line = self._of_team(run, team)
                if line is not None:
                    told.append(line)
        return tuple(told)

    # What a team sees.

    def _of_team(self, run: Run, team: str) -> Line | None:
        """What a team says now, None if nothing."""
        now = run.second
        known = next((known for known in self.state.teams if known.team == team), None)
        speaker = _speaker(run, team)
        if speaker is None or not self._parts[team]:
            if known is not None:
                self._keep(team, None)
            return None
        if known is None:
            self._keep(team, TeamReport(team, now + self._drawn(team, LOOKS_S, now)))
            return None
        if not _looks(known, now):
            return None
        seen = self._seen(run, known)
        known = replace(known, worst=_worst(known.worst, seen))
        changed = {part: one for part, one in seen.items() if dict(known.said).get(part, Kind.WELL) is not one.kind}
        line: Line | None = None
        if known.due_s is not None and now >= known.due_s:
            if known.said_s is None or changed:
                line = self._line(run, speaker, known, seen, changed)
            said_s = known.said_s if line is None else now
            known = replace(known, due_s=None, said_s=said_s, said=_kinds(seen))
        elif known.due_s is None and changed:
            earliest = now if known.said_s is None else known.said_s + APART_S
            known = replace(known, due_s=max(earliest, now + self._drawn(team, NOTICES_S, now)))
        self._keep(team, known)
        return line

    def _seen(self, run: Run, known: TeamReport) -> dict[str, Seen]:
        """Every part of a team as it is; one that is well on its way back says so."""
        worst = {part: (bad, measure) for part, bad, measure in known.worst}
        seen: dict[str, Seen] = {}
        for part in self._parts[known.team]:
            one = seen_at(run, part)
            was, measure = worst.get(part.id, (0.0, ""))
            if one.kind in (Kind.WAITING, Kind.FAILING) and one.bad < was / 2:
                text = say("coming back: {now}, {then} at worst", now=one.measure, then=measure)
                one = replace(one, kind=Kind.RECOVERING, text=text)
            seen[part.id] = one
        return seen

    def _line(
        self, run: Run, speaker: Person, known: TeamReport, seen: dict[str, Seen], changed: dict[str, Seen]
    ) -> Line:
        """The one line: what is worst of what is new."""
        values = {"name": speaker.name, "team": self._names[known.team]}
        if all(one.kind is Kind.WELL for one in seen.values()):
            text = (
                say("{name} ({team}): we see nothing wrong on our side.", **values)
                if known.said_s is None
                else say("{name} ({team}): all of ours is well again.", **values)
            )
            return next(iter(seen)), text
        among = changed if known.said_s is not None else seen
        places = {part: place for place, part in enumerate(seen)}
        part = max(among, key=lambda part: (among[part].kind, *_weight(run, part), among[part].bad, -places[part]))
        name, seen_there = run.instruments.name_of(part), among[part]
        what = say("well again") if seen_there.kind is Kind.WELL else seen_there.text
        if name == values["team"]:
            return part, say("{name} ({team}): {seen}.", seen=what, **values)
        return part, say("{name} ({team}): {part}: {seen}.", part=name, seen=what, **values)

    # What work did.

    def _will_look(self, run: Run, done: News) -> None:
        """Whoever has finished something knows how it was, there and at their own parts, and comes back to it."""
        work = dict(done.text.values)["work"]
        due_s = done.second + self._drawn(done.team, EFFECT_S, done.second)
        at_work = [
            run.region.components[component]
            for entry in run.entries
            if (entry.line, entry.done_s) == (work, done.second)
            for component in entry.components
        ]
        parts = dict.fromkeys([*[part for part in at_work if reported(part)], *self._parts[done.team]])
        before = tuple([_reading(part.id, seen_at(run, part)) for part in parts])
        effects = (*self.state.effects, Effect(due_s, done.name, done.team, work, before))
        self.state = replace(self.state, effects=tuple(sorted(effects, key=lambda effect: effect.due_s)))

    def _effects(self, run: Run) -> list[Line]:
        """What became of work that was done a while ago, from those who did it and are still here."""
        due = [effect for effect in self.state.effects if effect.due_s <= run.second]
        self.state = replace(self.state, effects=self.state.effects[len(due) :])
        here = {person.name for person in run.people.state.persons if person.presence is Presence.HERE}
        return [self._effect(run, effect) for effect in due if effect.name in here and effect.before]

    def _effect(self, run: Run, effect: Effect) -> Line:
        """What has changed most since, for the better if anything has; the first part is where the work was done."""
        known = next((known for known in self.state.teams if known.team == effect.team), None)
        if known is not None:
            self._keep(effect.team, replace(known, due_s=None, said_s=run.second, said=_kinds(self._seen(run, known))))
        moved = []
        for place, (part, was, then) in enumerate(effect.before):
            now = seen_at(run, run.region.components[part])
            if then and now.measure and abs(now.bad - was) >= max(_AT_LEAST, _CLEARLY * was):
                by = abs(now.bad - was) / max(now.bad, was)
                moved.append(((now.bad < was, place == 0, *_weight(run, part), by, -place), part, now.measure, then))
        values = {"name": effect.name, "team": self._names[effect.team], "work": effect.work}
        if not moved:
            text = say("{name} ({team}): `{work}` is in force; nothing has changed by it so far.", **values)
            return effect.before[0][0], text
        _, part, measure, then = max(moved)
        text = say(
            "{name} ({team}): `{work}` is in force; {part}: {now}, {then} before.",
            part=run.instruments.name_of(part),
            now=measure,
            then=then,
            **values,
        )
        return part, text

    def _drawn(self, team: str, span: tuple[int, int], counter: int) -> int:
        return self._draws[team].integer(counter, *span)

    def _keep(self, team: str, report: TeamReport | None) -> None:
        others = [known for known in self.state.teams if known.team != team]
        teams = tuple(sorted([*others, report] if report is not None else others, key=lambda known: known.team))
        if teams != self.state.teams:
            self.state = replace(self.state, teams=teams)

    # Coming back to an earlier moment.

    def mark(self) -> ReportsState:
        """A value from which `rewind` comes back."""
        return self.state

    def rewind(self, mark: ReportsState) -> None:
        """Come back to a mark taken earlier in this run."""
        self.state = mark

    def digest_state(self) -> object:
        """Everything that decides what will be reported."""
        return self.state


def _looks(known: TeamReport, second: int) -> bool:
    """Whether a team looks at its parts: when it has to say something, or could say something about a change."""
    if known.due_s is not None:
        return second >= known.due_s
    may_speak = known.said_s is None or second >= known.said_s + APART_S - NOTICES_S[1]
    return may_speak and second % _LOOKS_EVERY_S == 0


def _speaker(run: Run, team: str) -> Person | None:
    """Who of a team speaks: whoever is here and has a hand free, else whoever is here."""
    here = [person for person in run.people.state.persons if person.team == team and person.presence is Presence.HERE]
    return next((person for person in here if person.free()), here[0] if here else None)


def _weight(run: Run, part: str) -> tuple[bool, bool]:
    """What is told of several parts: first what stands on the board, of that first what customers use."""
    component = run.region.components[part]
    return component.spec.tile is not None, component.public


def _kinds(seen: dict[str, Seen]) -> tuple[tuple[str, Kind], ...]:
    return tuple([(part, one.kind) for part, one in seen.items()])


def _reading(part: str, seen: Seen) -> Reading:
    return part, seen.bad, seen.measure


def _worst(worst: tuple[Reading, ...], seen: dict[str, Seen]) -> tuple[Reading, ...]:
    """The worst of each part since it was well; what is well now has none."""
    before = {part: (part, bad, measure) for part, bad, measure in worst}
    now = [
        max(before.get(part, _reading(part, one)), _reading(part, one), key=lambda reading: reading[1])
        for part, one in seen.items()
        if one.kind is not Kind.WELL and one.measure
    ]
    return tuple(now)
