"""Lists of levels, the checker's reports, and the history."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
import tomli
from pydantic import TypeAdapter

from game.content.catalogue import CAMPAIGN, as_json, levels
from game.content.check import check
from game.content.history import History, HistoryError, read_history
from game.paths import asset_path, levels_path
from tests.content.sample import SAMPLE, write


def test_levels_come_in_the_order_of_the_campaign(tmp_path: Path) -> None:
    """The shipped ones first, others by id; bases are no levels."""
    for name in ("zebra", "flapping", "aardvark", "first-page"):
        write(tmp_path, SAMPLE, name)
    write(tmp_path, "format = 1\n", "region")
    assert [entry.id for entry in levels(tmp_path)] == ["first-page", "flapping", "aardvark", "zebra"]


def test_a_broken_level_does_not_hide_the_others(tmp_path: Path) -> None:
    """It is listed under its id, with what is wrong."""
    write(tmp_path)
    write(tmp_path, "format = ", "broken")
    write(tmp_path, SAMPLE.replace('"Harbour lights"', '"\\u001b[2J"'), "dirty")
    write(
        tmp_path,
        SAMPLE.replace('extends = "x"\n', "").replace('zone = "PDT"', 'zone = "PDT"\nextends = "gone"'),
        "lost",
    )
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "harbour.de.toml").write_text("", encoding="utf-8")
    listed = {entry["id"]: entry for entry in as_json(levels(tmp_path))}
    assert set(listed) == {"harbour", "broken", "dirty", "lost", "folder"}
    assert listed["harbour"] == {
        "id": "harbour",
        "title": "Harbour lights",
        "minutes": 5,
        "tagline": "a small thing",
        "path": str(tmp_path / "harbour.toml"),
    }
    assert all("problems" in listed[name] for name in ("broken", "dirty", "lost", "folder"))
    assert levels(tmp_path / "nowhere") == ()


def test_the_shipped_levels_are_listed_and_sound() -> None:
    """With titles, and without a problem."""
    assert {entry.id for entry in levels()} <= set(CAMPAIGN)
    assert "empty-answer" in [entry.id for entry in levels()]
    assert [line for report in check([levels_path()]) for line in map(str, report.problems)] == []


def test_check_reports_each_file(tmp_path: Path) -> None:
    """Files, folders and ids; what is valid and what is not."""
    write(tmp_path)
    write(tmp_path, "format = 1\n" + SAMPLE[SAMPLE.index("[region]") :], "region")
    write(tmp_path, SAMPLE.replace("tick_s = 5", "tick_s = 3"), "wrong")
    reports = check([tmp_path, tmp_path / "wrong.toml", "no-such-level", tmp_path / "nowhere"])
    assert [line for report in reports for line in report.lines] == [
        f'valid: {tmp_path}/harbour.toml: "Harbour lights", 7 components, 1 h 00 min to play, 840 ticks, scripts: none',
        f"valid: {tmp_path}/region.toml: a base, 7 components",
        f"{tmp_path}/wrong.toml:16:1: `tick_s` is the number 3; write one of 1, 2, 5",
        reports[3].lines[0],
        reports[4].lines[0],
    ]
    assert [report.valid for report in reports] == [True, True, False, False, False]
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "there is no level file in this folder" in check([empty])[0].lines[0]


def test_the_history_is_complete_and_in_order() -> None:
    """As many moments and posts as were published, each with its source."""
    history = read_history("2025-10-20")
    assert (len(history.milestone), len(history.post)) == (30, 26)
    times = [milestone.t for milestone in history.milestone]
    assert times == sorted(times)
    assert len({milestone.id for milestone in history.milestone}) == 30
    assert {milestone.source for milestone in history.milestone} <= set(history.sources)
    assert [post.t for post in history.post] == sorted(post.t for post in history.post)
    assert all(post.promised is None or post.promised > post.t for post in history.post)
    at = {milestone.id: milestone.t for milestone in history.milestone}
    limits = history.constraints
    assert limits["negative_answer_life_minutes"] == at["dynamodb-recovered"] - at["dns-restored"]
    assert limits["collapse_flat_minutes"] == at["dwfm-throttled-and-restarted"] - at["dwfm-collapse-begins"]
    assert limits["lease_recovery_minutes"] == at["leases-restored"] - at["dwfm-throttled-and-restarted"]
    assert limits["propagation_work_minutes"] == at["propagation-normal"] - at["leases-restored"]
    assert limits["nlb_detection_lag_minutes"] == at["nlb-trouble-detected"] - at["nlb-errors-begin"]
    assert limits["throttle_relax_minutes"] == at["ec2-recovered"] - at["launch-throttle-relaxing"]


def test_every_history_can_be_read() -> None:
    """And another one is refused with its name."""
    for file in asset_path("history").glob("*.toml"):
        data = tomli.loads(file.read_text(encoding="utf-8"))
        checked = TypeAdapter(History).validate_json(json.dumps(data, default=datetime.isoformat), strict=True)
        assert read_history(file.stem) == checked
    with pytest.raises(HistoryError, match="did you mean `2025-10-20`"):
        read_history("2025-10-21")
    with pytest.raises(HistoryError):
        read_history("../themes/dark")
