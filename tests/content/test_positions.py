"""The scanner finds every key where it stands."""

from __future__ import annotations

import string
from datetime import date, datetime, time
from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from game.content.positions import KeyPath, ScanError, scan
from game.paths import asset_path, levels_path

BARE = string.ascii_letters + string.digits + "_-"


def leaves(value: Any, path: KeyPath = ()) -> list[KeyPath]:
    """Every path of a document, tables and items included."""
    found = [path] if path else []
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found += leaves(item, (*path, key))
    return found


def spelled(key: str) -> str:
    """A key as TOML writes it."""
    if key and all(char in BARE for char in key):
        return key
    return '"' + "".join([f"\\U{ord(c):08X}" if c in '"\\' or not c.isprintable() else c for c in key]) + '"'


def written(value: Any) -> str:
    """An inline value."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = "".join([c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in value])
        return f'"{escaped}"'
    if isinstance(value, list):
        return "[ # an array ] }\n  " + ",\n  ".join([written(item) for item in value]) + "\n]"
    if isinstance(value, dict):
        return "{ " + ", ".join([f"{spelled(key)} = {written(item)}" for key, item in value.items()]) + " }"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def document(value: dict[str, Any], path: tuple[str, ...] = ()) -> str:
    """A TOML text with tables, arrays of tables, dotted keys and comments."""
    lines: list[str] = []
    tables: list[str] = []
    for key, item in value.items():
        name = ".".join([spelled(part) for part in (*path, key)])
        if isinstance(item, dict) and len(path) < 2 and len(item) % 2:
            tables.append(f"[{name}] # [no] = table\n{document(item, (*path, key))}")
        elif isinstance(item, list) and item and all(isinstance(entry, dict) for entry in item) and len(path) < 2:
            tables += [f"[[ {name} ]]\n{document(entry, (*path, key))}" for entry in item]
        elif isinstance(item, dict) and len(item) == 2:
            lines += [f"{spelled(key)} . {spelled(below)} = {written(held)}" for below, held in item.items()]
        else:
            lines.append(f"{spelled(key)} = {written(item)} # a = 1")
    return "\n".join([*lines, *tables]) + "\n"


KEYS = st.one_of(
    st.text(alphabet=BARE, min_size=1, max_size=8),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=5),
)
SCALARS = st.one_of(
    st.integers(-(10**12), 10**12),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(["]", "}", "#", "=", "[[x]]", "'", '"""', "a\nb"]),
    st.dates(),
    st.datetimes().map(lambda moment: moment.replace(microsecond=0)),
    st.times().map(lambda moment: moment.replace(microsecond=0)),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(KEYS, VALUES, max_size=6)


@settings(max_examples=400, deadline=None)
@given(DOCUMENTS)
def test_every_path_has_a_position_on_a_line_with_its_key(value: dict[str, Any]) -> None:
    """Whatever the document: the scanner and the reader agree on its structure."""
    text = document(value)
    data = tomli.loads(text)
    places = scan(text)
    known = {**places.implied, **places.written}
    assert set(known) == set(leaves(data))
    lines = text.split("\n")
    for path, position in known.items():
        key = path[-1]
        if isinstance(key, str):
            rest = lines[position.line - 1][position.column - 1 :]
            assert rest.startswith(spelled(key))


@pytest.mark.parametrize(
    ("text", "path", "position"),
    [
        ("a = 1\nb = 2", ("b",), (2, 1)),
        ("# x\n\n[t]\n  a = 1", ("t", "a"), (4, 3)),
        ("[[t]]\na = 1\n[[t]]\na = 2", ("t", 1, "a"), (4, 1)),
        ("[[t]]\n[t.u]\na = 1\n[[t]]\n[t.u]\na = 2", ("t", 1, "u", "a"), (6, 1)),
        ("[[a.b]]\n[[a.b.c]]\n[[a.b.c]]\nd = 1", ("a", "b", 0, "c", 1, "d"), (4, 1)),
        ('a = """\nb = 1\n"""\nb = 2', ("b",), (4, 1)),
        ('a = """x\\"""" # "\nb = 2', ("b",), (2, 1)),
        ('a = """""x"""""\nb = 2', ("b",), (2, 1)),
        ("a = '''\n'''''\nb = 2", ("b",), (3, 1)),
        ("a = [1,\n  # two\n  2]", ("a", 1), (3, 3)),
        ("a = [{ b = 1 }, { b = 2 }]", ("a", 1, "b"), (1, 19)),
        ("a.b.c = 1", ("a", "b", "c"), (1, 5)),
        ('"a.b" = 1\n\'c"d\' = 2', ('c"d',), (2, 1)),
        ('"\\u00e9\\t" = 1', ("é\t",), (1, 1)),
        ("a = 1979-05-27 07:32:00Z # x\nb = 1", ("b",), (2, 1)),
        ("a = 1\r\nb = 2\r\n", ("b",), (2, 1)),
        ("é = 1".replace("é", '"é"') + "\n[x.y]\nz = 1", ("x",), (2, 2)),
    ],
)
def test_places(text: str, path: KeyPath, position: tuple[int, int]) -> None:
    """Single cases, each with its trap."""
    tomli.loads(text)
    places = scan(text)
    assert {**places.implied, **places.written}[path] == position


@pytest.mark.parametrize(
    "text", ["a = [" * 1000, "a" + ".a" * 5000 + " = 1", "a = {b = " * 500, '"' * 300_000, "[[[", "a = '"]
)
def test_hopeless_texts_end_at_once(text: str) -> None:
    """No stack is exhausted and nothing takes long."""
    with pytest.raises(ScanError):
        scan(text)


@pytest.mark.parametrize("folder", [levels_path(), asset_path("themes"), asset_path("history")])
def test_shipped_files_scan_completely(folder: Any) -> None:
    """All of the game's own TOML."""
    for file in folder.glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        places = scan(text)
        assert {*places.implied, *places.written} == set(leaves(tomli.loads(text))), file
