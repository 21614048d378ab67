"""Who owns what is to be done: the team that the level names for a fix, or for the component that it is about."""

from __future__ import annotations

from game.engine.fixes import Fix
from game.engine.scenario import Scenario

ON_CALL = "Whoever is on call"
"""Owns what no team does: what the response itself is to change, and whatever a level gives to no team."""


class Owners:
    """The teams of a level by what they own."""

    def __init__(self, scenario: Scenario) -> None:
        self._names = {team.id: team.name for team in scenario.teams}
        self._of = {spec.id: spec.owner for spec in scenario.region.components}

    def of_component(self, component: str) -> str:
        """The name of the team that knows a component; whoever is on call where the level names none."""
        return self._names.get(self._of.get(component, ""), ON_CALL)

    def of_fix(self, fix: Fix) -> str:
        """The name of the team that would build a fix; without one, the team of what it changes first."""
        if fix.spec.owner:
            return self._names[fix.spec.owner]
        return self.of_component(fix.changes[0].component) if fix.changes else ON_CALL
