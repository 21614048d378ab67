"""Sentences for players that can be translated: a whole English sentence with named places, and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One complete sentence. `template` is the English source text, with places such as `{service}`.

    `str()` gives the English text; a translation looks the template up in a catalogue and fills in the same values.
    """

    template: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.values)) if self.values else self.template


def say(template: str, **values: object) -> Sentence:
    """Build a sentence; the values are turned into text here, so that a sentence is a plain value."""
    return Sentence(template, tuple([(name, str(value)) for name, value in values.items()]))
