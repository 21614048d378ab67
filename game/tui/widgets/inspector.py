"""The inspector's blocks: what the selected component is, measures, needs and hits; and what can be done, by digit."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.actions import Risk
from game.engine.readings import State
from game.session.view.board import Inspection, LevelFacts, MetricView, Offer, Relation
from game.tui.canvas import Canvas
from game.tui.paint.keys import Legend
from game.tui.paint.text import clock, fitting, length, short_length, shorten, wrap
from game.tui.theme import Manner, tone_look
from game.tui.widgets.board import PLACE
from game.tui.widgets.header import MONTHS
from game.tui.widgets.tiles import SYMBOLS, WORDS
from game.tui.widgets.values import metric_value

_RISKS = {Risk.HIGH: "bold strong", Risk.MEDIUM: "fg", Risk.LOW: "muted", Risk.NONE: "faint"}
_TREND, _LEAST_TREND = 8, 2  # cells of a metric's sparkline; more where the inspector is wider than _NARROW
_NARROW = 36
_COLUMNS = "who time risk"
OLD_S = 30
"""An age of readings from which it is always said."""
_METRICS = {State.DOWN: "down", State.DEGRADED: "degr", State.RECOVERING: "rec"}


@dataclass(frozen=True, slots=True)
class InspectorBlocks:
    """Paints the blocks of one inspection into columns x to x + width; without `related`, what it needs and hits has to be
    asked for.
    """

    canvas: Canvas
    inspection: Inspection
    level: LevelFacts
    second: int
    manner: Manner
    x: int
    width: int
    short: str = ""
    brief: str = ""
    related: bool = True

    def title(self, y: int, *, spread: bool) -> None:
        """Symbol, name (and the short one of the board), state and since when; `spread` puts the state at the right."""
        it, canvas = self.inspection, self.canvas
        canvas.put(self.x, y, self.manner.glyphs.state(it.state), SYMBOLS[it.state])
        behind = canvas.put(self.x + 2, y, it.name, "bold strong")
        if it.word:
            behind = canvas.put(behind + 1, y, shorten(it.word, 10), "bold strong")
        elif self.short and self.short != it.name:
            behind = canvas.put(behind + 1, y, f"({self.short})", "muted")
        text = since(self.level, it.state, it.since_s, self.second)
        look = {State.OK: "muted", State.STALE: "fg", State.DOWN: "bold down", State.DEGRADED: "bold degr"}.get(
            it.state, "rec"
        )
        room = self.x + self.width - behind - 2
        if spread:
            canvas.right(self.x + self.width, y, shorten(text, room), look)
        else:
            canvas.put(behind + 2, y, shorten(text, room), look)

    def has_owner(self) -> bool:
        """Whether there is anybody to name, or an alarm that is acknowledged or has to be."""
        it = self.inspection
        return bool(it.owner or it.who or it.untaken or it.taken_s is not None)

    def owner(self, y: int) -> None:
        """Whose it is and who of them is here, and who acknowledged its alarms: what is short of room, its layer goes first."""
        it, canvas = self.inspection, self.canvas
        taken = ["not acknowledged", "not acked"] if it.untaken else [""]
        if not it.untaken and it.taken_s is not None:
            at = clock(self.level, it.taken_s)
            by = f"by {it.taken} " if it.taken else ""
            taken = [f"acknowledged {by}{at}", f"acked {by}{at}", f"acked {at}", ""]
        layer = next((head.name.lower() for head in self.level.layers if head.id == it.layer), it.layer)
        team = f"{it.owner}: {it.who}" if it.owner and it.who else it.owner or it.who
        teams = [f"{layer} layer, {team}", team] if team else [f"{layer} layer"]
        forms = [(form, taker) for form in teams for taker in taken[:2]]
        if it.owner and it.who[:1].islower():  # "DynamoDB asleep"; where there are names, they say whose it is
            forms += [(form, taker) for form in (f"{it.owner} {it.who}", it.owner) for taker in taken]
        forms += [(form, taker) for form in (it.who, "") for taker in taken]
        room = self.width - 2
        text, taker = next((pair for pair in forms if len(", ".join(filter(None, pair))) <= room), ("", ""))
        x = canvas.put(self.x + 2, y, text, "fg" if team else "muted")
        if taker:
            x = canvas.put(x, y, ", ", "muted") if text else x
            canvas.put(x, y, taker, "bold strong" if it.untaken else "muted")

    def phrase_lines(self, most: int) -> list[str]:
        """What goes on there, in at most so many lines: whole, in the words of its tile, or not at all."""
        room = self.width - 2
        lines = wrap(self.inspection.phrase, room)
        if len(lines) <= most:
            return lines
        return [self.brief] if self.brief and len(self.brief) <= room and most > 0 else []

    def phrase(self, y: int, lines: list[str]) -> None:
        """These lines; no louder than the numbers below them."""
        look = "muted" if self.inspection.state is State.OK else "fg"
        for offset, line in enumerate(lines):
            self.canvas.put(self.x + 2, y + offset, line, look)

    def old(self) -> bool:
        """Whether its readings are so old that it has to be said. Of stale ones the phrase says it."""
        return self.inspection.age_s > OLD_S and self.inspection.state is not State.STALE

    def has_notes(self) -> bool:
        """Whether the readings have an age, or there are more alarms to list."""
        return self._has_age() or self.inspection.finer > 0

    def _has_age(self) -> bool:
        return self.inspection.age_s > 0 and self.inspection.state is not State.STALE

    def notes(self, y: int) -> None:
        """How old the readings are, and which key lists the alarms of which nothing stands on the pager."""
        it, canvas, end = self.inspection, self.canvas, self.x + self.width
        behind = self.x + 2
        if self._has_age():
            age = f"read {length(it.age_s)} ago"
            behind = canvas.put(behind, y, age, "bold strong" if it.age_s > OLD_S else "faint") + 2
        if it.finer:
            alarms = "alarm" if it.finer == 1 else "alarms"
            more = f"{it.finer} more {alarms}"
            forms = (f"lists {more}", more, f"{it.finer} {alarms}", f"{it.finer} more")
            key = Legend(PLACE, self.manner.keys).named("alarms")
            text = fitting(end - behind - len(key) - 1, forms)
            if text:
                begin = canvas.right(end, y, text, "muted") - len(key) - 1
                canvas.put(begin, y, key, "bold strong")
                canvas.aim(begin, y, end - begin, 1, "do screen.open_alarms")

    def metrics(self, most: int) -> tuple[MetricView, ...]:
        """What is measured, the abnormal first, as many as there is room for. A pair is shown whole or not at all."""
        metrics = self.inspection.metrics
        most = max(0, min(most, len(metrics)))
        if 0 < most < len(metrics) and metrics[most].paired:
            most -= 1
        return metrics[:most]

    def metric(self, y: int, metric: MetricView, *, pair: bool = False) -> None:
        """Label left and dim, number bold and right-aligned, its trend on the fixed scale.

        One of a `pair` stands out with the other on a ground of their own: neither says anything alone.
        """
        canvas = self.canvas
        bad = metric.state in _METRICS
        end = self.x + self.width
        value = metric_value(metric, 9)
        label = f"{metric.whose}: {metric.label}" if metric.whose else metric.label
        if pair:
            canvas.fill(self.x, y, self.width, 1, "sel")
        # A long label takes cells from the trend, the past first; the number keeps its own.
        most = max(_TREND, min(len(metric.spark), self.width - _NARROW))
        cells = min(most, self.width - len(label) - len(value) - 4)
        behind = end
        if cells >= _LEAST_TREND:
            behind = end - cells - 1
            look = _METRICS.get(metric.state, "faint")
            canvas.put(end - cells, y, self.manner.glyphs.spark(metric.spark, cells), look)
        begin = canvas.right(behind, y, value, "bold strong" if bad or pair else "muted")
        look = "bold strong" if pair else "fg" if bad else "muted"
        canvas.put(self.x + 2, y, shorten(label, begin - self.x - 3), look)

    def paired(self, metrics: tuple[MetricView, ...]) -> list[bool]:
        """Which of these stand out as a pair: those of one that is abnormal."""
        firsts = [
            place for place, metric in enumerate(metrics[1:]) if metric.paired and metric.state is not State.STALE
        ]
        loud = [place for place in firsts if metrics[place].state in _METRICS or metrics[place + 1].state in _METRICS]
        return [place in loud or place - 1 in loud for place in range(len(metrics))]

    def needs(self, y: int) -> None:
        """What it stands on, each with its state, as many as fit whole."""
        canvas = self.canvas
        if not self.related:
            forms = ("needs and hits: depends on the console", "needs and hits: type depends", "type depends")
            canvas.put(self.x + 2, y, fitting(self.width - 2, forms), "faint")
            return
        x = canvas.put(self.x + 2, y, "needs", "muted") + 1
        needs = self.inspection.needs
        for number, relation in enumerate(needs):
            left = len(needs) - number
            reserve = 0 if left == 1 else len(f"  +{left - 1}")
            text = self._relation(relation, self.x + self.width - x - reserve)
            if not text:
                canvas.put(x, y, f"+{left}", "muted")
                return
            canvas.aim(x, y, len(text), 1, f"select {relation.component}")
            x = canvas.put(x, y, text[0], SYMBOLS[relation.state])
            name = len(relation.name)
            x = canvas.put(x, y, text[1 : 2 + name], "fg")
            x = canvas.put(x, y, text[2 + name :], "muted") + 2
        if not needs:
            canvas.put(x, y, "nothing else that is known", "faint")

    def _relation(self, relation: Relation, room: int) -> str:
        """Symbol, name and a word if they fit; "" if not even the name does."""
        short = f"{self.manner.glyphs.state(relation.state)} {relation.name}"
        full = f"{short} {relation.text}" if relation.text else short
        return full if len(full) <= room else short if len(short) <= room else ""

    def hits(self, y: int) -> None:
        """How many stand on it, and which first."""
        it, canvas = self.inspection, self.canvas
        if not self.related:
            return
        if not it.hits_total:
            canvas.put(self.x + 2, y, "nothing needs it", "faint")
            return
        x = canvas.put(self.x + 2, y, "hits", "muted") + 2
        x = canvas.put(x, y, f"{it.hits_total} of {it.components_total - 1}", "bold strong")
        first = it.hits[0].name if it.hits else ""
        text = f", first {first}" + (f" +{len(it.hits) - 1}" if len(it.hits) > 1 else "") if first else ""
        if first and x + len(text) <= self.x + self.width:
            canvas.put(x, y, text, "muted")

    def lines(self, y: int, count: int) -> None:
        """The newest things that were written or done here."""
        for offset, entry in enumerate(self.inspection.lines[-count:] if count > 0 else ()):
            behind = self.canvas.put(self.x + 2, y + offset, clock(self.level, entry.second), "faint") + 1
            room = self.x + self.width - behind
            for span in entry.line:
                text = shorten(span.text, room)
                look = tone_look(span.tone)
                behind = self.canvas.put(behind, y + offset, text, f"underline {look}" if span.underline else look)
                room -= len(text)
                if len(text) < len(span.text) or room <= 0:
                    break

    def height_of_lines(self) -> int:
        """How many lines there are to show, at most 4."""
        return min(4, len(self.inspection.lines))


def since(level: LevelFacts, state: State, since_s: int, now_s: int) -> str:
    """A state and how long: "DOWN 50 min", "ok since 14 Oct"."""
    if state is not State.OK:
        return f"{WORDS[state]} {length(max(0, now_s - since_s))}"
    if now_s - since_s < 6 * 3600:
        return f"ok for {length(max(0, now_s - since_s))}"
    wall = level.wall(since_s)
    return f"ok since {wall.day} {MONTHS[wall.month - 1]}"


@dataclass(frozen=True, slots=True)
class OfferRows:
    """Paints what the digits do into columns x to x + width: key, title, people, time, risk.

    `muted` says that the digits answer somebody who asks, so that no key stands here: these are taken by a click or a line.
    """

    canvas: Canvas
    x: int
    width: int
    command: str = "act"
    muted: bool = False

    def head(self, y: int, *titles: str) -> None:
        """The heading over the columns: the first of these that fits whole, and the columns' names if they fit beside it."""
        behind = self.canvas.put(self.x, y, fitting(self.width, titles), "muted")
        if behind + 1 + len(_COLUMNS) <= self.x + self.width:
            self.canvas.right(self.x + self.width, y, _COLUMNS, "faint")

    def height(self, offer: Offer) -> int:
        """How many lines its whole title takes."""
        return max(1, len(wrap(offer.title, self._room())))

    def _room(self) -> int:
        return self.width - 13

    def row(self, y: int, digit: int, offer: Offer, lines: int = 1) -> None:
        """One action, its title in at most so many lines. One that cannot be taken now is dim; its key says why."""
        canvas, end = self.canvas, self.x + self.width
        refused = bool(offer.refusal)
        canvas.aim(self.x, y, self.width, lines, f"{self.command} {digit}")
        if not self.muted:
            canvas.put(self.x, y, str(digit), "faint" if refused else "bold strong")
        canvas.right(end, y, offer.risk.value, "faint" if refused else _RISKS[offer.risk])
        canvas.right(
            end - 5, y, short_length(offer.duration_s) if offer.duration_s else "now", "faint" if refused else "fg"
        )
        canvas.right(end - 9, y, str(offer.hands), "faint" if refused else "fg")
        for offset, text in enumerate(wrap(offer.title, self._room(), lines)):
            canvas.put(self.x + 2, y + offset, text, "faint" if refused else "fg")
