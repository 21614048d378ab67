"""The DNS inspector's keys, and what the race says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.session.view.console import Reply, Span
from game.session.view.race import DnsView, Mark, MarkKind, PageKind
from game.tui.paint.lanes import arrange, lane_name, opening
from game.tui.screens.composer import ComposerScreen
from game.tui.screens.dns import DnsScreen
from game.tui.screens.help import HelpScreen
from tests.tui.demo_screens import CasePort, DemoApp
from tests.tui.fake_night import dns as fake_dns
from tests.tui.fake_port import FakePort
from tests.tui.race_cases import CASES, FINE, HALF_READ, NIGHT, REPAIRED, UNREAD
from tests.tui.screen_text import app_on, flaws, looks, text


def dns_screen(app: DemoApp) -> DnsScreen:
    """The inspector on top."""
    assert isinstance(app.screen, DnsScreen)
    return app.screen


async def test_a_number_runs_the_offer() -> None:
    """The line of the offer goes to the port, and the answer is shown."""
    port = FakePort("dns")
    app = DemoApp("dns", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("1")
        await pilot.pause()
        assert port.said == [("dns automation off", False)]
        assert any("> dns automation off" in line for line in text(app.screen))
        assert any("you: Freeze DNS automation" in line for line in text(app.screen))
        await pilot.press("escape")
        await pilot.pause()
        assert not any("> dns automation off" in line for line in text(app.screen))
        assert dns_screen(app).spoken is None


class RiskyPort(CasePort):
    """A seat on which the fourth action of the night asks first."""

    def say(self, line: str, *, confirmed: bool = False) -> Reply:
        """Translate the night's restart into the fake seat's risky line."""
        self.last = line
        return super().say("restart dynamodb 50" if line.startswith("restart") else line, confirmed=confirmed)


async def test_a_risky_action_asks_once() -> None:
    """The same number again, or enter, is a yes; esc leaves it; another number is another action."""
    port = RiskyPort("night")
    app = DemoApp("dns", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert any("HIGH risk" in line for line in text(app.screen))
        assert "do it" in text(app.screen)[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert not any("HIGH risk, half" in line for line in text(app.screen))
        await pilot.press("4", "4")
        await pilot.press("4", "enter")
        await pilot.press("4", "1")
    risky = "restart dynamodb 50"
    assert port.said == [
        (risky, False),
        *((risky, False), (risky, True)),
        *((risky, False), (risky, True)),
        *((risky, False), ("dns automation off", False)),
    ]


async def test_l_looks_at_the_first_unread_writer() -> None:
    """What to type stands on the lane, and the key types it."""
    port = CasePort("half-read")
    app = DemoApp("dns", port)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert any("? logs enactor-2" in line and "l looks there" in line for line in text(app.screen))
        assert "l look" in text(app.screen)[-1]
        await pilot.press("l")
    assert port.said == [("logs enactor-2", False)]


async def test_time_moves_and_zooms() -> None:
    """Left and right move a quarter of the window, up and down change its span, home comes back."""
    app = DemoApp("dns", CasePort("night"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = dns_screen(app)
        begin = (screen.from_s, screen.span_s)
        assert begin == opening(NIGHT)
        await pilot.press("left")
        assert screen.from_s == begin[0] - 15
        await pilot.press("right")
        assert (screen.from_s, screen.span_s) == begin
        await pilot.press("down")
        assert screen.span_s == 180
        assert screen.from_s < begin[0]
        await pilot.press("up", "up", "up")
        assert screen.span_s == 60
        await pilot.press("left", "home")
        assert (screen.from_s, screen.span_s) == begin


async def test_n_walks_the_changes_of_the_page() -> None:
    """Each press puts a later change in the middle; behind the last one the first comes again."""
    app = DemoApp("dns", CasePort("night"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = dns_screen(app)
        middles = []
        for _ in range(len(NIGHT.pages) + 1):
            await pilot.press("n")
            middles.append(screen.from_s + screen.span_s // 2)
    changes = [page.from_s for page in NIGHT.pages]
    assert all(any(abs(middle - change) <= 3 for change in changes) for middle in middles)
    assert len({round(middle / 4) for middle in middles}) >= 3


async def test_time_does_not_move_into_the_future() -> None:
    """However often one presses right, the present stays in sight."""
    app = DemoApp("dns", CasePort("night"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = dns_screen(app)
        for _ in range(300):
            screen.action_move(1)
        await pilot.pause()
        assert screen.from_s < screen.port.snapshot.second
        assert any("now" in line for line in text(screen))


async def test_the_run_can_be_steered_from_here() -> None:
    """Space pauses, plus and minus change the pace, escape goes back, ? helps."""
    port = FakePort("dns")
    app = DemoApp("dns", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        assert port.snapshot.paused
        await pilot.press("plus")
        assert port.snapshot.speed == 60
        await pilot.press("minus", "minus")
        assert port.snapshot.speed == 1
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await pilot.pause()
        dns_screen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, DnsScreen)


async def test_new_evidence_is_drawn_when_the_run_moves_on() -> None:
    """A new snapshot version lets the inspector ask again."""
    port = CasePort("unread")
    app = DemoApp("dns", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("? logs enactor-1" in line for line in text(app.screen))
        port.case = "night"
        port.tick()
        dns_screen(app).look()
        await pilot.pause()
        assert any("writes 110 ▲ overwrites the newer page" in line for line in text(app.screen))


async def test_the_race_is_two_writers_and_one_page() -> None:
    """Arrow and words of the fast writer stand above the page, those of the slow one below; the page says what it held."""
    app = DemoApp("dns", CasePort("night"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        lines = text(app.screen)
        marks = looks(app.screen, app.manner.theme)
    above = next(index for index, line in enumerate(lines) if "writes 145 ▼" in line)
    below = next(index for index, line in enumerate(lines) if "writes 110 ▲" in line)
    page = next(index for index, line in enumerate(lines) if "110 OLD" in line)
    assert above < page < below
    assert lines[page].index("plan 138") < lines[page].index("plan 145") < lines[page].index("110 OLD")
    assert marks[page][lines[page].index("110 OLD")] == "G"
    assert marks[page][lines[page].index("EMPTY")] == "D"
    assert lines[above].index("▼") == lines[page].index("145") - 6
    assert lines[below].index("▲") == lines[page].index("110 OLD") - 1
    assert "az2 slow" in lines[below + 1]


async def test_without_colour_pages_are_told_apart_by_rules_and_words() -> None:
    """Thin rules where pages change, and reverse for what is wrong."""
    app = DemoApp("dns", CasePort("night"), theme="no-color")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        lines = text(app.screen)
        marks = looks(app.screen, app.manner.theme)
    page = next(index for index, line in enumerate(lines) if "110 OLD" in line)
    for title in ("plan 138", "plan 145", "110 OLD", "EMPTY"):
        assert lines[page][lines[page].index(title) - 1] == "│"
    assert marks[page][lines[page].index("EMPTY")] == "R"
    assert marks[page][lines[page].index("plan 145")] != "R"


def test_the_slow_writer_runs_below() -> None:
    """Who wrote the old plan stands alone under the page, however much is known of the others."""
    slow = arrange(NIGHT).below
    assert slow is not None
    assert slow.label == "az2"
    assert arrange(HALF_READ).below is HALF_READ.enactors[1]
    assert arrange(UNREAD).below is not None
    assert [lane.label for lane in arrange(NIGHT).above] == ["planner", "az1", "az3"]


def test_the_window_opens_on_what_matters() -> None:
    """All changes that belong together are in sight, each wide enough to be read."""
    for view in (NIGHT, FINE, REPAIRED, UNREAD):
        from_s, span_s = opening(view)
        assert from_s <= view.around_s < from_s + span_s
    from_s, span_s = opening(NIGHT)
    assert span_s == 60
    assert all(from_s < page.from_s < from_s + span_s for page in NIGHT.pages if page.kind is not PageKind.PLAN)


async def test_the_board_hears_what_was_said_here() -> None:
    """The console of the board repeats the line and its answer."""
    port = FakePort("dns")
    app = app_on(port)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("d", "1")
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, DnsScreen)
        assert any("you > dns automation off" in line for line in text(app.screen))
        assert any("Freeze DNS automation" in line for line in text(app.screen)[24:])


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_long_answer_takes_the_room_and_one_key_puts_it_away(size: tuple[int, int]) -> None:
    """Of a log the end is shown, of anything else the beginning; both say how much is left out."""
    app = DemoApp("dns", CasePort("night"))
    async with app.run_test(size=size) as pilot:
        screen = dns_screen(app)
        answer = tuple((Span(f"line {number} of it"),) for number in range(50))
        screen.spoken = ("plans", answer)
        screen.repaint()
        await pilot.pause()
        assert any("line 0 of it" in line for line in text(screen))
        assert any("more lines on the console" in line for line in text(screen))
        screen.spoken = ("logs enactor-2", answer)
        screen.repaint()
        await pilot.pause()
        assert any("line 49 of it" in line for line in text(screen))
        await pilot.press("escape")
        await pilot.pause()
        assert not any("of it" in line for line in text(screen))
        assert any("ACTIONS" in line for line in text(screen))


def test_only_a_late_writer_is_called_slow() -> None:
    """Who wrote the old page, or took long to write; not who is behind because it is refused."""
    names = {lane_name(NIGHT, lane) for lane in NIGHT.enactors}
    assert names == {"az1", "az2 slow", "az3"}
    late = Mark(0, MarkKind.TAKES, 110, ""), Mark(400, MarkKind.WRITES, 110, "")
    prompt = Mark(0, MarkKind.TAKES, 145, ""), Mark(8, MarkKind.WRITES, 145, ""), Mark(30, MarkKind.REFUSED, 146, "")
    first, second, third = (
        replace(lane, known=True, behind=behind, status="refuses: live plan gone", marks=marks)
        for lane, behind, marks in zip(NIGHT.enactors, (17, 0, 30), (late, prompt, prompt), strict=True)
    )
    view = replace(NIGHT, enactors=(first, second, third), pages=())
    assert [lane_name(view, lane) for lane in view.enactors] == ["az1 slow", "az2", "az3"]
    assert arrange(view).below is first
    view = replace(view, enactors=(replace(first, marks=prompt), second, third))
    assert [lane_name(view, lane) for lane in view.enactors] == ["az1", "az2", "az3"]


@pytest.mark.parametrize("read", [("az2",), ("az1", "az3"), ("az1", "az2", "az3")])
async def test_an_old_page_is_told_however_much_was_read(
    read: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words are under the page whether or not the writer's log is known."""
    lanes = tuple(lane if lane.label in read else replace(lane, known=False, marks=()) for lane in NIGHT.enactors)
    known = {lane.component for lane in lanes if lane.known}
    pages = tuple(page if page.writer in known else replace(page, writer="") for page in NIGHT.pages)
    monkeypatch.setitem(CASES, "night", replace(NIGHT, enactors=lanes, pages=pages))
    app = DemoApp("dns", CasePort("night"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("overwrites the newer page" in line for line in text(app.screen))


async def test_s_writes_to_the_public_and_idle_keys_say_so() -> None:
    """The composer opens over the inspector and closes to it."""
    app = DemoApp("dns", FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("l")
        await pilot.pause()
        assert any("Everything here has been read." in line for line in text(app.screen))
        await pilot.press("9")
        await pilot.pause()
        assert any("There is no action 9 here." in line for line in text(app.screen))
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, ComposerScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, DnsScreen)


class OneView(FakePort):
    """A seat whose inspector shows what it was made with."""

    def __init__(self, view: DnsView) -> None:
        super().__init__("dns")
        self.view = view

    def dns(self) -> DnsView:
        """The same view, whatever happens."""
        return self.view


def climbing() -> DnsView:
    """az1 and az3 take every plan, az2 sits on 110; all logs were read."""
    marks = tuple(
        Mark(-1900 + 52 * index, MarkKind.TAKES, 110 + index, f"takes {110 + index}") for index in range(1900 // 52)
    )
    view = fake_dns(evidence=True)
    lanes = [replace(lane, marks=marks) if lane.label != "az2" else lane for lane in view.enactors]
    return replace(view, enactors=tuple(lanes))


@pytest.mark.parametrize("theme", ["dark", "light", "no-color"])
async def test_a_wide_screen_shows_how_far_apart_they_were_and_their_logs(theme: str) -> None:
    """The slow writer stays flat while the others climb; only logs that were read are told, and an answer goes before them."""
    view = climbing()
    unread = tuple([replace(lane, known=False, marks=()) if lane.label == "az1" else lane for lane in view.enactors])
    logs = {f"LOG az{number}" for number in (1, 2, 3)}
    for lanes, known in ((view.enactors, logs), (unread, logs - {"LOG az1"})):
        app = DemoApp("dns", OneView(replace(view, enactors=lanes)), theme=theme)
        async with app.run_test(size=(200, 55)) as pilot:
            await pilot.pause()
            assert flaws(app.screen) == []
            drawn = "\n".join(text(app.screen))
            assert "35 plans apart" in drawn
            assert "az2 still holds 110" in drawn
            assert {log for log in logs if log in drawn} == known
            await pilot.press("1")
            await pilot.pause()
            assert "LOG az2" not in "\n".join(text(app.screen))
            assert flaws(app.screen) == []


async def test_without_evidence_nothing_is_told_of_who_held_what() -> None:
    """No distance, no log."""
    app = DemoApp("dns", OneView(fake_dns(evidence=False)))
    async with app.run_test(size=(200, 55)) as pilot:
        await pilot.pause()
        drawn = "\n".join(text(app.screen))
        assert "plans apart" not in drawn
        assert "LOG az" not in drawn


async def test_on_a_small_screen_the_record_stays_in_sight_beside_an_answer_and_proofs_are_whole() -> None:
    port = CasePort("night")
    app = DemoApp("dns", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any(line.startswith(" + plan 110 was live when it was deleted") for line in text(app.screen))
        assert any(line.startswith(" + the record answers, with nothing in it") for line in text(app.screen))
        await pilot.press("1")
        await pilot.pause()
        assert any("> dns automation off" in line for line in text(app.screen))
        assert any(line[2:].lstrip().startswith("record ") and "EMPTY" in line for line in text(app.screen)), "\n".join(
            text(app.screen)
        )


@pytest.mark.parametrize("seconds", [0, 30, 60, 90, 150, 600, 630, 5400])
async def test_people_and_time_of_an_action_never_run_together(seconds: int) -> None:
    port = FakePort("dns")
    made = port.dns()
    offers = tuple([replace(offer, duration_s=seconds, hands=1) for offer in made.offers])
    port.dns = lambda: replace(made, offers=offers)  # type: ignore[method-assign]
    app = DemoApp("dns", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = [line[40:].split() for line in text(app.screen) if line[40:].startswith(" 1 ")]
        assert rows
        assert rows[0][-3] == "1", rows
        assert flaws(app.screen) == []
