"""The score: each rule of the rubric applied to the record of a run, with its reason in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.engine.scenario import Scenario
from game.engine.words import Sentence, say
from game.session.call_state import CallEnd
from game.session.case import Case, identified_s, minutes_of
from game.session.handover_score import handed_over
from game.session.record import Entry, EntryKind, RunRecord
from game.session.rubric import (
    ALL_AT_ONCE,
    CAPS,
    CARE,
    COIN_TOSS,
    HARM_MIN,
    HARMS_AT_MOST,
    HINT_COSTS,
    HINTS,
    HINTS_AT_MOST,
    HINTS_COME_OFF,
    IDLE_AT_MOST,
    METHOD,
    PARTS,
    RESERVE,
    SPRAY,
    TRUST_GONE,
    VERIFY_WITHIN_S,
    WANTED_LOOKS,
    Cap,
    Criterion,
    grade_of,
)
from game.session.view.aftermath import ScorePart
from game.session.wording import count

__all__ = ["Entry", "EntryKind", "Mark", "RunRecord", "Score", "score"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What one criterion came to: its share (0 to 1) of the points, and why. `taken` are points that it takes away."""

    criterion: Criterion
    share: float
    reason: Sentence
    taken: float = 0.0

    @property
    def points(self) -> float:
        """Points earned."""
        return self.criterion.of * self.share - self.taken

    @property
    def left(self) -> float:
        """Points that were left."""
        return self.criterion.of - self.points


@dataclass(frozen=True, slots=True)
class Score:
    """The verdict on both axes. `cap` is the ceiling that held the total down, or None."""

    total: int
    grade: str
    impact_score: int
    conduct_score: int
    parts: tuple[ScorePart, ...]
    marks: tuple[Mark, ...]
    cap: Cap | None


_Answer = tuple[float, Sentence]


def score(record: RunRecord, scenario: Scenario) -> Score:
    """Apply the rubric. Depends on nothing but its arguments."""
    case = Case(record, scenario)
    marks: list[Mark] = []
    parts: list[ScorePart] = []
    impact = conduct = 0.0
    conduct_of = 0
    for index, part in enumerate(PARTS):
        found = [_mark(criterion, case) for criterion in part.criteria]
        if part.id == HINTS_COME_OFF:
            found += hint_marks(case, sum([mark.points for mark in found]))
        marks += found
        points = sum([mark.points for mark in found])
        worst = max(found, key=lambda mark: mark.left, default=None)
        parts.append(ScorePart(part.id, part.label, points, part.of, str(worst.reason) if worst else ""))
        if index == 0:
            impact = points / part.of * 100
        else:
            conduct += points
            conduct_of += part.of
    case.conduct = conduct / conduct_of * 100
    total = impact * PARTS[0].of / 100 + conduct
    hold = min(
        [cap for cap in CAPS if cap.total < total and _CAPS[cap.id](case)], key=lambda cap: cap.total, default=None
    )
    whole = _whole(total if hold is None else hold.total)
    return Score(
        whole,
        grade_of(whole),
        _whole(impact),
        _whole(case.conduct),
        tuple(parts),
        tuple(marks),
        hold,
    )


def _mark(criterion: Criterion, case: Case) -> Mark:
    share, reason = _RULES[criterion.id](case)
    return Mark(criterion, min(1.0, max(0.0, share)), reason)


# Hints.


def hint_marks(case: Case, earned: float) -> list[Mark]:
    """What hints cost of the points earned, in a rated night; nothing in any other, or without hints."""
    rungs = [rung for objective in case.record.objectives for rung in objective.rungs]
    if not rungs or not case.record.level.guidance.rated:
        return []
    taken = min(sum([HINT_COSTS[rung - 1] for rung in rungs]), HINTS_AT_MOST, earned)
    text = say("Hints asked for: {n}. They cost {points} points.", n=len(rungs), points=f"{taken:g}")
    return [Mark(HINTS, 0.0, text, taken)]


# Impact.


def _impact(case: Case) -> _Answer:
    par = case.scenario.par
    lost = case.record.weighted
    if par is None:
        return (1.0, say("Customers are well.")) if case.record.goal_met else (0.0, say("Customers are not well yet."))
    minutes = f"{case.record.customer_minutes:,.0f}"
    if par.nothing <= par.reference:
        # Nothing is wrong in such a level: whatever customers lost beyond the usual was lost by what was done.
        share = 1.0 if lost <= par.nothing else par.nothing / lost
        return share, say("Customers lost {minutes} minutes; leaving all alone costs the least.", minutes=minutes)
    share = (par.nothing - lost) / (par.nothing - par.reference)
    if share >= 1.0:
        return share, say("Customers lost {minutes} minutes, no more than in the reference play.", minutes=minutes)
    percent = _whole(min(1.0, max(0.0, share)) * 100)
    return share, say(
        "Customers lost {minutes} minutes; {percent}% of what can be spared was spared.",
        minutes=minutes,
        percent=percent,
    )


# Diagnosis.


def _looked_first(case: Case) -> _Answer:
    looks = case.bearing_looks(case.touched_s)
    share = looks / WANTED_LOOKS
    if looks == 0 and not case.changes:
        return 0.0, say("Nothing that bears on the trouble was looked at.")
    if not case.changes and case.trouble:
        return share / 2, say("{n} looks bore on the trouble, and no change followed.", n=looks)
    if not case.changes:
        return share, say("{n} looks, and nothing was changed that was well.", n=looks)
    if looks == 0:
        return 0.0, say("The first change came before any look that bears on the trouble.")
    if looks < WANTED_LOOKS:
        return share, say("One look came before the first change.")
    return share, say("{n} looks came before the first change.", n=looks)


def _cause_proved(case: Case) -> _Answer:
    if not case.trouble:
        clean = 0.0 if case.changes else 1.0
        return clean, say("Nothing was broken; {n} changes were made.", n=len(case.changes))
    proved_s = identified_s(case.record)
    if proved_s is None:
        return 0.0, say("No cause was proved by what was read.")
    if case.touched_s is not None and proved_s > case.touched_s:
        return 0.5, say("The cause was proved at {time}, after the first change.", time=case.record.wall(proved_s))
    return 1.0, say("The cause was proved at {time}, before any change.", time=case.record.wall(proved_s))


def _one_at_a_time(case: Case) -> _Answer:
    if not case.changes:
        return (0.0 if case.trouble else 1.0), say("Nothing was changed.")
    overlapping = case.overlapping()
    if overlapping == 0:
        return 1.0, say("No change began while another was under way.")
    share = 1 - 2 * overlapping / len(case.changes)
    return share, say("{n} of {all} changes began while another was under way.", n=overlapping, all=len(case.changes))


def _verified(case: Case) -> _Answer:
    if not case.changes:
        return (0.0 if case.trouble else 1.0), say("Nothing was changed.")
    checked = case.checked()
    share = checked / len(case.changes)
    if share == 1.0:
        return 1.0, say("Each change was followed by a look at what it did.")
    return share, say(
        "{n} of {all} changes were followed within {minutes} min by a look of their own at what they did, such as status or dig.",
        n=checked,
        all=len(case.changes),
        minutes=VERIFY_WITHIN_S // 60,
    )


def _calibrated(case: Case) -> _Answer:
    stated = case.hypotheses()
    if not stated:
        return 0.0, say("No hypothesis was stated.")
    error = sum([(sure - true) ** 2 for true, sure in stated]) / len(stated)
    right = len([sure for true, sure in stated if true == (sure >= 0.5)])
    return 1 - error / COIN_TOSS, say(
        "{n} of {all} hypotheses leaned to the right side; their confidence was off by {off} points on average.",
        n=right,
        all=len(stated),
        off=_whole(sum([abs(sure - true) for true, sure in stated]) / len(stated) * 100),
    )


# Trust.


def _first_update(case: Case) -> _Answer:
    telling = case.record.telling
    if not telling.ever_hurt:
        return 1.0, say("No customer was cut off, so nothing was due.")
    if not telling.posts:
        return 0.0, say("Customers were told nothing.")
    page = telling.page_s if telling.page_s is not None else case.start_s
    limit = case.scenario.channel.first_within_s
    took = max(0, telling.posts[0].second - page)
    if case.handed_over:
        text = say("Your first update came {minutes} min after you took over.", minutes=minutes_of(took))
    else:
        text = say("The first update came {minutes} min after the first page.", minutes=minutes_of(took))
    return _falling(took, limit, 3 * limit), text


def _kept_talking(case: Case) -> _Answer:
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


def _truthful(case: Case) -> _Answer:
    telling = case.record.telling
    if not telling.judgements:
        return (0.0 if telling.ever_hurt else 1.0), say("There was no update to hold against the truth.")
    false = [judged for judged in telling.judgements if not judged.truthful]
    untrue = len(false)
    # One untrue update weighs as much as three true ones.
    share = 1 - 3 * untrue / (3 * untrue + len(telling.judgements) - untrue)
    if _false_all_clear(case):
        share = 0.0
    if untrue == 0 and case.record.false_all_clears:
        return share, say(
            "It was declared over at {time}, and was not.", time=case.record.wall(case.record.false_all_clears[0])
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


def _trust_left(case: Case) -> _Answer:
    trust = case.record.telling.trust
    if case.record.telling.ever_hurt and not case.record.telling.posts:
        return 0.0, say("Customers were told nothing that they could trust.")
    found = max(1.0, case.record.telling.found)
    share = (trust / found - TRUST_GONE) / (1 - TRUST_GONE)
    unanswered = len([call for call in case.record.calls if call.end is CallEnd.UNANSWERED])
    if unanswered:
        return share, say(
            "Trust ended at {trust}, from {found} at first; {calls} went unanswered.",
            trust=_whole(trust),
            found=_whole(found),
            calls=count(unanswered, "call", "calls"),
        )
    return share, say("Trust ended at {trust}, from {found} at first.", trust=_whole(trust), found=_whole(found))


# Safety.


def _order(case: Case) -> _Answer:
    if not case.changes:
        return (0.0 if case.trouble else 1.0), say("Nothing was changed.")
    early = [change for change in case.changes if not change.needs_met]
    if not early:
        return 1.0, say("Each change was taken when what it needs was true.")
    return 1 - len(early) / 2, say("What it needs was not true yet: {line}.", line=early[0].line)


def _aimed(case: Case) -> _Answer:
    if not case.changes:
        return (0.0 if case.trouble else 1.0), say("Nothing was changed.")
    stray = case.unaimed()
    if not stray:
        return 1.0, say("Each risky change was aimed at something that had been looked at.")
    return 1 - len(stray) / 3, say("Nobody had looked there before: {line}.", line=stray[0].line)


def _unharmed(case: Case) -> _Answer:
    if not case.changes:
        return (0.0 if case.trouble else 1.0), say("Nothing was changed.")
    harms = case.record.collateral
    if not harms:
        return 1.0, say("Nothing that was well was hurt by a change.")
    lost = sum([harm.lost_min for harm in harms])
    worst = max(harms, key=lambda harm: harm.lost_min)
    share = 1 - max(len(harms) / HARMS_AT_MOST, lost / HARM_MIN)
    return share, say("{service} was well and failed after this: {line}.", service=worst.service, line=worst.line)


def _undone(case: Case) -> _Answer:
    if not case.changes:
        return (0.0 if case.trouble else 1.0), say("Nothing was changed.")
    harms = case.record.collateral
    left = [harm for harm in harms if not harm.undone]
    if not harms:
        return 1.0, say("There was no harm to undo.")
    if not left:
        return 1.0, say("What a change had hurt was seen to soon.")
    return 1 - len(left) / len(harms), say("The harm of this was left alone: {line}.", line=left[0].line)


# People.


def _acknowledged(case: Case) -> _Answer:
    second = case.record.first(EntryKind.ACK)
    handed, came_s = case.record.handed_over, case.record.first_wait_s
    if handed is not None and came_s is None:
        return 1.0, say("No page waited for you.")
    if second is None:
        return _unpaged(case) or (0.0, say("The page was not acknowledged."))
    took = case.since_page(second) if handed is None or came_s is None else max(0, second - came_s)
    if case.handed_over and came_s == case.start_s:
        text = say(
            "The pages that waited were acknowledged {minutes} min after you took over.", minutes=minutes_of(took)
        )
        return _falling(took, 300, 900), text
    return _falling(took, 300, 900), say(
        "The page was acknowledged {minutes} min after it came.", minutes=minutes_of(took)
    )


def _declared(case: Case) -> _Answer:
    second = case.record.first(EntryKind.SEVERITY)
    if not case.trouble:
        return 1.0, say("There was no incident to declare.")
    if case.record.handed_over is not None and case.record.handed_over.severity:
        return 1.0, say("A severity was declared before you took over.")
    if second is None:
        return _unpaged(case) or (0.0, say("No severity was declared."))
    took = case.since_page(second)
    if case.handed_over:
        text = say("A severity was declared {minutes} min after you took over.", minutes=minutes_of(took))
        return _falling(took, 900, 2700), text
    return _falling(took, 900, 2700), say(
        "A severity was declared {minutes} min after the first page.", minutes=minutes_of(took)
    )


def _asked(case: Case) -> _Answer:
    second = case.record.people.first_page_s
    if not case.scenario.teams or not case.trouble:
        return 1.0, say("There was nobody to call.")
    if case.record.handed_over is not None and case.record.handed_over.called:
        return 1.0, say("Help had been called before you took over.")
    if second is None:
        return _unpaged(case) or (0.0, say("Nobody was called."))
    took = case.since_page(second)
    if case.handed_over:
        text = say("Help was called {minutes} min after you took over.", minutes=minutes_of(took))
        return _falling(took, 900, 3600), text
    return _falling(took, 900, 3600), say(
        "Help was called {minutes} min after the first page.", minutes=minutes_of(took)
    )


def _unpaged(case: Case) -> _Answer | None:
    return (1.0, say("No page came.")) if case.record.first_page_s is None else None


def _falling(took: int, full_s: int, none_s: int) -> float:
    """1 up to `full_s`, then falling to 0 at `none_s`."""
    return 1 - (took - full_s) / (none_s - full_s)


def _not_everybody(case: Case) -> _Answer:
    people = case.record.people
    if people.woken == 0:
        if case.record.handed_over is not None and case.record.handed_over.called:
            return 1.0, say("Nobody else was woken.")
        alone = case.trouble and bool(case.scenario.teams)
        return (0.0 if alone else 1.0), say("Nobody was woken.")
    idle = max(0, people.woken - people.worked - RESERVE)
    return 1 - idle / 4, say("People woken: {n}; given work: {worked}.", n=people.woken, worked=people.worked)


_RULES: dict[str, Callable[[Case], _Answer]] = {
    "impact": _impact,
    "looked-first": _looked_first,
    "cause-proved": _cause_proved,
    "one-at-a-time": _one_at_a_time,
    "verified": _verified,
    "calibrated": _calibrated,
    "first-update": _first_update,
    "kept-talking": _kept_talking,
    "truthful": _truthful,
    "trust-left": _trust_left,
    "order": _order,
    "aimed": _aimed,
    "unharmed": _unharmed,
    "undone": _undone,
    "acknowledged": _acknowledged,
    "declared": _declared,
    "asked": _asked,
    "not-everybody": _not_everybody,
    "handed-over": handed_over,
}


def _false_all_clear(case: Case) -> bool:
    findings = [name for judged in case.record.telling.judgements for name, _ in judged.findings]
    return "resolved_too_early" in findings or bool(case.record.false_all_clears)


_CAPS: dict[str, Callable[[Case], bool]] = {
    "nothing-done": lambda case: not case.changes and not case.record.telling.posts and case.record.telling.ever_hurt,
    "spray": lambda case: len(case.unaimed()) >= SPRAY,
    "not-over": lambda case: not case.record.goal_met,
    "blind": lambda case: bool(case.changes) and case.bearing_looks(case.touched_s) == 0,
    "method": lambda case: case.conduct < METHOD,
    "silent": lambda case: case.record.telling.ever_hurt and not case.record.telling.posts,
    "false-all-clear": _false_all_clear,
    "all-at-once": lambda case: len(case.changes) >= ALL_AT_ONCE and 2 * case.overlapping() > len(case.changes),
    "loose": lambda case: case.conduct < CARE,
    "everybody": lambda case: case.record.people.woken - case.record.people.worked > IDLE_AT_MOST,
}


def _whole(number: float) -> int:
    return int(number + 0.5)
