"""A moment of the run: the board as the player saw it then, and beside or below it what is asked and told."""

from __future__ import annotations

from dataclasses import dataclass

from game.session.view.board import LevelFacts, Snapshot
from game.session.view.review import ReviewMoment
from game.tui.canvas import Canvas
from game.tui.paint.debriefing.sheet import BLANK, Line, belonging, hanging, put, told
from game.tui.paint.text import Box, clock, length
from game.tui.theme import Manner
from game.tui.widgets.board_view import BoardView
from game.tui.widgets.strata import (
    FULL_BOARD,
    full_height,
    large_height,
    paint_full_board,
    paint_large_board,
    paint_small_board,
    small_height,
)

_LARGE_BOARD, _SMALL_BOARD = 80, 79
_GAP = 3
_LEAST_BESIDE = 34
"""Columns that a question needs beside a board."""
WORDS = "words"
"""The field of the player's own words."""


@dataclass(frozen=True, slots=True)
class MomentPicture:
    """A moment, what was answered to it (None: nothing yet), and whether it is told what was true."""

    level: LevelFacts
    moment: ReviewMoment
    answer: tuple[int | None, str] | None
    tells: bool
    show_key: str
    words_key: str


def boxes(box: Box, level: LevelFacts, title: int) -> tuple[Box, Box]:
    """Where the board stands, and where the words do: beside each other from 120 columns on, else below a title of so
    many lines."""
    for width, height in ((FULL_BOARD, full_height(level)), (_LARGE_BOARD, large_height(level))):
        if box.width - width - _GAP >= _LEAST_BESIDE and box.height >= height:
            right = box.x + width + _GAP
            return Box(box.x, box.y, width, box.y + height), Box(right, box.y, box.right - right, box.end)
    y = box.y + title
    end = y + small_height(level)
    return Box(box.x, y, _SMALL_BOARD, end), Box(box.x, end, box.width, box.end)


def paint_then(canvas: Canvas, box: Box, moment: ReviewMoment, manner: Manner) -> None:
    """The board as it was. Nothing on it can be chosen any more."""
    view = BoardView(moment.board, "", None)
    painter = {FULL_BOARD: paint_full_board, _LARGE_BOARD: paint_large_board}.get(box.width, paint_small_board)
    board = painter(view, min(box.width, canvas.width - box.x), box.height, manner)
    canvas.stamp(box.x, box.y, board)


def title_lines(picture: MomentPicture, width: int) -> list[Line]:
    """When it was, and what. It stands over a board that has the whole width, else over the words beside it."""
    time = clock(picture.level, picture.moment.second, seconds=True)
    return hanging((0, time, "muted"), picture.moment.title, width, "bold strong", len(time) + 2)


def moment_lines(picture: MomentPicture, width: int, manner: Manner, *, stacked: bool) -> list[Line]:
    """When it was, the question, its options or the answer, and what is told after it. Where words and board are `stacked` the
    options that were not chosen are left away then."""
    moment = picture.moment
    lines = [] if stacked else title_lines(picture, width)
    lines += told(_known(moment.board), width, "muted")
    lines += [BLANK, *told(moment.asks, width, "strong")]
    lines += _options(picture, width, stacked=stacked)
    if picture.tells:
        lines += [BLANK, put("WHAT WAS TRUE THEN", "muted")]
        for sentence in moment.told:
            lines += hanging((0, manner.glyphs.bullet, "muted"), sentence, width)
    else:
        lines += told(f"What was true then is told after an answer. {picture.show_key} tells it now.", width, "faint")
    return lines


def _options(picture: MomentPicture, width: int, *, stacked: bool) -> list[Line]:
    option, words = picture.answer or (None, "")
    lines: list[Line] = []
    for number, text in enumerate(picture.moment.options):
        if option == number:
            own = hanging((0, str(number + 1), "bold you"), text, width, "bold strong")
        elif option is not None and stacked:
            continue
        elif picture.tells:
            own = hanging((0, str(number + 1), "muted"), text, width, "muted")
        else:
            own = hanging((0, str(number + 1), "bold strong"), text, width, "fg")
        lines += belonging(own, number, f"number({number})")
    written = hanging(
        (0, picture.words_key, "bold strong"), words or "in your own words", width, "you" if words else "fg"
    )
    return [*lines, *belonging(written, len(picture.moment.options), "words")]


def _known(board: Snapshot) -> str:
    """What stood in the header then."""
    parts = [f"{board.impact:.0%} cut off", f"trust {board.trust:.0f}"]
    if board.new_alarms:
        parts.append(f"{board.new_alarms} new on the pager")
    if board.posts:
        parts.append(f"last update {length(max(0, board.second - board.posts[-1].second))} before")
    elif board.paged_s is not None:
        parts.append("no update yet")
    return ", ".join(parts)
