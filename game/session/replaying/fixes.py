"""Choosing fixes: what a level offers, and whether a choice fits into the weeks that there are."""

from __future__ import annotations

from collections.abc import Iterable

from game.engine.fixes import Fix
from game.engine.scenario import Scenario
from game.engine.words import Sentence, say
from game.session.language.wording import count


def weeks(fixes: Iterable[Fix]) -> int:
    """How many weeks of work they are together."""
    total = 0
    for fix in fixes:
        total += fix.spec.weeks
    return total


def choose(scenario: Scenario, ids: Iterable[str]) -> tuple[Fix, ...] | Sentence:
    """The fixes of these ids, in the order of the level; or why they cannot be chosen together, and what could."""
    wanted = list(ids)
    offered = {fix.id: fix for fix in scenario.fixes}
    for place, name in enumerate(wanted):
        if name not in offered:
            return say("This night offers no fix called {name}.", name=name)
        if name in wanted[:place]:
            return say('"{title}" is chosen twice; once is enough.', title=offered[name].spec.title)
    fixes = tuple([fix for name, fix in offered.items() if name in wanted])
    needed, there = weeks(fixes), scenario.fix_weeks
    if needed > there:
        return say(
            "These take {needed} together, and there are {there}. Leave out at least {over}.",
            needed=count(needed, "week", "weeks"),
            there=there,
            over=count(needed - there, "week's work", "weeks' work"),
        )
    return fixes
