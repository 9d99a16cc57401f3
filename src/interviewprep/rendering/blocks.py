"""The blocks of a Markdown text, by the rules of CommonMark and of GitHub's tables.

Python-Markdown differs from the code hosts in lists without a blank line before them, nesting by two spaces,
fences inside lists and more. So its block parser is replaced by this one: each line walks down the open
containers once, which is linear in the text for a bounded depth. What stands inside a block is not looked at here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from interviewprep.rendering.line_starts import (
    ATX,
    FENCE,
    MARKER,
    SETEXT,
    cells,
    closes_fence,
    columns_of,
    indent_of,
    is_rule,
    opens_html,
    opens_maths,
)

DEEPEST = 12
"""Quotes, lists and items that may be open at once; Qt lays out nested blocks in more than linear time."""

_DEFINITION = re.compile(
    r"""\[([^\[\]^][^\[\]]{0,200})\]:[ ]*\n?[ ]*(?:<([^<>\n]*)>|([^\s<]\S*))"""
    r"""(?:[ ]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ ]*(?:\n|$)"""
)


class TooDeep(Exception):
    """More containers are open at once than `DEEPEST`."""


@dataclass(slots=True)
class Block:
    """A node of the block tree. Which fields mean something depends on `kind`.

    Kinds: document, quote, list, item, paragraph, heading, rule, code, maths, html, table.
    """

    kind: str
    first: int = 0
    last: int = 0
    children: list[Block] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    level: int = 0
    """Level of a heading; column of an item's content; indent of a fence; first number of a list."""
    marker: str = ""
    """Bullet or delimiter of a list, characters of a fence ("" for indented code), what ends an HTML block."""
    info: str = ""
    ordered: bool = False
    loose: bool = False
    columns: tuple[str, ...] = ()
    """Alignment of a table's columns: left, center, right or ""."""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Document:
    root: Block
    definitions: dict[str, str]
    """Addresses of `[label]: address` lines by label in lower case."""


def parse(text: str) -> Document:
    """The block tree of a text whose lines end in "\\n". Raises TooDeep."""
    parser = _Parser()
    for number, line in enumerate(text.expandtabs(4).split("\n"), 1):
        parser.line(number, line)
    definitions: dict[str, str] = {}
    _finish(parser.root, definitions)
    return Document(parser.root, definitions)


class _Parser:
    def __init__(self) -> None:
        self.root = Block("document")
        self.path = [self.root]
        self.number = 0

    def line(self, number: int, line: str) -> None:
        self.number = number
        matched, rest = self._descend(line)
        if matched < 0:
            return
        tip = self.path[-1]
        if matched == len(self.path) and tip.kind in ("code", "html", "maths"):
            self._verbatim(tip, rest)
            return
        lazy = tip.kind == "paragraph" and matched < len(self.path)
        started = len(self.path)
        matched, rest, done = self._starts(matched, rest)
        if done:
            return
        if not rest.strip():
            self._close(matched)
        elif lazy and len(self.path) == started and self.path[-1] is tip:
            self._add_line(tip, rest)
        else:
            self._close(matched)
            if self.path[-1].kind not in ("paragraph", "table"):
                self._open("paragraph")
            self._add_line(self.path[-1], rest)

    def _descend(self, line: str) -> tuple[int, str]:
        """How many open blocks go on in this line, and what is left of it; -1 where a fence closes here."""
        matched, rest = 1, line
        while matched < len(self.path):
            block = self.path[matched]
            goes_on, rest = self._goes_on(block, rest)
            if not goes_on:
                break
            if block.kind == "code" and block.marker and closes_fence(rest, block.marker):
                self._close(matched)
                block.last = self.number
                return -1, ""
            matched += 1
        return matched, rest

    def _goes_on(self, block: Block, rest: str) -> tuple[bool, str]:
        blank = not rest.strip()
        if block.kind == "quote":
            inner = rest.lstrip(" ")
            if inner.startswith(">") and len(rest) - len(inner) < 4:
                return True, inner[2:] if inner[1:2] == " " else inner[1:]
            return False, rest
        if block.kind == "item":
            if blank:
                return bool(block.children), rest[block.level :]
            return indent_of(rest) >= block.level, rest[block.level :] if indent_of(rest) >= block.level else rest
        if block.kind == "code":
            if block.marker:
                return True, rest[min(block.level, indent_of(rest)) :]
            return blank or indent_of(rest) >= 4, rest[4:] if blank or indent_of(rest) >= 4 else rest
        if block.kind == "html":
            return not (blank and not block.marker), rest
        return block.kind == "list" or not blank, rest

    def _verbatim(self, tip: Block, rest: str) -> None:
        self._add_line(tip, rest)
        ends = (tip.kind == "html" and tip.marker and tip.marker in rest.lower()) or (
            tip.kind == "maths" and rest.rstrip().endswith("$$")
        )
        if ends:
            if tip.kind == "maths":
                tip.info = "closed"
            self._close(len(self.path) - 1)

    def _starts(self, matched: int, rest: str) -> tuple[int, str, bool]:
        """Open the blocks that begin in this line; True at the end where that used up the line."""
        while True:
            # A list goes on without a word; what is not its next item closes it.
            top = self.path[matched - 1]
            paragraph = top if top.kind in ("paragraph", "table") else None
            inner = rest.lstrip(" ")
            if not inner:
                return matched, rest, False
            if len(rest) - len(inner) >= 4:
                if self.path[-1].kind == "paragraph" or paragraph:
                    return matched, rest, False
                self._close(matched)
                self._add_line(self._open("code"), rest[4:])
                return matched, "", True
            if inner[0] == ">":
                self._enter(matched, paragraph)
                self._open("quote")
                rest = inner[2:] if inner[1:2] == " " else inner[1:]
                matched = len(self.path)
            elif self._leaf(matched, paragraph, inner, len(rest) - len(inner)):
                return matched, "", True
            elif (item := self._item(matched, paragraph, inner, len(rest) - len(inner))) is not None:
                rest = item
                matched = len(self.path)
            else:
                return matched, rest, False

    def _enter(self, matched: int, paragraph: Block | None) -> None:
        """Close what does not go on, and the paragraph that a new block interrupts."""
        self._close(matched - 1 if paragraph else matched)

    def _leaf(self, matched: int, paragraph: Block | None, inner: str, indent: int) -> bool:
        """Open a block that holds no others, where one begins here."""
        first = inner[0]
        if first == "#" and (atx := ATX.match(inner)):
            self._enter(matched, paragraph)
            heading = self._open("heading", level=len(atx[1]))
            # "# #" is an empty heading with a closing sequence.
            heading.lines.append("" if not (atx[2] or "").strip("# ") else atx[2])
        elif first in "`~" and (fence := FENCE.match(inner)):
            self._enter(matched, paragraph)
            self._open("code", marker=fence[1] or fence[3], info=(fence[2] or fence[4] or "").strip(), level=indent)
            return True
        elif first == "$" and (maths := opens_maths(inner)):
            self._enter(matched, paragraph)
            self._add_line(self._open("maths", info=maths), inner)
            if maths == "open":
                return True
        elif first == "<" and (html := opens_html(inner, paragraph is not None)) is not None:
            self._enter(matched, paragraph)
            self._add_line(self._open("html", marker=html), inner)
            if not (html and html in inner.lower()):
                return True
        elif paragraph and paragraph.kind == "paragraph" and first in "=-" and (setext := SETEXT.match(inner)):
            paragraph.kind, paragraph.level, paragraph.last = "heading", 1 if setext[1][0] == "=" else 2, self.number
        elif first in "*-_" and is_rule(inner):
            self._enter(matched, paragraph)
            self._open("rule")
        elif paragraph and paragraph.kind == "paragraph" and first in "|-:" and (columns := columns_of(inner)):
            head = cells(paragraph.lines[-1])
            if len(head) != len(columns) or not any(head):
                return False
            self._to_table(paragraph, columns)
            return True
        else:
            return False
        self._close(len(self.path) - 1)
        return True

    def _to_table(self, paragraph: Block, columns: tuple[str, ...]) -> None:
        head = paragraph.lines.pop()
        self._close(len(self.path) - 1)
        if not paragraph.lines:
            self.path[-1].children.pop()
        else:
            paragraph.last -= 1
        table = self._open("table", columns=columns)
        table.first -= 1
        table.lines.append(head)

    def _item(self, matched: int, paragraph: Block | None, inner: str, indent: int) -> str | None:
        """Open a list item and give what is left of the line, or None where no item begins here."""
        marker = MARKER.match(inner)
        if not marker:
            return None
        rest = inner[marker.end() :]
        blank = not rest.strip()
        ordered = bool(marker[2])
        top = self.path[matched - 1]
        if paragraph and paragraph.kind == "paragraph" and (blank or (ordered and int(marker[2]) != 1)):
            return None
        self._enter(matched, paragraph)
        kind = marker[1] or marker[3]
        top = self.path[-1]
        if top.kind == "list" and top.marker != kind:
            self._close(len(self.path) - 1)
            top = self.path[-1]
        if top.kind != "list":
            self._open("list", marker=kind, ordered=ordered, level=int(marker[2]) if ordered else 0)
        spaces = 1 if blank or indent_of(rest) > 4 else indent_of(rest)
        self._open("item", level=indent + marker.end() + spaces)
        return rest[spaces:]

    def _open(
        self, kind: str, *, level: int = 0, marker: str = "", info: str = "", ordered: bool = False,
        columns: tuple[str, ...] = (),
    ) -> Block:  # fmt: skip
        if self.path[-1].kind == "list" and kind != "item":
            self.path.pop()
        if len(self.path) > DEEPEST:
            raise TooDeep
        block = Block(kind, self.number, self.number, [], [], level, marker, info, ordered, columns=columns)
        self.path[-1].children.append(block)
        self.path.append(block)
        return block

    def _close(self, keep: int) -> None:
        del self.path[keep:]

    def _add_line(self, block: Block, line: str) -> None:
        block.lines.append(line.lstrip(" ") if block.kind == "paragraph" else line)
        block.last = self.number


def _finish(block: Block, definitions: dict[str, str]) -> None:
    """Take definitions out of paragraphs, find where each block ends, and which lists are loose."""
    kept = []
    for child in block.children:
        if child.kind == "paragraph":
            _take_definitions(child, definitions)
            if not child.lines:
                continue
        elif child.kind == "maths" and child.info == "open":
            child.kind = "paragraph"
        elif child.kind == "code" and not child.marker:
            while child.lines and not child.lines[-1].strip():
                child.lines.pop()
                child.last -= 1
        _finish(child, definitions)
        kept.append(child)
    block.children = kept
    if kept:
        block.last = max(block.last, kept[-1].last)
    if block.kind == "list":
        rows = [block.children, *(item.children for item in block.children)]
        block.loose = any(after.first > before.last + 1 for row in rows for before, after in pairwise(row))


def _take_definitions(paragraph: Block, definitions: dict[str, str]) -> None:
    if not paragraph.lines[0].startswith("["):
        return
    text, end = paragraph.text, 0
    while found := _DEFINITION.match(text, end):
        definitions.setdefault(label(found[1]), found[2] if found[2] is not None else found[3])
        end = found.end()
    if end:
        paragraph.lines = text[end:].split("\n") if end < len(text) else []


def label(text: str) -> str:
    """What names a definition: case and spacing do not count."""
    return " ".join(text.lower().split())
