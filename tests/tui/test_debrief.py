"""The debrief: worked out in a thread, walked page by page, whole with nothing in it."""

from __future__ import annotations

import re
from dataclasses import replace
from threading import Event

import pytest

from game.session.view.aftermath import Act, Debrief
from game.session.view.review import Answers
from game.tui.app import NoErrorApp
from game.tui.paint.chart import resample, top_of
from game.tui.paint.chips import spots
from game.tui.paint.night import MOST_LETTERS, lettered
from game.tui.paint.timeline import timeline_rows
from game.tui.screens.debrief import DebriefScreen
from game.tui.screens.help import HelpScreen
from game.tui.screens.levels import LevelsScreen
from game.tui.screens.title import TitleScreen
from game.tui.widgets.page import Page
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


async def test_it_says_that_it_is_working_and_then_shows_what_customers_went_through() -> None:
    """The screen stays alive meanwhile; keys that need the debrief wait."""
    port = SlowPort()
    app = DemoApp("debrief", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("Working out what happened" in line for line in text(app.screen))
        await pilot.press("right", "enter", "tab", "1", "space", "slash", "s", "r", "down")
        assert debrief_screen(app).page == 0
        port.go.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert any("Resolved after 2 h 31" in line for line in text(app.screen))


async def test_the_score_comes_after_the_questions() -> None:
    """What is told does not stand before what is asked."""
    app = DemoApp("debrief", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        parts = list(dict.fromkeys(page.part for page in debrief_screen(app).pages))
        assert parts == ["customers", "timeline", "moments", "causes", "fixes", "score", "your words"]
        shown = [line for line in text(app.screen) if all(part in line for part in parts)]
        assert len(shown) == 1


async def test_pages_are_walked_by_every_key_of_the_footer() -> None:
    """Left and right by page, tab by part, enter; the ends are ends; behind the last page comes another night."""
    app = DemoApp("debrief", FakePort())
    async with app.run_test(size=(120, 36)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        screen = debrief_screen(app)
        heads = (
            "CUSTOMERS WHO COULD NOT", "counts", "AS PUBLISHED", "moments 1/3", "moments 2/3", "moments 3/3",
            "THE CHAIN OF CAUSES", "FIX IT FOR GOOD", "HOW LONG IT TOOK", "ONE THING TO KEEP",
        )  # fmt: skip
        for page, head in enumerate(heads):
            assert screen.page == page
            assert any(head in line for line in text(screen)), head
            await pilot.press("right")
            await pilot.pause()
        assert screen.page == len(heads) - 1
        await pilot.press("left", "shift+tab")
        assert screen.page == 7
        await pilot.press("tab", "tab", "tab", "tab")
        assert screen.page == 9
        await pilot.press(*["shift+tab"] * 9)
        assert screen.page == 0
        await pilot.press("enter", "enter", "tab", "tab")
        assert screen.here.part == "causes"
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("tab", "tab", "tab", *["enter"] * 4)
        await pilot.pause()
        assert app.left == 1
        assert isinstance(app.screen, LevelsScreen)


async def test_enter_alone_leads_from_the_first_page_to_another_night() -> None:
    """Nothing has to be answered."""
    port = FakePort()
    app = DemoApp("debrief", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        for _ in range(30):
            await pilot.press("enter")
            await pilot.pause()
            if app.left:
                break
        assert app.left == 1
        assert port.answers == Answers()


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
        await pilot.press(*["tab"] * 6, *["enter"] * 4)
        await pilot.pause()
        assert isinstance(app.screen, LevelsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TitleScreen)


def empty() -> Debrief:
    """A run in which nothing happened at all."""
    return replace(
        debrief(), verdict="", parts=(), acts=(), truth=(), history=(), curve=(), ghost=(), phases=(), sectors=(),
        customer_minutes=0.0, customer_minutes_history=None, times=(), lessons=(), journal="", by_sector=(),
    )  # fmt: skip


async def test_a_debrief_with_nothing_in_it_is_whole() -> None:
    """No acts, no curve, no real night: every page still says something and cuts nothing."""
    port = SlowPort(empty())
    port.go.set()
    for size in ((80, 24), (120, 36)):
        app = DemoApp("debrief", port)
        async with app.run_test(size=size) as pilot:
            await app.workers.wait_for_complete()
            for _ in debrief_screen(app).pages:
                await pilot.press("right")
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
        await pilot.press("tab", "s")
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


@pytest.mark.parametrize("size", [(80, 24), (100, 31), (120, 36), (200, 55)])
async def test_no_sentence_of_the_score_is_cut(size: tuple[int, int]) -> None:
    """What is long is wrapped; what does not fit is brought into sight by scrolling."""
    made = debrief()
    parts = tuple(replace(part, reason=f"{part.label} first. {LONG} And {part.label} last.") for part in made.parts)
    port = SlowPort(replace(made, verdict=f"{made.verdict} {LONG}", parts=parts))
    port.go.set()
    app = DemoApp("debrief", port)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press(*["tab"] * 5)
        await pilot.pause()
        seen = " ".join(" ".join(text(app.screen)).split())
        assert LONG in seen
        for _ in range(30):
            assert flaws(app.screen) == []
            assert not [line for line in text(app.screen) if re.search(r"\w\.\.", line)]
            await pilot.press("down")
            await pilot.pause()
            seen += " " + " ".join(" ".join(text(app.screen)).split())
        for part in made.parts:
            assert f"{part.label} first." in seen
            assert f"And {part.label} last." in seen
        assert re.search(r"acknowledged +5 min", seen)


# What customers went through.


async def test_letters_stand_for_acts_and_lead_to_the_timeline() -> None:
    """On a wide screen all of them are told below the curve; a click goes to the act."""
    app = DemoApp("debrief", FakePort())
    async with app.run_test(size=(200, 55)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        drawn = text(app.screen)
        for letter, act in lettered(debrief().acts):
            assert any(re.search(rf"\b{letter} \d\d:\d\d {re.escape(act.text)}", line) for line in drawn)
        page = app.screen.query_one("#page", Page)
        spot = next(spot for spot in spots(page.canvas) if spot.command == "act(3)")
        await pilot.click("#page", offset=(spot.x, spot.y))
        await pilot.pause()
        assert debrief_screen(app).here.part == "timeline"


async def test_each_sector_has_its_own_strip() -> None:
    """What counts most comes first; one that lost nothing has no area."""
    app = DemoApp("debrief", FakePort())
    async with app.run_test(size=(80, 24)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("right")
        await pilot.pause()
        strips = [line for line in text(app.screen) if re.search(r"x\d", line)]
        assert len(strips) == len(debrief().by_sector)
        assert strips[0].startswith(" Messaging")
        assert strips[-1].startswith(" Schools")
        assert set(strips[-1][13:60].strip()) == {"▁"}


async def test_what_was_true_is_told_after_the_causes_or_when_asked_for() -> None:
    """The timeline would tell what is asked two pages on."""
    app = DemoApp("debrief", FakePort())
    async with app.run_test(size=(120, 36)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.press("tab")
        await pilot.pause()
        assert not any("az2 writes plan 110" in line for line in text(app.screen))
        await pilot.press("s")
        await pilot.pause()
        assert any("az2 writes plan 110" in line for line in text(app.screen))


async def test_a_night_that_was_taken_over_is_timed_from_there() -> None:
    """Not from the beginning of the trouble."""
    made = debrief()
    late = replace(made, level=replace(made.level, start_s=3600), end_s=5400)
    app = DemoApp("debrief", port := SlowPort(late))
    port.go.set()
    async with app.run_test(size=(120, 36)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert any("Resolved after 30 min" in line for line in text(app.screen))
