"""No text is ever cut or written over another one, whatever the data and whatever the size from 80x24 to 200x60."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.session.view.aftermath import Debrief
from game.session.view.board import Inspection
from game.session.view.console import Line, Span, Topic
from game.session.view.nights import LevelCard, Past
from game.session.view.race import DnsView
from game.session.view.telling import Draft, Post, Preview
from game.tui.canvas import Canvas, Flaw
from game.tui.glyphs import ASCII
from game.tui.paint.composer import ComposerPicture, paint_composer
from game.tui.paint.debriefing.frame import Frame, paint_frame
from game.tui.paint.dns import DnsPicture, paint_dns
from game.tui.paint.help import HelpPicture, paint_help
from game.tui.paint.lanes import opening
from game.tui.paint.picker import PickerPicture, paint_levels
from game.tui.paint.title import TitlePicture, entries, paint_title
from game.tui.paint.window import SPANS_S
from game.tui.screens.debriefing.book import CHAIN, Book
from game.tui.screens.debriefing.sequence import pages_of
from game.tui.theme import Manner, load_theme
from game.tui.widgets.board_view import BoardView
from game.tui.widgets.side import paint_pane, paint_side
from tests.tui import made_up
from tests.tui.fake_night import debrief, dns, levels
from tests.tui.fake_port import FakePort
from tests.tui.fake_region import SITUATIONS, snapshot
from tests.tui.fake_review import ANSWERED, StillDesk, fixed_night, review
from tests.tui.race_cases import CASES, LEVEL, NOW

MANNERS = {"dark": Manner(load_theme("dark")), "plain": Manner(load_theme("no-color"), ASCII)}
SIZES = [(width, height) for width in (80, 100, 120, 171, 200) for height in (24, 30, 36, 60)]
manners = st.sampled_from(list(MANNERS))
sizes = st.tuples(st.integers(80, 200), st.integers(24, 60))


@given(view=made_up.dns_views, size=sizes, manner=manners, data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_inspector_draws_any_evidence(
    view: DnsView, size: tuple[int, int], manner: str, data: st.DataObject
) -> None:
    """Marks close together, holes, no evidence, any zoom and any place in time."""
    from_s, span_s = opening(view)
    if data.draw(st.booleans()):
        from_s, span_s = data.draw(made_up.seconds), data.draw(st.sampled_from(SPANS_S))
    answer: tuple[Line, ...] = tuple((Span(data.draw(made_up.words)),) for _ in range(data.draw(st.integers(0, 12))))
    picture = DnsPicture(
        view, LEVEL, data.draw(made_up.seconds), from_s, span_s,
        ("logs enactor-2", answer) if data.draw(st.booleans()) else None,
        data.draw(made_up.words),
    )  # fmt: skip
    assert paint_dns(size[0], size[1] - 2, MANNERS[manner], picture).flaws == []


@given(inspection=made_up.inspections, size=sizes, manner=manners, situation=st.sampled_from(SITUATIONS))
@settings(max_examples=60, deadline=None)
def test_the_side_and_the_pane_draw_any_component(
    inspection: Inspection, size: tuple[int, int], manner: str, situation: str
) -> None:
    """Any names, measures, owners and actions, beside any pager."""
    view = BoardView(snapshot(situation), inspection.component, inspection)
    assert paint_pane(view, size[0], size[1] - 14, MANNERS[manner]).flaws == []
    assert paint_side(view, 40 + size[0] // 3, size[1] - 3, MANNERS[manner]).flaws == []


@pytest.mark.parametrize("case", [*CASES, "fake", "fake unread"])
def test_the_inspector_draws_every_night_at_every_size_and_zoom(case: str) -> None:
    """The known nights, all sizes, all zooms."""
    view = CASES.get(case) or dns(evidence=case == "fake")
    for width, height in SIZES:
        for span in SPANS_S[::2]:
            picture = DnsPicture(view, LEVEL, NOW, view.around_s - span // 2, span)
            for manner in MANNERS.values():
                assert paint_dns(width, height - 2, manner, picture).flaws == []


@given(preview=made_up.previews, posts=made_up.posts, size=sizes, manner=manners, data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_composer_draws_any_draft(
    preview: Preview, posts: tuple[Post, ...], size: tuple[int, int], manner: str, data: st.DataObject
) -> None:
    """Many services or none, long causes, many warnings, any history of posts."""
    draft = data.draw(made_up.drafts)
    now = replace(snapshot("dns"), posts=posts, post_due_s=data.draw(st.none() | made_up.seconds))
    cursor = data.draw(st.integers(0, max(0, len(preview.services) - 1)))
    picture = ComposerPicture(
        now, draft, preview, data.draw(st.integers(0, 4)), cursor, asking=data.draw(st.booleans())
    )
    assert paint_composer(size[0], size[1] - 2, MANNERS[manner], picture).flaws == []


def test_the_composer_draws_a_night_at_every_size() -> None:
    """The fake seat's draft, at every size."""
    port = FakePort()
    draft = Draft(services=("dynamodb",), message="We see errors.")
    for width, height in SIZES:
        for manner in MANNERS.values():
            picture = ComposerPicture(port.snapshot, draft, port.preview(draft), 1, 9)
            assert paint_composer(width, height - 2, manner, picture).flaws == []


def pages_drawn(book: Book, size: tuple[int, int], manner: str, *, asked: bool) -> list[Flaw]:
    """What is wrong on any page of a debrief; with `asked` everything is told that is told after an answer."""
    found: list[Flaw] = []
    if asked and book.review is not None:
        book.asked |= {CHAIN, *(moment.id for moment in book.review.moments)}
    for page in pages_of(book, StillDesk()):
        for _ in range(3):
            canvas = Canvas(*size)
            box = paint_frame(
                canvas, MANNERS[manner], Frame(book.level.title, (), "a notice " * (book.level.seed % 30))
            )
            page.paint(canvas, box, MANNERS[manner])
            found += canvas.flaws
            page.turn(1)
            page.mark()
            page.move(1)
    return found


@given(made=made_up.debriefs, size=sizes, manner=manners, data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_debrief_draws_any_run(made: Debrief, size: tuple[int, int], manner: str, data: st.DataObject) -> None:
    """No acts, forty acts, no curve, no real night beside it; any questions, any answers, any nights with fixes."""
    review = data.draw(st.none() | made_up.reviews)
    book = Book(LEVEL, data.draw(made_up.words), lambda _: None, made, review)
    if review is not None:
        book.answers = data.draw(made_up.answers_to(review))
        book.tries = data.draw(st.lists(made_up.fixed_nights(review), max_size=5))
    assert pages_drawn(book, size, manner, asked=data.draw(st.booleans())) == []


def test_the_debrief_draws_a_night_at_every_size() -> None:
    """The fake seat's debrief, every page, before and after the answers."""
    asked = review()
    for size in SIZES:
        for manner in MANNERS:
            book = Book(LEVEL, "night.jsonl", lambda _: None, debrief(), asked)
            assert pages_drawn(book, size, manner, asked=False) == []
            book.answers = ANSWERED
            book.tries = [night for fixes in (("check-at-write",), ()) if (night := fixed_night(fixes, print, bool))]
            assert pages_drawn(book, size, manner, asked=True) == []


@given(cards=st.lists(made_up.cards, max_size=12), size=sizes, manner=manners, data=st.data())
@settings(max_examples=60, deadline=None)
def test_the_picker_draws_any_levels(
    cards: list[LevelCard], size: tuple[int, int], manner: str, data: st.DataObject
) -> None:
    """Levels of others may have long titles, long briefings, or nothing but an id."""
    chosen = data.draw(st.integers(0, max(0, len(cards) - 1)))
    runs = data.draw(st.lists(made_up.past_runs, max_size=9))
    known = [replace(run, level=cards[0].id) for run in runs] if cards else []
    picture = PickerPicture(
        cards,
        chosen,
        Past((*runs, *known), data.draw(made_up.words)),
        {card.id: "01:12" for card in cards[: data.draw(st.integers(0, 3))]},
    )
    assert paint_levels(*size, MANNERS[manner], picture).flaws == []


@given(topics=made_up.topics, size=sizes, manner=manners, top=st.integers(0, 300))
@settings(max_examples=40, deadline=None)
def test_help_draws_any_words(topics: list[Topic], size: tuple[int, int], manner: str, top: int) -> None:
    """Every place, any grammar."""
    for where in ("board", "dns", "composer", "debrief"):
        assert paint_help(size[0], size[1] - 2, MANNERS[manner], HelpPicture(where, tuple(topics), top)).flaws == []


@pytest.mark.parametrize("size", SIZES)
def test_the_title_draws_at_every_size(size: tuple[int, int]) -> None:
    """With and without a run to continue, with and without levels."""
    for manner in MANNERS.values():
        for left in ((), ("An empty answer, from 00:42:00", "The long night, from 01:00:00")):
            for cards in ((), levels()[:1], levels()):
                for trouble in ("", "It cannot be continued: " + "/a/path/of/a/journal.jsonl is open elsewhere " * 3):
                    picture = TitlePicture(entries(cards, left), levels()[0].region, trouble)
                    assert paint_title(*size, manner, picture).flaws == []
