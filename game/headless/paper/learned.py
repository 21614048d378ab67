"""The parts of a report about whoever played: what the level asks for and what was met, and what they answered afterwards."""

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
    words,
)
from game.headless.paper.night import clock
from game.session.view.objectives import ObjectiveView
from game.session.view.report import Answered, AnsweredMoment, Report


def objectives(report: Report) -> Section:
    """Each objective: its skill, whether and when it was met, and which rungs of help were asked for."""
    if not report.objectives:
        return Section("objectives", "What the night asks for", (Paragraph(plain("This level states no objectives.")),))
    rows = tuple([_objective(report, it) for it in report.objectives])
    table = Table("Objectives", ("skill", "objective", "met", "hints"), rows, narrow=(0, 2))
    intro = "Hints have four rungs: 1 where to look, 2 what to compare, 3 what it means, 4 what to do."
    return Section("objectives", "What the night asks for", (Paragraph(plain(intro)), table))


def _objective(report: Report, it: ObjectiveView) -> tuple[Inline, ...]:
    if it.met_s is not None:
        met = plain(f"at {clock(report, it.met_s)}")
    else:
        met = plain("did not begin") if it.begun_s is None else strong("not met")
    hints = "none" if not it.rungs else ", ".join([str(rung) for rung in it.rungs])
    return (plain(it.skill), plain(it.name), met, plain(hints))


def answers(report: Report) -> Section:
    """The player's own words and choices, before the game said anything."""
    told = report.answers
    blocks: list[Block] = []
    if told is None:
        blocks.append(Paragraph(plain("Nothing was answered in the debrief yet.")))
    elif told.trouble:
        blocks.append(Paragraph(plain(f"The answers cannot be told: {told.trouble}")))
    else:
        blocks += _answered(report, told)
    return Section("answers", "What was answered in the debrief", tuple(blocks))


def _answered(report: Report, told: Answered) -> list[Block]:
    blocks: list[Block] = []
    if told.moments:
        blocks.append(
            Paragraph(plain("The questions were answered before the game told what followed; none has a right answer."))
        )
        rows = tuple([_moment(report, moment) for moment in told.moments])
        blocks.append(
            Table("Moments", ("at", "moment and question", "answer", "what the game told then"), rows, narrow=(0,))
        )
    if told.order:
        right = len([piece for piece in told.order if piece.right])
        blocks.append(
            Paragraph(
                plain(
                    f"The chain of causes as it was put in order; {right} of {len(told.order)} stand right, after all that led to them:"
                )
            )
        )
        rows = tuple(
            [
                (
                    plain(place),
                    plain(piece.text),
                    plain(clock(report, piece.second)),
                    plain("yes" if piece.right else "elsewhere"),
                )
                for place, piece in enumerate(told.order, 1)
            ]
        )
        blocks.append(
            Table("The chain", ("no.", "what", "came about at", "stands right"), rows, numbers=(0,), narrow=(2,))
        )
    if told.fixes:
        spent = sum([card.weeks for card in told.fixes])
        blocks.append(Paragraph(plain(f"Fixes chosen, {spent} of {told.weeks} weeks:")))
        blocks.append(Items(tuple([plain(f"{card.title} ({card.weeks} weeks)") for card in told.fixes])))
    own: list[tuple[str, Inline]] = [
        (label, words(said)) for label, said in (("keep", told.keep), ("change", told.change)) if said
    ]
    if own:
        blocks.append(Facts(tuple(own)))
    return blocks or [Paragraph(plain("Nothing was answered in the debrief yet."))]


def _moment(report: Report, moment: AnsweredMoment) -> tuple[Inline, ...]:
    said: Inline = plain(moment.chosen)
    if moment.words:
        said = (*said, *plain(" " if said else ""), *words(moment.words))
    return (
        plain(clock(report, moment.second)),
        (*strong(f"{moment.title}. "), *plain(moment.asked)),
        said or faint("told without an answer"),
        plain(" ".join(moment.told)),
    )
