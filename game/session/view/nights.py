"""What the title and the picker show: the nights that there are, and what became of those that were played."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.guidance import Guidance


@dataclass(frozen=True, slots=True)
class LevelCard:
    """A level in the picker. `silhouette` is the real night's impact, 0 to 1, evenly spaced; `part` are the first and the
    last point of it that this level plays, and `silhouette_marks` clock times below points of it.

    `region` has, for each layer of the board from the top, its short name, how many components it has, and which of them is
    the first to fall silent when the instruments' carrier fails (-1: none). `content` is the level's fingerprint and `zero`
    its wall clock at second 0, in ISO form.
    """

    id: str
    title: str
    tagline: str
    minutes: int
    when: str
    briefing: str
    learn: tuple[str, ...]
    start_with: tuple[tuple[str, str], ...]
    real_night: str
    silhouette: tuple[float, ...]
    silhouette_marks: tuple[tuple[int, str], ...]
    region: tuple[tuple[str, int, int], ...] = ()
    part: tuple[int, int] | None = None
    content: str = ""
    zero: str = ""


@dataclass(frozen=True, slots=True)
class PastRun:
    """A night that was played to its end. `when` is a day and a time of the player's own clock, `lasted_s` the simulated
    seconds until it was over, None if it never was; `weakest` names the part of the score that lost most points.
    `journal` is the name of its journal's file, "" without one. `practice` says that it was taken over in the middle of
    another run: it is shown, but is nobody's best. `guidance` is how much help it was played with.
    """

    level: str
    when: str
    outcome: str
    grade: str
    total: int
    lasted_s: int | None
    weakest: str
    journal: str = ""
    practice: bool = False
    guidance: Guidance = Guidance.ALONE

    @property
    def won(self) -> bool:
        """Whether the night was well again, in a run of its own."""
        return self.outcome == "resolved" and not self.practice


@dataclass(frozen=True, slots=True)
class Past:
    """Every finished run, the newest first, and a sentence if something hinders keeping them."""

    runs: tuple[PastRun, ...] = ()
    trouble: str = ""

    def of(self, level: str) -> tuple[PastRun, ...]:
        """The runs of one level, the newest first."""
        return tuple([run for run in self.runs if run.level == level])

    def best(self, level: str) -> PastRun | None:
        """The run of a level with the most points, the first of several. What was taken over in the middle does not count.

        One that was won by oneself stands above one with somebody's help.
        """
        whole = [run for run in reversed(self.of(level)) if not run.practice]
        return max(whole, key=lambda run: (run.won and not run.guidance.coached, run.total), default=None)
