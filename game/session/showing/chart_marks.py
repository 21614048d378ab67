"""What a chart is marked with: what hands did, what the public was told, and when people were called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.session.handover.seat_memory import lines_before
from game.session.journal import Said
from game.session.judging.record import Entry, EntryKind
from game.session.view.chart import ChartMark

if TYPE_CHECKING:
    from game.session.run import Run

PAGE = "page"
"""Who is behind the mark of the first page: nobody in person."""


def marks(run: Run, from_s: int, to_s: int) -> tuple[ChartMark, ...]:
    """Everything that was ordered, took effect, was published or called people within some seconds, the oldest first."""
    theirs = lines_before(run)
    before = () if run.handover is None or theirs else run.handover.done
    yours = zip(run.said[theirs:], run.entries[theirs:], strict=True)
    found = [mark for said, entry in (*before, *yours) if (mark := _mark(said, entry))]
    paged_s = run.pager.state.first_page_s
    if paged_s is not None:
        found.append(ChartMark(paged_s, PAGE, "the first page"))
    inside = [mark for mark in found if from_s <= mark.second <= to_s or from_s <= (mark.done_s or from_s - 1) <= to_s]
    return tuple(sorted(inside, key=lambda mark: mark.second))


def _mark(said: Said, entry: Entry) -> ChartMark | None:
    if entry.refused:
        return None
    if entry.kind is EntryKind.CHANGE:
        return ChartMark(entry.second, said.who, entry.line, entry.done_s)
    if entry.kind is EntryKind.POST:
        return ChartMark(entry.second, said.who, f"public update: {entry.line.split()[1]}")
    return None
