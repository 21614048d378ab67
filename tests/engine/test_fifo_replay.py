"""What the game builds on: rewinding, a short cut that changes nothing, and a cost that does not know the numbers."""

import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.fifo import FOREVER, Fifo, Population
from tests.engine.fifo_traces import BASE, Move, base_queue, collapsed, drive, traces

RESULTS = ("offered", "attempts", "unreached", "rejected", "good", "lost", "departed", "zombie", "busy", "queue")


def seen(queue: Fifo) -> tuple[object, ...]:
    """All that can be seen of a queue, and all that decides its future."""
    results = [tuple(value) if isinstance(value := getattr(queue, name), list) else value for name in RESULTS]
    return (*results, queue.goodput, queue.wait_s, queue.tick, tuple(queue.state()))


class WithoutShortCut(Fifo):
    """A queue that computes its quiet ticks like all others."""

    def _step_calm(self, *_: object) -> bool:
        return False


@settings(max_examples=100, deadline=None)
@given(trace=traces(), data=st.data())
def test_p36_rewind_then_replay_is_bit_identical(trace: tuple[Fifo, list[Move]], data: st.DataObject) -> None:
    """Back at a mark a queue is as it was, and the same moves lead to the same results, to the last bit."""
    queue, played = trace
    mark_at = data.draw(st.integers(0, len(played)))
    for move in played[:mark_at]:
        move.play(queue)
    mark, then = queue.mark(), seen(queue)
    first = []
    for move in played[mark_at:]:
        move.play(queue)
        first.append(seen(queue))
    queue.rewind(mark)
    assert seen(queue) == then
    for move, expected in zip(played[mark_at:], first, strict=True):
        move.play(queue)
        assert seen(queue) == expected


def test_p36_an_earlier_mark_outlives_later_ones() -> None:
    """A player may rewind twice: to a mark, then to one before it."""
    queue = base_queue()
    drive(queue, 10.0)
    early, early_seen = queue.mark(), seen(queue)
    drive(queue, 30.0, capacity_share=0.3)
    queue.restart(0.5, 5.0, 5.0)
    queue.throttle(0.4)
    late, late_seen = queue.mark(), seen(queue)
    queue.clear()
    queue.limit(100.0, 50.0)
    drive(queue, 30.0)
    queue.rewind(late)
    assert seen(queue) == late_seen
    drive(queue, 3.0)
    queue.rewind(early)
    assert seen(queue) == early_seen


@settings(max_examples=100, deadline=None)
@given(trace=traces(longest=15), lull=st.integers(0, 120))
def test_the_short_cut_for_quiet_ticks_changes_no_bit(trace: tuple[Fifo, list[Move]], lull: int) -> None:
    """A queue that takes the short cut whenever it can agrees with one that never does, through any trace."""
    queue, played = trace
    twin = WithoutShortCut(queue.populations, queue.capacity_per_s, queue.bound, queue.tick_s)
    trickle = Move("", 0.0, (0.7,) * len(queue.populations), None, 1.0, 1.0)
    for move in (*[trickle] * 3, *played, *[trickle] * lull, *played[:5]):
        move.play(queue)
        move.play(twin)
        assert seen(queue) == seen(twin)


def test_the_short_cut_is_taken() -> None:
    """A healthy queue takes it, from the start and again when a dip has been survived; a busy one does not."""
    taken = 0

    class Counting(Fifo):
        def _step_calm(self, *arguments: object) -> bool:
            nonlocal taken
            done = super()._step_calm(*arguments)  # type: ignore[arg-type]
            taken += done
            return done

    queue = Counting((BASE,), 1250.0, 1e4, 0.1)
    drive(queue, 10.0)
    assert taken == 100
    drive(queue, 1.0, capacity_share=0.4)
    assert taken == 100
    drive(queue, 60.0)
    assert 500 < taken < 700


def operations(scale: float) -> tuple[int, list[float]]:
    """Count the calls that the engine makes through a collapse and a rescue of a fleet of some size; return them with the goodputs."""
    calls = 0

    def watch(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"} and "engine" in frame.f_code.co_filename

    hosts = Population("hosts", 30.0, FOREVER, backoff_s=20.0)
    queue = Fifo((hosts, BASE), 20.0 * scale, 600.0 * scale, 0.5)
    goodputs = []
    sys.setprofile(watch)
    try:
        for tick in range(600):
            if tick == 200:
                queue.clear()
                queue.throttle(0.5)
            if tick == 300:
                queue.restart(0.25, 10.0, 20.0)
            queue.step([2.0 * scale, 3.0 * scale], capacity_share=0.1 if 50 <= tick < 150 else 1.0)
            goodputs.append(queue.goodput / scale)
    finally:
        sys.setprofile(None)
    return calls, goodputs


def test_p34_the_cost_does_not_depend_on_the_number_of_hosts() -> None:
    """A hundred and twenty-eight times the hosts take exactly as many calls, and all results are in proportion."""
    few, many = operations(1e5 / 2.0), operations(128.0 * 1e5 / 2.0)
    assert few == many


def test_p34_a_mark_is_small_however_long_the_run() -> None:
    """A mark holds numbers of this moment and lengths of columns, nothing that grows with the past."""
    queue = collapsed(base_queue())
    short = len(repr(queue.mark()))
    drive(queue, 600.0)
    assert len(repr(queue.mark())) < 1.2 * short


def test_the_state_tells_queues_apart() -> None:
    """Two queues with the same past have the same state; one order less and it differs."""
    states = []
    for order in (None, None, 0.5):
        queue = collapsed(base_queue())
        queue.throttle(order)
        states.append(list(queue.state()))
    assert states[0] == states[1] != states[2]


def test_a_queue_needs_somebody() -> None:
    """A queue without populations is an error."""
    with pytest.raises(ValueError, match="at least one"):
        Fifo((), 1.0, 1.0, 1.0)
