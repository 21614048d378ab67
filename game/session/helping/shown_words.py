"""Readings in words, as the instruments show them: for hints, which may say nothing that the player could not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.engine.objectives import ReadingSpec
from game.engine.readings import Metric, State
from game.engine.scenario import Condition
from game.engine.words import Sentence, say
from game.session.helping.freshness import effect_s, last_change, not_shown, taken_s, ticks_before
from game.session.language.wording import clock_time, count
from game.session.showing.instruments import seconds_written, written

if TYPE_CHECKING:
    from game.session.run import Run


def metric_of(run: Run, component: str, metric: str) -> Metric:
    """A metric of a component. StopIteration if it has no such one: a level that was checked names none."""
    return next(it for it in run.region.components[component].metrics if it.id == metric)


def shown_value(run: Run, component: str, metric: str, ago_s: int = 0) -> float | None:
    """What the instruments show of a metric, or showed a while ago; None where nothing was read."""
    if ago_s:
        return run.instruments.value(component, metric, ago_s)
    return run.instruments.read(component, metric_of(run, component, metric)).value


def holds(run: Run, conditions: tuple[Condition, ...]) -> bool:
    """Whether conditions hold by what is shown. What was never read holds nothing."""
    for condition in conditions:
        value = shown_value(run, condition.component, condition.metric)
        if value is None or not condition.holds(value):
            return False
    return True


def failing_condition(run: Run, conditions: tuple[Condition, ...]) -> Condition | None:
    """The first condition that does not hold by what is shown."""
    return next((condition for condition in conditions if not holds(run, (condition,))), None)


def is_shown(run: Run, condition: Condition) -> bool:
    """Whether an instrument shows what a condition is about."""
    return not metric_of(run, condition.component, condition.metric).hidden


def reading_words(run: Run, spec: ReadingSpec) -> Sentence:
    """One reading: "DynamoDB, calls failing: 97%", with its age where it is old.

    What is compared with an earlier reading is compared with the one before the last change, if that was made since.
    """
    metric = metric_of(run, spec.component, spec.metric)
    name = run.instruments.name_of(spec.component)
    taken = taken_s(run, spec.component)
    change = last_change(run, taken - spec.ago_s, taken) if spec.ago_s else None
    if change is not None:
        before_s = ticks_before(run, spec.component, effect_s(change))
        return say(
            "{name}, {label}, before `{line}` took effect at {time}: {value}",
            name=name,
            label=metric.label,
            line=change.line,
            time=clock_time(run.scenario.zero, effect_s(change)),
            value=written(shown_value(run, spec.component, spec.metric, before_s), metric.unit),
        )
    value = written(shown_value(run, spec.component, spec.metric, spec.ago_s), metric.unit)
    if spec.ago_s:
        ago = count(max(1, spec.ago_s // 60), "minute", "minutes")
        return say("{name}, {label}, {ago} before: {value}", name=name, label=metric.label, ago=ago, value=value)
    part = run.region.components[spec.component]
    tile = part.spec.tile
    word = part.reading_text() if tile is not None and tile.metric == spec.metric else ""
    tail = f" (it says {word})" if word else ""
    if run.instruments.state(spec.component) is State.STALE:
        tail = f" (read {seconds_written(float(run.instruments.age_s(spec.component)))} ago)"
    return say("{name}, {label}: {value}{tail}", name=name, label=metric.label, value=value, tail=tail)


def wanted_words(run: Run, condition: Condition) -> Sentence:
    """What is shown of a condition that does not hold, and what it waits for; of what is old, when it was so."""
    metric = metric_of(run, condition.component, condition.metric)
    name = run.instruments.name_of(condition.component)
    value = shown_value(run, condition.component, condition.metric)
    too_low = condition.at_least is not None and (value is None or value < condition.at_least)
    bound = condition.at_least if too_low else condition.at_most
    when = say("now")
    change = not_shown(run, (condition.component,))
    if change is not None:
        when = say(
            "at {time}, before `{line}` took effect",
            time=clock_time(run.scenario.zero, taken_s(run, condition.component)),
            line=change.line,
        )
    elif run.instruments.state(condition.component) is State.STALE:
        when = say("at {time}", time=clock_time(run.scenario.zero, taken_s(run, condition.component)))
    return say(
        "{name}, {label}: {value} {when}, and {bound} or {way} is wanted.",
        name=name,
        label=metric.label,
        value=written(value, metric.unit),
        when=str(when),
        bound=written(bound, metric.unit),
        way="more" if too_low else "less",
    )
