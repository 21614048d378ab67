"""Columns of help: nothing lost, nothing twice, about the same height."""

from __future__ import annotations

import pytest

from game.tui.paint.columns import Section, flow


def section(name: str, units: int) -> Section:
    """A section of units of two rows."""
    return Section(name, "", tuple((((1, f"{name}{at}", "fg"),), ((1, f"{name}{at}+", "fg"),)) for at in range(units)))


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
@pytest.mark.parametrize("sizes", [(1,), (3, 1), (10, 2, 2), (1, 1, 20), (5, 5, 5, 5)])
def test_every_row_stands_once_in_its_column(columns: int, sizes: tuple[int, ...]) -> None:
    """And a section that goes on says so."""
    sections = [section("abcd"[at], size) for at, size in enumerate(sizes)]
    rows = flow(sections, columns, 40)
    texts = [text for row in rows for _, text, _ in row]
    for it in sections:
        for unit in it.units:
            for row in unit:
                assert texts.count(row[0][1]) == 1
    heads = [text for text in texts if text in {it.head for it in sections}]
    assert len(heads) == len(sections) + texts.count("goes on")
    assert {x // 40 for row in rows for x, _, _ in row} <= set(range(columns))
    total = sum(2 + 2 * size for size in sizes) - 1
    assert len(rows) <= -(-total // columns) + 6 + 2


def test_sections_stay_whole_where_that_costs_little() -> None:
    """Two of the same height stand beside each other."""
    rows = flow([section("a", 4), section("b", 5)], 2, 40)
    assert not any(text == "goes on" for row in rows for _, text, _ in row)
    assert len(rows) == 11
