"""Health checks, and the zones that they take out of service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.words import Sentence, say
from game.session.showing.phrases.shown import Said, many, percent

if TYPE_CHECKING:
    from game.session.showing.phrases.shown import Shown

_NONE = 0.0005
_SOME = 0.01
_MUCH = 0.05


def health_checks(it: Shown) -> Said:
    """How much of what looks sick is sick, and what was taken out for it."""
    fine, sick, out = it.number("fine"), it.number("sick"), it.number("out")
    values = {"seen": many(fine + sick), "fine": many(fine), "sick": many(sick), "out": percent(out)}
    forms: list[Sentence] = []
    if fine + sick >= 1.0:
        are = say("{sick} are", **values) if round(sick) else say("none is")
        if out >= _SOME:
            forms.append(say("{seen} targets look sick, {are}; {out} of capacity out", are=are, **values))
        forms.append(say("{seen} targets look sick, {are}", are=are, **values))
        forms.append(say("truly sick: {truly}", truly=many(sick) if round(sick) else "none"))
        return Said(tuple(forms), trouble=it.hurt)
    if out >= _SOME:
        return Said(
            (say("all targets look well; {out} of capacity still out", **values), say("{out} still out", **values))
        )
    if it.held:
        return Said((say("all targets look well; it takes nothing out, off by hand"), say("nothing out")))
    return Said((say("all targets look well"), say("all look well")))


def zone(it: Shown) -> Said:
    """How much of it is out of service, and how little it took."""
    out, failing = it.number("out"), it.number("failing")
    values = {"out": percent(out), "failing": percent(failing)}
    if out >= _SOME:
        return Said(
            (
                say("{out} of its capacity is out; {failing} of its checks fail", **values),
                say("{failing} checks fail", **values) if failing >= _NONE else say("its checks pass"),
            ),
            trouble=out >= _MUCH,
        )
    if failing >= _SOME / 2:
        return Said((say("in service; {failing} of its checks fail", **values), say("{failing} checks fail", **values)))
    return Said((say("all of it is in service"), say("in service")))
