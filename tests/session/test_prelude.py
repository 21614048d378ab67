"""A night that is on already: the shift before you played its part, and what is judged begins with you."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from game.content.load import load_level
from game.engine.mechanism import OFF_BY_HAND
from game.engine.mechanisms.dns_record import Record
from game.engine.scenario import Prelude, Scenario
from game.engine.timetable import read_rows
from game.headless.run import play_script
from game.paths import levels_path
from game.session.clock import Clock
from game.session.handover.prelude import SHIFT_BEFORE, flaws
from game.session.journal import Header, JournalError, JournalWriter, Said, read_journal
from game.session.judging.debrief import debrief
from game.session.judging.result import record_of, result_of, score_of
from game.session.language.script import ScriptError
from game.session.language.wording import plain
from game.session.replaying.replay import replay, resume
from game.session.run import Run
from game.session.session import Session
from game.session.showing.dns_view import dns_view
from game.session.showing.observe import Observer
from game.session.staff.people import YOU
from game.session.telling.board_truth import shown_truth
from game.session.telling.composer import preview
from game.session.view.console import Reply, ReplyKind, Tone
from game.session.view.telling import Draft, PostState
from tests.session.night import NAME, changed, small_night

TAKE_OVER_S = 1500
THEIRS = f"""
# the evening's shift
0:03:00  ack all
0:03:10  sev 1
0:03:20  page dynamodb
0:03:40  dig {NAME}
0:04:00  post investigating store,login "Calls to the store fail; we are looking into it." next 20
0:04:30  logs enactor-2
0:05:00  hypothesis dns 90
0:16:00  post identified store,login "The store's name has no addresses." next 20 cause dns
0:20:00  dns automation off
0:24:00  ack all
0:26:00  resolve
"""
YOURS = f"""
0:26:00  dig {NAME}
0:27:00  dns restore {NAME}
0:28:00  dns flush
0:29:00  post identified store,login "The store's name had no addresses; we have restored it." next 20 cause dns
0:48:00  post monitoring store "All is well again; we keep an eye on it." next 30
0:55:00  resolve
"""


def prelude_of(text: str, take_over_s: int = TAKE_OVER_S) -> Prelude:
    """A prelude as content would read it."""
    rows = tuple([row for row in read_rows(text)[0] if row.second < take_over_s])
    return Prelude(path="levels/night.theirs.script", rows=rows)


def taken_over(text: str = THEIRS, **changes: object) -> Scenario:
    """The small night, twenty-five minutes into it."""
    return changed(small_night(**changes), take_over_s=TAKE_OVER_S, prelude=prelude_of(text))  # type: ignore[arg-type]


def say(run: Run, line: str) -> Reply:
    """Say a line now."""
    return run.say(line, YOU, run.second, confirmed=True)[0]


def fed(run: Run) -> list[str]:
    """The feed as plain text."""
    return [plain((entry.line,)) for entry in run.feed]


@pytest.fixture(scope="module")
def fresh() -> Run:
    """A run at its first moment. Nobody steps it."""
    return Run(taken_over(), 1)


# What the shift before left.


def test_people_severity_and_orders_are_as_they_were_left(fresh: Run) -> None:
    """Whoever was called is here; what was declared stands; what was begun gets done."""
    assert fresh.second == TAKE_OVER_S
    assert "Ana" in [responder.name for responder in fresh.people.responders(fresh.second)]
    assert fresh.state.severity == 1
    run = Run(taken_over(THEIRS + f"0:24:50  dns restore {NAME}\n"), 1)
    assert run.people.responders(run.second)[0].doing == ""
    assert say(run, "dns automation on").kind is ReplyKind.DONE
    empty = run.region.history("record", "addresses")[-1] == 0.0
    run.advance_to(TAKE_OVER_S + 300)
    assert empty
    assert run.region.history("record", "addresses")[-1] > 0.0


def test_an_order_under_way_is_not_given_twice() -> None:
    """It is known who gave it, whoever that was."""
    run = Run(taken_over(THEIRS + "0:24:59  dns automation on\n"), 1)
    reply = say(run, "dns automation on")
    assert reply.kind is ReplyKind.REFUSED
    assert "under way" in plain(reply.lines)


def test_milestones_before_the_takeover_keep_their_times(fresh: Run) -> None:
    """They belong to the night, not to a shift."""
    reached = result_of(fresh)["milestones"]["dns-empty"]
    assert reached is not None
    assert reached < TAKE_OVER_S
    assert fresh.ledger.milestones()["dns-restored"] is None


def test_alarms_wait_or_were_taken() -> None:
    """With `ack all` a moment before, nothing waits; without, all of it does."""
    assert not Run(taken_over(THEIRS + "0:24:59  ack all\n"), 1).pager.waiting()
    left = Run(taken_over(THEIRS.replace("0:03:00  ack all", "").replace("0:24:00  ack all", "")), 1)
    assert left.pager.waiting()
    assert left.pager.state.first_wait_s == TAKE_OVER_S
    assert say(left, "ack all").kind is ReplyKind.DONE


def test_it_is_told_as_theirs(fresh: Run) -> None:
    """In the feed, in `history` and in `changes`; never in your hue."""
    assert fresh.entries == []
    assert fresh.said == []
    theirs = [entry for entry in fresh.feed if entry.line[0].text == SHIFT_BEFORE]
    assert [plain((entry.line,)) for entry in theirs][:2] == [f"{SHIFT_BEFORE} ack all", f"{SHIFT_BEFORE} sev 1"]
    assert all(span.tone is not Tone.YOU for entry in fresh.feed for span in entry.line)
    assert not any(text.startswith("You finished") for text in fed(fresh))
    run = Run(taken_over(), 1)
    history = plain(say(run, "history").lines)
    assert f"{SHIFT_BEFORE}  dns automation off" in history
    assert "  you  " not in history
    assert "shift before" in plain(say(run, "changes").lines)


def test_what_their_own_hands_did_is_not_reported_as_yours() -> None:
    """They sat in your seat."""
    alone = Run(taken_over("0:04:00  dns automation off\n"), 1)
    assert any(text.startswith("The shift before you finished: dns automation off") for text in fed(alone))


def test_the_feed_says_how_things_stand(fresh: Run) -> None:
    """The last lines: the moment, what waits, what is due, and the last three things that were done."""
    last = fed(fresh)[-4:]
    assert last[0].startswith("You take over. ")
    assert "due by 00:18" in last[0]
    assert [line.split()[0] for line in last[1:]] == ["00:04", "00:08", "00:12"]
    assert all(SHIFT_BEFORE in line for line in last[1:])


# What is judged begins with you.


def test_nothing_of_theirs_is_judged(fresh: Run) -> None:
    """No act, no update, no look, no loss and no call counts before you came."""
    result = result_of(fresh)
    assert result["elapsed_s"] == 0
    assert Observer(fresh, Clock(fresh.second)).snapshot().impact > 0.1
    assert (result["actions"], result["posts"]) == ([], [])
    assert result["impact"] == {
        "customer_minutes": 0.0,
        "weighted": 0.0,
        "by_sector": dict.fromkeys(result["impact"]["by_sector"], 0.0),
    }
    assert fresh.evidence.looks == []
    assert fresh.state.hypotheses == ()
    record = record_of(fresh)
    assert (record.people.pages, record.people.woken, record.people.worked) == (0, 0, 0)
    assert (record.telling.posts, record.telling.judgements, record.telling.silent_s) == ((), (), 0)
    assert debrief(record, fresh.scenario).acts == ()
    reasons = {part["id"]: part["points"] for part in result["score"]["parts"]}
    assert reasons["diagnosis"] == 0.0


def test_a_better_shift_before_gives_no_points() -> None:
    """Whether they wrote fine updates or none, you have written none."""
    silent = "\n".join([line for line in THEIRS.splitlines() if " post " not in line])
    points = []
    for text in (THEIRS, silent):
        run = Run(taken_over(text), 1)
        run.advance_to(TAKE_OVER_S + 1200)
        marks = {mark.criterion.id: mark.share for mark in score_of(run).marks}
        points.append(
            [marks[name] for name in ("first-update", "kept-talking", "truthful", "trust-left", "cause-proved")]
        )
    assert points[0] == points[1] == [0.0] * 5


def test_what_they_did_for_people_is_not_asked_again(fresh: Run) -> None:
    """A severity stands and help is here: nobody has to declare and call it all over."""
    marks = {mark.criterion.id: (mark.share, str(mark.reason)) for mark in score_of(fresh).marks}
    assert marks["declared"] == (1.0, "A severity was declared before you took over.")
    assert marks["asked"] == (1.0, "Help had been called before you took over.")
    assert marks["not-everybody"][0] == 1.0


def test_your_night_is_scored_from_your_first_second() -> None:
    """A calm successor wins, and every clock is theirs."""
    run = play_script(taken_over(), 1, (YOURS, "yours"), tell=pytest.fail)
    assert run.outcome == "resolved"
    marks = {mark.criterion.id: (mark.share, str(mark.reason)) for mark in score_of(run).marks}
    assert marks["first-update"] == (1.0, "Your first update came 4 min after you took over.")
    assert marks["cause-proved"][0] == 1.0
    assert [entry["say"].split()[0] for entry in result_of(run)["actions"]] == [
        "dns",
        "dns",
        "post",
        "post",
        "resolve",
    ]
    assert len(result_of(run)["posts"]) == 2
    told = debrief(record_of(run), run.scenario)
    assert [what for what, _, _ in told.times] == ["cause proved", "repair in place", "well again", "declared over"]
    assert [name for _, name in told.phases] == ["the record is empty", "the record answers", "the store is back"]
    assert [act.who for act in told.acts] == ["you"] * 6


def test_losses_count_from_the_takeover() -> None:
    """By sector, and the same as the region lost from then on."""
    run = Run(taken_over(), 1)
    before = {part.id: part.state.lost_minutes for part in run.ledger.sectors}
    assert min(before.values()) > 0.0
    run.advance_to(TAKE_OVER_S + 600)
    for total, part in zip(run.ledger.totals(), run.ledger.sectors, strict=True):
        assert total.customer_minutes == part.state.lost_minutes - before[total.sector] > 0.0
    assert len(run.ledger.curve()) == 10
    assert len(run.channel.telling(1).curve) == 10


# Telling.


def test_your_first_update_is_due_soon_and_their_promise_binds() -> None:
    """Five minutes, or what was promised if that is sooner; a promise that was broken before is not yours."""
    assert Run(taken_over(), 1).channel.due_s == TAKE_OVER_S + 300
    soon = THEIRS.replace('has no addresses." next 20', 'has no addresses." next 11')
    assert Run(taken_over(soon), 1).channel.due_s == 16 * 60 + 11 * 60
    late = Run(taken_over(THEIRS.replace('has no addresses." next 20', 'has no addresses." next 5')), 1)
    assert late.channel.due_s == TAKE_OVER_S + 300
    trust = late.channel.trust
    late.advance_to(TAKE_OVER_S + 290)
    assert late.channel.trust >= trust
    assert len(late.channel.posts) == 2
    assert Observer(late, Clock(late.second)).snapshot().posts == late.channel.posts


def test_trust_is_as_it_was_left_but_not_beyond_saving() -> None:
    """Hours of silence leave half of it."""
    assert Run(taken_over("0:03:00  ack all\n", end_s=12_000), 1).channel.trust == pytest.approx(81.0, abs=8.0)
    lied = "".join([f"0:{minute:02d}:00  resolve\n" for minute in range(4, 24)])
    assert Run(taken_over(lied), 1).channel.trust == 50.0


def test_a_cause_that_they_proved_can_be_told_and_still_be_proved() -> None:
    """It is handed over as known; the points for proving it are for whoever reads it anew."""
    run = Run(taken_over(THEIRS.replace(" cause dns", "")), 1)
    draft = Draft(PostState.IDENTIFIED, ("store", "login"), "dns", 20, "The name has no addresses.")
    shown = preview(run.channel, draft, run.second, shown_truth(run))
    assert "Nothing that you read so far proves this cause." not in shown.warnings
    assert run.evidence.proved() == ()
    say(run, f"dig {NAME}")
    assert run.entries[-1].proved == ("dns",)


# The end.


def test_the_night_cannot_be_over_before_it_was_yours() -> None:
    """What was well before counts from the takeover on."""
    repaired = THEIRS.replace(
        "0:20:00  dns automation off", f"0:05:00  dns automation off\n0:09:00  dns restore {NAME}\n0:10:00  dns flush"
    )
    run = Run(taken_over(repaired), 1)
    assert run.ledger.healthy
    assert not run.ledger.is_over
    since = run.ledger.state.healthy_since
    assert since is not None
    assert since < TAKE_OVER_S
    run.advance_to(TAKE_OVER_S + run.ledger.hold_s - 1)
    assert not run.ledger.is_over
    run.advance_to(TAKE_OVER_S + run.ledger.hold_s)
    assert run.ledger.is_over


def test_an_incident_is_open(fresh: Run) -> None:
    """Declaring it over is early, not pointless."""
    run = Run(taken_over(), 1)
    reply = say(run, "resolve")
    assert "No incident is open" not in plain(reply.lines)
    assert run.state.false_all_clears == (run.second,)
    assert Observer(fresh, Clock(fresh.second)).snapshot().paged_s == TAKE_OVER_S


# The same night again.


def test_the_journal_holds_only_your_lines_and_replays(tmp_path: Path) -> None:
    """And a run that was left goes on from where it was."""
    scenario = taken_over()
    path = tmp_path / "night.jsonl"
    first = play_script(scenario, 3, (YOURS, "yours"), until_s=2400, journal=path)
    lines = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]
    assert {line["who"] for line in lines if "who" in line} == {YOU}
    again = replay(read_journal(path), scenario)
    assert again.diverged == ""
    assert result_of(again.run) == result_of(first)
    session = resume(read_journal(path), scenario)
    session.advance_to(scenario.end_s)
    whole = play_script(scenario, 3, ("\n".join(YOURS.splitlines()[:5]), "yours"))
    assert session.run.digest() == whole.digest()
    session.close()


def test_rewinding_comes_back_bit_for_bit() -> None:
    """To the very first moment, too."""
    run = Run(taken_over(), 1)
    mark, before = run.mark(), run.digest()
    feed = list(run.feed)
    say(run, "ack all")
    say(run, f"dig {NAME}")
    run.advance_to(TAKE_OVER_S + 700)
    after = run.digest()
    run.rewind(mark)
    assert (run.digest(), run.feed, run.entries, run.evidence.looks) == (before, feed, [], [])
    say(run, "ack all")
    say(run, f"dig {NAME}")
    run.advance_to(TAKE_OVER_S + 700)
    assert run.digest() == after


def test_a_level_without_a_prelude_is_what_it_was() -> None:
    """Nobody was there: no handover, and the region alone ran up to the moment."""
    run = Run(small_night(), 1)
    assert run.handover is None
    assert run.feed == []
    assert run.channel.yours_from_s is None


# What is wrong with a prelude.


def test_lines_that_cannot_be_meant_are_named_with_their_place() -> None:
    """All of them, with line and column."""
    wrong = "# remark\n0:03:00  ack all\n0:04:00   fly away\n 0:05:00  page nobody-here\n"
    found = flaws(taken_over(wrong))
    assert [problem.split(": ")[0] for problem in found] == [
        "levels/night.theirs.script:3:11",
        "levels/night.theirs.script:4:11",
    ]
    assert flaws(taken_over()) == ()
    assert flaws(small_night()) == ()
    with pytest.raises(ScriptError):
        Run(taken_over(wrong), 1)


def test_what_was_refused_at_its_time_is_told() -> None:
    """An author sees it; the night goes on without."""
    told: list[str] = []
    play_script(taken_over(THEIRS + "0:24:30  sev 1\n"), 1, until_s=TAKE_OVER_S, tell=told.append)
    assert len(told) == 1
    assert told[0].startswith(
        "levels/night.theirs.script:14: the shift before was refused: It is already declared SEV1"
    )


# On the real region, from a file.

HEAD = """
format = 1
extends = "us-east-1"
title = "In the middle"
tagline = "it has been on for two hours"
minutes = 15
briefing = "It is a quarter to two."
learn = ["read what was left to you"]
zero = 2025-10-19T23:48:00-07:00
zone = "PDT"
take_over_s = 7200
end_s = 9000
prelude = "middle.evening.script"

[fault.slow-enactor]
component = "enactor-2"
effect = "loses_locks"
from_s = -1915
until_s = -17

[milestone.dns-empty]
name = "The record is empty"
when = [{ component = "record", metric = "addresses", at_most = 0 }]

[goal]
after = "dns-empty"
healthy = [{ component = "record", metric = "addresses", at_least = 1 }]
hold_s = 600

[cause.dns]
label = "DNS"
true = true
proofs = ["dig dynamodb.us-east-1.amazonaws.com"]
"""
EVENING = """
0:05:00  page dynamodb
0:20:00  post investigating dynamodb "We are looking into errors." next 20
1:50:00  dns automation off
2:30:00  dns automation on
"""


def test_a_level_in_a_folder_begins_in_its_own_past(tmp_path: Path) -> None:
    """The file names the script; a journal of another past is refused."""
    base = (levels_path() / "us-east-1.toml").read_text(encoding="utf-8")
    (tmp_path / "us-east-1.toml").write_text(base, encoding="utf-8")
    (tmp_path / "middle.toml").write_text(HEAD, encoding="utf-8")
    script = tmp_path / "middle.evening.script"
    script.write_text(EVENING, encoding="utf-8")
    scenario = load_level(tmp_path / "middle.toml")
    assert scenario.prelude is not None
    assert [row.second for row in scenario.prelude.rows] == [300, 1200, 6600]
    path = tmp_path / "night.jsonl"
    run = play_script(scenario, 1, ("2:01:00  dns restore dynamodb.us-east-1.amazonaws.com", "yours"), journal=path)
    assert run.ledger.milestones()["dns-empty"] is not None
    assert replay(read_journal(path), scenario).diverged == ""

    script.write_text("# only a remark\n" + EVENING, encoding="utf-8")
    assert replay(read_journal(path), load_level(tmp_path / "middle.toml")).diverged == ""
    script.write_text(EVENING.replace("0:05:00", "0:06:00"), encoding="utf-8")
    with pytest.raises(JournalError, match="another version"):
        replay(read_journal(path), load_level(tmp_path / "middle.toml"))


def test_a_session_begins_at_the_takeover(tmp_path: Path) -> None:
    """Its clock, its journal and its first line stand there."""
    scenario = taken_over()
    writer = JournalWriter.create(tmp_path / "night.jsonl", Header.of(scenario, 1))
    session = Session(Run(scenario, 1), writer)
    assert session.clock.second == TAKE_OVER_S
    session.submit("sev 2")
    session.close()
    records = read_journal(tmp_path / "night.jsonl").records
    assert records[0] == Said(TAKE_OVER_S, YOU, "sev 2")
    assert replace(scenario, prelude=None) != scenario


def test_what_the_shift_before_switched_off_is_not_said_to_be_yours() -> None:
    """Tiles, the inspector of the record and `plans` say that a hand did it; whose it was is told where that is known."""
    run = Run(load_level(levels_path() / "everyone-at-once.toml"), 1)
    held = [part.held() for part in run.region.components.values()]
    assert OFF_BY_HAND in held
    assert not any("you" in words for words in held)
    name = next(part.spec.name for part in run.region.components.values() if isinstance(part, Record))
    for line in (f"dig {name}", "plans"):
        say(run, line)
    view = dns_view(run)
    assert view is not None
    assert (view.last_hand, view.planner.status) == (SHIFT_BEFORE, OFF_BY_HAND)
