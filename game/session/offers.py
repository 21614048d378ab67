"""What can be done at a component by one key: looks, actions, and calling whoever knows it."""

from __future__ import annotations

from typing import Any

from game.engine.actions import Action, ActionSpec, ArgumentKind
from game.engine.mechanism import Mechanism
from game.engine.mechanisms.customers import Customers
from game.engine.mechanisms.dns_enactor import Enactor
from game.engine.mechanisms.dns_planner import Planner
from game.engine.mechanisms.dns_record import Record
from game.engine.mechanisms.monitoring import ACK
from game.engine.mechanisms.service import Service
from game.session.forms import Misunderstood
from game.session.grammar import Part
from game.session.run import YOU, Run
from game.session.view.board import Offer

MOST = 9
_SHARES = {"throttle": ("50", "off"), "restart": ("25",), "scale": ("50", "100")}


def offers_at(run: Run, component: str) -> tuple[Offer, ...]:
    """Everything that a number does at a component, at most nine: look, act, page.

    Taking a page and ending the night have keys of their own, so that the numbers stay where they are when a page comes.
    """
    part = run.region.components[component]
    lines = [*_looks(run, part), *_actions(run, part)]
    if part.spec.owner in run.people.teams:
        lines.append(f"page {part.spec.owner}")
    return tuple([offer for line in lines if (offer := offer_of(run, line)) is not None][:MOST])


def team_offers(run: Run) -> tuple[Offer, ...]:
    """Who can be paged, with how long they usually take."""
    return tuple([offer for team in run.scenario.teams if (offer := offer_of(run, f"page {team.id}")) is not None])


def offer_of(run: Run, line: str) -> Offer | None:
    """A line as an offer; None if the region has no such word."""
    parsed = run.grammar.parse(line)
    if isinstance(parsed, Misunderstood):
        return None
    spec = parsed.entry.spec
    title, does, duration_s, refusal = spec.title, spec.does, spec.duration_s, ""
    risk = spec.risk
    if parsed.entry.part is Part.ENGINE:
        duration_s = run.people.would_take_s(spec.hands, spec.specialty, spec.duration_s, run.second)
    if parsed.entry.part is not Part.TOOL:
        refused = run.refusal(parsed, YOU, run.second)
        refusal = "" if refused is None else str(refused)
    if spec.words == ("page",):
        team = run.people.teams[parsed.values[0]]
        title, duration_s = f"Page {team.name}", run.people.answers_in_s(team.id, run.second)
        does = f"Calls people who know {team.knows}." if team.knows else spec.does
    elif spec.arguments and spec.arguments[0].kind is ArgumentKind.ON_OFF:
        title = _on_off_title(spec, parsed.values[0])
    elif len(parsed.values) > 1 and spec.id in _SHARES:
        share = parsed.values[1]
        title = f"{spec.title}: {share}" if share == "off" else f"{spec.title} to {share}%"
        title = f"{spec.title}, {share}% of them" if spec.id == "restart" else title
    return Offer(parsed.line, title, does, spec.hands, duration_s, risk, refusal)


def switch_line(run: Run, spec: ActionSpec) -> str:
    """The line that switches something the other way than it is; while an order for it is under way, that order's."""
    ordered = run.under_way(spec, run.second)
    if ordered is not None:
        return ordered.line
    words = " ".join(spec.words)
    off = run.region.check(Action(run.second, YOU, spec, ("off",))) is None
    return f"{words} {'off' if off else 'on'}"


def _on_off_title(spec: ActionSpec, value: str) -> str:
    """Titles such as "Freeze or thaw the DNS automation" say one of the two where it is known which."""
    first, either, rest = spec.title.partition(" or ")
    if not either:
        return f"{spec.title} {value}"
    second, _, behind = rest.partition(" ")
    return f"{first if value == 'off' else second.capitalize()} {behind}"


def _looks(run: Run, part: Mechanism[Any, Any]) -> list[str]:
    del run
    if isinstance(part, Record):
        return [f"dig {part.spec.name}", "plans"]
    if isinstance(part, Customers):
        return [f"probe {part.id}"]
    if isinstance(part, Planner | Enactor):
        return ["plans", f"logs {part.id}"]
    if isinstance(part, Service):
        return [f"queue {part.id}", f"logs {part.id}"]
    return []


def _actions(run: Run, part: Mechanism[Any, Any]) -> list[str]:
    lines: list[str] = []
    for spec in part.actions:
        if spec is not ACK:
            lines += _lines_of(run, part, spec)
    if isinstance(part, Record):  # what hinders its repair belongs beside it
        lines += [
            line
            for other in run.region.components.values()
            if isinstance(other, Planner)
            for line in _actions(run, other)
        ]
        lines += ["dns flush"]
    return list(dict.fromkeys(lines))


def _lines_of(run: Run, part: Mechanism[Any, Any], spec: ActionSpec) -> list[str]:
    words = " ".join(spec.words)
    kinds = [argument.kind for argument in spec.arguments]
    if not kinds:
        return [words]
    if kinds == [ArgumentKind.ON_OFF]:
        return [switch_line(run, spec)]
    if kinds == [ArgumentKind.RECORD] and isinstance(part, Record):
        return [f"{words} {part.spec.name}"]
    if kinds[0] is ArgumentKind.COMPONENT and len(kinds) == 2:
        shares = _SHARES.get(spec.id, ("50",))
        return [
            line
            for share in shares
            if (line := f"{words} {part.id} {share}") and (share != "off" or _possible(run, line))
        ]
    if kinds == [ArgumentKind.WORD]:
        return [f"{words} {choice}" for choice in spec.arguments[0].choices]
    return []


def _possible(run: Run, line: str) -> bool:
    offer = offer_of(run, line)
    return offer is not None and not offer.refusal
