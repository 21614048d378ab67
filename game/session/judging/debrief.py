"""The debrief: a finished (or left) run told back, beside the region's truth and what was published of the real night."""

from __future__ import annotations

from math import inf

from game.engine.readings import Level
from game.engine.scenario import MilestoneSpec, PublishedAct, Scenario
from game.engine.words import Sentence, say
from game.session.handover.changeover import Changeover
from game.session.judging.case import identified_s
from game.session.judging.lessons import lessons
from game.session.judging.lingering import goal_words, still
from game.session.judging.milestones import recovery
from game.session.judging.record import Entry, EntryKind, RunRecord
from game.session.judging.rubric import PARTS
from game.session.judging.score import Mark, Score, score
from game.session.staff.person import YOU
from game.session.view.aftermath import Act, Debrief, MarkView
from game.session.view.telling import Post, PostState

ACTS_AT_MOST = 20
TRUTHS_AT_MOST = 16
CLEAN_UPS_AT_MOST = 4
PUBLIC_POSTS = "dashboard"  # the source of published acts that were posts to the public
CAUSE_PUBLISHED = "cause-identified"
FIRST_PAGE = "first page"

_PART_OF = {criterion.id: part.label for part in PARTS for criterion in part.criteria}

_WEIGHT = {
    EntryKind.CHANGE: 0,
    EntryKind.RESOLVE: 1,
    EntryKind.POST: 2,
    EntryKind.LOOK: 3,
    EntryKind.HANDOVER: 3,
    EntryKind.PAGE: 4,
    EntryKind.ANSWER: 4,
    EntryKind.SEVERITY: 5,
    EntryKind.ACK: 6,
    EntryKind.HYPOTHESIS: 7,
    EntryKind.OTHER: 8,
}


def debrief(
    record: RunRecord,
    scenario: Scenario,
    ghost: tuple[float, ...] = (),
    customer_minutes_history: float | None = None,
    *,
    acts_at_most: int = ACTS_AT_MOST,
) -> Debrief:
    """Everything that the debrief shows. `ghost` is the history script's curve, if the level has one."""
    judged = score(record, scenario)
    return Debrief(
        level=record.level,
        outcome=record.outcome,
        verdict=_verdict(record, judged),
        total=judged.total,
        grade=judged.grade,
        impact_score=judged.impact_score,
        conduct_score=judged.conduct_score,
        parts=judged.parts,
        acts=_acts(record, acts_at_most),
        truth=_truth(record, scenario),
        history=tuple(
            [Act(act.at_s, "history", act.text) for act in _by_time(scenario) if act.at_s >= _yours_from_s(record)]
        ),
        curve=record.curve,
        ghost=ghost,
        phases=_phases(record, scenario),
        sectors=record.sectors,
        customer_minutes=record.customer_minutes,
        customer_minutes_history=customer_minutes_history,
        times=times(record, scenario),
        lessons=lessons(record, scenario, judged).told,
        journal=record.journal,
        end_s=record.end_s if record.resolved_s is None else record.resolved_s,
        marks=tuple([mark_view(mark) for mark in judged.marks]),
        held=None if judged.cap is None else (judged.cap.total, judged.cap.says),
    )


def mark_view(mark: Mark) -> MarkView:
    """What one rule of the rubric came to, as it is shown."""
    rule = mark.criterion
    return MarkView(rule.id, _PART_OF[rule.id], rule.says, mark.points, rule.of, str(mark.reason), rule.next_time)


# The outcome in words.


def _verdict(record: RunRecord, judged: Score) -> str:
    parts = (
        _outcome(record),
        still(record.lingering, record.goal_s, record.wall) if record.goal_met else None,
        untold(record),
    )
    outcome = " ".join([str(part) for part in parts if part is not None])
    if judged.cap is None:
        return outcome
    held = say(
        "The parts add up to {parts}; {total} is the most where {why}.",
        parts=judged.parts_total,
        total=judged.cap.total,
        why=judged.cap.says,
    )
    return f"{outcome} {held}"


def _outcome(record: RunRecord) -> Sentence:
    percent = int((record.curve[-1] if record.curve else 0.0) * 100 + 0.5)
    end = record.wall(record.end_s)
    if record.outcome == "resolved" and record.resolved_s is not None:
        over = record.wall(record.resolved_s)
        if record.goal_s is None:
            return say("You declared it over at {over}, and it was.", over=over)
        names, verb = goal_words(record.goal_names)
        return say(
            "{names} {verb} well, and customers served, from {well} on; you declared it over at {over}, and it was.",
            names=names,
            verb=verb,
            well=record.wall(record.goal_s),
            over=over,
        )
    if record.goal_met and record.goal_s is not None:
        names, verb = goal_words(record.goal_names)
        return say(
            "{names} {verb} well, and customers served, from {well} on; nobody declared it over.",
            names=names,
            verb=verb,
            well=record.wall(record.goal_s),
        )
    if record.outcome == "lost":
        return say("The night ended at {end} with {percent}% of customers still cut off.", end=end, percent=percent)
    return say("The night was left at {end} with {percent}% of customers cut off.", end=end, percent=percent)


def untold(record: RunRecord) -> Sentence | None:
    """That the end was declared inside only; None where customers were told so, or where none of them lost anything."""
    posts = record.telling.posts
    hurt = any(sector.customer_minutes > 0 for sector in record.sectors)
    if record.resolved_s is None or not hurt or (posts and posts[-1].state is PostState.RESOLVED):
        return None
    return say("The team knew that it was over; customers were not told.")


# Timelines.


def _acts(record: RunRecord, at_most: int) -> tuple[Act, ...]:
    told = _told(record)
    if len(told) > at_most:
        weights = sorted([(_WEIGHT[entry.kind], place) for place, (entry, _) in enumerate(told)])
        kept = sorted([place for _, place in weights[:at_most]])
        told = [told[place] for place in kept]
    return tuple(
        [Act(entry.second, entry.who, text if entry.who == YOU else f"{entry.who}: {text}") for entry, text in told]
    )


def _told(record: RunRecord) -> list[tuple[Entry, str]]:
    told: list[tuple[Entry, str]] = []
    posts = list(record.telling.posts)
    acknowledged = False
    for entry in record.entries:
        if entry.refused or entry.kind not in _WEIGHT:
            continue
        if entry.kind is EntryKind.ACK:
            if not acknowledged:
                told.append((entry, str(say("acknowledged the page"))))
            acknowledged = True
        elif entry.kind is EntryKind.POST:
            told.append((entry, _posted(posts.pop(0)) if posts else entry.line))
        elif entry.kind is EntryKind.LOOK:
            if entry.proved:
                told.append((entry, str(say("{line}: the cause is proved", line=entry.line))))
        elif entry.kind is EntryKind.RESOLVE:
            early = entry.second in record.false_all_clears
            told.append((entry, str(say("declared it over, too early") if early else say("declared it over"))))
        elif entry.kind is EntryKind.HANDOVER:
            told.append((entry, str(say("wrote a note for the next shift"))))
        else:
            told.append((entry, entry.line))
    told += [_shift_over(one) for one in record.changeovers if one.at_shift_change]
    return sorted(told, key=lambda pair: pair[0].second)


def _shift_over(one: Changeover) -> tuple[Entry, str]:
    text = say("your shift ended; the note went with the seat")
    if one.written_s is None:
        text = say("your shift ended without a note")
    return Entry(one.second, "", EntryKind.HANDOVER), str(text)


def _posted(post: Post) -> str:
    count = len(post.services)
    if count == 1:
        return str(say("told customers: {state}, one service", state=post.state.value))
    return str(say("told customers: {state}, {count} services", state=post.state.value, count=count))


def _yours_from_s(record: RunRecord) -> float:
    """What came before is the night of another shift; without one, everything is yours."""
    return -inf if record.handed_over is None else record.handed_over.second


def _truth(record: RunRecord, scenario: Scenario) -> tuple[Act, ...]:
    from_s = _yours_from_s(record)
    acts = [Act(second, "region", str(text)) for second, text in record.clean_ups[:CLEAN_UPS_AT_MOST]]
    acts += [Act(second, "region", spec.name) for second, spec in _reached(record, scenario)]
    acts = [act for act in acts if act.second >= from_s]
    log = [line for line in record.log if line.second >= from_s]
    for level in (Level.ERROR, Level.WARN):
        seen: list[str] = []
        for line in log:
            if line.level is not level or line.text.template in seen or len(acts) >= TRUTHS_AT_MOST:
                continue
            seen.append(line.text.template)
            acts.append(Act(line.second, "region", str(say("{name}: {text}", name=line.component, text=line.text))))
    return tuple(sorted(acts, key=lambda act: act.second))


def _reached(record: RunRecord, scenario: Scenario) -> list[tuple[int, MilestoneSpec]]:
    specs = {spec.id: spec for spec in scenario.milestones}
    reached = [(second, specs[name]) for name, second in record.milestones if second is not None and name in specs]
    return sorted(reached, key=lambda pair: pair[0])


def _phases(record: RunRecord, scenario: Scenario) -> tuple[tuple[int, str], ...]:
    """What the night was at from when on; of what came before the player did, only the last."""
    phases = [(second, spec.name) for second, spec in _reached(record, scenario)]
    before = [phase for phase in phases if phase[0] <= record.level.start_s]
    return (*before[-1:], *phases[len(before) :])


def _by_time(scenario: Scenario) -> list[PublishedAct]:
    return sorted(scenario.published, key=lambda act: act.at_s)


# Times.


def times(record: RunRecord, scenario: Scenario) -> tuple[tuple[str, int | None, int | None], ...]:
    """(what, yours, the real night's where it was published), in seconds from the level's zero.

    Who took over from another shift was not there for the first steps: what came before is left out, and the clocks of
    both nights run from the taking over.
    """
    found = dict(record.milestones)
    published = {act.milestone: act.at_s for act in scenario.published if act.milestone}
    published.update({spec.id: spec.published_s for spec in scenario.milestones if spec.published_s is not None})
    steps = [spec.id for spec in recovery(scenario)]
    posts = [act.at_s for act in _by_time(scenario) if act.source == PUBLIC_POSTS and not act.milestone]
    first_post = record.telling.posts[0].second if record.telling.posts else None
    first = (
        (FIRST_PAGE, record.first_page_s, None),
        ("acknowledged", record.first(EntryKind.ACK), None),
        ("severity declared", record.first(EntryKind.SEVERITY), None),
        ("first update", first_post, posts[0] if posts else None),
    )
    later = (
        ("cause proved", identified_s(record), published.get(CAUSE_PUBLISHED)),
        ("repair in place", found.get(steps[0]) if steps else None, published.get(steps[0]) if steps else None),
        ("well again", found.get(steps[-1]) if steps else record.goal_s, published.get(steps[-1]) if steps else None),
        ("declared over", record.resolved_s, None),
    )
    if record.handed_over is None:
        return (*first, *later)
    from_s = record.handed_over.second
    return tuple(
        [
            (
                what,
                None if mine is None else mine - from_s,
                None if theirs is None or theirs < from_s else theirs - from_s,
            )
            for what, mine, theirs in later
            if mine is None or mine > from_s
        ]
    )
