"""What a report tells beside the night: what the player answered in the debrief, what is still to be put back, handovers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.engine.words import say
from game.session.journal import Journal
from game.session.judging.owners import ON_CALL, Owners
from game.session.judging.record import RunRecord
from game.session.keeping.answers_file import AnswersError, read_answers
from game.session.run import Run
from game.session.staff.person import listed
from game.session.view.report import (
    Answered,
    AnsweredMoment,
    Correction,
    HandoverView,
    OrderedPiece,
)
from game.session.view.review import Answers, FixCard, Review


def answered(journal: Journal, run: Run) -> Answered | None:
    """What was answered in the debrief of a journal; None if nothing was. Where something was, the night is run again."""
    try:
        answers = read_answers(journal.path)
    except AnswersError as error:
        return Answered(trouble=str(error))
    return None if answers == Answers() else _told(answers, _review(journal.path, journal, run))


def _review(path: Path, journal: Journal, run: Run) -> Review:
    from game.session.replaying.rerun import Played
    from game.session.review.reviewer import Reviewer

    played = Played.in_journal(journal, run.scenario)
    return Reviewer(run.scenario, run.seed, run.guidance, played, path).review()


def _told(answers: Answers, review: Review) -> Answered:
    given = {moment: (option, words) for moment, option, words in answers.moments}
    moments = []
    for moment in review.moments:
        if moment.id in given:
            option, words = given[moment.id]
            said = moment.options[option] if option is not None and option < len(moment.options) else ""
            moments.append(AnsweredMoment(moment.second, moment.title, moment.asks, said, words, moment.told))
    pieces = {piece.id: piece for piece in review.pieces}
    order = [piece for piece in answers.order or () if piece in pieces]
    right = review.right(order)
    return Answered(
        moments=tuple(moments),
        order=tuple([OrderedPiece(pieces[it].text, pieces[it].second, it in right) for it in order]),
        fixes=chosen_fixes(answers, review.fixes),
        weeks=review.weeks,
        keep=answers.keep,
        change=answers.change,
    )


def chosen_fixes(answers: Answers, cards: tuple[FixCard, ...]) -> tuple[FixCard, ...]:
    """The fixes that were chosen, in the level's order."""
    return tuple([card for card in cards if card.id in (answers.fixes or ())])


# What is to be done.


def with_chosen(corrections: tuple[Correction, ...], answers: Answered | None) -> tuple[Correction, ...]:
    """The actions to take, those that the player chose first; one that was chosen and is against nothing that happened is added."""
    if answers is None or not answers.fixes:
        return corrections
    left = list(corrections)
    chosen = []
    for card in answers.fixes:
        text = f"{card.title}. {card.does}"
        known = next((action for action in left if action.text == text), None)
        if known is not None:
            left.remove(known)
        else:
            shown_by = str(say("What it is against did not happen in this night; a drill of its own shows it."))
            known = Correction(text, card.owner, shown_by, card.weeks)
        chosen.append(replace(known, chosen=True))
    return (*chosen, *left)


def promises(run: Run, record: RunRecord) -> tuple[Correction, ...]:
    """What the night leaves to be put back or kept: what hands still hold, alarms that nobody hears, an update that was promised."""
    owners = Owners(run.scenario)
    held: dict[tuple[str, str], list[str]] = {}
    for part in run.region.components.values():
        if word := part.held():
            owner = owners.of_component(part.id)
            held.setdefault((owner, str(word)), []).append(run.instruments.name_of(part.id))
    found = []
    for (owner, word), names in held.items():
        text = say("Put back what hands hold: {names} ({word}).", names=listed(names), word=word)
        shown_by = str(say("The board shows no hand on it, and all is well for as long as the level asks."))
        found.append(Correction(str(text), owner, shown_by, still_open=True))
    for component in run.pager.muted:
        text = say("Hear the alarms of {name} again.", name=run.instruments.name_of(component))
        found.append(Correction(str(text), ON_CALL, str(say("`mute` lists nothing.")), still_open=True))
    posts = record.telling.posts
    if posts and posts[-1].promise_s is not None and posts[-1].promise_s >= record.end_s:
        text = say("Send the update that customers were promised for {time}.", time=record.wall(posts[-1].promise_s))
        found.append(Correction(str(text), ON_CALL, str(say("It stands on the status page.")), still_open=True))
    return tuple(found)


# People.


def handovers(run: Run, record: RunRecord) -> tuple[HandoverView, ...]:
    """When the seat passed on, and what the note carried."""
    labels = {cause.id: cause.label for cause in run.scenario.causes}
    return tuple(
        [
            HandoverView(
                one.second,
                one.at_shift_change,
                one.written_s,
                one.words,
                tuple([labels.get(cause, cause) for cause in one.known]),
                tuple([run.instruments.name_of(component) for component in one.named]),
            )
            for one in record.changeovers
        ]
    )
