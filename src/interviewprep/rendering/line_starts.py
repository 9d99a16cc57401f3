"""What begins a block in a line of Markdown: fences, rules, tables, raw HTML. A line comes without its indent."""

from __future__ import annotations

import re

ATX = re.compile(r"(#{1,6})(?: +(.*?))?(?: +#+)? *$")
FENCE = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
MARKER = re.compile(r"(?:([-+*])|(\d{1,9})([.)]))(?= |$)")
SETEXT = re.compile(r"(=+|-+) *$")
_TAG_LINE = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|$)")
_WHOLE_TAG_LINE = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?>\s*$")

_BLOCK_TAGS = "blockquote caption dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td th thead tr ul"
_INLINE_TAGS = "a b br code em i img kbd mark s samp small span strong sub sup u"
HTML_BLOCKS = frozenset(_BLOCK_TAGS.split())
"""The allowed tags that begin a block of raw HTML even in the middle of a paragraph."""
HTML_INLINE = frozenset(_INLINE_TAGS.split())
"""The other allowed tags."""


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


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


def closes_fence(line: str, marker: str) -> bool:
    """Whether a line, with its indent, ends the fence that `marker` began."""
    inner = line.strip(" ")
    return len(inner) >= len(marker) and not inner.strip(marker[0]) and indent_of(line) < 4


def is_rule(line: str) -> bool:
    marks = line.replace(" ", "")
    return len(marks) >= 3 and marks.strip(marks[0]) == ""


def opens_maths(line: str) -> str:
    """ "closed" for `$$x$$` alone on its line, "open" for a `$$` that ends on a later line, else ""."""
    body = line[2:].rstrip() if line.startswith("$$") else "$$"
    if "$$" not in body:
        return "open"
    return "closed" if body.endswith("$$") and body.count("$$") == 1 and len(body) > 2 else ""


def opens_html(line: str, in_paragraph: bool) -> str | None:
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


def columns_of(line: str) -> tuple[str, ...]:
    if line.strip("|-: ") or "-" not in line or "|" not in line or line.startswith("- "):
        return ()
    aligns = []
    for cell in cells(line):
        if not re.fullmatch(r":?-+:?", cell):
            return ()
        left, right = cell.startswith(":"), cell.endswith(":")
        aligns.append("center" if left and right else "right" if right else "left" if left else "")
    return tuple(aligns)
