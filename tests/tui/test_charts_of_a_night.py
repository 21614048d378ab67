"""Charts and queue views of everything in the long night: whatever a run brings about is drawn whole."""

from __future__ import annotations

import pytest

from game.session.judging.result import facts_of
from game.session.run import Run
from game.session.showing.chart import chart
from game.session.showing.queues.view import queue_view
from game.tui.canvas import Flaw
from game.tui.keys import Keymap
from game.tui.keysets.chart import PLACE as CHART
from game.tui.keysets.queue import PLACE as QUEUE
from game.tui.paint.big_chart import SPANS, ChartPicture, paint_chart
from game.tui.paint.keys import Legend
from game.tui.paint.queue import QueuePicture, paint_queue
from game.tui.theme import Manner, load_theme
from tests.session.night_moments import at

pytestmark = pytest.mark.xdist_group("charts")

MANNER = Manner(load_theme("dark"))
PAGES = ((80, 22), (97, 29), (120, 34), (200, 53))


@pytest.fixture(scope="module", params=["-60", "12600"])
def night(request: pytest.FixtureRequest) -> Run:
    """A quiet minute, and the leases in collapse after orders of all kinds."""
    if request.param == "-60":
        return at(-60)
    return at(
        12_600, "600 throttle ec2 13", "1200 dns automation off", "1300 restart dwfm 33", "2000 throttle poller 5"
    )


@pytest.mark.parametrize("size", PAGES)
def test_every_queue_is_drawn_whole(night: Run, size: tuple[int, int]) -> None:
    """All components, with a tile or without, with a queue or without."""
    level = facts_of(night.scenario, night.seed)
    found: dict[str, list[Flaw]] = {}
    for component in night.region.components:
        view = queue_view(night, component, SPANS[2][0])
        picture = QueuePicture(level, night.second, view, 2, 0)
        canvas = paint_queue(*size, MANNER, picture, Legend(QUEUE, Keymap()))
        if canvas.flaws:
            found[component] = canvas.flaws
        assert view.name in canvas.text_line(0)
    assert found == {}


@pytest.mark.parametrize("size", PAGES)
def test_every_reading_is_drawn_whole(night: Run, size: tuple[int, int]) -> None:
    """All readings of all components, alone and above another one, in every span, with the cursor at both ends."""
    level = facts_of(night.scenario, night.seed)
    found: dict[tuple[str, str], list[Flaw]] = {}
    for component, part in night.region.components.items():
        for place, metric in enumerate(night.instruments.metrics(part)):
            span = place % len(SPANS)
            wanted = ((component, metric.id), ("dwfm", "waiting"))[: 1 + place % 2]
            drawn = chart(night, wanted, SPANS[span][0])
            for cursor in (None, drawn.from_s, drawn.to_s):
                picture = ChartPicture(level, night.second, drawn, span, cursor, follows=True)
                canvas = paint_chart(*size, MANNER, picture, Legend(CHART, Keymap()))
                if canvas.flaws:
                    found[component, metric.id] = canvas.flaws
                assert any(metric.label in canvas.text_line(y) for y in range(4))
    assert found == {}
