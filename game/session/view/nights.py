"""What the title and the picker show: the nights that there are, and what became of those that were played."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from game.session.helping.guidance import Guidance
from game.session.helping.help_ladder import first_help


@dataclass(frozen=True, slots=True)
class LevelCard:
    """A level in the picker. `silhouette` is the real night's impact, 0 to 1, evenly spaced; `part` are the first and the
    last point of it that this level plays, and `silhouette_marks` clock times below points of it.

    `region` has, for each layer of the board from the top, its short name, how many components it has, and which of them is
    the first to fall silent when the instruments' carrier fails (-1: none). `content` is the level's fingerprint and `zero`
    its wall clock at second 0, in ISO form. `teaches` are its objectives: id, name, skill.
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
    teaches: tuple[tuple[str, str, str], ...] = ()


class Grasp(Enum):
    """How an objective stands after the newest run in which it began."""

    NEW = "not tried"
    OPEN = "not met yet"
    WITH_HELP = "met with help"
    MET = "met"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an objective of a level stands: an objective "" is the night as a whole, of a level that has none.

    In `tried` runs it began, in `met` of them it was met, in `alone` of those without help. `due_in` is in how many days it
    comes again (0 or less: it is due), and `again` the day as people say it, "" for what was not tried.
    """

    level: str
    objective: str
    name: str
    skill: str
    grasp: Grasp
    tried: int = 0
    met: int = 0
    alone: int = 0
    due_in: int = 0
    again: str = ""


@dataclass(frozen=True, slots=True)
class NextNight:
    """What could be played next: a level's id, and why in a sentence. A suggestion. `now` says that it is not for later;
    `again` that the night was played before."""

    level: str
    says: str
    now: bool = True
    again: bool = True


@dataclass(frozen=True, slots=True)
class PastRun:
    """A night that was played to its end. `when` is a day and a time of the player's own clock, `lasted_s` the simulated
    seconds until it was over, None if it never was; `weakest` names the part of the score that lost most points.
    `journal` is the name of its journal's file, "" without one. `practice` says that it was taken over in the middle of
    another run: it is shown, but is nobody's best. `guidance` is how much help it was played with. `times` are the steps of
    the night with the simulated seconds to each, None where it was not reached; so many `hints` were asked for. `id` is its
    number in the records and `ended` when it ended, in seconds since 1970: by these two it can be deleted.
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
    impact: int = 0
    conduct: int = 0
    times: tuple[tuple[str, int | None], ...] = ()
    id: int = 0
    ended: int = 0
    hints: int = 0

    @property
    def won(self) -> bool:
        """Whether the night was well again, in a run of its own."""
        return self.outcome == "resolved" and not self.practice


@dataclass(frozen=True, slots=True)
class Past:
    """Every finished run, the newest first, and a sentence if something hinders keeping them.

    `standings` say how each objective of each level stands, `next` what could be played next. `kept_in` is where all of it
    lies.
    """

    runs: tuple[PastRun, ...] = ()
    trouble: str = ""
    standings: tuple[Standing, ...] = ()
    next: NextNight | None = None
    kept_in: str = ""

    def of(self, level: str) -> tuple[PastRun, ...]:
        """The runs of one level, the newest first."""
        return tuple([run for run in self.runs if run.level == level])

    def again(self, level: str) -> str:
        """When the first objective of a level comes again, as people say it ("today", "Thursday"); "" if none was tried."""
        tried = [standing for standing in self.standings if standing.level == level and standing.again]
        return min(tried, key=lambda standing: standing.due_in).again if tried else ""

    def best(self, level: str) -> PastRun | None:
        """The run of a level with the most points, the first of several. What was taken over in the middle does not count.

        One that was won by oneself stands above one with somebody's help.
        """
        whole = [run for run in reversed(self.of(level)) if not run.practice]
        return max(whole, key=lambda run: (run.won and not run.guidance.coached, run.total), default=None)

    def first_of(self, levels: Sequence[LevelCard]) -> LevelCard | None:
        """The night that is begun without choosing one: what is suggested next, else the first there is."""
        wanted = "" if self.next is None else self.next.level
        return next((level for level in levels if level.id == wanted), levels[0] if levels else None)

    def help_for(self, level: str) -> Guidance:
        """With how much help a level is begun, unless the player chooses."""
        return first_help(level, {run.guidance for run in self.of(level) if run.won})
