"""What is kept as a file: pictures that parse, texts without anything that a terminal obeys, and errors in a sentence."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot
from textual.strip import Strip

from game.session.keeping.exports import ExportError, copied, keep_bytes
from game.tui.app import NoErrorApp
from game.tui.paint.export import screen_text, svg, text_file
from game.tui.paint.keeping import HEIGHT
from game.tui.paint.plain import harmless
from game.tui.screens.export import ExportScreen
from game.tui.widgets.log import Log
from tests.tui.fake_night import levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, flaws

NASTY = "[bold]x[/] \x1b[31mred\x07 \u202eevil \u2066東京 \U0001f525 é <&> ]]> \ufffe\ud800 \x9b2J"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of one's own."""
    monkeypatch.setenv("NOERROR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


class Kept(FakePort):
    """A seat whose run has a journal."""

    path = ""

    def journal(self) -> str:
        """Where it lies."""
        return self.path


@asynccontextmanager
async def exporting(
    port: FakePort, size: tuple[int, int] = (120, 36), theme: str = "dark"
) -> AsyncIterator[tuple[Pilot[int], ExportScreen]]:
    """The list, opened from the board."""
    app = app_on(port, theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.screen.query_one(Log).add([])
        await pilot.press("f4")
        assert isinstance(app.screen, ExportScreen)
        yield pilot, app.screen


def files(home: Path) -> list[str]:
    """Names of what was kept."""
    return sorted(path.name for path in (home / "exports").iterdir())


def words_of(picture: str) -> list[str]:
    """All texts of a picture."""
    return ["".join(it.itertext()) for it in ElementTree.fromstring(picture).iter(f"{SVG}text")]


@pytest.mark.parametrize("theme", ["dark", "light", "no-color", "ansi"])
async def test_a_picture_of_the_board_holds_its_tiles_and_says_that_it_is_a_drill(home: Path, theme: str) -> None:
    """It is the board below the list, in its own colours, and parses."""
    async with exporting(FakePort("dns"), theme=theme) as (pilot, _):
        await pilot.press("1")
    assert files(home) == ["empty-answer-20251020-0038-board.svg"]
    picture = (home / "exports" / files(home)[0]).read_text()
    words = words_of(picture)
    assert {"DynamoDB", "Streaming", "Enactor", "Redshift", "drill"} <= set(" ".join(words).split())
    assert "KEEP" not in words
    title = ElementTree.fromstring(picture).findtext(f"{SVG}title") or ""
    assert "NOERROR drill" in title
    assert ("#14161a" in picture) is (theme != "light")


async def test_texts_and_the_journal_are_kept_and_nothing_is_overwritten(home: Path, tmp_path: Path) -> None:
    """Each has a name that says what it is; the second one gets another."""
    port = Kept("dns")
    journal = tmp_path / "journal.jsonl"
    journal.write_text('{"noerror": 1}\n')
    port.path = str(journal)
    port.feed("dynamodb-oncall: the answer is empty")
    async with exporting(port) as (pilot, screen):
        await pilot.press("2", "2", "3", "4")
        assert screen.told.endswith(str(home / "exports" / "empty-answer-20251020-0038-journal.jsonl"))
    name = "empty-answer-20251020-0038"
    assert files(home) == [f"{name}-{it}" for it in ("board-2.txt", "board.txt", "console.txt", "journal.jsonl")]
    board = (home / "exports" / f"{name}-board.txt").read_text()
    assert board == (home / "exports" / f"{name}-board-2.txt").read_text()
    assert board.startswith("NOERROR drill, ")
    assert "DynamoDB" in board
    assert "dynamodb-oncall: the answer is empty" in (home / "exports" / f"{name}-console.txt").read_text()
    assert (home / "exports" / f"{name}-journal.jsonl").read_text() == journal.read_text()


async def test_what_is_not_there_says_so(home: Path) -> None:
    """No journal, no console, and on the title no run at all."""
    port = FakePort("dns")
    port.change(feed=())
    async with exporting(port, (80, 24)) as (pilot, screen):
        await pilot.press("3")
        assert "Nothing stands on the console yet." in screen.told
        await pilot.press("4")
        assert "This run keeps no journal." in screen.told
        assert flaws(screen) == []
    app = NoErrorApp(levels(), lambda *_: port, theme="dark")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f4", "down", "down", "enter")
        assert isinstance(app.screen, ExportScreen)
        assert app.screen.told == "No run is open."
        await pilot.press("1")
        assert "Kept: " in app.screen.told
        await pilot.press("escape")
        assert not isinstance(app.screen, ExportScreen)
    assert re.fullmatch(r"noerror-\d{8}-\d{4}-title\.svg", files(home)[0])


async def test_handover_notes_are_kept_as_markdown(home: Path) -> None:
    """Where somebody left one; else it is said that nobody did."""
    async with exporting(FakePort("dns")) as (pilot, screen):
        await pilot.press("5")
        assert screen.told == "Nobody has left a note in this run."
    port = FakePort("dns")
    port.change(notes=1)
    async with exporting(port) as (pilot, _):
        await pilot.press("5")
    (kept,) = (home / "exports").iterdir()
    assert kept.suffix == ".md"
    assert "restore it next, then flush" in kept.read_text(encoding="utf-8")


async def test_the_night_goes_on_below_and_a_click_keeps_too(home: Path) -> None:
    """The list is no pause."""
    port = FakePort("dns", live=True)
    async with exporting(port) as (pilot, screen):
        before = port.snapshot.second
        await pilot.pause(0.5)
        assert port.snapshot.second > before
        await pilot.click(offset=(6, 36 - HEIGHT + 3))
        assert screen.marked == 1
    assert files(home) == ["empty-answer-20251020-0038-board.txt"]


async def test_what_hinders_is_one_sentence_and_play_goes_on(home: Path) -> None:
    """A file where the folder would be."""
    home.mkdir()
    (home / "exports").write_text("in the way")
    async with exporting(FakePort("dns"), (80, 24)) as (pilot, screen):
        await pilot.press("1")
        assert screen.told == f"Nothing was kept: {home / 'exports'} is no folder, or lies in none."
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, ExportScreen)


def test_a_full_disk_leaves_no_half_a_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says so."""

    def full(self: object, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    real = Path.open

    def opened(path: Path, *args: object, **more: object) -> object:
        file = real(path, *args, **more)  # type: ignore[call-overload]
        return type("Full", (), {
            "__enter__": lambda it: it, "__exit__": lambda it, *rest: file.close(), "write": full, "flush": file.flush,
        })()  # fmt: skip

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(ExportError, match="there is no room left"):
        keep_bytes("x", "txt", b"data")
    assert list((home / "exports").iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_is_read_only(home: Path) -> None:
    """Permission is named."""
    home.mkdir(mode=0o500)
    with pytest.raises(ExportError, match="permission denied"):
        keep_bytes("x", "txt", b"data")


def test_a_journal_that_is_gone(tmp_path: Path) -> None:
    """Said with its path."""
    with pytest.raises(ExportError, match=r"gone\.jsonl cannot be read: no such file"):
        copied(tmp_path / "gone.jsonl")


def test_nothing_that_a_terminal_obeys_leaves_the_game() -> None:
    """Controls and direction marks go; letters of all scripts, wide signs and marks above letters stay."""
    kept = harmless(NASTY)
    assert kept == "[bold]x[/] [31mred evil 東京 \U0001f525 é <&> ]]>  2J"
    row = Strip([Segment(NASTY, Style(bold=True, underline=True)), Segment("▅", Style(dim=True))])
    picture = svg([row], NASTY)
    ElementTree.fromstring(picture.encode())
    assert "東京" in " ".join(words_of(picture))
    assert screen_text([row]) == [kept + "▅"]
    for told in (picture, text_file(NASTY, [NASTY, "second"])):
        assert all(char == "\n" or char.isprintable() for char in told)


async def test_foreign_text_on_the_console_survives_in_its_file(home: Path) -> None:
    """What the screen cannot show as one cell is whole in the text."""
    port = FakePort("dns")
    port.feed(NASTY)
    async with exporting(port, (80, 24)) as (pilot, _):
        await pilot.press("1", "2", "3")
    console = (home / "exports" / "empty-answer-20251020-0038-console.txt").read_text()
    assert "東京 \U0001f525 é <&>" in console
    for path in (home / "exports").iterdir():
        assert not set(path.read_text()) & set("\x1b\x07\u202e\u2066\x9b")
