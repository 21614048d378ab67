"""A queue drawn from left to right: what comes in, what waits, who works it off, and what becomes of it."""

from __future__ import annotations

from game.session.view.board import LevelFacts
from game.session.view.chart import Fate, Flow, Stream
from game.tui.canvas import Canvas
from game.tui.glyphs import Glyphs
from game.tui.paint.text import Box, clock, fitting, shorten, wrap
from game.tui.theme import Manner

_ENDS = 26
"""Cells of what becomes of the work, at least."""
_ABREAST = 104
"""Cells from which on all is drawn side by side."""
_LABEL = 12
_MUCH = 0.2
"""The share of the work done in vain from which it stands out."""


def flow_lines(flow: Flow, width: int) -> int:
    """How many lines the drawing takes."""
    ends = ends_of(flow)
    if width < _ABREAST:
        return 4 + _times(flow) + bool(flow.door) + bool(flow.brake) + len(ends)
    works = 3 + bool(_helps(flow)) + (2 if flow.brake else 0)
    return max(5, works, sum(1 + bool(end.note) for end in ends))


def ends_of(flow: Flow) -> tuple[Stream, ...]:
    """What becomes of the work: the good end always, others where they happen."""
    return tuple(end for place, end in enumerate(flow.ends) if not place or end.per_s >= 0.05)


def paint_flow(canvas: Canvas, box: Box, manner: Manner, level: LevelFacts, flow: Flow) -> None:
    """From left to right where there is room, else from top to bottom."""
    if box.width < _ABREAST:
        _listed(canvas, box, manner, level, flow)
    else:
        _abreast(canvas, box, manner, level, flow)


def _listed(canvas: Canvas, box: Box, manner: Manner, level: LevelFacts, flow: Flow) -> None:
    """One line for each step."""
    x, y, room = box.x + _LABEL, box.y, box.width - _LABEL
    _step(canvas, box, "COMES IN", flow.comes)
    if flow.door:
        y += 1
        canvas.put(x, y, shorten(f"{manner.glyphs.held} {flow.door}", room), "you")
    y += 1
    canvas.put(box.x, y, "WAITS", "muted")
    bar = Box(x, y, room - 8, y + 1)
    _bar(canvas, bar, manner, flow)
    canvas.right(box.right, y, flow.waits, "bold strong")
    y += 1
    canvas.put(x, y, fitting(room, [f"{flow.waiting}, {form}" for form in _room_forms(flow)]), "fg")
    if _times(flow):
        y += 1
        behind = canvas.put(x, y, _oldest(flow), "degr" if flow.late else "fg")
        since = fitting(box.right - behind - 2, (_since(flow, level),))
        canvas.put(behind + 2 if behind > x else x, y, since, "muted")
    y += 1
    _step(canvas, Box(box.x, y, box.width, box.end), "WORKED OFF", _working(flow))
    if flow.brake:
        y += 1
        canvas.put(x, y, shorten(f"{manner.glyphs.held} {flow.brake}", room), "you")
    for place, end in enumerate(ends_of(flow)):
        y += 1
        _step(canvas, Box(box.x, y, box.width, box.end), "" if place else "ENDS", end)


def _step(canvas: Canvas, box: Box, label: str, stream: Stream) -> None:
    """One line: which step, how much, and of what."""
    vain = stream.fate is Fate.VAIN and stream.per_s > 0.0
    x, y, room = box.x + _LABEL, box.y, box.width - _LABEL
    canvas.put(box.x, y, label, "muted")
    behind = canvas.put(x, y, f"{stream.text:<10}", "bold degr" if vain else "bold strong") + 1
    note = f"{stream.label}, {stream.note}" if stream.note else stream.label
    left = room - (behind - x)
    canvas.put(behind, y, fitting(left, (note, stream.label)) or shorten(stream.label, left), "degr" if vain else "fg")


def _abreast(canvas: Canvas, box: Box, manner: Manner, level: LevelFacts, flow: Flow) -> None:
    """Columns of words under a line of arrows, the queue as a bar in the middle, the ends below each other."""
    glyphs, y = manner.glyphs, box.y
    right = max(_ENDS, box.width * 32 // 100)
    left = max(22, box.width * 18 // 100)
    works = max(22, box.width * 14 // 100)
    bar = Box(box.x + left, y, box.width - left - works - right, box.end)
    first = canvas.put(box.x, y, flow.comes.text, "bold strong") + 1
    _arrow(canvas, Box(first, y, bar.x - 1 - first, y + 1), glyphs)
    canvas.put(box.x, y + 1, shorten(flow.comes.label, left - 2), "fg")
    line = y + 2
    for text in wrap(flow.comes.note, left - 2, 2):
        canvas.put(box.x, line, text, "muted")
        line += 1
    if flow.door:
        canvas.put(box.x, line, shorten(f"{glyphs.held} {flow.door}", left - 2), "you")
    _bar(canvas, bar, manner, flow)
    behind = canvas.put(bar.x, y + 1, flow.waits, "bold strong") + 1
    canvas.put(behind, y + 1, shorten(flow.waiting, bar.right - behind), "fg")
    canvas.put(bar.x, y + 2, fitting(bar.width, _room_forms(flow)), "muted")
    line = y + 3
    for text, look in ((_oldest(flow), "degr" if flow.late else "fg"), (_since(flow, level), "muted")):
        if text:
            canvas.put(bar.x, line, fitting(bar.width, (text, flow.oldest)), look)
            line += 1
    x = bar.right + 1
    _arrow(canvas, Box(x, y, 3, y + 1), glyphs)
    x += 4
    room = works - 9
    behind = canvas.put(x, y, flow.can, "bold strong") + 1
    if flow.brake:
        for line, text in enumerate(wrap(f"{glyphs.held} {flow.brake}", room, 2), y + 3 + bool(_helps(flow))):
            canvas.put(x, line, text, "you")
    canvas.put(x, y + 1, shorten(flow.works, room), "fg")
    canvas.put(x, y + 2, shorten(_busy(flow), room), "muted")
    canvas.put(x, y + 3, fitting(room, (_helps(flow), _helps(flow).partition(" of")[0] + " helps")), _helps_look(flow))
    end_x = bar.right + works
    _arrow(canvas, Box(behind, y, end_x - behind - 1, y + 1), glyphs)
    _ends(canvas, Box(end_x, y, box.right - end_x, box.end), manner, flow)


def _times(flow: Flow) -> bool:
    return bool(flow.oldest) or flow.since_s is not None


def _oldest(flow: Flow) -> str:
    return f"the oldest for {flow.oldest}" if flow.oldest else ""


def _since(flow: Flow, level: LevelFacts) -> str:
    return f"never empty since {clock(level, flow.since_s)}" if flow.since_s is not None else ""


def _room_forms(flow: Flow) -> tuple[str, ...]:
    """What there is room for, and until when it is worth anything; longest form first."""
    return (f"{flow.about}, {flow.deadline}", flow.about) if flow.deadline else (flow.about,)


def _helps(flow: Flow) -> str:
    """How much of what is worked off is worth it; "" while all is."""
    return f"{(1.0 - flow.wasted) * 100:.0f}% of it helps" if flow.wasted >= 0.005 else ""


def _helps_look(flow: Flow) -> str:
    return "bold degr" if flow.wasted >= _MUCH else "muted"


def _working(flow: Flow) -> Stream:
    """Those who work, as one line: what they can do, how busy they are with it, and how much of that helps."""
    label = ", ".join(text for text in (flow.works, _busy(flow), _helps(flow)) if text)
    return Stream(label, flow.wasted, flow.can, fate=Fate.VAIN if flow.wasted >= _MUCH else Fate.GOOD)


def _busy(flow: Flow) -> str:
    return f"{flow.busy * 100:.0f}% busy" if flow.busy >= 0.005 else "idle"


def _arrow(canvas: Canvas, box: Box, glyphs: Glyphs) -> None:
    if box.width > 0:
        canvas.put(box.x, box.y, glyphs.across * (box.width - 1) + glyphs.running, "faint")


def _bar(canvas: Canvas, box: Box, manner: Manner, flow: Flow) -> None:
    """What waits, of the room that there is; what is too late for whoever asked has a hue."""
    glyphs = manner.glyphs
    full = min(box.width, max(1, round(flow.fill * box.width))) if flow.fill > 0.0 else 0
    canvas.put(box.x, box.y, glyphs.block * full, "degr2" if flow.late else "muted")
    canvas.put(box.x + full, box.y, glyphs.ok * (box.width - full), "rule")


def _ends(canvas: Canvas, box: Box, manner: Manner, flow: Flow) -> None:
    """What becomes of it, one below the other; what is done in vain stands out."""
    glyphs = manner.glyphs
    y = box.y
    for place, end in enumerate(ends_of(flow)):
        if y >= box.end:
            return
        vain = end.fate is Fate.VAIN and end.per_s > 0.0
        if place:
            canvas.put(box.x - 3, y, glyphs.branch + glyphs.running, "faint")
        x = canvas.put(box.x, y, end.text, "bold degr" if vain else "bold strong") + 1
        canvas.put(x, y, shorten(end.label, box.right - x), "degr" if vain else "fg")
        y += 1
        if end.note and y < box.end:
            canvas.put(box.x, y, shorten(end.note, box.width), "muted")
            y += 1
