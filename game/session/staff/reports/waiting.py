"""Work that waits in a line and is never lost, as its owners see it."""

from __future__ import annotations

from game.engine.words import say
from game.session.showing.instruments import seconds_written
from game.session.showing.phrases.shown import many, pace
from game.session.staff.reports.own import Kind, Own, Seen

_LATE_S = 60.0
_STOPPED = "stopped"


def propagation(own: Own) -> Seen:
    """How late changes are, and whether more of them is held back elsewhere."""
    age, waits, outside = own.number("age"), own.number("waiting"), own.number("outside")
    measure = _late(age)
    if age >= _LATE_S:
        values = {"age": seconds_written(age), "count": many(waits), "rate": pace(own.number("rate"))}
        text = say("changes are {age} late: {count} wait in one line, {rate} a second are done", **values)
        return Seen(Kind.WAITING, text, age, measure)
    if outside >= 1.0:
        text = say("in time; {count} changes are held back before they reach us", count=many(outside))
        return Seen(Kind.HELD, text, age, measure)
    if own.held:
        return Seen(Kind.HELD, say("{held}, as ordered; all changes are in time", held=own.held), age, measure)
    return Seen(Kind.WELL, say("all changes are in time"), age, measure)


def worker_queue(own: Own) -> Seen:
    """Whether the workers work, and how much waits for them."""
    age, waits = own.number("age"), own.number("waiting")
    values = {"age": seconds_written(age), "count": many(waits), "done": pace(own.number("done"))}
    measure = _late(age)
    if own.word == _STOPPED:
        text = say("our workers have stopped and do not start by themselves; {count} pieces of work wait", **values)
        return Seen(Kind.FAILING, text, age, measure)
    if age > own.part.spec.patience_s:
        text = say("{count} pieces of work wait, the oldest for {age}; {done} a second are done", **values)
        return Seen(Kind.HELD if own.held else Kind.WAITING, text, age, measure)
    if own.held:
        return Seen(Kind.HELD, say("{held}, as ordered; nothing is late", held=own.held), age, measure)
    return Seen(Kind.WELL, say("nothing is late"), age, measure)


def _late(age_s: float) -> str:
    return f"{seconds_written(age_s)} late" if age_s >= 1.0 else "in time"
