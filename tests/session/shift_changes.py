"""A night with a shift change, and a player who found out what it is: what tests of handing over begin with."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from game.engine.scenario import Scenario
from game.session.run import YOU, Run
from game.session.view.console import Reply, ReplyKind
from tests.session.night import NAME, small_night

CHANGE_S = 20_000


@cache
def long_shift() -> Scenario:
    """A night with a shift change."""
    night = small_night(end_s=36_000, tick_s=5)
    teams = (replace(night.teams[0], day_people=("Nadia",)), night.teams[1])
    return replace(night, teams=teams, shift_change_s=CHANGE_S)


def said(run: Run, line: str) -> Reply:
    """What is answered to a line that the player says now."""
    return run.say(line, YOU, run.second, confirmed=True)[0]


def dug(scenario: Scenario | None = None, second: int = 300) -> Run:
    """A run whose player found out what it is, told nobody, and stopped the automation."""
    run = Run(scenario or small_night(tick_s=5), 1)
    run.advance_to(second - 240)
    assert said(run, "throttle store 40").kind is ReplyKind.DONE
    run.advance_to(second)
    for line in (f"dig {NAME}", "plans", "logs enactor-2", "page dynamodb", "dns automation off"):
        assert said(run, line).kind in (ReplyKind.OUTPUT, ReplyKind.DONE), line
    return run
