"""The pictures of reports are those of today's reports. If not: `python -m tests.headless.report_pictures`."""

from __future__ import annotations

import pytest

from tests.headless.report_pictures import FOLDER, PAGES, fingerprint, made_from, page


@pytest.mark.parametrize("name", PAGES)
def test_a_picture_is_of_the_report_as_it_is_told_today(name: str) -> None:
    """By the fingerprint of the page that it was made from: no browser is needed to see that it is stale."""
    level, script, _ = PAGES[name]
    assert made_from()[name] == fingerprint(page(level, script)), (
        "python -m tests.headless.report_pictures makes it anew"
    )


def test_every_picture_is_there() -> None:
    """And is one."""
    assert set(made_from()) == set(PAGES)
    for name in PAGES:
        assert (FOLDER / f"{name}.png").read_bytes().startswith(b"\x89PNG")
