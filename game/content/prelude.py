"""The prelude of a level: the part of a script that was carried out by the shift before the player."""

from __future__ import annotations

import re
from pathlib import Path

from game.content.draft import Draft
from game.content.problems import LevelError, Problem, did_you_mean
from game.content.schema import LevelHead
from game.content.source import LEVEL_ID, MOST_SCRIPT_BYTES, read_text, unclean_lines
from game.engine.scenario import Prelude
from game.engine.timetable import read_rows

_SCRIPT = re.compile(rf"{LEVEL_ID.pattern}\.{LEVEL_ID.pattern}\.script")
_KEY = ("prelude",)


def read_prelude(draft: Draft, folder: Path, shown: str) -> list[Problem]:
    """Read the prelude that a level names. Gives what is wrong inside of that file; what is wrong with the name is flagged.

    The script may be another level's, so its lines from `take_over_s` on are left out. `folder` is where the level really
    lies, `shown` the level's path as people are told it.
    """
    head = draft.head
    if not isinstance(head, LevelHead) or not head.prelude:
        return []
    path = _found(draft, head.prelude, folder.resolve())
    if path is None:
        return []
    shown_script = str(Path(shown).parent / path.name)
    try:
        text = read_text(path, shown_script, MOST_SCRIPT_BYTES)
    except LevelError as error:
        return list(error.problems)
    rows, flaws = read_rows(text)
    problems = unclean_lines(shown_script, text)
    problems += [Problem(shown_script, flaw.number, flaw.column, flaw.text) for flaw in flaws]
    start_s = draft.region.start_s if draft.region is not None else None
    before = []
    for row in sorted(rows, key=lambda row: row.second):
        if start_s is not None and row.second < start_s:
            text = f"{row.time} is before the region begins; write a time from start_s = {start_s} on"
            problems.append(Problem(shown_script, row.number, 1, text))
        elif row.second < head.take_over_s:
            before.append(row)
    if not before and not problems:
        text = f"nothing in `{path.name}` comes before take_over_s = {head.take_over_s}; name another script or none"
        draft.flag(_KEY, text)
    draft.prelude = Prelude(path=shown_script, rows=tuple(before))
    return sorted(problems)


def _found(draft: Draft, name: str, folder: Path) -> Path | None:
    """The script of a name, if it is a file of the level's own folder."""
    if not _SCRIPT.fullmatch(name):
        text = "`prelude` names a script in this folder, without a path; write it like long-night.history.script"
        draft.flag(_KEY, text)
        return None
    path = folder / name
    if not path.exists():
        hint = did_you_mean(name, [script.name for script in sorted(folder.glob("*.script"))])
        draft.flag(_KEY, f"there is no `{name}` in this folder; {hint}")
        return None
    if path.resolve().parent != folder:
        draft.flag(_KEY, f"`{name}` is a link that leads out of this folder; copy the file here")
        return None
    return path
