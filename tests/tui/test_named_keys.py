"""Who tells the player to press something names the key that does it now, whichever the player has chosen."""

from __future__ import annotations

import re

import pytest

from game.content.catalogue import levels
from game.content.load import load_level
from game.session.keeping.settings import Settings
from game.session.view.talk import Speaker, Talk
from game.tui.all_places import all_places, place
from game.tui.glyphs import UNICODE
from game.tui.keymap import keymap_for
from game.tui.keys import Keymap
from game.tui.paint.named_keys import named_keys, with_keys
from game.tui.paint.talk import TalkPicture, talk_rows
from game.tui.theme import Manner, load_theme

NAMED = re.compile(r"\{[^}]*\}")


def _spoken_lines() -> list[str]:
    """Everything that somebody says in a lesson of a level that ships."""
    said: list[str] = []
    for entry in levels():
        for step in load_level(entry.id).lesson:
            said += [*step.says, *step.again]
            for answer in step.ask:
                said += [answer.text, *answer.reply]
    return said


def test_every_key_that_a_lesson_names_is_declared() -> None:
    found = [name for line in _spoken_lines() for name in NAMED.findall(line)]
    assert len(found) >= 10
    for name in found:
        where = place(name[1:].partition(".")[0])
        assert where is not None, name
        assert where[name[1:-1]], name
    assert not [line for line in _spoken_lines() if "{" in named_keys(line, Keymap())]


@pytest.mark.parametrize("chosen", ["f12", "z"])
def test_a_key_that_was_chosen_anew_is_named_anew(chosen: str) -> None:
    keymap, unfit = keymap_for(Settings(keys={"board.ack": chosen}), all_places())
    assert not unfit
    assert named_keys("Press {board.ack}.", Keymap()) == "Press a."
    assert named_keys("Press {board.ack}.", keymap) == f"Press {chosen}."
    talk = Talk(1, Speaker.COLLEAGUE, "Vera", ("Press {board.ack}.",), choices=("what {board.ack} does",))
    assert with_keys(talk, keymap).choices == (f"what {chosen} does",)
    theme = load_theme("dark")
    manner = Manner(theme, UNICODE, keymap)
    rows = talk_rows(TalkPicture(talk, None), 80, 5, manner)
    assert any(f"Press {chosen}." in text for row in rows for _, text, _, _ in row)


@pytest.mark.parametrize("text", ["{", "}", "{}", "{nobody.knows}", "{board.nothing}", "a {b} c", "{board.ack"])
def test_what_names_no_key_stays_as_it_is_written(text: str) -> None:
    assert named_keys(text, Keymap()) == text
