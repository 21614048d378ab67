"""What the player has looked at, and what that proves. Claims and conduct are held against it."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from game.engine.scenario import CauseSpec


@dataclass(frozen=True, slots=True)
class Look:
    """A tool that was used: its line as the grammar spells it, and whether the region was in trouble at that moment.

    `proved` are the causes that this look proved (or disproved) for the first time.
    """

    second: int
    line: str
    in_trouble: bool
    proved: tuple[str, ...] = ()


class Evidence:
    """All looks of a run that showed something, oldest first. What was read while all was well proves nothing about the
    trouble; what showed nothing is not noted here at all.

    `handed_over` are the causes that the shift before had proved: they are known, and may be told, but not by your looks.
    `theirs` are the looks of those who sat there before you within the run: you do not know them, but the night holds them.
    """

    def __init__(self, causes: tuple[CauseSpec, ...]) -> None:
        self.causes = causes
        self.looks: list[Look] = []
        self.theirs: tuple[Look, ...] = ()
        self.handed_over: tuple[str, ...] = ()

    def note(self, second: int, line: str, *, in_trouble: bool) -> Look:
        """Remember a look."""
        proved: tuple[str, ...] = ()
        if in_trouble:
            known = self.proved()
            proved = tuple(
                [
                    cause.id
                    for cause in self.causes
                    if cause.id not in known and any(fits(proof, line) for proof in cause.proofs)
                ]
            )
        look = Look(second, line, in_trouble, proved)
        self.looks.append(look)
        return look

    def first(self, pattern: str, *, in_trouble: bool = True) -> Look | None:
        """The first look that a pattern fits, by default only among those taken in trouble."""
        for look in self.looks:
            if (look.in_trouble or not in_trouble) and fits(pattern, look.line):
                return look
        return None

    def last(self, pattern: str) -> Look | None:
        """The newest look that a pattern fits, whenever it was."""
        for look in reversed(self.looks):
            if fits(pattern, look.line):
                return look
        return None

    def proved(self) -> tuple[str, ...]:
        """Causes that were proved (or disproved, if they are none) so far, in the order in which that came."""
        return tuple([cause for look in self.looks for cause in look.proved])

    def known(self) -> tuple[str, ...]:
        """Causes that were proved, by you or by the shift before."""
        proved = self.proved()
        return (*self.handed_over, *[cause for cause in proved if cause not in self.handed_over])

    def hand_over(self) -> None:
        """The next shift has looked at nothing yet, and knows what this one had proved."""
        self.handed_over = self.known()
        self.theirs = ()
        self.looks.clear()

    def pass_on(self, known: tuple[str, ...]) -> None:
        """Within a run the seat passes on: the next player has looked at nothing yet, and knows the causes that they were told."""
        self.handed_over = known
        self.theirs = self.of_the_night()
        self.looks.clear()

    def of_the_night(self) -> tuple[Look, ...]:
        """All looks of the run, whoever sat there."""
        return (*self.theirs, *self.looks)

    def digest_state(self) -> object:
        """Everything that decides what it will say; what was handed over follows from the run's changeovers."""
        return [(look.second, look.line, look.in_trouble) for look in self.looks]

    def mark(self) -> tuple[tuple[Look, ...], tuple[Look, ...], tuple[str, ...]]:
        """A value from which `rewind` comes back."""
        return tuple(self.looks), self.theirs, self.handed_over

    def rewind(self, mark: tuple[tuple[Look, ...], tuple[Look, ...], tuple[str, ...]]) -> None:
        """Know what was known at a mark, and nothing else."""
        looks, self.theirs, self.handed_over = mark
        self.looks[:] = looks


def fits(pattern: str, line: str) -> bool:
    """Whether a line begins with the words of a pattern; `*` stands for any part of a word. Capitals do not matter."""
    wanted, words = pattern.casefold().split(), line.casefold().split()
    if len(words) < len(wanted):
        return False
    return all(fnmatchcase(word, want) for want, word in zip(wanted, words, strict=False))
