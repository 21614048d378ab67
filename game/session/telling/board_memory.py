"""What the board has shown so far, as far as an update is judged by the past: who fails only since now, who did lately, the worst."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.session.judging import curve
from game.session.judging.rubric import TRUST
from game.session.view.telling import Draft, PostState

if TYPE_CHECKING:
    from game.session.run import Run


@dataclass(frozen=True, slots=True)
class Remembered:
    """The past as the board showed it, in the terms of `judgement.Background`.

    `untrue_since_s` is since when the board contradicts the last update, if that one says that all is well again.
    """

    fresh: tuple[str, ...] = ()
    ever: tuple[str, ...] = ()
    aftermath: tuple[str, ...] = ()
    worst: float = 0.0
    untrue_since_s: int | None = None


_COARSE_TICKS = 12
"""Of what was long ago every so many ticks are enough to tell how bad it was."""
_CLAIMS = (PostState.MONITORING, PostState.RESOLVED)


def remembered(run: Run, draft: Draft) -> Remembered:
    """What the board has shown. `worst` looks through the whole night, so it is only there where something asks for it."""
    hurt_at, second, tick_s = run.channel.measure.hurt_at, run.second, run.region.tick_s
    begin_s = curve.second_of(run, 0)
    posts = run.channel.posts
    claim = posts[-1] if posts and posts[-1].state in _CLAIMS else None
    needs_worst = draft.state in _CLAIMS or (claim is not None and claim.state is PostState.MONITORING)
    since_s = second - TRUST.aftermath_s if claim is None else min(second - TRUST.aftermath_s, claim.second)
    first_s = max(begin_s, since_s)
    first_s += -(first_s - begin_s) % tick_s
    before = range(begin_s, first_s, _COARSE_TICKS * tick_s) if needs_worst else ()
    seconds = (*before, *range(first_s, second + 1, tick_s))
    fresh, aftermath, ever = [], [], []
    totals = [0.0] * len(seconds)
    for part in run.public:
        last_hurt, last_well = None, begin_s - 1
        for place, value in enumerate(curve.shown(run, part.id, part.metrics[0].id, seconds)):
            if value is None:
                continue
            if value >= hurt_at:
                totals[place] += value
                last_hurt = seconds[place]
            else:
                last_well = seconds[place]
        if last_well >= second - TRUST.notice_s:
            fresh.append(part.id)
        if last_hurt is not None:
            ever.append(part.id)
        if last_hurt is not None and last_hurt >= second - TRUST.aftermath_s:
            aftermath.append(part.id)
    worst = max(totals, default=0.0) if needs_worst else 0.0
    untrue_since_s = None
    if claim is not None:
        most = worst / 2 if claim.state is PostState.MONITORING else 0.0
        pairs = zip(seconds, totals, strict=True)
        untrue_since_s = next((at for at, total in pairs if at >= claim.second and total > most), None)
    return Remembered(tuple(fresh), tuple(ever), tuple(aftermath), worst, untrue_since_s)
