"""Radio buttons that do not all fit: the chosen one is in sight, and how many more there are on either side."""

from __future__ import annotations

import pytest

from game.session.view.telling import Draft, PostState
from game.tui.canvas import Canvas
from game.tui.drafting import Drafting
from game.tui.paint.composer import STATE, _choices
from game.tui.theme import choose_manner
from tests.tui.fake_port import FakePort

MANNER = choose_manner({}, "dark")
NAMES = ("none yet", "stale data", "empty record", "health checks", "network", "no leases")


def _row(chosen: int, width: int) -> str:
    canvas = Canvas(width, 1)
    _choices(canvas, 0, 0, width, [(name, at == chosen) for at, name in enumerate(NAMES)], field=2)
    assert canvas.flaws == []
    return "".join(segment.text for segment in canvas.strip(0, MANNER.theme.style)).rstrip()


@pytest.mark.parametrize("width", [40, 64, 70, 200])
@pytest.mark.parametrize("chosen", range(len(NAMES)))
def test_what_is_out_of_sight_is_counted(chosen: int, width: int) -> None:
    """On both sides; what is in sight is whole."""
    row = _row(chosen, width)
    seen = [at for at, name in enumerate(NAMES) if f") {name}" in row]
    assert f"(x) {NAMES[chosen]}" in row
    assert row.startswith(f"+{seen[0]} (") if seen[0] else row.startswith("(")
    behind = len(NAMES) - 1 - seen[-1]
    assert f"+{behind}" in row[row.rindex(")") :] if behind else row.endswith(NAMES[-1])


def test_a_new_draft_begins_where_the_newest_update_left_off() -> None:
    """And the next state is one step on."""
    port = FakePort("dns")
    assert port.snapshot.posts
    drafting = Drafting(port)
    newest = port.snapshot.posts[-1].state
    assert drafting.draft.state is newest
    states = list(PostState)
    at = drafting.choices(STATE).index(True)
    step = min(at + 1, len(states) - 1)
    assert isinstance(drafting.chosen(STATE, step), Draft)
    assert drafting.chosen(STATE, step).state is states[step]
