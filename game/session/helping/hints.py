"""Hints: four rungs for the most urgent open objective, each computed from the run as it stands when it is asked for.

Where to look, what to compare, what it means, what to do. Nothing is kept but which rungs were told about what; that stands
with the lines of the run. A rung whose advice was followed is done with: the next hint begins where something is new.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.objectives import ObjectiveSpec, Skill
from game.engine.words import Sentence, say
from game.session.helping.hint_words import (
    MEANING,
    is_due,
    unseen_clue,
    what_it_means,
    what_to_compare,
    where_to_look,
)
from game.session.helping.hinted_update import due_soon
from game.session.helping.next_step import NextStep, look_after, next_step
from game.session.helping.objectives import begun_s, open_ones
from game.session.helping.stopped import about_stopped, stopped_step
from game.session.judging.record import HintGiven

if TYPE_CHECKING:
    from game.session.run import Run

LOOK, COMPARE, DO = 1, 2, 4
RUNGS = ("where to look", "what to compare", "what it means", "what to do")
"""What the rungs are called, the first one first."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One rung. `given` is what the run keeps of it, None for what is no hint. `line` can be said now, "" if none can."""

    given: HintGiven | None
    text: Sentence
    line: str = ""
    until_s: int | None = None

    @property
    def title(self) -> str:
        """ "Hint: what to compare"; "" for what is no hint. Rungs that have nothing new are passed over without a word."""
        if self.given is None:
            return ""
        return str(say("Hint: {what}", what=RUNGS[self.given.rung - 1]))


def next_hint(run: Run) -> Hint:
    """The next rung of the most urgent open objective.

    What to wait for is no rung: where its change is under way, or the readings are too old to show what the last one did.
    Where all that is open waits, it is about what has stopped and does not start by itself.

    Changes nothing.
    """
    spec = urgent(run)
    if spec is None:
        return Hint(None, _nothing_open(run))
    step = _step(run, spec)
    if step.under_way:
        return Hint(None, _meanwhile(run, spec, step.text), until_s=step.until_s)
    told = [(hint.rung, hint.about) for entry in run.entries if (hint := entry.hint) and hint.objective == spec.id]
    first = LOOK if step.part or is_due(run, spec) or unseen_clue(run, spec) is not None else COMPARE
    rungs = [hint_at(run, spec, rung) for rung in range(first, DO + 1)]
    found = next((hint for hint in rungs if hint.given and (hint.given.rung, hint.given.about) not in told), rungs[-1])
    if found is rungs[-1] or found.until_s is None:
        return found
    return Hint(None, _meanwhile(run, spec, found.text), until_s=found.until_s)


def hint_at(run: Run, spec: ObjectiveSpec, rung: int) -> Hint:
    """One rung of an objective that has begun, as it is now."""
    step = _step(run, spec)
    if rung == DO:
        return Hint(HintGiven(spec.id, DO, step.line), step.text, step.line, step.until_s)
    if step.part:
        told = about_stopped(run, step.part, rung)
    else:
        told = {LOOK: where_to_look, COMPARE: what_to_compare, MEANING: what_it_means}[rung](run, spec)
    return Hint(HintGiven(spec.id, rung, told.about), told.text, until_s=told.until_s)


def urgent(run: Run) -> ObjectiveSpec | None:
    """The objective to go for: telling if an update falls due, else the first open one with something to do.

    Before something else is changed, the one whose last change nobody has looked at. If all that is open waits, the first of those; None if nothing is open.
    """
    if run.ended:
        return None
    if due_soon(run):
        telling = _telling(run)
        if telling is not None:
            return telling
    still_open = open_ones(run)
    waiting = next((spec for spec in run.scenario.objectives if look_after(run, spec) is not None), None)
    first = next((spec for spec in still_open if next_step(run, spec).line), None)
    if waiting is not None and (first is None or next_step(run, first).changes):
        return waiting
    return first or (still_open[0] if still_open else None)


def _telling(run: Run) -> ObjectiveSpec | None:
    """The objective that the next update belongs to: an open one that it can be told for, else the newest that began."""
    begun = [spec for spec in run.scenario.objectives if spec.skill is Skill.TELL and begun_s(run, spec) is not None]
    still_open = open_ones(run)
    able = [spec for spec in begun if spec in still_open and next_step(run, spec).line]
    return able[0] if able else begun[-1] if begun else None


def to_do(run: Run) -> NextStep | None:
    """What could be said now, with a line; None if there is nothing to do but to wait."""
    spec = urgent(run)
    step = None if spec is None else _step(run, spec)
    return step if step is not None and step.line else None


def _step(run: Run, spec: ObjectiveSpec) -> NextStep:
    """What an objective asks for: first to see what was done for it, before something else is changed.

    Before it is waited, or said that it is over, what has stopped for good is started again.
    """
    step = next_step(run, spec)
    after = look_after(run, spec) if step.changes or not step.line else None
    step = step if after is None else after
    if step.under_way or is_due(run, spec) or (step.line and not step.ends):
        return step
    return stopped_step(run) or step


def _meanwhile(run: Run, spec: ObjectiveSpec, wait: Sentence) -> Sentence:
    """What is ordered already is not hinted at again: until when it takes, and what can be looked at until then."""
    clue = unseen_clue(run, spec)
    if clue is None:
        return wait
    return say("{wait} Meanwhile `{line}` shows more.", wait=str(wait), line=clue.line)


def _nothing_open(run: Run) -> Sentence:
    if run.ended:
        return say("The night is over.")
    if run.pager.state.first_page_s is None:
        return say("Nothing is wrong that anybody was paged for. Hints begin with the first page.")
    return say("Nothing is open that this level teaches. `status` says what ends the night.")
