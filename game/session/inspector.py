"""The inspector: everything that is shown about one component."""

from __future__ import annotations

from game.engine.readings import Metric, State, Unit
from game.session.instruments import written
from game.session.observe import settled
from game.session.offers import offers_at
from game.session.person import Presence, Tiredness
from game.session.run import Run
from game.session.view.board import FeedEntry, Inspection, MetricView, Relation
from game.session.view.console import Span, Tone

LINES = 4
_PRESENCES = (
    (Presence.WOKEN, "on the way"),
    (Presence.OFFICE, "at the office"),
    (Presence.ASLEEP, "asleep"),
    (Presence.HOME, "gone home"),
    (Presence.AWAY, "not here yet"),
)
_SHOUT = (State.DOWN, State.DEGRADED, State.RECOVERING, State.STALE, State.OK)


def inspect(run: Run, component: str) -> Inspection:
    """Look at a component closely. KeyError if there is none with a tile."""
    part = run.region.components[component]
    tile = part.spec.tile
    if tile is None:
        raise KeyError(component)
    watch = run.instruments.watch(component)
    return Inspection(
        component=component,
        name=tile.name,
        state=watch.state,
        since_s=watch.since_s,
        layer=tile.layer,
        owner=_owner(run, part.spec.owner),
        metrics=_metrics(run, component),
        needs=_relations(run, run.relations.needs[component]),
        hits=_relations(run, run.relations.hits[component]),
        hits_total=len(run.relations.all_hits(component)),
        components_total=len(run.relations.needs),
        lines=_lines(run, component),
        offers=offers_at(run, component),
    )


def _owner(run: Run, team: str) -> str:
    spec = run.people.teams.get(team)
    if spec is None:
        return ""
    members = [person for person in run.people.state.persons if person.team == team]
    here = [person for person in members if person.presence is Presence.HERE]
    if here:
        tired = all(person.tiredness is not Tiredness.FRESH for person in here)
        return f"{spec.name} team, here and tired" if tired else f"{spec.name} team, here"
    presences = [person.presence for person in members]
    for presence, words in _PRESENCES:
        if presence in presences:
            return f"{spec.name} team, {words}"
    return f"{spec.name} team"


def _metrics(run: Run, component: str) -> tuple[MetricView, ...]:
    """Abnormal ones first, else as they are declared."""
    part = run.region.components[component]
    tile_metric = run.instruments.tile_metric(part)
    views: list[MetricView] = []
    for metric in run.instruments.metrics(part):
        reading = run.instruments.read(component, metric)
        is_tile = metric is tile_metric
        state = run.instruments.state(component) if is_tile else _state(metric, reading.value)
        text = part.reading_text() if is_tile else ""
        views.append(
            MetricView(
                metric.id,
                metric.label,
                settled(reading.value, metric.unit),
                metric.unit,
                text or written(reading.value, metric.unit),
                reading.trend,
                state,
            )
        )
    return tuple(sorted(views, key=lambda view: _SHOUT.index(view.state)))


def _state(metric: Metric, value: float | None) -> State:
    """Whether a reading without a tile is near the end of its alarm range. A plan's number is never near anything."""
    if value is None or metric.unit is Unit.PLAN or metric.alarm_at >= 1e9:
        return State.OK
    share = value / metric.alarm_at
    if metric.bad_when_low:
        return State.DEGRADED if share < 0.25 else State.OK
    return State.DEGRADED if share >= 0.5 else State.OK


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
    told: list[tuple[int, FeedEntry]] = [(entry.second, entry) for entry in run.feed if entry.component == component][
        -LINES:
    ]
    if run.evidence.first(f"logs {component}", in_trouble=False) is not None:
        newest = []
        for log in reversed(run.region.log):
            if log.component == component:
                newest.append((log.second, FeedEntry(0, log.second, component, (Span(str(log.text), Tone.PLAIN),))))
                if len(newest) == LINES:
                    break
        told = sorted([*told, *newest], key=lambda item: item[0])[-LINES:]
    return tuple([entry for _, entry in told])
