"""What is said before a command's name counts as much as what is said behind it."""

from __future__ import annotations

import pytest

from game.headless import arguments


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
