"""The inspector: everything that is shown about one component."""

from __future__ import annotations

from dataclasses import replace

from game.engine.mechanisms.monitoring import Reading
from game.engine.readings import Metric, State, Unit
from game.session.handover.seat_memory import BEFORE_YOU, lines_before, seen_feed
from game.session.language.whereabouts import whereabouts
from game.session.run import Run
from game.session.showing.instruments import written
from game.session.showing.metrics import in_order, state_of
from game.session.showing.observe import settled
from game.session.showing.offers import offers_at
from game.session.showing.phrases import long_phrase
from game.session.view.board import FeedEntry, Inspection, MetricView, Relation
from game.session.view.console import Span, Tone

LINES = 4
_BELONGING_FROM = 0.05
_MOST_OF_ONE = 2
_SHOUT = (State.DOWN, State.DEGRADED, State.RECOVERING, State.STALE, State.OK)


def inspect(run: Run, component: str) -> Inspection:
    """Look at a component closely. KeyError if there is none with a tile."""
    part = run.region.components[component]
    tile = part.spec.tile
    if tile is None:
        raise KeyError(component)
    watch = run.instruments.watch(component)
    taken, taken_s, untaken = _taken(run, component)
    return Inspection(
        component=component,
        name=tile.name,
        state=watch.state,
        since_s=watch.since_s,
        layer=tile.layer,
        owner=_team(run, part.spec.owner),
        metrics=_metrics(run, component),
        needs=_relations(run, run.relations.needs[component]),
        hits=_relations(run, run.relations.hits[component]),
        hits_total=len(run.relations.all_hits(component)),
        components_total=len(run.relations.needs),
        lines=_lines(run, component),
        offers=offers_at(run, component),
        who=whereabouts(run.people, part.spec.owner),
        taken=taken,
        taken_s=taken_s,
        untaken=untaken,
        word=part.reading_text() if watch.state in (State.DOWN, State.DEGRADED, State.RECOVERING) else "",
        phrase=long_phrase(run, part),
        age_s=run.instruments.age_s(component),
        finer=0 if component in run.pager.muted else len(run.pager.details_of(component)),
    )


def _team(run: Run, team: str) -> str:
    spec = run.people.teams.get(team)
    return "" if spec is None else spec.name


def _taken(run: Run, component: str) -> tuple[str, int | None, bool]:
    """Who took the newest of a component's alarms and when; and whether one waits for somebody."""
    alarms = [alarm for alarm in run.pager.alarms if alarm.component == component and alarm.cleared_s is None]
    untaken = any(alarm.acknowledged_s is None for alarm in alarms)
    taken_s = max([alarm.acknowledged_s for alarm in alarms if alarm.acknowledged_s is not None], default=None)
    if taken_s is None:
        return "", None, untaken
    before = lines_before(run)
    for place, said in reversed(list(enumerate(run.said))):
        if said.second <= taken_s and said.line.startswith("ack"):
            return BEFORE_YOU if place < before else said.who, taken_s, untaken
    return "", taken_s, untaken


def _metrics(run: Run, component: str) -> tuple[MetricView, ...]:
    """Abnormal ones first, else as they are declared; behind the tile's own, what is abnormal of what belongs to it."""
    groups: list[list[MetricView]] = []
    part = run.region.components[component]
    tile_metric = run.instruments.tile_metric(part)
    for metric in in_order(run.instruments.metrics(part), part.kind):
        reading = run.instruments.read(component, metric)
        state = (
            run.instruments.state(component) if metric is tile_metric else state_of(run, part, metric, reading.value)
        )
        word = part.reading_text() if metric is tile_metric and state is State.OK else ""
        view = _view(metric, reading, state, text=word)
        if metric.beside and groups and groups[-1][-1].id == metric.beside:
            groups[-1].append(replace(view, paired=True))
        else:
            groups.append([view])
    belonging = [[view] for other in run.instruments.belongings[component] for view in _belonging(run, other)]
    groups = [*groups[:1], *belonging, *groups[1:]]
    groups.sort(key=lambda group: all(view.state is State.OK for view in group))
    return tuple([view for group in groups for view in group])


def _belonging(run: Run, component: str) -> list[MetricView]:
    """What is abnormal of something that belongs to the inspected component; of what has a tile, what the tile shows."""
    instruments, part = run.instruments, run.region.components[component]
    name = instruments.name_of(component)
    tile_metric = instruments.tile_metric(part)
    if tile_metric is not None:
        state = instruments.state(component)
        shown = [(tile_metric, state)] if state in (State.DOWN, State.DEGRADED, State.RECOVERING) else []
    else:
        gauges = [metric for metric in instruments.metrics(part) if metric.unit not in (Unit.PER_SECOND, Unit.PLAN)]
        by_label = {metric.label: metric for metric in reversed(gauges)}
        gauges = [metric for metric in gauges if by_label[metric.label] is metric]
        values = [(metric, instruments.read(component, metric).value or 0.0) for metric in gauges]
        shown = [
            (metric, State.DEGRADED)
            for metric, value in values
            if not (metric.neutral or metric.bad_when_low) and value >= _BELONGING_FROM * metric.alarm_at
        ]
    return [
        replace(_view(metric, instruments.read(component, metric), state), whose=name)
        for metric, state in shown[:_MOST_OF_ONE]
    ]


def _view(metric: Metric, reading: Reading, state: State, *, text: str = "") -> MetricView:
    return MetricView(
        metric.id,
        metric.label,
        settled(reading.value, metric.unit),
        metric.unit,
        text or written(reading.value, metric.unit),
        reading.trend,
        state,
    )


def _relations(run: Run, components: tuple[str, ...]) -> tuple[Relation, ...]:
    """Neighbours, the loudest first."""
    relations = []
    for component in components:
        part = run.region.components[component]
        name = component if part.spec.tile is None else part.spec.tile.name
        relations.append(Relation(component, name, run.instruments.state(component), run.instruments.tile_text(part)))
    return tuple(sorted(relations, key=lambda relation: _SHOUT.index(relation.state)))


def _lines(run: Run, component: str) -> tuple[FeedEntry, ...]:
    """The newest lines about it: what the player did, and its log once the player has opened it."""
    told: list[tuple[int, FeedEntry]] = [
        (entry.second, entry) for entry in seen_feed(run) if entry.component == component
    ][-LINES:]
    if run.evidence.first(f"logs {component}", in_trouble=False) is not None:
        newest = []
        for log in reversed(run.region.log):
            if log.component == component:
                newest.append((log.second, FeedEntry(0, log.second, component, (Span(str(log.text), Tone.PLAIN),))))
                if len(newest) == LINES:
                    break
        told = sorted([*told, *newest], key=lambda item: item[0])[-LINES:]
    return tuple([entry for _, entry in told])
