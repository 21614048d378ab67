"""The chain of causes in a level file: what a piece can say, and every mistake told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content.load import load_level
from tests.content.sample import SAMPLE, complaints, write

CHAIN = """
[chain.full]
text = "The front was full"
when = [{ component = "front", metric = "failing", at_least = 0.5 }]

[chain.told]
text = "{name} turned calls away"
logged = "turned away"
by = "fro*"
after = ["full"]
minor = true
"""
LINES = len(SAMPLE.splitlines())


def test_a_chain_decides_nothing(tmp_path: Path) -> None:
    """It is read in its order, and the level's fingerprint is the same without it."""
    level = load_level(write(tmp_path, SAMPLE + CHAIN))
    assert [(piece.id, piece.after, piece.minor) for piece in level.chain] == [
        ("full", (), False),
        ("told", ("full",), True),
    ]
    assert level.chain[0].when[0].at_least == 0.5
    assert level.content_hash == load_level(write(tmp_path)).content_hash


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"The front was full"', '" "', "3:1: `text` is empty; write a text"),
        ('"The front was full"', f'"{"x" * 73}"', "3:1: `text` takes 73 cells; shorten it to 72"),
        ('"The front was full"', '"{name} was full"', "3:1: only a line of a log has a `{name}`"),
        ('"{name} turned', '"{who} turned', "7:1: `{name}` is the only place that a piece can have"),
        ('component = "front"', 'component = "frond"', "there is no component `frond`; did you mean `front`?"),
        ('metric = "failing"', 'metric = "feeling"', "`feeling`"),
        (", at_least = 0.5", "", "the condition has no bound"),
        ('by = "fro*"\n', "", "8:1: `logged` and `by` belong together; write both, or leave both out"),
        ('by = "fro*"', 'by = "back*"', "9:1: there is no component `back*`"),
        ('after = ["full"]', 'after = ["fool"]', "10:10: there is no chain `fool`; write one of full, told"),
        ('after = ["full"]', 'after = ["told"]', "10:1: these pieces wait for one another: told -> told"),
        ('logged = "turned away"\nby = "fro*"\n', "", "a piece is seen in readings or in a log"),
        ("minor = true", "major = true", "`major` is not known here"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    """Each by itself, in the line in which it stands."""
    assert CHAIN.count(old) == 1
    found = complaints(tmp_path, SAMPLE + CHAIN.replace(old, new))
    place, colon, rest = told.partition(":")
    wanted = f"{LINES + int(place)}{colon}{rest}" if place.isdigit() else told
    assert len(found) == 1, found
    assert wanted in found[0]


CIRCLE = """
[chain.left]
text = "Left"
logged = "left"
by = "front"
after = ["first", "right"]

[chain.right]
text = "Right"
logged = "right"
by = "front"
after = ["first", "left"]

[chain.first]
text = "First"
logged = "first"
by = "front"
"""


def test_several_pieces_can_lead_to_one_but_none_to_itself(tmp_path: Path) -> None:
    """A circle is told at each piece of it, and only there."""
    found = complaints(tmp_path, SAMPLE + CIRCLE)
    assert len(found) == 2
    assert "these pieces wait for one another: left -> right -> left; leave one of them out" in found[0]
    assert "these pieces wait for one another: right -> left -> right; leave one of them out" in found[1]
    chain = load_level(write(tmp_path, SAMPLE + CIRCLE.replace(', "right"]', "]"))).chain
    assert [piece.after for piece in chain] == [("first",), ("first", "left"), ()]


def test_an_owner_of_a_fix_is_a_team(tmp_path: Path) -> None:
    """A team of the level, by its id."""
    fix = '\n[fix.x]\ntitle = "X"\ndoes = "It does."\nweeks = 1\nowner = "%s"\n'
    team = '\n[team.front]\nname = "Front"\npeople = ["Ada"]\nanswers_s = 60\n'
    (kept,) = load_level(write(tmp_path, SAMPLE + team + fix % "front")).fixes
    assert kept.spec.owner == "front"
    (found,) = complaints(tmp_path, SAMPLE + team + fix % "frond")
    assert "there is no team `frond`; did you mean `front`?" in found
