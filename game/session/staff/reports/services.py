"""Services that answer requests, load balancers and launches among them, as their owners see them."""

from __future__ import annotations

from game.engine.words import Sentence, say
from game.session.showing.phrases.shown import many, percent
from game.session.staff.reports.own import Kind, Own, Seen

_SOME = 0.05
_MOST = 0.5
_ALL_BUT = 0.8
_MUCH_WASTED = 0.2
_FULL = 0.25


def service(own: Own) -> Seen:
    """Whether requests come, whether what it needs answers, whether it keeps up."""
    failing, queue = own.number("failing"), own.number("queue")
    wasted = own.number("wasted")
    away = own.stays_away()
    if failing >= _SOME and away >= _ALL_BUT:
        return _failing(own, say("our hosts are idle and well; hardly any requests reach us"))
    if failing >= _SOME and away >= _SOME:
        text = say("{share} of the usual requests do not reach us; those that do are answered", share=percent(away))
        return _failing(own, text)
    need = own.failing_need(_SOME) if failing >= _SOME else None
    if need is not None:
        return _failing(own, _calls_fail(own, need[0]))
    if queue >= _FULL * own.part.spec.bound or wasted >= _MUCH_WASTED:
        waits = say(
            "{count} requests wait; {wasted} of our answers come too late", count=many(queue), wasted=percent(wasted)
        )
        return Seen(Kind.WAITING, waits, max(failing, wasted), f"{percent(failing)} failing")
    if failing >= _SOME:
        return _failing(own, say("{share} of the calls fail, and we do not see why yet", share=percent(failing)))
    if own.held:
        return Seen(Kind.HELD, say("{held}, as ordered; what comes through is answered", held=own.held), failing)
    return Seen(Kind.WELL, say("answers as usual"), failing, f"{percent(failing)} failing")


def balancer(own: Own) -> Seen:
    """A service whose capacity health checks take away."""
    failing, out = own.number("failing"), own.of(own.part.spec.checks, "out")
    if failing >= _SOME and out >= _SOME:
        return _failing(
            own, say("{share} of our capacity is out of service; the rest is too little", share=percent(out))
        )
    return service(own)


def launches(own: Own) -> Seen:
    """What those are told who get no instance."""
    failing, insufficient, limited = own.number("failing"), own.number("insufficient"), own.number("limited")
    if failing >= _SOME and max(insufficient, limited) >= _MOST * failing:
        if insufficient >= limited:
            return _failing(own, say("{share} of the launches find no server", share=percent(insufficient)))
        turned = say("{share} of the launches are turned away by our own limit", share=percent(limited))
        if own.held:
            return Seen(Kind.HELD, turned, failing, f"{percent(failing)} failing")
        return _failing(own, turned)
    return service(own)


def _calls_fail(own: Own, need: str) -> Sentence:
    """What it calls does not answer: by name, as far as anybody knows whom it calls."""
    if need:
        return say("our hosts are well; our calls to {other} fail", other=own.name_of(need))
    return say("our hosts are well; something that we call does not answer, and no diagram says what")


def _failing(own: Own, text: Sentence) -> Seen:
    failing = own.number("failing")
    return Seen(Kind.FAILING, text, failing, f"{percent(failing)} failing")
