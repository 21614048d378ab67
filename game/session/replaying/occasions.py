"""Why somebody did something: a line of a night that is run again may have lost its reason.

Whoever holds launches back because EC2 is in trouble does not do so while EC2 is well. So of each line it is noted, in the
night as it was, whether anybody had been paged by then and whether what the line is about was in trouble. Run again, a line
whose reason has gone is left out, and it is said why. What nobody had a reason for in the first place is done again, and
so is everything about a part that people hold already: they go on holding it, and let it go as they did.
"""

from __future__ import annotations

from typing import Any

from game.engine.mechanism import Mechanism
from game.engine.mechanisms.monitoring import ACK, MUTE
from game.engine.readings import State
from game.engine.watch import level_of
from game.engine.words import Sentence, say
from game.session.journal import Said
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Parsed, Part
from game.session.run import Run
from game.session.telling.post_form import draft_of
from game.session.view.telling import PostState

LOW_BELOW = 0.25
"""The share of its alarm range below which a reading that is bad when low shows trouble."""

LARGEST = 1e9
"""An alarm range from here on is none."""

Parts = tuple[Mechanism[Any, Any], ...]
Reason = tuple[bool, bool]
"""Whether somebody had been paged, and whether what a line is about was in trouble."""


class Occasions:
    """The reasons of a night's lines, in their order. Called with a run and a line, it says why the line is left out, or None.

    Without the reasons of the night as it was, it only notes them, and leaves nothing out.
    """

    def __init__(self, before: tuple[Reason, ...] | None = None) -> None:
        self._before = before
        self._reasons: list[Reason] = []

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Those of all lines so far."""
        return tuple(self._reasons)

    def __call__(self, run: Run, said: Said) -> Sentence | None:
        """Note the reason for a line, in a run that has come to its second; why it is left out, or None."""
        parsed = None if said.look else run.grammar.parse(said.line)
        about: Parts = () if parsed is None or isinstance(parsed, Misunderstood) else about_of(run, parsed)
        paged = run.pager.state.first_page_s is not None
        trouble = any(in_trouble(run, part) for part in about)
        place = len(self._reasons)
        self._reasons.append((paged, trouble))
        if self._before is None or said.look or place >= len(self._before):
            return None
        was_paged, was_trouble = self._before[place]
        if was_paged and not paged:
            return say("Nobody had been paged by then.")
        if was_trouble and not trouble and not any(part.held() for part in about):
            return say(
                "What it is about was well at that time ({parts}).", parts=", ".join([part.id for part in about])
            )
        return None


def about_of(run: Run, parsed: Parsed) -> Parts:
    """What a line is about: what an order is for, the services that an update names. Nothing, if no trouble is its reason."""
    spec, parts = parsed.entry.spec, run.region.components
    if parsed.entry.part is Part.POST:
        draft = draft_of(parsed.values)
        return () if draft.state is PostState.RESOLVED else tuple([parts[name] for name in draft.services])
    if parsed.entry.part is not Part.ENGINE or spec in (ACK, MUTE):
        return ()
    meant = run.region.targets(spec, parsed.values)
    if any(_shows(part) for part in meant):
        return meant
    # Writers and caches show nothing by themselves: their trouble is that of what they work on.
    others = dict.fromkeys([name for part in meant for _, name, _ in part.spec.references() if name in parts])
    return (*meant, *[parts[name] for name in others])


def _shows(part: Mechanism[Any, Any]) -> bool:
    """Whether the board would show trouble of this part."""
    tile = part.spec.tile
    return tile is not None and (tile.degraded_at is not None or tile.down_at is not None)


def in_trouble(run: Run, part: Mechanism[Any, Any]) -> bool:
    """Whether a part is truly in trouble at this moment, whatever the instruments show."""
    tile = part.spec.tile
    for metric in part.metrics:
        shown = tile is not None and _shows(part) and metric.id == tile.metric
        if not shown and not (metric.hidden and metric.bad_when_low and metric.alarm_at < LARGEST):
            continue
        readings = run.region.history(part.id, metric.id)
        if not readings:
            continue
        if tile is not None and shown and level_of(readings[-1], tile, metric.bad_when_low) is not State.OK:
            return True
        if not shown and readings[-1] < LOW_BELOW * metric.alarm_at:
            return True
    return False
