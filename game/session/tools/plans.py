"""`plans`: who makes and who writes DNS plans, and what each of them holds; `plans diff A B` compares two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.actions import Argument, ArgumentKind
from game.engine.mechanism import OFF_BY_HAND
from game.engine.mechanisms.dns_enactor import Enactor
from game.engine.mechanisms.dns_planner import Planner
from game.engine.mechanisms.dns_record import Mark, Record
from game.session.language.vocabulary import Candidate
from game.session.language.wording import clock_time, duration
from game.session.tools.dig import addresses
from game.session.tools.tool import Tool, declare, heading, muted, name_of, row
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

_SILENT_S = 120
_LISTED = 60
"""How many plans completion lists, the newest first; an older one can be typed."""

SPEC = declare(
    "plans",
    (
        Argument("diff", ArgumentKind.WORD, ("diff",), optional=True),
        Argument("A", ArgumentKind.TEXT, optional=True),
        Argument("B", ArgumentKind.TEXT, optional=True),
    ),
    "Show planner and enactors",
    "Shows the newest plan, which plan each enactor holds, and what the record points to; diff compares two plans.",
)


def _candidates(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    if index == 0:
        return (Candidate("diff", "compare two plans by number"),)
    listed = [str(plan) for plan in _known(run)[:_LISTED]]
    return tuple([Candidate(plan, "plan") for plan in listed if plan not in values])


def _known(run: Run) -> tuple[int, ...]:
    """Every plan generation so far, newest first."""
    plans: dict[int, None] = {}
    for part in run.region.components.values():
        if isinstance(part, Planner):
            for plan in range(part.state.newest, part.record.spec.first_plan - 1, -1):
                plans[plan] = None
    return tuple(plans)


def _about(run: Run, values: tuple[str, ...]) -> tuple[str, ...]:
    del values
    return tuple([part.id for part in run.region.components.values() if isinstance(part, Record | Planner | Enactor)])


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    if values:
        return _diff(run, values)
    lines: list[Line] = []
    for part in run.region.components.values():
        if isinstance(part, Planner):
            lines += _planner(run, part)
        elif isinstance(part, Enactor):
            lines += _enactor(run, part)
    for part in run.region.components.values():
        if isinstance(part, Record):
            lines += _record(run, part)
    return tuple(lines) or (muted("Nothing here writes DNS plans."),)


def _planner(run: Run, planner: Planner) -> list[Line]:
    state = planner.state
    made = next((mark for mark in reversed(planner.marks) if mark.kind == "made"), None)
    when = f", made {clock_time(run.scenario.zero, made.second)}" if made is not None else ""
    running = Span("running", Tone.MUTED) if state.running else Span(OFF_BY_HAND, Tone.YOU)
    return [
        row(
            Span(f"{name_of(run, planner.id):<12}", Tone.STRONG),
            f"newest plan {state.newest}{when}, one about every {planner.spec.period_s} s  ",
            running,
        )
    ]


def _enactor(run: Run, enactor: Enactor) -> list[Line]:
    state = enactor.state
    behind = enactor.planner.state.newest - (state.plan or state.applied)
    silent = run.second - enactor.reported_s()
    name = Span(f"{name_of(run, enactor.id):<12}", Tone.STRONG)
    zone = f"{enactor.spec.zone:<5} "
    if state.doing == "stopped":
        return [row(name, zone, f"last applied {state.applied}, holds none  ", Span(OFF_BY_HAND, Tone.YOU))]
    holds = (
        f"holds plan {state.plan}, checked {duration(run.second - state.checked_s)} ago" if state.plan else "holds none"
    )
    told = Span(f"  silent for {duration(silent)}", Tone.DEGRADED) if silent > _SILENT_S else Span("")
    line: list[Span | str] = [name, zone, f"last applied {state.applied}, "]
    if state.plan:
        line.append(Span(f"{holds}, {behind} behind", Tone.DEGRADED if behind > enactor.spec.keep else Tone.PLAIN))
    else:
        line.append(holds)
    line.append(told)
    lines = [row(*line)]
    if state.doing == "locking" and state.tries and not state.refusals:
        where = enactor.endpoints[min(state.place, len(enactor.endpoints) - 1)]
        lines.append(muted(f"{'':<18}lost the lock of {where} {state.tries} times in a row"))
    if state.refusals:
        why = next((entry for entry in reversed(run.region.log) if entry.component == enactor.id), None)
        lines.append(row(Span(f"{'':<18}{state.refusals} batches refused", Tone.DOWN)))
        if why is not None:
            lines.append(muted(f"{'':<18}{why.text}"))
    return lines


def _record(run: Run, record: Record) -> list[Line]:
    lines = [
        heading(
            f"{name_of(run, record.id)}  {len(record.state.endpoints)} endpoints, newest applied plan {record.state.applied}"
        )
    ]
    for endpoint in record.state.endpoints:
        plan, count = record.answer(endpoint.name)
        text = f"points to plan {plan}, {count} addresses"
        span = Span(text)
        if endpoint.by_hand:
            span = Span(f"set by hand from plan {plan}, {count} addresses", Tone.YOU)
        if count == 0:
            span = Span(f"points to plan {plan}, which does not exist any more: 0 addresses", Tone.DOWN)
        lines.append(row(f"  {endpoint.name}  ", span))
    return lines


def _diff(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    known = _known(run)
    if not known:
        return (muted("Nothing here writes DNS plans."),)
    words = " ".join(values[1:]).split()
    named = [int(word) for word in words if word.isascii() and word.isdigit() and len(word) < 9]
    if len(named) < 2 or not all(plan in known for plan in named):
        return (muted(f"Two plans from {known[-1]} to {known[0]} can be compared: plans diff {known[-1]} {known[0]}"),)
    first, second = named
    record = next(part for part in run.region.components.values() if isinstance(part, Record))
    counts = [record.addresses_of(plan) for plan in (first, second)]
    name = record.spec.name
    shared = set(addresses(run, record, name, first, counts[0])) & set(addresses(run, record, name, second, counts[1]))
    lines: list[Line] = [heading(f"plan {first} and plan {second} for {name}")]
    for plan, count in zip((first, second), counts, strict=True):
        lines.append(row(f"  {plan:>6}  {count:>4} addresses  made {_made(run, plan)}  ", _fate(run, record, plan)))
    lines.append(muted(f"  {len(shared)} addresses stand in both; {abs(second - first)} generations lie between them"))
    return tuple(lines)


def _made(run: Run, plan: int) -> str:
    for part in run.region.components.values():
        if isinstance(part, Planner):
            for mark in part.marks:
                if mark.kind == "made" and mark.plan == plan:
                    return clock_time(run.scenario.zero, mark.second)
    return "before this night"


def _fate(run: Run, record: Record, plan: int) -> Span:
    """What became of a plan on the main endpoint."""
    endpoint = record.endpoint(record.spec.name)
    if endpoint.active == plan:
        return Span("active", Tone.STRONG) if endpoint.answers else Span("active, and deleted", Tone.DOWN)
    deleted = _deleted(run, plan)
    if deleted is not None:
        return Span(f"deleted {clock_time(run.scenario.zero, deleted.second)}", Tone.MUTED)
    return Span("kept" if plan in endpoint.trees else "never written", Tone.MUTED)


def _deleted(run: Run, plan: int) -> Mark | None:
    for part in run.region.components.values():
        if isinstance(part, Enactor):
            for mark in part.marks:
                if mark.kind == "deletes" and mark.low <= plan <= mark.high:
                    return mark
    return None


TOOL = Tool(SPEC, _candidates, _output, _about)
