"""The queue view of a component: its facts with the curves that belong to them, or what stands before it instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.engine.readings import Metric
from game.session.judging.curve import told
from game.session.run import Run
from game.session.showing.chart import Shown, drawn
from game.session.showing.queues.facts import Facts
from game.session.showing.queues.kinds import facts_of, has_queue
from game.session.view.board import Relation
from game.session.view.chart import QueueView


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the hosts of a queue know themselves: now, and neither late nor stale."""

    run: Run
    facts: Facts

    def points(self, component: str, metric: Metric, seconds: Sequence[int]) -> list[float | None]:
        """Their readings; the one that no instrument has is put together."""
        if metric is self.facts.good and self.facts.derived is not None:
            return self.facts.derived(seconds, self.run.second)
        return told(self.run, component, metric.id, seconds, self.run.second)

    def newest(self, component: str, metric: Metric) -> tuple[float | None, int]:
        """The reading of now."""
        return self.points(component, metric, (self.run.second,))[0], 0


def queue_view(run: Run, component: str, span_s: int) -> QueueView:
    """What waits at a component, as its hosts say now. KeyError if there is no such component."""
    part = run.region.components[component]
    name, state = run.instruments.name_of(component), run.instruments.state(component)
    before = _before(run, component)
    if not has_queue(part):
        about = f"Nothing ever waits at {name}."
        nothing = drawn(run, (), Shown(run), span_s)
        return QueueView(component, name, state, about, None, (), (), (), (), part.held(), nothing, before)
    facts = facts_of(run, part)

    curves: list[tuple[str, Metric]] = [(component, facts.waiting), (component, facts.good)]
    return QueueView(
        component,
        name,
        state,
        facts.about,
        facts.flow,
        facts.numbers,
        facts.rows,
        facts.pace,
        facts.telling,
        part.held(),
        drawn(run, curves, _Asked(run, facts), span_s),
        before,
    )


def _before(run: Run, component: str) -> tuple[Relation, ...]:
    """What it needs, directly, that has a queue, or what that needs in turn; the nearest first."""
    known = run.relations
    needs = [
        other
        for other in (known.all_needs(component) if component in known.needs else known.direct[component])
        if has_queue(run.region.components[other])
    ]
    instruments = run.instruments
    return tuple(
        [
            Relation(
                other,
                instruments.name_of(other),
                instruments.state(other),
                instruments.tile_text(run.region.components[other]),
            )
            for other in needs
        ]
    )
