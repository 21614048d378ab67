"""Lines of work without clients who give up: lease work, changes on their way to hosts, queues with workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.mechanisms.leases import Leases
from game.engine.mechanisms.propagation import Propagation
from game.engine.mechanisms.worker_queue import WorkerQueue
from game.engine.readings import Unit
from game.session.judging.curve import round_above
from game.session.showing.asked import reading
from game.session.showing.instruments import seconds_written, written
from game.session.showing.queues.facts import (
    MUCH_WASTED,
    Facts,
    brake,
    comes_in,
    door,
    mean,
    metric_of,
    oldest,
    readings,
    stream,
    trend,
    waits_since,
)
from game.session.view.chart import Fate, Flow

if TYPE_CHECKING:
    from game.session.run import Run


def leases_facts(run: Run, part: Leases) -> Facts:
    """Work of a lease manager: in vain if it waited too long, and then asked for again."""
    spec = part.spec
    oldest_s = max([fifo.wait_s for fifo in part.fifos])
    wasted = part.state.wasted
    telling: tuple[str, ...] = ()
    if wasted >= MUCH_WASTED:
        late = seconds_written(max(0.0, oldest_s - spec.deadline_s))
        telling = (f"{wasted * 100:.0f}% of the work is in vain: it is done {late} after its deadline.",)
    return Facts(
        about=f"grants up to {spec.capacity_per_s:,.0f} leases a second in time",
        numbers=(*readings(run, part), ("oldest lease work waiting", seconds_written(oldest_s))),
        pace=trend(run, part, "waiting", "pieces of lease work"),
        telling=(*telling, *_let_in(part)),
        hint=f"leases {part.id} shows it zone by zone",
        flow=_leases_flow(run, part, oldest_s),
        waiting=metric_of(part, "waiting"),
        good=metric_of(part, "granted"),
    )


def _let_in(part: Leases) -> tuple[str, ...]:
    if part.throttle is None:
        return ()
    return (f"The throttle lets {part.throttle * 100:.0f}% of what asks for a lease in; the rest asks again later.",)


def _leases_flow(run: Run, part: Leases, oldest_s: float) -> Flow:
    spec, tick_s = part.spec, run.region.tick_s
    asked = departed = vain = away = busy = 0.0
    for fifo in part.fifos:
        if not fifo.calm:
            asked += fifo.attempts[0]
            departed += fifo.departed
            vain += fifo.zombie
            away += fifo.rejected[0]
            busy += min(1.0, fifo.busy)
    late = vain > 0.0 and vain >= 0.5 * departed
    ends = [
        stream("leases granted", part.state.granted / tick_s),
        stream("done too late", vain / tick_s, "and asked for again", Fate.VAIN),
    ]
    if away > 0.0:
        ends.append(stream("turned away", away / tick_s, "by the throttle" if part.throttle else "no room", Fate.AWAY))
    return Flow(
        comes=stream("asked for", asked / tick_s, "lost leases, again and again" if asked > 0.0 else ""),
        waiting="pieces of lease work wait",
        waits=written(part.waiting, Unit.COUNT),
        fill=min(1.0, part.waiting / spec.bound),
        about=f"room for {written(spec.bound, Unit.COUNT)}",
        oldest=oldest(oldest_s, part.waiting),
        since_s=waits_since(run, part, "waiting"),
        deadline=f"worth doing for {spec.deadline_s:g} s",
        late=late or oldest_s > spec.deadline_s,
        works="managers",
        can=written(spec.capacity_per_s, Unit.PER_SECOND),
        busy=busy / len(part.fifos),
        door=door(part),
        brake=brake(part),
        ends=tuple(ends),
    )


def propagation_facts(run: Run, part: Propagation) -> Facts:
    """Changes on their way to hosts: nothing is lost, but what is new has no network until its change is through."""
    capacity = part.spec.capacity_per_s * part.state.scale
    waits, outside = reading(run, part, "waiting") or 0.0, reading(run, part, "outside") or 0.0
    unready = reading(run, part, "unready") or 0.0
    telling = []
    if outside >= 1.0 and part.spec.held_by and part.state.blocked >= 1.0:
        holder = run.instruments.name_of(part.spec.held_by)
        telling.append(f"{written(outside, Unit.COUNT)} changes wait outside: for servers without a lease of {holder}.")
    elif outside >= 1.0:
        telling.append(f"{written(outside, Unit.COUNT)} changes wait outside and come in behind those in the line.")
    if unready >= 1.0:
        telling.append(f"{written(unready, Unit.COUNT)} new instances run and cannot be reached yet.")
    if part.throttle is not None:
        telling.append(f"The throttle takes {part.throttle * 100:.0f}% of the changes in; the rest waits outside.")
    held_back = f"{written(outside, Unit.COUNT)} more wait outside" if outside >= 1.0 else ""
    comes = comes_in(run, part, "waiting", "rate")
    done = mean(run, part, "rate")
    return Facts(
        about=f"works off {capacity:,.0f} changes a second, one after the other",
        numbers=readings(run, part),
        pace=(*trend(run, part, "waiting", "changes"), *trend(run, part, "outside", "changes held back")),
        telling=tuple(telling),
        flow=Flow(
            comes=stream("changes come in", comes, held_back),
            waiting="changes wait",
            waits=written(waits, Unit.COUNT),
            fill=_of_round(waits),
            about=_of_words(waits),
            oldest=oldest(part.line.age_s, waits),
            since_s=waits_since(run, part, "waiting"),
            deadline="",
            late=False,
            works="at most",
            can=written(capacity, Unit.PER_SECOND),
            busy=min(1.0, done / capacity) if capacity > 0.0 else 0.0,
            door=door(part),
            brake=brake(part),
            ends=(stream("reach their hosts", done, "in order, none is lost"),),
        ),
        waiting=metric_of(part, "waiting" if waits >= outside else "outside"),
        good=metric_of(part, "rate"),
    )


def worker_facts(run: Run, part: WorkerQueue) -> Facts:
    """A durable queue: nothing is lost, only late."""
    state, spec = part.state, part.spec
    capacity = spec.capacity_per_s * state.scale * (1.0 if state.throttle is None else state.throttle)
    waits, age_s = part.backlog.waiting, part.backlog.age_s
    done, late = mean(run, part, "done"), part.late_share
    patience = seconds_written(spec.patience_s)
    telling: list[str] = []
    if state.stopped:
        telling.append("The workers have stopped. They do not start again by themselves.")
    elif state.back_s is not None:
        telling.append(f"The workers are coming back: {state.at_work * 100:.0f}% of them run.")
    elif age_s > spec.patience_s:
        behind = seconds_written(age_s - spec.patience_s)
        telling.append(f"Work is {behind} later than the {patience} that those who need it put up with.")
    if state.throttle is not None:
        telling.append(
            f"The throttle lets {state.throttle * 100:.0f}% of the workers work; the rest of the work waits."
        )
    return Facts(
        about=f"its workers can do {capacity:,.0f} a second; nothing is lost, only late",
        numbers=readings(run, part),
        pace=trend(run, part, "waiting", "pieces of work"),
        telling=tuple(telling),
        flow=Flow(
            comes=stream("work comes in", comes_in(run, part, "waiting", "done")),
            waiting="pieces of work wait",
            waits=written(waits, Unit.COUNT),
            fill=_of_round(waits),
            about=_of_words(waits),
            oldest=oldest(age_s, waits),
            since_s=waits_since(run, part, "waiting"),
            deadline=f"well up to {patience} late",
            late=age_s > spec.patience_s,
            works="its workers",
            can="stopped" if state.stopped else written(capacity * state.at_work, Unit.PER_SECOND),
            busy=0.0 if state.stopped or capacity <= 0.0 else min(1.0, done / capacity),
            door="",
            brake=part.held(),
            ends=(
                stream("done in time", done * (1.0 - late)),
                stream("done too late", done * late, "for those who need it", Fate.VAIN),
            ),
        ),
        waiting=metric_of(part, "waiting"),
        good=metric_of(part, "done"),
    )


def _of_round(waits: float) -> float:
    """How full a line without an end looks: of the next round number."""
    return waits / round_above(waits) if waits >= 1.0 else 0.0


def _of_words(waits: float) -> str:
    return f"the bar ends at {written(round_above(waits), Unit.COUNT)}" if waits >= 1.0 else "room for all"
