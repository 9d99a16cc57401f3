"""The blocks of a foreign text (paragraphs, lists, tables…) as Markdown: what the converter of HTML fills."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from interviewprep.formats.html.lines import Run, line_markdown

_MOST_COLUMNS = 40
_BREAK = re.compile(r"\\?\n+")


@dataclass(slots=True)
class Block:
    kind: str
    """paragraph, list, numbers or other."""
    text: str


@dataclass(slots=True)
class Frame:
    """A container that is open: the document, a list, an item, a quote, a table, a row, a cell, a heading."""

    kind: str
    blocks: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """Of the paragraph that is open; "" for an empty line."""
    runs: list[Run] = field(default_factory=list)
    start: int = 1
    rows: list[list[str]] = field(default_factory=list)
    """Of a table or row: cells as lines; of a list: items."""
    texts: list[str] = field(default_factory=list)
    """The same cells as blocks, for a table that only lays out."""
    marks: dict[str, int] = field(default_factory=dict)
    """What the converter puts back when the frame closes."""

    @property
    def ends_blank(self) -> bool:
        """Whether a blank at this place would show nothing."""
        return not self.runs or self.runs[-1].text[-1:] in (" ", "")

    def end_line(self, *, even_empty: bool = False) -> None:
        if self.runs:
            line = line_markdown(self.runs)
            self.runs = []
            if line or even_empty:
                self.lines.append(line)
        elif even_empty:
            self.lines.append("")

    def end_paragraph(self) -> None:
        self.end_line()
        if not self.lines:
            return
        paragraph: list[str] = []
        for line in [*self.lines, ""]:
            if line:
                paragraph.append(line)
            elif paragraph:
                self.blocks.append(Block("paragraph", "\\\n".join(paragraph)))
                paragraph = []
        self.lines = []

    def add(self, kind: str, text: str) -> None:
        self.end_paragraph()
        if text:
            self.blocks.append(Block(kind, text))

    def text(self) -> str:
        """All blocks, parted by blank lines."""
        self.end_paragraph()
        return "\n\n".join(block.text for block in self.blocks)

    def line(self) -> str:
        """All blocks as one line, for a cell of a table."""
        self.end_paragraph()
        return "<br>".join(_BREAK.sub("<br>", block.text.replace("|", "\\|")) for block in self.blocks)

    def item(self) -> str:
        """All blocks as the content of a list's item."""
        self.end_paragraph()
        said = ""
        for block in self.blocks:
            if said:
                said += "\n" if block.kind in ("list", "numbers") else "\n\n"
            said += block.text
        return said


def list_markdown(kind: str, items: Sequence[str], start: int, before: Block | None) -> str:
    """The rows of a list; its signs differ from those of a list right before it, since the two would be one."""
    other = before is not None and before.kind == kind and before.text[:1] != "*" and ")" not in before.text[:4]
    rows = []
    for number, item in enumerate(items, start):
        sign = f"{number}{')' if other else '.'}" if kind == "numbers" else "*" if other else "-"
        indent = " " * (len(sign) + 1)
        rows.append(f"{sign} " + "\n".join(indent + line if line else "" for line in item.split("\n")).lstrip(" "))
    return "\n".join(rows)


def quote_markdown(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def table_markdown(rows: Sequence[Sequence[str]]) -> str:
    """A table whose first row is its head, since Markdown has none without; "" for none."""
    rows = [row[:_MOST_COLUMNS] for row in rows if any(row)]
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return ""
    full = [[*row, *[""] * (columns - len(row))] for row in rows]
    head, *body = ["| " + " | ".join(row) + " |" for row in full]
    return "\n".join((head, "|" + " --- |" * columns, *body))
