"""How close the long night is to the real one: docs/fidelity.md, made from played nights, the facts and what was chosen.

`python -m tests.levels.fidelity` plays the night on every seed and writes page and measures anew.
"""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

from game.content.history import Milestone
from game.engine.scenario import Condition
from tests.levels.calibration import Note, complaints, script_lines, value_of
from tests.levels.long_night import (
    BIN_MIN,
    SEEDS,
    TOLERANCE_MIN,
    Measured,
    calibration,
    history,
    measured,
    scenario,
    tolerance_min,
)

PAGE = Path(__file__).parents[2] / "docs" / "fidelity.md"
KEPT = Path(__file__).with_name("long_night.json")

_BLOCKS = " ▁▂▃▄▅▆▇█"
_ROWS = 6
_TEXT = """\
# How true the long night is

Made by `python -m tests.levels.fidelity` from played nights; do not edit. A test fails when it is stale.

The night of 19 to 20 October 2025 is replayed by rules, not from a recording: the level sets one fault, an enactor that keeps
losing its lock before zero, and `levels/long-night.history.script` gives the operators' published actions at their times.
Everything else follows. Whatever was published but not done by a person has to come out within {a:g} minutes of its time
(confidence A: the official summary, or two independent sources) or {b:g} (B: one source), on seeds {seeds}. What was
published stands with its sources in `assets/history/`; why each number was chosen, in `assets/history/calibration/`.

What this shows and what it does not: the published rules, with numbers fitted to these times, can give this night. That the
real numbers were these is not shown; where several could do, they were not told apart.
"""


def as_page(nights: dict[int, Measured]) -> str:
    """The page. ValueError if what was chosen does not fit level, script and facts any more."""
    wrong = complaints(calibration(), history(), scenario())
    if wrong:
        raise ValueError("\n".join(wrong))
    a, b = TOLERANCE_MIN["A"], TOLERANCE_MIN["B"]
    parts = [
        _TEXT.format(a=a, b=b, seeds=f"{SEEDS[0]} to {SEEDS[-1]}"),
        _chart(nights),
        _moments(nights),
        _spans(nights),
        _bounds(),
        _numbers(),
        _choices(),
        _notes("What is not in it", calibration().missing),
        _notes("Where it does otherwise, and knows it", calibration().differs),
    ]
    return "\n".join(parts)


def kept() -> dict[int, dict[str, Any]]:
    """The measures that the page was made from."""
    return {int(seed): measures for seed, measures in json.loads(KEPT.read_text(encoding="utf-8")).items()}


def kept_page() -> str:
    """The page that belongs to them."""
    return as_page({seed: Measured(**measures) for seed, measures in kept().items()})


def write() -> None:
    """Play, two at a time, and write what came of it."""
    with ProcessPoolExecutor(2) as pool:
        nights = dict(zip(SEEDS, pool.map(measured, SEEDS), strict=True))
    rows = [f'  "{seed}": {json.dumps(measures)}' for seed, measures in nights.items()]
    KEPT.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    PAGE.write_text(kept_page(), encoding="utf-8")


def _moments(nights: dict[int, Measured]) -> str:
    rows = [
        "## Every published moment\n",
        "Minutes from zero, 23:48 PDT. Simulated is seed 1; then all seeds, which differ in who wrote when and in what trembles.",
        "What operators did (*) is given by the script: its simulated time is when the work was done.\n",
        "| PDT | published | simulated | seeds | moment | kind | conf. | source | follows from |",
        "|---|---:|---:|---|---|---|---|---|---|",
    ]
    for milestone in history().milestone:
        clock = (history().event.start + timedelta(minutes=milestone.t)).strftime("%H:%M")
        found = [night.minute(milestone.id) for night in nights.values()]
        published = f"{milestone.t}" if milestone.also_t is None else f"{milestone.t} ({milestone.also_t})"
        star = "\\*" if milestone.kind == "operator" else ""
        rows.append(
            f"| {clock} | {published} | {_minute(found[0])} | {_spread(found)} | {milestone.text}{star} "
            f"| {milestone.kind} | {milestone.conf} | {milestone.source} | {calibration().follows[milestone.id]} |"
        )
    also = "A second time in brackets is what the other official clock, the dashboard's, says.\n"
    sources = [f"- {name}: {text}" for name, text in history().sources.items()]
    worst = "\n".join(_worst(nights))
    return "\n".join([*rows, "", also, *sources, "", worst, ""])


def _worst(nights: dict[int, Measured]) -> list[str]:
    """How far off it is at worst."""
    far: list[tuple[float, Milestone]] = []
    for milestone in history().milestone:
        found = [night.minute(milestone.id) for night in nights.values()]
        if milestone.kind != "operator" and None not in found:
            far.append((max([abs(at - milestone.t) for at in found if at is not None]), milestone))
    off, worst = max(far, key=lambda entry: entry[0])
    within = [entry for entry in far if entry[0] <= tolerance_min(entry[1])]
    return [
        f"Of {len([m for m in history().milestone if m.kind != 'operator'])} moments that nobody made by hand, {len(within)} "
        f"are within tolerance on every seed. The farthest off is {off:.1f} min: {worst.id}."
    ]


def _spans(nights: dict[int, Measured]) -> str:
    rows = [
        "## What must hold between them\n",
        "Arithmetic on the published times, in minutes; it was not published itself.\n",
        "| constraint | published | simulated | seeds | from | to |",
        "|---|---:|---:|---|---|---|",
    ]
    for name, span in calibration().span.items():
        found = [_length(night, name) for night in nights.values()]
        fall = span.measured
        ends = span.ends
        if fall is not None:
            ends = f"`{fall.component}` {fall.metric} has fallen by {fall.falls_by:.0%} (published: {span.ends})"
        rows.append(
            f"| {_words(name.removesuffix('_minutes'))} | {history().constraints[name]} | {_minute(found[0])} "
            f"| {_spread(found)} | {span.begins} | {ends} |"
        )
    required = [f"- {name}: {text}." for name, text in calibration().requirement.items()]
    return "\n".join([*rows, "", "Besides:\n", *required, ""])


def _length(night: Measured, name: str) -> float | None:
    """How long a span is in a night."""
    span = calibration().span[name]
    begins = night.minute(span.begins)
    ends = night.ends[name] if span.measured is not None else night.minute(span.ends)
    return None if begins is None or ends is None else round(ends - begins, 1)


def _bounds() -> str:
    rows = [
        "## When a moment counts as reached\n",
        "Readings as they truly are, the first tick after the other moment at which all hold; read from the level.\n",
        "| moment | when | after | chosen how, if fitted |",
        "|---|---|---|---|",
    ]
    for spec in scenario().milestones:
        when = "; ".join([_condition(condition) for condition in spec.when])
        rows.append(f"| {spec.id} | {when} | {spec.after} | {calibration().bound.get(spec.id, '')} |")
    return "\n".join([*rows, ""])


def _condition(condition: Condition) -> str:
    bounds = [("≥", condition.at_least), ("≤", condition.at_most)]
    return " and ".join(
        [f"`{condition.component}` {condition.metric} {sign} {bound:g}" for sign, bound in bounds if bound is not None]
    )


def _numbers() -> str:
    rows = [
        "## What was chosen\n",
        "Never published, read here from the level: each value with what it was fitted to.\n",
        "| component | field | value | unit | fitted to | what it is |",
        "|---|---|---:|---|---|---|",
    ]
    for parameter in calibration().parameter:
        value = _value(value_of(scenario(), parameter))
        rows.append(
            f"| {parameter.component} | `{parameter.field}` | {value} | {parameter.unit} "
            f"| {_targets(parameter.to)} | {parameter.note} |"
        )
    rest = "Rates, people and shares that are not listed set how much each service and sector is hurt, not when.\n"
    return "\n".join([*rows, "", rest])


def _choices() -> str:
    rows = [
        "And in the script of the night:\n",
        "| line | values, in order | unit | fitted to | what it is |",
        "|---|---|---|---|---|",
    ]
    for choice in calibration().choice:
        values = [line.removeprefix(choice.begins).strip() for line in script_lines(scenario(), choice.begins)]
        rows.append(
            f"| `{choice.begins}` | {', '.join(values)} | {choice.unit} | {_targets(choice.to)} | {choice.note} |"
        )
    return "\n".join([*rows, ""])


def _notes(title: str, notes: tuple[Note, ...]) -> str:
    return "\n".join([f"## {title}\n", *[f"- **{note.about}.** {note.text}" for note in notes], ""])


def _chart(nights: dict[int, Measured]) -> str:
    """People hurt over the night: all of them, then each sector's share."""
    night = nights[SEEDS[0]]
    names = {part.id: part.tile.name for part in scenario().region.components if part.tile is not None}
    most = max(night.people)
    top = max(1.0, float(int(most) + 1))
    rows = []
    for row in range(_ROWS, 0, -1):
        cells = [_BLOCKS[_eighths(people / top * _ROWS - row + 1)] for people in night.people]
        rows.append(f"{top * row / _ROWS:8.1f} M |{''.join(cells)}")
    rows.append(f"{'':10} +{'-' * len(night.people)}")
    for sector, shares in night.hurt.items():
        cells = [_BLOCKS[max(_eighths(share), int(share >= 0.005))] for share in shares]
        rows.append(f"{names[sector]:10} |{''.join(cells).ljust(len(night.people))}| {max(shares):4.0%}")
    an_hour = 60 // BIN_MIN
    hours = "".join([f"{hour:<{an_hour}}" for hour in range(len(night.people) // an_hour + 1)])
    rows.append(f"{'hours':10}  {hours.rstrip()}")
    first, second = night.peaks
    return "\n".join(
        [
            "## Who was hurt\n",
            f"People who cannot do what they came for (seed {SEEDS[0]}): above all of them in millions, below the share of each",
            "sector, at the right its worst quarter of an hour.\n",
            "```",
            *[row.rstrip() for row in rows],
            "```\n",
            f"The first wave is highest at minute {first[0]:g} with {first[1]:.1f} million people at once, the second at minute",
            f"{second[0]:g} with {second[1]:.1f} million.\n",
        ]
    )


def _eighths(share: float) -> int:
    return max(0, min(8, int(share * 8 + 0.5)))


def _minute(value: float | None) -> str:
    return "never" if value is None else f"{value:.1f}"


def _spread(found: list[float | None]) -> str:
    there = [value for value in found if value is not None]
    if len(there) < len(found):
        return f"{len(found) - len(there)} never"
    low, high = min(there), max(there)
    return "all" if low == high else f"{low:.1f} to {high:.1f}"


def _targets(targets: tuple[str, ...]) -> str:
    return ", ".join([_words(target.removesuffix("_minutes")) for target in targets]) or "nothing"


def _words(name: str) -> str:
    return name.replace("_", " ")


def _value(value: Any) -> str:
    return f"{int(value):,}" if isinstance(value, float) and value.is_integer() else f"{value:,}"


if __name__ == "__main__":
    write()
