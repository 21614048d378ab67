"""What is sent to the terminal: few bytes, and the same cells as Textual's own way of sending them."""

from __future__ import annotations

from typing import Any

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from textual._compositor import ChopsUpdate

from game.session.keeping.settings import THEMES
from game.tui.canvas import Canvas
from game.tui.theme import load_theme
from game.tui.thrifty import ThriftyUpdate, change

WIDTH, HEIGHT, CUT = 30, 4, 17
LOOKS = ("fg", "bold strong", "muted on panel", "bold downfg on downbg", "underline degr", "degr2", "italic fg on sel",
         "reverse strong", "faint on bg", "you on sel")  # fmt: skip
PUTS = st.lists(
    st.tuples(st.integers(0, WIDTH - 1), st.integers(0, HEIGHT - 1), st.text("abc  ▁▂", min_size=1, max_size=9),
              st.sampled_from(LOOKS)),
    max_size=12,
)  # fmt: skip


def drawn(puts: list[tuple[int, int, str, str]]) -> Canvas:
    """A canvas with some texts on it, later ones over earlier ones."""
    canvas = Canvas(WIDTH, HEIGHT)
    for x, y, text, look in puts:
        canvas.put(x, y, text[: WIDTH - x], look, over=True)
    return canvas


def update_of(canvas: Canvas, spans: list[tuple[int, int, int]], theme: str) -> ChopsUpdate:
    """A partial update as the compositor makes it, of two widgets side by side."""
    style = load_theme(theme).style
    chops: list[dict[int, Any]] = []
    for y in range(HEIGHT):
        left, right = canvas.strip(y, style).divide([CUT, WIDTH])
        chops.append({0: left, CUT: right})
    return ChopsUpdate(chops, spans, [[CUT, WIDTH] for _ in range(HEIGHT)])


def cells(screen: pyte.Screen) -> list[list[Any]]:
    """Every cell with its look; a blank has no ink."""
    return [
        [
            cell._replace(fg="default", bold=False, italics=False)
            if cell.data == " " and not cell.reverse and not cell.underscore
            else cell
            for cell in (screen.buffer[y][x] for x in range(WIDTH))
        ]
        for y in range(HEIGHT)
    ]


@given(before=PUTS, after=PUTS, theme=st.sampled_from(THEMES))
@settings(max_examples=150, deadline=None)
def test_a_thrifty_update_leaves_the_same_cells(before: Any, after: Any, theme: str) -> None:
    """On a terminal that shows one canvas, an update of the changed spans gives the other one, cell for cell."""
    old, new = drawn(before), drawn(after)
    console = Console(force_terminal=True, color_system="truecolor", legacy_windows=False)
    spans = [(y, x, end) for y in range(HEIGHT) for x, end in new.changed_spans(old, y)]
    everything = [(y, 0, WIDTH) for y in range(HEIGHT)]
    ours, whole = pyte.Screen(WIDTH, HEIGHT), pyte.Screen(WIDTH, HEIGHT)
    pyte.Stream(ours).feed(update_of(old, everything, theme).render_segments(console))
    pyte.Stream(whole).feed(update_of(new, everything, theme).render_segments(console))
    if spans:
        textual = update_of(new, spans, theme)
        thrifty = ThriftyUpdate(textual.chops, textual.spans, textual.chop_ends).render_segments(console)
        pyte.Stream(ours).feed(thrifty)
        assert len(thrifty) <= len(textual.render_segments(console))
    assert cells(ours) == cells(whole)


def test_a_look_is_said_once() -> None:
    """What stays as it is is not sent again, and nothing of a look outlives it."""
    plain, bold = ("", "38;5;1", "48;5;2"), ("1", "38;5;1", "48;5;2")
    assert change(plain, plain) == ""
    assert change(plain, ("", "38;5;3", "48;5;2")) == "\x1b[38;5;3m"
    assert change(plain, bold) == "\x1b[0;1;38;5;1;48;5;2m"
    assert change(bold, ("", "", "")) == "\x1b[0m"
    assert change(("", "", ""), bold) == "\x1b[1;38;5;1;48;5;2m"


def test_few_colours_are_sent_as_few_colours() -> None:
    """A terminal of 16 colours gets their numbers, not a mixture that it cannot show."""
    console = Console(force_terminal=True, color_system="standard", legacy_windows=False)
    assert console._color_system is ColorSystem.STANDARD
    canvas = drawn([(0, 0, "abc", "bold downfg on downbg")])
    textual = update_of(canvas, [(0, 0, 3)], "ansi")
    sent = ThriftyUpdate(textual.chops, textual.spans, textual.chop_ends).render_segments(console)
    assert "38;2" not in sent
    assert "abc" in sent
