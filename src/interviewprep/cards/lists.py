"""Items of the Markdown lists in a card's part."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from interviewprep.cards.spans import SpanKind, spans

_MARKER = re.compile(r"(?:\A|\n)( *)([-*+]|\d{1,9}[.)])(?:[ \t]+|(?=\n|\Z))")
_PARAGRAPH = re.compile(r"\n[ \t]*\n(?=[^ \t\n])")
_CODE = frozenset({SpanKind.FENCE, SpanKind.COMMENT})


class Item(NamedTuple):
    text: str
    """Without marker, nested items and the indent of its further lines."""
    nested: str
    """The list below the item, at the left margin; "" for none."""
    line: int
    """Counted from 0, the text's first line."""
    start: int
    end: int
    ordered: bool


@lru_cache(maxsize=256)
def items(text: str) -> tuple[Item, ...]:
    """The items of the outer list or lists of a text, in order. A paragraph at the left margin ends a list."""
    marks = _markers(text)
    if not marks:
        return ()
    outer = column = len(marks[0][1])
    siblings: list[tuple[re.Match[str], re.Match[str] | None]] = []
    for mark in marks:
        if len(mark[1]) <= max(outer, column - 1):
            siblings.append((mark, None))
            column = outer + len(mark[2]) + 1
        elif siblings[-1][1] is None:
            siblings[-1] = (siblings[-1][0], mark)
    found = []
    line = counted = 0
    ends = [mark.start() for mark, _ in siblings[1:]] + [len(text)]
    parted = _PARAGRAPH.search(text) is not None
    for (mark, below), end in zip(siblings, ends, strict=True):
        first = mark.start(2)
        line += text.count("\n", counted, first)
        counted = first
        if parted and (paragraph := _PARAGRAPH.search(text, first, end)):
            end = paragraph.start()
        found.append(_item(text, mark, below, end, line))
    return tuple(found)


def _item(text: str, mark: re.Match[str], below: re.Match[str] | None, end: int, line: int) -> Item:
    first = mark.end()
    nested = ""
    own_end = end
    if below and below.start() < end:
        own_end = below.start()
        nested = _dedented(text[own_end:end], len(below[1])).strip("\n")
    own = text[first:own_end].rstrip(" \t\n")
    last = first + len(text[first:end].rstrip(" \t\n")) if nested else first + len(own)
    if "\n" in own:
        own = _dedented(own, len(mark[1]) + len(mark[2]) + 1)
    return Item(own, nested, line, mark.start(1), last, mark[2][0].isdigit())


def _dedented(text: str, width: int) -> str:
    return re.sub(rf"\n {{1,{width}}}", "\n", text) if width else text


def _markers(text: str) -> list[re.Match[str]]:
    """The list markers outside code and comments."""
    marks = list(_MARKER.finditer(text))
    if not marks or ("```" not in text and "~~~" not in text and "<!--" not in text):
        return marks
    masked = [span for span in spans(text) if span.kind in _CODE]
    outside = []
    index = 0
    for mark in marks:
        while index < len(masked) and masked[index].end <= mark.start(2):
            index += 1
        if index == len(masked) or mark.start(2) < masked[index].start:
            outside.append(mark)
    return outside
