"""Moments of the long night under its published actions, for tests of what can be read and done then.

The night is run once for all tests: at each moment everything is looked at, and kept as text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from game.content.load import load_level
from game.engine.mechanism import Mechanism
from game.engine.scenario import Scenario
from game.session.language.script import read_script
from game.session.language.wording import plain
from game.session.run import Run
from game.session.showing.offers import offers_at
from game.session.tools.queue import has_queue
from game.session.view.board import Offer
from game.session.view.console import ReplyKind

EMPTY, COLLAPSE, DRAINING, FLAPPING = "empty", "collapse", "draining", "flapping"
"""The record is empty; the store is back and the leases are not; leases return; health checks take capacity away."""
_AT_S = {EMPTY: 3000, COLLAPSE: 12_600, DRAINING: 16_800, FLAPPING: 34_200}
CUSTOMERS = ("homes", "banks", "schools")


@dataclass(frozen=True)
class Moment:
    """What could be read at a moment, line by line, and what was offered at each tile."""

    read: dict[str, str]
    offered: dict[str, tuple[Offer, ...]]


@cache
def level() -> Scenario:
    """The level."""
    return load_level("long-night")


def at(second: int, *lines: str) -> Run:
    """A run of its own, with these lines said at their seconds ("600 page ec2"), up to a second."""
    run = Run(level(), 1)
    for entry in lines:
        when, _, line = entry.partition(" ")
        run.advance_to(int(when))
        assert run.say(line, "you", run.second, confirmed=True)[0].kind is ReplyKind.DONE, line
    run.advance_to(second)
    return run


def look(run: Run, line: str) -> str:
    """What a look prints."""
    reply, _ = run.say(line, "you", run.second, confirmed=True)
    assert reply.kind is ReplyKind.OUTPUT, f"{line}: {plain(reply.lines)}"
    return plain(reply.lines)


def lines_about(run: Run, part: Mechanism[Any, Any]) -> tuple[str, ...]:
    """Every look at one part."""
    graphs = [f"graph {part.id} {metric.id}" for metric in run.instruments.metrics(part)]
    queues = [f"queue {part.id}"] if has_queue(part) else []
    return (f"status {part.id}", f"logs {part.id}", f"depends {part.id}", *graphs, *queues)


@cache
def moments() -> dict[str, Moment]:
    """All moments."""
    run = Run(level(), 1)
    script = [said for _, said in read_script(dict(level().scripts)["history"], "history", level(), run.grammar).lines]
    kept: dict[str, Moment] = {}
    for name, second in _AT_S.items():
        while script and script[0].second <= second:
            run.submit(script.pop(0))
        run.advance_to(second)
        parts = run.region.components.values()
        offered = {part.id: offers_at(run, part.id) for part in parts if part.spec.tile is not None}
        lines = ["leases", "changes", *[f"probe {customers}" for customers in CUSTOMERS]]
        lines += [line for part in parts for line in lines_about(run, part)]
        kept[name] = Moment({line: look(run, line) for line in lines}, offered)
    return kept
