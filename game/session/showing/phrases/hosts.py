"""Hosts: leases on them, fleets of them, and what replaces them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.words import Sentence, say
from game.session.showing.phrases.shown import Said, many, pace, percent

if TYPE_CHECKING:
    from game.engine.mechanisms.fleet import FleetSpec
    from game.session.showing.phrases.shown import Shown

_NONE = 0.0005
_SOME = 0.01
_MUCH = 0.05
_MOST = 0.5
_SLOWEST = 0.05


def leases(it: Shown) -> Said:
    """How many servers may be used, and whether that gets better."""
    missing, waits = it.number("missing"), it.number("waiting")
    checks, wasted, granted = it.number("checks"), it.number("wasted"), it.number("granted")
    values = {
        "missing": percent(missing),
        "waiting": many(waits),
        "checks": percent(checks),
        "wasted": percent(wasted),
        "granted": pace(granted),
    }
    if wasted >= _MOST:
        return Said(
            (
                say("{wasted} of lease work is too late; {missing} have no lease", **values),
                say("work is too late"),
            ),
            trouble=True,
        )
    if checks >= _MUCH:
        return Said(
            (
                say("{checks} of checks on servers fail; {missing} have no lease", **values),
                say("{checks} checks fail", **values),
            ),
            trouble=True,
        )
    if missing >= _SOME:
        forms: list[Sentence] = [
            say("{granted} leases granted a second; {missing} of servers have none", **values),
            say("{granted}/s granted", **values),
        ]
        return Said(tuple(forms), trouble=True)
    return Said(
        (say("every server has a lease"), say("all have leases"))
        if missing < _NONE
        else (say("almost every server has a lease"), say("few lack a lease"))
    )


def fleet(it: Shown) -> Said:
    """Hosts that do not serve: what comes back by itself, and what has to be launched."""
    spec: FleetSpec = it.part.spec
    broken, replacing = it.number("broken"), it.number("replacing")
    if broken + replacing < _SOME * spec.hosts:
        return Said((say("all hosts serve"),) if broken + replacing < 1.0 else (say("almost all hosts serve"),))
    values = {"broken": many(broken), "replacing": many(replacing)}
    both = broken >= 1.0 and replacing >= 1.0
    forms = [say("{broken} hosts are broken, {replacing} wait to be replaced", **values)] if both else []
    if replacing >= broken:
        forms += [say("{replacing} hosts have to be launched anew", **values), say("{replacing} to replace", **values)]
    else:
        forms += [say("{broken} hosts are broken", **values), say("{broken} are broken", **values)]
    return Said(tuple(forms), trouble=True)


def autoscaling(it: Shown) -> Said:
    """Instances that are wanted and cannot be had."""
    missing, short = it.number("missing"), it.number("short")
    if missing < _SOME:
        return Said((say("all instances run"),))
    values = {"count": many(short), "share": percent(missing)}
    return Said(
        (
            say("{count} instances are missing, {share} of those wanted", **values),
            say("{count} missing", **values),
        ),
        trouble=True,
    )


def remediation(it: Shown) -> Said:
    """Hosts that it took away and that are not back."""
    taken, rate = it.number("taken"), it.number("rate")
    values = {"count": many(taken), "rate": pace(rate)}
    if taken < 1.0:
        return Said(
            (say("takes nothing, off by hand"), say("takes nothing"))
            if it.held
            else (say("nothing had to be replaced"), say("nothing to do"))
        )
    if it.held:
        return Said(
            (
                say("takes no more; {count} hosts still wait for a launch", **values),
                say("{count} still wait", **values),
            ),
            trouble=True,
        )
    if rate >= _SLOWEST:
        return Said(
            (
                say("{count} hosts wait for a launch; it takes {rate} more a second", **values),
                say("takes more"),
            ),
            trouble=True,
        )
    return Said(
        (say("{count} hosts that it took wait for a launch", **values), say("wait for launch")),
        trouble=True,
    )
