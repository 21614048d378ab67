"""The queue of a service: requests of clients who lose patience, try again, and leave work behind that nobody reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.engine.mechanisms.launches import Launches
from game.engine.mechanisms.service import Service
from game.engine.readings import Metric, Unit
from game.session.judging.curve import told
from game.session.language.wording import line
from game.session.showing.asked import reading
from game.session.showing.instruments import written
from game.session.showing.queues.facts import (
    MUCH_WASTED,
    Facts,
    brake,
    door,
    metric_of,
    oldest,
    readings,
    stream,
    trend,
    waits_since,
)
from game.session.view.chart import Fate, Flow, Stream
from game.session.view.console import Line, Tone

if TYPE_CHECKING:
    from game.session.run import Run

_MANY_ATTEMPTS = 1.3


def service_facts(run: Run, part: Service) -> Facts:
    """What waits before a service."""
    share = part.capacity_share()
    there = f" ({share * 100:.0f}% of the usual)" if share != 1.0 else ""
    capacity = part.spec.capacity_per_s * share

    def good(seconds: Sequence[int], until_s: int) -> list[float | None]:
        return _answered(run, part, seconds, until_s)

    return Facts(
        about=f"room for {part.spec.bound:,.0f} requests, serves {capacity:,.0f} a second{there}",
        numbers=readings(run, part),
        rows=_clients(part),
        pace=trend(run, part, "queue", "requests"),
        telling=(*_sustained(run, part), *_turned_away(run, part)),
        flow=_flow(run, part, capacity),
        waiting=metric_of(part, "queue"),
        good=Metric("good", "launched" if isinstance(part, Launches) else "answered well", Unit.PER_SECOND, capacity),
        derived=good,
    )


def _clients(part: Service) -> tuple[Line, ...]:
    rows = []
    for name, client, resolved, held, success in zip(
        part.names, part.clients, part.state.resolved, part.state.held, part.state.success, strict=True
    ):
        finds = f"{min(1.0, resolved + held) * 100:.0f}% find it" if client.through else "need no name"
        rows.append(
            line(
                f"  {name:<12} {success * 100:>4.0f}% of calls end well, {finds}, patient for {client.timeout_s:g} s",
                Tone.MUTED,
            )
        )
    return tuple(rows)


def _sustained(run: Run, part: Service) -> tuple[str, ...]:
    """What keeps a queue up although its cause may be gone."""
    wasted, attempts = reading(run, part, "wasted") or 0.0, reading(run, part, "attempts") or 0.0
    found = []
    if wasted >= MUCH_WASTED:
        found.append(f"{wasted * 100:.0f}% of its work is for clients who have gone: nobody reads the answers.")
    if attempts >= _MANY_ATTEMPTS:
        again = (1.0 - 1.0 / attempts) * 100
        found.append(f"{attempts:.1f} attempts per request: {again:.0f}% of what comes in are retries.")
    return tuple(found)


def _turned_away(run: Run, part: Service) -> tuple[str, ...]:
    """What a throttle means now."""
    attempts, away = reading(run, part, "rate") or 0.0, _rejected(run, part)
    if part.throttle is None or away <= 0.0 or attempts <= 0.0:
        return ()
    of = f"{written(away, Unit.PER_SECOND)} of {written(attempts, Unit.PER_SECOND)}"
    return (f"The throttle turns {of} away at the door; they may try again.",)


def _rejected(run: Run, part: Service) -> float:
    away = 0.0
    for count in part.fifo.rejected[: len(part.clients)]:
        away += count
    return away / run.region.tick_s


def _flow(run: Run, part: Service, capacity: float) -> Flow:
    fifo, spec, tick_s = part.fifo, part.spec, run.region.tick_s
    attempts = reading(run, part, "attempts") or 1.0
    retries = f"{(1.0 - 1.0 / attempts) * 100:.0f}% of it retries" if attempts >= 1.05 else ""
    patience_s = min([client.timeout_s for client in part.clients])
    late = fifo.queue >= 1.0 and fifo.wait_s > patience_s
    ends = _ends(run, part, tick_s)
    served = 0.0
    for end in ends:
        served += 0.0 if end.fate is Fate.AWAY else end.per_s
    return Flow(
        comes=stream("attempts come in", reading(run, part, "rate") or 0.0, retries),
        waiting="requests wait",
        waits=written(fifo.queue, Unit.COUNT),
        fill=min(1.0, fifo.queue / spec.bound),
        about=f"room for {written(spec.bound, Unit.COUNT)}",
        oldest=oldest(fifo.wait_s, fifo.queue),
        since_s=waits_since(run, part, "queue"),
        deadline=f"clients wait {patience_s:g} s",
        late=late,
        works="hosts at most",
        can=written(capacity, Unit.PER_SECOND),
        busy=min(1.0, served / capacity) if capacity > 0.0 else 0.0,
        door=door(part),
        brake=brake(part),
        ends=ends,
    )


def _ends(run: Run, part: Service, tick_s: int) -> tuple[Stream, ...]:
    fifo, kinds = part.fifo, len(part.clients)
    good = lost = 0.0
    for answered, given_up in zip(fifo.good[:kinds], fifo.lost[:kinds], strict=True):
        good += answered
        lost += given_up
    in_vain = 0.0
    for answered in fifo.good[kinds:]:
        in_vain += answered
    away = _rejected(run, part)
    launches = isinstance(part, Launches)
    nothing = "insufficient capacity" if launches else "a supplier fails them"
    ends = [stream("launched" if launches else "answered well", good / tick_s)]
    if in_vain >= tick_s * 0.05:
        ends.append(stream("worked on, no answer", in_vain / tick_s, nothing, Fate.VAIN))
    ends.append(stream("for clients gone", fifo.zombie / tick_s, "nobody reads it", Fate.VAIN))
    turned = "request limit exceeded" if launches else "no room" if part.throttle is None else "by the throttle"
    ends.append(stream("turned away", away, turned if away > 0.0 else "", Fate.AWAY))
    ends.append(stream("given up", lost / tick_s, "after the last try", Fate.AWAY))
    return tuple(ends)


def _answered(run: Run, part: Service, seconds: Sequence[int], until_s: int) -> list[float | None]:
    """Requests that ended well, in a second: what came in less its retries, and of that what did not fail."""
    rate, attempts, failing = [told(run, part.id, name, seconds, until_s) for name in ("rate", "attempts", "failing")]
    return [
        None if tried is None or each is None or bad is None else tried / max(1.0, each) * (1.0 - bad)
        for tried, each, bad in zip(rate, attempts, failing, strict=True)
    ]
