"""Whether the parts of a level fit together: everything that one part says about another."""

from __future__ import annotations

from game.content.chain import check_chain
from game.content.component_checks import check_components, kind_of
from game.content.draft import Draft
from game.content.lessons import check_lesson
from game.content.objectives import check_objectives
from game.content.positions import KeyPath
from game.content.problems import did_you_mean
from game.content.schema import LevelHead, kinds
from game.engine.mechanism import TileSpec
from game.engine.scenario import (
    Condition,
)

MOST_TICKS = 200_000
MOST_TILES = 40
LONGEST = {"title": 40, "tagline": 100, "zone": 8, "name": 40, "label": 60}


def check_consistency(draft: Draft) -> None:
    """Note every contradiction between the parts that could be read."""
    _presence(draft)
    _times(draft)
    _texts(draft)
    _shifts(draft)
    check_components(draft)
    _tiles(draft)
    _faults(draft)
    _milestones(draft)
    _changes(draft)
    _fixes(draft)
    check_objectives(draft)
    check_chain(draft)
    check_lesson(draft)
    for key, piece in draft.chain.items():
        _conditions(draft, ("chain", key, "when"), piece.when)


def _presence(draft: Draft) -> None:
    sections = ["region", "component"] if not draft.is_level else ["region", "component", "layer", "goal"]
    for section in sections:
        if section not in draft.source.data:
            form = f"[{section}]" if section in ("region", "goal") else f"[{section}.ID]"
            draft.flag((section,), f"there is no {section}; write a table {form}, or extend a file that has one")
    goal = draft.goal
    if goal is not None:
        if not goal.healthy:
            draft.flag(("goal", "healthy"), "no condition says when the region is healthy; write at least one")
        _conditions(draft, ("goal", "healthy"), goal.healthy)
        if goal.after:
            draft.must_exist(("goal", "after"), "milestone", goal.after)
    par = draft.par
    if par is not None and par.nothing <= par.reference:
        text = "doing nothing costs no more than the reference play; measure `nothing` and `reference` again"
        draft.flag(("par", "nothing"), text)


def _times(draft: Draft) -> None:
    region = draft.region
    head = draft.head
    if region is None:
        return
    if region.start_s % region.tick_s:
        text = f"`start_s` falls between two ticks of {region.tick_s} s; write a multiple of {region.tick_s}"
        draft.flag(("region", "start_s"), text)
    goal = draft.goal
    if goal is not None and goal.hold_s % region.tick_s:
        text = f"`hold_s` is no whole number of ticks of {region.tick_s} s; write a multiple of {region.tick_s}"
        draft.flag(("goal", "hold_s"), text)
    if not isinstance(head, LevelHead):
        return
    for name, moment in (("take_over_s", head.take_over_s), ("end_s", head.end_s)):
        if moment % region.tick_s:
            text = f"`{name}` falls between two ticks of {region.tick_s} s; write a multiple of {region.tick_s}"
            draft.flag((name,), text)
    if head.take_over_s <= region.start_s:
        text = f"the player takes over before the region begins; write a second after start_s = {region.start_s}"
        draft.flag(("take_over_s",), text)
    if head.end_s <= head.take_over_s:
        text = f"the level ends before the player takes over; write a second after take_over_s = {head.take_over_s}"
        draft.flag(("end_s",), text)
    ticks = (head.end_s - region.start_s) // region.tick_s
    if ticks > MOST_TICKS:
        draft.flag(
            ("end_s",), f"the run has {ticks:,} ticks; make it shorter or the tick longer, {MOST_TICKS:,} at most"
        )


def _texts(draft: Draft) -> None:
    head = draft.head
    if isinstance(head, LevelHead):
        for name, text in (("title", head.title), ("tagline", head.tagline), ("zone", head.zone)):
            _fits(draft, (name,), text, LONGEST[name])
        if not head.briefing.strip():
            draft.flag(("briefing",), "the briefing is empty; write what the player knows at the start")
        for number, text in enumerate(head.learn):
            _fits(draft, ("learn", number), text, 120)
    for key, layer in draft.layers.items():
        _fits(draft, ("layer", key, "name"), layer.name, 24)
        _fits(draft, ("layer", key, "short"), layer.short, 4)
    for key, team in draft.teams.items():
        _fits(draft, ("team", key, "name"), team.name, LONGEST["name"])
        if not team.people:
            draft.flag(("team", key, "people"), "nobody is in this team; write at least one name")
        for field, names in (("people", team.people), ("day_people", team.day_people)):
            for number, person in enumerate(names):
                _fits(draft, ("team", key, field, number), person, 19)
    for key, cause in draft.causes.items():
        _fits(draft, ("cause", key, "label"), cause.label, LONGEST["label"])
    for key, page in draft.pages.items():
        _fits(draft, ("runbook", key, "title"), page.title, 60)
        for number, line in enumerate(page.lines):
            _fits(draft, ("runbook", key, "lines", number), line, 160, empty=True)


def _fixes(draft: Draft) -> None:
    for key, fix in draft.fix_specs.items():
        _fits(draft, ("fix", key, "title"), fix.title, 48)
        _fits(draft, ("fix", key, "does"), fix.does, 160)
        _fits(draft, ("fix", key, "failure"), fix.failure, 60, empty=True)
        _conditions(draft, ("fix", key, "seen"), fix.seen)
        if fix.owner:
            draft.must_exist(("fix", key, "owner"), "team", fix.owner)


def _shifts(draft: Draft) -> None:
    for key, team in draft.teams.items():
        for number, person in enumerate(team.day_people):
            if person in team.people:
                text = f"{person} is one of the night's people already; write somebody else's name"
                draft.flag(("team", key, "day_people", number), text)
    head = draft.head
    if not isinstance(head, LevelHead) or head.shift_change_s is None:
        return
    region = draft.region
    if region is not None and not region.start_s <= head.shift_change_s < head.end_s:
        text = f"the shift changes outside the level; write a second from {region.start_s} to {head.end_s - 1}"
        draft.flag(("shift_change_s",), text)
    if draft.teams and not any(team.day_people for team in draft.teams.values()):
        text = "nobody comes with the day shift; write the `day_people` of a team, or leave `shift_change_s` out"
        draft.flag(("shift_change_s",), text)


def _fits(draft: Draft, path: KeyPath, text: str, cells: int, *, empty: bool = False) -> None:
    name = next(str(key) for key in reversed(path) if isinstance(key, str))
    if not empty and not text.strip():
        draft.flag(path, f"`{name}` is empty; write a text")
    elif len(text) > cells:
        draft.flag(path, f"`{name}` takes {len(text)} cells; shorten it to {cells}")
    elif "\n" in text:
        draft.flag(path, f"`{name}` has a line end in it; write it on one line")


def _tiles(draft: Draft) -> None:
    row_of: dict[int, str] = {}
    for key, layer in draft.layers.items():
        for number, row in enumerate(layer.rows):
            if row in row_of:
                text = f"row {row} belongs to layer `{row_of[row]}` already; give each row to one layer"
                draft.flag(("layer", key, "rows", number), text)
            row_of[row] = key
    taken: dict[tuple[int, int], str] = {}
    tiled = [(key, spec.tile) for key, spec in draft.components.items() if spec.tile is not None]
    if len(tiled) > MOST_TILES:
        draft.flag(
            ("component", tiled[MOST_TILES][0], "tile"), f"the board has room for {MOST_TILES} tiles; leave some out"
        )
    for key, tile in tiled:
        _tile(draft, ("component", key, "tile"), tile)
        cell = (tile.row, tile.column)
        if cell in taken:
            text = f"row {tile.row}, column {tile.column} is where `{taken[cell]}` stands; give each tile its own cell"
            draft.flag(("component", key, "tile", "row"), text)
        taken[cell] = key


def _tile(draft: Draft, path: KeyPath, tile: TileSpec) -> None:
    _fits(draft, (*path, "name"), tile.name, 10)
    _fits(draft, (*path, "short"), tile.short, 8)
    _fits(draft, (*path, "noun"), tile.noun, 10, empty=True)
    _fits(draft, (*path, "alarm"), tile.alarm, 60)
    if draft.must_exist((*path, "layer"), "layer", tile.layer):
        layer = draft.layers[tile.layer]
        if tile.row not in layer.rows:
            rows = ", ".join([str(row) for row in layer.rows]) or "none"
            text = f"row {tile.row} does not belong to layer `{tile.layer}`; its rows are {rows}"
            draft.flag((*path, "row"), text)


def _faults(draft: Draft) -> None:
    region = draft.region
    mechanisms = kinds()
    for key, fault in draft.faults.items():
        path: KeyPath = ("fault", key)
        if draft.must_exist((*path, "component"), "component", fault.component):
            kind = kind_of(draft.components[fault.component])
            effects = {effect.name: effect for effect in mechanisms[kind].effects}
            if not effects:
                draft.flag((*path, "effect"), f"nothing can be laid on a {kind}; leave this fault out")
            elif fault.effect not in effects:
                text = f"a {kind} has no effect `{fault.effect}`; {did_you_mean(fault.effect, effects)}"
                draft.flag((*path, "effect"), text)
            else:
                # Effects are shares, unless one declares that it can be more.
                most = getattr(effects[fault.effect], "most", 1.0)
                if fault.value > most:
                    text = (
                        f"`value` is {fault.value:g}, too much of `{fault.effect}`; write a number from 0 to {most:g}"
                    )
                    draft.flag((*path, "value"), text)
        if fault.from_s >= fault.until_s:
            text = f"the fault ends before it begins; write a second after from_s = {fault.from_s}"
            draft.flag((*path, "until_s"), text)
        if region is not None and fault.from_s < region.start_s:
            text = f"the fault begins before the region does; write a second from start_s = {region.start_s} on"
            draft.flag((*path, "from_s"), text)


def _milestones(draft: Draft) -> None:
    milestones = draft.milestones
    for key, milestone in milestones.items():
        path: KeyPath = ("milestone", key)
        _fits(draft, (*path, "name"), milestone.name, 60)
        if not milestone.when:
            draft.flag((*path, "when"), "no condition says when this has happened; write at least one")
        _conditions(draft, (*path, "when"), milestone.when)
        if milestone.after:
            draft.must_exist((*path, "after"), "milestone", milestone.after)
            seen = [key]
            earlier = milestone.after
            while earlier in milestones and earlier not in seen:
                seen.append(earlier)
                earlier = milestones[earlier].after
            if earlier == key:
                circle = " -> ".join([*seen, key])
                draft.flag((*path, "after"), f"these milestones wait for one another: {circle}; leave one `after` out")


def _conditions(draft: Draft, path: KeyPath, conditions: tuple[Condition, ...]) -> None:
    for number, condition in enumerate(conditions):
        where = (*path, number)
        draft.must_exist((*where, "component"), "component", condition.component)
        low, high = condition.at_least, condition.at_most
        if low is None and high is None:
            draft.flag(where, "the condition has no bound; add at_most, at_least or both")
        elif low is not None and high is not None and low > high:
            draft.flag((*where, "at_least"), "no value is both; write an at_least that is not above at_most")


def _changes(draft: Draft) -> None:
    for number, change in draft.changes.items():
        path: KeyPath = ("change", number)
        draft.must_exist((*path, "component"), "component", change.component)
        _fits(draft, (*path, "text"), change.text, 100)
