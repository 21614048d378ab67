"""The review at a seat: answers are kept and found again, the night with fixes is the night run again, and it can be given up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Event

import pytest

from game.engine.chain import PieceSpec
from game.engine.scenario import Condition, Scenario, TeamSpec
from game.session.journal import read_journal
from game.session.judging.owners import ON_CALL
from game.session.keeping.answers_file import answers_path
from game.session.language.script import read_script
from game.session.replaying.recorded_seat import RecordedSeat
from game.session.replaying.rerun import Played, finish, rerun
from game.session.replaying.rewind import Recording
from game.session.review.chain import PIECES_AT_MOST, came_about, leads, mixed, to_order
from game.session.review.fixed import FixedNights
from game.session.seat import Seat
from game.session.session import Session
from game.session.view.review import Answers, MomentKind, Piece, Review
from tests.session.night import REFERENCE, small_night
from tests.session.test_rerun import FIXES

CHAIN = (
    PieceSpec(
        id="emptied",
        text="The record was emptied",
        when=(Condition(component="record", metric="addresses", at_most=0),),
    ),
    PieceSpec(
        id="lost",
        text="The store was lost",
        when=(Condition(component="store", metric="failing", at_least=0.5),),
        after=("emptied",),
    ),
    PieceSpec(id="late", text="{name} wrote late", logged="it was the newest when checked", by="enactor-*"),
    PieceSpec(id="never", text="The sky fell", when=(Condition(component="store", metric="failing", at_least=2.0),)),
    PieceSpec(
        id="after-never",
        text="And then the stars",
        when=(Condition(component="record", metric="addresses", at_most=0),),
        after=("never",),
    ),
)


@cache
def _night() -> Scenario:
    return replace(small_night(), fixes=FIXES, fix_weeks=6, chain=CHAIN)


def _seat(journal: Path | None = None, script: str = REFERENCE) -> Seat:
    seat = Seat(Session.begin(_night(), 1, journal))
    run = seat.session.run
    for _, said in read_script(script, "script", _night(), run.grammar).lines:
        seat.session.advance_to(said.second)
        seat.say(said.line, confirmed=True)
    return seat


def _quiet(done: float) -> None:
    del done


def _never() -> bool:
    return False


@cache
def _review() -> Review:
    return _seat().review()


def test_a_run_is_asked_about_while_it_stands_still() -> None:
    """The run at the seat is not touched: it goes on as if nobody had asked."""
    seat, other = _seat(), _seat()
    before = seat.session.run.digest()
    moments = seat.review().moments
    assert len(moments) >= 3
    assert moments[0].kind is MomentKind.FIRST_SIGN
    assert seat.session.run.digest() == before == other.session.run.digest()
    assert seat.snapshot == other.snapshot


def test_the_same_run_is_asked_the_same() -> None:
    """Whoever asks, and as often as they ask."""
    again = _seat().review()
    assert again.moments == _review().moments
    seat = _seat()
    assert seat.review().moments is seat.review().moments
    assert (again.pieces, again.truth, again.factors) == (_review().pieces, _review().truth, _review().factors)


def test_only_pieces_that_came_about_are_to_be_ordered() -> None:
    """Not those whose reading never came, nor what waits for one of those."""
    assert _review().truth == ("late", "emptied", "lost")
    texts = {piece.id: piece.text for piece in _review().pieces}
    assert texts["late"].endswith(" wrote late")
    assert "enactor" in texts["late"] or "Enactor" in texts["late"]


def test_too_many_pieces_are_left_out_by_weight_and_age() -> None:
    """Minor ones first, the latest of them; then the oldest of all. Too few are nothing to order."""
    specs = tuple([PieceSpec(id=f"p{n}", text="x", logged="x", by="x", minor=n in (4, 7)) for n in range(13)])
    scenario = replace(_night(), chain=specs)
    pieces = tuple([Piece(spec.id, "x", n * 10) for n, spec in enumerate(specs)])
    assert [piece.id for piece in to_order(pieces[:10], scenario)] == [f"p{n}" for n in range(10) if n != 7]
    assert [piece.id for piece in to_order(pieces, scenario)] == [f"p{n}" for n in range(2, 13) if n not in (4, 7)]
    assert len(to_order(pieces, scenario)) == PIECES_AT_MOST
    assert to_order(pieces[:2], scenario) == ()


def test_mixing_follows_the_seed_and_never_gives_the_order_away() -> None:
    """The same for the same seed; other orders for others; all the pieces, in no order that is theirs."""
    pieces = tuple([Piece(f"p{n}", "x", n) for n in range(5)])
    orders = [mixed(pieces, seed) for seed in range(200)]
    assert orders == [mixed(pieces, seed) for seed in range(200)]
    assert len(set(orders)) > 60
    assert all(order != pieces and sorted(order, key=lambda piece: piece.second) == list(pieces) for order in orders)


def test_how_many_stand_right() -> None:
    """What stands behind all that led to it; what came of one cause may stand either way."""
    review = replace(_review(), truth=("a", "b", "c", "d"), leads=(("b", ("a",)), ("c", ("a",)), ("d", ("b", "c"))))
    found = {"abcd": 4, "acbd": 4, "dcba": 1, "bacd": 3, "dabc": 3, "abdc": 3, "bcda": 2, "": 0, "a": 1, "axb": 2}
    assert {order: review.standing(order) for order in found} == found
    assert review.right("abdc") == {"a", "b", "c"}


def test_what_leads_to_a_piece_that_is_left_out_leads_on() -> None:
    """So that no order is right that turns a cause and what came of it around."""
    specs = (
        PieceSpec(id="a", text="x", logged="x", by="x"),
        PieceSpec(id="b", text="x", logged="x", by="x", after=("a",)),
        PieceSpec(id="c", text="x", logged="x", by="x", after=("a", "b")),
    )
    scenario = replace(_night(), chain=specs)
    pieces = tuple([Piece(name, "x", 0) for name in "abc"])
    assert leads(pieces, scenario) == (("a", ()), ("b", ("a",)), ("c", ("a", "b")))
    assert leads((pieces[0], pieces[2]), scenario) == (("a", ()), ("c", ("a",)))


def test_of_one_second_the_cause_comes_first() -> None:
    """Whatever the order in the level."""
    emptied, lost = [spec for spec in CHAIN if spec.id in ("emptied", "lost")]
    at_once = replace(lost, when=emptied.when)
    run = _seat().session.run
    run.scenario = replace(_night(), chain=(at_once, emptied))
    pieces = came_about(run)
    assert [piece.id for piece in pieces] == ["emptied", "lost"]
    assert pieces[0].second == pieces[1].second


def test_a_run_that_was_left_is_asked_about_as_far_as_it_went() -> None:
    """Before anything happened there is nothing to ask; after the first page there is."""
    seat = Seat(Session.begin(_night(), 1))
    assert seat.review().moments == ()
    asked: list[int] = []
    for second in (-60, 0, 90, 180, 200, 400, 900):
        seat.session.advance_to(second)
        moments = seat.review().moments
        assert all(moment.second <= seat.session.run.second for moment in moments)
        asked.append(len(moments))
    assert asked[-1] >= 3
    assert seat.review().moments[-1].asks.endswith(" you left the night. What did you think was still missing?")


def test_what_somebody_else_did_is_not_asked_of_the_player() -> None:
    """A colleague's order is told as hers, and the player is asked what they saw in it."""
    seat = Seat(Session.begin(_night(), 1))
    run = seat.session.run
    for _, said in read_script(REFERENCE, "script", _night(), run.grammar).lines:
        seat.session.advance_to(said.second)
        seat.session.submit(said.line, "you" if said.line.startswith("dns flush") else "Vera", confirmed=True)
    moments = {moment.kind: moment for moment in seat.review().moments}
    assert " Vera ordered: dns restore " in moments[MomentKind.TURNING_POINT].asks
    assert moments[MomentKind.TURNING_POINT].asks.endswith("What spoke for it, as far as you saw?")
    assert " Vera declared it over." in moments[MomentKind.THE_END].asks


# Answers.


def test_answers_are_kept_beside_the_journal_and_found_again(tmp_path: Path) -> None:
    """At once, at the next seat, and by somebody who watches the recording."""
    journal = tmp_path / "night.jsonl"
    seat = _seat(journal)
    assert seat.review().answers == Answers()
    given = Answers(moments=((seat.review().moments[0].id, 0, "As the board looked."),), keep="Calm.")
    assert seat.answer(given) == ""
    assert seat.review().answers == given
    seat.close()
    watching = RecordedSeat(Recording(read_journal(journal), _night()), lambda recording: seat)
    assert watching.review().answers == given
    assert watching.review().moments == _review().moments
    watching.head_for(watching.reel.begin_s)
    assert watching.review().moments == _review().moments


def test_without_a_journal_answers_hold_at_the_seat() -> None:
    """Nobody is told that something is wrong."""
    seat = _seat()
    assert seat.answer(Answers(keep="Calm.")) == ""
    assert seat.review().answers.keep == "Calm."


def test_answers_that_cannot_be_read_are_named_and_play_goes_on(tmp_path: Path) -> None:
    """The review is whole; the trouble is a sentence; what cannot be written holds at the seat."""
    journal = tmp_path / "night.jsonl"
    seat = _seat(journal)
    answers_path(journal).write_text('{"noerror-answers": 9}')
    review = seat.review()
    assert review.trouble == "night.answers.json was written by another version of the game. It is left as it is."
    assert (review.answers, len(review.moments)) == (Answers(), len(_review().moments))
    assert seat.answer(Answers(change="More.")).endswith("Your answers hold until you leave the game.")
    assert seat.review().answers == Answers(change="More.")
    assert answers_path(journal).read_text() == '{"noerror-answers": 9}'


def test_answers_of_before_stay_where_the_night_could_not_be_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody saw them then, so nobody took them back."""
    journal = tmp_path / "night.jsonl"
    seat = _seat(journal)
    moment = seat.review().moments[0].id
    assert seat.answer(Answers(moments=((moment, 0, ""),), order=("a", "b"), keep="Calm.", change="Less.")) == ""
    seat.close()

    def hindered(*_: object) -> None:
        raise RuntimeError("no memory")

    monkeypatch.setattr("game.session.review.reviewer.Again", hindered)
    again = RecordedSeat(Recording(read_journal(journal), _night()), lambda recording: seat)
    with pytest.raises(RuntimeError):
        again.review()
    assert again.answer(Answers(change="More.")) == ""
    monkeypatch.undo()
    later = RecordedSeat(Recording(read_journal(journal), _night()), lambda recording: seat)
    kept = Answers(moments=((moment, 0, ""),), order=("a", "b"), keep="Calm.", change="More.")
    assert later.review().answers == kept
    assert later.answer(Answers(change="More.")) == ""
    assert later.review().answers == Answers(change="More.")


# Fixes.


def test_a_card_names_who_builds_it() -> None:
    """The team by its name; whoever is on call where the level names nobody."""
    team = TeamSpec(id="names", name="Names and addresses", people=("Ada",), answers_s=60)
    owned = replace(FIXES[0], spec=replace(FIXES[0].spec, owner="names"))
    night = replace(_night(), teams=(*_night().teams, team), fixes=(owned, *FIXES[1:]))
    cards = Seat(Session.begin(night, 1)).review().fixes
    assert [(card.id, card.owner) for card in cards[:2]] == [("check", "Names and addresses"), ("forget", ON_CALL)]
    assert _review().weeks == 6


def test_the_night_with_fixes_is_the_night_run_again() -> None:
    """Its curve is that of the rerun; the share is held against the night as it was; it says when it was well."""
    seat = _seat()
    played = Played.of(seat.session.run)
    base = finish(rerun(_night(), 1, played))
    again = finish(rerun(_night(), 1, played, (FIXES[1],), base))
    shown: list[float] = []
    night = seat.fixed_night(("forget",), shown.append, _never)
    assert night is not None
    assert (night.fixes, night.curve) == (("forget",), again.curve)
    assert night.share == pytest.approx(again.weighted / base.weighted)
    assert night.over_s == again.well_s
    assert again.well_s is not None
    assert base.well_s is not None
    assert again.well_s < base.well_s
    assert night.told[0] == f"{int(night.share * 100 + 0.5)} % of what was lost in this night is left."
    assert "earlier than in the night as it was." in night.told[1]
    assert any(said.startswith("It still happened: the record went empty") for said in night.told)
    assert shown == sorted(shown)
    assert (shown[0], shown[-1]) == (0.0, 1.0)


def test_a_fix_against_what_began_it_leaves_nothing() -> None:
    """And what was never tried is not called mended."""
    night = _seat().fixed_night(("check",), _quiet, _never)
    assert night is not None
    assert (night.share, night.over_s) == (0.0, _night().take_over_s)
    assert night.told[:2] == (
        "Nothing of what was lost in this night is left.",
        "It was well from the first minute on.",
    )
    assert "It did not come to this any more: the record went empty." in night.told
    assert "It did not come to this, though nothing was built against it: the store failed." in night.told
    assert any("had lost their reason and were left out" in said for said in night.told)


def test_no_fix_at_all_is_the_night_as_it_was() -> None:
    """To the last minute of its curve."""
    seat = _seat()
    night = seat.fixed_night((), _quiet, _never)
    assert night is not None
    assert night.curve == seat.session.run.ledger.curve()
    assert night.share == 1.0
    assert "as in the night as it was." in night.told[1]


def test_it_can_be_given_up() -> None:
    """At any step; nothing of a night that was not finished is shown, and asked again it is whole."""
    seat = _seat()
    for steps in (0, 1, 5):
        left = [steps]

        def cancelled(left: list[int] = left) -> bool:
            left[0] -= 1
            return left[0] < 0

        assert seat.fixed_night(("forget",), _quiet, cancelled) is None
        assert seat.what_remains(("forget",), _quiet, cancelled) is None
    whole = seat.fixed_night(("forget",), _quiet, _never)
    assert whole is not None
    assert whole == _seat().fixed_night(("forget",), _quiet, _never)


def test_who_waits_for_another_night_can_give_up_too() -> None:
    """While one night is run, another is asked for and given up; the first is whole in the end."""
    seat = _seat()
    begun, go_on = Event(), Event()

    def slowly(done: float) -> None:
        begun.set()
        assert go_on.wait(30)

    with ThreadPoolExecutor() as threads:
        first = threads.submit(seat.fixed_night, ("forget",), slowly, _never)
        assert begun.wait(30)
        assert seat.fixed_night(("check",), _quiet, lambda: True) is None
        go_on.set()
        whole = first.result(60)
    assert whole == _seat().fixed_night(("forget",), _quiet, _never)


def test_what_is_too_much_is_refused_in_a_sentence() -> None:
    """More weeks than there are, and what the level does not offer."""
    seat = _seat()
    with pytest.raises(ValueError, match="These take 7 weeks together, and there are 6"):
        seat.fixed_night(("check", "forget", "wide"), _quiet, _never)
    with pytest.raises(ValueError, match="offers no fix called moon"):
        seat.what_remains(("moon",), _quiet, _never)


def test_what_remains_names_the_next_fix() -> None:
    """The one that takes most of the rest, then a few with their shares; nothing more where nothing is left."""
    nights = FixedNights(_night(), 1, Played.of(_seat().session.run))
    assert nights.remaining(("forget",), _quiet, _never) == (
        """The largest part of it would go with "Check": 100 %, for 4 weeks' work.""",
        '"Check": 100 % of it would not be lost.',
        '"Wide": it would change nothing.',
        '"Nothing": it would change nothing.',
    )
    assert nights.remaining(("check",), _quiet, _never) == ("Nothing is left that another fix could take away.",)
