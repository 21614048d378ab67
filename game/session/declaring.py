"""The words that the team itself carries out: calling people, telling customers, declaring and handing over.

Nothing in the region changes by them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from game.engine.words import Sentence, say
from game.session import all_clear
from game.session.handover import handing_over
from game.session.judging.record import Entry, EntryKind
from game.session.language.grammar import Parsed
from game.session.language.wording import line
from game.session.language.words import ANSWER, HANDOVER, HYPOTHESIS, PAGE, POST, RESOLVE, SEVERITY
from game.session.run_state import Hypothesis
from game.session.showing import answers
from game.session.telling.post_form import draft_of
from game.session.telling.truth import truth_of
from game.session.view.console import Line
from game.session.view.telling import PostState

if TYPE_CHECKING:
    from game.session.run import Run


def declare(run: Run, parsed: Parsed, who: str, second: int) -> tuple[Line, ...]:
    """Carry out a word of the team, which nothing spoke against. Says what happened."""
    spec = parsed.entry.spec
    kind, carry_out = _WORDS[spec.id]
    done_s = second + spec.duration_s if spec.duration_s else None
    run.entries.append(Entry(second, parsed.line, kind, spec.id, spec.title, done_s=done_s, risk=spec.risk, who=who))
    if kind is not EntryKind.HYPOTHESIS:  # what somebody thinks stays with them
        run.tell_said(second, "", who, parsed.line)
    return (line(carry_out(run, parsed, second)),)


def _page(run: Run, parsed: Parsed, second: int) -> Sentence:
    return run.people.page(parsed.values[0], second)


def _severity(run: Run, parsed: Parsed, second: int) -> Sentence:
    level, first = parsed.values[0], run.state.severity_s
    run.state = replace(run.state, severity=int(level), severity_s=second if first is None else first)
    return say("Declared SEV{level}.", level=level)


def _hypothesis(run: Run, parsed: Parsed, second: int) -> Sentence:
    cause, percent = parsed.values
    noted = Hypothesis(second, cause, int(percent))
    run.state = replace(run.state, hypotheses=(*run.state.hypotheses, noted))
    return say("Noted for the debrief: {cause}, {percent} % sure.", cause=cause, percent=percent)


def _post(run: Run, parsed: Parsed, second: int) -> Sentence:
    post = run.channel.publish(draft_of(parsed.values), second, truth_of(run))
    answer = answers.published(post, run.channel.state.judgements[-1], run.scenario.zero)
    if post.state is PostState.RESOLVED and all_clear.can_end(run):
        answer = say("{answer} `resolve` ends the night for the team.", answer=answer)
    read = run.calls.published(run, second)
    if read is not None:
        run.tell(second, "", line(read))
    return answer


def _answer(run: Run, parsed: Parsed, second: int) -> Sentence:
    return run.calls.answer(run, parsed.line, second)


def _handover(run: Run, parsed: Parsed, second: int) -> Sentence:
    return handing_over.write(run, parsed.values, second)


def _resolve(run: Run, parsed: Parsed, second: int) -> Sentence:  # noqa: ARG001 (each word is carried out alike)
    if run.ledger.is_over:
        run.state = replace(run.state, declared_s=second)
        run.end("resolved")
        left = all_clear.left_by_hand(run)
        return say("It is over. Well held.") if left is None else say("It is over. {left}", left=left)
    run.state = replace(run.state, false_all_clears=(*run.state.false_all_clears, second))
    before = run.channel.trust
    run.channel.declared_too_early()
    return say(
        "It is not over. {obstacle}. Trust {before} to {after}; the night goes on.",
        obstacle=all_clear.obstacle(run),
        before=int(before + 0.5),
        after=int(run.channel.trust + 0.5),
    )


_CarriesOut = Callable[["Run", Parsed, int], Sentence]
"""Carries out a word that was said at a second, and says what happened."""

_WORDS: dict[str, tuple[EntryKind, _CarriesOut]] = {
    SEVERITY.id: (EntryKind.SEVERITY, _severity),
    PAGE.id: (EntryKind.PAGE, _page),
    POST.id: (EntryKind.POST, _post),
    ANSWER.id: (EntryKind.ANSWER, _answer),
    HYPOTHESIS.id: (EntryKind.HYPOTHESIS, _hypothesis),
    HANDOVER.id: (EntryKind.HANDOVER, _handover),
    RESOLVE.id: (EntryKind.RESOLVE, _resolve),
}
"""For the id of each word: what it is kept as, and what carries it out."""
