"""A component that does not take the word that was typed: the answer names the one that it does take."""

from __future__ import annotations

import pytest

from game.content.load import load_level
from game.engine.actions import ArgumentKind
from game.session.language.forms import Misunderstood
from game.session.language.grammar import Part
from game.session.run import Run


@pytest.fixture(scope="module")
def run() -> Run:
    """The long night, which has all words."""
    return Run(load_level("long-night"), 1)


@pytest.mark.parametrize("line", ["restart poller", "restart poller 50", "RESTART Poller 100"])
def test_what_does_not_restart_names_the_word_that_brings_it_back(run: Run, line: str) -> None:
    """Because the declaration of that word speaks of restarting."""
    assert str(run.grammar.parse(line)) == (
        'Poller takes no "restart". "restore poller" brings back a part that does not restart by itself.'
    )


def test_others_name_all_that_they_take(run: Run) -> None:
    """Each as one types it."""
    assert str(run.grammar.parse("restore ec2")) == (
        'EC2 takes no "restore". It takes: throttle ec2 PERCENT|off, restart ec2 PERCENT, scale ec2 PERCENT.'
    )
    assert str(run.grammar.parse("restart enactor-2")).endswith("It takes: dns automation on|off.")
    assert str(run.grammar.parse("restart banks")) == 'Banks takes no "restart", nor any other order.'


def test_a_name_that_nobody_has_is_answered_as_ever(run: Run) -> None:
    """With what was probably meant."""
    assert str(run.grammar.parse("restart elb")) == 'There is no SERVICE called "elb". Did you mean nlb?'


def test_whatever_is_named_instead_is_taken(run: Run) -> None:
    """For every word and every component: each line that is named has a word, and that word takes this component."""
    asked = 0
    parts = run.region.components.values()
    for entry in run.grammar.entries:
        spec = entry.spec
        if entry.part is not Part.ENGINE or [it.kind for it in spec.arguments[:1]] != [ArgumentKind.COMPONENT]:
            continue
        named = {name for part in parts if spec in part.actions for name in part.names_for(spec)}
        for part in parts:
            told = run.grammar.parse(f"{' '.join(spec.words)} {part.id}")
            assert ("takes no" in str(told)) == (part.id not in named)
            if part.id in named or "nor any other order" in str(told):
                continue
            asked += 1
            assert isinstance(told, Misunderstood)
            instead = str(told.sentences[1])
            assert any(" ".join(other.words) in instead for other in part.actions)
    assert asked > 30
