"""The pictures of the documentation show what the game shows."""

from __future__ import annotations

from tests.tui.night_pictures import END, FOLDER, PICTURES, drawn


def test_the_pictures_are_what_the_game_shows_now() -> None:
    """Each is drawn again from the night itself; one that differs is renewed by `python -m tests.tui.night_pictures`.

    The debrief is worked out beside the screen: when its picture is ready depends on the machine, so it is only drawn. Its
    text is held by the gallery.
    """
    shown = dict(drawn())
    worked_out = {f"{picture.name}.svg" for picture in PICTURES if picture.at == END}
    stale = [name for name, content in shown.items() if name not in worked_out and not _same(name, content)]
    assert stale == []
    assert {path.name for path in FOLDER.glob("*.svg")} | {"README.md"} == set(shown)


def _same(name: str, content: str) -> bool:
    path = FOLDER / name
    return path.is_file() and path.read_text(encoding="utf-8") == content
