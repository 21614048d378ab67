"""Two nights side by side: one that was played, and one that was taken over from it."""

from __future__ import annotations

from itertools import zip_longest

from game.engine.scenario import Scenario
from game.session.journal import Journal, JournalError, read_journal
from game.session.judging.record import Entry, EntryKind, RunRecord
from game.session.judging.score import score
from game.session.replaying.rewind import Recording, parent_path
from game.session.view.what_if import Deed, Differences, Night, Told


def differences(before: RunRecord, after: RunRecord, scenario: Scenario, forked_s: int) -> Differences:
    """What came out differently, and what was done differently first. Looks are no differences: they change nothing."""
    first, second = _deeds(before), _deeds(after)
    pairs = enumerate(zip_longest(first, second))
    at = next((place for place, (one, other) in pairs if one != other), None)
    places = (len(first), len(second)) if at is None else (at, at)
    apart = [deeds[at] for deeds in (first, second) if at is not None and at < len(deeds)]
    reached = dict(after.milestones)
    names = {milestone.id: milestone.name for milestone in scenario.milestones}
    return Differences(
        level=before.level,
        forked_s=forked_s,
        before=_night(before, scenario, first[places[0] :], forked_s),
        after=_night(after, scenario, second[places[1] :], forked_s),
        differs_s=min([deed.second for deed in apart], default=None),
        milestones=tuple([(names[found], when, reached.get(found)) for found, when in before.milestones]),
    )


def differences_with_parent(journal: Journal, scenario: Scenario) -> Differences:
    """A run and the one that it was taken over from; both are run again. JournalError if one of them cannot be."""
    parent, path = journal.header.parent, parent_path(journal)
    if parent is None or path is None:
        raise JournalError(f"{journal.path} was not taken over from another run: there is nothing to compare it with")
    before = read_journal(path)
    return differences(Recording(before, scenario).record, Recording(journal, scenario).record, scenario, parent.second)


def _deeds(record: RunRecord) -> list[Deed]:
    return [Deed(entry.second, entry.line) for entry in record.entries if _acts(entry)]


def _acts(entry: Entry) -> bool:
    return entry.kind is not EntryKind.LOOK and not entry.refused


def _night(record: RunRecord, scenario: Scenario, deeds: list[Deed], forked_s: int) -> Night:
    judged = score(record, scenario)
    posts = [post for post in record.telling.posts if post.second > forked_s]
    return Night(
        journal=record.journal,
        outcome=record.outcome,
        grade=judged.grade,
        total=judged.total,
        curve=record.curve,
        weighted_minutes=record.weighted,
        customer_minutes=record.customer_minutes,
        end_s=record.end_s,
        deeds=tuple(deeds),
        posts=tuple([Told(post.second, post.state.value, post.message) for post in posts]),
    )
