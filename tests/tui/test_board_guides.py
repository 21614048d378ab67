"""The board leads a player who sees it for the first time: to the page, to the worst, to the answer, to the end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.engine.actions import Risk
from game.engine.readings import State
from game.session.view.board import Inspection, Offer, Responder
from game.session.view.console import Reply, ReplyKind, Span, Tone
from game.session.view.telling import PostState
from game.tui.paint.text import sentences
from game.tui.screens.board import BoardScreen
from game.tui.screens.help import HelpScreen
from game.tui.widgets.board_view import Mode, Tab, faults
from game.tui.widgets.log import fold, plain
from game.tui.widgets.prompt import Prompt
from game.tui.widgets.the_end import end_words
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import snapshot
from tests.tui.screen_text import app_on, flaws, text
from tests.tui.test_board_keys import playing, shown

ENDS = "e ends the night"


async def test_n_walks_from_the_worst_on() -> None:
    """Louder before calmer, each once, wherever one came from; what becomes worse on the way comes next."""
    port = FakePort("dns")
    async with playing(port, select="s3") as (pilot, screen):
        order = [tile.component for tile in faults(port.snapshot.tiles)]
        for component in order[:4]:
            await pilot.press("n")
            assert screen.now.selected == component
        await pilot.press("N")
        assert screen.now.selected == order[2]
        tiles = tuple(
            replace(tile, state=State.DOWN, new=True) if tile.component == order[-1] else tile
            for tile in port.snapshot.tiles
        )
        port.change(tiles=tiles)
        screen.look()
        await pilot.press("n")
        assert screen.now.selected == order[-1]
        await pilot.press("left", "left", "n")
        assert screen.now.selected == faults(tiles)[0].component


async def test_n_never_goes_to_what_is_only_held() -> None:
    """A tile that is well and held by the player is no fault."""
    port = FakePort("calm")
    async with playing(port) as (pilot, screen):
        port.change(
            tiles=tuple(replace(tile, state=State.OK, new=False, held="by hand") for tile in port.snapshot.tiles)
        )
        screen.look()
        await pilot.press("n")
        assert screen.now.selected == "dynamodb"
        assert "nothing is wrong" in shown(screen)


@pytest.mark.parametrize("moved", [False, True])
async def test_the_first_page_is_shown_and_says_how_it_is_taken(moved: bool) -> None:
    """Whoever has not moved sees who pages; whoever is looking at something stays there, and is told."""
    port = FakePort("calm")
    port.change(paged_s=None, alarms=())
    app = app_on(port)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        if moved:
            await pilot.press("right")
        here = screen.now.selected
        port.change(paged_s=port.snapshot.second)
        port.page()
        screen.look()
        await pilot.pause()
        assert screen.now.selected == (here if moved else "schools")
        assert "Schools pages you: a acknowledges" in shown(screen)


async def test_a_takes_the_page_that_the_hint_names() -> None:
    """Hint, top of the pager and key mean the same alarm, whatever comes after it; later, the worst and oldest."""
    port = FakePort("calm")
    port.change(alarms=())
    async with playing(port) as (pilot, screen):
        port.page("a first")
        first = port.snapshot.alarms[0]
        screen.look()
        worse = replace(first, id=951, component="sts", name="STS", state=State.DOWN, second=first.second + 5)
        late = replace(worse, id=952, component="iam", name="IAM", second=first.second + 9)
        port.change(alarms=(late, worse, first))
        screen.look()
        await pilot.press("l")
        await pilot.pause()
        assert "Schools pages you: a acknowledges" in shown(screen)
        assert screen.now.waiting[0].id == first.id
        assert "a ▲!" in shown(screen)
        await pilot.press("left")
        assert "pages you" not in shown(screen)
        assert screen.now.waiting[0].id == worse.id
        screen._paged(first=False)
        await pilot.press("l")
        assert "STS pages you: a acknowledges" in shown(screen)
        early = replace(late, id=953, component="ec2", name="EC2", second=first.second + 1)
        port.change(alarms=(early, late, worse, first))
        screen.look()
        await pilot.pause()
        assert [alarm.id for alarm in screen.now.waiting] == [951, 953, 952, first.id]
        assert " STS " in next(line for line in text(screen) if "a ■!" in line).split("a ■!")[1]
        await pilot.press("a", "a")
        assert [line for line, _ in port.said] == ["ack sts", "ack ec2"]


async def test_a_hint_goes_with_its_alarm() -> None:
    """What is well again is not named any more."""
    port = FakePort("calm")
    port.change(alarms=())
    async with playing(port) as (_, screen):
        port.page()
        screen.look()
        assert "Schools pages you" in shown(screen)
        port.change(alarms=(replace(port.snapshot.alarms[0], cleared=True),))
        screen.look()
        assert "Schools pages you" not in shown(screen)


async def test_the_end_is_offered_when_it_is_time() -> None:
    """A key in the footer and a line in the prompt's row; e says resolve, before that too."""
    port = FakePort("calm")
    async with playing(port, (80, 24)) as (pilot, screen):
        await pilot.press("e")
        assert port.said[-1] == ("resolve", False)
        await pilot.press("i")
        assert "e end" not in text(screen)[-1]
        port.change(can_resolve=True)
        screen.look()
        await pilot.pause()
        assert "all well for long enough: e ends the night" in shown(screen)
        assert " e end " in text(screen)[-1]


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_look_by_a_digit_shows_the_whole_answer(size: tuple[int, int]) -> None:
    """The console comes up with it, from its first line on; the keys stay those of the board."""

    class Digging(FakePort):
        """A seat whose first action is a look."""

        def inspect(self, component: str) -> Inspection:
            """One offer."""
            return replace(super().inspect(component), offers=(Offer("dig", "Ask", "", 0, 0, Risk.NONE, ""),))

    async with playing(Digging("dns"), size) as (pilot, screen):
        await pilot.press("1")
        await pilot.pause()
        drawn = shown(screen)
        assert "you > dig" in drawn
        assert "ANSWER: 0" in drawn
        assert "QUESTION SECTION" in drawn
        assert "The answer stands on the console." in drawn
        assert screen.now.mode is Mode.BOARD
        await pilot.press("escape")
        assert screen.now.tab is Tab.INSPECT


async def test_the_ends_of_the_pace_are_named() -> None:
    """Nothing is slower than x1 and nothing faster than x240."""
    port = FakePort("dns")
    async with playing(port) as (pilot, screen):
        await pilot.press("minus", "minus")
        assert "x1 is the slowest" in shown(screen)
        await pilot.press("plus", "plus", "plus", "plus")
        assert "x240 is the fastest" in shown(screen)


async def test_a_line_that_was_left_is_put_away() -> None:
    """Escape clears it, so that the board's messages are seen; up brings it back."""
    port = FakePort("dns")
    async with playing(port, (80, 24)) as (pilot, screen):
        await pilot.press("slash", *"dig x", "escape", "9")
        assert "there is no action 9 here" in shown(screen) or "press the number again" in shown(screen)
        await pilot.press("i")
        assert "dig x" not in shown(screen)
        await pilot.press("slash", "up")
        assert screen.query_one(Prompt).value == "dig x"


async def test_a_question_can_be_asked_about() -> None:
    """? opens help over it, and it still waits below."""
    port = FakePort("dns")
    async with playing(port, (80, 24)) as (pilot, _):
        await pilot.press("p", "question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HelpScreen)
        await pilot.press("escape", "2")
        await pilot.pause()
        assert port.said == [("page ec2", False)]


async def test_who_is_at_work_is_told_with_the_time_left() -> None:
    """On both sizes, where a line is free."""
    for size in ((80, 24), (120, 36)):
        port = FakePort("calm")
        busy = Responder("you", "", None, "dns flush", port.snapshot.second + 150)
        port.change(responders=(busy,))
        async with playing(port, size, "sqs") as (_, screen):
            drawn = shown(screen)
            assert "you: dns flush" in drawn
            assert "2 min left" in drawn
            assert flaws(screen) == []


_TIREDNESS = {"Ines": "", "Kofi": "worn out"}


async def test_tired_people_are_told_apart() -> None:
    """A word behind who is at work, and on the wide header how many they are."""
    for size in ((80, 24), (120, 36)):
        port = FakePort("calm")
        until_s = port.snapshot.second + 150
        mara = Responder("Mara", "dynamodb", None, "restart dynamodb 25", until_s, "tired")
        both = [Responder(name, "ec2", None, "dns flush", until_s + 60, how) for name, how in _TIREDNESS.items()]
        port.change(responders=(mara, *both))
        async with playing(port, size, "sqs") as (_, screen):
            drawn = shown(screen)
            assert "Mara (tired): restart" in drawn
            if size[0] == 120:
                assert "Ines +1 (worn out): dns" in drawn
                assert "0 of 3 free, 2 tired" in drawn
            assert flaws(screen) == []


def test_a_wrapped_line_keeps_its_indentation() -> None:
    """What goes on below stands under its own beginning, and nothing is lost."""
    line = (Span("    indented "), Span("words and more words that do not fit", Tone.STRONG))
    folded = plain(fold(line, 20))
    assert all(text.startswith("    ") and len(text) <= 20 for text in folded)
    assert " ".join(" ".join(folded).split()) == "indented words and more words that do not fit"
    assert plain(fold((Span("x" * 50),), 20)) == ["x" * 20, "x" * 20, "x" * 10]


def test_whole_sentences_fit_into_the_row() -> None:
    """What is left out is named, and words are cut only where not one sentence fits."""
    told = "Acknowledged: it fails. The runbook says what comes next."
    assert sentences(told, 80, "(more: /)") == told
    assert sentences(told, 40, "(more: /)") == "Acknowledged: it fails. (more: /)"
    assert sentences("one two three four", 10, "(more: /)") == "one two.."


async def test_a_refusal_that_is_long_is_shown_whole() -> None:
    """At 80 columns the console comes up with it."""

    class Strict(FakePort):
        """A seat that refuses at length."""

        def say(self, line: str, *, confirmed: bool = False) -> Reply:
            """No, and why."""
            return Reply(
                ReplyKind.REFUSED, ((Span("It cannot be done now. " + "Because of this. " * 6 + "So wait."),),)
            )

    async with playing(Strict("dns"), (80, 24)) as (pilot, screen):
        await pilot.press("1")
        await pilot.pause()
        assert screen.now.tab is Tab.CONSOLE
        assert "So wait." in shown(screen)


async def test_an_alarm_that_waits_is_marked_without_colour() -> None:
    """A DOWN row of the pager has the same ! as its tile."""
    async with playing(FakePort("dns"), (80, 24)) as (pilot, screen):
        await pilot.press("l")
        assert "■!00:37 Banks" in shown(screen)


async def test_names_are_whole_where_they_fit() -> None:
    """A name that has room beside its value is whole at 80 columns; a short one is explained by the inspector."""
    async with playing(FakePort("dns"), (80, 24), "streaming") as (_, screen):
        drawn = shown(screen)
        assert "Airlines" in drawn
        assert "Streaming (Video)" in drawn


async def test_what_was_done_on_another_screen_is_told_on_the_board() -> None:
    """The sentence of the answer is the hint; what was only looked at leaves the hint alone."""
    async with playing(FakePort("dns")) as (_, screen):
        screen.hear("post", Reply(ReplyKind.DONE, ((Span("Update 2 is published; the next one is promised."),),)))
        assert "> Update 2 is published; the next one" in shown(screen)
        screen.hear("dig x", Reply(ReplyKind.OUTPUT, ((Span("an answer"),),)))
        assert "> Update 2 is published; the next one" in shown(screen)


async def test_a_page_goes_before_the_end_on_the_prompt() -> None:
    """Who waits is named first; once it is taken the end is offered, and the word of a key fades."""
    port = FakePort("calm")
    port.change(alarms=())
    async with playing(port) as (pilot, screen):
        port.page()
        screen.look()
        port.change(can_resolve=True)
        screen.look()
        assert "Schools pages you: a acknowledges" in shown(screen)
        assert ENDS not in shown(screen)
        screen.action_type()
        screen.action_back()
        assert "Schools pages you: a acknowledges" in shown(screen)
        port.change(alarms=())
        screen.look()
        assert ENDS in shown(screen)
        port.page()
        screen.look()
        assert "Schools pages you: a acknowledges" in shown(screen)
        await pilot.press("a")
        assert ENDS not in shown(screen)
        screen._fleeting_until = 0.0
        screen.look()
        assert ENDS in shown(screen)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 55)])
async def test_the_end_is_offered_with_what_is_not_well_even_so(size: tuple[int, int]) -> None:
    """The goal is not the whole board: nobody reads that all is well above customers that are locked out."""
    port = FakePort("dns")
    port.change(can_resolve=True, alarms=())
    async with playing(port, size) as (_, screen):
        assert "all well" not in shown(screen)
        assert "the goal holds" in shown(screen)
        assert f"{ENDS} (still in trouble: " in shown(screen)
        assert flaws(screen) == []


def test_the_end_has_a_form_for_every_width() -> None:
    """Few names, more of them by number, and at last their number alone."""
    now = snapshot("dns")
    bad = [tile.name for tile in now.tiles if tile.state in (State.DOWN, State.DEGRADED)]
    for room in range(56, 160):
        told = end_words(now, "e", room)
        assert ENDS in told
        assert len(told) <= room
        assert bad[0] in told or f"({len(bad)} still in trouble)" in told
    untold = replace(now, tiles=(), posts=now.posts[:1])
    assert end_words(untold, "e", 76, "s") == "all well for long enough: s tells customers, then e ends the night"
    over = replace(untold, posts=(replace(untold.posts[-1], state=PostState.RESOLVED),))
    assert end_words(over, "e", 76, "s") == "all well for long enough: e ends the night"
    few = replace(now, tiles=tuple([tile for tile in now.tiles if tile.name in bad[:2]]))
    assert end_words(few, "e", 90).endswith(f"(still in trouble: {bad[0]}, {bad[1]})")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_the_run_tells_is_a_hint_where_no_console_is_seen(size: tuple[int, int]) -> None:
    """Finished work is told in the prompt's row for a while; a page that was called is not pushed aside by it."""
    port = FakePort("calm")
    port.change(alarms=())
    async with playing(port, size=size) as (_, screen):
        port.feed("Dana: the automation is frozen.")
        screen.look()
        assert ("> Dana: the automation is frozen." in shown(screen)) == (size[0] < 120)
        screen._fleeting_until = 0.0
        screen.look()
        assert "> Dana" not in shown(screen)
        port.page()
        screen.look()
        port.feed("Dana: another thing.")
        screen.look()
        assert "Schools pages you" in shown(screen)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 55)])
async def test_what_needs_nothing_may_need_what_nobody_knows(size: tuple[int, int]) -> None:
    """The inspector claims no more than is known."""
    port = FakePort("calm")
    real = port.inspect
    port.inspect = lambda component: replace(real(component), needs=())  # type: ignore[method-assign]
    async with playing(port, size) as (_, screen):
        assert "needs nothing else that is known" in shown(screen)
        assert flaws(screen) == []
