"""Themes: complete, legible, distinguishable by every eye, and the right one for a terminal."""

from __future__ import annotations

from itertools import combinations

import pytest
from rich.color import Color, ColorSystem, ColorType

from game.session.keeping.settings import THEMES
from game.tui.glyphs import ASCII, UNICODE
from game.tui.screens.options import OptionsScreen
from game.tui.theme import TOKENS, choose_manner, choose_theme, load_theme
from tests.tui.colour_math import EYES, contrast, distance
from tests.tui.demo_screens import DemoApp
from tests.tui.fake_port import FakePort
from tests.tui.screen_text import app_on, cells

TRUECOLOUR = ("dark", "light", "high-contrast")
TEXTS = ("faint", "muted", "fg", "strong", "degr", "down", "rec", "you")
HUES = ("degr", "down", "rec", "you")


def colour(theme: str, token: str) -> Color:
    """A token's colour."""
    found = load_theme(theme).tokens[token].colour
    assert found is not None
    return found


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_every_token_and_resolves_every_look(theme: str) -> None:
    """A look never fails while somebody plays."""
    loaded = load_theme(theme)
    assert set(loaded.tokens) == set(TOKENS)
    for token in TOKENS:
        for ground in ("bg", "panel", "sel", "degrbg", "downbg"):
            assert loaded.style(f"bold underline {token} on {ground}").bold
    assert loaded.style("fg") is loaded.style("fg")


@pytest.mark.parametrize("theme", TRUECOLOUR)
@pytest.mark.parametrize("ground", ["bg", "panel", "sel"])
def test_text_is_legible(theme: str, ground: str) -> None:
    """WCAG 4.5 everywhere, but for the places that the screens avoid: faint on sel, light's amber on a shade."""
    avoided = {
        ("dark", "faint", "sel"),
        ("light", "faint", "sel"),
        ("light", "degr", "sel"),
        ("high-contrast", "faint", "sel"),
        ("high-contrast", "down", "sel"),
        ("high-contrast", "you", "sel"),
    }
    for token in TEXTS:
        ratio = contrast(colour(theme, token), colour(theme, ground))
        least = 3.5 if (theme, token, ground) in avoided else 4.5
        assert ratio >= least, f"{token} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("theme", TRUECOLOUR)
def test_fills_are_legible(theme: str) -> None:
    """What waits for somebody can be read best of all."""
    assert contrast(colour(theme, "downfg"), colour(theme, "downbg")) >= 5.0
    assert contrast(colour(theme, "degrfg"), colour(theme, "degrbg")) >= 5.4


# The smallest CIE Lab distance between two hues: normal, deutan, protan, tritan. Hand-picked palettes scored 0 and 7.
DISTANCES = {"dark": (44, 31, 25, 23), "light": (44, 19, 25, 25), "high-contrast": (56, 25, 20, 35)}


@pytest.mark.parametrize("theme", TRUECOLOUR)
def test_the_four_hues_differ_for_every_eye(theme: str) -> None:
    """Degraded, DOWN, recovering and the player's hand are told apart by colour-blind eyes as well."""
    for eye, least in zip(EYES, DISTANCES[theme], strict=True):
        pairs = combinations(HUES, 2)
        nearest = min(distance(colour(theme, one), colour(theme, two), eye) for one, two in pairs)
        assert nearest >= least, f"{eye}: {nearest:.1f}"


def test_greys_of_the_dark_theme_stay_grey_in_256_colours() -> None:
    """Above 15 % saturation a terminal of 256 colours gets a hue from the colour cube instead of a grey."""
    for token in ("bg", "panel", "sel", "rule", "faint", "muted", "fg", "strong", "page"):
        triplet = colour("dark", token).get_truecolor()
        shares = sorted(channel / 255 for channel in triplet)
        low, high = shares[0], shares[-1]
        light = (low + high) / 2
        saturation = 0 if high == low else (high - low) / (1 - abs(2 * light - 1))
        assert saturation < 0.151 or light > 0.9, token


def in_256(theme: str, token: str) -> Color:
    """A token's colour as a terminal of 256 colours shows it."""
    number = colour(theme, token).downgrade(ColorSystem.EIGHT_BIT).number
    assert number is not None
    return Color.from_triplet(Color.parse(f"color({number})").get_truecolor())


@pytest.mark.parametrize("theme", TRUECOLOUR)
def test_a_theme_survives_256_colours(theme: str) -> None:
    """Greys stay grey, grounds stay three, hues stay four for every eye, and what is new can be read."""
    for token in ("bg", "panel", "sel", "rule", "faint", "muted", "fg", "strong", "page"):
        assert len(set(in_256(theme, token).get_truecolor())) == 1, token
    assert len({in_256(theme, ground) for ground in ("bg", "panel", "sel")}) == 3
    for eye in EYES:
        pairs = combinations(HUES, 2)
        assert min(distance(in_256(theme, one), in_256(theme, two), eye) for one, two in pairs) >= 12, eye
    for token in ("muted", "fg", "strong", *HUES):
        assert contrast(in_256(theme, token), in_256(theme, "bg")) >= 4.5, token
    for fill in ("down", "degr"):
        assert contrast(in_256(theme, f"{fill}fg"), in_256(theme, f"{fill}bg")) >= 5.0, fill


def test_sixteen_colours_are_chosen_by_number_and_told_apart() -> None:
    """Scaled down, a theme of true colours paints DOWN yellow: the terminal's own palette is named by number instead."""
    for token in TOKENS:
        found = load_theme("ansi").tokens[token].colour
        assert found is not None
        assert found.type in (ColorType.STANDARD, ColorType.DEFAULT), token
        assert found.downgrade(ColorSystem.STANDARD) == found
    numbers = {token: colour("ansi", token).number for token in TOKENS}
    assert len({numbers[token] for token in (*HUES, "fg", "strong", "rule")}) == len(HUES) + 3
    for token, series in (("degr", "degr2"), ("down", "down2"), ("rec", "rec2"), ("you", "youbg")):
        assert numbers[token] != numbers[series]
        assert numbers[token] == (numbers[series] or 0) + 8, "bright over dim of the same hue"
    assert numbers["degrfg"] != numbers["degrbg"] != numbers["downbg"] != numbers["downfg"]


@pytest.mark.parametrize("case", ["calm", "storm"])
async def test_sixteen_colours_are_sent_as_sixteen_colours(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes to the terminal names one of the 16 or nothing: neither a triplet nor one of 256."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    app = app_on(FakePort(case), "ansi")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        sent = {
            colour.type
            for row in cells(app.screen)
            for _, style in row
            for colour in (style.color, style.bgcolor)
            if colour is not None
        }
        assert sent <= {ColorType.STANDARD, ColorType.DEFAULT}


@pytest.mark.parametrize("theme", TRUECOLOUR)
@pytest.mark.parametrize(
    "name", ["board", "typing", "title", "levels", "dns", "composer", "help", "debrief", "options"]
)
async def test_every_word_on_every_screen_is_legible(theme: str, name: str) -> None:
    """Letters and numbers as they are drawn, on the ground on which they stand: no look slips by the list above."""
    app = (
        app_on(FakePort("storm"), theme) if name in ("board", "typing") else DemoApp(name, FakePort("dns"), theme=theme)
    )
    async with app.run_test(size=(120, 36)) as pilot:
        if name == "options":
            app.push_screen(OptionsScreen())
        if name == "typing":
            await pilot.press("slash", "d")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        pairs = {
            (style.color, style.bgcolor)
            for row in cells(app.screen)
            for char, style in row
            if char.isalnum() and style.color is not None and style.bgcolor is not None
        }
        known = {(ink, ground) for ink, ground in pairs if ink.triplet and ground.triplet}
        assert known
        assert {pair: contrast(*pair) for pair in known if contrast(*pair) < 4.5} == {}


def test_the_terminal_decides_the_theme() -> None:
    """NO_COLOR wins; 16 colours get their own theme; everything else the dark one."""
    assert choose_theme({"NO_COLOR": ""}) == "no-color"
    assert choose_theme({"TERM": "xterm-256color", "COLORTERM": "truecolor"}) == "dark"
    assert choose_theme({"TERM": "xterm-256color"}) == "dark"
    assert choose_theme({"TERM": "xterm"}) == "ansi"
    assert choose_theme({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "standard"}) == "ansi"
    assert choose_theme({"TERM": "dumb"}) == "no-color"
    assert choose_manner({"NO_COLOR": "1"}, "light").theme.name == "no-color"
    assert choose_manner({}, "light").theme.name == "light"
    assert choose_manner({"NOERROR_ASCII": "1"}, "dark").glyphs is ASCII


def test_an_unknown_theme_is_named_with_those_there_are() -> None:
    """The remedy is in the message."""
    with pytest.raises(ValueError, match="there are dark, light"):
        load_theme("solarized")


def test_no_colour_wears_no_colour() -> None:
    """NO_COLOR: attributes only, fills by reverse."""
    loaded = load_theme("no-color")
    for token in TOKENS:
        style = loaded.style(f"{token} on bg")
        assert style.color is not None
        assert style.color.is_default
    assert loaded.style("downfg on downbg").reverse
    assert loaded.style("degrfg on degrbg").reverse


def test_the_ascii_symbols_are_ascii_and_differ_by_state() -> None:
    """A terminal with wide ambiguous characters gets a board that holds together."""
    symbols = [ASCII.ok, ASCII.recovering, ASCII.degraded, ASCII.down, ASCII.stale, ASCII.held]
    assert len(set(symbols)) == len(symbols)
    for name in ASCII.__dataclass_fields__:
        assert getattr(ASCII, name).isascii()
    assert len(UNICODE.sparks) == len(ASCII.sparks) == 8


def test_a_sparkline_keeps_gaps_and_never_reaches_the_line_above() -> None:
    """No data is a gap, never a zero; the highest symbol leaves an eighth free."""
    assert UNICODE.spark((0, 3, -1, 7), 4) == "▁▃ ▇"
    assert UNICODE.spark((5,), 3) == "  ▅"
    assert UNICODE.spark((1, 2, 3, 4), 2) == "▃▄"
    assert "█" not in UNICODE.sparks
