"""No blame, anywhere: whatever a player can read says what happened, and never whose fault it was or what the one cause is."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.headless.report import FORMATS, text_of
from tests.headless.nights import PLAYS, report

ROOT = Path(__file__).resolve().parents[1]
BLAME = re.compile(
    r"should(?:n't| not)? have\b|\bfailed to\b|\bhuman errors?\b|\broot cause\b|\bblame\b|your fault|\bcareless|\bnegligen",
    re.IGNORECASE,
)
LETTERS = re.compile(r"[A-Za-z]{2}")
EXPLAINED = ("root cause",)
"""Words that the glossary explains: its entry says that there is usually more than one."""


def sentences_of_code(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of every string in a module's source that is no docstring."""
    tree = ast.parse(source)
    docstrings = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def sentences_of_data(value: object) -> Iterator[str]:
    """Every string in what a TOML or JSON file holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from sentences_of_data(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sentences_of_data(inner)


def _data(file: Path) -> object:
    text = file.read_text(encoding="utf-8")
    return json.loads(text) if file.suffix == ".json" else tomllib.loads(text)


def test_the_rule_finds_what_it_is_for() -> None:
    """Verdicts over people and single culprits, however they are written; several contributing factors are fine."""
    for text in (
        "You should have looked.",
        "It shouldn't have",
        "Ops failed to notice",
        "Human error",
        "the root cause is",
    ):
        assert BLAME.search(text), text
    for text in ("calls that failed", "contributing factors", "root causes", "what failed together"):
        assert not BLAME.search(text), text
    assert list(sentences_of_code('"""Failed to."""\nx = f"It failed to {y}."')) == [(2, "It failed to "), (2, ".")]


def test_no_sentence_in_the_code_blames_anybody() -> None:
    """Engine, session, content, screens, command line: every string that is no docstring."""
    files = sorted((ROOT / "game").rglob("*.py"))
    seen = 0
    found = []
    for file in files:
        for number, text in sentences_of_code(file.read_text(encoding="utf-8")):
            seen += bool(LETTERS.search(text))
            if BLAME.search(text):
                found.append(f"{file.relative_to(ROOT)}:{number}: {text}")
    assert found == []
    assert seen > 3000


def test_no_level_and_no_asset_blames_anybody() -> None:
    """Every text of every level, of the glossary, of the real night."""
    files = [*sorted((ROOT / "levels").rglob("*.toml")), *sorted((ROOT / "assets").rglob("*.toml"))]
    files += sorted((ROOT / "assets").rglob("*.json"))
    assert len(files) > 8
    for file in files:
        for text in sentences_of_data(_data(file)):
            assert text in EXPLAINED or not BLAME.search(text), f"{file.name}: {text}"


def test_a_word_that_is_explained_is_explained_as_one_of_several() -> None:
    """The glossary has an entry for it, and the entry says so."""
    glossary = tomllib.loads((ROOT / "assets" / "glossary.toml").read_text(encoding="utf-8"))
    for word in EXPLAINED:
        (entry,) = [entry for entry in glossary["term"] if entry["term"] == word]
        assert "more than one" in entry["means"]


def test_no_script_and_no_document_blames_anybody() -> None:
    """What people say in the scripts that ship, and what the documentation says."""
    files = [
        *sorted((ROOT / "levels").rglob("*.script")),
        *sorted((ROOT / "levels").rglob("*.md")),
        *sorted((ROOT / "docs").glob("*.md")),
        *[ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")],
    ]
    for file in files:
        found = BLAME.search(file.read_text(encoding="utf-8"))
        assert found is None, f"{file.relative_to(ROOT)}: {found.group()}"


@pytest.mark.parametrize("play", PLAYS)
@pytest.mark.parametrize("form", FORMATS)
def test_no_report_blames_anybody(play: str, form: str) -> None:
    """A night won, one lost with nothing done, one left in the middle after an early all-clear: in every format."""
    found = BLAME.search(text_of(report(play), form))
    assert found is None, found.group()
