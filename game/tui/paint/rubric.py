"""The rubric as a page that scrolls: every rule by which a night is judged, and beside it what a run's own marks came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.session.judging import rubric, rubric_text
from game.session.judging.rubric import Part
from game.session.view.aftermath import MarkView
from game.tui.canvas import Canvas
from game.tui.keysets.rubric import PLACE
from game.tui.paint.columns import Row, Section, flow
from game.tui.paint.keys import Legend, paint_keys
from game.tui.paint.text import wrap
from game.tui.theme import Manner

_COLUMN = 64
"""Cells that a column needs at least."""
_MOST_COLUMNS = 3
_GAP = 4
_POINTS = 4
"""Where points end; what they are for begins two cells behind."""
_TEXT = _POINTS + 2
_TRUST = 12
"""The column in which it is said what trust moves for."""


@dataclass(frozen=True, slots=True)
class RubricPicture:
    """What is shown: a run's own marks (none where no run is looked at), the ceiling that held it, the first row in sight."""

    marks: Sequence[MarkView] = ()
    held: tuple[int, str] | None = None
    top: int = 0


def rubric_rows(width: int, picture: RubricPicture) -> list[Row]:
    """All rows of the page, in as many columns as there is room for."""
    columns = max(1, min(_MOST_COLUMNS, (width - 2 + _GAP) // (_COLUMN + _GAP)))
    wide = (width - 2 - _GAP * (columns - 1)) // columns
    marks = {mark.id: mark for mark in picture.marks}
    sections = [
        _words("TWO AXES", "", " ".join(rubric_text.AXES).replace("**", ""), wide),
        *[_part(part, marks, wide) for part in rubric.PARTS],
        _ceilings(picture.held, wide),
        _words("GRADES", "", rubric_text.grades().partition(": ")[2], wide),
        _trust(wide),
    ]
    return flow(sections, columns, wide + _GAP)


def _words(head: str, about: str, text: str, width: int) -> Section:
    return Section(head, about, (tuple([((1, line, "fg"),) for line in wrap(text, width - 1)]),))


def _part(part: Part, marks: Mapping[str, MarkView], width: int) -> Section:
    """One part of the score: each rule with its points, and below it what the run's own mark says."""
    mine = [marks[criterion.id].points for criterion in part.criteria if criterion.id in marks]
    about = f"{part.of} points"
    if mine:
        about = f"{_points(sum(mine))} of {about}"
    units = []
    for criterion in part.criteria:
        mark = marks.get(criterion.id)
        of = str(criterion.of)
        lines = wrap(criterion.says, width - _TEXT)
        rows: list[Row] = [((_TEXT, line, "fg" if mark is None else "muted"),) for line in lines]
        rows[0] = ((_POINTS - len(of), of, "bold strong"), *rows[0])
        if mark is not None:
            came = _points(mark.points)
            told = wrap(f"{came} of {of}: {mark.reason}", width - _TEXT)
            rows += [((_TEXT, line, "fg"),) for line in told]
            rows[len(lines)] = ((_TEXT, came, "bold you"), (_TEXT + len(came), told[0][len(came) :], "fg"))
        units.append(tuple(rows))
    return Section(part.label.upper(), about, tuple(units))


def _points(points: float) -> str:
    return f"{points:.1f}".removesuffix(".0")


def _ceilings(held: tuple[int, str] | None, width: int) -> Section:
    """The ceilings, and which one held this run."""
    units: list[tuple[Row, ...]] = [tuple([((1, line, "fg"),) for line in wrap(rubric_text.CEILINGS, width - 1)])]
    for cap in rubric.CAPS:
        at = str(cap.total)
        mine = held == (cap.total, cap.says)
        lines = wrap(f"{rubric.grade_of(cap.total)} at most: {cap.says}", width - _TEXT)
        if mine:
            lines += wrap("It held this run.", width - _TEXT)
        rows: list[Row] = [((_TEXT, line, "bold you" if mine and line is lines[-1] else "fg"),) for line in lines]
        rows[0] = ((_POINTS - len(at), at, "bold strong"), *rows[0])
        units.append(tuple(rows))
    return Section("CEILINGS", "", tuple(units))


def _trust(width: int) -> Section:
    units: list[tuple[Row, ...]] = [
        tuple([((1, line, "fg"),) for line in wrap(" ".join(rubric_text.trust_says()), width - 1)])
    ]
    for points, what in rubric_text.trust_rows():
        number, _, unit = points.partition(" ")
        rows: list[Row] = [((_TRUST, line, "fg"),) for line in wrap(what, width - _TRUST)]
        first: Row = ((_POINTS + 1 - len(number), number, "bold strong"),)
        if unit:
            first = (*first, (_POINTS + 2, unit.replace("a minute", "/min"), "muted"))
        rows[0] = (*first, *rows[0])
        units.append(tuple(rows))
    return Section("TRUST", "what public updates do to it", tuple(units))


def paint_rubric(width: int, height: int, manner: Manner, picture: RubricPicture) -> Canvas:
    """Draw the rows in sight."""
    canvas = Canvas(width, height)
    rows = rubric_rows(width, picture)
    room = room_for(height)
    top = max(0, min(picture.top, len(rows) - room))
    x = canvas.put(1, 0, "HOW A NIGHT IS JUDGED", "bold strong") + 1
    x = canvas.put(x, 0, "drill", "muted") + 2
    scrolls = len(rows) > room
    about = "every rule, with your own marks" if picture.marks else "every rule"
    canvas.put(x, 0, about, "muted")
    if scrolls:
        canvas.right(width - 1, 0, f"{top + 1}-{min(len(rows), top + room)} of {len(rows)}", "faint")
    for y, row in enumerate(rows[top : top + room], 2):
        for column, text, look in row:
            canvas.put(column, y, text, look)
    legend = Legend(PLACE, manner.keys)
    pairs = [legend.pair("up"), legend.pair("page_up")] if scrolls else []
    paint_keys(canvas, height - 1, [*pairs, legend.pair("back")], legend.pair("help"))
    return canvas


def room_for(height: int) -> int:
    """Rows in sight at this height."""
    return max(1, height - 4)
