"""What may stand in a field, in words: for messages to authors and for their reference."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from game.content.positions import KeyPath
from game.engine.units import Between

_LEAVES = frozenset({str, int, float, bool, type(None)})

Hint = Any
"""A type annotation, with what `Annotated` adds to it."""


@cache
def field_types(kind: type) -> dict[str, Hint]:
    """The annotations of a dataclass's fields, by name."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind)}


def is_required(field: Field[Any]) -> bool:
    """Whether a level must set a field."""
    return field.default is MISSING and field.default_factory is MISSING


def origin_of(hint: Hint) -> Any:
    """What a generic annotation is made from, such as `tuple`; None for a plain one."""
    return get_origin(hint)


@cache
def _field_names(kind: Any) -> tuple[tuple[str, bool], ...]:
    return tuple([(field.name, is_required(field)) for field in fields(kind)])


def walk(value: Any, path: KeyPath, required: bool = False) -> Iterator[tuple[KeyPath, bool, Any]]:
    """(path, whether a level must write it, value) of a spec and of all dataclasses, tuples and dicts inside it."""
    kind: Any = type(value)
    if kind in _LEAVES:
        return
    yield path, required, value
    if kind is tuple:
        for number, item in enumerate(value):
            yield from walk(item, (*path, number))
    elif kind is dict:
        for key, item in value.items():
            yield from walk(item, (*path, key))
    elif hasattr(kind, "__dataclass_fields__"):
        for name, must in _field_names(kind):
            yield from walk(getattr(value, name), (*path, name), must)


def without_none(hint: Hint) -> Hint:
    """The annotation of `X | None` without its None; a union of several stays one."""
    bare = get_args(hint)[0] if origin_of(hint) is Annotated else hint
    if origin_of(bare) not in (Union, types.UnionType):
        return hint
    kept = [part for part in get_args(bare) if part is not type(None)]
    return kept[0] if len(kept) == 1 else Union[tuple(kept)]  # noqa: UP007


def inside(hint: Hint, key: str | int) -> Hint | None:
    """The annotation of what lies at a key of a value of this type; None if that cannot be said."""
    hint = without_none(hint)
    bare = get_args(hint)[0] if origin_of(hint) is Annotated else hint
    if isinstance(key, str) and is_dataclass(bare):
        return field_types(bare).get(key) if isinstance(bare, type) else None
    origin, arguments = origin_of(bare), get_args(bare)
    if origin is tuple and isinstance(key, int):
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return arguments[0]
        return arguments[key] if key < len(arguments) else None
    if origin in (dict, Mapping) and len(arguments) == 2:
        return arguments[1]
    return None


def wanted(hint: Hint) -> str:
    """What to write, with its article: "a whole number from 0 to 7"."""
    hint = without_none(hint)
    bounds = ""
    if origin_of(hint) is Annotated:
        for note in get_args(hint)[1:]:
            if isinstance(note, Between):
                bounds = f" from {_bound(note.low)} to {_bound(note.high)}"
        hint = get_args(hint)[0]
    origin, arguments = origin_of(hint), get_args(hint)
    if hint in _PLAIN:
        return _PLAIN[hint] + bounds
    if origin is Literal:
        return _one_of([_spelled(choice) for choice in arguments])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _one_of([_spelled(member.value) for member in hint])
    if is_dataclass(hint):
        return f"a table with {_keys(hint)}" if isinstance(hint, type) else "a table"
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return f"an array, each item {wanted(arguments[0])}"
        return "an array of " + ", ".join([wanted(argument) for argument in arguments])
    if origin in (dict, Mapping):
        return f"a table, each value {wanted(arguments[1])}"
    if origin in (Union, types.UnionType):
        return " or ".join([wanted(argument) for argument in arguments])
    return "another value"


_PLAIN: dict[Hint, str] = {
    str: "a text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    Any: "a value",
    datetime: "a date and time with an offset, such as 2025-10-19T23:48:00-07:00",
}


def _bound(value: float) -> str:
    """A bound as a level could write it."""
    return f"{int(value):_}" if value == int(value) and abs(value) >= 10_000 else f"{value:g}"


def _spelled(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _one_of(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"one of {', '.join(choices)}"


def _keys(kind: type) -> str:
    named = [field.name for field in fields(kind) if is_required(field) and field.name != "id"]
    return ", ".join(named) or "any of " + ", ".join([field.name for field in fields(kind)])


def what_it_is(value: object) -> str:
    """What an author wrote, in words."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        shown = value if len(value) <= 40 else value[:37] + "..."
        return f'the text "{shown}"'
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return "an array"
    if isinstance(value, date | time):
        return "a date or time"
    return "something else"
