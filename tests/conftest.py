"""What holds for all tests."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

# A night is many small objects and hardly a cycle: the default looks through the young ones every few hundred.
gc.set_threshold(100_000, 50, 50)


@pytest.fixture(autouse=True, scope="module")
def _nights_that_are_kept_are_not_searched_for_garbage() -> Iterator[None]:
    """A worker keeps whole nights for later tests; the search for garbage would go through all of them each time."""
    yield
    gc.collect()
    gc.freeze()
