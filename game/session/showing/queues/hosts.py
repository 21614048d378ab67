"""Hosts, instances and targets that wait: for a launch, for a replacement, for a check that is not late."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.mechanisms.autoscaling import Autoscaling
from game.engine.mechanisms.fleet import Fleet
from game.engine.mechanisms.health_checks import HealthChecks
from game.engine.mechanisms.remediation import Remediation
from game.engine.readings import Unit
from game.session.language.wording import line
from game.session.showing.asked import reading
from game.session.showing.instruments import seconds_written, written
from game.session.showing.queues.facts import Facts, mean, metric_of, readings, stream, trend, waits_since
from game.session.view.chart import Fate, Flow, Stream
from game.session.view.console import Tone

if TYPE_CHECKING:
    from game.session.run import Run

_BACK_S = 600


def fleet_facts(run: Run, part: Fleet) -> Facts:
    """Hosts that were taken away and wait for a launch."""
    state, spec, tick_s = part.state, part.spec, run.region.tick_s
    launcher = run.instruments.name_of(spec.launcher)
    telling: tuple[str, ...] = ()
    if state.replacing >= 1.0:
        telling = ("Hosts that were taken away come back only as fast as new ones are launched.",)
    return Facts(
        about=f"{spec.hosts:,.0f} hosts, launched by {launcher}",
        numbers=(
            ("serving", f"{state.serving:,.0f}"),
            ("broken, may come back by themselves", f"{state.broken:,.0f}"),
            ("taken away, wait for a launch", f"{state.replacing:,.0f}"),
        ),
        pace=trend(run, part, "replacing", "hosts"),
        telling=telling,
        flow=Flow(
            comes=stream("hosts taken away", state.terminated / tick_s),
            waiting="hosts wait for a launch",
            waits=written(state.replacing, Unit.COUNT),
            fill=min(1.0, state.replacing / spec.hosts),
            about=f"of {spec.hosts:,.0f} hosts",
            oldest="",
            since_s=waits_since(run, part, "replacing"),
            deadline="",
            late=False,
            works=f"ask {launcher}",
            can=f"every {seconds_written(spec.ask_again_s)}",
            busy=1.0 if state.replacing >= 1.0 else 0.0,
            door="",
            brake=_held(run, spec.launcher),
            ends=_asked(run, spec.launcher, spec.as_client, state.replacing / spec.ask_again_s, "hosts launched"),
        ),
        waiting=metric_of(part, "replacing"),
        good=metric_of(part, "failing"),
    )


def autoscaling_facts(run: Run, part: Autoscaling) -> Facts:
    """Instances that customers want and do not have."""
    state, spec = part.state, part.spec
    launcher = run.instruments.name_of(spec.launcher)
    telling: tuple[str, ...] = ()
    if state.closed >= 0.05 and spec.held_by:
        holder = run.instruments.name_of(spec.held_by)
        waits = written(state.to_replace + state.to_end, Unit.COUNT)
        telling = (f"{waits} changes of instances wait for a lease of {holder}: their servers have none.",)
    return Facts(
        about=f"{state.wanted:,.0f} instances wanted, {state.running:,.0f} run",
        numbers=readings(run, part),
        pace=trend(run, part, "short", "instances"),
        telling=telling,
        flow=Flow(
            comes=stream("instances ended", mean(run, part, "terminated"), "and most are wanted again"),
            waiting="instances are missing",
            waits=written(state.missing, Unit.COUNT),
            fill=min(1.0, state.missing / state.wanted) if state.wanted > 0.0 else 0.0,
            about=f"of {written(state.wanted, Unit.COUNT)} wanted",
            oldest="",
            since_s=waits_since(run, part, "short"),
            deadline="",
            late=False,
            works=f"ask {launcher}",
            can=f"every {seconds_written(spec.ask_again_s)}",
            busy=1.0 if state.missing >= 1.0 else 0.0,
            door="",
            brake=_held(run, spec.launcher),
            ends=_asked(run, spec.launcher, spec.as_client, state.asked / run.region.tick_s, "instances launched"),
        ),
        waiting=metric_of(part, "short"),
        good=metric_of(part, "asked"),
    )


def _held(run: Run, launcher: str) -> str:
    held = run.region.components[launcher].held()
    return f"{run.instruments.name_of(launcher)} {held}" if held else ""


def _asked(run: Run, launcher: str, client: str, asks_per_s: float, good: str) -> tuple[Stream, ...]:
    """What came of asking: those who ask count their answers."""
    found = run.region.components[launcher].success_for(client)
    return (
        stream(good, asks_per_s * found),
        stream("refused, ask again", asks_per_s * (1.0 - found), "the launch path has no room", Fate.AWAY),
    )


def remediation_facts(run: Run, part: Remediation) -> Facts:
    """Hosts that an automation took and that are not back yet."""
    watches = " and ".join([run.instruments.name_of(fleet) for fleet in part.spec.watches])
    taken = reading(run, part, "taken") or 0.0
    hosts = 0.0
    for fleet in part.spec.watches:
        hosts += run.region.components[fleet].spec.hosts
    came = mean(run, part, "rate", _BACK_S)
    before = reading(run, part, "taken", _BACK_S)
    back = max(0.0, came - (taken - (taken if before is None else before)) / _BACK_S)
    return Facts(
        about=f"replaces what looks broken of {watches}",
        numbers=readings(run, part),
        pace=trend(run, part, "taken", "hosts"),
        flow=Flow(
            comes=stream("hosts taken", came),
            waiting="hosts are not back yet",
            waits=written(taken, Unit.COUNT),
            fill=min(1.0, taken / hosts) if hosts > 0.0 else 0.0,
            about=f"of {hosts:,.0f} hosts",
            oldest="",
            since_s=waits_since(run, part, "taken"),
            deadline="",
            late=False,
            works=f"every {seconds_written(part.spec.looks_every_s)}",
            can=f"takes {part.spec.takes_share * 100:.0f}%",
            busy=0.0 if part.held() or (taken <= 0.0 and came <= 0.0) else 1.0,
            door="",
            brake=part.held(),
            ends=(stream("hosts back", back),),
        ),
        waiting=metric_of(part, "taken"),
        good=metric_of(part, "rate"),
    )


def checks_facts(run: Run, part: HealthChecks) -> Facts:
    """Checks that come too late, and targets that look sick because their network is not there yet."""
    spec, state = part.spec, part.state
    work = spec.targets / spec.period_s + state.flips * spec.flip_checks
    rows = []
    for place, (out, seen) in enumerate(zip(state.out, state.seen, strict=True)):
        text = f"  az{place + 1}  {out * 100:>4.0f}% out of service, {seen * 100:.0f}% of checks fail"
        rows.append(line(text, Tone.DEGRADED if out >= 0.05 else Tone.MUTED))
    telling = []
    if state.late > 0.0:
        telling.append(f"{state.late * 100:.0f}% of the checks come too late, and late counts as sick.")
    if state.fine >= 1.0 and state.fine > 10.0 * state.sick:
        telling.append(f"{state.fine:,.0f} targets look sick and are fine; {state.sick:,.0f} are truly sick.")
    network = run.region.components.get(spec.network)
    return Facts(
        about=f"{spec.targets:,.0f} targets, {spec.capacity_per_s:,.0f} checks a second in time",
        numbers=readings(run, part),
        rows=tuple(rows),
        pace=trend(run, part, "unready", "targets without network"),
        telling=tuple(telling),
        flow=Flow(
            comes=stream("checks are due", work, f"{written(state.flips, Unit.PER_SECOND)} change their mind"),
            waiting="targets without network",
            waits=written(state.unready, Unit.COUNT),
            fill=min(1.0, state.unready / spec.targets),
            about=f"of {written(spec.targets, Unit.COUNT)} targets",
            oldest=_network_age(run, network) if state.unready >= 1.0 else "",
            since_s=waits_since(run, part, "unready"),
            deadline=f"sick after {seconds_written(spec.grace_s)}",
            late=state.unready >= 1.0,
            works="its checkers",
            can=written(spec.capacity_per_s, Unit.PER_SECOND),
            busy=min(1.0, work / spec.capacity_per_s),
            door="",
            brake=part.held(),
            ends=(
                stream("checked in time", work * (1.0 - state.late)),
                stream("checked too late", work * state.late, "counts as sick", Fate.VAIN),
            ),
        ),
        waiting=metric_of(part, "unready"),
        good=metric_of(part, "out"),
    )


def _network_age(run: Run, network: Mechanism[Any, Any] | None) -> str:
    """How long the oldest of them has waited: as long as the oldest change that is not through."""
    if network is None or "age" not in [metric.id for metric in network.metrics]:
        return ""
    return seconds_written(reading(run, network, "age") or 0.0)
