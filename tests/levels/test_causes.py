"""Take a cause away and its effect is gone: nothing in this night happens because of the hour."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import game.engine
from game.engine.mechanism import ComponentSpec
from game.engine.mechanisms import KINDS
from game.engine.mechanisms.remediation import RemediationSpec
from game.engine.region import Region
from tests.levels.nights import HISTORY, Night, at, changed, history, without

pytestmark = pytest.mark.xdist_group("history")

SEED = 1


def test_without_the_slow_writer_the_night_is_calm() -> None:
    """The level lays one disturbance on one enactor. Without it nothing fails, for fifteen hours."""
    night = Night(SEED)
    night.region = Region(replace(night.region.plan, faults=()), SEED, KINDS)
    night.play(at("15:00"))
    for component in (
        "dynamodb",
        "ec2",
        "lambda",
        "sts",
        "iam",
        "nlb",
        "ecs",
        "fargate",
        "redshift",
        "connect",
        "support",
    ):
        assert max(night.values(component, "failing", 0, at("15:00"))) < 0.005, component
    assert min(night.values("record", "addresses", 0, at("15:00"))) > 0
    assert max(night.values("dwfm", "missing", 0, at("15:00"))) == 0.0
    assert max(night.values("network", "age", 0, at("15:00"))) == 0.0
    assert max(night.values("checks", "out", 0, at("15:00"))) == 0.0
    for component in ("poller", "replicas", "tasks"):
        assert max(night.values(component, "age", 0, at("15:00"))) < 1.0, component
    assert max(night.values("repair", "taken", 0, at("15:00"))) == 0.0


def _worst(night: Night, component: str, metric: str, from_clock: str, until_clock: str) -> float:
    return max(night.values(component, metric, at(from_clock), at(until_clock)))


def _no_leases_needed(part: ComponentSpec) -> ComponentSpec:
    return replace(part, store="") if part.id == "dwfm" else part  # type: ignore[call-arg]


def test_leases_that_need_no_store_are_never_lost() -> None:
    """Without the store behind the state checks there is no collapse, no backlog and no flapping."""
    night = Night(SEED, _no_leases_needed).play(at("12:00"), without("restart dwfm", "throttle dwfm"))
    assert _worst(night, "dwfm", "missing", "0:00", "12:00") == 0.0
    assert _worst(night, "network", "age", "0:00", "12:00") == 0.0
    assert _worst(night, "checks", "out", "0:00", "12:00") == 0.0


def test_without_work_held_back_there_is_no_backlog() -> None:
    """Changes that nobody had to put off: the network is in time, and the checks see nothing sick."""
    night = Night(SEED, changed("network", held_per_s=0.0)).play(at("12:00"), HISTORY)
    assert _worst(night, "network", "age", "0:00", "12:00") < 60.0
    assert _worst(night, "checks", "out", "0:00", "12:00") == 0.0
    assert _worst(history(SEED), "network", "age", "5:30", "12:00") > 10_000.0


def test_checks_that_know_what_is_new_take_nothing_out() -> None:
    """With a grace longer than any delay, new targets are left alone, and capacity stays."""
    night = Night(SEED, changed("checks", grace_s=80_000.0)).play(at("12:00"), HISTORY)
    assert _worst(night, "network", "age", "5:30", "12:00") > 10_000.0
    assert _worst(night, "checks", "out", "0:00", "12:00") == 0.0
    assert _worst(night, "nlb", "failing", "5:30", "12:00") < 0.001
    assert _worst(night, "sts", "failing", "5:30", "12:00") < 0.001


def test_workers_that_start_again_by_themselves_have_no_backlog_at_dawn() -> None:
    """The poller that gives up is the reason for the late functions; one that does not has caught up an hour later."""
    night = Night(SEED, changed("poller", stops_after_s=None)).play(at("4:40"), without("restore"))
    assert night.value("poller", "age") < 60.0
    real = history(SEED)
    assert real.values("poller", "age", at("4:39"), at("4:40"))[-1] > 4 * 3600


def test_without_remediation_no_host_is_taken() -> None:
    """Hosts whose credentials ran out come back by themselves once they can be had; replaced ones wait for launches."""

    def idle(part: ComponentSpec) -> ComponentSpec:
        return replace(part, takes_share=0.0) if isinstance(part, RemediationSpec) else part

    night = Night(SEED, idle).play(at("3:30"), HISTORY)
    real = Night(SEED).play(at("3:30"), HISTORY)
    assert night.value("redshift-hosts", "failing") < 0.5 * real.value("redshift-hosts", "failing")
    assert night.value("repair", "taken") == 0.0


def test_hosts_that_checks_do_not_end_are_never_short() -> None:
    """Lambda's fleet shrinks because checks see its hosts as sick, and for no other reason."""
    night = Night(SEED, changed("lambda-hosts", terminated_per_hour=0.0)).play(at("11:00"), HISTORY)
    assert _worst(night, "lambda-hosts", "failing", "0:00", "11:00") == 0.0
    assert _worst(history(SEED), "lambda-hosts", "failing", "0:00", "11:00") > 0.05


def _times(tree: ast.AST) -> list[int]:
    """Lines that compare the second or the tick with a number written there."""
    found: list[int] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Compare):
            continue
        sides = [node.left, *node.comparators]
        clock = any(
            isinstance(part, ast.Attribute) and part.attr in ("second", "tick", "zero_s", "start_s")
            for side in sides
            for part in ast.walk(side)
        )
        number = any(
            isinstance(side, ast.Constant) and isinstance(side.value, (int, float)) and abs(side.value) > 1
            for side in sides
        )
        if clock and number:
            found.append(node.lineno)
    return found


@pytest.mark.parametrize("file", sorted(Path(game.engine.__file__).parent.rglob("*.py")), ids=lambda file: file.stem)
def test_no_rule_knows_a_time_of_the_night(file: Path) -> None:
    """No comparison of the clock with a number: no `if second > 9430` anywhere in the engine."""
    assert _times(ast.parse(file.read_text())) == []


def test_the_search_for_times_finds_one() -> None:
    """The search itself works."""
    assert _times(ast.parse("if self.region.second > 9430: pass")) == [1]
    assert _times(ast.parse("if self.region.second % 60 == 0: pass")) == []
