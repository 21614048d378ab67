"""The house stands: a floor imports lower floors only, neighbours never each other, and light floors stay light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = {
    "engine": 0,
    "content": 1,
    "session": 1,
    "tui": 2,
    "headless": 2,
    "host": 3,
    "cli": 4,
}
SAME = {"__main__": "cli", "stage": "cli"}
"""Rooms that are one: `python -m game` is the command line, and `stage` opens the screen for it."""
FREE = {"paths", ""}
"""`game.paths` and `game` itself belong to no floor: everybody may use them, and they use nobody."""


def imports(source: str, module: str) -> Iterator[tuple[int, str]]:
    """(line, dotted name) of everything that a module's source imports, wherever in it."""
    package = module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield node.lineno, f"{start}.{alias.name}"


def room(name: str) -> str | None:
    """The part of the house that a dotted name belongs to; None outside of it."""
    parts = name.split(".")
    if parts[0] != "game":
        return None
    name = SAME.get(parts[1], parts[1]) if len(parts) > 1 else ""
    return name if name in FLOORS or name in FREE else ""


def offences(source: str, module: str) -> list[str]:
    """What a module imports that it may not."""
    own = room(module)
    found = []
    for line, name in imports(source, module):
        other = room(name)
        if other is None or other == own or (other in FREE and own is not None):
            continue
        if own in FREE:
            found.append(f"{module}:{line} imports {name}, but belongs to no floor and may import nothing of the game")
        elif FLOORS[other] >= FLOORS[own or ""]:
            found.append(f"{module}:{line} (floor {FLOORS[own or '']}) imports {name} (floor {FLOORS[other]})")
    return found


def modules() -> list[tuple[str, Path]]:
    """Every module of the game by its dotted name."""
    found = []
    for file in sorted((ROOT / "game").rglob("*.py")):
        parts = file.relative_to(ROOT).with_suffix("").parts
        if "data" not in parts:
            found.append((".".join(parts), file))
    return found


def test_every_module_stands_on_a_known_floor() -> None:
    """A new folder must be given its floor here."""
    strays = [name for name, _ in modules() if name.split(".")[1] not in {*FLOORS, *SAME, *FREE, "__init__"}]
    assert strays == []


def test_floors_import_lower_floors_only() -> None:
    """Read from the source, so that an import inside a function counts as well."""
    found = [offence for name, file in modules() for offence in offences(file.read_text(encoding="utf-8"), name)]
    assert found == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("game.engine.region", "import game.session.view"),
        ("game.engine.region", "from game import content"),
        ("game.session.run", "def f():\n    from game.content.load import load_level"),
        ("game.content.load", "from game.session import view"),
        ("game.tui.app", "from game.headless.run import main"),
        ("game.headless.run", "from ..tui import app"),
        ("game.paths", "from game.engine import region"),
        ("game.tui.app", "import game.host.room"),
    ],
)
def test_a_forbidden_import_is_seen(module: str, source: str) -> None:
    """The check fails when it should."""
    assert offences(source, module) != []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("game.session.run", "from game.engine.region import Region"),
        ("game.content.load", "from game.paths import levels_path"),
        ("game.tui.app", "from game import __version__\nfrom . import port\nfrom game.session.view import X"),
        ("game.cli", "import game.tui.app, game.headless.run, game.content.load"),
    ],
)
def test_an_allowed_import_is_left_alone(module: str, source: str) -> None:
    """And passes when it should."""
    assert offences(source, module) == []


@pytest.mark.parametrize(
    ("folder", "banned"),
    [
        ("engine", "textual rich pydantic tomli random asyncio"),
        ("session", "textual rich"),
        ("headless", "textual rich"),
        ("content", "textual rich"),
    ],
)
def test_light_floors_load_nothing_heavy(folder: str, banned: str) -> None:
    """At run time, in an interpreter of its own: what a floor and everything below it bring in."""
    names = [name.removesuffix(".__init__") for name, _ in modules() if room(name) == folder]
    code = (
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        f"print(*[name for name in {banned.split()!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
