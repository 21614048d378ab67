"""What happened to the region's record, told from the marks of those who write it. Whatever the player looked at."""

from __future__ import annotations

from game.engine.mechanisms.dns_record import PageChange
from game.engine.words import Sentence, say
from game.session.run import Run
from game.session.showing.dns_facts import Facts, late_writer


def story(run: Run) -> tuple[Sentence, ...]:
    """How the name lost its addresses, and whether its automation is still frozen; empty if neither is the case."""
    facts = Facts.of(run)
    if facts is None:
        return ()
    return (*_emptied(facts), *_left_frozen(facts))


def clean_ups(run: Run) -> tuple[tuple[int, Sentence], ...]:
    """Each clean-up that took the live plan from the main name, with its second."""
    facts = Facts.of(run)
    if facts is None:
        return ()
    emptied = [(page.writer, page.plan) for page in _empties(facts)]
    found = [
        (
            mark.second,
            say("{zone}'s clean-up deleted plan {plan} while it was live", zone=enactor.spec.zone, plan=mark.live),
        )
        for enactor in facts.enactors
        for mark in enactor.marks
        if mark.kind == "deletes" and (enactor.id, mark.live) in emptied
    ]
    return tuple(sorted(found, key=lambda deed: deed[0]))


def _empties(facts: Facts) -> list[PageChange]:
    """The moments from which on the main name had no address."""
    name = facts.record.spec.name
    return [page for page in facts.record.pages if page.endpoint == name and page.addresses == 0]


def _emptied(facts: Facts) -> list[Sentence]:
    name = facts.record.spec.name
    empties = _empties(facts)
    if not empties:
        return []
    empty = empties[0]
    late = late_writer(facts, empty.plan)
    told = say(
        "{killer}'s clean-up deleted plan {plan} while it was live.", killer=facts.label(empty.writer), plan=empty.plan
    )
    if late is not None:
        enactor, minutes = late
        told = say(
            "{zone} wrote the old plan {plan} {minutes} min after its only check, and {killer}'s clean-up deleted it while it was live.",
            zone=enactor.spec.zone,
            plan=empty.plan,
            minutes=minutes,
            killer=facts.label(empty.writer),
        )
    return [told, say("From then on {name} answered with status NOERROR and no address.", name=name)]


def _left_frozen(facts: Facts) -> list[Sentence]:
    if facts.planner is None or facts.planner.state.running:
        return []
    return [say("The automation that writes the record is still frozen.")]
