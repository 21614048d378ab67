"""What customers say: no more than the board shows, fitting what they were told, the same whenever one asks."""

from __future__ import annotations

import pytest

from game.session.run import YOU, Run
from game.session.seat import Seat
from game.session.session import Session
from game.session.telling.voices import EVERY_S, MOST, SINCE_S, voices
from game.session.view.telling import Draft, Voice
from tests.session.night import changed, small_night


def _night(seed: int = 1, until_s: int = 4000, *said: tuple[int, str]) -> Run:
    run = Run(small_night(), seed)
    for second, line in said:
        run.advance_to(second)
        run.say(line, YOU, run.second, confirmed=True)
    run.advance_to(until_s)
    return run


POST = 'post investigating store,login "Calls to the store fail." next 15'


def test_nobody_complains_while_all_is_well() -> None:
    """Before the trouble nobody says a word."""
    assert voices(_night(until_s=0)) == ()


def test_a_sector_speaks_of_what_it_cannot_do_and_says_the_same_again() -> None:
    """Newest first, by the company's name where there is one; asking again later changes nothing of it."""
    run = _night()
    heard = voices(run)
    assert heard
    assert [voice.second for voice in heard] == sorted([voice.second for voice in heard], reverse=True)
    assert {voice.who for voice in heard} <= {"Linden Bank", "Streaming"}
    assert voices(_night()) == heard
    before = [voice for voice in heard if voice.second < 3000]
    assert [voice for voice in voices(_night(until_s=3000)) if voice.second < 3000] == before
    assert voices(_night(seed=2)) != heard


def test_what_they_say_fits_what_they_were_told() -> None:
    """Without an update they ask; with one that is kept they wait for it; with one that is late they say by when it was due."""
    for seed in range(1, 9):
        for voice in voices(_night(seed, 6000, (900, POST))):
            _fits(voice)


def _fits(voice: Voice) -> None:
    words: tuple[str, ...]
    if voice.second < 900:
        words = ("Is it us or you", "says that all is well", "Is anybody there")
    elif voice.second < 1860:
        words = ("wait for 00:18", "look again at 00:18")
    else:
        words = ("00:18", "What do we tell them", "We can work again")
    assert any(word in voice.text for word in words), voice


def test_a_resolved_page_is_not_believed_by_who_still_fails() -> None:
    """They say so."""
    post = 'post resolved store "All is well." next 15'
    heard = [voice.text for seed in range(1, 6) for voice in voices(_night(seed, 3500, (900, POST), (950, post)))]
    late = [text for text in heard if "esolved" in text]
    assert late
    assert any("still cannot" in text or "Resolved for whom" in text for text in late)


def test_who_is_well_again_says_thank_you_once() -> None:
    """After the repair."""
    lines = ((300, "dns automation off"), (600, "dns restore store.example.net"), (700, "dns flush"))
    texts = [voice.text for seed in range(1, 12) for voice in voices(_night(seed, 6000, *lines))]
    thanks = [text for text in texts if "again. Thank you." in text]
    assert thanks
    last = [voices(_night(seed, 7000, *lines)) for seed in range(1, 6)]
    assert all(not heard or "Thank you" in heard[0].text for heard in last if heard and heard[0].second > 3000)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_only_the_newest_of_the_last_hours_are_heard(seed: int) -> None:
    """At most one of a sector every twenty minutes."""
    run = Run(changed(small_night(), end_s=20_000), seed)
    run.advance_to(19_000)
    heard = voices(run)
    assert len(heard) <= MOST
    assert all(voice.second >= run.second - SINCE_S - EVERY_S for voice in heard)
    for who in {voice.who for voice in heard}:
        slots = [(voice.second - run.region.plan.start_s) // EVERY_S for voice in heard if voice.who == who]
        assert len(slots) == len(set(slots))


def test_the_preview_carries_them() -> None:
    """As the seat hands it to the screen."""
    seat = Seat(Session(_night()))
    assert seat.preview(Draft()).voices == voices(seat.session.run) != ()
