"""A document as one HTML file. It loads nothing, runs nothing, and holds nothing that a player typed but as text."""

from __future__ import annotations

from html import escape

from game.headless.paper.clean import clean
from game.headless.paper.document import (
    Bit,
    Block,
    Chart,
    Document,
    Facts,
    Inline,
    Items,
    Look,
    Multiples,
    Paragraph,
    Section,
    Table,
)
from game.headless.paper.drawing import chart_svg, multiples_svg
from game.headless.paper.style import css

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a browser is allowed to do with the file: show it."""

_WHOLE = 8
"""Tables of so few rows stay on one page."""

_ELEMENT = {Look.PLAIN: "", Look.STRONG: "strong", Look.FAINT: "small", Look.TYPED: "code", Look.WORDS: "q"}


def as_html(document: Document) -> str:
    """The whole file. Every heading, table and drawing in it says that it is of a drill. What is not ASCII is written as references, so that no encoding can be guessed wrong."""
    drill = _text(document.drill)
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        '<meta name="robots" content="noindex">\n',
        f"<title>{_text(document.title)}: {_text(document.grade)}, report of a drill</title>\n",
        f"<style>\n{css()}</style>\n</head>\n<body>\n",
        f'<p class="band"><span>{drill}</span></p>\n<p class="edge" aria-hidden="true">{drill}</p>\n',
        f"<header>\n<div><h1>{_text(document.title)}</h1>\n<p>{_inline(document.summary)}</p></div>\n{_badge(document)}</header>\n",
        _contents(document),
        "<main>\n",
        *[_section(place, section) for place, section in enumerate(document.sections, 1)],
        f"</main>\n<footer><p>{drill}</p></footer>\n</body>\n</html>\n",
    ]
    return "".join(parts).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _badge(document: Document) -> str:
    rows = "".join(
        [
            f'<div><dt>{_text(label)}</dt><dd><span class="bar" aria-hidden="true"><i style="width: {100 * points // of}%"></i></span>'
            f"{points}<small> of {of}</small></dd></div>"
            for label, points, of in document.badge
        ]
    )
    return (
        f'<div class="badge"><p class="grade"><small>grade</small> {_text(document.grade)}</p><dl>{rows}</dl></div>\n'
    )


def _contents(document: Document) -> str:
    links = "".join([f'<li><a href="#{section.id}">{_text(section.title)}</a></li>' for section in document.sections])
    return f'<nav aria-label="Parts of this report"><ol>{links}</ol></nav>\n'


def _section(number: int, section: Section) -> str:
    blocks = "".join([_block(block, f"{section.id}-{place}") for place, block in enumerate(section.blocks)])
    return (
        f'<section id="{section.id}" aria-labelledby="{section.id}-h">\n'
        f'<h2 id="{section.id}-h">{number}. {_text(section.title)} <span class="drill">drill</span></h2>\n{blocks}</section>\n'
    )


def _block(block: Block, name: str) -> str:
    match block:
        case Paragraph():
            return f"<p>{_inline(block.text)}</p>\n"
        case Items():
            return f"<ul>{''.join([f'<li>{_inline(item)}</li>' for item in block.items])}</ul>\n"
        case Facts():
            rows = [f"<div><dt>{_text(label)}</dt><dd>{_inline(said)}</dd></div>" for label, said in block.facts]
            return f'<dl class="facts">{"".join(rows)}</dl>\n'
        case Table():
            return _table(block)
        case Chart():
            drawn = chart_svg(block, name) or "<p>No minute was played.</p>"
            return f"<figure>\n<figcaption><strong>{_text(block.title)} (drill)</strong> {_text(block.says)}</figcaption>\n{drawn}\n</figure>\n"
        case Multiples():
            return _multiples(block, name)


def _multiples(multiples: Multiples, name: str) -> str:
    drawn = [
        f"<div>{svg}<p><strong>{_text(chart.name)}</strong> {_text(chart.note)}</p></div>"
        for chart, svg in multiples_svg(multiples, name)
    ]
    top = int(multiples.top * 100 + 0.5)
    return (
        f"<figure>\n<figcaption><strong>{_text(multiples.title)} (drill).</strong> {_text(multiples.says)} "
        f'Each from 0 to {top}%.</figcaption>\n<div class="multiples">{"".join(drawn)}</div>\n</figure>\n'
    )


def _table(table: Table) -> str:
    looks = [
        " ".join([*(["number"] if place in table.numbers else []), *(["narrow"] if place in table.narrow else [])])
        for place in range(len(table.columns))
    ]
    heads = "".join(
        [f'<th scope="col"{_class(look)}>{_text(name)}</th>' for look, name in zip(looks, table.columns, strict=True)]
    )
    rows = "".join(
        [
            "<tr>"
            + "".join([f"<td{_class(look)}>{_inline(cell)}</td>" for look, cell in zip(looks, row, strict=True)])
            + "</tr>\n"
            for row in table.rows
        ]
    )
    whole = _class("whole" if len(table.rows) <= _WHOLE else "")
    return (
        f'<div class="table" tabindex="0" role="group" aria-label="{_text(table.caption)} (drill)"><table{whole}>\n'
        f"<caption>{_text(table.caption)} (drill)</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
    )


def _class(look: str) -> str:
    return f' class="{look}"' if look else ""


def _inline(inline: Inline) -> str:
    return "".join([_bit(bit) for bit in inline])


def _bit(bit: Bit) -> str:
    """Words of a player keep their direction to themselves."""
    element = _ELEMENT[bit.look]
    text = _text(bit.text)
    if bit.look in (Look.WORDS, Look.TYPED):
        text = f"<bdi>{text}</bdi>"
    return f"<{element}>{text}</{element}>" if element else text


def _text(text: str) -> str:
    return escape(clean(text))
