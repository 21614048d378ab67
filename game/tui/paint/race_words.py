"""What stands on the page and on the lanes of the race, each in ever shorter forms."""

from __future__ import annotations

from game.session.view.race import Mark, MarkKind, Page, PageKind


def page_words(page: Page) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands on a page, in ever shorter forms: its title and its detail."""
    plan = "" if page.plan is None else str(page.plan)
    count = page.addresses
    detail = (f"{count} addresses", f"{count} addrs", str(count))
    if page.kind is PageKind.EMPTY:
        return ("EMPTY", "0"), ("0 addresses, status NOERROR", "0 addresses", "0 addrs")
    if page.kind is PageKind.UNKNOWN:
        return ("? not read yet", "?"), ()
    if page.kind is PageKind.OLD:
        return (f"{plan} OLD", plan), detail
    if page.kind is PageKind.HAND:
        return (f"= {plan} by hand", f"= {plan}", "="), detail
    return (f"plan {plan or '?'}", plan or "?"), detail


def mark_words(mark: Mark) -> tuple[str, ...]:
    """What a writer did, longest form first."""
    plan = mark.plan
    short = {
        MarkKind.MADE: (str(plan),),
        MarkKind.TAKES: (f"takes {plan}", str(plan)),
        MarkKind.RETRIES: ("retry",),
        MarkKind.WRITES: (f"writes {plan}", str(plan)),
        MarkKind.REFUSED: ("refused",),
        MarkKind.DELETES: ("deletes",),
        MarkKind.STOPPED: ("= stopped", "="),
        MarkKind.REPORTS: (),
    }[mark.kind]
    if not mark.text or mark.text in short:
        return short
    text = f"= {mark.text}" if mark.kind is MarkKind.STOPPED and not mark.text.startswith("=") else mark.text
    return (text, *short)
