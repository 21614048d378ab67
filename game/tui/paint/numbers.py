"""The third page of the debrief: how fast, beside the real night, and what it cost whom. And the last: what it teaches."""

from __future__ import annotations

from game.session.view.aftermath import Debrief
from game.tui.canvas import Canvas
from game.tui.paint.blocks import paint_head
from game.tui.paint.text import Box, amount, length, shorten, wrap
from game.tui.paint.verdict import spared
from game.tui.theme import Manner


def paint_numbers(canvas: Canvas, box: Box, manner: Manner, debrief: Debrief) -> None:
    """Times above, customers below; what finds no room is left out from the end."""
    y = _times(canvas, box, manner, debrief)
    if y + 3 <= box.end:
        _customers(canvas, Box(box.x, y + 1, box.width, box.end), manner, debrief)


def _times(canvas: Canvas, box: Box, manner: Manner, debrief: Debrief) -> int:
    x, y = box.x, box.y
    real = any(theirs is not None for _, _, theirs in debrief.times)
    y = paint_head(canvas, x, y, "HOW LONG IT TOOK")
    canvas.right(x + 36, box.y, "you", "faint")
    if real:
        canvas.right(x + 48, box.y, "real night", "faint")
    if not debrief.times:
        canvas.put(x, y, "Nothing was timed.", "fg")
        return y + 1
    longest = max((second for _, mine, theirs in debrief.times for second in (mine or 0, theirs or 0)), default=0)
    bar_x = x + 51
    for label, mine, theirs in debrief.times:
        if y >= box.end:
            break
        canvas.put(x, y, shorten(label, 26), "fg")
        canvas.right(
            x + 36, y, "never" if mine is None else length(mine), "bold strong" if mine is not None else "muted"
        )
        if real:
            canvas.right(x + 48, y, "-" if theirs is None else length(theirs), "muted")
        _race_bar(canvas, Box(bar_x, y, box.right - bar_x, 0), manner, (mine, theirs), longest)
        y += 1
    return y


def _race_bar(canvas: Canvas, box: Box, manner: Manner, pair: tuple[int | None, int | None], longest: int) -> None:
    """Your time as a bar, theirs as a dotted line, on the scale of the longest."""
    if longest <= 0 or box.width < 8:
        return
    mine, theirs = ((-(-max(0, second or 0) * box.width // longest)) for second in pair)
    for cell in range(box.width):
        if cell < mine:
            canvas.put(box.x + cell, box.y, manner.glyphs.bar, "you")
        elif cell < theirs:
            canvas.put(box.x + cell, box.y, manner.glyphs.ok, "fg")
    if 0 < theirs <= mine:
        canvas.put(box.x + theirs - 1, box.y, manner.glyphs.tick, "fg", over=True)


def _customers(canvas: Canvas, box: Box, manner: Manner, debrief: Debrief) -> None:
    x = box.x
    y = paint_head(canvas, x, box.y, "WHAT CUSTOMERS LOST")
    canvas.right(x + 36, box.y, "customer-minutes", "faint")
    canvas.right(x + 48, box.y, "counts", "faint")
    canvas.put(x, y, shorten(spared(debrief), box.width), "strong")
    y += 1
    sectors = sorted(debrief.sectors, key=lambda sector: -sector.customer_minutes * sector.weight)
    most = max((sector.customer_minutes * sector.weight for sector in sectors), default=0.0)
    bar_x = x + 51
    for sector in sectors:
        if y >= box.end:
            return
        canvas.put(x, y, shorten(sector.sector[:1].upper() + sector.sector[1:], 18), "fg")
        canvas.right(x + 36, y, amount(sector.customer_minutes), "bold strong")
        canvas.right(x + 48, y, f"x{sector.weight:.1f}".removesuffix(".0"), "muted")
        room = box.right - bar_x
        cells = round(sector.customer_minutes * sector.weight / most * room) if most > 0 and room > 0 else 0
        canvas.put(bar_x, y, manner.glyphs.bar * min(room, cells), "fg")
        y += 1


def paint_lessons(canvas: Canvas, box: Box, manner: Manner, debrief: Debrief) -> None:
    """What to take along, and where the record of the run lies."""
    y = paint_head(canvas, box.x, box.y, "WHAT TO TAKE ALONG") + 1
    width = min(box.width, 96)
    footer = wrap(debrief.journal, box.width - 2) if debrief.journal else []
    end = box.end - len(footer) - 2 if footer else box.end
    if not debrief.lessons:
        canvas.put(box.x, y, "This night has no lesson of its own.", "fg")
    for lesson in debrief.lessons:
        lines = wrap(lesson, width - 2)
        if y + len(lines) > end:
            break
        canvas.put(box.x, y, manner.glyphs.ok, "muted")
        for line in lines:
            canvas.put(box.x + 2, y, line, "strong")
            y += 1
        y += 1
    if footer:
        y = box.end - len(footer) - 1
        canvas.put(box.x, y, "This drill is recorded in", "muted")
        for index, line in enumerate(footer):
            canvas.put(box.x + 2, y + 1 + index, line, "faint")
