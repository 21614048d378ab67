"""With how much help a night is begun: the rule, and who follows it."""

from __future__ import annotations

import argparse
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import pytest

from game.session.helping.guidance import Guidance
from game.session.helping.help_ladder import MEANINGS, WITH, WORKED, first_help
from game.session.keeping.finished import FinishedRun
from game.session.seat import Seat
from game.session.view.nights import Past, PastRun
from game.stage import Stage
from game.tui.screens.house import Pending
from tests.session.test_records import RUN


@pytest.mark.parametrize("won", [set(some) for count in range(6) for some in combinations(Guidance, count)])
def test_help_fades_with_what_was_won(won: set[Guidance]) -> None:
    """Hints until a night is won; alone after a win with help; rated after one by oneself, whatever else was won."""
    step = first_help("empty-answer", won)
    if not won:
        assert step is Guidance.HINTS
        assert first_help(WORKED, won) is Guidance.COLLEAGUE
        return
    assert first_help(WORKED, won) is step
    alone = won & {Guidance.ALONE, Guidance.RATED, Guidance.BARE}
    assert step is (Guidance.RATED if alone else Guidance.ALONE)


def test_every_step_says_what_it_means() -> None:
    """In a line for each width."""
    assert set(MEANINGS) == set(WITH) == set(Guidance)
    texts = [(long.format(key="h"), short.format(key="h")) for long, short in MEANINGS.values()]
    assert all(len(short) <= 38 and len(long) <= 68 for long, short in texts)


def past_run(guidance: Guidance, outcome: str = "resolved", *, practice: bool = False) -> PastRun:
    """A night that was played."""
    return PastRun("flapping", "Sun", outcome, "B", 70, 60, "", practice=practice, guidance=guidance)


def test_only_wins_of_ones_own_count() -> None:
    """Not a lost night, none that was taken over in the middle, and no other level's."""
    past = Past((past_run(Guidance.ALONE, "lost"), past_run(Guidance.ALONE, practice=True)))
    assert past.help_for("flapping") is Guidance.HINTS
    past = Past((*past.runs, past_run(Guidance.HINTS)))
    assert past.help_for("flapping") is Guidance.ALONE
    assert past.help_for("long-night") is Guidance.HINTS


@pytest.mark.parametrize(
    ("guide", "won", "step"),
    [
        (None, (), Guidance.HINTS),
        (None, ("hints",), Guidance.ALONE),
        (None, ("alone",), Guidance.RATED),
        ("bare", ("alone",), Guidance.BARE),
    ],
)
def test_a_night_is_begun_by_the_rule_unless_the_command_line_says_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guide: str | None, won: tuple[str, ...], step: Guidance
) -> None:
    """And what is chosen on the screen goes before both."""
    monkeypatch.setenv("NOERROR_HOME", str(tmp_path))
    options = SimpleNamespace(guide=guide, seed=1, speed=10, theme=None, ascii=False)
    stage = Stage(argparse.Namespace(**vars(options)))
    for number, helped in enumerate(won):
        kept: FinishedRun = RUN.__class__(
            **{**{name: getattr(RUN, name) for name in RUN.__slots__}, "journal": f"{number}", "guidance": helped}
        )
        stage.records.keep(kept)
    for chosen, wanted in ((None, step), (Guidance.COLLEAGUE, Guidance.COLLEAGUE)):
        opened = stage.seat("empty-answer", chosen)
        seat = opened.open() if isinstance(opened, Pending) else opened
        assert isinstance(seat, Seat)
        assert seat.snapshot.level.guidance is wanted
        seat.close()
