"""The preview on a real run: where the board is right, publishing does to trust exactly what was shown."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from game.engine.mechanisms.monitoring import MonitoringSpec
from game.session.seat import Seat
from game.session.session import Session
from game.session.telling.board_truth import service_choices, shown_truth
from game.session.telling.truth import truth_of
from game.session.view.console import ReplyKind
from game.session.view.telling import Draft, PostState
from tests.session.night import NAME, small_night

SECONDS = (30, 400, 900, 1500, 2600)


REPAIR = ((310, "page dynamodb"), (500, "dns automation off"), (700, f"dns restore {NAME}"), (900, "dns flush"))


def _repaired(second: int) -> Seat:
    """A seat some time after the repair."""
    seat = _seat(300)
    for at, line in REPAIR:
        seat.session.advance_to(at)
        assert seat.say(line, confirmed=True).kind is ReplyKind.DONE
    seat.session.advance_to(second)
    return seat


def _seat(second: int, *lines: str, at: int = 0) -> Seat:
    """A seat at a second of the small night, at which these lines were said at `at`."""
    night = small_night()
    # The board goes on to hear of everything.
    parts = tuple(
        [replace(part, carried=()) if isinstance(part, MonitoringSpec) else part for part in night.region.components]
    )
    seat = Seat(Session.begin(replace(night, region=replace(night.region, components=parts)), 1))
    for line in lines:
        seat.session.advance_to(at)
        assert seat.say(line, confirmed=True).kind is ReplyKind.DONE
    seat.session.advance_to(second)
    return seat


EARLIER = (
    (),
    ('post investigating store "Calls fail." next 15',),
    ('post monitoring store "It is over." next 15',),
    ('post resolved store,login "It is over."',),
)


@pytest.mark.parametrize("second", SECONDS)
@pytest.mark.parametrize("earlier", EARLIER)
def test_publishing_does_what_was_shown_where_the_board_is_right(second: int, earlier: tuple[str, ...]) -> None:
    """Many drafts, held against the board itself: trust is then one of the numbers of the preview."""
    _hold(_seat(second, *earlier, at=150 if earlier and second > 150 else 0), second)


@pytest.mark.parametrize("second", [1500, 2000])
def test_what_has_failed_lately_counts_as_it_will(second: int) -> None:
    """After the repair the board's memory is the channel's."""
    _hold(_repaired(second), second)


def _hold(seat: Seat, second: int) -> None:
    run = seat.session.run
    choose = random.Random(second)
    services = [choice.component for choice in service_choices(run)]
    kept = run.channel.state
    for _ in range(80):
        named = tuple(choose.sample(services, choose.randint(1, len(services))))
        cause = choose.choice(["", *run.channel.causes])
        draft = Draft(choose.choice(list(PostState)), named, cause, choose.choice([None, 15, 60]), "Calls fail.")
        seen = seat.preview(draft)
        board = shown_truth(run)
        if not cause or cause in run.true_causes:
            board = replace(board, cause_true=run.true_causes)
            wanted = seen.trust_if_true
        else:
            wanted = seen.trust_if_wrong
        run.channel.publish(draft, run.second, board)
        assert int(run.channel.trust + 0.5) == wanted, (draft, seen)
        run.channel.state = kept


def test_an_all_clear_against_the_board_costs_what_is_shown() -> None:
    """Monitoring while the board shows failures: one number, as the board stands, and it comes true."""
    seat = _seat(400)
    run = seat.session.run
    assert run.channel.measure.hurt(truth_of(run))
    draft = Draft(PostState.MONITORING, ("store",), "", 20, "It is over.")
    seen = seat.preview(draft)
    assert seen.as_board
    assert seen.trust_if_true == seen.trust_if_wrong < seen.trust_now - 5
    assert seat.say(seen.line, confirmed=True).kind is ReplyKind.DONE
    assert int(run.channel.trust + 0.5) == seen.trust_if_true
