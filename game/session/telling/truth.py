"""The region as it truly is, as far as public updates and scores are held against it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from game.engine.mechanism import Mechanism
from game.engine.region import Region
from game.session.telling.judgement import Truth

if TYPE_CHECKING:
    from game.session.run import Run


def told_services(region: Region) -> tuple[Mechanism[Any, Any], ...]:
    """The services that customers know, that an update can name and that it is held against, in the order of the level.

    What has no tile is nobody's service but the operators' own: no board shows it and no customer could say that it fails.
    """
    return tuple([part for part in region.components.values() if part.public and part.spec.tile is not None])


def services_of(region: Region) -> tuple[tuple[str, str], ...]:
    """(id, name) of these services."""
    return tuple([(part.id, part.spec.tile.name) for part in told_services(region) if part.spec.tile is not None])


def failing(parts: Iterable[Mechanism[Any, Any]]) -> tuple[tuple[str, float], ...]:
    """(service, share of customers' requests that fail) of every one of these services that does not answer all of them."""
    shares: list[tuple[str, float]] = []
    for part in parts:
        success = part.success_for("public")
        if success < 1.0:
            shares.append((part.id, 1.0 - success))
    return tuple(shares)


def truth_of(run: Run) -> Truth:
    """What a public update is held against at this moment."""
    known = run.evidence.known()
    return Truth(
        run.second,
        failing(run.public),
        run.ledger.healthy,
        run.ledger.state.healthy_since,
        tuple([cause for cause in known if cause in run.true_causes]) if known else (),
        run.true_causes,
    )
