"""What a run came to in what its level teaches."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """One objective of a level, as a run stands. Seconds count from the level's zero.

    `skill` is one of "notice", "diagnose", "contain", "repair", "verify", "tell" and "people". `begun_s` is None while it has
    not begun, `met_s` while it is not met. `rungs` are the hints that were asked for, 1 (where to look) to 4 (what to do), each
    once. `missed` says that it had begun, and was not met when the run ended.
    """

    id: str
    name: str
    skill: str
    begun_s: int | None
    met_s: int | None
    rungs: tuple[int, ...]
    missed: bool

    @property
    def hints(self) -> int:
        """How many rungs were used."""
        return len(self.rungs)

    @property
    def is_open(self) -> bool:
        """Whether it has begun and is not met."""
        return self.begun_s is not None and self.met_s is None
