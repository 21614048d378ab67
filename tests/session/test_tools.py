"""The tools: they print what the real ones print, cost nothing, change nothing and prove what they prove."""

from __future__ import annotations

from functools import cache

import pytest

from game.session.language.wording import plain
from game.session.run import Run
from game.session.showing.asked import steady_fall
from game.session.tools.dig import MOST_SHOWN
from game.session.tools.logs import NEWEST
from game.session.view.console import Line, ReplyKind
from tests.session.night import NAME, small_night


@cache
def _broken() -> Run:
    run = Run(small_night(), 1)
    run.advance_to(900)
    return run


def _look(run: Run, line: str) -> tuple[Line, ...]:
    reply, said = run.say(line, "you", run.second, confirmed=True)
    assert reply.kind is ReplyKind.OUTPUT, plain(reply.lines)
    assert said is None or said.look
    return reply.lines


LINES = (
    f"dig {NAME}",
    "status",
    "status store",
    "logs enactor-2",
    "logs enactor-2 error",
    "graph store",
    "graph store queue",
    "depends store",
    "plans",
    "plans diff 100 110",
    "queue store",
    "probe banks",
    "changes",
    "runbook",
    "runbook record",
    "history",
    "help",
    "help dns",
)


@pytest.mark.parametrize("line", LINES)
def test_a_look_prints_something_and_changes_nothing_but_what_is_known(line: str) -> None:
    """Looking costs nothing: the region, the people and the public stay as they are."""
    run = _broken()
    before = run.region.digest(), run.people.digest_state(), run.channel.digest_state(), len(run.feed)
    assert plain(_look(run, line)).strip()
    assert (run.region.digest(), run.people.digest_state(), run.channel.digest_state(), len(run.feed)) == before


@pytest.mark.parametrize("line", LINES)
def test_a_look_prints_the_same_twice(line: str) -> None:
    """Ids and addresses are drawn by name, so a replay prints what was printed."""
    run = Run(small_night(), 1)
    run.advance_to(900)
    assert _look(run, line) == _look(_broken(), line)


@pytest.mark.parametrize("line", LINES)
def test_no_line_is_wider_than_a_console_can_wrap(line: str) -> None:
    """And none holds a line break or a control character."""
    for row in _look(_broken(), line):
        text = "".join([span.text for span in row])
        assert len(text) <= 200
        assert text.isprintable()


def test_dig_shows_the_contradiction() -> None:
    """Status NOERROR and no answer, both underlined; the authority section tells how long emptiness is kept."""
    lines = _look(_broken(), f"dig {NAME}")
    underlined = [span.text for line in lines for span in line if span.underline]
    assert underlined == ["NOERROR", "ANSWER: 0"]
    text = plain(lines)
    assert "SOA" in text
    assert "600" in text
    assert "ANSWER SECTION" not in text


def test_dig_of_a_healthy_name_shows_some_addresses_and_the_count() -> None:
    """Up to eight, the rest counted; nothing is underlined."""
    run = Run(small_night(), 1)
    lines = _look(run, f"dig {NAME}")
    text = plain(lines)
    assert text.count("  IN  A  ") == MOST_SHOWN
    assert "more addresses" in text
    assert not any(span.underline for line in lines for span in line)


def test_logs_filter_by_words_and_show_the_newest() -> None:
    """All words must be in the line; at most twenty lines."""
    run = _broken()
    lines = _look(run, "logs enactor-1")
    newest = [entry for entry in run.region.log if entry.component == "enactor-1"][-1]
    assert 10 < len(lines) <= NEWEST
    assert str(newest.text) in plain(lines[-1:])
    refused = plain(_look(run, "logs enactor-2 refused error"))
    assert "refused" in refused
    assert "INFO" not in refused
    assert "no lines with these words" in plain(_look(run, "logs enactor-2 unicorn"))


def test_a_log_without_lines_proves_nothing() -> None:
    """Words that no line holds, and a part that writes nothing: only what showed a line counts."""
    run = Run(small_night(), 1)
    run.advance_to(900)
    assert not run.ledger.healthy
    silent = next(part for part in run.region.components if part not in {entry.component for entry in run.region.log})
    for line in ("logs enactor-2 unicorn", f"logs {silent}"):
        assert "no lines" in plain(_look(run, line))
        assert run.evidence.first(line) is None
        assert run.said[-1].line == line
    assert run.evidence.proved() == ()
    _look(run, "logs enactor-2")
    assert run.evidence.proved() == ("dns",)


def test_plans_tell_who_holds_what_and_that_the_live_plan_is_gone() -> None:
    """The clue for those who look: one enactor is far behind, the record points to a deleted plan."""
    text = plain(_look(_broken(), "plans"))
    assert "which does not exist any more: 0 addresses" in text
    assert "batches refused" in text


def test_plans_diff_takes_only_plans_that_exist() -> None:
    """A number that is none is answered with the range."""
    assert "can be compared" in plain(_look(_broken(), "plans diff 1 99999"))
    assert "can be compared" in plain(_look(_broken(), "plans diff"))
    assert "addresses stand in both" in plain(_look(_broken(), "plans diff 101 102"))


def test_probe_says_at_which_step_a_customer_fails() -> None:
    """The name, not the store, is what fails."""
    text = plain(_look(_broken(), "probe banks"))
    assert f"look up {NAME}" in text
    assert "Most end at: look up" in text


def test_history_and_changes_tell_what_was_done() -> None:
    """Others' changes and this team's own."""
    run = Run(small_night(), 1)
    run.advance_to(300)
    run.say("dns automation off", "you", 300, confirmed=True)
    assert "will be done" in plain(_look(run, "history"))
    assert "dns automation off" in plain(_look(run, "changes"))
    assert "login 4.2" in plain(_look(run, "changes"))


def test_graph_has_gaps_where_there_is_no_data() -> None:
    """A reading that does not come is no zero."""
    run = _broken()
    assert "·" in plain(_look(run, "graph login"))


@pytest.mark.parametrize(
    ("before", "middle", "now", "pace"),
    [
        (900.0, 600.0, 300.0, 1.0),
        (900.0, 700.0, 300.0, 400.0 / 300.0),
        (900.0, 400.0, 200.0, None),
        (300.0, 600.0, 300.0, None),
        (300.0, 600.0, 900.0, None),
        (300.0, 300.0, 300.0, None),
    ],
)
def test_an_end_is_foretold_only_where_the_pace_holds(
    before: float, middle: float, now: float, pace: float | None
) -> None:
    """What falls slower and slower, or has only begun to fall, has no end that its pace tells."""
    run = Run(small_night(), 1)
    run.advance_to(900)
    store = run.region.components["store"]
    column = run.region.columns["store"][[metric.id for metric in store.metrics].index("queue")]
    tick = run.region.tick_s
    column[-1 - 600 // tick], column[-1 - 300 // tick], column[-1] = before, middle, now
    assert steady_fall(run, store, "queue", 600) == pace
    assert steady_fall(run, store, "queue", 6000) is None
