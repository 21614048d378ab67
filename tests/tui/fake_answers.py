"""What a seat answers when it is asked: inspections, offers, completion, console output, the status page's preview."""

from __future__ import annotations

from game.engine.actions import Risk
from game.engine.readings import State, Unit
from game.session.view.board import FeedEntry, Inspection, MetricView, Offer, Relation, Snapshot
from game.session.view.console import Choice, Completion, Line, Reply, ReplyKind, Slot, Span, Tone, Topic
from game.session.view.telling import Draft, Preview, ServiceChoice

RECORD = "dynamodb.us-east-1.amazonaws.com"

_NEEDS = {"dynamodb": ("record", "iam"), "ec2": ("dynamodb", "dwfm"), "nlb": ("checks",), "checks": ("network",)}
_HITS = {
    "dynamodb": ("homes", "games", "lambda", "dwfm", "redshift", "sts", "ec2"),
    "checks": ("nlb",),
    "record": ("dynamodb",),
}
_EDGE = ("checks", "lambda")
_RISING, _FALLING, _FLAT = (1, 2, 5, 6, 7, 7, 7, 7), (6, 5, 2, 1, 1, 1, 1, 1), (2, 2, 2, 2, 2, 2, 2, 2)

OFFERS = (
    Offer(f"dns restore {RECORD}", "Restore the record", "Installs a healthy record.", 1, 240, Risk.LOW, ""),
    Offer("dns automation off", "Freeze DNS automation", "Stops planner and enactors.", 1, 120, Risk.LOW, ""),
    Offer("page dynamodb", "Page DynamoDB team", "Calls people.", 0, 60, Risk.NONE, ""),
    Offer("restart dynamodb 50", "Restart half of it", "Its queues are lost.", 2, 1500, Risk.HIGH, ""),
    Offer("restore dynamodb", "Restore the poller", "Brings back a part.", 1, 60, Risk.MEDIUM, "It has no poller."),
)
TEAMS = tuple(
    Offer(f"page {team}", f"Page {name} team", "Calls people.", 0, minutes * 60, Risk.NONE, "")
    for team, name, minutes in (("dynamodb", "DynamoDB", 1), ("ec2", "EC2", 3), ("network", "Network", 8))
)


def inspection(snapshot: Snapshot, component: str) -> Inspection:
    """The inspector of a component."""
    known = {tile.component: tile for tile in snapshot.tiles}
    tile = known[component]
    bad = tile.state in (State.DOWN, State.DEGRADED)

    def relations(components: tuple[str, ...]) -> tuple[Relation, ...]:
        """The neighbours that exist here."""
        near = [known[neighbour] for neighbour in components if neighbour in known]
        return tuple(Relation(it.component, it.name, it.state, it.text) for it in near)

    hits = relations(_HITS.get(component, ()))
    return Inspection(
        component,
        tile.name,
        tile.state,
        12 if bad else tile.since_s,
        tile.layer,
        "Edge and network" if component in _EDGE else "DynamoDB",
        _night_metrics(component) if snapshot.second > 6 * 3600 and component in _EDGE else (
            MetricView("failing", "calls failing", 0.99 if bad else 0.001, Unit.SHARE, "",
                       _RISING if bad else (0,) * 8, State.DOWN if bad else State.OK),
            MetricView("new", "new connections", 0 if bad else 88_000, Unit.PER_SECOND, "",
                       _FALLING if bad else _FLAT, State.DOWN if bad else State.OK),
            MetricView("open", "open connections", 11_400 if bad else 2_100_000, Unit.COUNT, "",
                       (6, 6, 5, 4, 4, 3, 2, 2) if bad else _FLAT, State.DEGRADED if bad else State.OK),
            MetricView("hosts", "storage hosts", 4_812, Unit.COUNT, "", _FLAT, State.OK),
            MetricView("latency", "request latency", 0.004, Unit.SECONDS, "", (0,) * 8, State.OK),
        ),
        relations(_NEEDS.get(component, ())),
        hits,
        19 if component == "dynamodb" else len(hits),
        len(snapshot.tiles),
        tuple(
            FeedEntry(number, snapshot.second - 60 * (4 - number), component, (Span(text, tone),))
            for number, (text, tone) in enumerate(
                (
                    ("lambda: no address for host", Tone.PLAIN),
                    ("dwfm: renew failed, try 7", Tone.PLAIN),
                    ("fleet healthy, idle at 1%", Tone.PLAIN),
                    ("dig: NOERROR, 0 answers", Tone.STRONG),
                )
            )
        ),
        OFFERS if bad else OFFERS[2:3],
        who="Mara here, tired" if bad else "asleep",
        taken="you" if bad and not tile.new else "",
        taken_s=snapshot.second - 900 if bad and not tile.new else None,
        untaken=tile.new,
        word="stopped" if component == "poller" and bad else "",
    )  # fmt: skip


def _night_metrics(component: str) -> tuple[MetricView, ...]:
    """What the health checks, or what they look at, measure in the night's middle."""
    if component == "checks":
        rising, flapping = (1, 1, 1, 1, 3, 4, 5, 5), (6, 1, 6, 1, 6, 1, 6, 1)
        return (
            MetricView("failing", "checks failing", 0.21, Unit.SHARE, "", flapping, State.DEGRADED),
            MetricView("fine", "sick but fine", 3118, Unit.COUNT, "", rising, State.DEGRADED),
            MetricView("sick", "truly sick", 41, Unit.COUNT, "", (1,) * 8, State.OK, paired=True),
            MetricView("unready", "no network yet", 2960, Unit.COUNT, "", rising, State.DEGRADED),
            MetricView("flips", "flips", 412, Unit.PER_SECOND, "", rising, State.DEGRADED),
            MetricView("late", "checks late", 0.11, Unit.SHARE, "", rising, State.DEGRADED),
            MetricView("out", "capacity out", 0.42, Unit.SHARE, "", flapping, State.DEGRADED),
        )
    hosts, waiting = "lambda-hosts", "Poller"
    return (
        MetricView("failing", "calls failing", 0.24, Unit.SHARE, "", _RISING, State.DEGRADED),
        MetricView("failing", "not serving", 0.2, Unit.SHARE, "", _RISING, State.DEGRADED, whose=hosts),
        MetricView("replacing", "to replace", 7892, Unit.COUNT, "", _RISING, State.DEGRADED, whose=hosts),
        MetricView("age", "oldest waiting", 9600, Unit.SECONDS, "", _RISING, State.DOWN, whose=waiting),
        MetricView("latency", "time to answer", 6.9, Unit.SECONDS, "", _RISING, State.DEGRADED),
        MetricView("queue", "requests waiting", 240_000, Unit.COUNT, "", _RISING, State.DEGRADED),
    )


def dig(name: str) -> tuple[Line, ...]:
    """An answer without an address, as dig prints it."""
    return (
        (Span(";; ->>HEADER<<- opcode: QUERY, status: "), Span("NOERROR", Tone.STRONG, True), Span(", id: 31019")),
        (Span(";; flags: qr rd ra; QUERY: 1, "), Span("ANSWER: 0", Tone.STRONG, True), Span(", AUTHORITY: 1")),
        (Span(";; QUESTION SECTION:"),),
        (Span(f";{name}.  IN  A"),),
        (),
        (Span(";; Query time: 2 msec  WHEN: Mon Oct 20 00:38:09 PDT"),),
    )


def answer(line: str, *, confirmed: bool) -> Reply:
    """What the console says to a line."""
    words = line.split()
    offers = {offer.line: offer for offer in (*OFFERS, *TEAMS)}
    if words[:1] == ["dig"]:
        return Reply(ReplyKind.OUTPUT, dig(words[1] if len(words) > 1 else RECORD))
    if line in offers:
        offer = offers[line]
        if offer.refusal:
            return Reply(ReplyKind.REFUSED, ((Span(offer.refusal),),))
        if offer.risk is Risk.HIGH and not confirmed:
            text = f"{offer.title}: HIGH risk, half of the hosts come back cold. Say it again to do it."
            return Reply(ReplyKind.CONFIRM, ((Span(text),),))
        return Reply(ReplyKind.DONE, ((Span("you: ", Tone.YOU), Span(f"{offer.title}, 4 minutes")),))
    if words[:1] in (["ack"], ["sev"], ["post"], ["status"]):
        return Reply(ReplyKind.DONE, ((Span(f"done: {line}"),),))
    return Reply(ReplyKind.WRONG, ((Span(f"no such word: {line}"),),))


_WORDS = (f"dig {RECORD}", "dns automation off", f"dns restore {RECORD}", "logs dynamodb", "plans", "status")


def completion(text: str) -> Completion:
    """The first phrase that begins like the text."""
    fitting = [phrase for phrase in _WORDS if text and phrase.startswith(text)]
    ghost = fitting[0][len(text) :] if fitting else ""
    return Completion(ghost, tuple(Choice(phrase.split()[0], "a word") for phrase in fitting))


_NAME, _ALARM, _SERVICE = (Slot("NAME"),), (Slot("ALARM"),), (Slot("SERVICE"),)
TOPICS = (
    Topic("dig NAME", "asks for a name's addresses, as a resolver does", "free", "look", "dig", "Ask", _NAME),
    Topic("logs SERVICE", "shows what a service wrote", "free", "look", "logs", "Read the log", _SERVICE),
    Topic("ack ALARM|all", "takes the page", "free", "act", "ack", "Acknowledge", _ALARM),
    Topic(
        "dns automation off|on",
        "stops planner and enactors",
        "1 person, 2 min, low",
        "act",
        "dns automation",
        "Freeze",
        (),
    ),
    Topic(
        "dns restore NAME", "installs a record by hand", "1 person, 4 min, low", "act", "dns restore", "Restore", _NAME
    ),
    Topic("post STATE SERVICES", "writes on the public status page", "free", "tell", "post", "Publish", _SERVICE),
)


def preview(snapshot: Snapshot, draft: Draft) -> Preview:
    """What publishing a draft would do."""
    services = tuple(
        ServiceChoice(
            tile.component,
            tile.name,
            tile.state,
            f"{tile.value or 0:.0%}",
            "left out" if tile.state is not State.OK and tile.component not in draft.services else "",
        )
        for tile in snapshot.tiles
        if tile.layer in ("edge", "compute", "data")
    )
    return Preview(
        line=f'post {draft.state.value} {",".join(draft.services) or "none"} "{draft.message}"',
        services=services,
        causes=(Choice("", "none yet"), Choice("dns", "DNS"), Choice("network", "network"), Choice("deploy", "deploy")),
        proofs=("dig: NOERROR, 0 answers", "plan 110 was live when it was deleted"),
        promise_s=None if draft.next_minutes is None else snapshot.second + draft.next_minutes * 60,
        trust_now=round(snapshot.trust),
        trust_if_true=77,
        trust_if_wrong=52,
        warnings=("STS and IAM fail for customers but are left out",),
        suggestion="We have found that the record resolves to no addresses.",
        refusal="It names no service yet." if not draft.services else "" if draft.message else "It has no message yet.",
    )
