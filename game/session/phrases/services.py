"""Services that answer requests, load balancers and launches among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.service_log import FEW_CALLS
from game.engine.words import Sentence, say
from game.session.instruments import seconds_written
from game.session.phrases.shown import Said, many, pace, percent

if TYPE_CHECKING:
    from game.engine.mechanisms.balancer import BalancerSpec
    from game.engine.serving import ServiceSpec
    from game.session.phrases.shown import Shown
    from game.session.run import Run

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
        return Said(_with_what_fails(it, *_hindrances(it)), trouble=True)
    belonging = it.belonging()
    if belonging is not None:
        return belonging
    latency = seconds_written(it.number("latency"))
    calm = say("answers in {latency}", latency=latency)
    if not it.close:
        return Said((calm,))
    rate = pace(it.number("rate"))
    return Said((say("{rate} calls a second, answered in {latency}", rate=rate, latency=latency), calm))


def balancer(it: Shown) -> Said:
    """A service whose capacity health checks take away."""
    spec: BalancerSpec = it.part.spec
    out = it.number("out", of=spec.checks)
    if it.hurt and out >= _MUCH:
        return Said(_with_what_fails(it, say("{share} of capacity is out", share=percent(out))), trouble=True)
    return service(it)


def launches(it: Shown) -> Said:
    """What those are told who get no instance."""
    insufficient, limited = it.number("insufficient"), it.number("limited")
    launched = pace(it.number("launched"))
    if it.hurt and max(insufficient, limited) >= _MOST * it.number("failing"):
        no_server = insufficient >= limited
        values = {"share": percent(max(insufficient, limited)), "launched": launched}
        return Said(
            (
                say('{share} get "insufficient capacity"; {launched} launched a second', **values)
                if no_server
                else say('{share} get "request limit exceeded"; {launched} launched a second', **values),
                say("{share} find no server", **values) if no_server else say("{share} turned away", **values),
            ),
            trouble=True,
        )
    if it.hurt:
        return service(it)
    return Said(
        (
            say("launches {launched} instances a second", launched=launched),
            say("launches {launched} a second", launched=launched),
        )
    )


def _hindrances(it: Shown) -> list[Sentence]:
    """What is seen to hinder it, the most telling first."""
    spec: ServiceSpec = it.part.spec
    queue, wasted = it.number("queue"), it.number("wasted")
    found: list[Sentence] = []
    need = it.loud_need()
    if few_calls(it.run, it.part):
        found.append(say("hardly any call arrives"))
    if need is not None:
        found.append(say("needs {name}: {state}", name=need[0], state=need[1]))
    if wasted >= _MUCH_WASTED:
        found.append(say("{share} of work in vain", share=percent(wasted)))
    if queue >= _FULL * spec.bound:
        values = {"count": many(queue), "latency": seconds_written(it.number("latency"))}
        found.append(say("{count} calls wait {latency}", **values))
    belonging = it.belonging()
    if belonging is not None:
        found += belonging.forms
    tries = it.number("attempts")
    if tries >= _MANY_TRIES:
        found.append(say("{tries} tries for each call", tries=f"{tries:.1f}"))
    return found


def _with_what_fails(it: Shown, *hindrances: Sentence) -> tuple[Sentence, ...]:
    """What fails, in the words of its alarm, with what is seen to hinder it; or one of the two."""
    tile = it.part.spec.tile
    if tile is None:
        return hindrances
    value = percent(it.number("failing"))
    fails = tile.alarm.replace("{value}", value)
    both: list[Sentence] = []
    if len(hindrances) > 1:
        first, second = hindrances[:2]
        both.append(say("{fails}; {hindrance}; {other}", fails=fails, hindrance=first, other=second))
    both += [say("{fails}; {hindrance}", fails=fails, hindrance=hindrance) for hindrance in hindrances]
    return (*both, *hindrances, say("{fails}", fails=fails))
