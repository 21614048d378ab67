"""Charts: readings as the instruments showed them, with what was done meanwhile."""

from __future__ import annotations

from game.session.run import Run
from game.session.view.chart import Chart, QueueView


def chart(run: Run, wanted: tuple[tuple[str, str], ...], span_s: int) -> Chart:
    """One or two readings over the newest `span_s` seconds."""
    raise NotImplementedError


def queue_view(run: Run, component: str, span_s: int) -> QueueView | None:
    """What waits at a component; None where nothing ever waits."""
    raise NotImplementedError
