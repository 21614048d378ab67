"""Scripts: a text file, one line an action: `H:MM:SS  console line`, the time counted from the level's zero."""

from __future__ import annotations

import re
from dataclasses import dataclass

from game.engine.scenario import Scenario
from game.engine.text import clean
from game.session.forms import Misunderstood
from game.session.grammar import Grammar, Part
from game.session.journal import Said
from game.session.tokens import LONGEST_LINE
from game.session.wording import offset

MOST_LINES = 20_000
_TIME = re.compile(r"(-?)(\d{1,3}):([0-5]\d):([0-5]\d)")


class ScriptError(Exception):
    """A script with lines that cannot be meant. `problems` holds one text a line: file:line: what is wrong; what to write."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Script:
    """A script as read, in the order of its times; lines at the same second keep their order."""

    lines: tuple[tuple[int, Said], ...]


def read_script(text: str, name: str, scenario: Scenario, grammar: Grammar, who: str = "you") -> Script:
    """Read a whole script. Every bad line is reported, not only the first: ScriptError."""
    problems: list[str] = []
    lines: list[tuple[int, Said]] = []
    rows = text.splitlines()
    if len(rows) > MOST_LINES:
        raise ScriptError([f"{name}: {len(rows)} lines are too many; write at most {MOST_LINES}"])
    for number, row in enumerate(rows, start=1):
        content = clean(row.removeprefix("\ufeff"), LONGEST_LINE + 40).strip()
        if not content or content.startswith("#"):
            continue
        time, _, line = content.partition(" ")
        second = seconds_of(time)
        if second is None:
            problems.append(
                f'{name}:{number}: "{time[:40]}" is no time; write H:MM:SS and a console line, such as 0:05:00 ack all'
            )
            continue
        if not scenario.take_over_s <= second <= scenario.end_s:
            first, last = offset(scenario.take_over_s), offset(scenario.end_s)
            problems.append(f"{name}:{number}: {time} is outside of this night; write a time from {first} to {last}")
            continue
        if not line.strip():
            problems.append(f"{name}:{number}: nothing is said at {time}; write a console line behind it")
            continue
        parsed = grammar.parse(line.strip())
        if isinstance(parsed, Misunderstood):
            problems.append(f"{name}:{number}: {parsed}")
            continue
        lines.append((number, Said(second, who, parsed.line, look=parsed.entry.part is Part.TOOL)))
    if problems:
        raise ScriptError(problems)
    return Script(tuple(sorted(lines, key=lambda entry: entry[1].second)))


def seconds_of(time: str) -> int | None:
    """Seconds of "H:MM:SS" or "-H:MM:SS"; None if it is none."""
    match = _TIME.fullmatch(time)
    if match is None:
        return None
    sign, hours, minutes, seconds = match.groups()
    total = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
    return -total if sign else total
