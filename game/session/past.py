"""What was played before, as the title and the picker tell it."""

from __future__ import annotations

import time

from game.session.finished import FinishedRun
from game.session.guidance import guidance_of
from game.session.records import Records
from game.session.view.nights import Past, PastRun

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def past_of(records: Records) -> Past:
    """Reads the records: not for the thread that draws."""
    runs = tuple([_told(run) for run in records.runs()])
    return Past(runs, records.trouble)


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
        weakest="" if lost is None or lost.of - lost.points < 0.5 else f"{lost.label} {lost.points:.0f}/{lost.of}",
    )


def _day(second: int) -> str:
    at = time.localtime(second)
    return f"{_DAYS[at.tm_wday]} {at.tm_mday} {_MONTHS[at.tm_mon - 1]}, {at.tm_hour:02}:{at.tm_min:02}"
