"""The worked example of the first page: it goes by the state of the run, and nobody can get stuck or lost in it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from game.content.load import load_level
from game.session.helping.companion import NAME
from game.session.helping.guidance import Guidance
from game.session.helping.lesson import SHOW_ME, STUCK_S
from game.session.journal import read_journal
from game.session.judging.debrief import debrief
from game.session.judging.result import record_of
from game.session.judging.score import score
from game.session.language.whereabouts import whereabouts
from game.session.language.wording import plain
from game.session.replaying.recorded_seat import RecordedSeat
from game.session.replaying.replay import replay, resume
from game.session.replaying.rewind import Recording
from game.session.seat import Seat
from game.session.staff.person import Presence
from game.session.view.console import ReplyKind
from game.session.view.talk import Speaker
from tests.session.colleague import FRAME_S, Beside

TAKE, RESTORE = "There is the page", "Your turn: put it back"
KEY = re.compile(r"\{[a-z_]+\.[a-z_]+\}")


@pytest.mark.parametrize("choice", [1, 2, 3])
def test_somebody_who_only_does_what_is_asked_wins_with_a_good_grade(choice: int) -> None:
    """Whatever they answer. Nobody says more than three lines at a time, and they stay for as long as reading takes."""
    beside = Beside()
    beside.follow(choice=choice)
    run = beside.session.run
    assert run.ended == "resolved"
    assert beside.now - 1000.0 < 9 * 60
    judged = score(record_of(run), run.scenario)
    assert judged.grade.startswith("A"), (judged.total, judged.grade)
    assert all(judgement.truthful for judgement in run.channel.state.judgements)
    assert all(0 < len(talk.lines) <= 3 and talk.speaker is Speaker.COLLEAGUE for talk in beside.heard)
    assert max(len(KEY.sub("ctrl+s", line)) for line in beside.words) <= 70


def test_the_first_thing_to_do_and_the_first_curve_come_within_a_minute() -> None:
    """Of real time, at the night's own pace."""
    beside = Beside()
    beside.wait_for(TAKE, 60)
    assert beside.now - 1000.0 < 45
    connect = next(tile for tile in beside.seat.snapshot.tiles if tile.component == "connect")
    assert connect.value is not None
    assert connect.value > 0.2


def test_words_stand_for_as_long_as_it_takes_to_read_them() -> None:
    """Twenty characters a second are quick; those of a turn stand until it is over."""
    beside = Beside()
    hello = beside.talk
    assert hello is not None
    beside.wait(60, lambda: beside.talk is not hello)
    assert beside.now - 1000.0 >= len("".join(hello.lines)) / 20
    assert beside.talk is None
    beside.wait_for(TAKE)
    turn = beside.talk
    beside.wait(STUCK_S - 2)
    assert beside.talk is turn


def test_without_its_cause_nothing_is_spoken_of_that_did_not_come() -> None:
    """She says hello, and is silent in a night in which nothing fails."""
    scenario = load_level("first-page")
    calm = replace(scenario, region=replace(scenario.region, faults=()))
    beside = Beside(calm)
    beside.wait(240)
    assert beside.session.run.second > 200
    assert len(beside.heard) == 1
    assert beside.talk is None
    assert beside.said_by(NAME) == []


def test_what_somebody_did_before_they_were_asked_is_left_out() -> None:
    """The repair ordered at once: no questions about where it may come from; the look and the words still come."""
    beside = Beside()
    beside.wait_for(TAKE)
    beside.seat.say("dns restore connect")
    beside.wait_for("By hand it takes", 60)
    assert [talk.lines for talk in beside.heard if talk.choices] == []
    assert RESTORE not in " ".join(beside.words)
    assert [line.split()[0] for line in beside.said_by(NAME)] == ["ack", "status", "sev", "post", "page"]
    beside.follow()
    assert beside.session.run.ended == "resolved"


def test_looking_ahead_leaves_out_words_and_nothing_that_has_to_be_done() -> None:
    """The player digs while she asks what to do first: she still writes to customers, and shows no more looks before it."""
    beside = Beside()
    beside.wait_for(TAKE)
    beside.seat.say("ack all")
    beside.wait_for("What would you do first?")
    beside.seat.say("dig connect")
    beside.seat.reply(2)
    beside.wait_for("What does that tell you?")
    assert [line.split()[0] for line in beside.said_by(NAME)] == ["status", "sev", "post"]


def test_whoever_acts_instead_of_answering_is_not_held() -> None:
    """An update, typed while she asks what to do first: the clock goes on, and so does she."""
    beside = Beside()
    beside.wait_for(TAKE)
    beside.seat.say("ack all")
    beside.wait_for("What would you do first?")
    beside.seat.say('post investigating connect "Calls fail. We look." next 10')
    beside.wait_for("Now I look", 5)
    assert not beside.seat.snapshot.paused
    assert [line.split()[0] for line in beside.said_by(NAME)] == ["status", "sev"]


def test_a_question_holds_the_clock_and_an_answer_lets_it_go() -> None:
    """Thinking costs nothing; whoever had stopped the clock before finds it stopped afterwards."""
    beside = Beside()
    beside.wait_for(TAKE)
    beside.seat.say("ack all")
    beside.wait_for("What would you do first?")
    second = beside.session.run.second
    beside.wait(120)
    assert beside.seat.snapshot.paused
    assert beside.session.run.second == second
    beside.seat.reply(7)  # no answer of this question
    assert beside.says("What would you do first?")
    beside.seat.reply(3)
    assert beside.says("tells us nothing")
    beside.wait(20)
    assert not beside.seat.snapshot.paused
    beside.wait_for("What does that tell you?")
    beside.seat.pause(False)
    beside.wait(1)
    beside.seat.pause(True)
    beside.seat.reply(1)
    beside.wait(30)
    assert beside.seat.snapshot.paused


def test_the_player_may_let_the_clock_run_while_a_question_waits() -> None:
    """Then it runs, and the answer is still taken."""
    beside = Beside()
    beside.wait_for(TAKE)
    beside.seat.say("ack all")
    beside.wait_for("What would you do first?")
    second = beside.session.run.second
    beside.seat.pause(False)
    beside.wait(20)
    assert beside.session.run.second >= second + 15
    beside.seat.reply(1)
    beside.wait_for("I publish that we look")


def test_whoever_is_stuck_hears_it_in_other_words_and_can_be_shown() -> None:
    """After half a minute; what she types then is hers in the journal."""
    beside = Beside()
    beside.wait_for(TAKE)
    first = beside.talk
    beside.wait(STUCK_S + 1)
    again = beside.talk
    assert again is not None
    assert first is not None
    assert again.number > first.number
    assert again.lines != first.lines
    assert again.choices == (SHOW_ME,)
    assert not again.waits
    beside.seat.reply(1)
    assert beside.said_by(NAME) == ["ack all"]
    beside.wait_for("how bad is it?", 10)


def test_somebody_who_never_does_anything_but_be_shown_sees_it_through() -> None:
    """The first choice each time, and nothing else."""
    beside = Beside()
    for _ in range(120):
        if beside.wait(30, lambda: beside.talk is not None and bool(beside.talk.choices)):
            beside.seat.reply(1)
        if beside.session.run.ended:
            break
    assert beside.session.run.ended == "resolved"
    assert [said.who for said in beside.session.run.said if not said.look] == [NAME] * 8


def test_the_end_is_hers_to_speak_of_as_soon_as_it_can_be_declared() -> None:
    """The prompt offers the end and she asks for the last word to customers in the same moment, and that word is true."""
    beside = Beside()
    beside.wait_for(TAKE)
    for line in ("ack all", "dns restore connect"):
        beside.seat.say(line)
    beside.wait_for("It is in.")
    beside.seat.say("dig connect")
    assert beside.wait(600, lambda: beside.seat.snapshot.can_resolve)
    assert beside.says("It has held.")
    asked = beside.seat.say("resolve")
    assert asked.kind is ReplyKind.CONFIRM
    assert asked.by_name
    assert "Customers were not told that it is over" in plain(asked.lines)
    assert not beside.session.run.ended
    reply = beside.seat.say('post resolved connect "Connect works as usual again." cause dns')
    assert reply.kind is ReplyKind.DONE
    assert beside.session.run.channel.state.judgements[-1].truthful
    assert beside.seat.say("resolve").kind is ReplyKind.DONE
    assert beside.session.run.ended == "resolved"


def test_the_end_may_be_declared_without_a_last_word() -> None:
    """Whoever says yes to the question ends it so."""
    beside = Beside()
    beside.wait_for(TAKE)
    for line in ("ack all", "dns restore connect", 'post investigating connect "Calls fail. We look." next 10'):
        beside.seat.say(line)
    beside.seat.skip()
    assert beside.wait(600, lambda: beside.seat.snapshot.can_resolve)
    assert beside.seat.say("resolve").kind is ReplyKind.CONFIRM
    assert beside.seat.say("resolve", confirmed=True).kind is ReplyKind.DONE


def test_her_lines_are_hers_in_the_debrief_and_doing_as_told_costs_nothing() -> None:
    """A severity that she declared stands under her name; by day a call wakes nobody, and what she thinks is noted."""
    beside = Beside()
    beside.follow()
    scenario = beside.session.run.scenario
    record = record_of(beside.session.run)
    acts = debrief(record, scenario).acts
    assert {act.who for act in acts} == {"you", NAME}
    assert all(act.text.startswith(f"{NAME}: ") == (act.who == NAME) for act in acts)
    assert f"{NAME}: sev 3" in [act.text for act in acts]
    judged = score(record, scenario)
    lost = {mark.criterion.id for mark in judged.marks if mark.points < mark.criterion.of * 0.9}
    assert not lost & {"asked", "not-everybody", "calibrated", "acknowledged", "declared", "first-update"}
    board = [person.presence for person in beside.session.run.people.state.persons if person.day]
    assert Presence.OFFICE in board
    assert "asleep" not in str(whereabouts(beside.session.run.people, "edge"))


def test_a_stopped_clock_stops_her_too() -> None:
    """While the player has paused, nothing is taken away and nothing is typed."""
    beside = Beside()
    beside.wait_for(TAKE)
    beside.seat.pause(True)
    beside.wait(120)
    assert beside.says(TAKE)
    beside.seat.say("ack all")
    beside.wait(60)
    assert beside.says("how bad is it?")
    assert beside.said_by(NAME) == []
    beside.seat.pause(False)
    beside.wait_for("severity 3", 30)


@pytest.mark.parametrize("after", range(12))
def test_it_can_be_skipped_at_every_step(after: int) -> None:
    """She says one word more and is gone for good; the clock is not held, and the level can be won alone."""
    beside = Beside()
    for _ in range(after):
        number = beside.heard[-1].number
        beside.wait(120, lambda known=number: beside.heard[-1].number != known)  # type: ignore[misc]
        beside.obey()
    beside.wait(60, lambda: beside.talk is not None)
    assert beside.talk is not None
    assert beside.talk.skip == "you play alone"
    hers = beside.said_by(NAME)
    beside.seat.skip()
    assert beside.talk is not None
    assert (beside.talk.skip, beside.talk.choices) == ("", ())
    beside.wait(20)
    assert beside.talk is None
    assert not beside.seat.snapshot.paused
    beside.wait(60, lambda: beside.session.run.pager.state.first_page_s is not None)
    for line in ("ack all", "dns restore connect"):
        beside.seat.say(line, confirmed=True)
    beside.wait(600, lambda: beside.seat.snapshot.can_resolve)
    beside.seat.say("resolve", confirmed=True)
    assert beside.session.run.ended == "resolved"
    assert beside.said_by(NAME) == hers
    assert beside.talk is None


@pytest.mark.parametrize("guidance", [step for step in Guidance if step is not Guidance.COLLEAGUE])
def test_nobody_sits_beside_somebody_who_asked_for_less_help(guidance: Guidance) -> None:
    """Not on this level either."""
    beside = Beside(guidance=guidance)
    beside.wait(60)
    assert all(talk.speaker is not Speaker.COLLEAGUE for talk in beside.heard)


def test_a_journal_with_her_lines_replays_to_the_same_state(tmp_path: Path) -> None:
    """Without her: what she did are lines like any other."""
    beside = Beside(journal=tmp_path / "page.jsonl")
    beside.follow(choice=2)
    beside.seat.close()
    journal = read_journal(tmp_path / "page.jsonl")
    replayed = replay(journal, load_level("first-page"))
    assert replayed.diverged == ""
    assert replayed.run.digest() == beside.session.run.digest()
    assert [entry.line for entry in replayed.run.feed] == [entry.line for entry in beside.session.run.feed]
    assert len(beside.said_by(NAME)) == 8


def test_before_a_recording_nobody_speaks_and_taking_over_brings_her_back(tmp_path: Path) -> None:
    """Her lines are in it like anybody's; whoever takes over has her beside them, at the right place."""
    beside = Beside(journal=tmp_path / "page.jsonl")
    beside.follow()
    beside.seat.close()
    recording = Recording(read_journal(tmp_path / "page.jsonl"), load_level("first-page"), 60)
    seat = RecordedSeat(recording, lambda it: Seat(it.take_over(tmp_path / "fork.jsonl")))
    for now in range(100):
        seat.advance(float(now))
        assert seat.snapshot.talk is None
    seat.reply(1)
    seat.skip()
    seat.head_for(100)
    taken = Beside(session=recording.take_over(tmp_path / "fork.jsonl"))
    taken.wait(60, lambda: taken.talk is not None)
    assert "Hi, I am Vera" not in taken.words[0]
    taken.follow()
    assert taken.session.run.ended == "resolved"


@pytest.mark.parametrize("stop", ["how bad is it?", "What does that tell you?", RESTORE, "It is in.", "It has held."])
def test_a_run_that_was_left_goes_on_where_it_was(tmp_path: Path, stop: str) -> None:
    """She does not begin again: what was done is not asked for, and the rest is seen through."""
    path = tmp_path / "left.jsonl"
    beside = Beside(journal=path)
    while not beside.says(stop):
        number = beside.heard[-1].number if beside.heard else 0
        beside.wait(0.5)
        if beside.heard[-1].number != number and not beside.says(stop):
            beside.obey()
    done = [said.line for said in beside.session.run.said]
    beside.seat.close()
    again = Beside(session=resume(read_journal(path), load_level("first-page")))
    assert [said.line for said in again.session.run.said] == done
    again.wait(120, lambda: again.talk is not None)
    assert "Hi, I am Vera" not in again.words[0]
    again.wait(3)
    again.obey()
    again.follow()
    assert again.session.run.ended == "resolved"
    lines = again.said_by(NAME)
    assert len(lines) == len(set(lines))


LINES = (
    "ack all",
    "dig connect",
    "dig dynamodb",
    "dns restore connect",
    "dns flush",
    "dns automation off",
    "status",
    'post resolved connect "All is well."',
    'post identified connect,nlb "We know." cause dns',
    "restart connect 100",
    "throttle connect 10",
    "page edge",
    "resolve",
    "sev 1",
    "nonsense",
    "",
    "changes",
)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_typed_and_pressed_never_blocks_or_breaks_it(seed: int) -> None:
    """Lines, answers, pauses and speeds at random; then whoever follows what is asked still gets to the end."""
    dice = Random(seed)
    beside = Beside()
    for _ in range(400):
        if beside.session.run.ended:
            break
        match dice.randrange(6):
            case 0:
                beside.seat.say(dice.choice(LINES), confirmed=dice.random() < 0.5)
            case 1:
                beside.seat.reply(dice.randrange(-1, 6))
            case 2:
                beside.seat.pause(dice.random() < 0.3)
            case 3:
                beside.seat.set_speed(dice.choice((1, 1, 10)))
            case _:
                beside.wait(dice.choice((FRAME_S, 3.0)))
        talk = beside.talk
        assert talk is None or 0 < len(talk.lines) <= 3
    beside.seat.pause(False)
    for _ in range(300):
        if beside.session.run.ended:
            break
        beside.seat.set_speed(60)
        beside.wait(60, lambda: beside.talk is not None and bool(beside.talk.choices))
        if beside.talk is not None and beside.talk.choices:
            beside.seat.reply(1)
            beside.wait(6)
    assert beside.session.run.ended in ("resolved", "lost")
