"""What can be done at a component by one key: looks, actions, and calling whoever knows it."""

from __future__ import annotations

from typing import Any

from game.engine.actions import Action, ActionSpec, ArgumentKind
from game.engine.mechanism import Mechanism
from game.engine.mechanisms.balancer import Balancer
from game.engine.mechanisms.customers import Customers
from game.engine.mechanisms.dns_enactor import Enactor
from game.engine.mechanisms.dns_planner import Planner
from game.engine.mechanisms.dns_record import Record
from game.engine.mechanisms.health_checks import HealthChecks
from game.engine.mechanisms.leases import Leases
from game.engine.mechanisms.monitoring import Monitoring
from game.engine.mechanisms.remediation import Remediation
from game.engine.mechanisms.zone import Zone
from game.engine.queued import RESTART, SCALE
from game.session import objections
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Parsed, Part
from game.session.run import YOU, Run
from game.session.tools import queue
from game.session.view.board import Offer

MOST = 9
_SHARES = (ArgumentKind.PERCENT, ArgumentKind.PERCENT_OR_OFF, ArgumentKind.CAPACITY)


def offers_at(run: Run, component: str) -> tuple[Offer, ...]:
    """Everything that a number does at a component, at most nine: look, act, page.

    Taking a page and ending the night have keys of their own, so that the numbers stay where they are when a page comes.
    """
    part = run.region.components[component]
    lines = [*_looks(part), *_actions(run, part)]
    if part.spec.owner in run.people.teams:
        lines.append(f"page {part.spec.owner}")
    if run.calls.ringing is not None and run.calls.ringing.caller == component:
        lines.append(f"answer {component}")
    return tuple([offer for line in lines if (offer := offer_of(run, line)) is not None][:MOST])


def in_place(run: Run, before: tuple[Offer, ...], now: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """The offers of a component that is still looked at: what had a number keeps it, and what is new comes behind.

    What is not offered any more stays, so that the key that switched something off does not switch it on.
    Only once there are more than there are numbers, what is new takes the number of something that is gone.
    """
    known = {offer.line: offer for offer in now}
    kept = [known.pop(old.line, None) or offer_of(run, old.line) for old in before]
    held = [offer for offer in kept if offer is not None]
    for fresh in [offer for offer in now if offer.line in known]:
        gone = next((place for place, old in enumerate(held) if old not in now), None)
        if len(held) < MOST or gone is None:
            held.append(fresh)
        else:
            held[gone] = fresh
    return tuple(held[:MOST])


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
        times, _ = run.region.slowed(Action(run.second, YOU, spec, parsed.values))
        duration_s = run.people.would_take_s(spec.hands, spec.specialty, spec.duration_s * times, run.second)
    if parsed.entry.part is not Part.TOOL:
        refused = objections.refusal(run, parsed, YOU, run.second)
        refusal = "" if refused is None else str(refused)
    if spec.words == ("page",):
        team = run.people.teams[parsed.values[0]]
        title, duration_s = f"Page {team.name}", run.people.answers_in_s(team.id, run.second)
        does = f"Calls people who know {team.knows}." if team.knows else spec.does
    else:
        title = _title(run, parsed)
    return Offer(parsed.line, title, does, spec.hands, duration_s, risk, refusal)


def switch_line(run: Run, spec: ActionSpec, *named: str) -> str:
    """The line that switches something the other way than it is; while an order for it is under way, that order's."""
    ordered = objections.under_way(run, spec, run.second)
    if ordered is not None:
        return ordered.line
    off = run.region.check(Action(run.second, YOU, spec, (*named, "off"))) is None
    return " ".join([*spec.words, *named, "off" if off else "on"])


def _title(run: Run, parsed: Parsed) -> str:
    """A menu's words for an action with its values: "Throttle to 20%", "Automatic failover off", "Restore Poller"."""
    spec, values = parsed.entry.spec, parsed.values
    kinds = [argument.kind for argument in spec.arguments]
    if ArgumentKind.ON_OFF in kinds:
        return _on_off_title(spec, values[-1])
    if len(values) > 1 and kinds[1] in _SHARES:
        if spec is RESTART:
            managers = isinstance(run.region.components[values[0]], Leases)
            return f"Restart managers {values[1]}%" if managers else f"Restart {values[1]}% of hosts"
        if spec is SCALE:
            return f"Set capacity to {values[1]}%"
        return f"Lift the {spec.title.lower()}" if values[1] == "off" else f"{spec.title} to {values[1]}%"
    if kinds == [ArgumentKind.COMPONENT] and parsed.entry.part is Part.ENGINE:
        return f"{spec.title} {run.instruments.name_of(run.region.targets(spec, values)[0].id)}"
    return spec.title


def _on_off_title(spec: ActionSpec, value: str) -> str:
    """Titles such as "Freeze or thaw the DNS automation" say one of the two where it is known which."""
    first, either, rest = spec.title.partition(" or ")
    if not either:
        what = spec.title.removeprefix("Switch ")
        return f"{what[:1].upper()}{what[1:]} {value}"
    second, _, behind = rest.partition(" ")
    return f"{first if value == 'off' else second.capitalize()} {behind}"


def _looks(part: Mechanism[Any, Any]) -> list[str]:
    if isinstance(part, Record):
        return [f"dig {part.spec.name}", "plans"]
    if isinstance(part, Customers):
        return [f"probe {part.id}"]
    if isinstance(part, Planner | Enactor):
        return ["plans", f"logs {part.id}"]
    if isinstance(part, Leases):
        return [f"leases {part.id}", f"logs {part.id}"]
    if isinstance(part, Zone):
        return [f"queue {part.spec.checks}", f"logs {part.spec.checks}"]
    if isinstance(part, Monitoring):
        return [f"logs {part.id}"]
    return [f"queue {part.id}", f"logs {part.id}"] if queue.has_queue(part) else []


def _actions(run: Run, part: Mechanism[Any, Any]) -> list[str]:
    """What can be done there, what belongs beside it first: that is what one comes to a tile for."""
    lines = [line for other in _beside(run, part) for line in _switches(run, other, part.id)]
    if isinstance(part, Record):  # what would write over its repair comes before that
        lines += [line for other in _planners(run) for line in _actions(run, other)]
    lines += [line for spec in part.actions if part.names_for(spec) for line in _lines_of(run, part, spec)]
    if isinstance(part, Record):
        lines += ["dns flush"]
    return list(dict.fromkeys(lines))


def _planners(run: Run) -> list[Planner]:
    return [part for part in run.region.components.values() if isinstance(part, Planner)]


def _beside(run: Run, part: Mechanism[Any, Any]) -> list[Mechanism[Any, Any]]:
    """Parts that are switched or restored where another one is looked at: its health checks, its pollers, its helpers."""
    named = [other for _, other, _ in part.spec.references()]
    hosts = getattr(part.spec, "hosts", "")
    found: list[Mechanism[Any, Any]] = []
    for other in run.region.components.values():
        is_part = any(part.id in other.names_for(spec) for spec in other.actions)
        looks_after = isinstance(other, Remediation) and hosts in other.spec.watches
        decides = isinstance(other, HealthChecks) and other.id in named and isinstance(part, Zone | Balancer)
        if other is not part and (is_part or looks_after or decides):
            found.append(other)
    return found


def _switches(run: Run, other: Mechanism[Any, Any], at: str) -> list[str]:
    """The actions of another part that need no amount; under the name of where they are offered, if it is known by that."""
    lines: list[str] = []
    for spec in other.actions:
        kinds = [argument.kind for argument in spec.arguments]
        if kinds[-1:] == [ArgumentKind.ON_OFF] or kinds == [ArgumentKind.COMPONENT]:
            lines += _lines_of(run, other, spec, at if at in other.names_for(spec) else other.id)
    return lines


def _lines_of(run: Run, part: Mechanism[Any, Any], spec: ActionSpec, name: str = "") -> list[str]:
    """The lines that are worth a key for one action of a part, called by `name`, or by its own."""
    words, name = " ".join(spec.words), name or part.id
    first = spec.arguments[0] if spec.arguments else None
    match [argument.kind for argument in spec.arguments]:
        case []:
            return [words]
        case [ArgumentKind.ON_OFF]:
            return [switch_line(run, spec)]
        case [ArgumentKind.COMPONENT, ArgumentKind.ON_OFF]:
            return [switch_line(run, spec, name)]
        case [ArgumentKind.WORD, ArgumentKind.ON_OFF] if first is not None:
            return [switch_line(run, spec, choice) for choice in first.choices]
        case [ArgumentKind.WORD] if first is not None:
            return [f"{words} {choice}" for choice in first.choices]
        case [ArgumentKind.COMPONENT]:
            return [f"{words} {name}"]
        case [ArgumentKind.COMPONENT, kind] if kind in _SHARES:
            lines = [f"{words} {name} {share}" for share in part.usual.get(spec.id, ("50",))]
            always = kind is not ArgumentKind.CAPACITY
            return [line for line in lines if (always and not line.endswith(" off")) or _possible(run, line)]
        case [ArgumentKind.RECORD] if isinstance(part, Record):
            return [f"{words} {part.spec.name}"]
        case _:
            return []


def _possible(run: Run, line: str) -> bool:
    """Whether the region would take a line now, whoever has hands free for it."""
    parsed = run.grammar.parse(line)
    if isinstance(parsed, Misunderstood):
        return False
    return run.region.check(Action(run.second, YOU, parsed.entry.spec, parsed.values)) is None
