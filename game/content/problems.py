"""What is wrong with a level, and where: a list of problems, never only the first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

MOST_CHARACTERS = 500


def printable(text: str) -> str:
    """The text with a question mark for whatever a terminal might obey instead of showing it."""
    return text if text.isprintable() else "".join([char if char.isprintable() else "?" for char in text])


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a file. `line` and `column` count from 1; `text` ends with what to write instead.

    The text may quote what a file holds, and is printed: what cannot be printed becomes a question mark.
    """

    path: str
    line: int
    column: int
    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", printable(self.path))
        object.__setattr__(self, "text", printable(self.text[:MOST_CHARACTERS]))

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.text}"


class LevelError(Exception):
    """A level cannot be used. `problems` holds everything that was found, in the order of the files' lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, known: Iterable[str], *, list_at_most: int = 12) -> str:
    """What to write instead of an unknown word: the nearest known one, or all of them if they are few."""
    names = list(known)
    near = get_close_matches(word[:80], names, n=1, cutoff=0.6)
    if near:
        return f"did you mean `{near[0]}`?"
    if not names:
        return "leave it out"
    if len(names) == 1:
        return f"write `{names[0]}`"
    if len(names) <= list_at_most:
        return f"write one of {', '.join(names)}"
    return f"write one of {', '.join(names[:list_at_most])}, ... ({len(names)} in all)"
