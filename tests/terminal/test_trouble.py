"""The real game where the disk does not play along: it says so in a sentence, play goes on, and nothing that was there is lost."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from game.session.journal import read_journal
from game.session.keeping.records import Records
from game.session.keeping.settings_file import SettingsFile
from game.session.keeping.typed import typed_before, typed_file
from tests.session.test_records import RUN
from tests.terminal.pty_game import PtyGame

ROOT = Path(__file__).resolve().parents[2]
SIZE = (80, 24)
GAME = ("-m", "game")
PLAY = (*GAME, "play", "everyone-at-once")
"""A night that begins in the middle of an incident."""
LITTLE = 4096
"""Bytes that a file may have on a disk with so little room."""
_FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.argv[1:] = sys.argv[2:]
from game.__main__ import main
sys.exit(main())
"""


def game(home: Path, *arguments: str, room: int | None = None) -> PtyGame:
    """The game with this data folder; with `room` no file that it writes can become larger."""
    environ = {"NOERROR_HOME": str(home), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "NOERROR_MOTION": "0"}
    environ["PYTHONDONTWRITEBYTECODE"] = "1"  # half a file of bytecode would stay behind, for whoever comes next
    if room is None:
        return PtyGame(arguments, SIZE, environ)
    return PtyGame(("-c", _FULL, str(room), *arguments[len(GAME) :]), SIZE, environ)


def shows(words: str) -> Callable[[PtyGame], bool]:
    """Whether some words stand on the screen, one after the other, in whole lines or in one of two columns."""

    def seen(of: PtyGame) -> bool:
        columns = ((0, SIZE[0]), (0, 39), (47, SIZE[0]))
        return any(words in " ".join(" ".join(line[a:b] for line in of.screen.display).split()) for a, b in columns)

    return seen


BOARD = shows("ctrl+p find")
"""The board is there."""
CONSOLE = shows("typing enter run")
"""The console is open: what is pressed is typed."""


def wait(playing: PtyGame, seen: Callable[[PtyGame], bool], seconds: float = 20.0) -> None:
    """Until it is seen, or was already."""
    playing.watch(0.2)
    if not seen(playing):
        playing.wait_for(seen, seconds)


def prompt(playing: PtyGame) -> str:
    """What stands on the prompt."""
    return playing.screen.display[-2].strip()


def open_console(playing: PtyGame) -> None:
    """Open the console from the board, and see that it is open, before anything is typed."""
    playing.press(":")
    wait(playing, CONSOLE)


def type_line(playing: PtyGame, line: str) -> None:
    """Say a line on the console and come back to the board."""
    open_console(playing)
    playing.press(line)
    wait(playing, lambda it: prompt(it).startswith(f"> {line}"))
    playing.press("\r")
    wait(playing, lambda it: prompt(it) == ">")
    playing.press("\x1b")
    wait(playing, BOARD)


def leave(playing: PtyGame) -> None:
    """ctrl+q, and wait for the end: it must be a quiet one."""
    playing.press("\x11")
    playing.watch(1.0)
    assert playing.ended() == 0, "\n".join(playing.screen.display)


def test_where_nothing_can_be_written_one_can_play(tmp_path: Path) -> None:
    """The data folder lies below a file: journal, settings, typed lines, exports, results. Each says so where it matters."""
    (tmp_path / "file").write_text("mine")
    with game(tmp_path / "file" / "home", *PLAY) as playing:
        wait(playing, shows("This run is not being saved"), 60)
        type_line(playing, "status")
        playing.press("\x0f")
        wait(playing, shows("SETTINGS"))
        playing.press("\x1b[C")
        wait(playing, shows("Not kept:"))
        assert shows("It holds until you leave the game.")(playing)
        playing.press("\x1b")
        playing.watch(0.5)
        playing.press("\x1bOS")
        playing.watch(0.5)
        playing.press("\r")
        wait(playing, shows("Nothing was kept"))
        leave(playing)
    assert (tmp_path / "file").read_text() == "mine"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_disk_that_fills_up_in_the_middle_loses_only_what_did_not_fit(tmp_path: Path) -> None:
    """The journal keeps its whole lines and can be gone on with; settings and results that were there stay whole."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.toml").write_text('theme = "light"\n# ' + "x" * LITTLE)
    Records(home / "records.sqlite").keep(RUN)
    before = {name: (home / name).read_bytes() for name in ("settings.toml", "records.sqlite")}
    with game(home, *PLAY, room=LITTLE) as playing:
        wait(playing, BOARD, 60)
        open_console(playing)
        for number in range(60):
            playing.press(f"logs dynamodb {'x' * 60}{number}\r")
            playing.watch(0.15)
            if shows("This run is not being saved")(playing):
                break
        assert shows("You can play on.")(playing), "\n".join(playing.screen.display)
        playing.press("status\r")
        wait(playing, shows("> status"))
        playing.press("\x0f")
        wait(playing, shows("SETTINGS"))
        playing.press("\x1b[C")
        wait(playing, shows("Not kept:"))
        playing.press("\x1b")
        playing.watch(0.5)
        playing.press("\x1bOS")
        playing.watch(0.5)
        playing.press("\r")
        wait(playing, shows("Nothing was kept"))
        leave(playing)
    assert {name: (home / name).read_bytes() for name in before} == before
    (path,) = (home / "journals").iterdir()
    journal = read_journal(path)
    assert len(journal.records) > 5
    assert list((home / "exports").iterdir()) == []
    typed = typed_before(typed_file(home))
    assert typed
    assert all(line == "status" or line.startswith("logs dynamodb x") for line in typed)
    assert not [entry for entry in home.iterdir() if entry.name.startswith((".settings", "typed.txt."))]
    with game(home, *GAME) as later:
        wait(later, lambda it: it.says("Continue"), 60)
        leave(later)


@pytest.mark.parametrize("damage", ["newer", "cut", "folder"])
def test_results_that_cannot_be_used_are_said_on_the_title_and_in_the_picker(tmp_path: Path, damage: str) -> None:
    """Of a newer version: left alone. Cut short: put aside. Something else in its place: left alone. A night can be begun."""
    path = tmp_path / "records.sqlite"
    if damage == "folder":
        path.mkdir()
    else:
        for number in range(60):
            Records(path).keep(replace(RUN, journal=str(number)))
    if damage == "newer":
        with sqlite3.connect(path) as file:
            file.execute("PRAGMA user_version = 99")
        file.close()
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:20_000])
    before = b"" if damage == "folder" else path.read_bytes()
    told = {
        "newer": "Your results are from a newer version of the game: this one leaves them as they are.",
        "cut": "Your results were damaged: they are in records.sqlite.damaged-1 now, and a new file is begun.",
        "folder": "Your results cannot be read: the file cannot be opened.",
    }[damage]
    with game(tmp_path, *GAME) as playing:
        wait(playing, shows(told), 60)
        playing.press("l")
        wait(playing, shows("choose a night"))
        if damage != "cut":  # there it is whole again
            wait(playing, shows(told))
            playing.press("s")
            wait(playing, shows("YOUR RESULTS"))
            wait(playing, shows(told[:40]))
            playing.press("\x1b")
            wait(playing, shows("choose a night"))
        playing.press("2")
        wait(playing, BOARD, 60)
        leave(playing)
    if damage == "cut":
        assert (tmp_path / "records.sqlite.damaged-1").read_bytes() == before
        assert Records(path).runs() == ()
    elif damage == "newer":
        assert path.read_bytes() == before


def test_two_games_at_once_keep_out_of_each_others_way(tmp_path: Path) -> None:
    """Begun in the same second: two journals, both whole, one file of typed lines, settings of whoever chose last; and
    a night that one of them plays cannot be gone on with in the other."""
    with game(tmp_path, *PLAY) as one, game(tmp_path, *PLAY) as two:
        for playing in (one, two):
            wait(playing, BOARD, 60)
        for _ in range(3):
            for playing, word in ((one, "dynamodb"), (two, "ec2")):
                type_line(playing, f"status {word}")
        one.press("\x0f")
        two.press("\x0f")
        wait(one, shows("SETTINGS"))
        wait(two, shows("SETTINGS"))
        one.press("\x1b[C")
        two.press("\x1b[B\x1b[C")
        one.watch(0.7)
        two.watch(0.7)
        with game(tmp_path, *GAME) as third:
            wait(third, lambda it: it.says("Take the pager"), 60)
            third.watch(1)
            assert not third.says("Continue")
            leave(third)
        leave(one)
        leave(two)
    journals = [read_journal(path) for path in sorted((tmp_path / "journals").iterdir())]
    assert len(journals) == 2
    said = [{record.line for record in journal.records if hasattr(record, "line")} for journal in journals]
    assert sorted(line for lines in said for line in lines) == ["status dynamodb", "status ec2"]
    assert not any(journal.cut for journal in journals)
    kept = tomllib.loads((tmp_path / "settings.toml").read_text())
    assert kept == {"theme": "dark", "ascii": True}
    assert SettingsFile.read(tmp_path / "settings.toml").troubles == ()
    assert set(typed_before(typed_file(tmp_path))) == {"status dynamodb", "status ec2"}
    assert all(json.loads(line) for journal in journals for line in journal.path.read_text().splitlines())
