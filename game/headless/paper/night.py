"""The parts of a report about the night itself: customers, score, times, timeline."""

from __future__ import annotations

from itertools import zip_longest
from string import ascii_lowercase

from game.headless.paper.document import (
    Axis,
    Block,
    Chart,
    Inline,
    Mark,
    Multiples,
    Paragraph,
    Section,
    Sign,
    Small,
    Table,
    faint,
    plain,
    strong,
    typed,
)
from game.session.language.wording import duration
from game.session.view.aftermath import Act
from game.session.view.report import Report

REAL = "the real night"
NOT_REACHED = "-"


def axis(report: Report) -> Axis:
    """Time as every chart of the report has it."""
    return Axis(report.debrief.level.start_s, report.debrief.level.zero)


def clock(report: Report, second: int) -> str:
    """Time of day."""
    return report.debrief.level.wall(second).strftime("%H:%M")


def letters(report: Report) -> dict[tuple[int, str], str]:
    """The letter of each change, by its second and line: a to z, then aa and so on."""
    found: dict[tuple[int, str], str] = {}
    for place, change in enumerate(report.changes):
        more, letter = divmod(place, len(ascii_lowercase))
        found[(change.second, change.line)] = (ascii_lowercase[more - 1] if more else "") + ascii_lowercase[letter]
    return found


def marks(report: Report) -> tuple[Mark, ...]:
    """What the player did, for the lanes below the curve."""
    found = [
        Mark(second, Sign.CHANGE, letter, f"{clock(report, second)} {line}")
        for (second, line), letter in letters(report).items()
    ]
    found += [
        Mark(post.second, Sign.UPDATE, str(post.number), f"{clock(report, post.second)} told customers: {post.state}")
        for post in report.posts
    ]
    return tuple(sorted(found, key=lambda mark: mark.second))


# Customers.


def customers(report: Report) -> Section:
    """The curve, and what each sector lost."""
    told = report.debrief
    worst = max(told.curve, default=0.0)
    says = "The share of customers who could not do what they came for"
    if told.curve:
        peak = told.level.start_s + told.curve.index(worst) * 60
        says += f": at worst {_percent(worst)} at {clock(report, peak)}, {_percent(told.curve[-1])} at the end"
    if told.ghost:
        says += f"; {REAL}, simulated, at worst {_percent(max(told.ghost))}"
    lost = f"Customers lost {told.customer_minutes:,.0f} minutes in all"
    if told.customer_minutes_history is not None:
        lost += f"; {told.customer_minutes_history:,.0f} in {REAL}, simulated to the end of the level"
    blocks: list[Block] = [
        Paragraph(plain(f"{lost}.")),
        Chart(
            "Customers who could not do what they came for, weighed by sector",
            f"{says}.",
            axis(report),
            told.curve,
            told.ghost,
            marks(report),
            _top((*told.curve, *told.ghost)),
        ),
    ]
    if report.sectors:
        hit = sorted(report.sectors, key=lambda sector: -sector.customer_minutes * sector.weight)
        blocks.append(
            Multiples(
                "By sector, most weight lost first",
                "The same curve for each sector; the numbers are in the table below.",
                axis(report),
                tuple(
                    [
                        Small(
                            sector.sector,
                            f"worst {_percent(max(sector.curve, default=0.0))}",
                            sector.curve,
                            sector.ghost,
                        )
                        for sector in hit
                    ]
                ),
                _top([value for sector in hit for value in (*sector.curve, *sector.ghost)]),
            )
        )
        blocks.append(
            Table(
                "Minutes lost by sector",
                ("sector", "minutes lost", "weight of each", "weighed", "at worst", "at the end"),
                tuple(
                    [
                        (
                            plain(sector.sector),
                            plain(f"{sector.customer_minutes:,.0f}"),
                            plain(f"{sector.weight:g}"),
                            plain(f"{sector.customer_minutes * sector.weight:,.0f}"),
                            plain(_percent(max(sector.curve, default=0.0))),
                            plain(_percent(sector.curve[-1] if sector.curve else 0.0)),
                        )
                        for sector in hit
                    ]
                ),
                numbers=(1, 2, 3, 4, 5),
            )
        )
    return Section("customers", "What customers went through", tuple(blocks))


def _percent(share: float) -> str:
    return f"{int(share * 100 + 0.5)}%"


def _top(curve: tuple[float, ...] | list[float]) -> float:
    """The top of a scale: the next tenth above everything."""
    return max(1, int(max(curve, default=0.0) * 10 + 0.999)) / 10


# The score.


def scored(report: Report) -> Section:
    """Both axes, and every rule of the rubric with its reason."""
    told = report.debrief
    rows: list[tuple[Inline, ...]] = []
    part = ""
    for mark in told.marks:
        rows.append(
            (
                strong(mark.part) if mark.part != part else (),
                plain(f"{mark.points:.1f}"),
                plain(mark.of),
                plain(mark.reason),
                faint(mark.for_what),
            )
        )
        part = mark.part
    blocks: list[Block] = [
        Paragraph(
            (
                *strong(f"{told.grade}, {told.total} of 100."),
                *plain(
                    f" Impact {told.impact_score} of 100, conduct {told.conduct_score} of 100: two axes, never mixed. "
                ),
                *plain(told.verdict),
            )
        )
    ]
    blocks.append(
        Table("Every rule and what it came to", ("part", "points", "of", "why", "given for"), tuple(rows), (1, 2))
    )
    return Section("score", "Outcome and score", tuple(blocks))


# Times.

KEPT = {
    "first page": "detected",
    "acknowledged": "acknowledged",
    "severity declared": "declared",
    "first update": "first update",
    "cause proved": "identified",
    "repair in place": "mitigated",
    "well again": "resolved",
    "declared over": "all-clear",
}
"""What the trade calls the times that the debrief keeps."""


def times(report: Report) -> Section:
    """The times kept, beside the real night's."""
    told = report.debrief
    real = bool(told.history)
    handed = report.origin.handed_over_s
    from_s = 0 if handed is None else handed
    since = "the level's zero" if handed is None else "the taking over"
    rows = []
    for what, mine, theirs in told.times:
        row: tuple[Inline, ...] = (strong(KEPT.get(what, what)), faint(what))
        row += (plain(NOT_REACHED if mine is None else clock(report, mine + from_s)), plain(_took(mine)))
        if real:
            row += (plain(NOT_REACHED if theirs is None else clock(report, theirs + from_s)), plain(_took(theirs)))
        rows.append(row)
    columns: tuple[str, ...] = ("time", "that is", "yours, at", "after")
    blocks: list[Block] = [
        Paragraph(
            plain(
                f"Times count from {since}, {clock(report, from_s)}. They are kept to be read one by one; "
                "a mean over several nights would say nothing about skill."
            )
        ),
        Table(
            f"Times kept, and those that AWS published of {REAL}" if real else "Times kept",
            (*columns, "AWS, at", "after") if real else columns,
            tuple(rows),
            numbers=(2, 3, 4, 5) if real else (2, 3),
        ),
    ]
    return Section("times", "How long it took", tuple(blocks))


def _took(second: int | None) -> str:
    if second is None:
        return NOT_REACHED
    return "at once" if second <= 0 else duration(second)


# The timeline.


def timeline(report: Report) -> Section:
    """Yours, the region's and the published night's, minute by minute."""
    told = report.debrief
    lettered = letters(report)
    published = [act for act in told.history if act.second <= told.level.end_s]
    minutes = sorted({act.second // 60 for act in (*told.acts, *told.truth, *published)})
    rows: list[tuple[Inline, ...]] = []
    for minute in minutes:
        mine, region, real = (
            [act for act in acts if act.second // 60 == minute] for acts in (told.acts, told.truth, published)
        )
        for place, (done, true, said) in enumerate(zip_longest(mine, region, real)):
            row = (
                plain(clock(report, minute * 60)) if place == 0 else (),
                plain("" if done is None else lettered.get((done.second, done.text), "")),
                () if done is None else _done(done, (done.second, done.text) in lettered),
                () if true is None else plain(true.text),
            )
            rows.append((*row, () if said is None else plain(said.text)) if published else row)
    columns = ("at", "mark", "you", "the region, as it truly was")
    caption = "Your night beside the region's truth"
    table = Table(
        f"{caption} and what AWS published" if published else caption,
        (*columns, "published of the real night") if published else columns,
        tuple(rows),
        narrow=(0, 1),
    )
    intro = "Letters are those below the curve. What the region did is what was true, whether or not anybody saw it."
    nothing = Paragraph(plain("Nothing happened that would be told."))
    return Section("timeline", "Timeline", (Paragraph(plain(intro)), table) if rows else (nothing,))


def _done(act: Act, change: bool) -> Inline:
    return typed(act.text) if change else plain(act.text)
