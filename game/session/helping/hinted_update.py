"""An update as a hint proposes it: its services and words by what the board shows, its cause only if it is proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.session.all_clear import can_end, goal_components
from game.session.judging.rubric import TRUST
from game.session.telling.board_truth import shown_truth
from game.session.telling.judgement import recovering, still_down
from game.session.telling.post_form import post_line
from game.session.telling.suggestion import suggestion
from game.session.view.telling import Draft, PostState

if TYPE_CHECKING:
    from game.session.run import Run

SOON_S = 120
"""How long before an update falls due it comes before everything else."""

_NEXT_MIN, _LATER_MIN = 20, 60
"""Minutes that are promised while the usual pace holds, and afterwards."""


def due_soon(run: Run) -> bool:
    """Whether an update is overdue, or soon will be."""
    due_s = run.channel.due_s
    return due_s is not None and not run.ended and run.second >= due_s - SOON_S


def proved_cause(run: Run, wished: str = "") -> str:
    """A true cause that the player knows, the wished one if it is among them; "" if there is none."""
    known = [cause for cause in run.evidence.known() if cause in run.true_causes]
    return wished if wished in known else (known[-1] if known else "")


def fitting_state(run: Run) -> PostState:
    """Which state the board bears out now."""
    shown = shown_truth(run)
    if not run.channel.measure.hurt(shown) and shown.stable_for(TRUST.monitoring_stable_s):
        return PostState.MONITORING
    return PostState.IDENTIFIED if proved_cause(run) else PostState.INVESTIGATING


def borne_out(run: Run, state: PostState) -> bool:
    """Whether an update in this state would be true by the board."""
    if state is PostState.RESOLVED:
        return can_end(run)
    if state is PostState.MONITORING:
        shown = shown_truth(run)
        told = tuple(run.channel.services)
        return not still_down(told, shown) and recovering(shown, run.channel.state.worst / 2, run.channel.measure)
    return state is PostState.INVESTIGATING or bool(proved_cause(run))


def update_line(run: Run, state: PostState, cause: str = "") -> str:
    """The console line of an update in this state."""
    shown = shown_truth(run)
    hurt = sorted(run.channel.measure.hurt(shown), key=lambda service: -service[1])
    services = tuple([service for service, _ in hurt])
    if not services or state is PostState.RESOLVED:
        services = _told_before(run) or services
    strict_s = (run.pager.state.first_page_s or run.second) + TRUST.strict_for_s
    minutes = _NEXT_MIN if run.second < strict_s else _LATER_MIN
    draft = Draft(
        state,
        services,
        "" if state is PostState.INVESTIGATING else proved_cause(run, cause),
        None if state is PostState.RESOLVED else minutes,
    )
    words = suggestion(run.channel, draft, run.second, shown)
    return post_line(Draft(draft.state, draft.services, draft.cause, draft.next_minutes, words))


def _told_before(run: Run) -> tuple[str, ...]:
    """The services of the last update; without one, those that the level's goal looks at, or all."""
    if run.channel.posts:
        return run.channel.posts[-1].services
    known = tuple(run.channel.services)
    return tuple([service for service in goal_components(run) if service in known]) or known[:1]
