"""A run with handovers replays, rewinds, forks and is gone on with; its notes survive being written down."""

from __future__ import annotations

import random
from pathlib import Path

from game.engine.scenario import Scenario
from game.session.handover.handover_text import as_markdown
from game.session.journal import Header, JournalWriter, Said, read_journal
from game.session.language.wording import plain
from game.session.replaying.replay import replay, resume
from game.session.replaying.rewind import Recording
from game.session.run import YOU, Run
from game.session.seat import Seat
from game.session.session import Session
from game.session.showing.happenings import seen_happenings
from tests.session.night import NAME, small_night
from tests.session.shift_changes import dug, long_shift, said


def _journal(path: Path, lines: list[tuple[int, str]], scenario: Scenario, until_s: int) -> Run:
    """A played journal with checkpoints; the run that wrote it."""
    session = Session(Run(scenario, 1), JournalWriter.create(path, Header.of(scenario, 1)))
    for second, line in lines:
        session.advance_to(second)
        session.submit(line, confirmed=True, second=second)
    session.advance_to(until_s)
    session.close()
    return session.run


_PLAYED = [
    (300, f"dig {NAME}"),
    (320, "plans"),
    (340, "dns automation off"),
    (520, "handover \"restore it next; 'mind' the caches\""),
    (560, "notes"),
    (600, f"dig {NAME}"),
    (640, f"dns restore {NAME}"),
    (900, "handover"),
    (960, "status store"),
]


def test_a_journal_with_handovers_replays_rewinds_and_forks(tmp_path: Path) -> None:
    """Hash for hash: run again, gone to any second to and fro, and taken over before, between and after."""
    scenario = small_night(end_s=3600, tick_s=5)
    path = tmp_path / "night.jsonl"
    run = _journal(path, _PLAYED, scenario, 1800)
    replayed = replay(read_journal(path), scenario)
    assert replayed.diverged == ""
    assert replayed.run.digest() == run.digest()
    assert replayed.run.handover_notes == run.handover_notes
    assert len(run.handover_notes) == 2
    recording = Recording(read_journal(path), scenario)
    dice = random.Random(3)
    for second in [520, 519, 1000, 523, 899, 901, *[dice.randint(-120, 1800) for _ in range(12)]]:
        recording.seek(second)
        fresh = Run(scenario, 1)
        for at, line in _PLAYED:
            if at <= second:
                fresh.submit(Said(at, YOU, line))
        fresh.advance_to(second)
        assert recording.run.digest() == fresh.digest(), second
        assert recording.run.handover_notes == fresh.handover_notes
        assert recording.run.evidence.looks == fresh.evidence.looks
        assert seen_happenings(recording.run) == seen_happenings(fresh)
    for number, second in enumerate((400, 700, 1200)):
        fork = Recording(read_journal(path), scenario).take_over(tmp_path / f"fork-{number}.jsonl", second)
        assert not fork.vacant
        fork.submit("status store")
        fork.close()
        again = replay(read_journal(tmp_path / f"fork-{number}.jsonl"), scenario)
        assert again.diverged == ""
        assert again.run.digest() == fork.run.digest()


def test_rewinding_over_a_handover_brings_back_what_was_known() -> None:
    """Looks, needs, notes and the causes that are kept back."""
    run = dug(long_shift())
    mark, digest, looks = run.mark(), run.digest(), list(run.evidence.looks)
    ends = []
    for _ in range(2):
        said(run, 'handover "x"')
        run.advance_to(run.second + 600)
        said(run, f"dig {NAME}")
        ends.append((run.digest(), list(run.handover_notes)))
        run.rewind(mark)
        assert run.digest() == digest
        assert run.evidence.looks == looks
        assert run.evidence.handed_over == ()
        assert run.handover_notes == []
    assert ends[0] == ends[1]


def test_what_was_handed_over_decides_the_fingerprint() -> None:
    """The same looks with and without a handover are two states."""
    states = []
    for line in ("handover", 'handover "x"', "sev 1"):
        run = dug()
        said(run, line)
        states.append(run.digest())
    assert len(set(states)) == 3


def test_a_run_left_at_the_handover_goes_on_with_its_note(tmp_path: Path) -> None:
    """Whoever continues it finds a vacant seat; once they have said something, they are who sits there."""
    scenario = small_night(end_s=3600, tick_s=5)
    path = tmp_path / "night.jsonl"
    _journal(path, _PLAYED[:4], scenario, 0)
    session = resume(read_journal(path), scenario)
    seat = Seat(session)
    assert seat.snapshot.vacant
    assert seat.notes()[0].words == "restore it next; 'mind' the caches"
    seat.take_seat()
    seat.say("notes")
    assert "restore it next" in plain(session.run.tools["tool.notes"].output(session.run, ()))
    session.close()
    later = resume(read_journal(path), scenario)
    assert not later.vacant
    later.close()


def test_words_survive_their_journal() -> None:
    """Quotes, blanks and words of the console inside a note are spelled so that they are read again as they were."""
    run = Run(small_night(), 1)
    for words in ("notes", 'he said "stop"', "a  b", "off", "x" * 400):
        parsed = run.grammar.parse(f'handover "{words}"')
        again = run.grammar.parse(parsed.line)  # type: ignore[union-attr]
        assert again == parsed
    assert run.grammar.parse("hand over now").line == 'handover "now"'  # type: ignore[union-attr]
    assert run.grammar.parse("handover notes").line == "notes"  # type: ignore[union-attr]


def test_notes_can_be_kept_as_markdown() -> None:
    """Every section and every line of it, and that it is a drill."""
    run = dug()
    said(run, 'handover "restore it next"')
    scenario = run.scenario
    text = as_markdown(tuple(run.handover_notes), scenario.title, scenario.zero, scenario.zone)
    assert "drill" in text.splitlines()[0]
    for section in run.handover_notes[0].sections:
        assert f"### {section.title.capitalize()}" in text
        assert all(f"- {line.text}" in text for line in section.lines)
