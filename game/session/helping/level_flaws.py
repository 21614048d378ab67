"""What is wrong with a level that is sound as a file: lines that nobody could say, objectives that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from game.engine.objectives import ObjectiveSpec
from game.engine.scenario import Scenario
from game.session.evidence import fits
from game.session.handover import prelude
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Grammar, Part


def flaws(scenario: Scenario) -> tuple[str, ...]:
    """One text for each flaw of the prelude's lines and of the lines of objectives and of the lesson, with its place."""
    wrong = list(prelude.flaws(scenario))
    if scenario.objectives or scenario.lesson:
        from game.session.run import Run

        quiet = replace(scenario, prelude=None, take_over_s=scenario.region.start_s)
        grammar = Run(quiet, 1).grammar
        wrong += [f"{scenario.path}: {text}" for spec in scenario.objectives for text in _flaws(spec, grammar)]
        for number, step in enumerate(scenario.lesson, 1):
            for line in (step.does, step.shows):
                parsed = grammar.parse(line) if line else None
                if isinstance(parsed, Misunderstood):
                    wrong.append(f'{scenario.path}: lesson, step {number}: "{line}" cannot be said: {parsed}')
                elif parsed is not None and parsed.line != line:
                    wrong.append(f'{scenario.path}: lesson, step {number}: write "{line}" in full: {parsed.line}')
    return tuple(wrong)


def _flaws(spec: ObjectiveSpec, grammar: Grammar) -> Iterator[str]:
    for clue in spec.clues:
        yield from _line(spec, "clue", clue, grammar, looks=True)
    says = [step.say for step in spec.steps if step.say]
    for step in spec.steps:
        if step.say:
            yield from _line(spec, "step", step.say, grammar)
            if step.like and not fits(step.like, step.say):
                yield f'objective `{spec.id}`: the step "{step.say}" does not fit its own pattern "{step.like}"'
    for pattern in spec.looks:
        yield from _verb(spec, pattern, grammar, looks=True)
    if spec.looks and not any(fits(pattern, line) for pattern in spec.looks for line in (*spec.clues, *says)):
        yield f"objective `{spec.id}`: no clue and no step is one of its `looks`; add one, or the hints never lead to it"
    for pattern in spec.lines:
        yield from _verb(spec, pattern, grammar, looks=False)
        if not any(fits(pattern, line) for line in says):
            yield f'objective `{spec.id}`: no step says "{pattern}"; add one, or the hints never lead to it'


def _line(spec: ObjectiveSpec, what: str, line: str, grammar: Grammar, *, looks: bool = False) -> Iterator[str]:
    """A line that is to be said as it is."""
    parsed = grammar.parse(line)
    if isinstance(parsed, Misunderstood):
        yield f'objective `{spec.id}`: the {what} "{line}" cannot be said: {parsed}'
    elif looks and parsed.entry.part is not Part.TOOL:
        yield f'objective `{spec.id}`: the {what} "{line}" is no look; write one that only shows something'


def _verb(spec: ObjectiveSpec, pattern: str, grammar: Grammar, *, looks: bool) -> Iterator[str]:
    """A pattern of lines: its first word has to be one that looks, or one that does something."""
    entry = grammar.entry(pattern.split(maxsplit=1)[0]) if pattern.split() else None
    if entry is None:
        yield f'objective `{spec.id}`: "{pattern}" begins with no word of the console; `noerror play` and help list them'
    elif (entry.part is Part.TOOL) is not looks:
        kind = "looks" if looks else "lines"
        yield f'objective `{spec.id}`: "{pattern}" cannot stand in `{kind}`; looks only show, lines do something'
