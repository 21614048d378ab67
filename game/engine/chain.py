"""The chain of causes: pieces that a night can be made of, each with how one sees in a run that it came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from game.engine.scenario import Condition


@dataclass(frozen=True, kw_only=True, slots=True)
class PieceSpec:
    """A piece of the chain of causes, told after a night: what led to it, and when it came about. It decides nothing.

    `after` are the pieces that lead to it, so that it comes about in no run without them. It came about in the first tick in which all of `when` hold (as things truly are), or with the first line in the log of `by`
    that holds the words `logged`; in either case not before all of `after` did. `by` may end in `*` for several
    components; `{name}` in `text` is the one that wrote the line. What never came about in a run is not told of it. Where there
    are too many pieces, `minor` ones are left out first.
    """

    id: str
    text: str
    when: tuple[Condition, ...] = ()
    logged: str = ""
    by: str = ""
    after: tuple[str, ...] = ()
    minor: bool = False

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}
