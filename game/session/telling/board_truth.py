"""The region as the board shows it: what a draft of an update can be held against before it is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.readings import State
from game.session.telling.judgement import Truth
from game.session.telling.truth import truth_of
from game.session.view.telling import Draft, ServiceChoice

if TYPE_CHECKING:
    from game.session.run import Run


def shown_truth(run: Run) -> Truth:
    """What the instruments say of every service, with the causes that the player has proved."""
    failing: list[tuple[str, float]] = []
    well_since: list[int] = []
    for part in run.public:
        value = run.instruments.read(part.id, part.metrics[0]).value
        if value is not None and value > 0.0:
            failing.append((part.id, value))
        watch = run.instruments.watch(part.id)
        if watch.state is State.OK:
            well_since.append(watch.since_s)
        elif watch.state is not State.STALE:
            well_since.append(run.second + 1)
    since = max(well_since, default=run.second)
    healthy = since <= run.second
    return Truth(
        second=run.second,
        failing=tuple(failing),
        healthy=healthy,
        healthy_since_s=since if healthy else None,
        causes_proved=truth_of(run).causes_proved,
    )


def service_choices(run: Run) -> tuple[ServiceChoice, ...]:
    """Every service that an update can name, where the board has it: from the top, each row from the left."""
    choices = []
    for part in run.public:
        tile = part.spec.tile
        if tile is not None:
            state = run.instruments.state(part.id)
            choice = ServiceChoice(part.id, tile.name, state, run.instruments.tile_text(part), "")
            choices.append(((tile.row, tile.column), choice))
    return tuple([choice for _, choice in sorted(choices, key=lambda pair: pair[0])])


def proofs_for(run: Run, draft: Draft) -> tuple[str, ...]:
    """What the player read about the cause that a draft names."""
    cause = next((cause for cause in run.scenario.causes if cause.id == draft.cause), None)
    if cause is None:
        return ()
    looks = [look.line for proof in cause.proofs if (look := run.evidence.first(proof)) is not None]
    return tuple(dict.fromkeys(looks))
