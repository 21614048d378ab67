"""The prelude: a script of the level's own folder, told line by line if it cannot be one."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.cli import main
from game.content.load import load_level, read_level
from tests.content.sample import SAMPLE, write

LEVEL = SAMPLE.replace("take_over_s = 0", 'take_over_s = 1200\nprelude = "harbour.before.script"')
SCRIPT = """# the evening
-0:05:00  page storage
  0:10:00   post investigating store "We are looking." next 20

0:20:00  ack all
1:00:00  resolve
"""


def told(folder: Path, level: str = LEVEL, script: str | None = SCRIPT) -> list[str]:
    """The problems of a level with a prelude, without its folder."""
    path = write(folder, level)
    if script is not None:
        (folder / "harbour.before.script").write_text(script, encoding="utf-8")
    return [str(problem).replace(f"{folder}/", "") for problem in read_level(path).problems]


def test_its_lines_before_the_takeover_are_read(tmp_path: Path) -> None:
    """In the order of their times, each with its place; what comes later is somebody else's."""
    assert told(tmp_path) == []
    prelude = load_level(tmp_path / "harbour.toml").prelude
    assert prelude is not None
    assert [(row.number, row.column, row.second) for row in prelude.rows] == [(2, 11, -300), (3, 13, 600)]
    assert prelude.rows[1].line == 'post investigating store "We are looking." next 20'
    assert prelude.path == str(tmp_path / "harbour.before.script")
    assert load_level(write(tmp_path, SAMPLE)).prelude is None


def test_it_may_be_another_levels_script(tmp_path: Path) -> None:
    """Two levels share one night."""
    (tmp_path / "long-night.history.script").write_text(SCRIPT, encoding="utf-8")
    scenario = load_level(write(tmp_path, LEVEL.replace("harbour.before", "long-night.history")))
    assert scenario.prelude is not None
    assert len(scenario.prelude.rows) == 2
    assert scenario.scripts == ()


def test_it_decides_a_run(tmp_path: Path) -> None:
    """What it says and when is in the fingerprint; remarks, and what comes after the takeover, are not."""
    hashes = []
    for script in (
        SCRIPT,
        "# another\n" + SCRIPT,
        SCRIPT.replace("1:00:00", "1:01:00"),
        SCRIPT.replace("-0:05", "-0:04"),
    ):
        assert told(tmp_path, script=script) == []
        hashes.append(load_level(tmp_path / "harbour.toml").content_hash)
    assert hashes[0] == hashes[1] == hashes[2]
    assert hashes[0] != hashes[3]


@pytest.mark.parametrize(
    ("script", "problems"),
    [
        (
            "0:05:00  ack all\n  soon  ack all\n0:06:00\n",
            [
                'harbour.before.script:2:3: "soon" is no time; write H:MM:SS and a console line, such as 0:05:00 ack all',
                "harbour.before.script:3:1: nothing is said at 0:06:00; write a console line behind it",
            ],
        ),
        (
            "-0:20:00  ack all\n0:05:00  ack all\n",
            ["harbour.before.script:1:1: -0:20:00 is before the region begins; write a time from start_s = -600 on"],
        ),
        (
            "0:30:00  ack all\n",
            [
                "harbour.toml:12:1: nothing in `harbour.before.script` comes before take_over_s = 1200; "
                "name another script or none"
            ],
        ),
        (
            "0:05:00  ack all\x1b[2J\n",
            [
                "harbour.before.script:1:1: the line is too long or has characters that cannot be typed; "
                "write it in plain words"
            ],
        ),
    ],
    ids=["no-time", "too-early", "nothing-before", "unclean"],
)
def test_what_is_wrong_inside_is_told_with_its_place(tmp_path: Path, script: str, problems: list[str]) -> None:
    """File, line, column, what is wrong, what to write."""
    assert told(tmp_path, script=script) == problems


@pytest.mark.parametrize(
    "name", ["../harbour.before.script", "/etc/passwd", "before.script", "harbour.toml", "a.b.c.script", "x..script"]
)
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing outside of the folder is ever looked at."""
    assert told(tmp_path, LEVEL.replace("harbour.before.script", name)) == [
        "harbour.toml:12:1: `prelude` names a script in this folder, without a path; "
        "write it like long-night.history.script"
    ]


def test_a_script_that_is_not_there_or_leads_out_is_refused(tmp_path: Path) -> None:
    """The nearest name is offered; a link out of the folder is not followed."""
    folder = tmp_path / "levels"
    folder.mkdir()
    (folder / "harbour.befor.script").write_text(SCRIPT, encoding="utf-8")
    assert told(folder, script=None) == [
        "harbour.toml:12:1: there is no `harbour.before.script` in this folder; did you mean `harbour.befor.script`?"
    ]
    (folder / "harbour.befor.script").unlink()
    outside = tmp_path / "outside.script"
    outside.write_text(SCRIPT, encoding="utf-8")
    (folder / "harbour.before.script").symlink_to(outside)
    found = told(folder, script=None)
    assert (
        "harbour.toml:12:1: `harbour.before.script` is a link that leads out of this folder; copy the file here"
        in found
    )


def test_check_reads_its_lines_as_the_console_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What nobody can say is told with its place, by `check` and by `run`."""
    assert told(tmp_path, script=SCRIPT + "0:11:00  fly away\n") == []
    assert main(["check", str(tmp_path / "harbour.toml")]) == 1
    assert "harbour.before.script:7:10: " in capsys.readouterr().err
    assert main(["run", str(tmp_path / "harbour.toml")]) == 2
    assert "harbour.before.script:7:10: " in capsys.readouterr().err
    assert told(tmp_path) == []
    assert main(["check", str(tmp_path / "harbour.toml")]) == 0
