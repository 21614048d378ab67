"""What is said before a command's name counts as much as what is said behind it."""

from __future__ import annotations

import pytest

from game.headless import arguments
from game.session.helping.guidance import Guidance


@pytest.mark.parametrize(
    "words",
    [
        ["--theme", "light", "--ascii", "play", "x"],
        ["play", "x", "--theme", "light", "--ascii"],
        ["--theme", "light", "--ascii"],
    ],
)
def test_looks_may_stand_on_either_side_of_the_command(words: list[str]) -> None:
    """Theme and ASCII reach the screen wherever they stand."""
    options = arguments.parser().parse_args(words)
    assert (options.theme, options.ascii) == ("light", True)


def test_looks_have_defaults() -> None:
    """Without a word the terminal decides."""
    for words in ([], ["play"]):
        options = arguments.parser().parse_args(words)
        assert (options.theme, options.ascii) == (None, False)


def test_the_help_of_play_says_what_each_step_of_help_means(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In lines that fit into the smallest terminal."""
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        arguments.parser().parse_args(["play", "--help"])
    told = capsys.readouterr().out
    for step in Guidance:
        assert any(line.split()[:1] == [step.value] and len(line.split()) > 3 for line in told.splitlines()), step
    assert max(map(len, told.splitlines())) <= 80


@pytest.mark.parametrize("words", [["plai"], ["play", "--guide", "easy"], ["play", "x", "y"]])
def test_what_is_wrong_ends_as_a_sentence_does(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Once, before the way to the help."""
    with pytest.raises(SystemExit) as leaving:
        arguments.parser().parse_args(words)
    told = capsys.readouterr().err
    assert leaving.value.code == 2
    assert told.count("\n") == 1
    assert "Help: noerror" in told
    assert "?." not in told
    assert ".." not in told
