"""A record, who writes it, and who remembers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.words import Sentence, say
from game.session.language.wording import clock_time
from game.session.showing.phrases.shown import LATELY_S, Said, percent

if TYPE_CHECKING:
    from game.engine.mechanisms.dns_enactor import EnactorSpec
    from game.engine.mechanisms.dns_record import Record
    from game.session.showing.phrases.shown import Shown


def record(it: Shown) -> Said:
    """What the check of the record reads, which is the return code and nothing else; closely also what was dug last."""
    errors, forms = it.number("errors"), list[Sentence]()
    dug = _dug(it) if it.close else None
    if dug is not None:
        text = "set by hand; {count} addresses when dug at {at}" if it.held else "{count} addresses when dug at {at}"
        forms.append(say(text, count=dug[0], at=dug[1]))
    if errors > 0.0:
        forms += [say("{share} of answers are errors", share=percent(errors)), say("errors")]
    elif it.held:
        forms += [say("set by hand; no answer is an error"), say("by hand")]
    else:
        forms += [say("no answer is an error"), say("no errors")]
    return Said(tuple(forms), trouble=errors > 0.0)


def _dug(it: Shown) -> tuple[int, str] | None:
    """How many addresses the name had when it was asked last, and when that was.

    None if nobody has asked, or not since it was set by hand.
    """
    part: Record = it.part  # type: ignore[assignment]
    name = part.spec.name
    look = it.run.evidence.last(f"dig {name}")
    set_s = max([page.second for page in part.pages if page.endpoint == name and page.by_hand], default=None)
    if it.held and look is not None and set_s is not None and look.second < set_s:
        return None
    pages = (
        [] if look is None else [page for page in part.pages if page.endpoint == name and page.second <= look.second]
    )
    if look is None or not pages:
        return None
    return pages[-1].addresses, clock_time(it.run.scenario.zero, look.second)[:5]


def planner(it: Shown) -> Said:
    """How many plans it makes."""
    newest, made = it.number("newest"), it.lately("newest")
    plan = f"{newest:.0f}"
    if it.held:
        return Said((say("makes no plans; the newest is {plan}", plan=plan), say("makes no plans")))
    if made is None:
        return Said((say("the newest plan is {plan}", plan=plan),))
    if made < 1.0:
        return Said((say("no new plan for 10 minutes; the newest is {plan}", plan=plan), say("none lately")))
    values = {"plan": plan, "made": f"{made:.0f}", "pace": round(LATELY_S / made)}
    return Said(
        (say("plan {plan} is the newest; {made} made in 10 minutes", **values), say("every {pace} s", **values))
    )


def enactor(it: Shown) -> Said:
    """What it applied last, and whether what it writes is refused."""
    spec: EnactorSpec = it.part.spec
    applied = f"{it.number('applied'):.0f}"
    refused, lately = it.number("refusals"), it.lately("refusals")
    if it.held:
        return Said((say("writes nothing; it last applied plan {plan}", plan=applied), say("writes nothing")))
    if lately:
        values = {"count": f"{refused:.0f}", "lately": f"{lately:.0f}"}
        told = say("{count} batches refused, {lately} of them in 10 minutes", **values)
        return Said((told, say("{count} refused", **values)), trouble=True)
    newest = f"{it.number('newest', of=spec.planner):.0f}"
    return Said(
        (
            say("it last applied plan {plan}; the newest is {newest}", plan=applied, newest=newest),
            say("none refused now") if refused else say("none refused"),
        )
    )


def resolvers(it: Shown) -> Said:
    """Nobody has instruments there; what is known is what people opened."""
    return Said((say("the side road is open"),)) if it.held else Said()
