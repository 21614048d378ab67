"""What has stopped, does not start by itself and is asked for by no objective that is still to be met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from game.engine.actions import Action
from game.engine.mechanisms.worker_queue import RESTORE
from game.engine.objectives import ReadingSpec
from game.engine.words import say
from game.session.evidence import fits
from game.session.helping.freshness import effect_s, not_shown, not_shown_words
from game.session.helping.hint_words import Told, it_does, place_of
from game.session.helping.next_step import NextStep, act_on, busy_with, look_with, parsed_line, wait_for_change
from game.session.helping.objectives import carried_out, looks_since, met_s
from game.session.helping.shown_words import reading_words
from game.session.judging.rubric import VERIFY_WITHIN_S
from game.session.language.grammar import Parsed
from game.session.staff.person import YOU

if TYPE_CHECKING:
    from game.session.run import Run


def stopped_step(run: Run) -> NextStep | None:
    """What to do next for something that is stopped: start it again once what it needs answers, then see what came of it."""
    for part in run.region.components.values():
        if RESTORE not in part.actions or part.id not in part.names_for(RESTORE):
            continue
        restore = parsed_line(run, f"{' '.join(RESTORE.words)} {part.id}")
        if restore is None or _is_asked_for(run, restore):
            continue
        step = _step(run, part.id, restore)
        if step is not None:
            return replace(step, part=part.id)
    return None


def _is_asked_for(run: Run, restore: Parsed) -> bool:
    """Whether an objective comes to it in its own time, perhaps only later."""
    return any(
        met_s(run, spec) is None and any(fits(pattern, restore.line) for pattern in spec.lines)
        for spec in run.scenario.objectives
    )


def _step(run: Run, part: str, restore: Parsed) -> NextStep | None:
    names = run.region.components[part].names_for(RESTORE)
    lines = [f"{' '.join(RESTORE.words)} {name}" for name in names]
    done = max([entry for line in lines for entry in carried_out(run, line, _begin_s(run))], key=effect_s, default=None)
    if done is not None and busy_with(run, done):
        return wait_for_change(run, done)
    action = Action(run.second, YOU, RESTORE, restore.values)
    if run.region.check(action) is None:
        return act_on(run, restore) if run.region.ready(action) else None
    if done is None or run.second - effect_s(done) > VERIFY_WITHIN_S:
        return None
    looks = list(_looks(run, part))
    if not looks or any(_was_read(run, look, effect_s(done)) for look in looks):
        return None
    return look_with(looks[0].line)


def about_stopped(run: Run, part: str, rung: int) -> Told:
    """One of the first three rungs about something that is stopped."""
    name = run.instruments.name_of(part)
    if rung == 1:
        unread = next((look for look in _looks(run, part) if not _was_read(run, look, _begin_s(run))), None)
        if unread is not None:
            return Told(
                unread.line, say("{place} {does}", place=place_of(run, unread), does=it_does(unread.entry.spec))
            )
        return Told(part, say("All else waits. {name} is not back yet: look there.", name=name))
    shown = (part, *_suppliers(run, part))
    late = not_shown(run, shown)
    if late is not None and late.shown_s is not None:
        return Told(f"{late.line} at {late.done_s}", not_shown_words(run, late), late.shown_s)
    if rung == 2:
        return Told(part, say("{readings}", readings=" ".join([_reading(run, one) for one in shown])))
    word = run.region.components[part].reading_text()
    if not word:
        return Told(part, say("{name} was started again. A look shows whether it stays so.", name=name))
    text = (
        "{name} says {word}, and what it needs answers. It does not come back by waiting, whatever else is well by now."
    )
    return Told(part, say(text, name=name, word=word))


def _reading(run: Run, component: str) -> str:
    metric = run.instruments.tile_metric(run.region.components[component])
    return "" if metric is None else f"{reading_words(run, ReadingSpec(component=component, metric=metric.id))}."


def _suppliers(run: Run, part: str) -> tuple[str, ...]:
    """What it needs and has a tile, as far as that is written down."""
    component = run.region.components[part]
    return tuple(
        [
            other
            for other in component.suppliers()
            if other not in component.spec.hidden and run.region.components[other].spec.tile is not None
        ]
    )


def _looks(run: Run, part: str) -> Iterator[Parsed]:
    """The looks at it that have something to show."""
    for word in ("queue", "status"):
        parsed = parsed_line(run, f"{word} {part}")
        if parsed is not None and run.tools[parsed.entry.spec.id].found(run, parsed.values):
            yield parsed


def _was_read(run: Run, look: Parsed, since_s: int) -> bool:
    return any(fits(look.line, entry.line) for entry in looks_since(run, since_s))


def _begin_s(run: Run) -> int:
    """Since when lines count: the first page of this shift."""
    first_page_s = run.pager.state.first_page_s
    return run.second if first_page_s is None else first_page_s
