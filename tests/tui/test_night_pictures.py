"""The pictures of the documentation show what the game shows."""

from __future__ import annotations

import pytest

from tests.tui.night_pictures import FOLDER, drawn, names


@pytest.mark.parametrize("first", [6, pytest.param(None, marks=pytest.mark.long)])
def test_the_pictures_are_what_the_game_shows_now(first: int | None) -> None:
    """Drawn again from the night itself; one that differs is renewed by `python -m tests.tui.night_pictures`."""
    stale = [name for name, content in drawn(first) if not _same(name, content)]
    assert stale == []


def test_every_picture_is_there_and_no_other() -> None:
    """As many files as are drawn."""
    assert sorted(path.name for path in FOLDER.glob("*.svg")) == sorted(names())


def _same(name: str, content: str) -> bool:
    path = FOLDER / name
    return path.is_file() and path.read_text(encoding="utf-8") == content
