"""Two nights side by side: the same up to one moment, and what came of it after that."""

from __future__ import annotations

from itertools import zip_longest

from game.session.view.what_if import Differences, Night
from game.tui.canvas import Canvas
from game.tui.keysets.differences import PLACE
from game.tui.paint.chart import Plot, paint_area, paint_dotted, resample, top_of
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.picker import OUTCOMES
from game.tui.paint.text import amount, clock, fitting, shorten, wrap
from game.tui.theme import Manner

_FEWEST_LINES, _MOST_LINES = 3, 10
_NAMES = 30
"""Cells of the names before the two columns."""
_VALUE = 14

Row = tuple[str, str, str]
"""A name, and what it was in the first night and in the second."""


def told_difference(found: Differences) -> str:
    """Where the two nights part, in a sentence or two."""
    level = found.level
    taken = f"Taken over at {clock(level, found.forked_s)}."
    if found.differs_s is None:
        return f"{taken} The same was done in both nights."
    deeds = [
        next((shorten(deed.line, 40) for deed in night.deeds[:1] if deed.second == found.differs_s), "")
        for night in (found.before, found.after)
    ]
    at = clock(level, found.differs_s)
    before = f'"{deeds[0]}" before' if deeds[0] else "nothing before"
    after = f'"{deeds[1]}" now' if deeds[1] else "nothing now"
    return f"{taken} The first difference is at {at}: {before}, {after}."


def measures(found: Differences) -> list[Row]:
    """What the nights came to."""
    nights = found.before, found.after
    score = [f"{night.grade} {night.total}" for night in nights]
    ends = [OUTCOMES.get(night.outcome, night.outcome) for night in nights]
    weighed = [amount(night.weighted_minutes) for night in nights]
    lost = [amount(night.customer_minutes) for night in nights]
    return [
        ("score", score[0], score[1]),
        ("how it ended", ends[0], ends[1]),
        ("customer-minutes lost", lost[0], lost[1]),
        ("the same, weighed", weighed[0], weighed[1]),
    ]


def milestones(found: Differences) -> list[Row]:
    """When things came, in both nights."""
    times = [
        (name, *["-" if second is None else clock(found.level, second) for second in seconds])
        for name, *seconds in found.milestones
    ]
    return [(name, before, after) for name, before, after in times]


def lists(found: Differences) -> list[Row]:
    """What was done and told after the nights parted: a heading, then pairs of lines ("" in the first cell of each)."""
    rows: list[Row] = []
    level = found.level
    done = [
        [f"{clock(level, deed.second)} {deed.line}" for deed in night.deeds if not deed.line.startswith("post ")]
        for night in _nights(found)
    ]
    told = [
        [f"{clock(level, post.second)} {post.state}: {post.message}" for post in night.posts]
        for night in _nights(found)
    ]
    for head, (before, after) in (("DONE", done), ("TOLD", told)):
        if before or after:
            rows.append((head, "", ""))
            rows += [("", one, other) for one, other in zip_longest(before, after, fillvalue="")]
    return rows


def _nights(found: Differences) -> tuple[Night, Night]:
    return found.before, found.after


def list_room(height: int, found: Differences, width: int) -> int:
    """Lines that are left for what was done and told."""
    return max(0, height - 2 - _list_top(height, found, width))


def _curve_lines(height: int) -> int:
    return max(_FEWEST_LINES, min(_MOST_LINES, height // 5))


def _shown(height: int, found: Differences, width: int) -> list[Row]:
    """The rows of the table that fit, with some room left for the lists."""
    room = height - 7 - len(_sentence(found, width)) - _curve_lines(height) - 4
    return [*measures(found), *milestones(found)][: max(4, room)]


def _sentence(found: Differences, width: int) -> list[str]:
    return wrap(told_difference(found), width - 2, 3)


def _list_top(height: int, found: Differences, width: int) -> int:
    return 2 + len(_sentence(found, width)) + 1 + _curve_lines(height) + 2 + 1 + len(_shown(height, found, width)) + 1


def paint_waiting(width: int, height: int, manner: Manner, trouble: str) -> Canvas:
    """Before both nights have been run again, or when they could not be."""
    canvas = Canvas(width, height)
    canvas.put(1, 0, "TWO NIGHTS", "bold strong")
    canvas.right(width - 1, 0, "drill", "muted")
    text = trouble or "Both nights are being run again.."
    for y, line in enumerate(wrap(text, width - 2, height - 5), 3):
        canvas.put(1, y, line, "bold strong" if trouble else "fg")
    paint_keys(canvas, height - 1, [Legend(PLACE, manner.keys).pair("back")])
    return canvas


def paint_differences(width: int, height: int, manner: Manner, found: Differences, top: int) -> Canvas:
    """Sentence, curves, table, lists."""
    canvas = Canvas(width, height)
    x = canvas.put(1, 0, "TWO NIGHTS", "bold strong") + 2
    canvas.put(x, 0, shorten(found.level.title, width - x - 8), "fg")
    canvas.right(width - 1, 0, "drill", "muted")
    y = 2
    for line in _sentence(found, width):
        canvas.put(1, y, line, "fg")
        y += 1
    y = _curves(canvas, y + 1, _curve_lines(height), manner, found)
    y = _table(canvas, y, _shown(height, found, width))
    rows = lists(found)
    room = list_room(height, found, width)
    _paint_lists(canvas, y, rows[top : top + room])
    legend = Legend(PLACE, manner.keys)
    scrolls = len(rows) > room > 0
    if scrolls:
        canvas.right(width - 1, y - 1, f"{top + 1}-{min(len(rows), top + room)} of {len(rows)}", "faint")
    pairs = [legend.pair("up"), legend.pair("page_up")] if scrolls else []
    paint_keys(canvas, height - 1, [*pairs, legend.pair("back")], legend.pair("help"))
    return canvas


def _curves(canvas: Canvas, y: int, lines: int, manner: Manner, found: Differences) -> int:
    """The night before as an area, the one after as a dotted line, and where they part below. Returns the line behind."""
    width = canvas.width - 2
    begin_s, minutes = found.level.start_s, max(len(found.before.curve), len(found.after.curve), 1)
    top = top_of(found.before.curve, found.after.curve)
    plot = Plot(1, y, lines, top)
    shapes = []
    for night in _nights(found):
        columns = max(1, len(night.curve) * width // minutes)
        shapes.append(resample(night.curve, columns))
    before, after = shapes
    paint_area(canvas, plot, before, "muted", glyphs=manner.glyphs)
    parted = max(0, min(width - 1, (found.forked_s - begin_s) * width // (minutes * 60)))
    apart = Plot(plot.x + parted, y, lines, top)  # up to there they are the same
    paint_dotted(canvas, apart, after[parted:], before[parted:], glyphs=manner.glyphs)
    axis = y + lines
    first, last = clock(found.level, begin_s), clock(found.level, begin_s + minutes * 60)
    left = canvas.put(1, axis, first, "faint") + 1
    right = canvas.right(width + 1, axis, last, "faint") - 1
    mark = f"{manner.glyphs.upward} {clock(found.level, found.forked_s)} taken over"
    at = max(left, min(1 + parted, right - len(mark)))
    if at + len(mark) <= right:
        canvas.put(at, axis, mark, "you")
    words = ("customers cut off: before as an area, now as dots", "before as an area, now as dots")
    canvas.right(width + 1, y - 1, fitting(width, words), "faint")
    return axis + 2


def _table(canvas: Canvas, y: int, rows: list[Row]) -> int:
    """Two columns behind the names. Returns the line behind it, and one of air."""
    canvas.right(_NAMES + _VALUE, y, "before", "faint")
    canvas.right(_NAMES + 2 * _VALUE, y, "now", "faint")
    for at, (name, before, after) in enumerate(rows, y + 1):
        canvas.put(1, at, shorten(name, _NAMES), "muted")
        canvas.right(_NAMES + _VALUE, at, before, "fg")
        canvas.right(_NAMES + 2 * _VALUE, at, after, "bold strong" if after != before else "fg")
    return y + len(rows) + 2


def _paint_lists(canvas: Canvas, y: int, rows: list[Row]) -> None:
    """Headings, and pairs of lines beside each other."""
    half = (canvas.width - 3) // 2
    for at, (head, before, after) in enumerate(rows, y):
        if head:
            canvas.put(1, at, f"{head} BEFORE", "muted")
            canvas.put(2 + half, at, f"{head} NOW", "muted")
            continue
        canvas.put(1, at, shorten(before, half - 1), "fg")
        canvas.put(2 + half, at, shorten(after, half), "fg")
