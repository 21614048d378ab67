"""The queue view: the queue drawn, what keeps it so, its curves, and the queues that stand before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.engine.readings import State
from game.session.view.board import LevelFacts
from game.session.view.chart import QueueView
from game.tui.canvas import Canvas
from game.tui.paint.big_chart import ChartPicture, paint_clock, paint_panels, window_of
from game.tui.paint.flow import flow_lines, paint_flow
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.marks import Times, lettered, paint_legend
from game.tui.paint.text import Box, fitting, shorten, wrap
from game.tui.theme import Manner, tone_look

SIDE = 46
"""Cells of the numbers beside the curves."""
_WITH_SIDE = 110
_TWO = 10
"""Lines from which on there is room for two curves."""
_STATE_LOOKS = {State.DOWN: "bold down", State.DEGRADED: "degr", State.RECOVERING: "rec", State.STALE: "muted"}


@dataclass(frozen=True, slots=True)
class QueuePicture:
    """What the view shows: where the run stands, the queue, the place of the span, which queue before it is chosen."""

    level: LevelFacts
    now: int
    view: QueueView
    span: int
    chosen: int


def paint_queue(width: int, height: int, manner: Manner, picture: QueuePicture, legend: Legend) -> Canvas:
    """The whole page."""
    canvas = Canvas(width, height)
    view = picture.view
    _title(canvas, manner, picture)
    y = 2 if height >= 26 else 1
    if view.flow is None:
        _nothing(canvas, Box(1, y + 1, width - 2, height - 1), manner, picture)
    else:
        lines = flow_lines(view.flow, width - 2)
        paint_flow(canvas, Box(1, y, width - 2, y + lines), manner, picture.level, view.flow)
        y += lines
        air = 1 if height >= 30 else 0
        if view.telling or view.pace:
            y = _words(canvas, Box(1, y + air, width - 2, height - 1), picture)
        before = height - 2 if view.before else height - 1
        _curves(canvas, Box(0, y + air, width, before), manner, picture)
        if view.before:
            _before(canvas, Box(1, height - 2, width - 2, height - 1), manner, picture)
    _keys(canvas, height - 1, picture, legend)
    return canvas


def _title(canvas: Canvas, manner: Manner, picture: QueuePicture) -> None:
    view = picture.view
    x = canvas.put(1, 0, "QUEUE", "muted") + 2
    x = canvas.put(x, 0, manner.glyphs.state(view.state), _STATE_LOOKS.get(view.state, "muted")) + 1
    x = canvas.put(x, 0, view.name, "bold strong") + 2
    end = canvas.width - 1
    if view.held:
        held = f"{manner.glyphs.held} {view.held}"
        if x + len(held) + 2 < end:
            end = canvas.right(end, 0, held, "you") - 2
    if view.flow is not None:
        canvas.put(x, 0, _clauses(view.about, end - x), "fg")


def _words(canvas: Canvas, box: Box, picture: QueuePicture) -> int:
    """What keeps it so, and how the line moves. Returns the line below."""
    view = picture.view
    texts: list[tuple[str, str]] = []
    texts += [(text, "degr") for text in view.telling]
    texts += [(f"{text[:1].upper()}{text[1:]}.", "fg") for text in view.pace]
    y = box.y
    most = box.y + max(2, (box.end - box.y) // 3)
    for text, look in texts:
        lines = wrap(text, box.width)
        if y + len(lines) > most:
            break
        for line in lines:
            canvas.put(box.x, y, line, look)
            y += 1
    return y


def _curves(canvas: Canvas, box: Box, manner: Manner, picture: QueuePicture) -> None:
    """How much waits and how much is done that helps, on one clock; beside them all numbers, where there is room."""
    side = box.width >= _WITH_SIDE
    width = box.width - SIDE - 2 if side else box.width
    if side:
        _numbers(canvas, Box(width + 2, box.y, SIDE - 1, box.end), picture)
    chart = picture.view.chart
    if box.height < _TWO:
        chart = replace(chart, series=chart.series[:1])
    shown = ChartPicture(picture.level, picture.now, chart, picture.span, None, follows=True)
    marks = lettered(chart.marks, window_of(chart, width))
    told = 0 if box.height < 16 else min(max(1, box.height // 5), max(1, -(-len(marks) // max(1, width // 58))))
    axis = box.end - 2 - told
    if axis - box.y < 4:
        return
    paint_panels(canvas, Box(0, box.y, width, axis), manner, shown, marks)
    paint_clock(canvas, Box(0, axis, width, axis + 2), manner, shown, marks)
    if told:
        paint_legend(
            canvas,
            Box(1, box.end - told, width - 2, box.end),
            marks,
            Times(picture.level, picture.now, more="the chart has them"),
        )


def _numbers(canvas: Canvas, box: Box, picture: QueuePicture) -> None:
    """What its hosts count, and a line for each of its clients or zones."""
    view = picture.view
    y = box.y
    canvas.put(box.x, y, "ITS HOSTS SAY", "muted")
    y += 1
    for label, value in view.numbers:
        if y >= box.end:
            return
        canvas.put(box.x, y, shorten(label, box.width - len(value) - 1), "fg")
        canvas.right(box.right, y, value, "bold strong")
        y += 1
    y += 1
    for spans in view.rows:
        if y >= box.end:
            return
        text = _clauses("".join(span.text for span in spans).strip(), box.width)
        canvas.put(box.x, y, text, tone_look(spans[0].tone))
        y += 1


def _clauses(text: str, width: int) -> str:
    """As many clauses of a line as fit whole, from its beginning."""
    while len(text) > width:
        cut = max(text.rfind(mark) for mark in (", ", "; ", " ("))
        if cut <= 0:
            return shorten(text, width)
        text = text[:cut]
    return text


def _nothing(canvas: Canvas, box: Box, manner: Manner, picture: QueuePicture) -> None:
    """Where nothing ever waits: one sentence, and the queues before it, one a line."""
    view = picture.view
    canvas.put(box.x, box.y, shorten(view.about, box.width), "bold strong")
    if not view.before:
        canvas.put(box.x, box.y + 1, "Nothing that it needs has a queue either, as far as is known.", "fg")
        return
    canvas.put(box.x, box.y + 2, "These stand before it, and have queues:", "muted")
    for place, relation in enumerate(view.before):
        y = box.y + 3 + place
        if y >= box.end:
            return
        chosen = place == picture.chosen
        if chosen:
            canvas.put(box.x, y, manner.glyphs.selected, "bold strong")
        x = canvas.put(box.x + 2, y, manner.glyphs.state(relation.state), _STATE_LOOKS.get(relation.state, "muted"))
        x = canvas.put(x + 1, y, f"{relation.name:<12}", "bold strong" if chosen else "fg")
        canvas.put(x + 1, y, relation.text, "muted")
        canvas.aim(box.x, y, box.width, 1, f"go_to({place})")


def _before(canvas: Canvas, box: Box, manner: Manner, picture: QueuePicture) -> None:
    """The queues before this one, in one line, whole or counted."""
    x = canvas.put(box.x, box.y, "before it", "muted") + 2
    left = len(picture.view.before)
    for place, relation in enumerate(picture.view.before):
        room = box.right - x
        needed = len(relation.name) + 4 + (0 if left == 1 else len(f" {left - 1} more"))
        if needed > room:
            canvas.put(x, box.y, fitting(room, (f"{left} more", f"+{left}")), "faint")
            return
        chosen = place == picture.chosen
        begin = x
        canvas.put(x, box.y, manner.glyphs.selected if chosen else " ", "bold strong")
        x = canvas.put(x + 1, box.y, manner.glyphs.state(relation.state), _STATE_LOOKS.get(relation.state, "muted"))
        x = canvas.put(x + 1, box.y, relation.name, "bold strong" if chosen else "fg") + 1
        canvas.aim(begin, box.y, x - begin, 1, f"go_to({place})")
        left -= 1


def _keys(canvas: Canvas, y: int, picture: QueuePicture, legend: Legend) -> None:
    pairs = [legend.pair("previous")]
    if picture.view.before:
        pairs.append(legend.pair("enter"))
    pairs += [legend.pair(name) for name in ("chart", "wider", "back")]
    if picture.view.before:
        pairs.append(legend.pair("up"))
    pairs += [legend.pair(name) for name in ("pause", "faster")]
    paint_keys(canvas, y, pairs, legend.pair("help"))
