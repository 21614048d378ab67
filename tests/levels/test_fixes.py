"""The shipped fixes: each changes the re-run for the reason that it gives, and what is no fix changes nothing.

The nights are the history script of the long night and the reference plays of the others, on seed 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pytest

from game.content.load import load_level
from game.engine.fixes import with_fixes
from game.engine.mechanisms import KINDS
from game.engine.region import Region
from game.engine.scenario import Scenario
from game.session.language.script import read_script
from game.session.replaying.fixes import choose, weeks
from game.session.replaying.remains import Reruns
from game.session.replaying.rerun import Played, Rerun, finish
from game.session.run import Run
from tests.levels.nights import HISTORY, Lines, Night, at

pytestmark = pytest.mark.xdist_group("fixes")

EMPTY = "the record lost its addresses"
COLLAPSE = "lease work collapsed under its own queue"
LATE = "new instances waited for their network"
TAKEN = "load balancers lost capacity that was well"
ANNOUNCED = ("check-at-write", "spare-live-plan", "recovery-tests", "propagation-throttle", "velocity-limit")
USELESS = ("more-storage", "longer-history", "wider-record", "wider-door", "dashboard", "second-status-page")
NEARLY_USELESS = ("larger-managers", "empty-answer-alarm", "own-tools")
"""They shift some customers by some seconds: other alarms, other pages, other judgements of updates."""
OTHERS = ("empty-answer", "everyone-at-once", "flapping")


@dataclass(frozen=True)
class Known:
    """A night as it was played, and those that it could have been."""

    scenario: Scenario
    run: Run
    reruns: Reruns

    def again(self, *fixes: str) -> Rerun:
        """The night with these fixes."""
        return finish(self.reruns.run(fixes))


@cache
def _night(level: str, script: str) -> Known:
    scenario = load_level(level)
    run = Run(scenario, 1)
    for _, said in read_script(dict(scenario.scripts)[script], script, scenario, run.grammar).lines:
        run.submit(said)
    run.advance_to(scenario.end_s)
    return Known(scenario, run, Reruns(scenario, 1, Played.of(run)))


def _long() -> Known:
    return _night("long-night", "history")


def _what(night: Rerun) -> set[str]:
    return {failure.what for failure in night.failures}


def _share(*fixes: str) -> float:
    """What is left of the weighted minutes of the long night as it was."""
    return _long().again(*fixes).weighted / _long().again().weighted


@cache
def _region(fix: str, lines: Lines = HISTORY) -> Night:
    """The long night's region by itself, with one fix, under orders that can be given in it."""
    fixes = [known for known in _long().scenario.fixes if known.id == fix]
    changed = {part.id: part for part in with_fixes(_long().scenario.region, fixes).components}
    return Night(1, lambda part: changed.get(part.id, part)).play(at("15:00"), lines)


# The night as it was.


@pytest.mark.parametrize(("level", "script"), [("long-night", "history"), *[(level, "reference") for level in OTHERS]])
def test_without_a_fix_it_is_the_same_night(level: str, script: str) -> None:
    """To the last bit of its state, in a night that another shift began as well; no line is left out."""
    known = _night(level, script)
    again = known.again()
    assert again.state_hash == known.run.digest()
    assert again.curve == known.run.ledger.curve()
    assert again.milestones == tuple(known.run.ledger.milestones().items())
    assert again.weighted == known.run.ledger.weighted_minutes()
    assert again.skipped == ()


def test_everything_that_a_fix_is_against_happened_in_the_long_night() -> None:
    """Each failure is one of that night, so that taking its fix out brings it back."""
    assert _what(_long().again()) == {fix.spec.failure for fix in _long().scenario.fixes if fix.spec.failure}


@pytest.mark.parametrize("level", ["long-night", *OTHERS])
def test_every_level_has_them_and_can_be_built_with_all(level: str) -> None:
    """They stand in the region, once. No single one costs more than there is, and all of them cost far more."""
    scenario = load_level(level)
    assert [fix.id for fix in scenario.fixes] == [fix.id for fix in _long().scenario.fixes]
    assert {fix.id for fix in scenario.fixes if fix.spec.announced} == set(ANNOUNCED)
    assert max([fix.spec.weeks for fix in scenario.fixes]) <= scenario.fix_weeks == 8
    assert weeks(scenario.fixes) > 4 * scenario.fix_weeks
    Region(with_fixes(scenario.region, scenario.fixes), 1, KINDS).step()
    assert isinstance(choose(scenario, ["check-at-write", "velocity-limit"]), tuple)


# Announced fixes, each for its reason.


@pytest.mark.parametrize("fix", ["check-at-write", "spare-live-plan"])
def test_the_record_is_never_empty(fix: str) -> None:
    """So nothing of the night happens; nobody is paged and nobody acts. What would have collapsed later is not repaired."""
    fixed = _long().again(fix)
    assert EMPTY not in _what(fixed)
    assert dict(fixed.milestones)["dns-empty"] is None
    assert fixed.weighted == pytest.approx(0.0, abs=1e-6 * _long().again().weighted)
    assert fixed.well
    assert all(line.needless for line in fixed.skipped)
    assert len(fixed.skipped) == len([said for said in _long().run.said if not said.look])
    night = _region(fix, ())
    assert min(night.values("record", "addresses", -1900, at("15:00"))) > 250.0
    assert max(night.values("dynamodb", "failing", -1900, at("15:00"))) < 0.01


def test_the_record_serves_an_old_plan_where_the_live_one_is_spared() -> None:
    """Not deleted and not refused either: for a while everybody reads the plan of half an hour ago."""

    def steps(fix: str) -> list[int]:
        record = _region(fix, ()).region.components["record"]
        plans = [page.plan for page in record.pages if page.endpoint == record.spec.name]  # type: ignore[attr-defined]
        return [after - before for before, after in pairwise(plans)]

    assert min(steps("spare-live-plan")) < -12
    assert min(steps("check-at-write")) >= 0


@pytest.mark.parametrize("fix", ["recovery-tests", "lease-queue-limit"])
def test_leases_come_back_with_the_store(fix: str) -> None:
    """No congestive collapse: minutes after DynamoDB answers again all servers have their lease, and nobody is throttled
    or restarted for it. The rest of the night comes earlier instead, and is not smaller by much."""
    base, fixed = _long().again(), _long().again(fix)
    assert COLLAPSE in _what(base)
    assert COLLAPSE not in _what(fixed)
    assert dict(fixed.milestones)["dwfm-collapse-begins"] is None
    restored, back = dict(fixed.milestones)["dns-restored"], dict(fixed.milestones)["leases-restored"]
    usual = dict(base.milestones)["leases-restored"]
    assert restored is not None
    assert back is not None
    assert usual is not None
    assert back - restored < 15 * 60
    assert usual - restored > 2 * 3600
    assert {"restart dwfm 100", "throttle dwfm 5", "throttle ec2 13"} <= {line.line for line in fixed.skipped}
    assert {EMPTY, TAKEN} <= _what(fixed)
    assert 0.8 < _share(fix) < 0.9


def test_late_work_is_not_done_for_nobody() -> None:
    """What the recovery tests found is the reason: work done too late is the collapse, and is gone."""
    wasted = _region("recovery-tests", _orders()).values("dwfm", "wasted", at("2:30"), at("6:00"))
    assert max(wasted) == 0.0
    assert max(_region("", _orders()).values("dwfm", "wasted", at("2:30"), at("6:00"))) > 0.99


def _orders() -> Lines:
    """The repair of the record and nothing else."""
    return tuple([line for line in HISTORY if line[1].startswith(("dns ", "mitigate"))])


def test_a_short_line_keeps_new_instances_reachable() -> None:
    """What was held back waits outside, new instances have their network within a minute, so no check fails for it."""
    base, fixed = _region(""), _region("propagation-throttle")
    span = at("5:30"), at("14:00")
    assert max(base.values("network", "age", *span)) > 2 * 3600
    assert max(fixed.values("network", "age", *span)) < 120.0
    assert max(fixed.values("network", "outside", *span)) > 1e6
    assert max(fixed.values("checks", "out", *span)) == 0.0
    assert max(fixed.values("nlb", "failing", *span)) < 0.001
    assert {LATE, TAKEN} <= _what(_long().again())
    assert not {LATE, TAKEN} & _what(_long().again("propagation-throttle"))
    assert {"failover nlb off", "failover nlb on"} == {
        line.line for line in _long().again("propagation-throttle").skipped
    }
    assert 0.6 < _share("propagation-throttle") < 0.75


def test_a_velocity_limit_bounds_what_wrong_checks_can_take() -> None:
    """The checks are as wrong as they were; a zone loses at most the limit times the hours, and connections hardly fail."""
    base, fixed = _region(""), _region("velocity-limit")
    span = at("5:30"), at("14:00")
    assert max(fixed.values("checks", "failing", *span)) > 0.05
    assert max(base.values("az2", "out", *span)) > 0.9
    limit = 0.00002 * (at("9:46") + 120 - at("5:30"))
    assert 0.05 < max(fixed.values("az2", "out", *span)) <= limit
    per_minute = fixed.values("az2", "out", *span)
    assert max([after - before for before, after in zip(per_minute[:-12], per_minute[12:], strict=True)]) <= 0.00121
    assert max(base.values("nlb", "failing", *span)) > 0.4
    assert max(fixed.values("nlb", "failing", *span)) < 0.05
    assert TAKEN not in _what(_long().again("velocity-limit"))
    assert LATE in _what(_long().again("velocity-limit"))
    assert 0.6 < _share("velocity-limit") < 0.75


# Others that help.


def test_fixes_that_nobody_announced_help_for_their_reason_too() -> None:
    """Each takes its failure away (but caches forget an empty answer only sooner), and a part of the losses with it."""
    assert TAKEN not in _what(_long().again("check-ready-targets"))
    assert "the poller had to be restored by hand" not in _what(_long().again("poller-comes-back"))
    assert "restore poller" in {line.line for line in _long().again("poller-comes-back").skipped}
    assert "the tools for the record did not answer" not in _what(_long().again("own-tools"))
    assert _share("check-ready-targets") < 0.75
    assert 0.9 < _share("poller-comes-back") < 0.98
    assert 0.97 < _share("forget-sooner") < 0.995
    base, fixed = _long().again(), _long().again("forget-sooner")
    usual, sooner = dict(base.milestones)["dynamodb-recovered"], dict(fixed.milestones)["dynamodb-recovered"]
    assert usual is not None
    assert sooner is not None
    assert usual - sooner > 8 * 60


def test_caches_matter_more_where_the_repair_is_early() -> None:
    """In the reference play of the first night a third of the losses is theirs."""
    known = _night("empty-answer", "reference")
    assert known.again("forget-sooner").weighted < 0.8 * known.again().weighted


# What changes nothing.


def test_what_is_no_fix_changes_no_minute() -> None:
    """All of them at once: the very same curve, and the very same lines."""
    useless, base = _long().again(*USELESS), _long().again()
    assert useless.curve == base.curve
    assert useless.weighted == base.weighted
    assert useless.failures == base.failures
    assert useless.skipped == ()


@pytest.mark.parametrize("fix", NEARLY_USELESS)
def test_what_is_hardly_a_fix_changes_hardly_anything(fix: str) -> None:
    """No minute by more than a thousandth of the customers."""
    useless, base = _long().again(fix), _long().again()
    assert useless.curve == pytest.approx(base.curve, abs=1e-3)
    assert useless.weighted == pytest.approx(base.weighted, rel=1e-3)
    assert {EMPTY, COLLAPSE, LATE, TAKEN} <= _what(useless)


@pytest.mark.parametrize("fix", [*USELESS, *NEARLY_USELESS, "velocity-limit", "recovery-tests", "propagation-throttle"])
def test_in_the_first_night_alone_what_is_about_later_changes_nothing(fix: str) -> None:
    """Where nothing collapses, what is against the collapse has nothing to do."""
    known = _night("empty-answer", "reference")
    assert known.again(fix).curve == known.again().curve


# Several at once, and what is left.


def test_one_more_fix_never_makes_the_long_night_worse() -> None:
    """On this night, and within a thousandth. It is no law: a repair may bring the next trouble forward, as that of the
    leases does, and the gain of two is not the sum of theirs."""
    chain = (
        "recovery-tests",
        "propagation-throttle",
        "poller-comes-back",
        "forget-sooner",
        "velocity-limit",
        "own-tools",
    )
    shares = [_share(*chain[:count]) for count in range(len(chain) + 1)]
    for before, after in pairwise(shares):
        assert after <= before + 1e-3
    assert shares[0] == 1.0
    assert shares[2] < 0.55
    assert shares[-1] < 0.5


def test_a_repair_alone_may_bring_the_next_trouble_forward() -> None:
    """Leases that come back at once let everything in at once, and the people of that night went home early: the checks take
    away what is well, and far more is lost. With a short line for the network as well, less is lost than before."""
    known = _night("everyone-at-once", "reference")
    alone, both = known.again("recovery-tests"), known.again("recovery-tests", "propagation-throttle")
    assert TAKEN in _what(alone)
    assert alone.weighted > 2.0 * known.again().weighted
    assert TAKEN not in _what(both)
    assert both.weighted < known.again().weighted


def test_two_against_the_same_are_one() -> None:
    """Either rule for leases does what both do; with a short line there is nothing left for a velocity limit."""
    both = _long().again("recovery-tests", "lease-queue-limit")
    assert both.weighted == pytest.approx(_long().again("lease-queue-limit").weighted, rel=1e-3)
    two = _long().again("propagation-throttle", "velocity-limit")
    assert two.weighted == pytest.approx(_long().again("propagation-throttle").weighted, rel=1e-3)


def test_in_a_night_that_another_shift_began_its_lines_are_left_out_too() -> None:
    """With the record well, neither the shift before nor the player had anything to do, and nothing is lost."""
    known = _night("flapping", "reference")
    fixed = known.again("check-at-write")
    assert fixed.weighted == pytest.approx(0.0, abs=1.0)
    assert {"", "you"} == {line.who for line in fixed.skipped}
    assert "throttle ec2 13" in {line.line for line in fixed.skipped if line.who == ""}
    assert fixed.well


def test_what_would_remain_of_the_first_night() -> None:
    """What still happened, and what takes most of it away: computed by running each of the others."""
    left = finish(_night("empty-answer", "reference").reruns.remains(["forget-sooner", "own-tools"]))
    assert EMPTY in left.still
    assert left.further[0].fix in ("check-at-write", "spare-live-plan")
    assert left.further[0].saves > 0.99 * left.share * _night("empty-answer", "reference").again().weighted
    told = [str(sentence) for sentence in left.sentences]
    assert told[0].endswith(" % of what was lost in this night is left.")
    assert told[1].startswith("It still happened: the record lost its addresses (23:4")
    assert "Check for newer plans when writing" in told[2] or "Never delete the live plan" in told[2]
