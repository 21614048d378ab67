"""The queue view: drawn whole at every size, its keys and its mouse, and what it says where nothing waits."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.session.view.chart import Fate
from game.session.view.console import Choice, Completion
from game.tui.canvas import Canvas
from game.tui.glyphs import ASCII, UNICODE
from game.tui.paint.flow import ends_of, flow_lines, paint_flow
from game.tui.paint.text import Box
from game.tui.screens.chart import ChartScreen
from game.tui.screens.queue import QueueScreen
from game.tui.theme import Manner, load_theme
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_charts import queue
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import snapshot
from tests.tui.looks import looks_line
from tests.tui.screen_text import app_on, flaws, looks, text

SIZES = ((80, 24), (104, 28), (120, 36), (150, 40), (200, 55))
QUEUES = ("dynamodb", "ec2", "lambda", "dwfm", "network", "checks", "nlb")


class QueuePort(FakePort):
    """A seat whose console knows which queues there are."""

    def complete(self, text: str) -> Completion:
        """The parts with a queue."""
        return Completion("", tuple(Choice(name, "") for name in QUEUES))


def queue_screen(app: DemoApp) -> QueueScreen:
    """The view on top."""
    assert isinstance(app.screen, QueueScreen)
    return app.screen


@pytest.mark.parametrize(
    ("size", "situation", "theme"),
    [
        *((size, situation, "dark") for size in SIZES for situation in ("calm", "dns", "storm")),
        *(((120, 36), "dns", theme) for theme in ("light", "high-contrast", "ansi", "no-color")),
    ],
)
async def test_nothing_is_cut_or_hidden(size: tuple[int, int], situation: str, theme: str) -> None:
    """Full queues, empty ones, and places where nothing ever waits; over every span."""
    app = DemoApp("queue", QueuePort(situation), theme=theme)
    async with app.run_test(size=size) as pilot:
        for component in ("dynamodb", "az1", "lambda"):
            queue_screen(app)._show(component)
            await pilot.press("z", "down")
            await pilot.pause()
            assert flaws(app.screen) == [], (component, text(app.screen))


async def test_it_says_what_waits_and_what_is_wasted() -> None:
    """The numbers of the flow, the deadline, the throttle, the share of the work that helps, and the pace."""
    app = DemoApp("queue", QueuePort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        drawn = "\n".join(text(app.screen))
    for words in (
        "38.2k requests wait",
        "the oldest for 31 s",
        "never empty since",
        "clients wait 10 s",
        "10.1k /s for clients gone",
        "= held to 40%",
        "16% helps",
        "at this pace it is empty in 136 min",
    ):
        assert words in drawn, (words, drawn)


async def test_a_calm_queue_has_no_hue() -> None:
    """Colour is for what is wrong; the player's marks keep theirs."""
    app = DemoApp("queue", QueuePort("calm"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        drawn = "".join(looks(app.screen, app.manner.theme)[2:])
        assert not set(drawn) & set("gdrGD"), text(app.screen)


async def test_looking_at_a_queue_is_a_look() -> None:
    """Each queue is asked for once, as on the console, so that what is read counts as read."""
    port = QueuePort("dns")
    heard: list[str] = []
    app = DemoApp("title", port)
    async with app.run_test(size=(120, 36)) as pilot:
        app.push_screen(QueueScreen(port, "dynamodb", lambda line, reply: heard.append(line)))
        await pilot.pause()
        await pilot.press("right", "right", "left")
        assert [line for line, _ in port.said] == ["queue dynamodb", "queue ec2", "queue lambda"] == heard


async def test_left_and_right_go_round_all_queues() -> None:
    """Behind the last comes the first."""
    app = DemoApp("queue", QueuePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = queue_screen(app)
        await pilot.press("left")
        assert screen.component == QUEUES[-1]
        await pilot.press("right")
        assert screen.component == QUEUES[0]


async def test_where_nothing_waits_it_names_what_stands_before() -> None:
    """One sentence, and the queues to go to, by key and by click."""
    port = QueuePort("dns")
    app = DemoApp("queue", port)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = queue_screen(app)
        screen._show("az1")
        await pilot.pause()
        assert any("Nothing ever waits at az1." in line for line in text(app.screen))
        assert "queue az1" not in [line for line, _ in port.said]
        await pilot.press("down", "enter")
        assert screen.component == "ec2"
        screen._show("az1")
        await pilot.pause()
        row = next(y for y, line in enumerate(text(app.screen)) if "Network" in line and y > 3)
        assert await pilot.click(offset=(6, row))
        await pilot.pause()
        assert screen.component == "network"


async def test_a_queue_before_it_can_be_clicked() -> None:
    """In the line below the curves."""
    app = DemoApp("queue", QueuePort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        row = next(y for y, line in enumerate(text(app.screen)) if line.startswith(" before it"))
        assert await pilot.click(offset=(text(app.screen)[row].index("EC2"), row))
        await pilot.pause()
        assert queue_screen(app).component == "ec2"


async def test_doors() -> None:
    """w opens it on the chosen service, g its chart, esc goes back."""
    port = QueuePort("dns")
    app = app_on(port)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, QueueScreen)
        await pilot.press("g")
        await pilot.pause()
        assert isinstance(app.screen, ChartScreen)
        assert app.screen.chart.series[0].metric == "queue"
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, (QueueScreen, ChartScreen))


# The drawing.


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
@pytest.mark.parametrize("width", [78, 104, 118, 150, 198])
def test_the_bar_is_as_full_as_the_queue(width: int, *, glyphs: object) -> None:
    """Empty, half and full; work done in vain is in a hue wherever it is named."""
    manner = Manner(load_theme("dark"), glyphs)  # type: ignore[arg-type]
    level = snapshot("dns").level
    flow = queue(snapshot("dns"), "dynamodb", 3600).flow
    assert flow is not None
    counts = []
    for fill in (0.0, 0.5, 1.0):
        shown = replace(flow, fill=fill)
        lines = flow_lines(shown, width)
        canvas = Canvas(width, lines)
        paint_flow(canvas, Box(0, 0, width, lines), manner, level, shown)
        assert canvas.flaws == []
        counts.append(sum(canvas.text_line(y).count(manner.glyphs.block) for y in range(lines)))
        assert any("degr" in look for y in range(lines) for look in looks_line(canvas, y))
    assert counts[0] == 0
    assert abs(counts[1] * 2 - counts[2]) <= 1


def test_what_is_turned_away_is_no_work() -> None:
    """Wasted is the share of what was worked off; ends at which nothing arrives are not drawn."""
    flow = queue(snapshot("dns"), "dynamodb", 3600).flow
    assert flow is not None
    assert flow.wasted == pytest.approx(10_100 / 12_000)
    idle = replace(flow, ends=tuple(replace(end, per_s=0.0) for end in flow.ends))
    assert idle.wasted == 0.0
    assert [end.fate for end in ends_of(idle)] == [Fate.GOOD]
