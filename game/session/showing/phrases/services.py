"""Services that answer requests, load balancers and launches among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.service_log import FEW_CALLS
from game.engine.words import Sentence, say
from game.session.showing.instruments import seconds_written
from game.session.showing.phrases.shown import BESIDE, Said, many, pace, percent

if TYPE_CHECKING:
    from game.engine.mechanisms.balancer import BalancerSpec
    from game.engine.serving import ServiceSpec
    from game.session.run import Run
    from game.session.showing.phrases.shown import Shown

_MUCH = 0.05
_MUCH_WASTED = 0.2
_MANY_TRIES = 1.3
_FULL = 0.25
_MOST = 0.5


def few_calls(run: Run, part: Mechanism[Any, Any]) -> bool:
    """Whether a service that fails is not reached, rather than sick: most of the calls that it usually has stay away."""
    usual = 0.0
    for client in part.spec.clients.values():
        usual += client.rate_per_s
    failing, rate = run.instruments.value(part.id, "failing"), run.instruments.value(part.id, "rate")
    return failing is not None and rate is not None and failing >= _MOST and rate < FEW_CALLS * usual


def service(it: Shown) -> Said:
    """What hinders its answers; of one that is well, how fast they come."""
    if it.hurt:
        return _failing(it, *_hindrances(it))
    belonging = it.belonging()
    if belonging is not None:
        return belonging
    latency = _latency(it)
    if not it.close:
        return Said((say("answers in {latency}", latency=latency),))
    rate = pace(it.number("rate"))
    return Said((say("{rate} calls/s, answered in {latency}", rate=rate, latency=latency),))


def balancer(it: Shown) -> Said:
    """A service whose capacity health checks take away."""
    spec: BalancerSpec = it.part.spec
    out = it.number("out", of=spec.checks)
    if it.hurt and out >= _MUCH:
        share = percent(out)
        return _failing(it, (say("{share} of capacity is out", share=share), say("{share} capacity out", share=share)))
    return service(it)


def launches(it: Shown) -> Said:
    """What those are told who get no instance."""
    insufficient, limited = it.number("insufficient"), it.number("limited")
    launched = pace(it.number("launched"))
    worse = max(insufficient, limited)
    if it.hurt and worse < _MOST * it.number("failing"):
        return service(it)
    values = {"share": percent(worse), "launched": launched}
    if it.hurt and insufficient >= limited:
        told = say('{share} get "insufficient capacity"; {launched} launched a second', **values)
        return Said((told, say("{share} no server", **values)), trouble=True)
    if it.hurt:
        told = say('{share} get "request limit exceeded"; {launched} launched a second', **values)
        return Said((told, say("{share} turned away", **values)), trouble=True)
    return Said((say("launches {launched} instances a second", **values), say("launches {launched}/s", **values)))


def _latency(it: Shown) -> str:
    latency = it.number("latency")
    return f"{latency:.1f} s" if latency < 9.95 else seconds_written(latency)


Hindrance = tuple[Sentence, Sentence]
"""Something that is seen to hinder a service, for the inspector and for a tile."""


def _hindrances(it: Shown) -> list[Hindrance]:
    """What is seen to hinder it, the most telling first."""
    spec: ServiceSpec = it.part.spec
    queue, wasted, tries = it.number("queue"), it.number("wasted"), it.number("attempts")
    need, belonging = it.loud_need(), it.belonging()
    found: list[Hindrance] = []
    if few_calls(it.run, it.part):
        found.append((say("hardly any calls come in"), say("hardly any calls")))
    if need is not None:
        name, state = need
        short = "{name} is {state}" if len(f"{name} is {state}") <= BESIDE else "{name} {state}"
        long = "needs {name}, which is {state}"
        found.append((say(long, name=name, state=state), say(short, name=name, state=state)))
    if wasted >= _MUCH_WASTED:
        share = percent(wasted)
        found.append((say("{share} of its work in vain", share=share), say("{share} work in vain", share=share)))
    if queue >= _FULL * spec.bound:
        waits = say("{count} calls wait", count=many(queue))
        found.append((waits, waits))
    if belonging is not None:
        found.append((belonging.forms[0], belonging.forms[-1]))
    if tries >= _MANY_TRIES:
        found.append(
            (
                say("{tries} tries for each call", tries=f"{tries:.1f}"),
                say("{tries} tries a call", tries=f"{tries:.1f}"),
            )
        )
    return found


def _failing(it: Shown, *hindrances: Hindrance) -> Said:
    """What fails, in the words of its alarm, with the first things that are seen to hinder it."""
    tile = it.part.spec.tile
    alarm = "{value} calls fail" if tile is None else tile.alarm
    fails = alarm.replace("{value}", percent(it.number("failing")))
    bare = alarm.replace("{value}", "").strip().removeprefix("of ")
    forms: list[Sentence] = []
    if len(hindrances) > 1:
        (first, _), (second, _) = hindrances[:2]
        forms.append(say("{fails}; {hindrance}; {other}", fails=fails, hindrance=first, other=second))
    forms += [say("{fails}; {hindrance}", fails=fails, hindrance=long) for long, _ in hindrances]
    forms.append(say("{fails}", fails=fails))
    brief = hindrances[0][1] if hindrances else say("{what}", what=bare)
    return Said(tuple(forms), trouble=True, brief=brief)
