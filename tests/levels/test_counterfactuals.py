"""Other actions give other nights: each of the known turns is taken, or left out, and the region answers by its rules."""

from __future__ import annotations

import pytest

from tests.levels.nights import HISTORY, Lines, Night, at, branch, changed, history, without

SEEDS = (1, *[pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 6)])
HOUR = 3600

pytestmark = [pytest.mark.parametrize("seed", SEEDS), pytest.mark.xdist_group("history")]


def _after(clock: str, lines: Lines = HISTORY) -> Lines:
    return tuple([line for line in lines if line[0] >= at(clock)])


def test_nobody_acts_and_dynamodb_never_returns(seed: int) -> None:
    """The automation cannot repair what it broke."""
    night = Night(seed).play(at("15:00"))
    assert min(night.values("dynamodb", "failing", at("0:20"), at("15:00"))) > 0.99
    assert night.value("record", "addresses") == 0.0
    assert night.value("dwfm", "missing") > 0.99


def test_with_only_the_name_restored_leases_stay_collapsed(seed: int) -> None:
    """DynamoDB is back, the cause is gone, and for the rest of the night hardly a server can be launched on."""
    night = branch(seed, "2:38").play(at("15:00"))
    assert night.value("dynamodb", "failing") < 0.01
    assert min(night.values("dwfm", "missing", at("3:00"), at("15:00"))) > 0.95
    assert night.value("dwfm", "checks") < 0.01
    assert night.value("dwfm", "wasted") > 0.99


def test_throttle_without_restart_takes_hours(seed: int) -> None:
    """What waits is too old already and has to be worked off in vain first: an hour of nothing, and hours in all."""
    night = branch(seed, "2:38").play(at("15:00"), [(at("2:40"), "throttle dwfm 10")])
    assert min(night.values("dwfm", "missing", at("2:41"), at("3:41"))) > 0.99
    whole = night.first("dwfm", "missing", lambda missing: missing <= 0.01, at("2:41"))
    assert whole is not None
    assert whole > at("2:41") + 90 * 60
    later = branch(seed, "4:20").play(at("12:00"), [(at("4:24"), "throttle dwfm 5")])
    again = later.first("dwfm", "missing", lambda missing: missing <= 0.01, at("4:25"))
    assert again is not None
    assert again > at("4:25") + 3 * HOUR


def test_restart_without_throttle_gains_a_little_and_collapses_again(seed: int) -> None:
    """Empty queues are fast for less than a minute: then everybody has asked, and everything is late again."""
    night = branch(seed, "4:20").play(at("15:00"), [(at("4:24"), "restart dwfm 100")])
    before = night.values("dwfm", "missing", at("4:20"), at("4:24"))[-1]
    after = min(night.values("dwfm", "missing", at("4:26"), at("4:36")))
    assert before - after > 0.05
    assert night.value("dwfm", "missing") > 0.8
    assert max(night.values("dwfm", "granted", at("5:00"), at("15:00"))) == 0.0


def test_throttle_and_restart_at_once_prevent_the_collapse(seed: int) -> None:
    """Done at 02:25 already, both together have all leases back within ninety minutes; work is done in time."""
    orders = [(at("2:38"), "throttle dwfm 10"), (at("2:38"), "restart dwfm 100")]
    night = branch(seed, "2:38").play(at("5:00"), orders)
    whole = night.first("dwfm", "missing", lambda missing: missing <= 0.01, at("2:38"))
    assert whole is not None
    assert whole < at("2:38") + 90 * 60
    assert max(night.values("dwfm", "wasted", at("2:45"), at("5:00"))) < 0.01


def test_flushed_caches_bring_dynamodb_back_sooner(seed: int) -> None:
    """Whoever forgets the empty answer asks again, and is answered."""

    def lost(lines: Lines) -> tuple[float, int]:
        night = branch(seed, "2:38").play(at("3:00"), lines)
        back = night.first("dynamodb", "failing", lambda failing: failing <= 0.01, at("2:38"))
        assert back is not None
        total = 0.0
        for failing in night.values("dynamodb", "failing", at("2:38"), at("3:00")):
            total += failing
        return total, back

    as_it_was, then = lost(())
    flushed, sooner = lost(((at("2:38"), "dns flush"),))
    assert sooner < then
    assert flushed < 0.75 * as_it_was


def test_failover_off_in_time_loses_no_capacity(seed: int) -> None:
    """Switched off before new instances come up without their network, the checks take nothing away."""
    lines = (*without("failover"), (at("5:20"), "failover nlb off"))
    night = branch(seed, "5:15").play(at("12:00"), lines)
    assert max(night.values("checks", "out", at("5:15"), at("12:00"))) == 0.0
    assert max(night.values("checks", "fine", at("5:15"), at("12:00"))) > 100_000.0
    real = history(seed)
    assert max(real.values("checks", "out", at("5:15"), at("12:00"))) > 0.5


def test_keeping_changes_outside_is_no_way_out(seed: int) -> None:
    """A network that takes nothing in is never late, and nothing new is ever reached: the checks see it all the same."""
    lines = (*without("failover"), (at("5:42"), "throttle network 0"))
    night = branch(seed, "5:15").play(at("9:00"), lines)
    assert night.value("network", "age") < 60.0
    assert night.value("network", "outside") > 1e6
    assert night.value("checks", "out") > 0.4


def test_failover_on_again_too_early_relapses(seed: int) -> None:
    """On again while new targets still wait for their network, it takes away what had come back."""
    lines = (*without("failover nlb on"), (at("9:58"), "failover nlb on"))
    night = branch(seed, "9:55").play(at("11:00"), lines)
    before = night.values("checks", "out", at("9:55"), at("9:59"))[-1]
    assert max(night.values("checks", "out", at("10:00"), at("10:15"))) > before + 0.05
    early = max(night.values("nlb", "failing", at("10:10"), at("10:20")))
    real = history(seed)
    assert early > 1.5 * max(real.values("nlb", "failing", at("10:10"), at("10:20")))
    assert max(real.values("checks", "out", at("14:21"), at("15:20"))) < 0.001  # on again at 14:09, as it was done


def test_launches_released_too_early_relapse(seed: int) -> None:
    """All launches at once before the backlog is gone: more targets without network than ever, and hours more of it."""
    early = tuple([line for line in HISTORY if not (line[1].startswith("throttle ec2") and line[0] > at("5:00"))])
    night = branch(seed, "7:55").play(at("13:00"), (*early, (at("8:00"), "throttle ec2 off")))
    most = max(night.values("network", "unready", at("8:00"), at("13:00")))
    normal = night.first("network", "age", lambda age: age <= 60.0, at("8:10"))
    failing = max(night.values("nlb", "failing", at("8:00"), at("9:45")))
    real = history(seed)
    assert most > 2.0 * max(real.values("network", "unready", at("5:30"), at("13:00")))
    assert failing > max(real.values("nlb", "failing", at("5:30"), at("9:45")))
    usual = real.first("network", "age", lambda age: age <= 60.0, at("8:10"))
    assert usual is not None
    assert normal is None or normal > usual + HOUR
    assert max(real.values("network", "age", at("11:36"), at("15:20"))) < 60.0  # in steps, once it was gone: no relapse


def test_with_a_velocity_limit_customers_barely_notice(seed: int) -> None:
    """A limit on how fast checks may take capacity away, and nothing else, and the flapping is a nuisance."""
    slow = Night(seed, changed("checks", velocity_per_s=0.00002)).play(at("12:00"), without("failover"))
    assert max(slow.values("checks", "failing", at("5:30"), at("12:00"))) > 0.05
    assert max(slow.values("checks", "out", at("5:30"), at("12:00"))) < 0.1
    assert max(slow.values("nlb", "failing", at("5:30"), at("12:00"))) < 0.03
    real = history(seed)
    assert max(real.values("nlb", "failing", at("5:30"), at("12:00"))) > 0.4


def test_p33_the_four_endings_come_in_order(seed: int) -> None:
    """P-33: nothing, restart only, throttle only, both: stuck for ever, collapsed again, whole after hours, whole soon."""

    def ends(*lines: tuple[int, str]) -> tuple[float, float]:
        """Share without a lease at the end, and when all had one (or never: infinity)."""
        night = branch(seed, "4:20").play(at("15:00"), lines)
        whole = night.first("dwfm", "missing", lambda missing: missing <= 0.01, at("4:20"))
        return night.value("dwfm", "missing"), float("inf") if whole is None else float(whole)

    nothing = ends()
    restart = ends((at("4:24"), "restart dwfm 100"))
    throttle = ends((at("4:25"), "throttle dwfm 5"))
    both = ends((at("4:24"), "restart dwfm 100"), (at("4:25"), "throttle dwfm 5"))
    assert nothing[0] > restart[0] > 0.5 > throttle[0]
    assert nothing[1] == restart[1] == float("inf")
    assert both[1] + 2 * HOUR < throttle[1]
