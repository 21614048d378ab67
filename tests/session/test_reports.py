"""Reports: who is here says what they see at their own part, in time, once, truly, and never what caused it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from game.engine.mechanisms.service import ServiceSpec
from game.engine.region import FaultSpec
from game.engine.scenario import Scenario
from game.session.journal import Said
from game.session.run import Run
from game.session.staff import reports
from game.session.staff.reporting import APART_S, EFFECT_S, LOOKS_S
from game.session.staff.reports import KINDS, reported, seen_at
from game.session.staff.reports.own import Kind, Own
from tests.session.night import NAME, changed, small_night

REPORT = re.compile(r"^(\w+) \((.+?)\): ")
REACHED = "our hosts are idle and well; hardly any requests reach us."


def _night(*, faults: tuple[FaultSpec, ...] | None = None, owned: bool = True) -> Scenario:
    """The small night in ticks of five seconds; the team of the store owns the record and its writers as well."""
    night = small_night(tick_s=5, end_s=14_400)
    ids = ("record", "planner", "enactor-1", "enactor-2", "enactor-3", "store")
    parts = tuple(
        [
            replace(part, owner="dynamodb" if owned else part.owner) if part.id in ids else part
            for part in night.region.components
        ]
    )
    region = replace(night.region, components=parts, faults=night.region.faults if faults is None else faults)
    return changed(night, region=region)


def _say(run: Run, second: int, line: str) -> None:
    run.submit(Said(second, "you", line))


def _reports(run: Run, team: str = "") -> list[tuple[int, str]]:
    told = [(entry.second, "".join([span.text for span in entry.line])) for entry in run.feed]
    found = [(second, text, REPORT.match(text)) for second, text in told]
    return [(second, text) for second, text, fits in found if fits is not None and team in ("", fits.group(2))]


def _played(night: Scenario, until_s: int, *lines: tuple[int, str], seed: int = 1) -> Run:
    run = Run(night, seed)
    for second, line in lines:
        _say(run, second, line)
    run.advance_to(until_s)
    return run


def _came_s(run: Run, team: str) -> int:
    return min(person.since_s or 0 for person in run.people.state.persons if person.team == team and person.since_s)


# Who reports, when, and what.


def test_nobody_reports_who_is_not_here() -> None:
    """A night full of trouble, and the channel is empty of reports; of two teams only the paged one speaks."""
    assert _reports(_played(_night(), 9000)) == []
    run = _played(_night(), 9000, (180, "page identity"))
    assert _reports(run, "Identity")
    assert _reports(run, "DynamoDB") == []


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_team_looks_first_and_then_says_what_its_own_part_is_like(seed: int) -> None:
    """The store is not reached, and that is what its people see: nothing of a name."""
    run = _played(_night(), 2400, (180, "page dynamodb"), seed=seed)
    (second, text), *_ = _reports(run)
    name = text.split(" (")[0]
    assert text == f"{name} (DynamoDB): Store: {REACHED}"
    since_s = _came_s(run, "dynamodb")
    assert LOOKS_S[0] <= second - since_s <= LOOKS_S[1] + 120


def test_the_same_team_sees_nothing_wrong_where_its_part_is_well() -> None:
    """The same page in the same night without its fault; that there is nothing to see is worth a line."""
    run = _played(_night(faults=()), 2400, (180, "page dynamodb"))
    assert [text.split("): ")[1] for _, text in _reports(run)] == ["we see nothing wrong on our side."]


def test_a_team_whose_need_fails_names_it_and_one_that_nobody_drew_it_does_not() -> None:
    """Login stands on the store. Where that is in no diagram its people see only that something does not answer."""
    drawn = _played(_night(), 2400, (180, "page identity"))
    assert _reports(drawn)[0][1].endswith("Login: our hosts are well; our calls to Store fail.")
    night = _night()
    parts = tuple(
        [
            replace(part, hidden=("store",)) if isinstance(part, ServiceSpec) and part.id == "login" else part
            for part in night.region.components
        ]
    )
    hidden = changed(night, region=replace(night.region, components=parts))
    text = _reports(_played(hidden, 1200, (180, "page identity")))[0][1]
    assert "something that we call does not answer, and no diagram says what." in text
    assert "Store" not in text


def test_they_report_again_when_what_they_see_has_changed_in_kind_and_not_too_often() -> None:
    """Not reached, coming back, well: three lines at most, ten minutes apart, and then silence."""
    run = _played(
        _night(),
        14_000,
        (180, "page dynamodb"),
        (1500, "dns automation off"),
        (1700, f"dns restore {NAME}"),
        (1800, "dns flush"),
    )
    lines = [(second, text) for second, text in _reports(run) if "is in force" not in text]
    assert lines[0][1].endswith(REACHED)
    assert lines[-1][1].endswith(("all of ours is well again.", "Store: well again."))
    for (earlier, _), (later, _) in pairwise(lines):
        assert later - earlier >= APART_S
    assert len(lines) <= 5
    assert len({text.split("): ")[1] for _, text in lines}) == len(lines)


def test_one_line_is_short_and_whole() -> None:
    run = _played(_night(), 9000, (180, "page dynamodb"), (200, "page identity"), (1500, "restart store 25"))
    for _, text in _reports(run):
        assert len(text) <= 130
        assert text.endswith(".")
        assert not text.endswith("..")


# What their work did.


def test_whoever_finished_something_comes_back_to_say_what_changed() -> None:
    """Ana or Ben sets the record by hand and you flush caches: the store is what has changed by it most."""
    run = _played(
        _night(),
        6000,
        (60, "page dynamodb"),
        (1200, "dns automation off"),
        (1500, f"dns restore {NAME}"),
        (1510, "dns flush"),
    )
    fed = [(entry.second, "".join([span.text for span in entry.line])) for entry in run.feed]
    done_s, done = next((second, text) for second, text in fed if f"finished: dns restore {NAME}." in text)
    told = [(second, text) for second, text in _reports(run) if f"`dns restore {NAME}` is in force" in text]
    assert not done.startswith("You")
    assert len(told) == 1
    (second, text) = told[0]
    assert EFFECT_S[0] <= second - done_s <= EFFECT_S[1] + 5
    assert text.split(" (")[0] == done.split()[0]
    assert re.search(r"is in force; Store: \S+ failing, \d+% failing before\.$", text)


def test_work_that_changed_nothing_is_said_to_have_changed_nothing() -> None:
    run = _played(
        _night(faults=()), 6000, (60, "page dynamodb"), (1200, "dns automation off"), (1201, "restart login 1")
    )
    told = [text for _, text in _reports(run) if "is in force" in text]
    assert told
    assert all(text.endswith("is in force; nothing has changed by it so far.") for text in told)


def test_your_own_work_is_yours_to_look_at() -> None:
    run = _played(_night(), 6000, (60, "dns automation off"))
    assert [text for _, text in _reports(run) if "is in force" in text] == []


# What nobody may see.


def test_hidden_readings_are_not_theirs() -> None:
    """The addresses of the record and the plan in an enactor's hand are in no instrument, and so in no report."""
    run = Run(_night(), 1)
    parts = run.region.components
    for part, metric in (("record", "addresses"), ("record", "answered"), ("enactor-2", "plan")):
        with pytest.raises(KeyError):
            Own(run, parts[part]).number(metric)


def test_record_and_writers_look_the_same_with_the_fault_and_without() -> None:
    """Second by second: an enactor that loses its locks runs, a record that is empty gives no error."""
    whole, hurt = Run(_night(faults=()), 1), Run(_night(), 1)
    names = ("record", "planner", "enactor-1", "enactor-2", "enactor-3")
    empty = 0
    for second in range(-120, 3000, 30):
        whole.advance_to(second)
        hurt.advance_to(second)
        empty += hurt.ledger.milestones()["dns-empty"] is not None
        for name in names:
            assert seen_at(hurt, hurt.region.components[name]) == seen_at(whole, whole.region.components[name])
    assert empty > 50


def test_reports_name_no_part_of_any_level() -> None:
    """They are made for kinds of mechanisms; names come from the level."""
    folder = Path(reports.__file__).parent
    known = ("dynamodb", "dwfm", "redshift", "us-east", "sts")
    for file in [*folder.glob("*.py"), folder.parent / "reporting.py"]:
        text = file.read_text(encoding="utf-8").casefold()
        assert [name for name in known if re.search(rf"\b{name}\b", text)] == [], file.name


# A report is state like anything else.


def test_the_same_seed_gives_the_same_reports_and_another_seed_others() -> None:
    seconds = [
        [second for second, _ in _reports(_played(_night(), 4000, (180, "page dynamodb"), seed=seed))]
        for seed in (1, 1, 2, 3, 4)
    ]
    assert seconds[0] == seconds[1]
    assert len({tuple(found) for found in seconds}) > 1


def test_reports_come_back_with_the_moment() -> None:
    """With a report due, and with work to be looked at again; what was told is told again, to the letter."""
    run = Run(_night(), 1)
    _say(run, 60, "page dynamodb")
    _say(run, 900, "dns automation off")
    _say(run, 901, "restart store 25")
    run.advance_to(1000)
    mark, digest = run.mark(), run.digest()
    run.advance_to(4000)
    after, told = run.digest(), _reports(run)
    run.rewind(mark)
    assert run.digest() == digest
    run.advance_to(4000)
    assert (run.digest(), _reports(run)) == (after, told)


def test_looking_for_reports_changes_nothing_in_the_region() -> None:
    """Whether people look at their parts or not, the region is the same to the last bit."""
    looked, left = Run(_night(), 1), Run(_night(), 1)
    for second in range(0, 3000, 60):
        looked.advance_to(second)
        left.advance_to(second)
        for part in looked.region.components.values():
            if reported(part):
                seen_at(looked, part)
        assert looked.region.digest() == left.region.digest()


def test_a_team_that_went_home_says_nothing_and_begins_afresh() -> None:
    run = _played(_night(), 2400, (180, "page dynamodb"))
    assert [known.team for known in run.reports.state.teams] == ["dynamodb"]
    run.people.state = replace(run.people.state, persons=run.people.state.persons[:1])
    before = len(_reports(run))
    run.advance_to(4000)
    assert run.reports.state.teams == ()
    assert len(_reports(run)) == before


@pytest.mark.parametrize("told", list(KINDS.values()), ids=lambda told: told.__name__)
def test_every_kind_of_part_that_is_well_is_told_to_be_well(told: Callable[[Own], object]) -> None:
    """In the region that every night plays in, before anything happens."""
    from game.content.load import load_level

    run = Run(load_level("empty-answer"), 1)
    parts = [part for part in run.region.components.values() if reported(part)]
    for part in parts:
        assert seen_at(run, part).kind is Kind.WELL, part.id
    assert any(KINDS.get(type(part)) is told for part in parts)


def test_news_of_arrivals_and_reports_speak_of_the_same_people() -> None:
    """Whoever reports has arrived before."""
    run = _played(_night(), 4000, (180, "page dynamodb"), (200, "page identity"))
    for second, text in _reports(run):
        name = text.split(" (")[0]
        person = next(person for person in run.people.state.persons if person.name == name)
        assert person.since_s is not None
        assert person.since_s < second
