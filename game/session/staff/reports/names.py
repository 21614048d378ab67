"""A record and who writes it, as their owners see them: by the return code, and by whether something runs.

What the record holds is in no reading. Somebody has to ask for the name, or read the logs; their owners have not.
"""

from __future__ import annotations

from game.engine.words import say
from game.session.showing.phrases.shown import percent
from game.session.staff.reports.own import Kind, Own, Seen

_SOME = 0.05


def record(own: Own) -> Seen:
    """What the check of the record reads, which is the return code and nothing else."""
    errors = own.number("errors")
    if errors >= _SOME:
        text = say("{share} of the answers are errors", share=percent(errors))
        return Seen(Kind.FAILING, text, errors, f"{percent(errors)} errors")
    if own.held:
        return Seen(Kind.HELD, say("set by hand, as ordered; no answer is an error"))
    return Seen(Kind.WELL, say("no answer is an error"))


def writer(own: Own) -> Seen:
    """A planner or an enactor: it runs, or it was stopped."""
    if own.held:
        return Seen(Kind.HELD, say("{held}, as ordered", held=own.held))
    return Seen(Kind.WELL, say("runs"))
