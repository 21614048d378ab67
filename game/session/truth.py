"""The region as it truly is, as far as public updates and scores are held against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.region import Region
from game.session.judgement import Truth

if TYPE_CHECKING:
    from game.session.run import Run


def services_of(region: Region) -> tuple[tuple[str, str], ...]:
    """(id, name) of what customers know as a service, in the order of the level."""
    return tuple(
        [
            (part.id, part.spec.tile.name if part.spec.tile is not None else part.id)
            for part in region.components.values()
            if part.public
        ]
    )


def failing(region: Region) -> tuple[tuple[str, float], ...]:
    """(service, share of customers' requests that fail) of every service that does not answer all of them."""
    shares: list[tuple[str, float]] = []
    for part in region.components.values():
        if part.public:
            share = 1.0 - part.success_for("public")
            if share > 0.0:
                shares.append((part.id, share))
    return tuple(shares)


def truth_of(run: Run) -> Truth:
    """What a public update is held against at this moment."""
    true_causes = tuple([cause.id for cause in run.scenario.causes if cause.true])
    return Truth(
        second=run.second,
        failing=failing(run.region),
        healthy=run.ledger.healthy,
        healthy_since_s=run.ledger.state.healthy_since,
        causes_proved=tuple([cause for cause in run.evidence.known() if cause in true_causes]),
        cause_true=true_causes,
    )
