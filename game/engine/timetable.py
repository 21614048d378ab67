"""Lines with times, as scripts are written: `H:MM:SS  console line`, the time counted from the level's zero."""

from __future__ import annotations

import re
from dataclasses import dataclass

from game.engine.text import clean

LONGEST_ROW = 540
"""Cells of a row: the longest console line, and room for its time."""

_TIME = re.compile(r"(-?)(\d{1,3}):([0-5]\d):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its time, and where it stands in its file. `column` is where the console line begins."""

    number: int
    column: int
    second: int
    time: str
    line: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """A line that is none: where it is wrong, and what to write instead."""

    number: int
    column: int
    text: str


def read_rows(text: str) -> tuple[tuple[Row, ...], tuple[Flaw, ...]]:
    """All lines of a text as they stand there. Empty ones and those that begin with # say nothing."""
    rows: list[Row] = []
    flaws: list[Flaw] = []
    for number, written in enumerate(text.splitlines(), start=1):
        shown = clean(written.removeprefix("\ufeff"), LONGEST_ROW)
        content = shown.strip()
        if not content or content.startswith("#"):
            continue
        column = len(shown) - len(shown.lstrip()) + 1
        time, _, rest = content.partition(" ")
        second = seconds_of(time)
        line = rest.strip()
        if second is None:
            wrong = f'"{time[:40]}" is no time; write H:MM:SS and a console line, such as 0:05:00 ack all'
            flaws.append(Flaw(number, column, wrong))
        elif not line:
            flaws.append(Flaw(number, column, f"nothing is said at {time}; write a console line behind it"))
        else:
            column += len(content) - len(rest.lstrip())
            rows.append(Row(number, column, second, time, line))
    return tuple(rows), tuple(flaws)


def seconds_of(time: str) -> int | None:
    """Seconds of "H:MM:SS" or "-H:MM:SS"; None if it is none."""
    match = _TIME.fullmatch(time)
    if match is None:
        return None
    sign, hours, minutes, seconds = match.groups()
    total = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
    return -total if sign else total
