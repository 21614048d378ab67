"""Changed cells as few bytes: what Textual sends for a partial update, cropped on both sides and without repeated looks.

Textual 8.2.8 sends every line of a partial update from the left edge of its widget, resets after each piece of text and
spells colours out anew. Over a slow line that is most of what a refresh costs. This stands on the private parts of
`Compositor` like everything in `hacks`, which uses it.
"""

from __future__ import annotations

from functools import lru_cache

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.strip import Strip

_RESET = "\x1b[0m"

Codes = tuple[str, str, str]
"""Attributes, ink and ground of a style, each as the numbers of an SGR sequence ("" for none)."""


@lru_cache(maxsize=1024)
def codes(style: Style, system: ColorSystem) -> Codes:
    """What a style is in a terminal of this many colours."""
    attributes = [
        number
        for number, worn in (
            ("1", style.bold),
            ("2", style.dim),
            ("3", style.italic),
            ("4", style.underline),
            ("7", style.reverse),
            ("9", style.strike),
        )
        if worn
    ]
    ink = () if style.color is None else style.color.downgrade(system).get_ansi_codes()
    ground = () if style.bgcolor is None else style.bgcolor.downgrade(system).get_ansi_codes(foreground=False)
    return ";".join(attributes), ";".join(ink), ";".join(ground)


def change(before: Codes, after: Codes) -> str:
    """The shortest sequence from one look to another."""
    if before == after:
        return ""
    attributes, ink, ground = after
    plain = (before[1] and not ink) or (before[2] and not ground)
    if attributes != before[0] or plain:
        numbers = ["0" if before != ("", "", "") else "", attributes, ink, ground]
    else:
        numbers = [ink if ink != before[1] else "", ground if ground != before[2] else ""]
    return f"\x1b[{';'.join(filter(None, numbers))}m"


class ThriftyUpdate(ChopsUpdate):
    """A partial update that sends only the cells of its spans."""

    def render_segments(self, console: Console) -> str:
        """The bytes for the terminal."""
        system = console._color_system or ColorSystem.TRUECOLOR
        written: list[str] = []
        now: Codes = ("", "", "")
        for y, begin, behind in self.spans:
            at = -1
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                left, right = max(x, begin), min(end, behind)
                if strip is None or left >= right:
                    continue
                if at != left:
                    written.append(f"\x1b[{y + 1};{left + 1}H")
                now = _write(written, strip.crop(left - x, right - x), system, now)
                at = right
        if now != ("", "", ""):
            written.append(_RESET)
        return "".join(written)


def _write(written: list[str], strip: Strip, system: ColorSystem, now: Codes) -> Codes:
    """Write a strip; return the look that the terminal is left in."""
    for text, style, _ in strip:
        wanted = ("", "", "") if style is None else codes(style, system)
        if not text.strip(" ") and not wanted[0]:
            wanted = (now[0], now[1], wanted[2]) if not now[0] else wanted  # a blank has no ink
        written.append(change(now, wanted))
        written.append(text)
        now = wanted
    return now
