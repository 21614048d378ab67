"""The composer's suggested words follow the form, and the form stays where the player is."""

from __future__ import annotations

from dataclasses import replace

from textual.widgets import TextArea

from game.session.view.console import Reply, ReplyKind, Span
from game.session.view.telling import Draft, PostState, Preview
from game.tui.paint.composer import AFFECTED, MESSAGE, STATE
from game.tui.screens.cascade import CascadeScreen
from game.tui.screens.composer import ComposerScreen
from game.tui.screens.dns import DnsScreen
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import flaws, text


class Teller(FakePort):
    """A seat whose words follow the draft, and whose answers say what became of trust."""

    def __init__(self) -> None:
        super().__init__("dns")
        self.change(posts=())
        self.board = True

    def preview(self, draft: Draft) -> Preview:
        """Words that name the form."""
        words = f"{draft.state.value}: {', '.join(draft.services) or 'nothing'}; {draft.cause or 'no cause'}."
        return replace(super().preview(draft), suggestion=words, as_board=self.board, trust_if_true=89)

    def say(self, line: str, *, confirmed: bool = False) -> Reply:
        """It is out."""
        self.said.append((line, confirmed))
        return Reply(ReplyKind.DONE, ((Span("Update 1 is published. Trust 99 to 89."),),))


def composer(app: DemoApp) -> ComposerScreen:
    """The composer on top."""
    assert isinstance(app.screen, ComposerScreen)
    return app.screen


async def test_the_words_follow_the_form_until_the_player_writes() -> None:
    """State, services and cause that are changed after ctrl+t change the words; the player's own words stay."""
    app = DemoApp("composer", Teller())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = composer(app)
        await pilot.press("2", "space", "ctrl+t")
        await pilot.pause()
        first = screen.preview.services[0].component
        assert screen.draft.message == f"investigating: {first}; no cause."
        await pilot.press("1", "right", "3", "right")
        await pilot.pause()
        assert screen.draft.state is PostState.IDENTIFIED
        assert screen.draft.message == f"identified: {first}; {screen.draft.cause}."
        assert screen.query_one(TextArea).text == screen.draft.message
        await pilot.press("5", "end", "x", "tab", "right")
        await pilot.pause()
        assert screen.draft.state is PostState.MONITORING
        assert screen.draft.message.startswith("identified")
        assert screen.draft.message.endswith("x")


async def test_another_press_names_all_that_fails() -> None:
    """What is left out is offered, then ticked, and the words are renewed."""
    app = DemoApp("composer", Teller())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = composer(app)
        failing = {service.component for service in screen.preview.services if service.note == "left out"}
        await pilot.press("2", "space", "ctrl+t")
        await pilot.pause()
        assert len(screen.draft.services) == 1
        assert any("ctrl+t again names all that fails." in line for line in text(screen))
        assert flaws(screen) == []
        await pilot.press("ctrl+t")
        await pilot.pause()
        assert set(screen.draft.services) == failing
        assert all(name in screen.draft.message for name in failing)
        assert not any("ctrl+t again" in line for line in text(screen))


async def test_the_keys_keep_their_meaning_after_a_suggestion() -> None:
    """ctrl+t leaves the player in the field; digits and space go on to choose, and nothing of it gets public."""
    app = DemoApp("composer", Teller())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = composer(app)
        await pilot.press("ctrl+t")
        assert (screen.field, screen.focused) == (STATE, None)
        await pilot.press("2", "ctrl+t", "space")
        await pilot.pause()
        assert screen.field == AFFECTED
        assert screen.draft.message == screen.preview.suggestion
        await pilot.press("5", "ctrl+t")
        assert screen.field == MESSAGE


async def test_the_limit_of_the_message_is_shown_near_it() -> None:
    """A short message is only counted; a long one says how many characters it may have, the same while it grows."""
    app = DemoApp("composer", Teller())
    async with app.run_test(size=(80, 24)) as pilot:
        screen = composer(app)
        editor = screen.query_one(TextArea)
        await pilot.press("5")
        editor.insert("x" * 100)
        await pilot.pause()
        assert any(" 100 " in line for line in text(screen))
        assert not any("100 of" in line for line in text(screen))
        limits = set()
        editor.insert("y" * 310)
        for key in ("space", "space", "z", "space"):
            await pilot.press(key)
            await pilot.pause()
            counted = next(line for line in text(screen) if " of " in line[:14])
            limits.add(counted[:14].split(" of ")[1].strip())
        assert len(limits) == 1


async def test_services_are_read_row_by_row() -> None:
    """The second service stands beside the first one, on the same line."""
    app = DemoApp("composer", Teller())
    for size in ((80, 24), (120, 36)):
        app = DemoApp("composer", Teller())
        async with app.run_test(size=size) as pilot:
            await pilot.press("2")
            await pilot.pause()
            screen = composer(app)
            names = [service.name for service in screen.preview.services[:3]]
            drawn = text(screen)
            lines = [next(y for y, line in enumerate(drawn) if f"] {name}" in line) for name in names]
            columns = screen._columns()
            assert [line - lines[0] for line in lines] == [index // columns for index in range(3)]


async def test_what_the_board_contradicts_is_called_so() -> None:
    """The number that follows stands there with its reason."""
    port = Teller()
    app = DemoApp("composer", port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("89 as the board stands" in line for line in text(app.screen))
        port.board = False
        await pilot.press("right")
        await pilot.pause()
        assert any("89 if true" in line for line in text(app.screen))


async def test_the_verdict_is_told_where_the_player_is() -> None:
    """Over the inspector it is told there; over a screen that tells nothing, the composer itself tells it."""
    app = DemoApp("dns", Teller())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("s")
        await pilot.pause()
        await pilot.press("ctrl+t", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, DnsScreen)
        assert any("Trust 99 to 89." in line for line in text(app.screen))
    port = Teller()
    app = DemoApp("dns", port)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(CascadeScreen(port, lambda component: None))
        await pilot.pause()
        app.push_screen(ComposerScreen(port))
        await pilot.pause()
        await pilot.press("ctrl+t", "ctrl+s")
        await pilot.pause()
        assert composer(app).draft.message == ""
        assert app.draft is None
        assert any("Trust 99 to 89." in line for line in text(app.screen))
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, CascadeScreen)
