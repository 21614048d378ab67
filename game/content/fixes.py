"""The fixes of a level: each of its changes is read as if the component had been written so, and placed where it stands."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from game.content.component_checks import check_references
from game.content.draft import Draft, read_as
from game.content.positions import KeyPath
from game.content.problems import did_you_mean
from game.engine.fixes import Change, Fix, FixSpec
from game.engine.mechanism import ComponentSpec

NEVER = frozenset({"id", "kind", "tile", "about", "owner", "hidden"})
"""Fields that say what a component is and how it is shown, not how it works."""


def read_fixes(draft: Draft) -> None:
    """Make the fixes of what their specs say, and note everything that is wrong with them."""
    taken: dict[tuple[str, str], str] = {}
    for key, spec in draft.fix_specs.items():
        path: KeyPath = ("fix", key)
        if bool(spec.failure) != bool(spec.seen):
            text = "`failure` and `seen` belong together; write both, or leave both out"
            draft.flag((*path, "failure" if spec.failure else "seen"), text)
        changes = _changes(draft, spec, path, taken)
        if not draft.is_flawed(path):
            draft.fixes[key] = Fix(spec, changes)


def _changes(draft: Draft, spec: FixSpec, path: KeyPath, taken: dict[tuple[str, str], str]) -> tuple[Change, ...]:
    changes: list[Change] = []
    for component, values in spec.changes.items():
        where = (*path, "changes", component)
        if not draft.must_exist(where, "component", component):
            continue
        changed = _changed(draft, draft.components[component], values, where)
        for field in values:
            other = taken.setdefault((component, field), spec.id)
            if other != spec.id:
                text = f"fix `{other}` sets `{field}` of `{component}` as well; let one of them do it"
                draft.flag((*where, field), text)
            elif changed is not None:
                changes.append(Change(component, field, getattr(changed, field)))
    return tuple(changes)


def _changed(draft: Draft, before: ComponentSpec, values: dict[str, Any], path: KeyPath) -> ComponentSpec | None:
    """The component as it would be with the fix; None with the problems noted."""
    known = [field.name for field in fields(before) if field.name not in NEVER]
    for field in values:
        if field not in known:
            text = "a fix cannot change that" if field in NEVER else "it is not known there"
            draft.flag((*path, field), f"`{field}`: {text}; {did_you_mean(field, known, list_at_most=20)}")
    if not values:
        draft.flag(path, f"nothing of `{before.id}` is changed; write at least one of its fields")
    if draft.is_flawed(path):
        return None
    written = draft.source.data["component"][before.id]
    changed = read_as(draft, type(before), {**_merged(written, values), "id": before.id}, path)
    if changed is not None:
        check_references(draft, changed, path)
    return changed


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Tables key by key, everything else replaced, as a level extends another file."""
    merged = dict(base)
    for key, value in over.items():
        old = base.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
