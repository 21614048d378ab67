"""Where the people of a team are, in a few words."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.staff.people import People
from game.session.staff.person import Person, Presence, Tiredness

_PRESENCES = (
    (Presence.WOKEN, "on the way"),
    (Presence.OFFICE, "at the office"),
    (Presence.ASLEEP, "asleep"),
    (Presence.HOME, "gone home"),
    (Presence.AWAY, "not here yet"),
)


def whereabouts(people: People, team: str) -> str:
    """Which people of a team are here, or how far the nearest of them is: "Ines here", "Yuki on the way", "asleep"."""
    members = [person for person in people.state.persons if person.team == team] if team else []
    here = [person for person in members if person.presence is Presence.HERE]
    if here:
        tired = all(person.tiredness is not Tiredness.FRESH for person in here)
        return f"{_names(here)} here, tired" if tired else f"{_names(here)} here"
    for presence, words in _PRESENCES:
        near = [person for person in members if person.presence is presence]
        if near:
            return f"{_names(near)} {words}" if presence is Presence.WOKEN else words
    return ""


def _names(people: Sequence[Person]) -> str:
    return people[0].name if len(people) == 1 else f"{people[0].name} +{len(people) - 1}"
