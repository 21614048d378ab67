"""What speaks against a line that was understood: why it cannot be carried out now, and what is asked back first.

Nothing here changes a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.actions import Action, ActionSpec, ArgumentKind, Risk
from game.engine.words import Sentence, say
from game.session import all_clear
from game.session.handover import handing_over
from game.session.judging.record import Entry, EntryKind
from game.session.language.grammar import Parsed, Part
from game.session.language.wording import clock_time
from game.session.language.words import ANSWER, HANDOVER, PAGE, POST, RESOLVE, SEVERITY
from game.session.telling.post_form import draft_of
from game.session.telling.truth import truth_of
from game.session.view.telling import PostState

if TYPE_CHECKING:
    from game.session.run import Run


def refusal(run: Run, parsed: Parsed, who: str, second: int) -> Sentence | None:
    """Why an action cannot be taken now and what would make it possible; None if it can."""
    spec, values = parsed.entry.spec, parsed.values
    if spec is PAGE:
        return run.people.page_refusal(values[0], second)
    if spec is POST:
        return run.channel.refusal(draft_of(values), second)
    if spec is SEVERITY and run.state.severity == int(values[0]):
        return say("It is already declared SEV{level}.", level=values[0])
    if spec is RESOLVE and run.pager.state.first_page_s is None and not all_clear.can_end(run):
        return say("No incident is open: nobody was paged yet.")
    if spec is ANSWER:
        return run.calls.refusal(run, values, second)
    return _refused_by_region(run, parsed, who, second) if parsed.entry.part is Part.ENGINE else None


def _refused_by_region(run: Run, parsed: Parsed, who: str, second: int) -> Sentence | None:
    """Why the region or the people at hand do not carry out an action now."""
    spec, values = parsed.entry.spec, parsed.values
    action = Action(second, who, spec, values)
    if not run.region.targets(spec, values):
        return say('Nothing here takes "{line}".', line=parsed.line)
    switch = any(argument.kind is ArgumentKind.ON_OFF for argument in spec.arguments)
    ordered = under_way(run, spec, second) if switch else None
    if ordered is not None:
        done = clock_time(run.scenario.zero, ordered.done_s or second)
        return say('"{line}" is under way; it is done at {time}.', line=ordered.line, time=done)
    refused = run.region.check(action)
    if refused is not None:
        return refused
    times, _ = run.region.slowed(action)
    planned = run.people.plan(spec.hands, spec.specialty, spec.duration_s * times, second)
    return planned if isinstance(planned, Sentence) else None


def under_way(run: Run, spec: ActionSpec, second: int) -> Entry | None:
    """The newest order of an action whose effect is still to come, or None."""
    before = () if run.handover is None else run.handover.entries
    for entry in reversed((*before, *run.entries)):
        if entry.spec == spec.id and entry.kind is EntryKind.CHANGE and (entry.done_s or 0) > second:
            return entry
    return None


def question(run: Run, parsed: Parsed) -> str | None:
    """What is asked back before a line is carried out; None if nothing is."""
    spec = parsed.entry.spec
    if spec is RESOLVE:
        asked = all_clear.last_look(run, ends=True) if run.ledger.is_over else all_clear.question(run)
        return None if asked is None else str(asked)
    if spec is POST:
        if draft_of(parsed.values).state is not PostState.RESOLVED:
            return None
        true = truth_of(run).stable_for(run.ledger.hold_s)
        asked = all_clear.last_look(run, ends=False) if true else all_clear.question(run)
        return None if asked is None else str(asked)
    if spec is HANDOVER:
        return handing_over.question(run)
    return spec.risk_note or "It may hurt." if spec.risk is Risk.HIGH else None
