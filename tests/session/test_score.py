"""The score: bounds, order of players, method before speed, and the same rubric everywhere."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.engine.actions import Risk
from game.engine.scenario import ParSpec
from game.session.judging import rubric, rubric_text
from game.session.judging.criteria import RULES
from game.session.judging.criteria.ceilings import CEILINGS
from game.session.judging.record import Collateral, Entry, EntryKind, RunRecord
from game.session.judging.score import Mark, score
from tests.session.night import small_night
from tests.session.records import (
    BLIND_WINNER,
    DOING_NOTHING,
    HISTORY_RUN,
    LIAR,
    LOOKS,
    LUCKY_SPRAY,
    NOTHING,
    PAGE_ALL,
    PEOPLE,
    REFERENCE_RUN,
    REPAIR,
    RESTART_ALL,
    SCENARIO,
    SILENT_WINNER,
    SLOW_BUT_SOUND,
    change,
    look,
    record,
    said,
)
from tests.session.telling import honest, silent

ROOT = Path(__file__).parents[2]
RUNS = [
    REFERENCE_RUN,
    SLOW_BUT_SOUND,
    HISTORY_RUN,
    SILENT_WINNER,
    LIAR,
    BLIND_WINNER,
    DOING_NOTHING,
    RESTART_ALL,
    LUCKY_SPRAY,
    PAGE_ALL,
]


def _total(run: object) -> int:
    return score(run, SCENARIO).total  # type: ignore[arg-type]


def test_the_parts_are_those_of_the_debrief_and_make_a_hundred() -> None:
    """Customers 40, diagnosis 20, trust 20, safety 14, people 6; each criterion and ceiling has a rule and none is left over."""
    assert [(part.id, part.of) for part in rubric.PARTS] == [
        ("customers", 40),
        ("diagnosis", 20),
        ("trust", 20),
        ("safety", 14),
        ("people", 6),
    ]
    assert [criterion.id for part in rubric.PARTS for criterion in part.criteria] == list(RULES)
    assert sorted([cap.id for cap in rubric.CAPS]) == sorted(CEILINGS)
    assert [cap.total for cap in rubric.CAPS] == sorted([cap.total for cap in rubric.CAPS])


def test_the_reference_play_earns_the_best_grade() -> None:
    """Looking, helping hands, one change at a time, honest updates: nothing is left to earn."""
    judged = score(REFERENCE_RUN, SCENARIO)
    assert (judged.grade, judged.cap) == ("A+", None)
    assert judged.impact_score == 100
    assert judged.conduct_score >= 95
    assert [part.of for part in judged.parts] == [40, 20, 20, 14, 6]


def test_players_land_in_a_sensible_order() -> None:
    """Reference > waking everybody > history > silent winner and liar > restarting everything > nothing."""
    totals = [_total(run) for run in (REFERENCE_RUN, PAGE_ALL, HISTORY_RUN, RESTART_ALL)]
    assert totals == sorted(totals, reverse=True)
    assert len(set(totals)) == 4
    assert score(PAGE_ALL, SCENARIO).grade == "A"
    for worse in (SILENT_WINNER, LIAR, BLIND_WINNER):
        assert _total(worse) <= _total(REFERENCE_RUN) - 25
    conducts = [
        score(run, SCENARIO).conduct_score for run in (REFERENCE_RUN, HISTORY_RUN, SILENT_WINNER, LIAR, RESTART_ALL)
    ]
    assert conducts[0] > conducts[1] > max(conducts[2:4])
    assert conducts[4] <= conducts[0] - 50


def test_speed_never_outranks_method() -> None:
    """Without looking, without telling, or by an untrue all-clear nobody gets above C, however few minutes customers lost."""
    for run in (
        SILENT_WINNER,
        LIAR,
        BLIND_WINNER,
        replace(BLIND_WINNER, weighted=0.0),
        replace(SILENT_WINNER, weighted=0.0),
    ):
        assert score(run, SCENARIO).grade in ("C", "D", "E")


def test_doing_nothing_is_an_e() -> None:
    """Nothing changed and nobody told is an E, even if the trouble had passed by itself."""
    assert score(DOING_NOTHING, SCENARIO).grade == "E"
    assert score(replace(DOING_NOTHING, weighted=0.0, goal_met=True), SCENARIO).grade == "E"


def test_overreacting_scores_below_a_limited_loss() -> None:
    """Restarting everything is worth less than a sound play that lost much, even if luck had spared the customers."""
    assert _total(RESTART_ALL) < _total(LUCKY_SPRAY) < _total(SLOW_BUT_SOUND)
    assert score(LUCKY_SPRAY, SCENARIO).grade in ("D", "E")


@given(st.floats(0, 2e6), st.floats(0, 2e6))
def test_more_minutes_lost_never_score_more(one: float, other: float) -> None:
    """The total and the impact axis fall as weighted customer-minutes rise; conduct does not move."""
    less, more = sorted((one, other))
    for run in (REFERENCE_RUN, HISTORY_RUN, RESTART_ALL):
        better = score(replace(run, weighted=less), SCENARIO)
        worse = score(replace(run, weighted=more), SCENARIO)
        assert better.total >= worse.total
        assert better.impact_score >= worse.impact_score
        assert better.conduct_score == worse.conduct_score


_ENTRIES = st.lists(
    st.one_of(
        st.sampled_from([*PEOPLE, *LOOKS, *REPAIR]),
        st.builds(
            Entry,
            second=st.integers(-60, 9000),
            line=st.sampled_from(["dig x", "restart sts 50", "logs network", "post"]),
            kind=st.sampled_from(EntryKind),
            spec=st.sampled_from(["dig", "restart"]),
            components=st.sampled_from([(), ("sts",), ("record", "planner")]),
            refused=st.booleans(),
            done_s=st.one_of(st.none(), st.integers(0, 9000)),
            needs_met=st.booleans(),
        ),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(_ENTRIES, st.sampled_from([honest, silent]), st.floats(0, 2e6), st.booleans())
def test_every_score_is_within_its_bounds(entries: list[Entry], tell, weighted: float, over: bool) -> None:  # type: ignore[no-untyped-def]
    """Whatever was done: parts between 0 and their points, both axes 0 to 100, the total no more than the parts, each with a reason."""
    judged = score(record(tuple(entries), tell, weighted=weighted, over=over), SCENARIO)
    points = 0.0
    for part in judged.parts:
        assert 0 <= part.points <= part.of
        assert part.reason.endswith(".")
        points += part.points
    assert 0 <= judged.total <= points + 0.5
    assert 0 <= judged.impact_score <= 100
    assert 0 <= judged.conduct_score <= 100
    assert judged.grade == rubric.grade_of(judged.total)


def test_refused_lines_do_not_count() -> None:
    """A line that was refused changes neither points nor reasons."""
    refused = tuple([replace(entry, refused=True) for entry in RESTART_ALL.kept(EntryKind.CHANGE)])
    assert score(replace(REFERENCE_RUN, entries=(*refused, *REFERENCE_RUN.entries)), SCENARIO) == score(
        REFERENCE_RUN, SCENARIO
    )


@pytest.mark.parametrize(
    ("entries", "criterion"),
    [
        ((*PEOPLE, *LOOKS[:1], *REPAIR), "looked-first"),
        ((*PEOPLE, *LOOKS[:2], *REPAIR), "cause-proved"),
        ((*PEOPLE, *LOOKS[:2], *REPAIR, replace(LOOKS[2], second=2000)), "cause-proved"),
        ((*PEOPLE, look(300, "queue sqs", "sqs"), look(301, "queue sts", "sts"), *REPAIR), "looked-first"),
        ((*PEOPLE, *LOOKS, *REPAIR, *[change(1200 + n, f"throttle sqs {n}", f"s{n}") for n in range(2)]), "aimed"),
        ((*PEOPLE, *LOOKS, *[replace(e, done_s=9000) if e.done_s else e for e in REPAIR]), "one-at-a-time"),
        ((*PEOPLE, *LOOKS, *[e for e in REPAIR if e.kind is EntryKind.CHANGE]), "verified"),
        ((*PEOPLE, *LOOKS, *[e for e in REPAIR if e.line != "plans"]), "verified"),
        ((*PEOPLE, *LOOKS, change(650, "dns restore x", "record", needs_met=False), *REPAIR), "order"),
        ((*PEOPLE, *LOOKS, *REPAIR, change(1200, "restart sqs 100", "sqs", risk=Risk.HIGH)), "aimed"),
        ((*PEOPLE[1:], *LOOKS, *REPAIR), "acknowledged"),
        ((*PEOPLE[:1], *LOOKS, *REPAIR), "declared"),
    ],
)
def test_each_rule_sees_its_own_fault(entries: tuple[Entry, ...], criterion: str) -> None:
    """A play that is sound but for one thing leaves points under that criterion and says so in its reason."""
    sound = {mark.criterion.id: mark for mark in score(REFERENCE_RUN, SCENARIO).marks}
    flawed = {mark.criterion.id: mark for mark in score(record(entries, honest, weighted=200_000), SCENARIO).marks}
    assert flawed[criterion].points < sound[criterion].points
    assert flawed[criterion].reason != sound[criterion].reason


def _share(run: RunRecord, criterion: str) -> float:
    return next(mark.share for mark in score(run, SCENARIO).marks if mark.criterion.id == criterion)


def test_each_change_needs_a_look_of_its_own() -> None:
    """One look after three changes stands for one of them, and the same words twice within a minute are one look."""
    changes = [change(700 + n * 10, f"dns flush {n}", "record", takes=5) for n in range(3)]
    once = (*PEOPLE, *LOOKS, *changes, look(800, "status"))
    assert _share(record(once, honest, weighted=0.0), "verified") == pytest.approx(1 / 3)
    again = (*once, look(820, "status"), look(840, "dig x", "record"), look(900, "status"))
    assert _share(record(again[:-1], honest, weighted=0.0), "verified") == pytest.approx(2 / 3)
    assert _share(record(again, honest, weighted=0.0), "verified") == 1.0


def test_harm_to_what_was_well_is_priced_and_so_is_leaving_it() -> None:
    """By how many things and for how long; what was seen to soon costs less. A change that hurts nothing costs nothing."""
    short = Collateral(800, "restart sqs 100", "sqs", 2.0, True)
    left = Collateral(900, "throttle sts 10", "sts", 54.0, False)
    shares = {
        harms: (
            _share(replace(REFERENCE_RUN, collateral=harms), "unharmed"),
            _share(replace(REFERENCE_RUN, collateral=harms), "undone"),
        )
        for harms in ((), (short,), (left,), (short, left))
    }
    assert shares[()] == (1.0, 1.0)
    assert shares[(short,)] == (pytest.approx(2 / 3), 1.0)
    assert shares[(left,)] == (0.0, 0.0)
    assert shares[(short, left)] == (0.0, 0.5)


def test_harm_holds_the_grade_down_by_how_bad_it_was() -> None:
    """A little that was seen to does not; minutes of it, or a high risk taken, keep it below A; what still stands at the end, below B."""
    little = Collateral(800, "throttle sqs 50", "sqs", 3.0, True)
    found = [
        score(replace(REFERENCE_RUN, collateral=(harm,)), SCENARIO)
        for harm in (
            little,
            replace(little, lost_min=5.0),
            replace(little, risk=Risk.HIGH),
            replace(little, standing=True),
        )
    ]
    assert [judged.cap.id if judged.cap else "" for judged in found] == ["", "harm", "harm", "harm-standing"]
    assert [judged.grade for judged in found] == ["A+", "B", "B", "C"]


def _stated(*entries: Entry) -> Mark:
    """What a play that is sound otherwise earns with what it states."""
    run = record((*PEOPLE, *entries), honest, weighted=0.0)
    return next(mark for mark in score(run, SCENARIO).marks if mark.criterion.id == "calibrated")


def _hypotheses(*lines: str, at: int = 300) -> list[Entry]:
    return [said(at + n, line, EntryKind.HYPOTHESIS) for n, line in enumerate(lines)]


def _points(*lines: str) -> float:
    return _stated(*_hypotheses(*lines), *LOOKS, *REPAIR).points


def test_confidence_is_held_against_what_was_so() -> None:
    """Silence earns nothing, certainty in a true cause all there is; only a true cause that is named earns anything."""
    assert _points() == 0.0
    assert _points("hypothesis dns 100") == 2.0
    assert 0.0 < _points("hypothesis dns 40") < _points("hypothesis dns 70") < _points("hypothesis dns 90") < 2.0
    assert _points("hypothesis network 0") == _points("hypothesis dns 0") == 0.0
    assert _points("hypothesis network 0", "hypothesis backlog 0") == 0.0
    assert score(REFERENCE_RUN, SCENARIO).grade == "A+"  # without any


def test_being_sure_of_what_is_not_so_costs_and_being_unsure_never_does() -> None:
    """More than silence, and the more the surer; a doubt that is stated as one does not."""
    assert _points("hypothesis network 100") == -2.0 < _points("hypothesis network 80") < 0.0
    assert _points("hypothesis network 50") == _points("hypothesis network 20") == 0.0
    wrong = score(
        record((*PEOPLE, *_hypotheses("hypothesis network 100"), *LOOKS, *REPAIR), honest, weighted=0.0), SCENARIO
    )
    silent = score(record((*PEOPLE, *LOOKS, *REPAIR), honest, weighted=0.0), SCENARIO)
    assert wrong.conduct_score < silent.conduct_score
    assert _points("hypothesis dns 80", "hypothesis network 100") < _points(
        "hypothesis dns 80", "hypothesis network 20"
    )
    assert (
        _points("hypothesis network 100", "hypothesis network 10", "hypothesis dns 80") > 1.5
    )  # thought again, in time


@pytest.mark.parametrize("belief", [0, 10, 25, 40, 60, 75, 90, 100])
def test_nobody_gains_by_saying_more_or_less_than_they_think(belief: int) -> None:
    """Whoever thinks that a cause is the true one with a probability earns most, on average, by saying just that, and never
    less than by saying nothing."""
    share = belief / 100

    def hoped_for(said_percent: int) -> float:
        true, not_true = _points(f"hypothesis dns {said_percent}"), _points(f"hypothesis network {said_percent}")
        return share * true + (1 - share) * not_true

    honest_one = hoped_for(belief)
    assert honest_one >= 0.0
    if belief > 50:  # up to there nothing is taken for what is not so
        assert all(hoped_for(other) <= honest_one + 1e-9 for other in range(51, 101))


def test_a_hypothesis_counts_only_while_the_cause_is_open() -> None:
    """What is stated when a cause was proved, something was changed or all was well again is no guess any more."""

    def points(at: int, *others: Entry) -> float:
        entries = sorted([*_hypotheses("hypothesis dns 100", at=at), *others], key=lambda entry: entry.second)
        return _stated(*entries).points

    plays = [*LOOKS, *REPAIR]
    proved_s = min([entry.second for entry in plays if entry.proved])
    assert (points(proved_s - 1, *plays), points(proved_s + 1, *plays)) == (2.0, 0.0)
    unread = [replace(entry, proved=()) for entry in plays]
    changed_s = min([entry.second for entry in plays if entry.kind is EntryKind.CHANGE])
    assert (points(changed_s - 1, *unread), points(changed_s + 1, *unread)) == (2.0, 0.0)
    looked = [entry for entry in unread if entry.kind is EntryKind.LOOK]
    assert (points(changed_s + 1, *looked), points(20_000, *looked)) == (2.0, 0.0)
    late = _stated(*plays, *_hypotheses("hypothesis dns 100", at=20_000))
    assert "before a cause was proved" in str(late.reason)


def test_a_change_begins_when_the_one_before_was_looked_at() -> None:
    """Done is not enough: what it did has to be seen, or nobody can tell the two apart."""
    first, second = change(700, "dns flush", "record", takes=60), change(800, "dns flush 2", "record", takes=60)
    seen = record((*PEOPLE, *LOOKS, first, look(770, "status"), second, look(900, "status")), honest, weighted=0.0)
    unseen = record((*PEOPLE, *LOOKS, first, second, look(870, "status"), look(950, "status")), honest, weighted=0.0)
    assert (_share(seen, "one-at-a-time"), _share(seen, "verified")) == (1.0, 1.0)
    assert (_share(unseen, "one-at-a-time"), _share(unseen, "verified")) == (0.0, 1.0)


def test_most_changes_begun_over_others_are_held_down() -> None:
    """However well it ends."""
    heap = tuple([change(700 + n * 10, f"dns flush {n}", "record", takes=600) for n in range(7)])
    judged = score(record((*PEOPLE, *LOOKS, *heap, look(1500, "status")), honest, weighted=0.0), SCENARIO)
    assert judged.cap is not None
    assert judged.cap.id == "all-at-once"


def test_an_all_clear_that_was_none_leaves_nothing_for_the_truth() -> None:
    """Told or only declared."""
    assert _share(LIAR, "truthful") == 0.0
    assert _share(replace(REFERENCE_RUN, false_all_clears=(800,)), "truthful") == 0.0


def test_trust_is_held_against_what_was_found() -> None:
    """Who takes over with half of it left and keeps that has kept all there was."""
    half = replace(REFERENCE_RUN.telling, found=50.0, trust=50.0)
    assert _share(replace(REFERENCE_RUN, telling=half), "trust-left") == 1.0
    assert _share(replace(REFERENCE_RUN, telling=replace(half, found=90.0)), "trust-left") == pytest.approx(
        0.43, abs=0.01
    )


def test_a_look_counts_for_a_change_if_it_can_show_what_it_did() -> None:
    """At what was changed, what it needs or what needs it, or at the whole board; a runbook shows nothing of it."""
    night = replace(SCENARIO, region=small_night().region)

    def verified(*looks: Entry) -> tuple[float, str]:
        flush = change(1000, "dns flush", "public-dns")
        entries = (*PEOPLE, *LOOKS, flush, *looks)
        mark = next(
            mark
            for mark in score(record(entries, honest, weighted=0.0), night).marks
            if mark.criterion.id == "verified"
        )
        return mark.share, str(mark.reason)

    for seen in (("status",), ("status store", "store"), ("probe banks", "banks"), ("dig x", "record")):
        assert verified(look(1900, *seen))[0] == 1.0, seen
    for blind in (("runbook",), ("history",), ("status planner", "planner")):
        share, reason = verified(look(1900, *blind))
        assert share == 0.0, blind
        assert reason == (
            "0 of 1 changes were followed within 15 min by a look of their own at what they did, such as status or dig."
        )
    assert verified(look(1060 + 901, "status"))[0] == 0.0


def test_what_was_not_true_is_named_by_its_time() -> None:
    """Which update, and when it was sent."""
    mark = next(mark for mark in score(LIAR, SCENARIO).marks if mark.criterion.id == "truthful")
    assert str(mark.reason) == "1 of 1 updates was not true when sent: resolved at 23:53."


def test_each_ceiling_says_why_in_a_line_of_a_small_screen() -> None:
    """What the rubric's page says of it fits seventy-six cells."""
    for cap in rubric.CAPS:
        assert len(f"{rubric.grade_of(cap.total)} at most: {cap.says}") <= 76, cap.id


def test_a_night_in_which_nothing_is_wrong_rewards_restraint() -> None:
    """Without a true cause, leaving all alone is an A; changing things costs points on both axes."""
    calm = replace(SCENARIO, causes=SCENARIO.causes[1:], par=ParSpec(nothing=100.0, reference=100.0))
    quiet = replace(
        record((*PEOPLE[:1], *LOOKS[:2]), silent, weighted=100.0),
        telling=replace(DOING_NOTHING.telling, ever_hurt=False, posts=(), judgements=(), trust=90.0),
    )
    busy = replace(quiet, entries=RESTART_ALL.entries, weighted=300.0)
    assert score(quiet, calm).grade in ("A", "A+")
    assert score(busy, calm).total < 50


def test_a_level_without_a_par_is_scored_by_its_goal() -> None:
    """Until a level's par is measured, the impact axis knows only well and not well."""
    unmeasured = replace(SCENARIO, par=None)
    assert score(REFERENCE_RUN, unmeasured).impact_score == 100
    assert score(DOING_NOTHING, unmeasured).impact_score == 0


def test_every_grade_can_be_reached() -> None:
    """Each letter belongs to some total, in falling order, and nothing is below E."""
    assert [grade for _, grade in rubric.GRADES] == ["A+", "A", "B", "C", "D", "E"]
    assert [rubric.grade_of(total) for total in (100, 95, 94, 70, 69, 55, 54, 35, 34, 0)] == [
        *["A+", "A+", "A", "B", "C", "C", "D", "D", "E", "E"]
    ]
    found = {score(replace(run, weighted=lost), SCENARIO).grade for run in RUNS for lost in (0.0, 5e5, 8e5, NOTHING)}
    assert found == {"A+", "A", "B", "C", "D", "E"}


def test_the_published_rubric_is_the_one_in_force() -> None:
    """docs/scoring.md is what the rubric writes today, and names every criterion, every ceiling and every rule of trust."""
    text = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
    assert text == rubric_text.as_markdown()
    for part in rubric.PARTS:
        assert all(criterion.says in text for criterion in part.criteria)
    assert all(cap.says in text for cap in rubric.CAPS)
    for field in fields(rubric.TRUST):
        value = getattr(rubric.TRUST, field.name)
        if field.name.endswith("_per_minute") or (isinstance(value, float) and not field.name.startswith("distrust")):
            assert f"{value:+g}" in text or field.name == "advice_pressure", field.name


BLAME = re.compile(r"should have|failed to|human error|root cause\b(?!s)|\bblame\b|your fault|careless", re.IGNORECASE)


def test_nothing_that_players_read_blames_anybody() -> None:
    """No sentence of score, debrief, status page or people says "should have", "failed to" or looks for one culprit."""
    read = list((ROOT / "game" / "session").rglob("*.py"))
    assert len(read) > 100
    for file in read:
        assert not BLAME.search(file.read_text(encoding="utf-8")), file.name
    assert not BLAME.search(rubric_text.as_markdown())
