"""A small outage as customers see it, and people who tell them about it in different ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from game.engine.scenario import CauseSpec, ChannelSpec
from game.session.telling.channel import Channel, Truth
from game.session.view.telling import Draft, PostState

ZERO = datetime(2025, 10, 19, 23, 48, tzinfo=timezone(timedelta(hours=-7), "PDT"))
SERVICES = (("dynamodb", "DynamoDB"), ("lambda", "Lambda"), ("sts", "STS"), ("sqs", "SQS"))
CAUSES = (
    CauseSpec(id="dns", label="DNS", true=True, proofs=("dig *",)),
    CauseSpec(id="network", label="network", true=False, proofs=("logs network",)),
)
PAGE_S, REPAIRED_S, END_S, TICK_S = 120, 6000, 9000, 5
PROVED_S = 600
HURT = ("dynamodb", "lambda", "sts")


def channel() -> Channel:
    """A status page before anything has happened."""
    return Channel(ChannelSpec(), services=SERVICES, causes=CAUSES, zero=ZERO, region="us-east-1", hold_s=600)


def truth(second: int) -> Truth:
    """Three services fail from second 0 until the repair; the cause is proved after ten minutes."""
    proved = ("dns",) if second >= PROVED_S else ()
    if second < REPAIRED_S:
        return Truth(second, (("dynamodb", 0.99), ("lambda", 0.4), ("sts", 0.2)), False, None, proved, ("dns",))
    return Truth(second, (), True, REPAIRED_S, proved, ("dns",))


def update(state: PostState, *services: str, cause: str = "", following: int | None = 20, message: str = "") -> Draft:
    """A draft with words that say nothing wrong."""
    return Draft(state, services or HURT, cause, following, message or "Calls fail; we are working on it.")


Teller = Callable[[int], Draft | None]


def play(tell: Teller, *, until_s: int = END_S, on: Channel | None = None) -> Channel:
    """Run the outage with somebody telling; `tell` is asked at every tick whether to publish something."""
    page = channel() if on is None else on
    for second in range(0, until_s + 1, TICK_S):
        if second == PAGE_S:
            page.page_came(second)
        page.tick(second, truth(second))
        draft = tell(second)
        if draft is not None:
            page.publish(draft, second, truth(second))
    return page


def honest(second: int) -> Draft | None:
    """First word after three minutes, then every twenty, as things are."""
    if second < 300 or (second - 300) % 1140:
        return None
    if second < PROVED_S:
        return update(PostState.INVESTIGATING)
    if second < REPAIRED_S + 120:
        return update(PostState.IDENTIFIED, cause="dns")
    if second < REPAIRED_S + 1200:
        return update(PostState.MONITORING, "dynamodb")
    return update(PostState.RESOLVED, "dynamodb", following=None)


def late(second: int) -> Draft | None:
    """As on the real night: first word after 23 minutes, the next ones 40 minutes apart, the cause after two hours."""
    times = (23 * 60, 63 * 60, 98 * 60)
    if second not in times:
        return None
    if second == times[0]:
        return update(PostState.INVESTIGATING, "dynamodb", "lambda", following=45)
    return update(PostState.INVESTIGATING, following=45)


def silent(second: int) -> Draft | None:
    """Never a word."""
    return None


def liar(second: int) -> Draft | None:
    """Declares it resolved at once, and nothing more."""
    return update(PostState.RESOLVED, "dynamodb", following=None) if second == 300 else None
