"""A screen as a file: a picture in SVG, or plain text. Every word stands at its own cells, whatever font draws it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from xml.sax.saxutils import escape

from rich.color import Color
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.strip import Strip

from game.tui.paint.plain import harmless

_WIDE, _HIGH, _BASE = 9, 19, 14.5  # of a cell, and from its top to the line on which letters stand
_EDGE = 12
_FONTS = "ui-monospace,'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,'Liberation Mono',monospace"
_DIM = 'opacity="0.6"'
_EIGHTHS = "▁▂▃▄▅▆▇█"
_BLOCKS: Final = {
    **{char: (0.0, 1 - number / 8, 1.0, number / 8) for number, char in enumerate(_EIGHTHS, 1)},
    "▀": (0.0, 0.0, 1.0, 0.5),
    "▌": (0.0, 0.0, 0.5, 1.0),
    "▐": (0.5, 0.0, 0.5, 1.0),
}
"""Signs that are drawn as shapes: left, top, width and height as shares of a cell. In letters they leave gaps."""

_TERMINAL = TerminalTheme(
    (20, 22, 26),
    (198, 203, 210),
    [
        (0, 0, 0),
        (205, 60, 70),
        (60, 160, 80),
        (190, 150, 40),
        (70, 120, 200),
        (180, 90, 150),
        (60, 160, 170),
        (198, 203, 210),
    ],
    [
        (127, 135, 147),
        (255, 95, 102),
        (90, 200, 110),
        (240, 194, 75),
        (74, 160, 238),
        (224, 127, 180),
        (90, 200, 210),
        (244, 246, 248),
    ],
)
"""What a terminal's own colours may look like, for themes that leave them to the terminal."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Cells in one look: the first column, the text, and the colours as they are seen."""

    x: int
    text: str
    ink: str
    ground: str
    style: Style


def screen_text(rows: Sequence[Strip]) -> list[str]:
    """The lines of a screen."""
    return [harmless("".join(segment.text for segment in row)).rstrip() for row in rows]


def text_file(heading: str, lines: Sequence[str]) -> str:
    """Lines as a file, with what they are above them."""
    return "\n".join([harmless(heading), "", *(harmless(line).rstrip() for line in lines), ""])


def svg(rows: Sequence[Strip], heading: str) -> str:
    """A screen as a picture that needs nothing else, and stays the same with any font of fixed width."""
    width = max((row.cell_length for row in rows), default=1) * _WIDE + 2 * _EDGE
    height = len(rows) * _HIGH + 2 * _EDGE
    runs = [(y, run) for y, row in enumerate(rows) for run in _runs(row)]
    grounds = Counter[str]()
    for _, run in runs:
        grounds[run.ground] += len(run.text)
    ground = grounds.most_common(1)[0][0] if runs else _hex(None, ink=False)
    shapes: list[str] = []
    words: list[str] = []
    for y, run in runs:
        top = _EDGE + y * _HIGH
        if run.ground != ground:
            shapes.append(_rect((_EDGE + run.x * _WIDE, top, len(run.text) * _WIDE, _HIGH), run.ground))
    for y, run in runs:
        top = _EDGE + y * _HIGH
        for x, word in _words(run):
            left = _EDGE + x * _WIDE
            if word in _BLOCKS:
                shapes.append(_rect(_shape(left, top, word), run.ink, dim=bool(run.style.dim)))
            else:
                words.append(_word(left, top + _BASE, word, run))
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
            f"<title>{escape(harmless(heading))}</title>",
            f'<rect width="{width}" height="{height}" fill="{ground}"/>',
            '<g shape-rendering="crispEdges">',
            *shapes,
            "</g>",
            f'<g font-family="{_FONTS}" font-size="15" xml:space="preserve">',
            *words,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _runs(row: Strip) -> Iterator[_Run]:
    """The cells of a line, by looks. A wide sign keeps its two cells."""
    x = 0
    for segment in row:
        style = segment.style or Style()
        ink, ground = _hex(style.color, ink=True), _hex(style.bgcolor, ink=False)
        if style.reverse:
            ink, ground = ground, ink
        text = harmless(segment.text)
        yield _Run(x, text, ink, ground, style)
        x += segment.cell_length


def _words(run: _Run) -> Iterator[tuple[int, str]]:
    """Words of a run with their columns; signs that are drawn as shapes stand alone."""
    x = run.x
    for kind, group in groupby(
        run.text, key=lambda char: "block" if char in _BLOCKS else "blank" if char == " " else ""
    ):
        text = "".join(group)
        if kind == "block":
            yield from ((x + at, char) for at, char in enumerate(text))
        elif not kind or run.style.underline:
            yield x, text
        x += len(text)


def _word(x: float, y: float, text: str, run: _Run) -> str:
    looks = [
        name
        for on, name in (
            (run.style.bold, 'font-weight="bold"'),
            (run.style.italic, 'font-style="italic"'),
            (run.style.underline, 'text-decoration="underline"'),
            (run.style.dim, _DIM),
        )
        if on
    ]
    length = f'textLength="{len(text) * _WIDE}" lengthAdjust="spacingAndGlyphs"'
    place = f'x="{x:g}" y="{y:g}" fill="{run.ink}"'
    return f"<text {' '.join([place, *looks, length])}>{escape(text)}</text>"


def _shape(left: float, top: float, block: str) -> tuple[float, float, float, float]:
    x, y, width, height = _BLOCKS[block]
    return left + x * _WIDE, top + y * _HIGH, width * _WIDE, height * _HIGH


def _rect(box: tuple[float, float, float, float], fill: str, *, dim: bool = False) -> str:
    x, y, width, height = box
    faded = f" {_DIM}" if dim else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"{faded}/>'


def _hex(colour: Color | None, *, ink: bool) -> str:
    return (colour or Color.default()).get_truecolor(_TERMINAL, foreground=ink).hex
