"""Which writer stands where in the race, and which stretch of the clock it opens on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.readings import State
from game.session.view.race import DnsView, Lane, Mark, MarkKind, Page, PageKind
from game.tui.paint.window import SPANS_S, STEPS_S

SAME_WRITE_S = 2
"""A mark and a change of the page at most this many seconds apart are the same event."""


LATE_S = 300
"""Seconds between taking a plan and writing it from which a writer is the slow one."""


NEARLY_EQUAL = 3
"""Plans by which one enactor may be behind another without being the slow one."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which lanes run above the page (far to near) and which one runs below it."""

    above: tuple[Lane, ...]
    below: Lane | None


def late_writer(view: DnsView) -> Lane | None:
    """The enactor that wrote an old plan over a newer one; else the one that wrote longest after it took its plan."""
    for page in reversed(view.pages):
        if page.kind is PageKind.OLD and page.writer:
            for lane in view.enactors:
                if page.writer in (lane.component, lane.label):
                    return lane
    late = max(view.enactors, key=_hesitated_s, default=None)
    return late if late is not None and _hesitated_s(late) >= LATE_S else None


def _hesitated_s(lane: Lane) -> int:
    """The longest time between taking a plan and the first write of it."""
    longest, taken = 0, {}
    for mark in lane.marks:
        if mark.kind is MarkKind.TAKES:
            taken[mark.plan] = mark.second
        elif mark.kind is MarkKind.WRITES and mark.plan in taken:
            longest = max(longest, mark.second - taken.pop(mark.plan))
    return longest


def _refuses(lane: Lane) -> bool:
    """Whether it holds its plan only because it is not let write."""
    return lane.status.startswith("refuse") or (bool(lane.marks) and lane.marks[-1].kind is MarkKind.REFUSED)


def arrange(view: DnsView) -> Arrangement:
    """Put the writer of the old plan, or whoever is furthest behind, below the page and all others above it.

    The choice looks at everything known and not at the window, so that no lane jumps while one moves in time.
    """
    lanes = view.enactors
    if not lanes:
        return Arrangement((view.planner,), None)
    slow = late_writer(view)
    unread = [lane for lane in lanes if not lane.known]
    if slow is None and len(unread) == 1 and len(lanes) > 1:
        slow = unread[0]
    if slow is None:
        slow = max(lanes, key=lambda lane: (lane.behind or 0, lane.state is not State.OK))
        if (slow.behind or 0) <= min(lane.behind or 0 for lane in lanes) + NEARLY_EQUAL:
            slow = lanes[len(lanes) // 2]
    others = sorted((lane for lane in lanes if lane is not slow), key=lambda lane: _last_write(view, lane))
    return Arrangement((view.planner, *others), slow)


def _last_write(view: DnsView, lane: Lane) -> int:
    """When a lane last changed the page or lost something of it, as far as known: the latest runs next to the page."""
    return max(
        (mark.second for mark in lane.marks if changed(view.pages, mark) is not None),
        default=-(10**9),
    )


def changed(pages: Sequence[Page], mark: Mark) -> Page | None:
    """What stood on the page after a mark, if the mark changed it."""
    if mark.kind is MarkKind.WRITES:
        return next(
            (page for page in pages if abs(page.from_s - mark.second) <= SAME_WRITE_S and page.plan == mark.plan), None
        )
    if mark.kind is MarkKind.DELETES:
        return next(
            (page for page in pages if abs(page.from_s - mark.second) <= SAME_WRITE_S and page.kind is PageKind.EMPTY),
            None,
        )
    return None


def opening(view: DnsView) -> tuple[int, int]:
    """First second and span of the window to open on: the last changes of the page up to the interesting moment.

    What came of them stands behind them, so the greater part of the room is left there.
    """
    changes = [page.from_s for page in view.pages if page.from_s <= view.around_s + SAME_WRITE_S][1:]
    cluster = [second for second in changes[-3:] if view.around_s - second <= 3600]
    reach = view.around_s - cluster[0] if cluster else 0
    span = next((span for span in SPANS_S if span >= reach * 1.6), SPANS_S[-1])
    lead = (span - reach) * (2 if reach else 3) // 6
    return _rounded(view.around_s - reach - lead, span), span


def start_for(middle_s: int, span_s: int) -> int:
    """Where a window of this span begins so that `middle_s` stands in its middle, on a round second."""
    return _rounded(middle_s - span_s // 2, span_s)


def _rounded(second: int, span_s: int) -> int:
    step = next(step for step in STEPS_S if step * 24 >= span_s)
    return second // step * step


def height_of(arrangement: Arrangement, bar: int) -> int:
    """Lines that the whole picture takes, with a bar of `bar` lines: axis, lanes, arrows, bar, arrows, lane."""
    return 1 + len(arrangement.above) + 1 + bar + (2 if arrangement.below is not None else 0)


def gutter_of(view: DnsView) -> int:
    """Cells left of the clock: the names of the lanes."""
    names = [view.planner.label, "one page", *(lane_name(view, lane) for lane in view.enactors)]
    return min(14, max(len(name) for name in names)) + 2


def lane_name(view: DnsView, lane: Lane) -> str:
    """A lane's name, with the word that tells the two writers apart where the evidence allows it."""
    if not lane.known:
        return lane.label
    late = late_writer(view)
    slow = lane is late
    if late is None and not _refuses(lane):
        least = min(other.behind or 0 for other in view.enactors)
        slow = arrange(view).below is lane and (lane.behind or 0) > least + NEARLY_EQUAL
    return f"{lane.label} slow" if slow else lane.label
