"""Who stands where now: the planner, the enactors with the plan each holds, and the record."""

from __future__ import annotations

from game.engine.readings import State
from game.session.view.board import LevelFacts
from game.session.view.race import DnsView, Lane, PageKind
from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs
from game.tui.paint.text import Box, clock, fitting, shorten, wrap

LINES = 4
"""Lines that `paint_standing` takes, with its headings."""

_SYMBOL_LOOKS = {
    State.DOWN: "bold down",
    State.DEGRADED: "degr",
    State.RECOVERING: "rec",
    State.STALE: "bold strong",
    State.OK: "muted",
}


def lane_words(lane: Lane) -> tuple[str, tuple[str, ...]]:
    """What to say of a lane: the plan it holds, and how it stands ("97 plans behind, slow") in ever shorter forms."""
    if not lane.known:
        return "not read yet" if lane.holds is None else f"holds {lane.holds}", (lane.look,)
    status = lane.status
    holds = "" if lane.holds is None or f"holds {lane.holds}" in status else f"holds {lane.holds}"
    behind = f"{lane.behind} plans behind" if lane.behind and "behind" not in status else ""
    if lane.state is State.OK and status:
        return holds, (status, status.split(":")[0])
    parts = [part for part in (behind, status) if part]
    short = (f"{lane.behind} behind",) if behind else ()
    return holds, (", ".join(parts), *parts[:1], *short)


def lane_look(lane: Lane) -> str:
    """How to write what a lane does."""
    if not lane.known:
        return "muted"
    loud = {State.DOWN: "down", State.DEGRADED: "degr", State.STALE: "italic strong", State.RECOVERING: "rec"}
    return loud.get(lane.state, "fg")


def record_words(view: DnsView, level: LevelFacts) -> tuple[str, str, str]:
    """The record in three lines: what stands on it since when, what it answers, whose hand was last."""
    if not view.record_known:
        return "not read yet", f"dig {view.name}", ""
    since = clock(level, view.record_since_s, seconds=True)
    page = view.pages[-1] if view.pages else None
    title = "known"
    if page is not None:
        plan = "" if page.plan is None else str(page.plan)
        title = {
            PageKind.PLAN: f"plan {plan}",
            PageKind.OLD: f"{plan} OLD",
            PageKind.EMPTY: "EMPTY",
            PageKind.HAND: f"= {plan} by hand" if plan else "= by hand",
            PageKind.UNKNOWN: "unread",
        }[page.kind]
    elif view.record_state is State.DOWN:
        title = "EMPTY"
    last = f"last hand: {view.last_hand}" if view.last_hand else ""
    return f"{title}  since {since}", view.record_status, last


def paint_standing(canvas: Canvas, box: Box, view: DnsView, level: LevelFacts, *, glyphs: Glyphs) -> None:
    """Planner, enactors and record side by side, with lines from the many hands to the one page."""
    enactors_x = box.x + box.width * 26 // 120
    record_x = box.x + box.width * 77 // 120
    _planner(canvas, Box(box.x, box.y, enactors_x - box.x - 4, box.y + LINES), view.planner, glyphs)
    count = {1: "one hand", 2: "two hands", 3: "three hands"}.get(len(view.enactors), f"{len(view.enactors)} hands")
    canvas.put(canvas.put(enactors_x, box.y, "ENACTORS", "muted") + 2, box.y, count, "faint")
    canvas.put(canvas.put(record_x, box.y, "RECORD", "muted") + 2, box.y, "the one page", "faint")
    room = record_x - 7 - enactors_x
    label_width = max((len(lane.label) for lane in view.enactors), default=0)
    rows = view.enactors[: LINES - 1]
    for index, lane in enumerate(rows):
        _enactor(canvas, Box(enactors_x, box.y + 1 + index, room, 0), lane, label_width, glyphs)
    _connect(canvas, record_x - 6, box.y + 1, len(rows), glyphs)
    if rows:
        canvas.put(enactors_x - 3, box.y + 2, glyphs.across + glyphs.running, "faint")
    _record(canvas, Box(record_x, box.y + 1, box.right - record_x, box.y + LINES), view, level, glyphs)


def _planner(canvas: Canvas, box: Box, lane: Lane, glyphs: Glyphs) -> None:
    canvas.put(box.x, box.y, "PLANNER", "muted")
    if not lane.known:
        canvas.put(box.x, box.y + 1, glyphs.stale, "bold strong")
        canvas.put(box.x + 2, box.y + 1, "not read yet", "muted")
        canvas.put(box.x + 2, box.y + 2, shorten(lane.look, box.width - 2), "faint")
        return
    canvas.put(box.x, box.y + 1, glyphs.state(lane.state), _SYMBOL_LOOKS[lane.state])
    if lane.holds is not None:
        canvas.put(canvas.put(box.x + 2, box.y + 1, "newest plan ", "fg"), box.y + 1, str(lane.holds), "bold strong")
    lines = wrap(lane.status, box.width - 2, box.height - 2)
    for index, line in enumerate(lines):
        canvas.put(box.x + 2, box.y + 2 + index, line, "muted")


def _enactor(canvas: Canvas, box: Box, lane: Lane, label_width: int, glyphs: Glyphs) -> None:
    sign = glyphs.state(lane.state) if lane.known else glyphs.stale
    look = _SYMBOL_LOOKS[lane.state] if lane.known else "bold strong"
    loud = lane.known and lane.state in (State.DOWN, State.DEGRADED, State.STALE)
    canvas.put(box.x, box.y, sign, look)
    label = shorten(lane.label, box.width - 2)
    canvas.put(box.x + 2, box.y, label, "bold strong" if loud else "fg")
    x = box.x + 3 + max(len(label), min(label_width, 12))
    holds, about = lane_words(lane)
    if holds and x + len(holds) <= box.right:
        x = canvas.put(x, box.y, holds, "fg" if lane.known else "muted") + 2
    room = box.right - x
    text = fitting(room, about) or (shorten(about[0], room) if room >= 8 and about else "")
    canvas.put(x, box.y, text, lane_look(lane) if lane.known else "faint")


def _connect(canvas: Canvas, x: int, y: int, count: int, glyphs: Glyphs) -> None:
    """Lines from the enactors that meet before the record."""
    middle = count // 2 if count > 2 else 0
    for index in range(count):
        joint = glyphs.cross if index == middle else glyphs.turn if index == 0 else glyphs.corner
        if count == 1:
            joint = glyphs.across
        if 0 < index < count - 1:
            joint = glyphs.cross
        canvas.put(x, y + index, glyphs.across * 2 + joint, "faint")
    if count:
        canvas.put(x + 3, y + middle, glyphs.across + glyphs.running, "faint")


def _record(canvas: Canvas, box: Box, view: DnsView, level: LevelFacts, glyphs: Glyphs) -> None:
    title, answer, last = record_words(view, level)
    sign = glyphs.state(view.record_state) if view.record_known else glyphs.stale
    title = shorten(title, box.width - 3)
    down = view.record_known and view.record_state is State.DOWN
    if down:
        canvas.fill(box.x, box.y, max(26, len(title) + 4) if box.width >= 26 else box.width, 1, "downbg")
    look = "bold downfg" if down else "bold strong" if view.record_known else "muted"
    canvas.put(box.x, box.y, sign, look if view.record_known else "bold strong")
    canvas.put(box.x + 2, box.y, title, look)
    rows = [line for text in (answer, last) if text for line in wrap(text, box.width - 2)]
    for index, line in enumerate(rows[: box.height - 1]):
        canvas.put(box.x + 2, box.y + 1 + index, line, "fg" if view.record_known else "faint")
