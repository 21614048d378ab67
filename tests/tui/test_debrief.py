"""The debrief: worked out in a thread, walked page by page, whole with nothing in it."""

from __future__ import annotations

import re
from dataclasses import replace
from threading import Event

import pytest

from game.session.view.aftermath import Act, Debrief
from game.tui.app import NoErrorApp
from game.tui.paint.chart import resample, top_of
from game.tui.paint.night import MOST_LETTERS, lettered
from game.tui.paint.timeline import timeline_rows
from game.tui.screens.debrief import DebriefScreen
from game.tui.screens.help import HelpScreen
from game.tui.screens.levels import LevelsScreen
from game.tui.screens.title import TitleScreen
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_night import debrief, levels
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import flaws, looks, text


class SlowPort(FakePort):
    """A seat whose debrief waits until it is let go."""

    def __init__(self, made: Debrief | None = None) -> None:
        super().__init__("dns")
        self.go = Event()
        self.made = made or debrief()

    def debrief(self) -> Debrief:
        """After a while."""
        self.go.wait(10)
        return self.made


def debrief_screen(app: DemoApp) -> DebriefScreen:
    """The debrief on top."""
    assert isinstance(app.screen, DebriefScreen)
    return app.screen


async def test_it_says_that_it_is_working_and_then_shows_the_verdict() -> None:
    """The screen stays alive meanwhile; keys that need the debrief wait."""
    port = SlowPort()
    app = DemoApp("debrief", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("Working out what happened" in line for line in text(app.screen))
        await pilot.press("right", "enter")
        assert debrief_screen(app).page == 0
        port.go.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert any("B 74 of 100" in line for line in text(app.screen))


async def test_pages_are_walked_by_every_key_of_the_footer() -> None:
    """Left, right, tab, digits and enter; the ends are ends; behind the last page comes another night."""
    app = DemoApp("debrief", FakePort())
    async with app.run_test(size=(120, 36)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = debrief_screen(app)
        heads = ("CUSTOMERS WHO COULD NOT", "THE REGION", "HOW LONG IT TOOK", "WHAT TO TAKE ALONG")
        for page, head in enumerate(heads):
            assert screen.page == page
            assert any(head in line for line in text(screen))
            await pilot.press("right")
            await pilot.pause()
        assert screen.page == 3
        await pilot.press("left", "shift+tab")
        assert screen.page == 1
        await pilot.press("tab", "1", "4")
        assert screen.page == 3
        await pilot.press("1", "enter")
        assert screen.page == 1
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("4", "enter")
        await pilot.pause()
        assert app.left == 1
        assert isinstance(app.screen, LevelsScreen)


async def test_escape_leads_back_to_the_title_of_the_real_app() -> None:
    """The run is closed; the title is on top."""
    port = FakePort("dns")
    app = NoErrorApp(levels(), lambda *_: port, theme="dark")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        port.change(ended="resolved")
        await pilot.pause(0.3)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, DebriefScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)
        assert port.closed


async def test_the_last_page_of_the_real_app_leads_to_the_picker() -> None:
    """And from there back to the title."""
    port = FakePort("dns")
    app = NoErrorApp(levels(), lambda *_: port, theme="dark")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        app.push_screen(DebriefScreen(port))
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.press("4", "enter")
        await pilot.pause()
        assert isinstance(app.screen, LevelsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)


def empty() -> Debrief:
    """A run in which nothing happened at all."""
    return replace(
        debrief(), verdict="", parts=(), acts=(), truth=(), history=(), curve=(), ghost=(), phases=(), sectors=(),
        customer_minutes=0.0, customer_minutes_history=None, times=(), lessons=(), journal="",
    )  # fmt: skip


async def test_a_debrief_with_nothing_in_it_is_whole() -> None:
    """No acts, no curve, no real night: every page still says something and cuts nothing."""
    port = SlowPort(empty())
    port.go.set()
    for size in ((80, 24), (120, 36)):
        app = DemoApp("debrief", port)
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            for page in "1234":
                await pilot.press(page)
                await pilot.pause()
                assert flaws(app.screen) == []
                assert len([line for line in text(app.screen) if line.strip()]) >= 3


async def test_your_night_is_in_your_colour() -> None:
    """The area and the letters are yours; there is no other hue on the first page."""
    app = DemoApp("debrief", FakePort())
    async with app.run_test(size=(120, 36)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        marks = "".join(looks(app.screen, app.manner.theme))
    assert marks.count("y") > 200
    assert not set(marks) & set("gdrGD")


async def test_a_long_timeline_scrolls() -> None:
    """Down to the last act and no further."""
    acts = tuple(Act(60 * minute, "you", f"act number {minute}") for minute in range(90))
    port = SlowPort(replace(debrief(), acts=acts))
    port.go.set()
    app = DemoApp("debrief", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("2")
        await pilot.pause()
        assert "scroll" in text(app.screen)[-1]
        for _ in range(20):
            await pilot.press("pagedown")
        await pilot.pause()
        bottom = text(app.screen)
        assert any("act number 89" in line for line in bottom)
        await pilot.press("down")
        await pilot.pause()
        assert text(app.screen) == bottom


def test_many_acts_share_the_letters() -> None:
    """The first and the last always have one."""
    acts = tuple(Act(second, "you", str(second)) for second in range(100))
    chosen = lettered(acts)
    assert len(chosen) == MOST_LETTERS
    assert [letter for letter, _ in chosen] == [chr(ord("a") + index) for index in range(MOST_LETTERS)]
    assert (chosen[0][1], chosen[-1][1]) == (acts[0], acts[-1])
    assert lettered(acts[:3]) == (("a", acts[0]), ("b", acts[1]), ("c", acts[2]))


def test_a_peak_never_gets_lost() -> None:
    """However narrow the chart."""
    curve = [0.0] * 500
    curve[333] = 0.9
    for columns in (7, 40, 500, 900):
        drawn = resample(curve, columns)
        assert len(drawn) == columns
        assert max(drawn) > 0.4
    assert top_of(curve) == 1.0
    assert top_of([0.31], [0.38]) == 0.4
    assert resample([], 5) == []


def test_acts_of_one_minute_stand_side_by_side() -> None:
    """What you did and what the region did at the same time share a line."""
    made = replace(debrief(), acts=(Act(0, "you", "looked"),), truth=(Act(20, "region", "wrote"),), history=())
    (row,) = timeline_rows(made, 78)
    assert [text for text, _ in row[1]] == ["a looked", "wrote"]


LONG = "The total is capped at 59, because the night was declared over while customers could not yet do what they came for."


@pytest.mark.parametrize("size", [(80, 24), (100, 31), (120, 36)])
async def test_no_sentence_of_the_verdict_is_cut(size: tuple[int, int]) -> None:
    """What is long is wrapped; reasons that do not fit below the chart are brought into sight by scrolling."""
    made = debrief()
    parts = tuple(replace(part, reason=f"{part.label} first. {LONG} And {part.label} last.") for part in made.parts)
    port = SlowPort(replace(made, verdict=f"{made.verdict} {LONG}", parts=parts))
    port.go.set()
    app = DemoApp("debrief", port)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        seen = " ".join(" ".join(text(app.screen)).split())
        assert LONG in seen
        for _ in range(20):
            assert flaws(app.screen) == []
            cut = [line for line in text(app.screen) if re.search(r"\w\.\.", line)]
            assert not [line for line in cut if not re.match(r" [a-z] \d\d:\d\d ", line)]  # acts are whole on page 2
            await pilot.press("down")
            await pilot.pause()
            seen += " " + " ".join(" ".join(text(app.screen)).split())
        for part in made.parts:
            assert f"{part.label} first." in seen
            assert f"And {part.label} last." in seen


# A wide screen, and a night that was taken over.


async def test_a_wide_screen_puts_the_times_beside_the_verdict() -> None:
    """Times beside the real night, a larger curve, and every act with its letter."""
    app = DemoApp("debrief", FakePort())
    async with app.run_test(size=(200, 55)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        drawn = text(app.screen)
        assert flaws(app.screen) == []
        head = next(line for line in drawn if "HOW LONG IT TOOK" in line)
        assert "B 74 of 100" in head
        assert "real night" in head
        assert any("acknowledged" in line and "5 min" in line for line in drawn)
        for letter, act in lettered(debrief().acts):
            assert any(re.search(rf"\b{letter} \d\d:\d\d {re.escape(act.text)}", line) for line in drawn)


async def test_a_night_that_was_taken_over_is_timed_from_there() -> None:
    """Not from the beginning of the trouble."""
    made = debrief()
    late = replace(made, level=replace(made.level, start_s=3600), end_s=5400)
    app = DemoApp("debrief", port := SlowPort(late))
    port.go.set()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert any("resolved after 30 min" in line for line in text(app.screen))
