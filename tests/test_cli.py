"""The command line: a contract. Right exit codes, one or two lines for whatever is wrong, never a traceback."""

from __future__ import annotations

import argparse
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from game import __version__
from game.cli import main
from game.content.load import load_level
from game.engine.scenario import Scenario
from game.headless.arguments import parser
from game.paths import levels_path
from game.session.journal import JournalError
from game.session.seat import Seat
from game.stage import Stage
from game.tui.screens.house import LeftRun, Pending

ROOT = Path(__file__).resolve().parents[1]
RECORD = "dynamodb.us-east-1.amazonaws.com"
SCRIPT = f"# a start\n0:03:00  ack all\n0:04:00  dig {RECORD}\n0:05:00  dns automation off\n"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOERROR_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


def _call(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    told = capsys.readouterr()
    return code, told.out, told.err


def _process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "game", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=60, **options)


def _script(tmp_path: Path, text: str = SCRIPT) -> str:
    path = tmp_path / "night.script"
    path.write_text(text)
    return str(path)


# What it prints.


def test_run_prints_the_object_of_the_contract(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """All keys, and their kinds."""
    code, out, err = _call(capsys, "run", "empty-answer", "--script", _script(tmp_path), "--until", "0:10:00", "--json")
    assert (code, err) == (0, "")
    result = json.loads(out)
    assert result["level"] == "empty-answer"
    assert result["seed"] == 1
    assert result["engine"] == __version__
    assert result["elapsed_s"] == 600 - load_level("empty-answer").take_over_s
    assert result["outcome"] == "unfinished"
    assert result["milestones"] == {
        "dns-empty": 0,
        "dns-restored": None,
        "dynamodb-recovered": None,
        "lambda-sqs-backlog-done": None,
    }
    assert set(result["impact"]) == {"customer_minutes", "weighted", "by_sector"}
    assert 0 <= result["score"]["total"] <= 100
    assert {"total", "grade", "parts"} <= set(result["score"])
    assert [action["say"] for action in result["actions"]] == ["ack all", "dns automation off"]
    assert result["posts"] == []
    assert len(result["state_hash"]) == 16


def test_replay_prints_the_same_object(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The journal of a run, run again, is that run to the last character."""
    journal = str(tmp_path / "night.jsonl")
    arguments = ("run", "empty-answer", "--script", _script(tmp_path), "--until", "0:20:00", "--seed", "4")
    _, ran, _ = _call(capsys, *arguments, "--journal", journal, "--json")
    code, replayed, err = _call(capsys, "replay", journal, "--json")
    assert (code, err) == (0, "")
    assert replayed == ran
    code, story, _ = _call(capsys, "replay", journal)
    assert code == 0
    assert "dns automation off" in story


def test_a_script_may_come_from_standard_input_or_from_the_level(tmp_path: Path) -> None:
    """`-`, and the names of the scripts that ship with the level."""
    done = _process("run", "empty-answer", "--script", "-", "--until", "0:05:00", "--json", input=SCRIPT)
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["actions"]) == 2
    done = _process("run", "empty-answer", "--script", "reference", "--until", "0:01:00", "--json")
    assert done.returncode == 0, done.stderr


def test_expecting_a_win_answers_no_without_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1: the answer is no."""
    assert _call(capsys, "run", "empty-answer", "--until", "0:00:30", "--expect", "win")[0] == 1


def test_a_refused_line_is_told_and_the_run_goes_on(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """As it would be for somebody who typed it: file, line, time, why."""
    script = _script(tmp_path, "0:05:00 dns automation on\n0:06:00 sev 1\n")
    code, out, err = _call(capsys, "run", "empty-answer", "--script", script, "--until", "0:07:00", "--json")
    assert code == 0
    assert "night.script:1: at 0:05:00 refused: The DNS automation is already on." in err
    assert [action["say"] for action in json.loads(out)["actions"]] == ["sev 1"]


def test_levels_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    """For people and as JSON with the promised keys."""
    code, out, _ = _call(capsys, "levels", "--json")
    assert code == 0
    listed = {level["id"]: level for level in json.loads(out)}
    assert {"id", "title", "minutes", "path"} <= set(listed["empty-answer"])
    assert "empty-answer" in _call(capsys, "levels")[1]


def test_check_says_yes_to_what_ships(capsys: pytest.CaptureFixture[str]) -> None:
    """Level and base."""
    code, out, err = _call(capsys, "check", "empty-answer", str(ROOT / "levels"))
    assert (code, err) == (0, "")
    assert out.count("valid") >= 2


def test_doctor_names_versions_and_folders(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What somebody would be asked for in a bug report; nothing is created."""
    code, out, _ = _call(capsys, "doctor")
    assert code == 0
    for word in (__version__, "textual", "pydantic", str(tmp_path / "home"), "writable"):
        assert word in out
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("command", ["", "play", "run", "replay", "levels", "check", "doctor"])
def test_help_teaches(capsys: pytest.CaptureFixture[str], command: str) -> None:
    """Every command has help; those with arguments show examples."""
    code, out, err = _call(capsys, *command.split(), "--help")
    assert (code, err) == (0, "")
    assert "usage: noerror" in out
    if command not in ("levels", "doctor"):
        assert "examples:" in out


# What is wrong.


def _bad_toml(tmp_path: Path) -> str:
    path = tmp_path / "broken.toml"
    path.write_text('title = "half')
    return str(path)


def _folder(tmp_path: Path) -> str:
    path = tmp_path / "folder"
    path.mkdir()
    return str(path)


BAD_USAGE: tuple[tuple[str, int, str], ...] = (
    ("rnu", 2, 'did you mean "noerror run"'),
    ("empty-answer", 2, "noerror play empty-answer"),
    ("run", 2, "LEVEL"),
    ("run no-such-level", 2, "no level `no-such-level`"),
    ("run nosuch.toml", 2, "nosuch.toml"),
    ("run {bad}", 2, "broken.toml:1"),
    ("run {folder}", 2, "folder"),
    ("run us-east-1", 2, "base"),
    ("run empty-answer --seed x", 2, '"x" is no whole number'),
    ("run empty-answer --seed 1e3", 2, "is no whole number"),
    ("run empty-answer --seed 99999999999999999999", 2, "too large"),
    ("run empty-answer --until soon", 2, "is no time"),
    ("run empty-answer --until 99:00:00", 2, "outside of this night"),
    ("run empty-answer --expect magic", 2, "magic"),
    ("run empty-answer --script nosuch.script", 2, "cannot read the script nosuch.script"),
    ("run empty-answer --script {folder}", 2, "cannot read the script"),
    ("run empty-answer --script {binary}", 2, "not a text file"),
    ("run empty-answer --script {script}", 2, 'night.script:1: "soon" is no time'),
    ("run empty-answer --journal {bad}", 2, "exists already"),
    ("run empty-answer --journal {bad}/x.jsonl", 2, "cannot be written"),
    ("run empty-answer --frobnicate", 2, "--frobnicate"),
    ("replay nosuch.jsonl", 2, "cannot read nosuch.jsonl"),
    ("replay {folder}", 2, "is a folder"),
    ("replay {bad}", 2, "not a journal"),
    ("replay {binary}", 2, "not a journal"),
    ("replay {empty}", 2, "is empty"),
    ("replay {cut}", 2, "cut within its first line"),
    ("replay {foreign}", 2, "is not here"),
    ("replay {old}", 2, "another version of empty-answer"),
    ("replay {future}", 2, "format 9"),
    ("check", 2, "PATH"),
    ("check nosuch.toml", 2, "nosuch.toml"),
    ("check {bad}", 1, "broken.toml:1"),
    ("play no-such-level", 2, "terminal"),
    ("play", 2, "needs a terminal"),
    ("", 2, "needs a terminal"),
    ("play --speed 7", 2, "7"),
    ("play --lang xx", 2, "xx"),
)

_HEADER = '{{"noerror":{format},"level":"{level}","content":"00","seed":1,"language":"en","version":"0","path":""}}\n'


@pytest.mark.parametrize(("line", "code", "answer"), BAD_USAGE, ids=[line or "(nothing)" for line, _, _ in BAD_USAGE])
def test_bad_input_gets_one_or_two_lines(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, line: str, code: int, answer: str
) -> None:
    """The right exit code; on standard error what is wrong and what to do; no traceback, nothing on standard output."""
    files = {
        "bad": _bad_toml(tmp_path),
        "folder": _folder(tmp_path),
        "script": _script(tmp_path, "soon ack all"),
        "binary": str(tmp_path / "binary"),
        "empty": str(tmp_path / "empty"),
    }
    Path(files["binary"]).write_bytes(bytes(range(128, 256)) + b"\n")
    Path(files["empty"]).touch()
    for name, text in (
        ("cut", '{"noerror":1,"lev'),
        ("foreign", _HEADER.format(format=1, level="gone")),
        ("old", _HEADER.format(format=1, level="empty-answer")),
        ("future", _HEADER.format(format=9, level="empty-answer")),
    ):
        files[name] = str(tmp_path / f"{name}.jsonl")
        Path(files[name]).write_text(text)
    got, out, err = _call(capsys, *[word.format(**files) for word in line.split()])
    assert got == code, err
    assert answer in err
    assert out == ""
    assert 1 <= len(err.strip().splitlines()) <= 2
    assert "Traceback" not in err


def test_a_journal_that_does_not_verify_answers_no(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Exit code 1, and the first minute that differs."""
    journal = tmp_path / "night.jsonl"
    _call(capsys, "run", "empty-answer", "--script", _script(tmp_path), "--until", "0:10:00", "--journal", str(journal))
    journal.write_text(journal.read_text().replace('"t":180,"who"', '"t":181,"who"'))
    code, out, err = _call(capsys, "replay", str(journal), "--json")
    assert code == 1
    assert "does not verify: the state differs at 0:04:00" in err
    assert json.loads(out)["level"] == "empty-answer"


def test_a_journal_that_is_cut_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The whole lines are replayed."""
    journal = tmp_path / "night.jsonl"
    _call(capsys, "run", "empty-answer", "--script", _script(tmp_path), "--until", "0:10:00", "--journal", str(journal))
    journal.write_bytes(journal.read_bytes()[:-7])
    code, _, err = _call(capsys, "replay", str(journal), "--json")
    assert code == 0
    assert "the last line is cut; it is left out" in err


def test_all_problems_of_a_script_are_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One line each, nothing is run."""
    script = _script(tmp_path, "soon ack all\n0:01:00 nonsense\n0:02:00 sev 1\n0:03:00 page nobody\n")
    code, out, err = _call(capsys, "run", "empty-answer", "--script", script)
    assert (code, out) == (2, "")
    assert [row.split(":")[1] for row in err.splitlines()] == ["1", "2", "4"]


def test_a_fault_of_the_game_is_one_line_and_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The traceback goes to the data folder."""

    def broken(scenario: Scenario) -> None:
        raise ZeroDivisionError("nobody expected this")

    monkeypatch.setattr("game.headless.run.Run", broken)
    code, out, err = _call(capsys, "run", "empty-answer")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    files = list((tmp_path / "home" / "crashes").glob("*.txt"))
    assert len(files) == 1
    assert "Traceback" in files[0].read_text()


def test_an_interrupt_is_clean(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback for ctrl+c."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("game.headless.run.play_script", interrupted)
    code, _, err = _call(capsys, "run", "empty-answer")
    assert code == 130
    assert err == "noerror: stopped\n"


# What the title offers to go on with.


def _stage(*words: str) -> Stage:
    return Stage(parser().parse_args(["play", *words]))


def _opened(opened: object) -> Seat:
    """The seat that comes of opening a run, however many steps that takes."""
    while isinstance(opened, Pending):
        opened = opened.open()
    assert isinstance(opened, Seat)
    return opened


def _seat(level: str, options: argparse.Namespace) -> Seat:
    return _opened(Stage(options).seat(level))


def _left_run() -> LeftRun | None:
    stage = _stage()
    return next(iter(stage.left_runs(stage.cards())), None)


def test_the_title_offers_the_newest_run_that_was_left(tmp_path: Path) -> None:
    """Asked afresh each time: by the wall clock, the newest first, never one that was ended or whose level has changed."""
    options = parser().parse_args(["play", "empty-answer"])
    assert _left_run() is None
    for number, second in enumerate((130, 190)):
        seat = _seat("empty-answer", options)
        seat.session.advance_to(second)
        assert _left_run() is None or number
        seat.close()
        path = seat.session.writer.path if seat.session.writer is not None else Path()
        os.utime(path, (1_000_000 + number, 1_000_000 + number))
        left = _left_run()
        assert left is not None
        assert left.about == f"An empty answer, from 23:{second // 60 + 48}:10"
    assert left is not None
    again = _opened(left.open())
    assert again.snapshot.second == 190
    again.close()
    text = path.read_text()
    path.write_text(text.replace(load_level("empty-answer").content_hash, "0" * 64))
    os.utime(path, (2_000_000, 2_000_000))
    older = _left_run()
    assert older is not None
    assert older.about.endswith("from 23:50:10")


def test_a_run_that_was_ended_is_not_offered() -> None:
    """Neither by the one who ended it, nor by opening what was offered before."""
    options = parser().parse_args(["play", "empty-answer"])
    seat = _seat("empty-answer", options)
    seat.session.advance_to(130)
    seat.close()
    left = _left_run()
    assert left is not None
    again = _opened(left.open())
    again.session.advance_to(load_level("empty-answer").end_s)
    assert again.snapshot.ended
    again.close()
    assert _left_run() is None
    with pytest.raises(JournalError, match="was played to its end"):
        _opened(left.open())


# As a process.


def test_play_without_a_terminal_says_so() -> None:
    """`noerror play < /dev/null`: a clear line, exit code 2."""
    done = _process("play", stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert (
        done.stderr == "noerror: play needs a terminal for its screen. Without one: noerror run LEVEL --script FILE\n"
    )


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    """`noerror levels --json | head -1` ends quietly."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = f"{sys.executable} -m game run empty-answer --until 0:00:30 --json | head -c 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, env=environment, timeout=60)
    assert done.stdout == "{"
    assert done.stderr == ""


def test_a_dumb_terminal_is_told_where_to_go() -> None:
    """A terminal that cannot place text gets the way without a screen."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
    done = subprocess.run(
        [sys.executable, "-m", "game", "play", "empty-answer"],
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env=environment,
        timeout=60,
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 2
    assert "TERM is dumb" in done.stderr


def test_running_loads_no_screen() -> None:
    """`noerror run` does not pay for Textual."""
    code = (
        "import sys; from game.cli import main\n"
        "assert main(['run', 'empty-answer', '--until', '0:00:30']) == 0\n"
        "assert not {'textual', 'rich'} & set(sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr


def test_a_night_that_is_on_already_opens_slowly_and_at_the_pace_of_a_page(
    tmp_path: Path,
) -> None:
    """The screen is told that it takes a moment; whoever is being paged begins at x1, whatever pace was asked for."""
    level = (levels_path() / "empty-answer.toml").read_text(encoding="utf-8")
    base = (levels_path() / "us-east-1.toml").read_text(encoding="utf-8")
    (tmp_path / "us-east-1.toml").write_text(base, encoding="utf-8")
    (tmp_path / "later.toml").write_text(
        level.replace("take_over_s = -120", 'take_over_s = 4000\nprelude = "later.before.script"'), encoding="utf-8"
    )
    options = argparse.Namespace(seed=1, speed=10, guide=None)
    for script, speed in (("0:05:00  sev 1\n", 1), ("0:05:00  sev 1\n1:06:39  ack all\n", 10)):
        (tmp_path / "later.before.script").write_text(script, encoding="utf-8")
        assert isinstance(Stage(options).seat(str(tmp_path / "later.toml")), Pending)
        seat = _seat(str(tmp_path / "later.toml"), options)
        assert seat.snapshot.speed == speed
        seat.close()
    quiet = _seat("empty-answer", options)
    assert quiet.snapshot.speed == 10
    quiet.close()
