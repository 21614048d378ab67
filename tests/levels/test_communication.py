"""What was told in the real night, judged by the game's rules, is on a page that is fresh and blames nobody."""

from __future__ import annotations

from game.content.history import read_history
from game.content.load import load_level
from game.engine.timetable import read_rows
from tests.levels.communication import PAGE, as_page, told
from tests.levels.long_night import NIGHT
from tests.session.test_score import BLAME


def test_the_page_is_fresh() -> None:
    """It is what the rules and the played night give today: `python -m tests.levels.communication` makes it anew."""
    assert PAGE.read_text(encoding="utf-8") == as_page(told())


def test_every_public_post_is_judged_at_its_minute() -> None:
    """All 26, each once, none before it was sent and none more than a tick after."""
    posts = told().posts
    assert [post for post, _ in posts] == list(read_history(NIGHT).post)
    assert len(posts) == 26
    for post, judged in posts:
        assert 0 <= judged.second - post.t * 60 < 30
        assert judged.state.value == post.state


def test_the_rules_find_what_is_known_of_the_night() -> None:
    """The first word came after 23 minutes, late by any rule; most of what was told was true; nobody claimed it over early."""
    night = told()
    first = night.posts[0][1]
    assert first.second == 23 * 60
    assert not first.in_time
    shares = {mark.criterion.id: mark.share for mark in night.marks}
    assert shares["first-update"] == 0.0
    assert 0.0 < shares["kept-talking"] < 1.0
    assert 0.5 < shares["truthful"] < 1.0
    untrue = [judged for _, judged in night.posts if not judged.truthful]
    assert len(untrue) <= len(night.posts) // 5
    assert not [judged for _, judged in night.posts if "resolved_too_early" in dict(judged.findings)]
    advice = [post.gist for post, judged in night.posts if "harmful_advice" in dict(judged.findings)]
    assert len(advice) == 1
    assert "keep retrying" in advice[0]


def test_the_script_of_the_night_tells_at_the_same_minutes() -> None:
    """All posts that lie within the level, in the same state but for the last one, with which a level has to end."""
    scenario = load_level("long-night")
    rows, _ = read_rows(dict(scenario.scripts)["history"])
    script = [(row.second // 60, row.line.split()[1]) for row in rows if row.line.startswith("post ")]
    within = [(post.t, post.state) for post in read_history(NIGHT).post if post.t * 60 <= scenario.end_s]
    assert [minute for minute, _ in script] == [minute for minute, _ in within]
    assert script[:-1] == within[:-1]


def test_the_page_blames_nobody() -> None:
    """Nor does it look for one culprit."""
    assert not BLAME.search(PAGE.read_text(encoding="utf-8"))
