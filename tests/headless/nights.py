"""Journals of nights for the report's tests: played once, kept for all tests of a process."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from game.content.load import load_level
from game.headless.report import report_of
from game.headless.run import play_script
from game.session.journal import read_journal
from game.session.view.report import Report

HOSTILE = "<script>alert(1)</script> & ![x](http://evil/x.png) `a` | *b* @all \u202etxt.exe \u0007\x1b[31m \ud800 end"
"""What somebody might write into an update: markup of every kind, direction marks, control characters, half a character."""

STORY = """
0:02:00  ack all
0:02:30  sev 1
0:03:00  page dynamodb
0:03:10  status dynamodb
0:03:20  dig dynamodb.us-east-1.amazonaws.com
0:03:30  logs dynamodb
0:04:00  post investigating dynamodb "Calls to DynamoDB fail." next 10
0:05:00  hypothesis storage 60
0:05:20  dns automation off
0:07:00  dns restore dynamodb.us-east-1.amazonaws.com
0:09:00  post resolved dynamodb "It is over."
"""

PLAYS = {"reference": "reference", "nobody": "", "left": STORY}
"""The night as it is meant to be played, one in which nobody does anything, and one that was left after ten minutes."""


@cache
def journal(play: str) -> Path:
    """The journal of one of the plays of the first night."""
    scenario = load_level("empty-answer")
    script = PLAYS[play]
    text = dict(scenario.scripts).get(script, script)
    path = Path(mkdtemp()) / f"{play}.jsonl"
    until_s = 600 if play == "left" else None
    play_script(scenario, 1, (text, play), until_s=until_s, journal=path, tell=lambda _: None)
    return path


@cache
def report(play: str) -> Report:
    """The report of a play."""
    return report_of(read_journal(journal(play)), load_level("empty-answer"))


@cache
def hostile() -> Report:
    """A report in which everything that a player can type, and some that they cannot, is hostile."""
    told = report("left")
    return replace(
        told,
        origin=replace(told.origin, journal=f"{HOSTILE}.jsonl"),
        posts=tuple([replace(post, words=HOSTILE) for post in told.posts]),
        changes=tuple([replace(change, line=HOSTILE) for change in told.changes]),
        looks=tuple([replace(look, line=HOSTILE) for look in told.looks]),
        keep=HOSTILE,
        debrief=replace(told.debrief, acts=tuple([replace(act, text=HOSTILE) for act in told.debrief.acts])),
    )
