"""`dig NAME`: what the name resolves to, as the real tool prints it, less what says nothing: it must fit a small console."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from game.engine.actions import Argument, ArgumentKind
from game.engine.mechanisms.dns_record import Record
from game.engine.mechanisms.resolvers import Resolvers
from game.engine.rng import Draws
from game.session.language.vocabulary import Candidate, record_candidates
from game.session.tools.tool import Tool, declare, row
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

MOST_SHOWN = 2

SPEC = declare(
    "dig",
    (Argument("NAME", ArgumentKind.RECORD),),
    "Ask for a name",
    "Asks the name servers what a name resolves to, past all caches.",
)


def _candidates(run: Run, index: int, values: tuple[str, ...]) -> tuple[Candidate, ...]:
    del index, values
    return record_candidates(run.region)


def record_of_name(run: Run, name: str) -> Record:
    """The record that holds a name. KeyError if none does."""
    for part in run.region.components.values():
        if isinstance(part, Record) and name in [endpoint.name for endpoint in part.state.endpoints]:
            return part
    raise KeyError(name)


def _about(run: Run, values: tuple[str, ...]) -> tuple[str, ...]:
    return (record_of_name(run, values[0]).id,)


def _lives(run: Run, record: Record) -> tuple[int, int]:
    """How long resolvers keep a good and an empty answer, in seconds."""
    for part in run.region.components.values():
        if isinstance(part, Resolvers) and part.spec.record == record.id:
            return int(part.spec.ttl_s), int(part.spec.negative_ttl_s)
    return 60, 900


def addresses(run: Run, record: Record, name: str, plan: int, shown: int) -> tuple[str, ...]:
    """The first addresses of a plan; always the same ones for the same plan. All are from ranges kept for examples."""
    draws = Draws(run.seed, record.id, f"address/{name}/{plan}")
    return tuple(
        [
            f"{('192.0.2', '198.51.100', '203.0.113')[draws.integer(2 * n, 0, 2)]}.{draws.integer(2 * n + 1, 1, 254)}"
            for n in range(shown)
        ]
    )


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    name = values[0]
    record = record_of_name(run, name)
    plan, count = record.answer(name)
    good_s, empty_s = _lives(run, record)
    draws = Draws(run.seed, "dig", name)
    empty = count == 0
    status = "NOERROR" if record.endpoint(name).exists else "NXDOMAIN"
    contradiction = Tone.STRONG if empty else Tone.PLAIN
    wall = run.scenario.zero + timedelta(seconds=run.second)
    faint = Tone.FAINT
    lines: list[Line] = [
        row(
            ";; ->>HEADER<<- opcode: QUERY, status: ",
            Span(status, contradiction, underline=empty),
            f", id: {draws.integer(run.second - run.region.plan.start_s, 1000, 65535)}",
        ),
        row(
            ";; flags: qr rd ra; QUERY: 1, ",
            Span(f"ANSWER: {count}", contradiction, underline=empty),
            f", AUTHORITY: {1 if empty else 0}",
        ),
        row(Span(";; QUESTION SECTION:", faint)),
        row(Span(f";{name}.  IN  A", Tone.MUTED)),
    ]
    if empty:
        zone = name.partition(".")[2] or name
        lines.append(row(Span(f"{zone}.  {empty_s}  IN  SOA  ns-1.{zone}.", Tone.MUTED)))
    else:
        shown = min(count, MOST_SHOWN)
        lines += [row(f"{name}.  {good_s}  IN  A  {address}") for address in addresses(run, record, name, plan, shown)]
        if count > shown:
            lines.append(row(Span(f";; ... and {count - shown} more addresses", Tone.MUTED)))
    lines.append(
        row(
            Span(
                f";; Query time: {draws.integer(run.second + 1_000_000, 1, 4)} msec   "
                f"WHEN: {_english(wall.weekday(), wall.month)} {wall.day:02d} {wall:%H:%M:%S} {run.scenario.zone} {wall.year}",
                faint,
            )
        )
    )
    return tuple(lines)


def _english(weekday: int, month: int) -> str:
    """Day and month as dig writes them, whatever the language of the machine."""
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{days[weekday]} {months[month - 1]}"


TOOL = Tool(SPEC, _candidates, _output, _about)
