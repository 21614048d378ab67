"""The DNS inspector's view, the debrief and the level cards that the fake seat hands out."""

from __future__ import annotations

from game.engine.actions import Risk
from game.engine.readings import State
from game.session.view.aftermath import Act, Debrief, ScorePart, SectorCurve, SectorLoss
from game.session.view.board import Offer
from game.session.view.nights import LevelCard
from game.session.view.race import DnsView, Lane, Mark, MarkKind, Page, PageKind, PlanRow, Proof
from tests.tui.fake_answers import RECORD
from tests.tui.fake_region import LEVEL

_PLANNER = Lane(
    "planner", "planner", True, "logs planner", 203, 0, "one plan every 52 s", State.OK,
    (Mark(-30, MarkKind.MADE, 144, "144"), Mark(-16, MarkKind.MADE, 145, "145")),
)  # fmt: skip
_AZ1 = Lane(
    "enactor1", "az1", True, "logs enactor1", 145, 58, "refuses: live plan gone", State.OK,
    (Mark(-30, MarkKind.TAKES, 144, "144"), Mark(20, MarkKind.REFUSED, 145, "refused")),
)  # fmt: skip
_AZ2 = Lane(
    "enactor2", "az2", True, "logs enactor2", 110, 93, "slow", State.STALE,
    (
        Mark(-1800, MarkKind.TAKES, 110, "takes 110"),
        Mark(-900, MarkKind.RETRIES, 110, "retry 6"),
        Mark(1, MarkKind.WRITES, 110, "writes 110"),
    ),
)  # fmt: skip
_AZ3 = Lane(
    "enactor3", "az3", True, "logs enactor3", 145, 58, "refuses: live plan gone", State.OK,
    (
        Mark(-14, MarkKind.TAKES, 145, "145"),
        Mark(-6, MarkKind.WRITES, 145, "writes 145"),
        Mark(8, MarkKind.DELETES, 110, "deletes 99-139"),
    ),
)  # fmt: skip

OFFERS = (
    Offer("dns automation off", "Freeze all three enactors", "Stops them.", 1, 120, Risk.LOW, ""),
    Offer(f"dns restore {RECORD} plan 145", "Restore from plan 145", "Writes it by hand.", 1, 240, Risk.LOW, ""),
    Offer(f"dns restore {RECORD}", "Restore, keep automation", "May be overwritten.", 1, 240, Risk.HIGH, ""),
    Offer("restart enactor2 100", "Restart az2 enactor", "It forgets its plan.", 1, 360, Risk.HIGH, ""),
)


def dns(*, evidence: bool) -> DnsView:
    """The race as it is drawn after all logs were read, or before any was."""
    lanes: tuple[Lane, ...] = (_AZ1, _AZ2, _AZ3)
    if not evidence:
        lanes = tuple(
            Lane(lane.component, lane.label, False, lane.look, None, None, "", State.OK, ()) for lane in lanes
        )
    return DnsView(
        name=RECORD,
        record_known=evidence,
        record_status="NOERROR, 0 addresses" if evidence else "",
        record_state=State.DOWN if evidence else State.OK,
        record_since_s=8,
        last_hand="az2" if evidence else "",
        planner=_PLANNER,
        enactors=lanes,
        pages=(
            (
                Page(-600, -6, PageKind.PLAN, 138, 312, "az3"),
                Page(-6, 1, PageKind.PLAN, 145, 318, "az3"),
                Page(1, 8, PageKind.OLD, 110, 298, "az2"),
                Page(8, None, PageKind.EMPTY, None, 0, ""),
            )
            if evidence
            else ()
        ),
        plans=(
            PlanRow(203, 2990, 321, "unread", "the newest", False),
            PlanRow(145, -16, 318, "overwritten", "was live for 7 s", False),
            PlanRow(110, -1830, 298, "deleted", "was live when it was deleted", True),
        ),
        proofs=(
            Proof("+", "plan 110 was live when it was deleted", ""),
            Proof("?", "why was az2 30 min late?", "logs enactor2"),
            Proof("x", "storage is sick", ""),
        ),
        offers=OFFERS,
        around_s=0,
        advice="Freeze first: az2 can write again." if evidence else "",
    )


def _curve(peaks: tuple[tuple[int, float], ...], minutes: int) -> tuple[float, ...]:
    """Straight lines between points of (minute, share), one value a minute."""
    curve = []
    for minute in range(minutes):
        before = max((point for point in peaks if point[0] <= minute), default=peaks[0])
        after = min((point for point in peaks if point[0] > minute), default=before)
        span = max(1, after[0] - before[0])
        curve.append(before[1] + (after[1] - before[1]) * (minute - before[0]) / span)
    return tuple(curve)


_MINE = ((0, 0.0), (3, 0.1), (20, 0.41), (70, 0.4), (110, 0.08), (150, 0.01))
_REAL = ((0, 0.0), (3, 0.1), (25, 0.44), (160, 0.4), (175, 0.2), (300, 0.05))


_SECTORS = (
    ("messaging", 35.9e6, 1.5, 1.0),
    ("streaming", 21.6e6, 1.0, 0.9),
    ("banks", 7.8e6, 3.0, 0.8),
    ("hospitals", 277_900.0, 20.0, 0.5),
    ("games", 22.2e6, 0.5, 1.0),
    ("airlines", 560_100.0, 4.0, 0.6),
    ("public", 625_600.0, 4.0, 0.4),
    ("homes", 1.2e6, 1.5, 0.3),
    ("groceries", 937_700.0, 2.0, 0.7),
    ("schools", 0.0, 1.0, 0.0),
)


def _by_sector() -> tuple[SectorCurve, ...]:
    """All sectors: some are hit hard, and one is not hit at all."""
    mine, real = _curve(_MINE, 151), _curve(_REAL, 301)
    return tuple(
        SectorCurve(name, lost, weight, tuple(v * share * 2 for v in mine), tuple(v * share * 2 for v in real))
        for name, lost, weight, share in _SECTORS
    )


def debrief() -> Debrief:
    """A run that went well, if late with its posts."""
    return Debrief(
        level=LEVEL,
        outcome="resolved",
        verdict="The record was restored after 1 h 02; the automation was stopped first.",
        total=74,
        grade="B",
        impact_score=31,
        conduct_score=43,
        parts=(
            ScorePart("customers", "customers", 31, 40, "Half an hour faster than the real night."),
            ScorePart("diagnosis", "diagnosis", 16, 20, "The empty answer was read before anything was changed."),
            ScorePart("trust", "trust", 13, 20, "The second update came 7 minutes after its promise."),
            ScorePart("safety", "safety", 8, 10, "The automation was stopped before the repair."),
            ScorePart("people", "people", 6, 10, "Two people were called and had nothing to do."),
        ),
        acts=tuple(
            Act(second, "you", text)
            for second, text in (
                (300, "ack all"),
                (540, "post investigating dynamodb"),
                (1500, f"dig {RECORD}"),
                (2400, "dns automation off"),
                (2700, f"dns restore {RECORD}"),
                (5400, "resolve"),
            )
        ),
        truth=(
            Act(1, "region", "az2 writes plan 110 over plan 145"),
            Act(8, "region", "the clean-up deletes plan 110"),
        ),
        history=(Act(3000, "history", "AWS found the record"), Act(9420, "history", "AWS restored the record")),
        curve=_curve(_MINE, 151),
        ghost=_curve(_REAL, 301),
        phases=((0, "DNS"), (3600, "EC2"), (7200, "tail")),
        sectors=(SectorLoss("Banks", 812_000.0, 2.0), SectorLoss("Hospitals", 90_500.0, 5.0)),
        customer_minutes=3_120_000.0,
        customer_minutes_history=9_870_000.0,
        times=(("detected", 120, 180), ("acknowledged", 300, None), ("resolved", 5400, 10_320)),
        lessons=("NOERROR is a status, not an answer.", "Stop the automation before the repair."),
        journal="journals/empty-answer.jsonl",
        by_sector=_by_sector(),
    )


_LAYERS = (("cust", 10, -1), ("edge", 5, -1), ("comp", 5, -1), ("ctrl", 5, -1), ("data", 5, -1), ("base", 10, 3))
_SILHOUETTE = (0.0, 0.0, 0.1, 0.4, 0.44, 0.44, 0.42, 0.4, 0.3, 0.2, 0.1, 0.08, 0.05, 0.02, 0.0)


def levels() -> tuple[LevelCard, ...]:
    """The picker's cards."""
    return tuple(
        LevelCard(
            id=name,
            title=title,
            tagline=tagline,
            minutes=minutes,
            when="Sun 19 Oct, 23:41 PDT",
            briefing="Three enactors share one record. One of them is slow and has not noticed.",
            learn=("read plans and see who holds them", "tell a stale check from a true one"),
            start_with=(("people", "1 of 7"), ("hints", "free")),
            real_night="DynamoDB was back after 2 h 52 min",
            silhouette=_SILHOUETTE,
            silhouette_marks=((0, "23:48"), (14, "14:20")),
            region=_LAYERS,
        )
        for name, title, tagline, minutes in (
            ("first-page", "First page", "A small thing, and a colleague who knows it.", 5),
            ("empty-answer", "An empty answer", "Everything looks fine, and a region is gone.", 15),
            ("everyone-at-once", "Everyone at once", "It is repaired, and still down.", 15),
            ("flapping", "Flapping", "A safety device that measures the wrong thing.", 20),
            ("long-night", "The whole night", "Fourteen and a half hours.", 60),
            ("two-writers", "Two writers", "Find it before it happens.", 15),
            ("quiet-shift", "Quiet shift", "Nothing is wrong, though it looks so.", 5),
        )
    )
