"""`alarms [SERVICE] [words]`: what is on the pager, all of one service, or every alarm that holds the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.engine.actions import Argument, ArgumentKind
from game.engine.readings import State
from game.session.language.vocabulary import component_candidate
from game.session.language.wording import clock_time, count
from game.session.tools.tool import Tool, declare, heading, muted, name_of, on_the_board, row, state_span
from game.session.view.console import Line, Span, Tone

if TYPE_CHECKING:
    from game.session.run import Run

NEWEST = 24
_LOUD = (State.DOWN, State.DEGRADED, State.STALE, State.RECOVERING, State.OK)

SPEC = declare(
    "alarms",
    # Both are read from one text, because any word that is no service is a word to look for.
    (
        Argument("SERVICE", ArgumentKind.TEXT, optional=True),
        Argument("words", ArgumentKind.TEXT, optional=True),
    ),
    "List alarms",
    "Shows what is on the pager, all alarms of one service with the finer ones, or all that hold the words.",
    aliases=(("alarm",), ("pager",)),
)


@dataclass(frozen=True, slots=True)
class _Up:
    """An alarm that is up. `state` is None for a finer one."""

    component: str
    second: int
    state: State | None
    text: str


def _output(run: Run, values: tuple[str, ...]) -> tuple[Line, ...]:
    words = values[0].split() if values else []
    component = _component(run, words[0]) if words else ""
    if component in run.pager.muted:
        name = name_of(run, component)
        return (muted(f"{name} is muted. `mute {component} off` shows what came meanwhile."),)
    wanted = [word.casefold() for word in (words[1:] if component else words)]
    if component or wanted:
        return _listed(run, component, wanted)
    return _groups(run)


def _component(run: Run, word: str) -> str:
    """The component that a word names, or ""."""
    for part in run.region.components.values():
        if part.spec.tile is not None and component_candidate(part).is_called(word):
            return part.id
    return ""


def _pages(run: Run) -> list[_Up]:
    """What pages and is up, the worst first, then the oldest."""
    pages = [
        _Up(alarm.component, alarm.raised_s, alarm.state, ", ".join(filter(None, run.instruments.told(alarm))))
        for alarm in run.pager.alarms
        if alarm.cleared_s is None
    ]
    return sorted(pages, key=lambda it: (_LOUD.index(it.state or State.OK), it.second))


def _finer(run: Run) -> list[_Up]:
    """The finer alarms, newest first."""
    up = [
        _Up(component, second, None, text)
        for component in [finer.component for finer in run.pager.finer()]
        for second, text in run.pager.details_of(component)
    ]
    return sorted(up, key=lambda it: -it.second)


def _listed(run: Run, component: str, wanted: list[str]) -> tuple[Line, ...]:
    """The alarms of a component, or of all, that hold all words."""
    fitting = [
        it
        for it in (*_pages(run), *_finer(run))
        if component in ("", it.component) and _holds(f"{it.component} {name_of(run, it.component)} {it.text}", wanted)
    ]
    if not fitting:
        where = f" of {name_of(run, component)}" if component else ""
        return (muted(f"No alarm{where} that is up holds these words." if wanted else f"No alarm{where} is up."),)
    lines = [_row(run, it) for it in fitting[:NEWEST]]
    more = len(fitting) - len(lines)
    if more:
        lines.append(muted(f"and {more} more; add words to see those that hold them"))
    title = name_of(run, component) if component else "All services"
    return (heading(f"{title}  {count(len(fitting), 'alarm', 'alarms')} up"), *lines)


def _row(run: Run, it: _Up) -> Line:
    state = state_span(it.state) if it.state is not None else Span(f"{'finer':<10}", Tone.FAINT)
    return row(
        Span(clock_time(run.scenario.zero, it.second), Tone.FAINT),
        "  ",
        state,
        f" {name_of(run, it.component):<12}",
        it.text,
    )


def _holds(text: str, wanted: Iterable[str]) -> bool:
    return all(word in text.casefold() for word in wanted)


def _groups(run: Run) -> tuple[Line, ...]:
    """One line for each service that paged, and what is behind it."""
    counts = {finer.component: finer.up for finer in run.pager.finer()}
    pages = _pages(run)
    leads = {it.component: it for it in reversed(pages)}
    lines: list[Line] = []
    for lead in [it for it in pages if leads[it.component] is it]:
        behind = counts.get(lead.component, 0) + len([it for it in pages if it.component == lead.component]) - 1
        lines.append((*_row(run, lead), Span(f"  +{behind}" if behind else "", Tone.FAINT)))
    silent = [name_of(run, component) for component in run.pager.muted]
    tail = [muted(f"Muted: {', '.join(silent)}.")] if silent else []
    if not lines:
        return (muted("The pager is quiet."), *tail)
    total = len(pages) + sum(counts.values())
    title = f"{count(len(lines), 'service', 'services')} on the pager, {count(total, 'alarm', 'alarms')} up"
    return (
        heading(title),
        *lines,
        *tail,
        muted("`alarms SERVICE` shows all of one, `alarms WORDS` those that hold the words."),
    )


def _about(run: Run, values: tuple[str, ...]) -> tuple[str, ...]:
    component = _component(run, values[0].split()[0]) if values and values[0].split() else ""
    return (component,) if component else ()


TOOL = Tool(SPEC, on_the_board, _output, _about)
