"""Checks on a lesson: that each step says something short, does one thing, and speaks of what is there."""

from __future__ import annotations

import re

from game.content.component_checks import kind_of
from game.content.draft import Draft
from game.content.positions import KeyPath
from game.content.problems import did_you_mean
from game.content.schema import kinds
from game.engine.lesson import LessonSpec, SignSpec

LONGEST_LINE = 70
_KEY = re.compile(r"\{[a-z_]+\.[a-z_]+\}")
_KEY_AS_LONG_AS = "ctrl+s"
LONGEST_ANSWER = 40
MOST_LINES = 3
ANSWERS = range(2, 5)


def check_lesson(draft: Draft) -> None:
    """Note what is wrong with each step. Whether its lines can be typed is left to whoever knows the console."""
    for number, step in draft.lesson.items():
        path: KeyPath = ("lesson", number)
        _lines(draft, (*path, "says"), step.says)
        _one_thing(draft, path, step)
        for name, sign in (("when", step.when), ("until", step.until)):
            if sign is not None:
                _sign(draft, (*path, name), sign)
        for place, sign in enumerate(step.unless):
            _sign(draft, (*path, "unless", place), sign)
        for place, answer in enumerate(step.ask):
            if not 0 < len(answer.text) <= LONGEST_ANSWER:
                draft.flag((*path, "ask", place, "text"), f"an answer has 1 to {LONGEST_ANSWER} characters")
            _lines(draft, (*path, "ask", place, "reply"), answer.reply)
        if step.again:
            _lines(draft, (*path, "again"), step.again)


def _one_thing(draft: Draft, path: KeyPath, step: LessonSpec) -> None:
    if len([it for it in (step.does, step.ask, step.until) if it]) > 1:
        draft.flag(path, "a step does one thing; write `does`, `ask` or `until`, and another step for the next thing")
    if step.ask and len(step.ask) not in ANSWERS:
        draft.flag((*path, "ask"), f"a question has {ANSWERS[0]} to {ANSWERS[-1]} answers; it has {len(step.ask)}")
    for name in ("again", "shows"):
        if bool(getattr(step, name)) != (step.until is not None):
            draft.flag((*path, name), f"the player's turn has `until`, `again` and `shows`; look at `{name}`")


def _lines(draft: Draft, path: KeyPath, lines: tuple[str, ...]) -> None:
    if not 0 < len(lines) <= MOST_LINES:
        draft.flag(path, f"nobody says more than {MOST_LINES} lines at a time, or none; it has {len(lines)}")
    for number, line in enumerate(lines):
        long = len(_KEY.sub(_KEY_AS_LONG_AS, line.strip()))
        if not 0 < long <= LONGEST_LINE:
            draft.flag((*path, number), f"a line has 1 to {LONGEST_LINE} characters; it has {long}")


def _sign(draft: Draft, path: KeyPath, sign: SignSpec) -> None:
    if sign == SignSpec():
        draft.flag(path, "this is always so; write what has to be seen, or leave it out")
    for number, condition in enumerate(sign.shown):
        where = (*path, "shown", number)
        if not draft.must_exist((*where, "component"), "component", condition.component):
            continue
        mechanism = kinds()[kind_of(draft.components[condition.component])]
        shown = [metric.id for metric in mechanism.metrics if not metric.hidden]
        if condition.metric not in shown:
            hint = did_you_mean(condition.metric, shown, list_at_most=20)
            draft.flag((*where, "metric"), f"no instrument shows `{condition.metric}` of it; {hint}")
        if condition.at_least is None and condition.at_most is None:
            draft.flag(where, "the condition has no bound; add at_most, at_least or both")
