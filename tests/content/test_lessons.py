"""A lesson in a level file: what a step can say and do, and every mistake told with its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.content.load import load_level
from game.session.helping.level_flaws import flaws
from tests.content.sample import SAMPLE, complaints, write

LESSON = """
[[lesson]]
when = { shown = [{ component = "front", metric = "failing", at_least = 0.5 }] }
says = ["The front fails."]
does = "status front"

[[lesson]]
says = ["Why?"]
ask = [
    { text = "It is full", reply = ["Look at its queue."] },
    { text = "It is slow", reply = ["That would take longer.", "Look again."] },
]
unless = [{ said = ["resolve"] }]

[[lesson]]
says = ["Your turn."]
until = { taken = true }
again = ["Say sev 1."]
shows = "sev 1"
"""
LINES = len(SAMPLE.splitlines())


def test_a_lesson_decides_nothing(tmp_path: Path) -> None:
    """It is read in its order, and the level's fingerprint is the same without it."""
    level = load_level(write(tmp_path, SAMPLE + LESSON))
    assert [step.says[0] for step in level.lesson] == ["The front fails.", "Why?", "Your turn."]
    assert level.lesson[1].ask[1].reply == ("That would take longer.", "Look again.")
    assert level.lesson[2].until is not None
    assert level.lesson[2].until.taken
    assert level.content_hash == load_level(write(tmp_path)).content_hash
    assert flaws(level) == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('says = ["Why?"]', "says = []", "8:1: nobody says more than 3 lines at a time, or none; it has 0"),
        ('says = ["Why?"]', 'says = ["a", "b", "c", "d"]', "8:1: nobody says more than 3 lines at a time"),
        ('"Why?"', f'"{"x" * 71}"', "a line has 1 to 70 characters; it has 71"),
        ('"It is full"', f'"{"x" * 41}"', "an answer has 1 to 40 characters"),
        ('["Look at its queue."]', "[]", "nobody says more than 3 lines at a time, or none"),
        ('says = ["Why?"]', 'says = ["Why?"]\ndoes = "status front"', "a step does one thing"),
        ('again = ["Say sev 1."]\n', "", "the player's turn has `until`, `again` and `shows`; look at `again`"),
        ('shows = "sev 1"\n', "", "the player's turn has `until`, `again` and `shows`; look at `shows`"),
        ("taken = true", "taken = false", "this is always so; write what has to be seen, or leave it out"),
        ('component = "front"', 'component = "frond"', "there is no component `frond`; did you mean `front`?"),
        ('metric = "failing"', 'metric = "feeling"', "no instrument shows `feeling` of it"),
        (", at_least = 0.5", "", "the condition has no bound"),
        ("taken = true", "token = true", "`token`"),
    ],
)
def test_every_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    """One complaint for one mistake."""
    assert old in LESSON
    head, _, rest = told.partition(":")
    if rest and head.isdigit():
        told = f"{LINES + int(head)}:{rest}"
    found = complaints(tmp_path, SAMPLE + LESSON.replace(old, new, 1))
    assert len(found) == 1, found
    assert told in found[0]


def test_one_answer_is_no_question(tmp_path: Path) -> None:
    """Nor are five."""
    one = LESSON.replace('    { text = "It is slow", reply = ["That would take longer.", "Look again."] },\n', "")
    assert "a question has 2 to 4 answers; it has 1" in complaints(tmp_path, SAMPLE + one)[0]


@pytest.mark.parametrize(("line", "told"), [("stutus front", "cannot be said"), ("status Front", "in full")])
def test_what_a_colleague_types_can_be_said_as_it_stands(tmp_path: Path, line: str, told: str) -> None:
    """Else it would be passed over in silence, or not be known again as done."""
    level = load_level(write(tmp_path, SAMPLE + LESSON))
    wrong = replace(level, lesson=(replace(level.lesson[0], does=line), *level.lesson[1:]))
    found = flaws(wrong)
    assert len(found) == 1
    assert "lesson, step 1" in found[0]
    assert told in found[0]
