"""A name that somebody takes out of its zone: there is none such any more, and only a hand brings it back."""

from __future__ import annotations

from game.engine.mechanisms.dns_record import RESTORE, Record, RecordSpec
from game.engine.mechanisms.resolvers import Resolvers, ResolversSpec
from game.engine.region import FaultSpec, Region
from tests.engine.build import order, region, run_to

PHONES, SPARE = "phones.example.com", "spare.example.com"
GONE_S = 12  # within a tick, so that the share of it is told too


def _region(*, kept: bool = False, until_s: int = 20) -> Region:
    return region(
        RecordSpec(id="record", name=PHONES, other_endpoints=(SPARE,), addresses=24, kept_while_asked=kept),
        ResolversSpec(id="resolvers", record="record", ttl_s=20, negative_ttl_s=40),
        faults=(FaultSpec(id="tidied", component="record", effect="withdrawn", from_s=GONE_S, until_s=until_s),),
        start_s=-60,
    )


def _record(where: Region) -> Record:
    part = where.components["record"]
    assert isinstance(part, Record)
    return part


def test_the_name_is_gone_from_that_second_on_and_the_status_says_so() -> None:
    """An error, unlike a name with nothing behind it; the other name of the same record stays."""
    where = run_to(_region(), 10)
    record = _record(where)
    assert (record.sample()[0], record.reading_text(), record.answer(PHONES)[1] > 0) == (0.0, "NOERROR", True)
    run_to(where, 15)
    assert (record.sample()[0], record.reading_text(), record.answer(PHONES)) == (1.0, "NXDOMAIN", (0, 0))
    assert record.state.answered == 2 / 5
    assert record.answer(SPARE)[1] > 0
    assert "taken out of its zone" in str(where.log[-1].text)


def test_nothing_brings_it_back_by_itself() -> None:
    """Whoever keeps answers finds nothing once they have run out, also after the tidying is over."""
    where = run_to(_region(), 600)
    resolvers = where.components["resolvers"]
    assert isinstance(resolvers, Resolvers)
    assert not _record(where).endpoint(PHONES).exists
    assert resolvers.resolved < 1e-9


def test_a_hand_brings_it_back_even_while_the_tidying_goes_on() -> None:
    """It is taken out once; a name that was restored is not taken out again."""
    where = run_to(_region(until_s=900), 100)
    order(where, RESTORE, PHONES)
    run_to(where, 400)
    record = _record(where)
    assert record.endpoint(PHONES).by_hand
    assert (record.sample()[0], record.reading_text()) == (0.0, "NOERROR")
    assert record.answer(PHONES)[1] > 0


def test_a_name_that_is_kept_while_it_is_asked_for_stays() -> None:
    """Nothing happens but a line that says so."""
    where = run_to(_region(kept=True), 100)
    assert _record(where).endpoint(PHONES).answers
    assert "still asked for" in str(where.log[-1].text)


def test_the_same_moment_comes_again_after_going_back() -> None:
    """Going back to before it and on again ends in the same state."""
    where = run_to(_region(), 5)
    mark = where.mark()
    run_to(where, 60)
    first = where.digest()
    where.rewind(mark)
    assert _record(where).endpoint(PHONES).exists
    assert run_to(where, 60).digest() == first
