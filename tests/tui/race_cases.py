"""Nights for the race: the one that everybody knows, and the awkward ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from game.engine.actions import Risk
from game.engine.readings import State
from game.session.view.board import LevelFacts, Offer
from game.session.view.race import DnsView, Lane, Mark, MarkKind, Page, PageKind, PlanRow, Proof

PDT = timezone(timedelta(hours=-7), "PDT")
LEVEL = LevelFacts(
    id="empty-answer",
    title="An empty answer",
    region="us-east-1",
    zero=datetime(2025, 10, 19, 23, 48, tzinfo=PDT),
    zone="PDT",
    start_s=-120,
    end_s=14400,
    layers=(),
    seed=1,
)
NOW = 3200

_K = MarkKind
NIGHT = DnsView(
    name="dynamodb.us-east-1.amazonaws.com",
    record_known=True,
    record_status="NOERROR, 0 answers",
    record_state=State.DOWN,
    record_since_s=6,
    last_hand="az2, plan 110",
    planner=Lane(
        "planner", "planner", True, "", 207, 0, "one every 52 s", State.OK,
        tuple(Mark(-15 + 52 * n, _K.MADE, 145 + n, "one every 52 s" if n == 0 else "") for n in range(-4, 62)),
    ),
    enactors=(
        Lane("enactor-1", "az1", True, "", 207, 0, "refused: live plan missing", State.OK,
             (Mark(-60, _K.TAKES, 144, ""), Mark(10, _K.REFUSED, 145, "refused: live plan missing"))),
        Lane("enactor-2", "az2", True, "", 110, 97, "slow", State.DEGRADED,
             (Mark(-1842, _K.TAKES, 110, ""), Mark(-18, _K.RETRIES, 110, ""), Mark(-14, _K.RETRIES, 110, ""),
              Mark(-2, _K.WRITES, 110, ""), Mark(0, _K.REPORTS, 110, "its check is 30 min old"))),
        Lane("enactor-3", "az3", True, "", 207, 0, "refused", State.OK,
             (Mark(-14, _K.TAKES, 145, ""), Mark(-10, _K.WRITES, 145, ""),
              Mark(6, _K.DELETES, 139, "deletes 99-139"))),
    ),
    pages=(
        Page(-379, -10, PageKind.PLAN, 138, 312, "enactor-1"),
        Page(-10, -2, PageKind.PLAN, 145, 318, "enactor-3"),
        Page(-2, 6, PageKind.OLD, 110, 298, "enactor-2"),
        Page(6, None, PageKind.EMPTY, None, 0, "enactor-3"),
    ),
    plans=(
        PlanRow(207, 3178, 318, "never written", "newest", False),
        PlanRow(145, -15, 318, "overwritten 23:47:58", "best to restore", False),
        PlanRow(138, -379, 312, "deleted 23:48:06", "was live until 23:47:50", False),
        PlanRow(110, -1835, 298, "deleted 23:48:06", "live when deleted", True),
    ),
    proofs=(
        Proof("+", "the record answers, with nothing in it", ""),
        Proof("+", "plan 110 was live when it was deleted", ""),
        Proof("+", "the live plan is missing, so all refuse", ""),
        Proof("?", "why was az2 30 min late?", "logs enactor-2"),
    ),
    offers=(
        Offer("dns automation off", "Freeze all three enactors", "Stops planner and enactors.", 1, 120, Risk.LOW, ""),
        Offer("dns restore dynamodb.us-east-1.amazonaws.com", "Restore from plan 145", "Installs it.", 1, 240,
              Risk.MEDIUM, ""),
        Offer("dns restore dynamodb.us-east-1.amazonaws.com keep", "Restore, keep automation", "Installs it.", 1, 240,
              Risk.HIGH, ""),
        Offer("restart enactor-2 100", "Restart az2 enactor", "Restarts it.", 1, 360, Risk.HIGH, ""),
    ),
    around_s=6,
    advice="Freeze before you restore: az2 still holds 110 and can write it again.",
)  # fmt: skip

UNREAD = replace(
    NIGHT,
    record_known=False,
    record_status="",
    record_state=State.STALE,
    last_hand="",
    planner=replace(NIGHT.planner, known=False, look="plans", marks=(), holds=None, behind=None, status=""),
    enactors=tuple(
        replace(lane, known=False, look=f"logs {lane.component}", marks=(), holds=None, behind=None, status="",
                state=State.STALE)
        for lane in NIGHT.enactors
    ),
    pages=(),
    plans=(),
    proofs=(Proof("?", "what does the record answer?", "dig dynamodb.us-east-1.amazonaws.com"),),
    around_s=0,
    advice="",
)  # fmt: skip

HALF_READ = replace(
    NIGHT,
    enactors=(NIGHT.enactors[0], UNREAD.enactors[1], NIGHT.enactors[2]),
    pages=(NIGHT.pages[0], NIGHT.pages[1], Page(-2, 6, PageKind.UNKNOWN, None, 0, ""), NIGHT.pages[3]),
    plans=NIGHT.plans[:3],
    proofs=(NIGHT.proofs[0], Proof("?", "who wrote last?", "logs enactor-2")),
)

FINE = replace(
    NIGHT,
    record_status="NOERROR, 312 answers",
    record_state=State.OK,
    record_since_s=-10,
    last_hand="az3, plan 145",
    enactors=tuple(
        replace(lane, marks=(), state=State.OK, behind=0, holds=145, status="waits for a newer plan")
        for lane in NIGHT.enactors
    ),
    pages=(NIGHT.pages[0], Page(-10, None, PageKind.PLAN, 145, 318, "enactor-3")),
    plans=(),
    proofs=(),
    around_s=-10,
    advice="",
)

CROWDED = replace(
    NIGHT,
    enactors=tuple(
        replace(
            lane,
            marks=tuple(
                Mark(-30 + 2 * n + index, kind, 110 + n, f"{kind.value} {110 + n} once more")
                for n, kind in enumerate((_K.TAKES, _K.WRITES, _K.RETRIES, _K.WRITES, _K.DELETES, _K.REFUSED) * 4)
            ),
        )
        for index, lane in enumerate(NIGHT.enactors)
    ),
    pages=tuple(
        Page(-30 + 2 * n, -28 + 2 * n, (PageKind.PLAN, PageKind.OLD, PageKind.EMPTY, PageKind.HAND)[n % 4], 110 + n,
             300 + n, "enactor-1")
        for n in range(24)
    ),
)  # fmt: skip

REPAIRED = replace(
    NIGHT,
    record_status="NOERROR, 318 answers",
    record_state=State.OK,
    record_since_s=9420,
    last_hand="you",
    enactors=tuple(
        replace(lane, state=State.OK, status="off by hand",
                marks=(*lane.marks, Mark(9300, _K.STOPPED, lane.holds or 0, "off by hand")))
        for lane in NIGHT.enactors
    ),
    pages=(*NIGHT.pages[:3], Page(6, 9420, PageKind.EMPTY, None, 0, "enactor-3"),
           Page(9420, None, PageKind.HAND, 145, 318, "you")),
    around_s=9420,
    advice="",
)  # fmt: skip

CASES: dict[str, DnsView] = {
    "night": NIGHT,
    "unread": UNREAD,
    "half-read": HALF_READ,
    "fine": FINE,
    "crowded": CROWDED,
    "repaired": REPAIRED,
}
