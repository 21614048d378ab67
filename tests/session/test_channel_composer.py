"""The composer: it says what a draft would do without knowing more than the board shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.readings import State
from game.session.judging.rubric import TRUST
from game.session.language.tokens import LONGEST_LINE, cut
from game.session.telling.board_memory import Remembered
from game.session.telling.channel import Truth
from game.session.telling.composer import console_line, preview, suggestion
from game.session.telling.judgement import harmful_advice
from game.session.view.telling import Draft, PostState, Preview, ServiceChoice
from tests.session.telling import HURT, channel, honest, play, truth, update

BOARD = (
    ServiceChoice("dynamodb", "DynamoDB", State.DOWN, "99%", ""),
    ServiceChoice("lambda", "Lambda", State.DEGRADED, "40%", ""),
    ServiceChoice("sts", "STS", State.DEGRADED, "20%", ""),
    ServiceChoice("sqs", "SQS", State.OK, "0.6%", ""),
)


def _look(draft: Draft, second: int = 1400, shown: Truth | None = None) -> Preview:
    page = play(honest, until_s=second)
    return preview(
        page, draft, second, truth(second) if shown is None else shown, board=BOARD, evidence=("dig: ANSWER 0",)
    )


def test_the_preview_shows_what_is_left_out_and_what_is_well() -> None:
    """Services are noted beside the board's word, and the warnings say it in sentences."""
    seen = _look(update(PostState.IDENTIFIED, "dynamodb", "lambda", "sqs", cause="dns"))
    assert [choice.note for choice in seen.services] == ["", "", "left out", "board says ok"]
    assert seen.warnings == ("STS fails for customers but is left out.", "Listed, but the board says ok: SQS.")
    assert seen.proofs == ("dig: ANSWER 0",)
    assert [choice.about for choice in seen.causes] == ["none yet", "DNS (proved)", "network"]
    assert seen.promise_s == 1400 + 1200


def test_trust_if_true_and_if_wrong_are_what_publishing_would_do() -> None:
    """An honest draft brings what the preview promises if true; a wrong cause costs what it says."""
    page = play(honest, until_s=1400)
    draft = update(PostState.IDENTIFIED, cause="network")
    seen = _look(draft)
    assert seen.trust_if_wrong < seen.trust_now - 10
    page.publish(draft, 1400, truth(1400))
    assert int(page.trust + 0.5) == seen.trust_if_wrong


@pytest.mark.parametrize("state", list(PostState))
@pytest.mark.parametrize("cause", ["", "dns", "network"])
@pytest.mark.parametrize("earlier", [PostState.INVESTIGATING, PostState.MONITORING, PostState.RESOLVED])
def test_the_preview_knows_only_what_the_board_shows(state: PostState, cause: str, earlier: PostState) -> None:
    """Two regions that look the same on the board give the same preview, whatever was and is true behind it."""
    shown = Truth(1400, (("dynamodb", 0.99), ("lambda", 0.5)), False, None, (), ())
    draft = update(state, "dynamodb", "sts", cause=cause)

    def seen(was: Truth, then: Truth) -> Preview:
        page = channel()
        page.page_came(120)
        for second in range(0, 1401, 5):
            now = replace(was if second < 1300 else then, second=second)
            page.tick(second, now)
            if second == 300:
                page.publish(update(PostState.IDENTIFIED, "dynamodb", cause="dns"), second, now)
            if second == 700:
                page.publish(update(earlier, "dynamodb"), second, now)
        page.state = replace(page.state, trust=80.0)
        return preview(page, draft, 1400, shown, board=BOARD)

    bad = Truth(0, (("dynamodb", 0.99), ("sts", 0.3), ("lambda", 1.0)), False, None, ("dns",), ("dns",))
    fresh = Truth(0, (("dynamodb", 0.99), ("lambda", 0.5)), False, None, (), ("network",))
    well = Truth(0, (), True, -9000, (), ("network",))
    worlds = [seen(bad, bad), seen(well, fresh), seen(well, well), seen(bad, well)]
    assert all(world == worlds[0] for world in worlds)


def test_warnings_about_claims_and_pace() -> None:
    """An unproved cause, an all-clear too early, no promise, a promise beyond the pace, bad advice: each has its sentence."""
    unproved = _look(update(PostState.IDENTIFIED, cause="network")).warnings
    assert "Nothing that you read so far proves this cause." in unproved
    early = _look(update(PostState.RESOLVED)).warnings
    assert "The board still shows failures: DynamoDB, Lambda and STS." in early
    calm = Truth(1400, (), True, 1300, ("dns",), ())
    assert "The board has not been well for 10 minutes yet." in _look(update(PostState.RESOLVED), shown=calm).warnings
    assert "It promises no next update." in _look(update(PostState.INVESTIGATING, following=None)).warnings
    pace = "The next one is due in 20 minutes even if you promise it for later."
    assert pace in _look(update(PostState.INVESTIGATING, following=60)).warnings
    advice = _look(update(PostState.INVESTIGATING, message="Keep retrying.")).warnings
    assert "Telling customers to try again adds load, unless they pause in between." in advice
    untold = preview(play(lambda second: None, until_s=900), update(PostState.INVESTIGATING), 900, truth(900)).warnings
    assert "You have proved a cause that customers have not been told." in untold


@pytest.mark.parametrize("state", list(PostState))
@pytest.mark.parametrize("cause", ["", "dns"])
@pytest.mark.parametrize("second", [400, 1400, 7000, 8500])
def test_the_suggestion_can_be_published_as_it_is_and_is_true(state: PostState, cause: str, second: int) -> None:
    """It fits a console line, gives no bad advice, and names a cause only if one is proved."""
    page = play(honest, until_s=second)
    draft = update(state, cause=cause)
    words = suggestion(page, draft, second, truth(second))
    said = replace(draft, message=words)
    assert page.refusal(said, second) is None
    assert not harmful_advice(words)
    assert ("The cause is known" in words) == (
        cause == "dns" and second > 600 and state in (PostState.INVESTIGATING, PostState.IDENTIFIED)
    )
    assert len(console_line(said)) <= LONGEST_LINE


def test_the_suggestion_follows_the_services_that_are_ticked() -> None:
    """Worst first, all of them, in every state, however little fails; no update but a first look sees no failures."""
    page = play(honest, until_s=1400)
    little = Truth(1400, (("sts", 0.027), ("sqs", 0.01)), False, None, ("dns",), ("dns",))

    def words(state: PostState, *services: str, cause: str = "", shown: Truth = little) -> str:
        return suggestion(page, update(state, *services, cause=cause), 1400, shown)

    assert words(PostState.IDENTIFIED, "sqs", "sts", cause="dns").startswith(
        "Some calls to STS and SQS in us-east-1 may still fail. The cause is known: DNS. We are working on the repair."
    )
    assert words(PostState.IDENTIFIED, "sqs").startswith(
        "Some calls to SQS in us-east-1 may still fail. We are working"
    )
    assert words(PostState.MONITORING, "sts", cause="dns").startswith(
        "STS in us-east-1 answers again. The cause was: DNS. We are watching whether it stays so."
    )
    assert words(PostState.MONITORING, "lambda", shown=truth(1400)).startswith(
        "A repair is in place; some calls still fail: Lambda. We are watching the recovery."
    )
    assert words(PostState.RESOLVED, "sts", "sqs") == (
        "STS and SQS in us-east-1 work as usual. This is over; a report follows."
    )
    assert words(PostState.INVESTIGATING, "sqs").startswith("We are looking into reports about SQS in us-east-1.")
    assert "DynamoDB" not in words(PostState.INVESTIGATING, "sts", "lambda", shown=truth(1400))
    none = replace(update(PostState.IDENTIFIED), services=())
    assert "no failures" not in suggestion(page, none, 1400, little)


def test_what_hardly_fails_is_noted_in_the_words_of_its_tile() -> None:
    """A service that recovers is not called ok."""
    board = (*BOARD[:2], ServiceChoice("sts", "STS", State.RECOVERING, "2.7%", ""), BOARD[3])
    page = play(honest, until_s=1400)
    shown = Truth(1400, (("dynamodb", 0.9), ("sts", 0.027)), False, None, (), ())
    seen = preview(page, update(PostState.INVESTIGATING, "dynamodb", "sts", "sqs"), 1400, shown, board=board)
    assert [choice.note for choice in seen.services] == ["", "", "board says recovering", "board says ok"]
    assert seen.warnings == (
        "Listed, but the board says ok: SQS.",
        "Listed, but less than 5% fails: STS.",
    )


def test_a_suggested_update_with_its_fields_filled_in_earns_trust() -> None:
    """Following the composer is honest: the verdict is good and trust does not fall."""
    page = play(lambda second: None, until_s=300)
    draft = update(PostState.INVESTIGATING, *HURT)
    draft = replace(draft, message=suggestion(page, draft, 300, truth(300)))
    before = page.trust
    page.publish(draft, 300, truth(300))
    assert page.trust > before
    assert page.state.judgements[0].truthful
    assert draft.message == (
        "Calls to several services in us-east-1 fail: DynamoDB, Lambda and STS. We are looking for the cause. "
        "Where you can, pause for longer after each failed attempt. Next update by 00:13."
    )


def test_the_console_line_holds_the_words_together() -> None:
    """Quotes and line breaks in the words do not end the message; the places behind it stay where the grammar wants them."""
    line = console_line(update(PostState.IDENTIFIED, "dynamodb", cause="dns", message='It says "fine"\nand is\tnot.'))
    words = cut(line)
    assert [token.text for token in words[:3]] == ["post", "identified", "dynamodb"]
    assert words[3].quoted
    assert words[3].text == "It says 'fine' and is not."
    assert [token.text for token in words[4:]] == ["next", "20", "cause", "dns"]


_SERVICES = ("dynamodb", "lambda", "sts", "sqs")
_FAILING = st.lists(st.tuples(st.sampled_from(_SERVICES), st.floats(0.0, 1.0)), max_size=4, unique_by=lambda it: it[0])


@given(
    state=st.sampled_from(list(PostState)),
    services=st.lists(st.sampled_from(_SERVICES), max_size=4, unique=True),
    cause=st.sampled_from(["", "dns", "network"]),
    following=st.sampled_from([None, 5, 20, 60]),
    failing=_FAILING,
    proved=st.sampled_from([(), ("dns",), ("network",)]),
    second=st.integers(0, 3000),
    trust=st.floats(0.0, 100.0),
    past=st.builds(
        Remembered,
        fresh=st.lists(st.sampled_from(_SERVICES), unique=True).map(tuple),
        aftermath=st.lists(st.sampled_from(_SERVICES), unique=True).map(tuple),
        worst=st.floats(0.0, 8.0),
        untrue_since_s=st.none(),
    ),
)
def test_an_update_that_is_wrong_never_brings_more_than_the_same_one_true(  # type: ignore[no-untyped-def]
    *, state, services, cause, following, failing, proved, second, trust, past
) -> None:
    """Whatever the board shows, showed and whatever was drafted: "if wrong" is at most "if true". A draft that claims
    something, and is wrong in it, never leaves trust above what it is now.
    """
    page = channel()
    page.page_came(120)
    page.state = replace(page.state, trust=trust)
    well = not failing
    shown = Truth(second, tuple(failing), well, 0 if well else None, proved, ())
    draft = Draft(state, tuple(services), cause, following, "Calls fail.")
    for before in (None, past):
        seen = preview(page, draft, second, shown, board=BOARD, past=before)
        assert seen.trust_if_wrong <= seen.trust_if_true
        if services or cause or state in (PostState.MONITORING, PostState.RESOLVED):
            assert seen.trust_if_wrong <= seen.trust_now


def test_naming_what_failed_a_while_ago_is_a_claim_and_can_be_wrong() -> None:
    """The board remembers that it failed; if it never did, the update names what is well, and costs what that costs."""
    page = play(honest, until_s=1400)
    past = Remembered(aftermath=HURT)
    seen = preview(page, update(PostState.INVESTIGATING), 1400, truth(1400), board=BOARD, past=past)
    assert seen.trust_if_wrong == int(page.trust + TRUST.wrongly_named + 0.5)


def test_leaving_out_what_the_board_shows_costs_the_same_were_the_draft_wrong() -> None:
    """A draft that names only what is well, long after the scope was due."""
    page = play(honest, until_s=900)
    seen = preview(page, update(PostState.INVESTIGATING, "sqs"), 2000, truth(2000), board=BOARD)
    assert seen.trust_if_true < seen.trust_now
    assert seen.trust_if_wrong <= seen.trust_if_true


@pytest.mark.parametrize("state", list(PostState))
@pytest.mark.parametrize("named", [("dynamodb",), ("sts", "sqs"), ("sqs",), ("lambda", "sqs", "dynamodb")])
@pytest.mark.parametrize("cause", ["", "dns", "network"])
def test_the_suggestion_names_what_is_ticked_and_nothing_else(
    state: PostState, named: tuple[str, ...], cause: str
) -> None:
    """Every ticked service, no other one; with a cause chosen nobody says that it is looked for."""
    page = play(honest, until_s=1400)
    words = suggestion(page, update(state, *named, cause=cause), 1400, truth(1400))
    names = {"dynamodb": "DynamoDB", "lambda": "Lambda", "sts": "STS", "sqs": "SQS"}
    assert {service for service, name in names.items() if name in words} == set(named)
    assert ("looking for the cause" in words) == (state is PostState.INVESTIGATING and not cause)
    assert ("DNS" in words.replace("DynamoDB", "")) == (cause == "dns")


def test_what_the_board_has_not_heard_of_is_not_held_against_a_draft() -> None:
    """A stale service that is named costs nothing if true."""
    page = play(honest, until_s=1400)
    draft = update(PostState.INVESTIGATING, *HURT, "sqs")
    stale = (*BOARD[:3], replace(BOARD[3], state=State.STALE))
    heard = preview(page, draft, 1400, truth(1400), board=BOARD)
    unheard = preview(page, draft, 1400, truth(1400), board=stale)
    assert heard.as_board
    assert not unheard.as_board
    assert unheard.trust_if_true > heard.trust_if_true


def test_what_is_over_promises_no_next_update() -> None:
    """Whatever stands in the draft's field from before."""
    draft = update(PostState.RESOLVED, "dynamodb", following=20)
    assert " next " not in console_line(draft)
    assert " next 20" in console_line(replace(draft, state=PostState.MONITORING))
