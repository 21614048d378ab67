"""Zones send only what changed: a ticking clock costs a line, not a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.strip import Strip

from game.tui.theme import load_theme
from game.tui.widgets.bars import Footer
from game.tui.widgets.board import Board
from game.tui.widgets.header import Header
from game.tui.widgets.zone import Zone
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, text


async def test_only_changed_lines_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """One second more: one line of the header. One tile that differs: its two lines. Nothing new: nothing."""
    drawn: list[tuple[type[Zone], int]] = []
    render = Zone.render_line

    def counted(zone: Zone, y: int) -> Strip:
        drawn.append((type(zone), y))
        return render(zone, y)

    port = FakePort("dns")
    app = app_on(port)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        board = app.screen
        monkeypatch.setattr(Zone, "render_line", counted)

        board.look()  # type: ignore[attr-defined]
        await pilot.pause()
        assert drawn == []

        port.change(second=port.snapshot.second + 1)
        board.look()  # type: ignore[attr-defined]
        await pilot.pause()
        assert {(kind, y) for kind, y in drawn if kind is not Footer} == {(Header, 0)}

        drawn.clear()
        tiles = port.snapshot.tiles
        port.change(tiles=(replace(tiles[0], value=0.99), *tiles[1:]))
        board.look()  # type: ignore[attr-defined]
        await pilot.pause()
        assert {(kind, y) for kind, y in drawn} <= {(Board, 1), (Board, 2)}
        assert "degraded 99%" in text(app.screen)[4]


async def test_a_theme_can_be_changed_while_one_plays() -> None:
    """The same state is painted in other looks, on the screen below as well."""
    app = app_on(FakePort("dns"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = text(app.screen)
        for theme in ("light", "ansi", "dark"):
            app.wear(theme)
            await pilot.pause()
            assert text(app.screen) == before
            header = app.screen.query_one(Header)
            style = next(segment.style for segment in header.render_line(0))
            assert style is not None
            assert style.bgcolor == load_theme(theme).tokens["panel"].colour
        with pytest.raises(ValueError, match="there is no theme"):
            app.wear("solarized")
