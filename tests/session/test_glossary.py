"""The glossary: every entry is whole, words are found in a text, and the console explains them without touching the night."""

from __future__ import annotations

from typing import Any

import pytest

from game.session.language.wording import plain
from game.session.run import Run
from game.session.showing.glossary import LONGEST_TERM, Glossary, Term, glossary, glossary_of
from game.session.view.console import ReplyKind
from tests.session.night import small_night

GOOD: dict[str, Any] = {"term": "lease", "also": ["leases"], "means": "A right.", "matters": "It ends."}


def _said(line: str) -> str:
    run = Run(small_night(), 1)
    run.advance_to(900)
    reply, _ = run.say(line, "you", run.second, confirmed=False)
    assert reply.kind is ReplyKind.OUTPUT
    return plain(reply.lines)


def test_the_shipped_glossary_holds_the_words_of_the_field() -> None:
    """Those that a newcomer meets on the first night are all there."""
    wanted = """record, resolver, plan, enactor, planner, lease, droplet, backlog, throttle, goodput, deadline, health check,
        failover, velocity, propagation, SEV, degraded, trust, impact, monitoring stale, alarm, ack, mute, ANSWER: 0, NOERROR,
        NXDOMAIN, TTL, cache, cold start, retry storm, congestive collapse, capacity, AZ, NLB, control plane, data plane,
        conduct, reference play, weight, counts x4, hypothesis, stale"""
    missing = [word for word in wanted.split(",") if glossary().find(word) is None]
    assert missing == []


def test_every_sentence_is_a_sentence() -> None:
    """It begins with a capital, ends with a full stop, and blames nobody."""
    for term in glossary().terms:
        assert len(term.term) <= LONGEST_TERM
        for sentence in (term.means, term.matters):
            assert sentence[0].isupper(), term
            assert sentence.endswith("."), term
            assert not any(word in sentence.lower() for word in ("should have", "failed to", "human error")), term


@pytest.mark.parametrize("typed", ["TTL", "ttl", "  time  to live ", "Time To Live"])
def test_any_spelling_finds_the_entry(typed: str) -> None:
    """Capitals and blanks do not matter."""
    found = glossary().find(typed)
    assert found is not None
    assert found.term == "time to live"


def test_words_are_found_in_a_text_in_its_order() -> None:
    """As whole words, the longest that fits, each entry once."""
    text = "2 health checks, then a Lease; leases again. A planner plans. Checkpoint, leased-line."
    assert [term.term for term in glossary().in_text(text)] == ["health check", "lease", "planner", "plan"]


def test_a_near_miss_is_understood() -> None:
    """A letter too few, or the beginning of a word that only one entry has."""
    assert (near := glossary().near("goodptu")) is not None
    assert near.term == "goodput"
    assert (near := glossary().near("backl")) is not None
    assert near.term == "backlog"
    assert glossary().near("zzzz") is None
    assert glossary().near("") is None


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({**GOOD, "hint": "x"}, "unknown fields"),
        ({**GOOD, "means": "no full stop"}, "`means` is a sentence"),
        ({**GOOD, "matters": "A" * 200 + "."}, "`matters` is a sentence"),
        ({**GOOD, "also": "leases"}, "`also` is a list"),
        ({**GOOD, "term": ""}, "1 to 24"),
        ({"term": "x", "means": "A."}, "`matters` is a sentence"),
    ],
)
def test_a_wrong_entry_is_named(entry: dict[str, Any], said: str) -> None:
    """Whoever writes the file is told which entry it is and what is wrong."""
    assert glossary_of({"term": [GOOD]}).find("leases") is not None
    with pytest.raises(ValueError, match=said):
        glossary_of({"term": [entry]})


def test_one_spelling_stands_for_one_entry() -> None:
    """Else the second one could never be found."""
    with pytest.raises(ValueError, match="stands for"):
        Glossary([Term("lease", (), "A.", "B."), Term("right", ("Lease",), "A.", "B.")])


def test_the_console_explains_a_word() -> None:
    """With both sentences and the other spellings; of an unknown one it says what was probably meant."""
    said = _said("explain ttl")
    term = glossary().find("ttl")
    assert term is not None
    assert term.means in said
    assert term.matters in said
    assert 'Did you mean "goodput"?' in _said("explain goodpt")
    assert "not in the glossary" in _said("explain zzzz")


def test_completion_lists_the_words() -> None:
    """With what they mean."""
    choices = Run(small_night(), 1).grammar.complete("explain back").choices
    assert [choice.word for choice in choices] == ["backlog"]
    assert choices[0].about.endswith(".")


def test_a_word_proves_nothing() -> None:
    """Reading the glossary is no look at the night: the evidence stays as it was, however a component is called."""
    run = Run(small_night(), 1)
    run.advance_to(900)
    before = run.region.digest(), len(run.evidence.looks)
    for component in (*run.region.components, "record", "enactor"):
        run.say(f"explain {component}", "you", run.second, confirmed=False)
    assert (run.region.digest(), len(run.evidence.looks)) == before
    assert not any(entry.components for entry in run.entries if entry.line.startswith("explain"))
