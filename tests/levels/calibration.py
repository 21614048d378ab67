"""What was chosen for a historical night, and why: read from assets/history/calibration, checked against level and facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import tomli

from game.content.history import History
from game.engine.mechanisms import KINDS
from game.engine.scenario import Scenario
from game.paths import asset_path


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """What an operator did: the `nth` line of the script that `begins` so. It may knowingly be done at another time."""

    begins: str
    nth: int = 1
    differs: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Fall:
    """A reading that shows by itself when something is over: it has fallen by so much."""

    component: str
    metric: str
    falls_by: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Stretch:
    """A span between two published moments; `measured` says how its end shows in the region, if not by the moment itself."""

    begins: str
    ends: str
    measured: Fall | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Parameter:
    """A number that was chosen: a field of a component, a path with points for what lies deeper; to what it was fitted."""

    component: str
    field: str
    unit: str
    to: tuple[str, ...]
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    """Values that were chosen in the script: those of every line that begins so."""

    begins: str
    unit: str
    to: tuple[str, ...]
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Something that is left out or done otherwise."""

    about: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Calibration:
    """All of it, by the names of the file."""

    level: str
    follows: dict[str, str]
    act: dict[str, Act]
    span: dict[str, Stretch]
    requirement: dict[str, str]
    bound: dict[str, str]
    parameter: tuple[Parameter, ...]
    choice: tuple[Choice, ...]
    missing: tuple[Note, ...]
    differs: tuple[Note, ...]


def read_calibration(night: str) -> Calibration:
    """The file of a night. TypeError for keys that it may not have or lacks."""
    data = tomli.loads(asset_path("history", "calibration", f"{night}.toml").read_text(encoding="utf-8"))
    for table in data["span"].values():
        if "measured" in table:
            table["measured"] = Fall(**table["measured"])
    for table in (*data["parameter"], *data["choice"]):
        table["to"] = tuple(table["to"])
    data["act"] = {key: Act(**table) for key, table in data["act"].items()}
    data["span"] = {key: Stretch(**table) for key, table in data["span"].items()}
    data["parameter"] = tuple([Parameter(**table) for table in data["parameter"]])
    data["choice"] = tuple([Choice(**table) for table in data["choice"]])
    data["missing"] = tuple([Note(**table) for table in data["missing"]])
    data["differs"] = tuple([Note(**table) for table in data["differs"]])
    return Calibration(**data)


def script_lines(scenario: Scenario, begins: str) -> tuple[str, ...]:
    """What the history script says in lines that begin so, without their times, in order."""
    rows = [row.split(maxsplit=1) for row in dict(scenario.scripts)["history"].splitlines()]
    said = [row[1].strip() for row in rows if len(row) == 2 and row[0] != "#"]
    return tuple([line for line in said if _begins(line, begins)])


def _begins(line: str, begins: str) -> bool:
    return line.split()[: len(begins.split())] == begins.split()


def value_of(scenario: Scenario, parameter: Parameter) -> Any:
    """What the level says. LookupError, saying what is not there."""
    part: Any = {component.id: component for component in scenario.region.components}
    for name in (parameter.component, *parameter.field.split(".")):
        if is_dataclass(part) and name in [field.name for field in fields(part)]:
            part = getattr(part, name)
        elif isinstance(part, dict) and name in part:
            part = part[name]
        else:
            raise LookupError(f"{parameter.component} has no {parameter.field}: `{name}` is not there")
    return part


def complaints(calibration: Calibration, history: History, scenario: Scenario) -> list[str]:
    """Everything that does not fit the level, the script or the published facts any more."""
    return [
        *_about_moments(calibration, history, scenario),
        *_about_spans(calibration, history, scenario),
        *_about_numbers(calibration, history, scenario),
    ]


def _about_moments(calibration: Calibration, history: History, scenario: Scenario) -> Iterator[str]:
    published = {milestone.id: milestone for milestone in history.milestone}
    declared = {milestone.id for milestone in scenario.milestones}
    for moment, milestone in published.items():
        if moment not in calibration.follows:
            yield f"follows: nothing is said about {moment}"
        if milestone.kind != "operator" and moment not in declared:
            yield f"the level declares no milestone {moment}"
        if milestone.kind == "operator" and moment not in calibration.act:
            yield f"act: no line of the script stands for {moment}"
    for moment in (*calibration.follows, *calibration.bound, *sorted(declared)):
        if moment not in published:
            yield f"{moment} is no published moment"
    for moment, act in calibration.act.items():
        if moment not in published or published[moment].kind != "operator":
            yield f"act: {moment} is nothing that an operator did"
        if len(script_lines(scenario, act.begins)) < act.nth:
            yield f"act: {moment}: the script has fewer than {act.nth} lines `{act.begins}`"


def _about_spans(calibration: Calibration, history: History, scenario: Scenario) -> Iterator[str]:
    times = {milestone.id: milestone.t for milestone in history.milestone}
    kinds = {part.id: KINDS[type(part)] for part in scenario.region.components}
    for name in history.constraints:
        if name not in calibration.span:
            yield f"span: nothing is said about {name}"
    for name, span in calibration.span.items():
        if name not in history.constraints:
            yield f"span: {name} is no published constraint"
        elif span.begins not in times or span.ends not in times:
            yield f"span: {name}: {span.begins} or {span.ends} is no published moment"
        elif times[span.ends] - times[span.begins] != history.constraints[name]:
            yield f"span: {name}: {span.begins} to {span.ends} is another span"
        fall = span.measured
        if fall is not None and fall.component not in kinds:
            yield f"span: {name}: there is no component {fall.component}"
        elif fall is not None and fall.metric not in [metric.id for metric in kinds[fall.component].metrics]:
            yield f"span: {name}: {fall.component} has no reading {fall.metric}"


def _about_numbers(calibration: Calibration, history: History, scenario: Scenario) -> Iterator[str]:
    known = {*calibration.follows, *history.constraints, *calibration.requirement}
    for parameter in calibration.parameter:
        try:
            value_of(scenario, parameter)
        except LookupError as missing:
            yield f"parameter: {missing}"
    for choice in calibration.choice:
        if not script_lines(scenario, choice.begins):
            yield f"choice: the script has no line `{choice.begins}`"
    chosen: list[Parameter | Choice] = [*calibration.parameter, *calibration.choice]
    for fitted in chosen:
        for target in fitted.to:
            if target not in known:
                yield f"{fitted.note}: `{target}` is neither a moment nor a constraint nor a requirement"
