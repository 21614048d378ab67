"""Objectives in a level file: read as written, out of the fingerprint, and every mistake told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content.load import load_level
from game.engine.objectives import Skill
from tests.content.sample import SAMPLE, complaints, write

OBJECTIVE = """
[objective.look-first]
name = "Look before you touch"
skill = "diagnose"
looks = ["status *"]
clues = ["status front"]
compare = [{ first = { component = "front", metric = "failing" }, second = { component = "record", metric = "errors" } }]
means = [{ text = "The front fails.", shown = [{ component = "front", metric = "failing", at_least = 0.5 }] }]
steps = [{ say = "status front" }, { post = "investigating" }]
"""
LINES = len(SAMPLE.splitlines())


def test_an_objective_is_read_and_decides_nothing(tmp_path: Path) -> None:
    """A level may teach otherwise without making journals invalid."""
    plain = load_level(write(tmp_path))
    level = load_level(write(tmp_path, SAMPLE + OBJECTIVE))
    assert level.content_hash == plain.content_hash
    assert plain.objectives == ()
    (spec,) = level.objectives
    assert (spec.id, spec.skill, spec.looks, spec.after, spec.ended) == (
        "look-first",
        Skill.DIAGNOSE,
        ("status *",),
        "",
        False,
    )
    assert [step.post for step in spec.steps] == [None, "investigating"]
    assert spec.compare[0].second.component == "record"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('skill = "diagnose"', 'skill = "dig"', "one of"),
        (
            'looks = ["status *"]\n',
            "",
            "nothing says when it is met; write `looks`, `lines`, `reached`, `told` or `ended`",
        ),
        ('looks = ["status *"]', 'after = "noon"\nlooks = ["status *"]', "there is no milestone `noon`"),
        ('looks = ["status *"]', 'reached = ["noon"]', "there is no milestone `noon`"),
        ('clues = ["status front"]', "clues = []", "`clues` is empty; write at least one, so that there is a hint"),
        (
            'first = { component = "front"',
            'first = { component = "frond"',
            "there is no component `frond`; did you mean `front`?",
        ),
        ('metric = "errors"', 'metric = "addresses"', "no instrument shows `addresses` of `record`"),
        (', second = { component = "record", metric = "errors" }', "", "`second` is missing"),
        (
            'second = { component = "record", metric = "errors" }',
            'second = { component = "front", metric = "failing" }',
            "both are the same reading",
        ),
        ('text = "The front fails."', 'text = ""', "`text` is empty; write a text"),
        (", at_least = 0.5", "", "the condition has no bound; add at_most, at_least or both"),
        ('{ say = "status front" }', '{ say = "status front", post = "identified" }', "write either `say` or `post`"),
        ('{ say = "status front" }', '{ say = "status front", cause = "dns" }', "only an update names a cause"),
        ('post = "investigating"', 'post = "identified", cause = "moon"', "there is no cause `moon`"),
        ('post = "investigating"', 'post = "solved"', "did you mean `resolved`?"),
        ('name = "Look before you touch"', f'name = "{"x" * 91}"', "`name` takes 91 cells; shorten it to 90"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    """What is wrong, where, and what to write instead."""
    assert OBJECTIVE.count(old) == 1
    (found,) = complaints(tmp_path, SAMPLE + OBJECTIVE.replace(old, new))
    assert told in found
    line = int(found.split(":")[0])
    assert LINES < line <= LINES + 12
