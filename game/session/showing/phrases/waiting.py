"""Work that waits in a line and is never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.words import say
from game.session.showing.instruments import seconds_written
from game.session.showing.phrases.shown import Said, many, pace

if TYPE_CHECKING:
    from game.engine.mechanisms.worker_queue import WorkerQueueSpec
    from game.session.showing.phrases.shown import Shown

_LATE_S = 60.0
_STOPPED = "stopped"


def propagation(it: Shown) -> Said:
    """How late the news of what is new is, and how much of it is held back elsewhere."""
    age, waits, outside = it.number("age"), it.number("waiting"), it.number("outside")
    values = {
        "age": seconds_written(age),
        "waiting": many(waits),
        "outside": many(outside),
        "rate": pace(it.number("rate")),
        "unready": many(it.number("unready")),
    }
    if age >= _LATE_S:
        return Said(
            (
                say("{waiting} changes wait; {unready} new ones have no network", **values),
                say("{waiting} changes wait", **values),
            ),
            trouble=True,
            brief=say("{waiting} wait", **values),
        )
    if outside >= 1.0:
        return Said(
            (
                say("in time, but {outside} changes are held back", **values),
                say("{outside} held back", **values),
            ),
            trouble=True,
        )
    return Said((say("{rate} changes a second, all in time", **values), say("all in time")))


def worker_queue(it: Shown) -> Said:
    """Whether the workers work, and how much waits for them."""
    spec: WorkerQueueSpec = it.part.spec
    age, waits = it.number("age"), it.number("waiting")
    values = {"waiting": many(waits), "age": seconds_written(age), "done": pace(it.number("done"))}
    if it.word == _STOPPED:
        return Said(
            (
                say("its workers have stopped; {waiting} pieces of work wait", **values),
                say("{waiting} wait, all stopped", **values),
                say("{waiting} wait", **values),
            ),
            trouble=True,
        )
    if age > min(_LATE_S, spec.patience_s) or it.hurt:
        return Said(
            (
                say("{waiting} pieces of work wait; {done} are done a second", **values),
                say("{waiting} wait, {done}/s", **values),
                say("{waiting} wait", **values),
            ),
            trouble=True,
        )
    return Said((say("{done} pieces of work a second, none late", **values), say("nothing is late")))
