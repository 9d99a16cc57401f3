"""Items of the Markdown lists in a card's part."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from interviewprep.cards.spans import SpanKind, spans

_MARKER = re.compile(r"(?:\A|\n)( *)([-*+]|\d{1,9}[.)])(?:[ \t]+|(?=\n|\Z))")
_PARAGRAPH = re.compile(r"\n[ \t]*\n(?=[^ \t\n])")
_Mark = re.Match[str]
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
    outer = column = marks[0].end(1) - marks[0].start(1)
    siblings: list[_Mark] = []
    nested: dict[int, _Mark] = {}
    for mark in marks:
        indent = mark.end(1) - mark.start(1)
        if indent <= outer or indent < column:
            siblings.append(mark)
            column = outer + mark.end(2) - mark.start(2) + 1
        else:
            nested.setdefault(len(siblings) - 1, mark)
    found = []
    line = counted = 0
    parted = _PARAGRAPH.search(text) is not None
    for index, mark in enumerate(siblings):
        end = siblings[index + 1].start() if index + 1 < len(siblings) else len(text)
        first = mark.start(2)
        line += text.count("\n", counted, first)
        counted = first
        if parted and (paragraph := _PARAGRAPH.search(text, first, end)):
            end = paragraph.start()
        found.append(_item(text, mark, nested.get(index), end, line))
    return tuple(found)


def _item(text: str, mark: _Mark, below: _Mark | None, end: int, line: int) -> Item:
    first = mark.end()
    if below is None and text.find("\n", first, end) < 0:
        own = text[first:end].rstrip(" \t")
        return Item(own, "", line, mark.start(1), first + len(own), mark[2] not in "-*+")
    nested = ""
    own_end = end
    if below and below.start() < end:
        own_end = below.start()
        nested = _dedented(text[own_end:end], len(below[1])).strip("\n")
    own = text[first:own_end].rstrip(" \t\n")
    last = first + len(text[first:end].rstrip(" \t\n")) if nested else first + len(own)
    if "\n" in own:
        own = _dedented(own, len(mark[1]) + len(mark[2]) + 1)
    return Item(own, nested, line, mark.start(1), last, mark[2] not in "-*+")


def _dedented(text: str, width: int) -> str:
    return re.sub(rf"\n {{1,{width}}}", "\n", text) if width else text


def _markers(text: str) -> list[_Mark]:
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
