"""Small helpers for text on screen: spans, durations, clock times."""

from __future__ import annotations

from datetime import datetime, timedelta

from game.engine.actions import ActionSpec, Risk
from game.session.view.console import Line, Span, Tone


def line(text: object, tone: Tone = Tone.PLAIN) -> Line:
    """A line in one tone."""
    return (Span(str(text), tone),)


def lines(*texts: object, tone: Tone = Tone.PLAIN) -> tuple[Line, ...]:
    """Several lines in one tone."""
    return tuple([line(text, tone) for text in texts])


def plain(rows: tuple[Line, ...]) -> str:
    """Lines as plain text, for a log or a pipe."""
    return "\n".join(["".join([span.text for span in row]) for row in rows])


def duration(seconds: int) -> str:
    """ "now", "40s", "4m", "4m 30s", "1h 20m"."""
    if seconds <= 0:
        return "now"
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    parts = [f"{hours}h"] if hours else []
    if minutes:
        parts.append(f"{minutes}m")
    if left and not hours:
        parts.append(f"{left}s")
    return " ".join(parts)


def count(number: int, one: str, many: str) -> str:
    """ "1 minute", "3 minutes"."""
    return f"{number:,} {one if number == 1 else many}"


def clock_time(zero: datetime, second: int) -> str:
    """Time of day on the wall of the region, "23:48:07"."""
    return (zero + timedelta(seconds=second)).strftime("%H:%M:%S")


def offset(second: int) -> str:
    """Time from the level's zero as scripts write it: "2:37:00", "-0:02:00"."""
    sign = "-" if second < 0 else ""
    hours, rest = divmod(abs(second), 3600)
    return f"{sign}{hours}:{rest // 60:02d}:{rest % 60:02d}"


def cost(spec: ActionSpec) -> str:
    """ "2 people, 4m, risk med", or "free"."""
    if spec.hands == 0 and spec.duration_s == 0 and spec.risk is Risk.NONE:
        return "free"
    people = count(spec.hands, "person", "people") if spec.hands else "nobody"
    return f"{people}, {duration(spec.duration_s)}, risk {spec.risk.value}"
