"""The records: what was played is kept once, whoever else has the file open, and nothing that hinders it ends the game."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from game.content.load import load_level
from game.session.helping.guidance import Guidance
from game.session.judging.record import RunRecord
from game.session.judging.result import record_of
from game.session.judging.score import Score, score
from game.session.keeping import records_file
from game.session.keeping.finished import FinishedRun, Met, Part, finished
from game.session.keeping.past import past_of
from game.session.keeping.records import Records
from game.session.keeping.shelf import begun_at, new_path
from game.session.run import Run
from game.session.seat import Seat
from game.session.session import Session
from game.session.view.objectives import ObjectiveView
from tests.session.night import small_night
from tests.session.records import REFERENCE_RUN

OLD = Path(__file__).parent / "old_records"

RUN = FinishedRun(
    journal="empty-answer-20251123-121050-1.jsonl",
    level="empty-answer",
    content="0123",
    version="1.0",
    seed=1,
    begun=1_700_000_000,
    ended=1_700_003_600,
    outcome="resolved",
    grade="B",
    total=74,
    impact=70,
    conduct=78,
    from_s=-120,
    resolved_s=2250,
    parts=(Part("customers", "customers", 31.0, 40), Part("trust", "trust", 13.5, 20)),
    objectives=(
        Met("find-it", "Find what everything needs", "diagnose", 60, 240, 0),
        Met("tell-them", "Tell customers in time", "tell", 60, None, 2),
        Met("hold-it", "Stop what makes it worse", "contain", None, None, 0),
    ),
    times=(("acknowledged", 40), ("first update", None)),
)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """Records in a folder that is not there yet."""
    return Records(tmp_path / "home" / "records.sqlite")


def test_what_is_kept_comes_back_the_newest_first(records: Records) -> None:
    """With every field and every part; asking makes no file."""
    assert records.runs() == ()
    assert not records.path.exists()
    later = replace(RUN, journal="other.jsonl", ended=RUN.ended + 60, resolved_s=None, begun=None, parts=())
    records.keep(later)
    records.keep(RUN)
    assert Records(records.path).runs() == (later, RUN)
    assert records.trouble == ""
    assert records.path.stat().st_mode & 0o077 == 0


def test_a_run_is_kept_once(records: Records) -> None:
    """By its journal; runs without one are all kept."""
    records.keep(RUN)
    records.keep(replace(RUN, total=99))
    assert records.runs() == (RUN,)
    records.keep(replace(RUN, journal=None))
    records.keep(replace(RUN, journal=None))
    assert len(records.runs()) == 3


_WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from game.session.keeping.records import Records
from tests.session.test_records import RUN
records = Records(Path(sys.argv[1]))
for number in range(40):
    records.keep(replace(RUN, journal=f"{sys.argv[2]}-{number}"))
    assert not records.trouble, records.trouble
"""


def test_two_games_write_at_once(records: Records) -> None:
    """Each waits for the other, the making of the file included; nothing is lost."""
    games = [subprocess.Popen([sys.executable, "-c", _WRITER, str(records.path), name]) for name in "ab"]
    assert [game.wait(60) for game in games] == [0, 0]
    assert {run.journal for run in records.runs()} == {f"{name}-{number}" for name in "ab" for number in range(40)}


def test_who_waits_too_long_keeps_it_for_later(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another game holds the file: a sentence, and the result is written with the next question."""
    monkeypatch.setattr(records_file, "WAIT_S", 0.05)
    records.keep(RUN)
    other = sqlite3.connect(records.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    records.keep(replace(RUN, journal="late"))
    assert records.trouble == "Your results cannot be kept: another game holds the file."
    other.execute("ROLLBACK")
    other.close()
    assert [run.journal for run in records.runs()] == ["late", RUN.journal]
    assert records.trouble == ""


@pytest.mark.parametrize("damage", ["cut short", "no database", "garbled"])
def test_a_damaged_file_is_put_aside_and_never_deleted(records: Records, damage: str) -> None:
    """What was there keeps its bytes under another name; what is kept now is in a new file."""
    for number in range(200):
        records.keep(replace(RUN, journal=str(number)))
    whole = records.path.read_bytes()
    broken = {
        "cut short": whole[: len(whole) // 2],
        "no database": b"Dear diary,\n" * 400,
        "garbled": whole[:2000] + bytes(len(whole) - 3000) + whole[-1000:],
    }[damage]
    records.path.write_bytes(broken)
    records.keep(RUN)
    name = "records.sqlite.damaged-1"
    assert records.trouble == f"Your results were damaged: they are in {name} now, and a new file is begun."
    assert records.path.with_name(name).read_bytes() == broken
    assert records.runs() == (RUN,)
    assert records.trouble == ""
    records.path.write_bytes(b"again")
    assert records.runs() == ()
    assert records.path.with_name("records.sqlite.damaged-2").read_bytes() == b"again"


def test_what_another_game_has_put_aside_already_is_left_alone(tmp_path: Path) -> None:
    """Two games find the same damage; the new file of the first one is no damaged file."""
    path = tmp_path / "records.sqlite"
    path.write_bytes(b"broken")
    found = path.stat()
    assert records_file.put_aside(path, found) == "records.sqlite.damaged-1"
    path.write_bytes(b"new")
    os.utime(path, (1, 1))
    assert records_file.put_aside(path, found) == ""
    assert path.read_bytes() == b"new"


def test_a_file_of_a_newer_version_is_left_as_it_is(records: Records) -> None:
    """Not read, not written, not put aside."""
    records.keep(RUN)
    with sqlite3.connect(records.path) as file:
        file.execute("PRAGMA user_version = 99")
    file.close()
    before = records.path.read_bytes()
    assert records.runs() == ()
    assert records.trouble == "Your results are from a newer version of the game: this one leaves them as they are."
    records.keep(replace(RUN, journal="new"))
    assert records.path.read_bytes() == before
    assert [file.name for file in records.path.parent.iterdir()] == ["records.sqlite"]


def test_an_older_file_is_brought_up_to_date(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    """Step by step, keeping what is in it."""
    records.keep(RUN)
    monkeypatch.setattr(
        records_file, "MIGRATIONS", (*records_file.MIGRATIONS, ("ALTER TABLE runs ADD COLUMN mood TEXT",))
    )
    assert records.runs() == (RUN,)
    with sqlite3.connect(records.path) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (len(records_file.MIGRATIONS),)
        assert file.execute("SELECT mood FROM runs").fetchone() == (None,)
    file.close()


def test_how_much_help_a_run_had_is_not_known_of_older_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file from before it was kept gets the column; such runs count as played alone."""
    path = tmp_path / "records.sqlite"
    with monkeypatch.context() as older:
        older.setattr(records_file, "MIGRATIONS", records_file.MIGRATIONS[:2])
        with records_file.opened(path, writes=True) as file:
            file.execute(
                "INSERT INTO runs (journal, level, content, version, seed, ended, outcome, grade, total, impact, conduct, from_s)"
                " VALUES ('old', 'empty-answer', '', '1.0', 1, 5, 'resolved', 'B', 74, 70, 78, 0)"
            )
    records = Records(path)
    records.keep(replace(RUN, journal="new", guidance="hints"))
    assert [(run.journal, run.guidance) for run in records.runs()] == [("new", "hints"), ("old", None)]
    past = past_of(records, (), 0)
    assert [run.guidance for run in past.runs] == [Guidance.HINTS, Guidance.ALONE]


def test_a_night_won_by_oneself_counts_above_one_with_help(records: Records) -> None:
    """Whatever the points; among runs that were helped, or lost, the points decide."""
    records.keep(replace(RUN, journal="a", total=92, guidance="hints"))
    lost = replace(RUN, journal="b", total=40, guidance="alone", outcome="lost")
    records.keep(lost)
    best = past_of(records, (), 0).best("empty-answer")
    assert best is not None
    assert (best.total, best.guidance) == (92, Guidance.HINTS)
    records.keep(replace(RUN, journal="c", total=61, guidance="rated"))
    best = past_of(records, (), 0).best("empty-answer")
    assert best is not None
    assert (best.total, best.guidance) == (61, Guidance.RATED)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """Here a file stands where the folder would be; and a folder where the file would be."""
    (tmp_path / "home").write_text("")
    records = Records(tmp_path / "home" / "records.sqlite")
    records.keep(RUN)
    assert records.trouble.startswith("Your results cannot be kept: ")
    (tmp_path / "records.sqlite").mkdir()
    records = Records(tmp_path / "records.sqlite")
    assert records.runs() == ()
    assert records.trouble == "Your results cannot be read: the file cannot be opened."
    assert (tmp_path / "records.sqlite").is_dir()


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (sqlite3.SQLITE_FULL, "the disk is full"),
        (sqlite3.SQLITE_READONLY, "the file may not be written to"),
        (sqlite3.SQLITE_IOERR, "disk i/o error"),
    ],
)
def test_a_full_disk_loses_nothing(records: Records, monkeypatch: pytest.MonkeyPatch, code: int, why: str) -> None:
    """The result is written as soon as there is room."""
    there_is_room = records_file.opened

    @contextmanager
    def full(path: Path, *, writes: bool) -> Iterator[sqlite3.Connection]:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = code
        with there_is_room(path, writes=writes):
            raise error
        yield

    monkeypatch.setattr(records_file, "opened", full)
    records.keep(RUN)
    assert records.trouble == f"Your results cannot be kept: {why}."
    monkeypatch.setattr(records_file, "opened", there_is_room)
    records.keep(replace(RUN, journal="second"))
    assert {run.journal for run in records.runs()} == {RUN.journal, "second"}
    assert records.trouble == ""


def test_one_result_can_be_deleted(records: Records) -> None:
    """With everything that belongs to it; the others stay, and so does whatever a new file has under the same number."""
    records.keep(RUN)
    records.keep(replace(RUN, journal="other.jsonl", total=55))
    records.keep(replace(RUN, journal=None))
    other = next(run for run in records.runs() if run.total == 55)
    records.delete(replace(other, journal="a file of its own"))
    assert len(records.runs()) == 3
    records.delete(other)
    assert sorted([str(run.journal) for run in records.runs()]) == [str(None), RUN.journal]
    with sqlite3.connect(records.path) as file:
        for table in ("parts", "objectives", "times"):
            assert file.execute(f"SELECT count(DISTINCT run) FROM {table}").fetchone() == (2,)
    file.close()


def test_what_cannot_be_deleted_stays_and_is_said(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a sentence of its own."""
    monkeypatch.setattr(records_file, "WAIT_S", 0.05)
    records.keep(RUN)
    (kept,) = records.runs()
    other = sqlite3.connect(records.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    records.delete(kept)
    assert records.trouble == "The result cannot be deleted: another game holds the file."
    other.execute("ROLLBACK")
    other.close()
    assert records.runs() == (RUN,)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_a_real_old_file_is_read_by_this_version(version: int, tmp_path: Path) -> None:
    """Files as older versions of the game wrote them: every result is there, and new ones can be kept beside them."""
    path = tmp_path / "records.sqlite"
    path.write_bytes((OLD / f"records-{version}.sqlite").read_bytes())
    with sqlite3.connect(path) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (version,)
    file.close()
    records = Records(path)
    old = records.runs()
    assert records.trouble == ""
    assert [(run.level, run.grade, len(run.parts)) for run in old] == [
        ("empty-answer", "A+", 5),
        ("empty-answer", "E", 5),
        ("flapping", "E", 5),
    ]
    assert [run.guidance for run in old] == [None if version < 3 else "alone"] * 3
    assert all(run.objectives == () and run.times == () for run in old)
    records.keep(RUN)
    assert RUN in records.runs()
    assert len(records.runs()) == 4


def test_everything_can_be_deleted(records: Records) -> None:
    """What was put aside too; other files of the folder stay."""
    records.keep(RUN)
    records.path.write_bytes(b"broken")
    records.keep(RUN)
    (records.path.parent / "settings.toml").write_text("")
    records.delete_all()
    assert records.trouble == ""
    assert [file.name for file in records.path.parent.iterdir()] == ["settings.toml"]
    assert records.runs() == ()


# Who keeps what.


def test_a_seat_hands_over_its_result_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the debrief, or when it is left without one; a run that was left before its end is no result."""
    monkeypatch.setenv("NOERROR_HOME", str(tmp_path))
    night = small_night(end_s=300)
    kept: list[FinishedRun] = []

    def seat(second: int) -> Seat:
        path = new_path("small-night", 1, "20251020-000000")

        def keep(record: RunRecord, judged: Score) -> str:
            kept.append(finished(record, judged, night, begun=begun_at(path), ended=5))
            return ""

        made = Seat(Session.begin(night, 1, path), keep)
        made.session.advance_to(second)
        return made

    left = seat(100)
    left.debrief()
    left.close()
    assert kept == []
    ended = seat(300)
    told = ended.debrief()
    ended.close()
    closed = seat(300)
    closed.close()
    assert [run.outcome for run in kept] == ["lost", "lost"]
    assert [(run.grade, run.total) for run in kept] == [(told.grade, told.total)] * 2
    assert [run.journal for run in kept] == [
        "small-night-20251020-000000-1-2.jsonl",
        "small-night-20251020-000000-1-3.jsonl",
    ]
    assert kept[0].begun is not None


def test_the_past_is_told_in_words(records: Records) -> None:
    """When by the player's clock, how long by the region's, and what lost most."""
    records.keep(RUN)
    records.keep(replace(RUN, journal="b", total=91, grade="A", from_s=9400, resolved_s=10_000, ended=RUN.ended - 5))
    records.keep(replace(RUN, journal="c", level="flapping", total=91, parts=(), resolved_s=None))
    past = past_of(records, (), 0)
    assert [run.total for run in past.of("empty-answer")] == [74, 91]
    best = past.best("empty-answer")
    assert best is not None
    assert (best.grade, best.lasted_s, best.weakest) == ("A", 600, "customers 31/40")
    assert past.of("empty-answer")[0].lasted_s == 2250
    flapping = past.best("flapping")
    assert flapping is not None
    assert (flapping.lasted_s, flapping.weakest) == (None, "")
    assert past.best("long-night") is None


def test_a_journals_name_tells_when_it_was_begun() -> None:
    """As `new_path` writes it; other names tell nothing."""
    begun = begun_at(Path("two-writers-20251020-013000-7-2.jsonl"))
    assert begun is not None
    assert begun_at(Path("two-writers-20251020-013010-7.jsonl")) == begun + 10
    assert begun_at(Path("mine.jsonl")) is None
    assert begun_at(Path("a-20259920-013000-7.jsonl")) is None


def test_a_record_of_a_run_is_kept_as_it_was_judged() -> None:
    """Grade, both axes and every part."""
    from tests.session.records import SCENARIO

    judged = score(REFERENCE_RUN, SCENARIO)
    kept = finished(REFERENCE_RUN, judged, SCENARIO, begun=1, ended=2)
    assert (kept.journal, kept.grade, kept.total) == ("run.jsonl", judged.grade, judged.total)
    assert (kept.impact, kept.conduct) == (judged.impact_score, judged.conduct_score)
    assert kept.guidance == "alone"
    assert [(part.id, part.points) for part in kept.parts] == [(part.id, part.points) for part in judged.parts]


def test_objectives_and_times_of_a_run_are_kept(tmp_path: Path) -> None:
    """Each objective with its skill and the hints that were asked for; times count from the first page."""
    scenario = load_level("empty-answer")
    run = Run(scenario, 1)
    for second, line in (
        (60, "ack all"),
        (90, "status dynamodb"),
        (200, 'post investigating dynamodb "It fails." next 10'),
    ):
        while run.second + run.region.tick_s <= second:
            run.step()
        run.say(line, "you", second, confirmed=True)
    record = replace(record_of(run), objectives=(ObjectiveView("x", "Find it", "diagnose", 60, 90, (1, 2), False),))
    kept = finished(record, score(record, scenario), scenario, begun=None, ended=3)
    assert kept.objectives == (Met("x", "Find it", "diagnose", 60, 90, 2),)
    assert record.first_page_s is not None
    times = dict(kept.times)
    assert "first page" not in times
    assert times["first update"] == 200 - record.first_page_s
    assert times["declared over"] is None
    records = Records(tmp_path / "records.sqlite")
    records.keep(kept)
    assert records.runs() == (kept,)
