"""A level on its way: what has been read so far, and everything found wrong with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from pydantic import ValidationError

from game.content.complaints import complaints, unknown_key
from game.content.describe import what_it_is
from game.content.positions import KeyPath
from game.content.problems import Problem, did_you_mean
from game.content.schema import LEVEL_ONLY, SECTIONS, FileHead, LevelHead, RegionTable, Section, Shape, adapter, kinds
from game.content.source import Source
from game.content.values import id_flaw, jsonable, value_flaws
from game.engine.chain import PieceSpec
from game.engine.fixes import Fix, FixSpec
from game.engine.lesson import LessonSpec
from game.engine.mechanism import ComponentSpec
from game.engine.objectives import ObjectiveSpec
from game.engine.region import FaultSpec
from game.engine.scenario import (
    CauseSpec,
    ChangeSpec,
    ChannelSpec,
    GoalSpec,
    LayerSpec,
    MilestoneSpec,
    ParSpec,
    Prelude,
    RunbookSpec,
    TeamSpec,
)

T = TypeVar("T")

MOST_PROBLEMS = 200


class TooManyProblems(Exception):  # noqa: N818 - it ends a search, it is no error
    """So much is wrong that looking further would only take time."""


@dataclass
class Draft:
    """The entries of a source that could be read, by section and id, and the problems of all others.

    Arrays are kept by the number of the entry, written as text. An entry with a problem is in `broken`, so that whoever
    refers to it is not blamed as well.
    """

    source: Source
    head: LevelHead | FileHead | None = None
    prelude: Prelude | None = None
    fixes: dict[str, Fix] = field(default_factory=dict)
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    broken: set[tuple[str, str]] = field(default_factory=set)
    _flaws: dict[KeyPath, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def flag(self, path: KeyPath, text: str) -> None:
        """Note a problem; the first one at a path counts. Raises TooManyProblems when nobody would read on."""
        if path not in self._flaws:
            if len(self._flaws) == MOST_PROBLEMS:
                raise TooManyProblems
            self._flaws[path] = text
            self.problems.append(self.source.problem(path, text))

    @property
    def is_level(self) -> bool:
        """Whether this is a level, not a base that levels extend."""
        return bool(LEVEL_ONLY & self.source.data.keys())

    def is_flawed(self, path: KeyPath) -> bool:
        """Whether a problem was noted at a path or below it."""
        return any(flawed[: len(path)] == path for flawed in self._flaws)

    @property
    def region(self) -> RegionTable | None:
        """The region's clock, if it could be read."""
        return self.entries.get("region", {}).get("")

    @property
    def goal(self) -> GoalSpec | None:
        """When the incident is over."""
        return self.entries.get("goal", {}).get("")

    @property
    def channel(self) -> ChannelSpec | None:
        """The rules for public updates, if the level sets any."""
        return self.entries.get("channel", {}).get("")

    @property
    def par(self) -> ParSpec | None:
        """The two ends of the impact score, if they were measured."""
        return self.entries.get("par", {}).get("")

    @property
    def layers(self) -> Mapping[str, LayerSpec]:
        return self.entries.get("layer", {})

    @property
    def components(self) -> Mapping[str, ComponentSpec]:
        return self.entries.get("component", {})

    @property
    def teams(self) -> Mapping[str, TeamSpec]:
        return self.entries.get("team", {})

    @property
    def causes(self) -> Mapping[str, CauseSpec]:
        return self.entries.get("cause", {})

    @property
    def pages(self) -> Mapping[str, RunbookSpec]:
        return self.entries.get("runbook", {})

    @property
    def faults(self) -> Mapping[str, FaultSpec]:
        return self.entries.get("fault", {})

    @property
    def milestones(self) -> Mapping[str, MilestoneSpec]:
        return self.entries.get("milestone", {})

    @property
    def fix_specs(self) -> Mapping[str, FixSpec]:
        return self.entries.get("fix", {})

    @property
    def objectives(self) -> Mapping[str, ObjectiveSpec]:
        return self.entries.get("objective", {})

    @property
    def chain(self) -> Mapping[str, PieceSpec]:
        return self.entries.get("chain", {})

    @property
    def lesson(self) -> Mapping[int, LessonSpec]:
        return {int(number): step for number, step in self.entries.get("lesson", {}).items()}

    @property
    def changes(self) -> Mapping[int, ChangeSpec]:
        return {int(number): change for number, change in self.entries.get("change", {}).items()}

    def known(self, section: str) -> list[str]:
        """All ids of a section, also of entries that could not be read."""
        table = self.source.data.get(section)
        return list(table) if isinstance(table, dict) else []

    def must_exist(self, path: KeyPath, section: str, name: str) -> bool:
        """Whether an id can be followed to an entry that was read; a dangling one is noted at the path."""
        known = self.known(section)
        if name not in known:
            self.flag(path, f"there is no {section} `{name}`; {did_you_mean(name, known)}")
            return False
        return name in self.entries.get(section, {})

    def sorted_problems(self) -> tuple[Problem, ...]:
        """What was found, in the order of the lines, the level's own file first."""
        order = [file.shown for file in self.source.files]
        return tuple(
            sorted(
                self.problems,
                key=lambda problem: (order.index(problem.path), (problem.line, problem.column, problem.text)),
            )
        )


def read_entries(draft: Draft) -> None:
    """Read every entry of a source on its own, so that one mistake hides no other."""
    source = draft.source
    for path, text in (*source.flaws, *value_flaws(source.data)):
        draft.flag(path, text)
    _formats(draft)
    _head(draft)
    for section in SECTIONS:
        _section(draft, section)


def _formats(draft: Draft) -> None:
    for file in draft.source.files:
        value = file.data.get("format")
        if value == 1 and not isinstance(value, bool):
            continue
        text = "`format` is missing; write format = 1 as the first line"
        if value is not None:
            text = f"`format` is {what_it_is(value)}; this game reads format = 1"
        place = file.places.written.get(("format",))
        line, column = place or (1, 1)
        draft.problems.append(Problem(file.shown, line, column, text))
        draft.broken.add(("", "format"))


def _head(draft: Draft) -> None:
    holds: type[LevelHead] | type[FileHead] = LevelHead if draft.is_level else FileHead
    names = [section.name for section in SECTIONS]
    value = {key: item for key, item in draft.source.data.items() if key not in names}
    value["format"] = 1
    known = [*names, *[field.name for field in fields(LevelHead)]]
    for key in [key for key in value if key not in known]:
        draft.flag((key,), f"`{key}` is not known here; {did_you_mean(key, known, list_at_most=30)}")
        del value[key]
    draft.head = read_as(draft, holds, value, ())


def _section(draft: Draft, section: Section) -> None:
    if section.name not in draft.source.data:
        return
    value = draft.source.data[section.name]
    entries = draft.entries[section.name] = {}
    path: KeyPath = (section.name,)
    if section.shape is Shape.TABLE:
        table = read_as(draft, section.holds, value, path)
        if table is None:
            draft.broken.add((section.name, ""))
        else:
            entries[""] = table
        return
    wanted = dict if section.shape is Shape.BY_ID else list
    if not isinstance(value, wanted):
        form = section.shape.value.replace("name", section.name)
        draft.flag(path, f"`{section.name}` is {what_it_is(value)}; write {form} above the fields of each entry")
        return
    if len(value) > section.most:
        draft.flag(path, f"there are {len(value):,} of these; a level has at most {section.most:,}")
        return
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        entry = _entry(draft, section, item, (section.name, key))
        if entry is None:
            draft.broken.add((section.name, str(key)))
        else:
            entries[str(key)] = entry


def _entry(draft: Draft, section: Section, value: Any, path: KeyPath) -> Any | None:
    key = path[-1]
    if isinstance(key, str):
        flaw = id_flaw(key)
        if flaw:
            draft.flag(path, flaw)
    holds = section.holds
    if not isinstance(value, dict):
        form = section.shape.value.replace("name", section.name).replace("ID", str(key))
        draft.flag(path, f"`{key}` is {what_it_is(value)}; write {form} above its fields")
        return None
    if "remove" in value and section.shape is Shape.BY_ID:
        draft.flag(
            (*path, "remove"), "there is nothing to take out here; `remove` works in a level that extends a file"
        )
        return None
    if section.own_id and "id" in value:
        draft.flag((*path, "id"), unknown_key("id", None))
        value = {name: item for name, item in value.items() if name != "id"}
    if holds is ComponentSpec:
        kind = _kind(draft, value, path)
        if kind is None:
            return None
        holds = kind
    return read_as(draft, holds, {**value, "id": key} if section.own_id else value, path)


def _kind(draft: Draft, value: dict[str, Any], path: KeyPath) -> type[ComponentSpec] | None:
    known = kinds()
    kind = value.get("kind")
    if kind is None:
        draft.flag(path, f"`kind` is missing; add it: one of {', '.join(known)}")
    elif not isinstance(kind, str) or kind not in known:
        hint = (
            did_you_mean(kind, known, list_at_most=30) if isinstance(kind, str) else f"write one of {', '.join(known)}"
        )
        draft.flag((*path, "kind"), f"`kind` is {what_it_is(kind)}; {hint}")
    else:
        return known[kind].spec_type
    return None


def read_as(draft: Draft, holds: type[T], value: Any, path: KeyPath) -> T | None:
    """The value as a `holds`, or None with its problems noted."""
    plain = jsonable(value)
    try:
        # As JSON, because only there is Pydantic strict about numbers and texts, yet takes arrays for tuples.
        result: T = adapter(holds).validate_json(json.dumps(plain), strict=True)
    except ValidationError as error:
        for where, text in complaints(error, holds, plain, path):
            draft.flag(where, text)
        return None
    return None if path and draft.is_flawed(path) else result
