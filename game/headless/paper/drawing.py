"""Charts as inline SVG. Colours come from the page's style sheet; lines differ in dashes and marks in shape, never in hue alone."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from game.headless.paper.axis import clock_at, minutes_in, ticks
from game.headless.paper.clean import clean
from game.headless.paper.document import Axis, Chart, Mark, Multiples, Sign, Small

WIDTH, LEFT, RIGHT = 960, 66, 16
TOP, PLOT = 26, 200
LANE = 38
_APART = 14
_LETTER = 7
_SMALL_WIDTH, _SMALL_PLOT, _SMALL_HEIGHT = 220, 56, 76


class _Scale:
    """Where a minute and a share come to lie."""

    def __init__(self, minutes: int, top: float, box: tuple[float, float, float, float]) -> None:
        self.minutes, self.top = max(1, minutes), top
        self.left, self.y, self.width, self.height = box

    def across(self, minute: float) -> float:
        return self.left + min(max(minute, 0.0), self.minutes) / self.minutes * self.width

    def down(self, share: float) -> float:
        return self.y + self.height * (1 - min(share, self.top) / self.top)

    def path(self, curve: Sequence[float]) -> str:
        """A line through the middle of each minute."""
        return " ".join(
            [
                f"{'L' if place else 'M'}{self.across(place + 0.5):.1f} {self.down(v):.1f}"
                for place, v in enumerate(curve)
            ]
        )

    def area(self, curve: Sequence[float]) -> str:
        """The same, closed along the bottom."""
        floor = self.y + self.height
        return (
            f"{self.path(curve)} L{self.across(len(curve) - 0.5):.1f} {floor:.1f} L{self.across(0.5):.1f} {floor:.1f} Z"
        )


def chart_svg(chart: Chart, name: str) -> str:
    """A chart as one element; `name` makes the ids in it unique. "" if there is nothing to draw."""
    minutes = minutes_in(chart.yours, chart.ghost)
    if minutes == 0:
        return ""
    scale = _Scale(minutes, chart.top, (LEFT, TOP, WIDTH - LEFT - RIGHT, PLOT))
    lanes = [sign for sign in Sign if any(mark.sign is sign for mark in chart.marks)]
    height = TOP + PLOT + 22 + LANE * len(lanes)
    parts = [
        f'<svg class="chart" role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {WIDTH} {height}" '
        'xmlns="http://www.w3.org/2000/svg">',
        f'<title id="{name}-t">{_text(chart.title)} (drill)</title><desc id="{name}-d">{_text(chart.says)}</desc>',
        *_grid(chart, scale),
        *_clock(chart.axis, scale, TOP + PLOT + 15),
        *_curves(chart.yours, chart.ghost, scale),
        *_ending(chart, scale),
        *_legend(chart),
        f'<text class="tick" x="{LEFT}" y="14">drill</text>',
    ]
    for place, sign in enumerate(lanes):
        parts += _lane(sign, chart, scale, TOP + PLOT + 22 + LANE * place)
    return "".join([*parts, "</svg>"])


def multiples_svg(multiples: Multiples, name: str) -> list[tuple[Small, str]]:
    """One small drawing for each chart, all with the same scales."""
    minutes = max([minutes_in(chart.yours, chart.ghost) for chart in multiples.charts], default=0)
    drawn = []
    for place, chart in enumerate(multiples.charts):
        scale = _Scale(minutes, multiples.top, (1, 4, _SMALL_WIDTH - 2, _SMALL_PLOT))
        floor = 4 + _SMALL_PLOT
        label = f"{chart.name}: {chart.note}"
        first, last = clock_at(multiples.axis, 0), clock_at(multiples.axis, minutes)
        parts = [
            f'<svg class="small" role="img" aria-labelledby="{name}-{place}" viewBox="0 0 {_SMALL_WIDTH} {_SMALL_HEIGHT}" '
            'xmlns="http://www.w3.org/2000/svg">',
            f'<title id="{name}-{place}">{_text(label)} (drill)</title>',
            f'<path class="axis" d="M1 {floor} H{_SMALL_WIDTH - 1}"/>',
            *_curves(chart.yours, chart.ghost, scale),
            f'<text class="tick" x="1" y="{floor + 13}">{first}</text>',
            f'<text class="tick" x="{_SMALL_WIDTH - 1}" y="{floor + 13}" text-anchor="end">{last}</text>',
            "</svg>",
        ]
        drawn.append((chart, "".join(parts)))
    return drawn


def _curves(yours: Sequence[float], ghost: Sequence[float], scale: _Scale) -> list[str]:
    """The real night lies on top: its dashes let yours be seen where the two are one."""
    parts = []
    if yours:
        parts.append(f'<path class="area" d="{scale.area(yours)}"/><path class="yours" d="{scale.path(yours)}"/>')
    if ghost:
        parts.append(f'<path class="ghost" d="{scale.path(ghost)}"/>')
    return parts


def _grid(chart: Chart, scale: _Scale) -> list[str]:
    parts = []
    for quarter in range(5):
        share = chart.top * quarter / 4
        y = scale.down(share)
        parts.append(f'<path class="{"axis" if quarter == 0 else "grid"}" d="M{LEFT} {y:.1f} H{WIDTH - RIGHT}"/>')
        label = f"{share * 100:g}{chart.unit}"
        parts.append(f'<text class="tick" x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    return parts


def _clock(axis: Axis, scale: _Scale, y: float) -> list[str]:
    parts = []
    for minute in ticks(axis, scale.minutes):
        x = scale.across(minute)
        parts.append(f'<path class="axis" d="M{x:.1f} {TOP + PLOT} v4"/>')
        parts.append(f'<text class="tick" x="{x:.1f}" y="{y}" text-anchor="middle">{clock_at(axis, minute)}</text>')
    return parts


def _ending(chart: Chart, scale: _Scale) -> list[str]:
    """Where this night was over, if the real one went on."""
    if not chart.yours or len(chart.ghost) <= len(chart.yours):
        return []
    x = scale.across(len(chart.yours))
    return [
        f'<path class="end" d="M{x:.1f} {TOP} V{TOP + PLOT}"/>',
        f'<text class="tick" x="{x + 5:.1f}" y="{TOP + 12}">this night ends</text>',
    ]


def _legend(chart: Chart) -> list[str]:
    if not chart.ghost:
        return []
    x = WIDTH - RIGHT - 260
    return [
        f'<path class="yours" d="M{x} 10 h28"/><text class="tick" x="{x + 34}" y="14">this night</text>',
        f'<path class="ghost" d="M{x + 126} 10 h28"/><text class="tick" x="{x + 160}" y="14">the real night</text>',
    ]


_LANES = {Sign.CHANGE: "changes", Sign.UPDATE: "updates"}


def _lane(sign: Sign, chart: Chart, scale: _Scale, y: float) -> list[str]:
    """Marks of one kind in a row. Those that stand too close for a label each share one below them: "a-c"."""
    middle = y + 14
    parts = [f'<text class="tick" x="{LEFT - 12}" y="{middle + 4:.1f}" text-anchor="end">{_LANES[sign]}</text>']
    for group in _groups([mark for mark in chart.marks if mark.sign is sign], chart.axis, scale):
        for x, mark in group:
            parts.append(f'<g class="{sign.value}"><title>{_text(mark.text)}</title>{_shape(mark, x, middle)}</g>')
        middle_x = (group[0][0] + group[-1][0]) / 2
        parts.append(
            f'<text x="{middle_x:.1f}" y="{middle + 18:.1f}" text-anchor="middle">{_text(_label(group))}</text>'
        )
    return parts


def _groups(marks: Sequence[Mark], axis: Axis, scale: _Scale) -> list[list[tuple[float, Mark]]]:
    """Marks with their places across, those together that share a label."""
    groups: list[list[tuple[float, Mark]]] = []
    for mark in marks:
        x = scale.across((mark.second - axis.start_s) / 60)
        if groups and x < groups[-1][-1][0] + _APART + _LETTER * (len(mark.label) - 1):
            groups[-1].append((x, mark))
        else:
            groups.append([(x, mark)])
    return groups


def _label(group: Sequence[tuple[float, Mark]]) -> str:
    first, last = group[0][1].label, group[-1][1].label
    return first if first == last else f"{first}-{last}"


def _shape(mark: Mark, x: float, y: float) -> str:
    if mark.sign is Sign.CHANGE:
        return f'<path d="M{x - 5:.1f} {y + 4:.1f} h10 l-5 -9 Z"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'


def _text(text: str) -> str:
    return escape(clean(text))
