"""Whether a sign of a lesson can be seen in a run: by its lines, its instruments and its status page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.lesson import LessonSpec, SignSpec
from game.session import all_clear
from game.session.evidence import fits
from game.session.record import Entry
from game.session.shown_words import holds

if TYPE_CHECKING:
    from game.session.run import Run


def is_so(run: Run, sign: SignSpec) -> bool:
    """Whether all that a sign asks for is so now."""
    posts = run.channel.posts
    return (
        (not sign.said or _any(run, sign.said))
        and (not sign.done or _any(run, sign.done, done=True))
        and holds(run, sign.shown)
        and (not sign.told or (bool(posts) and posts[-1].state.value in sign.told))
        and (not sign.paged or run.pager.state.first_page_s is not None)
        and (not sign.taken or (run.pager.state.first_page_s is not None and not run.pager.calling()))
        and (not sign.over or all_clear.can_end(run))
        and (not sign.ended or run.state.declared_s is not None)
    )


def is_done(run: Run, step: LessonSpec) -> bool:
    """Whether nothing is left to do of a step: what it asks for is so, or makes no sense any more."""
    if any(is_so(run, sign) for sign in step.unless):
        return True
    if step.until is not None:
        return is_so(run, step.until)
    return bool(step.does) and _any(run, (step.does,))


def _any(run: Run, patterns: tuple[str, ...], *, done: bool = False) -> bool:
    """Whether a line that one of the patterns fits was carried out."""
    return any(
        _counts(run, entry, done) and any(fits(pattern, entry.line) for pattern in patterns) for entry in run.entries
    )


def _counts(run: Run, entry: Entry, done: bool) -> bool:
    return not entry.refused and (not done or entry.done_s is None or entry.done_s <= run.second)
