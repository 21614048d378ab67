"""A run as the rules of the score see it: which looks bear on the trouble, which changes were aimed, what came when."""

from __future__ import annotations

from itertools import pairwise

from game.engine.actions import Risk
from game.engine.scenario import Scenario
from game.session.evidence import fits
from game.session.judging.record import Entry, EntryKind, RunRecord
from game.session.judging.rubric import AIM_WITHIN_S, CHECKS, REPEATED_WITHIN_S, VERIFY_WITHIN_S
from game.session.judging.wiring import needs_of, with_dependents


class Case:
    """The facts of a run in the form in which the rules ask for them."""

    def __init__(self, record: RunRecord, scenario: Scenario) -> None:
        self.record = record
        self.scenario = scenario
        self.looks = record.kept(EntryKind.LOOK)
        self.changes = record.kept(EntryKind.CHANGE)
        self.touched_s = self.changes[0].second if self.changes else None
        self.proofs = [proof for cause in scenario.causes for proof in cause.proofs]
        self._true = [cause.id for cause in scenario.causes if cause.true]
        self.trouble = bool(self._true)
        self._sat: dict[int, int] = {
            id(entry): len([one for one in record.changeovers if one.said <= place])
            for place, entry in enumerate(record.entries)
        }
        self.conduct = 100.0
        self.start_s = record.first_page_s if record.first_page_s is not None else scenario.take_over_s

    def since_page(self, second: int) -> int:
        """Seconds from the first page (or from taking over) to a second."""
        return max(0, second - self.start_s)

    @property
    def handed_over(self) -> bool:
        """Whether the incident was on when the player took over, so that the clocks begin there and not with a page."""
        handed = self.record.handed_over
        return handed is not None and self.record.first_page_s == handed.second

    @property
    def false_all_clear(self) -> bool:
        """Whether it was declared over too early, to the public or to the team."""
        findings = [name for judged in self.record.telling.judgements for name, _ in judged.findings]
        return "resolved_too_early" in findings or bool(self.record.false_all_clears)

    def bears(self, look: Entry) -> bool:
        """Whether a look has to do with the trouble: it may prove or disprove a cause, or concerns what was changed."""
        if look.proved or any(fits(proof, look.line) for proof in self.proofs):
            return True
        return any(part in change.components for change in self.changes for part in look.components)

    def bearing_looks(self, before_s: int | None) -> int:
        """How many different such looks there were before a second (or at all)."""
        lines: list[str] = []
        for look in self.looks:
            if (before_s is None or look.second <= before_s) and look.line not in lines and self.bears(look):
                lines.append(look.line)
        return len(lines)

    def checked(self) -> int:
        """How many changes somebody looked after, soon after each was done, with a look of its own at what it may have done.

        Each takes the first such look that no other took, so that none goes without for another's sake; the same words
        within a minute are one look.
        """
        free: list[Entry] = []
        for look in self.looks:
            if not any(look.line == other.line and look.second - other.second < REPEATED_WITHIN_S for other in free):
                free.append(look)
        found = 0
        for change in sorted(self.changes, key=_done_s):
            done = _done_s(change)
            own = next(
                (look for look in free if done <= look.second <= done + VERIFY_WITHIN_S and self._shows(look, change)),
                None,
            )
            if own is not None:
                free.remove(own)
                found += 1
        return found

    def overlapping(self) -> int:
        """How many changes were ordered while another one was under way."""
        found = 0
        busy_until = self.changes[0].second if self.changes else 0
        for change in self.changes:
            found += change.second < busy_until
            busy_until = max(busy_until, _done_s(change))
        return found

    def unseen(self) -> int:
        """How many changes were ordered after another one was done, but before anybody looked at what that one did."""
        found = 0
        for before, change in pairwise(self.changes):
            done = _done_s(before)
            found += change.second >= done and not any(
                done <= look.second <= change.second and self._shows(look, before) for look in self.looks
            )
        return found

    def hypotheses(self) -> list[tuple[bool, float]]:
        """What was thought to be the cause while that was still open: whether it is one, and how sure that was said to be at
        last, 0 to 1. Open it is until a cause is proved, something is changed, or all is well again.
        """
        said: dict[str, float] = {}
        for entry in self.record.entries:
            if entry.refused or (self.record.goal_s is not None and entry.second >= self.record.goal_s):
                continue
            if entry.kind is EntryKind.CHANGE or entry.proved:
                break
            words = entry.line.split()
            if entry.kind is EntryKind.HYPOTHESIS and len(words) == 3:
                said[words[1]] = int(words[2].rstrip("%")) / 100
        return [(cause in self._true, sure) for cause, sure in said.items()]

    def _shows(self, look: Entry, change: Entry) -> bool:
        """A look at the whole board, at what was changed, at what that needs, or at anything that needs it."""
        word = look.line.partition(" ")[0]
        if word not in CHECKS:
            return False
        if not look.components:
            return True
        return not self._near(change.components).isdisjoint(look.components)

    def _near(self, changed: tuple[str, ...]) -> set[str]:
        """The components that were changed, what they stand on directly, and everything that follows from them."""
        needs = needs_of(self.scenario.region.components)
        return {*with_dependents(needs, changed)}.union(*[needs.get(component, []) for component in changed])

    def unaimed(self) -> list[Entry]:
        """Risky changes of components that nobody had looked at shortly before."""
        return [
            change for change in self.changes if change.risk in (Risk.MEDIUM, Risk.HIGH) and not self._aimed(change)
        ]

    def _aimed(self, change: Entry) -> bool:
        """By a look of whoever took it. Of those who sat there before they know what the note says: what is held or under
        way, for as long as if they had looked when they sat down, and the causes that it carries."""
        note = self.record.changeovers[self._sat[id(change)] - 1] if self._sat[id(change)] else None
        own = [look for look in self.looks if self._sat[id(look)] == self._sat[id(change)]]
        recent = [look for look in own if 0 <= change.second - look.second <= AIM_WITHIN_S]
        if any(part in change.components for look in recent for part in look.components):
            return True
        read = () if note is None or change.second - note.second > AIM_WITHIN_S else note.named
        if any(part in change.components for part in read):
            return True
        # A cause proved before gives one change of its kind the benefit of the doubt, not the same one on everything.
        alone = len([other for other in self.changes if other.spec == change.spec]) == 1
        return (
            alone
            and change.risk is Risk.MEDIUM
            and (
                any(look.proved for look in own if look.second <= change.second)
                or (note is not None and any(cause in note.known for cause in self._true))
            )
        )


def _done_s(change: Entry) -> int:
    return change.second if change.done_s is None else change.done_s


def identified_s(record: RunRecord) -> int | None:
    """When the first true cause was proved by a look, or None."""
    return next((entry.second for entry in record.kept(EntryKind.LOOK) if entry.proved), None)


def lasting(seconds: int) -> str:
    """How long something took: seconds below two minutes, whole minutes from there on."""
    return f"{seconds} s" if seconds < 120 else f"{minutes_of(seconds)} min"


def minutes_of(seconds: int) -> int:
    """Whole minutes, rounded down as on every clock of the debrief."""
    return seconds // 60
