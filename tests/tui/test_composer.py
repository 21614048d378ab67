"""The status page composer: fields, keys, the draft that stays, and publishing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from textual.widgets import TextArea

from game.engine.readings import State
from game.session.view.console import Reply, ReplyKind, Span
from game.session.view.telling import Draft, Post, PostState, Preview, Voice
from game.tui.paint.composer import AFFECTED, CAUSE, MESSAGE, NEXT, STATE, form_for, services_in_sight
from game.tui.paint.published import promise_words, silence_of, silence_words
from game.tui.screens.composer import ComposerScreen
from game.tui.screens.help import HelpScreen
from tests.tui.demo_screens import DemoApp, make_screen
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import snapshot
from tests.tui.screen_text import flaws, text


def composer(app: DemoApp) -> ComposerScreen:
    """The composer on top."""
    assert isinstance(app.screen, ComposerScreen)
    return app.screen


def silent() -> FakePort:
    """A seat that has published nothing yet, so that a draft begins empty."""
    port = FakePort("dns")
    port.change(posts=())
    return port


async def test_publishing_says_the_line_of_the_preview() -> None:
    """What was chosen by keys and typed becomes one console line; then the board is back and the draft is gone."""
    port = silent()
    app = DemoApp("composer", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("right", "down", "space", "3", "right", "4", "left", "5")
        await pilot.press(*"We see it.")
        await pilot.pause()
        screen = composer(app)
        first = screen.preview.services[0].component
        assert screen.draft == Draft(PostState.IDENTIFIED, (first,), "dns", 15, "We see it.")
        assert app.draft == screen.draft
        line = port.preview(screen.draft).line
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert port.said == [(line, False)]
        assert not isinstance(app.screen, ComposerScreen)
        assert app.draft is None


async def test_a_draft_survives_closing() -> None:
    """Escape keeps every field, also out of the message."""
    port = FakePort("dns")
    app = DemoApp("composer", port)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("right", "5")
        await pilot.press(*"Soon 12?")
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, ComposerScreen)
        app.push_screen(ComposerScreen(port))
        await pilot.pause()
        screen = composer(app)
        assert screen.draft.state is PostState.IDENTIFIED
        assert screen.query_one(TextArea).text == "Soon 12?"
        assert any("Soon 12?" in line for line in text(screen))


async def test_a_new_draft_goes_on_from_the_last_update() -> None:
    """State, services and cause are those that were published last; words are new, the promise is 20 minutes."""
    port = FakePort("dns")
    last = port.snapshot.posts[-1]
    app = DemoApp("composer", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert composer(app).draft == Draft(last.state, last.services, last.cause, 20, "")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_cannot_be_published_says_why(size: tuple[int, int]) -> None:
    """A refusal of the preview stops it before anything is said; what to press stands there until something changes."""
    port = silent()
    app = DemoApp("composer", port)
    async with app.run_test(size=size) as pilot:
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert port.said == []
        assert any(
            "Not published: tick a service (space; ctrl+t ticks all that fail)." in line for line in text(app.screen)
        )
        assert flaws(app.screen) == []
        assert composer(app).field == AFFECTED
        await pilot.press("space", "ctrl+s")
        await pilot.pause()
        assert any("Not published: write a message (5, or ctrl+t" in line for line in text(app.screen))
        await pilot.press("5", "x")
        await pilot.pause()
        assert not any("Not published" in line for line in text(app.screen))
        composer(app)


class StrictPort(FakePort):
    """A seat whose answers to an update are scripted."""

    def __init__(self, *kinds: ReplyKind) -> None:
        super().__init__("dns")
        self.kinds = list(kinds)

    def say(self, line: str, *, confirmed: bool = False) -> Reply:
        """The next answer."""
        self.said.append((line, confirmed))
        return Reply(self.kinds.pop(0), ((Span("An answer of the desk."),),))


@pytest.mark.parametrize("yes", ["ctrl+s", "y"])
async def test_an_answer_that_is_no_yes_stays_on_the_screen(yes: str) -> None:
    """A refused line is shown, the draft stays; a question is answered by publishing again, or by y."""
    port = StrictPort(ReplyKind.REFUSED, ReplyKind.CONFIRM, ReplyKind.DONE)
    app = DemoApp("composer", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "o", "k")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert any("An answer of the desk." in line for line in text(app.screen))
        assert app.draft is not None
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "publish it all the same" in text(app.screen)[-1]
        await pilot.press(yes)
        await pilot.pause()
        assert [confirmed for _, confirmed in port.said] == [False, False, True]
        assert not isinstance(app.screen, ComposerScreen)


async def test_enter_is_no_yes() -> None:
    """A question waits for its own keys: enter is the key of the next field, and nobody means "yes" by it."""
    port = StrictPort(ReplyKind.CONFIRM, ReplyKind.DONE)
    app = DemoApp("composer", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "o", "k", "ctrl+s")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert [confirmed for _, confirmed in port.said] == [False]
        assert composer(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert [confirmed for _, confirmed in port.said] == [False, True]


async def test_the_numbers_jump_to_the_fields() -> None:
    """One to five; in the message they are text, and tab leaves it."""
    app = DemoApp("composer", FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = composer(app)
        for key, field in (("2", AFFECTED), ("3", CAUSE), ("4", NEXT), ("1", STATE), ("5", MESSAGE)):
            await pilot.press(key)
            assert screen.field == field
        await pilot.press("1")
        assert screen.field == MESSAGE
        assert screen.draft.message == "1"
        await pilot.press("tab")
        assert screen.field == STATE
        await pilot.press("shift+tab")
        assert screen.field == MESSAGE
        assert screen.focused is screen.query_one(TextArea)
        await pilot.press("shift+tab", "enter")
        assert screen.field == MESSAGE


async def test_arrows_walk_services_and_fields() -> None:
    """Down enters the list of services and leaves it at its end; right goes to the service beside it; space ticks twice."""
    app = DemoApp("composer", silent())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = composer(app)
        count = len(screen.preview.services)
        await pilot.press("down")
        assert (screen.field, screen.cursor) == (AFFECTED, 0)
        await pilot.press("right")
        assert screen.cursor == 1
        await pilot.press("down")
        assert screen.cursor == 3
        await pilot.press("up", "left", "space")
        assert screen.draft.services == (screen.preview.services[0].component,)
        await pilot.press("space")
        assert screen.draft.services == ()
        while screen.field == AFFECTED:
            await pilot.press("down")
        assert screen.field == CAUSE
        await pilot.press("up")
        assert (screen.field, screen.cursor) == (AFFECTED, count - 1)


async def test_every_service_can_be_brought_into_sight() -> None:
    """Where not all fit, the list moves with the cursor."""
    app = DemoApp("composer", FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        screen = composer(app)
        await pilot.press("2")
        for service in screen.preview.services:
            assert any(f"] {service.name}" in line for line in text(screen)), service.name
            await pilot.press("right")
            await pilot.pause()


async def test_the_suggestion_is_taken_over() -> None:
    """ctrl+t asks once before it replaces the player's words, and ctrl+z brings them back."""
    app = DemoApp("composer", FakePort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        screen = composer(app)
        await pilot.press("5", "a", "ctrl+t")
        await pilot.pause()
        assert screen.draft.message == "a"
        assert any("ctrl+t again replaces your words" in line for line in text(screen))
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert screen.draft.message == screen.preview.suggestion
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert screen.draft.message == "a"


async def test_a_suggestion_that_is_unchanged_is_replaced_at_once() -> None:
    """Only the player's own words are asked for, also after the composer was closed; nothing named means all that fails."""
    port = NewsPort("dns")
    port.change(posts=())
    app = DemoApp("composer", port)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = composer(app)
        failing = {service.component for service in screen.preview.services if service.note == "left out"}
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert set(screen.draft.services) == failing
        assert screen.draft.message == "News 1."
        await pilot.press("escape")
        app.push_screen(make_screen("composer", port))
        await pilot.pause()
        port.news = "News 2."
        screen = composer(app)
        screen.look()
        await pilot.press("right", "left", "ctrl+t")
        await pilot.pause()
        assert screen.draft.message == "News 2."
        port.news = "News 3."
        await pilot.press("5", "x", "ctrl+t")
        await pilot.pause()
        assert screen.draft.message == "News 2.x"
        assert any("ctrl+t again replaces your words" in line for line in text(screen))


async def test_what_fails_is_listed_first() -> None:
    """The worst first, then as on the board; what fails later keeps its place until the composer is opened again."""
    port = FakePort("dns")
    app = DemoApp("composer", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rank = {State.DOWN: 0, State.DEGRADED: 1}
        board = port.preview(Draft()).services
        wanted = sorted(board, key=lambda service: rank.get(service.state, 2))
        assert [service.component for service in wanted] != [service.component for service in board]
        screen = composer(app)
        assert [service.component for service in screen.preview.services] == [it.component for it in wanted]


class NewsPort(FakePort):
    """A seat with new words to suggest."""

    news = "News 1."

    def preview(self, draft: Draft) -> Preview:
        """The newest words."""
        return replace(super().preview(draft), suggestion=self.news)


class RestlessPort(FakePort):
    """A seat whose board turns the list of services round."""

    turned = False

    def preview(self, draft: Draft) -> Preview:
        """The same services, in another order."""
        made = super().preview(draft)
        return replace(made, services=made.services[::-1]) if self.turned else made


async def test_services_keep_their_place() -> None:
    """However the board sorts them, the cursor stays on its service."""
    port = RestlessPort("dns")
    app = DemoApp("composer", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("2", "down", "down")
        screen = composer(app)
        before = [service.component for service in screen.preview.services]
        port.turned = True
        port.tick(60)
        screen.look()
        await pilot.pause()
        assert [service.component for service in screen.preview.services] == before


async def test_a_message_that_is_longer_than_its_box_says_so() -> None:
    """The room is counted, and marks stand where lines are out of sight."""
    app = DemoApp("composer", FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        screen = composer(app)
        assert not any("▲" in line[77:] for line in text(screen))
        screen.query_one(TextArea).insert("words " * 70)
        await pilot.pause()
        await pilot.pause()
        assert any(re.search(r" 420 of \d+ ", line) for line in text(screen))
        assert any("▲" in line[77:] for line in text(screen))
        assert flaws(screen) == []


async def test_all_states_stay_in_sight() -> None:
    """Whichever is chosen, the others stand beside it."""
    app = DemoApp("composer", silent())
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(4):
            await pilot.pause()
            shown = "\n".join(text(app.screen))
            assert all(f") {state.value.capitalize()}" in shown for state in PostState)
            await pilot.press("right")


async def test_clicks_choose_and_tick() -> None:
    """What can be chosen can be clicked."""
    app = DemoApp("composer", silent())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = composer(app)

        def place(words: str) -> tuple[int, int]:
            """Column and line of words on the screen."""
            y = next(index for index, line in enumerate(text(screen)) if words in line)
            return text(screen)[y].index(words), y

        await pilot.click(offset=place("Monitoring"))
        await pilot.click(offset=place("EC2"))
        await pilot.click(offset=place("60 min"))
        await pilot.pause()
        assert screen.draft == Draft(PostState.MONITORING, ("ec2",), "", 60, "")


async def test_the_run_goes_on_and_can_be_paused() -> None:
    """f2 pauses, from the message too; the board's news are read again; ? helps outside of the message."""
    port = FakePort("dns")
    app = DemoApp("composer", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "f2")
        assert port.snapshot.paused
        port.tick(600)
        composer(app).look()
        await pilot.pause()
        assert any("32 min" in line for line in text(app.screen))
        await pilot.press("tab", "question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def test_words_of_a_player_are_never_markup() -> None:
    """Brackets and tags come back as typed."""
    app = DemoApp("composer", FakePort("dns"))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("5")
        await pilot.press(*"[b]no[/] [x]")
        await pilot.pause()
        assert any("[b]no[/] [x]" in line for line in text(app.screen))


def test_silence_is_told_from_the_last_update_or_the_first_alarm() -> None:
    """Before the first update the first alarm counts; a broken promise is late by whole minutes."""
    now = snapshot("dns")
    silence = silence_of(now)
    assert silence.lasted_s == now.second - now.posts[-1].second
    assert silence_words(silence) == ("promised 15 min", "7 min late")
    calm = silence_of(snapshot("calm"))
    assert (calm.lasted_s, silence_words(calm)) == (0, ("nothing is due", ""))


def test_a_promise_is_kept_late_or_open() -> None:
    """In words, with amber only for late ones."""
    now = snapshot("dns")

    def post(promise_s: int | None, late_s: int, answered: bool) -> Post:
        """An update with this promise."""
        return Post(1, 0, PostState.INVESTIGATING, (), "", "", promise_s, late_s, answered, "")

    assert promise_words(post(100, 0, True), now, last=False) == ("kept", "muted")
    assert promise_words(post(100, 400, True), now, last=False) == ("6 min late", "degr")
    assert promise_words(post(2592, 420, False), now, last=True) == ("now 7 min late", "degr")
    assert promise_words(post(3600, 0, False), now, last=True) == ("next by 00:48", "muted")
    assert promise_words(post(None, 0, False), now, last=True) == ("", "muted")


def test_the_list_of_services_moves_by_rows() -> None:
    """The cursor is always in sight."""
    for height in (22, 28, 34, 50):
        form = form_for(80, height, 35)
        for cursor in range(35):
            first, count = services_in_sight(form, 35, cursor)
            assert first <= cursor < first + count


# On a wide screen, and on a small one.


async def test_a_tick_moves_nothing() -> None:
    """Whatever a tick takes away or brings of warnings, every service keeps its place."""

    class Warner(FakePort):
        """A seat that warns of every service that is not named."""

        def preview(self, draft: Draft) -> Preview:
            made = super().preview(draft)
            left = [service.name for service in made.services if service.component not in draft.services]
            return replace(made, warnings=tuple(f"{name} is left out." for name in left[: 5 - 2 * len(draft.services)]))

    for size in ((80, 24), (100, 30), (120, 36), (200, 55)):
        app = DemoApp("composer", Warner("dns"))
        async with app.run_test(size=size) as pilot:
            screen = composer(app)
            await pilot.press("2")
            seen = set()
            for _ in range(4):
                await pilot.pause()
                names = [service.name for service in screen.preview.services[:6]]
                drawn = text(screen)
                places = [(y, line.find(f"] {name}")) for name in names for y, line in enumerate(drawn)]
                seen.add(tuple([place for place in places if place[1] >= 0]))
                assert flaws(screen) == []
                await pilot.press("space", "down")
            assert len(seen) == 1


VOICES = (
    Voice(3000, "Ostrava Bank", "Your page says investigating since 00:06. Is there news?"),
    Voice(2400, "Lantern Video", "62% of us cannot watch a film."),
)


class Heard(FakePort):
    """A seat whose customers speak."""

    def preview(self, draft: Draft) -> Preview:
        """With voices."""
        return replace(super().preview(draft), voices=VOICES)


@pytest.mark.parametrize("theme", ["dark", "light", "ansi", "no-color"])
async def test_a_wide_screen_shows_the_other_side(theme: str) -> None:
    """What customers will see while it is written, what they say, and the updates on the trust curve."""
    app = DemoApp("composer", Heard("dns"), theme=theme)
    async with app.run_test(size=(200, 55)) as pilot:
        await pilot.press("5", *"It is DNS.")
        await pilot.pause()
        drawn = text(app.screen)
        assert flaws(app.screen) == []
        head = next(y for y, line in enumerate(drawn) if "AS CUSTOMERS WILL SEE IT" in line)
        assert "us-east-1  Investigating" in drawn[head + 1]
        assert "It is DNS." in drawn[head + 2]
        assert "Affected: " in drawn[head + 3]
        assert any("AN UPDATE HELPS THAT SAYS" in line for line in drawn)
        said = next(y for y, line in enumerate(drawn) if "WHAT CUSTOMERS SAY" in line)
        assert "Ostrava Bank   Your page says investigating since" in drawn[said + 1]
        assert any("Lantern Video  62% of us" in line for line in drawn[said:])


async def test_voices_wait_until_there_is_room() -> None:
    """A small screen shows none, a middle one as many as stay whole."""
    for size, count in (((80, 24), 0), ((120, 36), 1)):
        app = DemoApp("composer", Heard("dns"))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            assert flaws(app.screen) == []
            assert any("WHAT CUSTOMERS SAY" in line for line in text(app.screen)) == bool(count)
