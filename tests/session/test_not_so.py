"""Words to customers that were not so: whatever they cost, they are named with their time, the claim and what was true."""

from __future__ import annotations

import pytest

from game.session.judging.debrief import debrief
from game.session.judging.lessons import LEAST_LEFT, lessons, told_and_not_so
from game.session.judging.score import score
from game.session.view.telling import Draft, PostState
from tests.session.records import LOOKS, PEOPLE, REFERENCE_RUN, REPAIR, RESOLVE, SCENARIO, record
from tests.session.telling import HURT, REPAIRED_S, Teller, channel, honest, play, truth, update


def _with(second: int, draft: Draft) -> Teller:
    """Whoever tells things as they are, but for one update more."""
    return lambda now: draft if now == second else honest(now)


CASES = [
    (500, update(PostState.INVESTIGATING, *HURT, "sqs"), "that SQS fails", "it was well"),
    (500, update(PostState.INVESTIGATING, "sqs"), "that SQS fails", "it was well"),
    (700, update(PostState.MONITORING), '"monitoring"', "DynamoDB, Lambda and STS still failed"),
    (REPAIRED_S + 30, update(PostState.MONITORING), '"monitoring"', "all had been well for less than 2 minutes"),
    (700, update(PostState.RESOLVED, following=None), '"resolved"', "some calls still failed: DynamoDB, Lambda and STS"),
    (REPAIRED_S + 330, update(PostState.RESOLVED, following=None), '"resolved"', "all had been well for less than 10 minutes"),
    (500, update(PostState.IDENTIFIED), '"identified"', "nothing read by then had proved a cause"),
    (500, update(PostState.IDENTIFIED, cause="dns"), "that the cause is DNS", "nothing read by then had proved it"),
    (700, update(PostState.IDENTIFIED, cause="network"), "that the cause is network", "it was not"),
]  # fmt: skip


@pytest.mark.parametrize(("second", "draft", "claim", "true"), CASES)
def test_every_word_that_was_not_so_is_kept_with_what_was_true(
    second: int, draft: Draft, claim: str, true: str
) -> None:
    """However much or little trust it cost, and whether or not the update was untrue as a whole."""
    found = [word for word in play(_with(second, draft)).telling(5).not_so if word.second == second]
    assert [(str(word.claim), str(word.true)) for word in found] == [(claim, true)]


def test_of_what_was_so_nothing_is_said() -> None:
    """Nor of what was only left out."""
    assert play(honest).telling(5).not_so == ()
    assert play(_with(1000, update(PostState.INVESTIGATING, "dynamodb"))).telling(5).not_so == ()


def test_a_word_is_named_where_nothing_else_is_to_change() -> None:
    """The score is what it was; the word is told all the same, in the lessons and beside the part that it belongs to."""
    wrong = update(PostState.INVESTIGATING, *HURT, "sqs")
    run = record((*PEOPLE, *LOOKS, *REPAIR, *RESOLVE), _with(500, wrong), weighted=200_000.0)
    judged = score(run, SCENARIO)
    assert all(judge.truthful for judge in run.telling.judgements)
    assert max(mark.left for mark in judged.marks[1:] if mark.criterion.id != "calibrated") < LEAST_LEFT
    told = debrief(run, SCENARIO).lessons
    assert "Customers were told that SQS fails at 23:56; it was well." in told
    assert "Only words to change: nothing else in how it was done cost anything." in told
    assert not any(text.startswith("Nothing to change") for text in told)
    (mark,) = [mark for mark in judged.marks if mark.criterion.id == "truthful"]
    assert mark.left == 0.0
    assert str(mark.reason).endswith(" said something that was not so, at 23:56.")


def test_what_is_to_change_hides_no_word() -> None:
    """Each is told beside the one thing to change."""
    never = update(PostState.RESOLVED, following=None)
    run = record((*PEOPLE, *LOOKS, *REPAIR), lambda now: never if now in (300, 900) else None, weighted=900_000.0)
    told = lessons(run, SCENARIO, score(run, SCENARIO))
    assert told.change.startswith("One thing to change: ")
    assert len(told.not_so) == 2
    assert [str(said) for said in told_and_not_so(REFERENCE_RUN)] == []


def test_going_back_forgets_what_was_said_later() -> None:
    """The words belong to the updates that stand."""
    page = channel()
    mark = page.mark()
    for second in (5, 10):
        page.tick(second, truth(second))
        page.publish(update(PostState.RESOLVED, following=None), second, truth(second))
    assert len(page.telling(5).not_so) == 2
    page.rewind(mark)
    assert page.telling(5).not_so == ()
    page.publish(update(PostState.INVESTIGATING), 20, truth(20))
    assert page.telling(5).not_so == ()
