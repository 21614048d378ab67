"""Caches outlive what they remember, good answers and empty ones alike."""

from __future__ import annotations

from typing import Any

import pytest

from game.engine.actions import Action
from game.engine.mechanisms.dns_record import RESTORE, Record
from game.engine.mechanisms.resolvers import FLUSH, MITIGATE, Resolvers, ResolversSpec
from game.engine.region import Region
from tests.engine.build import NAME, order, region, run_to, writers


def _caches(tick_s: int, **spec: Any) -> tuple[Region, Record, Resolvers]:
    where = region(*writers(zones=()), ResolversSpec(id="caches", record="record", **spec), tick_s=tick_s, start_s=-60)
    run_to(where, 0)
    record, caches = where.components["record"], where.components["caches"]
    assert isinstance(record, Record)
    assert isinstance(caches, Resolvers)
    return where, record, caches


@pytest.mark.parametrize("tick_s", [1, 5])
@pytest.mark.parametrize("negative", [5.0, 60.0, 900.0])
def test_p26_answers_run_out_in_a_straight_line(tick_s: int, negative: float) -> None:
    """P-26: after the record breaks, the share still good is 1 - t/TTL; after the repair it is t over the negative TTL."""
    where, record, caches = _caches(tick_s, ttl_s=60.0, negative_ttl_s=negative)
    record.delete_older(10_000, "test")
    worst = 0.0
    for _ in range(1200 // tick_s):
        where.step()
        worst = max(worst, abs(caches.resolved - max(0.0, 1.0 - where.second / 60.0)))
    assert worst < 1e-13
    repaired = where.second
    record.apply(Action(repaired, "you", RESTORE, (NAME,)))
    worst = 0.0
    for _ in range(1200 // tick_s):
        where.step()
        worst = max(worst, abs(caches.resolved - min(1.0, (where.second - repaired) / negative)))
    assert worst < 1e-13


def test_p26_a_break_within_a_tick_counts_its_share() -> None:
    """A record that breaks in the middle of a long tick is felt by those who ask after that moment only."""
    where, record, caches = _caches(5, ttl_s=60.0)
    where.second = 3
    record.delete_older(10_000, "test")
    where.step()
    assert caches.resolved == pytest.approx(1.0 - 2.0 / 60.0, abs=1e-12)


def test_a_flush_shortens_recovery() -> None:
    """After the repair, 90 % find the name sooner if resolvers were asked to flush."""

    def ninety(flush: bool) -> int:
        where, record, caches = _caches(5, negative_ttl_s=900.0, flush_share=0.8)
        record.delete_older(10_000, "test")
        run_to(where, 1800)
        record.apply(Action(where.second, "you", RESTORE, (NAME,)))
        if flush:
            order(where, FLUSH)
        while caches.resolved < 0.9:
            where.step()
        return where.second - 1800

    assert ninety(True) < 0.7 * ninety(False)


def test_a_flush_while_the_record_is_empty_makes_it_worse() -> None:
    """Whoever drops a good answer too early gets an empty one."""

    def left(flush: bool) -> float:
        where, record, caches = _caches(5, ttl_s=600.0, flush_share=0.8)
        record.delete_older(10_000, "test")
        if flush:
            order(where, FLUSH)
        run_to(where, 300)
        return caches.resolved

    assert left(True) < 0.5 * left(False)


def test_shares_stay_shares_through_flushes_and_breaks() -> None:
    """Whatever happens, nobody is counted twice or lost: good plus empty is everybody, so the share returns to exactly 1."""
    where, record, caches = _caches(5, negative_ttl_s=300.0, flush_share=0.37)
    for turn in range(6):
        record.delete_older(10_000 + turn, "test")
        run_to(where, where.second + 35 * (turn + 1))
        order(where, FLUSH)
        run_to(where, where.second + 200)
        record.apply(Action(where.second, "you", RESTORE, (NAME,)))
        run_to(where, where.second + 17 * 5)
        assert 0.0 <= caches.resolved <= 1.0
    run_to(where, where.second + 900)
    assert caches.resolved == pytest.approx(1.0, abs=1e-9)


def test_the_side_road_needs_no_name() -> None:
    """Reconnected callers reach what they need while the name stays empty, gradually, and only where a road can be built."""
    where, record, caches = _caches(5, side_road_s=400.0)
    record.delete_older(10_000, "test")
    run_to(where, 300)
    assert caches.resolved == 0.0
    order(where, MITIGATE, "internal")
    run_to(where, 300 + MITIGATE.duration_s + 200)
    assert caches.resolved == pytest.approx(0.5, abs=0.02)
    run_to(where, 1200)
    assert caches.resolved == 1.0
    assert caches.held() == "side road"
