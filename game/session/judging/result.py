"""What a run came to: the record that score and debrief judge, and the JSON object that scripts and tests read."""

from __future__ import annotations

from typing import Any

from game import __version__
from game.engine.scenario import Scenario
from game.session.handover.prelude import tally
from game.session.helping.guidance import Guidance, is_led
from game.session.helping.objectives import objectives_of
from game.session.judging.aftereffects import Aftereffects
from game.session.judging.disarming import disarmed
from game.session.judging.harm import collateral
from game.session.judging.lingering import goal_names, lingering
from game.session.judging.record import RunRecord
from game.session.judging.score import Score, score
from game.session.judging.story import clean_ups, story
from game.session.run import Run
from game.session.view.aftermath import SectorLoss
from game.session.view.board import LayerHead, LevelFacts


def facts_of(scenario: Scenario, seed: int, guidance: Guidance = Guidance.ALONE) -> LevelFacts:
    """What does not change during a run."""
    return LevelFacts(
        id=scenario.id,
        title=scenario.title,
        region=scenario.region.name,
        zero=scenario.zero,
        zone=scenario.zone,
        start_s=scenario.take_over_s,
        end_s=scenario.end_s,
        layers=tuple([LayerHead(layer.id, layer.name, layer.short, layer.rows) for layer in scenario.layers]),
        seed=seed,
        guidance=guidance,
        briefing="" if is_led(scenario, guidance) else scenario.briefing,
    )


def record_of(run: Run, journal: str = "") -> RunRecord:
    """The record of a run, finished or not."""
    ledger = run.ledger
    return RunRecord(
        level=facts_of(run.scenario, run.seed, run.guidance),
        entries=tuple(run.entries),
        milestones=tuple(ledger.milestones().items()),
        curve=ledger.curve(),
        sectors=tuple([SectorLoss(total.sector, total.customer_minutes, total.weight) for total in ledger.totals()]),
        customer_minutes=ledger.customer_minutes(),
        weighted=ledger.weighted_minutes(),
        telling=run.channel.telling(run.region.tick_s),
        people=tally(run),
        outcome=run.outcome,
        end_s=run.second,
        goal_s=ledger.well_since_s(),
        goal_met=ledger.is_over,
        first_page_s=run.pager.state.first_page_s,
        resolved_s=run.state.declared_s,
        false_all_clears=run.state.false_all_clears,
        log=tuple(run.region.log),
        story=story(run),
        clean_ups=clean_ups(run),
        journal=journal,
        handed_over=None if run.handover is None else run.handover.facts,
        first_wait_s=run.pager.state.first_wait_s,
        collateral=collateral(run),
        reliefs=Aftereffects(run).reliefs(),
        objectives=objectives_of(run),
        changeovers=run.state.changeovers.done,
        calls=run.calls.state.calls,
        goal_names=goal_names(run),
        lingering=lingering(run, ledger.well_since_s()),
        disarmed=disarmed(run),
    )


def score_of(run: Run) -> Score:
    """The score as it would stand if the run ended now."""
    return score(record_of(run), run.scenario)


def result_of(run: Run) -> dict[str, Any]:
    """The object that `run --json` and `replay --json` print. Seconds count from the level's zero."""
    judged = score_of(run)
    ledger = run.ledger
    return {
        "level": run.scenario.id,
        "seed": run.seed,
        "engine": __version__,
        "elapsed_s": run.second - run.scenario.take_over_s,
        "outcome": run.outcome,
        "milestones": ledger.milestones(),
        "impact": {
            "customer_minutes": round(ledger.customer_minutes(), 1),
            "weighted": round(ledger.weighted_minutes(), 1),
            "by_sector": {total.sector: round(total.customer_minutes, 1) for total in ledger.totals()},
        },
        "score": {
            "total": judged.total,
            "grade": judged.grade,
            "parts": [
                {"id": part.id, "points": round(part.points, 1), "of": part.of, "reason": part.reason}
                for part in judged.parts
            ],
        },
        "actions": [
            {"t": said.second, "who": said.who, "say": said.line, "done": entry.done_s}
            for said, entry in zip(run.said, run.entries, strict=True)
            if not said.look
        ],
        "posts": [
            {
                "t": post.second,
                "state": post.state.value,
                "services": list(post.services),
                "cause": post.cause,
                "words": post.message,
                "promised": post.promise_s,
                "verdict": post.verdict,
            }
            for post in run.channel.telling(run.region.tick_s).posts
        ],
        "state_hash": run.digest(),
    }
