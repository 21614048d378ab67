"""The long night as it was, played through the real path, and what is measured in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from game.content.history import History, Milestone, read_history
from game.content.load import load_level
from game.engine.scenario import Scenario
from game.headless.run import play_script
from game.session.judging.result import result_of
from game.session.run import Run
from tests.levels.calibration import Act, Calibration, Fall, read_calibration

NIGHT = "2025-10-20"
SEEDS = (1, 2, 3, 4, 5)
TOLERANCE_MIN = {"A": 2.0, "B": 5.0}
BIN_MIN = 15
PEAKS_MIN = ((0, 340), (340, 861))
"""The two waves: until all leases are back, and until failover is on again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measured:
    """Minutes from zero: `moments` that the region reached, `done` acts of operators, `ends` of spans that a reading shows.

    `peaks` are the most people hurt at once in each wave: when, and how many millions. On the first seed only, `hurt` is the
    share of each sector that fails and `people` how many millions of all are hurt, means over quarters of an hour from zero.
    """

    moments: dict[str, float | None]
    done: dict[str, float | None]
    ends: dict[str, float | None]
    peaks: list[list[float]]
    hurt: dict[str, list[float]]
    people: list[float]

    def minute(self, moment: str) -> float | None:
        """When a published moment came, by itself or by hand."""
        return self.moments.get(moment, self.done.get(moment))


@cache
def scenario() -> Scenario:
    """The level."""
    return load_level(calibration().level)


@cache
def calibration() -> Calibration:
    """What was chosen for it."""
    return read_calibration(NIGHT)


@cache
def history() -> History:
    """What was published."""
    return read_history(NIGHT)


def tolerance_min(milestone: Milestone) -> float:
    """How far the simulation may be from a published moment."""
    return TOLERANCE_MIN[milestone.conf]


def play(seed: int) -> tuple[Run, list[str]]:
    """The night under the history script, and the lines that were refused."""
    refused: list[str] = []
    script = (dict(scenario().scripts)["history"], "history")
    return play_script(scenario(), seed, script, tell=refused.append), refused


def measure(run: Run) -> Measured:
    """What one play shows."""
    acts = result_of(run)["actions"]
    moments = {moment: _minutes(second) for moment, second in run.ledger.milestones().items()}
    done = {moment: _done(acts, act) for moment, act in calibration().act.items() if moment not in moments}
    sectors = [part.id for part in run.ledger.sectors] if run.seed == SEEDS[0] else []
    people = _people_hurt(run)
    first = _place(run, 0)
    size = BIN_MIN * 60 // run.region.tick_s
    return Measured(
        moments=moments,
        done=done,
        ends={
            name: _falls(run, span.measured, _second({**moments, **done}[span.begins]))
            for name, span in calibration().span.items()
            if span.measured is not None
        },
        peaks=[_peak(run, people, *wave) for wave in PEAKS_MIN],
        hurt={sector: _means(run.region.history(sector, "failing")[first:], size, 3) for sector in sectors},
        people=_means([hurt / 1e6 for hurt in people[first:]], size, 2) if sectors else [],
    )


def measured(seed: int) -> dict[str, Any]:
    """The measures of a seed as plain data."""
    return asdict(measure(play(seed)[0]))


def running(run: Run) -> list[tuple[float, float, float]]:
    """For each tick of the night: customers' instances that run, that are wanted, and that were ended in it by their owners."""
    region = run.region
    first, tick_s = _place(run, 0), region.tick_s
    runs, short, ended = [region.history("scaling", metric) for metric in ("running", "short", "terminated")]
    return [(runs[place], runs[place] + short[place], ended[place] * tick_s) for place in range(first, len(runs))]


def _people_hurt(run: Run) -> list[float]:
    """People who cannot do what they came for, in each tick."""
    hurt = [0.0] * len(run.region.history(run.ledger.sectors[0].id, "there"))
    for part in run.ledger.sectors:
        failing, there = run.region.history(part.id, "failing"), run.region.history(part.id, "there")
        hurt = [total + share * people for total, share, people in zip(hurt, failing, there, strict=True)]
    return hurt


def _peak(run: Run, people: list[float], from_min: int, until_min: int) -> list[float]:
    wave = people[_place(run, from_min * 60) : _place(run, until_min * 60)]
    most = max(wave)
    return [round(from_min + wave.index(most) * run.region.tick_s / 60, 1), round(most / 1e6, 2)]


def _falls(run: Run, fall: Fall, from_s: int | None) -> float | None:
    """When a reading has fallen by so much from what it was at a second."""
    if from_s is None:
        return None
    values = run.region.history(fall.component, fall.metric)
    first = _place(run, from_s)
    most = 0.0
    for place in range(first, len(values)):
        most = max(most, values[place])
        if values[place] <= most - fall.falls_by:
            return _minutes(run.scenario.region.start_s + (place + 1) * run.region.tick_s)
    return None


def _done(acts: list[dict[str, Any]], act: Act) -> float | None:
    """When an act was done; what needs no hands is done when it is said."""
    words = act.begins.split()
    found = [entry for entry in acts if entry["say"].split()[: len(words)] == words]
    if len(found) < act.nth:
        return None
    entry = found[act.nth - 1]
    return _minutes(entry["t"] if entry["done"] is None else entry["done"])


def _means(values: Any, size: int, digits: int) -> list[float]:
    means: list[float] = []
    for start in range(0, len(values), size):
        total = 0.0
        part = values[start : start + size]
        for value in part:
            total += value
        means.append(round(total / len(part), digits))
    return means


def _place(run: Run, second: int) -> int:
    """The place in a history of the tick that begins at a second."""
    return max(0, (second - run.scenario.region.start_s) // run.region.tick_s)


def _minutes(second: int | None) -> float | None:
    return None if second is None else round(second / 60, 1)


def _second(minutes: float | None) -> int | None:
    return None if minutes is None else round(minutes * 60)
