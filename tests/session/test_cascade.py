"""What failed first, as the instruments showed it, and what happened so far."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.content.load import load_level
from game.engine.readings import State
from game.session.journal import read_journal
from game.session.replaying.replay import resume
from game.session.run import Run
from game.session.seat import Seat
from game.session.session import Session
from game.session.showing.cascade import Trouble, cascade, troubles_of, wave_s
from game.session.showing.happenings import happenings
from game.session.view.cascade import Cascade, Happening, Kind, Reach
from tests.session.night import NAME, small_night

COLLAPSE_S = 900
SCRIPT = ("130 ack all", "140 sev 1", "150 page dynamodb", "300 dns automation off")


def _play(seat: Seat, until_s: int, *lines: str) -> Seat:
    for entry in lines:
        when, _, line = entry.partition(" ")
        seat.session.advance_to(int(when))
        seat.session.submit(line, confirmed=True)
    seat.session.advance_to(until_s)
    return seat


@cache
def collapsed() -> Seat:
    """`empty-answer` some minutes after the record lost its addresses."""
    return _play(Seat(Session.begin(load_level("empty-answer"), 1)), COLLAPSE_S, *SCRIPT)


def _names(view: Cascade) -> list[str]:
    return [row.tile.component for row in view.rows]


def _shown(run: Run) -> dict[str, State]:
    return {component: run.instruments.state(component) for component in run.region.components}


def test_who_failed_first_stands_first() -> None:
    """The store fails before what needs it, and the rows are in the order of their first failure."""
    view = collapsed().cascade()
    names = _names(view)
    assert names[0] == "dynamodb"
    assert {"lambda", "iam", "sts"} <= set(names)
    assert [row.first_s for row in view.rows] == sorted(row.first_s for row in view.rows)
    assert view.from_s < view.rows[0].first_s


def test_the_record_that_lies_is_not_among_them() -> None:
    """Its check reads NOERROR: what was true and was not shown has no row."""
    assert "record" not in _names(collapsed().cascade(Reach.NIGHT))


def test_the_last_state_is_the_shown_one() -> None:
    """A strip ends with what the tile shows now; everything that is not well has a row, and nothing else."""
    seat = collapsed()
    view, run = seat.cascade(), seat.session.run
    for row in view.rows:
        assert row.stretches[0].from_s == view.from_s
        assert row.stretches[-1].state is row.tile.state is run.instruments.state(row.tile.component)
    tiled = {tile.component for tile in seat.snapshot.tiles}
    unwell = {component for component, state in _shown(run).items() if state is not State.OK and component in tiled}
    assert unwell <= set(_names(view))


def test_a_calm_night_has_no_rows() -> None:
    """Before anything failed there is nothing to show, however far back one looks."""
    seat = Seat(Session.begin(load_level("empty-answer"), 1))
    for reach in Reach:
        assert seat.cascade(reach).rows == ()
    assert [one for one in seat.happenings() if one.kind is Kind.STATE] == []


def test_what_is_stale_is_shown_as_stale() -> None:
    """In the long night the readings of some stop moving minutes after the store failed."""
    run = Run(load_level("long-night"), 1)
    seat = Seat(Session(run))
    run.advance_to(1500)
    stale = [row for row in seat.cascade().rows if row.tile.state is State.STALE]
    assert stale
    for row in stale:
        assert row.stretches[-1].state is State.STALE
        assert State.DOWN not in {stretch.state for stretch in row.stretches}


def test_a_row_that_was_well_for_long_leaves_the_wave_and_comes_back_as_a_new_failure() -> None:
    """The whole night still knows its first failure."""
    turns = [(0, State.DEGRADED), (100, State.OK), (5000, State.DOWN)]
    assert troubles_of(turns) == [Trouble(0, 100, False), Trouble(5000, None, False)]
    assert troubles_of([(7, State.STALE), (9, State.OK)]) == [Trouble(7, 9, True)]


def test_everything_is_named_once() -> None:
    """In a row, as well again for long, or as never in trouble."""
    run = Run(small_night(), 1)
    seat = Seat(Session(run))
    for second in (100, 900, 7000):
        run.advance_to(second)
        for reach in Reach:
            view = seat.cascade(reach)
            named = [*[row.tile.name for row in view.rows], *view.over, *view.well]
            assert sorted(named) == sorted(tile.name for tile in seat.snapshot.tiles)


@pytest.mark.parametrize(
    ("troubles", "since"),
    [
        ([], -60),
        ([Trouble(10, 20, False)], -60),
        ([Trouble(10, 20, False), Trouble(400, None, False)], -60),
        ([Trouble(10, 20, False), Trouble(900, None, False)], 900),
        ([Trouble(10, None, False), Trouble(900, 950, False)], -60),
        ([Trouble(10, 20, False), Trouble(15, 500, False), Trouble(900, None, False)], -60),
    ],
)
def test_a_wave_begins_after_everything_was_well_for_a_while(troubles: list[Trouble], since: int) -> None:
    """Ten minutes without any trouble end a wave; a shorter calm does not."""
    assert wave_s(troubles, -60, 2000) == since


def test_it_survives_a_resumed_run(tmp_path: Path) -> None:
    """What is computed again from the journal shows the same."""
    path = tmp_path / "x.jsonl"
    seat = _play(Seat(Session.begin(small_night(), 3, path)), 600, "200 ack all", f"240 dig {NAME}")
    before = [(reach, seat.cascade(reach).rows) for reach in Reach], seat.happenings()
    seat.close()
    again = Seat(resume(read_journal(path), small_night()))
    again.session.advance_to(600)
    assert ([(reach, again.cascade(reach).rows) for reach in Reach], again.happenings()) == before


def test_it_survives_a_rewind() -> None:
    """A mark and back: what came after it is forgotten, and comes again."""
    run = Run(small_night(), 1)
    seat = Seat(Session(run))
    run.advance_to(120)
    mark = run.mark()
    run.advance_to(900)
    there = cascade(run, seat.snapshot, Reach.NIGHT).rows, happenings(run)
    assert there[0]
    run.rewind(mark)
    assert len(happenings(run)) < len(there[1])
    run.advance_to(900)
    assert (cascade(run, seat.snapshot, Reach.NIGHT).rows, happenings(run)) == there


# What happened so far.


def _of(kind: Kind, told: tuple[Happening, ...]) -> list[str]:
    return [one.text for one in told if one.kind is kind]


def test_the_timeline_is_in_the_order_of_time_and_ends_now() -> None:
    """Nothing of it lies in the future."""
    seat = collapsed()
    told = seat.happenings()
    assert [one.second for one in told] == sorted(one.second for one in told)
    assert told[-1].second <= seat.session.run.second


def test_orders_stand_there_when_given_and_when_done() -> None:
    """With what they are about, and when their effect came; looking is not told."""
    seat = collapsed()
    yours = _of(Kind.YOU, seat.happenings())
    assert "sev 1" in yours
    assert len([text for text in yours if text.startswith("dns automation off, done at ")]) == 1
    assert "done: dns automation off" in yours
    assert not any("finished:" in text for text in _of(Kind.TEAM, seat.happenings()))


def test_a_storm_of_pages_is_counted() -> None:
    """At most three first pages stand by themselves in a minute."""
    told = [one for one in collapsed().happenings() if one.kind is Kind.PAGE]
    minutes: dict[int, int] = {}
    for one in told:
        minutes[one.second // 60] = minutes.get(one.second // 60, 0) + 1
    assert max(minutes.values()) <= 4
    assert any("more page" in one.text for one in told)


def test_what_people_said_is_there_once() -> None:
    """Echoes of lines are not told a second time, and people who arrive are."""
    team = _of(Kind.TEAM, collapsed().happenings())
    assert any("is here" in text for text in team)
    assert not any("automation" in text for text in team)


def test_public_updates_are_there() -> None:
    """With their state and words."""
    seat = _play(Seat(Session.begin(small_night(), 1)), 400, '300 post investigating store "We see errors." next 20')
    assert _of(Kind.POST, seat.happenings()) == ["investigating: We see errors."]
