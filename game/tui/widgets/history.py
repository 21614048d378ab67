"""What was typed before: to walk through, and to search."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass
class History:
    """Typed lines, oldest first. `before` brings those of earlier runs and is asked when the first one is needed;
    `keep` is told each new one. `at` is where the walk through them stands; behind the newest stands the draft.
    """

    before: Callable[[], Sequence[str]] = tuple
    keep: Callable[[str], None] | None = None
    at: int = 0
    draft: str = ""
    _lines: list[str] | None = field(default=None, repr=False)

    @property
    def lines(self) -> list[str]:
        """All of them."""
        if self._lines is None:
            self._lines = list(self.before())
            self.at = len(self._lines)
        return self._lines

    def add(self, line: str, *, sent: bool = True) -> None:
        """Remember a line, unless it is the newest already or empty; one that was not `sent` only for this run.

        The walk begins anew.
        """
        if line and self.lines[-1:] != [line]:
            self.lines.append(line)
            if sent and self.keep is not None:
                self.keep(line)
        self.at, self.draft = len(self.lines), ""

    def recall(self, step: int, now: str) -> str:
        """The line so many steps away; `now` is what stands there and is kept as the draft."""
        lines = self.lines
        if self.at == len(lines):
            self.draft = now
        at = max(0, min(len(lines), self.at + step))
        if at == self.at:
            return now
        self.at = at
        return lines[at] if at < len(lines) else self.draft

    def holding(self, needle: str) -> list[str]:
        """Lines that hold a text, capitals or not, the newest first and each once."""
        wanted = needle.casefold()
        return [line for line in dict.fromkeys(reversed(self.lines)) if wanted in line.casefold()]


@dataclass
class Search:
    """A search through the typed lines. `line` and `cursor` are what stood on the prompt before it."""

    history: History
    line: str
    cursor: int
    needle: str = ""
    at: int = 0
    fitting: list[str] = field(default_factory=list)

    def look_for(self, needle: str) -> None:
        """Begin again with another text, at the newest line that holds it."""
        self.needle, self.at, self.fitting = needle, 0, self.history.holding(needle)

    def step(self, older: int) -> None:
        """Go to an older line that holds it, or back to a newer one."""
        self.at = max(0, min(len(self.fitting) - 1, self.at + older))

    @property
    def found(self) -> str:
        """The line that was found, or ""."""
        return self.fitting[self.at] if self.fitting else ""
