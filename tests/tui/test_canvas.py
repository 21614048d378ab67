"""The canvas: cells, what was cut or hidden, what a click means, and that no foreign text gets through raw."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from game.tui.canvas import Canvas, tame
from game.tui.theme import load_theme
from tests.tui.looks import looks_line

DARK = load_theme("dark")


def test_text_keeps_its_place_and_the_ground_of_its_cells() -> None:
    """A look without a ground leaves the ground as it was; a fill leaves the text."""
    canvas = Canvas(10, 2)
    canvas.fill(2, 0, 4, 1, "sel")
    assert canvas.put(1, 0, "abc", "bold strong") == 4
    assert canvas.text_line(0) == " abc      "
    assert looks_line(canvas, 0)[1:4] == ["bold strong on bg", "bold strong on sel", "bold strong on sel"]
    canvas.fill(0, 0, 10, 1, "panel")
    assert canvas.text_line(0) == " abc      "
    assert canvas.right(10, 1, "end") == 7
    assert not canvas.flaws


def test_a_text_past_an_edge_is_recorded_and_cut() -> None:
    """Nothing is written outside, and a test can see that something was."""
    canvas = Canvas(5, 1)
    canvas.put(3, 0, "long")
    canvas.put(-2, 0, "left")
    canvas.put(0, 4, "below")
    assert [flaw.kind for flaw in canvas.flaws] == ["clip", "clip", "clip"]
    assert canvas.text_line(0) == "ft lo"


def test_a_text_over_another_is_recorded_unless_it_is_meant() -> None:
    """Hiding something is a flaw; blanks hide nothing."""
    canvas = Canvas(8, 1)
    canvas.put(0, 0, "under")
    canvas.put(0, 0, "  ", over=True)
    assert not canvas.flaws
    canvas.put(3, 0, "x")
    assert [flaw.kind for flaw in canvas.flaws] == ["overlap"]


def test_the_newest_target_wins() -> None:
    """A click means what was painted last there."""
    canvas = Canvas(8, 2)
    canvas.aim(0, 0, 8, 2, "below")
    canvas.aim(2, 1, 2, 1, "above")
    assert (canvas.command_at(2, 1), canvas.command_at(4, 1), canvas.command_at(9, 9)) == ("above", "below", "")


@given(st.text(max_size=30))
def test_foreign_text_takes_one_cell_a_character_and_brings_no_control(foreign: str) -> None:
    """Escapes, direction marks, wide and combining characters cannot move a cell or reach the terminal."""
    canvas = Canvas(40, 1)
    canvas.put(0, 0, foreign)
    strip = canvas.strip(0, DARK.style)
    drawn = "".join(segment.text for segment in strip)
    assert len(drawn) == strip.cell_length == 40
    assert all(char.isprintable() or char == "\xa0" or char.isspace() for char in drawn)
    assert "\x1b" not in tame(foreign)


@given(st.lists(st.tuples(st.integers(-5, 25), st.integers(-1, 3), st.text("ab ", max_size=9)), max_size=12))
def test_a_strip_is_as_wide_as_the_canvas(writes: list[tuple[int, int, str]]) -> None:
    """Whatever is written, lines keep their width."""
    canvas = Canvas(20, 3)
    for x, y, text in writes:
        canvas.put(x, y, text, "fg on sel" if x % 2 else "fg")
    for y in range(3):
        assert len(canvas.text_line(y)) == 20
        assert sum(len(segment.text) for segment in canvas.strip(y, DARK.style)) == 20
