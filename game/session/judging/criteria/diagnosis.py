"""How the trouble was understood: looks before changes, one change at a time, and a look at what it did."""

from __future__ import annotations

from game.engine.words import say
from game.session.judging.case import Case, identified_s
from game.session.judging.criteria.answer import Answer, Rule, whole
from game.session.judging.record import EntryKind
from game.session.judging.rubric import UNSURE, VERIFY_WITHIN_S, WANTED_LOOKS


def _looked_first(case: Case) -> Answer:
    looks = case.bearing_looks(case.touched_s)
    share = looks / WANTED_LOOKS
    if looks == 0 and not case.changes:
        return 0.0, say("Nothing that bears on the trouble was looked at.")
    if not case.changes and case.trouble:
        return share / 2, say("{n} looks bore on the trouble, and no change followed.", n=looks)
    if not case.changes:
        return share, say("{n} looks, and nothing was changed that was well.", n=looks)
    if looks == 0:
        return 0.0, say("The first change came before any look that bears on the trouble.")
    if looks < WANTED_LOOKS:
        return share, say("One look came before the first change.")
    return share, say("{n} looks came before the first change.", n=looks)


def _cause_proved(case: Case) -> Answer:
    if not case.trouble:
        clean = 0.0 if case.changes else 1.0
        return clean, say("Nothing was broken; {n} changes were made.", n=len(case.changes))
    proved_s = identified_s(case.record)
    if proved_s is None:
        return 0.0, say("No cause was proved by what was read.")
    if case.touched_s is not None and proved_s > case.touched_s:
        return 0.5, say("The cause was proved at {time}, after the first change.", time=case.record.wall(proved_s))
    return 1.0, say("The cause was proved at {time}, before any change.", time=case.record.wall(proved_s))


def _one_at_a_time(case: Case) -> Answer:
    if not case.changes:
        return (0.0 if case.trouble else 1.0), say("Nothing was changed.")
    overlapping, unseen = case.overlapping(), case.unseen()
    if overlapping == unseen == 0:
        return 1.0, say("Each change was done and looked at before the next began.")
    share = 1 - 2 * (overlapping + unseen) / len(case.changes)
    if overlapping == 0:
        return share, say(
            "{n} of {all} changes began before anybody had looked what the one before did.",
            n=unseen,
            all=len(case.changes),
        )
    return share, say("{n} of {all} changes began while another was under way.", n=overlapping, all=len(case.changes))


def _verified(case: Case) -> Answer:
    if not case.changes:
        return (0.0 if case.trouble else 1.0), say("Nothing was changed.")
    checked = case.checked()
    share = checked / len(case.changes)
    if share == 1.0:
        return 1.0, say("Each change was followed by a look at what it did.")
    return share, say(
        "{n} of {all} changes were followed within {minutes} min by a look of their own at what they did, such as status or dig.",
        n=checked,
        all=len(case.changes),
        minutes=VERIFY_WITHIN_S // 60,
    )


def _calibrated(case: Case) -> Answer:
    stated = case.hypotheses()
    if not stated:
        late = bool(case.record.kept(EntryKind.HYPOTHESIS))
        return 0.0, (
            say("No hypothesis was stated before a cause was proved or something was changed.")
            if late
            else say("No hypothesis was stated; `hypothesis CAUSE CONFIDENCE` states one.")
        )
    # A quadratic rule: whoever says what they believe gets the most, on average, and never less than silence.
    worth = sum([2 * sure - sure**2 if true else -(sure**2) for true, sure in stated])
    if worth < 0.0 and all(true or sure <= UNSURE for true, sure in stated):
        worth = 0.0
    right = len([sure for true, sure in stated if true == (sure >= 0.5)])
    return worth, say(
        "{n} of {all} hypotheses stated in time leaned to the right side; their confidence was off by {off} points on average.",
        n=right,
        all=len(stated),
        off=whole(sum([abs(sure - true) for true, sure in stated]) / len(stated) * 100),
    )


RULES: dict[str, Rule] = {
    "looked-first": _looked_first,
    "cause-proved": _cause_proved,
    "one-at-a-time": _one_at_a_time,
    "verified": _verified,
    "calibrated": _calibrated,
}
