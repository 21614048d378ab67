"""Checks on each component: whom it refers to, and amounts that would not work or not fit into memory."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any

from game.content.describe import walk
from game.content.draft import Draft
from game.content.positions import KeyPath
from game.content.problems import did_you_mean
from game.content.schema import kinds
from game.engine.mechanism import SUPPLIER, ComponentSpec

MOST_WAITING_TICKS = 2_000_000
"""Ticks of back-off that all clients of a region together may look back on: about 64 MB."""


def check_components(draft: Draft) -> None:
    """Note what is wrong with single components and with their references to others."""
    waiting = 0.0
    for key, spec in draft.components.items():
        path: KeyPath = ("component", key)
        if spec.owner:
            draft.must_exist((*path, "owner"), "team", spec.owner)
        check_references(draft, spec, path)
        _hidden(draft, spec, path)
        parts = list(walk(spec, path))
        for where, required, value in parts:
            if required and not is_dataclass(value) and not value:
                draft.flag(where, f"`{where[-1]}` is empty; write at least one")
        if draft.region is not None:
            for where, client in [(where, part) for where, _, part in parts if hasattr(part, "timeout_s")]:
                if client.timeout_s < 2 * draft.region.tick_s:
                    text = f"a client would give up within two ticks of {draft.region.tick_s} s"
                    draft.flag((*where, "timeout_s"), f"{text}; write at least {2 * draft.region.tick_s}")
                waiting += _waiting_s(client) / draft.region.tick_s
                if waiting > MOST_WAITING_TICKS:
                    text = "clients wait for so long between their attempts that the run would not fit into memory"
                    draft.flag(where, f"{text}; write a shorter backoff_s, fewer retries, or fewer clients")


def kind_of(spec: ComponentSpec) -> str:
    """The kind that a level writes for a component."""
    return str(getattr(spec, "kind", ""))


def _fits(actual: str, wanted: str) -> bool:
    """Whether a component of one kind can stand where another kind is wanted: itself, a special form of it, a supplier."""
    mechanism = kinds()[actual]
    return mechanism.serves if wanted == SUPPLIER else issubclass(mechanism, kinds()[wanted])


def check_references(draft: Draft, spec: ComponentSpec, path: KeyPath) -> None:
    """Note every other component that a spec names and that is not there, or not of the kind that is needed."""
    for place, name, kind in spec.references():
        where = (*path, *_field_path(place))
        if name and draft.must_exist(where, "component", name) and kind:
            actual = kind_of(draft.components[name])
            if not _fits(actual, kind):
                others = [other for other, held in draft.components.items() if _fits(kind_of(held), kind)]
                hint = did_you_mean(name, others)
                wanted = "something that others can need" if kind == SUPPLIER else f"kind {kind}"
                draft.flag(where, f"`{name}` is of kind {actual}, but {wanted} is needed here; {hint}")


def _hidden(draft: Draft, spec: ComponentSpec, path: KeyPath) -> None:
    needed = list(dict.fromkeys([name for _, name, _ in spec.references()]))
    for place, name in enumerate(spec.hidden):
        if name not in needed:
            hint = did_you_mean(name, needed)
            draft.flag(
                (*path, "hidden", place), f"`{spec.id}` does not need `{name}`, so there is nothing to hide; {hint}"
            )


def references_hold(draft: Draft) -> bool:
    """Whether every component that was read finds all others that it refers to, each of the kind that it needs."""
    for spec in draft.components.values():
        for _, name, kind in spec.references():
            found = draft.components.get(name)
            if name and (found is None or (kind and not _fits(kind_of(found), kind))):
                return False
    return True


def _field_path(place: str) -> KeyPath:
    """`needs[0].component` or `needs.0.component` as keys."""
    keys = place.replace("[", ".").replace("]", "").split(".")
    return tuple([int(key) if key.isdigit() else key for key in keys if key])


def _waiting_s(client: Any) -> float:
    """Seconds of failures that are remembered for a client: all windows of its back-off, each twice as long as the last."""
    backoff_s = float(getattr(client, "backoff_s", 0.0))
    retries = min(64, max(1, int(getattr(client, "retries", 0))))
    return backoff_s * (2.0**retries - 1.0) + float(client.timeout_s)
