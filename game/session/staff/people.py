"""People: you, the teams that a page wakes, and what their hands are busy with.

Everybody does one thing at a time. A page wakes the next two of a team; they answer after a drawn delay, some of them
late, the second of the two sometimes not at all (then another page wakes the next). Work whose specialty somebody free has
takes the time stated; in other hands it takes half as long again, and in tired ones longer still (`shifts.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine.rng import Draws
from game.engine.scenario import TeamSpec
from game.engine.words import Sentence, say
from game.session.staff.hands import no_hands
from game.session.staff.person import YOU, News, NewsKind, Person, Presence, listed, span
from game.session.staff.shifts import Shifts, most_tired, pace, takes
from game.session.view.board import Responder

__all__ = ["YOU", "Assignment", "People", "PeopleState", "Tally"]

PEOPLE_PER_PAGE = 2
LATE_IN = 6  # one answer in so many comes late: the usual time again on top
SILENT_IN = 8  # one second in a pair out of so many does not hear the phone
DAY_ANSWERS_S, DAY_SPREAD_S = 120, 60  # how long the day shift takes from a desk to the channel


@dataclass(frozen=True, slots=True)
class Assignment:
    """Work taken up: by whom, and when it is done. Nobody is named for work that needs no hands."""

    done_s: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts for the score: pages sent, people woken by them, how many came, how many of those were given work.

    The day shift is paged as well, but nobody of it is woken.
    """

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
    """Everybody's hands. Persons stand in the order of the level's teams, you first, the day shift last.

    You have been at work since `begins_s`. The day shift comes at `shift_change_s`, if it is given.
    """

    def __init__(
        self, teams: tuple[TeamSpec, ...], seed: int, *, begins_s: int = 0, shift_change_s: int | None = None
    ) -> None:
        self.teams = {team.id: team for team in teams}
        self.shifts = Shifts(self.teams, shift_change_s)
        self._draws = {team.id: Draws(seed, "people", team.id) for team in teams}
        self._day_draws = {team.id: Draws(seed, "people by day", team.id) for team in teams}
        you = Person(YOU, "", Presence.HERE, since_s=begins_s)
        asleep = [Person(name, team.id, Presence.ASLEEP) for team in teams for name in team.people]
        away = [Person(name, team.id, Presence.AWAY, day=True) for team in teams for name in team.day_people]
        self.state = PeopleState((you, *asleep, *(away if shift_change_s is not None else ())))
        self._looked_at: PeopleState | None = None
        self._due_s: int | None = None

    # Calling people.

    def page_refusal(self, team: str, second: int) -> Sentence | None:
        """Why paging a team wakes nobody, or None if it does."""
        if team not in self.teams:
            known = ", ".join(self.teams)
            return say("There is no team called {team}; there are: {known}.", team=team, known=known)
        members = [person for person in self._at(second)[0] if person.team == team]
        if any(person.can_be_paged() for person in members):
            return None
        spec = self.teams[team]
        day_s = self._day_shift_s(second)
        sleeping = [(person.rested_s, person.name) for person in members if person.presence is Presence.HOME]
        if day_s is not None and spec.day_people and all(day_s <= rested_s for rested_s, _ in sleeping):
            return say(
                "Nobody of {team} can be paged before the day shift comes in {span}.",
                team=spec.name,
                span=span(day_s - second),
            )
        if sleeping:
            rested_s, name = min(sleeping)
            return say(
                "Nobody of {team} can be paged before {name} has slept, in {span}.",
                team=spec.name,
                name=name,
                span=span(rested_s - second),
            )
        return say("Everybody of {team} is here or on the way.", team=spec.name)

    def answers_in_s(self, team: str, second: int) -> int:
        """How long whoever a page of this team reaches usually takes to be here."""
        usual_s = self.teams[team].answers_s
        at_desk = any(person.team == team and person.presence is Presence.OFFICE for person in self._at(second)[0])
        return min(usual_s, DAY_ANSWERS_S) if at_desk else usual_s

    def _day_shift_s(self, second: int) -> int | None:
        """When the day shift comes, None if it is here or never will be."""
        change_s = self.shifts.shift_change_s
        return change_s if change_s is not None and second < change_s else None

    def page(self, team: str, second: int) -> Sentence:
        """Wake the next people of a team. Says whom; or why nobody, in which case nothing has changed."""
        self._settle(second)
        refusal = self.page_refusal(team, second)
        if refusal is not None:
            return refusal
        spec = self.teams[team]
        minutes = span(self.answers_in_s(team, second))
        # Nobody is woken while somebody sits at a desk. Whoever was called least comes next, so that one who did not hear
        # the phone is tried again last.
        persons = list(self.state.persons)
        members = [place for place, person in enumerate(persons) if person.team == team]
        at_desks = [place for place in members if persons[place].presence is Presence.OFFICE]
        reached = at_desks or [place for place in members if persons[place].can_be_paged()]
        chosen = sorted(reached, key=lambda place: persons[place].calls)[:PEOPLE_PER_PAGE]
        for rank, place in enumerate(chosen):
            called = self._called if at_desks else self._woken
            persons[place] = called(spec, persons[place], rank, second)
        first = self.state.first_page_s
        self.state = replace(
            self.state,
            persons=tuple(persons),
            pages=self.state.pages + 1,
            first_page_s=second if first is None else first,
        )
        names = listed([persons[place].name for place in chosen])
        if at_desks:
            return say(
                "Paged {team}: {names} at the office. They usually answer within {minutes}.",
                team=spec.name,
                names=names,
                minutes=minutes,
            )
        return say(
            "Paged {team}: {names}. They usually answer within {minutes}.", team=spec.name, names=names, minutes=minutes
        )

    def _woken(self, spec: TeamSpec, person: Person, rank: int, second: int) -> Person:
        draws = self._draws[spec.id]
        counter = ((*spec.people, *spec.day_people).index(person.name) * 64 + person.calls) * 4
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

    def _called(self, spec: TeamSpec, person: Person, rank: int, second: int) -> Person:
        """Somebody at a desk: never late, never out of hearing."""
        del rank
        counter = spec.day_people.index(person.name) * 64 + person.calls
        usual_s = min(spec.answers_s, DAY_ANSWERS_S)
        delay = usual_s + self._day_draws[spec.id].integer(counter, -DAY_SPREAD_S, DAY_SPREAD_S)
        return replace(
            person,
            presence=Presence.WOKEN,
            expected_s=second + usual_s,
            comes_s=second + max(1, delay),
            silent=False,
            calls=person.calls + 1,
        )

    # Work.

    def plan(self, hands: int, specialty: str, duration_s: int, second: int) -> Assignment | Sentence:
        """What `assign` would answer. Changes nothing."""
        persons = self._at(second)[0]
        chosen = self._hands(persons, hands, specialty)
        if len(chosen) < hands:
            return self._no_hands(hands, len(chosen), second)
        done_s = second + self._takes(duration_s, specialty, [persons[place] for place in chosen])
        return Assignment(done_s, tuple([persons[place].name for place in chosen]))

    def would_take_s(self, hands: int, specialty: str, duration_s: int, second: int) -> int:
        """How long work takes in the hands that are free now; if too few are, in those that are here."""
        persons = self._at(second)[0]
        chosen = self._hands(persons, hands, specialty)
        if len(chosen) < hands:
            chosen = self._hands(persons, hands, specialty, busy_too=True)
        return self._takes(duration_s, specialty, [persons[place] for place in chosen])

    def _takes(self, duration_s: int, specialty: str, people: list[Person]) -> int:
        """How long work takes some people together; the time stated where it needs nobody. One who knows it is enough."""
        if not people:
            return duration_s
        return takes(duration_s, pace(any(self._knows(person, specialty) for person in people), most_tired(people)))

    def assign(self, hands: int, specialty: str, duration_s: int, second: int, title: str) -> Assignment | Sentence:
        """Give work to free hands, the fastest first; of equal ones specialists, then you. A sentence says why nobody can."""
        self._settle(second)
        planned = self.plan(hands, specialty, duration_s, second)
        if isinstance(planned, Assignment) and planned.names:
            persons = list(self.state.persons)
            for place in self._hands(self.state.persons, hands, specialty):
                persons[place] = replace(persons[place], doing=title, until_s=planned.done_s, worked=True)
            self.state = replace(self.state, persons=tuple(persons))
        return planned

    def _hands(self, persons: tuple[Person, ...], hands: int, specialty: str, *, busy_too: bool = False) -> list[int]:
        """Places of those who would do it, the fastest first; fewer than asked for if there are not enough."""
        ranked = []
        for place, person in enumerate(persons):
            if person.free() or (busy_too and person.presence is Presence.HERE):
                knows = self._knows(person, specialty)
                ranked.append((pace(knows, person.tiredness), not knows, place))
        return [place for _, _, place in sorted(ranked)[: max(0, hands)]]

    def _knows(self, person: Person, specialty: str) -> bool:
        """Whether this person does such work in the time stated; anybody does what needs no specialty."""
        if not specialty:
            return True
        team = self.teams.get(person.team)
        return team is not None and specialty in (team.id, team.knows)

    def _no_hands(self, hands: int, free: int, second: int) -> Sentence:
        """Why there are not enough, and what brings more."""
        persons = self._at(second)[0]
        more = [team for team in self.teams if self.page_refusal(team, second) is None]
        day_s = self._day_shift_s(second) if any(person.day for person in persons) else None
        return no_hands(hands, free, persons, second, more=more, day_s=day_s)

    # Your own hands.

    def you(self, second: int) -> Person:
        """The player, as they are at a second."""
        return next(person for person in self._at(second)[0] if person.is_you())

    def take_you(self, duration_s: int, second: int, title: str) -> int:
        """Keep the player's own hands busy; when they are free again. RuntimeError if they are not free now."""
        self._settle(second)
        you = self.you(second)
        if not you.free():
            raise RuntimeError(f"these hands are busy: {you.doing}")
        done_s = second + duration_s
        busy = replace(you, doing=title, until_s=done_s)
        persons = tuple([busy if person is you else person for person in self.state.persons])
        self.state = replace(self.state, persons=persons)
        return done_s

    # Time.

    def tick(self, second: int) -> tuple[News, ...]:
        """What happened up to this second, told once: arrivals, finished work, people who tire or go home, the day shift."""
        self._settle(second)
        news = self.state.unread
        if news:
            self.state = replace(self.state, unread=())
        return news

    def _settle(self, second: int) -> None:
        persons, news = self._at(second)
        if news:  # nothing changes without a word
            self.state = replace(self.state, persons=persons, unread=(*self.state.unread, *news))

    def _at(self, second: int) -> tuple[tuple[Person, ...], tuple[News, ...]]:
        """Everybody as they are at a second, and what has to be reported about it. Changes nothing."""
        if not self._something_is_due(second):
            return self.state.persons, ()
        persons: list[Person] = []
        news: list[News] = []
        for person in self.state.persons:
            now = person
            reached_s: int | None = None
            while (change := self.shifts.next_change(now, reached_s)) is not None and change.second <= second:
                now, reached_s = change.person, change.second
                if change.news.kind is not NewsKind.DAY_SHIFT or change.news not in news:
                    news.append(change.news)
            persons.append(now)
        news.sort(key=lambda line: line.second)
        return tuple(persons), tuple(news)

    def _something_is_due(self, second: int) -> bool:
        """Whether anything happens by itself between the state and a second. Remembered: it is asked all the time."""
        if self._looked_at is not self.state:
            changes = [self.shifts.next_change(person) for person in self.state.persons]
            self._due_s = min([change.second for change in changes if change is not None], default=None)
            self._looked_at = self.state
        return self._due_s is not None and self._due_s <= second

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
                    person.tiredness.value,
                )
                for person in self._at(second)[0]
                if person.presence in (Presence.WOKEN, Presence.HERE)
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
        others = [person for person in self.state.persons if not person.is_you() and not person.day]
        return Tally(
            self.state.pages,
            len([person for person in others if person.calls]),
            len([person for person in others if person.since_s is not None]),
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
