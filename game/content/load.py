"""From a level file to a Scenario, or to a list of everything that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

from game.content.consistency import check_consistency
from game.content.draft import MOST_PROBLEMS, Draft, TooManyProblems, read_entries
from game.content.find import find_level
from game.content.fixes import read_fixes
from game.content.history import HistoryError, read_history
from game.content.prelude import read_prelude
from game.content.problems import LevelError, Problem, printable
from game.content.schema import LevelHead
from game.content.source import Source, read_scripts, read_source, unclean_lines
from game.content.wiring import check_wiring, plan_of
from game.engine.digest import digest
from game.engine.scenario import (
    ChannelSpec,
    MilestoneSpec,
    PublishedAct,
    Scenario,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a file: a scenario if it is a sound level, else None. `is_base`: levels extend it, nobody plays it.

    `components` counts those that could be read.
    """

    scenario: Scenario | None
    problems: tuple[Problem, ...]
    is_base: bool = False
    components: int = 0


def load_level(what: str | Path) -> Scenario:
    """A level by id or path. Raises LevelError with every problem that there is."""
    path = find_level(what)
    reading = read_level(path)
    if reading.problems:
        raise LevelError(reading.problems)
    if reading.scenario is None:
        text = "this is a base that levels extend, not a level; play one of those"
        raise LevelError([Problem(str(path), 1, 1, text)])
    return reading.scenario


def read_level(path: Path) -> Reading:
    """Read a level or a base, and tell everything that is wrong with it. Raises nothing for whatever the file holds."""
    shown = printable(str(path))
    try:
        # The folder is where the file really lies: what it extends and its scripts are looked for there.
        path = path.resolve()
        source = read_source(path, shown)
    except LevelError as error:
        return Reading(None, error.problems)
    except (OSError, ValueError, RuntimeError):  # a path with a null byte, or links in a circle
        return Reading(None, (Problem(shown, 1, 1, "this is no path that can be followed; check its spelling"),))
    draft = Draft(source)
    published: tuple[PublishedAct, ...] = ()
    prelude_problems: list[Problem] = []
    try:
        read_entries(draft)
        check_consistency(draft)
        read_fixes(draft)
        check_wiring(draft)
        published = _published(draft)
        prelude_problems = read_prelude(draft, path.parent, shown)
    except TooManyProblems:
        text = f"more than {MOST_PROBLEMS} problems; correct these first, then check again"
        return Reading(None, (*draft.sorted_problems(), Problem(shown, 1, 1, text)), not draft.is_level)
    scripts, script_problems = read_scripts(path, shown)
    for name, text in scripts:
        script_problems += unclean_lines(str(Path(shown).parent / f"{path.stem}.{name}.script"), text)
    script_problems += [problem for problem in prelude_problems if problem not in script_problems]
    problems = (*draft.sorted_problems(), *script_problems)
    components = len(draft.entries.get("component", {}))
    if problems or not isinstance(draft.head, LevelHead):
        return Reading(None, problems, not draft.is_level, components)
    return Reading(_scenario(source, draft, draft.head, published, scripts), (), components=components)


def _published(draft: Draft) -> tuple[PublishedAct, ...]:
    """What is known of the real night, in seconds from the level's zero."""
    name = draft.head.history if draft.head is not None else ""
    if draft.head is None or not name:
        return ()
    if draft.head.zero is None:
        return ()
    try:
        history = read_history(name)
    except HistoryError as error:
        draft.flag(("history",), str(error))
        return ()
    return history.acts(draft.head.zero)


def _with_published(milestones: tuple[MilestoneSpec, ...], acts: tuple[PublishedAct, ...]) -> tuple[MilestoneSpec, ...]:
    """The milestones with their published second, where the night has one of the same name and the level says no other."""
    seconds = {act.milestone: act.at_s for act in acts}
    return tuple(
        [
            replace(milestone, published_s=seconds[milestone.id])
            if milestone.published_s is None and milestone.id in seconds
            else milestone
            for milestone in milestones
        ]
    )


def _scenario(
    source: Source,
    draft: Draft,
    head: LevelHead,
    published: tuple[PublishedAct, ...],
    scripts: tuple[tuple[str, str], ...],
) -> Scenario:
    region, goal = draft.region, draft.goal
    assert region is not None
    assert goal is not None
    plan = plan_of(draft, region)
    teams = tuple(draft.teams.values())
    channel = draft.channel or ChannelSpec()
    milestones = _with_published(tuple(draft.milestones.values()), published)
    causes = tuple(draft.causes.values())
    changes = tuple(sorted(draft.changes.values(), key=lambda change: change.at_s))
    par = draft.par
    # The prose of a level decides nothing and may be corrected without making old journals invalid; nor do its fixes.
    deciding = (
        head.zero.isoformat(),
        head.take_over_s,
        head.end_s,
        head.shift_change_s,
        plan,
        teams,
        channel,
        milestones,
        goal,
        causes,
        par,
    )
    return Scenario(
        id=source.id,
        title=head.title,
        tagline=head.tagline,
        briefing=head.briefing.strip(),
        learn=head.learn,
        minutes=head.minutes,
        zero=_plain_zone(head.zero),
        zone=head.zone,
        take_over_s=head.take_over_s,
        end_s=head.end_s,
        region=plan,
        layers=tuple(draft.layers.values()),
        teams=teams,
        channel=channel,
        milestones=milestones,
        goal=goal,
        causes=causes,
        changes=changes,
        runbook=tuple(draft.pages.items()),
        par=par,
        published=published,
        scripts=scripts,
        path=source.files[0].shown,
        content_hash=digest(deciding if draft.prelude is None else (*deciding, draft.prelude.deciding)),
        shift_change_s=head.shift_change_s,
        prelude=draft.prelude,
        fixes=tuple(draft.fixes.values()),
        fix_weeks=head.fix_weeks,
        objectives=tuple(draft.objectives.values()),
        chain=tuple(draft.chain.values()),
        lesson=tuple(draft.lesson.values()),
    )


def _plain_zone(moment: datetime) -> datetime:
    """The same moment with a zone of the standard library, so that a scenario holds nothing of the reader."""
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))
