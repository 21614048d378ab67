"""What an author is told: each typical mistake, and every line that `noerror check` prints for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.mechanisms import MECHANISMS
from tests.content.sample import SAMPLE, complaints

KINDS = ", ".join([kind.kind for kind in MECHANISMS])

# What is replaced by what, and what must be said: `line:column: text`.
MISTAKES: list[tuple[str, str, list[str]]] = [
    ("format = 1\n", "", ["1:1: `format` is missing; write format = 1 as the first line"]),
    ("format = 1", "format = 2", ["1:1: `format` is the number 2; this game reads format = 1"]),
    ("format = 1", "format = true", ["1:1: `format` is true; this game reads format = 1"]),
    ('title = "Harbour lights"', "title = Harbour lights", ["2:9: this is not TOML: invalid value; correct this line"]),
    ('title = "Harbour lights"\n', "", ["1:1: `title` is missing; add it: a text in quotes"]),
    ('title = "Harbour lights"', "title = 7", ["2:1: `title` is the number 7; write a text in quotes"]),
    (
        'title = "Harbour lights"',
        'titel = "Harbour lights"',
        ["1:1: `title` is missing; add it: a text in quotes", "2:1: `titel` is not known here; did you mean `title`?"],
    ),
    (
        'title = "Harbour lights"',
        'title = "Harbour \\u001b[2J lights"',
        ["2:1: the text has a character that cannot be drawn in one cell (U+001B); take it out"],
    ),
    (
        'title = "Harbour lights"',
        'title = "Harbour \\u202elights"',
        ["2:1: the text has a character that cannot be drawn in one cell (U+202E); take it out"],
    ),
    (
        'title = "Harbour lights"',
        'title = "灯台"',
        ["2:1: the text has a character that cannot be drawn in one cell (U+706F); take it out"],
    ),
    ('title = "Harbour lights"', 'title = ""', ["2:1: `title` is empty; write a text"]),
    ('title = "Harbour lights"', 'title = "a\\nb"', ["2:1: `title` has a line end in it; write it on one line"]),
    ("minutes = 5", "minutes = 5.0", ["4:1: `minutes` is the number 5.0; write a whole number from 1 to 180"]),
    ("minutes = 5", 'minutes = "5"', ['4:1: `minutes` is the text "5"; write a whole number from 1 to 180']),
    ("minutes = 5", "minutes = 900", ["4:1: `minutes`: 900 is out of bounds; write a number from 1 to 180"]),
    (
        "minutes = 5",
        "minutes = 1000000000000000000000000000000",
        ["4:1: the number is too large; write one up to 1,000,000,000,000"],
    ),
    ("minutes = 5", "minutes = inf", ["4:1: inf and nan are no amounts; write a plain number"]),
    (
        "minutes = 5",
        "minutes = 5\nminutes = 6",
        ["5:12: this is not TOML: cannot overwrite a value; correct this line"],
    ),
    (
        'learn = ["look first"]',
        'learn = "look first"',
        ['8:1: `learn` is the text "look first"; write an array, each item a text in quotes'],
    ),
    ('learn = ["look first"]', 'learn = ["look first", 7]', ["8:24: `learn` is the number 7; write a text in quotes"]),
    (
        "zero = 2025-10-19T23:48:00-07:00",
        "zero = 2025-10-19T23:48:00",
        ["9:1: the time has no offset; write it like 2025-10-19T23:48:00-07:00"],
    ),
    (
        "zero = 2025-10-19T23:48:00-07:00",
        'zero = "tonight"',
        ['9:1: `zero` is the text "tonight"; write a date and time with an offset, such as 2025-10-19T23:48:00-07:00'],
    ),
    (
        'zone = "PDT"',
        "zone = 07:00:00",
        ["10:1: a date or time stands here; put it in quotes if it is meant as a text"],
    ),
    ("tick_s = 5", "tick_s = 3", ["16:1: `tick_s` is the number 3; write one of 1, 2, 5"]),
    ("tick_s = 5", 'tick_s = "5"', ['16:1: `tick_s` is the text "5"; write one of 1, 2, 5']),
    (
        "tick_s = 5",
        'tick_s = 5\nhistory = "2025-10-20"',
        ["17:1: `history` is not known here; write one of name, tick_s, start_s"],
    ),
    (
        'zone = "PDT"',
        'zone = "PDT"\nhistory = "2025-10-21"',
        ["11:1: there is no history `2025-10-21`; did you mean `2025-10-20`?"],
    ),
    (
        "start_s = -600",
        "start_s = -599",
        [
            "17:1: `start_s` falls between two ticks of 5 s; write a multiple of 5",
            "123:1: the fault begins before the region does; write a second from start_s = -599 on",
        ],
    ),
    (
        "take_over_s = 0",
        "take_over_s = -600",
        ["11:1: the player takes over before the region begins; write a second after start_s = -600"],
    ),
    (
        "end_s = 3600",
        "end_s = -5",
        ["12:1: the level ends before the player takes over; write a second after take_over_s = 0"],
    ),
    ("end_s = 3600", "end_s = 3601", ["12:1: `end_s` falls between two ticks of 5 s; write a multiple of 5"]),
    (
        "[layer.base]",
        "[layers.base]",
        [
            "29:2: `layers` is not known here; did you mean `layer`?",
            "40:1: there is no layer `base`; write one of customers, data",
        ],
    ),
    (
        "[layer.base]",
        "[layer.Base]",
        [
            "29:8: `Base` is no id; write it in small letters, digits and hyphens, at most 40 characters",
            "40:1: there is no layer `base`; did you mean `Base`?",
        ],
    ),
    ('short = "base"', 'short = "found"', ["31:1: `short` takes 5 cells; shorten it to 4"]),
    (
        "rows = [6, 7]",
        "rows = [5, 7]",
        [
            "32:9: row 5 belongs to layer `data` already; give each row to one layer",
            "41:1: row 6 does not belong to layer `base`; its rows are 5, 7",
        ],
    ),
    ("rows = [6, 7]", "rows = [6, 8]", ["32:12: `rows`: 8 is out of bounds; write a number from 0 to 7"]),
    ('kind = "dns_record"\n', "", ["34:12: `kind` is missing; add it: one of ..."]),
    (
        'kind = "dns_record"',
        'kind = "dns-record"',
        ['35:1: `kind` is the text "dns-record"; did you mean `dns_record`?'],
    ),
    ('kind = "dns_record"', "kind = 5", ["35:1: `kind` is the number 5; write one of ..."]),
    ('owner = "storage"\n\n', 'owner = "storaga"\n\n', ["37:1: there is no team `storaga`; did you mean `storage`?"]),
    ('layer = "base"', 'layer = "bass"', ["40:1: there is no layer `bass`; did you mean `base`?"]),
    (
        "row = 6",
        "row = 5",
        [
            "41:1: row 5 does not belong to layer `base`; its rows are 6, 7",
            "74:1: row 5, column 0 is where `record` stands; give each tile its own cell",
        ],
    ),
    ("row = 6", "row = 9", ["41:1: `row`: 9 is out of bounds; write a number from 0 to 7"]),
    (
        'column = 0\nname = "Store"',
        'colum = 0\nname = "Store"',
        [
            "72:18: `column` is missing; add it: a whole number from 0 to 4",
            "75:1: `colum` is not known here; did you mean `column`?",
        ],
    ),
    ('name = "DNS record"', 'name = "The DNS record"', ["43:1: `name` takes 14 cells; shorten it to 10"]),
    ('short = "Record"', 'short = "DNSrecord"', ["44:1: `short` takes 9 cells; shorten it to 8"]),
    (
        "row = 0\ncolumn = 1",
        "row = 1\ncolumn = 1\nrow = 1",
        ["99:8: this is not TOML: cannot overwrite a value; correct this line"],
    ),
    (
        'layer = "customers"\nrow = 0\ncolumn = 1',
        'layer = "data"\nrow = 5\ncolumn = 0',
        ["97:1: row 5, column 0 is where `store` stands; give each tile its own cell"],
    ),
    ('metric = "errors"', 'metric = "error"', ["45:1: `record` has no reading `error`; did you mean `errors`?"]),
    (
        'record = "record"\n\n[component.enactor-1]',
        'record = "rekord"\n\n[component.enactor-1]',
        ["49:1: there is no component `rekord`; did you mean `record`?"],
    ),
    (
        'record = "record"\n\n[component.enactor-1]',
        'record = "store"\n\n[component.enactor-1]',
        ["49:1: `store` is of kind service, but kind dns_record is needed here; write `record`"],
    ),
    ('planner = "planner"\n', "", ["51:12: `planner` is missing; add it: a text in quotes"]),
    ("timeout_s = 10", "timeout_s = 9.9", ["69:1: a client would give up within two ticks of 5 s; write at least 10"]),
    ("timeout_s = 10", "timeout_s = 0", ["69:1: `timeout_s`: 0 is out of bounds; write a number from 0.1 to 86400"]),
    ("timeout_s = 10", "timout_s = 10", ["69:1: `timout_s` is not known here; did you mean `timeout_s`?"]),
    (
        "rate_per_s = 700.5",
        'rate_per_s = "many"',
        ['68:1: `rate_per_s` is the text "many"; write a number from 0 to 1_000_000_000'],
    ),
    (
        'through = "resolvers"',
        'through = "planner"',
        ["70:1: `planner` is of kind dns_planner, but kind resolvers is needed here; write `resolvers`"],
    ),
    (
        'alarm = "{value} of calls fail"',
        'alarm = "{value:>99999999} of calls fail"',
        ["81:1: the text has braces of its own; {value} is the only place that is filled in, leave the others out"],
    ),
    ("clients = { public = { rate_per_s = 100 } }", "clients = { }", ["87:1: `clients` is empty; write at least one"]),
    (
        "clients = { public = { rate_per_s = 100 } }",
        "clients = { public = 5 }",
        ["87:13: `public` is the number 5; write a table with rate_per_s"],
    ),
    (
        "needs = { store = { share = 0.5 } }",
        "needs = { store = { share = 50 } }",
        ["88:21: `share`: 50 is out of bounds; write a number from 0 to 1"],
    ),
    (
        "needs = { store = { share = 0.5 } }",
        "needs = { stor = { share = 0.5 } }",
        ["88:11: there is no component `stor`; did you mean `store`?"],
    ),
    (
        "needs = { store = { share = 0.5 } }",
        "needs = { front = { share = 0.5 } }",
        ["88:1: these components need each other in a circle: front -> front; leave one of these needs out"],
    ),
    (
        "bound = 20_000",
        "bound = 20_000\nneeds = { front = {} }",
        ["66:1: these components need each other in a circle: store -> front -> store; leave one of these needs out"],
    ),
    ('people = ["Mara", "Tobias"]', "people = []", ["105:1: nobody is in this team; write at least one name"]),
    (
        "answers_s = 420",
        'answers_s = 420\nday_people = ["Nadia", "Mara"]',
        ["107:24: Mara is one of the night's people already; write somebody else's name"],
    ),
    ("answers_s = 420", 'answers_s = 420\nday_people = [""]', ["107:15: `day_people` is empty; write a text"]),
    (
        "end_s = 3600",
        "end_s = 3600\nshift_change_s = 1800",
        ["13:1: nobody comes with the day shift; write the `day_people` of a team, or leave `shift_change_s` out"],
    ),
    (
        "end_s = 3600",
        "end_s = 3600\nshift_change_s = 3600",
        ["13:1: the shift changes outside the level; write a second from -600 to 3599"],
    ),
    ('people = ["Mara", "Tobias"]', 'people = ["Mara", ""]', ["105:19: `people` is empty; write a text"]),
    ("answers_s = 420", "answers_s = 0", ["106:1: `answers_s`: 0 is out of bounds; write a number from 1 to 86400"]),
    ("trust = 80", "trust = 101", ["109:1: `trust`: 101 is out of bounds; write a number from 0 to 100"]),
    ("true = true", 'true = "yes"', ['113:1: `true` is the text "yes"; write true or false']),
    ("true = true\n", "", ["111:8: `true` is missing; add it: true or false"]),
    (
        'effect = "loses_locks"',
        'effect = "looses_locks"',
        ["122:1: a dns_enactor has no effect `looses_locks`; did you mean `loses_locks`?"],
    ),
    (
        'component = "enactor-1"',
        'component = "planner"',
        ["122:1: nothing can be laid on a dns_planner; leave this fault out"],
    ),
    (
        "until_s = 900",
        "until_s = 900\nvalue = 50",
        ["125:1: `value` is 50, too much of `loses_locks`; write a number from 0 to 1"],
    ),
    ("until_s = 900", "until_s = -900", ["124:1: the fault ends before it begins; write a second after from_s = -600"]),
    (
        "from_s = -600",
        "from_s = -700",
        ["123:1: the fault begins before the region does; write a second from start_s = -600 on"],
    ),
    ("at_most = 0 }", "}", ["128:9: the condition has no bound; add at_most, at_least or both"]),
    (
        "at_most = 0 }",
        "at_most = 0, at_least = 1 }",
        ["128:68: no value is both; write an at_least that is not above at_most"],
    ),
    (
        "at_most = 0 }",
        "below = 0 }",
        ["128:55: `below` is not known here; write one of component, metric, at_most, at_least"],
    ),
    ('after = "empty"\n\n[[', 'after = "emtpy"\n\n[[', ["133:1: there is no milestone `emtpy`; did you mean `empty`?"]),
    (
        'name = "The record is empty"',
        'name = "The record is empty"\nafter = "back"',
        [
            "128:1: these milestones wait for one another: empty -> back -> empty; leave one `after` out",
            "134:1: these milestones wait for one another: back -> empty -> back; leave one `after` out",
        ],
    ),
    ("[[change]]", "[change]", ["135:2: `change` is a table; write [[change]] above the fields of each entry"]),
    (
        'component = "store"\ntext',
        'component = "stor"\ntext',
        ["137:1: there is no component `stor`; did you mean `store`?"],
    ),
    (
        'healthy = [{ component = "store", metric = "failing", at_most = 0.01 }]',
        "healthy = []",
        ["142:1: no condition says when the region is healthy; write at least one"],
    ),
    (
        'metric = "failing", at_most = 0.01 }',
        'metric = "fails", at_most = 0.01 }',
        ["142:35: `store` has no reading `fails`; did you mean `failing`?"],
    ),
    ("hold_s = 600", "hold_s = 601", ["143:1: `hold_s` is no whole number of ticks of 5 s; write a multiple of 5"]),
    (
        '[goal]\nafter = "empty"',
        '[goal]\nafter = "full"',
        ["141:1: there is no milestone `full`; write one of empty, back"],
    ),
    (
        "nothing = 1000",
        "nothing = 10",
        ["146:1: doing nothing costs no more than the reference play; measure `nothing` and `reference` again"],
    ),
    ("[par]", "[parr]", ["145:2: `parr` is not known here; did you mean `par`?"]),
    (
        "[team.storage]",
        '[team.storage]\nid = "storage"',
        ["104:1: the id of an entry is the name of its table; leave `id` out"],
    ),
    (
        "[team.storage]",
        "[team.storage]\nremove = true",
        [
            "37:1: there is no team `storage`; leave it out",
            "63:1: there is no team `storage`; leave it out",
            "104:1: `storage` is taken out here; leave its other fields out",
        ],
    ),
    (
        "[component.shops]",
        '[component."sh\\u001bops"]',
        [
            "90:12: this key has characters that no key has; write letters, digits and hyphens, at most 60",
            "95:12: `kind` is missing; add it: one of ...",
        ],
    ),
    (
        'zone = "PDT"',
        'zone = "PDT"\nextends = "../etc/passwd"',
        ['11:1: `extends` names a file in the same folder, without path and ending; write extends = "us-east-1"'],
    ),
    (
        'zone = "PDT"',
        'zone = "PDT"\nextends = "harbour"',
        ["11:1: `harbour` extends itself in the end; extend another file, or none"],
    ),
    (
        'zone = "PDT"',
        'zone = "PDT"\nextends = "harbor"',
        ["11:1: there is no `harbor.toml` in this folder; did you mean `harbour`?"],
    ),
    (
        'zone = "PDT"',
        'zone = "PDT"\nx = [[[[[[[[[[[[[]]]]]]]]]]]]]',
        ["11:17: tables and arrays are nested too deeply; nest at most 12 of them"],
    ),
]


def test_the_sample_is_sound(tmp_path: Path) -> None:
    """Nothing to say about it."""
    assert complaints(tmp_path, SAMPLE) == []


@pytest.mark.parametrize(("old", "new", "expected"), MISTAKES, ids=[f"{new!r}"[:60] for _, new, _ in MISTAKES])
def test_a_mistake_is_named_with_its_place_and_remedy(tmp_path: Path, old: str, new: str, expected: list[str]) -> None:
    """One mistake in the sample, all that is said."""
    assert SAMPLE.count(old) >= 1
    told = [line.replace(KINDS, "...") for line in complaints(tmp_path, SAMPLE.replace(old, new, 1))]
    assert told == expected


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    """Nobody has to correct and check, correct and check."""
    text = SAMPLE
    expected = 0
    for old, new in (
        ('title = "Harbour lights"', "title = 7"),
        ("tick_s = 5", "tick_s = 3"),
        ('short = "base"', 'short = "found"'),
        ("row = 6", "row = 9"),
        ("rate_per_s = 700.5", 'rate_per_s = "many"'),
        ("people = 40000", "peeple = 40000"),
        ("needs = { front = 0.9 }", "needs = { frond = 0.9 }"),
        ('effect = "loses_locks"', 'effect = "looses_locks"'),
        ("hold_s = 600", "hold_s = 0"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
        expected += 1
    told = complaints(tmp_path, text)
    assert (
        len(told) == expected
    )  # `people` is missing where `peeple` is unknown; `frond` waits until both are corrected
    assert [int(line.split(":")[0]) for line in told] == sorted(int(line.split(":")[0]) for line in told)
