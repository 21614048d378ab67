"""`noerror report` on the command line: formats, files, exit codes, and one or two lines for whatever is wrong."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from game.cli import main
from tests.headless.nights import journal


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOERROR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def _call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    told = capsys.readouterr()
    return code, told.out, told.err


def test_it_goes_to_standard_output_as_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    """Without any option; nothing on standard error."""
    code, out, err = _call(capsys, "report", str(journal("left")))
    assert (code, err) == (0, "")
    assert out.startswith("# DRILL: An empty answer\n")
    assert _call(capsys, "report", str(journal("left")), "-o", "-") == (0, out, "")


def test_the_ending_of_the_file_names_the_format(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Unless one is asked for; nothing is printed, and saying it twice changes nothing."""
    for name, options, begins in (
        ("a.html", (), "<!doctype html>"),
        ("b.json", (), "{"),
        ("c.md", (), "# DRILL"),
        ("d.txt", (), "# DRILL"),
        ("e.md", ("--format", "json"), "{"),
    ):
        for _ in range(2):
            assert _call(capsys, "report", str(journal("left")), "-o", name, *options) == (0, "", "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


def test_a_journal_that_does_not_verify_is_told_up_to_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Exit code 1, and the report itself says so."""
    path = tmp_path / "changed.jsonl"
    path.write_text(journal("left").read_text().replace('"t":320,"who"', '"t":319,"who"'))
    code, out, err = _call(capsys, "report", str(path), "--format", "json")
    assert code == 1
    assert "does not verify: the state differs at" in err
    origin = json.loads(out)["origin"]
    assert not origin["verifies"]
    assert "the state differs at" in origin["differs"]
    assert "This journal does not verify." in _call(capsys, "report", str(path))[1]


def test_a_journal_that_is_cut_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The whole lines are told."""
    path = tmp_path / "cut.jsonl"
    path.write_bytes(journal("left").read_bytes()[:-7])
    code, out, err = _call(capsys, "report", str(path))
    assert (code, err) == (0, "")
    assert "The journal's last line is cut; it is left out." in out


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("report", "JOURNAL"),
        ("report gone.jsonl", "cannot read gone.jsonl"),
        ("report folder", "is a folder; name a journal file"),
        ("report {journal} --format pdf", "pdf"),
        ("report {journal} -o folder", "is a folder; name a file in it, such as"),
        ("report {journal} -o gone/x.html", "there is no folder gone; make it first"),
        ("report {journal} -o {journal}", "exists already and holds something else; name a new file"),
        ("report {old}", "another version of empty-answer"),
        ("report {foreign}", "is not here"),
        ("reprot", 'did you mean "noerror report"'),
    ],
)
def test_what_is_wrong_gets_one_or_two_lines(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str, answer: str
) -> None:
    """Exit code 2; on standard error what is wrong and what to do; the journal stays as it is."""
    (tmp_path / "folder").mkdir()
    before = journal("left").read_bytes()
    header, _, rest = before.decode().partition("\n")
    (tmp_path / "old.jsonl").write_text(json.dumps({**json.loads(header), "content": "00"}) + "\n" + rest)
    foreign = {**json.loads(header), "level": "gone", "path": ""}
    (tmp_path / "foreign.jsonl").write_text(json.dumps(foreign) + "\n" + rest)
    words = line.format(journal=journal("left"), old="old.jsonl", foreign="foreign.jsonl").split()
    code, out, err = _call(capsys, *words)
    assert (code, out) == (2, "")
    assert answer in err
    assert 1 <= len(err.strip().splitlines()) <= 2
    assert "Traceback" not in err
    assert journal("left").read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It is said where to write instead."""
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    code, _, err = _call(capsys, "report", str(journal("left")), "-o", str(folder / "x.md"))
    assert code == 2
    assert "name a file in a folder of your own" in err
