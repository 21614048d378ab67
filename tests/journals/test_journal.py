"""The journal: whatever becomes of the file, the run goes on from the last whole line, or the message says why not."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.headless.run import play_script
from game.session.journal import Checkpoint, Journal, JournalError, JournalWriter, Said, read_journal
from game.session.language.script import read_script
from game.session.replaying.replay import replay, resume
from game.session.run import Run
from game.session.session import Session
from tests.session.night import NAME, REFERENCE, changed, small_night


@cache
def _sample() -> bytes:
    """A journal of some minutes, left before its end."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "night.jsonl"
        play_script(small_night(), 1, (REFERENCE, "reference"), until_s=11 * 60, journal=path)
        return path.read_bytes()


def _read(tmp_path: Path, data: bytes) -> Journal:
    path = tmp_path / "night.jsonl"
    path.write_bytes(data)
    return read_journal(path)


def test_a_journal_cut_at_any_byte_is_read_up_to_its_last_whole_line(tmp_path: Path) -> None:
    """Every length of the file: either within the header, which is said, or all whole lines are there."""
    data = _sample()
    whole = _read(tmp_path, data)
    header_length = data.index(b"\n")
    ends = [place for place, byte in enumerate(data) if byte == ord("\n")]
    for length in range(len(data) + 1):
        if length < header_length:
            with pytest.raises(JournalError, match=r"cut within its first line|is empty"):
                _read(tmp_path, data[:length])
            continue
        journal = _read(tmp_path, data[:length])
        lines = len([end for end in ends if end <= length]) - 1  # a line is whole when only its end is missing
        assert len(journal.records) == lines
        assert journal.records == whole.records[:lines]
        assert journal.cut == (length not in ends and length - 1 not in ends)


@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_a_cut_journal_is_resumed_in_the_same_file(tmp_path: Path, cut: int) -> None:
    """The run is the one that the whole lines tell of, it says that a line was cut, and the file goes on cleanly."""
    data = _sample()
    journal = _read(tmp_path, data[: len(data) - 1 - cut])
    session = resume(journal, small_night())
    again = Run(small_night(), 1)
    for record in journal.records:
        if isinstance(record, Said):
            again.submit(record)
        else:
            again.advance_to(record.second)
    assert session.run.digest() == again.digest()
    note = "".join([span.text for span in session.run.feed[-1].line])
    assert ("was cut" in note) == journal.cut
    session.submit("sev 3")
    session.advance_to(session.run.second + 120)
    session.close()
    longer = read_journal(journal.path)
    assert not longer.cut
    assert longer.records[: len(journal.records)] == journal.records
    assert Said(session.run.said[-1].second, "you", "sev 3") in longer.records
    assert replay(longer, small_night()).diverged == ""


def test_a_replay_verifies_and_gives_the_same_run(tmp_path: Path) -> None:
    """Every fingerprint is compared, and the outcome."""
    path = tmp_path / "night.jsonl"
    run = play_script(small_night(), 1, (REFERENCE, "reference"), journal=path)
    replayed = replay(read_journal(path), small_night())
    assert replayed.diverged == ""
    assert replayed.compared > 40
    assert replayed.run.digest() == run.digest()
    assert replayed.run.outcome == "resolved"


def test_a_live_session_with_odd_seconds_verifies(tmp_path: Path) -> None:
    """A session on the wall clock, with a tick that lines fall between, is re-run to the same state."""
    path = tmp_path / "night.jsonl"
    night = small_night(tick_s=5)
    session = Session.begin(night, 9, path)
    session.set_speed(60)
    now = 0.0
    for step in range(400):
        now += 0.037 + (step % 7) * 0.011
        session.advance(now)
        if step % 40 == 7:
            session.submit(
                ("ack all", f"dig {NAME}", "plans", "sev 1", "dns automation off", "page dynamodb")[step // 40 % 6]
            )
        if step == 200:
            session.set_speed(10)
    session.close()
    replayed = replay(read_journal(path), night)
    assert replayed.diverged == ""
    assert replayed.run.said == session.run.said
    assert replayed.run.digest() == session.run.digest()


def test_closing_keeps_the_moment(tmp_path: Path) -> None:
    """Left between two minutes, the run goes on from there, not from the last full minute."""
    path = tmp_path / "night.jsonl"
    session = Session.begin(small_night(), 1, path)
    session.advance_to(97)
    session.close()
    assert resume(read_journal(path), small_night()).run.second == 97


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('"say":"dns automation off"', '"say":"dns automation on"', 'at 0:06:00 "dns automation on" cannot be said'),
        ('"say":"sev 1"', '"say":"sev 2"', "0:04:00"),
        ('"t":190,', '"t":191,', "0:04:00"),
        ('"seed":1', '"seed":2', "-0:01:00"),
        ('"look":true', '"look":false', ""),
    ],
)
def test_a_tampered_journal_diverges_and_the_first_minute_is_named(
    tmp_path: Path, old: str, new: str, where: str
) -> None:
    """Another word, another second, another seed: the next fingerprint tells. What decides nothing changes nothing."""
    text = _sample().decode()
    assert old in text
    journal = _read(tmp_path, text.replace(old, new, 1).encode())
    diverged = replay(journal, small_night()).diverged
    assert (where in diverged) if where else diverged == ""
    if where:
        with pytest.raises(JournalError, match="does not verify"):
            resume(journal, small_night())


def test_a_changed_fingerprint_is_found_at_its_minute(tmp_path: Path) -> None:
    """The one that was altered, not a later one."""
    lines = _sample().decode().splitlines()
    place = next(place for place, line in enumerate(lines) if json.loads(line).get("t") == 300 and "digest" in line)
    lines[place] = '{"t":300,"digest":"0000000000000000"}'
    assert "0:05:00" in replay(_read(tmp_path, "\n".join(lines).encode()), small_night()).diverged


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"hello\n", "is not a journal of this game"),
        (b"{}\n", "is not a journal of this game"),
        (b"[]\n", "is not a journal of this game"),
        (b"\x00\x01\x02\n", "is not a journal of this game"),
        (b"\xff\xfe{\n", "is not a journal of this game"),
        (b'{"noerror":99}\n', "format 99; this version reads format 1"),
        (b'{"noerror":1,"level":"x"}\n', "the header lacks 'content'"),
        (b'{"noerror":1,"level":1,"content":"","seed":1,"language":"","version":""}\n', "header is damaged"),
        (b'{"noerror":1,"level":"x","content":"","seed":"1","language":"","version":""}\n', "header is damaged"),
        (b'{"noerror":1,"level":"x","content":"","seed":1e999,"language":"","version":""}\n', "header is damaged"),
        (b"[" * 100_000 + b"\n", "is not a journal of this game"),
    ],
)
def test_what_is_no_journal_is_said_to_be_none(tmp_path: Path, data: bytes, message: str) -> None:
    """Foreign files of every kind get one line with a remedy."""
    with pytest.raises(JournalError) as caught:
        _read(tmp_path, data)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "row",
    [
        "nonsense",
        "{}",
        '{"t":"1","say":"x","who":"y"}',
        '{"t":1}',
        '{"t":1,"say":1,"who":"y"}',
        '{"t":1e9,"digest":"x"}',
        '{"t":-9999,"digest":"x"}',
        "",
    ],
)
def test_a_bad_line_in_the_middle_is_named(tmp_path: Path, row: str) -> None:
    """Not the end of the file but something in it: file, line, remedy."""
    lines = _sample().decode().splitlines()
    lines.insert(5, row)
    with pytest.raises(JournalError, match=r":6: .*Delete everything"):
        _read(tmp_path, ("\n".join(lines) + "\n").encode())


def test_a_journal_of_another_content_or_level_is_refused(tmp_path: Path) -> None:
    """The message says which, and what to do."""
    journal = _read(tmp_path, _sample())
    with pytest.raises(JournalError, match="another version of small-night"):
        replay(journal, changed(small_night(), content_hash="f" * 16))
    with pytest.raises(JournalError, match="is a run of small-night, not of other"):
        replay(journal, changed(small_night(), id="other"))


def test_a_finished_run_is_not_resumed(tmp_path: Path) -> None:
    """It is there to be watched."""
    path = tmp_path / "night.jsonl"
    play_script(small_night(end_s=300), 1, journal=path)
    with pytest.raises(JournalError, match="played to its end"):
        resume(read_journal(path), small_night(end_s=300))


def test_a_journal_is_played_by_one_window_at_a_time(tmp_path: Path) -> None:
    """A second window is told; the first one's file is left alone."""
    path = tmp_path / "night.jsonl"
    path.write_bytes(_sample())
    first = resume(read_journal(path), small_night())
    with pytest.raises(JournalError, match="another window"):
        JournalWriter.resume(read_journal(path))
    first.close()
    JournalWriter.resume(read_journal(path)).close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_damage_ends_in_a_journal_or_a_message(tmp_path: Path, data: st.DataObject) -> None:
    """Bytes replaced, inserted or removed anywhere: never another exception."""
    damaged = bytearray(_sample())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        kind = data.draw(st.sampled_from(["replace", "insert", "remove"]))
        byte = data.draw(st.integers(0, 255))
        if kind == "replace":
            damaged[place] = byte
        elif kind == "insert":
            damaged.insert(place, byte)
        else:
            del damaged[place]
    try:
        journal = _read(tmp_path, bytes(damaged))
    except JournalError:
        return
    assert all(isinstance(record.second, int) for record in journal.records)
    if data.draw(st.integers(0, 9)) == 0:
        with suppress(JournalError):
            replay(journal, small_night())


def test_what_is_said_is_what_a_script_says(tmp_path: Path) -> None:
    """A journal's lines, written as a script, give the same night."""
    path = tmp_path / "night.jsonl"
    run = play_script(small_night(), 1, (REFERENCE, "reference"), until_s=660, journal=path)
    night = small_night()
    lines = [said for _, said in read_script(REFERENCE, "x", night, Run(night, 1).grammar).lines if said.second <= 660]
    records = read_journal(path).records
    assert [record for record in records if isinstance(record, Said)] == lines == run.said
    assert any(isinstance(record, Checkpoint) for record in records)
