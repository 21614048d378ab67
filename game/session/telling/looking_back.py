"""What a status page leaves behind for score and debrief: the updates of your own shift, and what customers were owed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from game.session.telling.channel_state import ChannelState, NotSo, Telling
from game.session.telling.judgement import Finding
from game.session.telling.owed import causes_known, lacks


def recorded(
    state: ChannelState,
    findings: Sequence[tuple[Finding, ...]],
    *,
    labels: Mapping[str, str],
    names: Mapping[str, str],
    clock_s: int | None,
    first_within_s: int,
    yours_from_s: int | None,
    curve: tuple[float, ...],
    found: float,
) -> Telling:
    """The record. `findings` are those of each update, `labels` what causes are called and `names` services.

    The clock for the first update ran from `clock_s`. What was told before `yours_from_s` was told by somebody else.
    """
    yours = [place for place, post in enumerate(state.posts) if yours_from_s is None or post.second >= yours_from_s]
    return Telling(
        tuple([state.posts[place] for place in yours]),
        tuple([state.judgements[place] for place in yours]),
        clock_s,
        None if clock_s is None else clock_s + first_within_s,
        state.hurt,
        state.waited_s,
        state.silent_s,
        state.trust,
        curve,
        found,
        tuple(
            [
                NotSo(state.posts[place].number, state.posts[place].second, *finding.not_so)
                for place in yours
                for finding in findings[place]
                if finding.not_so is not None
            ]
        ),
        tuple([lack for place in yours for lack in lacks(state.posts[place], findings[place])]),
        state.scope,
        causes_known(state.causes_known, state.posts, labels, max([harm.last_s for harm in state.harms], default=-1)),
        tuple(names.items()),
    )
