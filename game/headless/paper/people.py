"""The parts of a report about what was said and read: updates with their verdicts, trust, looks and guesses."""

from __future__ import annotations

from game.headless.paper.document import (
    Block,
    Chart,
    Facts,
    Inline,
    Mark,
    Paragraph,
    Section,
    Sign,
    Table,
    faint,
    plain,
    typed,
    words,
)
from game.headless.paper.night import axis, clock
from game.session.view.report import CallView, LookView, PostView, Report

MOST_LOOKS = 60
"""Different ones in the table; whoever read more than that is told how many more."""


def told(report: Report) -> Section:
    """Trust, each update held against the truth, and who called."""
    trust = [value / 100 for value in report.trust]
    blocks: list[Block] = []
    if trust:
        low = min(trust)
        at = clock(report, report.debrief.level.start_s + trust.index(low) * 60)
        says = f"Trust began at {_points(trust[0])}, was lowest at {at} with {_points(low)}, and ended at {_points(report.trust_left / 100)}."
        numbered = tuple(
            [
                Mark(post.second, Sign.UPDATE, str(post.number), f"{clock(report, post.second)} {post.state}")
                for post in report.posts
            ]
        )
        blocks += [
            Paragraph(plain(f"{says} Below 50, customers try harder, and every attempt is load.")),
            Chart("Customers' trust, 0 to 100", says, axis(report), tuple(trust), marks=numbered, unit=""),
        ]
    if report.posts:
        blocks.append(
            Table(
                "Public updates, each held against the region as it truly was",
                ("no.", "at", "state", "what was said", "verdict", "trust"),
                tuple([_row(report, post) for post in report.posts]),
                numbers=(0,),
                narrow=(1, 2, 5),
            )
        )
    else:
        blocks.append(Paragraph(plain("No update was published.")))
    if report.calls:
        blocks.append(
            Table(
                "Who called, and what became of it",
                ("at", "who", "what they said", "what became of it"),
                tuple([_call(report, call) for call in report.calls]),
                narrow=(0, 1),
            )
        )
    return Section("updates", "What customers were told", tuple(blocks))


def _points(trust: float) -> str:
    return str(int(trust * 100 + 0.5))


def _row(report: Report, post: PostView) -> tuple[Inline, ...]:
    named = f"{', '.join(post.services)}. " if post.services else ""
    if post.cause:
        named += f"Cause: {post.cause}. "
    if post.promise_s is not None:
        named += f"Next at {clock(report, post.promise_s)}. "
    truth = "Untrue" if not post.true else "Not all of it was so" if post.partly else "No untrue claim"
    return (
        plain(post.number),
        plain(clock(report, post.second)),
        plain(post.state),
        (*words(post.words), *faint(f" {named}")),
        plain(f"{truth}, {'in time' if post.in_time else 'late'}. {post.verdict}"),
        plain(f"{post.trust_before:.0f} to {post.trust_after:.0f}"),
    )


_ENDS = {
    "answered": "answered",
    "read": "a true update answered it",
    "unanswered": "nobody answered",
    "ringing": "it still rang at the end",
}


def _call(report: Report, call: CallView) -> tuple[Inline, ...]:
    ended = _ENDS[call.end]
    if call.trust:
        ended += f"; trust {call.trust:+.0f}"
    return plain(clock(report, call.second)), plain(call.name), words(call.says), plain(ended)


# What was read.


def looked(report: Report) -> Section:
    """Each tool that was read, and what it proved; what was thought meanwhile."""
    first: dict[str, LookView] = {}
    times: dict[str, int] = {}
    proofs: dict[str, str] = {}
    for look in report.looks:
        first.setdefault(look.line, look)
        times[look.line] = times.get(look.line, 0) + 1
        found = _found(report, look)
        if found:
            proofs[look.line] = f"{proofs.get(look.line, '')} {found}".strip()
    blocks: list[Block] = []
    if first:
        shown = list(first.items())[:MOST_LOOKS]
        blocks.append(
            Table(
                "What was read, in the order in which it was first",
                ("first at", "line", "times", "what it proved"),
                tuple(
                    [
                        (
                            plain(clock(report, look.second)),
                            typed(line),
                            plain(times[line]),
                            plain(proofs.get(line, "")),
                        )
                        for line, look in shown
                    ]
                ),
                numbers=(2,),
                narrow=(0,),
            )
        )
        if len(first) > len(shown):
            blocks.append(Paragraph(plain(f"{len(first) - len(shown)} more are in the journal.")))
    else:
        blocks.append(Paragraph(plain("No tool was read.")))
    if report.thoughts:
        blocks.append(
            Table(
                "What it was thought to be",
                ("at", "cause", "how sure", "it was"),
                tuple(
                    [
                        (
                            plain(clock(report, thought.second)),
                            plain(thought.cause),
                            plain(f"{thought.confidence}%"),
                            plain("among the causes" if thought.true else "not among the causes"),
                        )
                        for thought in report.thoughts
                    ]
                ),
                numbers=(2,),
                narrow=(0,),
            )
        )
    return Section("looks", "What was looked at and what it proved", tuple(blocks))


# Who sat there next.


def handed_over(report: Report) -> tuple[Section, ...]:
    """Each time the seat passed on, with what the note carried; no part at all where it never did."""
    blocks: list[Block] = []
    for one in report.handovers:
        why = "at the shift change" if one.at_shift_change else "to the next player"
        note = "without a note" if one.written_s is None else f"with a note of {clock(report, one.written_s)}"
        blocks.append(Paragraph(plain(f"At {clock(report, one.second)} the seat passed on {why}, {note}.")))
        facts: list[tuple[str, Inline]] = []
        if one.words:
            facts.append(("in their own words", words(one.words)))
        if one.causes:
            facts.append(("causes that it told of", plain(", ".join(one.causes))))
        if one.named:
            facts.append(("held or being changed", plain(", ".join(one.named))))
        if facts:
            blocks.append(Facts(tuple(facts)))
    return (Section("handovers", "Handovers", tuple(blocks)),) if blocks else ()


def _found(report: Report, look: LookView) -> str:
    at = clock(report, look.second)
    parts = [f"{at}: proves {cause}." for cause in look.proved]
    parts += [f"{at}: rules out {cause}." for cause in look.ruled_out]
    return " ".join(parts)
