"""People: you, the teams that a page wakes, and what their hands are busy with.

Everybody does one thing at a time. A page wakes the next two of a team; they answer after a drawn delay, some of them
late, the second of the two sometimes not at all (then another page wakes the next). Work whose specialty somebody free has
takes the time stated; in other hands it takes half as long again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from game.engine.rng import Draws
from game.engine.scenario import TeamSpec
from game.engine.words import Sentence, say
from game.session.view.board import Responder

YOU = "you"
PEOPLE_PER_PAGE = 2
LATE_IN = 6  # one answer in so many comes late: the usual time again on top
SILENT_IN = 8  # one second in a pair out of so many does not hear the phone


class Presence(Enum):
    """Where somebody is between the bed and the incident channel."""

    ASLEEP = "asleep"
    WOKEN = "woken"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be here. `comes_s` is when the page is answered, or given up if `silent`.

    `expected_s` is what the team's usual answering time lets the player expect. `calls` counts the pages to this person.
    """

    name: str
    team: str
    presence: Presence
    expected_s: int = 0
    comes_s: int = 0
    silent: bool = False
    calls: int = 0
    doing: str = ""
    until_s: int | None = None
    worked: bool = False

    def free(self) -> bool:
        """Whether this person could take something up now."""
        return self.presence is Presence.HERE and self.until_s is None


@dataclass(frozen=True, slots=True)
class Assignment:
    """Work taken up: by whom, and when it is done. Nobody is named for work that needs no hands."""

    done_s: int
    names: tuple[str, ...]


class NewsKind(Enum):
    """What somebody reports."""

    ARRIVED = "arrived"
    SILENT = "silent"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class News:
    """A short line for the incident channel."""

    second: int
    kind: NewsKind
    name: str
    team: str
    text: Sentence


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts for the score: pages sent, people woken by them, how many came, how many of those were given work."""

    pages: int
    woken: int
    came: int
    worked: int
    first_page_s: int | None


@dataclass(frozen=True, slots=True)
class PeopleState:
    """Everything that changes. Immutable: a mark is the state itself."""

    persons: tuple[Person, ...]
    pages: int = 0
    first_page_s: int | None = None
    unread: tuple[News, ...] = ()


class People:
    """Everybody's hands. Persons stand in the order of the level's teams, you first."""

    def __init__(self, teams: tuple[TeamSpec, ...], seed: int) -> None:
        self.teams = {team.id: team for team in teams}
        self._draws = {team.id: Draws(seed, "people", team.id) for team in teams}
        asleep = [Person(name, team.id, Presence.ASLEEP) for team in teams for name in team.people]
        self.state = PeopleState((Person(YOU, "", Presence.HERE), *asleep))

    # Calling people.

    def page_refusal(self, team: str) -> Sentence | None:
        """Why paging a team wakes nobody, or None if it does."""
        if team not in self.teams:
            known = ", ".join(self.teams)
            return say("There is no team called {team}; there are: {known}.", team=team, known=known)
        if any(person.team == team and person.presence is Presence.ASLEEP for person in self.state.persons):
            return None
        return say("Everybody of {team} is here or on the way.", team=self.teams[team].name)

    def page(self, team: str, second: int) -> Sentence:
        """Wake the next people of a team. Says whom; or why nobody, in which case nothing has changed."""
        self._settle(second)
        refusal = self.page_refusal(team)
        if refusal is not None:
            return refusal
        spec = self.teams[team]
        # Whoever was called least comes next, so that one who did not hear the phone is tried again last.
        asleep = [
            (person.calls, place)
            for place, person in enumerate(self.state.persons)
            if person.team == team and person.presence is Presence.ASLEEP
        ]
        chosen = [place for _, place in sorted(asleep)[:PEOPLE_PER_PAGE]]
        persons = list(self.state.persons)
        for rank, place in enumerate(chosen):
            persons[place] = self._woken(spec, persons[place], rank, second)
        first = self.state.first_page_s
        self.state = replace(
            self.state,
            persons=tuple(persons),
            pages=self.state.pages + 1,
            first_page_s=second if first is None else first,
        )
        names = _listed([persons[place].name for place in chosen])
        minutes = _minutes(spec.answers_s)
        return say(
            "Paged {team}: {names}. They usually answer within {minutes}.", team=spec.name, names=names, minutes=minutes
        )

    def _woken(self, spec: TeamSpec, person: Person, rank: int, second: int) -> Person:
        draws = self._draws[spec.id]
        counter = (spec.people.index(person.name) * 64 + person.calls) * 4
        delay = spec.answers_s + draws.integer(counter, -spec.spread_s, spec.spread_s)
        if draws.integer(counter + 1, 1, LATE_IN) == 1:
            delay += spec.answers_s
        # The first of a pair carries the phone and always answers, and so does whoever is called a second time.
        silent = rank > 0 and person.calls == 0 and draws.integer(counter + 2, 1, SILENT_IN) == 1
        if silent:
            delay = 2 * spec.answers_s + spec.spread_s
        return replace(
            person,
            presence=Presence.WOKEN,
            expected_s=second + spec.answers_s,
            comes_s=second + max(1, delay),
            silent=silent,
            calls=person.calls + 1,
        )

    # Work.

    def plan(self, hands: int, specialty: str, duration_s: int, second: int) -> Assignment | Sentence:
        """What `assign` would answer. Changes nothing."""
        persons = self._at(second)[0]
        chosen = self._hands(persons, hands, specialty)
        if len(chosen) < hands:
            return self._no_hands(hands, len(chosen), second)
        skilled = not chosen or self._knows(persons[chosen[0]], specialty)
        return Assignment(second + _takes(duration_s, skilled), tuple([persons[place].name for place in chosen]))

    def would_take_s(self, hands: int, specialty: str, duration_s: int, second: int) -> int:
        """How long work takes in the hands that are free now; if too few are, in those that are here."""
        persons = self._at(second)[0]
        free = self._hands(persons, hands, specialty)
        here = [place for place, person in enumerate(persons) if person.presence is Presence.HERE]
        asked = free[:1] if len(free) >= hands else here
        return _takes(duration_s, hands == 0 or any(self._knows(persons[place], specialty) for place in asked))

    def assign(self, hands: int, specialty: str, duration_s: int, second: int, title: str) -> Assignment | Sentence:
        """Give work to free hands: specialists first, then you, then the others. A sentence says why nobody can."""
        self._settle(second)
        planned = self.plan(hands, specialty, duration_s, second)
        if isinstance(planned, Assignment) and planned.names:
            persons = list(self.state.persons)
            for place in self._hands(self.state.persons, hands, specialty):
                persons[place] = replace(persons[place], doing=title, until_s=planned.done_s, worked=True)
            self.state = replace(self.state, persons=tuple(persons))
        return planned

    def _hands(self, persons: tuple[Person, ...], hands: int, specialty: str) -> list[int]:
        """Places of the free people who would do it, specialists first; fewer than asked for if there are not enough."""
        free = [place for place, person in enumerate(persons) if person.free()]
        return sorted(free, key=lambda place: not self._knows(persons[place], specialty))[: max(0, hands)]

    def _knows(self, person: Person, specialty: str) -> bool:
        """Whether this person does such work in the time stated; anybody does what needs no specialty."""
        if not specialty:
            return True
        team = self.teams.get(person.team)
        return team is not None and specialty in (team.id, team.knows)

    def _no_hands(self, hands: int, free: int, second: int) -> Sentence:
        busy = [
            f"{_subject(person)} for another {_minutes(person.until_s - second)} ({person.doing})"
            for person in self._at(second)[0]
            if person.until_s is not None
        ]
        more = [team for team in self.teams if self.page_refusal(team) is None]
        coming = [person.name for person in self._at(second)[0] if person.presence is Presence.WOKEN]
        values = {
            "hands": f"{hands} pairs of hands" if hands > 1 else "a pair of hands",
            "free": "none is" if free == 0 else f"only {free} {'is' if free == 1 else 'are'}",
            "busy": _listed(busy),
            "more": " or ".join([f"`page {team}`" for team in more]),
            "coming": _listed(coming),
        }
        if busy and more:
            return say("This needs {hands} and {free} free; busy: {busy}. {more} brings more.", **values)
        if more:
            return say("This needs {hands} and {free} free. {more} brings more.", **values)
        if coming:
            return say("This needs {hands} and {free} free; on the way: {coming}.", **values)
        return say("This needs {hands} and {free} free; busy: {busy}. Nobody is left to page.", **values)

    # Time.

    def tick(self, second: int) -> tuple[News, ...]:
        """What happened up to this second, told once: arrivals, people who do not answer, finished work."""
        self._settle(second)
        news = self.state.unread
        if news:
            self.state = replace(self.state, unread=())
        return news

    def _settle(self, second: int) -> None:
        persons, news = self._at(second)
        if news:
            self.state = replace(self.state, persons=persons, unread=(*self.state.unread, *news))

    def _at(self, second: int) -> tuple[tuple[Person, ...], tuple[News, ...]]:
        """Everybody as they are at a second, and what has to be reported about it. Changes nothing."""
        persons: list[Person] = []
        news: list[News] = []
        for person in self.state.persons:
            now = person
            if person.until_s is not None and person.until_s <= second:
                text = say("{name} finished: {work}.", name=_subject(person, capital=True), work=person.doing)
                news.append(News(person.until_s, NewsKind.FINISHED, person.name, person.team, text))
                now = replace(person, doing="", until_s=None)
            elif person.presence is Presence.WOKEN and person.comes_s <= second:
                now = replace(person, presence=Presence.ASLEEP if person.silent else Presence.HERE)
                news.append(self._arrival(person))
            persons.append(now)
        news.sort(key=lambda line: line.second)
        return tuple(persons), tuple(news)

    def _arrival(self, person: Person) -> News:
        team = self.teams[person.team]
        if person.silent:
            text = say(
                "{name} ({team}) does not answer the phone. `page {id}` tries the next one.",
                name=person.name,
                team=team.name,
                id=team.id,
            )
            return News(person.comes_s, NewsKind.SILENT, person.name, person.team, text)
        late = ", later than usual," if person.comes_s > person.expected_s + team.spread_s else ""
        if team.knows:
            text = say(
                "{name} ({team}) is here{late} and faster than you with {knows}.",
                name=person.name,
                team=team.name,
                late=late,
                knows=team.knows,
            )
        else:
            text = say("{name} ({team}) is here{late} and can take work.", name=person.name, team=team.name, late=late)
        return News(person.comes_s, NewsKind.ARRIVED, person.name, person.team, text)

    # What is shown.

    def responders(self, second: int) -> tuple[Responder, ...]:
        """You and everybody who was woken. Whoever is on the way is shown with the time that can be expected."""
        return tuple(
            [
                Responder(
                    person.name,
                    person.team,
                    max(second, person.expected_s) if person.presence is Presence.WOKEN else None,
                    person.doing,
                    person.until_s,
                )
                for person in self._at(second)[0]
                if person.presence is not Presence.ASLEEP
            ]
        )

    def free(self, second: int) -> int:
        """How many pairs of hands are free."""
        return len([person for person in self._at(second)[0] if person.free()])

    def total(self, second: int) -> int:
        """How many people are here, you among them."""
        return len([person for person in self._at(second)[0] if person.presence is Presence.HERE])

    def tally(self) -> Tally:
        """Counts for the score."""
        others = [person for person in self.state.persons if person.name != YOU or person.team]
        return Tally(
            self.state.pages,
            len([person for person in others if person.calls]),
            len([person for person in others if person.presence is Presence.HERE]),
            len([person for person in others if person.worked]),
            self.state.first_page_s,
        )

    # Coming back to an earlier moment.

    def mark(self) -> PeopleState:
        """A value from which `rewind` comes back to this very state."""
        return self.state

    def rewind(self, mark: PeopleState) -> None:
        """Come back to a mark taken earlier."""
        self.state = mark

    def digest_state(self) -> object:
        """Everything that decides what people do next."""
        return self.state


def _takes(duration_s: int, skilled: bool) -> int:
    return duration_s if skilled else (duration_s * 3 + 1) // 2


def _subject(person: Person, *, capital: bool = False) -> str:
    if person.name == YOU and not person.team:
        return "You" if capital else "you"
    return person.name


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else "nobody"


def _minutes(seconds: int) -> str:
    """A span as people say it, rounded up."""
    return f"{seconds} s" if seconds < 60 else f"{(seconds + 59) // 60} min"
