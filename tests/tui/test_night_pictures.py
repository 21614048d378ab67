"""The pictures of the documentation show what the game shows."""

from __future__ import annotations

from tests.tui.night_pictures import FOLDER, drawn


def test_the_pictures_are_what_the_game_shows_now() -> None:
    """Each is drawn again from the night itself; one that differs is renewed by `python -m tests.tui.night_pictures`."""
    shown = dict(drawn())
    stale = [name for name, content in shown.items() if not _same(name, content)]
    assert stale == []
    assert {path.name for path in FOLDER.glob("*.svg")} | {"README.md"} == set(shown)


def _same(name: str, content: str) -> bool:
    path = FOLDER / name
    return path.is_file() and path.read_text(encoding="utf-8") == content
