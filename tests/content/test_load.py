"""From files to a Scenario: merging, safety of reading, limits, the fingerprint."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from game.content.load import load_level, read_level
from game.content.problems import LevelError
from game.engine.mechanisms import KINDS
from game.engine.region import Region
from tests.content.sample import SAMPLE, complaints, write

BASE = SAMPLE[SAMPLE.index("[region]") :]
HEAD = SAMPLE[: SAMPLE.index("[region]")]


def small(extra: str = "", base: str = "region") -> str:
    """A level that says only what differs."""
    return HEAD.replace("format = 1\n", f'format = 1\nextends = "{base}"\n') + extra


def extended(folder: Path, extra: str = "") -> Path:
    """A base and a level that extends it."""
    write(folder, "format = 1\n" + BASE, "region")
    return write(folder, small(extra), "night")


def told(path: Path) -> list[str]:
    """The problems of a file, without its folder."""
    return [str(problem).replace(f"{path.parent}/", "") for problem in read_level(path).problems]


def test_a_level_alone_becomes_a_scenario(tmp_path: Path) -> None:
    """Everything that it says arrives."""
    scenario = load_level(write(tmp_path))
    assert (scenario.id, scenario.title, scenario.minutes) == ("harbour", "Harbour lights", 5)
    assert scenario.zero.isoformat() == "2025-10-19T23:48:00-07:00"
    assert scenario.region.zero_s == 23 * 3600 + 48 * 60
    assert [spec.id for spec in scenario.region.components][:2] == ["record", "planner"]
    assert scenario.region.faults[0].id == "slow"
    assert [layer.id for layer in scenario.layers] == ["customers", "data", "base"]
    assert scenario.milestones[1].after == "empty"
    assert scenario.goal.hold_s == 600
    assert scenario.channel.trust == 80
    assert scenario.runbook[0][0] == "record"
    assert scenario.briefing == "It is quiet. You carry the pager."
    assert scenario.path == str(tmp_path / "harbour.toml")
    region = Region(scenario.region, 1, KINDS)
    region.step()


def test_an_extended_base_is_the_same_as_one_file(tmp_path: Path) -> None:
    """Where a table stands makes no difference."""
    assert load_level(extended(tmp_path)).content_hash == load_level(write(tmp_path)).content_hash


def test_tables_merge_by_key_and_arrays_are_replaced(tmp_path: Path) -> None:
    """Only what is named changes."""
    extra = '[component.store.clients.public]\nrate_per_s = 5\n[team.storage]\npeople = ["Kofi"]\n'
    scenario = load_level(extended(tmp_path, extra))
    store = next(spec for spec in scenario.region.components if spec.id == "store")
    assert store.clients["public"].rate_per_s == 5  # type: ignore[attr-defined]
    assert store.clients["public"].timeout_s == 10  # type: ignore[attr-defined]
    assert (scenario.teams[0].people, scenario.teams[0].answers_s) == (("Kofi",), 420)


def test_a_shift_change_is_read_and_decides_a_run(tmp_path: Path) -> None:
    """A level that has one is another than the same without; without, the day people wait for one that has."""
    with_people = SAMPLE.replace("answers_s = 420", 'answers_s = 420\nday_people = ["Nadia"]')
    without = load_level(write(tmp_path, with_people))
    changed = load_level(write(tmp_path, with_people.replace("end_s = 3600", "end_s = 3600\nshift_change_s = 1800")))
    assert (without.shift_change_s, changed.shift_change_s) == (None, 1800)
    assert without.teams == changed.teams
    assert changed.teams[0].day_people == ("Nadia",)
    assert without.content_hash != changed.content_hash


def test_an_entry_can_be_taken_out(tmp_path: Path) -> None:
    """And what refers to it is told."""
    scenario = load_level(extended(tmp_path, "[component.shops]\nremove = true\n[fault.slow]\nremove = true\n"))
    assert "shops" not in [spec.id for spec in scenario.region.components]
    assert scenario.region.faults == ()
    path = extended(tmp_path, "[component.front]\nremove = true\n[component.shop]\nremove = true\n")
    assert told(path) == [
        "night.toml:17:12: there is no component `shop` in the extended file to take out; did you mean `shops`?",
        "region.toml:81:11: there is no component `front`; write one of record, planner, enactor-1, resolvers, store, shops",
    ]


def test_another_kind_replaces_a_component_whole(tmp_path: Path) -> None:
    """None of the old fields are left."""
    extra = '[component.shops]\nkind = "service"\ncapacity_per_s = 1\nbound = 1\nclients = { public = { rate_per_s = 1 } }\n'
    scenario = load_level(extended(tmp_path, extra))
    shops = next(spec for spec in scenario.region.components if spec.id == "shops")
    assert shops.tile is None
    assert shops.kind == "service"  # type: ignore[attr-defined]


def test_a_mistake_is_told_in_the_file_where_it_stands(tmp_path: Path) -> None:
    """The base for what came from the base, the level for what it changed."""
    path = extended(tmp_path, "[component.store]\nbound = -1\n")
    write(tmp_path, "format = 1\n" + BASE.replace("people = 40000", "people = true"), "region")
    first, second = told(path)
    assert first == "night.toml:16:1: `bound`: -1 is out of bounds; write a number from 0 to 1e+12"
    assert second.startswith("region.toml:80:1: `people` is true; write a number from 0 to")


def test_a_base_is_checked_as_a_base(tmp_path: Path) -> None:
    """It needs no title, but must hold together; it cannot be played."""
    extended(tmp_path)
    reading = read_level(tmp_path / "region.toml")
    assert (reading.problems, reading.is_base, reading.components) == ((), True, 7)
    with pytest.raises(LevelError, match="this is a base that levels extend"):
        load_level(tmp_path / "region.toml")


def test_chains_end(tmp_path: Path) -> None:
    """Four files may extend one another; no more, and not in a circle."""
    write(tmp_path, "format = 1\n" + BASE, "base-0")
    for number in range(1, 6):
        write(tmp_path, f'format = 1\nextends = "base-{number - 1}"\n', f"base-{number}")
    write(tmp_path, small(base="base-3"), "night")
    assert told(tmp_path / "night.toml") == []
    write(tmp_path, small(base="base-5"), "night")
    assert "more than 4 files extend one another" in told(tmp_path / "night.toml")[0]
    write(tmp_path, 'format = 1\nextends = "base-2"\n', "base-0")
    write(tmp_path, small(base="base-2"), "night")
    assert "extends itself in the end" in told(tmp_path / "night.toml")[0]


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "region.toml", "", "a/b", "a\\u0000b", "."])
def test_extends_names_no_path(tmp_path: Path, name: str) -> None:
    """Only a file in the same folder, by its id."""
    extended(tmp_path)
    write(tmp_path, small(base=name), "night")
    (line,) = told(tmp_path / "night.toml")
    assert "names a file in the same folder" in line


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    """Neither a base nor a script."""
    outside, folder = tmp_path / "outside", tmp_path / "levels"
    outside.mkdir()
    folder.mkdir()
    write(outside, "format = 1\n" + BASE, "region")
    (outside / "secret").write_text("0:00:00 ack all", encoding="utf-8")
    (folder / "region.toml").symlink_to(outside / "region.toml")
    path = write(folder, small(), "night")
    assert "is a link that leads out of this folder" in told(path)[0]
    path = write(folder, SAMPLE, "harbour")
    (folder / "harbour.secret.script").symlink_to(outside / "secret")
    assert "is a link that leads out of the level's folder" in told(path)[0]


def test_what_is_no_small_text_file_is_refused(tmp_path: Path) -> None:
    """At once, without waiting for a pipe and without reading a device."""
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    big = tmp_path / "big.toml"
    big.write_bytes(b"#" * 300_000)
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b'format = 1\ntitle = "\xe9"\n')
    mark = tmp_path / "mark.toml"
    mark.write_bytes(b"\xef\xbb\xbfformat = 1\n")
    device = tmp_path / "device.toml"
    device.symlink_to("/dev/zero")
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    expected = {
        folder: "1:1: this is a folder",
        pipe: "1:1: this is not a regular file",
        big: "1:1: the file is larger than 256 kB",
        latin: "2:10: this is not UTF-8",
        mark: "1:1: the file begins with a byte order mark",
        device: "1:1: this is no",
        loop: "1:1: this is no path",
        Path("/dev/zero"): "1:1: this is not a regular file",
        Path("/etc/passwd"): "1:1: this is no name for a level file",
        tmp_path / "none.toml": "1:1: there is no such file",
        tmp_path / ("x" * 300 + ".toml"): "1:1: the file cannot be read: file name too long",
        Path("a\0b.toml"): "1:1: ",
    }
    for path, text in expected.items():
        (problem,) = read_level(path).problems
        assert f"{problem.line}:{problem.column}: {problem.text}".startswith(text), problem


def test_unknown_ids_are_told(tmp_path: Path) -> None:
    """With the nearest level."""
    with pytest.raises(LevelError, match="there is no level `empty-anser`; did you mean `empty-answer`"):
        load_level("empty-anser")
    with pytest.raises(LevelError, match="there is no such file"):
        load_level(str(tmp_path / "nowhere.toml"))


def test_scripts_come_along(tmp_path: Path) -> None:
    """By name, as text; broken ones are told."""
    path = write(tmp_path)
    (tmp_path / "harbour.reference.script").write_text("0:01:00  ack all\n", encoding="utf-8")
    (tmp_path / "harbour-2.reference.script").write_text("not ours", encoding="utf-8")
    assert load_level(path).scripts == (("reference", "0:01:00  ack all\n"),)
    (tmp_path / "harbour.bad.script").write_text("ok\n\x1b[2J\n", encoding="utf-8")
    (tmp_path / "harbour.big.script").write_text("#" * 70_000, encoding="utf-8")
    (tmp_path / "harbour.a b.script").write_text("", encoding="utf-8")
    assert [line.partition(";")[0] for line in told(path)] == [
        "harbour.a b.script:1:1: this is no name for a script",
        "harbour.big.script:1:1: the file is larger than 64 kB",
        "harbour.bad.script:2:1: the line is too long or has characters that cannot be typed",
    ]


def test_the_fingerprint_follows_what_decides(tmp_path: Path) -> None:
    """Not comments, blanks, prose or the order of keys; but every figure."""
    original = load_level(write(tmp_path)).content_hash
    same = (
        SAMPLE.replace("[region]", "# a comment\n[region]  "),
        SAMPLE.replace("It is quiet.", "It is very quiet."),
        SAMPLE.replace('name = "us-east-1"\ntick_s = 5', 'tick_s = 5\nname = "us-east-1"'),
        SAMPLE.replace("bound = 20_000", "bound = 20000.0"),
        SAMPLE.replace("nine load balancers", "ten load balancers"),
    )
    for text in same:
        assert text != SAMPLE
        assert load_level(write(tmp_path, text)).content_hash == original
    for old, new in (
        ("bound = 20_000", "bound = 20001"),
        ("until_s = 900", "until_s = 901"),
        ("end_s = 3600", "end_s = 3605"),
        ("answers_s = 420", "answers_s = 421"),
        ("trust = 80", "trust = 81"),
        ("zero = 2025-10-19T23:48", "zero = 2025-10-19T22:48"),
        ("at_most = 0.01", "at_most = 0.02"),
        ("tick_s = 5", "tick_s = 2"),
    ):
        assert load_level(write(tmp_path, SAMPLE.replace(old, new, 1))).content_hash != original, new


def test_a_historical_level_carries_what_was_published(tmp_path: Path) -> None:
    """Acts in seconds from the level's zero, and milestones of the same name with their second."""
    text = SAMPLE.replace('zone = "PDT"', 'zone = "PDT"\nhistory = "2025-10-20"')
    text = text.replace("milestone.empty", "milestone.dns-empty").replace("milestone.back", "milestone.dns-restored")
    text = text.replace('after = "empty"', 'after = "dns-empty"')
    scenario = load_level(write(tmp_path, text))
    acts = {act.milestone: act.at_s for act in scenario.published if act.milestone}
    assert (acts["dns-empty"], acts["dns-restored"], len(acts)) == (0, 157 * 60, 30)
    assert [milestone.published_s for milestone in scenario.milestones] == [0, 157 * 60]
    later = load_level(write(tmp_path, text.replace("T23:48", "T23:58")))
    assert later.published[0].at_s == -600


@pytest.mark.parametrize(
    ("extra", "text"),
    [
        (
            "".join([f'[component.c{n}]\nkind="dns_record"\nname="x"\n' for n in range(1200)]),
            "a level has at most 1,100",
        ),
        ("".join([f"[team.t{n}]\n" for n in range(50)]), "a level has at most 40"),
        (
            "".join(
                [
                    f'[component.s{n}]\nkind="service"\nbound=1\ncapacity_per_s=1\nclients={{a={{rate_per_s=1}}}}\n'
                    + (f"needs={{s{n + 1}={{}}}}\n" if n < 999 else "")
                    for n in range(1000)
                ]
            ),
            "more than 100 components need one another in a row",
        ),
        (
            '[component.x]\nkind="service"\nbound=1\ncapacity_per_s=1\n'
            "clients={a={rate_per_s=1,backoff_s=86400,retries=20}}\n",
            "would not fit into memory",
        ),
    ],
    ids=["components", "teams", "chain", "backoff"],
)
def test_hostile_sizes_are_refused(tmp_path: Path, extra: str, text: str) -> None:
    """Before they cost anything."""
    lines = complaints(tmp_path, SAMPLE + extra)
    assert len(lines) == 1, lines[:3]
    assert text in lines[0]


def test_long_runs_are_refused(tmp_path: Path) -> None:
    """Too many ticks, and too many readings."""
    text = SAMPLE.replace("tick_s = 5", "tick_s = 1").replace("start_s = -600", "start_s = -172800")
    (line,) = complaints(tmp_path, text.replace("end_s = 3600", "end_s = 172800"))
    assert "the run has 345,600 ticks" in line
    extra = "".join([f'[component.c{n}]\nkind="dns_record"\nname="x"\n' for n in range(1050)])
    (line,) = complaints(
        tmp_path, SAMPLE.replace("tick_s = 5", "tick_s = 1").replace("end_s = 3600", "end_s = 90000") + extra
    )
    assert "readings, at most 50,000,000 fit" in line


def test_a_file_full_of_mistakes_is_given_up_on(tmp_path: Path) -> None:
    """Ten thousand dangling names are not all looked up; the last line says so."""
    names = ",".join([f"nobody-{number}=1" for number in range(20)])
    extra = "".join([f'[component.c{n}]\nkind="customers"\npeople=1\nneeds={{{names}}}\n' for n in range(500)])
    lines = complaints(tmp_path, SAMPLE + extra)
    assert len(lines) == 201
    assert lines[-1] == "1:1: more than 200 problems; correct these first, then check again"
