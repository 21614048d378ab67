"""Charts for screens on a fake seat."""

from __future__ import annotations

from game.session.view.board import Snapshot
from game.session.view.chart import Chart, QueueView


def chart(snapshot: Snapshot, wanted: tuple[tuple[str, str], ...], span_s: int) -> Chart:
    """An empty chart."""
    del wanted
    return Chart(snapshot.second - span_s, snapshot.second, 60, (), ())


def queue(snapshot: Snapshot, component: str, span_s: int) -> QueueView | None:
    """Nothing waits."""
    del snapshot, component, span_s
    return None
