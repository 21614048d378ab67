"""A night is over when nobody outside is cut off: in every reference play, and never before in any other."""

from __future__ import annotations

import pytest

from game.content.load import load_level
from game.engine.timetable import read_rows
from game.session.journal import Said
from game.session.run import YOU, Run
from game.session.telling.truth import truth_of
from game.session.view.console import ReplyKind
from game.session.view.telling import PostState

LEVELS = ("first-page", "empty-answer", "everyone-at-once", "flapping", "long-night")


def _lines(level: str) -> list[tuple[int, str]]:
    rows, wrong = read_rows(dict(load_level(level).scripts)["reference"])
    assert not wrong
    return sorted([(row.second, row.line) for row in rows], key=lambda row: row[0])


def _hurt(run: Run) -> list[str]:
    """The services and sectors that fail for customers as much as counts."""
    hurt_at = run.scenario.channel.hurt_at
    services = [service for service, share in truth_of(run).failing if share >= hurt_at]
    return services + [sector.id for sector in run.ledger.sectors if sector.state.failing >= hurt_at]


def _alarmed(run: Run) -> list[str]:
    """The services and sectors whose alarms are up."""
    outside = {part.id for part in (*run.public, *run.ledger.sectors)}
    return [alarm.component for alarm in run.pager.standing() if alarm.component in outside]


@pytest.mark.parametrize("level", LEVELS)
def test_nothing_fails_for_customers_when_a_reference_calls_it_over(level: str) -> None:
    """Neither when they are told so nor at the end, and the game offers that end; "monitoring" is as true."""
    run = Run(load_level(level), 1)
    told: list[PostState] = []
    for second, line in _lines(level):
        run.advance_to(second)
        if line == "resolve" or line.startswith("post resolved"):
            assert (_hurt(run), _alarmed(run)) == ([], []), line
            assert run.say(line, YOU, max(second, run.second), confirmed=False)[0].kind is ReplyKind.DONE, (
                line
            )  # nothing is asked
        else:
            run.submit(Said(second, YOU, line))
        if line.startswith("post"):
            state = run.channel.posts[-1].state
            told.append(state)
            if state is PostState.MONITORING:
                assert _hurt(run) == [], line
    assert run.outcome == "resolved"
    assert told[-1] is PostState.RESOLVED


@pytest.mark.parametrize(
    ("level", "left_out", "second"),
    [
        ("empty-answer", "restore poller", 2580),
        ("everyone-at-once", "throttle ec2 off", 16_800),
        ("flapping", "throttle ec2 off", 37_200),
    ],
)
def test_it_is_not_over_while_what_hands_hold_or_left_cuts_customers_off(
    level: str, left_out: str, second: int
) -> None:
    """However well all else is: ending it is asked about, by name, and telling so is untrue."""
    run = Run(load_level(level), 1)
    for at, line in _lines(level):
        if line != left_out and not line.startswith(("post resolved", "resolve")):
            run.submit(Said(at, YOU, line))
    run.advance_to(second)
    assert _hurt(run)
    assert not run.ledger.is_over
    for line in ("resolve", 'post resolved ec2 "All is well again."'):
        reply, _ = run.say(line, YOU, run.second, confirmed=False)
        assert reply.kind is ReplyKind.CONFIRM
        assert "".join(span.text for it in reply.lines for span in it).startswith("It is not over: ")
    run.say('post resolved ec2 "All is well again."', YOU, run.second, confirmed=True)
    judged = run.channel.state.judgements[-1]
    assert judged.state is PostState.RESOLVED
    assert not judged.truthful
