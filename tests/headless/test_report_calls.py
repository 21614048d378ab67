"""Calls in the report: who rang, what they said and what became of it; nothing of calls where nobody called."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from game.headless.report import FORMATS, text_of
from tests.headless.nights import report


def test_every_format_tells_who_called_a_night_in_which_nobody_answers() -> None:
    """The first night with nothing done: customers in the words of the level, the director, and that nobody answered."""
    told = report("nobody")
    assert {call.end for call in told.calls} <= {"unanswered", "ringing"}
    assert {"The director", "Alder Clinics"} <= {call.name for call in told.calls}
    for form in ("md", "html"):
        text = text_of(told, form)
        assert "Who called, and what became of it" in text
        assert "Alder Clinics" in text
        assert "What do I tell the board?" in text
        assert "nobody answered; trust -1" in text
    kept = json.loads(text_of(told, "json"))["calls"]["list"]
    assert [(call["t"], call["who"], call["end"]) for call in kept] == [
        (call.second, call.name, call.end) for call in told.calls
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_a_night_without_calls_says_nothing_of_them(form: str) -> None:
    text = text_of(replace(report("reference"), calls=()), form)
    assert "Who called" not in text
    if form == "json":
        assert json.loads(text)["calls"]["list"] == []
