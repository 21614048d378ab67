"""Two handover notes, for screens without a session behind them: one with words, one that nobody wrote."""

from __future__ import annotations

from game.engine.readings import State
from game.session.view.handover import Note, NoteLine, NoteSection


def _section(id: str, title: str, *texts: str) -> NoteSection:  # noqa: A002 - what it is
    return NoteSection(id, title, tuple([NoteLine(text) for text in texts]))


_BOARD = NoteSection(
    "board",
    "WHAT IS NOT WELL",
    (
        NoteLine("DynamoDB: DOWN since 23:50, 80%.", State.DOWN),
        NoteLine("Banks: degraded since 23:48, 43%.", State.DEGRADED),
        NoteLine("Hospitals: stale since 23:58.", State.STALE),
        NoteLine("Homes: recovering since 00:10, 12%.", State.RECOVERING),
        NoteLine(
            "And 11 more: Airlines, Connect, Groceries, Public, Redshift, Lambda, Fargate, ECS, IAM, STS and EKS."
        ),
    ),
)
_HELD = _section(
    "held",
    "HELD BY HAND, TO BE PUT BACK",
    "EC2: held to 13% since 04:13 by `throttle ec2 13`; `throttle ec2 off` puts it back.",
    "Planner, Enactor 1, Enactor 2 and Enactor 3: off by hand since 02:22 by `dns automation off`; "
    "`dns automation on` puts it back.",
)
_REST = (
    _section(
        "told",
        "WHAT THE PUBLIC WAS TOLD",
        '00:10  identified: "The name has no addresses."',
        "The next update is promised for 00:40.",
    ),
    _section("pages", "THE PAGER", "Banks and Homes page, and nobody has taken it.", "Declared SEV1."),
    _section(
        "people", "PEOPLE", "Mara (DynamoDB) is busy until 00:31 with `dns automation off`, tired, goes home at 11:02."
    ),
    _section("done", "WHAT WAS DONE, NEWEST LAST", *[f"0{hour}:1{hour}  restart lambda 50" for hour in range(1, 9)]),
)
NOTES = (
    Note(
        1,
        1800,
        False,
        1800,
        "The record is empty and the automation is stopped; restore it next, then flush. Banks wait for a call back, and the "
        "side road holds as long as nobody touches the internal resolvers.",
        (
            _HELD,
            _section(
                "under-way", "UNDER WAY", "`dns restore dynamodb.us-east-1.amazonaws.com` by Mara, done at 00:31."
            ),
            _BOARD,
            _section(
                "causes",
                "WHAT IS KNOWN OF THE CAUSE",
                "Proved: DNS (`dig dynamodb.us-east-1.amazonaws.com`, `logs enactor-2`); the public was told at 00:10.",
                "Disproved: storage (`logs dynamodb`).",
            ),
            _section("needs", "NEEDS THAT STAND IN NO DIAGRAM", "Repair tools cannot do without DynamoDB."),
            *_REST,
        ),
    ),
    Note(2, 25920, True, None, "", (_HELD, _BOARD, *_REST)),
)
"""The first has all sections."""
