"""A short fingerprint of plain values: the same on every interpreter, platform and hash seed."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import blake2b
from typing import Any

ADDED_LATER: dict[str, Any] = {"added_later": True}
"""Metadata of a field that came into a spec after levels had been played: as long as it has its default, it says nothing
new, and the fingerprint of what was written before it stays."""


def digest(value: object) -> str:
    """Fingerprint (16 hexadecimal digits) of numbers, texts, None, enums, tuples, lists, dicts by key, dataclasses."""
    parts: list[str] = []
    _spell(value, parts)
    return blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()


def _spell(value: object, parts: list[str]) -> None:
    if isinstance(value, bool) or value is None:
        parts.append(str(value))
    elif isinstance(value, Enum):
        parts.append(value.name)
    elif isinstance(value, int):
        parts.append(f"i{value}")
    elif isinstance(value, float):
        parts.append(value.hex())
    elif isinstance(value, str):
        parts.append(f"s{len(value)}:{value}")
    elif isinstance(value, tuple | list):
        parts.append(f"({len(value)}")
        for item in value:
            _spell(item, parts)
    elif isinstance(value, dict):
        parts.append(f"{{{len(value)}")
        for key in sorted(value):
            _spell(key, parts)
            _spell(value[key], parts)
    elif is_dataclass(value):
        parts.append(type(value).__name__)
        _spell_fields(value, parts)
    else:
        raise TypeError(f"{type(value).__name__} has no fingerprint; keep state in plain values")


def _spell_fields(value: Any, parts: list[str]) -> None:
    for field in fields(value):
        item = getattr(value, field.name)
        if field.metadata.get("added_later"):
            if item == field.default:
                continue
            parts.append(f"+{field.name}")
        _spell(item, parts)
