"""Pictures of what comes beside and after a night: help while it runs, the debrief's questions, watching it again, results.

They are made from the first night as its reference plays it. `tests.tui.night_pictures` draws them with the others.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from game.headless.cards import kept_cards
from game.headless.run import play_script
from game.session.helping.guidance import Guidance
from game.session.journal import read_journal
from game.session.judging.result import record_of
from game.session.judging.score import score
from game.session.keeping.finished import finished
from game.session.keeping.past import past_of
from game.session.keeping.records import Records
from game.session.keeping.settings import Settings
from game.session.keeping.settings_file import SettingsFile
from game.session.replaying.differences import differences_with_parent
from game.session.replaying.rewind import Recording
from game.session.seat import Seat
from game.session.session import Session
from game.session.view.nights import Past
from game.tui.app import NoErrorApp
from game.tui.hacks import cells_of
from game.tui.paint.export import svg
from tests.tui.ended_night import EndedNight, scenario_of
from tests.tui.gallery import ran, settled

LEVEL = "empty-answer"
FIRST = "first-page"
HOME = "the-data-folder"
FORKED_S = 600
PLAYED_AT = 1_760_000_000
"""When the nights of the results were played, in seconds since 1970."""
DAY_S = 86_400


@dataclass(frozen=True)
class Afterwards:
    """One file: `app` opens the game in a folder of its own, `keys` lead to the screen; with `debrief` once that is ready."""

    name: str
    about: str
    app: Callable[[Path], NoErrorApp]
    keys: tuple[str, ...] = ()
    debrief: bool = False
    size: tuple[int, int] = (120, 36)


def _still() -> SettingsFile:
    """Nothing moves in a picture."""
    return SettingsFile(settings=Settings(motion=False))


def _early(_: Path) -> NoErrorApp:
    """On the board, a minute into the night, with the clock stopped."""
    session = Session.begin(scenario_of(LEVEL), 1, guidance=Guidance.HINTS)
    session.advance_to(60)
    session.pause(True)
    return NoErrorApp((), lambda *_: Seat(session), first=LEVEL, kept=_still())


def _beside(_: Path) -> NoErrorApp:
    """On the board of the first level, where a colleague begins to play it, with the clock stopped."""
    session = Session.begin(scenario_of(FIRST), 1, guidance=Guidance.COLLEAGUE)
    session.advance_to(60)
    session.pause(True)
    return NoErrorApp((), lambda *_: Seat(session), first=FIRST, kept=_still())


def _ended(folder: Path) -> NoErrorApp:
    """At the end of the night, where the debrief comes by itself."""
    night = EndedNight(folder, LEVEL)
    return NoErrorApp((), lambda *_: night.seat, first=LEVEL, kept=_still(), watch=night.watch)


def _forked(folder: Path) -> NoErrorApp:
    """At the end of a night that was taken over from another one, and in which nothing more was done."""
    night = EndedNight(folder, LEVEL)
    parent = read_journal(Path(night.seat.journal()))
    session = Recording(parent, scenario_of(LEVEL)).take_over(folder / "fork.jsonl", FORKED_S)
    session.advance_to(scenario_of(LEVEL).end_s)
    seat = Seat(session)
    return NoErrorApp(
        (),
        lambda *_: seat,
        first=LEVEL,
        kept=_still(),
        watch=night.watch,
        compare=lambda journal: differences_with_parent(read_journal(Path(journal)), scenario_of(LEVEL)),
    )


def _results(folder: Path) -> NoErrorApp:
    """On the title, with three nights in the records."""
    past = _past(folder)
    return NoErrorApp(kept_cards(), lambda *_: None, kept=_still(), past=lambda: past)  # type: ignore[arg-type]


def _past(folder: Path) -> Past:
    """A night in which nobody acted, the same one won, and the one before it."""
    records = Records(folder / "records.sqlite")
    for day, (level, script) in enumerate(((FIRST, "reference"), (LEVEL, ""), (LEVEL, "reference"))):
        scenario = scenario_of(level)
        text = dict(scenario.scripts).get(script)
        run = play_script(scenario, 1, None if text is None else (text, script), tell=lambda _: None)
        record = record_of(run)
        ended = PLAYED_AT + day * DAY_S
        records.keep(finished(record, score(record, scenario), scenario, begun=ended - 1800, ended=ended))
    return replace(past_of(records, kept_cards(), PLAYED_AT + 3 * DAY_S), kept_in=HOME)


_PART = ("tab",)

PICTURES = (
    Afterwards("hint", "A hint, rung after rung: where to look, what to compare", _early, ("h", "h")),
    Afterwards("colleague", "A colleague plays, and thinks aloud", _beside),
    Afterwards("moment", "The debrief: a moment, and what was thought then", _ended, _PART * 2, debrief=True),
    Afterwards("moment-told", "The same, answered: what followed", _ended, (*_PART * 2, "1"), debrief=True),
    Afterwards("causes", "The debrief: the chain of causes, put in order", _ended, _PART * 3, debrief=True),
    Afterwards("causes-told", "The same, told", _ended, (*_PART * 3, "s"), debrief=True),
    Afterwards(
        "fixes", "The debrief: the night run again with two fixes", _ended, (*_PART * 4, "1", "2", "r"), debrief=True
    ),
    Afterwards("score", "The debrief: the score, rule by rule", _ended, _PART * 5, debrief=True),
    Afterwards("own-words", "The debrief: one thing to keep and one to change", _ended, _PART * 6, debrief=True),
    Afterwards("rubric", "The published rules of the score", _ended, ("p",), debrief=True),
    Afterwards(
        "replay",
        "The night watched again, to take over at any moment",
        _ended,
        ("w", "space", *("greater_than_sign",) * 8),
        debrief=True,
    ),
    Afterwards("differences", "A night beside the one that it was taken over from", _forked, ("c",), debrief=True),
    Afterwards("results", "Your results, and what comes again", _results, ("s",)),
)


async def draw(picture: Afterwards) -> str:
    """One picture as SVG."""
    with TemporaryDirectory() as folder, chdir(folder), _in_utc():
        Path(HOME).mkdir()
        app = picture.app(Path(HOME))
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause()
            await settled(pilot, debrief=picture.debrief)
            for key in picture.keys:
                await pilot.press(key)
                await settled(pilot)
            await ran(pilot)
            await settled(pilot)
            return svg(cells_of(app.screen), f"NOERROR drill: {picture.about}")


@contextmanager
def _in_utc() -> Iterator[None]:
    """The player's own clock shows UTC."""
    with patch.dict(os.environ, {"TZ": "UTC"}):
        time.tzset()
        yield
    time.tzset()
