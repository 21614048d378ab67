"""Whether a sign of a lesson can be seen in a run: by its lines, its instruments and its status page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.lesson import LessonSpec, SignSpec
from game.session import all_clear
from game.session.evidence import fits
from game.session.helping.shown_words import holds
from game.session.telling.truth import truth_of

if TYPE_CHECKING:
    from game.session.run import Run


def is_so(run: Run, sign: SignSpec) -> bool:
    """Whether all that a sign asks for is so now."""
    posts, first_page_s = run.channel.posts, run.pager.state.first_page_s
    return (
        _lines_are_so(run, sign)
        and holds(run, sign.shown)
        and (not sign.told or (bool(posts) and posts[-1].state.value in sign.told))
        and (not sign.paged or first_page_s is not None)
        and (not sign.taken or (first_page_s is not None and not run.pager.calling()))
        and (not sign.over or _is_over(run))
        and (not sign.ended or run.state.declared_s is not None)
    )


def is_done(run: Run, step: LessonSpec) -> bool:
    """Whether nothing is left to do of a step: what it asks for is so, or makes no sense any more."""
    if any(is_so(run, sign) for sign in step.unless):
        return True
    if step.until is not None:
        return is_so(run, step.until)
    return bool(step.does) and any(fits(step.does, entry.line) for entry in run.entries)


def _is_over(run: Run) -> bool:
    """Whether the end can be declared, which the prompt says from then on as well, and customers can truly be told so."""
    return all_clear.can_end(run) and truth_of(run).stable_for(run.ledger.hold_s)


def _lines_are_so(run: Run, sign: SignSpec) -> bool:
    """What was carried out; what was said counts from when that took effect on."""
    since_s = run.scenario.region.start_s
    if sign.done:
        taken = [entry for entry in run.entries if _fit(sign.done, entry.line)]
        effects = [entry.second if entry.done_s is None else entry.done_s for entry in taken]
        effects = [second for second in effects if second <= run.second]
        if not effects:
            return False
        since_s = min(effects)
    return not sign.said or any(entry.second >= since_s and _fit(sign.said, entry.line) for entry in run.entries)


def _fit(patterns: tuple[str, ...], line: str) -> bool:
    return any(fits(pattern, line) for pattern in patterns)
