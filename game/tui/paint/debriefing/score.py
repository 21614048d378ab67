"""The score: both axes, every part with its reason, and how long each step took beside the real night."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.view.aftermath import Debrief, ScorePart
from game.tui.paint.debriefing.customers import ending, spared
from game.tui.paint.debriefing.sheet import BLANK, Cell, Line, told
from game.tui.paint.text import length, shorten
from game.tui.theme import Manner

_POINTS, _BAR, _REASON = 15, 20, 20
"""Columns of the points, of the bar where there is room for one, and of the reason where there is none."""
_BAR_CELLS = 16
_WIDE = 96
_YOURS, _THEIRS = 36, 50


def score_lines(debrief: Debrief, width: int, manner: Manner, rules_key: str) -> list[Line]:
    """Grade and axes, the verdict, the parts, the times."""
    grade = f"{debrief.grade} {debrief.total}"
    lines = [
        Line(((0, grade, "bold strong"), (len(grade) + 1, "of 100", "muted"), (len(grade) + 10, ending(debrief), "fg")))
    ]
    lines += told(debrief.verdict, width, "strong")
    lines += told(spared(debrief), width, "muted")
    lines += told(debrief.unkept, width, "bold strong")
    lines += [BLANK, _axes(debrief, manner, width), BLANK]
    lines += _parts(debrief.parts, width, manner)
    if debrief.times:
        lines += [BLANK, *_times(debrief, width, manner)]
    rules = f"The score follows published rules, the same on screen and without one: {rules_key} shows them."
    return [*lines, BLANK, *told(rules, width, "faint")]


def _axes(debrief: Debrief, manner: Manner, width: int) -> Line:
    """Impact and conduct side by side: neither makes up for the other."""
    cells: list[Cell] = []
    x = 0
    for label, points in (("impact", debrief.impact_score), ("conduct", debrief.conduct_score)):
        full = round(10 * max(0, min(100, points)) / 100)
        cells += [(x, label, "muted"), (x + 9, str(points).rjust(3), "bold strong"), (x + 12, "/100", "faint")]
        if width >= _WIDE // 2:
            cells += [
                (x + 18, manner.glyphs.bar * full, "fg"),
                (x + 18 + full, manner.glyphs.across * (10 - full), "rule"),
            ]
        x += 33
    return Line(tuple([cell for cell in cells if cell[1]]))


def _parts(parts: Sequence[ScorePart], width: int, manner: Manner) -> list[Line]:
    bars = width >= _WIDE
    reason_x = _BAR + _BAR_CELLS + 3 if bars else _REASON
    most = max((part.of for part in parts), default=1) or 1
    lines: list[Line] = []
    for part in parts:
        points = f"{part.points:.0f}"
        cells: list[Cell] = [
            (0, shorten(part.label, 12), "muted"),
            (_POINTS - len(points), points, "bold strong"),
            (_POINTS, f"/{part.of}", "faint"),
        ]
        if bars:
            whole = max(1, round(_BAR_CELLS * part.of / most))
            full = round(whole * max(0.0, min(1.0, part.points / part.of))) if part.of else 0
            cells += [
                (_BAR, manner.glyphs.bar * full, "fg"),
                (_BAR + full, manner.glyphs.across * (whole - full), "rule"),
            ]
        reasons = told(part.reason, width, "fg", reason_x) or [BLANK]
        lines.append(Line((*[cell for cell in cells if cell[1]], *reasons[0].cells)))
        lines += reasons[1:]
    return lines


def _times(debrief: Debrief, width: int, manner: Manner) -> list[Line]:
    """Each step, yours and theirs, with a bar on the scale of the longest."""
    real = any(theirs is not None for _, _, theirs in debrief.times)
    heads: list[Cell] = [(0, "HOW LONG IT TOOK", "muted"), (_YOURS - 3, "you", "faint")]
    if real:
        heads.append((_THEIRS - 10, "real night", "faint"))
    lines = [Line(tuple(heads))]
    longest = max((second for _, mine, theirs in debrief.times for second in (mine or 0, theirs or 0)), default=0)
    for label, mine, theirs in debrief.times:
        own = "never" if mine is None else length(mine)
        cells: list[Cell] = [
            (0, shorten(label, 24), "fg"),
            (_YOURS - len(own), own, "muted" if mine is None else "bold strong"),
        ]
        if real:
            published = "-" if theirs is None else length(theirs)
            cells.append((_THEIRS - len(published), published, "fg"))
        lines.append(Line((*cells, *_race(mine, theirs, longest, width, manner))))
    return lines


def _race(mine: int | None, theirs: int | None, longest: int, width: int, manner: Manner) -> list[Cell]:
    """Your time as a bar, theirs as a dotted line behind it, or as a tick on it."""
    x, room = _THEIRS + 3, width - _THEIRS - 3
    if longest <= 0 or room < 8:
        return []
    own, other = (-(-max(0, second or 0) * room // longest) for second in (mine, theirs))
    if 0 < other <= own:
        before, behind = manner.glyphs.bar * (other - 1), manner.glyphs.bar * (own - other)
        cells = [(x, before, "you"), (x + other - 1, manner.glyphs.tick, "fg"), (x + other, behind, "you")]
    else:
        cells = [(x, manner.glyphs.bar * own, "you"), (x + own, manner.glyphs.ok * max(0, other - own), "fg")]
    return [cell for cell in cells if cell[1]]
