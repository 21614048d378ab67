"""What changes did to what was well: taken in order, aimed, without harm, and undone where they hurt."""

from __future__ import annotations

from game.engine.words import say
from game.session.judging.case import Case
from game.session.judging.criteria.answer import Answer, Rule
from game.session.judging.rubric import HARM_MIN, HARMS_AT_MOST


def _order(case: Case) -> Answer:
    if not case.changes:
        return (0.0 if case.trouble else 1.0), say("Nothing was changed.")
    early = [change for change in case.changes if not change.needs_met]
    if not early:
        return 1.0, say("Each change was taken when what it needs was true.")
    return 1 - len(early) / 2, say("What it needs was not true yet: {line}.", line=early[0].line)


def _aimed(case: Case) -> Answer:
    if not case.changes:
        return (0.0 if case.trouble else 1.0), say("Nothing was changed.")
    stray = case.unaimed()
    if not stray:
        return 1.0, say("Each risky change was aimed at something that had been looked at.")
    return 1 - len(stray) / 3, say("Nobody had looked there before: {line}.", line=stray[0].line)


def _unharmed(case: Case) -> Answer:
    if not case.changes:
        return (0.0 if case.trouble else 1.0), say("Nothing was changed.")
    harms = case.record.collateral
    if not harms:
        return 1.0, say("Nothing that was well was hurt by a change.")
    lost = sum([harm.lost_min for harm in harms])
    worst = max(harms, key=lambda harm: harm.lost_min)
    share = 1 - max(len(harms) / HARMS_AT_MOST, lost / HARM_MIN)
    if not worst.reached:
        return share, say("{service} was well and failed after this: {line}.", service=worst.service, line=worst.line)
    return share, say(
        "{service} was well and failed after this: {line}. It hurt {n} more that need it, such as {other}.",
        service=worst.service,
        line=worst.line,
        n=len(worst.reached),
        other=worst.reached[0],
    )


def _undone(case: Case) -> Answer:
    if not case.changes:
        return (0.0 if case.trouble else 1.0), say("Nothing was changed.")
    harms = case.record.collateral
    left = [harm for harm in harms if not harm.undone]
    if not harms:
        return 1.0, say("There was no harm to undo.")
    if not left:
        return 1.0, say("What a change had hurt was seen to soon.")
    return 1 - len(left) / len(harms), say("The harm of this was left alone: {line}.", line=left[0].line)


RULES: dict[str, Rule] = {
    "order": _order,
    "aimed": _aimed,
    "unharmed": _unharmed,
    "undone": _undone,
}
