"""What a component itself knows of its readings, asked of its hosts directly: not late, not stale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism

if TYPE_CHECKING:
    from game.session.run import Run

_STEADY = 0.85


def reading(run: Run, part: Mechanism[Any, Any], metric: str, back_s: int = 0) -> float | None:
    """What a component itself knows of one of its readings, now or a while ago; None if that is too long ago."""
    column = run.region.columns[part.id][[known.id for known in part.metrics].index(metric)]
    place = len(column) - 1 - back_s // run.region.tick_s
    return column[place] if place >= 0 else None


def steady_fall(run: Run, part: Mechanism[Any, Any], metric: str, span_s: int) -> float | None:
    """How much a reading falls in a second, if it fell all the span and not slower of late; else None: nobody knows the end.

    What is worked off the slower the less there is of it has no end that its pace tells.
    """
    now, middle, before = [reading(run, part, metric, back_s) for back_s in (0, span_s // 2, span_s)]
    if now is None or middle is None or before is None:
        return None
    first, second = before - middle, middle - now
    return 2.0 * second / span_s if first > 0.0 and second >= _STEADY * first else None
