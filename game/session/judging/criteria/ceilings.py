"""When a ceiling holds the total down, whatever the parts say. `conduct` of the case has to be known by then."""

from __future__ import annotations

from collections.abc import Callable

from game.engine.actions import Risk
from game.session.judging.case import Case
from game.session.judging.criteria.telling import lacking, mostly_silent
from game.session.judging.rubric import ALL_AT_ONCE, CARE, HARM_BIG_MIN, IDLE_AT_MOST, METHOD, SPRAY

CEILINGS: dict[str, Callable[[Case], bool]] = {
    "nothing-done": lambda case: not case.changes and not case.record.telling.posts and case.record.telling.ever_hurt,
    "spray": lambda case: len(case.unaimed()) >= SPRAY,
    "not-over": lambda case: not case.record.goal_met,
    "blind": lambda case: bool(case.changes) and case.bearing_looks(case.touched_s) == 0,
    "method": lambda case: case.conduct < METHOD,
    "silent": lambda case: case.record.telling.ever_hurt and not case.record.telling.posts,
    "false-all-clear": lambda case: case.false_all_clear,
    "all-at-once": lambda case: len(case.changes) >= ALL_AT_ONCE and 2 * case.overlapping() > len(case.changes),
    "mostly-silent": mostly_silent,
    "little-told": lambda case: lacking(case) >= 2,
    "half-told": lambda case: lacking(case) >= 1,
    "harm-standing": lambda case: any(harm.standing for harm in case.record.collateral),
    "harm": lambda case: (
        sum([harm.lost_min for harm in case.record.collateral]) >= HARM_BIG_MIN
        or any(harm.risk is Risk.HIGH for harm in case.record.collateral)
    ),
    "unguarded": lambda case: any(not one.shown and one.on_s is None for one in case.record.disarmed),
    "loose": lambda case: case.conduct < CARE,
    "everybody": lambda case: case.record.people.woken - case.record.people.worked > IDLE_AT_MOST,
}
