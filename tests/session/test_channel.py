"""The status page: what honesty, lateness, silence and lies do to trust, and what the clock expects."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.digest import digest
from game.session.judging.rubric import TRUST
from game.session.telling.channel import Channel, Truth
from game.session.telling.judgement import harmful_advice
from game.session.view.telling import Draft, PostState
from tests.session.telling import (
    END_S,
    HURT,
    PAGE_S,
    REPAIRED_S,
    channel,
    honest,
    late,
    liar,
    play,
    silent,
    truth,
    update,
)

DRAFTS = st.builds(
    Draft,
    state=st.sampled_from(PostState),
    services=st.lists(st.sampled_from(["dynamodb", "lambda", "sts", "sqs"]), min_size=1, unique=True).map(tuple),
    cause=st.sampled_from(["", "dns", "network"]),
    next_minutes=st.sampled_from([None, 5, 20, 60]),
    message=st.sampled_from(["Calls fail.", "Please keep retrying.", "Back off between retries."]),
)
PLANS = st.lists(st.tuples(st.integers(0, 1800).map(lambda tick: tick * 5), DRAFTS), max_size=12)


def _teller(plan: list[tuple[int, Draft]]):  # type: ignore[no-untyped-def]
    by_second = dict(plan)
    return by_second.get


@settings(max_examples=40, deadline=None)
@given(PLANS)
def test_trust_and_pressure_stay_within_their_bounds(plan: list[tuple[int, Draft]]) -> None:
    """Whatever is told and whenever, trust is 0 to 100 and customers try at least as hard as usual, at most 1.8 times."""
    page = play(_teller(plan))
    assert all(0 <= trust <= 100 for trust in page.history)
    assert 1.0 <= page.pressure <= 1.8


def test_honesty_beats_lateness_beats_silence_beats_lying() -> None:
    """The same outage told in four ways: trust ends in that order, with room between, and the honest one loses nothing."""
    trusts = [play(tell).trust for tell in (honest, late, silent, liar)]
    assert trusts[0] >= 90
    for better, worse in pairwise(trusts):
        assert better > worse + 5
    assert trusts[-1] == 0


@settings(max_examples=30, deadline=None)
@given(st.integers(24, 1100).map(lambda tick: tick * 5), st.sampled_from([PostState.MONITORING, PostState.RESOLVED]))
def test_a_false_all_clear_at_any_time_is_worse_than_the_truth(second: int, state: PostState) -> None:
    """Replacing one honest update by an all-clear that is not true never pays, neither at once nor in the end."""

    def lie(now: int) -> Draft | None:
        return update(state, "dynamodb", following=20) if now == second else honest(now)

    def truthful(now: int) -> Draft | None:
        return update(PostState.INVESTIGATING) if now == second else honest(now)

    until = second + 600
    assert play(lie, until_s=until).trust < play(truthful, until_s=until).trust - 5


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(30, 1700).map(lambda tick: tick * 5), min_size=10, max_size=60, unique=True))
def test_posting_often_earns_no_more_than_posting_in_time(times: list[int]) -> None:
    """Credit grows with the time since the last update: a flood of true updates is worth no more than the rule asks."""

    def flood(second: int) -> Draft | None:
        if second not in times:
            return None
        return update(PostState.INVESTIGATING) if second < REPAIRED_S else update(PostState.MONITORING, "dynamodb")

    page = play(flood)
    earned = 0.0
    for judged in page.state.judgements:
        for name, points in judged.findings:
            earned += points if name in ("in_time", "scope_right") else 0.0
    assert earned <= 5 + 5 * (END_S / TRUST.full_credit_after_s)


def test_the_clock_before_and_after_the_first_update() -> None:
    """First word within five minutes of the page; then every twenty or sooner if promised; after two hours as promised."""
    page = channel()
    assert page.due_s is None
    page.page_came(PAGE_S)
    page.page_came(PAGE_S + 500)
    assert page.due_s == PAGE_S + 300
    page.publish(update(PostState.INVESTIGATING, following=60), 200, truth(200))
    assert page.due_s == 200 + 1200
    page.publish(update(PostState.INVESTIGATING, following=10), 300, truth(300))
    assert page.due_s == 900
    page.publish(update(PostState.INVESTIGATING, following=60), 8000, replace(truth(300), second=8000))
    assert page.due_s == 8000 + 3600
    page.publish(update(PostState.RESOLVED, following=30), 8100, truth(8100))
    assert page.due_s is None
    assert page.posts[-1].promise_s is None


def test_silence_costs_by_the_minute_and_only_while_customers_wait() -> None:
    """Nothing is lost before the first word is due; from then on by the minute; and nothing when nobody is hurt."""
    assert play(silent, until_s=PAGE_S + 300).trust == 90
    assert play(silent, until_s=PAGE_S + 300 + 600).trust == pytest.approx(90 + 10 * TRUST.silence_per_minute)
    calm = channel()
    calm.page_came(0)
    for second in range(0, 7200, 5):
        calm.tick(second, Truth(second, (), True, 0))
    assert calm.trust == 90


def test_a_broken_promise_costs_once_and_is_written_down() -> None:
    """When a promised time passes, trust falls once beside the silence, and the update shows how late the next one is."""

    def promise(second: int) -> Draft | None:
        return update(PostState.INVESTIGATING, following=10) if second == 300 else None

    kept = play(promise, until_s=900)
    broken = play(promise, until_s=1500)
    assert kept.posts[0].late_s == 0
    assert broken.posts[0].late_s == 600
    assert not broken.posts[0].answered
    lost = kept.trust - broken.trust
    assert lost == pytest.approx(-TRUST.broken_promise - TRUST.silence_per_minute * 10)
    broken.publish(update(PostState.INVESTIGATING), 1530, truth(1530))
    assert broken.posts[0].answered
    assert broken.posts[0].late_s == 630


def _verdict(draft: Draft, second: int) -> tuple[str, float]:
    page = play(silent, until_s=second)
    before = page.trust
    post = page.publish(draft, second, truth(second))
    return post.verdict, page.trust - before


def test_each_update_gets_a_sentence_about_what_matters_most() -> None:
    """The verdict names the costliest thing, or what is right when nothing costs."""
    cases = [
        (update(PostState.IDENTIFIED, cause="network"), 900, "The cause that it names is not one", TRUST.cause_wrong),
        (
            update(PostState.IDENTIFIED, cause="dns"),
            400,
            "It names a cause that nothing read so far proves",
            TRUST.cause_guessed,
        ),
        (
            update(PostState.RESOLVED),
            900,
            '"Resolved" is not true; still failing: DynamoDB, Lambda and STS.',
            TRUST.resolved_too_early,
        ),
        (
            update(PostState.RESOLVED),
            REPAIRED_S + 60,
            '"Resolved" came before all had been well for 10 minutes',
            TRUST.resolved_too_early,
        ),
        (
            update(PostState.INVESTIGATING, "sqs"),
            1200,
            "It leaves out what fails",
            TRUST.left_out + TRUST.wrongly_named,
        ),
        (
            update(PostState.INVESTIGATING, *HURT, "sqs"),
            1200,
            "It names what is well as failing: SQS",
            TRUST.wrongly_named / 4,
        ),
        (
            update(PostState.INVESTIGATING, following=None),
            1200,
            "It does not say when",
            TRUST.no_promise + TRUST.scope_right,
        ),
        (
            update(PostState.IDENTIFIED, cause="dns"),
            400 + 800,
            "True: it names the cause",
            TRUST.cause_told + TRUST.scope_right,
        ),
    ]
    for draft, second, sentence, points in cases:
        verdict, change = _verdict(draft, second)
        assert verdict.startswith(sentence), verdict
        assert change == pytest.approx(points), verdict


def test_naming_mostly_what_is_well_is_untrue_and_a_cause_is_told_once() -> None:
    """An update that mostly names healthy services is an untrue claim; a cause brings trust the first time only."""
    page = channel()
    page.page_came(PAGE_S)
    page.tick(700, truth(700))
    dynamodb_only = Truth(700, (("dynamodb", 0.9),), False, None, ("dns",), ("dns",))
    page.publish(update(PostState.INVESTIGATING, "dynamodb", "sqs"), 700, dynamodb_only)
    fresh = channel()
    fresh.publish(update(PostState.INVESTIGATING, "dynamodb", "sqs", "sts", "lambda"), 700, dynamodb_only)
    assert page.state.judgements[0].truthful
    assert not fresh.state.judgements[0].truthful
    page.publish(update(PostState.IDENTIFIED, cause="dns"), 1400, truth(1400))
    page.publish(update(PostState.IDENTIFIED, cause="dns"), 2400, truth(2400))
    told = [[name for name, _ in judged.findings] for judged in page.state.judgements]
    assert ["cause_told" in names for names in told] == [False, True, False]


def test_monitoring_is_early_while_it_recovers_and_untrue_before() -> None:
    """With most of it repaired "monitoring" costs little and may stand; while most still fails it is an untrue claim that goes on costing."""
    half = Truth(1500, (("dynamodb", 0.5),), False, None, (), ("dns",))
    early, untrue = channel(), channel()
    for page, now in ((early, half), (untrue, truth(1500))):
        page.page_came(PAGE_S)
        page.tick(1400, truth(1400))
        page.tick(1500, now)
        page.publish(update(PostState.MONITORING, "dynamodb"), 1500, now)
        for second in range(1505, 2405, 5):
            page.tick(second, replace(now, second=second))
    assert early.posts[0].verdict == '"Monitoring" came early: some calls still fail: DynamoDB.'
    assert early.state.judgements[0].truthful
    assert not untrue.state.judgements[0].truthful
    standing = early.trust - untrue.trust
    assert standing > TRUST.monitoring_early - TRUST.monitoring_too_early + 5


def test_monitoring_is_untrue_of_a_service_that_most_still_cannot_use() -> None:
    """However much recovers elsewhere: the same word is early only for those that do."""
    now = Truth(1500, (("dynamodb", 0.02), ("sts", 0.55)), False, None, (), ("dns",))
    of_it, of_others = channel(), channel()
    for page, services in ((of_it, ("dynamodb", "sts")), (of_others, ("dynamodb",))):
        page.page_came(PAGE_S)
        page.tick(1400, truth(1400))
        page.tick(1500, now)
        page.publish(update(PostState.MONITORING, *services), 1500, now)
    assert of_it.posts[0].verdict == '"Monitoring" says that the repair holds; still failing: STS.'
    assert not of_it.state.judgements[0].truthful
    assert of_others.state.judgements[0].truthful


def test_the_scope_may_be_open_for_five_minutes_and_is_then_checked() -> None:
    """The first update may name little; if it still stands there when the scope is due, what it leaves out costs."""

    def first(second: int) -> Draft | None:
        return update(PostState.INVESTIGATING, "sts") if second == 200 else None

    before = play(first, until_s=PAGE_S + 595)
    after = play(first, until_s=PAGE_S + 605)
    assert before.state.judgements[0].truthful
    assert before.trust - after.trust == pytest.approx(6 * (0.99 + 0.4) / 1.59, abs=0.2)


def test_a_known_cause_kept_back_for_an_hour_costs() -> None:
    """From an hour after the proof on, trust falls until customers are told; telling ends that."""

    def hiding(second: int) -> Draft | None:
        return update(PostState.INVESTIGATING) if second >= 300 and (second - 300) % 1140 == 0 else None

    assert play(hiding, until_s=4200).trust == pytest.approx(play(honest, until_s=4200).trust, abs=5)
    lost = play(hiding, until_s=4200).trust - play(hiding, until_s=5400).trust
    assert lost > 0
    assert play(honest, until_s=5400).trust >= play(honest, until_s=4200).trust


def test_bad_advice_and_low_trust_make_customers_try_harder() -> None:
    """ "Keep retrying" is followed for half an hour or until something else is said; distrust raises pressure too."""
    page = channel()
    page.page_came(0)
    assert page.pressure == 1.0
    page.publish(update(PostState.INVESTIGATING, message="Please keep retrying."), 100, truth(100))
    assert page.pressure == pytest.approx(1 + TRUST.advice_pressure)
    page.tick(100 + TRUST.advice_lasts_s, truth(100 + TRUST.advice_lasts_s))
    assert page.pressure == 1.0
    page.publish(update(PostState.INVESTIGATING, message="Keep retrying."), 2000, truth(2000))
    page.publish(update(PostState.INVESTIGATING, message="Please pause between attempts."), 2100, truth(2100))
    assert page.pressure == 1.0
    assert play(liar).pressure == pytest.approx(1 + TRUST.distrust_pressure)


@pytest.mark.parametrize(
    ("message", "harmful"),
    [
        ("We recommend retrying any failed requests.", True),
        ("Keep retrying, it will work", True),
        ("Please try again.", True),
        ("Customers can retry now", True),
        ("Please retry with exponential back-off.", False),
        ("If you retry, wait longer each time.", False),
        ("Do not retry for now.", False),
        ("Retrying does not help at the moment.", False),
        ("We are retrying the failed writes.", False),
        ("Errors are down. Nothing to do on your side.", False),
        ("We will try again to restore the record", False),
    ],
)
def test_advice_is_read_from_the_words(message: str, harmful: bool) -> None:
    """Only what sends customers back without a pause counts; our own retries and warnings against it do not."""
    assert harmful_advice(message) is harmful


def test_refusals_are_about_form_never_about_wisdom() -> None:
    """What cannot be published says why; what is unwise can be published."""
    page = channel()
    refusals = {
        "The status page lists no service called ec3.": replace(update(PostState.RESOLVED), services=("ec3",)),
        "There is no cause called magic to choose.": update(PostState.RESOLVED, cause="magic"),
        "An update names at least one service.": replace(update(PostState.RESOLVED), services=()),
        "An update needs words: what customers see, and what they can do.": update(PostState.RESOLVED, message="  "),
        "The next update is at least a minute away.": update(PostState.RESOLVED, following=0),
    }
    for sentence, draft in refusals.items():
        assert str(page.refusal(draft, 100)) == sentence
    long = str(page.refusal(update(PostState.RESOLVED, message="x" * 600), 100))
    assert long == "The message has 600 characters; at most 464 fit."
    assert page.refusal(update(PostState.RESOLVED, message="x" * 456), 100) is None
    assert page.refusal(update(PostState.RESOLVED, cause="network", message="Keep retrying."), 100) is None


@settings(max_examples=20, deadline=None)
@given(PLANS, st.integers(0, 1800))
def test_rewinding_is_exact(plan: list[tuple[int, Draft]], ticks: int) -> None:
    """Going on, coming back to a mark, and going on again gives the same state and the same trust column."""
    tell = _teller(plan)
    page = channel()
    play(tell, until_s=ticks * 5, on=page)
    mark = page.mark()

    def on() -> tuple[str, list[float]]:
        for second in range(ticks * 5 + 5, ticks * 5 + 1200, 5):
            page.tick(second, truth(second))
            if tell(second) is not None:
                page.publish(tell(second), second, truth(second))
        return digest(page.digest_state()), list(page.history)

    first = on()
    page.rewind(mark)
    assert on() == first


def test_a_relapse_after_a_true_all_clear_has_to_be_told() -> None:
    """An all-clear that was true and no longer is: no penalty for five minutes, then silence and the standing claim cost."""
    page: Channel = play(honest)
    assert page.posts[-1].state is PostState.RESOLVED
    before = page.trust
    again = truth(100)
    for second in range(END_S + 5, END_S + 305, 5):
        page.tick(second, replace(again, second=second))
    assert page.trust == before
    for second in range(END_S + 305, END_S + 905, 5):
        page.tick(second, replace(again, second=second))
    assert page.trust == pytest.approx(
        before + 10 * (TRUST.silence_per_minute + TRUST.standing_lie_per_minute), abs=0.2
    )
