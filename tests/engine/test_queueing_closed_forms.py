"""Queues against the formulas of queueing theory."""

import pytest

from game.engine.fifo import Fifo, Population


def test_p06_a_backlog_drains_at_the_spare_capacity_to_the_tick():
    """5000 waiting, 150/s out, 100/s in: the queue is empty after 5000 / 50 = 100 s, not a tick sooner or later."""
    patient = Population("patient", timeout_s=1e6, retries=0, backoff_s=0.0)
    queue = Fifo((patient,), capacity_per_s=150.0, bound=1e9, tick_s=1.0)
    queue.step([5000.0], capacity_share=0.0)
    for _ in range(99):
        queue.step([100.0])
    assert queue.queue == pytest.approx(50.0, abs=1e-9)
    queue.step([100.0])
    assert queue.queue == 0.0
    assert queue.goodput == pytest.approx(150.0)


def test_a_tick_longer_than_half_a_timeout_is_refused():
    """Deadlines within the tick in which an attempt arrives would be missed, so such a queue cannot be built."""
    with pytest.raises(ValueError, match=r"'hasty'.*half"):
        Fifo((Population("hasty", timeout_s=1.0, retries=0, backoff_s=0.0),), 10.0, 10.0, tick_s=0.6)
