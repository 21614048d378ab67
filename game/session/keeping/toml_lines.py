"""Change single values in a TOML text and leave everything else in it alone: comments, order, unknown names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

Names = tuple[str, ...]
"""A value's name; of a value in a table, the table's name before it."""

_TABLE = re.compile(r"\s*\[\s*(?P<name>[^\[\]]+?)\s*\]\s*(#.*)?$")
_VALUE = re.compile(r"""\s*(?P<name>"[^"]*"|'[^']*'|[\w.-]+)\s*=""")
_COMMENT = re.compile(r"""=\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^"'#]*?)(?P<comment>\s*#.*)$""")


def line_of(text: str, names: Names) -> int:
    """The line in which a value or a table begins, from 1 on; 0 if it is not found."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        if found := _TABLE.match(line):
            table = found["name"].strip("\"'")
            if names == (table,):
                return number
        elif (found := _VALUE.match(line)) and names in ((_bare(found),), (table, _bare(found))):
            if len(names) == 1 and table:
                continue
            return number
    return 0


def changed(text: str, values: Mapping[Names, Any]) -> str | None:
    """The text with these values (None takes one out); None if it is written so that this cannot be done line by line."""
    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    for names, value in values.items():
        table = wanted
        for name in names[:-1]:
            table = table.setdefault(name, {})
            if not isinstance(table, dict):
                return None
        if value is None:
            table.pop(names[-1], None)
        else:
            table[names[-1]] = value
    lines = text.split("\n") if text else []
    for names, value in values.items():
        _put(lines, names, value)
    written = "\n".join(lines).rstrip("\n") + "\n"
    try:
        return written if _without_empty(tomllib.loads(written)) == _without_empty(wanted) else None
    except tomllib.TOMLDecodeError:
        return None


def _put(lines: list[str], names: Names, value: Any) -> None:
    at = line_of("\n".join(lines), names)
    if at and value is None:
        del lines[at - 1]
    elif at:
        old = lines[at - 1]
        comment = _COMMENT.search(old)
        lines[at - 1] = f"{old.partition('=')[0].rstrip()} = {_written(value)}{comment['comment'] if comment else ''}"
    elif value is not None:
        lines.insert(_end(lines, names[:-1]), f"{_name(names[-1])} = {_written(value)}")


def _end(lines: list[str], table: Names) -> int:
    """Where a new value of a table goes: behind its last one. A table that is not there yet is begun."""
    begin = 0
    if table:
        begin = line_of("\n".join(lines), table)
        if not begin:
            while lines and not lines[-1].strip():
                lines.pop()
            lines += ["", f"[{_name(table[0])}]"] if lines else [f"[{_name(table[0])}]"]
            return len(lines)
    end = next((at for at in range(begin, len(lines)) if lines[at].lstrip().startswith("[")), len(lines))
    while end > begin and (
        not lines[end - 1].strip() or (end < len(lines) and lines[end - 1].lstrip().startswith("#"))
    ):
        end -= 1
    return end


def _bare(found: re.Match[str]) -> str:
    return found["name"].strip("\"'")


def _name(name: str) -> str:
    return name if re.fullmatch(r"[\w-]+", name, re.ASCII) else _written(name)


def _written(value: bool | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in escaped) + '"'


def _without_empty(data: Mapping[str, Any]) -> dict[str, Any]:
    """Without tables that hold nothing: for the settings they are as good as none."""
    return {name: value for name, value in data.items() if value != {}}
