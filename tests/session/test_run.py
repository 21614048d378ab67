"""A run: everything is decided by scenario, seed and lines; it ends as it should; it comes back to any moment."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from game.engine.mechanisms.service import ClientSpec, ServiceSpec
from game.engine.rng import Draws
from game.engine.scenario import Scenario
from game.session.journal import Said
from game.session.language.script import read_script
from game.session.language.wording import plain
from game.session.run import Run
from game.session.view.console import ReplyKind
from tests.session.night import NAME, REFERENCE, changed, small_night


def _play(scenario: Scenario, text: str = REFERENCE, seed: int = 1, until_s: int | None = None) -> Run:
    run = Run(scenario, seed)
    for _, said in read_script(text, "test", scenario, run.grammar).lines:
        if until_s is None or said.second <= until_s:
            reply = run.submit(said)
            assert reply.kind in (ReplyKind.DONE, ReplyKind.OUTPUT), plain(reply.lines)
    run.advance_to(scenario.end_s if until_s is None else until_s)
    return run


def _say(run: Run, line: str, *, confirmed: bool = True) -> tuple[ReplyKind, str]:
    reply, _ = run.say(line, "you", run.second, confirmed=confirmed)
    return reply.kind, plain(reply.lines)


def test_a_calm_person_resolves_the_night() -> None:
    """The reference play finds, repairs, tells, and is believed when it declares the end."""
    run = _play(small_night())
    assert run.outcome == "resolved"
    assert run.state.declared_s == 44 * 60
    assert all(second is not None for second in run.ledger.milestones().values())
    assert run.evidence.proved() == ("dns",)
    assert [hypothesis.cause for hypothesis in run.state.hypotheses] == ["dns"]


def test_doing_nothing_loses() -> None:
    """The record stays empty for as long as nobody acts."""
    run = _play(small_night(), "")
    assert run.outcome == "lost"
    assert run.second == run.scenario.end_s
    assert run.ledger.milestones()["dns-restored"] is None


def test_a_night_that_is_well_at_its_end_is_resolved_without_a_word() -> None:
    """Forgetting to declare the end does not lose what was repaired."""
    run = _play(small_night(), REFERENCE.replace("0:44:00  resolve", ""))
    assert run.outcome == "resolved"
    assert run.state.declared_s is None


def test_a_run_that_is_left_is_unfinished() -> None:
    """Neither won nor lost."""
    assert _play(small_night(), until_s=600).outcome == "unfinished"


def test_declaring_the_end_too_early_costs_trust_and_goes_on() -> None:
    """It asks once; then it is taken at its word, and customers remember."""
    run = _play(small_night(), until_s=20 * 60)
    before = run.channel.trust
    assert _say(run, "resolve", confirmed=False)[0] is ReplyKind.CONFIRM
    assert run.channel.trust == before
    kind, text = _say(run, "resolve")
    assert kind is ReplyKind.DONE
    assert "night goes on" in text
    assert run.outcome == "unfinished"
    assert run.channel.trust < before
    assert run.state.false_all_clears == (run.second,)


def test_nothing_can_be_declared_over_before_anybody_was_paged() -> None:
    """A healthy region at the start is no victory."""
    run = Run(small_night(), 1)
    kind, text = _say(run, "resolve")
    assert kind is ReplyKind.REFUSED
    assert text == "No incident is open: nobody was paged yet."
    # An alarm that means nothing opens no incident.
    night = changed(small_night(), goal=replace(small_night().goal, after="dns-empty"))
    run = Run(night, 1)
    run.pager.state = replace(run.pager.state, first_alarm_s=run.second)
    assert _say(run, "resolve") == (ReplyKind.REFUSED, text)


def test_the_goal_may_wait_for_a_milestone() -> None:
    """What was well before the trouble began does not count."""
    night = small_night()
    night = changed(night, goal=replace(night.goal, after="dns-empty"))
    run = Run(night, 1)
    assert run.ledger.healthy
    assert not run.ledger.is_over
    assert run.ledger.well_since_s() is None


def test_an_action_takes_hands_and_time() -> None:
    """One pair of hands does one thing at a time; the refusal says what would make it possible."""
    run = Run(small_night(), 1)
    run.advance_to(600)
    assert _say(run, "dns automation off")[0] is ReplyKind.DONE
    kind, text = _say(run, f"dns restore {NAME}")
    assert kind is ReplyKind.REFUSED
    assert "page dynamodb" in text
    run.advance_to(600 + 60)
    assert run.entries[-1].done_s == 600 + 90  # not a DynamoDB person: half as long again
    assert "off by hand" not in run.region.components["planner"].held()
    run.advance_to(600 + 90)
    assert run.region.components["planner"].held() == "off by hand"
    assert any("finished: dns automation off" in plain((entry.line,)) for entry in run.feed)


def test_what_is_refused_changes_nothing() -> None:
    """Wrong and refused lines leave no trace in the state, and are not kept."""
    run = Run(small_night(), 1)
    run.advance_to(600)
    before = run.digest()
    for line in (
        "dns automation on",
        "page nobody",
        "throttle store off",
        "resolve",
        "sev 9",
        "nonsense",
        "ack planner",
    ):
        reply, said = run.say(line, "you", run.second, confirmed=False)
        assert reply.kind in (ReplyKind.REFUSED, ReplyKind.WRONG, ReplyKind.CONFIRM), line
        assert said is None
    assert run.digest() == before
    assert run.said == []


def test_a_risky_action_asks_once() -> None:
    """The question names the risk; nothing happens before the answer."""
    run = Run(small_night(), 1)
    kind, text = _say(run, "restart store 50", confirmed=False)
    assert kind is ReplyKind.CONFIRM
    assert "queue on those hosts is lost" in text
    assert run.said == []
    assert _say(run, "restart store 50")[0] is ReplyKind.DONE


def test_the_public_hears_of_the_first_page_in_trouble() -> None:
    """The clock of the first update starts with the page."""
    run = Run(small_night(), 1)
    run.advance_to(600)
    assert run.pager.state.first_page_s == run.channel.state.page_s
    assert run.pager.state.first_page_s is not None
    assert 47 <= run.pager.state.first_page_s <= 180
    _say(run, "ack all")
    assert run.pager.state.first_ack_s == 600


def test_looks_before_the_trouble_prove_nothing() -> None:
    """Evidence is what was read while the fault was on."""
    run = Run(small_night(), 1)
    _say(run, f"dig {NAME}")
    assert run.evidence.proved() == ()
    run.advance_to(300)
    _say(run, f"dig {NAME}")
    assert run.evidence.proved() == ("dns",)
    assert run.entries[-1].proved == ("dns",)
    _say(run, "changes")
    assert run.evidence.proved() == ("dns", "deploy")
    assert run.entries[-1].proved == ()


def test_time_can_be_cut_anywhere() -> None:
    """Advancing second by second or in one go gives the same state."""
    whole = _play(small_night(), until_s=1500)
    small = Run(small_night(), 1)
    for _, said in read_script(REFERENCE, "test", small.scenario, small.grammar).lines:
        if said.second > 1500:
            break
        for second in range(small.second, said.second):
            small.advance_to(second)
        small.submit(said)
    for second in range(small.second, 1501):
        small.advance_to(second)
    assert small.digest() == whole.digest()


@pytest.mark.parametrize("tick_s", [1, 3, 5])
def test_lines_may_come_between_ticks(tick_s: int) -> None:
    """Whatever the tick, a line keeps its own second."""
    night = small_night(tick_s=tick_s)
    run = _play(night)
    assert [said.second for said in run.said][:4] == [180, 190, 200, 220]
    assert run.outcome == "resolved"
    assert run.digest() == _play(night).digest()


@pytest.mark.parametrize("mark_s", [-60, 0, 60, 200, 361, 700, 1300])
def test_p36_rewinding_and_playing_again_is_bit_identical(mark_s: int) -> None:
    """P-36 of a whole run: back to any moment, the same lines give the same state, the same feed, the same record."""
    night = small_night()
    run = Run(night, 3)
    lines = [said for _, said in read_script(REFERENCE, "test", night, run.grammar).lines]
    _until(run, lines, mark_s)
    mark, then = run.mark(), _everything(run)
    _until(run, [said for said in lines if said.second > mark_s], 2700)
    end = _everything(run)
    run.rewind(mark)
    assert _everything(run) == then
    _until(run, [said for said in lines if said.second > mark_s], 2700)
    assert _everything(run) == end


def test_rewinding_then_doing_otherwise_is_another_night() -> None:
    """A fork keeps nothing of what was undone."""
    night = small_night()
    run = Run(night, 1)
    run.advance_to(300)
    mark = run.mark()
    run.submit(Said(300, "you", "dns automation off"))
    run.advance_to(900)
    run.rewind(mark)
    run.advance_to(900)
    other = Run(night, 1)
    other.advance_to(900)
    assert _everything(run) == _everything(other)


def _until(run: Run, lines: list[Said], second: int) -> None:
    for said in lines:
        if said.second <= second:
            run.submit(said)
    run.advance_to(second)


def _everything(run: Run) -> Any:
    columns = {name: [list(column) for column in columns] for name, columns in run.region.columns.items()}
    return (
        run.digest(),
        columns,
        list(run.feed),
        list(run.said),
        list(run.entries),
        list(run.region.log),
        list(run.ledger.impact),
        list(run.channel.history),
        run.people.responders(run.second),
    )


def test_p37_another_component_changes_nobody_elses_luck() -> None:
    """P-37: with one more service in the level, every number of all others stays the same to the last bit."""
    night = small_night()
    more = ServiceSpec(
        id="another",
        capacity_per_s=10.0,
        bound=10.0,
        clients={"public": ClientSpec(rate_per_s=5.0, swing=0.5)},
    )
    plan = replace(night.region, components=(more, *night.region.components))
    one, other = Run(night, 5), Run(changed(night, region=plan), 5)
    one.advance_to(900)
    other.advance_to(900)
    for name, columns in one.region.columns.items():
        assert [column.tobytes() for column in columns] == [
            column.tobytes() for column in other.region.columns[name]
        ], name
    assert one.people.digest_state() == other.people.digest_state()


def test_seeds_differ_and_repeat() -> None:
    """The same seed is the same night, another seed another."""
    digests = [_play(small_night(), until_s=600, seed=seed).digest() for seed in (1, 2, 1)]
    assert digests[0] == digests[2] != digests[1]
    assert Draws(1, "a", "b").bits(0) != Draws(2, "a", "b").bits(0)
