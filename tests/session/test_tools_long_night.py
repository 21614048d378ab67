"""The tools on the long night: every part can be read, and what is read tells what goes on."""

from __future__ import annotations

import re

import pytest

from game.session.telling.board_truth import service_choices
from tests.session.night_moments import COLLAPSE, DRAINING, EMPTY, FLAPPING, at, level, look, moments

PARTS = [spec.id for spec in level().region.components]


@pytest.mark.parametrize("moment", [EMPTY, COLLAPSE, DRAINING, FLAPPING])
def test_every_look_fits_a_console(moment: str) -> None:
    """All parts, with a tile or without: something is printed, no line is too wide, none holds a control character."""
    for line, text in moments()[moment].read.items():
        assert text.strip(), line
        for printed in text.split("\n"):
            assert len(printed) <= 160, (line, printed)
            assert printed.isprintable(), (line, printed)


def test_parts_without_a_tile_can_be_named_and_are_completed() -> None:
    """Whatever a log names can be asked for."""
    run = at(-60)
    for word in ("status", "logs", "graph", "depends"):
        offered = [choice.word for choice in run.grammar.complete(f"{word} ").choices]
        assert sorted(offered) == sorted(PARTS), word
    assert "no tile" in look(run, "status lambda-hosts")


def test_leases_tell_that_the_manager_is_busy_and_gets_nowhere() -> None:
    """The store answers, all zones are full, and every piece of work is done long after its deadline."""
    text = moments()[COLLAPSE].read["leases"]
    assert re.search(r"Work is done \d+ (min|h \d+) after its deadline of \d+ s: all of it in vain", text)
    assert "answers 100% of them" in text
    assert len(re.findall(r"^  az[123] .* 100%$", text, re.MULTILINE)) == 3


def test_leases_tell_why_none_is_granted_while_the_store_is_away_and_how_fast_they_come_back() -> None:
    """Before the collapse it is the checks; after the restart the rate falls with what is left, so no end is foretold."""
    assert "Nothing can be granted without the state checks" in moments()[EMPTY].read["leases"]
    draining = moments()[DRAINING].read["leases"]
    assert re.search(r"Work is done in time: [\d,]+ leases a minute\.$", draining, re.MULTILINE)
    assert "at this pace" not in draining
    assert "held to" in draining
    assert "Every server has a lease" in look(at(-60), "leases")


def test_a_queue_can_be_asked_for_wherever_work_waits() -> None:
    """Stopped workers, changes held back, hosts that wait for a launch, checks that come too late."""
    assert "The workers have stopped" in moments()[COLLAPSE].read["queue poller"]
    assert "it grows by" in moments()[COLLAPSE].read["queue network"]
    assert "in vain" in moments()[COLLAPSE].read["queue dwfm"]
    flapping = moments()[FLAPPING].read
    assert "at this pace it is empty in" in flapping["queue network"]
    assert re.search(r"taken away, wait for a launch +[1-9]", flapping["queue lambda-hosts"])
    assert "off by hand" in flapping["queue repair"]
    assert "targets look sick and are fine; 0 are truly sick" in flapping["queue checks"]


def test_attempts_per_request_count_those_whom_nobody_could_help() -> None:
    """A launch that finds no server is one request; only those who try again make more of it."""
    text = moments()[COLLAPSE].read["queue ec2"]
    found = re.search(r"attempts per request +([\d.]+)", text)
    assert found is not None
    assert float(found[1]) < 4.0


def test_a_probe_begins_at_the_front_door_and_says_where_it_ends() -> None:
    """The name while it is empty; the front door while health checks take it away; and what the answers say."""
    empty, flapping = moments()[EMPTY].read["probe homes"], moments()[FLAPPING].read["probe homes"]
    assert "Most end at: look up dynamodb" in empty
    assert "no answer from DynamoDB, 20 of 20 times" in empty
    assert flapping.split("\n")[1].startswith("  connect through NLB")
    assert "Most end at: connect through NLB" in flapping
    assert "no host for this" in flapping


def test_a_probe_tries_all_that_a_customer_uses() -> None:
    """Also what is no service: their own servers, and work that waits in a queue."""
    text = moments()[COLLAPSE].read["probe homes"]
    needs = next(spec for spec in level().region.components if spec.id == "homes").needs  # type: ignore[attr-defined]
    assert text.count("of what they do needs") == len([share for share in needs.values() if share < 1.0])
    if "poller" in needs:
        assert "wait for Poller" in text


def test_a_graph_ends_above_what_was_read() -> None:
    """A reading that leaves its alarm range is not cut off, and big numbers are short."""
    text = moments()[FLAPPING].read["graph network waiting"]
    top = text.split("\n")[1].split()[0]
    assert re.fullmatch(r"[\d.]+[kMG]", top)
    assert "█" * 60 not in text.split("\n")[1]


def test_updates_name_what_customers_know_and_no_inner_parts() -> None:
    """Load balancers, call centres and support are services; lease managers, zones and pollers are not."""
    run = at(-60)
    named = [candidate.word for candidate in run.grammar.vocabulary.services()]
    assert {"nlb", "connect", "support", "ecs", "ec2", "lambda", "dynamodb"} <= set(named)
    assert not {"dwfm", "network", "checks", "az1", "poller", "repair", "tasks", "lambda-hosts"} & set(named)
    assert list(run.channel.services) == named
    assert [choice.component for choice in service_choices(run)] != []
    assert {choice.component for choice in service_choices(run)} == set(named) - {
        "tools"
    }  # it has no tile to be found by
    for part in run.region.components.values():
        if part.public:
            assert part.metrics[0].id == "failing", part.id
