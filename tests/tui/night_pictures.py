"""Pictures of every screen from the real game in the long night: `python -m tests.tui.night_pictures` writes docs/pictures.

The night is played with the published actions; at each moment the real app is opened on it and keys are pressed. A test
says when the pictures are not what the game shows any more.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from game.content.load import load_level
from game.headless.cards import kept_cards
from game.session.keeping.settings import Settings
from game.session.keeping.settings_file import SettingsFile
from game.session.language.script import read_script, seconds_of
from game.session.seat import Seat
from game.session.session import Session
from game.tui.app import NoErrorApp
from game.tui.hacks import cells_of
from game.tui.paint.export import svg
from game.tui.screens.board_base import BoardBase
from tests.tui import afterwards_pictures
from tests.tui.gallery import settled

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
LEVEL = "long-night"
HOME = "the-data-folder"
"""A data folder for pictures in which one is named; nothing is written there."""
SMALL, MIDDLE, LARGE = (80, 24), (120, 36), (200, 55)
TITLE = "title"
END = "15:00:30"


@dataclass(frozen=True)
class Picture:
    """One file: `at` is a time of the night ("8:40:00") or TITLE, `keys` lead to the screen, `looks` are lines typed before."""

    name: str
    about: str
    at: str
    size: tuple[int, int] = MIDDLE
    selected: str = ""
    keys: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    theme: str = "dark"


_EVIDENCE = ("plans", "logs planner", "logs enactor-1", "logs enactor-2", "logs enactor-3", "logs record")

PICTURES = (
    Picture("title", "The title", TITLE),
    Picture("title-80x24", "The title at 80x24", TITLE, SMALL),
    Picture("title-200x55", "The title at 200x55", TITLE, LARGE),
    Picture("levels", "Choosing a night", TITLE, keys=("l", "down", "down", "down")),
    Picture("settings", "Settings, with a sample of every state", TITLE, keys=("o",)),
    Picture("board-calm", "The calm before it", "-0:01:00", selected="dynamodb"),
    Picture(
        "board", "Fifty minutes in: DynamoDB has vanished, and the record says NOERROR", "0:50:00", selected="dynamodb"
    ),
    Picture("board-80x24", "The same at 80x24", "0:50:00", SMALL, "dynamodb"),
    Picture("board-200x55", "The same at 200x55", "0:50:00", LARGE, "dynamodb"),
    Picture(
        "console", "The console: status NOERROR, ANSWER: 0", "0:50:30", looks=("dig dynamodb.us-east-1.amazonaws.com",)
    ),
    Picture("completion", "What can follow, with a word on each", "0:50:40", keys=("slash", *"throttle ")),
    Picture("dns-inspector", "The DNS inspector, with the logs read", "0:52:00", keys=("d",), looks=_EVIDENCE),
    Picture("dns-inspector-80x24", "The DNS inspector at 80x24", "0:52:00", SMALL, keys=("d",)),
    Picture("dns-inspector-200x55", "The DNS inspector at 200x55", "0:52:00", LARGE, keys=("d",)),
    Picture("dns-inspector-light", "The DNS inspector in the light theme", "0:52:00", keys=("d",), theme="light"),
    Picture("status-page", "Writing a public update", "0:55:00", keys=("s", "ctrl+t")),
    Picture("status-page-80x24", "Writing a public update at 80x24", "0:55:00", SMALL, keys=("s", "ctrl+t")),
    Picture("status-page-200x55", "Writing a public update at 200x55", "0:55:00", LARGE, keys=("s", "ctrl+t")),
    Picture("palette", "Finding an action by its words", "0:55:10", keys=("ctrl+p", *"rest")),
    Picture("jump", "A letter on everything that can be chosen", "0:55:20", selected="dynamodb", keys=("j",)),
    Picture("glossary", "What the words on the screen mean", "0:55:30", selected="record", keys=("x",)),
    Picture("help", "Help for where you are", "0:55:40", keys=("question_mark",)),
    Picture("export", "Keeping what is seen as a file", "0:55:50", keys=("f4",)),
    Picture("question", "A risky action asks once, in the prompt's row", "0:56:00", selected="dynamodb", keys=("4",)),
    Picture("leases", "The servers' leases have run out", "2:20:00", selected="dwfm"),
    Picture("collapse", "DynamoDB is back, and EC2 collapses under its own queue", "3:40:00", selected="dwfm"),
    Picture("queue", "The queue of the lease manager in its own terms", "3:40:10", selected="dwfm", keys=("w",)),
    Picture("queue-80x24", "The same at 80x24", "3:40:10", SMALL, "dwfm", ("w",)),
    Picture("propagation", "New servers wait for their network", "6:50:00", selected="network"),
    Picture("balancers", "Health checks flap, and az2 is thrown out", "8:40:00", selected="az2"),
    Picture("balancers-80x24", "The same at 80x24", "8:40:00", SMALL, "az2"),
    Picture("balancers-200x55", "The same at 200x55", "8:40:00", LARGE, "az2"),
    Picture("balancers-light", "The same in the light theme", "8:40:00", selected="az2", theme="light"),
    Picture("balancers-high-contrast", "The same in high contrast", "8:40:00", selected="az2", theme="high-contrast"),
    Picture("balancers-ansi", "The same in 16 colours", "8:40:00", selected="az2", theme="ansi"),
    Picture("balancers-no-color", "The same without colour", "8:40:00", selected="az2", theme="no-color"),
    Picture("handover", "Writing the note for the next shift", "7:05:00", keys=("o",)),
    Picture("pager", "The pager with all the room", "8:40:10", SMALL, keys=("l",)),
    Picture("first-out", "Who failed first, on one clock", "8:41:00", selected="az2", keys=("v",)),
    Picture("first-out-80x24", "The same at 80x24", "8:41:00", SMALL, "az2", ("v",)),
    Picture("first-out-200x55", "The same at 200x55", "8:41:00", LARGE, "az2", ("v",)),
    Picture("timeline", "The timeline so far", "8:41:10", keys=("t",)),
    Picture("timeline-80x24", "The same at 80x24", "8:41:10", SMALL, keys=("t",)),
    Picture("chart", "Health checks as a chart, with what was done", "8:41:20", selected="checks", keys=("g",)),
    Picture("chart-80x24", "The same at 80x24", "8:41:20", SMALL, "checks", ("g",)),
    Picture("checks", "Sick but fine, truly sick: two numbers", "8:41:30", selected="checks"),
    Picture("relaxing", "The limits are lifted step by step", "13:00:00", selected="ec2"),
    Picture("debrief", "The debrief", END),
    Picture("debrief-timeline", "The debrief: your night beside the region's truth", END, keys=("tab", "s")),
    Picture("debrief-80x24", "The debrief at 80x24", END, SMALL),
    Picture("debrief-200x55", "The debrief at 200x55", END, LARGE),
)


class Night:
    """The long night with the published actions, played on as far as the pictures need it."""

    def __init__(self) -> None:
        scenario = load_level(LEVEL)
        self.session = Session.begin(scenario, 1)
        self.session.pause(True)
        text = dict(scenario.scripts)["history"]
        self._lines = [said for _, said in read_script(text, LEVEL, scenario, self.session.run.grammar).lines]

    def go_to(self, time: str) -> None:
        """Play up to a time, "H:MM:SS" from the level's zero."""
        second = _second(time)
        while self._lines and self._lines[0].second <= second:
            said = self._lines.pop(0)
            self.session.advance_to(said.second)
            self.session.submit(said.line, confirmed=True, second=said.second)
        self.session.advance_to(second)


def _kept(picture: Picture) -> SettingsFile:
    """Nothing moves in a picture."""
    theme = "" if picture.theme == "no-color" else picture.theme
    return SettingsFile(settings=Settings(theme=theme, motion=False))


async def _draw(picture: Picture, night: Night | None) -> str:
    if night is None:
        app = NoErrorApp(kept_cards(), lambda *_: None, kept=_kept(picture))  # type: ignore[arg-type]
    else:
        night.go_to(picture.at)
        for line in picture.looks:
            night.session.submit(line)
        seat = Seat(night.session)
        app = NoErrorApp((), lambda *_: seat, first=LEVEL, kept=_kept(picture))
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause()
        if picture.selected and isinstance(app.screen, BoardBase):
            app.screen.select(picture.selected)
        await settled(pilot, debrief=picture.at == END)
        for key in picture.keys:
            await pilot.press(key)
        await settled(pilot)
        return svg(cells_of(app.screen), f"NOERROR drill: {picture.about}")


def names() -> list[str]:
    """The file names of all pictures."""
    return [f"{picture.name}.svg" for picture in (*PICTURES, *afterwards_pictures.PICTURES)]


def drawn(first: int | None = None) -> Iterator[tuple[str, str]]:
    """(file name, content) of every picture and of the page that lists them, as the game shows them now.

    With `first`, of so many of the night, in its order (each shows what was looked at for those before it), and so many of
    what comes beside and after it.
    """
    night = Night()
    order = sorted(PICTURES, key=lambda picture: -1e9 if picture.at in (TITLE,) else _second(picture.at))
    for picture in order[:first]:
        environment = {"NOERROR_HOME": HOME, "COLORTERM": "truecolor", "TERM": "xterm-256color"}
        if picture.theme == "no-color":
            environment["NO_COLOR"] = "1"
        with patch.dict(os.environ, environment):
            if picture.theme != "no-color":
                os.environ.pop("NO_COLOR", None)
            yield f"{picture.name}.svg", asyncio.run(_draw(picture, None if picture.at == TITLE else night))
    with patch.dict(os.environ, {"NOERROR_HOME": HOME, "COLORTERM": "truecolor", "TERM": "xterm-256color"}):
        os.environ.pop("NO_COLOR", None)
        for beside in afterwards_pictures.PICTURES[:first]:
            yield f"{beside.name}.svg", asyncio.run(afterwards_pictures.draw(beside))
    yield "README.md", _page()


def _second(time: str) -> int:
    second = seconds_of(time.removeprefix("-"))
    assert second is not None, time
    return -second if time.startswith("-") else second


def _page() -> str:
    """The list of all pictures."""
    lines = [
        "# Pictures",
        "",
        "Every screen of the game, drawn by itself: in the long night, played with the actions that were published; and, for what",
        "comes beside and after a night, in the first one as its reference plays it.",
        "`python -m tests.tui.night_pictures` makes them anew.",
    ]
    for picture in (*PICTURES, *afterwards_pictures.PICTURES):
        lines += ["", f"## {picture.about}", "", f"![{picture.about}]({picture.name}.svg)"]
    return "\n".join([*lines, ""])


def main() -> None:
    """Write what has changed, and take away what is not drawn any more."""
    FOLDER.mkdir(exist_ok=True)
    written = set()
    for name, content in drawn():
        (FOLDER / name).write_text(content, encoding="utf-8")
        written.add(name)
    for stale in FOLDER.glob("*.svg"):
        if stale.name not in written:
            stale.unlink()


if __name__ == "__main__":
    main()
