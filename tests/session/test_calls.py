"""Calls: who rings when trust falls, what answering takes and brings, and that a call is state like any other."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from game.engine.mechanisms.customers import CustomersSpec
from game.engine.scenario import Scenario
from game.session.journal import Said
from game.session.judging.result import record_of, score_of
from game.session.language.wording import plain
from game.session.language.words import ANSWER
from game.session.run import Run
from game.session.session import Session
from game.session.showing.happenings import happenings
from game.session.showing.offers import offers_at
from game.session.staff.call_rules import CALLS
from game.session.staff.call_state import DIRECTOR, Call, CallEnd
from game.session.staff.calls import talk
from game.session.view.cascade import Kind
from game.session.view.console import Reply, ReplyKind
from game.session.view.talk import LINES_AT_MOST, Speaker
from tests.session.night import REFERENCE, changed, small_night

TRUE = 'post investigating store,login "Calls to the store fail; we are looking into it." next 20'
LIE = 'post resolved store "All is well again."'


def _night(*, weight: float = 5.0, faults: bool = True, end_s: int = 14_400) -> Scenario:
    """The small night with banks that weigh so much, in ticks of five seconds."""
    night = small_night(end_s=end_s, tick_s=5)
    parts = tuple(
        [
            replace(part, weight=weight) if isinstance(part, CustomersSpec) and part.id == "banks" else part
            for part in night.region.components
        ]
    )
    region = replace(night.region, components=parts, faults=night.region.faults if faults else ())
    return changed(night, region=region)


def _say(run: Run, second: int, line: str) -> Reply:
    return run.submit(Said(second, "you", line))


def _until_ringing(run: Run, caller: str = "", until_s: int = 14_000) -> Call:
    """Go on until somebody (or this one) rings."""
    while run.second < until_s:
        run.step()
        call = run.calls.ringing
        if call is not None and caller in ("", call.caller):
            return call
    raise AssertionError(f"{caller or 'nobody'} has not called by {until_s}")


def _calls(run: Run) -> tuple[Call, ...]:
    return run.calls.state.calls


def _told_all_along(run: Run, until_s: int) -> None:
    for second in range(180, until_s, 900):
        _say(run, second, TRUE)
    run.advance_to(until_s)


# Who calls, and who does not.


def test_nobody_calls_where_nothing_is_wrong() -> None:
    run = Run(_night(faults=False), 1)
    run.advance_to(14_000)
    assert _calls(run) == ()


def test_nobody_calls_a_player_who_tells_the_truth_in_time() -> None:
    """Customers are hurt for hours all the same."""
    run = Run(_night(), 1)
    _told_all_along(run, 14_000)
    assert run.ledger.sectors[0].state.failing > 0.5
    assert _calls(run) == ()


def test_silence_brings_customers_first_and_the_director_later() -> None:
    """In the words of the level's own company; the director once trust is lower still."""
    run = Run(_night(), 1)
    run.advance_to(10_000)
    callers = [call.caller for call in _calls(run)]
    assert callers[0] == "banks"
    assert DIRECTOR in callers
    first = _calls(run)[0]
    assert first.name == "Linden Bank"
    assert "Your page says nothing at all." in [str(sentence) for sentence in first.says]
    fed = ["".join([span.text for span in entry.line]) for entry in run.feed]
    assert "Linden Bank calls. `answer` takes 2 min of yours." in fed


def test_customers_of_light_sectors_do_not_have_the_number() -> None:
    run = Run(_night(weight=CALLS.heavy_from - 0.1), 1)
    run.advance_to(10_000)
    assert {call.caller for call in _calls(run)} == {DIRECTOR}


def test_a_lie_brings_calls_that_say_so() -> None:
    """Nobody calls over the truth at that time; over the lie somebody does, however recent it is."""
    runs = []
    for last in (TRUE, LIE):
        run = Run(_night(), 1)
        _say(run, 180, TRUE)
        _say(run, 1200, last)
        run.advance_to(2300)
        runs.append(run)
    honest, liar = runs
    assert _calls(honest) == ()
    assert _calls(liar) != ()
    said = [str(sentence) for call in _calls(liar) for sentence in call.says]
    assert 'Your page says "resolved", and here it is not over.' in said


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_one_rings_at_a_time_and_at_most_one_in_ten_minutes(seed: int) -> None:
    """The same caller waits longer each time, and nobody rings longer than a call rings."""
    run = Run(_night(), seed)
    run.advance_to(14_000)
    calls = _calls(run)
    assert len(calls) > 3
    for earlier, later in pairwise(calls):
        assert later.second - earlier.second >= CALLS.apart_s
        assert earlier.ended_s is not None
        assert earlier.ended_s - earlier.second <= CALLS.rings_s
    for caller in {call.caller for call in calls}:
        own = [call.second for call in calls if call.caller == caller]
        waits = [later - earlier for earlier, later in pairwise(own)]
        assert all(wait >= CALLS.again_s << number for number, wait in enumerate(waits))


def test_the_same_seed_gives_the_same_calls_and_another_seed_others() -> None:
    found = []
    for seed in (1, 1, 2, 3):
        run = Run(_night(), seed)
        run.advance_to(9000)
        found.append(_calls(run))
    assert found[0] == found[1]
    assert len({tuple([call.second for call in calls]) for calls in found}) > 1


# What becomes of a call.


def test_a_call_that_nobody_answers_costs_trust_once_for_each_caller() -> None:
    run = Run(_night(), 1)
    run.advance_to(14_000)
    by_caller = [[call.trust for call in _calls(run) if call.caller == caller] for caller in (DIRECTOR, "banks")]
    for costs in by_caller:
        assert costs[0] == pytest.approx(CALLS.unanswered)
        assert costs[1:] == [0.0] * (len(costs) - 1)
        assert len(costs) > 1
    assert {call.end for call in _calls(run)} == {CallEnd.UNANSWERED}


def test_answering_takes_your_own_hands() -> None:
    """Another order waits for them, and says for how long; the caller heard that the page says nothing."""
    run = Run(_night(), 1)
    call = _until_ringing(run)
    trust = run.channel.trust
    answer = _say(run, run.second, "answer")
    assert answer.kind is ReplyKind.DONE
    assert "what the page says, and that is nothing yet." in plain(answer.lines)
    assert (_calls(run)[-1].end, run.channel.trust) == (CallEnd.ANSWERED, trust)
    refused = _say(run, run.second, "dns automation off")
    assert refused.kind is ReplyKind.REFUSED
    assert "you for another 2 min (answer)" in plain(refused.lines)
    done_s = call.second + ANSWER.duration_s
    assert _say(run, done_s + 5, "dns automation off").kind is ReplyKind.DONE
    assert run.entries[0].done_s == done_s


def test_who_has_no_hand_free_cannot_answer_and_hears_what_would_do() -> None:
    """And a word with nobody on the line, or for somebody else, changes nothing."""
    run = Run(_night(), 1)
    assert plain(_say(run, 60, "answer").lines) == "Nobody is calling."
    call = _until_ringing(run)
    other = DIRECTOR if call.caller != DIRECTOR else "banks"
    assert f"`answer {call.caller}`" in plain(_say(run, run.second, f"answer {other}").lines)
    _say(run, run.second, "dns automation off")
    before = run.digest()
    refused = _say(run, run.second, f"pickup {call.caller}")
    assert refused.kind is ReplyKind.REFUSED
    assert "A true update answers it as well." in plain(refused.lines)
    assert run.digest() == before
    assert run.calls.ringing == call


def test_a_true_update_answers_whoever_rings_and_a_false_one_does_not() -> None:
    for line, rings in ((TRUE, False), (LIE, True)):
        run = Run(_night(), 1)
        call = _until_ringing(run)
        _say(run, run.second, line)
        assert (run.calls.ringing is not None) is rings
        if not rings:
            assert _calls(run)[-1] == replace(call, end=CallEnd.READ, ended_s=run.second)


def test_a_caller_is_calmed_by_a_page_that_is_true_and_recent() -> None:
    """A lie was taken back and the truth told since: the director, who still calls, hears something new."""
    run = Run(_night(), 1)
    _say(run, 200, LIE)
    second = 420
    while run.calls.ringing is None:
        _say(run, second, TRUE)
        second += 900
        while run.second < second and run.calls.ringing is None:
            run.step()
    assert run.calls.ringing.caller == DIRECTOR
    before = run.channel.trust
    assert "hears what the page says, and calms down." in plain(_say(run, run.second, "answer").lines)
    assert run.channel.trust == pytest.approx(before + CALLS.answered)
    assert _calls(run)[-1].trust == pytest.approx(CALLS.answered)


def test_customers_who_are_told_the_truth_in_time_do_not_call_however_low_trust_is() -> None:
    """The director does: the board has no other way to ask."""
    run = Run(_night(), 1)
    _say(run, 200, LIE)
    for second in range(420, 9000, 900):
        _say(run, second, TRUE)
    assert {call.caller for call in _calls(run)} == {DIRECTOR}


def test_a_caller_is_not_calmed_by_what_is_old_or_not_true() -> None:
    """They hear no more than the page says, and say what is wrong with that."""
    for line, why in ((TRUE, " min old."), (LIE, "that is not what they go through.")):
        run = Run(_night(), 1)
        _say(run, 180, line)
        _until_ringing(run)
        before = run.channel.trust
        assert why in plain(_say(run, run.second, "answer").lines)
        assert run.channel.trust == before


def test_a_call_never_lifts_trust_above_where_it_began() -> None:
    run = Run(_night(), 1)
    assert run.channel.heard(CALLS.answered) == (90.0, 90.0)
    assert run.channel.heard(-0.4) == (90.0, pytest.approx(89.6))
    assert run.channel.heard(CALLS.answered) == (pytest.approx(89.6), 90.0)


# A call is state like any other.


def test_a_moment_with_a_call_ringing_comes_back_bit_for_bit() -> None:
    run = Run(_night(), 1)
    call = _until_ringing(run)
    mark, digest = run.mark(), run.digest()
    _say(run, run.second, "answer")
    run.advance_to(run.second + 3000)
    after = run.digest()
    run.rewind(mark)
    assert (run.digest(), run.calls.ringing) == (digest, call)
    _say(run, run.second, "answer")
    run.advance_to(run.second + 3000)
    assert run.digest() == after
    fresh = Run(_night(), 1)
    _say(fresh, call.second, "answer")
    fresh.advance_to(run.second)
    assert fresh.digest() == after


def test_whoever_lets_it_ring_has_another_state_than_whoever_answers() -> None:
    answered, rang = Run(_night(), 1), Run(_night(), 1)
    second = _until_ringing(answered).second
    _say(answered, second, "answer")
    for run in (answered, rang):
        run.advance_to(second + 600)
    assert answered.digest() != rang.digest()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_random_walk_keeps_all_that_holds_of_calls(seed: int) -> None:
    """Words thrown in at any time: hands are never two places at once, calls end once, and the night plays again alike."""
    luck = random.Random(seed)
    lines = (
        "answer",
        "answer banks",
        "answer director",
        TRUE,
        LIE,
        "dns automation off",
        "dns automation on",
        "ack all",
    )
    run = Run(_night(), seed)
    second = 0
    while second < 9000:
        second += luck.randint(1, 400)
        _say(run, second, luck.choice(lines))
        ringing = [call for call in _calls(run) if call.end is CallEnd.RINGING]
        assert ringing in ([], list(_calls(run)[-1:]))
    answers = [(entry.second, entry.done_s or 0) for entry in run.entries if entry.spec == ANSWER.id]
    for (_, done_s), (begun_s, _) in pairwise(answers):
        assert begun_s >= done_s
    assert len(answers) == len([call for call in _calls(run) if call.end is CallEnd.ANSWERED])
    again = Run(_night(), seed)
    for said in run.said:
        again.submit(said)
    again.advance_to(run.second)
    assert again.digest() == run.digest()


# What is shown, and what is kept.


def test_a_call_slows_the_clock_like_a_page() -> None:
    session = Session(Run(_night(), 1))
    session.clock.pause(False)
    session.advance(0.0)
    now = 0.0
    while session.run.calls.ringing is None:
        session.set_speed(240)
        now += 1.0
        session.advance(now)
        assert now < 200.0
    assert session.clock.speed == 1


def test_the_caller_speaks_in_at_most_three_lines_and_offers_both_answers() -> None:
    run = Run(_night(), 1)
    assert talk(run) is None
    call = _until_ringing(run)
    said = talk(run)
    assert said is not None
    assert (said.speaker, said.name, said.number) == (Speaker.CALLER, call.name, call.number)
    assert 1 <= len(said.lines) <= LINES_AT_MOST
    assert said.choices == ("Answer: takes you 2 min", "Let it ring")
    run.advance_to(call.until_s)
    assert talk(run) is None


def test_the_sectors_own_place_offers_to_answer_while_it_rings() -> None:
    run = Run(_night(), 1)
    call = _until_ringing(run, "banks")
    assert [offer.line for offer in offers_at(run, "banks")][-1] == "answer banks"
    run.advance_to(call.until_s)
    assert "answer banks" not in [offer.line for offer in offers_at(run, "banks")]


def test_the_record_keeps_every_call_and_the_score_says_how_many_nobody_took() -> None:
    run = Run(_night(), 1)
    _say(run, 60, TRUE)
    second = _until_ringing(run).second
    _say(run, second, "answer")
    run.advance_to(9000)
    kept = record_of(run).calls
    assert [call.end for call in kept][:2] == [CallEnd.ANSWERED, CallEnd.UNANSWERED]
    missed = len([call for call in kept if call.end is CallEnd.UNANSWERED])
    reason = next(str(mark.reason) for mark in score_of(run).marks if mark.criterion.id == "trust-left")
    assert f"{missed} call{'s' if missed > 1 else ''} went unanswered" in reason


def test_the_timeline_tells_what_callers_said_and_what_became_of_it() -> None:
    """Who answers is told as somebody who acts; how one answers is no part of what happened."""
    run = Run(_night(), 1)
    call = _until_ringing(run)
    _say(run, run.second, "answer")
    run.advance_to(9000)
    told = [(one.kind, one.text) for one in happenings(run)]
    assert (Kind.TEAM, f"{call.name}: {' '.join([str(sentence) for sentence in call.says])}".removesuffix(".")) in told
    assert any(kind is Kind.YOU and text.startswith("answer, done at ") for kind, text in told)
    assert any(kind is Kind.TEAM and " hung up; nobody answered" in text for kind, text in told)
    assert not any("`answer`" in text for _, text in told)


def test_nobody_calls_in_the_reference_play() -> None:
    """And what is judged of it does not change by the rules of calls."""
    run = Run(_night(), 1)
    for row in REFERENCE.strip().splitlines()[1:]:
        clock, line = row.split(None, 1)
        hours, minutes, seconds = map(int, clock.split(":"))
        _say(run, hours * 3600 + minutes * 60 + seconds, line)
    assert run.ended == "resolved"
    assert _calls(run) == ()
