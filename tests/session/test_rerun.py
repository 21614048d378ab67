"""The same night run again: the very same without fixes; with them, what lost its reason is left out and what is refused told."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from game.engine.fixes import Change, Fix, FixSpec
from game.engine.scenario import Condition, Scenario
from game.engine.words import Sentence
from game.headless.run import play_script
from game.session.journal import Said, read_journal
from game.session.language.script import read_script
from game.session.replaying.fixes import choose, weeks
from game.session.replaying.remains import Reruns
from game.session.replaying.rerun import Played, Rerun, finish, rerun
from game.session.run import Run
from tests.session.night import NAME, REFERENCE, small_night

EMPTY = Condition(component="record", metric="addresses", at_most=0.0)
STUCK = Condition(component="store", metric="failing", at_least=0.5)
FULL = Condition(component="record", metric="addresses", at_least=1.0)


def _fix(name: str, cost: int, *changes: tuple[str, str, Any], against: tuple[str, Condition] | None = None) -> Fix:
    failure, seen = ("", ()) if against is None else (against[0], (against[1],))
    spec = FixSpec(id=name, title=name.title(), does="It does.", weeks=cost, failure=failure, seen=seen)
    return Fix(spec, tuple([Change(*change) for change in changes]))


def _writers(field: str, value: Any) -> tuple[tuple[str, str, Any], ...]:
    return tuple([(f"enactor-{number}", field, value) for number in (1, 2, 3)])


FIXES = (
    _fix("check", 4, *_writers("checks_when_writing", True), against=("the record went empty", EMPTY)),
    _fix("forget", 2, ("public-dns", "negative_ttl_s", 60.0), against=("the store failed", STUCK)),
    _fix("wide", 1, ("record", "addresses", 600)),
    _fix("nothing", 3),
)


@cache
def _night() -> Scenario:
    return replace(small_night(), fixes=FIXES, fix_weeks=6)


def _said(scenario: Scenario, script: str) -> Run:
    run = Run(scenario, 1)
    for _, said in read_script(script, "script", scenario, run.grammar).lines:
        run.submit(said)
    return run


@cache
def _played() -> Run:
    return _said(_night(), REFERENCE)


@cache
def _again(*names: str) -> Rerun:
    return finish(_reruns().run(names))


@cache
def _reruns() -> Reruns:
    return Reruns(_night(), 1, Played.of(_played()))


def test_without_a_fix_it_is_the_same_night() -> None:
    """Curve, losses, milestones and the last bit of the state; once alone and once held against itself."""
    run = _played()
    for again in (_again(), finish(rerun(_night(), 1, Played.of(run), (), _again()))):
        assert again.state_hash == run.digest()
        assert again.curve == run.ledger.curve()
        assert again.weighted == run.ledger.weighted_minutes() > 0.0
        assert dict(again.milestones) == run.ledger.milestones()
        assert (again.skipped, again.outcome, again.end_s) == ((), "resolved", run.second)
        assert again.well


def test_the_night_itself_is_left_alone() -> None:
    """A re-run touches neither the run that was played nor its level."""
    before = _played().digest(), _night().region
    _again("check")
    assert (_played().digest(), _night().region) == before


def test_with_the_race_gone_nobody_acts() -> None:
    """Nothing fails, nobody is paged, and every line but the looks is left out, with its reason; nothing is lost."""
    fixed = _again("check")
    assert fixed.weighted == 0.0
    assert max(fixed.curve) == 0.0
    assert len(fixed.curve) == len(_again().curve)
    assert dict(fixed.milestones)["dns-empty"] is None
    done = [said for said in _played().said if not said.look]
    assert [(line.second, line.line) for line in fixed.skipped] == [(said.second, said.line) for said in done]
    assert {line.why for line in fixed.skipped} == {"Nobody had been paged by then."}
    assert all(line.needless and line.who == "you" for line in fixed.skipped)
    assert fixed.well


def test_taking_the_fix_out_brings_the_failure_back() -> None:
    """Before and after it there is the same night."""
    assert not [failure for failure in _again("check").failures if failure.what == "the record went empty"]
    again = finish(rerun(_night(), 1, Played.of(_played()), (), _again()))
    assert "the record went empty" in [failure.what for failure in again.failures]
    assert again == replace(_again(), reasons=again.reasons)


@pytest.mark.parametrize("fix", ["wide", "nothing"])
def test_what_is_no_fix_changes_nothing(fix: str) -> None:
    """Not one minute of the curve, and no line."""
    useless = _again(fix)
    assert useless.curve == _again().curve
    assert useless.weighted == _again().weighted
    assert useless.skipped == ()


def test_a_fix_that_helps_in_part_takes_a_part_away() -> None:
    """Caches that forget sooner: the record is as empty for as long, and customers are back sooner."""
    fixed, base = _again("forget"), _again()
    assert 0.0 < fixed.weighted < base.weighted
    assert dict(fixed.milestones)["dns-restored"] == dict(base.milestones)["dns-restored"]
    (line,) = fixed.skipped
    assert line.line.startswith("post identified store,login")
    assert line.why == "What it is about was well at that time (store, login)."


def test_an_order_whose_reason_has_gone_is_left_out() -> None:
    """The store is held back because it fails. Where it is well at that time, though somebody was paged for something else,
    nobody holds it back."""
    played = Played.of(_said(_night(), "0:03:00 ack all\n0:05:00 throttle store 50\n0:20:00 throttle store 80\n"))
    other = _fix("other", 1, ("enactor-2", "checks_when_writing", True), ("login", "capacity_per_s", 1.0))
    base = finish(rerun(_night(), 1, played))
    fixed = finish(rerun(_night(), 1, played, (other,), base))
    assert [(line.line, line.why) for line in fixed.skipped] == [
        ("throttle store 50", "What it is about was well at that time (store)."),
        ("throttle store 80", "What it is about was well at that time (store)."),
    ]


def test_what_people_hold_they_let_go_as_they_did() -> None:
    """The throttle is taken off at its time, though with caches that forget sooner the store is well by then."""
    script = f"0:03:00 ack all\n0:05:00 throttle store 99\n0:06:00 dns automation off\n0:09:00 dns restore {NAME}\n"
    played = Played.of(_said(_night(), script + "0:18:00 throttle store off\n"))
    base = finish(rerun(_night(), 1, played))
    held = finish(rerun(_night(), 1, played, (FIXES[1],), base))
    assert held.skipped == ()
    free = replace(played, said=tuple([said for said in played.said if said.line != "throttle store 99"]))
    (line,) = finish(rerun(_night(), 1, free, (FIXES[1],), finish(rerun(_night(), 1, free)))).skipped
    assert (line.line, line.needless) == ("throttle store off", True)


def test_a_line_that_is_refused_is_counted_with_its_reason() -> None:
    """The record has no other endpoint any more: what named it cannot be meant."""
    gone = f"v6.{NAME}"
    played = Played.of(_said(_night(), f"0:03:00 ack all\n0:04:00 dig {gone}\n0:06:00 dns automation off\n"))
    base = finish(rerun(_night(), 1, played))
    fixed = finish(rerun(_night(), 1, played, (_fix("one-name", 1, ("record", "other_endpoints", ())),), base))
    (line,) = fixed.skipped
    assert (line.line, line.needless, line.who) == (f"dig {gone}", False, "you")
    assert gone in line.why


def test_a_night_that_was_left_is_compared_as_far_as_it_was_played() -> None:
    """Not beyond."""
    run = _said(_night(), "0:03:00 ack all\n")
    run.advance_to(1500)
    played = Played.of(run)
    base = finish(rerun(_night(), 1, played))
    fixed = finish(rerun(_night(), 1, played, (FIXES[0],), base))
    assert (base.end_s, fixed.end_s, base.well) == (1500, 1500, False)
    assert (base.state_hash, base.outcome) == (run.digest(), "unfinished")
    assert len(base.curve) == len(fixed.curve)


def test_a_night_that_was_well_is_followed_until_it_is_well_again() -> None:
    """A change that makes things worse is not spared by the end of the old night."""
    worse = _fix("worse", 1, ("public-dns", "negative_ttl_s", 3600.0))
    fixed = finish(rerun(_night(), 1, Played.of(_played()), (worse,), _again()))
    assert fixed.end_s > _again().end_s
    assert fixed.weighted > _again().weighted
    assert "resolve" not in [line.line for line in fixed.skipped]


def test_a_journal_is_run_again_as_it_was_played(tmp_path: Path) -> None:
    """Looks included, up to its last line."""
    path = tmp_path / "night.jsonl"
    run = play_script(_night(), 1, (REFERENCE, "reference"), journal=path)
    played = Played.in_journal(read_journal(path), _night())
    assert finish(rerun(_night(), 1, played)).state_hash == run.digest()
    assert [said for said in played.said if said.look]


def test_progress_goes_from_nothing_to_all() -> None:
    """Many small steps, never back; the result is the one that `finish` gives, and what was run is kept."""
    reruns = Reruns(_night(), 1, Played.of(_played()))
    shown = list(reruns.run(["check"]))
    assert shown == sorted(shown)
    assert (min(shown), max(shown)) == (0.0, 1.0)
    assert len(shown) > 8
    assert reruns.kept(["check"]) == _again("check")
    assert reruns.kept([]) == _again()
    assert reruns.kept(["wide"]) is None
    assert list(reruns.run(["check"])) == []
    with pytest.raises(KeyError):
        finish(reruns.run(["no-such"]))


def test_what_would_remain_is_computed() -> None:
    """The share that is left, what still happened, and the one further fix that takes most of it away."""
    left = finish(_reruns().remains(["forget"]))
    assert left.share == pytest.approx(_again("forget").weighted / _again().weighted)
    assert left.still == ("the record went empty", "the store failed")
    assert [more.fix for more in left.further] == ["check", "wide", "nothing"]
    assert left.further[0].saves == _again("forget").weighted
    assert left.further[1].saves == left.further[2].saves == 0.0
    told = [str(sentence) for sentence in left.sentences]
    assert told[0] == f"{int(left.share * 100 + 0.5)} % of what was lost in this night is left."
    assert told[1].startswith("It still happened: the record went empty (23:4")
    assert told[2] == """The largest part of it would go with "Check": 100 %, for 4 weeks' work."""
    assert len(told) == 3


def test_what_was_never_tried_is_not_called_repaired() -> None:
    """With the trigger gone the caches are as they were, and that is said."""
    gone = finish(_reruns().remains(["check"]))
    assert (gone.share, gone.still, gone.untested) == (0.0, (), ("the store failed",))
    assert [str(sentence) for sentence in gone.sentences] == [
        "Nothing of what was lost in this night is left.",
        "It did not come to this, though nothing was built against it: the store failed.",
    ]
    both = finish(_reruns().remains(["check", "forget"]))
    assert both.untested == ()


def test_a_repair_that_makes_it_worse_is_told_as_such() -> None:
    """How much more is lost, and that nobody acts any more once the people of the night as it was had gone."""
    worse = _fix("worse", 1, ("public-dns", "negative_ttl_s", 3600.0))
    night = replace(_night(), fixes=(*FIXES, worse))
    left = finish(Reruns(night, 1, Played.of(_played())).remains(["worse"]))
    told = [str(sentence) for sentence in left.sentences]
    assert left.share > 1.5
    assert told[0] == f"More is lost than in the night as it was: {int(left.share * 100 + 0.5)} % of it."
    assert told[1] == "It was not well yet at 00:32, when the night as it was ended; from then on nobody acts in it."


def test_a_choice_has_to_fit_into_the_weeks() -> None:
    """In the order of the level; otherwise a sentence that says by how much it is too much."""
    chosen = choose(_night(), ["forget", "check"])
    assert not isinstance(chosen, Sentence)
    assert ([fix.id for fix in chosen], weeks(chosen)) == (["check", "forget"], 6)
    assert choose(_night(), []) == ()
    refused = {
        (
            "check",
            "forget",
            "wide",
        ): "These take 7 weeks together, and there are 6. Leave out at least 1 week's work.",
        (
            "check",
            "forget",
            "nothing",
        ): "These take 9 weeks together, and there are 6. Leave out at least 3 weeks' work.",
        ("chek",): "This night offers no fix called chek.",
        ("wide", "wide"): '"Wide" is chosen twice; once is enough.',
    }
    for ids, told in refused.items():
        assert str(choose(_night(), ids)) == told


def test_lines_of_others_are_said_by_them_again() -> None:
    """Who said it stands in the result."""
    played = Played((Said(200, "mara", "ack all"),), 400)
    base = finish(rerun(_night(), 1, played))
    fixed = finish(rerun(_night(), 1, played, (FIXES[0],), base))
    assert [line.who for line in fixed.skipped] == ["mara"]
