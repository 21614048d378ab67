"""Safety devices that were switched off: on what was known of them, and for how long after they were safe again.

What is a safety device its action declares (`ActionSpec.guards`); whether it goes by what is not so, it says itself in a
reading. Nothing here knows a device, a level or a time of day.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.engine.actions import MISLED
from game.session.judging.record import Disarmed, Entry, EntryKind

if TYPE_CHECKING:
    from game.session.run import Run

SEEN_WITHIN_S = 1800
"""What was read so long before the order, and was so then, is a reason for it."""


def disarmed(run: Run) -> tuple[Disarmed, ...]:
    """Every switching off of a safety device that took place, in the order of the lines."""
    switches = {spec.id: spec.guards for part in run.region.components.values() for spec in part.actions if spec.guards}
    orders = [entry for entry in run.entries if entry.spec in switches and not entry.refused]
    return tuple([_disarmed(run, orders, order, switches[order.spec]) for order in orders if _is_off(order)])


def _is_off(order: Entry) -> bool:
    return order.line.split()[-1] == "off"


def _disarmed(run: Run, orders: Sequence[Entry], order: Entry, guards: str) -> Disarmed:
    back = next(
        (
            other
            for other in orders
            if other.second > order.second
            and other.spec == order.spec
            and other.components == order.components
            and not _is_off(other)
        ),
        None,
    )
    misled = _misled(run, order.components)
    off, on = _place(run, _done_s(order)), len(misled) if back is None else _place(run, _done_s(back))
    longest = idle = 0
    for wrong in misled[off:on]:
        idle = 0 if wrong else idle + 1
        longest = max(longest, idle)
    return Disarmed(
        order.second,
        order.line,
        guards,
        _was_shown(run, order, misled),
        None if back is None else back.second,
        longest * run.region.tick_s,
    )


def _misled(run: Run, components: Sequence[str]) -> list[bool]:
    """For each tick whether one of the parts of a device goes by what is not so; never, for one that cannot tell."""
    columns = [
        run.region.history(component, MISLED)
        for component in components
        if any(metric.id == MISLED for metric in run.region.components[component].metrics)
    ]
    return [any(row) for row in zip(*columns, strict=True)]


def _was_shown(run: Run, order: Entry, misled: Sequence[bool]) -> bool:
    """By a look at the device, or at what it writes, of whoever had the seat by then."""
    device = [run.region.components[component] for component in order.components]
    for entry in run.entries:
        if entry is order:
            return False
        place = _place(run, entry.second)
        if (
            entry.kind is EntryKind.LOOK
            and entry.showed
            and order.second - entry.second <= SEEN_WITHIN_S
            and place < len(misled)
            and misled[place]
            and any(one in order.components or any(part.writer_of(one) for part in device) for one in entry.components)
        ):
            return True
    return False


def _done_s(order: Entry) -> int:
    return order.second if order.done_s is None else order.done_s


def _place(run: Run, second: int) -> int:
    """The place in a history of the newest tick at a second."""
    return max(0, (second - run.region.plan.start_s) // run.region.tick_s - 1)
