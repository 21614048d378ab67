"""What a debrief says of the end: what the night asks for was well, who was not yet, and whether customers were told."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from game.content.load import load_level
from game.session.helping.guidance import Guidance
from game.session.judging.case import lasting
from game.session.judging.debrief import debrief
from game.session.judging.lessons import helps
from game.session.judging.lingering import FELT, Lingering, goal_words, lingering, still
from game.session.judging.record import RunRecord
from game.session.judging.result import record_of
from game.session.replaying.rerun import Played
from game.session.review.reviewer import Reviewer
from game.session.run import Run
from game.session.session import Session
from game.session.view.review import MomentKind, ReviewMoment
from tests.levels.bots import BOTS, Stage

NAME = "connect.us-east-1.amazonaws.com"


@cache
def _first_page(guidance: Guidance, told: bool) -> Run:
    """Played by the player alone beside whoever is there; the end is said between two ticks."""
    session = Session.begin(load_level("first-page"), 1, guidance=guidance)
    run = session.run
    for second, line in ((63, "ack all"), (90, f"dig {NAME}"), (100, f"dns restore {NAME}")):
        session.advance_to(second)
        session.submit(line, "you", confirmed=True)
    while not run.ledger.is_over:
        session.advance_to(run.second + run.region.tick_s)
    if told:
        session.submit('post resolved connect "It is over." cause dns', "you", confirmed=True)
    session.submit("resolve", "you", confirmed=True, second=run.second + 3)
    return run


def _moments(run: Run) -> tuple[ReviewMoment, ...]:
    return Reviewer(run.scenario, 1, run.guidance, Played.of(run), None).review().moments


@cache
def _empty_answer() -> tuple[Run, RunRecord]:
    run = Stage("empty-answer", 1).play(BOTS["reference"])
    return run, record_of(run)


def test_the_verdict_counts_from_when_nobody_was_cut_off_any_more() -> None:
    """The store and its record were well at 00:07 already; homes only when the poller had worked its queue off."""
    run, record = _empty_answer()
    verdict = debrief(record, run.scenario).verdict
    assert verdict.startswith(
        "DynamoDB and Record were well, and customers served, from 00:19 on; you declared it over at "
    )
    assert "still failed" not in verdict
    assert record.lingering == ()
    found = lingering(run, 7 * 60 + 12 * 60)
    said = str(still(found, 0, str))
    assert said.startswith("At 0 calls still failed at Homes (")
    named = replace(record, lingering=found)
    assert "calls still failed at Homes (" in debrief(named, run.scenario).verdict


def test_who_was_cut_off_then_is_read_from_the_region() -> None:
    """Each share is that of the second; until when is the last time that it was felt."""
    run, record = _empty_answer()
    assert record.goal_s is not None
    recovered_s = dict(run.ledger.milestones())["dynamodb-recovered"]
    assert recovered_s is not None
    assert recovered_s < record.goal_s
    place = (recovered_s - run.region.plan.start_s) // run.region.tick_s - 1
    shares = {run.instruments.name_of(part.id): run.region.history(part.id, "failing") for part in run.ledger.sectors}
    found = lingering(run, recovered_s)
    assert "Homes" in [one.name for one in found]
    for one in found:
        assert one.until_s is not None
        if one.name in shares:
            back = (one.until_s - run.region.plan.start_s) // run.region.tick_s
            assert shares[one.name][place] == one.share >= FELT
            assert max(shares[one.name][back - 1 :]) < FELT <= shares[one.name][back - 2]
    early = {one.name: one for one in lingering(run, 120)}
    assert early["DynamoDB"].until_s is not None
    back = (early["DynamoDB"].until_s - run.region.plan.start_s) // run.region.tick_s
    failing = run.region.history("dynamodb", "failing")
    assert max(failing[back - 1 :]) < FELT <= failing[back - 2]
    assert lingering(run, None) == ()


def test_who_is_named_and_how() -> None:
    """The first few with their shares, then how many more; nobody is no sentence."""
    found = [Lingering(f"S{n}", 0.5 - n / 10, None if n else 120) for n in range(5)]
    assert str(still(found, 60, str)) == (
        "At 60 calls still failed at S0 (50 % until 120), S1 (40 %, to the end), S2 (30 %, to the end), "
        "S3 (20 %, to the end) and 1 more."
    )
    assert still((), 60, str) is None
    assert goal_words(("A",)) == ("A", "was")
    assert goal_words(("A", "B", "C", "D", "E")) == ("A, B, C and others", "were")


def test_an_end_that_customers_were_not_told_is_called_that() -> None:
    """The verdict and the last moment say what was missing; who told them hears nothing of it."""
    missing = "The team knew that it was over; customers were not told."
    for told in (False, True):
        run = _first_page(Guidance.ALONE, told)
        assert run.state.declared_s is not None
        assert run.state.declared_s % run.region.tick_s  # said between two ticks, and still a part of the night
        last = _moments(run)[-1]
        assert last.kind is MomentKind.THE_END
        assert last.title == ("The end" if told else "An end that customers were not told")
        assert (missing in last.told) is not told
        assert (missing in debrief(record_of(run), run.scenario).verdict) is not told
        assert "you declared it over" in last.asks


def test_the_objective_names_the_public_word() -> None:
    """What was missing is in its name."""
    run = _first_page(Guidance.ALONE, False)
    (end,) = [view for view in record_of(run).objectives if view.id == "honest-end"]
    assert end.met_s is None
    assert "Resolved for customers" in end.name


def test_who_was_led_can_say_so() -> None:
    """Beside a colleague that one led is an answer, and so is the state of what an order needs; alone nobody led."""
    led = "The one beside me did it or said it"
    beside = {moment.kind: moment.options for moment in _moments(_first_page(Guidance.COLLEAGUE, True))}
    alone = {moment.kind: moment.options for moment in _moments(_first_page(Guidance.ALONE, True))}
    assert led in beside[MomentKind.THE_END]
    assert not [options for options in alone.values() if led in options]
    run, _ = _empty_answer()
    helped = next(moment for moment in _moments(run) if moment.title == "The change that helped most")
    assert "What it needs was so: the automation is off" in helped.options


def test_a_first_sign_lies_before_anything_was_done_about_it() -> None:
    """Before the acknowledgement; where somebody looked before the page, it is not called a first sign."""
    run, _ = _empty_answer()
    first = _moments(run)[0]
    assert first.title == "The first sign"
    assert first.second < min(entry.second for entry in run.entries)
    session = Session.begin(load_level("empty-answer"), 1)
    session.advance_to(40)
    session.submit("dig dynamodb.us-east-1.amazonaws.com", "you", confirmed=True)
    session.advance_to(600)
    early = _moments(session.run)[0]
    assert early.title == "The first page, after what you had done"


def test_what_helped_is_told_of_as_many_minutes_everywhere() -> None:
    """A night that ended soon after a repair is told as far as it went, in the lesson as in the moment."""
    run = _first_page(Guidance.ALONE, True)
    record = record_of(run)
    minutes = helps(record)[0].minutes
    assert 0 < minutes < 15
    lesson = next(said for said in debrief(record, run.scenario).lessons if said.startswith("What helped most: "))
    helped = next(moment for moment in _moments(run) if moment.title == "The change that helped most")
    assert f"Within {minutes} min the share" in lesson
    assert any(said.endswith(f" within {minutes} minutes.") for said in helped.told)


def test_short_spans_and_nearly_all_spared_are_said_plainly() -> None:
    """Seconds below two minutes; no "100%" beside a loss."""
    assert [lasting(seconds) for seconds in (0, 48, 119, 120, 190)] == ["0 s", "48 s", "119 s", "2 min", "3 min"]
    run, record = _empty_answer()
    par = run.scenario.par
    assert par is not None
    nearly = replace(record, weighted=par.reference * 1.001)
    reason = debrief(nearly, run.scenario).marks[0].reason
    assert reason.endswith(" minutes, about as little as in the reference play.")
