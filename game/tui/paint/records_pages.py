"""The pages about one night: what it asks for and how that stands, how long each step took, and its runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.session.helping.guidance import Guidance
from game.session.helping.help_ladder import WITH
from game.session.view.nights import Grasp, Past, PastRun, Standing
from game.tui.canvas import Canvas
from game.tui.paint.picker import OUTCOMES
from game.tui.paint.strips import TimeScale, dot_of, paint_dots
from game.tui.paint.text import fitting, length, shorten, wrap
from game.tui.theme import Manner

ASKS, TIMES, RUNS = "what it asks for", "how long it took", "its runs"
PAGES = (ASKS, TIMES, RUNS)

Line = Callable[[Canvas, int, int], object]
"""Draws one line of a page at a column and a line of a canvas."""

_SKILL = 10
_GRASP = 14
_COUNT = 8
_AGAIN = 15
_STEP = 18
_RANGE = 17
_NEVER = 8


def page_lines(page: str, width: int, manner: Manner, past: Past, *, level: str, run: int | None) -> list[Line]:
    """A page about a level, as lines. `run` is the place of the chosen run, None if none is chosen."""
    if page == ASKS:
        lines = [line for standing in past.standings if standing.level == level for line in _standing(standing, width)]
        return lines or [partial(_put, text="Nothing is known of what this night asks for.", look="muted")]
    runs = past.of(level)
    if not runs:
        return [partial(_put, text="No run of it has ended yet.", look="muted")]
    if page == TIMES:
        return _times(runs, width, manner)
    return [
        partial(_run, run=of, width=width, manner=manner, chosen=place == run, place=place)
        for place, of in enumerate(runs)
    ]


def _put(canvas: Canvas, x: int, y: int, *, text: str, look: str) -> None:
    canvas.put(x, y, text, look)


# What it asks for.


def _standing(standing: Standing, width: int) -> list[Line]:
    """An objective: its skill, its name, how it stands, in how many runs it was met, and when again.

    What was never tried keeps its name to itself: it would tell what the night is about.
    """
    if not standing.objective:
        name = "that the night is well again"
    elif standing.grasp is Grasp.NEW:
        name = "told once it came up in a night"
    else:
        name = standing.name
    names = wrap(name, width - _SKILL - _GRASP - _COUNT - _AGAIN - 1) or [""]
    return [
        partial(_standing_line, standing=standing, name=line, first=at == 0, width=width)
        for at, line in enumerate(names)
    ]


def _standing_line(canvas: Canvas, x: int, y: int, *, standing: Standing, name: str, first: bool, width: int) -> None:
    new = standing.grasp is Grasp.NEW
    canvas.put(x + _SKILL, y, name, "muted" if new else "fg")
    if not first:
        return
    canvas.put(x, y, standing.skill, "muted" if new else "fg")
    at = x + width - _AGAIN - _COUNT - _GRASP
    open_now = standing.grasp is Grasp.OPEN
    canvas.put(at, y, standing.grasp.value, "bold strong" if open_now else "muted" if new else "fg")
    if not new:
        canvas.put(at + _GRASP, y, f"{standing.met} of {standing.tried}", "muted")
        canvas.put(
            at + _GRASP + _COUNT, y, f"again {standing.again}", "bold strong" if standing.due_in <= 0 else "muted"
        )


# How long it took.


def _times(runs: tuple[PastRun, ...], width: int, manner: Manner) -> list[Line]:
    """Each step of the night with a dot for every run that reached it, and how many did not."""
    steps = list(dict.fromkeys([step for run in runs for step, _ in run.times]))
    reached = [after for run in runs for _, after in run.times if after is not None]
    if not steps:
        return [partial(_put, text="No times were kept of these runs.", look="muted")]
    scale = TimeScale.over(reached, width - _STEP - _RANGE - _NEVER)
    return [
        partial(_axis, scale=scale, width=width),
        *[partial(_step, step=step, runs=runs, scale=scale, width=width, manner=manner) for step in steps],
    ]


def _axis(canvas: Canvas, x: int, y: int, *, scale: TimeScale, width: int) -> None:
    canvas.put(x, y, "from the page to", "faint")
    scale.paint(canvas, x + _STEP, y)
    canvas.right(x + width, y, "never", "muted")


def _step(
    canvas: Canvas,
    x: int,
    y: int,
    *,
    step: str,
    runs: tuple[PastRun, ...],
    scale: TimeScale,
    width: int,
    manner: Manner,
) -> None:
    canvas.put(x, y, shorten(step, _STEP - 1), "fg")
    taken = [(run, after) for run in runs for what, after in run.times if what == step]
    known = [after for _, after in taken if after is not None]
    dots = [(scale.column(after), dot_of(run)) for run, after in taken if after is not None]
    canvas.put(x + _STEP, y, manner.glyphs.across * scale.width, "rule")
    paint_dots(canvas, x + _STEP, y, dots, manner.glyphs)
    if known:
        least, most = length(min(known)), length(max(known))
        told = least if least == most else f"{least} to {most}"
        canvas.put(x + _STEP + scale.width + 2, y, fitting(_RANGE - 2 + 3, (told,)), "fg")
    never = len(taken) - len(known)
    if never:
        canvas.right(x + width, y, str(never), "bold strong")


# Its runs.


def _run(canvas: Canvas, x: int, y: int, *, run: PastRun, width: int, manner: Manner, chosen: bool, place: int) -> None:
    dot, end = dot_of(run), x + width
    if chosen:
        canvas.put(x - 1, y, manner.glyphs.selected, "bold strong")
        canvas.fill(x - 1, y, width + 1, 1, "sel")
    canvas.aim(x - 1, y, width + 1, 1, f"pick_run({place})")
    canvas.put(x, y, dot.sign(manner.glyphs), dot.look)
    canvas.put(x + 2, y, run.grade, "bold strong")
    canvas.right(x + 8, y, str(run.total), "bold strong" if chosen else "fg")
    at = canvas.put(x + 10, y, shorten(run.when, 20), "fg" if chosen else "muted") + 2
    at = max(at, x + 31)
    ending = OUTCOMES.get(run.outcome, run.outcome)
    over = ending if run.lasted_s is None else f"{ending} in {length(max(0, run.lasted_s))}"
    at = max(canvas.put(at, y, fitting(end - at, (over, ending)), "fg") + 2, x + 48)
    for words in (_help(run), run.weakest):
        if words and at + len(words) <= end:
            at = max(canvas.put(at, y, words, "muted") + 2, x + 70)


def _help(run: PastRun) -> str:
    """With how much help it was played."""
    if run.practice:
        return "taken over, practice"
    beside = "" if run.guidance is Guidance.ALONE and run.hints else WITH[run.guidance].partition(",")[0]
    hints = "" if not run.hints else "1 hint" if run.hints == 1 else f"{run.hints} hints"
    return ", ".join(filter(None, (beside, hints)))
