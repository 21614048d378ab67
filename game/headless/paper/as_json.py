"""A report as one JSON object: numbers and words, nothing laid out. docs/report.md says what each key holds.

Every object in it says that it is of a drill, so that a part that is lifted out of it says so as well.
"""

from __future__ import annotations

import json
from typing import Any

from game.headless.paper.chapters import DRILL
from game.headless.paper.night import KEPT
from game.session.view.aftermath import Act, MarkView
from game.session.view.objectives import ObjectiveView
from game.session.view.report import Answered, CallView, Correction, HandoverView, PostView, Report

FORMAT = 2


def as_json(report: Report) -> str:
    """The object, ASCII only."""
    return json.dumps(value(report), indent=2) + "\n"


def value(report: Report) -> dict[str, Any]:
    """The object as a value. Seconds count from the level's zero; curves hold one value a minute from `night.start_s`."""
    parts = {name: _marked(part) for name, part in _parts(report).items()}
    return {"drill": DRILL, **parts}


def _marked(part: Any) -> Any:
    """The same with `drill` in every object, at any depth."""
    if isinstance(part, dict):
        return {"drill": True, **{key: _marked(inner) for key, inner in part.items()}}
    return [_marked(inner) for inner in part] if isinstance(part, list) else part


def _parts(report: Report) -> dict[str, dict[str, Any]]:
    """What the object holds: every part an object itself; what there is any number of is the part's `list`."""
    told, origin = report.debrief, report.origin
    level = told.level
    return {
        "report": {"format": FORMAT},
        "night": {
            "level": level.id,
            "title": level.title,
            "region": level.region,
            "seed": level.seed,
            "zero": level.zero.isoformat(),
            "start_s": level.start_s,
            "end_s": told.end_s,
            "handed_over_s": origin.handed_over_s,
        },
        "origin": {
            "journal": origin.journal,
            "content": origin.content,
            "written_by": origin.wrote,
            "told_by": origin.tells,
            "state_hash": origin.state,
            "verifies": not origin.differs,
            "differs": origin.differs,
            "cut": origin.cut,
        },
        "outcome": {"is": told.outcome, "verdict": told.verdict},
        "score": {
            "total": told.total,
            "grade": told.grade,
            "impact": told.impact_score,
            "conduct": told.conduct_score,
            "held": None if told.held is None else {"at": told.held[0], "reason": told.held[1]},
            "marks": [_mark(mark) for mark in told.marks],
        },
        "customers": {
            "minutes": _round(told.customer_minutes),
            "minutes_real_night": None
            if told.customer_minutes_history is None
            else _round(told.customer_minutes_history),
            "curve": _curve(told.curve),
            "curve_real_night": _curve(told.ghost),
            "sectors": [
                {
                    "sector": sector.sector,
                    "minutes": _round(sector.customer_minutes),
                    "weight": sector.weight,
                    "curve": _curve(sector.curve),
                    "curve_real_night": _curve(sector.ghost),
                }
                for sector in report.sectors
            ],
        },
        "times": {
            "list": [
                {"time": KEPT.get(what, what), "is": what, "yours_s": mine, "real_night_s": theirs}
                for what, mine, theirs in told.times
            ]
        },
        "timeline": {"you": _acts(told.acts), "region": _acts(told.truth), "published": _acts(told.history)},
        "changes": {
            "list": [
                {"t": change.second, "done": change.done_s, "say": change.line, "risk": change.risk}
                for change in report.changes
            ]
        },
        "posts": {"list": [_post(post) for post in report.posts]},
        "calls": {"list": [_call(call) for call in report.calls]},
        "trust": {"curve": [_round(trust) for trust in report.trust], "end": _round(report.trust_left)},
        "looks": {
            "list": [
                {"t": look.second, "say": look.line, "proved": list(look.proved), "ruled_out": list(look.ruled_out)}
                for look in report.looks
            ]
        },
        "hypotheses": {
            "list": [
                {"t": thought.second, "cause": thought.cause, "confidence": thought.confidence, "true": thought.true}
                for thought in report.thoughts
            ]
        },
        "factors": {
            "happened": report.happened,
            "region": [
                {"t": factor.second, "factor": factor.text, "component": factor.component, "log": factor.seen}
                for factor in report.factors
            ],
            "response": [{"mark": mark.id, "reason": mark.reason} for mark in report.hindered],
        },
        "objectives": {"list": [_objective(it) for it in report.objectives]},
        "handovers": {"list": [_handover(one) for one in report.handovers]},
        "answers": _answers(report.answers),
        "lessons": {"keep": report.keep, "change": report.change, "region": report.learned},
        "actions": {"list": [_action(action) for action in report.corrections]},
    }


def _answers(answers: Answered | None) -> dict[str, Any]:
    """With the same keys whether anything was answered or not."""
    told = Answered() if answers is None else answers
    return {
        "given": answers is not None,
        "moments": [
            {
                "t": moment.second,
                "moment": moment.title,
                "asked": moment.asked,
                "answer": moment.chosen,
                "words": moment.words,
                "told": list(moment.told),
            }
            for moment in told.moments
        ],
        "chain": [{"t": piece.second, "text": piece.text, "right": piece.right} for piece in told.order],
        "fixes": [{"id": card.id, "title": card.title, "weeks": card.weeks} for card in told.fixes],
        "keep": told.keep,
        "change": told.change,
        "trouble": told.trouble,
    }


def _call(call: CallView) -> dict[str, Any]:
    return {
        "t": call.second,
        "who": call.name,
        "says": call.says,
        "end": call.end,
        "ended": call.ended_s,
        "trust": _round(call.trust),
    }


def _objective(it: ObjectiveView) -> dict[str, Any]:
    return {
        "objective": it.id,
        "name": it.name,
        "skill": it.skill,
        "begun_s": it.begun_s,
        "met_s": it.met_s,
        "hints": list(it.rungs),
    }


def _handover(one: HandoverView) -> dict[str, Any]:
    return {
        "t": one.second,
        "at_shift_change": one.at_shift_change,
        "written_s": one.written_s,
        "words": one.words,
        "causes": list(one.causes),
        "named": list(one.named),
    }


def _action(action: Correction) -> dict[str, Any]:
    return {
        "action": action.text,
        "owner": action.owner,
        "shown_by": action.shown_by,
        "weeks": action.weeks,
        "announced": action.announced,
        "chosen": action.chosen,
        "still_open": action.still_open,
    }


def _mark(mark: MarkView) -> dict[str, Any]:
    return {
        "id": mark.id,
        "part": mark.part,
        "points": round(mark.points, 1),
        "of": mark.of,
        "reason": mark.reason,
        "given_for": mark.for_what,
    }


def _post(post: PostView) -> dict[str, Any]:
    return {
        "t": post.second,
        "state": post.state,
        "services": list(post.services),
        "cause": post.cause,
        "words": post.words,
        "promised": post.promise_s,
        "true": post.true,
        "in_time": post.in_time,
        "verdict": post.verdict,
        "trust_before": _round(post.trust_before),
        "trust_after": _round(post.trust_after),
        "findings": [{"id": name, "points": round(points, 2)} for name, points in post.findings],
    }


def _acts(acts: tuple[Act, ...]) -> list[dict[str, Any]]:
    return [{"t": act.second, "text": act.text} for act in acts]


def _curve(curve: tuple[float, ...]) -> list[float]:
    return [round(share, 4) for share in curve]


def _round(number: float) -> float:
    return round(number, 1)
