"""One duration is one number wherever it is written: in the console, in a sentence, in the four cells beside an action."""

from __future__ import annotations

import re

import pytest

from game.session.language.wording import duration
from game.session.staff.person import span, work_span
from game.tui.paint.text import short_length


def seconds_of(text: str) -> int:
    """What a written duration stands for: "1m 30s", "1 min 30 s", "1m30", "2h"."""
    units = {"h": 3600, "m": 60, "s": 1}
    found = re.findall(r"(\d+) ?(h|min|m|s)?", text)
    return sum(int(number) * units[(unit or "s")[0]] for number, unit in found)


@pytest.mark.parametrize("seconds", [1, 40, 59, 60, 61, 90, 119, 120, 150, 599, 600, 720, 3600, 7200])
def test_what_lasts_90_seconds_is_never_2_minutes(seconds: int) -> None:
    """All three say the same, exactly."""
    written = (duration(seconds), work_span(seconds), short_length(seconds))
    assert {seconds_of(text) for text in written} == {seconds}, written
    assert len(short_length(seconds)) <= 4


def test_beyond_ten_minutes_a_sentence_rounds_up_and_cells_round() -> None:
    """Nobody comes earlier than was said."""
    assert (work_span(601), span(90), span(4000)) == ("11 min", "2 min", "1 h 7 min")
    assert (short_length(700), duration(700)) == ("12m", "11m 40s")
