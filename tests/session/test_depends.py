"""Needs that stand in no diagram: shown nowhere before they are found, and then everywhere."""

from __future__ import annotations

from game.session.journal import Said
from game.session.language.wording import plain
from game.session.run import Run
from game.session.showing.inspector import inspect
from tests.session.night_moments import FLAPPING, at, level, look, moments

NIGHT_S = 1800
"""Half an hour into the night: the record is empty, and everybody notices."""


def _needs(run: Run, component: str) -> list[str]:
    return [relation.component for relation in inspect(run, component).needs]


def _hits(run: Run, component: str) -> list[str]:
    return [relation.component for relation in inspect(run, component).hits]


def _feed(run: Run) -> str:
    return plain(tuple([entry.line for entry in run.feed]))


def test_a_hidden_need_is_shown_nowhere_before_it_is_found() -> None:
    """Neither by `depends` nor by the marks of the board, from either end; what is no secret is shown."""
    run = at(-60)
    assert len(run.hidden.edges) >= 4
    for component, other in run.hidden.edges:
        assert other not in run.relations.direct[component]
        assert component not in run.relations.direct_hits[other]
        if component in run.relations.needs:
            assert component not in _hits(run, other)
    assert "DynamoDB" not in look(run, "depends support")
    assert "sts" in run.relations.hits["dynamodb"]


def test_the_log_that_names_it_brings_it_to_light() -> None:
    """From then on `depends` and the board show it, with when it was found; the log of another part does not."""
    run = at(NIGHT_S)
    look(run, "logs connect")
    assert "dynamodb" not in _needs(run, "support")
    assert "dynamodb" in look(run, "logs support")
    assert "dynamodb" in _needs(run, "support")
    assert "support" in _hits(run, "dynamodb")
    assert "found 00:18" in look(run, "depends support")


def test_a_log_that_says_nothing_of_it_finds_nothing() -> None:
    """It is the line that is read which tells, not the asking."""
    run = at(-60)
    look(run, "logs support")
    assert "dynamodb" not in _needs(run, "support")
    run.advance_to(NIGHT_S)
    look(run, "logs support unicorn")
    assert "dynamodb" not in _needs(run, "support")


def test_a_try_as_a_customer_meets_it() -> None:
    """What the answers of a failing service say that they lack is known afterwards."""
    assert "no answer from NLB" in moments()[FLAPPING].read["probe homes"]
    assert "found" in moments()[FLAPPING].read["depends lambda"]


def test_whoever_built_it_says_so_once_when_it_has_hurt_for_long() -> None:
    """Only if somebody of the team is here; each need is told once and never again."""
    alone, called = at(NIGHT_S), at(NIGHT_S, "60 page identity")
    assert "stands in no diagram" not in _feed(alone)
    told = _feed(called)
    assert told.count("Support cannot do without DynamoDB. That stands in no diagram.") == 1
    assert "Identity" in told
    assert "dynamodb" in _needs(called, "support")
    called.advance_to(NIGHT_S + 1200)
    assert _feed(called).count("Support cannot do without DynamoDB") == 1


def test_what_was_found_rewinds_and_replays() -> None:
    """It follows from looks and from the region, so a mark takes it back and the same lines bring it again."""
    run = at(NIGHT_S)
    mark, before = run.mark(), run.digest()
    look(run, "logs support")
    found = run.hidden.state
    run.rewind(mark)
    assert run.digest() == before
    assert "dynamodb" not in _needs(run, "support")
    again = Run(level(), 1)
    again.submit(Said(NIGHT_S, "you", "logs support", look=True))
    assert again.hidden.state == found


def test_depends_names_what_has_no_tile_and_follows_trouble() -> None:
    """The loudest first among those that it hits; below what does not look well, what that needs."""
    text = moments()[FLAPPING].read["depends ecs"]
    assert "EC2" in text
    assert "tasks" in text
    hit = moments()[FLAPPING].read["depends nlb"].split("and is needed by")[1]
    assert hit.index("DOWN") < hit.index("degraded")
    assert "Streaming" in hit
