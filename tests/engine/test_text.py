"""Foreign text is made harmless, and what is harmless is left alone."""

from __future__ import annotations

from unicodedata import category, combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from game.engine.text import clean, is_clean

ANY = st.text(alphabet=st.characters(), max_size=60)


@given(ANY, st.integers(0, 80))
def test_cleaned_text_is_harmless(text: str, cells: int) -> None:
    """No codes, no wide characters, no piles of marks, no more cells than allowed; and nothing is left to clean."""
    cleaned = clean(text, cells)
    assert cleaned.isprintable()
    assert len([char for char in cleaned if category(char)[0] != "M"]) <= cells
    assert clean(cleaned, cells) == cleaned
    assert is_clean(cleaned)
    marks = 0
    for char in cleaned:
        marks = marks + 1 if category(char)[0] == "M" else 0
        assert marks <= 2


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF), max_size=40))
def test_no_text_is_wider_than_its_characters(text: str) -> None:
    """As a terminal counts cells."""
    assert 0 <= wcswidth(clean(text, 40)) <= 40


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("plain", "plain"),
        ("\x1b]0;title\x07x", "]0;titlex"),
        ("\x1b[2Jx", "[2Jx"),
        ("\x9b2Jx", "2Jx"),
        ("a\u202eb\u2066c", "abc"),
        ("a\u200bb\ufeffc\u2060d", "abcd"),
        ("a\u3000b\u2028c\td\ne", "a b c d e"),
        ("e\u0301", "é"),
        ("q" + "\u0301" * 40, "q\u0301\u0301"),
        ("\u0301x", "x"),
        ("灯台 x", "?? x"),
        ("\U0001f600", "?"),
        ("\u2764\ufe0f", "\u2764"),
        ("\U000e0041\U000e0042", ""),
        ("\ue000\U000fffff\ud800", ""),
        ("\u1112\u1161", "?"),
        ("\x7f\x00", ""),
        ("Grüße, Žofie — №5", "Grüße, Žofie — №5"),
    ],
)
def test_single_cases(dirty: str, cleaned: str) -> None:
    """Each of the attacks and each of the innocent ones."""
    assert clean(dirty, 60) == cleaned


def test_cells_are_cut_after_the_marks() -> None:
    """A letter keeps its marks at the edge."""
    text = normalize("NFD", "x\u0331y")
    assert combining(text[1])
    assert clean(text, 1) == "x\u0331"
    assert clean("abc", 0) == ""
    assert clean("é" * 100, 7) == "é" * 7


def test_huge_texts_cost_little() -> None:
    """A megabyte of marks is not composed as a whole."""
    assert clean("q" + "\u0301" * 1_000_000, 10) == "q\u0301\u0301"


@pytest.mark.parametrize(
    ("text", "fine"), [("a\n b\t c", True), ("Žofie", True), ("e\u0301", False), ("\x1b", False), ("灯", False)]
)
def test_is_clean_allows_blanks(text: str, fine: bool) -> None:
    """Line ends and tabs are no fault of a text; codes are."""
    assert is_clean(text) is fine
