"""A note as lines of the console, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from game.engine.words import say
from game.session.showing.instruments import TONES
from game.session.view.console import Line, Span, Tone
from game.session.view.handover import Note


def heading(note: Note, clock: str) -> str:
    """What stands over a note: when the seat passed on and why. `clock` is the time of day at its second ("07:00")."""
    if note.at_shift_change:
        return str(say("Note {number}, handed over at the shift change, {time}", number=note.number, time=clock))
    return str(say("Note {number}, handed over at {time}", number=note.number, time=clock))


def words_of(note: Note) -> str:
    """The words of whoever wrote it, or that there are none."""
    if note.words:
        return f'"{note.words}"'
    if note.written_s is None:
        return str(say("Nobody wrote a note. This is what the instruments and the log of actions know."))
    return str(say("Whoever wrote it left no words of their own."))


def console_lines(note: Note, clock: str) -> tuple[Line, ...]:
    """The whole note for the console."""
    return tuple(_console(note, clock))


def _console(note: Note, clock: str) -> Iterator[Line]:
    yield (Span(heading(note, clock), Tone.STRONG),)
    yield (Span(words_of(note), Tone.PLAIN if note.words else Tone.MUTED),)
    for section in note.sections:
        yield (Span(section.title, Tone.MUTED),)
        for line in section.lines:
            tone = Tone.PLAIN if line.state is None else TONES[line.state]
            yield (Span("  " + line.text, tone),)


def as_markdown(notes: tuple[Note, ...], title: str, zero: datetime, zone: str) -> str:
    """All notes of a run as one Markdown text."""
    rows = [f"# {say('Handover notes of a drill')}: {title}", ""]
    for note in notes:
        wall = zero + timedelta(seconds=note.second)
        rows += [f"## {heading(note, f'{wall:%H:%M}')} {zone}", "", words_of(note), ""]
        for section in note.sections:
            rows += [f"### {section.title.capitalize()}", "", *[f"- {line.text}" for line in section.lines], ""]
    return "\n".join(rows)
