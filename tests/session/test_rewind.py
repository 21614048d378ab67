"""Recordings: any second of a run, forwards and backwards, and playing on from there."""

from __future__ import annotations

import json
import random
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from game.content.load import load_level
from game.engine.scenario import Scenario
from game.headless.run import play_script
from game.session.clock import Clock
from game.session.journal import Header, JournalError, JournalWriter, Said, read_journal
from game.session.judging.record import EntryKind, RunRecord
from game.session.judging.result import record_of, result_of
from game.session.judging.score import score
from game.session.keeping.finished import finished
from game.session.language.wording import plain
from game.session.replaying.differences import differences, differences_with_parent
from game.session.replaying.recorded_seat import RecordedSeat
from game.session.replaying.replay import replay, resume
from game.session.replaying.rewind import STRIDE_S, NothingLeftError, Recording
from game.session.replaying.tape import MARK_EVERY_S
from game.session.run import Run
from game.session.seat import Seat
from game.session.showing.happenings import happenings
from game.session.showing.observe import Observer
from game.session.view.board import Snapshot
from game.session.view.cascade import Kind
from game.session.view.console import ReplyKind
from game.session.view.nights import Past, PastRun
from tests.session.night import NAME, REFERENCE, small_night

pytestmark = pytest.mark.xdist_group("rewind")

LEFT_S = {"long-night": 5400, "everyone-at-once": 11_000, "flapping": 22_200}
"""Where a night is left that would take too long to be run again and again."""
HISTORIES = ("long-night",)
NOTES = {"flapping": '\n5:55:00  handover "Let it drain; then the failover."\n'}
"""What is said beside the script: the seat passes on, with a note."""


@cache
def _journal(level: str) -> Path:
    """A journal of a level's reference play ("" for the small night), or of the begin of the real night."""
    scenario = small_night() if not level else load_level(level)
    scripts = dict(scenario.scripts)
    name = "history" if level in HISTORIES else "reference"
    script = (REFERENCE, name) if not level else (scripts[name] + NOTES.get(level, ""), name)
    path = Path(mkdtemp()) / f"{level or 'small'}.jsonl"
    play_script(scenario, 1, script, until_s=LEFT_S.get(level), journal=path, tell=lambda _: None)
    return path


@cache
def _scenario(level: str) -> Scenario:
    return load_level(level) if level else small_night()


def _recording(level: str = "") -> Recording:
    return Recording(read_journal(_journal(level)), _scenario(level))


def _fresh(level: str, second: int) -> Run:
    """A new run that was told everything that the journal's player said up to a second, and stands there."""
    journal = read_journal(_journal(level))
    run = Run(_scenario(level), journal.header.seed)
    for record in journal.records:
        if isinstance(record, Said) and record.second <= second:
            run.submit(record)
    run.advance_to(second)
    return run


def _seen(run: Run) -> Snapshot:
    """What a board shows of a run, but for the clock."""
    return replace(Observer(run, Clock(run.second)).snapshot(), second=0, version=0)


# Going to a second.


@pytest.mark.parametrize(("level", "times"), [("", 12), ("empty-answer", 6), ("long-night", 2)])
def test_any_second_forwards_and_backwards_is_what_a_fresh_run_shows(level: str, times: int) -> None:
    """State, board and timeline; to and fro at random."""
    recording = _recording(level)
    dice = random.Random(7)
    for _ in range(times):
        second = dice.randint(recording.begin_s, recording.end_s)
        recording.seek(second)
        fresh = _fresh(level, second)
        assert recording.second == second
        assert recording.run.digest() == fresh.digest(), second
        assert _seen(recording.run) == _seen(fresh), second
        assert happenings(recording.run) == happenings(fresh), second
        assert recording.run.said == fresh.said


def test_it_begins_where_the_night_does_and_knows_its_end() -> None:
    """The whole run is known, wherever the recording stands."""
    recording = _recording()
    assert recording.second == recording.begin_s == -120
    assert recording.run.said == []
    assert recording.reel.ended == "resolved"
    assert recording.reel.end_s == recording.end_s == 44 * 60
    assert recording.record.outcome == "resolved"
    kinds = [moment.kind for moment in recording.reel.moments]
    assert kinds.count(Kind.PAGE) == 1
    assert kinds.count(Kind.POST) == 3
    assert {"sev 1", "resolve"} <= {moment.text for moment in recording.reel.moments}
    assert [moment.second for moment in recording.reel.moments] == sorted(
        moment.second for moment in recording.reel.moments
    )


def test_beyond_the_ends_are_the_ends() -> None:
    """There is nothing before the begin and nothing behind the end."""
    recording = _recording()
    recording.seek(10**9)
    assert (recording.second, recording.over_here) == (recording.end_s, True)
    recording.seek(-(10**9))
    assert (recording.second, recording.over_here) == (recording.begin_s, False)


def test_it_can_begin_at_a_moment() -> None:
    """Whoever wants a moment of the night does not wait for the way to it."""
    recording = Recording(read_journal(_journal("")), small_night(), 300)
    assert recording.second == recording.run.second == 300
    assert recording.run.digest() == _fresh("", 300).digest()


def test_a_far_moment_comes_nearer_with_each_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """No single look runs for longer than a stride; the clock does not run on meanwhile."""
    recording = _recording()
    recording.advance(100.0)
    recording.head_for(recording.end_s)
    looks = [100.0]
    while recording.heading_s is not None:
        before = recording.run.second
        looks.append(looks[-1] + 1.0)
        recording.advance(looks[-1])
        assert recording.run.second - before <= STRIDE_S
    assert len(looks) > 5
    assert recording.second == recording.end_s
    recording.head_for(recording.begin_s + STRIDE_S)
    assert recording.heading_s is None  # back is quick


def test_back_from_a_far_moment_is_what_a_fresh_run_shows() -> None:
    """Also if nobody looked at the state on the way, so that services which coast were never asked to catch up."""
    recording = _recording("empty-answer")
    recording.head_for(recording.end_s)
    now = 0.0
    while recording.heading_s is not None:
        now += 0.1
        recording.advance(now)
    recording.seek(recording.end_s - 60)
    assert recording.run.digest() == _fresh("empty-answer", recording.end_s - 60).digest()


def test_it_plays_at_every_speed_and_stops_at_its_end() -> None:
    """A real second is so many simulated ones; at the end the clock stands."""
    for speed in (1, 10, 60, 240):
        recording = _recording()
        recording.advance(0.0)
        recording.set_speed(speed)
        recording.advance(1.0)
        assert recording.second == recording.begin_s + speed
    recording.pause(True)
    recording.advance(2.0)
    assert recording.second == recording.begin_s + 240
    recording.pause(False)
    for look in range(3, 40):
        recording.advance(float(look))
    assert recording.second == recording.end_s
    assert recording.clock.paused
    recording.pause(False)
    assert recording.clock.paused
    recording.seek(0)
    recording.pause(False)
    recording.advance(40.0)
    assert recording.second == 240


def test_lines_are_said_at_their_seconds_while_it_plays() -> None:
    """Not before, and never twice."""
    recording = _recording()
    recording.seek(179)
    assert recording.run.said == []
    recording.advance(0.0)
    recording.advance(1.0)
    assert [said.line for said in recording.run.said] == ["ack all"]
    recording.seek(179)
    recording.seek(190)
    assert [said.line for said in recording.run.said] == ["ack all", "sev 1"]


def test_going_back_a_minute_is_quick_in_the_longest_night() -> None:
    """Typically well below a tenth of a second; the bound leaves room for a busy machine."""
    recording = _recording("long-night")
    recording.seek(recording.end_s)
    took = []
    while recording.second > 3600:
        begun = time.perf_counter()
        recording.seek(recording.second - 60)
        took.append(time.perf_counter() - begun)
    assert sorted(took)[len(took) // 2] < 0.1
    assert len(recording._tape._marks) >= LEFT_S["long-night"] // MARK_EVERY_S


# Looking without touching.


def test_nothing_can_be_done_in_a_recording() -> None:
    """Whatever acts is answered with a sentence; looks are answered and leave nothing behind."""
    recording = _recording()
    recording.seek(400)
    digest = recording.run.digest()
    for text in ("dns automation off", "sev 3", f"dns restore {NAME}", 'post resolved store "x" next 20', "resolve"):
        reply = recording.submit(text, confirmed=True)
        assert reply.kind is ReplyKind.REFUSED
        assert plain(reply.lines) == "This is a recording. Take over to play on from here."
    assert recording.submit(f"dig {NAME}").kind is ReplyKind.OUTPUT
    assert recording.submit("digg it").kind is ReplyKind.WRONG
    assert recording.run.digest() == digest
    assert len(recording.run.said) == len(recording.run.entries)
    recording.close()
    assert read_journal(_journal("")) == recording.journal


def test_a_seat_before_a_recording_says_so() -> None:
    """Its snapshots are new ones only when something changed, also backwards; a night cannot be ended there."""
    recording = _recording()
    seat = RecordedSeat(recording, lambda _: Seat(recording))
    assert seat.snapshot.recording
    assert seat.snapshot is seat.snapshot
    before = seat.snapshot
    recording.seek(44 * 60 - 10)
    later = seat.snapshot
    assert later.version > before.version
    assert not later.can_resolve
    seat.head_for(before.second)
    assert seat.snapshot.version > later.version
    assert replace(seat.snapshot, version=0) == replace(before, version=0)
    assert seat.journal() == str(recording.journal.path)
    assert seat.reel is recording.reel


def test_what_cannot_be_watched_says_why(tmp_path: Path) -> None:
    """A changed level, a changed state, a line that was never possible."""
    journal = read_journal(_journal(""))
    with pytest.raises(JournalError, match="another version"):
        Recording(journal, replace(small_night(), content_hash="f" * 64))
    rows = _journal("").read_text(encoding="utf-8").splitlines()
    last = {**json.loads(rows[-1]), "digest": "0" * 16}
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text("\n".join([*rows[:-1], json.dumps(last), ""]), encoding="utf-8")
    with pytest.raises(JournalError, match="does not verify: the state differs"):
        Recording(read_journal(wrong), small_night())
    lost = [row for row in rows if '"dns automation off"' not in row]
    wrong.write_text("\n".join([*lost, ""]), encoding="utf-8")
    with pytest.raises(JournalError, match="does not verify"):
        Recording(read_journal(wrong), small_night())


def test_a_cut_journal_is_watched_up_to_its_last_whole_line(tmp_path: Path) -> None:
    """As far as it is known."""
    data = _journal("").read_bytes()
    cut = tmp_path / "cut.jsonl"
    cut.write_bytes(data[: len(data) * 2 // 3])
    recording = Recording(read_journal(cut), small_night())
    assert recording.reel.ended == ""
    assert recording.end_s == read_journal(cut).last_second


# Taking over.


def _any_ticks(level: str, times: int) -> list[int]:
    """Ticks at random, always the same ones."""
    recording = _recording(level)
    dice = random.Random(11)
    return [dice.randint(recording.begin_s, recording.end_s - 60) for _ in range(times)]


@cache
def _looked_at(level: str) -> Recording:
    """A recording that nobody takes over."""
    return _recording(level)


def _edges(level: str) -> list[int]:
    """The first tick, the one of an action, the last. Where the seat passed on, only what comes behind that."""
    recording = _looked_at(level)
    passed = [change.second for change in recording.record.changeovers]
    acted = [entry.second for entry in recording.record.kept(EntryKind.CHANGE)]
    return [*(passed or [recording.begin_s, acted[0]]), recording.end_s - 1]


@pytest.mark.parametrize(("level", "times"), [("", 8), ("empty-answer", 4), ("long-night", 2)])
def test_a_fork_at_any_tick_equals_a_fresh_run_with_the_same_actions(level: str, times: int, tmp_path: Path) -> None:
    """Hash for hash, at the fork and a while later; and its journal verifies by itself."""
    _fork_as_fresh(level, _any_ticks(level, times), tmp_path)


@pytest.mark.parametrize("level", ["first-page", "everyone-at-once", "flapping"])
def test_a_fork_of_a_level_equals_a_fresh_run_from_its_first_tick_to_its_last(level: str, tmp_path: Path) -> None:
    """Where a shift was there before, its prelude is in both."""
    scenario = _scenario(level)
    assert (scenario.prelude is None) == (level == "first-page")
    assert _looked_at(level).begin_s == scenario.take_over_s
    _fork_as_fresh(level, _edges(level), tmp_path)


def test_a_fork_behind_a_handover_holds_the_note_and_not_what_was_known(tmp_path: Path) -> None:
    """The seat passed on with a note; whoever forks behind it sits where the next one sat."""
    recording = _recording("flapping")
    (change,) = recording.record.changeovers
    assert change.second == change.written_s == _edges("flapping")[0]
    recording.seek(change.second - 1)
    assert (recording.run.handover_notes, record_of(recording.run).changeovers) == ([], ())
    fork = recording.take_over(tmp_path / "fork.jsonl", change.second)
    assert len(fork.run.handover_notes) == 1
    assert record_of(fork.run).changeovers == (change,)


def _fork_as_fresh(level: str, seconds: list[int], tmp_path: Path) -> None:
    """Fork at each of these seconds, go on with something else, and do the same in a run of its own."""
    for number, second in enumerate(seconds):
        recording = _recording(level)
        fork = recording.take_over(tmp_path / f"{number}.jsonl", second)
        fresh = _fresh(level, second)
        assert fork.run.digest() == fresh.digest(), second
        for session_line in ("sev 3", "hypothesis dns 40"):
            at = max(fork.run.second, fork.clock.second)
            assert fork.submit(session_line).kind is fresh.say(session_line, "you", at, confirmed=True)[0].kind
        fork.advance_to(second + 900)
        fresh.advance_to(second + 900)
        assert fork.run.digest() == fresh.digest(), second
        assert result_of(fork.run) == result_of(fresh)
        fork.close()
        journal = read_journal(tmp_path / f"{number}.jsonl")
        again = replay(journal, _scenario(level))
        assert again.diverged == ""
        assert again.run.digest() == fresh.digest()
        assert again.compared >= 2


def test_a_fork_without_other_actions_is_the_same_night() -> None:
    """What the parent did after the fork, done again by hand, ends in the parent's last state."""
    recording = _recording()
    fork = recording.take_over(Path(mkdtemp()) / "fork.jsonl", 200)
    for record in recording.journal.records:
        if isinstance(record, Said) and record.second > 200:
            fork.advance_to(record.second)
            fork.submit(record.line, record.who, confirmed=True, second=record.second)
    ended = recording.journal.ended
    assert ended is not None
    assert (fork.run.outcome, fork.run.digest()) == (ended.outcome, ended.digest)


def test_a_fork_names_its_parent_and_stands_by_itself(tmp_path: Path) -> None:
    """Everything said up to the fork is in its journal, and nothing of what came after; it can be left and resumed."""
    recording = _recording()
    path = tmp_path / "fork.jsonl"
    fork = recording.take_over(path, 370)
    parent = read_journal(path).header.parent
    assert parent is not None
    assert (parent.journal, parent.second) == (str(_journal("").resolve()), 370)
    assert parent.digest == _fresh("", 370).digest()
    assert recording.spent
    fork.submit("sev 3")
    fork.close()
    journal = read_journal(path)
    said = [record for record in journal.records if isinstance(record, Said)]
    assert [line.line for line in said[:-1]] == [line.line for line in _fresh("", 370).said]
    assert said[-1] == Said(370, "you", "sev 3")
    again = resume(journal, small_night())
    assert again.run.digest() == fork.run.digest()
    again.close()
    assert read_journal(path).header.parent == parent


def test_beside_its_parent_a_fork_names_only_the_file(tmp_path: Path) -> None:
    """So that a folder of journals can be moved."""
    path = tmp_path / "night.jsonl"
    path.write_bytes(_journal("").read_bytes())
    fork = Recording(read_journal(path), small_night()).take_over(tmp_path / "fork.jsonl", 100)
    fork.close()
    parent = read_journal(tmp_path / "fork.jsonl").header.parent
    assert parent is not None
    assert parent.journal == "night.jsonl"


def test_nobody_takes_over_when_the_night_is_over(tmp_path: Path) -> None:
    """Just before it, somebody can."""
    recording = _recording()
    with pytest.raises(NothingLeftError, match="over at this moment"):
        recording.take_over(tmp_path / "fork.jsonl", recording.end_s)
    assert not (tmp_path / "fork.jsonl").exists()
    recording.take_over(tmp_path / "fork.jsonl", recording.end_s - 1)


def test_a_recording_stands_still_once_somebody_took_over(tmp_path: Path) -> None:
    """The run is the player's now."""
    recording = _recording()
    fork = recording.take_over(tmp_path / "fork.jsonl", 100)
    recording.advance(0.0)
    recording.advance(2.0)
    assert fork.run.second == 100


def test_a_fork_that_cannot_be_saved_is_played_all_the_same(tmp_path: Path) -> None:
    """The session says so."""
    nowhere = tmp_path / "file"
    nowhere.write_text("", encoding="utf-8")
    fork = _recording().take_over(nowhere / "fork.jsonl", 100)
    assert any("not being saved" in plain((entry.line,)) for entry in fork.run.feed)
    assert fork.submit("sev 3").kind is ReplyKind.DONE


def test_journals_without_a_parent_are_written_as_ever(tmp_path: Path) -> None:
    """The format is the same one; a parent that cannot be read is none."""
    path = tmp_path / "plain.jsonl"
    JournalWriter.create(path, Header.of(small_night(), 1)).close()
    row = json.loads(path.read_text(encoding="utf-8"))
    assert "parent" not in row
    for told in ("x", {"journal": 1}, {"journal": "a", "t": "b", "digest": "c"}):
        path.write_text(json.dumps({**row, "parent": told}) + "\n", encoding="utf-8")
        assert read_journal(path).header.parent is None


# Two nights side by side.


def _record(run: Run) -> RunRecord:
    return record_of(run)


def test_the_differences_of_two_nights(tmp_path: Path) -> None:
    """Where they part, what came of it, and what was told."""
    path = tmp_path / "night.jsonl"
    path.write_bytes(_journal("").read_bytes())
    fork = Recording(read_journal(path), small_night()).take_over(tmp_path / "fork.jsonl", 300)
    fork.advance_to(330)
    fork.submit("dns automation off")
    fork.advance_to(400)
    fork.submit(f"dns restore {NAME}")
    fork.advance_to(1800)
    fork.close()
    found = differences_with_parent(read_journal(tmp_path / "fork.jsonl"), small_night())
    assert found.forked_s == 300
    assert found.differs_s == 310  # the parent stated a hypothesis then
    assert [deed.line for deed in found.before.deeds[:2]] == ["hypothesis dns 90", "dns automation off"]
    assert [deed.line for deed in found.after.deeds] == ["dns automation off", f"dns restore {NAME}"]
    assert found.before.curve[:6] == found.after.curve[:6]
    assert found.after.weighted_minutes < found.before.weighted_minutes
    assert (found.before.outcome, found.after.outcome) == ("resolved", "unfinished")
    assert [told.second for told in found.before.posts] == [18 * 60, 40 * 60]
    assert found.after.posts == ()
    for name, before_s, after_s in found.milestones:
        assert name
        assert before_s != after_s or before_s is None or before_s <= 300


def test_the_same_night_twice_has_no_difference() -> None:
    """Looks are none."""
    record = _recording().record
    fewer = replace(record, entries=tuple([one for one in record.entries if not one.line.startswith("dig")]))
    found = differences(record, fewer, small_night(), 0)
    assert found.differs_s is None
    assert found.before.deeds == found.after.deeds == ()


def test_a_run_of_its_own_has_nothing_to_be_compared_with() -> None:
    """A sentence says so."""
    with pytest.raises(JournalError, match="not taken over"):
        differences_with_parent(read_journal(_journal("")), small_night())


def test_a_run_that_was_taken_over_is_practice() -> None:
    """It is kept with what it came from, and is nobody's best."""
    record = _recording().record
    judged = score(record, small_night())
    kept = finished(record, judged, small_night(), begun=None, ended=1, parent="night.jsonl")
    assert kept.parent == "night.jsonl"
    own = PastRun("small", "", "resolved", "C", 60, None, "")
    taken = PastRun("small", "", "resolved", "A", 95, None, "", practice=True)
    assert Past((taken, own)).best("small") is own
    assert Past((taken,)).best("small") is None
