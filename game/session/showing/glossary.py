"""The words of the field: what each means, and why it matters on call. They are written in `assets/glossary.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from game.paths import asset_path

LONGEST_TERM = 24
"""Cells of a term, so that every list has room for it."""
LONGEST_SENTENCE = 160
_FIELDS = {"term", "also", "means", "matters"}
_CLOSE = 0.7


@dataclass(frozen=True, slots=True)
class Term:
    """One entry: the word, other spellings of it, and two sentences."""

    term: str
    also: tuple[str, ...]
    means: str
    matters: str

    @property
    def spellings(self) -> tuple[str, ...]:
        """Everything that stands for it."""
        return (self.term, *self.also)


class Glossary:
    """All entries by the alphabet. Raises ValueError for two entries with one spelling."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(sorted(terms, key=lambda term: term.term.casefold()))
        self._by_spelling: dict[str, Term] = {}
        for term in self.terms:
            for spelling in term.spellings:
                other = self._by_spelling.setdefault(spelling.casefold(), term)
                if other is not term:
                    raise ValueError(f"{spelling!r} stands for {other.term!r} and for {term.term!r}")
        longest_first = sorted(self._by_spelling, key=len, reverse=True)
        words = "|".join(map(re.escape, longest_first))
        self._pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)

    def find(self, word: str) -> Term | None:
        """The entry of a word in any spelling."""
        return self._by_spelling.get(" ".join(word.split()).casefold())

    def near(self, word: str) -> Term | None:
        """The entry that was probably meant."""
        wanted = " ".join(word.split()).casefold()
        if not wanted:
            return None
        starting = {term.term: term for known, term in self._by_spelling.items() if known.startswith(wanted)}
        if len(starting) == 1:
            return next(iter(starting.values()))
        close = get_close_matches(wanted, self._by_spelling, n=1, cutoff=_CLOSE)
        return self._by_spelling[close[0]] if close else None

    def in_text(self, text: str) -> tuple[Term, ...]:
        """The entries whose words stand in a text, in the order in which they stand there."""
        found = dict.fromkeys(self._by_spelling[match.group().casefold()] for match in self._pattern.finditer(text))
        return tuple(found)


@cache
def glossary() -> Glossary:
    """The shipped entries. Raises ValueError if one of them is not as it has to be."""
    with asset_path("glossary.toml").open("rb") as file:
        return glossary_of(tomllib.load(file))


def glossary_of(data: Mapping[str, Any]) -> Glossary:
    """The entries of a read file. Raises ValueError that names the entry and what is wrong with it."""
    if set(data) != {"term"}:
        raise ValueError(f"a glossary holds [[term]] and nothing else: {sorted(data)}")
    return Glossary([_term(entry) for entry in data["term"]])


def _term(entry: Mapping[str, Any]) -> Term:
    name = entry.get("term")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_TERM:
        raise ValueError(f"a term has 1 to {LONGEST_TERM} characters: {name!r}")
    if unknown := set(entry) - _FIELDS:
        raise ValueError(f"{name!r} holds unknown fields: {sorted(unknown)}")
    also = entry.get("also", [])
    if not isinstance(also, list) or not all(isinstance(word, str) and word for word in also):
        raise ValueError(f"{name!r}: `also` is a list of words")
    sentences = []
    for field in ("means", "matters"):
        sentence = entry.get(field)
        if not isinstance(sentence, str) or not sentence.endswith(".") or len(sentence) > LONGEST_SENTENCE:
            raise ValueError(f"{name!r}: `{field}` is a sentence of at most {LONGEST_SENTENCE} characters")
        sentences.append(sentence)
    return Term(name, tuple(also), *sentences)
