"""Handing over within a run: what the note says, what the next player knows, and that all of it replays, rewinds and forks."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.mechanism import Mechanism
from game.engine.readings import State
from game.engine.scenario import Scenario
from game.session import handover_note, objections
from game.session.account import account
from game.session.changeover import DUE_BEFORE_S, Written
from game.session.chart_marks import marks
from game.session.clock import Clock
from game.session.dns_view import dns_view
from game.session.handover_text import as_markdown
from game.session.happenings import happenings, seen_happenings
from game.session.inspector import inspect
from game.session.instruments import WORDS
from game.session.journal import Header, JournalWriter, Said, read_journal
from game.session.ledger import Ledger
from game.session.observe import Observer
from game.session.replay import replay, resume
from game.session.result import record_of, score_of
from game.session.rewind import Recording
from game.session.run import YOU, Run
from game.session.score import score
from game.session.seat import Seat
from game.session.session import Session
from game.session.view.cascade import Kind
from game.session.view.console import Reply, ReplyKind
from game.session.view.handover import Note
from game.session.wording import plain
from tests.session.night import NAME, small_night

CHANGE_S = 20_000
LINES = (
    "ack all",
    "sev 1",
    f"dig {NAME}",
    "plans",
    "logs enactor-2",
    "logs store",
    "page dynamodb",
    "dns automation off",
    "dns automation on",
    f"dns restore {NAME}",
    "throttle store 40",
    "throttle store off",
    "mute login on",
    "hypothesis dns 80",
    'post investigating store "Calls to the store fail." next 20',
    'post identified store "The name has no addresses." next 20 cause dns',
)


@cache
def _night() -> Scenario:
    """A night with a shift change."""
    night = small_night(end_s=36_000, tick_s=5)
    teams = (replace(night.teams[0], day_people=("Nadia",)), night.teams[1])
    return replace(night, teams=teams, shift_change_s=CHANGE_S)


def _say(run: Run, line: str) -> Reply:
    return run.say(line, YOU, run.second, confirmed=True)[0]


def _dug(scenario: Scenario | None = None, second: int = 300) -> Run:
    """A run whose player found out what it is, told nobody, and stopped the automation."""
    run = Run(scenario or small_night(tick_s=5), 1)
    run.advance_to(second - 240)
    assert _say(run, "throttle store 40").kind is ReplyKind.DONE
    run.advance_to(second)
    for line in (f"dig {NAME}", "plans", "logs enactor-2", "page dynamodb", "dns automation off"):
        assert _say(run, line).kind in (ReplyKind.OUTPUT, ReplyKind.DONE), line
    return run


def _texts(note: Note, section: str) -> list[str]:
    return [line.text for it in note.sections if it.id == section for line in it.lines]


def _feed(run: Run) -> list[str]:
    return [plain((entry.line,)) for entry in run.feed]


# What the note says.


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9), st.booleans())
def test_the_note_says_what_the_board_shows_and_nothing_of_the_truth(dice: int, by_hand: bool) -> None:
    """Whatever was done: states and times are those of the tiles, and nobody asks the region how it is."""
    luck = random.Random(dice)
    run = Run(small_night(tick_s=5), 1 + dice % 3)
    for _ in range(luck.randint(0, 12)):
        run.advance_to(run.second + luck.randint(5, 400))
        _say(run, luck.choice(LINES))
    shown = Observer(run, Clock(run.second)).snapshot()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("success_for",):
            patch.setattr(Mechanism, name, _nobody_asks)
        patch.setattr(Ledger, "healthy", property(_nobody_asks))
        patch.setattr("game.session.truth.failing", _nobody_asks)
        written = Written(run.second, "mind it") if by_hand else None
        note = handover_note.note_of(run, written, at_shift_change=not by_hand)
    bad = [tile for tile in shown.tiles if tile.state is not State.OK]
    lines = [line for it in note.sections if it.id == "board" for line in it.lines]
    for tile in bad[: handover_note.MOST_SERVICES]:
        assert any(
            line.text.startswith(f"{tile.name}: {WORDS[tile.state]} since ") and line.state is tile.state
            for line in lines
        ), tile.name
    if not bad:
        assert [line.text for line in lines] == ["Everything that the board shows is well."]
    held = {tile.name for tile in shown.tiles if tile.held}
    assert all(any(name in text for text in _texts(note, "held")) for name in held)
    assert len(note.words) == (7 if by_hand else 0)


def _nobody_asks(*_: object) -> None:
    raise AssertionError("the note asked for the truth")


def test_the_note_names_what_is_held_and_how_to_put_it_back() -> None:
    """By the order that holds it; an order whose effect is to come is under way, and not held yet."""
    run = _dug()
    _say(run, "mute login on")
    early = handover_note.note_of(run, Written(run.second, ""), at_shift_change=False)
    assert any(text.startswith("`dns automation off`") for text in _texts(early, "under-way"))
    assert not any("dns automation" in text for text in _texts(early, "held"))
    assert "Login: its alarms are not heard; `mute login off` puts it back." in _texts(early, "held")
    run.advance_to(run.second + 900)
    note = handover_note.note_of(run, Written(run.second, ""), at_shift_change=False)
    held = "\n".join(_texts(note, "held"))
    assert "Store: held to 40% since" in held
    assert "`throttle store off` puts it back" in held
    assert "`dns automation on` puts it back" in held
    assert "Planner, Enactor 1, Enactor 2 and Enactor 3: off by hand" in held
    assert _texts(note, "under-way") == []


def test_a_written_note_has_causes_and_thoughts_and_one_that_nobody_wrote_has_not() -> None:
    """What was only read goes home with whoever read it; what was told to anybody stays."""
    run = _dug()
    _say(run, "hypothesis deploy 30")
    written = "\n".join(_texts(handover_note.note_of(run, Written(run.second, "x"), at_shift_change=False), "causes"))
    assert f"Proved: the record is empty (`dig {NAME}`" in written
    assert "30% sure" in written
    silent = "\n".join(_texts(handover_note.note_of(run, None, at_shift_change=True), "causes"))
    assert silent == "Nobody wrote down what was read and thought."
    _say(run, 'post identified store "The name has no addresses." next 20 cause dns')
    told = "\n".join(_texts(handover_note.note_of(run, None, at_shift_change=True), "causes"))
    assert "Proved: the record is empty; the public was told at" in told
    assert "sure" not in told


# What the next player knows.


def test_the_next_player_knows_what_the_note_says_and_nothing_else() -> None:
    """Lanes are closed, the console's past and the earlier player's lines are gone; the proved cause came with the note."""
    run = _dug()
    seat = Seat(Session(run))
    before = dns_view(run)
    assert before is not None
    assert before.record_known
    assert any(enactor.known for enactor in before.enactors)
    assert seat.say('handover "restore it next"', confirmed=True).kind is ReplyKind.DONE
    after = dns_view(run)
    assert after is not None
    assert not after.record_known
    assert not any(lane.known for lane in (after.planner, *after.enactors))
    assert after.pages == ()
    assert run.evidence.looks == []
    assert run.evidence.known() == ("dns",)
    assert "Proved: the record is empty" in "\n".join(_texts(seat.notes()[-1], "causes"))
    feed = [plain((entry.line,)) for entry in seat.snapshot.feed]
    assert len(feed) == 1
    assert feed[0].startswith("You take the seat at")
    assert [one for one in seat.happenings() if one.kind is Kind.YOU] == []
    assert any(one.kind is Kind.YOU for one in happenings(run))
    assert [mark.text for mark in marks(run, -10_000, 10_000)] == ["the first page"]
    assert inspect(run, "store").lines == ()
    assert "the shift before you" in plain(_say(run, "history").lines)
    assert "shift before" in plain(_say(run, "changes").lines)


def test_a_cause_that_nobody_wrote_down_is_not_known_any_more() -> None:
    """It has to be proved again, and nobody is blamed for keeping it from the public."""
    run = _dug(_night())
    run.advance_to(CHANGE_S)
    assert run.evidence.known() == ()
    assert run.channel.state.causes_known == ()
    _say(run, f"dig {NAME}")
    assert run.evidence.known() == ("dns",)


def test_needs_that_came_to_light_go_on_only_in_a_note() -> None:
    """Who found them writes them down, or they are found again."""
    for line, kept in (("handover", True), ("", False)):
        run = _dug(_night())
        edge = ("login", "store")
        run.hidden.edges = (edge,)
        run.hidden.find(run.second, [edge])
        if line:
            _say(run, line)
            assert _texts(run.handover_notes[-1], "needs") == ["Login cannot do without Store."]
        else:
            run.advance_to(CHANGE_S)
            assert _texts(run.handover_notes[-1], "needs") == []
        assert (run.hidden.found_s(*edge) is not None) is kept


def test_the_report_tells_the_whole_night() -> None:
    """Looks of every player, in order, and the note as an act."""
    run = _dug()
    _say(run, 'handover "x"')
    _say(run, "status store")
    told = account(run)
    assert [look.line for look in told.looks] == [f"dig {NAME}", "plans", "logs enactor-2", "status store"]
    assert "wrote a note for the next shift" in [act.text for act in told.debrief.acts]


def test_the_debrief_tells_of_the_shift_change() -> None:
    """Among the player's acts, at its time; with or without a note."""
    for line, told in (
        ("handover", "your shift ended; the note went with the seat"),
        ("status", "your shift ended without a note"),
    ):
        run = _dug(_night())
        run.advance_to(CHANGE_S - 600)
        _say(run, line)
        run.advance_to(CHANGE_S + 600)
        _say(run, "sev 2")
        acts = [(act.second, act.text) for act in account(run).debrief.acts]
        assert (CHANGE_S, told) in acts
        assert acts == sorted(acts, key=lambda act: act[0])


def test_once_the_night_is_over_everybody_looks_back_together() -> None:
    """Feed and timeline are whole again."""
    run = _dug()
    _say(run, "handover")
    seat = Seat(Session(run))
    some = len(seat.snapshot.feed)
    run.advance_to(run.scenario.end_s)
    assert run.ended
    assert len(seat.snapshot.feed) > some + 2
    assert seen_happenings(run) == happenings(run)


# When it happens.


def test_at_any_other_time_the_seat_passes_on_at_once_and_it_asks_first() -> None:
    """Unasked, nothing has changed; said, everything stands still until somebody sits there."""
    run = _dug()
    seat = Seat(Session(run))
    before = run.digest()
    assert seat.say('handover "x"').kind is ReplyKind.CONFIRM
    assert run.digest() == before
    assert not seat.snapshot.vacant
    seat.say('handover "x"', confirmed=True)
    assert seat.snapshot.vacant
    assert seat.snapshot.paused
    seat.pause(False)
    seat.advance(0.0)
    seat.advance(100.0)
    assert seat.snapshot.paused
    second = run.second
    seat.take_seat()
    assert not seat.snapshot.vacant
    assert seat.snapshot.paused
    seat.pause(False)
    seat.advance(200.0)
    seat.advance(201.9)
    seat.advance(212.0)
    assert run.second > second
    assert len(seat.notes()) == 1


def test_before_the_shift_change_the_note_waits_and_can_be_written_anew() -> None:
    """It is handed over with the last words and with how things stand then; the one who leaves keeps what they know till then."""
    run = _dug(_night())
    run.advance_to(CHANGE_S - 1000)
    assert objections.question(run, run.grammar.parse("handover")) is None  # type: ignore[arg-type]
    assert "Written." in plain(_say(run, 'handover "first"').lines)
    assert "Written anew." in plain(_say(run, 'handover "mind the record"').lines)
    assert run.handover_notes == []
    assert run.evidence.looks != []
    _say(run, "throttle login 70")
    run.advance_to(CHANGE_S)
    (note,) = run.handover_notes
    assert (note.words, note.at_shift_change, note.second) == ("mind the record", True, CHANGE_S)
    assert any("held to 70%" in text for text in _texts(note, "held"))
    assert run.evidence.known() == ("dns",)
    assert run.evidence.looks == []
    assert run.state.changeovers.written is None


def test_the_board_says_that_the_shift_ends_and_the_clock_slows() -> None:
    """Twenty minutes before, once; not in a level without a shift change, and not for who came late in the night."""
    run = Run(_night(), 1)
    run.advance_to(CHANGE_S - DUE_BEFORE_S - 60)
    seat = Seat(Session(run))
    seat.set_speed(240)
    seat.advance(0.0)
    assert seat.snapshot.hand_over_s is None
    for tenth in range(1, 10):
        seat.advance(tenth / 10)
    assert run.second == CHANGE_S - DUE_BEFORE_S
    assert seat.snapshot.speed == 1
    assert (seat.snapshot.hand_over_s, seat.snapshot.noted) == (CHANGE_S, False)
    told = [text for text in _feed(run) if text.startswith("Your shift ends at")]
    assert told == ['Your shift ends at 05:21. `handover "..."` writes the note that the next one plays on from.']
    seat.say('handover "x"')
    assert seat.snapshot.noted
    late = Run(replace(_night(), take_over_s=CHANGE_S - 3600), 1)
    late.advance_to(CHANGE_S + 60)
    assert late.handover_notes == []
    assert not any("shift ends" in text for text in _feed(late))


def test_the_shift_change_takes_the_seat_from_who_wrote_nothing() -> None:
    """On a running clock all stands still there, and the note says that nobody wrote it."""
    run = _dug(_night())
    run.advance_to(CHANGE_S - 60)
    seat = Seat(Session(run))
    seat.set_speed(60)
    for tenth in range(40):
        seat.advance(tenth / 10)
    assert run.second == CHANGE_S
    assert seat.snapshot.vacant
    assert seat.snapshot.paused
    (note,) = seat.notes()
    assert (note.written_s, note.words, note.at_shift_change) == (None, "", True)


def test_handing_over_is_no_way_to_be_fresh() -> None:
    """Hours and hands are those of the seat; only at the shift change somebody fresh sits down."""
    run = _dug(_night(), 18_800)
    you = run.people.state.persons[0]
    _say(run, "handover")
    assert run.people.state.persons[0] == you
    run.advance_to(CHANGE_S)
    assert run.people.state.persons[0].since_s == CHANGE_S


# Score.


def test_a_note_in_time_earns_its_point() -> None:
    """All of it with words, half without, none if nobody wrote one; all where the seat stayed."""
    shares = []
    for line in ('handover "mind the record"', "handover", "status"):
        run = _dug(_night())
        run.advance_to(CHANGE_S - 600)
        _say(run, line)
        run.advance_to(CHANGE_S + 60)
        shares.append(next(mark.share for mark in score_of(run).marks if mark.criterion.id == "handed-over"))
    stayed = next(mark.share for mark in score_of(_dug()).marks if mark.criterion.id == "handed-over")
    assert (*shares, stayed) == (1.0, 0.5, 0.0, 1.0)


def test_a_risky_change_is_aimed_by_its_own_player() -> None:
    """A look of whoever sat there before does not count; what the note names as held does."""

    def unaimed(*lines: str) -> list[str]:
        run = Run(small_night(tick_s=5), 1)
        run.advance_to(300)
        for line in lines:
            _say(run, line)
            run.advance_to(run.second + 240)
        marks_of = {mark.criterion.id: mark for mark in score(record_of(run), run.scenario).marks}
        return [str(marks_of["aimed"].reason)]

    fine = ["Each risky change was aimed at something that had been looked at."]
    assert unaimed("status login", "throttle login 50") == fine
    assert unaimed("status login", "handover", "throttle login 50") != fine
    assert unaimed("status login", "handover", "status login", "throttle login 50") == fine
    assert unaimed("status login", "throttle login 50", "handover", "throttle login off") == fine


# Replays, rewinds, forks.


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
    run = _dug(_night())
    mark, digest, looks = run.mark(), run.digest(), list(run.evidence.looks)
    ends = []
    for _ in range(2):
        _say(run, 'handover "x"')
        run.advance_to(run.second + 600)
        _say(run, f"dig {NAME}")
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
        run = _dug()
        _say(run, line)
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
    run = _dug()
    _say(run, 'handover "restore it next"')
    scenario = run.scenario
    text = as_markdown(tuple(run.handover_notes), scenario.title, scenario.zero, scenario.zone)
    assert "drill" in text.splitlines()[0]
    for section in run.handover_notes[0].sections:
        assert f"### {section.title.capitalize()}" in text
        assert all(f"- {line.text}" in text for line in section.lines)
