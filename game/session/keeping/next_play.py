"""What to play next, and when again: a suggestion from what was met, by a rule that fits on a page. It is never a gate.

Each objective of each level has an interval. An objective that was met without help comes again after one day, then after
three, seven, sixteen and thirty-five, as long as it is met; playing it before its day changes nothing. Met with help (hints
that were asked for, or somebody beside the player) it comes again the next day, from the first interval on. Not met, it is
open at once. A night that was taken over in the middle does not count, and neither does an objective that never began.

Suggested is, in this order: the first night of the list that was not won yet, with whatever help; the night played last that
left something open; the night with what is due longest; and if there is none of these, which one comes again first. A level
without objectives counts as one that asks for one thing: that the night is well again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from game.engine.words import Sentence, say
from game.session.helping.guidance import guidance_of
from game.session.keeping.finished import FinishedRun
from game.session.view.nights import Grasp, LevelCard, NextNight, Standing

INTERVALS_DAYS = (1, 3, 7, 16, 35)
"""Days after which an objective comes again, by how often it was met in time without help."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class _Try:
    """What became of an objective in one run, on a day of the player's calendar."""

    day: int
    met: bool
    helped: bool


def standings(levels: Iterable[LevelCard], runs: Sequence[FinishedRun], now: int) -> tuple[Standing, ...]:
    """How every objective stands, in the order of levels and of their objectives. `now` is in seconds since 1970."""
    today = _day(now)
    own = sorted([run for run in runs if run.parent is None], key=lambda run: run.ended)
    found = []
    for level in levels:
        of_level = [run for run in own if run.level == level.id]
        for objective, name, skill in level.teaches or (("", "", ""),):
            tries = [tried for run in of_level if (tried := _tried(run, objective)) is not None]
            found.append(_standing((level.id, objective, name, skill), tries, today))
    return tuple(found)


def _tried(run: FinishedRun, objective: str) -> _Try | None:
    """None if the objective never began, or was not kept of that run."""
    coached = guidance_of(run.guidance).coached
    if not objective:
        return _Try(_day(run.ended), run.outcome == "resolved", coached)
    for met in run.objectives:
        if met.objective == objective and met.begun_s is not None:
            return _Try(_day(run.ended), met.met_s is not None, coached or met.hints > 0)
    return None


def _standing(what: tuple[str, str, str, str], tries: Sequence[_Try], today: int) -> Standing:
    step, due, grasp = -1, today, Grasp.NEW
    for tried in tries:
        if not tried.met:
            step, due, grasp = -1, tried.day, Grasp.OPEN
        elif tried.helped:
            step, due, grasp = -1, tried.day + INTERVALS_DAYS[0], Grasp.WITH_HELP
        elif grasp is not Grasp.MET or tried.day >= due:
            step = min(step + 1, len(INTERVALS_DAYS) - 1)
            due, grasp = tried.day + INTERVALS_DAYS[step], Grasp.MET
    met = [tried for tried in tries if tried.met]
    return Standing(
        *what,
        grasp=grasp,
        tried=len(tries),
        met=len(met),
        alone=len([tried for tried in met if not tried.helped]),
        due_in=0 if grasp is Grasp.NEW else due - today,
        again="" if grasp is Grasp.NEW else _told(due, today),
    )


def next_night(levels: Sequence[LevelCard], held: Sequence[Standing], runs: Sequence[FinishedRun]) -> NextNight | None:
    """The suggestion in a sentence; None where there is no level."""
    by_level = {level.id: [standing for standing in held if standing.level == level.id] for level in levels}
    known = {level.id: level for level in levels}
    newest = sorted([run for run in runs if run.parent is None and run.level in known], key=lambda run: -run.ended)
    played = {run.level for run in newest}
    won = {run.level for run in newest if run.outcome == "resolved"}
    for level in levels:
        if level.id not in won:
            met = {standing.skill for standing in held if standing.grasp is Grasp.MET}
            return _not_won(level, by_level[level.id], met, again=level.id in played)
    for run in newest:
        left = [standing for standing in by_level[run.level] if standing.grasp is Grasp.OPEN]
        if left:
            return NextNight(run.level, str(_again(known[run.level], left, "not met yet")))
    due = [standing for standing in held if standing.grasp is not Grasp.NEW and standing.due_in <= 0]
    if due:
        first = min(due, key=lambda standing: standing.due_in)
        level = known[first.level]
        these = [standing for standing in due if standing.level == first.level]
        return NextNight(level.id, str(_again(level, these, "due")))
    coming = [standing for standing in held if standing.grasp is not Grasp.NEW]
    if not coming:
        return None
    first = min(coming, key=lambda standing: standing.due_in)
    told = say("Nothing is due. {title} again from {day}.", title=known[first.level].title, day=first.again)
    return NextNight(first.level, str(told), now=False)


def _not_won(level: LevelCard, held: Sequence[Standing], met: set[str], *, again: bool) -> NextNight:
    """A night that was lost or left so far, or never played."""
    if again:
        left = [standing for standing in held if standing.grasp is Grasp.OPEN]
        return NextNight(level.id, str(_again(level, left, "not met yet")))
    fresh = dict.fromkeys([skill for _, _, skill in level.teaches if skill not in met])
    return NextNight(level.id, str(_first(level, tuple(fresh))), again=False)


def _again(level: LevelCard, left: Sequence[Standing], why: str) -> Sentence:
    skills = ", ".join(dict.fromkeys([standing.skill for standing in left if standing.skill]))
    if not skills:
        return say("Next: {title} again.", title=level.title)
    return say("Next: {title} again; {why}: {skills}.", title=level.title, why=why, skills=skills)


def _first(level: LevelCard, fresh: tuple[str, ...]) -> Sentence:
    if not level.teaches:
        return say("Next: {title}; you have not played it yet.", title=level.title)
    if not fresh:
        return say("Next: {title}; it asks for what you have met, in another night.", title=level.title)
    skills = ", ".join(fresh)
    return say("Next: {title}; it asks for what you have not met yet: {skills}.", title=level.title, skills=skills)


def _day(second: int) -> int:
    """A day of the player's calendar, as a number."""
    at = time.localtime(second)
    return date(at.tm_year, at.tm_mon, at.tm_mday).toordinal()


def _told(day: int, today: int) -> str:
    """A day as people say it: "today", "tomorrow", "Thursday", "12 Dec"."""
    if day <= today + 1:
        return "tomorrow" if day == today + 1 else "today"
    then = date.fromordinal(day)
    return _DAYS[then.weekday()] if day < today + 7 else f"{then.day} {_MONTHS[then.month - 1]}"
