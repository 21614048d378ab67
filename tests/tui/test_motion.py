"""What has just changed shows it for a moment: at once, driven by the clock that is handed in, and then it stands still."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.readings import State
from game.session.keeping.settings import Settings
from game.session.view.board import Snapshot, Tile
from game.tui.canvas import Canvas
from game.tui.screens import board_base
from game.tui.theme import choose_manner
from game.tui.widgets.board import Board
from game.tui.widgets.full_tile import FULL_LINES, FULL_WIDTH, FullTile
from game.tui.widgets.motion import PAGE_STEP_S, STEPS, STILL, TILE_STEP_S, Change, Motion, Step, change_of
from game.tui.widgets.side import Side
from game.tui.widgets.tiles import LARGE_WIDTH, SMALL_WIDTH, Relation, TilePainter
from game.tui.widgets.zone import Zone
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import snapshot, tiles
from tests.tui.looks import looks_line
from tests.tui.screen_text import app_on
from tests.tui.test_board_keys import playing

MANNERS = {name: choose_manner({}, name) for name in ("dark", "light", "high-contrast", "ansi", "no-color")}
CALM = next(tile for tile in tiles("calm") if tile.component == "banks")
SETTLED_S = STEPS * TILE_STEP_S


def _turned(now: Snapshot, component: str, **values: object) -> Snapshot:
    changed = tuple(replace(it, **values) if it.component == component else it for it in now.tiles)  # type: ignore[arg-type]
    return replace(now, version=now.version + 1, tiles=changed)


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (State.OK, State.DOWN, Change.FELL),
        (State.DEGRADED, State.DOWN, Change.FELL),
        (State.STALE, State.DOWN, Change.FELL),
        (State.OK, State.DEGRADED, Change.WORSE),
        (State.DOWN, State.DEGRADED, Change.BETTER),
        (State.DEGRADED, State.RECOVERING, Change.BETTER),
        (State.RECOVERING, State.OK, Change.BETTER),
        (State.OK, State.OK, None),
        (State.DOWN, State.STALE, None),
        (State.OK, State.RECOVERING, None),
    ],
)
def test_a_change_of_state_has_a_meaning(before: State, after: State, change: Change | None) -> None:
    """Down, worse, better; readings that went stale tell nothing about the service."""
    assert change_of(replace(CALM, state=before), replace(CALM, state=after)) is change


def test_a_change_settles_in_three_steps() -> None:
    """By the clock, within 1.2 seconds, and it is forgotten then."""
    calm = snapshot("calm")
    motion = Motion(calm)
    assert motion.moving(100.0) is STILL
    motion.heed(_turned(calm, "banks", state=State.DOWN, new=True), 100.0)
    seen = [motion.moving(100.0 + TILE_STEP_S * step).tiles for step in (0, 0.9, 1.1, 2.1)]
    assert seen == [(("banks", Step(Change.FELL, at)),) for at in (0, 0, 1, 2)]
    assert SETTLED_S <= 1.2
    assert motion.moving(100.0 + SETTLED_S) == STILL
    assert motion.moving(100.0 + SETTLED_S) is STILL


def test_another_number_is_no_change_of_state() -> None:
    """Readings move all the time; only states carry emphasis."""
    calm = snapshot("calm")
    motion = Motion(calm)
    motion.heed(_turned(calm, "banks", value=0.04, spark=(1, 2)), 1.0)
    assert motion.moving(1.0) is STILL


def test_a_new_page_moves_once() -> None:
    """When a component begins to wait for somebody; a second alarm of it does not move the row again."""
    port = FakePort("calm")
    motion = Motion(port.snapshot)
    port.page()
    motion.heed(port.snapshot, 5.0)
    assert [motion.moving(5.0 + PAGE_STEP_S * step).pages for step in (0, 1, 2)] == [
        (("schools", step),) for step in range(3)
    ]
    assert motion.moving(5.0 + PAGE_STEP_S * STEPS) == STILL
    port.page("more of it")
    motion.heed(port.snapshot, 9.0)
    assert motion.moving(9.0) is STILL


@pytest.mark.parametrize(("off", "speed"), [(True, 1), (False, 60), (False, 240)])
def test_nothing_moves_where_it_is_not_wanted_or_would_flicker(off: bool, speed: int) -> None:
    """Reduced motion, and a pace at which states change all the time. What moved before stands still at once."""
    calm = snapshot("calm")
    motion = Motion(calm)
    fell = _turned(calm, "banks", state=State.DOWN, new=True)
    motion.heed(fell, 1.0)
    assert motion.moving(1.0) is not STILL
    motion.heed(replace(_turned(fell, "games", state=State.DOWN), speed=speed), 1.1, off=off)
    assert motion.moving(1.1) is STILL
    motion.heed(replace(fell, speed=1), 9.0)
    assert "games" in dict(motion.moving(9.0).tiles)


Paint = Callable[[Canvas, Tile, Relation, str], None]
_FORMS: list[tuple[int, int, Paint]] = [
    (SMALL_WIDTH, 1, lambda it, tile, relation, theme: TilePainter(it, tile, relation, MANNERS[theme]).small(0, 0)),
    (LARGE_WIDTH, 2, lambda it, tile, relation, theme: TilePainter(it, tile, relation, MANNERS[theme]).large(0, 0)),
    (FULL_WIDTH, FULL_LINES, lambda it, tile, relation, theme: FullTile(it, tile, relation, MANNERS[theme]).full(0, 0)),
]


@given(
    tile=st.sampled_from([*tiles("dns"), *tiles("nlb"), *tiles("storm")]),
    step=st.builds(Step, st.sampled_from(Change), st.integers(0, STEPS - 1)),
    selected=st.booleans(),
    form=st.sampled_from(_FORMS),
    theme=st.sampled_from(sorted(MANNERS)),
)
def test_emphasis_never_hides_what_it_is_about(
    tile: Tile, step: Step, selected: bool, form: tuple[int, int, Paint], theme: str
) -> None:
    """From its first step on, a tile has every character that it has when it stands still; nothing is cut or overlaid."""
    width, height, paint = form
    still, moving = Canvas(width, height), Canvas(width, height)
    paint(still, tile, Relation(selected=selected), theme)
    paint(moving, tile, Relation(selected=selected, step=step), theme)
    assert [moving.text_line(y) for y in range(height)] == [still.text_line(y) for y in range(height)]
    assert moving.flaws == []


def _filled(tile: Tile, step: Step | None, form: int) -> list[int]:
    """The columns that are filled in the first line."""
    width, height, paint = _FORMS[form]
    canvas = Canvas(width, height)
    paint(canvas, tile, Relation(step=step), "dark")
    return [x for x, look in enumerate(looks_line(canvas, 0)) if look.endswith(("downbg", "degrbg"))]


@pytest.mark.parametrize("form", range(3))
def test_a_tile_fills_from_its_symbol_outwards(form: int) -> None:
    """The symbol at once, then more of it to the right, in the end all of it."""
    tile = replace(CALM, state=State.DOWN, new=True, value=0.8)
    widths = [_filled(tile, Step(Change.FELL, at), form) for at in range(STEPS)]
    full = _filled(tile, None, form)
    assert all(columns[0] == 1 and columns == list(range(1, 1 + len(columns))) for columns in widths)
    lengths = [len(columns) for columns in (*widths, full)]
    assert lengths == sorted(set(lengths))
    assert lengths[0] >= 2


def test_a_chip_draws_back_to_its_symbol() -> None:
    """Over the whole name first; what was acknowledged before has no fill, and is underlined instead."""
    tile = replace(CALM, state=State.DEGRADED, new=True, value=0.3)
    lengths = [len(_filled(tile, Step(Change.WORSE, at), 1)) for at in range(STEPS)]
    assert lengths[0] == 2 + len("Banks")
    assert lengths == sorted(set(lengths), reverse=True)
    assert len(_filled(tile, None, 1)) == 2
    assert _filled(replace(tile, new=False), Step(Change.WORSE, 0), 1) == []


@pytest.mark.parametrize("theme", sorted(MANNERS))
def test_the_mark_of_a_restored_service_runs_once(theme: str) -> None:
    """From the symbol over the name, each cell once, without any hue."""
    seen: list[int] = []
    still = Canvas(LARGE_WIDTH, 2)
    _FORMS[1][2](still, CALM, Relation(), theme)
    for at in range(STEPS):
        canvas = Canvas(LARGE_WIDTH, 2)
        _FORMS[1][2](canvas, CALM, Relation(step=Step(Change.BETTER, at)), theme)
        looks = zip(looks_line(canvas, 0), looks_line(still, 0), strict=True)
        seen += [x for x, (look, before) in enumerate(looks) if look != before]
        assert not any(hue in look for look in looks_line(canvas, 0) for hue in ("degr", "down", "rec", "you"))
    assert seen == list(range(1, 3 + len("Banks")))


class Clock:
    """A clock that stands until it is moved."""

    now = 50.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.mark.parametrize("motion", [True, False])
async def test_the_board_moves_and_then_costs_nothing(motion: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three pictures of a change and the last one; then no zone paints, however often one looks. With reduced motion it
    is the last one at once."""
    clock, port, painted = Clock(), FakePort("calm"), list[str]()
    monkeypatch.setattr(board_base, "monotonic", clock)

    def counted(zone: Zone) -> None:
        painted.append(str(zone.id))
        _repaint(zone)

    monkeypatch.setattr(Zone, "repaint", counted)
    async with playing(port, (120, 36), "s3") as (_, screen):
        screen.app.settings = Settings(motion=motion)  # type: ignore[attr-defined]
        port.change(tiles=_turned(port.snapshot, "banks", state=State.DOWN, new=True, value=0.8).tiles)
        pictures = []
        for _ in range(20):
            screen.look()
            pictures.append(tuple(tuple(looks_line(screen.query_one(Board).canvas, y)) for y in range(3)))
            clock.now += 0.125
        assert len(dict.fromkeys(pictures)) == (STEPS + 1 if motion else 1)
        assert all("DOWN 80%" in screen.query_one(Board).canvas.text_line(y) for y in (2,))
        painted.clear()
        for _ in range(20):
            screen.look()
            clock.now += 0.125
        assert painted == []


_repaint = Zone.repaint


async def test_the_row_of_a_new_page_slides_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Symbol, time and name are there in the first picture; the text comes nearer and stops."""
    clock, port = Clock(), FakePort("calm")
    monkeypatch.setattr(board_base, "monotonic", clock)
    async with playing(port, (120, 36), "s3") as (_, screen):
        port.page()
        begins = []
        for _ in range(5):
            screen.look()
            side = screen.query_one(Side).canvas
            row = next(side.text_line(y) for y in range(side.height) if "▲!" in side.text_line(y))
            begins.append(row.index("Schools"))
            assert row.index("▲!") < row.index(":") < row.index("Schools")
            clock.now += PAGE_STEP_S
        assert begins == sorted(begins, reverse=True)
        assert len(set(begins[:STEPS])) == STEPS
        assert begins[STEPS] == begins[STEPS + 1] < begins[STEPS - 1]


async def test_at_the_fastest_pace_the_board_does_not_flicker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two states there is one picture each, and no line of the side moves while nothing waits for anybody else."""
    clock, port = Clock(), FakePort("nlb")
    monkeypatch.setattr(board_base, "monotonic", clock)
    async with playing(port, (120, 36), "checks") as (_, screen):
        port.change(speed=240)
        at = set()
        for number in range(12):
            state = State.DEGRADED if number % 2 else State.OK
            port.change(
                second=port.snapshot.second + 30,
                tiles=_turned(port.snapshot, "az3", state=state, new=False).tiles,
            )
            screen.look()
            assert screen.now.moving is STILL
            side = screen.query_one(Side).canvas
            at.add(next(y for y in range(side.height) if "checks failing" in side.text_line(y)))
            clock.now += 0.125
        assert len(at) == 1


async def test_a_theme_without_shades_moves_too() -> None:
    """Where no ground differs, an underline or reversed cells carry the emphasis."""
    port = FakePort("calm")
    app = app_on(port, "no-color")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        port.change(tiles=_turned(port.snapshot, "banks", state=State.DEGRADED, new=True, value=0.3).tiles)
        app.screen.look()  # type: ignore[attr-defined]
        looks = looks_line(app.screen.query_one(Board).canvas, 1)
        assert len([look for look in looks if look.endswith("on degrbg")]) == 2 + len("Banks")
