"""Every screen at every size in every theme as a stored picture: nothing cut, nothing hidden, little colour, always a drill.

NOERROR_UPDATE_SNAPSHOTS=1 stores what is drawn now; read the difference before you keep it.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual import events
from textual.pilot import Pilot

from game.session.keeping.settings import THEMES
from game.tui.app import NoErrorApp
from game.tui.screens.jump import JumpScreen
from tests.tui.gallery import BETWEEN, SCENES, SIZES, Scene
from tests.tui.screen_text import SNAPSHOTS, cells, difference, flaws, letter, looks, stored, text

STORED = ("dark", "light", "no-color")
"""The themes whose pictures are kept."""
NAMES = [scene.name for scene in SCENES]


@pytest.fixture(autouse=True)
def _a_home_of_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some screens name the player's folder; nothing is written there."""
    monkeypatch.setenv("NOERROR_HOME", "the-data-folder")


def sized(size: tuple[int, int]) -> str:
    """A size as a file is called."""
    return f"{size[0]}x{size[1]}"


DRAWN = [(scene, size) for scene in SCENES for size in SIZES]
DRAWN += [
    (scene, size) for scene in SCENES for size in BETWEEN if scene.name in ("board-dns", "board-nlb", "cascade-dns")
]


def named(scene: Scene, size: tuple[int, int]) -> str:
    """What the file of a picture is called."""
    return f"{scene.name}-{sized(size)}"


async def wear(pilot: Pilot[int], app: NoErrorApp, scene: Scene, theme: str, *, ascii_only: bool = False) -> None:
    """Choose other looks and come back to the screen, as from the settings. Letters over it are taken away before that."""
    lettered = isinstance(app.screen, JumpScreen)
    if lettered:
        await pilot.press("escape")
    app.change(replace(app.settings, theme=theme, ascii_only=ascii_only))
    if lettered:
        await pilot.press(*scene.keys)
    else:
        app.screen.post_message(events.ScreenResume())
    for _ in range(3):
        await pilot.pause()


def coloured(app: NoErrorApp, scene: Scene) -> None:
    """Few cells are in a hue or filled, on a board at most 15 % and 2 %; where nothing is wrong, none is of trouble's hue."""
    drawn = [(char, letter(style, app.manner.theme)) for row in cells(app.screen) for char, style in row]
    filled = sum(mark in "GD" for _, mark in drawn)
    hued = sum(mark in "gdry" and char != " " for char, mark in drawn) + filled
    if app.size.width >= 120:
        assert hued / len(drawn) <= scene.budget[0]
        assert filled / len(drawn) <= scene.budget[1]
    if scene.calm:
        assert not any(mark in "gdrGD" for _, mark in drawn)


@pytest.mark.parametrize(("scene", "size"), DRAWN, ids=[named(scene, size) for scene, size in DRAWN])
async def test_a_screen_looks_as_it_did(scene: Scene, size: tuple[int, int]) -> None:
    """A change of any cell's text or look is seen and has to be wanted. The looks are changed while the screen is open: in
    every theme nothing is cut or overwritten, and with plain symbols everything is ASCII. Colour stays worth looking at."""
    drawn: list[str] = []
    texts: dict[str, list[str]] = {}
    app = scene.app(STORED[0])
    async with app.run_test(size=size) as pilot:
        await scene.go(pilot)
        coloured(app, scene)
        for theme in (*STORED, *(name for name in THEMES if name not in STORED)):
            if app.settings.theme != theme:
                await wear(pilot, app, scene, theme)
            assert flaws(app.screen) == [], theme
            if theme not in STORED:
                continue
            texts[theme] = [line.rstrip() for line in text(app.screen)]
            marks = [line.rstrip() for line in looks(app.screen, app.manner.theme)]
            known = next((other for other, lines in texts.items() if other != theme and lines == texts[theme]), "")
            drawn += [f"== {theme}, text{f' as in {known}' if known else ''}", *([] if known else texts[theme])]
            drawn += [f"== {theme}, looks", *marks]
        await wear(pilot, app, scene, STORED[0], ascii_only=True)
        assert flaws(app.screen) == []
        assert [line for line in text(app.screen) if not line.isascii()] == []
    name = named(scene, size)
    assert stored(name, drawn) or not difference(name, drawn)
    assert any("drill" in line.lower() for line in texts["dark"])


def test_every_stored_picture_belongs_to_a_scene() -> None:
    """A picture that nobody draws any more says nothing."""
    wanted = {named(scene, size) for scene, size in DRAWN}
    assert {path.stem for path in SNAPSHOTS.glob("*.txt")} == wanted


@pytest.mark.parametrize(
    "scene",
    [
        pytest.param(scene, id=name, marks=[pytest.mark.long] if at % 4 else [])
        for at, (scene, name) in enumerate(zip(SCENES, NAMES, strict=True))
    ],
)
async def test_a_screen_can_be_resized_live(scene: Scene) -> None:
    """Every size between the layouts, one after the other, in the same run; too small says so and comes back."""
    app = scene.app("dark")
    async with app.run_test(size=(120, 36)) as pilot:
        await scene.go(pilot)
        for width, height in ((97, 27), (60, 18), (118, 33), (200, 55), (121, 40), (170, 50), (260, 70), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert flaws(app.screen) == [], (width, height)
            assert len(text(app.screen)) == height
            assert any("needs 80x24" in line for line in text(app.screen)) is (width < 80)
