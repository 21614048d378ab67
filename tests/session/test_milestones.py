"""Which milestones are steps back to health: read off the bounds, whatever the level calls them."""

from __future__ import annotations

import pytest

from game.content.load import load_level
from game.session.judging.milestones import recovery
from tests.session.records import SCENARIO

TROUBLE = ("begins", "begin", "empty", "slow", "drained", "detected")


@pytest.mark.parametrize(
    ("level", "repair", "last"),
    [
        ("empty-answer", "dns-restored", "lambda-sqs-backlog-done"),
        ("everyone-at-once", "dns-restored", "ec2-recovered"),
        ("flapping", "leases-restored", "ec2-recovered"),
        ("long-night", "dns-restored", "containers-recovered"),
    ],
)
def test_the_repair_undoes_the_beginning_and_the_last_step_is_its_full_effect(
    level: str, repair: str, last: str
) -> None:
    """Trouble that came on the way is no step, nor is what got well by a side road before the repair."""
    steps = [spec.id for spec in recovery(load_level(level))]
    assert (steps[0], steps[-1]) == (repair, last)
    assert not [step for step in steps if step.endswith(TROUBLE)]


def test_a_milestone_without_bounds_is_a_step_if_it_comes_after_another() -> None:
    """Nothing speaks against it."""
    assert [spec.id for spec in recovery(SCENARIO)] == ["dns-restored", "recovered"]
