"""The rules of the score: for each criterion of the rubric, in its order, what a run earns by it and why."""

from __future__ import annotations

from game.session.judging.criteria import customers, diagnosis, guards, people, safety, trust
from game.session.judging.criteria.answer import Rule

RULES: dict[str, Rule] = {
    **customers.RULES,
    **diagnosis.RULES,
    **trust.RULES,
    **safety.RULES,
    **guards.RULES,
    **people.RULES,
}
