"""Scripts: a text file, one line an action: `H:MM:SS  console line`, the time counted from the level's zero."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.scenario import Scenario
from game.engine.timetable import read_rows, seconds_of
from game.session.journal import Said
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Grammar, Part
from game.session.language.wording import offset

MOST_LINES = 20_000

__all__ = ["MOST_LINES", "Script", "ScriptError", "read_script", "seconds_of"]


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
    lines: list[tuple[int, Said]] = []
    length = len(text.splitlines())
    if length > MOST_LINES:
        raise ScriptError([f"{name}: {length} lines are too many; write at most {MOST_LINES}"])
    rows, flaws = read_rows(text)
    wrong = [(flaw.number, flaw.text) for flaw in flaws]
    for row in rows:
        if not scenario.take_over_s <= row.second <= scenario.end_s:
            first, last = offset(scenario.take_over_s), offset(scenario.end_s)
            wrong.append((row.number, f"{row.time} is outside of this night; write a time from {first} to {last}"))
            continue
        parsed = grammar.parse(row.line)
        if isinstance(parsed, Misunderstood):
            wrong.append((row.number, str(parsed)))
            continue
        lines.append((row.number, Said(row.second, who, parsed.line, look=parsed.entry.part is Part.TOOL)))
    if wrong:
        raise ScriptError([f"{name}:{number}: {text}" for number, text in sorted(wrong)])
    return Script(tuple(sorted(lines, key=lambda entry: entry[1].second)))
