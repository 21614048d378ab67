"""Hours: what happens to people by themselves as the night goes on.

They answer their page, finish work, tire, go home, and have slept; at the shift change the day people come to the office.
All of it follows from a person's state and the second, one change after the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from game.engine.scenario import TeamSpec
from game.engine.words import say
from game.session.staff.person import News, NewsKind, Person, Presence, Tiredness, span, subject

TIRED_AFTER_S = 5 * 3600
WORN_OUT_AFTER_S = 9 * 3600
HOME_AFTER_S = 11 * 3600
REST_S = 9 * 3600
HANDOVER_S = 900  # how long the night's tired people stay on once the day shift has come

# What work takes, in eighths of what it takes a specialist who is fresh.
_TELLS = {Tiredness.FRESH: 4, Tiredness.TIRED: 5, Tiredness.WORN_OUT: 6}
_SKILLED, _OTHERS = 2, 3


def pace(skilled: bool, tiredness: Tiredness) -> int:
    """Eighths of the stated time that work takes somebody; the fewer the faster."""
    return (_SKILLED if skilled else _OTHERS) * _TELLS[tiredness]


def takes(duration_s: int, eighths: int) -> int:
    """How long work takes at a pace, rounded up to the second."""
    return (duration_s * eighths + 7) // 8


def most_tired(people: list[Person]) -> Tiredness:
    """How tired the most tired of some people is: work in many hands goes as fast as theirs."""
    return max([person.tiredness for person in people], key=_TELLS.__getitem__, default=Tiredness.FRESH)


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of somebody at a second, and what the channel hears of it."""

    second: int
    person: Person
    news: News


class Shifts:
    """The rules of the hours for one level's teams. `shift_change_s` is when the day shift comes, None if it does not."""

    def __init__(self, teams: Mapping[str, TeamSpec], shift_change_s: int | None) -> None:
        self.teams = teams
        self.shift_change_s = shift_change_s

    def next_change(self, person: Person, after_s: int | None = None) -> Change | None:
        """The next thing that happens to somebody by itself, None if nothing will. `after_s` is when the last one did."""
        if person.presence is Presence.HERE:
            return self._next_at_work(person, after_s)
        if person.presence is Presence.WOKEN:
            return self._answer(person)
        if person.presence is Presence.HOME:
            return self._rested(person)
        if person.presence is Presence.AWAY and self.shift_change_s is not None:
            return self._comes_to_the_office(person, self.shift_change_s)
        return None

    def leaves_s(self, person: Person) -> int | None:
        """When somebody who is here goes home, or as soon after as their hands are empty. You never do."""
        if person.is_you() or person.since_s is None:
            return None
        longest = person.since_s + HOME_AFTER_S
        if self.shift_change_s is None or person.day or not self.teams[person.team].day_people:
            return longest
        return min(longest, max(self.shift_change_s + HANDOVER_S, person.since_s + TIRED_AFTER_S))

    def _comes_to_the_office(self, person: Person, second: int) -> Change:
        """The day shift comes all at once, and the channel hears of it in one line, the same for everybody."""
        text = say(
            "The day shift is at the office and answers a page within minutes. "
            "Those of the night whom it relieves go home once they are tired."
        )
        news = News(second, NewsKind.DAY_SHIFT, "", "", text)
        return Change(second, replace(person, presence=Presence.OFFICE), news)

    def _next_at_work(self, person: Person, after_s: int | None) -> Change | None:
        """Finishing, handing over, going home, tiring; of two at once the first named comes first."""
        leaves_s = self.leaves_s(person) if person.until_s is None else None
        changes = [
            None if person.until_s is None else self._finished(person, person.until_s),
            self._handed_over(person),
            None
            if leaves_s is None
            else self._went_home(person, leaves_s if after_s is None else max(leaves_s, after_s)),
            self._tired(person),
        ]
        return min([change for change in changes if change is not None], key=lambda it: it.second, default=None)

    def _finished(self, person: Person, second: int) -> Change:
        text = say("{name} finished: {work}.", name=subject(person, capital=True), work=person.doing)
        news = News(second, NewsKind.FINISHED, person.name, person.team, text)
        return Change(second, replace(person, doing="", until_s=None), news)

    def hands_over_s(self, person: Person) -> int | None:
        """When you hand over to your successor, None if you do not: whoever came late in the night stays, as others do."""
        change_s = self.shift_change_s
        if change_s is None or not person.is_you() or change_s - (person.since_s or 0) < TIRED_AFTER_S:
            return None
        return change_s

    def _handed_over(self, person: Person) -> Change | None:
        """At the shift change your successor sits down, fresh; whatever you had in hand goes on."""
        change_s = self.hands_over_s(person)
        if change_s is None:
            return None
        text = say("You hand over and go home. Your successor is fresh; from here on that is you.")
        news = News(change_s, NewsKind.HANDED_OVER, person.name, "", text)
        return Change(change_s, replace(person, since_s=change_s, tiredness=Tiredness.FRESH), news)

    def _went_home(self, person: Person, second: int) -> Change:
        text = say(
            "{name} ({team}) hands over and goes home after {hours} hours.",
            name=person.name,
            team=self._team(person),
            hours=(second - (person.since_s or 0)) // 3600,
        )
        news = News(second, NewsKind.WENT_HOME, person.name, person.team, text)
        gone = replace(person, presence=Presence.HOME, tiredness=Tiredness.FRESH, rested_s=second + REST_S)
        return Change(second, gone, news)

    def _rested(self, person: Person) -> Change:
        text = say("{name} ({team}) has slept and can be paged again.", name=person.name, team=self._team(person))
        news = News(person.rested_s, NewsKind.RESTED, person.name, person.team, text)
        return Change(person.rested_s, replace(person, presence=Presence.ASLEEP), news)

    def _tired(self, person: Person) -> Change | None:
        since_s = person.since_s or 0
        if person.tiredness is Tiredness.WORN_OUT:
            return None
        if person.tiredness is Tiredness.FRESH:
            second, next_one = since_s + TIRED_AFTER_S, Tiredness.TIRED
        else:
            second, next_one = since_s + WORN_OUT_AFTER_S, Tiredness.WORN_OUT
        hours = (second - since_s) // 3600
        leaves_s = self.leaves_s(person)
        if next_one is Tiredness.TIRED and person.is_you():
            text = say("You have been at it for {hours} hours and slow down.", hours=hours)
        elif next_one is Tiredness.TIRED:
            text = say("{name} has been at it for {hours} hours and slows down.", name=person.name, hours=hours)
        elif leaves_s is None:
            text = say("After {hours} hours you are worn out; work takes you half as long again.", hours=hours)
        elif leaves_s > second:
            text = say(
                "{name} is worn out after {hours} hours and goes home in {span}.",
                name=person.name,
                hours=hours,
                span=span(leaves_s - second),
            )
        else:
            text = say(
                "{name} is worn out after {hours} hours and goes home when this is done.", name=person.name, hours=hours
            )
        news = News(second, NewsKind.TIRED, person.name, person.team, text)
        return Change(second, replace(person, tiredness=next_one), news)

    def _answer(self, person: Person) -> Change:
        team = self.teams[person.team]
        if person.silent:
            text = say(
                "{name} ({team}) does not answer the phone. `page {id}` tries the next one.",
                name=person.name,
                team=team.name,
                id=team.id,
            )
            news = News(person.comes_s, NewsKind.SILENT, person.name, person.team, text)
            return Change(person.comes_s, replace(person, presence=Presence.ASLEEP), news)
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
        news = News(person.comes_s, NewsKind.ARRIVED, person.name, person.team, text)
        here = replace(person, presence=Presence.HERE, since_s=person.comes_s, tiredness=Tiredness.FRESH)
        return Change(person.comes_s, here, news)

    def _team(self, person: Person) -> str:
        return self.teams[person.team].name
