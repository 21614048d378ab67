"""The DNS inspector's view: the race as two writers on one page, as far as the player has looked.

The record's lane opens with `dig`, who holds what with `plans`, what an enactor did with its log. Nothing is shown that
was not asked for.
"""

from __future__ import annotations

from game.engine.mechanism import OFF_BY_HAND
from game.engine.mechanisms import dns_record
from game.engine.mechanisms.dns_enactor import Enactor
from game.engine.mechanisms.dns_planner import AUTOMATION
from game.engine.mechanisms.dns_record import RESTORE
from game.engine.readings import State
from game.session.language.wording import clock_time
from game.session.objections import under_way
from game.session.run import Run
from game.session.showing.dns_facts import Facts, proofs
from game.session.showing.offers import offer_of, switch_line
from game.session.view.board import Offer
from game.session.view.race import DnsView, Lane, Mark, MarkKind, Page, PageKind, PlanRow

MOST_MARKS = 400
MOST_PLANS = 4  # rows that a small screen has; what happened to none of them worth a note goes first
_UNKNOWN_STATUS = "not looked up yet"


def dns_view(run: Run) -> DnsView | None:
    """What the player knows of the region's record; None if there is no record."""
    facts = Facts.of(run)
    if facts is None:
        return None
    record = facts.record
    pages = _pages(facts) if facts.dug else ()
    now = pages[-1] if pages else None
    return DnsView(
        name=record.spec.name,
        record_known=facts.dug,
        record_status=_status(now),
        record_state=State.DOWN if now is not None and now.kind is PageKind.EMPTY else State.OK,
        record_since_s=run.region.plan.start_s if now is None else now.from_s,
        last_hand=now.writer if now is not None else "",
        planner=_planner_lane(facts),
        enactors=tuple([_enactor_lane(facts, enactor) for enactor in facts.enactors]),
        pages=pages,
        plans=_plan_rows(facts) if facts.planned else (),
        proofs=proofs(facts),
        offers=_offers(facts),
        around_s=_around(facts, pages),
        advice=_advice(facts, now),
        record_look=f"dig {record.spec.name}",
    )


def _status(page: Page | None) -> str:
    if page is None:
        return _UNKNOWN_STATUS
    return f"NOERROR, {page.addresses} addresses"


def _pages(facts: Facts) -> tuple[Page, ...]:
    """What the main name resolved to over time. Plans and writers are named only where the player has read of them."""
    name = facts.record.spec.name
    changes = [change for change in facts.record.pages if change.endpoint == name]
    pages: list[Page] = []
    newest = 0
    for place, change in enumerate(changes):
        until = changes[place + 1].second if place + 1 < len(changes) else None
        told = facts.planned or change.writer in facts.read
        kind = PageKind.PLAN
        if change.by_hand:
            kind = PageKind.HAND
        elif change.addresses == 0:
            kind = PageKind.EMPTY
        elif told and change.plan < newest:
            kind = PageKind.OLD
        newest = max(newest, change.plan)
        shows_plan = told and kind is not PageKind.EMPTY
        pages.append(
            Page(
                change.second,
                until,
                kind,
                change.plan if shows_plan else None,
                change.addresses,
                facts.label(change.writer) if change.by_hand or change.writer in facts.read else "",
            )
        )
    return tuple(pages)


def _marks(marks: list[dns_record.Mark], name: str) -> tuple[Mark, ...]:
    shown = [mark for mark in marks[-MOST_MARKS:] if mark.endpoint in ("", name)]
    return tuple([Mark(mark.second, MarkKind(mark.kind), mark.plan, _mark_text(mark)) for mark in shown])


def _mark_text(mark: dns_record.Mark) -> str:
    match mark.kind:
        case "made":
            return str(mark.plan)
        case "takes" | "writes":
            return f"{mark.kind} {mark.plan}"
        case "deletes":
            return f"deletes {mark.low}" if mark.low == mark.high else f"deletes {mark.low}-{mark.high}"
        case _:
            return mark.kind


def _planner_lane(facts: Facts) -> Lane:
    planner = facts.planner
    if planner is None or not facts.planned:
        component = "" if planner is None else planner.id
        return Lane(component, "planner", False, "plans", None, None, "", State.OK, ())
    state = planner.state
    status = f"one plan every {planner.spec.period_s} s" if state.running else OFF_BY_HAND
    marks = _marks(planner.marks, facts.record.spec.name)
    return Lane(planner.id, "planner", True, "plans", state.newest, 0, status, State.OK, marks)


def _enactor_lane(facts: Facts, enactor: Enactor) -> Lane:
    """Where it stands is known from `plans`, what it did from its log."""
    known = enactor.id in facts.read
    look = f"logs {enactor.id}"
    holds = behind = applied = None
    status, shown = "", State.OK
    if facts.planned or known:
        state = enactor.state
        holds, applied = state.plan or None, state.applied
        if holds is not None and facts.planner is not None:
            behind = max(0, facts.planner.state.newest - holds)
        status = _enactor_status(facts, enactor)
        shown = facts.run.instruments.state(enactor.id)
        if shown is State.OK and (behind or 0) > enactor.spec.keep:
            shown = State.DEGRADED
    marks = _marks(enactor.marks, facts.record.spec.name) if known else ()
    return Lane(enactor.id, enactor.spec.zone, known, look, holds, behind, status, shown, marks, applied)


def _enactor_status(facts: Facts, enactor: Enactor) -> str:
    state = enactor.state
    if state.doing == "stopped":
        return f"{OFF_BY_HAND}: last applied {state.applied}"
    if state.refusals and state.plan and not facts.record.answer(facts.record.spec.name)[1]:
        return "refuses: live plan gone"
    if state.doing == "locking" and state.tries >= 3:
        return f"lost its lock {state.tries} times"
    return {"idle": "waits for a plan", "locking": "locking", "writing": "writing"}.get(state.doing, "cleaning up")


def _plan_rows(facts: Facts) -> tuple[PlanRow, ...]:
    """The plans that matter: the newest, what each enactor holds or last wrote, and what the record pointed to lately."""
    record, planner = facts.record, facts.planner
    name = record.spec.name
    wanted: dict[int, None] = {}
    if planner is not None:
        wanted[planner.state.newest] = None
    for enactor in facts.enactors:
        if enactor.state.plan:
            wanted[enactor.state.plan] = None
        wanted[enactor.state.applied] = None
    for change in [change for change in record.pages if change.endpoint == name][-4:]:
        wanted[change.plan] = None
    rows = [_plan_row(facts, plan) for plan in sorted(wanted, reverse=True)]
    while len(rows) > MOST_PLANS and (dull := [row for row in rows if row.fate == "kept" and not row.note]):
        rows.remove(dull[-1])
    return tuple(rows[:8])


def _plan_row(facts: Facts, plan: int) -> PlanRow:
    record = facts.record
    endpoint = record.endpoint(record.spec.name)
    gone = facts.deleted(plan)
    holders = [enactor.spec.zone for enactor in facts.enactors if enactor.state.plan == plan]
    bad = endpoint.active == plan and not endpoint.answers
    if bad:
        fate, note = "deleted", "still pointed to"
    elif endpoint.active == plan:
        fate, note = "active", "set by hand" if endpoint.by_hand else ""
    elif gone is not None:
        fate, note = "deleted", "was live when it was deleted" if gone.live == plan else ""
        bad = bool(note)
    elif plan in endpoint.trees:
        fate, note = "kept", "what a restore installs" if plan == record.state.applied else ""
    else:
        fate, note = "unwritten", ""
    if holders and not note:
        note = f"held by {', '.join(holders)}"
    if facts.planner is not None and plan == facts.planner.state.newest and not note:
        note = "the newest"
    return PlanRow(plan, facts.made_s(plan), record.addresses_of(plan), fate, note, bad)


def _offers(facts: Facts) -> tuple[Offer, ...]:
    run, name = facts.run, facts.record.spec.name
    switch = "" if facts.planner is None else switch_line(run, AUTOMATION)
    lines = (switch, f"dns restore {name}", "dns flush", "mitigate internal")
    return tuple([offer for line in lines if (offer := offer_of(run, line)) is not None])


def _around(facts: Facts, pages: tuple[Page, ...]) -> int:
    """The moment that the race opens on: when the name went empty, else the newest change that the player knows of."""
    for page in reversed(pages):
        if page.kind is PageKind.EMPTY:
            return page.from_s
    return pages[-1].from_s if pages else facts.run.second


def _advice(facts: Facts, now: Page | None) -> str:
    if now is None:
        return ""
    run = facts.run
    running = facts.planner is not None and facts.planner.state.running
    switching, restoring = under_way(run, AUTOMATION, run.second), under_way(run, RESTORE, run.second)
    if switching is not None:
        done = clock_time(run.scenario.zero, switching.done_s or run.second)
        if switching.line.endswith("on"):
            return f"The automation is being started again, done at {done}."
        then = " Restore the record after that." if now.kind is PageKind.EMPTY else ""
        return f"The automation is being frozen, done at {done}.{then}"
    if restoring is not None:
        return f"The record is being restored, done at {clock_time(run.scenario.zero, restoring.done_s or run.second)}."
    if now.kind is PageKind.EMPTY and running and facts.planned:
        return "Freeze first: an enactor that still runs can write over a repair."
    if now.kind is PageKind.EMPTY and not running:
        return "The automation is off: the record can be restored."
    if now.kind is PageKind.HAND:
        return "The record answers again; empty answers live on in resolvers for a while."
    return ""
