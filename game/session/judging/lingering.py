"""Who was still cut off when what the night asks for was well again: the end of a repair is not the end of it for everybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.words import Sentence, say
from game.session.staff.person import listed

if TYPE_CHECKING:
    from game.session.run import Run

FELT = 0.01
"""The share of failing calls from which somebody is still cut off."""
LEAST_S = 60
"""What was over within this time is not told: the clocks of the debrief show minutes."""
NAMED_AT_MOST = 4
FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Lingering:
    """A sector or a service whose calls still failed: the share at that second, and until when (None: to the end)."""

    name: str
    share: float
    until_s: int | None


def goal_names(run: Run) -> tuple[str, ...]:
    """What the night asks to be well, as the board calls it; what the board has no name for is left out."""
    parts = dict.fromkeys([condition.component for condition in run.scenario.goal.healthy])
    tiles = [run.region.components[part].spec.tile for part in parts]
    return tuple([tile.name for tile in tiles if tile is not None])


def goal_words(names: Sequence[str]) -> tuple[str, str]:
    """What the night asks for as the subject of a sentence, and "was" or "were"."""
    if not names:
        return str(say("What the night asks for")), "was"
    shown = listed([*names] if len(names) <= NAMED_AT_MOST else [*names[: NAMED_AT_MOST - 1], "others"])
    return shown, "was" if len(names) == 1 else "were"


def lingering(run: Run, from_s: int | None) -> tuple[Lingering, ...]:
    """Sectors and services that customers know and whose calls failed at a second, those that had most left first."""
    if from_s is None:
        return ()
    found = []
    for part in (*run.ledger.sectors, *run.public):
        if not any(metric.id == FAILING for metric in part.metrics):
            continue
        failing = run.region.history(part.id, FAILING)
        begin_s, tick_s = run.region.plan.start_s, run.region.tick_s
        at = min(max(0, (from_s - begin_s) // tick_s - 1), len(failing) - 1)
        if at < 0 or failing[at] < FELT:
            continue
        last = next(tick for tick in range(len(failing) - 1, -1, -1) if failing[tick] >= FELT)
        until_s = None if last == len(failing) - 1 else begin_s + (last + 2) * tick_s
        if until_s is not None and until_s - from_s < LEAST_S:
            continue
        found.append(Lingering(run.instruments.name_of(part.id), failing[at], until_s))
    return tuple(sorted(found, key=lambda one: -one.share))


def still(found: Sequence[Lingering], from_s: int | None, clock: Callable[[int], str]) -> Sentence | None:
    """Who was still cut off at that second, with their shares and until when; None if nobody was."""
    if not found or from_s is None:
        return None
    parts = [
        str(say("{name} ({share} % until {clock})", name=one.name, share=_percent(one.share), clock=clock(one.until_s)))
        if one.until_s is not None
        else str(say("{name} ({share} %, to the end)", name=one.name, share=_percent(one.share)))
        for one in found[:NAMED_AT_MOST]
    ]
    rest = len(found) - len(parts)
    if rest > 0:
        parts.append(str(say("{count} more", count=rest)))
    return say("At {clock} calls still failed at {parts}.", clock=clock(from_s), parts=listed(parts))


def _percent(share: float) -> int:
    return int(share * 100 + 0.5)
