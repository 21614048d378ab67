"""`queue SERVICE`: what waits there, asked of its hosts directly and not of the instruments, and what keeps it waiting.

One view for each kind of mechanism in which work waits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.mechanisms.autoscaling import Autoscaling
from game.engine.mechanisms.fleet import Fleet
from game.engine.mechanisms.health_checks import HealthChecks
from game.engine.mechanisms.leases import Leases
from game.engine.mechanisms.propagation import Propagation
from game.engine.mechanisms.remediation import Remediation
from game.engine.mechanisms.service import Service
from game.engine.mechanisms.worker_queue import WorkerQueue
from game.engine.readings import Unit
from game.session.instruments import seconds_written, written
from game.session.tools.tool import SERVICE, Tool, declare, heading, muted, name_of, reading, row, steady_fall
from game.session.view.console import Line, Span, Tone
from game.session.vocabulary import Candidate, component_candidate

if TYPE_CHECKING:
    from game.session.run import Run

TREND_S = 600
_MUCH_WASTED = 0.2
_MANY_ATTEMPTS = 1.3

SPEC = declare(
    "queue",
    (SERVICE,),
    "Ask for the queue",
    "Shows what waits in a part and for how long, what comes in and gets done, and what keeps the queue up.",
)


def _candidates(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    del index, values
    parts = sorted(run.region.components.values(), key=lambda part: part.spec.tile is None)
    return tuple([component_candidate(part) for part in parts if has_queue(part)])


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    part = run.region.components[values[0]]
    view = next(view for kind, view in _VIEWS if isinstance(part, kind))
    lines = view(run, part)
    held = part.held()
    if held:
        lines.append(row("  = ", Span(held, Tone.YOU)))
    return tuple(lines)


# Services.


def _service(run: Run, part: Service) -> list[Line]:
    capacity = part.spec.capacity_per_s * part.capacity_share()
    share = part.capacity_share()
    there = f" ({share * 100:.0f}% of the usual)" if share != 1.0 else ""
    lines = [
        heading(
            f"{name_of(run, part.id)}  room for {part.spec.bound:,.0f} requests, serves {capacity:,.0f} a second{there}"
        ),
        *_readings(run, part),
    ]
    for name, client, resolved, held, success in zip(
        part.names, part.clients, part.state.resolved, part.state.held, part.state.success, strict=True
    ):
        finds = f"{min(1.0, resolved + held) * 100:.0f}% find it" if client.through else "need no name"
        lines.append(
            muted(f"  {name:<12} {success * 100:>4.0f}% of calls end well, {finds}, patient for {client.timeout_s:g} s")
        )
    return lines + _sustained(run, part)


def _sustained(run: Run, part: Service) -> list[Line]:
    """What keeps a queue up although its cause may be gone."""
    wasted, attempts = reading(run, part, "wasted") or 0.0, reading(run, part, "attempts") or 0.0
    lines: list[Line] = []
    if wasted >= _MUCH_WASTED:
        lines.append(
            _telling(f"{wasted * 100:.0f}% of its work is for clients who have gone: nobody reads the answers.")
        )
    if attempts >= _MANY_ATTEMPTS:
        again = (1.0 - 1.0 / attempts) * 100
        lines.append(_telling(f"{attempts:.1f} attempts per request: {again:.0f}% of what comes in are retries."))
    return lines


# Lines of work without clients who give up.


def _leases(run: Run, part: Leases) -> list[Line]:
    oldest_s = max([fifo.wait_s for fifo in part.fifos])
    lines = [
        heading(f"{name_of(run, part.id)}  grants up to {part.spec.capacity_per_s:,.0f} leases a second in time"),
        *_readings(run, part),
        _reading("oldest lease work waiting", seconds_written(oldest_s)),
    ]
    wasted = part.state.wasted
    if wasted >= _MUCH_WASTED:
        late = seconds_written(max(0.0, oldest_s - part.spec.deadline_s))
        lines.append(_telling(f"{wasted * 100:.0f}% of the work is in vain: it is done {late} after its deadline."))
    return [*lines, muted(f"  leases {part.id} shows it zone by zone")]


def _propagation(run: Run, part: Propagation) -> list[Line]:
    capacity = part.spec.capacity_per_s * part.state.scale
    return [
        heading(f"{name_of(run, part.id)}  works off {capacity:,.0f} changes a second, one after the other"),
        *_readings(run, part),
        *_trend(run, part, "waiting", "changes"),
        *_trend(run, part, "outside", "changes held back"),
    ]


def _worker_queue(run: Run, part: WorkerQueue) -> list[Line]:
    state = part.state
    capacity = part.spec.capacity_per_s * state.scale * (1.0 if state.throttle is None else state.throttle)
    lines = [
        heading(f"{name_of(run, part.id)}  its workers can do {capacity:,.0f} a second; nothing is lost, only late"),
        *_readings(run, part),
        *_trend(run, part, "waiting", "pieces of work"),
    ]
    if state.stopped:
        lines.append(_telling("The workers have stopped. They do not start again by themselves."))
    elif state.back_s is not None:
        lines.append(_telling(f"The workers are coming back: {state.at_work * 100:.0f}% of them run."))
    elif part.backlog.age_s > part.spec.patience_s:
        late = seconds_written(part.backlog.age_s - part.spec.patience_s)
        patience = seconds_written(part.spec.patience_s)
        lines.append(_telling(f"Work is {late} later than the {patience} that those who need it put up with."))
    return lines


# Hosts and targets.


def _fleet(run: Run, part: Fleet) -> list[Line]:
    state = part.state
    lines = [
        heading(
            f"{name_of(run, part.id)}  {part.spec.hosts:,.0f} hosts, launched by {name_of(run, part.spec.launcher)}"
        ),
        _reading("serving", f"{state.serving:,.0f}"),
        _reading("broken, may come back by themselves", f"{state.broken:,.0f}"),
        _reading("taken away, wait for a launch", f"{state.replacing:,.0f}"),
        *_trend(run, part, "replacing", "hosts"),
    ]
    if state.replacing >= 1.0:
        lines.append(_telling("Hosts that were taken away come back only as fast as new ones are launched."))
    return lines


def _autoscaling(run: Run, part: Autoscaling) -> list[Line]:
    state = part.state
    return [
        heading(f"{name_of(run, part.id)}  {state.wanted:,.0f} instances wanted, {state.running:,.0f} run"),
        *_readings(run, part),
        *_trend(run, part, "short", "instances"),
    ]


def _remediation(run: Run, part: Remediation) -> list[Line]:
    watches = " and ".join([name_of(run, fleet) for fleet in part.spec.watches])
    return [
        heading(f"{name_of(run, part.id)}  replaces what looks broken of {watches}"),
        *_readings(run, part),
        *_trend(run, part, "taken", "hosts"),
    ]


def _health_checks(run: Run, part: HealthChecks) -> list[Line]:
    spec, state = part.spec, part.state
    lines = [
        heading(
            f"{name_of(run, part.id)}  {spec.targets:,.0f} targets, {spec.capacity_per_s:,.0f} checks a second in time"
        ),
        *_readings(run, part),
    ]
    for place, (out, seen) in enumerate(zip(state.out, state.seen, strict=True)):
        text = f"  az{place + 1}  {out * 100:>4.0f}% out of service, {seen * 100:.0f}% of the checks fail"
        lines.append(row(Span(text, Tone.DEGRADED)) if out >= 0.05 else muted(text))
    if state.late > 0.0:
        lines.append(_telling(f"{state.late * 100:.0f}% of the checks come too late, and late counts as sick."))
    if state.fine >= 1.0 and state.fine > 10.0 * state.sick:
        lines.append(_telling(f"{state.fine:,.0f} targets look sick and are fine; {state.sick:,.0f} are truly sick."))
    return lines


# Parts of the views.


def _readings(run: Run, part: Mechanism[Any, Any]) -> list[Line]:
    return [
        _reading(metric.label, written(reading(run, part, metric.id), metric.unit))
        for metric in part.metrics
        if not metric.hidden
    ]


def _reading(label: str, value: str) -> Line:
    return row(f"  {label:<36}", Span(f"{value:>12}", Tone.STRONG))


def _telling(text: str) -> Line:
    """What keeps it so, in one sentence."""
    return row("  ", Span(text, Tone.DEGRADED))


def _trend(run: Run, part: Mechanism[Any, Any], metric: str, noun: str) -> list[Line]:
    """Whether a line grows or shrinks; nothing while nothing waits."""
    now, before = reading(run, part, metric), reading(run, part, metric, TREND_S)
    if now is None or before is None or max(now, before) < 1.0:
        return []
    moved = (now - before) / TREND_S
    ago = f"{written(before, Unit.COUNT)} {noun} {TREND_S // 60} minutes ago"
    if abs(moved) * 60.0 < 1.0 or abs(moved) * TREND_S < 0.005 * now:
        return [muted(f"  {ago}: it neither grows nor shrinks")]
    if moved > 0.0:
        return [muted(f"  {ago}: it grows by {written(moved * 60.0, Unit.COUNT)} a minute")]
    pace = steady_fall(run, part, metric, TREND_S) if now >= 1.0 else None
    over = "" if pace is None else f"; at this pace it is empty in {seconds_written(now / pace)}"
    return [muted(f"  {ago}: it shrinks by {written(-moved * 60.0, Unit.COUNT)} a minute{over}")]


_VIEWS: tuple[tuple[type[Mechanism[Any, Any]], Callable[[Run, Any], list[Line]]], ...] = (
    (Service, _service),
    (Leases, _leases),
    (Propagation, _propagation),
    (WorkerQueue, _worker_queue),
    (Fleet, _fleet),
    (Autoscaling, _autoscaling),
    (Remediation, _remediation),
    (HealthChecks, _health_checks),
)


def has_queue(part: Mechanism[Any, Any]) -> bool:
    """Whether anything can wait in a part."""
    return isinstance(part, tuple([kind for kind, _ in _VIEWS]))


TOOL = Tool(SPEC, _candidates, _output)
