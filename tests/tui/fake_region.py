"""The region as the faces see it: calm, the empty record, everything new at once, and the night's later phases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from game.engine.readings import State, Unit
from game.session.view.board import Alarm, FeedEntry, LayerHead, LevelFacts, Responder, Snapshot, Tile
from game.session.view.console import Span, Tone
from game.session.view.telling import Post, PostState

SITUATIONS = ("calm", "dns", "storm", "nlb")

LAYERS = (
    LayerHead("customers", "CUSTOMERS", "cust", (0, 1)),
    LayerHead("edge", "EDGE", "edge", (2,)),
    LayerHead("compute", "COMPUTE", "comp", (3,)),
    LayerHead("control", "CONTROL", "ctrl", (4,)),
    LayerHead("data", "DATA", "data", (5,)),
    LayerHead("foundation", "FOUNDATION", "base", (6, 7)),
)

LEVEL = LevelFacts(
    id="empty-answer",
    title="An empty answer",
    region="us-east-1",
    zero=datetime(2025, 10, 19, 23, 48, tzinfo=timezone(timedelta(hours=-7))),
    zone="PDT",
    start_s=-120,
    end_s=3 * 3600,
    layers=LAYERS,
    seed=7,
)

_S, _C, _P, _T, _W = Unit.SHARE, Unit.COUNT, Unit.PLAN, Unit.SECONDS, Unit.WORD

# component, name, short name, row, column, unit, noun, calm value
_REGION: tuple[tuple[str, str, str, int, int, Unit, str, float], ...] = (
    ("streaming", "Streaming", "Video", 0, 0, _S, "", 0.0),
    ("airlines", "Airlines", "Flights", 0, 1, _S, "", 0.0),
    ("hospitals", "Hospitals", "Clinics", 0, 2, _S, "", 0.0),
    ("banks", "Banks", "Banks", 0, 3, _S, "", 0.0),
    ("groceries", "Groceries", "Grocery", 0, 4, _S, "", 0.0),
    ("homes", "Homes", "Homes", 1, 0, _S, "", 0.0),
    ("games", "Games", "Games", 1, 1, _S, "", 0.0),
    ("public", "Public", "Public", 1, 2, _S, "", 0.0),
    ("schools", "Schools", "Schools", 1, 3, _S, "", 0.0),
    ("messaging", "Messaging", "Chat", 1, 4, _S, "", 0.0),
    ("nlb", "NLB", "NLB", 2, 0, _S, "err", 0.001),
    ("az1", "az1", "az1", 2, 1, _S, "out", 0.0),
    ("az2", "az2", "az2", 2, 2, _S, "out", 0.0),
    ("az3", "az3", "az3", 2, 3, _S, "out", 0.0),
    ("connect", "Connect", "Connect", 2, 4, _S, "err", 0.001),
    ("ec2", "EC2", "EC2", 3, 0, _S, "fail", 0.002),
    ("lambda", "Lambda", "Lambda", 3, 1, _S, "err", 0.001),
    ("ecs", "ECS", "ECS", 3, 2, _S, "err", 0.001),
    ("fargate", "Fargate", "Fargate", 3, 3, _S, "err", 0.002),
    ("eks", "EKS", "EKS", 3, 4, _S, "err", 0.001),
    ("dwfm", "DWFM", "DWFM", 4, 0, _S, "no lease", 0.0),
    ("network", "Network", "Network", 4, 1, _T, "late", 0.4),
    ("checks", "Checks", "Checks", 4, 2, _S, "fail", 0.001),
    ("poller", "Poller", "Poller", 4, 3, _T, "late", 2),
    ("repair", "Repair", "Repair", 4, 4, _C, "taken", 12),
    ("dynamodb", "DynamoDB", "DynamoDB", 5, 0, _S, "err", 0.001),
    ("s3", "S3", "S3", 5, 1, _S, "err", 0.001),
    ("sqs", "SQS", "SQS", 5, 2, _S, "err", 0.002),
    ("kinesis", "Kinesis", "Kinesis", 5, 3, _S, "err", 0.001),
    ("redshift", "Redshift", "Redshift", 5, 4, _S, "err", 0.001),
    ("record", "Record", "Record", 6, 0, _C, "addrs", 312),
    ("planner", "Planner", "Planner", 6, 1, _P, "plan", 143),
    ("enactor1", "Enactor 1", "Enact 1", 6, 2, _P, "plan", 143),
    ("enactor2", "Enactor 2", "Enact 2", 6, 3, _P, "plan", 110),
    ("enactor3", "Enactor 3", "Enact 3", 6, 4, _P, "plan", 143),
    ("iam", "IAM", "IAM", 7, 0, _S, "err", 0.001),
    ("sts", "STS", "STS", 7, 1, _S, "err", 0.001),
    ("monitoring", "Monitoring", "Monitor", 7, 2, _T, "ago", 8),
    ("support", "Support", "Support", 7, 3, _S, "err", 0.001),
    ("replicas", "Replicas", "Replica", 7, 4, _T, "behind", 1),
)

NAMES = {row[0]: row[1] for row in _REGION}
_OWN_LAYER = {row: head.id for head in LAYERS for row in head.rows}

# component -> state, value, spark, not acknowledged
_Trouble = dict[str, tuple[State, float, tuple[int, ...], bool]]
_D, _X, _R = State.DEGRADED, State.DOWN, State.RECOVERING
_DNS: _Trouble = {
    "streaming": (_D, 0.61, (1, 1, 1, 4), False),
    "airlines": (_D, 0.34, (1, 1, 1, 2), False),
    "hospitals": (_D, 0.18, (1, 1, 1, 1), False),
    "banks": (_X, 0.82, (1, 2, 4, 6), True),
    "groceries": (_D, 0.27, (1, 1, 1, 2), False),
    "homes": (_X, 0.93, (1, 2, 5, 7), False),
    "games": (_X, 0.88, (1, 1, 6, 7), False),
    "public": (_D, 0.22, (1, 1, 2, 2), False),
    "messaging": (_D, 0.55, (1, 1, 2, 4), False),
    "ec2": (_D, 0.91, (1, 2, 5, 6), False),
    "lambda": (_D, 0.44, (1, 1, 3, 3), False),
    "ecs": (_D, 0.38, (1, 1, 2, 3), False),
    "fargate": (_D, 0.41, (1, 1, 2, 3), False),
    "eks": (_D, 0.12, (1, 1, 1, 1), False),
    "dwfm": (_D, 0.29, (0, 1, 1, 2), True),
    "dynamodb": (_X, 0.99, (1, 2, 6, 7), False),
    "redshift": (_D, 0.52, (1, 2, 3, 4), False),
    "iam": (_D, 0.11, (1, 1, 1, 1), False),
    "sts": (_D, 0.23, (1, 1, 1, 1), True),
}
_STORM: _Trouble = {
    **{key: (state, value, spark, key != "dynamodb") for key, (state, value, spark, _) in _DNS.items()},
    "banks": (_R, 0.14, (4, 4, 2, 1), False),
    "nlb": (_D, 0.38, (4, 1, 4, 1), True),
    "az1": (_D, 0.26, (3, 1, 3, 1), True),
    "az2": (_X, 0.69, (1, 2, 4, 5), True),
    "checks": (_D, 0.61, (6, 1, 6, 1), True),
    "network": (_D, 840, (1, 1, 4, 5), True),
}
_NLB: _Trouble = {
    "streaming": (_D, 0.31, (2, 2, 1, 2), False),
    "airlines": (_D, 0.42, (1, 1, 2, 3), True),
    "banks": (_R, 0.14, (4, 4, 2, 1), False),
    "homes": (_D, 0.38, (2, 2, 2, 2), False),
    "nlb": (_D, 0.38, (4, 1, 4, 1), True),
    "az1": (_D, 0.26, (3, 1, 3, 1), False),
    "az2": (_X, 0.69, (1, 2, 4, 5), True),
    "az3": (_D, 0.32, (4, 1, 3, 1), False),
    "connect": (_D, 0.22, (1, 1, 1, 1), False),
    "ec2": (_D, 0.87, (7, 6, 6, 6), True),
    "lambda": (_D, 0.24, (1, 1, 1, 2), False),
    "ecs": (_D, 0.19, (1, 1, 1, 1), False),
    "network": (_X, 2 * 3600 + 600, (2, 4, 6, 7), False),
    "checks": (_D, 0.21, (5, 1, 5, 1), False),
    "poller": (_X, 2 * 3600 + 2400, (7, 7, 7, 7), True),
    "repair": (_D, 1234, (1, 1, 1, 1), False),
    "replicas": (_D, 780, (1, 2, 2, 1), False),
}
_HELD = {
    "storm": {"planner": "off by hand", "enactor1": "off by hand", "ec2": "held to 40%"},
    "nlb": {
        **dict.fromkeys(("planner", "enactor1", "enactor2", "enactor3"), "off by hand"),
        "ec2": "held to 20%",
        "checks": "off by hand",
        "poller": "held to 5%",
        "record": "by hand",
    },
}
_CALM: _Trouble = {}
_TROUBLE = {"calm": _CALM, "dns": _DNS, "storm": _STORM, "nlb": _NLB}
_STALE = {"enactor2": 3060, "monitoring": 240}


def tiles(situation: str) -> tuple[Tile, ...]:
    """All 40 tiles of a situation."""
    trouble = _TROUBLE[situation]
    made = []
    for component, name, short, row, column, unit, noun, calm in _REGION:
        state, value, spark, new = trouble.get(component, (State.OK, calm, (0,) * 8, False))
        tile = Tile(
            *(component, name, short, _OWN_LAYER[row], row, column, state, -86400 * 5, value, unit, "", noun),
            *(spark, new, "", 2),
        )
        if situation != "calm":
            tile = _incident(tile, situation)
        made.append(tile)
    return tuple(made)


def _incident(tile: Tile, situation: str) -> Tile:
    """What an incident does to calm tiles: the record lies, its writers move on, the monitoring goes stale."""
    held = _HELD.get(situation, {}).get(tile.component, "")
    if tile.component == "record":
        return replace(tile, value=None, text="NOERROR", held=held)
    if situation == "nlb":
        return replace(tile, held=held)
    if tile.component in _STALE:
        return replace(tile, state=State.STALE, age_s=_STALE[tile.component], spark=(0, 0, 0, -1, -1, -1, 0, -1))
    if held:
        return replace(tile, held=held)
    if tile.component == "planner":
        return replace(tile, value=203)
    if tile.component in ("enactor1", "enactor3"):
        return replace(tile, value=145)
    return tile


_ALARMS = (
    ("banks", _X, 2940, "82% of logins fail", False),
    ("dwfm", _D, 2880, "leases 71%, falling", False),
    ("sts", _D, 2700, "23% of tokens fail", False),
    ("monitoring", State.STALE, 1440, "graphs late", True),
    ("ec2", _D, 600, "91% launches fail", True),
    ("lambda", _D, 360, "44% invokes fail", True),
    ("dynamodb", _X, 240, "99% of calls fail", True),
    ("iam", _D, 180, "sign-in slow", True),
)


def alarms(situation: str) -> tuple[Alarm, ...]:
    """The pager of a situation, newest first."""
    if situation == "calm":
        return ()
    old = tuple(
        Alarm(100 - index, component, NAMES[component], state, second, text, known, False, 1)
        for index, (component, state, second, text, known) in enumerate(_ALARMS)
    )
    if situation == "dns":
        return old
    fresh = [
        Alarm(200 - index, tile.component, tile.name, tile.state, 2990 - 7 * index, "errors far above normal", False,
              False, 1 + index % 3)
        for index, tile in enumerate(tile for tile in tiles(situation) if tile.new)
    ]  # fmt: skip
    return (*fresh, *(alarm for alarm in old if alarm.acknowledged))


_PEOPLE = (
    Responder("You", "on call", None, "", None),
    Responder("Ana", "dynamodb", None, "reading the enactors' logs", 3300),
    Responder("Ben", "ec2", None, "", None),
    Responder("Chidi", "network", None, "", None),
    Responder("Dora", "lambda", 3400, "", None),
    Responder("Eli", "dns", None, "restoring the record", 3250),
    Responder("Farah", "storage", 3600, "", None),
)
_CALM_PEOPLE = tuple(replace(person, arrives_s=None, doing="", until_s=None) for person in _PEOPLE)

_POSTS = (
    Post(1, 540, PostState.INVESTIGATING, ("dynamodb",), "", "We see errors.", 1740, 0, True, "true"),
    Post(2, 1692, PostState.INVESTIGATING, ("dynamodb", "ec2"), "", "We look into it.", 2592, 420, False, "true"),
)


def snapshot(situation: str) -> Snapshot:
    """One moment of a situation."""
    calm = situation == "calm"
    return Snapshot(
        version=1,
        level=LEVEL,
        second=-80 if calm else 9 * 3600 + 600 if situation == "nlb" else 3012,
        speed=1 if calm else 10,
        paused=False,
        impact=0.0 if calm else 0.38,
        impact_spark=(0,) * 10 if calm else (1, 1, 1, 2, 3, 4, 4, 4, 4, 4),
        trust=90.0 if calm else 71.0,
        trust_spark=(6,) * 10 if calm else (6, 6, 6, 6, 6, 6, 6, 5, 5, 5),
        severity=None if calm else 1,
        responders=_CALM_PEOPLE if calm else _PEOPLE,
        tiles=tiles(situation),
        alarms=alarms(situation),
        posts=() if calm else _POSTS,
        post_due_s=None if calm else 2592,
        feed=() if calm else (FeedEntry(1, 2990, "dynamodb", (Span("storage-oncall: ", Tone.MUTED), Span("fine"))),),
        ended="",
    )
