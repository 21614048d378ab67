"""A report as a document: which parts it has, and in which order."""

from __future__ import annotations

from game.headless.paper import learned, night, people, region
from game.headless.paper.document import Document, Facts, Inline, Paragraph, Section, faint, plain, strong, typed
from game.session.view.report import Report

DRILL = "DRILL - not a real incident"


def document(report: Report) -> Document:
    """The report of a run, ready to be written in any format."""
    told = report.debrief
    return Document(
        title=f"DRILL: {told.level.title}",
        drill=f"{DRILL} - {told.level.title}, seed {told.level.seed}",
        summary=plain(told.verdict),
        grade=told.grade,
        badge=(("total", told.total, 100), ("impact", told.impact_score, 100), ("conduct", told.conduct_score, 100)),
        sections=(
            _about(report),
            night.customers(report),
            night.scored(report),
            night.times(report),
            night.timeline(report),
            people.told(report),
            people.looked(report),
            *people.handed_over(report),
            learned.objectives(report),
            region.factors(report),
            region.lessons(report),
            learned.answers(report),
            region.actions(report),
            _reading(report),
        ),
    )


def _about(report: Report) -> Section:
    told, origin = report.debrief, report.origin
    level = told.level
    first = level.wall(level.start_s)
    last = level.wall(told.end_s if told.end_s is not None else level.end_s)
    facts: list[tuple[str, Inline]] = [
        ("night", (*plain(f"{level.title} "), *faint(f"({level.id})"))),
        ("region", plain(level.region)),
        ("played", plain(f"{first:%A %d %B %Y, %H:%M} to {last:%H:%M} {level.zone}, seed {level.seed}")),
        ("ended", plain(ENDINGS.get(told.outcome, told.outcome).format(at=f"{last:%H:%M}"))),
    ]
    if origin.handed_over_s is not None:
        facts.append(("taken over", plain(f"at {level.wall(origin.handed_over_s):%H:%M} from the shift before")))
    facts += [
        ("journal", typed(origin.journal)),
        ("versions", plain(f"NOERROR {origin.tells}, journal written by {origin.wrote}, level {origin.content}")),
        ("fingerprint", (*typed(origin.state), *plain(" of the state at the end"))),
    ]
    blocks: list[Facts | Paragraph] = [Facts(tuple(facts))]
    if origin.differs:
        blocks.append(
            Paragraph(
                (*strong("This journal does not verify. "), *plain(f"What follows goes up to there: {origin.differs}."))
            )
        )
    if origin.cut:
        blocks.append(Paragraph(plain("The journal's last line is cut; it is left out.")))
    return Section("night", "The night", tuple(blocks))


ENDINGS = {
    "resolved": "resolved; over at {at}",
    "lost": "lost; the night ended at {at}",
    "unfinished": "not finished; left at {at}",
}


def _reading(report: Report) -> Section:
    lines = [
        "This was a drill in a simulated region: no customer, company or service in it is real, and it is neither by nor for "
        "any cloud provider.",
        "The same level, seed and journal give the same report, to the letter.",
        "Points are given by the rubric that the game publishes in docs/scoring.md.",
    ]
    if report.debrief.history:
        lines.append(
            "What is called the real night is what AWS published of 19 and 20 October 2025; its curve is the simulated region "
            "under the published actions at their published times."
        )
    return Section("reading", "How to read this", tuple([Paragraph(plain(line)) for line in lines]))
