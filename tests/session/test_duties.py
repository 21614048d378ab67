"""A colleague who does the rest: pages, severity, updates and calls for help, all from what the board shows."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from game.content.load import load_level
from game.engine.timetable import read_rows
from game.session.helping.companion import NAME
from game.session.helping.guidance import Guidance
from game.session.journal import read_journal
from game.session.judging.result import record_of
from game.session.judging.score import score
from game.session.replaying.replay import replay
from game.session.seat import Seat
from game.session.session import Session
from game.session.view.talk import Talk

pytestmark = pytest.mark.xdist_group("duties")

THE_REST = ("ack", "sev", "post", "page", "hypothesis", "resolve", "handover")
LEVELS = ("empty-answer", "everyone-at-once", "flapping", "long-night")
SPEED = 240


class Shared:
    """A level played by a colleague and somebody who types some lines at their seconds, tick by tick."""

    def __init__(
        self,
        level: str,
        lines: tuple[tuple[int, str], ...] = (),
        guidance: Guidance = Guidance.COLLEAGUE,
        journal: Path | None = None,
    ) -> None:
        self.session = Session.begin(load_level(level), 1, journal, guidance=guidance)
        self.session.slow_on_page = False
        self.session.set_speed(SPEED)
        self.lines = list(lines)
        self.heard: list[Talk] = []
        self.now = 0.0
        self.session.advance(self.now)

    def play(self, until_s: int) -> Shared:
        """Go on to a second, or to the end; once the colleague has said in public that it is over, it is declared."""
        run = self.session.run
        while not run.ended and run.second < until_s:
            self.now += run.region.tick_s / SPEED
            self.session.advance(self.now)
            while self.lines and self.lines[0][0] <= run.second:
                self.session.submit(self.lines.pop(0)[1], confirmed=True)
            talk = self.session.talking.talk
            if talk is not None and (not self.heard or self.heard[-1].number != talk.number):
                self.heard.append(talk)
            if run.channel.posts and run.channel.posts[-1].state.value == "resolved" and run.ledger.is_over:
                self.session.submit("resolve", confirmed=True)
        return self

    @property
    def hers(self) -> list[str]:
        """What she has said."""
        return [said.line for said in self.session.run.said if said.who == NAME]


def _repairs(level: str) -> tuple[tuple[int, str], ...]:
    """The looks and changes of the level's own play, and nothing else of it."""
    rows, flaws = read_rows(dict(load_level(level).scripts)["reference"])
    assert not flaws
    return tuple([(row.second, row.line) for row in rows if row.line.split()[0] not in THE_REST])


@cache
def _played(level: str) -> Shared:
    return Shared(level, _repairs(level)).play(load_level(level).end_s)


@pytest.mark.parametrize("level", LEVELS)
def test_somebody_who_only_repairs_wins_and_is_well_spoken_of(level: str) -> None:
    """All her updates are true and none is late, none names a cause too early, and nobody waits for a word."""
    shared = _played(level)
    run = shared.session.run
    assert run.ended == "resolved"
    assert score(record_of(run), run.scenario).grade.startswith("A")
    telling = run.channel.telling(run.region.tick_s)
    assert len(telling.judgements) >= 3
    assert all(judged.truthful for judged in telling.judgements)
    assert {finding for judged in telling.judgements for finding, _ in judged.findings}.isdisjoint(
        {"late", "cause_guessed", "cause_wrong", "identified_without_cause", "no_promise", "resolved_too_early"}
    )
    assert telling.silent_s == 0
    assert telling.posts[-1].state.value == "resolved"


@pytest.mark.parametrize("level", LEVELS)
def test_she_leaves_finding_and_repairing_to_the_player(level: str) -> None:
    """She takes pages, declares, tells and calls; she looks at nothing and changes nothing, and says two lines at most."""
    shared = _played(level)
    assert {line.split()[0] for line in shared.hers} <= {"ack", "sev", "post", "page"}
    assert all(talk.name == NAME and 0 < len(talk.lines) <= 2 for talk in shared.heard)
    assert max(len(line) for talk in shared.heard for line in talk.lines) <= 80


def test_no_cause_is_named_that_nobody_has_proved() -> None:
    """Beside somebody who does nothing she goes on telling, truly and in time, that the cause is looked for."""
    shared = Shared("empty-answer").play(6000)
    run = shared.session.run
    assert [post.state.value for post in run.channel.posts] == ["investigating"] * len(run.channel.posts)
    assert len(run.channel.posts) >= 5
    assert {post.cause for post in run.channel.posts} == {""}
    assert all(judged.truthful for judged in run.channel.state.judgements)
    assert run.channel.telling(5).silent_s == 0
    assert run.state.severity == 1


def test_what_the_player_does_she_does_not_do_again() -> None:
    """Taken, declared, told and called by the player: nothing is left for her but what comes later."""
    lines = (
        (20, "ack all"),
        (25, "sev 1"),
        (30, "page dynamodb"),
        (35, 'post investigating dynamodb,support,ec2,connect "Calls fail. We look for the cause." next 20'),
    )
    shared = Shared("empty-answer", lines).play(500)
    assert [line for line in shared.hers if not line.startswith("ack")] == []


def test_once_skipped_she_does_nothing_more() -> None:
    """The seat's way: a word to skip, one word of hers, and silence."""
    shared = Shared("empty-answer").play(90)
    seat = Seat(shared.session)
    assert shared.hers == ["ack all", "sev 1"]
    talk = seat.snapshot.talk
    assert talk is not None
    assert talk.skip
    seat.skip()
    shared.play(2000)
    assert shared.hers == ["ack all", "sev 1"]
    assert len([talk for talk in shared.heard if talk.name == NAME]) == 3


@pytest.mark.parametrize("guidance", [guidance for guidance in Guidance if guidance is not Guidance.COLLEAGUE])
def test_nobody_is_there_who_was_not_asked_for(guidance: Guidance) -> None:
    """On a level without a lesson."""
    shared = Shared("empty-answer", guidance=guidance).play(400)
    assert shared.hers == []
    assert all(talk.name != NAME for talk in shared.heard)


def test_her_lines_are_in_the_journal_and_replay(tmp_path: Path) -> None:
    """To the same state, with nobody beside the replay."""
    path = tmp_path / "shared.jsonl"
    shared = Shared("empty-answer", _repairs("empty-answer"), journal=path).play(1500)
    shared.session.close()
    replayed = replay(read_journal(path), load_level("empty-answer"))
    assert replayed.diverged == ""
    assert [said.line for said in replayed.run.said if said.who == NAME] == shared.hers
    assert replayed.run.digest() == shared.session.run.digest()
