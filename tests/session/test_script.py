"""Scripts: times, lines, and everything that is wrong with them at once."""

from __future__ import annotations

import pytest

from game.session.language.script import ScriptError, read_script, seconds_of
from game.session.run import Run
from tests.session.night import REFERENCE, small_night


def _read(text: str) -> list[tuple[int, str]]:
    night = small_night()
    script = read_script(text, "night.script", night, Run(night, 1).grammar)
    return [(said.second, said.line) for _, said in script.lines]


def test_times_count_from_the_zero_and_may_be_negative() -> None:
    """Comments, blank lines and blanks are left out; the order is that of the times, then of the file."""
    text = "# a comment\n\n  0:05:00   sev 2\n-0:01:00  status\n0:05:00  ack all\n\t1:00:00\tplans\n"
    assert _read(text.replace("\t", " ")) == [(-60, "status"), (300, "sev 2"), (300, "ack all"), (3600, "plans")]


def test_windows_line_ends_and_a_mark_at_the_start_are_fine() -> None:
    """As editors write them."""
    assert _read("\ufeff0:01:00  status\r\n0:02:00  plans\r\n") == [(60, "status"), (120, "plans")]


def test_every_bad_line_is_told_with_its_number_and_a_remedy() -> None:
    """Not only the first one."""
    text = "\n".join(
        [
            "0:01:00 sev 1",
            "soon  ack all",
            "0:61:00 ack all",
            "9:00:00 ack all",
            "-1:00:00 ack all",
            "0:02:00",
            "0:03:00 dns retore x",
            "0:04:00 throttle store 400",
            "ack all",
        ]
    )
    with pytest.raises(ScriptError) as caught:
        _read(text)
    problems = caught.value.problems
    assert [problem.split(":")[1] for problem in problems] == ["2", "3", "4", "5", "6", "7", "8", "9"]
    assert problems[0].startswith('night.script:2: "soon" is no time; write H:MM:SS')
    assert "outside of this night" in problems[2]
    assert "nothing is said" in problems[4]
    assert 'Did you mean "dns restore"?' in problems[5]


def test_a_script_that_is_far_too_long_is_refused() -> None:
    """So that a hostile one cannot hang the game."""
    with pytest.raises(ScriptError, match="too many"):
        _read("0:01:00 status\n" * 20_001)


def test_the_reference_of_the_small_night_is_sound() -> None:
    """Every line of it is understood."""
    assert len(_read(REFERENCE)) == 14


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("0:00:00", 0),
        ("2:37:00", 9420),
        ("-0:02:00", -120),
        ("14:32:05", 52325),
        ("1:60:00", None),
        ("1:00", None),
        ("", None),
    ],
)
def test_times(text: str, second: int | None) -> None:
    """H:MM:SS and nothing else."""
    assert seconds_of(text) == second
