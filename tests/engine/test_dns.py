"""The race of the DNS writers comes out of their rules, and only out of them."""

from __future__ import annotations

import pytest

from game.engine.mechanisms.dns_enactor import Enactor
from game.engine.mechanisms.dns_planner import AUTOMATION
from game.engine.mechanisms.dns_record import RESTORE, Record
from tests.engine.build import NAME, START, first_empty, order, pages, region, run_to, slow, writers

DAY_S = 86_400
TIE = 1_000_000


def test_the_race_empties_the_record_when_one_enactor_is_slow_enough() -> None:
    """With one enactor delayed by half an hour the record goes empty around zero, on every seed."""
    moments = [first_empty(run_to(region(*writers(), seed=seed, faults=(slow(-17),)), 300)) for seed in range(1, 31)]
    assert all(moment is not None and -60 <= moment <= 60 for moment in moments), moments


@pytest.mark.parametrize("seeds", [range(10), pytest.param(range(10, 50), marks=pytest.mark.long)])
def test_without_the_delay_the_record_is_never_empty(seeds: range) -> None:
    """24 simulated hours on 50 seeds without the slow enactor: the name always has an answer."""
    empty = [seed for seed in seeds if first_empty(run_to(region(*writers(), seed=seed, tick_s=60), DAY_S)) is not None]
    assert empty == []


def _predicted(record: Record, enactors: list[Enactor], keep: int) -> int | None:
    """The moment at which the main name must go empty, from nothing but the writers' marks: P-32 in closed form.

    A clean-up after plan p empties the name iff the last write to it before that moment was of a plan older than p - keep.
    """
    events = []
    for enactor in enactors:
        walked = 0
        for mark in enactor.marks:
            if mark.kind == "writes":
                walked = mark.plan
                if mark.endpoint == NAME:
                    events.append((mark.second, 0, mark.plan))
            elif mark.kind == "deletes":
                events.append((mark.second, 1, walked))
    live = record.spec.first_plan
    writes = {second for second, what, _ in events if what == 0}
    for second, what, plan in sorted(events):
        if what == 0:
            live = plan
        elif live < plan - keep:
            return TIE if second in writes else second  # at the same second the marks do not tell who came first
    return None


@pytest.mark.parametrize("delay_s", range(60, 1900, 140))
def test_p32_the_record_is_empty_iff_the_closed_form_says_so(delay_s: int) -> None:
    """P-32: for any delay, the name goes empty exactly when an old write is followed by a newer plan's clean-up."""
    for seed in range(1, 6):
        where = run_to(region(*writers(), seed=seed, faults=(slow(START + delay_s),)), START + delay_s + 400)
        record = where.components["record"]
        enactors = [part for part in where.components.values() if isinstance(part, Enactor)]
        assert isinstance(record, Record)
        predicted = _predicted(record, enactors, 12)
        if predicted != TIE:
            assert first_empty(where) == predicted


def test_p32_a_delay_of_fewer_generations_than_are_kept_does_no_harm() -> None:
    """P-32: the empty record needs a delay of more than keep times the plan period."""
    for delay_s in range(30, 12 * 52, 60):
        for seed in range(1, 5):
            where = run_to(region(*writers(), seed=seed, faults=(slow(START + delay_s),)), START + delay_s + 400)
            assert first_empty(where) is None, (delay_s, seed)


def test_the_outcome_depends_on_the_moment_and_not_on_the_level() -> None:
    """The same delay, half a plan's period later, ends well on most seeds: nothing decides it but who wrote when."""
    empty = [first_empty(run_to(region(*writers(), seed=seed, faults=(slow(-45),)), 200)) for seed in range(1, 31)]
    assert 0 < len([moment for moment in empty if moment is not None]) < 30


def test_the_automation_cannot_repair_it_and_an_operator_can() -> None:
    """Hours later every batch is still refused, because what it must note as active before does not exist."""
    where = run_to(region(*writers(), faults=(slow(-17),)), 3 * 3600)
    record = where.components["record"]
    assert isinstance(record, Record)
    assert record.answer(NAME)[1] == 0
    enactors = [part for part in where.components.values() if isinstance(part, Enactor)]
    assert all(enactor.state.refusals > 10 for enactor in enactors)
    order(where, AUTOMATION, "off")
    run_to(where, where.second + 120)
    order(where, RESTORE, NAME)
    run_to(where, where.second + 7200)
    assert record.answer(NAME)[1] > 250
    assert record.held() == "by hand"
    assert [page[3] for page in pages(where)][-1] == "you"


def test_thawed_automation_starts_afresh_and_works() -> None:
    """After a restore with the automation off, thawing it is safe: nobody holds an old plan any more."""
    for seed in range(1, 6):
        where = run_to(region(*writers(), seed=seed, faults=(slow(-17),)), 9000)
        order(where, AUTOMATION, "off")
        run_to(where, where.second + 120)
        order(where, RESTORE, NAME)
        run_to(where, where.second + 300)
        order(where, AUTOMATION, "on")
        run_to(where, where.second + 4000)
        record = where.components["record"]
        assert isinstance(record, Record)
        assert record.answer(NAME)[1] > 250
        assert record.endpoint(NAME).active > 300


def test_restoring_under_running_automation_is_a_second_race() -> None:
    """Late, the stuck enactors hold plans older than are kept; they wake at different times, and the same rules that emptied
    the record once empty it again on most seeds. Early, their plans are young enough to do no harm."""
    late = early = 0
    for seed in range(1, 13):
        where = run_to(region(*writers(), seed=seed, faults=(slow(-17),)), 9000)
        order(where, RESTORE, NAME)
        run_to(where, where.second + 900)
        late += pages(where)[-1][2] == 0
        where = run_to(region(*writers(), seed=seed, faults=(slow(-17),)), 180)
        order(where, RESTORE, NAME)
        run_to(where, where.second + 900)
        early += pages(where)[-1][2] == 0
    assert late >= 6
    assert early == 0


def test_the_answer_is_noerror_all_along() -> None:
    """The instrument that reads return codes sees nothing at all."""
    where = run_to(region(*writers(), faults=(slow(-17),)), 600)
    record = where.components["record"]
    assert record.reading_text() == "NOERROR"
    assert max(where.history("record", "errors")) == 0.0
    assert min(where.history("record", "addresses")) == 0.0


def test_locks_are_exclusive() -> None:
    """Two enactors never write the same endpoint at the same time: a lock has one holder, who alone can give it back."""
    where = run_to(region(*writers()), START + 5)
    record = where.components["record"]
    assert isinstance(record, Record)
    assert record.lock(NAME, "enactor-1")
    assert not record.lock(NAME, "enactor-2")
    record.unlock(NAME, "enactor-2")
    assert not record.lock(NAME, "enactor-2")
    record.unlock(NAME, "enactor-1")
    assert record.lock(NAME, "enactor-2")
