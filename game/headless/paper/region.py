"""The parts of a report that are taken along: contributing factors, lessons, actions with owners."""

from __future__ import annotations

from game.headless.paper.document import (
    Block,
    Facts,
    Inline,
    Items,
    Paragraph,
    Section,
    Table,
    faint,
    plain,
    strong,
    typed,
)
from game.headless.paper.night import clock
from game.session.view.report import Report


def factors(report: Report) -> Section:
    """What the night needed in order to go as it went."""
    blocks: list[Block] = []
    if report.factors:
        many = len(report.factors) > 1
        intro = "Each of these was needed for the night to go as it went; none would have done it alone."
        blocks.append(Paragraph(plain(f"{report.happened} {intro if many else ''}".strip())))
        blocks.append(
            Table(
                "In the region",
                ("seen at", "contributing factor", "the line of the log that shows it"),
                tuple(
                    [
                        (
                            plain(clock(report, factor.second)),
                            plain(factor.text),
                            (*faint(f"{factor.component}: "), *typed(factor.seen)),
                        )
                        for factor in report.factors
                    ]
                ),
                narrow=(0,),
            )
        )
    else:
        blocks.append(Paragraph(plain("In the region: nothing; its log shows no trouble of its own.")))
    if report.hindered:
        blocks.append(Paragraph(strong("In how it was met")))
        blocks.append(Items(tuple([plain(mark.reason) for mark in report.hindered])))
    return Section("factors", "Contributing factors", tuple(blocks))


def lessons(report: Report) -> Section:
    """One thing to keep, one to change, one about the region."""
    facts: list[tuple[str, Inline]] = [
        ("one thing to keep", plain(report.keep)),
        ("one thing to change", plain(report.change.removeprefix("One thing to change: "))),
        ("about the region", plain(report.learned)),
    ]
    return Section("lessons", "Lessons", (Facts(tuple(facts)),))


def actions(report: Report) -> Section:
    """What to do, who owns it, and what shows that it works."""
    if not report.corrections:
        return Section("actions", "Actions to take", (Paragraph(plain("None: the night showed nothing to act upon.")),))
    rows = []
    for number, action in enumerate(report.corrections, 1):
        text: Inline = plain(action.text)
        for said, word in (
            (action.still_open, " Left open by this night."),
            (action.chosen, " Chosen in the debrief."),
            (action.announced, " Announced for the real region."),
        ):
            text = (*text, *faint(word)) if said else text
        weeks = plain("" if action.weeks is None else action.weeks)
        rows.append((plain(number), text, strong(action.owner), weeks, plain(action.shown_by), plain("[ ]")))
    columns = ("no.", "action", "owner", "weeks", "what shows that it works", "done")
    intro = (
        "Each is against one contributing factor; more than one is needed. Weeks are stated where the level gives them."
    )
    table = Table("Corrective actions", columns, tuple(rows), numbers=(0, 3), narrow=(5,))
    return Section("actions", "Actions to take", (Paragraph(plain(intro)), table))
