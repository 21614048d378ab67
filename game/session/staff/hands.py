"""Too few hands: the sentence that says who is busy, for how long, and what brings more."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.words import Sentence, say
from game.session.staff.person import Person, Presence, listed, span, subject, work_span


def no_hands(
    hands: int, free: int, persons: Sequence[Person], second: int, *, more: list[str], day_s: int | None
) -> Sentence:
    """Why work for so many hands is not taken up while so many are free, and what would make it possible.

    `more` are the teams that can be paged, `day_s` is when the day shift comes, None if that is no help.
    """
    busy = [
        f"{subject(person)} for another {work_span(person.until_s - second)} ({person.doing})"
        for person in persons
        if person.until_s is not None
    ]
    coming = [person.name for person in persons if person.presence is Presence.WOKEN]
    values = {
        "hands": f"{hands} pairs of hands" if hands > 1 else "a pair of hands",
        "free": "none is" if free == 0 else f"only {free} {'is' if free == 1 else 'are'}",
        "busy": listed(busy),
        "more": " or ".join([f"`page {team}`" for team in more]),
        "coming": listed(coming),
        "span": "" if day_s is None else span(day_s - second),
    }
    if busy and more:
        return say("This needs {hands} and {free} free; busy: {busy}. {more} brings more.", **values)
    if more:
        return say("This needs {hands} and {free} free. {more} brings more.", **values)
    if coming:
        return say("This needs {hands} and {free} free; on the way: {coming}.", **values)
    if day_s is not None and busy:
        return say(
            "This needs {hands} and {free} free; busy: {busy}. Nobody can be paged before the day shift comes in {span}.",
            **values,
        )
    if day_s is not None:
        return say("This needs {hands} and {free} free. The day shift comes in {span} and can be paged then.", **values)
    if busy:
        return say("This needs {hands} and {free} free; busy: {busy}. Nobody is left to page.", **values)
    return say("This needs {hands} and {free} free. Nobody is left to page.", **values)
