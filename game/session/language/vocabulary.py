"""What may stand in each place of the grammar: the components, records, alarms, teams and causes of one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from game.engine.actions import ActionSpec, Argument, ArgumentKind
from game.engine.mechanism import Mechanism
from game.engine.mechanisms.dns_record import Record
from game.engine.region import Region
from game.engine.scenario import Scenario, TeamSpec
from game.session.staff.call_state import DIRECTOR, heavy_sectors, name_of
from game.session.telling.truth import told_services

_ON_OFF = (("on", "let it run"), ("off", "stop it"))
_MUTED = (("on", "its alarms are not heard"), ("off", "hear them again"))
_SHARES = (
    ("10", "a tenth of it"),
    ("20", "a fifth of it"),
    ("25", "a quarter of it"),
    ("50", "half of it"),
    ("75", "three quarters of it"),
    ("100", "all of it"),
)
_LIMITS = (
    ("10", "a tenth of the work"),
    ("20", "a fifth of the work"),
    ("25", "a quarter of the work"),
    ("50", "half of the work"),
    ("75", "three quarters of the work"),
    ("100", "all of the work"),
    ("off", "no limit any more"),
)
_SURE = (
    ("10", "hardly"),
    ("25", "perhaps"),
    ("50", "as likely as not"),
    ("75", "rather sure"),
    ("100", "certain"),
)
_CAPACITIES = (
    ("50", "half of the usual"),
    ("100", "the usual"),
    ("150", "half as much again"),
    ("200", "twice the usual"),
    ("300", "three times the usual, the most there is"),
)
_WORDS = {"LEVEL": {"1": "the worst: the region is hurt", "2": "many are hurt", "3": "a few are hurt"}}
"""A few words on words that an action itself lists, by the name of the place."""


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


def _told(words: Iterable[tuple[str, str]]) -> tuple[Candidate, ...]:
    """Words with what each means."""
    return tuple([Candidate(word, about) for word, about in words])


def _nobody_knows(team: str) -> str:  # noqa: ARG001 - where nobody keeps count of people
    return ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one run. `alarms` is asked each time, because alarms come and go.

    `nearby` says where the people of a team are now ("asleep").
    """

    scenario: Scenario
    region: Region
    alarms: Callable[[], tuple[Candidate, ...]]
    nearby: Callable[[str], str] = _nobody_knows

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
                return _told(_MUTED if spec.words == ("mute",) else _ON_OFF)
            case ArgumentKind.PERCENT:
                return _told(_SURE if argument.name == "CONFIDENCE" else _SHARES)
            case ArgumentKind.PERCENT_OR_OFF:
                return _told(_LIMITS)
            case ArgumentKind.CAPACITY:
                return _told(_CAPACITIES)
            case ArgumentKind.TEAM:
                return self.teams()
            case ArgumentKind.ALARM:
                return self._alarm_candidates(spec)
            case ArgumentKind.WORD:
                if argument.name == "CAUSE" and not argument.choices:
                    return self.causes()
                if argument.name == "CALLER":
                    return self.callers()
                return tuple([self._word(spec, argument, word) for word in argument.choices])
            case _:
                return ()

    def _word(self, spec: ActionSpec, argument: Argument, word: str) -> Candidate:
        """One of the words that an action lists; what it says of itself, of the component of that name, or of the action."""
        part = self.region.components.get(word)
        named = component_candidate(part).about if part is not None else spec.title
        return Candidate(word, _WORDS.get(argument.name, {}).get(word, named))

    def _alarm_candidates(self, spec: ActionSpec) -> tuple[Candidate, ...]:
        """Waiting alarms first; then every component, because a script is read before there are alarms."""
        waiting = self.alarms()
        known = [candidate.word for candidate in waiting]
        parts = [
            part for part in self.region.components.values() if part.spec.tile is not None and part.id not in known
        ]
        everything = Candidate(
            "all", "everything that is not acknowledged" if spec.words == ("ack",) else "every service"
        )
        return (everything, *waiting, *[component_candidate(part) for part in parts])

    def teams(self) -> tuple[Candidate, ...]:
        """Who can be paged."""
        return tuple([self._team(team) for team in self.scenario.teams])

    def _team(self, team: TeamSpec) -> Candidate:
        where = self.nearby(team.id)
        about = team.knows or team.name
        return Candidate(team.id, f"{about}; {where}" if where else about, (team.name,))

    def causes(self) -> tuple[Candidate, ...]:
        """What could be behind it, true or not, as the level offers it."""
        return tuple([Candidate(cause.id, cause.label, (cause.label,)) for cause in self.scenario.causes])

    def callers(self) -> tuple[Candidate, ...]:
        """Who may ring: from inside the company, and customers of heavy sectors."""
        customers = [Candidate(part.id, name_of(part), (name_of(part),)) for part in heavy_sectors(self.region)]
        return (Candidate(DIRECTOR, "from inside the company"), *customers)

    def services(self) -> tuple[Candidate, ...]:
        """The services that an update can name."""
        return tuple([component_candidate(part) for part in told_services(self.region)])
