"""What was told in the real night, held against the simulated one by the game's own rules: docs/communication.md.

`python -m tests.levels.communication` plays the night once more and writes the page anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path

from game.content.history import Post as Published
from game.content.history import read_history
from game.content.load import load_level
from game.session.judging.result import record_of
from game.session.judging.rubric import PARTS, TRUST
from game.session.judging.score import Mark, score
from game.session.language.script import read_script
from game.session.run import YOU, Run
from game.session.telling.channel import Channel
from game.session.telling.channel_state import Judgement, Telling
from game.session.telling.truth import services_of, truth_of
from game.session.view.telling import Draft, PostState
from tests.levels.long_night import NIGHT

PAGE = Path(__file__).parents[2] / "docs" / "communication.md"
CURVE_EVERY_MIN = 30

_TEXT = """\
# What was told that night, by this game's rules

Made by `python -m tests.levels.communication`; do not edit. A test fails when it is stale.

The dashboard's {count} public posts of 19 and 20 October 2025 are data in `assets/history/`: time, a gist in our words, and the
next update that each promised. State, services and cause are our reading of them. The long night is played by the operators'
published actions (seed 1), and each post is held, at its minute, against what the simulation says was so then, by the same rules
that a player's updates are held against (`docs/scoring.md`).

This is a check of the rules, not of the people. They wrote in the night itself, with monitoring that was hurt by what they wrote
about, about a hundred services where the game knows {services}. The services that a post's gist names are fewer than the
dashboard listed beside it, so "left out" weighs more here than it did there. A rule that called such a night's words dishonest
would be a wrong rule; one that found nothing to learn in them would be a useless one.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """All posts with what was made of each, trust as it went, and the criteria of telling."""

    posts: tuple[tuple[Published, Judgement], ...]
    verdicts: tuple[str, ...]
    telling: Telling
    marks: tuple[Mark, ...]


@cache
def told() -> Told:
    """The real night's region, and beside it a status page of its own on which the dashboard's posts stand."""
    scenario = load_level("long-night")
    run = Run(scenario, 1)
    page = Channel(
        scenario.channel,
        services=services_of(run.region),
        causes=scenario.causes,
        zero=scenario.zero,
        region=scenario.region.name,
        hold_s=scenario.goal.hold_s,
    )
    script = read_script(dict(scenario.scripts)["history"], "history", scenario, run.grammar)
    said = [line for _, line in script.lines if not line.line.startswith("resolve")]
    posts = list(read_history(NIGHT).post)
    record = record_of(run)
    while posts:
        while said and said[0].second <= run.second and not run.ended:
            run.say(said[0].line, YOU, run.second, confirmed=True)
            del said[0]
        truth = truth_of(run)
        while posts and posts[0].t * 60 <= run.second:
            page.publish(_draft(posts.pop(0)), run.second, truth)
        if not run.ended:
            record = record_of(run) if not posts or run.second + run.region.tick_s >= scenario.end_s else record
        run.step()
        if run.pager.state.first_page_s is not None:
            page.page_came(run.pager.state.first_page_s)
        page.tick(run.second, truth_of(run))
    telling = page.telling(run.region.tick_s)
    judged = score(replace(record, telling=telling), scenario)
    ours = [criterion.id for part in PARTS if part.id == "trust" for criterion in part.criteria]
    return Told(
        tuple(zip(read_history(NIGHT).post, telling.judgements, strict=True)),
        tuple([post.verdict for post in telling.posts]),
        telling,
        tuple([mark for mark in judged.marks if mark.criterion.id in ours]),
    )


def _draft(post: Published) -> Draft:
    following = None if post.promised is None else post.promised - post.t
    return Draft(PostState(post.state), post.services, post.cause, following, post.gist)


def as_page(night: Told) -> str:
    """The page."""
    services = len(services_of(Run(load_level("long-night"), 1).region))
    text = _TEXT.format(count=len(night.posts), services=services)
    return "\n".join([text, _posts(night), _totals(night), _curve(night), _meaning(night)])


def _posts(night: Told) -> str:
    zero = read_history(NIGHT).event.start
    rows = [
        "## Every post\n",
        "Minutes from zero, 23:48 PDT. Trust before and after are whole points; what the rules find is the finding that weighed most.\n",
        "| PDT | minute | state | gist | next by | in time | true | trust | what the rules find |",
        "|---|---:|---|---|---|---|---|---|---|",
    ]
    for (post, judged), verdict in zip(night.posts, night.verdicts, strict=True):
        clock = (zero + timedelta(minutes=post.t)).strftime("%H:%M")
        due = "none" if post.promised is None else (zero + timedelta(minutes=post.promised)).strftime("%H:%M")
        in_time, true = ["no", "yes"][judged.in_time], ["no", "yes"][judged.truthful]
        rows.append(
            f"| {clock} | {post.t} | {post.state} | {post.gist} | {due} | {in_time} | {true} "
            f"| {judged.trust_before:.0f} to {judged.trust_after:.0f} | {verdict} |"
        )
    return "\n".join([*rows, ""])


def _totals(night: Told) -> str:
    judged = [judgement for _, judgement in night.posts]
    telling = night.telling
    page_min = 0 if telling.page_s is None else telling.page_s / 60
    kept = [post for post in telling.posts if post.promise_s is not None]
    first = night.posts[0][0].t
    return "\n".join(
        [
            "## In all\n",
            f"- first update: {first} minutes after zero, {first - page_min:.0f} after the first page in the simulation; "
            "the game asks for five",
            f"- in time: {len([one for one in judged if one.in_time])} of {len(judged)}",
            f"- true when sent: {len([one for one in judged if one.truthful])} of {len(judged)}",
            f"- promised a time for the next: {len(kept)} of {len(judged)}; "
            f"of these kept: {len([post for post in kept if post.late_s < 60])}",
            f"- updates were overdue for {telling.silent_s // 60} of the {telling.waited_s // 60} minutes in which customers waited",
            f"- trust at the end: {telling.trust:.0f} of {telling.found:.0f}, lowest {min(telling.curve):.0f}",
            "",
            "| criterion | points | of | why |",
            "|---|---:|---:|---|",
            *[
                f"| {mark.criterion.id} | {mark.points:.1f} | {mark.criterion.of} | {mark.reason} |"
                for mark in night.marks
            ],
            "",
        ]
    )


def _curve(night: Told) -> str:
    zero = read_history(NIGHT).event.start
    start_min = load_level("long-night").take_over_s // 60
    rows = ["## Trust as it went\n", "```"]
    for minute in range(0, len(night.telling.curve) + start_min, CURVE_EVERY_MIN):
        trust = night.telling.curve[minute - start_min]
        clock = (zero + timedelta(minutes=minute)).strftime("%H:%M")
        rows.append(f"{clock} {trust:3.0f} {'#' * round(trust / 2)}".rstrip())
    return "\n".join([*rows, "```", ""])


def _meaning(night: Told) -> str:
    """What a reader may take from it."""
    costs: dict[str, float] = {}
    for _, judged in night.posts:
        for finding, points in judged.findings:
            costs[finding] = costs.get(finding, 0.0) + points
    rows = [
        f"| {finding} | {points:+.1f} |" for finding, points in sorted(costs.items(), key=lambda it: it[1]) if points
    ]
    return "\n".join(
        [
            "## What moved it\n",
            "Points of trust by finding, all posts together, before trust meets its bounds. Silence between posts costs beside "
            f"that: {-TRUST.silence_per_minute:g} a minute while an update is overdue and customers are cut off.\n",
            "| finding | points |",
            "|---|---:|",
            *rows,
            "",
        ]
    )


def write() -> None:
    """Play, and write what came of it."""
    PAGE.write_text(as_page(told()), encoding="utf-8")


if __name__ == "__main__":
    write()
