"""A document as Markdown, as GitHub and most others read it. Nothing that a player typed can become markup."""

from __future__ import annotations

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
    Table,
)
from game.headless.paper.text_chart import chart_lines, multiples_lines

_MEANS_SOMETHING = frozenset("\\`*_[]#~|{}!")
_AS_ENTITY = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;"}
_BEGINS_SOMETHING = ("-", "+", "=")


def as_markdown(document: Document) -> str:
    """The whole document. Every heading, and every table and chart below it, says that it is of a drill."""
    lines = [f"# {_text(document.title)}", "", f"**{_text(document.drill)}**", "", _inline(document.summary), ""]
    badge = ", ".join([f"{label} {points} of {of}" for label, points, of in document.badge])
    lines += [f"**{document.grade}**: {badge}.", ""]
    for section in document.sections:
        lines += [f"## {_text(section.title)} (drill)", ""]
        for block in section.blocks:
            lines += [*_block(block), ""]
    return "\n".join([*lines, f"---\n\n{_text(document.drill)}"]) + "\n"


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [_inline(block.text)]
        case Items():
            return [f"- {_inline(item)}" for item in block.items]
        case Facts():
            return [f"- **{_text(label)}**: {_inline(said)}" for label, said in block.facts]
        case Table():
            return _table(block)
        case Chart():
            return [f"**{_text(block.title)} (drill)**", "", _text(block.says), "", *_fenced(chart_lines(block))]
        case Multiples():
            return [f"**{_text(block.title)} (drill)**", "", *_fenced(multiples_lines(block))]


def _table(table: Table) -> list[str]:
    rules = ["---:" if place in table.numbers else "---" for place in range(len(table.columns))]
    rows = [
        [_text(column) for column in table.columns],
        rules,
        *[[_inline(cell) for cell in row] for row in table.rows],
    ]
    return [f"**{_text(table.caption)} (drill)**", "", *["| " + " | ".join(row) + " |" for row in rows]]


def _fenced(lines: list[str]) -> list[str]:
    """Lines of a chart. They hold nothing that a player typed."""
    return ["```text", *lines, "```"] if lines else ["(no minute was played)"]


def _inline(inline: Inline) -> str:
    return "".join([_bit(bit) for bit in inline]).strip()


def _bit(bit: Bit) -> str:
    if bit.look is Look.TYPED:
        return _code(bit.text)
    text = _text(bit.text)
    if bit.look is Look.STRONG:
        inner = text.strip()
        return text.replace(inner, f"**{inner}**") if inner else text
    if bit.look is Look.WORDS:
        return f'"{text}"'
    return text


def _text(text: str) -> str:
    shown = "".join([_AS_ENTITY.get(char, f"\\{char}" if char in _MEANS_SOMETHING else char) for char in clean(text)])
    return f"\\{shown}" if shown.startswith(_BEGINS_SOMETHING) and len(shown) > 1 else shown


def _code(text: str) -> str:
    """A code span, fenced by more ticks than the text has in a row; a bar would end the cell of a table."""
    shown = clean(text).replace("|", "\\|")
    ticks = "`"
    while ticks in shown:
        ticks += "`"
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{pad}{shown}{pad}{ticks}"
