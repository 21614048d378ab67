"""`leases [SERVICE]`: what a lease manager does, zone by zone, and whether it gets anywhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from game.engine.mechanisms.leases import Leases
from game.session.language.vocabulary import Candidate, component_candidate
from game.session.showing.asked import reading, steady_fall
from game.session.showing.instruments import seconds_written
from game.session.tools.tool import SERVICE, Tool, declare, heading, muted, name_of, row
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

TREND_S = 600
_STEADY_FOR_S = 360
_VAIN = 0.5

SPEC = declare(
    "leases",
    (replace(SERVICE, optional=True),),
    "Ask for the leases",
    "Shows zone by zone how many servers have a lease, what waits, how late that is, and how much of the work is in vain.",
)


@dataclass(frozen=True, slots=True)
class _Zone:
    """One zone's manager: hosts with a lease, work that waits and for how long, and what was done of it in a minute."""

    name: str
    leased: float
    waiting: float
    oldest_s: float
    granted: float
    done: float
    vain: float


def _candidates(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    del index, values
    return tuple([component_candidate(part) for part in _managers(run)])


def _managers(run: Run) -> tuple[Leases, ...]:
    return tuple([part for part in run.region.components.values() if isinstance(part, Leases)])


def _about(run: Run, values: tuple[str, ...]) -> tuple[str, ...]:
    return values[:1] if values else tuple([part.id for part in _managers(run)])


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    meant = [part for part in _managers(run) if not values or part.id == values[0]]
    if not meant:
        return (muted("Nothing here works with leases."),)
    return tuple([line for part in meant for line in _manager(run, part)])


def _manager(run: Run, part: Leases) -> list[Line]:
    zones = _zones(run, part)
    missing = reading(run, part, "missing") or 0.0
    hosts = part.spec.hosts
    lines = [
        heading(f"{name_of(run, part.id)}  {hosts:,.0f} servers, {hosts * missing:,.0f} of them without a lease"),
        muted(f"  {'':<7}{'leased':>10}{'waiting':>12}{'oldest':>9}{'granted':>13}{'in vain':>9}"),
    ]
    lines += [_row(zone) for zone in zones]
    if len(zones) > 1:
        lines.append(_row(_together(zones)))
    lines += _checks(run, part)
    lines.append(_progress(run, part, _together(zones), missing))
    lines += _trend(run, part, missing)
    held = part.held()
    if held:
        lines.append(row("  = ", Span(held, Tone.YOU), ": of the lease work that comes in, and of what others bring"))
    return lines


def _zones(run: Run, part: Leases) -> list[_Zone]:
    a_minute = 60.0 / run.region.tick_s
    return [
        _Zone(
            f"az{place + 1}",
            leased,
            fifo.queue,
            fifo.wait_s,
            0.0 if fifo.calm else fifo.good[0] * a_minute,
            0.0 if fifo.calm else fifo.departed * a_minute,
            0.0 if fifo.calm else fifo.zombie * a_minute,
        )
        for place, (fifo, leased) in enumerate(zip(part.fifos, part.state.leased, strict=True))
    ]


def _together(zones: list[_Zone]) -> _Zone:
    leased = waiting = granted = done = vain = oldest_s = 0.0
    for zone in zones:
        leased += zone.leased
        waiting += zone.waiting
        granted += zone.granted
        done += zone.done
        vain += zone.vain
        oldest_s = max(oldest_s, zone.oldest_s)
    return _Zone("all", leased, waiting, oldest_s, granted, done, vain)


def _share_in_vain(zone: _Zone) -> float:
    return zone.vain / zone.done if zone.done > 0.0 else 0.0


def _row(zone: _Zone) -> Line:
    vain = _share_in_vain(zone)
    oldest = seconds_written(zone.oldest_s) if zone.waiting >= 1.0 else "-"
    shown = f"{vain * 100:.0f}%" if zone.done >= 1.0 else "-"
    return row(
        f"  {zone.name:<7}",
        Span(f"{zone.leased:>10,.0f}", Tone.STRONG),
        f"{zone.waiting:>12,.0f}{oldest:>9}{zone.granted:>9,.0f} /min",
        Span(f"{shown:>9}", Tone.DEGRADED if vain >= _VAIN else Tone.PLAIN),
    )


def _checks(run: Run, part: Leases) -> list[Line]:
    if not part.spec.store:
        return []
    answered = int(part.state.answered * 100)
    store = name_of(run, part.spec.store)
    tone = Tone.DEGRADED if answered < 50 else Tone.PLAIN
    return [row("  State checks: ", Span(f"{store} answers {answered}% of them.", tone))]


def _progress(run: Run, part: Leases, zones: _Zone, missing: float) -> Line:
    """The one sentence that says whether the manager gets anywhere."""
    vain = _share_in_vain(zones)
    if zones.waiting < 1.0 and part.spec.hosts * missing < 1.0:
        return row("  Every server has a lease; no lease work waits.")
    if part.state.answered < 0.5:
        return row("  Nothing can be granted without the state checks; every server whose lease runs out is lost.")
    if vain >= _VAIN:
        late_s = max(0.0, zones.oldest_s - part.spec.deadline_s)
        share = "all of it" if vain > 0.995 else f"{vain * 100:.0f}% of it"
        text = f"  Work is done {seconds_written(late_s)} after its deadline of {part.spec.deadline_s:g} s: {share} in vain,"
        return row(Span(text, Tone.DEGRADED), " and asked for again.")
    if zones.granted < 1.0:
        return row("  No leases are granted.")
    rate = f"  Work is done in time: {zones.granted:,.0f} leases a minute"
    pace = steady_fall(run, part, "missing", _STEADY_FOR_S)
    return row(f"{rate}." if pace is None else f"{rate}; at this pace all are back in {_span(int(missing / pace))}.")


def _trend(run: Run, part: Leases, missing: float) -> list[Line]:
    before = reading(run, part, "missing", TREND_S)
    if before is None:
        return []
    then = f"{TREND_S // 60} minutes ago {before * 100:.0f}% had no lease, now it is {missing * 100:.0f}%."
    return [muted(f"  {then}")]


def _span(seconds: int) -> str:
    return seconds_written(float(max(60, seconds)))


TOOL = Tool(SPEC, _candidates, _output, _about)
