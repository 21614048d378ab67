"""Whether safety devices were kept on as long as possible: off when they were seen to err, on again when they did not."""

from __future__ import annotations

from game.engine.words import say
from game.session.judging.case import Case, lasting
from game.session.judging.criteria.answer import Answer, Rule, falling
from game.session.judging.record import Disarmed
from game.session.judging.rubric import BACK_SOON_S, OFF_LONG_S, OFF_TOO_LONG_S


def _kept_on(case: Case) -> Answer:
    if not case.changes:
        return (0.0 if case.trouble else 1.0), say("Nothing was changed.")
    found = [_judged(one) for one in case.record.disarmed]
    if not found:
        return 1.0, say("No safety device was switched off.")
    return min(found, key=lambda answer: answer[0])


def _judged(one: Disarmed) -> Answer:
    values = {"line": one.line, "guards": one.guards}
    if not one.shown:
        if one.on_s is not None and one.on_s - one.ordered_s <= BACK_SOON_S:
            return 0.5, say(
                "Nobody had read that it errs before this: {line}. It was ordered on again after {took}.",
                **values,
                took=lasting(one.on_s - one.ordered_s),
            )
        return 0.0, say(
            "Nobody had read that it errs before this: {line}. From then on nothing looked after {guards}.", **values
        )
    if one.idle_s > OFF_LONG_S:
        return max(0.0, falling(one.idle_s, OFF_LONG_S, OFF_TOO_LONG_S)), say(
            "It was safe again and off for {took} more: {line}. Nothing looked after {guards} meanwhile.",
            **values,
            took=lasting(one.idle_s),
        )
    return 1.0, say("What erred was off only while it did: {line}.", **values)


RULES: dict[str, Rule] = {"kept-on": _kept_on}
