"""Checks on objectives: that everything they name is there, and that what they compare is shown somewhere."""

from __future__ import annotations

from game.content.component_checks import kind_of
from game.content.draft import Draft
from game.content.positions import KeyPath
from game.content.problems import did_you_mean
from game.content.schema import kinds
from game.engine.objectives import MeaningSpec, ObjectiveSpec, ReadingSpec, StepSpec
from game.engine.scenario import Condition

LONGEST_NAME = 90
LONGEST_TEXT = 200


def check_objectives(draft: Draft) -> None:
    """Note what is wrong with each objective. Whether its lines can be said is left to whoever knows the console."""
    for key, spec in draft.objectives.items():
        path: KeyPath = ("objective", key)
        _text(draft, (*path, "name"), spec.name, LONGEST_NAME)
        if spec.after:
            draft.must_exist((*path, "after"), "milestone", spec.after)
        for number, milestone in enumerate(spec.reached):
            draft.must_exist((*path, "reached", number), "milestone", milestone)
        if not (spec.looks or spec.lines or spec.reached or spec.told or spec.ended):
            text = "nothing says when it is met; write `looks`, `lines`, `reached`, `told` or `ended`"
            draft.flag(path, text)
        for name in ("clues", "compare", "means", "steps"):
            if not getattr(spec, name):
                draft.flag((*path, name), f"`{name}` is empty; write at least one, so that there is a hint")
        _hints(draft, path, spec)


def _hints(draft: Draft, path: KeyPath, spec: ObjectiveSpec) -> None:
    for number, pair in enumerate(spec.compare):
        _reading(draft, (*path, "compare", number, "first"), pair.first)
        _reading(draft, (*path, "compare", number, "second"), pair.second)
        if pair.first == pair.second:
            draft.flag((*path, "compare", number), "both are the same reading; write another one, or an `ago_s`")
    for number, meaning in enumerate(spec.means):
        _meaning(draft, (*path, "means", number), meaning)
    for number, step in enumerate(spec.steps):
        _step(draft, (*path, "steps", number), step)


def _meaning(draft: Draft, path: KeyPath, meaning: MeaningSpec) -> None:
    _text(draft, (*path, "text"), meaning.text, LONGEST_TEXT)
    _shown(draft, (*path, "shown"), meaning.shown)


def _step(draft: Draft, path: KeyPath, step: StepSpec) -> None:
    if bool(step.say) == (step.post is not None):
        draft.flag(path, "a step is a line or an update; write either `say` or `post`")
    if step.cause and step.post is None:
        draft.flag((*path, "cause"), "only an update names a cause; leave it out, or write `post`")
    elif step.cause:
        draft.must_exist((*path, "cause"), "cause", step.cause)
    _shown(draft, (*path, "shown"), step.shown)


def _shown(draft: Draft, path: KeyPath, conditions: tuple[Condition, ...]) -> None:
    for number, condition in enumerate(conditions):
        where = (*path, number)
        _metric(draft, where, condition.component, condition.metric)
        if condition.at_least is None and condition.at_most is None:
            draft.flag(where, "the condition has no bound; add at_most, at_least or both")


def _reading(draft: Draft, path: KeyPath, reading: ReadingSpec) -> None:
    _metric(draft, path, reading.component, reading.metric)


def _metric(draft: Draft, path: KeyPath, component: str, name: str) -> None:
    """A hint may only speak of what an instrument shows."""
    if not draft.must_exist((*path, "component"), "component", component):
        return
    mechanism = kinds()[kind_of(draft.components[component])]
    shown = [metric.id for metric in mechanism.metrics if not metric.hidden]
    if name not in shown:
        hint = did_you_mean(name, shown, list_at_most=20)
        draft.flag((*path, "metric"), f"no instrument shows `{name}` of `{component}`; {hint}")


def _text(draft: Draft, path: KeyPath, text: str, cells: int) -> None:
    if not text.strip():
        draft.flag(path, f"`{path[-1]}` is empty; write a text")
    elif len(text) > cells:
        draft.flag(path, f"`{path[-1]}` takes {len(text)} cells; shorten it to {cells}")
