"""What somebody beside the player looks at and does: read like an answer of one's own, told as theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.session.view.aftermath import Act
from game.session.view.board import FeedEntry
from game.session.view.console import Span, Tone
from game.tui.paint.timeline import columns_of, timeline_rows
from tests.tui.fake_night import debrief
from tests.tui.fake_port import FakePort
from tests.tui.test_board_keys import playing, shown

ANSWER = ("Vera dig name", *[f"line {number} of the answer" for number in range(40)])


@pytest.mark.parametrize("theirs", [True, False])
async def test_a_long_look_of_theirs_is_read_from_its_first_line_and_never_the_hint(theirs: bool) -> None:
    port = FakePort("dns")
    async with playing(port, (120, 36)) as (pilot, screen):
        feed = port.snapshot.feed
        more = tuple(
            FeedEntry(len(feed) + at, port.snapshot.second, "", (Span(text, Tone.MUTED),), theirs and at > 1)
            for at, text in enumerate(ANSWER, 1)
        )
        port.change(feed=(*feed, *more))
        screen.look()
        await pilot.pause()
        assert ("line 0 of the answer" in shown(screen)) is theirs
        assert ("line 39 of the answer" in shown(screen)) is not theirs


async def test_what_was_said_of_the_actions_goes_with_them() -> None:
    """A digit turns to the actions and asks for it again; what somebody reads turns back, and nothing asks any more."""
    port = FakePort("dns")
    async with playing(port, (80, 24)) as (pilot, screen):
        await pilot.press("right")
        screen.action_tab("console")
        await pilot.press("1")
        await pilot.pause()
        assert "press the number again" in shown(screen)
        feed = port.snapshot.feed
        told = FeedEntry(feed[-1].number + 1, port.snapshot.second, "", (Span("ANSWER: 0", Tone.MUTED),), True)
        port.change(feed=(*feed, told))
        screen.look()
        await pilot.pause()
        assert "ANSWER: 0" in shown(screen)
        assert "press the number again" not in shown(screen)


@pytest.mark.parametrize("theirs", [True, False])
async def test_what_they_read_comes_into_sight_where_the_console_has_no_place_of_its_own(theirs: bool) -> None:
    """At the smallest size it stands behind the service that the player chose; a word in passing is no reason to turn."""
    port = FakePort("dns")
    async with playing(port, (80, 24)) as (pilot, screen):
        await pilot.press("right")
        await pilot.pause()
        assert "ACTIONS" in shown(screen)
        feed = port.snapshot.feed
        told = FeedEntry(feed[-1].number + 1, port.snapshot.second, "", (Span("ANSWER: 0", Tone.MUTED),), theirs)
        port.change(feed=(*feed, told))
        screen.look()
        await pilot.pause()
        assert "ANSWER: 0" in shown(screen)  # a word in passing: in the prompt's line
        assert ("ACTIONS" in shown(screen)) is not theirs


def test_acts_of_somebody_else_stand_under_their_name_and_not_in_your_colour() -> None:
    made = debrief()
    mine = replace(made, acts=(Act(60, "you", "dns automation off"),))
    assert columns_of(mine)[0][0] == "YOU"
    both = replace(made, acts=(*mine.acts, Act(120, "Vera", "Vera: sev 3")))
    assert columns_of(both)[0][0] == "YOU, VERA"
    looks = {text: look for _, cells in timeline_rows(both, 118) for text, look in cells[:1] if text}
    assert next(look for text, look in looks.items() if "dns automation off" in text) == "you"
    assert next(look for text, look in looks.items() if "sev 3" in text) == "fg"
