"""What calls for the player: what a tick brought that has to be seen, so that a fast clock stops there and goes on at x1."""

from __future__ import annotations

from dataclasses import dataclass

from game.session import all_clear
from game.session.handover import handing_over
from game.session.judging.record import Entry, EntryKind
from game.session.run import YOU, Run
from game.session.view.board import Slowed

WARNED_BEFORE_S = 60
"""How long before an update falls due the clock is slowed, while it can still be written in time."""

STORM_S = 120
"""Of pages that come while others wait, one in so many simulated seconds slows the clock: a storm does not pin it."""


@dataclass(frozen=True, slots=True)
class _Now:
    """What calls at a second: the newest page, 0 if none waits; an update that falls due, and that is overdue; the end of
    the shift; the end; whoever rings, by the number of the call; how many orders of the player have taken effect.
    """

    page: int
    due: bool
    overdue: bool
    over: bool
    handover: bool
    rings: int
    done: int


class Calling:
    """Follows one run, tick by tick."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._heeded_s = run.second - STORM_S
        self._was = self._now()

    def begin(self) -> None:
        """Before a tick: what calls already, and what was said meanwhile, is no news."""
        self._was = self._now()

    def news(self) -> Slowed | None:
        """After the tick: what it brought that has to be seen, the most urgent first. Of a storm of pages, not each one."""
        was, now = self._was, self._now()
        page = now.page > was.page and (not was.page or self._run.second - self._heeded_s >= STORM_S)
        if page:
            self._heeded_s = self._run.second
        found = (
            (Slowed.PAGE, page),
            (Slowed.CALL, now.rings > was.rings),
            (Slowed.OVERDUE, now.overdue and not was.overdue),
            (Slowed.DUE, now.due and not was.due),
            (Slowed.SHIFT, now.handover and not was.handover),
            (Slowed.OVER, now.over and not was.over),
            (Slowed.DONE, now.done > was.done),
        )
        return next((why for why, so in found if so), None)

    def _now(self) -> _Now:
        run = self._run
        due_s, second = run.channel.due_s, run.second
        return _Now(
            page=max([alarm.number for alarm in run.pager.calling()], default=0),
            due=due_s is not None and second >= due_s - WARNED_BEFORE_S,
            overdue=due_s is not None and second > due_s,
            over=all_clear.offered(run),
            handover=handing_over.due_s(run) is not None,
            rings=run.calls.number,
            done=len(done_orders(run)),
        )


def done_orders(run: Run) -> list[Entry]:
    """The player's own changes that took a while and have taken effect, the one that did so last at the end."""
    done = [
        entry
        for entry, said in zip(run.entries, run.said, strict=False)
        if entry.kind is EntryKind.CHANGE and said.who == YOU and entry.done_s is not None
        if entry.second < entry.done_s <= run.second
    ]
    return sorted(done, key=lambda entry: entry.done_s or 0)


def done_words(run: Run) -> tuple[str, ...]:
    """What was ordered by each of them, in the words of the console: "dns restore"."""
    return tuple([_words(run, entry) for entry in done_orders(run)])


def _words(run: Run, entry: Entry) -> str:
    actions = run.region.components[entry.components[0]].actions
    return next((" ".join(spec.words) for spec in actions if spec.id == entry.spec), entry.line)
