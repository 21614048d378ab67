"""Records of invented nights: players of every kind, so that the score can be asked what it thinks of them."""

from __future__ import annotations

from dataclasses import replace

from game.engine.actions import Risk
from game.engine.readings import Level, LogLine
from game.engine.region import RegionPlan
from game.engine.scenario import (
    ChannelSpec,
    GoalSpec,
    MilestoneSpec,
    ParSpec,
    PublishedAct,
    Scenario,
    TeamSpec,
)
from game.engine.words import say
from game.session.judging.record import Entry, EntryKind, Relief, RunRecord
from game.session.staff.people import Tally
from game.session.view.aftermath import SectorLoss
from game.session.view.board import LevelFacts
from tests.session.telling import (
    CAUSES,
    END_S,
    PAGE_S,
    REPAIRED_S,
    TICK_S,
    ZERO,
    Teller,
    honest,
    late,
    liar,
    play,
    silent,
)

NOTHING, REFERENCE = 1_000_000.0, 200_000.0

SCENARIO = Scenario(
    id="small",
    title="A small night",
    tagline="",
    briefing="",
    learn=(),
    minutes=5,
    zero=ZERO,
    zone="PDT",
    take_over_s=-60,
    end_s=END_S,
    region=RegionPlan(name="us-east-1", tick_s=TICK_S, start_s=-60, zero_s=0, components=()),
    layers=(),
    teams=(TeamSpec(id="dynamodb", name="DynamoDB", people=("Ana", "Ben", "Chidi", "Dora"), answers_s=240),),
    channel=ChannelSpec(),
    milestones=(
        MilestoneSpec(id="dns-empty", name="The record is empty", when=(), published_s=0),
        MilestoneSpec(id="dns-restored", name="The record answers again", when=(), after="dns-empty", published_s=9420),
        MilestoneSpec(id="recovered", name="The store is back", when=(), after="dns-restored", published_s=10320),
    ),
    goal=GoalSpec(healthy=(), hold_s=600),
    causes=CAUSES,
    changes=(),
    runbook=(),
    par=ParSpec(nothing=NOTHING, reference=REFERENCE),
    published=(
        PublishedAct(at_s=3000, text="Engineers find the cause.", source="summary", milestone="cause-identified"),
        PublishedAct(at_s=1380, text="Investigating errors.", source="dashboard"),
        PublishedAct(at_s=9420, text="The record is restored.", source="summary", milestone="dns-restored"),
    ),
    scripts=(),
    path="small.toml",
    content_hash="0",
)
FACTS = LevelFacts("small", "A small night", "us-east-1", ZERO, "PDT", -60, END_S, (), 1)


def look(second: int, line: str, *components: str, proved: tuple[str, ...] = ()) -> Entry:
    """A look."""
    return Entry(second, line, EntryKind.LOOK, line.split(maxsplit=1)[0], components=components, proved=proved)


def change(
    second: int, line: str, *components: str, risk: Risk = Risk.MEDIUM, needs_met: bool = True, takes: int = 60
) -> Entry:
    """A change of the region."""
    spec = " ".join(line.split()[:2])
    return Entry(
        second,
        line,
        EntryKind.CHANGE,
        spec,
        components=components,
        done_s=second + takes,
        risk=risk,
        needs_met=needs_met,
    )


def said(second: int, line: str, kind: EntryKind) -> Entry:
    """Something else that was said."""
    return Entry(second, line, kind, line.split(maxsplit=1)[0])


PEOPLE = (
    said(150, "ack all", EntryKind.ACK),
    said(200, "sev 1", EntryKind.SEVERITY),
    said(240, "page dynamodb", EntryKind.PAGE),
)
LOOKS = (
    look(260, "status dynamodb", "dynamodb"),
    look(400, "depends dynamodb", "dynamodb", "record"),
    look(600, "dig dynamodb.us-east-1", "record", proved=("dns",)),
)
REPAIR = (
    change(700, "dns automation off", "planner", "record", risk=Risk.LOW),
    look(780, "plans", "planner"),
    change(800, "dns restore dynamodb.us-east-1", "record"),
    look(900, "dig dynamodb.us-east-1", "record"),
    change(1000, "dns flush", "record", risk=Risk.LOW),
    look(1100, "status"),
)
RESOLVE = (said(REPAIRED_S + 700, "resolve", EntryKind.RESOLVE),)
HELPED = Tally(1, 2, 2, 1, 240)
ALONE = Tally(0, 0, 0, 0, None)


def record(
    entries: tuple[Entry, ...], tell: Teller, *, weighted: float, people: Tally = HELPED, over: bool = True
) -> RunRecord:
    """A run's record; the status page is played for real over the small outage."""
    page = play(tell)
    found = (("dns-empty", 0), ("dns-restored", 860 if over else None), ("recovered", 1760 if over else None))
    posts = tuple([said(post.second, "post", EntryKind.POST) for post in page.posts])
    ordered = tuple(sorted((*entries, *posts), key=lambda entry: entry.second))
    declared = any(entry.kind is EntryKind.RESOLVE for entry in entries)
    return RunRecord(
        level=FACTS,
        entries=ordered,
        milestones=found,
        curve=tuple([0.3 if minute < 15 else 0.02 for minute in range(60)]) if over else (0.3,) * 60,
        sectors=(SectorLoss("hospitals", weighted / 10, 3.0), SectorLoss("games", weighted / 2, 0.5)),
        customer_minutes=weighted * 0.8,
        weighted=weighted,
        telling=page.telling(TICK_S),
        people=people,
        outcome="resolved" if over and declared else "unfinished" if over else "lost",
        end_s=REPAIRED_S + 700,
        goal_s=REPAIRED_S if over else None,
        goal_met=over,
        first_page_s=PAGE_S,
        resolved_s=REPAIRED_S + 700 if over and declared else None,
        log=(
            LogLine(0, "enactor-2", Level.ERROR, say("plan {n} is gone", n=110)),
            LogLine(5, "enactor-2", Level.ERROR, say("plan {n} is gone", n=111)),
            LogLine(9, "record", Level.WARN, say("no addresses")),
        ),
        journal="run.jsonl",
        reliefs=(Relief(700, "dns automation off", 0.0), Relief(800, "dns restore dynamodb.us-east-1", 1.6)),
    )


RISKY = [f"restart {service} 100" for service in ("dynamodb", "lambda", "sts", "sqs", "ec2", "iam", "nlb")]

REFERENCE_RUN = record((*PEOPLE, *LOOKS, *REPAIR, *RESOLVE), honest, weighted=REFERENCE)
SLOW_BUT_SOUND = record((*PEOPLE, *LOOKS, *REPAIR, *RESOLVE), honest, weighted=760_000)
HISTORY_RUN = record((*PEOPLE, *LOOKS, *REPAIR, *RESOLVE), late, weighted=600_000)
SILENT_WINNER = record((*PEOPLE, *LOOKS, *REPAIR, *RESOLVE), silent, weighted=REFERENCE)
LIAR = record((*PEOPLE, *LOOKS, *REPAIR, *RESOLVE), liar, weighted=REFERENCE)
BLIND_WINNER = record((*PEOPLE, *REPAIR, *RESOLVE), honest, weighted=150_000)
DOING_NOTHING = record((), silent, weighted=NOTHING, people=ALONE, over=False)
RESTART_ALL = record(
    (*PEOPLE, *[change(300 + n, line, line.split()[1], risk=Risk.HIGH, takes=300) for n, line in enumerate(RISKY)]),
    silent,
    weighted=950_000,
    over=False,
)
LUCKY_SPRAY = replace(RESTART_ALL, weighted=REFERENCE, goal_met=True, goal_s=REPAIRED_S, telling=REFERENCE_RUN.telling)
PAGE_ALL = replace(REFERENCE_RUN, people=Tally(6, 12, 11, 1, 240))
