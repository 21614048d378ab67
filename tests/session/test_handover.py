"""Handing over within a run: what the note says, what the next player knows, and that all of it replays, rewinds and forks."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.mechanism import Mechanism
from game.engine.readings import State
from game.session import objections
from game.session.clock import Clock
from game.session.handover import handover_note
from game.session.handover.changeover import DUE_BEFORE_S, Written
from game.session.judging.account import account
from game.session.judging.result import record_of, score_of
from game.session.judging.score import score
from game.session.language.wording import plain
from game.session.ledger import Ledger
from game.session.run import Run
from game.session.seat import Seat
from game.session.session import Session
from game.session.showing.chart_marks import marks
from game.session.showing.dns_view import dns_view
from game.session.showing.happenings import happenings, seen_happenings
from game.session.showing.inspector import inspect
from game.session.showing.instruments import WORDS
from game.session.showing.observe import Observer
from game.session.view.cascade import Kind
from game.session.view.console import ReplyKind
from game.session.view.handover import Note
from tests.session.night import NAME, small_night
from tests.session.shift_changes import CHANGE_S, dug, long_shift, said

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
        said(run, luck.choice(LINES))
    shown = Observer(run, Clock(run.second)).snapshot()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("success_for",):
            patch.setattr(Mechanism, name, _nobody_asks)
        patch.setattr(Ledger, "healthy", property(_nobody_asks))
        patch.setattr("game.session.telling.truth.failing", _nobody_asks)
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
    run = dug()
    said(run, "mute login on")
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
    run = dug()
    said(run, "hypothesis deploy 30")
    written = "\n".join(_texts(handover_note.note_of(run, Written(run.second, "x"), at_shift_change=False), "causes"))
    assert f"Proved: the record is empty (`dig {NAME}`" in written
    assert "30% sure" in written
    silent = "\n".join(_texts(handover_note.note_of(run, None, at_shift_change=True), "causes"))
    assert silent == "Nobody wrote down what was read and thought."
    said(run, 'post identified store "The name has no addresses." next 20 cause dns')
    told = "\n".join(_texts(handover_note.note_of(run, None, at_shift_change=True), "causes"))
    assert "Proved: the record is empty; the public was told at" in told
    assert "sure" not in told


# What the next player knows.


def test_the_next_player_knows_what_the_note_says_and_nothing_else() -> None:
    """Lanes are closed, the console's past and the earlier player's lines are gone; the proved cause came with the note."""
    run = dug()
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
    assert "the shift before you" in plain(said(run, "history").lines)
    assert "shift before" in plain(said(run, "changes").lines)


def test_a_cause_that_nobody_wrote_down_is_not_known_any_more() -> None:
    """It has to be proved again, and nobody is blamed for keeping it from the public."""
    run = dug(long_shift())
    run.advance_to(CHANGE_S)
    assert run.evidence.known() == ()
    assert run.channel.state.causes_known == ()
    said(run, f"dig {NAME}")
    assert run.evidence.known() == ("dns",)


def test_needs_that_came_to_light_go_on_only_in_a_note() -> None:
    """Who found them writes them down, or they are found again."""
    for line, kept in (("handover", True), ("", False)):
        run = dug(long_shift())
        edge = ("login", "store")
        run.hidden.edges = (edge,)
        run.hidden.find(run.second, [edge])
        if line:
            said(run, line)
            assert _texts(run.handover_notes[-1], "needs") == ["Login cannot do without Store."]
        else:
            run.advance_to(CHANGE_S)
            assert _texts(run.handover_notes[-1], "needs") == []
        assert (run.hidden.found_s(*edge) is not None) is kept


def test_the_report_tells_the_wholelong_shift() -> None:
    """Looks of every player, in order, and the note as an act."""
    run = dug()
    said(run, 'handover "x"')
    said(run, "status store")
    told = account(run)
    assert [look.line for look in told.looks] == [f"dig {NAME}", "plans", "logs enactor-2", "status store"]
    assert "wrote a note for the next shift" in [act.text for act in told.debrief.acts]


def test_the_debrief_tells_of_the_shift_change() -> None:
    """Among the player's acts, at its time; with or without a note."""
    for line, told in (
        ("handover", "your shift ended; the note went with the seat"),
        ("status", "your shift ended without a note"),
    ):
        run = dug(long_shift())
        run.advance_to(CHANGE_S - 600)
        said(run, line)
        run.advance_to(CHANGE_S + 600)
        said(run, "sev 2")
        acts = [(act.second, act.text) for act in account(run).debrief.acts]
        assert (CHANGE_S, told) in acts
        assert acts == sorted(acts, key=lambda act: act[0])


def test_once_the_night_is_over_everybody_looks_back_together() -> None:
    """Feed and timeline are whole again."""
    run = dug()
    said(run, "handover")
    seat = Seat(Session(run))
    some = len(seat.snapshot.feed)
    run.advance_to(run.scenario.end_s)
    assert run.ended
    assert len(seat.snapshot.feed) > some + 2
    assert seen_happenings(run) == happenings(run)


# When it happens.


def test_at_any_other_time_the_seat_passes_on_at_once_and_it_asks_first() -> None:
    """Unasked, nothing has changed; said, everything stands still until somebody sits there."""
    run = dug()
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
    run = dug(long_shift())
    run.advance_to(CHANGE_S - 1000)
    assert objections.question(run, run.grammar.parse("handover")) is None  # type: ignore[arg-type]
    assert "Written." in plain(said(run, 'handover "first"').lines)
    assert "Written anew." in plain(said(run, 'handover "mind the record"').lines)
    assert run.handover_notes == []
    assert run.evidence.looks != []
    said(run, "throttle login 70")
    run.advance_to(CHANGE_S)
    (note,) = run.handover_notes
    assert (note.words, note.at_shift_change, note.second) == ("mind the record", True, CHANGE_S)
    assert any("held to 70%" in text for text in _texts(note, "held"))
    assert run.evidence.known() == ("dns",)
    assert run.evidence.looks == []
    assert run.state.changeovers.written is None


def test_the_board_says_that_the_shift_ends_and_the_clock_slows() -> None:
    """Twenty minutes before, once; not in a level without a shift change, and not for who came late in the night."""
    run = Run(long_shift(), 1)
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
    late = Run(replace(long_shift(), take_over_s=CHANGE_S - 3600), 1)
    late.advance_to(CHANGE_S + 60)
    assert late.handover_notes == []
    assert not any("shift ends" in text for text in _feed(late))


def test_the_shift_change_takes_the_seat_from_who_wrote_nothing() -> None:
    """On a running clock all stands still there, and the note says that nobody wrote it."""
    run = dug(long_shift())
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
    run = dug(long_shift(), 18_800)
    you = run.people.state.persons[0]
    said(run, "handover")
    assert run.people.state.persons[0] == you
    run.advance_to(CHANGE_S)
    assert run.people.state.persons[0].since_s == CHANGE_S


# Score.


def test_a_note_in_time_earns_its_point() -> None:
    """All of it with words, half without, none if nobody wrote one; all where the seat stayed."""
    shares = []
    for line in ('handover "mind the record"', "handover", "status"):
        run = dug(long_shift())
        run.advance_to(CHANGE_S - 600)
        said(run, line)
        run.advance_to(CHANGE_S + 60)
        shares.append(next(mark.share for mark in score_of(run).marks if mark.criterion.id == "handed-over"))
    stayed = next(mark.share for mark in score_of(dug()).marks if mark.criterion.id == "handed-over")
    assert (*shares, stayed) == (1.0, 0.5, 0.0, 1.0)


def test_a_risky_change_is_aimed_by_its_own_player() -> None:
    """A look of whoever sat there before does not count; what the note names as held does."""

    def unaimed(*lines: str) -> list[str]:
        run = Run(small_night(tick_s=5), 1)
        run.advance_to(300)
        for line in lines:
            said(run, line)
            run.advance_to(run.second + 240)
        marks_of = {mark.criterion.id: mark for mark in score(record_of(run), run.scenario).marks}
        return [str(marks_of["aimed"].reason)]

    fine = ["Each risky change was aimed at something that had been looked at."]
    assert unaimed("status login", "throttle login 50") == fine
    assert unaimed("status login", "handover", "throttle login 50") != fine
    assert unaimed("status login", "handover", "status login", "throttle login 50") == fine
    assert unaimed("status login", "throttle login 50", "handover", "throttle login off") == fine
