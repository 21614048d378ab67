"""How people were treated: pages answered, severity declared, help called but not everybody, a note for the next shift."""

from __future__ import annotations

from game.engine.words import say
from game.session.judging.case import Case, lasting
from game.session.judging.criteria.answer import Answer, Rule, falling
from game.session.judging.record import EntryKind
from game.session.judging.rubric import RESERVE


def _acknowledged(case: Case) -> Answer:
    second = case.record.first(EntryKind.ACK)
    handed, came_s = case.record.handed_over, case.record.first_wait_s
    if handed is not None and came_s is None:
        return 1.0, say("No page waited for you.")
    if second is None:
        return _unpaged(case) or (0.0, say("The page was not acknowledged."))
    took = case.since_page(second) if handed is None or came_s is None else max(0, second - came_s)
    if case.handed_over and came_s == case.start_s:
        text = say("The pages that waited were acknowledged {took} after you took over.", took=lasting(took))
        return falling(took, 300, 900), text
    return falling(took, 300, 900), say("The page was acknowledged {took} after it came.", took=lasting(took))


def _declared(case: Case) -> Answer:
    second = case.record.first(EntryKind.SEVERITY)
    if not case.trouble:
        return 1.0, say("There was no incident to declare.")
    if case.record.handed_over is not None and case.record.handed_over.severity:
        return 1.0, say("A severity was declared before you took over.")
    if second is None:
        return _unpaged(case) or (0.0, say("No severity was declared."))
    took = case.since_page(second)
    if case.handed_over:
        text = say("A severity was declared {took} after you took over.", took=lasting(took))
        return falling(took, 900, 2700), text
    return falling(took, 900, 2700), say("A severity was declared {took} after the first page.", took=lasting(took))


def _asked(case: Case) -> Answer:
    second = case.record.people.first_page_s
    if not case.scenario.teams or not case.trouble:
        return 1.0, say("There was nobody to call.")
    if case.record.handed_over is not None and case.record.handed_over.called:
        return 1.0, say("Help had been called before you took over.")
    if second is None:
        return _unpaged(case) or (0.0, say("Nobody was called."))
    took = case.since_page(second)
    if case.handed_over:
        text = say("Help was called {took} after you took over.", took=lasting(took))
        return falling(took, 900, 3600), text
    return falling(took, 900, 3600), say("Help was called {took} after the first page.", took=lasting(took))


def _unpaged(case: Case) -> Answer | None:
    return (1.0, say("No page came.")) if case.record.first_page_s is None else None


def _not_everybody(case: Case) -> Answer:
    people = case.record.people
    if people.woken == 0:
        if case.record.handed_over is not None and case.record.handed_over.called:
            return 1.0, say("Nobody else was woken.")
        if people.pages:
            return 1.0, say("Those who were called were at the office; nobody was woken.")
        alone = case.trouble and bool(case.scenario.teams)
        return (0.0 if alone else 1.0), say("Nobody was woken.")
    spare = people.woken - people.worked
    idle = max(0, spare - RESERVE)
    values = {"n": people.woken, "worked": people.worked}
    if 0 < spare <= RESERVE:
        return 1.0, say("People woken: {n}; given work: {worked}, and the others were a fair reserve.", **values)
    return 1 - idle / 4, say("People woken: {n}; given work: {worked}.", **values)


def _handed_over(case: Case) -> Answer:
    """A note that somebody wrote, with words of their own, each time that the seat passed on; all where it never did."""
    done = case.record.changeovers
    if not done:
        return 1.0, say("Nobody had to hand over.")
    worth = [0.0 if one.written_s is None else 1.0 if one.words else 0.5 for one in done]
    share = sum(worth) / len(worth)
    missing = next((one for one in done if one.written_s is None), None)
    if missing is not None:
        return share, say(
            "Nobody wrote a note for the shift that came at {time}.", time=case.record.wall(missing.second)
        )
    silent = next((one for one in done if not one.words), None)
    if silent is not None:
        return share, say("The note for {time} had no words of its own.", time=case.record.wall(silent.second))
    return 1.0, say("A note in your words went with the seat.")


RULES: dict[str, Rule] = {
    "acknowledged": _acknowledged,
    "declared": _declared,
    "asked": _asked,
    "not-everybody": _not_everybody,
    "handed-over": _handed_over,
}
