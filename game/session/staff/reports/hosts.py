"""Hosts, as their owners see them: managers of them, fleets, and what replaces them."""

from __future__ import annotations

from game.engine.words import say
from game.session.showing.phrases.shown import many, pace, percent
from game.session.staff.reports.own import Kind, Own, Seen

_SOME = 0.01
_MUCH = 0.05
_MOST = 0.5


def leases(own: Own) -> Seen:
    """Whether the managers get anywhere with what they have to do."""
    missing, waits = own.number("missing"), own.number("waiting")
    checks, wasted = own.number("checks"), own.number("wasted")
    measure = f"{percent(missing)} missing"
    bad = max(missing, checks)
    if checks >= _MUCH:
        need = own.failing_need(_MUCH)
        if need is not None and need[0]:
            values = {"share": percent(checks), "other": own.name_of(need[0])}
            text = say("{other} leaves {share} of what we ask about our servers unanswered", **values)
        else:
            text = say("{share} of what we ask about our servers stays unanswered", share=percent(checks))
        return Seen(Kind.FAILING, text, bad, measure)
    if own.held and missing >= _SOME:
        values = {"held": own.held, "rate": pace(own.number("granted")), "missing": percent(missing)}
        text = say("{held}, as ordered; {rate} servers a second come back, {missing} are missing", **values)
        return Seen(Kind.HELD, text, bad, measure)
    if wasted >= _MOST:
        text = say("our managers work at their limit and get nowhere; {count} pieces of work wait", count=many(waits))
        return Seen(Kind.WAITING, text, bad, measure)
    if missing >= _SOME:
        values = {"rate": pace(own.number("granted")), "missing": percent(missing)}
        text = say("{rate} servers a second come back; {missing} are missing", **values)
        return Seen(Kind.RECOVERING if own.number("granted") >= 1.0 else Kind.WAITING, text, bad, measure)
    if own.held:
        return Seen(Kind.HELD, say("{held}, as ordered; no server is missing", held=own.held), bad, measure)
    return Seen(Kind.WELL, say("no server is missing"), bad, measure)


def fleet(own: Own) -> Seen:
    """Hosts that do not serve: what comes back by itself, and what has to be launched."""
    failing, broken, replacing = own.number("failing"), own.number("broken"), own.number("replacing")
    measure = f"{percent(failing)} not serving"
    if failing < _MUCH:
        return Seen(Kind.WELL, say("all hosts serve"), failing, measure)
    if replacing >= broken:
        return Seen(
            Kind.WAITING, say("{count} hosts wait to be launched anew", count=many(replacing)), failing, measure
        )
    return Seen(Kind.FAILING, say("{count} hosts do not serve", count=many(broken)), failing, measure)


def autoscaling(own: Own) -> Seen:
    """Instances that are wanted and cannot be had."""
    missing, short = own.number("missing"), own.number("short")
    measure = f"{percent(missing)} missing"
    if missing < _MUCH:
        return Seen(Kind.WELL, say("all instances run"), missing, measure)
    return Seen(
        Kind.WAITING, say("{count} instances are wanted and cannot be had", count=many(short)), missing, measure
    )


def remediation(own: Own) -> Seen:
    """Hosts that it took away and that are not back."""
    taken = own.number("taken")
    measure = f"{many(taken)} taken"
    if own.held:
        return Seen(
            Kind.HELD, say("{held}, as ordered; {count} hosts still wait", held=own.held, count=many(taken)), taken
        )
    tile = own.part.spec.tile
    if taken >= ((tile.degraded_at if tile is not None else None) or 1.0):
        text = say("it replaces hosts that look broken; {count} wait for a launch", count=many(taken))
        return Seen(Kind.WAITING, text, taken, measure)
    return Seen(Kind.WELL, say("nothing had to be replaced"), taken, measure)
