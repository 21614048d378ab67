"""Historical nights as data: what was published about them, minute by minute, for ghosts and debriefs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

import tomli

from game.content.problems import did_you_mean
from game.engine.scenario import PublishedAct
from game.engine.units import Between
from game.paths import asset_path

Minute = Annotated[int, Between(-1440, 2880)]
"""Minutes from the start of the night."""

DASHBOARD = "dashboard"
"""Source of published acts that were posts to the public."""

_FORBID: dict[str, Any] = {"extra": "forbid"}


class HistoryError(Exception):
    """There is no such night."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Night:
    """The event as a whole. `also_end_minutes` is what the other official clock says."""

    name: str
    region: str
    start: datetime
    end_minutes: Minute
    also_end_minutes: Minute | None = None
    trigger: str

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class Milestone:
    """A published moment. `kind`: operator (a person did it), effect (it followed by itself), observed (an impact's edge).

    `conf` is A for the official summary or two independent reproductions of it, B for one. `also_t` is what the other official
    clock says. `source` names an entry of the file's sources.
    """

    id: str
    t: Minute
    also_t: Minute | None = None
    kind: Literal["operator", "effect", "observed"]
    subsystem: str
    conf: Literal["A", "B"]
    source: str
    text: str

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A post on the public dashboard: when, what it said in our words, and the minute of the next update that it promised.

    `state`, `services` and `cause` are how it reads as an update of the game; "" if it named no cause.
    """

    t: Minute
    gist: str
    state: Literal["investigating", "identified", "monitoring", "resolved"]
    services: tuple[str, ...]
    cause: str = ""
    promised: Minute | None = None

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """A night: its milestones and posts in the order of time, and what its published times imply by arithmetic."""

    event: Night
    sources: dict[str, str]
    milestone: tuple[Milestone, ...]
    constraints: dict[str, Minute]
    post: tuple[Post, ...]

    __pydantic_config__: ClassVar[dict[str, Any]] = _FORBID

    def acts(self, zero: datetime) -> tuple[PublishedAct, ...]:
        """Milestones and posts as acts, in the order of time, in seconds from a level's zero."""
        shift_s = int((self.event.start - zero).total_seconds())
        acts = [
            PublishedAct(at_s=shift_s + m.t * 60, text=m.text, source=m.source, milestone=m.id) for m in self.milestone
        ]
        acts += [
            PublishedAct(at_s=shift_s + post.t * 60, text=f"Public update: {post.gist}.", source=DASHBOARD)
            for post in self.post
        ]
        return tuple(sorted(acts, key=lambda act: act.at_s))


@cache
def read_history(name: str) -> History:
    """A night by its date. Raises HistoryError, saying which nights there are.

    These files are the game's own, so their values are checked by a test and not each time that a level is loaded.
    """
    folder = asset_path("history")
    known = sorted([file.stem for file in folder.glob("*.toml")])
    if name not in known:
        raise HistoryError(f"there is no history `{name}`; {did_you_mean(name, known)}")
    data = tomli.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    return History(
        event=Night(**data["event"]),
        sources=data["sources"],
        milestone=tuple([Milestone(**table) for table in data["milestone"]]),
        constraints=data["constraints"],
        post=tuple([Post(**{**table, "services": tuple(table["services"])}) for table in data["post"]]),
    )
