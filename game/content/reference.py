"""The authors' reference, made from the specs themselves: what each section and each kind of component can hold.

`python -m game.content.reference` writes it into levels/README.md.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any, get_args

from game.content.describe import Hint, field_types, is_required, origin_of, wanted, without_none
from game.content.schema import SECTIONS, LevelHead, Shape
from game.engine.mechanism import ComponentSpec, TileSpec
from game.engine.mechanisms import MECHANISMS
from game.paths import levels_path

BEGIN = "<!-- Made from the specs by `python -m game.content.reference`; do not edit below. -->"


def reference() -> str:
    """The reference in Markdown."""
    parts = ["## Every section\n", _block("The top of the file", LevelHead, "")]
    for section in SECTIONS:
        if section.holds is not ComponentSpec:
            form = section.shape.value.replace("name", section.name)
            parts.append(_block(f"`{form}`", section.holds, "id" if section.shape is Shape.BY_ID else ""))
    parts += [
        "## Every kind of component\n",
        "All of them are written `[component.ID]` and have these fields. `hidden` names those of its needs that stand in no "
        "diagram: players see them once a log, a try as a customer or the owner has told them.\n\n"
        + _rows(ComponentSpec, {"id"}),
        _block("`[component.ID.tile]`", TileSpec, ""),
    ]
    common = {field.name for field in fields(ComponentSpec)} | {"kind"}
    for mechanism in MECHANISMS:
        parts.append(_block(f'`kind = "{mechanism.kind}"`', mechanism.spec_type, "", common))
        readings = ", ".join([f"`{metric.id}`" for metric in mechanism.metrics])
        if readings:
            parts.append(f"Readings: {readings}.\n")
        if mechanism.effects:
            parts.append(
                "Faults: " + " ".join([f"`{effect.name}`: {effect.does}" for effect in mechanism.effects]) + "\n"
            )
    return "\n".join(parts)


def with_reference(readme: str) -> str:
    """The README with its generated part made anew."""
    written, _, _ = readme.partition(BEGIN)
    return f"{written.rstrip()}\n\n{BEGIN}\n\n{reference()}"


def _block(title: str, kind: Any, without: str, common: set[str] | None = None) -> str:
    parts = [f"### {title}\n", f"{_about(kind)}\n", _rows(kind, {without, *(common or ())})]
    parts += [_block(f"Each of `{name}`", held, "") for name, held in _held(kind) if held is not TileSpec]
    return "\n".join(parts)


def _about(kind: Any) -> str:
    text = inspect.cleandoc(kind.__doc__ or "")
    return re.sub(r"\s*\n\s*", " ", text)


def _rows(kind: Any, without: set[str]) -> str:
    hints = field_types(kind)
    lines = ["| field | what to write | left out |", "|---|---|---|"]
    for field in fields(kind):
        if field.name not in without:
            lines.append(f"| `{field.name}` | {wanted(hints[field.name])} | {_default(field)} |")
    return "\n".join(lines) + "\n"


def _default(field: Field[Any]) -> str:
    if is_required(field):
        return "must be written"
    value = field.default if field.default is not MISSING else None
    if value is None or value in ("", (), {}):
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)


def _held(kind: Any) -> Iterator[tuple[str, Any]]:
    """The dataclasses inside a dataclass, with the field that holds them."""
    for name, hint in field_types(kind).items():
        inner: Hint = without_none(hint)
        if origin_of(inner) in (tuple, dict):
            inner = [argument for argument in get_args(inner) if argument is not Ellipsis][-1]
        if isinstance(inner, type) and is_dataclass(inner):
            yield name, inner


if __name__ == "__main__":
    target = levels_path() / "README.md"
    target.write_text(with_reference(target.read_text(encoding="utf-8")), encoding="utf-8")
