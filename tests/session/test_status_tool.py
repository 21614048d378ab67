"""`status` counts what people switched off apart from what is well."""

from __future__ import annotations

from game.session.language.wording import plain
from game.session.run import Run
from tests.session.night import small_night


def test_what_is_off_by_hand_is_not_counted_as_well() -> None:
    """It is neither well nor in trouble."""
    run = Run(small_night(), 1)
    run.advance_to(300)
    before = plain(run.say("status", "you", run.second, confirmed=False)[0].lines)
    assert "off by hand" not in before
    run.say("dns automation off", "you", run.second, confirmed=True)
    run.advance_to(900)
    said = plain(run.say("status", "you", run.second, confirmed=False)[0].lines)
    heads = [line for line in said.splitlines() if "off by hand" in line]
    assert len(heads) == 1
    well, _, rest = heads[0].partition(" of ")
    total, off = int(rest.split()[0]), int(rest.split(", ")[1].split()[0])
    assert off > 0
    assert int(well.split()[-1]) + off <= total
