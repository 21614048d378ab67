"""Fixes in a level file: read as the component would be written, and every mistake told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content.load import load_level
from game.engine.fixes import with_fixes
from game.engine.mechanisms.service import ServiceSpec
from tests.content.sample import SAMPLE, complaints, write

FIX = """
[fix.more-room]
title = "More room"
does = "The front has twice the room."
weeks = 2
changes.front = { bound = 10_000, clients = { public = { rate_per_s = 120 } } }
failure = "the front was full"
seen = [{ component = "front", metric = "failing", at_least = 0.5 }]
"""
LINES = len(SAMPLE.splitlines())


def test_a_fix_is_read_with_the_fields_that_it_changes(tmp_path: Path) -> None:
    """A table is merged with what the component has; the level itself stays as it is, and so does its fingerprint."""
    plain = load_level(write(tmp_path))
    level = load_level(write(tmp_path, SAMPLE + FIX))
    assert level.content_hash == plain.content_hash
    assert level.region == plain.region
    assert (plain.fixes, level.fix_weeks) == ((), 8)
    (fix,) = level.fixes
    assert (fix.id, fix.spec.weeks, fix.spec.announced) == ("more-room", 2, False)
    fixed = next(part for part in with_fixes(level.region, level.fixes).components if part.id == "front")
    assert isinstance(fixed, ServiceSpec)
    assert (fixed.bound, fixed.capacity_per_s) == (10_000.0, 500.0)
    assert fixed.clients["public"].rate_per_s == 120.0
    assert fixed.needs["store"].share == 0.5


def test_the_weeks_that_there_are_can_be_set(tmp_path: Path) -> None:
    """At the top of the level."""
    text = SAMPLE.replace("end_s = 3600", "end_s = 3600\nfix_weeks = 3") + FIX
    assert load_level(write(tmp_path, text)).fix_weeks == 3


def test_a_level_can_take_out_what_it_inherits(tmp_path: Path) -> None:
    """As any other entry."""
    write(tmp_path, SAMPLE + FIX, "base")
    text = 'format = 1\nextends = "base"\n[fix.more-room]\nremove = true\n'
    assert load_level(write(tmp_path, text)).fixes == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("changes.front", "changes.frond", "6:9: there is no component `frond`; did you mean `front`?"),
        ("bound = 10_000", "bounds = 10_000", "6:19: `bounds`: it is not known there; did you mean `bound`?"),
        ("bound = 10_000", 'bound = "much"', '6:19: `bound` is the text "much"; write a number from 0'),
        ("bound = 10_000", "bound = -1", "6:19: `bound`: -1 is out of bounds; write a number from 0"),
        ("rate_per_s = 120", "rate_s = 120", "6:58: `rate_s` is not known here; did you mean `rate_per_s`?"),
        ("bound = 10_000", 'kind = "leases"', "6:19: `kind`: a fix cannot change that; write one of"),
        (
            "bound = 10_000",
            "needs = { nobody = { share = 1.0 } }",
            "there is no component `nobody`; write one of",
        ),
        (
            "{ bound = 10_000, clients = { public = { rate_per_s = 120 } } }",
            "{}",
            "6:9: nothing of `front` is changed; write at least one of its fields",
        ),
        ("weeks = 2", "weeks = 0", "5:1: `weeks`: 0 is out of bounds; write a number from 1 to 100"),
        ("weeks = 2\n", "", "2:6: `weeks` is missing; add it: a whole number from 1 to 100"),
        ('failure = "the front was full"\n', "", "7:1: `failure` and `seen` belong together; write both"),
        (
            'metric = "failing", at_least',
            'metric = "fails", at_least',
            "`front` has no reading `fails`; did you mean `failing`?",
        ),
        ('title = "More room"', 'title = ""', "3:1: `title` is empty; write a text"),
        ("fix.more-room", "fix.More", "2:6: `More` is no id; write it in small letters"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    """One problem, at its line, with what to write instead. Lines here count from the fix's own."""
    assert old in FIX
    (found,) = complaints(tmp_path, SAMPLE + FIX.replace(old, new))
    line, _, rest = found.partition(":")
    found = f"{int(line) - LINES}:{rest}"
    assert told in found, found


def test_two_fixes_do_not_change_the_same(tmp_path: Path) -> None:
    """Who chooses both would get one of them."""
    again = FIX.replace("more-room", "even-more")
    told = complaints(tmp_path, SAMPLE + FIX + again)
    assert [line.split(": ", 1)[1] for line in told] == [
        "fix `more-room` sets `bound` of `front` as well; let one of them do it",
        "fix `more-room` sets `clients` of `front` as well; let one of them do it",
    ]


def test_a_region_that_cannot_be_built_with_a_fix_is_told(tmp_path: Path) -> None:
    """Two clients of one kind cannot both launch; the place is the fix's."""
    berths = """
[component.lanterns]
kind = "fleet"
hosts = 100
launcher = "front"
as_client = "lanterns"
[component.boats]
kind = "fleet"
hosts = 100
launcher = "front"
as_client = "boats"
[component.front.clients]
public = { rate_per_s = 100 }
lanterns = { rate_per_s = 0 }
boats = { rate_per_s = 0 }
"""
    text = SAMPLE.replace("clients = { public = { rate_per_s = 100 } }\nneeds", "needs") + berths
    assert complaints(tmp_path, text) == []
    wrong = '[fix.one]\ntitle = "One"\ndoes = "One."\nweeks = 1\nchanges.boats = { as_client = "lanterns" }\n'
    (found,) = complaints(tmp_path, text + wrong)
    assert "with this fix `lanterns` cannot be built: lanterns and boats cannot both launch as the client" in found
    line = (text + wrong).splitlines()[int(found.split(":")[0]) - 1]
    assert line.startswith("changes.boats")
