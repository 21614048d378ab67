"""The account of a run: everything that its written report holds, gathered from the run, its score and its debrief."""

from __future__ import annotations

from game import __version__
from game.engine.scenario import Scenario
from game.session.judging.afterwards import handovers, promises
from game.session.judging.by_sector import sector_curves
from game.session.judging.debrief import debrief, mark_view
from game.session.judging.factors import Findings, hindrances
from game.session.judging.lessons import lessons
from game.session.judging.owners import ON_CALL
from game.session.judging.record import EntryKind, RunRecord
from game.session.judging.result import record_of
from game.session.judging.score import score
from game.session.run import Run
from game.session.view.report import (
    CallView,
    ChangeView,
    Correction,
    LookView,
    Origin,
    PostView,
    Report,
    Thought,
)

EVERY_ACT = 10_000
"""A report has room for all of them."""


def account(run: Run, *, ghost: Run | None = None, journal: str = "", wrote: str = __version__) -> Report:
    """Everything about a run, finished or not. `ghost` is the real night, played; `journal` the name of the file that the
    run was kept in, `wrote` the version that wrote it."""
    record = record_of(run, journal)
    scenario = run.scenario
    judged = score(record, scenario)
    told = debrief(
        record,
        scenario,
        () if ghost is None else ghost.ledger.curve(),
        None if ghost is None else ghost.ledger.customer_minutes(),
        acts_at_most=EVERY_ACT,
    )
    taught = lessons(record, scenario, judged)
    found = Findings(run)
    hindered = tuple([mark_view(mark) for mark in hindrances(judged)])
    return Report(
        origin=Origin(
            journal=journal,
            content=scenario.content_hash,
            wrote=wrote,
            tells=__version__,
            state=run.digest(),
            handed_over_s=None if record.handed_over is None else record.handed_over.second,
        ),
        debrief=told,
        sectors=sector_curves(run, ghost),
        changes=tuple(
            [
                ChangeView(entry.second, entry.done_s, entry.line, entry.risk.value)
                for entry in record.kept(EntryKind.CHANGE)
            ]
        ),
        posts=_posts(run, record),
        trust=record.telling.curve,
        trust_left=record.telling.trust,
        looks=_looks(run),
        thoughts=_thoughts(run),
        happened=taught.happened,
        factors=found.factors(),
        hindered=hindered,
        corrections=(
            *promises(run, record),
            *found.corrections(),
            *[Correction(mark.next_time, ON_CALL, f"{mark.part}: {mark.for_what}") for mark in hindered],
        ),
        keep=taught.keep,
        change=" ".join([taught.change, *taught.not_so]),
        learned=taught.region,
        objectives=record.objectives,
        handovers=handovers(run, record),
        calls=_calls(record),
    )


# What was said and read.


def _labels(scenario: Scenario) -> dict[str, str]:
    return {cause.id: cause.label for cause in scenario.causes}


def _posts(run: Run, record: RunRecord) -> tuple[PostView, ...]:
    labels = _labels(run.scenario)
    not_so = {word.number for word in record.telling.not_so}
    found = []
    for post, judged in zip(record.telling.posts, record.telling.judgements, strict=True):
        found.append(
            PostView(
                number=post.number,
                second=post.second,
                state=post.state.value,
                services=tuple([run.instruments.name_of(service) for service in post.services]),
                cause=labels.get(post.cause, post.cause),
                words=post.message,
                promise_s=post.promise_s,
                true=judged.truthful,
                partly=judged.truthful and post.number in not_so,
                in_time=judged.in_time,
                verdict=post.verdict,
                trust_before=judged.trust_before,
                trust_after=judged.trust_after,
                findings=judged.findings,
            )
        )
    return tuple(found)


def _calls(record: RunRecord) -> tuple[CallView, ...]:
    return tuple(
        [
            CallView(
                call.second,
                call.name,
                " ".join([str(sentence) for sentence in call.says]),
                call.end.value,
                call.ended_s,
                call.trust,
            )
            for call in record.calls
        ]
    )


def _looks(run: Run) -> tuple[LookView, ...]:
    labels = _labels(run.scenario)
    return tuple(
        [
            LookView(
                look.second,
                look.line,
                tuple([labels[cause] for cause in look.proved if cause in run.true_causes]),
                tuple([labels[cause] for cause in look.proved if cause not in run.true_causes]),
            )
            for look in run.evidence.of_the_night()
        ]
    )


def _thoughts(run: Run) -> tuple[Thought, ...]:
    labels = _labels(run.scenario)
    return tuple(
        [
            Thought(
                thought.second,
                labels.get(thought.cause, thought.cause),
                thought.confidence,
                thought.cause in run.true_causes,
            )
            for thought in run.state.hypotheses
        ]
    )
