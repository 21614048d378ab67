"""The report: what it holds is what the record holds, and every format says the same, safely, and that it is a drill."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from game.content.load import load_level
from game.headless.paper.as_json import value
from game.headless.paper.chapters import document
from game.headless.paper.document import Chart, Multiples, Table
from game.headless.paper.night import KEPT
from game.headless.report import FORMATS, UnwrittenError, check_place, report_of, text_of, write
from game.session.journal import read_journal
from game.session.judging.result import record_of, result_of
from game.session.replaying.replay import replay
from tests.headless.nights import HOSTILE, PLAYS, hostile, journal, report

pytestmark = pytest.mark.xdist_group("reports")

ROOT = Path(__file__).resolve().parents[2]
VOID = ("meta", "br", "hr", "link", "img", "input")


class Page(HTMLParser):
    """Collects what a browser would make of a page; an element that is closed wrongly is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]


# What it holds.


@pytest.mark.parametrize("play", PLAYS)
def test_it_holds_what_the_record_holds(play: str) -> None:
    """Outcome, score, posts, looks, losses: as the run itself has them."""
    run = replay(read_journal(journal(play)), load_level("empty-answer")).run
    record, result, told = record_of(run), result_of(run), value(report(play))
    assert told["outcome"]["is"] == result["outcome"]
    assert (told["score"]["total"], told["score"]["grade"]) == (result["score"]["total"], result["score"]["grade"])
    assert told["origin"]["state_hash"] == result["state_hash"]
    assert told["origin"]["verifies"]
    assert told["customers"]["minutes"] == result["impact"]["customer_minutes"]
    assert {sector["sector"]: sector["minutes"] for sector in told["customers"]["sectors"]} == result["impact"][
        "by_sector"
    ]
    assert [post["words"] for post in told["posts"]["list"]] == [post["words"] for post in result["posts"]]
    assert [post["verdict"] for post in told["posts"]["list"]] == [post["verdict"] for post in result["posts"]]
    assert [look["say"] for look in told["looks"]["list"]] == [look.line for look in run.evidence.looks]
    assert told["trust"]["end"] == round(record.telling.trust, 1)
    assert len(told["customers"]["curve"]) == len(record.curve)
    for sector in told["customers"]["sectors"]:
        assert len(sector["curve"]) == len(record.curve)


def test_the_points_of_all_marks_are_the_parts_of_the_score() -> None:
    """Nothing is lost between the rubric and the report."""
    told = report("left")
    for part in told.debrief.parts:
        points = [mark.points for mark in told.debrief.marks if mark.part == part.label]
        assert sum(points) == pytest.approx(part.points)
    assert sum(mark.of for mark in told.debrief.marks) == 100


def test_a_night_that_was_left_says_when() -> None:
    """Not finished; left at a time; curves end there."""
    told = report("left")
    assert told.debrief.outcome == "unfinished"
    assert "not finished; left at 23:58" in text_of(told, "md")
    assert len(told.debrief.curve) == 12


def test_looks_say_what_they_proved_and_posts_what_was_wrong() -> None:
    """The cause, what was ruled out, a guess that was none of the causes, an all-clear that came early."""
    told = value(report("left"))
    assert [look["proved"] for look in told["looks"]["list"]] == [[], ["DNS"], []]
    assert told["looks"]["list"][2]["ruled_out"] == ["storage"]
    assert told["hypotheses"]["list"] == [
        {"drill": True, "t": 300, "cause": "storage", "confidence": 60, "true": False}
    ]
    assert [post["true"] for post in told["posts"]["list"]] == [True, False]
    assert told["posts"]["list"][1]["trust_after"] < told["posts"]["list"][1]["trust_before"]


def test_factors_are_several_and_every_one_has_an_action_with_an_owner() -> None:
    """Each stands on a line of the log or on readings; teams of the level own what is to be done."""
    told = report("reference")
    run = replay(read_journal(journal("reference")), load_level("empty-answer")).run
    log = [str(line.text) for line in run.region.log]
    readings = [factor for factor in told.factors if factor.seen not in log]
    assert len(told.factors) >= 5
    assert len(readings) < len(told.factors) / 2
    assert all(re.search(r" at (least|most) ", factor.seen) for factor in readings)
    owners = {action.owner for action in told.corrections}
    assert {"DynamoDB", "EC2"} <= owners
    announced = [action.text for action in told.corrections if action.announced]
    assert any("live plan" in text for text in announced)
    assert all(action.text and action.shown_by for action in told.corrections)


def test_what_cost_points_becomes_an_action_of_whoever_is_on_call() -> None:
    """The worst three, in the rubric's own words."""
    told = report("nobody")
    assert len(told.hindered) == 3
    ours = [action.text for action in told.corrections if action.owner == "Whoever is on call"]
    assert ours == [mark.next_time for mark in told.hindered]


def test_the_kept_times_have_the_names_of_the_trade() -> None:
    """All eight, with those that were published beside them."""
    told = {kept["time"]: kept for kept in value(report("reference"))["times"]["list"]}
    assert list(told) == list(KEPT.values())
    assert told["mitigated"]["real_night_s"] == 9420
    assert told["first update"]["yours_s"] < told["first update"]["real_night_s"] == 1380


def test_every_key_of_the_json_is_documented() -> None:
    """docs/report.md names each of them, and the number of the format."""
    documented = set(re.findall(r"`([a-z_]+)`", (ROOT / "docs" / "report.md").read_text(encoding="utf-8")))

    def keys(held: object) -> set[str]:
        if isinstance(held, dict):
            return {*held, *[key for inner in held.values() for key in keys(inner)]}
        return {key for inner in held for key in keys(inner)} if isinstance(held, list) else set()

    assert keys(value(report("left"))) <= documented


# How it is told.


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_journal_gives_the_same_report(form: str) -> None:
    """To the letter, computed anew."""
    again = report_of(read_journal(journal("left")), load_level("empty-answer"))
    assert text_of(again, form) == text_of(report("left"), form)


def test_every_part_on_paper_says_that_it_is_a_drill() -> None:
    """Title, every heading, every table and every drawing, and a line on every printed page."""
    told = report("left")
    blocks = [block for section in document(told).sections for block in section.blocks]
    drawn = [block for block in blocks if isinstance(block, Table | Chart | Multiples)]
    lines = text_of(told, "md").splitlines()
    headings = [line for line in lines if line.startswith("#")]
    assert len(headings) >= 11
    assert all("drill" in heading.lower() for heading in headings)
    captions = [line for line in lines if line.startswith("**") and line.endswith(" (drill)**")]
    assert len(captions) == len(drawn) >= 8

    html = text_of(told, "html")
    parts = {mark: re.findall(rf"<{mark}\b.*?</{mark}>", html, re.DOTALL) for mark in ("h1", "h2", "caption")}
    parts["figcaption"] = re.findall(r"<figcaption>.*?</figcaption>", html, re.DOTALL)
    parts["svg"] = re.findall(r"<svg.*?</title>", html, re.DOTALL)
    for mark, found in parts.items():
        assert found, mark
        assert all("drill" in part.lower() for part in found), mark
    assert len(parts["h1"] + parts["h2"]) == len(headings)
    assert len(parts["caption"] + parts["figcaption"]) == len(drawn)
    assert "drill" in re.findall(r"<title>(.*?)</title>", html)[0].lower()
    assert re.search(r"@media print \{.*?\.edge \{ display: block; position: fixed;", html, re.DOTALL)
    assert '<p class="edge" aria-hidden="true">DRILL' in html


@pytest.mark.parametrize("play", PLAYS)
def test_every_part_of_the_json_says_that_it_is_a_drill(play: str) -> None:
    """The whole in a sentence; every part is an object, and every object at any depth, each post and each mark, is marked."""
    told = json.loads(text_of(report(play), "json"))
    assert told.pop("drill").startswith("DRILL")
    assert told["report"]["format"] == 2
    assert len(told) > 15
    assert {name for name, part in told.items() if not isinstance(part, dict)} == set()

    def objects(held: object) -> list[dict[str, object]]:
        if isinstance(held, dict):
            return [held, *[found for inner in held.values() for found in objects(inner)]]
        return [found for inner in held for found in objects(inner)] if isinstance(held, list) else []

    found = [inner for part in told.values() for inner in objects(part)]
    assert len(found) > 60
    assert all(inner["drill"] is True for inner in found)


@pytest.mark.parametrize("play", PLAYS)
def test_the_page_loads_nothing(play: str) -> None:
    """No source, no link but to a part of itself, no script, no import, and a policy that forbids all of it."""
    page = Page(text_of(report(play), "html"))
    names = {name for name, _ in page.elements}
    assert not names & {
        "script",
        "img",
        "iframe",
        "object",
        "embed",
        "link",
        "audio",
        "video",
        "base",
        "form",
        "image",
        "use",
    }
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        assert not set(attributes) & {"src", "srcset", "action", "data", "xlink:href", "background"}
        assert not any(name.startswith("on") for name in attributes)
        if "href" in attributes:
            assert str(attributes["href"])[0] == "#"
            assert str(attributes["href"])[1:] in ids
    html = text_of(report(play), "html")
    assert "url(" not in html
    assert "@import" not in html
    policies = [meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert len(policies) == 1
    assert str(policies[0]).startswith("default-src 'none';")


@pytest.mark.parametrize("play", PLAYS)
def test_drawings_are_sound_and_say_what_they_show(play: str) -> None:
    """Each is XML, has a name that is read aloud, and draws inside its box."""
    html = text_of(report(play), "html")
    drawings = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    assert len(drawings) == 2 + len(report(play).sectors)
    for drawing in drawings:
        root = ElementTree.fromstring(drawing)
        ids = {element.get("id"): element.text for element in root.iter() if element.get("id")}
        assert root.get("role") == "img"
        named = str(root.get("aria-labelledby")).split()
        assert named
        assert all(ids[name] for name in named)
        left, top, width, height = [float(number) for number in str(root.get("viewBox")).split()]
        for across, down in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", drawing):
            assert left <= float(across) <= width
            assert top <= float(down) <= height


def test_real_night_and_marks_are_drawn_in_shapes_of_their_own() -> None:
    """Dashes against a line, triangles against rings: colour is never alone."""
    html = text_of(report("reference"), "html")
    assert html.count('class="ghost" d=') >= 1 + len(report("reference").sectors)
    assert html.count('<g class="change">') == len(report("reference").changes)
    assert html.count('<g class="update">') == 2 * len(report("reference").posts)
    assert "stroke-dasharray" in html


def test_tables_are_whole_in_every_row() -> None:
    """As many cells as columns; numbers of columns that there are."""
    for play in PLAYS:
        for section in document(report(play)).sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    assert {len(row) for row in block.rows} == {len(block.columns)}
                    assert all(place < len(block.columns) for place in (*block.numbers, *block.narrow))
                if isinstance(block, Chart):
                    assert all(0 <= point <= block.top for point in block.yours)


def test_letters_below_the_curve_are_those_of_the_timeline() -> None:
    """Every change has a letter, once, in both."""
    told = document(report("reference"))
    (chart,) = [block for block in told.sections[1].blocks if isinstance(block, Chart)]
    (table,) = [
        block
        for section in told.sections
        if section.id == "timeline"
        for block in section.blocks
        if isinstance(block, Table)
    ]
    letters = [mark.label for mark in chart.marks if mark.label.isalpha()]
    marked = ["".join(bit.text for bit in row[1]) for row in table.rows]
    assert letters == list("abcdefghij")[: len(report("reference").changes)]
    assert len(letters) >= 4
    assert [mark for mark in marked if mark] == letters


# What players typed.


def test_hostile_words_stay_words_in_html() -> None:
    """As text they are all there; as markup, control characters or direction marks they are nowhere."""
    html = text_of(hostile(), "html")
    assert html.isascii()
    page = Page(html)
    assert not page.all("script")
    assert "<script>alert(1)</script> & ![x]" in page.text
    assert "\\u202etxt.exe" in page.text
    assert "\\u0007\\u001b[31m \\ud800 end" in page.text
    for drawing in re.findall(r"<svg.*?</svg>", html, re.DOTALL):
        ElementTree.fromstring(drawing)


def test_hostile_words_stay_words_in_markdown() -> None:
    """No element, no image, no mention, no broken cell; a code span holds its ticks."""
    text = text_of(hostile(), "md")
    text.encode("utf-8")
    assert all(char.isprintable() or char == "\n" for char in text)
    assert "&#64;all" in text
    text = re.sub(r"```text\n.*?```", "", text, flags=re.DOTALL)  # charts: nothing in them was typed by a player
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
    assert "<script" not in outside
    assert "![" not in outside
    assert "@" not in outside
    rows = [line for line in text.splitlines() if line.startswith("|")]
    for caption in re.findall(r"\*\*[^\n]+\*\*\n\n((?:\|[^\n]*\n)+)", text):
        bars = {len(re.findall(r"(?<!\\)\|", row)) for row in caption.splitlines()}
        assert len(bars) == 1
    assert rows


def test_hostile_words_come_back_from_json() -> None:
    """Exactly as they were typed, in an object of ASCII."""
    text = text_of(hostile(), "json")
    assert text.isascii()
    assert json.loads(text)["posts"]["list"][0]["words"] == HOSTILE


# Where it is written.


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    """The very same report may lie there already; anything else stays as it is, and it is said what to do."""
    path = tmp_path / "night.md"
    write(path, "one\n")
    write(path, "one\n")
    with pytest.raises(UnwrittenError, match="exists already and holds something else; name a new file"):
        write(path, "two\n")
    assert path.read_text(encoding="utf-8") == "one\n"


def test_a_place_where_nothing_can_lie_is_told_before_anything_is_computed(tmp_path: Path) -> None:
    """A folder, and a folder that is not there."""
    with pytest.raises(UnwrittenError, match="is a folder; name a file in it"):
        check_place(tmp_path)
    with pytest.raises(UnwrittenError, match="there is no folder"):
        check_place(tmp_path / "gone" / "night.md")
    with pytest.raises(UnwrittenError, match="there is no folder"):
        check_place(Path(__file__) / "night.md")


def test_a_full_disk_leaves_no_half_of_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so, and the file is gone."""

    class Full:
        """A file on a disk without room."""

        def __init__(self, path: Path) -> None:
            self._file = open(path, "xb")  # noqa: SIM115

        def __enter__(self) -> Full:
            return self

        def __exit__(self, *_: object) -> None:
            self._file.close()

        def write(self, data: bytes) -> int:
            """Half of it fits."""
            self._file.write(data[: len(data) // 2])
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "open", lambda path, mode: Full(path))
    with pytest.raises(UnwrittenError, match="there is no room left; nothing was kept"):
        write(tmp_path / "night.md", "a report")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
