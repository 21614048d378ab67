"""Reading a level in a process of its own: the same level, the same problems, and nothing lost without that process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from game.content import apart
from game.content.apart import LevelReader
from game.content.load import load_level
from game.content.problems import LevelError

LEVELS = ("first-page", "empty-answer", "everyone-at-once", "flapping", "long-night")


@pytest.mark.parametrize("level", LEVELS)
def test_the_level_is_the_same(level: str) -> None:
    """Every value of it, and what it is told apart by."""
    read = LevelReader(level).scenario()
    assert read == load_level(level)
    assert read.content_hash == load_level(level).content_hash


def test_problems_come_back_with_their_places(tmp_path: Path) -> None:
    """What is wrong is told as if it had been read here."""
    path = tmp_path / "broken.toml"
    path.write_text('format = 1\nid = "broken"\nextends = "us-east-1"\ntitel = "x"\n', encoding="utf-8")
    with pytest.raises(LevelError) as there:
        LevelReader(str(path)).scenario()
    with pytest.raises(LevelError) as here:
        load_level(str(path))
    assert there.value.problems == here.value.problems
    assert there.value.problems


def test_a_name_that_looks_like_an_option_is_a_name() -> None:
    """It is looked for, not obeyed."""
    with pytest.raises(LevelError):
        LevelReader("-c").scenario()


def test_without_another_process_the_level_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where none can be started, where it dies, and where it writes nonsense."""

    def refuse(*unused: Any, **more: Any) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    assert LevelReader("empty-answer").scenario().id == "empty-answer"
    monkeypatch.undo()
    for program in ("raise SystemExit(3)", "print('nonsense')"):
        reader = LevelReader("empty-answer")
        reader._answer()
        reader._process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
        assert reader.scenario().id == "empty-answer"


def test_one_that_never_answers_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """The player waits no longer than that."""
    monkeypatch.setattr(apart, "PATIENCE_S", 0.2)
    reader = LevelReader("empty-answer")
    reader._answer()
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], stdout=subprocess.PIPE)
    reader._process = process
    assert reader.scenario().id == "empty-answer"
    assert process.poll() is not None


def test_the_reader_itself_needs_no_checker() -> None:
    """Whoever plays never imports what checks levels."""
    program = (
        "import sys; from game.content.apart import LevelReader; LevelReader('empty-answer').scenario();"
        "sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
