"""The answers of a debrief as a file: the same again when it is read, and nothing lost whatever lies there."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from game.session.keeping import answers_file
from game.session.keeping.answers_file import AnswersError, ForeignError, answers_path, read_answers, write_answers
from game.session.view.review import Answers

ANSWERS = Answers(
    moments=(("first-sign-139", 1, "I thought of the network."), ("the-end-2129", None, "Sleep – “at last”.")),
    order=("held-up", "live-plan-deleted"),
    fixes=("forget-sooner",),
    keep="Looking first.",
    change="Tell them sooner.",
)


def _journal(tmp_path: Path) -> Path:
    return tmp_path / "empty-answer-20251020-004800-1.jsonl"


def test_answers_are_the_same_again(tmp_path: Path) -> None:
    """All of them, and none; beside the journal, under its name."""
    journal = _journal(tmp_path)
    assert read_answers(journal) == Answers()
    assert write_answers(journal, ANSWERS) == ""
    assert [path.name for path in tmp_path.iterdir()] == ["empty-answer-20251020-004800-1.answers.json"]
    assert read_answers(journal) == ANSWERS
    assert write_answers(journal, Answers()) == ""
    assert read_answers(journal) == Answers()


def test_what_was_not_placed_is_not_the_same_as_nothing_placed(tmp_path: Path) -> None:
    """No order yet, and an order of nothing."""
    journal = _journal(tmp_path)
    write_answers(journal, Answers(order=(), fixes=()))
    assert (read_answers(journal).order, read_answers(journal).fixes) == ((), ())
    write_answers(journal, Answers())
    assert (read_answers(journal).order, read_answers(journal).fixes) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"noerror-answers": 1}',
        '{"noerror-answers": 1, "moments": [7], "order": null, "fixes": null, "keep": "", "change": ""}',
        '{"noerror-answers": 1, "moments": [{"id": "a", "option": true, "words": ""}], "order": null, "fixes": null, '
        '"keep": "", "change": ""}',
        '{"noerror-answers": 1, "moments": [], "order": "abc", "fixes": null, "keep": "", "change": ""}',
        '{"noerror-answers": 1, "moments": [], "order": null, "fixes": [1], "keep": "", "change": ""}',
        '{"noerror-answers": 1, "moments": [], "order": null, "fixes": null, "keep": 7, "change": ""}',
        "[" * 100_000,
    ],
)
def test_a_damaged_file_is_put_aside_and_named(tmp_path: Path, text: str) -> None:
    """It is told when it is read; with the next answer it gets another name, whole, and the answers are kept."""
    journal = _journal(tmp_path)
    path = answers_path(journal)
    path.write_text(text)
    with pytest.raises(AnswersError, match=r"^empty-answer-.*\.answers\.json is damaged\."):
        read_answers(journal)
    assert write_answers(journal, ANSWERS) == ""
    assert read_answers(journal) == ANSWERS
    assert path.with_name(f"{path.name}.damaged-1").read_text() == text


def test_two_damaged_files_are_both_kept(tmp_path: Path) -> None:
    """Each under a name of its own."""
    journal = _journal(tmp_path)
    path = answers_path(journal)
    for text in ("one", "two"):
        path.write_text(text)
        assert write_answers(journal, ANSWERS) == ""
    assert [path.with_name(f"{path.name}.damaged-{number}").read_text() for number in (1, 2)] == ["one", "two"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"noerror-answers": 2, "moments": {}}', "was written by another version of the game"),
        ('{"noerror-answers": "later"}', "was written by another version of the game"),
        ('{"shopping": ["milk"]}', "does not hold answers of this game"),
        ("[1, 2]", "does not hold answers of this game"),
    ],
)
def test_what_is_not_of_this_version_is_left_as_it_is(tmp_path: Path, text: str, told: str) -> None:
    """Not read, not written over, not renamed; the answers hold for now, and that is said."""
    journal = _journal(tmp_path)
    answers_path(journal).write_text(text)
    with pytest.raises(ForeignError, match=told):
        read_answers(journal)
    said = write_answers(journal, ANSWERS)
    assert told in said
    assert said.endswith("It is left as it is. Your answers hold until you leave the game.")
    assert answers_path(journal).read_text() == text
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_or_something_huge_is_left_as_it_is(tmp_path: Path) -> None:
    """A clear sentence, no traceback, nothing moved."""
    journal = _journal(tmp_path)
    answers_path(journal).mkdir()
    assert "is no file. Move it away" in write_answers(journal, ANSWERS)
    assert answers_path(journal).is_dir()
    answers_path(journal).rmdir()
    answers_path(journal).write_bytes(b" " * (answers_file.MOST_BYTES + 1))
    assert "is too large for answers" in write_answers(journal, ANSWERS)
    assert answers_path(journal).stat().st_size > answers_file.MOST_BYTES


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says why; the answers before are whole, and no half file lies beside them."""
    journal = _journal(tmp_path)
    write_answers(journal, ANSWERS)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = write_answers(journal, Answers(keep="more"))
    assert said.endswith("cannot be written: no space left on device. Your answers hold until you leave the game.")
    assert read_answers(journal) == ANSWERS
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a read-only disk."""
    journal = _journal(tmp_path)

    def refused(path: Path, *arguments: Any, **options: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)
    assert "cannot be written: permission denied." in write_answers(journal, ANSWERS)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    """Nothing is made again that somebody took away."""
    assert "cannot be written: no such file or directory." in write_answers(tmp_path / "gone" / "x.jsonl", ANSWERS)
    assert list(tmp_path.iterdir()) == []


def test_words_that_are_no_text_are_not_kept(tmp_path: Path) -> None:
    """What a broken terminal may send; the file before stays."""
    journal = _journal(tmp_path)
    write_answers(journal, ANSWERS)
    assert "your words hold what is no text" in write_answers(journal, Answers(keep="\ud800"))
    assert read_answers(journal) == ANSWERS


def test_the_file_says_whose_it_is(tmp_path: Path) -> None:
    """For people who look into their folder."""
    journal = _journal(tmp_path)
    write_answers(journal, Answers(keep="x" * 20_000))
    data = json.loads(answers_path(journal).read_text())
    assert (data["noerror-answers"], data["journal"]) == (1, journal.name)
    assert len(data["keep"]) == answers_file.LONGEST
