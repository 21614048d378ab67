"""What followed each change in the region: harm to what was well, and relief where a change could reach."""

from __future__ import annotations

from functools import cache

from game.content.load import load_level
from game.engine.actions import Risk
from game.headless.run import play_script
from game.session.judging.lessons import lessons
from game.session.judging.record import RunRecord
from game.session.judging.result import record_of
from game.session.judging.score import score

LEVEL = "empty-answer"
REPAIR = """
0:10:00 dns automation off
0:12:00 dns restore dynamodb.us-east-1.amazonaws.com
"""


@cache
def _record(script: str, until_s: int = 3600) -> RunRecord:
    return record_of(play_script(load_level(LEVEL), 1, (script, "test"), until_s=until_s))


def test_a_restart_of_what_is_well_is_harm_that_passes() -> None:
    """Its queue is lost and its hosts are away; they come back by themselves, soon."""
    harms = _record("0:10:00 restart s3 100\n").collateral
    assert [(harm.service, harm.line, harm.undone) for harm in harms] == [("s3", "restart s3 100", True)]
    assert 0.2 < harms[0].lost_min < 15.0
    assert not harms[0].standing
    assert harms[0].risk is Risk.HIGH


def test_a_throttle_on_what_is_well_is_harm_until_it_is_lifted() -> None:
    """Left alone it stays; taken back within a quarter of an hour it was undone."""
    left = _record("0:10:00 throttle s3 10\n").collateral
    lifted = _record("0:10:00 throttle s3 10\n0:20:00 throttle s3 off\n").collateral
    assert [harm.undone for harm in left] == [False]
    assert [harm.undone for harm in lifted] == [True]
    assert [harm.standing for harm in (*left, *lifted)] == [True, False]
    assert lifted[0].lost_min < left[0].lost_min / 2


def test_harm_is_counted_with_all_who_stand_on_it() -> None:
    """Customers who need what was throttled lose too, and for as long; those who lose by something else are not counted."""
    harm = _record(f"{REPAIR}0:45:00 throttle s3 10\n").collateral[0]
    assert harm.reached == ("schools",)
    night = play_script(load_level(LEVEL), 1, (f"{REPAIR}0:45:00 throttle s3 10\n", "test"), until_s=3600)
    own = sum([value for value in night.region.history("s3", "failing") if value >= 0.05]) * night.region.tick_s / 60
    assert 1.3 * own < harm.lost_min < 2.0 * own  # half of what schools do needs it


def test_a_throttle_on_what_customers_do_not_see_is_harm_to_those_who_do() -> None:
    """The tasks have no page of their own; what customers run on them fails with them."""
    found = _record(f"{REPAIR}0:45:00 throttle tasks 1\n").collateral
    assert [(harm.service, harm.standing) for harm in found] == [("tasks", True)]
    assert {"ecs", "fargate", "hospitals"} <= set(found[0].reached)
    assert "tasks" not in found[0].reached


def test_what_failed_already_or_by_what_it_needs_is_no_harm() -> None:
    """A throttle on what is broken, a small restart of what is well, and the outage that begins while an order is under way."""
    assert _record("0:10:00 throttle dynamodb 50\n").collateral == ()
    assert _record("0:10:00 throttle lambda 90\n").collateral == ()
    assert _record("-0:00:30 restart dynamodb 1\n").collateral == ()
    assert _record(REPAIR).collateral == ()


def test_what_helped_is_the_change_that_reached_what_got_better() -> None:
    """Not one that was ordered beside it, however bold, and not the one that only made the repair safe."""
    for beside in ("restart lambda 20", "throttle redshift 90", "scale connect 150"):
        record = _record(f"{REPAIR}0:12:10 page ec2\n0:13:30 {beside}\n")
        told = lessons(record, load_level(LEVEL), score(record, load_level(LEVEL))).told
        assert any(text.startswith("What helped most: dns restore ") for text in told), (beside, told)
        reliefs = {relief.line: relief.services for relief in record.reliefs}
        assert reliefs["dns automation off"] == 0.0
        assert reliefs["dns restore dynamodb.us-east-1.amazonaws.com"] == max(reliefs.values())
