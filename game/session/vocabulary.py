"""What may stand in each place of the grammar: the components, records, alarms, teams and causes of one run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from game.engine.actions import ActionSpec, Argument, ArgumentKind
from game.engine.mechanism import Mechanism
from game.engine.mechanisms.dns_record import Record
from game.engine.region import Region
from game.engine.scenario import Scenario

_ON_OFF = (("on", "let it run"), ("off", "stop it"))
_PERCENTS = ("10", "25", "50", "75", "100")
_CAPACITIES = ("50", "100", "150", "200", "300")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may stand in a place, a few words about it, and other names that mean the same."""

    word: str
    about: str = ""
    also: tuple[str, ...] = ()

    def is_called(self, name: str) -> bool:
        """Whether somebody who typed `name` means this one. Capitals do not matter."""
        return name.casefold() in [known.casefold() for known in (self.word, *self.also)]


def component_candidate(part: Mechanism[Any, Any]) -> Candidate:
    """A component under its id; its names on the board mean it as well."""
    tile = part.spec.tile
    if tile is None:
        return Candidate(part.id, part.spec.about)
    return Candidate(part.id, part.spec.about or tile.name, (tile.name, tile.short))


def record_candidates(region: Region) -> tuple[Candidate, ...]:
    """Every name that has a DNS record in this region; its first part is enough where it is the only one."""
    names = [
        (endpoint.name, part.spec.about)
        for part in region.components.values()
        if isinstance(part, Record)
        for endpoint in part.state.endpoints
    ]
    first = [name.partition(".")[0] for name, _ in names]
    return tuple(
        [
            Candidate(name, about, (short,) if first.index(short) == place else ())
            for place, ((name, about), short) in enumerate(zip(names, first, strict=True))
        ]
    )


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one run. `alarms` is asked each time, because alarms come and go."""

    scenario: Scenario
    region: Region
    alarms: Callable[[], tuple[Candidate, ...]]

    def candidates(self, spec: ActionSpec, argument: Argument) -> tuple[Candidate, ...]:
        """What may stand in a place; empty where anything of the right form may."""
        match argument.kind:
            case ArgumentKind.COMPONENT:
                parts = self.region.components
                names = [name for part in parts.values() if spec in part.actions for name in part.names_for(spec)]
                return tuple([component_candidate(parts[name]) for name in dict.fromkeys(names)])
            case ArgumentKind.RECORD:
                return tuple(
                    [
                        candidate
                        for candidate in record_candidates(self.region)
                        if not spec.id.startswith("dns.") or self.region.targets(spec, (candidate.word,))
                    ]
                )
            case ArgumentKind.ON_OFF:
                return tuple([Candidate(word, about) for word, about in _ON_OFF])
            case ArgumentKind.PERCENT:
                return tuple([Candidate(word, "percent") for word in _PERCENTS])
            case ArgumentKind.PERCENT_OR_OFF:
                return (*[Candidate(word, "percent") for word in _PERCENTS], Candidate("off", "no limit any more"))
            case ArgumentKind.CAPACITY:
                return tuple([Candidate(word, "percent of the usual capacity") for word in _CAPACITIES])
            case ArgumentKind.TEAM:
                return self.teams()
            case ArgumentKind.ALARM:
                return self._alarm_candidates()
            case ArgumentKind.WORD:
                if argument.name == "CAUSE" and not argument.choices:
                    return self.causes()
                return tuple([Candidate(word) for word in argument.choices])
            case _:
                return ()

    def _alarm_candidates(self) -> tuple[Candidate, ...]:
        """Waiting alarms first; then every component, because a script is read before there are alarms."""
        waiting = self.alarms()
        known = [candidate.word for candidate in waiting]
        parts = [
            part for part in self.region.components.values() if part.spec.tile is not None and part.id not in known
        ]
        everything = Candidate("all", "everything that waits")
        return (everything, *waiting, *[component_candidate(part) for part in parts])

    def teams(self) -> tuple[Candidate, ...]:
        """Who can be paged."""
        return tuple([Candidate(team.id, team.knows or team.name, (team.name,)) for team in self.scenario.teams])

    def causes(self) -> tuple[Candidate, ...]:
        """What could be behind it, true or not, as the level offers it."""
        return tuple([Candidate(cause.id, cause.label, (cause.label,)) for cause in self.scenario.causes])

    def services(self) -> tuple[Candidate, ...]:
        """The services that an update can name."""
        return tuple([component_candidate(part) for part in self.region.components.values() if part.public])
