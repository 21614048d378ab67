"""Checks on the pieces of the chain of causes: that each can be seen in a run, and that none leads to itself."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase

from game.content.draft import Draft
from game.content.positions import KeyPath
from game.content.problems import did_you_mean
from game.engine.chain import PieceSpec

LONGEST_TEXT = 72


def check_chain(draft: Draft) -> None:
    """Note what is wrong with each piece."""
    for key, piece in draft.chain.items():
        path: KeyPath = ("chain", key)
        if not piece.text.strip():
            draft.flag((*path, "text"), "`text` is empty; write a text")
        elif len(piece.text) > LONGEST_TEXT:
            draft.flag((*path, "text"), f"`text` takes {len(piece.text)} cells; shorten it to {LONGEST_TEXT}")
        if bool(piece.when) == bool(piece.logged):
            draft.flag(path, "a piece is seen in readings or in a log; write either `when` or `logged` with `by`")
        _log(draft, path, piece)
        _after(draft, path, key)


def _log(draft: Draft, path: KeyPath, piece: PieceSpec) -> None:
    if bool(piece.logged) != bool(piece.by):
        text = "`logged` and `by` belong together; write both, or leave both out"
        draft.flag((*path, "logged" if piece.logged else "by"), text)
    known = draft.known("component")
    if piece.by and not any(fnmatchcase(component, piece.by) for component in known):
        draft.flag((*path, "by"), f"there is no component `{piece.by}`; {did_you_mean(piece.by, known)}")
    places = piece.text.replace("{name}", "")
    if "{" in places or "}" in places:
        draft.flag((*path, "text"), "`{name}` is the only place that a piece can have; write the rest as it is")
    elif "{name}" in piece.text and piece.when:
        draft.flag((*path, "text"), "only a line of a log has a `{name}`; write the name as it is")


def _after(draft: Draft, path: KeyPath, key: str) -> None:
    for place, earlier in enumerate(draft.chain[key].after):
        draft.must_exist((*path, "after", place), "chain", earlier)
    circle = _circle(draft.chain, key)
    if circle:
        told = " -> ".join(circle)
        draft.flag((*path, "after"), f"these pieces wait for one another: {told}; leave one of them out of an `after`")


def _circle(chain: Mapping[str, PieceSpec], key: str) -> list[str]:
    """The shortest way from a piece back to itself through what leads to it; empty if there is none."""
    ways, seen = [[key]], {key}
    while ways:
        way = ways.pop(0)
        for earlier in chain[way[-1]].after:
            if earlier == key:
                return [*way, key]
            if earlier in chain and earlier not in seen:
                seen.add(earlier)
                ways.append([*way, earlier])
    return []
