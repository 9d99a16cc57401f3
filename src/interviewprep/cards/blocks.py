"""The blocks of a Markdown text, by the rules of CommonMark and of GitHub's tables.

Python-Markdown differs from the code hosts in lists without a blank line before them, nesting by two spaces,
fences inside lists and more. So its block parser is replaced by this one: each line walks down the open
containers once, which is linear in the text for a bounded depth. What stands inside a block is not looked at here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

DEEPEST = 12
"""Quotes, lists and items that may be open at once; Qt lays out nested blocks in more than linear time."""

_ATX = re.compile(r"(#{1,6})(?: +(.*?))?(?: +#+)? *$")
_FENCE = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
_MARKER = re.compile(r"(?:([-+*])|(\d{1,9})([.)]))(?= |$)")
_SETEXT = re.compile(r"(=+|-+) *$")
_TAG_LINE = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
_WHOLE_TAG_LINE = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?>\s*$")
_DEFINITION = re.compile(
    r"""\[([^\[\]^][^\[\]]{0,200})\]:[ ]*\n?[ ]*(?:<([^<>\n]*)>|([^\s<]\S*))"""
    r"""(?:[ ]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ ]*(?:\n|$)"""
)

_BLOCK_TAGS = "blockquote caption dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td th thead tr ul"
_INLINE_TAGS = "a b br code em i img kbd mark s samp small span strong sub sup u"
HTML_BLOCKS = frozenset(_BLOCK_TAGS.split())
"""The allowed tags that begin a block of raw HTML even in the middle of a paragraph."""
HTML_INLINE = frozenset(_INLINE_TAGS.split())
"""The other allowed tags."""


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


def cells(row: str, columns: int = 0) -> list[str]:
    """The cells of a table's row; `\\|` is a bar of the text.

    A row with more cells than `columns` is split once more, now with the bars inside code kept together, since
    its last cells would be lost otherwise.
    """
    found = _split(row, code_whole=False)
    if columns and len(found) > columns and "`" in row:
        whole = _split(row, code_whole=True)
        return whole if len(whole) >= columns else found
    return found


def _split(row: str, *, code_whole: bool) -> list[str]:
    row = row.strip()
    row = row[1:] if row.startswith("|") else row
    found, start, ticks = [], 0, ""
    for mark in re.finditer(r"\\.|`+|\|", row):
        if mark[0][0] == "`" and code_whole:
            ticks = "" if ticks == mark[0] else ticks or mark[0]
        elif mark[0] == "|" and not ticks:
            found.append(row[start : mark.start()])
            start = mark.end()
    if row[start:].strip() or not found:
        found.append(row[start:])
    return [cell.strip().replace("\\|", "|") for cell in found]


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
            if block.kind == "code" and block.marker and _closes(block, rest):
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
            return _indent(rest) >= block.level, rest[block.level :] if _indent(rest) >= block.level else rest
        if block.kind == "code":
            if block.marker:
                return True, rest[min(block.level, _indent(rest)) :]
            return blank or _indent(rest) >= 4, rest[4:] if blank or _indent(rest) >= 4 else rest
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
        if first == "#" and (atx := _ATX.match(inner)):
            self._enter(matched, paragraph)
            heading = self._open("heading", level=len(atx[1]))
            # "# #" is an empty heading with a closing sequence.
            heading.lines.append("" if not (atx[2] or "").strip("# ") else atx[2])
        elif first in "`~" and (fence := _FENCE.match(inner)):
            self._enter(matched, paragraph)
            self._open("code", marker=fence[1] or fence[3], info=(fence[2] or fence[4] or "").strip(), level=indent)
            return True
        elif first == "$" and (maths := _opens_maths(inner)):
            self._enter(matched, paragraph)
            self._add_line(self._open("maths", info=maths), inner)
            if maths == "open":
                return True
        elif first == "<" and (html := _opens_html(inner, paragraph is not None)) is not None:
            self._enter(matched, paragraph)
            self._add_line(self._open("html", marker=html), inner)
            if not (html and html in inner.lower()):
                return True
        elif paragraph and paragraph.kind == "paragraph" and first in "=-" and (setext := _SETEXT.match(inner)):
            paragraph.kind, paragraph.level, paragraph.last = "heading", 1 if setext[1][0] == "=" else 2, self.number
        elif first in "*-_" and _is_rule(inner):
            self._enter(matched, paragraph)
            self._open("rule")
        elif paragraph and paragraph.kind == "paragraph" and first in "|-:" and (columns := _columns(inner)):
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
        marker = _MARKER.match(inner)
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
        spaces = 1 if blank or _indent(rest) > 4 else _indent(rest)
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


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _closes(fence: Block, line: str) -> bool:
    inner = line.strip(" ")
    return len(inner) >= len(fence.marker) and not inner.strip(fence.marker[0]) and _indent(line) < 4


def _is_rule(line: str) -> bool:
    marks = line.replace(" ", "")
    return len(marks) >= 3 and marks.strip(marks[0]) == ""


def _opens_maths(line: str) -> str:
    """ "closed" for `$$x$$` alone on its line, "open" for a `$$` that ends on a later line, else ""."""
    body = line[2:].rstrip() if line.startswith("$$") else "$$"
    if "$$" not in body:
        return "open"
    return "closed" if body.endswith("$$") and body.count("$$") == 1 and len(body) > 2 else ""


def _opens_html(line: str, in_paragraph: bool) -> str | None:
    """What ends the HTML block that begins in this line ("" for a blank line), or None where none begins."""
    if line.startswith("<!--"):
        return "-->"
    tag = _TAG_LINE.match(line)
    if not tag:
        return None
    name = tag[1].lower()
    if name == "pre" and line[1] != "/":
        return "</pre>"
    if name in HTML_BLOCKS:
        return ""
    if name in HTML_INLINE and not in_paragraph and _WHOLE_TAG_LINE.match(line):
        return ""
    return None


def _columns(line: str) -> tuple[str, ...]:
    if line.strip("|-: ") or "-" not in line or "|" not in line or line.startswith("- "):
        return ()
    aligns = []
    for cell in cells(line):
        if not re.fullmatch(r":?-+:?", cell):
            return ()
        left, right = cell.startswith(":"), cell.endswith(":")
        aligns.append("center" if left and right else "right" if right else "left" if left else "")
    return tuple(aligns)


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
