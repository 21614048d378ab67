"""How the public was told: soon, often enough, truthfully, and with which trust at the end."""

from __future__ import annotations

from game.engine.words import say
from game.session.judging.case import Case, lasting, minutes_of
from game.session.judging.criteria import telling as updates
from game.session.judging.criteria.answer import Answer, Rule, falling, whole
from game.session.judging.rubric import TRUST_GONE
from game.session.language.wording import count
from game.session.staff.call_state import CallEnd


def _first_update(case: Case) -> Answer:
    telling = case.record.telling
    if not telling.ever_hurt:
        return 1.0, say("No customer was cut off, so nothing was due.")
    if not telling.posts:
        return 0.0, say("Customers were told nothing.")
    page = telling.page_s if telling.page_s is not None else case.start_s
    limit = case.scenario.channel.first_within_s
    took = max(0, telling.posts[0].second - page)
    if case.handed_over:
        text = say("Your first update came {took} after you took over.", took=lasting(took))
    else:
        text = say("The first update came {took} after the first page.", took=lasting(took))
    return falling(took, limit, 3 * limit), text


def _kept_talking(case: Case) -> Answer:
    telling = case.record.telling
    if not telling.ever_hurt:
        return 1.0, say("No customer waited for word.")
    if not telling.posts:
        return 0.0, say("Customers were told nothing.")
    if telling.silent_s == 0:
        return 1.0, say("No update was overdue while customers were cut off.")
    share = 1 - 2 * telling.silent_s / max(1, telling.waited_s)
    if telling.silent_s < 60:
        return share, say("Updates were overdue for less than a minute in all.")
    return share, say("Updates were overdue for {minutes} min in all.", minutes=minutes_of(telling.silent_s))


def _truthful(case: Case) -> Answer:
    telling = case.record.telling
    if not telling.judgements:
        return (0.0 if telling.ever_hurt else 1.0), say("There was no update to hold against the truth.")
    false = [judged for judged in telling.judgements if not judged.truthful]
    untrue = len(false)
    # One untrue update weighs as much as three true ones.
    share = 1 - 3 * untrue / (3 * untrue + len(telling.judgements) - untrue)
    if case.false_all_clear:
        share = 0.0
    if untrue == 0 and case.record.false_all_clears:
        return share, say(
            "It was declared over at {time}, and was not.", time=case.record.wall(case.record.false_all_clears[0])
        )
    partly = list(dict.fromkeys([(word.number, word.second) for word in telling.not_so]))
    if untrue == 0 and partly:
        return 1.0, say(
            "No update was untrue as a whole; {n} of {all} said something that was not so, at {times}.",
            n=len(partly),
            all=len(telling.judgements),
            times=", ".join([case.record.wall(second) for _, second in partly]),
        )
    if untrue == 0:
        return 1.0, say("All {all} updates were true when they were sent.", all=len(telling.judgements))
    sent = ", ".join([f"{judged.state.value} at {case.record.wall(judged.second)}" for judged in false[:3]])
    more = f" and {untrue - 3} more" if untrue > 3 else ""
    return share, say(
        "{n} of {all} updates {verb} not true when sent: {sent}{more}.",
        n=untrue,
        all=len(telling.judgements),
        verb="was" if untrue == 1 else "were",
        sent=sent,
        more=more,
    )


def _trust_left(case: Case) -> Answer:
    trust = case.record.telling.trust
    if case.record.telling.ever_hurt and not case.record.telling.posts:
        return 0.0, say("Customers were told nothing that they could trust.")
    found = max(1.0, case.record.telling.found)
    share = (trust / found - TRUST_GONE) / (1 - TRUST_GONE)
    unanswered = len([call for call in case.record.calls if call.end is CallEnd.UNANSWERED])
    if unanswered:
        return share, say(
            "Trust ended at {trust}, from {found} at first; {calls} went unanswered.",
            trust=whole(trust),
            found=whole(found),
            calls=count(unanswered, "call", "calls"),
        )
    return share, say("Trust ended at {trust}, from {found} at first.", trust=whole(trust), found=whole(found))


RULES: dict[str, Rule] = {
    "first-update": _first_update,
    "kept-talking": _kept_talking,
    **updates.RULES,
    "truthful": _truthful,
    "trust-left": _trust_left,
}
