"""Every symbol that the screens draw, in one table, and the same table in pure ASCII.

All are in WGL4 or CP437 and one cell wide. Some are of ambiguous width in East Asian terminals: that is what ASCII is for.
"""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.readings import State


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of symbols. `sparks` has one for each eighth of the alarm range, 0 to 7; `dots` a low, a middle and a high one."""

    ok: str = "·"
    recovering: str = "○"
    degraded: str = "▲"
    down: str = "■"
    stale: str = "?"
    held: str = "="
    selected: str = "▌"
    needs: str = "║"
    hits: str = "│"
    running: str = "►"
    paused: str = "||"
    proved: str = "+"
    disproved: str = "x"
    across: str = "─"
    upright: str = "│"
    bar: str = "━"
    tick: str = "╋"
    corner: str = "┘"
    turn: str = "┐"
    branch: str = "└"
    cross: str = "┼"
    downward: str = "▼"
    upward: str = "▲"
    block: str = "█"
    arrow: str = "→"
    bullet: str = "•"
    dots: str = ".·˙"
    more: str = "…"
    said: str = "»"
    advice: str = "→"
    ringing: str = "♪"
    sparks: str = "▁▁▂▃▄▅▆▇"

    def state(self, state: State) -> str:
        """The symbol of a state: the field of the same name."""
        symbol: str = getattr(self, state.value)
        return symbol

    def spark(self, eighths: tuple[int, ...], width: int) -> str:
        """The newest `width` readings as one word; what is missing or was never read is a gap, never a zero."""
        newest = eighths[-width:] if width > 0 else ()
        drawn = "".join(" " if eighth < 0 else self.sparks[min(eighth, 7)] for eighth in newest)
        return drawn.rjust(width)


UNICODE = Glyphs()

ASCII = Glyphs(
    ok=".",
    recovering="o",
    degraded="^",
    down="#",
    selected=">",
    needs=":",
    hits="|",
    running=">",
    across="-",
    upright="|",
    bar="=",
    tick="+",
    corner="'",
    turn=".",
    branch="`",
    cross="+",
    downward="v",
    upward="^",
    block="#",
    arrow="->",
    bullet="*",
    dots=".-'",
    more="..",
    said='"',
    advice="i",
    ringing="~",
    sparks="__.-=+*#",
)
