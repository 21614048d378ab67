"""What the player has read about the record, and what that proves."""

from __future__ import annotations

from dataclasses import dataclass

from game.engine.mechanisms import dns_record
from game.engine.mechanisms.dns_enactor import Enactor
from game.engine.mechanisms.dns_planner import Planner
from game.engine.mechanisms.dns_record import Record
from game.session.run import Run
from game.session.view.race import Proof

LATE_S = 300


@dataclass(frozen=True, slots=True)
class Facts:
    """`dug` the name was looked up; `planned` the plans were read; `read` are the enactors whose logs were."""

    run: Run
    record: Record
    planner: Planner | None
    enactors: tuple[Enactor, ...]
    dug: bool
    planned: bool
    read: tuple[str, ...]

    @staticmethod
    def of(run: Run) -> Facts | None:
        """The facts of a run; None if its region has no record."""
        parts = run.region.components.values()
        record = next((part for part in parts if isinstance(part, Record)), None)
        if record is None:
            return None
        enactors = tuple([part for part in parts if isinstance(part, Enactor) and part.spec.record == record.id])
        looked = run.evidence

        def has(line: str) -> bool:
            return looked.first(line, in_trouble=False) is not None

        return Facts(
            run,
            record,
            next((part for part in parts if isinstance(part, Planner)), None),
            enactors,
            has(f"dig {record.spec.name}"),
            has("plans"),
            tuple([enactor.id for enactor in enactors if has(f"logs {enactor.id}")]),
        )

    def label(self, writer: str) -> str:
        """What a writer is called on a lane: its zone, or whoever did it by hand."""
        return next((enactor.spec.zone for enactor in self.enactors if enactor.id == writer), writer)

    def deleted(self, plan: int) -> dns_record.Mark | None:
        """The clean-up that deleted a plan."""
        for enactor in self.enactors:
            for mark in enactor.marks:
                if mark.kind == "deletes" and mark.low <= plan <= mark.high:
                    return mark
        return None

    def made_s(self, plan: int) -> int:
        """When a plan was made; the start of the region's time for those that were there before."""
        if self.planner is not None:
            for mark in self.planner.marks:
                if mark.kind == "made" and mark.plan == plan:
                    return mark.second
        return self.run.region.plan.start_s


def proofs(facts: Facts) -> tuple[Proof, ...]:
    """What is proved, what is open and where to look, what is disproved."""
    name = facts.record.spec.name
    found: list[Proof] = []
    if not facts.dug:
        found.append(Proof("?", "what does the name resolve to?", f"dig {name}"))
    found += _about_emptiness(facts) if facts.dug else []
    run = facts.run
    for cause in run.scenario.causes:
        if not cause.true and cause.id in run.evidence.proved():
            found.append(Proof("x", f"nothing that you read points to {cause.label}", ""))
    return tuple(found)


def _about_emptiness(facts: Facts) -> list[Proof]:
    name = facts.record.spec.name
    empties = [page for page in facts.record.pages if page.endpoint == name and page.addresses == 0]
    if not empties:
        return [Proof("x", "the name resolves; nothing is wrong with it", "")]
    found = [Proof("+", "the name resolved to nothing, with status NOERROR", "")]
    if not facts.planned:
        return [*found, Proof("?", "who writes this record, and who holds what?", "plans")]
    gone, killer = empties[-1].plan, empties[-1].writer
    if killer in facts.read:
        found.append(Proof("+", f"{facts.label(killer)}'s clean-up deleted plan {gone} while it was live", ""))
    else:
        found.append(Proof("?", f"who deleted plan {gone}, which was live?", _next_log(facts)))
    late = late_writer(facts, empties[-1].plan)
    if late is not None:
        enactor, minutes = late
        if enactor.id in facts.read:
            text = f"{enactor.spec.zone} wrote plan {empties[-1].plan} {minutes} min after its only check"
            found.append(Proof("+", text, ""))
        else:
            found.append(Proof("?", f"why was plan {empties[-1].plan} written so late?", _next_log(facts)))
    if any(enactor.state.refusals for enactor in facts.enactors) and facts.read:
        found.append(Proof("+", "every enactor refuses to write: the live plan is gone", ""))
    return found


def _next_log(facts: Facts) -> str:
    """An enactor whose log was not read yet, in the order of the zones: which of them it is has to be found out."""
    return next((f"logs {enactor.id}" for enactor in facts.enactors if enactor.id not in facts.read), "")


def late_writer(facts: Facts, plan: int) -> tuple[Enactor, int] | None:
    """Who wrote a plan long after checking it, and how many minutes that took."""
    name = facts.record.spec.name
    for enactor in facts.enactors:
        taken = next((mark for mark in enactor.marks if mark.kind == "takes" and mark.plan == plan), None)
        wrote = next(
            (mark for mark in enactor.marks if (mark.kind, mark.plan, mark.endpoint) == ("writes", plan, name)), None
        )
        if taken is not None and wrote is not None and wrote.second - taken.second > LATE_S:
            return enactor, (wrote.second - taken.second) // 60
    return None
