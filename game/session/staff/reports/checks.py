"""Health checks, as their owners see them: how many fail, and what was taken out for it."""

from __future__ import annotations

from game.engine.words import say
from game.session.showing.phrases.shown import percent
from game.session.staff.reports.own import Kind, Own, Seen

_SOME = 0.02


def health_checks(own: Own) -> Seen:
    """How many fail now. Which of the targets are truly sick somebody has to look at, one by one."""
    failing, out = own.number("failing"), own.number("out")
    values = {"failing": percent(failing), "out": percent(out), "held": own.held}
    bad, measure = max(failing, out), f"{percent(out)} out"
    if own.held:
        return Seen(Kind.HELD, say("{held}, as ordered; {failing} of them fail", **values), bad, measure)
    if failing >= _SOME or out >= _SOME:
        text = say("{failing} of them fail, and {out} of the capacity is out for it", **values)
        return Seen(Kind.FAILING, text, bad, measure)
    return Seen(Kind.WELL, say("all of them pass"), bad, measure)
