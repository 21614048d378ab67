"""What was played before, as the title and the picker tell it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from game.session.helping.guidance import guidance_of
from game.session.keeping.finished import FinishedRun
from game.session.keeping.next_play import next_night, standings
from game.session.keeping.records import Records
from game.session.view.nights import LevelCard, Past, PastRun

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def past_of(records: Records, levels: Sequence[LevelCard], now: int) -> Past:
    """What was played of these levels, and what could come next; `now` is in seconds since 1970.

    Reads the records: not for the thread that draws.
    """
    kept = records.runs()
    held = standings(levels, kept, now)
    return Past(
        tuple([_told(run) for run in kept]),
        records.trouble,
        held,
        next_night(levels, held, kept) if kept else None,
        str(records.path),
    )


def forget(records: Records, run: PastRun | None) -> str:
    """Delete a result, or all of them (None); "" or, in a sentence, what hinders it."""
    if run is None:
        records.delete_all()
        return records.trouble
    for kept in records.runs():
        if (kept.id, kept.ended) == (run.id, run.ended):
            records.delete(kept)
    return records.trouble


def _told(run: FinishedRun) -> PastRun:
    lost = max(run.parts, key=lambda part: part.of - part.points, default=None)
    return PastRun(
        level=run.level,
        when=_day(run.ended),
        outcome=run.outcome,
        grade=run.grade,
        total=run.total,
        lasted_s=None if run.resolved_s is None else run.resolved_s - max(0, run.from_s),
        journal=run.journal or "",
        practice=run.parent is not None,
        guidance=guidance_of(run.guidance),
        impact=run.impact,
        conduct=run.conduct,
        times=run.times,
        id=run.id,
        ended=run.ended,
        hints=sum([met.hints for met in run.objectives]),
        weakest="" if lost is None or lost.of - lost.points < 0.5 else f"{lost.label} {lost.points:.0f}/{lost.of}",
    )


def _day(second: int) -> str:
    at = time.localtime(second)
    return f"{_DAYS[at.tm_wday]} {at.tm_mday} {_MONTHS[at.tm_mon - 1]}, {at.tm_hour:02}:{at.tm_min:02}"
