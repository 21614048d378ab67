"""Customers, and the instruments themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.words import say
from game.session.showing.instruments import seconds_written
from game.session.showing.phrases.shown import Said, many

if TYPE_CHECKING:
    from game.engine.mechanisms.customers import CustomersSpec
    from game.session.showing.phrases.shown import Shown

_SOME = 0.005
_OLD_S = 60.0


def customers(it: Shown) -> Said:
    """How many people cannot do what they came for."""
    spec: CustomersSpec = it.part.spec
    there, failing = it.number("there"), it.number("failing")
    if failing < _SOME:
        calm = say("{there} people here", there=many(there))
        wants = say("{there} people want to {does}", there=many(there), does=spec.does)
        return Said((wants, calm) if spec.does else (calm,))
    values = {"cannot": many(there * failing), "there": many(there), "does": spec.does}
    does = say("{cannot} of {there} people cannot {does}", **values)
    people = say("{cannot} of {there} people cannot do what they came for", **values)
    return Said((does if spec.does else people, say("{cannot} of {there}", **values)), trouble=True)


def monitoring(it: Shown) -> Said:
    """How old the oldest number on the board is. This may be said of itself also when it is stale."""
    lag, stale = it.number("lag"), it.stale_tiles()
    age = seconds_written(lag)
    if stale:
        values = {"count": stale, "age": age}
        return Said(
            (
                say("1 tile shows an old number, the oldest of {age} ago", **values)
                if stale == 1
                else say("{count} tiles show old numbers, the oldest of {age} ago", **values),
                say("1 tile is stale") if stale == 1 else say("{count} tiles stale", **values),
            ),
            trouble=True,
        )
    if lag >= _OLD_S:
        return Said((say("some readings are {age} old", age=age), say("some are old")), trouble=True)
    return Said((say("the whole board is {age} old", age=age), say("all up to date")))
