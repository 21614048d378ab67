"""What a report tells beside the night: objectives, answers of the debrief, what is still to be done, and handovers."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from game.content.load import load_level
from game.headless.paper.as_json import value
from game.headless.report import report_of, text_of
from game.session.journal import read_journal
from game.session.judging.afterwards import with_chosen
from game.session.keeping.answers_file import answers_path, write_answers
from game.session.replaying.replay import replay
from game.session.replaying.rerun import Played
from game.session.review.reviewer import Reviewer
from game.session.view.objectives import ObjectiveView
from game.session.view.report import Answered, Correction, HandoverView, Report
from game.session.view.review import Answers, FixCard, Review
from tests.headless.nights import HOSTILE, journal, report
from tests.headless.test_report import Page

pytestmark = pytest.mark.xdist_group("reports")

FORMS = ("md", "html")


@pytest.fixture(scope="module")
def review() -> Review:
    """What the debrief of the left night asks."""
    read, scenario = read_journal(journal("left")), load_level("empty-answer")
    run = replay(read, scenario).run
    return Reviewer(scenario, run.seed, run.guidance, Played.in_journal(read, scenario), None).review()


@pytest.fixture(scope="module")
def answered(review: Review, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The report of the left night, with answers beside its journal."""
    path = tmp_path_factory.mktemp("answers") / "left.jsonl"
    shutil.copy(journal("left"), path)
    first, second, *_ = review.moments
    answers = Answers(
        moments=((first.id, 0, ""), (second.id, None, "It looked like storage.")),
        order=tuple(reversed(review.truth)),
        fixes=(review.fixes[0].id,),
        keep="We said early what fails.",
        change="Ask sooner.",
    )
    assert write_answers(path, answers) == ""
    return report_of(read_journal(path), load_level("empty-answer"))


def test_answers_are_told_in_the_players_own_words(review: Review, answered: Report) -> None:
    """Each question with its answer and with what the game told after it; the order, the fixes, keep and change."""
    told = value(answered)["answers"]
    first, second, *_ = review.moments
    assert [moment["asked"] for moment in told["moments"]] == [first.asks, second.asks]
    assert [moment["answer"] for moment in told["moments"]] == [first.options[0], ""]
    assert told["moments"][1]["words"] == "It looked like storage."
    assert told["moments"][0]["told"] == list(first.told)
    assert len(told["chain"]) == len(review.truth)
    assert sum(piece["right"] for piece in told["chain"]) == review.standing(tuple(reversed(review.truth)))
    for form in FORMS:
        text = Page(text_of(answered, form)).text if form == "html" else text_of(answered, form)
        for words in ("We said early what fails.", "Ask sooner.", "It looked like storage."):
            assert words in text
        headings = [line for line in text_of(answered, form).splitlines() if line.startswith(("## ", "<h2"))]
        assert any("answered in the debrief" in line and "drill" in line for line in headings)


def test_chosen_fixes_are_the_first_actions(review: Review, answered: Report) -> None:
    """With their weeks and the team that owns them; the others follow."""
    first = value(answered)["actions"]["list"][0]
    card = review.fixes[0]
    assert first["action"] == f"{card.title}. {card.does}"
    assert (first["weeks"], first["chosen"]) == (card.weeks, True)
    assert first["owner"]
    assert [action["chosen"] for action in value(answered)["actions"]["list"]].count(True) == 1
    assert "Chosen in the debrief." in text_of(answered, "md")
    useless = Answered(fixes=(FixCard("x", "Paint it", "Makes it blue.", 2, "Edge"),))
    (action,) = with_chosen((), useless)
    assert (action.text, action.weeks, action.chosen) == ("Paint it. Makes it blue.", 2, True)
    assert action.owner == "Edge"
    other = Correction("Else", "DNS", "a test")
    assert with_chosen((other,), useless)[1] == with_chosen((other,), None)[0] == other


def test_a_night_without_answers_says_so() -> None:
    """Nothing given in JSON, with the same keys; a sentence on paper."""
    assert value(report("left"))["answers"] == {
        **value(report("left"))["answers"],
        "given": False,
        "moments": [],
        "keep": "",
    }
    assert "Nothing was answered in the debrief yet." in text_of(report("left"), "md")


def test_answers_that_cannot_be_used_are_said_and_the_rest_is_told(tmp_path: Path) -> None:
    """Damaged, or of another version."""
    path = tmp_path / "left.jsonl"
    shutil.copy(journal("left"), path)
    for text, words in (("{", "is damaged"), (json.dumps({"noerror-answers": 99}), "another version")):
        answers_path(path).write_text(text, encoding="utf-8")
        told = report_of(read_journal(path), load_level("empty-answer"))
        assert told.answers is not None
        assert words in told.answers.trouble
        assert words in text_of(told, "html")
        assert told.posts == report("left").posts
        assert answers_path(path).read_text(encoding="utf-8") == text


def test_what_the_night_left_open_is_an_action_with_an_owner() -> None:
    """Automation that is still off belongs to its team; nothing of the kind after a night in which nothing was touched."""
    left = [action for action in value(report("left"))["actions"]["list"] if action["still_open"]]
    assert any("Planner" in action["action"] and action["owner"] == "DynamoDB" for action in left)
    assert not [action for action in value(report("nobody"))["actions"]["list"] if action["still_open"]]
    assert "Left open by this night." in text_of(report("left"), "md")


def test_objectives_say_what_was_met_and_with_which_hints() -> None:
    """At what time; which rungs; what was not met, and what did not begin."""
    told = replace(
        report("left"),
        objectives=(
            ObjectiveView("a", "See it", "diagnose", 60, 240, (1, 2), False),
            ObjectiveView("b", "Stop it", "contain", 60, None, (), True),
            ObjectiveView("c", "Watch it", "verify", None, None, (), False),
        ),
    )
    assert [(it["skill"], it["met_s"], it["hints"]) for it in value(told)["objectives"]["list"]] == [
        ("diagnose", 240, [1, 2]),
        ("contain", None, []),
        ("verify", None, []),
    ]
    text = text_of(told, "md")
    assert "| diagnose | See it | at 23:52 | 1, 2 |" in text
    assert "| contain | Stop it | **not met** | none |" in text
    assert "| verify | Watch it | did not begin | none |" in text


def test_handovers_are_told_with_their_notes() -> None:
    """With one, without one, and not at all where nobody handed over."""
    noted = HandoverView(300, True, 240, HOSTILE, ("DNS",), ("Planner",))
    told = replace(report("left"), handovers=(noted, HandoverView(400, False, None, "", (), ())))
    page = Page(text_of(told, "html"))
    assert "At 23:53 the seat passed on at the shift change, with a note of 23:52." in page.text
    assert "the seat passed on to the next player, without a note." in page.text
    assert "<script>alert(1)</script>" in page.text
    assert not page.all("script")
    assert "Handovers" not in text_of(report("left"), "md")


def test_hostile_answers_stay_words(answered: Report) -> None:
    """In every format."""
    assert answered.answers is not None
    moments = tuple([replace(moment, words=HOSTILE) for moment in answered.answers.moments])
    told = replace(answered, answers=replace(answered.answers, keep=HOSTILE, change=HOSTILE, moments=moments))
    page = Page(text_of(told, "html"))
    assert not page.all("script")
    assert "<script>alert(1)</script>" in page.text
    assert "<script" not in text_of(told, "md").replace("&lt;script", "")
    assert json.loads(text_of(told, "json"))["answers"]["keep"] == HOSTILE
