"""The second page of the debrief: what you did, what the region did, what was published of the real night."""

from __future__ import annotations

from collections.abc import Sequence

from game.session.view.aftermath import Act, Debrief
from game.tui.canvas import Canvas
from game.tui.paint.night import lettered
from game.tui.paint.text import Box, clock, fitting, wrap

YOU = "you"
Cell = tuple[str, str]
"""Text and look."""
Row = tuple[str, tuple[Cell, ...]]
"""The time, or "" on a line that goes on, and one cell a column."""


def columns_of(debrief: Debrief) -> list[tuple[str, str, tuple[Act, ...]]]:
    """Heading, look and acts of each column that has anything in it."""
    return [
        (head, look, acts)
        for head, look, acts in (
            (_head(debrief.acts), "you", debrief.acts),
            ("THE REGION", "fg", debrief.truth),
            ("THE REAL NIGHT, AS PUBLISHED", "muted", debrief.history),
        )
        if acts
    ]


def _head(acts: Sequence[Act]) -> str:
    """Whose acts these are: yours, and those of whoever sat beside you."""
    others = [act.who for act in acts if act.who != YOU]
    return ", ".join(["YOU", *[who.upper() for who in dict.fromkeys(others)]])


def timeline_rows(debrief: Debrief, width: int) -> list[Row]:
    """All lines of the timeline for this many columns: in the order of time, acts of one minute side by side."""
    columns = columns_of(debrief)
    if not columns:
        return []
    wide = (width - 6) // len(columns) - 2
    letters = {id(act): letter for letter, act in lettered(debrief.acts)}
    minutes: dict[str, list[list[Cell]]] = {}
    listed = sorted(
        ((act.second, index, act) for index, (_, _, acts) in enumerate(columns) for act in acts), key=_order
    )
    for _, index, act in listed:
        time = f"{act.second // 60} {clock(debrief.level, act.second)}"
        cells = minutes.setdefault(time, [[] for _ in columns])
        letter = letters.get(id(act), "")
        lines = wrap(f"{letter} {act.text}" if letter else act.text, wide)
        look = columns[index][1] if act.who in (YOU, "region", "history") else "fg"
        cells[index] += [(line, look) for line in lines]
    rows: list[Row] = []
    for time, cells in minutes.items():
        tall = max(len(cell) for cell in cells)
        for line in range(tall):
            row = tuple(cell[line] if line < len(cell) else ("", "fg") for cell in cells)
            rows.append((time.split(" ", 1)[1] if line == 0 else "", row))
    return rows


def row_of(rows: Sequence[Row], letter: str) -> int:
    """The row in which the act with a letter begins; 0 if it is not there."""
    begins = f"{letter} "
    return next((at for at, (_, cells) in enumerate(rows) if cells and cells[0][0].startswith(begins)), 0)


def _order(item: tuple[int, int, Act]) -> tuple[int, int]:
    return item[0], item[1]


def paint_timeline(canvas: Canvas, box: Box, debrief: Debrief, top: int) -> tuple[int, int]:
    """Draw the lines in sight, from line `top` on; returns how many there are and how many are in sight."""
    columns = columns_of(debrief)
    if not columns:
        canvas.put(box.x, box.y, "Nothing was done, and nothing was written down.", "fg")
        return 0, 0
    wide = (box.width - 6) // len(columns)
    for index, (head, _, _) in enumerate(columns):
        canvas.put(box.x + 6 + index * wide, box.y, fitting(wide - 2, (head, head.split(",")[0])), "muted")
    rows = timeline_rows(debrief, box.width)
    room = max(1, box.height - 1)
    top = max(0, min(top, len(rows) - room))
    for y, (time, cells) in enumerate(rows[top : top + room], box.y + 1):
        canvas.put(box.x, y, time, "faint")
        for index, (text, look) in enumerate(cells):
            canvas.put(box.x + 6 + index * wide, y, text, look)
    return len(rows), room
