"""Types for the numbers that a level may set: what they measure and between which bounds they make sense.

`Between` works as a Pydantic annotation without importing Pydantic: it answers the two hooks that Pydantic asks for.
The engine itself trusts its specs; the bounds are checked where a level is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `low` to `high`, both included."""

    low: float
    high: float

    def check(self, value: float) -> float:
        """Return the value, or raise ValueError saying what is wrong and what to write instead."""
        if not self.low <= value <= self.high:
            raise ValueError(f"{value:g} is out of bounds; write a number from {self.low:g} to {self.high:g}")
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        function = {"type": "no-info", "function": self.check}
        return {"type": "function-after", "function": function, "schema": handler(source)}

    def __get_pydantic_json_schema__(self, schema: Any, handler: Callable[[Any], Any]) -> Any:
        return {**handler(schema), "minimum": self.low, "maximum": self.high}


DAY_S = 86_400

ALL = 1.0 - 1e-12
"""A share from which on nothing is missing: what lies beyond is the dust of rounding."""

Share = Annotated[float, Between(0.0, 1.0)]
"""A share of a whole, 0 to 1."""
PerSecond = Annotated[float, Between(0.0, 1e9)]
"""Something a second."""
Seconds = Annotated[float, Between(0.1, DAY_S)]
"""A span of simulated time; never zero, so that nothing divides by it."""
WholeSeconds = Annotated[int, Between(1, DAY_S)]
"""A span in whole simulated seconds, for things that happen at a second."""
Moment = Annotated[int, Between(-2 * DAY_S, 2 * DAY_S)]
"""A simulated second counted from the level's zero."""
Amount = Annotated[float, Between(0.0, 1e12)]
"""A number of things: people, requests, hosts."""
Few = Annotated[int, Between(0, 100)]
"""A small whole number."""
