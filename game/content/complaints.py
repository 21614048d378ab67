"""What a validator found, in the words of an author: what is wrong with a field, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Annotated, Any, Literal, get_args

from pydantic import ValidationError

from game.content.describe import Hint, inside, origin_of, wanted, what_it_is, without_none
from game.content.positions import KeyPath
from game.content.problems import did_you_mean


def complaints(error: ValidationError, holds: Hint, value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """(path, text) of everything that is wrong with the value at `path`, which should have been a `holds`."""
    for detail in error.errors(include_url=False):
        below = _real_path(value, detail["loc"])
        yield (*path, *below), _text(detail, holds, below, path)


def _real_path(value: Any, location: Sequence[str | int]) -> KeyPath:
    """A Pydantic location without the names of union members, which stand in no file."""
    path: list[str | int] = []
    for number, key in enumerate(location, start=1):
        if isinstance(value, dict) and key in value:
            value = value[str(key)]
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            value = value[key]
        elif number < len(location):
            continue
        path.append(key)
    return tuple(path)


def _text(detail: Any, holds: Hint, below: KeyPath, path: KeyPath) -> str:
    kind = detail["type"]
    whole = (*path, *below)
    names = [str(key) for key in whole if isinstance(key, str)]
    name = names[-1] if names else "this"
    parent: Hint | None = holds
    for key in below[:-1]:
        parent = None if parent is None else inside(parent, key)
    hint = holds if not below else None if parent is None else inside(parent, below[-1])
    want = "another value" if hint is None else wanted(hint)

    if kind in ("missing", "missing_argument", "missing_keyword_only_argument"):
        return f"`{name}` is missing; add it: {want}"
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return unknown_key(name, parent)
    if kind in ("value_error", "assertion_error"):
        return f"`{name}`: {detail['ctx']['error']}"
    if kind in ("literal_error", "enum"):
        return f"`{name}` is {what_it_is(detail['input'])}; {_choose(detail['input'], hint, want)}"
    if kind in ("too_short", "too_long"):
        return f"`{name}` has the wrong number of items; write {want}"
    return f"`{name}` is {what_it_is(detail['input'])}; write {want}"


def unknown_key(name: str, parent: Hint | None) -> str:
    """What to say about a key that a table does not have."""
    if name == "id":
        return "the id of an entry is the name of its table; leave `id` out"
    bare: Any = None if parent is None else without_none(parent)
    if origin_of(bare) is Annotated:
        bare = get_args(bare)[0]
    known = [field.name for field in fields(bare) if field.name != "id"] if is_dataclass(bare) else []
    return f"`{name}` is not known here; {did_you_mean(name, known, list_at_most=20)}"


def _choose(value: object, hint: Hint | None, want: str) -> str:
    bare: Any = None if hint is None else without_none(hint)
    choices: list[str] = []
    if origin_of(bare) is Literal:
        choices = [choice for choice in get_args(bare) if isinstance(choice, str)]
    elif isinstance(bare, type) and issubclass(bare, Enum):
        choices = [member.value for member in bare if isinstance(member.value, str)]
    return did_you_mean(value, choices) if isinstance(value, str) and choices else f"write {want}"
