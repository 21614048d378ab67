"""What customers lost, held against what the level costs at best and when nothing is done."""

from __future__ import annotations

from game.engine.words import say
from game.session.judging.case import Case
from game.session.judging.criteria.answer import Answer, Rule, whole


def _impact(case: Case) -> Answer:
    par = case.scenario.par
    lost = case.record.weighted
    if par is None:
        return (1.0, say("Customers are well.")) if case.record.goal_met else (0.0, say("Customers are not well yet."))
    minutes = f"{case.record.customer_minutes:,.0f}"
    if par.nothing <= par.reference:
        # Nothing is wrong in such a level: whatever customers lost beyond the usual was lost by what was done.
        share = 1.0 if lost <= par.nothing else par.nothing / lost
        return share, say("Customers lost {minutes} minutes; leaving all alone costs the least.", minutes=minutes)
    share = (par.nothing - lost) / (par.nothing - par.reference)
    if share >= 1.0:
        return share, say("Customers lost {minutes} minutes, no more than in the reference play.", minutes=minutes)
    if whole(share * 100) == 100:
        return share, say(
            "Customers lost {minutes} minutes, about as little as in the reference play.", minutes=minutes
        )
    percent = whole(min(1.0, max(0.0, share)) * 100)
    return share, say(
        "Customers lost {minutes} minutes; {percent}% of what the reference play spares them was spared.",
        minutes=minutes,
        percent=percent,
    )


RULES: dict[str, Rule] = {"impact": _impact}
