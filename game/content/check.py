"""What `noerror check` finds: for each file the problems, or that it is valid and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from game.content.find import find_level
from game.content.load import Reading, read_level
from game.content.problems import LevelError, Problem
from game.engine.scenario import Scenario

Further = Callable[[Scenario], tuple[str, ...]]
"""What else is wrong with a level that is sound by itself: one text a problem, with its place."""


@dataclass(frozen=True, slots=True)
class Report:
    """One file: `lines` are what there is to say about it, `valid` whether it can be used."""

    path: str
    valid: bool
    problems: tuple[Problem, ...]
    summary: str = ""
    further: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """One line a problem, or one that says that all is well."""
        lines = (*[str(problem) for problem in self.problems], *self.further)
        return lines or (f"valid: {self.summary}",)


def check(paths: Iterable[str | Path], further: Further = lambda _: ()) -> tuple[Report, ...]:
    """Check files, level ids, and all level files in folders. Each file is checked once.

    `further` looks at what is sound as far as its file goes, for whoever knows more than files.
    """
    reports: list[Report] = []
    seen: set[Path] = set()
    for name in paths:
        for report in _reports(name, seen, further):
            reports.append(report)
    return tuple(reports)


def _reports(name: str | Path, seen: set[Path], further: Further) -> Iterator[Report]:
    try:
        path = find_level(name)
    except LevelError as error:
        yield Report(str(name), False, error.problems)
        return
    files = [path]
    try:
        if path.is_dir():
            files = sorted(path.glob("*.toml"))
            if not files:
                text = "there is no level file in this folder; `noerror new PATH` writes one"
                yield Report(str(path), False, (Problem(str(path), 1, 1, text),))
    except (OSError, ValueError):
        pass  # reading it says what is wrong
    for file in files:
        if file not in seen:
            seen.add(file)
            reading = read_level(file)
            more = () if reading.scenario is None else further(reading.scenario)
            valid = not reading.problems and not more
            yield Report(str(file), valid, reading.problems, _summary(file, reading), more)


def _summary(file: Path, reading: Reading) -> str:
    scenario = reading.scenario
    if scenario is None:
        return f"{file}: a base, {reading.components} components" if reading.is_base else ""
    ticks = (scenario.end_s - scenario.region.start_s) // scenario.region.tick_s
    hours, minutes = divmod((scenario.end_s - scenario.take_over_s) // 60, 60)
    parts = [
        f'{file}: "{scenario.title}"',
        f"{len(scenario.region.components)} components",
        f"{hours} h {minutes:02d} min to play, {ticks:,} ticks",
        f"scripts: {', '.join(name for name, _ in scenario.scripts) or 'none'}",
    ]
    return ", ".join(parts)
